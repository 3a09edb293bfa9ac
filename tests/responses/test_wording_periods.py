"""Which version of a block letters use on which day."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from responses.domain.wording_periods import Dates, Span, before_retirement, days_of_use
from tests.dates import day

NEW_YEAR = day("Sun 1 January 2023")
END_OF_FEBRUARY = day("Tue 28 February 2023")
MARCH = day("Wed 1 March 2023")
JUNE = day("Thu 1 June 2023")


def test_wording_without_an_end_is_used_until_a_newer_version_begins():
    older, newer = Dates(1, NEW_YEAR, None), Dates(2, MARCH, None)

    assert days_of_use(older, [newer]) == (Span(NEW_YEAR, END_OF_FEBRUARY, taken_over_by=2),)
    assert days_of_use(newer, [older]) == (Span(MARCH, None),)


def test_wording_that_ends_on_the_last_day_of_all_has_no_day_after_it():
    older, newer = Dates(1, NEW_YEAR, None), Dates(2, NEW_YEAR, date.max)

    assert days_of_use(older, [newer]) == ()
    assert days_of_use(newer, [older]) == (Span(NEW_YEAR, date.max),)


def test_the_older_wording_is_used_again_when_a_newer_one_ends_before_it():
    standing, for_spring = Dates(1, NEW_YEAR, None), Dates(2, MARCH, day("Wed 31 May 2023"))

    assert days_of_use(standing, [for_spring]) == (
        Span(NEW_YEAR, END_OF_FEBRUARY, taken_over_by=2),
        Span(JUNE, None),
    )


def test_of_two_versions_that_begin_on_one_day_the_higher_number_is_used():
    assert days_of_use(Dates(1, MARCH, None), [Dates(2, MARCH, None)]) == ()
    assert days_of_use(Dates(2, MARCH, None), [Dates(1, MARCH, None)]) == (Span(MARCH, None),)


def test_a_version_whose_every_day_is_covered_by_one_that_begins_later_is_cut_short_not_lost():
    assert days_of_use(Dates(3, NEW_YEAR, MARCH), [Dates(1, MARCH, None)]) == (
        Span(NEW_YEAR, END_OF_FEBRUARY, taken_over_by=1),
    )


offsets = st.integers(0, 12)
versions = st.lists(st.tuples(offsets, st.none() | offsets), min_size=1, max_size=5).map(
    lambda rows: [
        Dates(n, NEW_YEAR + timedelta(first), None if last is None else NEW_YEAR + timedelta(max(first, last)))
        for n, (first, last) in enumerate(rows, start=1)
    ]
)


@given(versions)
def test_on_every_day_that_any_version_covers_exactly_one_is_used(all_versions):
    used = {
        version: days_of_use(version, [other for other in all_versions if other != version]) for version in all_versions
    }
    for offset in range(20):
        on = NEW_YEAR + timedelta(offset)
        covering = [v for v in all_versions if v.valid_from <= on <= (v.valid_until or on)]
        using = [
            v for v, spans in used.items() if any(s.first <= on and (s.last is None or on <= s.last) for s in spans)
        ]
        expected = max(covering, key=lambda v: (v.valid_from, v.number), default=None)
        assert using == ([expected] if expected else [])


@given(versions)
def test_the_days_of_use_of_a_version_never_touch_each_other(all_versions):
    spans = days_of_use(all_versions[0], all_versions[1:])
    for earlier, later in combinations(spans, 2):
        assert earlier.last is not None and earlier.last < later.first


def test_wording_covered_by_two_that_end_on_different_days_is_used_again_after_the_later():
    standing = Dates(1, NEW_YEAR, None)
    covering = [Dates(2, NEW_YEAR, END_OF_FEBRUARY), Dates(3, NEW_YEAR, day("Wed 31 May 2023"))]

    assert days_of_use(standing, covering) == (Span(JUNE, None),)


def test_nothing_is_used_from_the_day_on_which_its_block_is_retired():
    spans = (Span(NEW_YEAR, END_OF_FEBRUARY, taken_over_by=2), Span(JUNE, None))

    assert before_retirement(spans, None) == spans
    assert before_retirement(spans, JUNE) == spans[:1]
    assert before_retirement(spans, day("Fri 2 June 2023")) == (*spans[:1], Span(JUNE, JUNE))
    assert before_retirement(spans, day("Tue 28 February 2023")) == (Span(NEW_YEAR, day("Mon 27 February 2023")),)
    assert before_retirement(spans, NEW_YEAR) == ()
