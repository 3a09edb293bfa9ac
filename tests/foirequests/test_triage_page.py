"""Triage: what an officer finds about a request, and the way on to the draft."""

import re
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from codes.models import Code
from foirequests.actions.advice import dismiss_advice
from foirequests.actions.early_word import tell_deputy_early
from foirequests.actions.questions import split_as_advised
from foirequests.actions.reading import read_case
from foirequests.domain.errors import Refused
from foirequests.domain.reading.values import Cue, RequestRead
from foirequests.models import Notice, Question
from tests.dates import day, moment
from tests.factories import a_draft, a_request, a_triaged_request, an_issued_letter
from tests.readings import READ_AT, TWO_QUESTIONS, put_on, read_january, read_two_questions

FOUND = {
    "question-1-regime": "foi",
    "question-1-service_area": "claims_management",
    "question-1-information_held": "not_held",
    "question-1-missing_attribute": "the type of procedure",
    "question-1-holder": "Claims Management",
}


FOUND_NAMES = [name.removeprefix("question-1-") for name in FOUND]


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(moment("Mon 9 January 2023 12:00"), tick=False):
        yield


@pytest.fixture
def triage(client, officer):
    """Send triage's page of a case."""
    client.force_login(officer)

    def sent(foi_request, **typed):
        data = {name.replace("__", "-"): value for name, value in typed.items()}
        return client.post(reverse("case_triage", args=[foi_request.reference]), data)

    return sent


def test_freedom_of_information_and_claims_management_are_chosen_at_first(client, officer):
    foi_request = a_request(by=officer)
    client.force_login(officer)
    form = client.get(reverse("case_triage", args=[foi_request.reference])).context["form"]
    assert (form["regime"].value(), form["service_area"].value()) == ("foi", "claims_management")
    assert form["information_held"].value() is None


def test_save_records_what_was_found_and_starts_nothing(triage, officer):
    foi_request = a_request(by=officer)
    answer = triage(foi_request, **FOUND, save="1")
    assert answer.headers["Location"] == reverse("case", args=[foi_request.reference])
    question = Question.objects.get(foi_request=foi_request)
    assert (question.information_held_id, question.missing_attribute) == ("not_held", "the type of procedure")
    assert question.holder == "Claims Management"
    assert not foi_request.foi_responses.exists()


def test_whether_the_information_is_held_has_to_be_said(triage, officer):
    foi_request = a_request(by=officer)
    answer = triage(foi_request, **FOUND | {"question-1-information_held": ""}, start="1")
    page = answer.content.decode()
    assert "Say whether we hold the information" in page
    assert "the type of procedure" in page
    foi_request.refresh_from_db()
    assert foi_request.stage == "triage"


def test_nothing_is_missing_from_records_of_what_is_held(triage, officer):
    foi_request = a_request(by=officer)
    triage(foi_request, **FOUND | {"question-1-information_held": "held"}, save="1")
    assert Question.objects.get(foi_request=foi_request).missing_attribute == ""


def test_codes_are_found_by_words_and_what_was_typed_stays(triage, officer):
    foi_request = a_request(by=officer)
    code = Code.objects.current().first()
    answer = triage(foi_request, **FOUND | {"question-1-code_search": code.label}, find="1")
    page = answer.content.decode()
    assert f'value="{code.pk}"' in page
    assert "the type of procedure" in page
    assert "<title>Error" not in page
    foi_request.refresh_from_db()
    assert foi_request.stage == "triage"


def test_words_nobody_looked_up_yet_are_looked_up_before_anything_is_saved(triage, officer):
    foi_request = a_request(by=officer)
    triage(foi_request, **FOUND | {"question-1-code_search": "fracture"}, start="1")
    foi_request.refresh_from_db()
    assert foi_request.stage == "triage"
    triage(foi_request, **FOUND | {"question-1-code_search": "fracture", "question-1-searched": "fracture"}, start="1")
    foi_request.refresh_from_db()
    assert foi_request.stage == "drafting"


