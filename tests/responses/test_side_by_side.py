"""Two letters side by side: paragraph beside paragraph, table beside table, and what differs in them."""

from responses.domain.changes import Run
from responses.domain.letter import Part
from responses.domain.side_by_side import Pair, Side, side_by_side
from responses.domain.tables import Table


def paragraph(body: str, key: str = "p1") -> Part:
    return Part(key=key, kind="paragraph", body=body)


def with_table(*rows: tuple[str, ...], caption: str = "Claims by year", **more) -> Part:
    table = Table(caption, ("Year", "Claims"), rows, **more)
    return Part(key="t1", kind="table", body="The figures:", table=table)


def words(side: Side | None) -> str:
    return "".join(run.text for run in side.runs) if side else ""


def test_the_same_paragraph_stands_on_both_sides():
    (pair,) = side_by_side([paragraph("We hold it.")], [paragraph("We hold it.", "other")])
    assert pair == Pair("same", Side((Run("same", "We hold it."),)), Side((Run("same", "We hold it."),)))


def test_changed_words_are_marked_on_their_own_side_alone():
    (pair,) = side_by_side([paragraph("We hold all of it today.")], [paragraph("We hold most of it today.")])

    assert pair.fate == "changed"
    assert words(pair.before) == "We hold all of it today." and Run("removed", "all") in pair.before.runs
    assert words(pair.after) == "We hold most of it today." and Run("added", "most") in pair.after.runs


def test_a_paragraph_that_one_letter_has_alone_faces_nothing():
    added, same = side_by_side([paragraph("Yours")], [paragraph("Entirely new words"), paragraph("Yours", "p2")])
    assert (added.fate, added.before, words(added.after)) == ("added", None, "Entirely new words")
    assert same.fate == "same"

    (removed, _same) = side_by_side([paragraph("Entirely new words"), paragraph("Yours", "p2")], [paragraph("Yours")])
    assert (removed.fate, removed.after) == ("removed", None)


def test_tables_stand_beside_each_other_with_the_cells_that_differ():
    old, new = with_table(("2021/22", "96"), ("2022/23", "88")), with_table(("2021/22", "97"), ("2022/23", "88"))

    intro, pair = side_by_side([old], [new])

    assert intro.fate == "same" and pair.fate == "changed"
    assert pair.before.table.changed == pair.after.table.changed == {(0, 1)}


def test_a_row_that_one_table_has_alone_differs_in_every_cell_and_shifts_no_other():
    old = with_table(("2021/22", "96"), ("2022/23", "88"))
    new = with_table(("2020/21", "70"), ("2021/22", "96"), ("2022/23", "88"))

    _intro, pair = side_by_side([old], [new])

    assert pair.before.table.changed == set()
    assert pair.after.table.changed == {(0, 0), (0, 1)}


def test_a_table_is_never_taken_for_a_version_of_a_paragraph():
    text = "Claims by year\nYear | Claims\n2021/22 | 96"
    _intro, *pairs = side_by_side([paragraph("The figures:"), paragraph(text, "p2")], [with_table(("2021/22", "96"))])
    assert sorted(pair.fate for pair in pairs) == ["added", "removed"]


def test_a_table_that_stands_twice_is_shown_twice():
    twice = [with_table(("2021/22", "96")), Part(**{**vars(with_table(("2021/22", "96"))), "key": "t2"})]
    assert len([pair for pair in side_by_side(twice, twice) if pair.after.table]) == 2


def test_long_letters_without_a_word_in_common_are_compared_without_delay():
    old = [paragraph(" ".join(f"old{number}x{word}" for word in range(60)), f"a{number}") for number in range(80)]
    new = [paragraph(" ".join(f"new{number}x{word}" for word in range(60)), f"b{number}") for number in range(80)]
    assert len(side_by_side(old, new)) == 160
