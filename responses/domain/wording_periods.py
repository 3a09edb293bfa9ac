"""On which days a version of wording is the one that letters use.

Of the approved versions whose dates cover a day, the one that began last is used; of two that began on one day, the
one with the higher number. So a newer version takes over on its first day, whatever last day the older one names.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Dates:
    """A version's number and dates; both ends count, None is no end."""

    number: int
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True)
class Span:
    """Days on which a version is used, both ends included, and the version that takes over then, if one does."""

    first: date
    last: date | None
    taken_over_by: int | None = None


def days_of_use(version: Dates, approved: Iterable[Dates]) -> tuple[Span, ...]:
    """When letters use the version, beside the other approved ones; empty when it would never be used."""
    better = sorted(
        (each for each in approved if _rank(each) > _rank(version) and each.number != version.number), key=_rank
    )
    spans: list[Span] = []
    day: date | None = version.valid_from
    while day is not None and not _is_after(day, version.valid_until):
        covering = [each for each in better if each.valid_from <= day and not _is_after(day, each.valid_until)]
        if covering:
            last = max(each.valid_until or date.max for each in covering)
            day = last + ONE_DAY if last < date.max else None
            continue
        following = next((each for each in better if each.valid_from > day), None)
        if following is None or _is_after(following.valid_from, version.valid_until):
            return (*spans, Span(day, version.valid_until))
        spans.append(Span(day, following.valid_from - ONE_DAY, following.number))
        day = following.valid_from
    return tuple(spans)


def before_retirement(spans: Iterable[Span], retired_from: date | None) -> tuple[Span, ...]:
    """The days of use that lie before the day on which the block was retired; all of them when it was not."""
    if retired_from is None:
        return tuple(spans)
    kept = []
    for span in spans:
        if span.last is not None and span.last < retired_from:
            kept.append(span)
        elif span.first < retired_from:
            kept.append(Span(span.first, retired_from - ONE_DAY))
    return tuple(kept)


def _rank(version: Dates) -> tuple[date, int]:
    return (version.valid_from, version.number)


def _is_after(day: date, last: date | None) -> bool:
    return last is not None and day > last