def test_ticked_codes_are_kept_and_an_unconfirmed_one_says_so(client, triage, officer):
    foi_request = a_request(by=officer)
    code = Code.objects.unconfirmed().first()
    triage(foi_request, **FOUND | {"question-1-codes": [code.pk]}, save="1")
    assert list(Question.objects.get(foi_request=foi_request).codes.all()) == [code]
    page = client.get(reverse("case", args=[foi_request.reference])).content.decode()
    assert f"{code.label} (unconfirmed)" in page.replace("&#x27;", "'").replace("&amp;", "&")
    assert "Unconfirmed" in client.get(reverse("case_triage", args=[foi_request.reference])).content.decode()


def test_a_code_that_does_not_exist_is_refused(triage, officer):
    foi_request = a_request(by=officer)
    answer = triage(foi_request, **FOUND | {"question-1-codes": ["999999"]}, save="1")
    assert answer.status_code == 200
    foi_request.refresh_from_db()
    assert foi_request.stage == "triage"


def test_triage_is_corrected_later_and_the_draft_stays(triage, officer):
    foi_response = a_draft(by=officer)
    foi_request = foi_response.foi_request
    triage(foi_request, **FOUND | {"question-1-information_held": "part_held"}, save="1")
    assert Question.objects.get(foi_request=foi_request).information_held_id == "part_held"
    assert foi_request.history.filter(act="corrected_triage").exists()
    assert foi_request.foi_responses.get() == foi_response


def test_a_second_start_opens_no_second_draft(triage, officer):
    foi_request = a_triaged_request(by=officer)
    triage(foi_request, **FOUND, start="1")
    answer = triage(foi_request, **FOUND, start="1")
    assert answer.headers["Location"] == reverse("case", args=[foi_request.reference])
    assert foi_request.foi_responses.count() == 1


def test_what_has_been_issued_is_not_triaged_any_more(client, triage, officer, clearer):
    foi_request = an_issued_letter(by=officer, clearer=clearer).foi_request
    assert triage(foi_request, **FOUND, save="1").headers["Location"] == reverse("case", args=[foi_request.reference])
    page = client.get(reverse("case", args=[foi_request.reference])).content.decode()
    assert "This cannot be done while the case is at the stage “Reply issued”." in page


def test_clearers_read_triage_and_do_none(client, officer, clearer):
    address = reverse("case_triage", args=[a_request(by=officer).reference])
    client.force_login(clearer)
    assert client.get(address).status_code == 200
    assert client.post(address, FOUND | {"save": "1"}).status_code == 403


def test_each_question_of_a_request_is_triaged_by_itself(client, triage, officer):
    foi_request = a_request(by=officer)
    second = Question.objects.create(foi_request=foi_request, number=2, text="And how much was paid?")
    assert "And how much was paid?" in client.get(reverse("case_triage", args=[foi_request.reference])).content.decode()
    held = {name.replace("question-1", "question-2"): value for name, value in FOUND.items()}
    held["question-2-information_held"] = "held"
    answer = triage(foi_request, **FOUND, save="1")
    assert "Say whether we hold the information" in answer.content.decode()
    triage(foi_request, **FOUND, **held, save="1")
    second.refresh_from_db()
    assert (second.information_held_id, second.missing_attribute) == ("held", "")
    assert Question.objects.get(foi_request=foi_request, number=1).information_held_id == "not_held"
    page = client.get(reverse("case", args=[foi_request.reference])).content.decode()
    assert "Question 2" in page


def test_what_is_missing_is_told_of_each_question_by_its_number(client, triage, officer):
    foi_request = a_request(by=officer)
    Question.objects.create(foi_request=foi_request, number=2, text="And how much was paid?")
    page = triage(foi_request, save="1").content.decode()
    summary = page.partition("There is a problem")[2].partition("</ul>")[0]
    for number in (1, 2):
        assert f"Question {number}: Say whether we hold the information" in summary
        assert f'href="#id_question-{number}-information_held_0"' in summary
    assert page.count("There is a problem") == 1


def test_after_a_piece_of_advice_the_next_button_does_not_come_back_to_it(client, officer, read):
    client.force_login(officer)
    address = reverse("case_triage", args=[read.reference])
    # A form without an address of its own is sent to that of the page, with the fragment of the button before.
    assert f'<form method="post" action="{address}" ' in client.get(address).content.decode()


@pytest.fixture
def read(officer):
    """The January request, read by hand-made rules."""
    foi_request = a_request(by=officer)
    put_on(foi_request, read_january(foi_request.text))
    return foi_request


