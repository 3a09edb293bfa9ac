"""A complaint to the regulator, what it found of each matter, and what a tribunal made of that (FOIA s.50 to s.58).

EIR regulation 18 lends the same sections to requests for environmental information.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from responses.domain.earlier_answers import NOT_OVERTURNED, PARTLY, REGULATOR, TRIBUNAL, WHOLLY, Ruling

GROUND, TIME, HELD, OTHER = "ground", "time", "held", "other"
MATTERS = {
    TIME: "The time that the reply took, or that none came",
    HELD: "Whether we hold the information, or hold more of it",
    OTHER: "Something else",
}
"""What a complaint is about besides provisions that were leaned on."""

UPHELD, PARTLY_UPHELD, NOT_UPHELD = "upheld", "partly_upheld", "not_upheld"
FINDINGS = {
    UPHELD: "Upheld: the requester was right",
    PARTLY_UPHELD: "Upheld in part",
    NOT_UPHELD: "Not upheld: we were right",
}
"""What became of one matter. The complaint is what is upheld, so `UPHELD` goes against the authority."""

INVESTIGATION, INFORMATION_NOTICE = "investigation", "information_notice"

APPEAL_DAYS = 28
"""Calendar days to appeal after a notice was sent: SI 2009/1976 rule 22."""

_OVERTURNED = {UPHELD: WHOLLY, PARTLY_UPHELD: PARTLY, NOT_UPHELD: NOT_OVERTURNED}


@dataclass(frozen=True)
class Found:
    """What was found of one provision: by the regulator on a day, and by the tribunal if it decided otherwise.

    `code` is the provision, empty for another matter; `on_appeal` is empty while the regulator's finding stands,
    `appeal_on` the day of the tribunal's decision.
    """

    code: str
    outcome: str
    given_on: date
    on_appeal: str = ""
    appeal_on: date | None = None

    @property
    def stands(self) -> str:
        """The finding that counts now: the tribunal's before the regulator's."""
        return self.on_appeal or self.outcome

    @property
    def overturned(self) -> str:
        """How far reliance on the provision did not stand: `WHOLLY`, `PARTLY` or `NOT_OVERTURNED`."""
        return _OVERTURNED[self.stands]


def rulings_of(found: Iterable[Found]) -> tuple[Ruling, ...]:
    """What the regulator or the tribunal said of each provision, as the guard of precedents reads it.

    Matters without a provision (lateness, say) are left out: they say nothing of what may be withheld.
    """
    return tuple(
        Ruling(
            TRIBUNAL if each.on_appeal else REGULATOR,
            each.overturned,
            (each.appeal_on or each.given_on) if each.on_appeal else each.given_on,
            frozenset({each.code}),
        )
        for each in found
        if each.code
    )


def worst_of(verdicts: Sequence[str]) -> str:
    """The verdict that says most against a reply that was looked at several times.

    Raises:
        ValueError: there is none.
    """
    return max(verdicts, key=(NOT_OVERTURNED, PARTLY, WHOLLY).index)


def ends_before_an_appeal_could(given_on: date, last_day: date, *, days: int = APPEAL_DAYS) -> bool:
    """Whether a notice gives less time than there is to appeal against it, which it may not (s.50(6), s.51(4)).

    `days` is that time; for an information notice the office's setting says it.
    """
    return last_day < given_on + timedelta(days=days)
