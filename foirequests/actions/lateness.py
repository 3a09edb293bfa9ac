"""Recording why a reply was late."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import StaffMember
from foirequests.actions.history import write_history
from foirequests.actions.stages import check_permitted
from foirequests.domain.errors import Refused
from foirequests.models import FoiRequest, Lateness


@transaction.atomic
def explain_lateness(
    foi_request: FoiRequest, *, cause: str, owner: str, words: str, by: StaffMember, at: datetime
) -> Lateness:
    """Record the reason for a late reply and with whom the time was lost.

    Raises:
        Refused: the reply was in time, the reason is recorded already or is none that we know, or it is "something
            else" without saying what.
        NotPermitted: the case is not answered, or not open to this person.
    """
    check_permitted(foi_request, "lateness_explained", by=by)
    if not foi_request.was_answered_late:
        raise Refused("The reply to this request was in time.")
    if cause not in Lateness.Cause.values or owner not in Lateness.Owner.values:
        raise Refused("Choose what took the time, and with whom it was lost.")
    if cause == Lateness.Cause.OTHER and not words.strip():
        raise Refused("Say what took the time.")
    try:
        with transaction.atomic():
            lateness = Lateness.objects.create(foi_request=foi_request, cause=cause, owner=owner, recorded_at=at)
    except IntegrityError:  # a double click, or somebody else at the same moment
        raise Refused("The reason is recorded already.") from None
    facts = {"cause": str(cause), "owner": str(owner)}
    write_history(
        foi_request, "lateness_explained", by=by, at=at, concerning=lateness, facts=facts, words=words.strip()
    )
    return lateness