def page_of(client, foi_request) -> str:
    return client.get(reverse("case_triage", args=[foi_request.reference])).content.decode()


def test_the_words_that_advice_relies_on_are_marked_and_lead_to_it(client, officer, read):
    client.force_login(officer)
    page = page_of(client, read)
    missing = read.advice.get(kind="not_recorded")
    assert f'id="advice-{missing.pk}"' in page
    assert f'id="words-{missing.pk}" href="#advice-{missing.pk}"' in page
    marks = re.findall(r'<mark class="fd-mark" data-advice="([\d ]+)">([^<]+)</mark>', page)
    assert any(str(missing.pk) in keys.split() and words == "by procedure" for keys, words in marks)
    words = re.search(r'<div class="fd-words fd-words--asked">(.*?)</div>', page, re.DOTALL)[1]
    bare = re.sub(r"<sup>.*?</sup>|<[^>]+>", "", words)
    assert unescape(bare) == read.text


def test_one_click_accepts_all_advice_and_the_draft_can_be_started(triage, read):
    answer = triage(read, accept_all="1")
    assert answer.headers["Location"] == reverse("case", args=[read.reference])
    question = read.questions.get()
    assert (question.information_held_id, question.missing_attribute) == ("not_held", "the type of procedure")


def test_what_is_advised_stands_in_the_form_and_saving_accepts_it(client, triage, officer, read):
    client.force_login(officer)
    form = client.get(reverse("case_triage", args=[read.reference])).context["form"]
    shown = {name: form[name].value() for name in FOUND_NAMES}
    assert shown == {
        "regime": "foi",
        "service_area": "claims_management",
        "information_held": "not_held",
        "missing_attribute": "the type of procedure",
        "holder": "Claims Management",
    }
    triage(read, **{f"question-1-{name}": value for name, value in shown.items()}, save="1")
    decisions = set(read.advice.filter(kind__in=["regime", "holder"], read_number=1).values_list("decision", flat=True))
    assert decisions == {"accepted"}


def test_a_piece_is_accepted_dismissed_or_changed_by_itself_and_what_is_typed_stays(triage, read):
    missing, breakdown = read.advice.get(kind="not_recorded"), read.advice.get(kind="breakdown")
    typed = FOUND | {"question-1-missing_attribute": "the surgeon"}
    page = triage(read, **typed, dismiss=str(missing.pk)).content.decode()
    assert "the surgeon" in page
    triage(read, **typed, **{"change": str(breakdown.pk), f"value-{breakdown.pk}": "specialty"})
    found = dict(read.advice.values_list("kind", "decision"))
    assert (found["not_recorded"], found["breakdown"]) == ("dismissed", "corrected")
    read.refresh_from_db()
    assert read.stage == "triage"


def test_a_piece_of_another_case_is_not_decided_here(triage, officer, read):
    other = a_request(by=officer)
    piece = read.advice.first()
    assert triage(other, **FOUND, accept=str(piece.pk)).status_code == 404
    assert triage(read, **FOUND, accept="nonsense").status_code == 404


def test_several_questions_are_split_or_kept_together_by_one_click(client, triage, officer):
    split, together = (a_request(by=officer, text=TWO_QUESTIONS) for _ in range(2))
    for foi_request in (split, together):
        put_on(foi_request, read_two_questions())
    client.force_login(officer)
    assert "Split into 2 questions" in page_of(client, split)
    triage(split, split="1")
    triage(together, together="1")
    assert (split.questions.count(), together.questions.count()) == (2, 1)
    assert "Question 2" in page_of(client, split)


def test_questions_are_reworded_and_taken_out_on_their_own_page(client, officer):
    foi_request = a_request(by=officer, text="How many claims? And how much was paid?")
    [question] = foi_request.questions.all()
    client.force_login(officer)
    address = reverse("case_questions", args=[foi_request.reference])
    assert "How many claims?" in client.get(address).content.decode()
    prefix = f"question-{question.pk}"
    typed = {f"{prefix}-text": "How many claims?", f"{prefix}-taken_out": "And how much was paid?"}
    assert client.post(address, typed).headers["Location"] == reverse("case_triage", args=[foi_request.reference])
    assert [each.text for each in foi_request.questions.all()] == ["How many claims?", "And how much was paid?"]


