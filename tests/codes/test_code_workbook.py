"""What the reader makes of workbooks as people send them. Headings of the real one are not known."""

import io
import json
from pathlib import Path

import pytest

from codes.domain.code_labels import normalised
from codes.domain.code_list_mapping import mapping_from_json
from codes.domain.code_list_reading import read_lists
from codes.domain.code_lists import rows_from_json
from codes.domain.errors import WorkbookRefused
from codes.workbook import read_sheets, write_public_workbook
from tests.codes.workbooks import PLAIN, workbook

SHIPPED = Path(__file__).resolve().parents[2] / "codes/reference"


def read(tabs=PLAIN, mapping=None, dress=None):
    sheets = read_sheets(io.BytesIO(workbook(tabs, dress)))
    return read_lists(sheets, mapping_from_json(mapping) if mapping else None)


def labels(reading, name="specialty"):
    return [(row.number, row.label) for row in reading.lists[name].rows]


def test_three_plain_tabs_are_understood():
    reading = read().insist()
    assert [row.label for row in reading.rows] == ["Obstetrics", "Ambulance", "Wrong Diagnosis", "Fatality", "Cancer"]
    assert reading.findings == ()


@pytest.mark.parametrize(
    "rows",
    [
        [["Speciality"], ["Obstetrics"]],
        [["SPECIALTY DESCRIPTION"], ["Obstetrics"]],
        [["CNST specialty codes"], [], ["Specialty"], ["Obstetrics"]],
        [["CNST specialty codes", None], [None, None], ["Specialty", None], ["Obstetrics", None]],
        [[None, "Specialty"], [None, "  Obstetrics  "]],
        [["Description"], ["Obstetrics"]],
        [["Specialty code"], ["Obstetrics"]],
        [["Obstetrics"]],
    ],
)
def test_labels_alone_are_found_whatever_the_heading(rows):
    reading = read({**PLAIN, "Specialty": rows}).insist()
    assert labels(reading) == [("", "Obstetrics")]


@pytest.mark.parametrize(
    "rows",
    [
        [["Code", "Specialty"], [12, "Obstetrics"]],
        [["Code", "Description"], [12, "Obstetrics"]],
        [["Specialty Code", "Specialty"], ["12", "Obstetrics"]],
        [["Specialty No.", "Speciality Name"], [12.0, "Obstetrics"]],
        [["NHS Resolution: CNST specialty list"], ["Code No", "Specialty Description"], [12, "Obstetrics"]],
        [["Specialty", "Code number"], ["Obstetrics", 12]],
    ],
)
def test_a_code_number_column_is_found(rows):
    if rows[-1][0] == "Obstetrics":
        rows = [[*reversed(row)] for row in rows]
    reading = read({**PLAIN, "Specialty": rows}).insist()
    assert labels(reading) == [("12", "Obstetrics")]


def test_a_description_stands_beside_its_label():
    rows = [["Code", "Specialty", "Description"], [12, "Obstetrics", "Pregnancy and birth"]]
    row = read({**PLAIN, "Specialty": rows}).lists["specialty"].rows[0]
    assert (row.label, row.description) == ("Obstetrics", "Pregnancy and birth")


def test_blank_rows_merged_titles_and_trailing_spaces_do_no_harm():
    rows = [["Specialty codes 2022", None], [None, None], ["Code", "Specialty"], [None, None], [1, "Obstetrics   "]]
    reading = read(
        {**PLAIN, " Specialty ": rows, "Specialty": []} | {"Specialty": rows},
        dress=lambda book: (book["Specialty"].merge_cells("A1:B1"), book.remove(book[" Specialty "])),
    )
    assert labels(reading) == [("1", "Obstetrics")]  # fmt: skip


def test_tabs_are_known_by_their_headings_when_their_names_say_nothing():
    reading = read({f"Sheet{n}": rows for n, rows in enumerate(PLAIN.values(), start=1)}).insist()
    assert reading.lists["injury"].where.tab == "Sheet3"


def test_hidden_tabs_rows_and_columns_are_named_and_left_out():
    def hide(book):
        book["Old"].sheet_state = "veryHidden"
        book["Injury"].row_dimensions[3].hidden = True
        book["Cause"].column_dimensions["B"].hidden = True

    tabs = {**PLAIN, "Cause": [["Cause", "Remarks"], ["Wrong Diagnosis", "kept"]], "Old": [["Specialty"], ["Alchemy"]]}
    reading = read(tabs, dress=hide).insist()
    assert [row.label for row in reading.lists["injury"].rows] == ["Fatality"]
    assert reading.findings == (
        "The tab “Cause” has hidden columns: B.",
        "Hidden rows of the tab “Injury” were left out: 3.",
        "The tab “Old” is hidden; it was left out.",
    )


def test_a_further_tab_is_named():
    assert read({**PLAIN, "Read me": [["How to use"]]}).findings == ("The tab “Read me” was left out.",)


