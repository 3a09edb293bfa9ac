"""Deciding a question while its reply is drafted: grounds, the public interest, section 36, and the clearance of it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from codes.actions.settings import record_setting
from codes.models import Exemption
from foirequests.actions.commercial_cards import fill_card
from foirequests.actions.cost import save_line
from foirequests.domain.commercial_card import CommercialCard
from foirequests.models import FoiRequest, Question
from responses.actions.clear import clear_response, submitted_version
from responses.actions.correct import start_corrected_reply
from responses.actions.decision_values import decision_on, decisions_in_letter
from responses.actions.decisions import apply_ground, change_ground, decide_question, grounds_on_offer, remove_ground
from responses.actions.draft import draft_letter, submit_draft
from responses.actions.issue import issue_response
from responses.actions.opinions import record_opinion
from responses.actions.public_interest import earlier_factors, reuse_factors, weigh
from responses.domain.decisions import DISCLOSURE, MAINTAINING, Factor, decisions_in
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.domain.letter import letter_hash
from responses.models import AppliedGround, FoiResponse, QualifiedPersonOpinion, QuestionDecision
from tests.dates import day, moment
from tests.factories import a_draft, an_issued_letter

NOON = moment("Fri 6 January 2023 12:00")
PUBLIC_MONEY = Factor(DISCLOSURE, "Public money is spent.", 3, "The sums are large.")
TIMED_OFFERS = Factor(MAINTAINING, "A firm that knows the target times its offers.", 2)
PERSON = {
    "person": "Ada Quill",
    "office": "Chief Executive",
    "authorised_by": "The Secretary of State",
    "reference": "SoS 1/2020",
    "authorised_on": "2020-01-31",
}


@pytest.fixture
def draft(officer) -> FoiResponse:
    return a_draft(by=officer, held="held")


def the_question(foi_response: FoiResponse) -> Question:
    return foi_response.foi_request.questions.get(number=1)


def applied(foi_response: FoiResponse, code: str, officer, **kwargs) -> AppliedGround:
    told = {"information": "the target of KPI 1", **kwargs}
    exemption = Exemption.objects.get(code=code)
    return apply_ground(foi_response, the_question(foi_response), exemption, by=officer, at=NOON, **told)


def fresh(foi_response: FoiResponse) -> FoiResponse:
    return FoiResponse.objects.get(pk=foi_response.pk)


def decided(foi_response: FoiResponse):
    [decision] = decisions_in_letter(fresh(foi_response))
    return decision


def qualified(since: str = "Thu 1 December 2022", **changes):
    return record_setting(
        name="qualified_person",
        value=PERSON | changes,
        valid_from=day(since),
        source="Letter of authorisation",
        reason="",
        by=None,
        at=NOON,
    )


def offered(foi_response: FoiResponse, office) -> dict[str, str]:
    return {row.code: why for row, why in grounds_on_offer(the_question(foi_response), office)}


def test_a_question_that_nobody_has_decided_stands_as_triage_found_it(officer, draft):
    assert (decided(draft).held, decided(draft).outcome, decided(draft).grounds) == ("held", "", ())
    Question.objects.create(foi_request=draft.foi_request, number=2, text="And the averages?")
    first, second = decisions_in_letter(fresh(draft))
    assert (second.question, second.held, second.text) == (2, "", "And the averages?")


def test_a_decision_is_part_of_what_a_clearance_is_of(officer, draft):
    before = letter_hash(draft_letter(draft, at=NOON))
    decide_question(draft, the_question(draft), held="held", outcome="part", by=officer, at=NOON)
    ground = applied(draft, "s43(2)", officer)
    after = letter_hash(draft_letter(fresh(draft), at=NOON))
    weigh(ground, factors=[PUBLIC_MONEY, TIMED_OFFERS], balance=MAINTAINING, by=officer, at=NOON)
    weighed = draft_letter(fresh(draft), at=NOON)

    assert len({before, after, letter_hash(weighed)}) == 3
    [decision] = decisions_in(weighed.to_json()["decisions"])
    [ground] = decision.grounds
    assert (decision.held, decision.outcome, ground.cites) == ("held", "part", "s43(2)")
    assert (ground.factors, ground.balance) == ((PUBLIC_MONEY, TIMED_OFFERS), "maintaining")
