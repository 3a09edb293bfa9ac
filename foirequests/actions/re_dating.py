"""Working out due dates again when the calendar changed: in short transactions, and on from where it stopped."""

import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Role, StaffMember
from foirequests.actions.clock import move_due_dates
from foirequests.actions.many_clocks import CaseFacts, Reader, facts_of, held_marks_of
from foirequests.domain.errors import Stale
from foirequests.domain.workflow import OPEN_STAGES
from foirequests.models import CalendarChange, CalendarNotice, DueDateMove, HistoryEntry
from foirequests.models.many_rows import ReadyRows, RowShape

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

_OF_A_MOVE = ("foi_request_id", "owner_id", "due_before", "due_after")
"""The fields of a `DueDateMove` in the order of `Move`."""

PAUSE = 0.02
"""Seconds between two attempts at a case that somebody else is writing."""

PATIENCE = 10.0
"""Seconds: how long to wait for a case that somebody holds before the rest is left for the next sweep."""


class Move(NamedTuple):
    """A case that gets another due date, and who looks after it."""

    key: int
    owner: int | None
    due_before: date | None
    due_after: date | None

    @property
    def facts(self) -> dict[str, str]:
        """What the history says of it."""
        before, after = self.due_before, self.due_after
        return {"from": before.isoformat() if before else "", "to": after.isoformat() if after else ""}


class Batch:
    """Cases that are looked at in one transaction: their keys in order, what was read, and the rows for those moved."""

    def __init__(self, change: CalendarChange, keys: list[int], reader: Reader, *, at: datetime) -> None:
        self.keys, self.facts = keys, facts_of(keys)
        self.moves = [move for key in keys if key in self.facts and (move := _move(key, self.facts[key], reader))]
        self._change, self._at = change, at
        self._rows = self._rows_of(self.moves)

    def upto(self, last: int) -> tuple[list[Move], tuple[ReadyRows, ReadyRows]]:
        """The moves of the cases up to this one, and their rows of the history and of the change."""
        if not self.moves or last >= self.moves[-1].key:
            return self.moves, self._rows
        moves = [move for move in self.moves if move.key <= last]
        return moves, self._rows_of(moves)

    def _rows_of(self, moves: list[Move]) -> tuple[ReadyRows, ReadyRows]:
        told = {
            "act": "due_date_moved",
            "actor_kind": HistoryEntry.ActorKind.PRODUCT,
            "object_kind": self._change._meta.model_name,
            "object_id": self._change.pk,
            "happened_at": self._at,
            "recorded_at": timezone.now(),
        }
        entries = RowShape(HistoryEntry, told, ["foi_request_id", "facts"])
        moved = RowShape(DueDateMove, {"change_id": self._change.pk}, list(_OF_A_MOVE))
        return entries.ready((move.key, move.facts) for move in moves), moved.ready(moves)


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
        batch = Batch(change, keys, reader, at=at)
        time.sleep(max(0, ended + pace.rest(spent) - time.monotonic()))
        began = time.monotonic()
        try:
            done = _write(change, batch)
        except Stale:
            change.refresh_from_db()
            ahead = []
            continue
        ended = time.monotonic()
        spent = ended - began
        if done:
            change.cursor = keys[done - 1]
            moved += sum(move.key <= change.cursor for move in batch.moves)
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


def _move(key: int, facts: CaseFacts, reader: Reader) -> Move | None:
    """The move of an open case that gets another due date; None when it keeps the one that it has."""
    due_after = reader.due_on(facts)
    if due_after == facts.due_on or facts.stage not in OPEN_STAGES:
        return None
    return Move(key, facts.owner, facts.due_on, due_after)


@transaction.atomic
def _write(change: CalendarChange, batch: Batch) -> int:
    """Move the cases up to the first one that somebody else holds or has changed; returns how many were looked at.

    Raises:
        Stale: another run has done this batch.
    """
    keys, facts = batch.keys, batch.facts
    now = held_marks_of(keys)
    as_read = (key in facts and now.get(key) == facts[key].mark for key in keys)
    done = next((number for number, same in enumerate(as_read) if not same), len(keys))
    if not done:
        return 0
    last = keys[done - 1]
    moves, rows = batch.upto(last)
    stood = CalendarChange.objects.filter(pk=change.pk, cursor=change.cursor, finished_at=change.finished_at)
    if not stood.update(cursor=last, looked_at=F("looked_at") + done, moved=F("moved") + len(moves)):
        raise Stale("Another run has looked at these cases.")
    move_due_dates((move.key, move.due_before, move.due_after) for move in moves)
    for ready in rows:
        ready.add()
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
