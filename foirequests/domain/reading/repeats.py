"""Requests compared with earlier ones: a repeat (FOIA section 14(2)), a campaign, and costs that are counted together
(SI 2004/3244 regulation 5).

Texts are compared by the runs of words that they share, in time that grows with their length only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from codes.domain.passages import Passage
from codes.domain.working_days import WorkingDayCalendar
from foirequests.domain.reading.values import Cue
from foirequests.domain.reading.words import words_of
from foirequests.domain.time_limits import aggregation_ends_on

REPEAT, CAMPAIGN, AGGREGATION = "repeat", "campaign", "aggregation"

RUN = 4
"""Words in a row that count as shared; a text of fewer words is one run."""

SAME, SIMILAR = 0.7, 0.15
"""Shares of runs in common: from the first on two texts ask for the same, from the second for similar information."""

FEWEST_OF_A_CAMPAIGN = 3
"""Different people with the same text, the new one included, that look like a campaign."""

MOST_SHOWN = 3
"""Stretches of shared words that an officer is shown."""


@dataclass(frozen=True)
class Received:
    """A request as it is compared: its key and reference, what it asks, who sent it and when it arrived.

    `answered`: we complied with it, or said that nothing is held; only then can a later one repeat it (section 14(2)).
    """

    key: int
    reference: str
    text: str
    requester: int | None
    received_on: date
    answered: bool = False

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """The runs of words of its text."""
        return runs_of(self.text)


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of `RUN` words of a text, capitals and marks aside."""
    words = [word.folded for word in words_of(text)]
    if not words:
        return frozenset()
    return frozenset(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def likeness(first: frozenset, second: frozenset) -> float:
    """The share of runs that two texts have in common, from 0 to 1."""
    return len(first & second) / len(first | second) if first and second else 0.0


def same_request(first: Received, second: Received) -> bool:
    """Whether the texts are the same or nearly so."""
    return likeness(first.runs, second.runs) >= SAME


def repeat_of(new: Received, earlier: Iterable[Received]) -> Cue | None:
    """The flag for a request that repeats one of the same person that we answered; the latest of these is named.

    Whether a reasonable time has passed is for an officer to judge: section 14(2) says so and gives no number.
    """
    alike = [
        one
        for one in earlier
        if one.answered and new.requester is not None and one.requester == new.requester and same_request(new, one)
    ]
    if not alike:
        return None
    last = max(alike, key=lambda one: (one.received_on, one.key))
    days = (new.received_on - last.received_on).days
    why = (
        f"The same person asked the same in {last.reference}, {days} days before, and had an answer: section 14(2)"
        " unless a reasonable time has passed."
    )
    return Cue(REPEAT, why, shared_words(new, [last]))


def campaign_of(new: Received, earlier: Iterable[Received]) -> Cue | None:
    """The flag for a text that came from several people."""
    alike = [one for one in earlier if same_request(new, one)]
    people = {(one.requester, None) if one.requester is not None else (None, one.key) for one in (new, *alike)}
    if len(people) < FEWEST_OF_A_CAMPAIGN:
        return None
    return Cue(
        CAMPAIGN,
        f"{len(people)} people have sent the same text: one answer may serve, published once. Acting in concert, their"
        " requests count together for the cost limit.",
        shared_words(new, alike),
    )


def counted_together(new: Received, earlier: Sequence[Received], uk: WorkingDayCalendar) -> tuple[Received, ...]:
    """The earlier requests whose cost is counted with the new one's (SI 2004/3244 regulation 5).

    They ask for the same or similar information to any extent, come from the same person or from people who act in
    concert (here: who sent the same text), and arrived within sixty consecutive working days.
    """
    in_concert = campaign_of(new, earlier) is not None
    return tuple(
        one
        for one in sorted(earlier, key=lambda one: (one.received_on, one.key))
        if _one_hand(new, one, in_concert)
        and likeness(new.runs, one.runs) >= SIMILAR
        and one.received_on <= new.received_on <= aggregation_ends_on(one.received_on, uk)
    )


def aggregation_of(new: Received, earlier: Sequence[Received], uk: WorkingDayCalendar) -> Cue | None:
    """The flag for requests whose costs are counted together."""
    together = counted_together(new, earlier, uk)
    if not together:
        return None
    references = ", ".join(one.reference for one in together)
    return Cue(
        AGGREGATION,
        f"Within sixty working days of {references}, on similar information: their costs count together (SI 2004/3244"
        " regulation 5).",
        shared_words(new, together),
    )


def _one_hand(new: Received, one: Received, in_concert: bool) -> bool:
    same_person = new.requester is not None and one.requester == new.requester
    return same_person or (in_concert and same_request(new, one))


def shared_words(new: Received, others: Iterable[Received]) -> tuple[Passage, ...]:
    """The longest stretches of the new text that stand in one of the others too, in order."""
    known = frozenset().union(*(one.runs for one in others))
    words = words_of(new.text)
    stretches: list[Passage] = []
    for at in range(max(1, len(words) - RUN + 1)):
        run = words[at : at + RUN]
        if not run or tuple(word.folded for word in run) not in known:
            continue
        here = Passage(run[0].start, run[-1].end)
        if stretches and here.start <= stretches[-1].end:
            stretches[-1] = Passage(stretches[-1].start, here.end)
        else:
            stretches.append(here)
    longest = sorted(stretches, key=lambda stretch: (stretch.start - stretch.end, stretch.start))
    return tuple(sorted(longest[:MOST_SHOWN]))
