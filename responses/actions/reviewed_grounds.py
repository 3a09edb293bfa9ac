"""The grounds of a reply in the outcome of its review: which stand, and letting one stand again."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import StaffMember
from responses.actions.deciding import hold_for_deciding, note, row_of
from responses.actions.decision_values import decisions_in_letter, ground_key
from responses.actions.decisions import copy_ground
from responses.domain.errors import Refused
from responses.domain.reviewed_grounds import ReviewedGround, reviewed
from responses.models import AppliedGround, FoiResponse, InternalReview


def grounds_of_reply(foi_response: FoiResponse) -> tuple[ReviewedGround, ...]:
    """Each ground of the reply under review with what the outcome makes of it; none for any other letter."""
    if foi_response.kind != FoiResponse.Kind.REVIEW_OUTCOME:
        return ()
    review = InternalReview.objects.filter(foi_response=foi_response).select_related("letter__foi_response").get()
    reply = review.letter.foi_response
    reply.foi_request = foi_response.foi_request
    return reviewed(decisions_in_letter(reply), decisions_in_letter(foi_response))


@transaction.atomic
def let_stand_again(
    foi_response: FoiResponse, ground: AppliedGround, *, by: StaffMember, at: datetime
) -> AppliedGround:
    """Take a ground of the reply that was overturned into the outcome again, with its reasons and its factors.

    Raises:
        Refused: the reply did not rely on it, or it stands already.
        NotPermitted: the outcome is not being drafted, or `by` is not the reviewer.
    """
    hold_for_deciding(foi_response, by=by)
    found = next((each for each in grounds_of_reply(foi_response) if each.ground.key == ground_key(ground)), None)
    if found is None:
        raise Refused("The reply did not rely on this ground.")
    if found.stands:
        raise Refused("This ground stands already.")
    question = ground.decision.question
    row = row_of(foi_response, question)
    last = row.grounds.aggregate(last=Max("position"))["last"] or 0
    copied = copy_ground(ground, row, position=last + 1)
    facts = {"question": question.number, "exemption": copied.exemption_id, "denies": copied.denies}
    note(foi_response, "ground_applied", copied, facts, by=by, at=at)
    return copied
