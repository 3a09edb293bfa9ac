"""The columns of a printed table are as wide as what stands in them wants, first things first."""

import pytest

from responses.domain.column_widths import column_widths, keeps_words_whole, steps_of

LABEL = "Locating the information"


def column(heading: str, *cells: str) -> tuple[float, ...]:
    """A column of a font whose letters are all half an em wide, and bold ones too; an em of padding."""
    return steps_of(heading, cells, padding=1, bold=lambda text: len(text) / 2, regular=lambda text: len(text) / 2)


@pytest.mark.parametrize(
    ("columns", "room", "widths"),
    [
        # everything in one line, and no wider than that
        ([("Year", "2021/22"), ("Claims", "1,204")], 40, (4.5, 4)),
        # headings take more lines before labels do
        ([("Step", LABEL), ("Minutes for each record", "5")], 20, (13, 7)),
        # the widest gives way, what is narrow keeps its line
        ([("Label", "Short label"), ("Why", "words " * 40)], 30, (6.5, 23.5)),
        # two that are both too wide share the room
        ([("A", "words " * 40), ("B", "words " * 30)], 30, (15, 15)),
        # a long word is broken before a number is, and before a usual word is
        ([("Place", "L" * 60), ("Claims", "1,234,567,890")], 20, (12.5, 7.5)),
        ([("Place", "gynaecology"), *[("Year", "1,234,567,890")] * 3], 28, (5.5, 7.5, 7.5, 7.5)),
        # numbers alone fill more than the page: all are as wide as one another
        ([("2021", "1,234,567,890")] * 4, 20, (5, 5, 5, 5)),
        # nothing stands in a column
        ([("Label", "a"), ("", "")], 10, (3.5, 1)),
    ],
)
def test_columns_take_what_they_want_first_things_first(columns, room, widths):
    assert column_widths([column(*each) for each in columns], room=room) == pytest.approx(widths)


@pytest.mark.parametrize("room", [5, 9, 12, 17, 25, 31, 60])
def test_the_columns_never_take_more_than_the_room(room):
    columns = [column("A heading of words", "12", "1,204"), column("B", LABEL), column("C", "L" * 40)]
    assert sum(column_widths(columns, room=room)) <= room + 1e-9


@pytest.mark.parametrize(
    "number", ["1,204", "£1,234.50", "-3.5", "12%", "2.1bn", "(3)", "2019/20", "5–10", "1-2", "<5"]
)
def test_a_number_with_its_signs_is_one_piece(number):
    numbers = column("N", f"{number} {number}")[0]
    assert numbers == len(number) / 2 + 1 or len(number) / 2 < 4


def test_an_address_on_the_web_is_no_number():
    assert column("N", "https://example.example/2021/figures")[0] == 4 + 1


def test_words_part_after_a_hyphen():
    assert column("N", "well-known-and-liked")[2] == len("known-") / 2 + 1


@pytest.mark.parametrize(("room", "kept"), [(18, True), (13, False)])
def test_a_room_is_too_narrow_when_a_usual_word_would_be_broken(room, kept):
    columns = [column("Place", "anaesthesia", "L" * 10), column("Years", "2019/20"), column("Years", "1,234,567")]
    assert keeps_words_whole(columns, room=room) is kept


def test_a_word_of_extraordinary_length_makes_no_room_too_narrow():
    assert keeps_words_whole([column("Place", "L" * 200), column("Claims", "12")], room=18)
