"""The clock that counts months: a person's request for what is held about them."""

from dataclasses import dataclass
from datetime import date, timedelta

from codes.domain.working_days import Disregarded
from foirequests.domain.clock.events import (
    CLARIFICATION_ASKED,
    CLARIFICATION_RECEIVED,
    EXTENDED,
    IDENTITY_ASKED,
    IDENTITY_RECEIVED,
    Event,
)
from foirequests.domain.clock.fold import Fold
from foirequests.domain.clock.values import PROVISIONS, SUBJECT_ACCESS, Reading
from foirequests.domain.clock_rules import SAR_LITERAL
from foirequests.domain.months import day_some_months_later, last_day_of_months_beginning_with

ONE_DAY = timedelta(days=1)

ARTICLE_12A_FROM = date(2026, 2, 5)
"""The day from which Article 12A holds (SI 2026/82); before it one month was Article 12(3)'s."""


@dataclass
class SubjectAccess(Fold):
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
            first_due_on=SubjectAccess(self.received_on, self.regime, self.rules).due(),
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
