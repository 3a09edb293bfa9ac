"""Working out due dates again when the calendar changed: in short transactions, and on from where it stopped."""

import time
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Role, StaffMember
from foirequests.actions.clock import move_due_dates
from foirequests.actions.many_clocks import CaseFacts, Reader, facts_of, marks_of
from foirequests.domain.errors import Stale
from foirequests.domain.workflow import OPEN_STAGES
from foirequests.models import CalendarChange, CalendarNotice, DueDateMove, FoiRequest, HistoryEntry

FEWEST, MOST = 100, 400
"""Cases of one transaction."""

FETCHED = 10_000
"""Keys of cases asked for at once: the question is dear, and the answer small."""


@dataclass(frozen=True)
class Pace:
    """How long a transaction may take, and how long others have before the next one, in seconds.

    Where one place to write is shared by everybody (SQLite), transactions are shorter and the place is free for half
    of the time: who waits for it asks again every 25 ms at first and every 100 ms later. Elsewhere one waits only for
    the cases of the transaction itself.
    """

    long_enough: float
    gap: float

    def rest(self, spent: float) -> float:
        """How long others have after a transaction that took so long."""
        return max(self.gap, spent) if self.gap else 0


SHARED_PLACE, HELD_ROWS = Pace(long_enough=0.04, gap=0.03), Pace(long_enough=0.06, gap=0)

PAUSE = 0.02
"""Seconds between two attempts at a case that somebody else is writing."""

PATIENCE = 10.0
"""Seconds: how long to wait for a case that somebody holds before the rest is left for the next sweep."""


@dataclass(frozen=True)
class Move:
    """A case that gets another due date, with the rows that say so."""

    key: int
    due_before: date | None
    due_after: date | None
    entry: HistoryEntry
    row: DueDateMove


def re_date_open_cases(*, at: datetime) -> int:
    """Let the due dates follow every change of the calendar that they have not followed; returns how many moved.

    May run twice, and at the same time as another run: each batch is done once, by whoever comes first.
    """
    due = [*CalendarChange.objects.unfinished(), *CalendarChange.objects.to_check(at)]
    return sum(re_date_for(change, at=at) for change in due)


def re_date_for(change: CalendarChange, *, at: datetime) -> int:
    """Look at the cases that a change may move, from where it stopped; returns how many moved by this run.

    Cases are read and worked out outside the transaction that writes, so that others can write in between. What
    somebody changed meanwhile is read again before it is moved; it is never overwritten.
    """
    reader, size, ahead, moved, spent = Reader(), FEWEST, [], 0, 0.0
    progress_at = ended = time.monotonic()
    pace = HELD_ROWS if connection.features.has_select_for_update else SHARED_PLACE
    while ahead := ahead or list(change.cases_left().values_list("pk", flat=True)[:FETCHED]):
        keys = ahead[:size]
        reader = reader if reader.is_current() else Reader()
        facts = facts_of(keys)
        moves = [_move(change, key, facts[key], reader.due_on(facts[key]), at) for key in keys if key in facts]
        time.sleep(max(0, ended + pace.rest(spent) - time.monotonic()))
        began = time.monotonic()
        try:
            done = _write(change, keys, facts, [move for move in moves if move is not None])
        except Stale:
            change.refresh_from_db()
            ahead = []
            continue
        ended = time.monotonic()
        spent = ended - began
        if done:
            change.cursor = keys[done - 1]
            moved += sum(move is not None and move.key <= change.cursor for move in moves)
            ahead, size, progress_at = ahead[done:], _next_size(size, done * pace.long_enough / spent), ended
        elif ended - progress_at > PATIENCE:
            return moved
        else:
            time.sleep(PAUSE)
    _finish(change, at=at)
    return moved


def _next_size(size: int, fitting: float) -> int:
    """How many cases the next transaction takes, when so many fit into one; it grows step by step."""
    return min(MOST, size + size // 2, max(FEWEST, int(fitting)))


def _move(change: CalendarChange, key: int, facts: CaseFacts, due_after: date | None, at: datetime) -> Move | None:
    """The rows that an open case gets with another due date; None when it keeps the one that it has."""
    if due_after == facts.due_on or facts.stage not in OPEN_STAGES:
        return None
    entry = HistoryEntry(
        foi_request_id=key,
        act="due_date_moved",
        actor_kind=HistoryEntry.ActorKind.PRODUCT,
        object_kind=change._meta.model_name,
        object_id=change.pk,
        facts={
            "from": facts.due_on.isoformat() if facts.due_on else "",
            "to": due_after.isoformat() if due_after else "",
        },
        happened_at=at,
        recorded_at=timezone.now(),
    )
    row = DueDateMove(
        change=change,
        foi_request_id=key,
        owner_id=facts.owner,
        due_before=facts.due_on,
        due_after=due_after,
    )
    return Move(key, facts.due_on, due_after, entry, row)


@transaction.atomic
def _write(change: CalendarChange, keys: list[int], facts: dict[int, CaseFacts], moves: list[Move]) -> int:
    """Move the cases up to the first one that somebody else holds or has changed; returns how many were looked at.

    Raises:
        Stale: another run has done this batch.
    """
    held = FoiRequest.objects.select_for_update(skip_locked=True, no_key=True).filter(pk__in=keys)
    free, now = set(held.values_list("pk", flat=True)), marks_of(keys)
    as_read = (key in free and key in facts and now.get(key) == facts[key].mark for key in keys)
    done = next((number for number, same in enumerate(as_read) if not same), len(keys))
    if not done:
        return 0
    last = keys[done - 1]
    here = [move for move in moves if move.key <= last]
    stood = CalendarChange.objects.filter(pk=change.pk, cursor=change.cursor, finished_at=change.finished_at)
    if not stood.update(cursor=last, looked_at=F("looked_at") + done, moved=F("moved") + len(here)):
        raise Stale("Another run has looked at these cases.")
    move_due_dates([(move.key, move.due_before, move.due_after) for move in here])
    HistoryEntry.objects.bulk_create(move.entry for move in here)
    DueDateMove.objects.bulk_create(move.row for move in here)
    return done


@transaction.atomic
def _finish(change: CalendarChange, *, at: datetime) -> None:
    """Note that every case was looked at, and tell each owner once; a second time changes nothing."""
    stood = CalendarChange.objects.filter(pk=change.pk, cursor=change.cursor, finished_at=change.finished_at)
    if change.finished_at is None:
        stood.update(cursor=0, finished_at=at)
    else:
        stood.filter(checked_at__isnull=True).update(checked_at=at)
    owners = set(change.moves.order_by().values_list("owner", flat=True).distinct())
    if change.kind == CalendarChange.Kind.MERGED:
        owners.update(StaffMember.objects.holding(Role.DEPUTY_DIRECTOR).values_list("pk", flat=True))
    CalendarNotice.objects.bulk_create(
        (CalendarNotice(change=change, to_id=owner, raised_at=at) for owner in owners), ignore_conflicts=True
    )
