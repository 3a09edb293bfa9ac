"""What is likely to become of a question, before anybody has looked."""

import pytest

from codes.domain.passages import Passage
from codes.domain.published import ADDRESS_LACKING, S21, PublishedMatch, RegisteredItem
from codes.domain.suggestions import NotRecorded
from foirequests.domain.reading import kinds
from foirequests.domain.reading.outcomes import Likely, likely_outcomes
from foirequests.domain.reading.values import Cue, QuestionRead

BY_WARD = NotRecorded("care_setting", "by ward", (Passage(0, 7),), (), "")


def a_question(regime="foi", service="claims_management", **found):
    return QuestionRead(1, Passage(0, 9), "How many?", Cue(regime, ""), Cue(service, ""), **found)


def published(*proposals):
    item = RegisteredItem(1, "Business plan", "", "NHS Resolution")
    return tuple(PublishedMatch(item, None, proposal, 0.8, (), "") for proposal in proposals)


@pytest.mark.parametrize(
    ("question", "likely"),
    [
        (a_question(), Likely("held", "claims_management")),
        (a_question(not_recorded=(BY_WARD,)), Likely("not_held", "claims_management", attribute_not_recorded=True)),
        (a_question(service="corporate", not_recorded=(BY_WARD,)), Likely("held", "corporate")),
        (a_question(published=published(ADDRESS_LACKING)), Likely("held", "claims_management")),
        (
            a_question(published=published(ADDRESS_LACKING, S21)),
            Likely("held", "claims_management", accessible_elsewhere=True),
        ),
    ],
)
def test_a_question_is_likely_to_be_held_unless_the_claims_database_has_no_field_for_it(question, likely):
    assert likely_outcomes([question]) == (likely,)
    assert Likely("held", "corporate") == Likely("held", "corporate", False, False)


@pytest.mark.parametrize("kind", [kinds.COMPLAINT, kinds.CLAIM, kinds.INTERNAL_REVIEW])
def test_what_is_no_request_has_no_outcome_here(kind):
    assert likely_outcomes([a_question(kind), a_question("eir")]) == (Likely("held", "claims_management"),)
