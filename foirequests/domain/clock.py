"""The statutory clock: a fold over the dated events of a case.

The clock is neither a stage nor a counter. It is read from events whenever it is asked, so a missed night changes
nothing and a corrected date corrects every answer. Events are read in the order in which they happened, whatever the
order in which they were entered.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from codes.domain.working_days import DayCount, Disregarded, WorkingDayCalendar
from foirequests.domain.clock_rules import NO_VARIATION, SAR_ICO, SAR_LITERAL, TimeVariation
from foirequests.domain.months import day_some_months_later, last_day_of_months_beginning_with

RECEIVED = "received"
RECEIPT_CORRECTED = "receipt_corrected"
IDENTITY_ASKED = "identity_asked"
IDENTITY_RECEIVED = "identity_received"
CLARIFICATION_ASKED = "clarification_asked"
CLARIFICATION_RECEIVED = "clarification_received"
FEES_NOTICE = "fees_notice"
FEE_PAID = "fee_paid"
EXTENDED = "extended"

KINDS = {
    RECEIVED: "Request received",
    RECEIPT_CORRECTED: "Date of receipt corrected",
    IDENTITY_ASKED: "Evidence of identity asked for",
    IDENTITY_RECEIVED: "Evidence of identity received",
    CLARIFICATION_ASKED: "Clarification asked for",
    CLARIFICATION_RECEIVED: "Clarification received",
    FEES_NOTICE: "Fees notice given",
    FEE_PAID: "Fee paid",
    EXTENDED: "Time for the reply extended",
}
"""Every event that the clock reads; events of one day are read in this order."""

ANSWERS = {
    IDENTITY_RECEIVED: IDENTITY_ASKED,
    CLARIFICATION_RECEIVED: CLARIFICATION_ASKED,
    FEE_PAID: FEES_NOTICE,
}
"""Which event answers which."""

QUESTIONS = frozenset(ANSWERS.values())
"""Events after which the requester is waited for."""

FOI, EIR, SUBJECT_ACCESS = "foi", "eir", "sar"

WORKING_DAYS_TO_ANSWER = 20
"""Working days after receipt: FOIA section 10(1); EIR regulation 5(2)."""

EXTENDED_WORKING_DAYS = 40
"""Working days after receipt: EIR regulation 7(1); under FOIA section 10(3) the most that is normally reasonable."""

FEE_MONTHS = 3
"""Months beginning with the day of the notice in which a fee may be paid: FOIA section 9(2)."""

ADVANCE_PAYMENT_WORKING_DAYS = 60
"""Working days after the notice in which an advance payment may be made: EIR regulation 8(5)."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Event:
    """Something that moved the clock, on the London calendar day on which it happened.

    `part` names the question that it concerns (None: the whole request). `until` is the estimated day of an extension
    under section 10(3). `entered` is the order of entry, which decides between corrections of one fact and nothing
    else.
    """

    kind: str
    on: date
    part: int | None = None
    until: date | None = None
    entered: int = 0


@dataclass(frozen=True)
class Reading:
    """What the clock says on the events known.

    `due_on` is None while the authority waits for something that it asked for in time (`waiting_for` names the event
    that asked); `first_due_on` is the day on which the reply would have been due without any of it, `notice_due_on`
    the day until which a refusal or extension notice must be given, `lapses_on` the last day for what is waited for.
    `disregarded` are the periods that do not count; `months` those of a subject access request.
    """

    received_on: date
    counted_from: date
    due_on: date | None
    count: DayCount | None
    asked_on: date | None = None
    first_due_on: date | None = None
    provision: str = "section 10(1) of the Freedom of Information Act 2000"
    waiting_for: str | None = None
    notice_due_on: date | None = None
    lapses_on: date | None = None
    extension: Event | None = None
    disregarded: tuple[Disregarded, ...] = ()
    provisional: bool = False
    months: int = 0
    late_events: tuple[Event, ...] = ()

    @property
    def is_waiting(self) -> bool:
        """Whether something that was asked for has not come, in time or not."""
        return self.asked_on is not None

    @property
    def is_stopped(self) -> bool:
        """Whether the clock stands still."""
        return self.due_on is None


