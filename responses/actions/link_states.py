"""What the last look at each link of a letter found, as the rules of letters ask; nothing here goes to the network."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils import timezone

from codes.domain.office_settings import Office
from responses.actions.letters import values_from_settings
from responses.domain.links_of_wording import addresses_in
from responses.domain.rules import LinkState
from responses.models import LinkCheck, TextBlockVersion


def link_states(addresses: Iterable[str]) -> Mapping[str, LinkState]:
    """What the last look at each address found, for the rules of letters; what nobody looked at is not there."""
    wanted = list(dict.fromkeys(addresses))
    rows = LinkCheck.objects.filter(address__in=wanted, checked_at__isnull=False)
    return {
        row.address: LinkState(timezone.localdate(row.checked_at), alive=row.is_alive, wrapper=row.wrapper)
        for row in rows
    }


def are_checked() -> bool:
    """Whether this installation looks at links at all (`LINK_CHECKS`)."""
    return settings.LINK_CHECKS


def links_of_versions(versions: Iterable[TextBlockVersion], office: Office) -> tuple[str, ...]:
    """The addresses that wording leads to, with the office's settings of the day in its gaps."""
    values = values_from_settings(office, "foi")
    return tuple(dict.fromkeys(address for each in versions for address in addresses_in(each.body, values)))
