"""The links of letters: what the last look at each found, and letting the background look at them.

Nothing here waits for the internet but `check_asked_links`, which a worker does: pages and the rules of letters read
what is stored.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from codes.domain.office_settings import Office
from codes.models import PublishedItem
from codes.models.organisation import DatedSetting, office_on
from foirequests.actions.leases import turns
from responses import links, tasks
from responses.actions.letters import parts_of, values_from_settings
from responses.domain.letter import Letter
from responses.domain.links import LONGEST, OFFLINE, Found, LinkState, wrapper_of
from responses.links_of_wording import addresses_in
from responses.models import LinkCheck, TextBlockVersion, WorkingCopy

log = logging.getLogger(__name__)

FRESH = timedelta(hours=20)
"""What was looked at so recently is left alone by the nightly task, which comes round again within the same night."""

JUST_NOW = timedelta(minutes=1)
"""What was looked at so recently is not looked at again because somebody presses the button twice."""

LEASE = timedelta(seconds=60)
"""Longer than any look at one address takes; after it a lost worker's claim is void."""

FORGET_AFTER = timedelta(days=30)
"""An address that nothing names any more is forgotten after so long: it may have stood in one person's letter."""

A_RUN = timedelta(seconds=20)
"""So long one run of the task goes on looking; the next sweep takes up what is left, so that mail never waits long."""

AT_ONCE = 500


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


def links_of_letter(letter: Letter) -> dict[str, tuple[str, ...]]:
    """The addresses that a letter leads to, in reading order, each with the keys of the parts that it stands in."""
    found: dict[str, tuple[str, ...]] = {}
    for part in letter.parts:
        for address in addresses_in(part.body, letter.filled_for(part)):
            found[address] = (*found.get(address, ()), part.key)
    return found


def links_of_versions(versions: Iterable[TextBlockVersion], office: Office) -> tuple[str, ...]:
    """The addresses that wording leads to, with the office's settings of the day in its gaps."""
    values = values_from_settings(office, "foi")
    return tuple(dict.fromkeys(address for each in versions for address in addresses_in(each.body, values)))


@transaction.atomic
def ask_for_checks(addresses: Iterable[str], *, at: datetime) -> int:
    """Have these addresses looked at in the background, unless they just were; returns how many will be."""
    wanted = sorted({address for address in addresses if len(address) <= LONGEST})
    if not are_checked() or not wanted:
        return 0
    _name(wanted, at)
    due = LinkCheck.objects.filter(address__in=wanted, asked_at__isnull=True)
    asked = due.exclude(checked_at__gt=at - JUST_NOW).update(asked_at=at)
    waiting = LinkCheck.objects.asked().filter(address__in=wanted).count()
    if waiting:
        tasks.check_links.delay_on_commit()
    log.info("Somebody asked for %d links to be checked; %d wait.", asked, waiting)
    return waiting


@transaction.atomic
def ask_for_all_checks(*, at: datetime) -> int:
    """Have every address looked at that letters may lead to and that was not looked at this night; returns how many.

    Those of wording in force, of open drafts, of the dated settings and of the register of published items. Addresses
    that nothing has named for a month are forgotten.
    """
    if not are_checked():
        return 0
    named = sorted({address for address in _everything_named(at) if len(address) <= LONGEST})
    for first in range(0, len(named), AT_ONCE):
        _name(named[first : first + AT_ONCE], at)
    due = LinkCheck.objects.filter(named_at=at, asked_at__isnull=True).exclude(checked_at__gt=at - FRESH)
    asked = due.update(asked_at=at)
    forgotten, _by_model = LinkCheck.objects.filter(named_at__lt=at - FORGET_AFTER).delete()
    log.info("Letters may lead to %d addresses; %d are to be checked, %d were forgotten.", len(named), asked, forgotten)
    if asked:
        tasks.check_links.delay_on_commit()
    return asked


def check_asked_links(*, at: datetime, internet: links.Internet = links.INTERNET) -> int:
    """Look at the addresses that somebody asked for, as many as one run has time for; returns how many."""
    if not are_checked():
        return 0
    due = list(LinkCheck.objects.free(at).values_list("pk", flat=True)[:AT_ONCE])
    checked = 0
    for pk, turn in turns(due, at=at):
        if turn - at >= A_RUN:
            break
        checked += _check(pk, at=turn, internet=internet)
    return checked


def _check(pk: int, *, at: datetime, internet: links.Internet) -> bool:
    """Claim one address, look at it outside any transaction, and write down what was found; False when it was taken."""
    row = LinkCheck.objects.free(at).filter(pk=pk).first()
    if row is None:
        return False
    claimed = LinkCheck.objects.filter(pk=pk, asked_at=row.asked_at, claimed_until=row.claimed_until)
    if claimed.update(claimed_until=at + LEASE) != 1:
        return False
    found = links.look_at(row.address, agent=settings.LINK_CHECK_AGENT, internet=internet)
    _write_down(row, found, at, claimed_until=at + LEASE)
    log.info("Link %d: %s (status %d).", pk, found.why, found.status)
    return True


def _write_down(row: LinkCheck, found: Found, at: datetime, *, claimed_until: datetime) -> None:
    """Keep what was found. That our own network was down says nothing about a site: what was known of it stays."""
    kept = {"asked_at": None, "claimed_until": None}
    if found.why != OFFLINE or row.checked_at is None:
        wrapper = wrapper_of(row.address) or wrapper_of(found.final)
        kept |= {"checked_at": at, "why": found.why, "status": found.status, "final_address": found.final}
        kept["wrapper"] = wrapper is not None
    LinkCheck.objects.filter(pk=row.pk, claimed_until=claimed_until).update(**kept)


def _name(addresses: list[str], at: datetime) -> None:
    """Make sure that each address has its row, and that the row is known to be named now."""
    LinkCheck.objects.bulk_create(
        [LinkCheck(address=address, named_at=at) for address in addresses], ignore_conflicts=True
    )
    LinkCheck.objects.filter(address__in=addresses).update(named_at=at)


def _everything_named(at: datetime) -> Iterator[str]:
    today = timezone.localdate(at)
    office = office_on(today)
    yield from links_of_versions(TextBlockVersion.objects.in_force_on(today), office)
    values = values_from_settings(office, "foi")
    for copy in WorkingCopy.objects.of_open_letters().only("parts", "values").iterator(chunk_size=AT_ONCE):
        for part in parts_of(copy):
            yield from addresses_in(part.body, {**values, **copy.values, **part.values})
    for setting in DatedSetting.objects.in_force_on(today).values():
        fields = setting.value.values() if isinstance(setting.value, dict) else ()
        yield from (each for each in fields if isinstance(each, str) and each.startswith(("https://", "http://")))
    yield from PublishedItem.objects.exclude(address="").values_list("address", flat=True)
