"""`python manage.py check_letter`: the rules in force, on issued letters and on drafts."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from responses.actions.checking import judge, newest_letter
from responses.actions.draft import rearrange, submit_draft
from responses.domain.letter import Letter, Part
from responses.domain.letter_rules import LetterNotReady
from responses.domain.links import ALIVE
from responses.domain.links_of_wording import links_of_letter
from responses.models import FoiResponse, LinkCheck
from tests.dates import day, moment
from tests.factories import a_draft, a_triaged_request, an_issued_letter, at, typed
from tests.responses.letters import REAL_LETTER

DEAD = "gone"
"""A page that is not there any more."""

JANUARY = ["L-G01", "L-G03", "L-G05", "L-G07", "L-G08", "L-G09", "L-G14", "L-G11"]


def printed(*arguments: str) -> tuple[str, int]:
    """What the command prints, and its exit status."""
    out = io.StringIO()
    try:
        call_command("check_letter", *arguments, stdout=out)
    except SystemExit as ended:
        return out.getvalue(), ended.code
    return out.getvalue(), 0


def test_the_letter_of_january_2023_breaks_no_rule_of_the_day_on_which_it_was_issued(officer, clearer):
    letter = an_issued_letter(by=officer, clearer=clearer)

    assert printed(letter.foi_request.reference) == ("Nothing is wrong with this letter.\n", 0)


def test_the_same_letter_has_the_findings_of_the_rule_book_by_todays_rules(officer, clearer):
    letter = an_issued_letter(by=officer, clearer=clearer)

    told, status = printed(letter.foi_request.reference, "--as-of", "today", "--json")

    found = json.loads(told)
    assert status == 1
    assert [each["rule"] for each in found] == JANUARY
    assert all(set(each) == {"rule", "severity", "message", "provision", "where"} for each in found)
    assert found[0]["severity"] == "E" and found[-1]["severity"] == "W"


def test_the_rules_of_a_day_can_be_asked_for(officer, clearer):
    letter = an_issued_letter(by=officer, clearer=clearer)

    assert printed(letter.foi_request.reference, "--as-of", "2023-02-28")[1] == 0
    assert printed(letter.foi_request.reference, "--as-of", "2023-03-01")[1] == 1


def test_a_draft_is_judged_by_todays_rules_and_each_finding_is_one_line(officer):
    foi_response = a_draft(by=officer, received_on=day("Mon 2 March 2026"), held="not_held")

    told, status = printed(foi_response.foi_request.reference)

    assert status in (0, 1)
    assert all(line.startswith(("L-", "Nothing")) for line in told.strip().splitlines())


def test_a_warning_alone_does_not_fail(officer):
    foi_response = a_draft(by=officer, received_on=day("Mon 2 March 2026"), held="not_held")
    findings = judge(foi_response, at=moment("Tue 3 March 2026 10:00"))

    assert [finding.rule for finding in findings if finding.severity == "E"] == []


def test_an_unknown_reference_is_told(office):
    with pytest.raises(CommandError, match="no case with the reference FOI_9999"):
        printed("FOI_9999")


def test_a_case_without_a_letter_is_told(officer):
    foi_request = a_triaged_request(by=officer)

    with pytest.raises(CommandError, match="Nothing has been written"):
        printed(foi_request.reference)


def test_a_day_that_is_none_is_told(officer):
    with pytest.raises(CommandError, match="is no day"):
        printed(a_draft(by=officer).foi_request.reference, "--as-of", "yesterday")


def test_judging_takes_as_many_queries_for_a_long_letter_as_for_a_short_one(officer, django_assert_max_num_queries):
    foi_response = a_draft(by=officer, received_on=day("Mon 2 March 2026"), held="held")
    typed(
        foi_response, by=officer, moment=at(day("Mon 2 March 2026"), 13), information="See https://x.example/. " * 500
    )

    with django_assert_max_num_queries(18):
        judge(newest_letter(foi_response.foi_request.reference), at=moment("Tue 3 March 2026 10:00"))


def looked_at(address: str, *, why: str) -> None:
    """What the last look at an address found, on 2 March 2026."""
    on = moment("Mon 2 March 2026 03:00")
    LinkCheck.objects.create(
        address=address, named_at=on, checked_at=on, why=why, status=200 if why == ALIVE else 404, final_address=address
    )


@pytest.mark.parametrize(
    ("why", "said"), [(DEAD, "did not work when it was last checked"), ("", "Nobody has checked the link")]
)
def test_a_draft_is_judged_by_what_the_last_look_at_its_links_found(officer, settings, why, said):
    settings.LINK_CHECKS = True
    foi_response = a_draft(by=officer, received_on=day("Mon 2 March 2026"), held="held")
    told = "See https://gone.example/."
    typed(foi_response, by=officer, moment=at(day("Mon 2 March 2026"), 13), information=told)
    if why:
        looked_at("https://gone.example/", why=why)

    found = judge(newest_letter(foi_response.foi_request.reference), at=moment("Tue 3 March 2026 10:00"))

    [words] = [each.words for each in found if each.rule == "L-G11" and "gone.example" in each.words]
    assert said in words


def test_an_issued_letter_is_not_blamed_for_links_at_which_nobody_looked_since(officer, clearer, settings):
    settings.LINK_CHECKS = True
    letter = an_issued_letter(by=officer, clearer=clearer)
    now, today = moment("Tue 3 March 2026 10:00"), day("Tue 3 March 2026")
    [address] = [each for each in links_of_letter(Letter.from_json(letter.frozen)) if "england.nhs.uk" in each]

    before = [each.words for each in judge(letter.foi_response, at=now, as_of=today) if each.rule == "L-G11"]
    looked_at(address, why=DEAD)
    after = [each.words for each in judge(letter.foi_response, at=now, as_of=today) if each.rule == "L-G11"]

    assert len(before) == 1 and "leads to a viewer" in before[0]
    assert [words for words in after if words not in before] == [
        f"The link {address} did not work when it was last checked."
    ]


def test_where_links_are_not_checked_nothing_is_said_of_them(officer, settings):
    settings.LINK_CHECKS = False
    foi_response = a_draft(by=officer, received_on=day("Mon 2 March 2026"), held="held")
    typed(foi_response, by=officer, moment=at(day("Mon 2 March 2026"), 13), information="See https://gone.example/.")

    found = judge(newest_letter(foi_response.foi_request.reference), at=moment("Tue 3 March 2026 10:00"))
    assert "L-G11" not in [each.rule for each in found]


def test_the_letter_of_january_2023_typed_today_is_refused(officer):
    foi_response = a_draft(by=officer, received_on=day("Mon 2 March 2026"))
    now = moment("Tue 3 March 2026 10:00")
    _, *answer = REAL_LETTER.read_text().split("Our Response")
    copy = foi_response.working_copy
    typed_today = (Part("p1", "paragraph", answer[0].strip()),)
    rearrange(foi_response, lambda parts: typed_today, revision=copy.revision, by=officer, at=now)
    foi_response.working_copy.refresh_from_db()

    with pytest.raises(LetterNotReady) as refused:
        submit_draft(foi_response, by=officer, at=now)

    found = [finding.rule for finding in refused.value.findings]
    assert found == ["L-G03", "L-G05", "L-G07", "L-G08", "L-G09"]


def test_a_reply_that_names_the_organisation_in_the_requesters_address_is_told(officer):
    foi_response = a_draft(
        by=officer, received_on=day("Mon 2 March 2026"), postal_address="Hart & Co Solicitors\n12 Mill Lane\nLeeds"
    )
    now = moment("Tue 3 March 2026 10:00")
    said = Part("said", "paragraph", "We gave these figures to Hart & Co Solicitors before.")
    copy = foi_response.working_copy
    rearrange(foi_response, lambda parts: (*parts, said), revision=copy.revision, by=officer, at=now)

    found = judge(FoiResponse.objects.get(pk=foi_response.pk), at=now)
    assert [each.part for each in found if each.rule == "L-G10"] == ["said"]
