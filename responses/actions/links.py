"""Letting the background look at the links of letters; what it found, `link_states` tells.

Nothing here waits for the internet but `check_asked_links`, which a worker does.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from codes.models import PublishedItem
from codes.models.organisation import DatedSetting, office_on
from foirequests.actions.leases import turns
from responses import links, tasks
from responses.actions.letters import parts_of, values_from_settings
from responses.actions.link_states import are_checked, links_of_versions
from responses.domain.links import LONGEST, OFFLINE, Found, wrapper_of
from responses.domain.links_of_wording import addresses_of_part
from responses.models import LinkCheck, TextBlockVersion, WorkingCopy

log = logging.getLogger(__name__)

NIGHT = range(1, 6)
"""The hours in which what was looked at before is looked at again."""

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
    """Have every address looked at that letters may lead to and nobody looked at lately; returns how many.

    Those of wording in force, of open drafts, of the dated settings and of the register of published items. At night
    those that were not looked at this night; by day those alone that nobody ever looked at, such as a new draft's.
    Addresses that nothing has named for a month are forgotten.
    """
    if not are_checked():
        return 0
    named = sorted({address for address in named_addresses(at) if len(address) <= LONGEST})
    for first in range(0, len(named), AT_ONCE):
        _name(named[first : first + AT_ONCE], at)
    is_night = timezone.localtime(at).hour in NIGHT
    due = LinkCheck.objects.filter(named_at=at, asked_at__isnull=True)
    due = due.exclude(checked_at__gt=at - FRESH) if is_night else due.filter(checked_at__isnull=True)
    asked = due.update(asked_at=at)
    forgotten, _by_model = LinkCheck.objects.filter(named_at__lt=at - FORGET_AFTER).delete()
    log.info("Letters may lead to %d addresses; %d are to be checked, %d were forgotten.", len(named), asked, forgotten)
    if asked:
        tasks.check_links.delay_on_commit()
    return asked


def named_addresses(at: datetime) -> Iterator[str]:
    """Every address that a letter may lead to: of wording in force, open drafts, the settings and the register."""
    today = timezone.localdate(at)
    office = office_on(today)
    yield from links_of_versions(TextBlockVersion.objects.in_force_on(today), office)
    values = values_from_settings(office, "foi")
    for copy in WorkingCopy.objects.of_open_letters().only("parts", "values").iterator(chunk_size=AT_ONCE):
        for part in parts_of(copy):
            yield from addresses_of_part(part, {**values, **copy.values, **part.values})
    for setting in DatedSetting.objects.in_force_on(today).values():
        fields = setting.value.values() if isinstance(setting.value, dict) else ()
        yield from (each for each in fields if isinstance(each, str) and each.startswith(("https://", "http://")))
    yield from PublishedItem.objects.exclude(address="").values_list("address", flat=True)


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
