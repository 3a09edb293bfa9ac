"""The requester's private page: opening it, sending its link again, revoking, printing a code."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import StaffMember
from foirequests.actions.correspondence import keep_incoming_message, send_from_template
from foirequests.actions.history import write_history
from foirequests.actions.notices import tell_that_requester_wrote
from foirequests.actions.stages import check_permitted
from foirequests.actions.visitors import count_attempt
from foirequests.domain.errors import Refused
from foirequests.domain.rates import LINKS_OF_A_CASE
from foirequests.models import FoiRequest, Message, PortalLink, Requester
from foirequests.portal_links import lookup_hash, normalised_code, posted_code

MOST_LOST_LINKS = 5
"""For so many of a person's newest cases a lost link is sent at once."""


def open_link(token: str, *, at: datetime) -> PortalLink | None:
    """The usable link that a token stands for, with its case; None for a forged, cut or revoked one."""
    return _opened(PortalLink.objects.filter(kind=PortalLink.Kind.LINK, lookup_hash=lookup_hash(token)), at)


def open_with_code(reference: str, code: str, *, at: datetime) -> PortalLink | None:
    """The usable printed code for this reference, however it was typed; None when the two do not belong together."""
    codes = PortalLink.objects.filter(kind=PortalLink.Kind.CODE, lookup_hash=lookup_hash(normalised_code(code)))
    return _opened(codes.filter(foi_request__reference__iexact=reference.strip()), at)


@transaction.atomic
def send_link_again(foi_request: FoiRequest, *, by: StaffMember | None, at: datetime) -> Message:
    """Mail a new private link; the earlier ones stay good until they are revoked.

    `by` is None when the requester asked for it; strangers can ask too, so it is sent a few times a day at most.

    Raises:
        Refused: there is no e-mail address to send it to, or the requester's links of this day are used up.
    """
    if by is not None:
        check_permitted(foi_request, "link_sent_again", by=by)
    elif not count_attempt(LINKS_OF_A_CASE, foi_request.reference, at=at):
        raise Refused("We have sent this link several times today. Look for it in your e-mail, or ask again tomorrow.")
    if not foi_request.requester.can_be_emailed:
        raise Refused("There is no e-mail address on this case. Print the address and a code instead.")
    message = send_from_template(
        foi_request, Message.Kind.LINK, template="private_link", facts={}, at=at, by=by, carries_link=True
    )
    write_history(foi_request, "link_sent_again", by=by, by_requester=by is None, at=at, concerning=message)
    return message


def send_lost_links(*, email: str, reference: str, at: datetime) -> int:
    """Mail new private links for the cases under an e-mail address (of one case, when its reference is known).

    Returns how many were sent; a page must not show it, since it says who asked us for something.
    """
    people = Requester.objects.with_email(email.strip())
    cases = FoiRequest.objects.filter(requester__in=people).select_related("requester")
    if reference.strip():
        cases = cases.filter(reference__iexact=reference.strip())
    sent = 0
    for foi_request in cases.order_by("-pk")[:MOST_LOST_LINKS]:
        try:
            send_link_again(foi_request, by=None, at=at)
        except Refused:  # its links of today are used up; the others may still go
            continue
        sent += 1
    return sent


@transaction.atomic
def revoke_links(foi_request: FoiRequest, *, by: StaffMember, at: datetime) -> int:
    """Revoke every link and code of the case; returns how many were still good."""
    check_permitted(foi_request, "link_sent_again", by=by)
    revoked = foi_request.portal_links.usable().update(revoked_at=at)
    write_history(foi_request, "links_revoked", by=by, at=at, facts={"number": revoked})
    return revoked


@transaction.atomic
def print_code(foi_request: FoiRequest, *, by: StaffMember, at: datetime) -> str:
    """A fresh code for a letter to a requester without e-mail: shown once, for printing, and never kept.

    The kept message says that a code was printed; the database holds its keyed hash alone.
    """
    check_permitted(foi_request, "link_sent_again", by=by)
    entry = write_history(foi_request, "code_printed", by=by, at=at)
    code = posted_code(f"{foi_request.reference}/{entry.pk}/{entry.recorded_at.isoformat()}")
    PortalLink.objects.create(
        foi_request=foi_request, kind=PortalLink.Kind.CODE, lookup_hash=lookup_hash(code), created_at=at
    )
    return code


@transaction.atomic
def receive_message(foi_request: FoiRequest, *, text: str, at: datetime) -> Message:
    """Take in a message that the requester wrote on the private page.

    Raises:
        Refused: it is empty or too long.
    """
    message = keep_incoming_message(
        foi_request, kind=Message.Kind.MESSAGE, text=text, happened_at=at, by=None, channel="web"
    )
    write_history(foi_request, "message_received", by=None, by_requester=True, at=at, concerning=message)
    tell_that_requester_wrote(foi_request, at=at)
    return message


def _opened(links: QuerySet, at: datetime) -> PortalLink | None:
    link = links.usable().select_related("foi_request").first()
    if link is not None and link.first_used_at is None:
        PortalLink.objects.filter(pk=link.pk, first_used_at__isnull=True).update(first_used_at=at)
    return link
