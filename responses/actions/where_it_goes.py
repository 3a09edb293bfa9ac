"""Where a letter goes: what the issuing page showed of it, and whether it was corrected after the clearance."""

import hashlib
import json

from foirequests.models import FoiRequest, HistoryEntry
from responses.actions.clear import live_clearances
from responses.domain.errors import Refused, Stale
from responses.models import FoiResponse

_ADDRESSES = frozenset(("email", "postal_address"))


def digest_of_addresses(foi_request: FoiRequest) -> str:
    """What an issuing page shows of the requester, as 64 hexadecimal digits: name, e-mail and postal address."""
    requester = foi_request.requester
    shown = json.dumps([requester.name, requester.email, requester.postal_address])
    return hashlib.sha256(shown.encode()).hexdigest()


def address_correction(foi_response: FoiResponse) -> HistoryEntry | None:
    """The latest correction of an address made after the letter was first cleared; None when there was none.

    A requester is shared by their requests, so a correction on another of these counts as well.
    """
    clearances = live_clearances(foi_response)
    if not clearances:
        return None
    corrections = HistoryEntry.objects.filter(
        foi_request__requester=foi_response.foi_request.requester_id,
        act="requester_corrected",
        happened_at__gte=clearances[0].at,
    ).order_by("-happened_at", "-pk")
    return next((each for each in corrections if _ADDRESSES & set(each.facts["changed"])), None)


def check_addresses(foi_response: FoiResponse, *, seen: str, checked: bool) -> None:
    """Check that the letter goes where the officer saw that it goes.

    `seen` is the digest of what the page showed (empty: no page was shown), `checked` whether the officer said that an
    address corrected since the clearance is right.

    Raises:
        Stale: the name or an address was corrected since the page was opened.
        Refused: an address was corrected since the clearance and nobody said that it is right.
    """
    if seen not in ("", digest_of_addresses(foi_response.foi_request)):
        raise Stale("The requester’s name or address was corrected since you opened this page. Look at it again.")
    if not checked and address_correction(foi_response) is not None:
        raise Refused(
            "The requester’s address was corrected after this letter was cleared. Check that it is right, and say so."
        )
