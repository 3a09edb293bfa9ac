"""An early word to the deputy director about a request that is sensitive or may interest the press."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Role, StaffMember
from foirequests.actions.history import write_history
from foirequests.actions.stages import check_permitted, hold_case
from foirequests.domain.errors import Refused
from foirequests.models import FoiRequest, Notice


@transaction.atomic
def tell_deputy_early(foi_request: FoiRequest, *, clear_by: date, by: StaffMember, at: datetime) -> Notice:
    """Tell the deputy director of the case, and by which day its reply is planned to be cleared.

    Told once for a day; another plan takes the place of the one before.

    Raises:
        Refused: the day has passed, or lies after the last day for the reply.
        NotPermitted: not at this stage, or not by this person.
    """
    hold_case(foi_request)
    check_permitted(foi_request, "told_early", by=by)
    if clear_by < timezone.localdate(at):
        raise Refused("The planned day of clearance cannot be in the past.")
    if foi_request.due_on is not None and clear_by > max(foi_request.due_on, timezone.localdate(at)):
        raise Refused("The planned day of clearance cannot be after the last day for the reply.")
    foi_request.notices.filter(kind=Notice.Kind.TOLD_EARLY).exclude(concerns_on=clear_by).delete()
    notice, is_new = Notice.objects.get_or_create(
        foi_request=foi_request,
        kind=Notice.Kind.TOLD_EARLY,
        concerns_on=clear_by,
        defaults={"raised_at": at, "to_role": Role.DEPUTY_DIRECTOR},
    )
    if is_new:
        facts = {"clear_by": clear_by.isoformat()}
        write_history(foi_request, "told_early", by=by, at=at, concerning=notice, facts=facts)
    return notice
