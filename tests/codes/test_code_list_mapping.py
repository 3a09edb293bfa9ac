"""Where a person says that the lists stand in a workbook: tab, heading row and columns."""

import pytest

from codes.domain.code_list_mapping import (
    ListMapping,
    Sheet,
    cell_at,
    checked_mapping,
    column_letters,
    mapping_from_json,
    mapping_to_json,
)
from codes.domain.errors import WorkbookRefused

COLUMNS = [(1, "A"), (2, "B"), (26, "Z"), (27, "AA"), (28, "AB"), (52, "AZ"), (53, "BA"), (78, "BZ"), (702, "ZZ")]
SHEET = Sheet("Causes", (("Code", "Cause"), ("1",), ("2", "Fall", "Note")))


@pytest.mark.parametrize(("number", "letters"), COLUMNS)
def test_a_column_is_a_letter_or_a_number(number, letters):
    assert column_letters(number) == letters
    for said in (letters, letters.lower(), f" {letters} ", number, str(number)):
        assert mapping_from_json({"cause": {"tab": "Causes", "label": said}})["cause"].label == number


@pytest.mark.parametrize("said", ["0", 0.5, "AAA", "1000", "B2", "-1", "é"])
def test_what_is_no_column_is_refused(said):
    with pytest.raises(WorkbookRefused, match="is not a column. Use its letter, like B"):
        mapping_from_json({"cause": {"tab": "Causes", "label": "B", "number": said}})


def test_the_heading_row_is_the_first_unless_said_otherwise():
    assert mapping_from_json({"cause": {"tab": "Causes", "label": "B"}}) == {"cause": ListMapping("Causes", 1, 2)}


@pytest.mark.parametrize("row", [0, 3, "3", 9999])
def test_the_heading_row_is_a_number_and_may_be_none(row):
    assert mapping_from_json({"cause": {"tab": "Causes", "label": "B", "header_row": row}})["cause"].header_row == int(
        row
    )


@pytest.mark.parametrize("row", [-1, "first", 10000, 1.5, None])
def test_what_is_no_row_is_refused(row):
    with pytest.raises(WorkbookRefused, match="the heading row is a number"):
        mapping_from_json({"cause": {"tab": "Causes", "label": "B", "header_row": row}})


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (["cause"], "has to name the lists"),
        (None, "has to name the lists"),
        ({"colour": {}, "size": {}}, "does not exist: colour, size"),
        ({"cause": "B"}, "needs a tab and the column of the label"),
        ({"cause": {"tab": "Causes"}}, "needs a tab and the column of the label"),
        ({"cause": {"label": "B"}}, "needs a tab and the column of the label"),
        ({"cause": {"tab": "Causes", "label": "B", "size": 1, "colour": 2}}, "something unknown: colour, size"),
    ],
)
def test_a_mapping_that_says_something_else_is_refused(raw, said):
    with pytest.raises(WorkbookRefused, match=said):
        mapping_from_json(raw)


@pytest.mark.parametrize(
    "where", [ListMapping("Causes", 0, 2), ListMapping("Causes", 3, 2, 1), ListMapping("Causes", 3, 2, None, 28)]
)
def test_a_mapping_is_stored_as_it_was_said(where):
    stored = mapping_to_json({"cause": where})
    assert None not in stored["cause"].values()
    assert mapping_from_json(stored) == {"cause": where}


def test_a_column_left_empty_is_none():
    where = mapping_from_json({"cause": {"tab": "Causes", "label": "B", "number": "", "description": None}})["cause"]
    assert (where.number, where.description) == (None, None)


def test_a_tab_as_read_is_shown_and_whole_unless_said_otherwise():
    assert not SHEET.hidden and not SHEET.cut_short and SHEET.rows_read == 0
    assert not SHEET.hidden_rows and not SHEET.hidden_columns


def test_a_tab_is_as_wide_as_its_longest_row():
    assert SHEET.width == 3
    assert Sheet("Empty", ()).width == 0


@pytest.mark.parametrize("where", [ListMapping("Causes", 3, 3, 3, 3), ListMapping("Causes", 0, 1)])
def test_a_mapping_may_name_the_last_row_and_the_last_column(where):
    assert checked_mapping(where, [SHEET], "Cause") is where


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (ListMapping("Other", 1, 1), "no visible tab called “Other”"),
        (ListMapping("Causes", 1, 4), "has no column D"),
        (ListMapping("Causes", 1, 1, 4), "has no column D"),
        (ListMapping("Causes", 1, 1, None, 4), "has no column D"),
        (ListMapping("Causes", 4, 1), "has no row 4"),
    ],
)
def test_a_mapping_to_a_place_that_is_not_there_is_refused(where, said):
    with pytest.raises(WorkbookRefused, match=f"Cause: .*{said}"):
        checked_mapping(where, [SHEET], "Cause")


def test_a_cell_outside_its_row_is_empty():
    assert [cell_at(SHEET.cells[2], column) for column in (1, 2, 3, 4, None)] == ["2", "Fall", "Note", "", ""]