def test_a_missing_tab_is_a_question():
    reading = read({name: rows for name, rows in PLAIN.items() if name != "Cause"})
    assert reading.questions == {"cause": "Cause: no tab has this list's name. Say which tab it is on."}
    with pytest.raises(WorkbookRefused, match="no tab"):
        reading.insist()


def test_two_tabs_for_one_list_are_a_question():
    reading = read({**PLAIN, "Causes (old)": [["Cause"], ["Other"]]})
    assert "“Cause” and “Causes (old)”" in reading.questions["cause"]


def test_columns_without_telling_headings_are_a_question_that_a_mapping_answers():
    tabs = {**PLAIN, "Specialty": [["x", "y"], ["A1", "Obstetrics"]]}
    assert "which column" in read(tabs).questions["specialty"]
    told = {"specialty": {"tab": "Specialty", "header_row": 1, "label": "B", "number": "a"}}
    assert labels(read(tabs, told).insist()) == [("A1", "Obstetrics")]


def test_all_three_lists_may_stand_on_one_tab_when_a_mapping_says_so():
    tabs = {"All": [["Specialty", "Cause", "Injury"], ["Obstetrics", "Wrong Diagnosis", "Fatality"]]}
    assert len(read(tabs).questions) == 3
    told = {name: {"tab": "All", "label": letter} for name, letter in zip(("specialty", "cause", "injury"), "ABC",
                                                                        strict=True)}  # fmt: skip
    reading = read(tabs, told).insist()
    assert [row.label for row in reading.rows] == ["Obstetrics", "Wrong Diagnosis", "Fatality"]
    assert "The tab “All” holds more than one list." in reading.findings


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"speciality": {}}, "list that does not exist"),
        ({"cause": {"tab": "Cause"}}, "needs a tab and the column"),
        ({"cause": {"tab": "Nowhere", "label": "A"}}, "no visible tab"),
        ({"cause": {"tab": "Cause", "label": "ZZZ"}}, "is not a column"),
        ({"cause": {"tab": "Cause", "label": "K"}}, "has no column K"),
        ({"cause": {"tab": "Cause", "label": "A", "header_row": 99}}, "has no row 99"),
        ({"cause": {"tab": "Cause", "label": "A", "header_row": "first"}}, "heading row is a number"),
        ({"cause": {"tab": "Cause", "label": "A", "colour": "B"}}, "something unknown: colour"),
    ],
)
def test_a_mapping_that_cannot_be_right_is_refused_in_plain_words(told, message):
    with pytest.raises(WorkbookRefused, match=message):
        read(mapping=told)


def test_a_label_twice_is_a_problem_that_names_both_rows():
    reading = read({**PLAIN, "Injury": [["Injury"], ["Burn(s)"], ["Cancer"], ["BURNS"]]})
    assert reading.problems == ("“BURNS” stands twice on the tab “Injury”: rows 2 and 4.",)


def test_a_code_number_twice_is_a_problem_that_names_both_rows():
    reading = read({**PLAIN, "Injury": [["Code", "Injury"], [7, "Cancer"], ["7", "Fatality"]]})
    assert reading.problems == ("The code number 7 stands twice on the tab “Injury”: rows 2 and 3.",)


def test_a_number_without_a_label_and_a_note_at_the_foot_are_left_out_and_named():
    rows = [["Code", "Injury"], [7, "Cancer"], [8, None], [None, "Source: NHS Resolution, 2022"]]
    reading = read({**PLAIN, "Injury": rows}).insist()
    assert labels(reading, "injury") == [("7", "Cancer")]
    assert [finding[:5] for finding in reading.findings] == ["Row 3", "Row 4"]


def test_an_endless_label_is_a_problem():
    assert "1 to 200 characters" in read({**PLAIN, "Injury": [["Injury"], ["x" * 201]]}).problems[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Failure/Delay Diagnosis", "FAILURE / DELAY  DIAGNOSIS"),
        ("Casualty / A & E", "Casualty / A and E"),
        ("Burn(s)", "Burns"),
        ("Perineal Tear-1st,2nd,3rd Deg", "Perineal tear - 1st, 2nd, 3rd deg"),
    ],
)
def test_labels_are_the_same_whatever_their_case_and_punctuation(one, other):
    assert normalised(one) == normalised(other)


def test_labels_that_differ_in_a_letter_are_two_labels():
    assert normalised("Foetal Abnormality") != normalised("Fetal Abnormality")


def test_the_shipped_workbook_says_what_the_shipped_json_says(tmp_path):
    data = json.loads((SHIPPED / "cnst_codes.json").read_text())
    made = tmp_path / "made.xlsx"
    write_public_workbook(rows_from_json(data), made, title=data["title"], status=data["status"])
    readings = []
    for place in (SHIPPED / "CNST-codes-from-public-sources.xlsx", made):
        with place.open("rb") as file:
            readings.append(read_lists(read_sheets(file)).insist())
    shipped, again = readings
    assert shipped.rows == again.rows
    assert sorted(shipped.rows, key=lambda row: row.key) == sorted(rows_from_json(data), key=lambda row: row.key)
    assert shipped.says_its_confidence and not any(row.number for row in shipped.rows)
