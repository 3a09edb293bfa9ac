"""A table in a letter: on paper with its tags, on the screen, and in the lines of an e-mail."""

import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pikepdf
import pypdf
import pytest

from responses.domain.letter import Part
from responses.domain.tables import Table
from responses.presenters.drafting import changes_between
from responses.printed_tables import grid_of, lines_of, on_paper
from responses.rendering import letter_html, letter_pdf, letter_text, page_count, unprintable_characters
from tests.responses.letters import CLAIMS, MOMENTS, paragraph, plain, todays_letter


def table_part(table: Table = CLAIMS, key: str = "t1") -> Part:
    """A part that is nothing but a table."""
    return Part(key, "table", "", question=1, role="table", source="table:4", table=table)


def letter_with(*tables: Table):
    """Today's letter with tables behind its answer."""
    letter = todays_letter().fill_moments(MOMENTS)
    added = tuple(table_part(table, f"t{number}") for number, table in enumerate(tables, 1))
    return replace(letter, parts=(*letter.parts[:4], *added, *letter.parts[4:]))


def long_table(rows: int) -> Table:
    """A table that goes over a page."""
    return replace(CLAIMS, rows=tuple((f"Trust {number}", str(number), "£1m") for number in range(rows)))


@pytest.fixture(scope="module")
def over_pages() -> bytes:
    return letter_pdf(letter_with(CLAIMS, long_table(80)))