@dataclass(frozen=True)
class Rules:
    """What of the law is chosen by dated settings, and the calendars.

    `clarification_months` is how long an answer is waited for (section 45 Code, practice), `sar` how a month is
    counted (`ico` or `literal`), `variation` the time variation that applies to this authority (SI 2004/3364).
    """

    uk: WorkingDayCalendar
    england_and_wales: WorkingDayCalendar
    clarification_months: int = 2
    sar: str = SAR_ICO
    variation: TimeVariation = NO_VARIATION


PROVISIONS = {
    FOI: "section 10(1) of the Freedom of Information Act 2000",
    EIR: "regulation 5(2) of the Environmental Information Regulations 2004",
    SUBJECT_ACCESS: "Article 12A of the UK GDPR",
}

ARTICLE_12A_FROM = date(2026, 2, 5)
"""The day from which Article 12A holds (SI 2026/82); before it one month was Article 12(3)'s."""


def read_clock(events: Iterable[Event], *, regime: str, rules: Rules) -> Reading:
    """Fold the dated events of a request, or of one part of it, into its dates.

    The day of receipt is day 0, working or not; twenty working days follow, a working day being one in every part of
    the United Kingdom. Clarification reasonably required restarts the twenty days when it arrives; asked for after
    the due date it does not cure the lateness. The days from a fees notice to the payment, both included, are
    disregarded. An extension moves the due date and leaves the notice due on the twentieth day.

    Sources: FOIA sections 1(3), 9, 10; EIR regulations 2(1), 5(2), 7, 8, 9; UK GDPR Articles 12, 12A.

    Raises:
        ValueError: there is no receipt among the events.
    """
    known = in_order(events)
    corrections = [event for event in known if event.kind in (RECEIVED, RECEIPT_CORRECTED)]
    if not corrections:
        raise ValueError("A clock needs a receipt.")
    received_on = max(corrections, key=lambda event: (event.kind == RECEIPT_CORRECTED, event.entered)).on
    folding = _SubjectAccess if regime == SUBJECT_ACCESS else _WorkingDays
    clock = folding(received_on, regime, rules)
    for event in known:
        clock.take(event)
    return clock.reading()


def read_parts(
    events: Iterable[Event], parts: Collection[int], *, regime: Mapping[int, str] | str, rules: Rules
) -> dict[int, Reading]:
    """The reading of each part of a request: a question about one part leaves the clock of the others running.

    `regime` is one for all, or one for each part: a request for recorded and environmental information has two clocks.
    """
    known = tuple(events)
    return {
        part: read_clock(
            [event for event in known if event.part in (None, part)],
            regime=regime if isinstance(regime, str) else regime[part],
            rules=rules,
        )
        for part in parts
    }


def governing(readings: Collection[Reading]) -> Reading:
    """The reading that the case goes by: the earliest due date, and a running clock before one that stands still."""
    return min(readings, key=lambda reading: (reading.due_on is None, reading.due_on or date.max))


def in_order(events: Iterable[Event]) -> list[Event]:
    """The events in the order in which they happened; those of one day in the order of `KINDS`.

    What answers a question that still waits comes before whatever else happened that day: one question is answered
    in the morning, and the next one is asked in the afternoon.
    """
    places = list(KINDS)
    left = sorted(events, key=lambda event: (event.on, places.index(event.kind), event.entered))
    ordered: list[Event] = []
    waiting_for = ""
    while left:
        today = (event for event in left if event.on == left[0].on)
        event = next((each for each in today if waiting_for and ANSWERS.get(each.kind) == waiting_for), left[0])
        left.remove(event)
        ordered.append(event)
        if event.kind in QUESTIONS:
            waiting_for = event.kind
        elif ANSWERS.get(event.kind) == waiting_for:
            waiting_for = ""
    return ordered


