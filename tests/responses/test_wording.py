"""The library's life: proposing, approving tick by tick, declining."""

import pytest

from accounts.actions.absence import record_absence
from accounts.models import Role
from responses.actions.shipped_wording import propose_shipped_wording
from responses.actions.wording import propose_wording
from responses.actions.wording_approval import approve_wording, decline_wording
from responses.domain.errors import NotPermitted, Refused
from responses.models import TextBlock, TextBlockVersion
from tests.dates import day, moment
from tests.office import member

TODAY = day("Wed 1 March 2023")
NOW = moment("Wed 1 March 2023 10:00")


@pytest.fixture
def second_director(office):
    return member("Dan Director", Role.DEPUTY_DIRECTOR)


def proposed(by, **changes):
    return propose_wording(
        **{
            "slug": "waiting-list",
            "kind": "background",
            "title": "Waiting lists",
            "body": "We do not hold waiting lists.",
            "valid_from": TODAY,
            "source": "Our own words",
            "reason": "Asked for often",
            "at": NOW,
            "by": by,
        }
        | changes
    )


def in_use(slug="waiting-list", on=TODAY):
    return TextBlockVersion.objects.usable_on(on).filter(block__slug=slug).first()


def test_proposed_wording_is_not_usable_until_the_deputy_director_approves_it(officer, deputy_director):
    version = proposed(officer)
    assert in_use() is None

    assert approve_wording([version], by=deputy_director, at=NOW) == 1
    assert in_use() == version


def test_an_officer_approves_nothing_not_even_their_own_proposal(officer, clearer):
    version = proposed(officer)
    for person in (officer, clearer):
        with pytest.raises(NotPermitted):
            approve_wording([version], by=person, at=NOW)


def test_a_deputy_director_does_not_approve_what_they_proposed_and_another_does(
    deputy_director, second_director, clearer
):
    version = proposed(deputy_director)
    with pytest.raises(NotPermitted, match="another deputy director has to approve it"):
        approve_wording([version], by=deputy_director, at=NOW)
    with pytest.raises(NotPermitted, match="Another deputy director is here"):
        approve_wording([version], by=clearer, at=NOW)
    assert approve_wording([version], by=second_director, at=NOW) == 1


def test_while_no_other_deputy_director_is_here_a_clearer_is_the_second_person(
    deputy_director, second_director, clearer
):
    record_absence(first_day=TODAY, last_day=TODAY, covers={}, by=second_director, at=NOW)
    version = proposed(deputy_director)
    with pytest.raises(NotPermitted, match="a clearer, while no other deputy director is here"):
        approve_wording([version], by=deputy_director, at=NOW)
    assert approve_wording([version], by=clearer, at=NOW) == 1


def test_the_only_deputy_director_can_take_their_own_proposal_back_and_approve_an_officer_s(deputy_director, officer):
    version = proposed(deputy_director)
    decline_wording(version, reason="The officer proposes it.", by=deputy_director, at=NOW)
    assert approve_wording([proposed(officer)], by=deputy_director, at=NOW) == 1


def test_one_s_own_proposal_among_others_stops_the_list_and_nothing_is_approved(deputy_director, officer, clearer):
    own, other = proposed(deputy_director), proposed(officer, slug="strikes", title="Strikes")
    with pytest.raises(NotPermitted):
        approve_wording([own, other], by=deputy_director, at=NOW)
    other.refresh_from_db()
    assert other.approved_at is None


def test_a_clearer_proposes_no_wording(clearer):
    with pytest.raises(NotPermitted):
        proposed(clearer)


def test_declined_wording_stays_declined(officer, deputy_director):
    version = proposed(officer)
    decline_wording(version, reason="We do hold them.", by=deputy_director, at=NOW)

    assert approve_wording([version], by=deputy_director, at=NOW) == 0
    assert in_use() is None
    with pytest.raises(Refused, match="decided about this wording already"):
        decline_wording(version, reason="Again.", by=deputy_director, at=NOW)


def test_declining_needs_a_reason_and_the_deputy_director(officer, deputy_director):
    version = proposed(officer)
    with pytest.raises(Refused, match="reason"):
        decline_wording(version, reason=" ", by=deputy_director, at=NOW)
    with pytest.raises(NotPermitted):
        decline_wording(version, reason="No.", by=officer, at=NOW)


def test_when_two_people_approve_at_once_the_first_one_s_name_stands(officer, deputy_director, second_director):
    version = proposed(officer)
    seen_by_the_second = TextBlockVersion.objects.get(pk=version.pk)
    approve_wording([version], by=deputy_director, at=NOW)

    assert approve_wording([seen_by_the_second], by=second_director, at=NOW) == 0
    version.refresh_from_db()
    assert version.approved_by == deputy_director


