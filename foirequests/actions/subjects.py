"""What a case is about, in the words that stand above its letters."""

from datetime import datetime

from django.db import transaction

from accounts.models import StaffMember
from foirequests.actions.history import write_history
from foirequests.actions.search import index_cases
from foirequests.actions.stages import check_permitted, hold_case
from foirequests.domain.errors import Refused, Stale
from foirequests.domain.receipt import check_subject
from foirequests.models import FoiRequest


@transaction.atomic
def change_subject(
    foi_request: FoiRequest, subject: str, *, by: StaffMember, at: datetime, seen: str | None = None
) -> FoiRequest:
    """Say anew what a case is about; what it was called before stays in the words of the history.

    `seen` is the subject that stood there when `by` looked, where a page showed it. A letter that was submitted or
    cleared stays bound to the heading that it had: it is neither cleared nor issued until it is submitted anew.

    Raises:
        Refused: it is empty, too long, breaks off, or is what stands there already.
        NotPermitted: not at this stage, or not by this person.
        Stale: a colleague changed it since it was seen.
    """
    words = check_subject(subject)
    hold_case(foi_request)
    check_permitted(foi_request, "subject_changed", by=by)
    before = FoiRequest.objects.values_list("subject", flat=True).get(pk=foi_request.pk)
    if before == words:
        raise Refused("This is what the case is called already.")
    if seen is not None and seen != before:
        raise Stale(f"A colleague changed the subject to “{before}” since you opened the page. Look at it again.")
    FoiRequest.objects.filter(pk=foi_request.pk).update(subject=words)
    foi_request.subject = words
    write_history(foi_request, "subject_changed", by=by, at=at, words=f"“{before}” became “{words}”.")
    index_cases([foi_request.pk])
    return foi_request
