"""The same cell in two tables: heads and units typed differently, figures that differ, and signs that mask."""

from decimal import Decimal

import pytest

from responses.domain.same_cells import as_at, compared, figure_alike, head_alike, unit_alike
from responses.domain.tables import Table


def table(*rows: tuple[str, ...], columns=("Specialty", "2021/22", "2022/23"), unit="claims", **more) -> Table:
    return Table(more.pop("caption", "Claims by specialty"), columns, rows, unit=unit, **more)


THEN = table(("Orthopaedic surgery", "1,204", "1,310"), ("Urology", "96", "*"), symbols=(("*", "fewer than five"),))


def test_tables_that_say_the_same_have_no_differences_however_the_heads_are_typed():
    now = table(
        ("orthopaedic  surgery:", "1204", "1310"), ("UROLOGY†", "96", "*"),
        columns=("", "2021-22", "2022–2023"), unit="Number of claims", symbols=(("*", "fewer than five"),),
    )  # fmt: skip

    found = compared(THEN, now)

    assert (found.shared, found.figures, found.masked, found.unmasked) == (4, (), (), ())


def test_a_cell_that_says_another_figure_is_named_by_its_heads_with_both_figures():
    now = table(("Orthopaedic surgery", "1,204", "1,298"))

    (difference,) = compared(THEN, now).figures

    assert (difference.name, difference.earlier, difference.now) == ("Orthopaedic surgery, 2022/23", "1,310", "1,298")


def test_a_figure_that_is_masked_now_and_one_that_was_masked_are_told_apart_from_other_figures():
    now = table(("Orthopaedic surgery", "<5", "1,310"), ("Urology", "96", "3"))

    found = compared(THEN, now)

    assert [each.earlier for each in found.masked] == ["1,204"]
    assert [(each.earlier, each.now) for each in found.unmasked] == [("*", "3")]
    assert not found.figures


def test_tables_that_count_different_things_share_no_cell():
    assert compared(THEN, table(("Urology", "96", "2"), unit="£")).shared == 0


def test_heads_that_stand_twice_in_a_table_name_no_cell():
    now = table(("Urology", "1", "2"), ("urology", "3", "4"))
    assert compared(THEN, now).shared == 0


def test_empty_cells_are_not_compared():
    assert compared(THEN, table(("Urology", "", " "))).shared == 0


@pytest.mark.parametrize(
    ("typed", "alike"),
    [
        ("Trauma & orthopaedics", "trauma and orthopaedics"),
        ("2021-22", "2021/22"),
        ("2021 – 2022", "2021/22"),
        ("2019/20*", "2019/20"),
        ("Number of claims", "claims"),
        ("Settled [1]", "settled"),
    ],
)
def test_heads_are_made_alike(typed, alike):
    assert head_alike(typed) == alike


@pytest.mark.parametrize(("typed", "alike"), [("£", "pounds"), ("%", "per cent"), ("No. of claims", "claims")])
def test_units_are_made_alike(typed, alike):
    assert unit_alike(typed) == alike


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1,204", 1204), ("£1 204.50", Decimal("1204.5")), ("£1.2m", 1_200_000), ("−5", -5), ("12%", 12), ("0", 0)],
)
def test_a_figure_is_the_same_however_it_is_written(typed, number):
    assert figure_alike(typed) == number


def test_words_in_a_cell_are_compared_as_words():
    assert figure_alike("Not  Recorded") == figure_alike("not recorded") != figure_alike("n/a")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ({"caption": "Claims as at 31 March 2023"}, "31 March 2023"),
        ({"notes": ("Figures are correct at 1 June 2022.",)}, "1 June 2022"),
        ({"notes": ("Data extracted on 4 May 2024",)}, "4 May 2024"),
        ({}, ""),
    ],
)
def test_the_day_of_the_figures_is_read_from_caption_and_notes(words, day):
    assert as_at(table(("Urology", "1", "2"), **words)) == day
