"""What has to be so before a cleared letter leaves: who may issue it, its whole route, and its conditions."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Role, StaffMember
from foirequests.actions.history import write_history
from foirequests.domain import workflow
from foirequests.domain.workflow import check_role
from responses.actions.clear import submitted_version
from responses.actions.clearance_route import standing_of
from responses.actions.independence import letter_facts
from responses.domain.conditions import TOLD
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.domain.routing import STEPS
from responses.models import Clearance, ClearanceCondition, FoiResponse

LONGEST_NAME = 200
RECORDED_ALREADY = "Somebody recorded this already. Nothing was changed."


def check_may_issue(foi_response: FoiResponse, *, by: StaffMember) -> None:
    """Raise `NotPermitted` unless `by` may issue this letter, at whatever stage it is."""
    if foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME:
        if foi_response.internal_review.reviewer_id != by.pk and not by.holds(Role.OFFICER):
            raise NotPermitted("The outcome of a review is issued by its reviewer or an officer.")
    else:
        check_role(by.roles, Role.OFFICER)


def steps_lacking(foi_response: FoiResponse, *, day: date) -> list[str]:
    """The steps of its route on that day that nobody took for the very text of the letter, in plain words.

    A letter that more people cleared than the route of the day asks for lacks nothing.
    """
    standing = standing_of(foi_response, day=day)
    lacking = [
        f"It has to be cleared at this step as well: {STEPS[step.name].lower()}. {' '.join(step.why)}"
        for step in standing.open_steps
    ]
    return [*lacking, *standing.lacking]


def conditions_of(foi_response: FoiResponse) -> QuerySet[ClearanceCondition]:
    """The conditions of the clearances that hold now, in the order of the steps at which they were made."""
    version = submitted_version(foi_response)
    conditions = ClearanceCondition.objects.filter(
        clearance__version=version,
        clearance__letter_hash=version.letter_hash,
        clearance__verdict=Clearance.Verdict.CLEARED,
    )
    return conditions.select_related("clearance__by", "met_by").order_by("clearance__at", "pk")


def conditions_unmet(foi_response: FoiResponse, *, day: date) -> list[str]:
    """Why the letter does not leave on that day though it is cleared, in plain words; empty when nothing is left."""
    return [
        words
        for condition in conditions_of(foi_response)
        if (words := condition.as_value().why_not_yet(day, is_met=condition.met_at is not None))
    ]


def check_condition_waits(condition: ClearanceCondition, *, by: StaffMember) -> None:
    """Raise unless `by` may record now that somebody was told, as this condition asks.

    Raises:
        Refused: it is a day that is waited for.
        Stale: it was recorded already, or the letter is not waiting to be issued any more.
        NotPermitted: `by` may not issue the letter.
    """
    foi_response = condition.clearance.version.foi_response
    check_may_issue(foi_response, by=by)
    if condition.kind != TOLD:
        raise Refused("A day cannot be ticked off: it comes by itself.")
    if foi_response.stage != workflow.CLEARED or condition not in conditions_of(foi_response):
        raise Stale("This letter is not waiting to be issued any more. Look at it again.")
    if condition.met_at is not None:
        raise Stale(RECORDED_ALREADY)


@transaction.atomic
def meet_condition(condition: ClearanceCondition, *, told: str, by: StaffMember, at: datetime) -> None:
    """Record that somebody was told, as the clearance of a letter asks before it is issued; `told` is who.

    Raises:
        Refused: nobody is named, or it is a day that is waited for.
        Stale: it was recorded already, or the letter is not waiting to be issued any more.
        NotPermitted: `by` may not issue the letter.
    """
    foi_response = condition.clearance.version.foi_response
    # Held until the end, so that the letter is not taken back at the same moment.
    foi_response.stage = FoiResponse.objects.select_for_update(no_key=True, of=("self",)).get(pk=foi_response.pk).stage
    check_condition_waits(condition, by=by)
    told = " ".join(told.split())
    if not 0 < len(told) <= LONGEST_NAME:
        raise Refused(f"Say who was told, in {LONGEST_NAME} characters at most.")
    met = ClearanceCondition.objects.unmet().filter(pk=condition.pk).update(told=told, met_by=by, met_at=at)
    if met != 1:
        raise Stale(RECORDED_ALREADY)
    write_history(
        foi_response.foi_request,
        "condition_met",
        by=by,
        at=at,
        concerning=condition,
        facts=letter_facts(foi_response),
        words=told,
    )
