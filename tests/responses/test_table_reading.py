"""Reading tables that people type, paste or send."""

import pytest

from responses.domain.errors import Refused
from responses.domain.table_reading import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    as_typed,
    read_notes,
    read_separated,
    read_symbols,
    read_typed,
    unexplained,
)
from responses.domain.tables import figure_in

YEARS = (("Year", "Claims"), ("2021/22", "1,204"), ("2022/23", "987"))


@pytest.mark.parametrize(
    "text",
    [
        "Year\tClaims\n2021/22\t1,204\n2022/23\t987",
        "Year | Claims\n2021/22 | 1,204\n2022/23 | 987\n",
        "Year;Claims\r\n2021/22;1,204\r\n2022/23;987\r\n",
        'Year,Claims\n2021/22,"1,204"\n2022/23,987',
        "\n\nYear\tClaims\t\n2021/22\t 1,204 \t\n\n2022/23\t987\t\n\t\t\n",
    ],
)
def test_cells_are_parted_by_a_tab_an_upright_line_a_semicolon_or_a_comma(text):
    assert read_typed(text) == YEARS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_of_values_is_read_in_the_encodings_that_spreadsheets_write(encoding):
    assert read_separated("Område;£\nMalmö;£5".encode(encoding)) == (("Område", "£"), ("Malmö", "£5"))


def test_what_cannot_be_seen_is_left_out_of_a_cell():
    assert read_typed("Year\tClaims\n20\u200b21\u202e\t 1  2 ")[1] == ("2021", "1 2")


def test_a_table_can_be_typed_again_as_it_was_read():
    assert read_typed(as_typed(YEARS)) == YEARS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" \n ", "Enter the table"),
        ("Year\tClaims", "at least one row"),
        ("Year\t\tClaims\n2021\t1\t2", "Column 2 has no heading"),
        ("Year\tClaims\n\t12", "Row 1 has nothing in its first cell"),
        ("\t".join("abcdefghijklm"[: MOST_COLUMNS + 1]) + "\n" + "\t".join("1" * (MOST_COLUMNS + 1)), "13 columns"),
        ("a\tb\n" + "x\ty\n" * (MOST_ROWS + 1), "301 rows"),
        (f"a\tb\nx\t{'y' * (LONGEST_CELL + 1)}", "A cell of row 1 has 201 characters"),
        ("x" * 60_001, "60,001 characters"),
        ("x" * 200_000, "200,000 characters"),
        ("a\tb\n" + "a row of the table\tand its cell\n" * 10_000, "10,000 rows"),
        ("Year\tClaims\tclaims \n2021\t1\t2", "Columns 2 and 3 are both called “Claims”"),
        ("Year\tClaims\n2021/22\t1\n2022/23\t5\n2021/22\t2", "Rows 1 and 3 are both called “2021/22”"),
        ("Trust\tPaid\nA\t£5m\nA\t£7m", "Rows 1 and 2 are both called “A”"),
        ("Trust\tYear\tClaims\nA\t2021\t1\nA\t2021\t2", "Rows 1 and 2 are both called “A, 2021”"),
    ],
)
def test_a_table_that_no_letter_can_print_is_refused_with_what_to_do(text, words):
    with pytest.raises(Refused, match=words):
        read_typed(text)


def test_rows_that_begin_alike_are_told_apart_by_the_words_or_years_beside():
    by_year = "Trust\tYear\tClaims\nA\t2021\t1\nA\t2022\t2\nB\t2021\t1"
    by_kind = "Trust\tInjury\tClaims\nA\tDeath\t*\nA\tScar\t12"

    assert len(read_typed(by_year)) == 4
    assert len(read_typed(by_kind)) == 3


def test_a_file_with_too_many_rows_is_told_how_many_and_not_how_many_characters():
    content = "Trust,Claims\n" + "".join(f"Trust {number},{number}\n" for number in range(10_000))

    with pytest.raises(Refused, match="The table has 10,000 rows"):
        read_separated(content.encode())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 and more", "no file of separated values"),
        (b"%PDF-1.7", "no file of separated values"),
        (b"a,b\n\x00\x01,2", "no text that we can read"),
        (b"x" * (1024 * 1024 + 1), "larger than 1,024 kB"),
    ],
)
def test_a_file_that_is_no_table_is_refused(content, words):
    with pytest.raises(Refused, match=words):
        read_separated(content)


def test_signs_are_explained_one_a_line():
    assert read_symbols("* = fewer than five\n\n.. = not recorded") == (
        ("*", "fewer than five"),
        ("..", "not recorded"),
    )


@pytest.mark.parametrize("text", ["fewer than five", "= five", "* =", "* = a\n* = b", "a long sign here = x"])
def test_a_sign_without_a_meaning_or_with_two_is_refused(text):
    with pytest.raises(Refused):
        read_symbols(text)


def test_a_sign_in_the_table_that_nobody_explains_is_found():
    cells = (("Year", "Claims", "-"), ("2021", "*", "—"), ("2022", "-3", "*"))
    assert unexplained(cells, ()) == ("*", "—")
    assert unexplained(cells, (("*", "fewer than five"), ("—", "none"))) == ()


def test_notes_are_one_a_line():
    assert read_notes(" As at 31 March. \n\nEngland only.\n") == ("As at 31 March.", "England only.")


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,204", 1204), ("-3.5", -3.5), ("−7", -7), ("0", 0), ("0.50", 0.5), (" 12 ", 12)],
)
def test_a_cell_that_is_nothing_but_a_number_is_one(text, number):
    assert figure_in(text) == number


@pytest.mark.parametrize("text", ["£3", "12%", "007", "1,20", "2021/22", "", "*", "1e9", "=1+1", "1" * 16])
def test_a_cell_that_is_more_than_a_number_is_words(text):
    assert figure_in(text) is None