def cells(pdf: bytes, tag: str) -> list[tuple[str, int]]:
    """The tagged cells of a kind, in order: the scope, and how many headers they are linked to."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        attributes = [
            each.A
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == pikepdf.Name(f"/{tag}")
        ]
        return [(str(each.get("/Scope", "")), len(each.get("/Headers", ()))) for each in attributes]


def test_a_table_has_a_number_a_caption_a_unit_and_headers_with_a_scope():
    html = letter_html(letter_with(CLAIMS, CLAIMS), screen=False)
    assert re.findall(r"<caption>(.*?)</caption>", html) == [
        "Table 1: Claims closed by year (claims and pounds)",
        "Table 2: Claims closed by year (claims and pounds)",
    ]
    assert html.count('<th scope="col"') == 6
    assert html.count('<th scope="row">') == 6


def test_figures_stand_on_the_right_also_beside_a_sign():
    grid = grid_of(CLAIMS, 1)
    assert [cell.is_figure for cell in grid.columns] == [False, True, True]
    words = grid_of(replace(CLAIMS, rows=(("a", "closed", "1"), ("b", "open", "2"))), 1)
    assert [cell.is_figure for cell in words.columns] == [False, False, True]


def test_what_explains_a_table_stands_below_it():
    html = letter_html(letter_with(CLAIMS), screen=False)
    assert "<p>* fewer than five; withheld under section 40(2)</p>" in html
    assert "<p>Note 1: As at 31 March 2024.</p>" in html
    assert "<p>Note 2: Payments for life are not counted.</p>" in html


def test_the_caption_of_a_narrow_table_is_as_wide_as_the_text_on_paper():
    caption = "Claims for clinical negligence closed with damages, by the year in which they were closed"
    narrow = replace(CLAIMS, caption=caption, columns=("Year", "Claims"), rows=(("2021", "12"),), symbols=(), notes=())
    with pdfplumber.open(io.BytesIO(letter_pdf(letter_with(narrow)))) as opened:
        words = [word for page in opened.pages for word in page.extract_words()]
        width = opened.pages[0].width
    begun = next(place for place, word in enumerate(words) if word["text"] == "Table")
    lines = {round(word["top"]) for word in words[begun : begun + 2 + len(caption.split())]}

    assert len(lines) <= 2
    assert max(word["x1"] for word in words) < width - 60  # 25 mm are 71 points; a hanging letter is none


def test_a_wide_table_scrolls_in_a_box_that_a_keyboard_reaches():
    on_screen = letter_html(letter_with(CLAIMS), screen=True)
    assert 'role="region" tabindex="0" aria-label="Table 1: Claims closed by year"' in on_screen
    assert "tabindex" not in letter_html(letter_with(CLAIMS), screen=False)


def test_what_is_typed_into_a_cell_is_text_and_nothing_else():
    html = letter_html(
        letter_with(replace(CLAIMS, rows=(("<b>x</b>", "((requester))", "**1**"),), symbols=(), notes=())), screen=False
    )
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "((requester))" in html and "**1**" in html


def test_pdfua_finds_nothing_in_a_letter_whose_table_goes_over_pages(over_pages, tmp_path):
    (tmp_path / "letter.pdf").write_bytes(over_pages)
    done = subprocess.run(
        [Path(sys.executable).parent / "pdfua", "check", tmp_path / "letter.pdf"], capture_output=True, timeout=60
    )
    assert done.returncode == 0, done.stdout


def test_every_header_in_the_pdf_says_whether_it_heads_a_column_or_a_row():
    pdf = letter_pdf(letter_with(CLAIMS))
    assert [scope for scope, _headers in cells(pdf, "TH")] == ["/Column"] * 3 + ["/Row"] * 3
    assert cells(pdf, "TD") == [("", 2)] * 6


def test_a_table_repeats_its_head_on_every_page_that_it_reaches(over_pages):
    assert page_count(over_pages) > 2
    columns = [scope for scope, _headers in cells(over_pages, "TH") if scope == "/Column"]
    assert len(columns) // 3 >= 3, "one head for the short table, and one for each page of the long one"


@pytest.mark.parametrize("lines_above", [23, 24, 25])
def test_a_short_table_is_not_parted_by_the_end_of_a_page(lines_above):
    above = paragraph("\n\n".join(["Words."] * lines_above))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(letter_pdf(plain(above, table_part())))).pages]
    assert [sum(text in page for text in ("Table 1", "2021/22", "2023/24")) for page in pages] in ([3], [3, 0], [0, 3])


def test_the_same_letter_with_tables_makes_the_same_bytes(over_pages):
    assert letter_pdf(letter_with(CLAIMS, long_table(80))) == over_pages


def test_an_email_aligns_a_narrow_table():
    text = letter_text(plain(paragraph("Here it is:"), table_part()))
    assert (
        "Table 1: Claims closed by year (claims and pounds)\n"
        "\n"
        "Year of closing  Claims  Damages paid\n"
        "2021/22           1,204         £3.5m\n"
        "2022/23             987             *\n"
        "2023/24               *         £2.1m\n"
        "\n"
        "* fewer than five; withheld under section 40(2)\n"
    ) in text


def test_an_email_tells_a_wide_table_row_by_row():
    wide = [["Trust", "Claims received in the year", "Claims closed with damages in the year"], ["Leeds", "12", ""]]
    assert lines_of([*wide, ["York", "3", "1"]]) == [
        "Leeds: Claims received in the year 12",
        "York: Claims received in the year 3; Claims closed with damages in the year 1",
    ]


def test_a_character_that_cannot_be_printed_is_found_in_a_table():
    strange = unprintable_characters(letter_with(replace(CLAIMS, notes=("漢",))))
    assert [(each.character, each.where) for each in strange] == [("漢", "t1")]


def test_versions_of_a_letter_with_tables_are_compared_row_by_row():
    old, new = letter_with(CLAIMS), letter_with(replace(CLAIMS, rows=(*CLAIMS.rows[:2], ("2023/24", "7", "£2.1m"))))
    [change] = changes_between(old, new)
    assert change["name"] == "Changed"
    assert change["before"] == "2023/24; Claims: *; Damages paid: £2.1m"
    assert change["after"] == "2023/24; Claims: 7; Damages paid: £2.1m"


def test_a_bullet_that_is_nothing_but_a_gap_becomes_a_bullet_for_each_line():
    letter = plain(paragraph("- ((factors))\n- and ((factors))"), factors="One.\n\nTwo.")
    assert letter_text(letter) == "• One.\n• Two.\n• and One.\nTwo.\n"
    assert "[factors]" in letter_html(plain(paragraph("- ((factors))")), screen=True)


HEADINGS = replace(
    CLAIMS,
    columns=("What has to be done", "How many records", "Minutes for each record", "Hours"),
    rows=(("Locating the information, or a document which may contain it", "4,300", "3", "1,215.5"),),
)
MANY_YEARS = replace(
    CLAIMS,
    columns=("Specialty", *(f"20{year}/{year + 1}" for year in range(13, 24))),
    rows=(("Obstetrics and gynaecology", *(f"{year},345" for year in range(300, 311))),),
)
LONG_WORD = replace(CLAIMS, columns=("Hospital", "Claims"), rows=(("Llanfair" * 20, "1,204"),))


def printed_words(table: Table, letter=letter_with) -> tuple[list[dict], float]:
    """The words on the page of a table, from its caption on, and the place where the text ends on the right."""
    with pdfplumber.open(io.BytesIO(letter_pdf(letter(table)))) as opened:
        words = [word for page in opened.pages for word in page.extract_words()]
        begun = next(place for place, word in enumerate(words) if word["text"] == "Table")
        return words[begun:], float(opened.pages[0].width) - 25 / 25.4 * 72


@pytest.mark.parametrize("table", [CLAIMS, HEADINGS, MANY_YEARS])
def test_no_number_and_no_usual_word_of_a_table_is_broken_on_paper(table):
    told = {word["text"] for word in printed_words(table)[0]}
    assert {word for row in (table.columns, *table.rows) for cell in row for word in cell.split()} <= told


@pytest.mark.parametrize("table", [CLAIMS, HEADINGS, MANY_YEARS, LONG_WORD])
def test_no_table_is_wider_than_the_text_on_paper(table):
    words, right = printed_words(table)
    assert max(word["x1"] for word in words[:40]) <= right + 0.5


def test_a_label_stands_in_one_line_where_the_headings_can_take_two():
    words = printed_words(HEADINGS)[0]
    label = [word["top"] for word in words if word["text"] in ("Locating", "contain", "it")]
    assert len({round(top) for top in label[:3]}) == 1


def test_the_text_of_a_table_is_smaller_only_where_its_columns_are_many():
    settings = [on_paper(grid_of(table, 1), 453.5).setting for table in (CLAIMS, HEADINGS, LONG_WORD, MANY_YEARS)]
    assert settings == ["", "", "", "close"]


def test_widths_are_for_paper_alone_for_a_page_allows_no_style_of_its_own():
    assert letter_html(letter_with(CLAIMS), screen=False).count('<col style="width: ') == 3
    assert "style=" not in letter_html(letter_with(CLAIMS), screen=True)