def test_what_expired_before_it_was_approved_cannot_be_approved_and_nothing_else_of_that_list_is(
    officer, deputy_director
):
    good, expired = proposed(officer), proposed(officer, slug="strikes", title="Strikes", valid_until=TODAY)
    tomorrow = moment("Thu 2 March 2023 09:00")

    with pytest.raises(Refused, match="expired before it was approved"):
        approve_wording([good, expired], by=deputy_director, at=tomorrow)
    good.refresh_from_db()
    assert good.approved_at is None


def test_a_newer_version_takes_over_on_its_first_day_and_the_older_stays_in_the_library(officer, deputy_director):
    june = day("Thu 1 June 2023")
    older = proposed(officer)
    newer = proposed(officer, body="We hold no waiting lists.", valid_from=june)
    approve_wording([older, newer], by=deputy_director, at=NOW)

    assert in_use(on=day("Wed 31 May 2023")) == older
    assert in_use(on=june) == newer
    assert older.number == 1 and newer.number == 2


def test_a_version_that_newer_wording_covers_on_all_its_days_is_not_approved(officer, deputy_director):
    approve_wording([proposed(officer, valid_from=day("Thu 1 June 2023"))], by=deputy_director, at=NOW)
    covered = proposed(
        officer, body="Other words.", valid_from=day("Thu 1 June 2023"), valid_until=day("Fri 30 June 2023")
    )
    first = TextBlockVersion.objects.get(number=1, block__slug="waiting-list")
    assert approve_wording([covered], by=deputy_director, at=NOW) == 1, "the newer number is the one that is used"

    earlier = proposed(officer, body="Third words.", valid_from=TODAY, valid_until=day("Wed 31 May 2023"))
    assert approve_wording([earlier], by=deputy_director, at=NOW) == 1
    late = moment("Mon 3 July 2023 09:00")
    behind = TextBlockVersion.objects.create(
        block=first.block, number=9, title="Behind", body="x", valid_from=TODAY, proposed_at=NOW, proposed_by=officer
    )
    with pytest.raises(Refused, match="would never be used"):
        approve_wording([behind], by=deputy_director, at=late)


def test_a_proposal_changes_nothing_of_the_block_until_it_is_approved(officer, deputy_director):
    approve_wording([proposed(officer, guidance="Use it for lists.")], by=deputy_director, at=NOW)
    version = proposed(officer, title="Lists of patients", guidance="Never use it.", body="New words.")

    block = TextBlock.objects.get(slug="waiting-list")
    assert (block.title, block.guidance) == ("Waiting lists", "Use it for lists.")
    approve_wording([version], by=deputy_director, at=NOW)
    block.refresh_from_db()
    assert (block.title, block.guidance) == ("Lists of patients", "Never use it.")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"body": "  "}, "Enter the text"),
        ({"body": "See ((Request Date))."}, "looks like a gap and is none"),
        ({"body": "We reply in 中文."}, "cannot print"),
        ({"body": "a" * 20_001}, "up to 20,000"),
        ({"title": " "}, "title"),
        ({"source": " "}, "where the words come from"),
        ({"reason": ""}, "reason"),
        ({"valid_from": day("Tue 28 February 2023")}, "before today"),
        ({"valid_until": day("Tue 28 February 2023")}, "last day of validity"),
        ({"kind": "poetry"}, "where in a letter"),
    ],
)
def test_a_proposal_says_what_is_wrong_with_it(officer, wrong, said):
    with pytest.raises(Refused, match=said):
        proposed(officer, **wrong)


def test_what_has_one_line_on_the_pages_keeps_one_line(officer):
    version = proposed(officer, title="Waiting\n lists", owner="Legal\nteam", source="A\nB", legal_basis=" s.\n17 ")
    facts = (version.title, version.owner, version.source, version.legal_basis)
    assert facts == ("Waiting lists", "Legal team", "A B", "s. 17")


def test_the_same_words_are_not_proposed_twice(officer):
    proposed(officer)
    with pytest.raises(Refused, match="waiting for approval already"):
        proposed(officer)


def test_shipped_wording_is_proposed_once_and_says_where_it_comes_from(office):
    shipped = TextBlockVersion.objects.filter(proposed_by__isnull=True)
    assert shipped.count() >= 38
    assert not shipped.filter(source="").exists() and not shipped.filter(reason="").exists()
    assert propose_shipped_wording(at=NOW) == 0


def test_template_syntax_and_html_in_wording_stay_the_characters_typed(officer):
    body = "{{ user }} {% now %} <b>bold</b>"
    assert proposed(officer, body=body).body == body
