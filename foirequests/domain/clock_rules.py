"""What of the clock a public authority chooses by its dated settings: how months are counted, and time variations."""

from dataclasses import dataclass
from datetime import date

from codes.domain.working_days import WorkingDayCalendar

SAR_ICO, SAR_LITERAL = "ico", "literal"
"""How one month is counted: to the corresponding day (the regulator), or ending the day before it (the words)."""

SCHOOL, ARCHIVE, ARMED_FORCES, OUTSIDE_UK = "school", "archive", "armed_forces", "outside_uk"

MOST_WORKING_DAYS = 60
"""The longest time that any variation gives: SI 2004/3364."""

ARCHIVE_WORKING_DAYS = 30
"""For transferred public records: SI 2004/3364 regulation 4."""


@dataclass(frozen=True)
class TimeVariation:
    """A longer time that regulations under section 10(4) give to some authorities (SI 2004/3364).

    `kind` is empty for none. `agreed_days` are the working days, sixty at most, that the regulator agreed to
    beforehand for the armed forces or for information held outside the United Kingdom, under `agreement`, its
    reference. `school_closed` are the days on which a school has no pupils.
    """

    kind: str = ""
    agreed_days: int = 0
    agreement: str = ""
    school_closed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if self.kind in (ARMED_FORCES, OUTSIDE_UK):
            if not 20 < self.agreed_days <= MOST_WORKING_DAYS:
                raise ValueError("The regulator can agree to between 21 and 60 working days.")
            if not self.agreement.strip():
                raise ValueError("The regulator's agreement is needed first: give its reference.")

    def working_days(self, received_on: date, calendar: WorkingDayCalendar, *, standard: int) -> int:
        """How many working days after receipt the reply is due; `standard` without a variation."""
        if self.kind == ARCHIVE:
            return ARCHIVE_WORKING_DAYS
        if self.kind in (ARMED_FORCES, OUTSIDE_UK):
            return self.agreed_days
        if self.kind == SCHOOL:
            return self._school_days(received_on, calendar, standard=standard)
        return standard

    def _school_days(self, received_on: date, calendar: WorkingDayCalendar, *, standard: int) -> int:
        """Twenty working days that are school days, or sixty working days if those come first."""
        school_days = 0
        for number in range(1, MOST_WORKING_DAYS):
            day = calendar.nth_working_day_after(received_on, number)
            school_days += day not in self.school_closed
            if school_days == standard:
                return number
        return MOST_WORKING_DAYS


NO_VARIATION = TimeVariation()