class QuestionsPage:
    """The page of a case's questions as one officer has it open, with what it carries."""

    def __init__(self, foi_request, officer):
        self.client = Client()
        self.client.force_login(officer)
        self.address = reverse("case_questions", args=[foi_request.reference])
        page = self.client.get(self.address)
        self.typed = {"shown": page.context["shown"]}
        for form in page.context["forms"]:
            self.typed |= {f"{form.prefix}-text": form["text"].value(), f"{form.prefix}-seen": form.seen}

    def save(self, **typed):
        self.typed |= typed
        return self.client.post(self.address, self.typed)


@pytest.fixture
def two_questions(officer):
    foi_request = a_request(by=officer, text=TWO_QUESTIONS)
    put_on(foi_request, read_two_questions())
    split_as_advised(foi_request, by=officer, at=READ_AT)
    return foi_request


def test_words_that_another_officer_gave_a_question_meanwhile_are_not_written_over_unseen(two_questions, officer):
    first, second = two_questions.questions.all()
    one, other = QuestionsPage(two_questions, officer), QuestionsPage(two_questions, officer)
    one.save(**{f"question-{first.pk}-text": "How many did you close?"})
    answer = other.save(**{f"question-{first.pk}-text": "How many were there?"})
    page = answer.content.decode()
    assert "It now reads: “How many did you close?”" in page and "How many were there?" in page
    assert two_questions.questions.first().text == "How many did you close?"
    [form] = [form for form in answer.context["forms"] if form.question.pk == first.pk]
    other.save(**{f"question-{first.pk}-seen": form.seen})
    assert [each.text for each in two_questions.questions.all()] == ["How many were there?", second.text]


def test_what_an_officer_left_alone_keeps_the_words_that_another_gave_it_meanwhile(two_questions, officer):
    first, second = two_questions.questions.all()
    one, other = QuestionsPage(two_questions, officer), QuestionsPage(two_questions, officer)
    one.save(**{f"question-{first.pk}-text": "How many did you close?"})
    assert other.save(**{f"question-{second.pk}-text": "And the waste?"}).status_code == 302
    assert [each.text for each in two_questions.questions.all()] == ["How many did you close?", "And the waste?"]


def test_questions_that_another_officer_joined_meanwhile_lose_no_words_and_what_was_typed_is_shown(
    two_questions, officer
):
    first, second = two_questions.questions.all()
    one, other = QuestionsPage(two_questions, officer), QuestionsPage(two_questions, officer)
    one.save(**{f"question-{second.pk}-joins": "on"})
    [joined] = [each.text for each in two_questions.questions.all()]
    assert first.text in joined and second.text in joined
    page = other.save(**{f"question-{second.pk}-text": "Only the waste of 2020, please"}).content.decode()
    assert "Somebody split or merged the questions" in page and "Only the waste of 2020, please" in page
    assert [each.text for each in two_questions.questions.all()] == [joined]


def test_what_the_advice_missed_is_added_on_the_page(triage, read):
    triage(read, **FOUND, **{"add": "1", "question-1-add-kind": "format:excel"})
    added = read.advice.get(decision="added")
    assert (added.kind, added.value) == ("format", "excel")


def test_words_can_be_taught_of_a_code_that_was_only_looked_for(triage, read):
    code = Code.objects.current().get(label="Foreign Body Left In Situ")
    page = triage(read, **FOUND, **{"question-1-code_search": "foreign body left", "find": "1"}).content.decode()
    assert f'name="teach" value="1-{code.pk}"' in page


def test_words_taught_on_the_page_are_read_at_once(triage, officer, read):
    code = Code.objects.current().get(label="Foreign Body Left In Situ")
    before = a_request(by=officer, text="How many claims were there about a zibblewonk?")
    read_case(before.pk, at=READ_AT)
    assert not before.advice.filter(code=code).exists()
    triage(
        read,
        **FOUND,
        **{"question-1-codes": [code.pk], "teach": f"1-{code.pk}", f"question-1-words-{code.pk}": "zibblewonk"},
    )
    after = a_request(by=officer, text="How many claims were there about a zibblewonk?")
    read_case(after.pk, at=READ_AT)
    assert after.advice.filter(code=code, kind="code").exists()


