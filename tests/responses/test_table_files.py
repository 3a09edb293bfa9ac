"""Workbooks that are read for their values, and the files that a requester gets."""

import csv
import io
import time
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from responses.domain.errors import Refused
from responses.domain.tables import Table
from responses.table_files import csv_bytes, read_workbook, workbook_bytes
from tests.responses.letters import CLAIMS

HOSTILE = Table(
    "Names",
    ("Name", "Note"),
    (("=HYPERLINK(1)", "+1"), ("@SUM(A1)", "-5"), ("-2+3", "|cmd"), ("Ünal, “O’Brien”", "a\\b")),
)


def workbook(fill) -> io.BytesIO:
    """A workbook of one sheet, given to `fill`."""
    book = Workbook()
    fill(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved


def rows(*cells):
    def fill(book):
        for row in cells:
            book.active.append(row)

    return fill


def test_a_workbook_is_read_as_its_cells_are_shown():
    def fill(book):
        rows(["Year", "Claims", "Share", "Paid", "Closed on"], [2021, 1204, 0.125, 3.5, date(2022, 3, 31)])(book)
        sheet = book.active
        sheet["B2"].number_format = "#,##0"
        sheet["C2"].number_format = "0.0%"
        sheet["D2"].number_format = '"£"#,##0.00'
        sheet.append([2022, None, 0.5, 4, True])

    assert read_workbook(workbook(fill)) == (
        ("Year", "Claims", "Share", "Paid", "Closed on"),
        ("2021", "1,204", "12.5%", "£3.50", "31 March 2022"),
        ("2022", "", "0.5", "4", "Yes"),
    )


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (7, "00000", "00007"),
        (-7, "00000", "-00007"),
        (-1204, "#,##0;[Red](#,##0)", "-1,204"),
        (-3.5, '"£"#,##0.00', "-£3.50"),
        (-0.001, "0.00", "0.00"),
        (2.5, "0", "3"),
        (5.255, "0.00", "5.26"),
        (0.125, "0%", "13%"),
        (1_234_567, "#,##0,", "1,235"),
        (1_234_567, "#,##0,.0", "1,234.6"),
        (-1_234_567, "#,##0.0,,", "-1.2"),
        (1_234_567, '"£"0.0,,"m"', "£1.2m"),
        (1_234_567, "#,##0,\\k;[Red]-#,##0,\\k", "1,235k"),
        (1_234_567, '#,##0, "thousand"_);(#,##0, "thousand")', "1,235 thousand"),
        (499, "#,##0,", "0"),
        (1_234_567, "#,###,", "1,235"),
        (0, "#,##0,;-#,##0,;0,", "0"),
        (1_234_567, "#,##0,;-#,##0,;0", "1,235"),
        (1_234_567, '_(* #,##0,_);_(* \\(#,##0,\\);_(* "-"??_);_(@_)', "1,235"),
        (12_000, '0," of 1,000"', "12 of 1,000"),
        (1204.5, "#,##0.00", "1,204.50"),
        (1204, "0", "1204"),
        (datetime(2022, 3, 31, 14, 30), "dd/mm/yyyy hh:mm", "31 March 2022, 14:30"),
    ],
)
def test_a_number_and_a_day_lose_nothing_that_their_cell_shows(value, number_format, shown):
    def fill(book):
        rows(["Number", "Told"], ["Reference", value])(book)
        book.active["B2"].number_format = number_format

    assert read_workbook(workbook(fill))[1][1] == shown


@pytest.mark.parametrize(
    "number_format", ['[>=1000000]0.0,,"m";[>=1000]0,"k";0', "#,##0,;-#,##0", '[<1000]0,"k";0,"k"']
)
def test_numbers_that_a_sheet_scales_differently_by_their_size_are_refused(number_format):
    def fill(book):
        rows(["Trust", "Paid"], ["A", 1_234_567])(book)
        book.active["B2"].number_format = number_format

    with pytest.raises(Refused, match="The number in B2 is shown in thousands or millions, depending on"):
        read_workbook(workbook(fill))


def test_a_sheet_with_a_million_rows_is_refused_before_its_cells_are_read():
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for number in range(60_000):
        sheet.append([number, number])
    saved = io.BytesIO()
    book.save(saved)

    begun = time.process_time()
    with pytest.raises(Refused, match="far more cells"):
        read_workbook(saved)
    assert time.process_time() - begun < 5


def _merged(book):
    rows(["a", "b"], ["x", 1], ["y", 2])(book)
    book.active.merge_cells("B2:B3")


def _hidden_sheet(book):
    rows(["a", "b"], ["x", 1])(book)
    book.create_sheet("Source rows").sheet_state = "veryHidden"


def _hidden_row(book):
    rows(["a", "b"], ["x", 1], ["y", 2])(book)
    book.active.row_dimensions[3].hidden = True


def _hidden_column(book):
    rows(["a", "b", "c"], ["x", 1, 2])(book)
    book.active.column_dimensions["B"].hidden = True


