"""What the clock is read by, and what it says: the chosen rules and a reading."""

from dataclasses import dataclass
from datetime import date

from codes.domain.working_days import DayCount, Disregarded, WorkingDayCalendar
from foirequests.domain.clock.events import Event
from foirequests.domain.clock_rules import NO_VARIATION, SAR_ICO, TimeVariation

FOI, EIR, SUBJECT_ACCESS = "foi", "eir", "sar"

PROVISIONS = {
    FOI: "section 10(1) of the Freedom of Information Act 2000",
    EIR: "regulation 5(2) of the Environmental Information Regulations 2004",
    SUBJECT_ACCESS: "Article 12A of the UK GDPR",
}


@dataclass(frozen=True)
class Reading:
    """What the clock says on the events known.

    `due_on` is None while the authority waits for something that it asked for in time (`waiting_for` names the event
    that asked); `first_due_on` is the day on which the reply would have been due without any of it, `notice_due_on`
    the day until which a refusal or extension notice must be given and `notice_count` its count, `lapses_on` the last
    day for what is waited for. `disregarded` are the periods that do not count; `months` those of a subject access
    request.
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
    notice_count: DayCount | None = None
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