def test_the_question_which_code_is_meant_is_one_click_away(client, officer, read):
    missing = read.advice.get(kind="not_recorded")
    client.force_login(officer)
    address = f"{reverse('case_clarification', args=[read.reference])}?advice={missing.pk}"
    assert address in page_of(client, read)
    form = client.get(address).context["form"]
    assert "does not record the type of procedure" in form["unclear"].value()
    assert "Cause: Fail / Delay Treatment" in form["clarification_options"].value()


def test_a_request_that_could_not_be_read_says_so(client, officer):
    foi_request = a_request(by=officer)
    empty = Cue("", "")
    put_on(foi_request, RequestRead((), empty, empty, trouble="It has no words."))
    client.force_login(officer)
    assert "It has no words." in page_of(client, foi_request)


def test_the_deputy_director_hears_early_of_what_may_interest_the_press(client, officer, deputy_director):
    foi_request = a_request(by=officer, text=TWO_QUESTIONS)
    put_on(foi_request, read_two_questions())
    client.force_login(officer)
    address = reverse("case_tell_early", args=[foi_request.reference])
    assert address in page_of(client, foi_request)
    assert client.get(address).context["form"].initial["clear_by"] == day("Mon 30 January 2023")
    client.post(address, {"clear_by_day": "27", "clear_by_month": "1", "clear_by_year": "2023"})
    client.force_login(deputy_director)
    home = client.get(reverse("deputy_home")).content.decode()
    assert foi_request.reference in home
    assert "27 January 2023" in home
    assert Notice.objects.get(kind="told_early").to_role == "deputy_director"


def test_another_plan_takes_the_place_of_the_early_word_before(officer):
    foi_request = a_request(by=officer)
    at = moment("Mon 9 January 2023 12:00")
    for clear_by in (day("Fri 27 January 2023"), day("Mon 30 January 2023")):
        tell_deputy_early(foi_request, clear_by=clear_by, by=officer, at=at)
    assert Notice.objects.get(kind="told_early").concerns_on == day("Mon 30 January 2023")


@pytest.mark.parametrize("clear_by", ["Fri 6 January 2023", "Fri 3 February 2023"])
def test_clearance_is_planned_neither_in_the_past_nor_after_the_last_day(officer, clear_by):
    foi_request = a_request(by=officer)
    assert foi_request.due_on == day("Thu 2 February 2023")
    with pytest.raises(Refused, match="planned day"):
        tell_deputy_early(foi_request, clear_by=day(clear_by), by=officer, at=moment("Mon 9 January 2023 12:00"))
    assert not Notice.objects.filter(kind="told_early").exists()


def test_the_page_says_who_decided_meanwhile_and_changes_nothing(triage, read, second_officer):
    breakdown = read.advice.get(kind="breakdown")
    dismiss_advice(breakdown, by=second_officer, at=READ_AT)
    page = triage(read, **FOUND, accept=str(breakdown.pk), **{f"seen-{breakdown.pk}": ""}).content.decode()
    assert f"{second_officer.name} has decided this piece since you opened the page" in page
    assert f"Decided by {second_officer.name}" in page
    breakdown.refresh_from_db()
    assert breakdown.decision == "dismissed"


def test_years_are_chosen_and_years_that_were_missed_are_typed_as_people_write_them(triage, officer):
    foi_request = a_request(by=officer, text="How many claims about sepsis were settled in 2019?")
    read_case(foi_request.pk, at=READ_AT)
    period = foi_request.advice.get(kind="period")
    chosen = {f"first-{period.pk}": "2019", f"last-{period.pk}": "2021", f"counted-{period.pk}": "financial"}
    page = triage(foi_request, **FOUND, change=str(period.pk), **chosen).content.decode()
    assert "to 2019/20 to 2021/22" in page
    triage(foi_request, **FOUND, add="1", **{"question-1-add-kind": "period", "question-1-add-value": "since 2016"})
    assert foi_request.advice.get(kind="period", decision="added").value == "2016-"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I want to make a formal complaint about how you treated me. It was a disgrace.", "Complaint"),
        ("Letter of claim. We act for the claimant in the above matter and enclose our letter of claim.", "Claim or"),
    ],
)
def test_what_was_accepted_as_no_request_is_shown_as_what_it_is(client, officer, text, kind):
    foi_request = a_request(by=officer, text=text)
    read_case(foi_request.pk, at=READ_AT)
    client.force_login(officer)
    address = reverse("case", args=[foi_request.reference])
    assert client.get(address).context["law"] == "Freedom of information"
    client.post(reverse("case_triage", args=[foi_request.reference]), {"accept_all": "1"})
    assert client.get(address).context["law"].startswith(kind)


