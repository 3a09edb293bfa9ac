"""What the regulator and tribunals found is read where it counts: similar cases, the guard of a draft, the figures."""

import pytest

from responses.actions.appeals import Judged, decide_appeal
from responses.actions.guard import warnings_of
from responses.actions.overturns import how_exemptions_fared
from responses.actions.precedents import similar_cases
from responses.domain.overturns import Fared
from responses.domain.precedent_guard import OVERTURNED
from tests import factories
from tests.responses.complaints import NOW, a_complaint, a_notice, an_appeal
from tests.responses.test_guard import AGAIN, FALLS, reviewed, withhold


@pytest.fixture
def withheld(officer, clearer):
    """An answered case that leaned on section 43(2)."""
    letter = factories.an_issued_letter(
        by=officer, clearer=clearer, email="first@requesters.example", text=FALLS, held="held"
    )
    case = letter.foi_request
    withhold(case.questions.get())
    case.questions.update(outcome="refused")
    return case


@pytest.fixture
def draft(officer):
    """A draft that leans on it again."""
    draft = factories.a_draft(by=officer, email="new@requesters.example", text=AGAIN, held="held")
    withhold(draft.foi_request.questions.get())
    return draft


def decided(case, outcome: str, *, officer, on_appeal: str = ""):
    notice = a_notice(a_complaint(case, by=officer), outcome, by=officer)
    if on_appeal:
        findings = {notice.findings.get().pk: on_appeal}
        decide_appeal(an_appeal(notice, by=officer), Judged(NOW.date(), "allowed", findings), by=officer, at=NOW)


def overturned(draft) -> list[str]:
    return [warning.words for warning in warnings_of(draft, at=NOW) if warning.kind == OVERTURNED]


@pytest.mark.parametrize(
    ("outcome", "on_appeal", "words"),
    [
        ("upheld", "", "was overturned by the regulator on 6 June 2023."),
        ("partly_upheld", "", "was overturned in part by the regulator on 6 June 2023."),
        ("not_upheld", "", ""),
        ("upheld", "not_upheld", ""),
        ("not_upheld", "upheld", "was overturned by the tribunal on 7 June 2023."),
    ],
)
def test_a_draft_that_leans_on_what_the_regulator_overturned_is_warned(
    withheld, draft, officer, outcome, on_appeal, words
):
    decided(withheld, outcome, officer=officer, on_appeal=on_appeal)
    found = overturned(draft)
    assert len(found) == bool(words) and all(each.endswith(words) for each in found)


def test_a_notice_on_lateness_alone_warns_of_nothing(withheld, draft, officer):
    a_notice(a_complaint(withheld, by=officer, exemptions=[], matters=["time"]), "upheld", by=officer)
    assert overturned(draft) == []


def test_a_complaint_that_is_not_decided_warns_of_nothing(withheld, draft, officer):
    a_complaint(withheld, by=officer)
    assert overturned(draft) == []


@pytest.mark.parametrize(
    ("inside", "outside", "figures"),
    [
        ("", "upheld", {"reviewed": 1, "wholly": 1}),
        ("", "not_upheld", {"reviewed": 1}),
        ("not_upheld", "upheld", {"reviewed": 1, "wholly": 1}),
        ("not_upheld", "partly_upheld", {"reviewed": 1, "partly": 1}),
        ("upheld", "not_upheld", {"reviewed": 1, "wholly": 1}),
        ("partly_upheld", "not_upheld", {"reviewed": 1, "partly": 1}),
    ],
)
def test_a_reply_that_was_reviewed_and_decided_on_counts_once_by_what_went_furthest_against_it(
    withheld, officer, inside, outside, figures
):
    if inside:
        reviewed(withheld, inside)
    decided(withheld, outside, officer=officer)
    assert how_exemptions_fared()["s43(2)"] == Fared("s43(2)", replies=1, by_regulator=1, **figures)


def test_what_the_tribunal_restored_counts_as_having_stood(withheld, officer):
    decided(withheld, "upheld", officer=officer, on_appeal="not_upheld")
    assert how_exemptions_fared(["s43(2)"])["s43(2)"] == Fared("s43(2)", replies=1, reviewed=1, by_regulator=1)


def test_a_provision_that_was_first_claimed_before_the_regulator_counts_though_no_reply_leaned_on_it(withheld, officer):
    reviewed(withheld, "not_upheld")
    a_notice(a_complaint(withheld, by=officer, exemptions=["s42"]), "upheld", by=officer)
    fared = how_exemptions_fared()
    assert fared["s42"] == Fared("s42", reviewed=1, wholly=1, by_regulator=1)
    assert fared["s43(2)"] == Fared("s43(2)", replies=1, reviewed=1)


def test_two_complaints_about_one_reply_count_as_one(withheld, officer):
    decided(withheld, "not_upheld", officer=officer)
    a_notice(a_complaint(withheld, by=officer, reference="IC-2"), "partly_upheld", by=officer)
    assert how_exemptions_fared()["s43(2)"] == Fared("s43(2)", replies=1, reviewed=1, partly=1, by_regulator=1)


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("", "With the regulator, since 6 March 2023"),
        ("partly_upheld", "Decision notice of 6 June 2023: section 43(2) upheld in part"),
    ],
)
def test_a_similar_case_says_what_the_regulator_made_of_it(withheld, officer, outcome, said):
    complaint = a_complaint(withheld, by=officer)
    if outcome:
        a_notice(complaint, outcome, by=officer)
    (similar,) = similar_cases(AGAIN)
    assert similar.regulator == (said,)


def test_a_similar_case_says_what_the_tribunal_made_of_it(withheld, officer):
    decided(withheld, "upheld", officer=officer, on_appeal="not_upheld")
    (similar,) = similar_cases(AGAIN)
    assert similar.regulator == (
        "Decision notice of 6 June 2023: section 43(2) upheld, on appeal not upheld. Appeal by us allowed",
    )
