"""The clock that counts working days: the Freedom of Information Act and the Environmental Information Regulations."""

from dataclasses import dataclass, field
from datetime import date

from codes.domain.working_days import DayCount, Disregarded
from foirequests.domain.clock.events import (
    CLARIFICATION_ASKED,
    CLARIFICATION_RECEIVED,
    EXTENDED,
    FEE_PAID,
    FEES_NOTICE,
    Event,
)
from foirequests.domain.clock.fold import Fold
from foirequests.domain.clock.values import EIR, FOI, PROVISIONS, Reading, Rules
from foirequests.domain.clock_rules import NO_VARIATION
from foirequests.domain.months import day_some_months_later, last_day_of_months_beginning_with

WORKING_DAYS_TO_ANSWER = 20
"""Working days after receipt: FOIA section 10(1); EIR regulation 5(2)."""

EXTENDED_WORKING_DAYS = 40
"""Working days after receipt: EIR regulation 7(1); under FOIA section 10(3) the most that is normally reasonable."""

FEE_MONTHS = 3
"""Months beginning with the day of the notice in which a fee may be paid: FOIA section 9(2)."""

ADVANCE_PAYMENT_WORKING_DAYS = 60
"""Working days after the notice in which an advance payment may be made: EIR regulation 8(5)."""


def last_day_to_pay(notice_on: date, *, regime: str, rules: Rules) -> date:
    """The last day on which a fee can be paid: three months beginning with the day of the notice (FOIA s.9(2)), or
    sixty working days after it (EIR reg.8(5))."""
    if regime == EIR:
        return rules.uk.nth_working_day_after(notice_on, ADVANCE_PAYMENT_WORKING_DAYS)
    return last_day_of_months_beginning_with(notice_on, FEE_MONTHS)


@dataclass
class WorkingDays(Fold):
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
        first = WorkingDays(self.received_on, self.regime, self.rules).due()
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
            notice_count=None if stopped else standard,
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