def last_day_to_pay(notice_on: date, *, regime: str, rules: Rules) -> date:
    """The last day on which a fee can be paid: three months beginning with the day of the notice (FOIA s.9(2)), or
    sixty working days after it (EIR reg.8(5))."""
    if regime == EIR:
        return rules.uk.nth_working_day_after(notice_on, ADVANCE_PAYMENT_WORKING_DAYS)
    return last_day_of_months_beginning_with(notice_on, FEE_MONTHS)


@dataclass
class _Fold:
    """What both clocks remember while they read events."""

    received_on: date
    regime: str
    rules: Rules
    asked: Event | None = None
    in_time: bool = True
    periods: list[Disregarded] = field(default_factory=list)
    extension: Event | None = None
    late: list[Event] = field(default_factory=list)

    def ask(self, event: Event) -> None:
        """Something is asked for; after the due date it stops nothing."""
        self.asked, self.in_time = event, event.on <= self.due()
        if not self.in_time:
            self.late.append(event)

    def answered(self, event: Event) -> bool:
        """Whether an event answers what is waited for and was asked for in time; nothing is waited for after it.

        The answer to a question that came too late changes as little as the question.
        """
        if self.asked is None or ANSWERS[event.kind] != self.asked.kind:
            return False
        self.asked = None
        if not self.in_time:
            self.late.append(event)
        return self.in_time

    def due(self) -> date:
        """The last day for the reply on what is known so far."""
        raise NotImplementedError


@dataclass
class _WorkingDays(_Fold):
    """Twenty working days: FOIA and the Environmental Information Regulations."""

    start: date = field(init=False)
    reached: date | None = None

    def __post_init__(self) -> None:
        self.start = self.received_on

    def take(self, event: Event) -> None:
        """Read one event."""
        if event.kind in (CLARIFICATION_ASKED, FEES_NOTICE):
            self.ask(event)
        elif event.kind == CLARIFICATION_RECEIVED and self.answered(event):
            # Fresh days never make the reply due earlier than an extension that was already given.
            self.reached = self.due()
            self.start = max(self.start, event.on)
        elif event.kind == FEE_PAID:
            notice = self.asked
            if self.answered(event):
                self.periods.append(self.disregarded(notice.on, event.on))
        elif event.kind == EXTENDED:
            if event.on <= self.count().due:
                self.extension = event
            else:
                self.late.append(event)

    def disregarded(self, first: date, last: date) -> Disregarded:
        """The period of a fees notice, which does not count."""
        provision = "FOIA s.10(2)" if self.regime != EIR else "EIR reg.8(6)"
        return Disregarded(first, last, "Between the fees notice and the payment", provision)

    def count(self, days: int | None = None) -> DayCount:
        """The working days counted, twenty unless the law gives this authority or this request another number."""
        # The regulations are made under section 10(4) of the Act: the EIR know no such variation.
        variation = NO_VARIATION if self.regime == EIR else self.rules.variation
        wanted = days or variation.working_days(self.start, self.rules.uk, standard=WORKING_DAYS_TO_ANSWER)
        return self.rules.uk.count_after(self.start, wanted, self.periods)

    def full_count(self) -> DayCount:
        """The count to the last day for the reply, with the extension that the regulations measure in days."""
        return self.count(EXTENDED_WORKING_DAYS if self.extension and self.regime == EIR else None)

    def due(self) -> date:
        """The last day for the reply."""
        days = [self.full_count().due]
        if self.extension is not None and self.extension.until is not None:
            days.append(self.extension.until)
        if self.reached is not None:
            days.append(self.reached)
        return max(days)

    def reading(self) -> Reading:
        """What the clock says."""
        standard = self.count()
        stopped = self.asked is not None and self.in_time
        due_on = None if stopped else self.due()
        first = _WorkingDays(self.received_on, self.regime, self.rules).due()
        return Reading(
            self.received_on,
            self.start,
            due_on,
            None if stopped else self.full_count(),
            asked_on=self.asked.on if self.asked else None,
            first_due_on=first,
            provision=PROVISIONS.get(self.regime, PROVISIONS[FOI]),
            waiting_for=self.asked.kind if self.asked else None,
            notice_due_on=None if stopped else standard.due,
            lapses_on=self.lapses_on() if self.asked else None,
            extension=self.extension,
            disregarded=tuple(self.periods),
            provisional=self.rules.uk.is_provisional(due_on or standard.due),
            late_events=tuple(self.late),
        )

    def lapses_on(self) -> date:
        """The last day for what is waited for; after it the request may be treated as lapsed."""
        if self.asked.kind == CLARIFICATION_ASKED:
            return day_some_months_later(self.asked.on, self.rules.clarification_months)
        return last_day_to_pay(self.asked.on, regime=self.regime, rules=self.rules)