def _two_sheets(book):
    rows(["a", "b"], ["x", 1])(book)
    book.create_sheet("More").append(["a", "b"])


def _far_away(book):
    rows(["a", "b"], ["x", 1])(book)
    book.active["XFD1048576"] = "here"


@pytest.mark.parametrize(
    ("fill", "words"),
    [
        (_hidden_sheet, "hidden sheets: Source rows"),
        (_hidden_row, "hidden rows: 3"),
        (_merged, "merged cells: B2:B3"),
        (_hidden_column, "hidden columns: B"),
        (_two_sheets, "one sheet with a table"),
        (rows(["a", "b"], ["x", "=1+1"]), "formulas: B2"),
        (_far_away, "1,048,576 rows and 16,384 columns. A letter has room for 300 and 12"),
        (rows(["a", "b"], *(["x", n] for n in range(10_000))), "The sheet has 10,001 rows"),
        (rows(["a", "b"], ["x", 1], ["X", 2]), "Rows 1 and 2 are both called “x”"),
        (rows(["a", "b", "B"], ["x", 1, 2]), "Columns 2 and 3 are both called “b”"),
    ],
)
def test_what_a_workbook_hides_or_works_out_is_refused_by_its_place(fill, words):
    with pytest.raises(Refused, match=words):
        read_workbook(workbook(fill))


def _bomb() -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    return made


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"", b"just text"])
def test_a_file_that_is_no_workbook_is_refused(content):
    with pytest.raises(Refused):
        read_workbook(io.BytesIO(content))


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(Refused):
        read_workbook(_bomb())


def test_no_cell_of_a_csv_file_is_taken_for_a_formula():
    read = list(csv.reader(io.StringIO(csv_bytes(HOSTILE).decode("utf-8-sig"))))
    assert read[:5] == [
        ["Name", "Note"],
        ["'=HYPERLINK(1)", "'+1"],
        ["'@SUM(A1)", "-5"],
        ["'-2+3", "'|cmd"],
        ["Ünal, “O’Brien”", "a\\b"],
    ]


@pytest.mark.parametrize(
    "cell", ["＝1+1", "＋1+1", "－1+1", "＠SUM(A1)", " =1+1", "\ufeff=1+1", "\u200b=1", "\n=1", "\u00a0=1", "-٣"]
)
def test_a_formula_in_other_signs_or_behind_blanks_is_no_formula_in_a_csv_file(cell):
    table = Table("Names", ("Name", "Note"), (("x", cell),))

    assert next(row for row in csv.reader(io.StringIO(csv_bytes(table).decode("utf-8-sig"))) if row[0] == "x")[1] == (
        f"'{cell}"
    )


def test_a_csv_file_begins_with_its_headings_and_ends_with_what_explains_them():
    content = csv_bytes(CLAIMS)
    assert content.startswith(b"\xef\xbb\xbfYear of closing,Claims,Damages paid\r\n")
    assert content.decode("utf-8-sig").splitlines()[-4:] == [
        "Claims closed by year (claims and pounds)",
        "*: fewer than five; withheld under section 40(2)",
        "Note 1: As at 31 March 2024.",
        "Note 2: Payments for life are not counted.",
    ]


def test_a_generated_workbook_has_values_and_no_formula_no_person_and_no_moment():
    book = load_workbook(io.BytesIO(workbook_bytes(HOSTILE, title="Names")))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert all(cell.data_type in ("s", "n") for cell in cells)
    assert [cell.value for cell in book.active["A"]][1:5] == ["=HYPERLINK(1)", "@SUM(A1)", "-2+3", "Ünal, “O’Brien”"]
    assert (book.properties.creator, book.properties.lastModifiedBy) == ("FOI Desk", None)
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible"]


def test_figures_are_numbers_in_a_generated_workbook_and_words_stay_words():
    sheet = load_workbook(io.BytesIO(workbook_bytes(CLAIMS, title="Claims"))).active
    assert [sheet["B2"].value, sheet["B4"].value, sheet["C2"].value] == [1204, "*", "£3.5m"]
    assert sheet["A2"].value == "2021/22"


def test_the_same_table_makes_the_same_bytes_and_another_table_makes_others():
    assert workbook_bytes(CLAIMS, title="Claims") == workbook_bytes(CLAIMS, title="Claims")
    assert b"20" + b"26" not in zipfile.ZipFile(io.BytesIO(workbook_bytes(CLAIMS, title="x"))).read("docProps/core.xml")
    assert csv_bytes(CLAIMS) != csv_bytes(replace(CLAIMS, unit="claims"))


def test_a_generated_workbook_is_read_back_as_the_table_that_it_was_made_from():
    read = read_workbook(io.BytesIO(workbook_bytes(replace(CLAIMS, notes=(), symbols=()), title="Claims")))
    assert read[: len(CLAIMS.rows) + 1] == (CLAIMS.columns, *CLAIMS.rows)
