"""Gaps of the library: what was mangled, lost or is unknown is neither proposed nor approved by a slip of the pen."""

import pytest

from responses.actions.wording import propose_wording
from responses.actions.wording_approval import approve_wording
from responses.domain.errors import Refused
from responses.models import TextBlockVersion
from tests.dates import day, moment

TODAY = day("Wed 1 March 2023")
NOW = moment("Wed 1 March 2023 10:00")
WORDS = "We had your request on ((received_on))."


def proposed(by, body=WORDS, **changes):
    return propose_wording(
        **{
            "slug": "when-it-came",
            "kind": "opening",
            "title": "When it came",
            "body": body,
            "valid_from": TODAY,
            "source": "Our own words",
            "reason": "Asked for often",
            "at": NOW,
            "by": by,
        }
        | changes
    )


@pytest.fixture
def in_use(officer, deputy_director):
    version = proposed(officer)
    approve_wording([version], by=deputy_director, at=NOW)
    return version


def test_a_mangled_gap_is_not_proposed(officer, in_use):
    for body in ("It came on (received_on)).", "It came on ((received_on.", "It came on ((Received On))."):
        with pytest.raises(Refused, match="looks like a gap and is none"):
            proposed(officer, body)


def test_a_gap_that_the_wording_in_use_has_goes_only_on_purpose(officer, in_use):
    with pytest.raises(Refused, match=r"The last version has \(\(received_on\)\), and this one does not"):
        proposed(officer, "We had your request.")
    version = proposed(officer, "We had your request.", gaps_meant=["received_on", "due_on"])
    assert version.gaps_meant == ["received_on"]


def test_a_gap_that_nobody_knows_comes_only_on_purpose(officer, in_use):
    with pytest.raises(Refused, match=r"FOI Desk knows no gap \(\(ward_nme\)\)"):
        proposed(officer, f"{WORDS} Ward: ((ward_nme)).")
    version = proposed(officer, f"{WORDS} Ward: ((ward_name)).", gaps_meant=["ward_name"])
    assert version.gaps_meant == ["ward_name"]


def test_a_gap_that_the_last_version_brought_is_known_from_then_on(officer, deputy_director):
    first = proposed(officer, f"{WORDS} Ward: ((ward_name)).", gaps_meant=["ward_name"])
    approve_wording([first], by=deputy_director, at=NOW)
    proposed(officer, f"{WORDS} The ward was ((ward_name)).")


def test_the_words_that_were_changed_count_too_where_others_are_in_use(officer, deputy_director, in_use):
    newer = proposed(officer, "We had your request.", gaps_meant=["received_on"])
    approve_wording([newer], by=deputy_director, at=NOW)
    with pytest.raises(Refused, match="The last version has"):
        proposed(officer, "Your request came.", made_from=in_use)
    assert proposed(officer, "Your request came.")


def test_what_is_approved_meanwhile_brings_gaps_that_an_older_proposal_would_lose(officer, deputy_director, in_use):
    older = proposed(officer, f"{WORDS} Thank you.")
    newer = proposed(officer, f"{WORDS} We reply by ((due_on)).")
    approve_wording([newer], by=deputy_director, at=NOW)
    with pytest.raises(Refused, match=r"“When it came” \(version 2\) cannot be used as it is. The last version has"):
        approve_wording([older], by=deputy_director, at=NOW)
    older.refresh_from_db()
    assert older.approved_at is None


@pytest.mark.parametrize(
    "body", ["It came on (received_on)).", f"{WORDS} See http://127.0.0.1/x.", f"{WORDS} [x](javascript:alert(1))"]
)
def test_what_came_into_the_library_unfit_is_not_approved(officer, deputy_director, in_use, body):
    unfit = TextBlockVersion.objects.create(
        block=in_use.block, number=9, title="Unfit", body=body, valid_from=TODAY, proposed_at=NOW, proposed_by=officer,
        gaps_meant=["received_on"],
    )  # fmt: skip
    with pytest.raises(Refused, match="cannot be used as it is"):
        approve_wording([unfit], by=deputy_director, at=NOW)
    unfit.refresh_from_db()
    assert unfit.approved_at is None


def test_the_last_version_is_the_one_that_letters_use_on_the_first_day(officer, deputy_director, in_use):
    june = day("Thu 1 June 2023")
    later = proposed(officer, "We had your request.", valid_from=june, gaps_meant=["received_on"])
    approve_wording([later], by=deputy_director, at=NOW)
    assert proposed(officer, "Your request came.", valid_from=june)
    with pytest.raises(Refused, match="The last version has"):
        proposed(officer, "Your request came.")