@dataclass
class _SubjectAccess(_Fold):
    """One month from the relevant time, three with an extension; days of a stop are added (UK GDPR Article 12A)."""

    identified_on: date | None = None

    def take(self, event: Event) -> None:
        """Read one event."""
        if event.kind in (CLARIFICATION_ASKED, IDENTITY_ASKED):
            self.ask(event)
        elif event.kind == IDENTITY_RECEIVED:
            # The month begins when the authority can be sure of the person, whether or not it had to ask; asking when
            # the month is over begins no new one.
            if self.answered(event) or event not in self.late:
                self.identified_on = event.on
        elif event.kind == CLARIFICATION_RECEIVED:
            question = self.asked
            if self.answered(event):
                reason = "Between our question and your answer"
                self.periods.append(Disregarded(question.on, event.on, reason, "UK GDPR Article 12A(5)"))
        elif event.kind == EXTENDED:
            if event.on <= self.due():
                self.extension = event
            else:
                self.late.append(event)

    def provision(self) -> str:
        """The provision in force when the request was received."""
        before = self.received_on < ARTICLE_12A_FROM
        return "Article 12(3) of the UK GDPR" if before else PROVISIONS[SUBJECT_ACCESS]

    def relevant_time(self) -> date:
        """The later of receipt and evidence of identity: Article 12A(1)."""
        return max(self.received_on, self.identified_on or self.received_on)

    def due(self, months: int | None = None) -> date:
        """The last day for the reply."""
        wanted = months or (3 if self.extension else 1)
        stopped = ONE_DAY * sum(period.days_from(self.relevant_time()) for period in self.periods)
        if self.rules.sar == SAR_LITERAL:
            return last_day_of_months_beginning_with(self.relevant_time(), wanted) + stopped
        corresponding = day_some_months_later(self.relevant_time(), wanted) + stopped
        return self.rules.england_and_wales.next_working_day(corresponding)

    def reading(self) -> Reading:
        """What the clock says."""
        stopped = self.asked is not None and self.in_time
        due_on = None if stopped else self.due()
        return Reading(
            self.received_on,
            self.relevant_time(),
            due_on,
            None,
            asked_on=self.asked.on if self.asked else None,
            first_due_on=_SubjectAccess(self.received_on, self.regime, self.rules).due(),
            provision=self.provision(),
            waiting_for=self.asked.kind if self.asked else None,
            notice_due_on=None if stopped else self.due(1),
            lapses_on=day_some_months_later(self.asked.on, self.rules.clarification_months) if self.asked else None,
            extension=self.extension,
            disregarded=tuple(self.periods),
            provisional=self.rules.england_and_wales.is_provisional(due_on or self.due()),
            months=3 if self.extension else 1,
            late_events=tuple(self.late),
        )
