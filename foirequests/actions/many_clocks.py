"""Reading the clocks of many cases in a bounded number of queries, for what concerns all of them at once."""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Max

from codes.models.bank_holidays import BankHoliday, both_calendars
from codes.models.organisation import DatedSetting, office_on
from foirequests.actions.clock import rules_of
from foirequests.domain import clock
from foirequests.models import ClockEvent, FoiRequest, Question


@dataclass(frozen=True)
class CaseFacts:
    """What the clock of one case is read from, and what stands on the case now."""

    received_on: date
    due_on: date | None
    regime: str
    stage: str
    owner: int | None
    events: tuple[clock.Event, ...]
    laws: dict[int, str] = field(default_factory=dict)
    """The law of each question, where one was asked about by itself or they fall under different laws."""

    @property
    def mark(self) -> tuple:
        """What differs as soon as somebody has changed the case: events are only ever added."""
        last = max((event.entered for event in self.events), default=None)
        return (self.received_on, self.due_on, self.regime, self.stage, self.owner, last)


def facts_of(keys: Collection[int]) -> dict[int, CaseFacts]:
    """The facts of these cases by key, in three queries, four where a question has a clock of its own."""
    events: dict[int, list[clock.Event]] = {key: [] for key in keys}
    rows = ClockEvent.objects.filter(foi_request__in=keys).order_by("pk")
    for case, kind, on, part, until, entered in rows.values_list(
        "foi_request", "kind", "on", "question", "until", "pk"
    ):
        events[case].append(clock.Event(kind, on, part=part, until=until, entered=entered))
    split = {key for key, known in events.items() if any(event.part is not None for event in known)}
    laws: dict[int, dict[int, str]] = {}
    of_another_law = Question.objects.filter(foi_request__in=keys).exclude(regime=F("foi_request__regime"))
    looked_at = split.union(of_another_law.order_by().values_list("foi_request", flat=True))
    if looked_at:
        rows = Question.objects.filter(foi_request__in=looked_at).order_by()
        for case, question, law in rows.values_list("foi_request", "pk", "regime"):
            laws.setdefault(case, {})[question] = law
    laws = {case: each for case, each in laws.items() if case in split or len(set(each.values())) > 1}
    cases = FoiRequest.objects.filter(pk__in=keys)
    return {
        key: CaseFacts(received, due, regime, stage, owner, tuple(events[key]), laws.get(key, {}))
        for key, received, due, regime, stage, owner in cases.values_list(
            "pk", "received_on", "due_on", "regime", "stage", "owner"
        )
    }


def held_marks_of(keys: Collection[int]) -> dict[int, tuple]:
    """Hold those of these cases that nobody else holds until the transaction ends; the mark of each as it stands now.

    The last event is asked for by itself, after the cases are held; joined, all events there are would be read.
    """
    held = FoiRequest.objects.select_for_update(skip_locked=True, no_key=True).filter(pk__in=keys)
    rows = list(held.values_list("pk", "received_on", "due_on", "regime", "stage", "owner"))
    events = ClockEvent.objects.filter(foi_request__in=keys).order_by()
    last = dict(events.values_list("foi_request").annotate(Max("pk")))
    return {key: (*mark, last.get(key)) for key, *mark in rows}


def _edition() -> dict[str, int | None]:
    """What differs as soon as a bank holiday has been added or withdrawn."""
    return BankHoliday.objects.aggregate(last=Max("pk"), withdrawn=Count("withdrawn_at"))


class Reader:
    """Reads due dates by the calendars as they stood when it was made; cases of one history are read once.

    The settings are read once for all days of receipt between two changes of them.
    """

    def __init__(self) -> None:
        self._edition = _edition()
        self.uk, self.england_and_wales = both_calendars()
        self._settings_change_on = sorted(set(DatedSetting.objects.order_by().values_list("valid_from", flat=True)))
        self._rules: dict[int, clock.Rules] = {}
        self._read: dict[tuple, date | None] = {}

    def is_current(self) -> bool:
        """Whether the calendars are still as they were read."""
        return self._edition == _edition()

    def rules(self, received_on: date) -> clock.Rules:
        """The rules of a day of receipt."""
        changes = bisect_right(self._settings_change_on, received_on)
        if changes not in self._rules:
            office = office_on(received_on)
            self._rules[changes] = rules_of(office, uk=self.uk, england_and_wales=self.england_and_wales)
        return self._rules[changes]

    def readings(self, facts: CaseFacts) -> Collection[clock.Reading]:
        """What the clock of each part of a case says, or that of the whole where no part has one of its own."""
        rules = self.rules(facts.received_on)
        if facts.laws:
            is_mixed = len(set(facts.laws.values())) > 1
            law = facts.laws if is_mixed else facts.regime
            return clock.read_parts(facts.events, list(facts.laws), regime=law, rules=rules).values()
        return [clock.read_clock(facts.events, regime=facts.regime, rules=rules)]

    def due_on(self, facts: CaseFacts) -> date | None:
        """The due date of a case; None while its clock stands still."""
        if facts.laws:
            return clock.governing(self.readings(facts)).due_on
        history = (facts.regime, facts.received_on, _as_entered(facts.events))
        if history not in self._read:
            [reading] = self.readings(facts)
            self._read[history] = reading.due_on
        return self._read[history]


def _as_entered(events: Iterable[clock.Event]) -> tuple:
    """The events without their keys, in the order of entry: alike for all cases that had the same days."""
    return tuple((event.kind, event.on, event.until) for event in sorted(events, key=lambda event: event.entered))
