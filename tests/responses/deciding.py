"""Deciding the questions of a letter as an officer does it."""

from codes.actions.settings import record_setting
from codes.models import DatedSetting, Exemption
from foirequests.models import Question
from responses.actions.decision_values import decisions_in_letter
from responses.actions.decisions import apply_ground
from responses.domain.decisions import DISCLOSURE, MAINTAINING, Decision, Factor
from responses.models import AppliedGround, FoiResponse
from tests.dates import day, moment

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


def the_question(foi_response: FoiResponse) -> Question:
    """The first question of the letter's case."""
    return foi_response.foi_request.questions.get(number=1)


def applied(foi_response: FoiResponse, code: str, officer, **kwargs) -> AppliedGround:
    """A provision applied to the first question."""
    told = {"information": "the target of KPI 1", "at": NOON, **kwargs}
    exemption = Exemption.objects.get(code=code)
    return apply_ground(foi_response, the_question(foi_response), exemption, by=officer, **told)


def fresh(foi_response: FoiResponse) -> FoiResponse:
    """The letter as it stands on the record now."""
    return FoiResponse.objects.get(pk=foi_response.pk)


def decided(foi_response: FoiResponse) -> Decision:
    """The decision on the only question of the letter."""
    [decision] = decisions_in_letter(fresh(foi_response))
    return decision


def qualified(since: str = "Thu 1 December 2022", **changes) -> DatedSetting:
    """A qualified person recorded in the settings."""
    return record_setting(
        name="qualified_person",
        value=PERSON | changes,
        valid_from=day(since),
        source="Letter of authorisation",
        reason="",
        by=None,
        at=NOON,
    )
