"""The links of the invented office, as its last nightly check found them."""

from datetime import datetime

from responses.actions.link_states import are_checked
from responses.actions.links import named_addresses
from responses.domain.links import ALIVE, LONGEST, wrapper_of
from responses.models import LinkCheck


def find_links_open(*, at: datetime) -> None:
    """Write down that every address opened, so that letters can be tried on a machine without internet.

    The next real check replaces what is invented here.
    """
    if not are_checked():
        return
    addresses = sorted({address for address in named_addresses(at) if len(address) <= LONGEST})
    LinkCheck.objects.filter(address__in=addresses).delete()
    LinkCheck.objects.bulk_create(
        LinkCheck(
            address=address,
            named_at=at,
            checked_at=at,
            why=ALIVE,
            status=200,
            final_address=address,
            wrapper=wrapper_of(address) is not None,
        )
        for address in addresses
    )
