"""Taking in the public form, once."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from foirequests import visitors
from foirequests.actions.receive import RequesterDetails, receive_request
from foirequests.models import FoiRequest, WebSubmission


def submit_public_form(
    form_key: str, *, text: str, requester: RequesterDetails, preferred_format: str, adjustments: str, at: datetime
) -> FoiRequest:
    """Receive the request of a public form; a form that was received already gives its case and makes no other.

    The day of receipt is the London day on which it was sent, working or not (FOIA s.10(6)(a)).

    Raises:
        Refused: as `receive_request`.
    """
    form_hash = visitors.visitor_hash("form", form_key)
    try:
        with transaction.atomic():
            known = _case_of(form_hash)
            if known is not None:
                return known
            foi_request = receive_request(
                text=text,
                requester=requester,
                channel="web",
                received_on=timezone.localdate(at),
                at=at,
                by=None,
                preferred_format=preferred_format,
                adjustments=adjustments,
            )
            WebSubmission.objects.create(form_hash=form_hash, foi_request=foi_request)
            return foi_request
    except IntegrityError:  # the same form was sent twice at the same moment; the other one stands
        known = _case_of(form_hash)
        if known is None:
            raise
        return known


def _case_of(form_hash: str) -> FoiRequest | None:
    submission = WebSubmission.objects.filter(form_hash=form_hash).select_related("foi_request__requester").first()
    return None if submission is None else submission.foi_request
