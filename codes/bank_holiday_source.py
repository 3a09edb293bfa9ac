"""Where bank holidays come from: the `holidays` package, nation by nation. The only use of it in the room.

Asked without a subdivision it gives the days that all nations share, and with `observed=False` it loses the substitute
days: both are wrong for FOIA s.10(6), which takes a bank holiday in any part of the United Kingdom.
"""

from datetime import date
from functools import cache

import holidays

SOURCE_NAME = "holidays"
SOURCE = f"{SOURCE_NAME} {holidays.__version__} (PyPI), from the proclamations and gov.uk"
FIRST_YEAR = 2005  # FOIA's rights came into force on 1 January 2005


@cache
def bank_holidays_of(nation: str, last: date) -> tuple[tuple[date, str], ...]:
    """A nation's bank holidays (ENG, WLS, SCT, NIR) up to a day, with their titles, in order."""
    told = holidays.country_holidays("GB", subdiv=nation, years=range(FIRST_YEAR, last.year + 1), observed=True)
    # gov.uk's word for a holiday that is kept on another day than its own.
    return tuple(
        (on, title.replace("(observed)", "(substitute day)")) for on, title in sorted(told.items()) if on <= last
    )