def carried(page: str, number: int = 1) -> str:
    """What the page carries of how a question stood when it was shown."""
    return unescape(re.search(rf'name="question-{number}-seen" value="([^"]*)"', page)[1])


def shown_to(client, foi_request) -> dict[str, str]:
    """The form as it is filled in from a page that is shown now."""
    page = client.get(reverse("case_triage", args=[foi_request.reference])).content.decode()
    return FOUND | {"question-1-seen": carried(page)}


def test_what_another_officer_saved_meanwhile_is_not_written_over_and_nothing_typed_is_lost(
    client, triage, officer, second_officer
):
    foi_request = a_request(by=officer)
    client.force_login(officer)
    typed = shown_to(client, foi_request)
    client.force_login(second_officer)
    triage(foi_request, **FOUND | {"question-1-service_area": "corporate"}, save="1")
    client.force_login(officer)
    answer = triage(foi_request, **typed, save="1")
    page = unescape(answer.content.decode())
    assert f"{second_officer.name} put “Corporate” here since you opened the page. Nothing was saved." in page
    form = answer.context["forms"][0]
    assert form.errors.keys() == {"service_area"}
    assert {name: form[name].value() for name in FOUND_NAMES} == dict(zip(FOUND_NAMES, FOUND.values(), strict=True))
    assert Question.objects.get(foi_request=foi_request).service_area_id == "corporate"


def test_who_was_told_of_it_and_saves_again_puts_their_own_in_its_place(client, triage, officer, second_officer):
    foi_request = a_request(by=officer)
    client.force_login(officer)
    typed = shown_to(client, foi_request)
    client.force_login(second_officer)
    triage(foi_request, **FOUND | {"question-1-service_area": "corporate"}, save="1")
    client.force_login(officer)
    told = triage(foi_request, **typed, save="1").content.decode()
    triage(foi_request, **typed | {"question-1-seen": carried(told)}, save="1")
    assert Question.objects.get(foi_request=foi_request).service_area_id == "claims_management"


def test_codes_that_another_officer_chose_meanwhile_are_kept_and_named(client, triage, officer, second_officer):
    foi_request = a_request(by=officer)
    mine, theirs = Code.objects.current().order_by("pk")[:2]
    client.force_login(officer)
    typed = shown_to(client, foi_request)
    client.force_login(second_officer)
    triage(foi_request, **FOUND, save="1", **{"question-1-codes": [theirs.pk]})
    client.force_login(officer)
    page = unescape(triage(foi_request, **typed, save="1", **{"question-1-codes": [mine.pk]}).content.decode())
    assert f"{second_officer.name} put “{theirs.label}” here" in page
    assert [*foi_request.questions.get().codes.all()] == [theirs]


def test_the_same_found_by_two_officers_is_no_conflict_and_neither_is_ones_own_click(
    client, triage, read, second_officer, officer
):
    client.force_login(officer)
    typed = shown_to(client, read)
    service = read.advice.get(kind="service", question__number=1)
    page = triage(read, **typed, accept=str(service.pk)).content.decode()
    assert triage(read, **typed | {"question-1-seen": carried(page)}, save="1").status_code == 302
    client.force_login(second_officer)
    assert triage(read, **typed, save="1").status_code == 302


def test_a_mark_that_no_page_wrote_is_no_reason_to_stop(triage, officer):
    for mark in ("", "[1]", "{", '{"regime": {"a": 1}}'):
        foi_request = a_request(by=officer)
        assert triage(foi_request, **FOUND, save="1", **{"question-1-seen": mark}).status_code in (200, 302)


def test_a_question_that_was_reworded_meanwhile_is_looked_at_again(client, triage, officer, second_officer):
    foi_request = a_request(by=officer)
    client.force_login(officer)
    typed = shown_to(client, foi_request)
    Question.objects.filter(foi_request=foi_request).update(text="Something else altogether?")
    page = unescape(triage(foi_request, **typed, save="1").content.decode())
    assert "changed the words of this question since you opened the page" in page
    assert not Question.objects.get(foi_request=foi_request).information_held_id
