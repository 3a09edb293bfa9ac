"""A letter on paper, on the screen and in an e-mail."""

import gc
import hashlib
import io
import json
import re
import subprocess
import sys
import tracemalloc
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pdfplumber
import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.urls import FatalURLFetchingError

from responses import rendering
from responses.domain.letter import Attachment, Letter, letter_hash
from responses.rendering import (
    LetterHasGaps,
    LogoChanged,
    UnprintableCharacters,
    letter_html,
    letter_pdf,
    letter_text,
    unprintable_characters,
)
from tests.responses.letters import (
    MOMENTS,
    REAL_LETTER,
    REGULATOR,
    january_letter,
    paragraph,
    plain,
    todays_letter,
)  # fmt: skip

NAMES = "Siân Ŵyn-Łukasz Žák, Ćwik, Ωμέγα, Жанна"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001"
    "48afa4710000000049454e44ae426082"
)
OWN_FONTS = {"Arimo", "Arimo-Bold"}


@pytest.fixture(scope="module")
def january() -> bytes:
    return letter_pdf(january_letter())


@pytest.fixture(scope="module")
def today() -> bytes:
    return letter_pdf(todays_letter().fill_moments(MOMENTS))


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def letters_only(text: str) -> str:
    """The text without white space and bullets."""
    return re.sub(r"[\s•]+", "", text)


def links_of(pdf: bytes) -> list[str]:
    """Link targets in the order of the pages, each run of equal ones once: a link over two lines is two annotations."""
    targets: list[str] = []
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for annotation in page.get("/Annots") or []:
            target = annotation.get_object()["/A"]["/URI"]
            if targets[-1:] != [target]:
                targets.append(target)
    return targets


def fonts_of(pdf: bytes) -> set[str]:
    names = set()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                assert "/FontFile2" in thing or "/FontFile3" in thing, "a font is not embedded"
                names.add(str(thing.FontName).lstrip("/").split("+")[-1])
    return names


class Structure:
    """The tags of a PDF in their order, each with the text that it holds."""

    def __init__(self, pdf: bytes):
        with pdfplumber.open(io.BytesIO(pdf)) as opened:
            self._texts: dict[tuple[int, int], str] = {}
            for page in opened.pages:
                for char in page.chars:
                    key = (page.page_number, char["mcid"])
                    self._texts[key] = self._texts.get(key, "") + char["text"]
            self._roots = opened.structure_tree
        self.tags = [(tag, text) for root in self._roots for tag, text in self._walk(root)]

    def _walk(self, element):
        yield element["type"], self._text(element)
        for child in element.get("children", ()):
            yield from self._walk(child)

    def _text(self, element) -> str:
        own = "".join(self._texts.get((element["page_number"], mcid), "") for mcid in element.get("mcids", ()))
        return own + "".join(self._text(child) for child in element.get("children", ()))

    def all(self, tag: str) -> list[str]:
        return [text.strip() for found, text in self.tags if found == tag]

    @property
    def reading_order(self) -> str:
        return "".join(self._text(root) for root in self._roots)

    @property
    def untagged(self) -> str:
        return "".join(text for (_, mcid), text in self._texts.items() if mcid is None)


class HtmlWords(HTMLParser):
    """The words of a page's body, in its order."""

    def __init__(self, html: str):
        super().__init__()
        self.words = ""
        self.feed(html)

    def handle_data(self, data):
        self.words += data


def html_words(html: str) -> str:
    return letters_only(HtmlWords(html).words)


def test_the_january_letter_says_what_the_real_one_says_word_for_word(january):
    assert letters_only(text_of(january)) == letters_only(REAL_LETTER.read_text("utf-8"))


def test_the_january_letter_links_to_where_the_real_one_does(january):
    assert links_of(january) == [
        "https://resolution.nhs.uk/wp-content/uploads/2018/10/"
        "Guidance-note-Understanding-NHS-Resolution-data-Final.pdf",
        "https://view.officeapps.live.com/op/view.aspx?src=https%3A%2F%2Fresolution.nhs.uk%2Fwp-content%2Fuploads"
        "%2F2022%2F02%2FCNST-Codes.xlsx&wdOrigin=BROWSELINK",
        "https://www.england.nhs.uk/contact-us/contact-nhs-england/"
        "how-make-freedom-information-foi-or-subject-access-request/",
        "mailto:tinku.mitra@nhs.net",
        "https://ico.org.uk/",
    ]


def test_no_text_of_the_january_letter_is_in_code_or_template():
    places = [Path(rendering.__file__).parent, Path(rendering.__file__).parents[1] / "templates"]
    written = "".join(
        file.read_text("utf-8") for place in places for file in place.rglob("*") if file.suffix in (".py", ".html")
    )
    for sentence in re.split(r"(?<=[.:])\s+|\n\n", REAL_LETTER.read_text("utf-8")):
        assert len(sentence.split()) < 4 or sentence not in written, sentence


@pytest.mark.parametrize("letter", ["january", "today"])
def test_pdfua_finds_nothing_in_a_letter(letter, request, tmp_path):
    (tmp_path / "letter.pdf").write_bytes(request.getfixturevalue(letter))
    done = subprocess.run(
        [Path(sys.executable).parent / "pdfua", "check", tmp_path / "letter.pdf"], capture_output=True, timeout=60
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("letter", "title"), [("january", "Reply to the request"), ("today", "Reply to your request")])
def test_a_letter_names_itself_its_language_and_its_tags(letter, title, request):
    with pikepdf.open(io.BytesIO(request.getfixturevalue(letter))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo.Title).startswith(title)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_headings_leave_no_gap_and_make_the_bookmarks(january, today):
    assert [tag for tag, _ in Structure(january).tags if re.fullmatch(r"H\d", tag)] == ["H1"]
    assert [tag for tag, _ in Structure(today).tags if re.fullmatch(r"H\d", tag)] == ["H1", "H2", "H2"]
    assert [mark.title for mark in pypdf.PdfReader(io.BytesIO(january)).outline] == ["Our Response"]


def test_a_heading_never_skips_a_level():
    html = letter_html(plain(paragraph("#### Deep\n\n## Top\n\n##### Deeper\n\ntext")), screen=False)
    assert re.findall(r"<(h\d)", html) == ["h1", "h1", "h2"]


def test_the_screen_begins_its_headings_where_the_page_asks():
    assert re.findall(r"<(h\d)", letter_html(todays_letter(), screen=True, top_heading=3)) == ["h3", "h4", "h4"]


@pytest.mark.parametrize("letter", ["january", "today"])
def test_every_link_is_tagged_with_its_own_words(letter, request):
    pdf = request.getfixturevalue(letter)
    tagged = Structure(pdf).all("Link")
    assert tagged and all(tagged)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        annotations = [each for page in opened.pages for each in page.get("/Annots", ())]
        assert all("/Contents" in each and "/StructParent" in each for each in annotations)


def test_lists_are_tagged_as_lists(january):
    structure = Structure(january)
    assert len(structure.all("L")) == 1
    assert [text.split(" – ")[0] for text in structure.all("LBody")] == [
        "Claims Management",
        "Practitioner Performance Advice",
        "Primary Care Appeals",
        "Safety and Learning",
    ]
    assert structure.all("Lbl") == ["•"] * 4


@pytest.mark.parametrize("letter", [january_letter(), todays_letter().fill_moments(MOMENTS)])
def test_the_pdf_is_read_in_the_order_of_the_html_by_its_tags_and_by_its_text(letter):
    pdf = letter_pdf(letter)
    words = html_words(letter_html(letter, screen=False))
    structure = Structure(pdf)
    tagged = re.sub(r"(?m)^\d\.", "", structure.reading_order)
    numbers = "".join(structure.all("Lbl")).replace("•", "")
    assert letters_only(tagged).replace("•", "") == _with_numbers(words, numbers, letter)
    assert re.sub(r"FOI_0007|Page\d+of\d+", "", letters_only(structure.untagged)) == ""


def _with_numbers(words: str, numbers: str, letter: Letter) -> str:
    """The HTML's words with the numbers that its numbered lists get in print."""
    if not numbers:
        return words
    head, notes = words.split("Addressesofthelinksinthisletter")
    for number, address in enumerate(re.findall(r"https://.*?(?=https://|$)", notes), 1):
        notes = notes.replace(address, f"{number}.{address}", 1)
    return f"{head}Addressesofthelinksinthisletter{notes}"


@pytest.mark.parametrize("letter", [january_letter(), todays_letter().fill_moments(MOMENTS)])
def test_screen_paper_and_email_have_the_same_words(letter):
    on_screen = html_words(letter_html(letter, screen=True))
    assert on_screen == html_words(letter_html(letter, screen=False))
    in_email = re.sub(r" <\S+>|^\d\. ", "", letter_text(letter), flags=re.MULTILINE)
    assert letters_only(in_email) == on_screen


def test_the_text_of_an_email_reads_like_a_letter():
    text = letter_text(january_letter())
    assert "provide the following service:\n\n• Claims Management – providing" in text
    assert "compensation fairly.\n• Practitioner" in text
    assert "write to Tinku Mitra <tinku.mitra@nhs.net>, Deputy Director" in text
    assert "\nWycliffe House\nWater Lane\n" in text
    assert text.endswith("\nhttps://ico.org.uk/\n")


def test_an_emails_numbered_list_counts_from_where_it_begins():
    assert letter_text(plain(paragraph("3. three\n4. four\n\n   more\n\nend"))) == (
        "3. three\n4. four\n\nmore\n\nend\n"
    )


def test_names_in_every_script_print_with_our_fonts_alone():
    letter = plain(paragraph("**((name))** and ((name))"), name=NAMES)
    pdf = letter_pdf(letter)
    assert letters_only(text_of(pdf)) == letters_only(f"{NAMES} and {NAMES}")
    scripts = ("", "-Ext", "-Greek", "-Cyrillic")
    assert fonts_of(pdf) == {f"Arimo{script}{weight}" for script in scripts for weight in ("", "-Bold")}


def glyphs_of(pdf: bytes) -> set[int]:
    """The numbers of the glyphs that are drawn; 0 is the box that stands for a missing one."""
    numbers: set[int] = set()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) not in ("Tj", "TJ"):
                    continue
                shown = operands[0] if str(operator) == "TJ" else operands
                for drawn in (bytes(each) for each in shown if isinstance(each, pikepdf.String)):
                    numbers |= {int.from_bytes(drawn[at : at + 2]) for at in range(0, len(drawn), 2)}
    return numbers


def test_no_character_of_a_letter_is_printed_without_a_glyph(january, today):
    for pdf in (january, today, letter_pdf(plain(paragraph(NAMES)))):
        assert len(glyphs_of(pdf)) > 20
        assert 0 not in glyphs_of(pdf)


@pytest.mark.parametrize("letter", ["january", "today"])
def test_only_our_fonts_are_in_a_letter(letter, request):
    assert fonts_of(request.getfixturevalue(letter)) == OWN_FONTS


def test_a_character_that_no_font_has_is_named_before_anything_is_rendered():
    letter = plain(paragraph("((request))", "asked"), request="A 😀 and 漢")
    assert [(one.character, one.where) for one in unprintable_characters(letter)] == [("😀", "asked"), ("漢", "asked")]
    with pytest.raises(UnprintableCharacters, match="GRINNING FACE"):
        letter_pdf(letter)
    assert unprintable_characters(plain(paragraph(NAMES))) == []


def test_the_facts_of_a_letterhead_must_be_printable_too():
    letter = todays_letter(salutation="Dear 漢")
    assert [one.where for one in unprintable_characters(letter)] == ["salutation"]


def test_invisible_characters_and_odd_spaces_never_reach_paper():
    letter = plain(paragraph("((name))"), name="a\u200bb\u202ec\u2003d\u00ade\u0301")
    assert letter_text(letter) == "abc dé\n"


HOSTILE = [
    "((other))",
    "**bold**",
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "[words](https://evil.example/)",
    "{{ settings.SECRET_KEY }}",
    "{% include 'x' %}",
    "## heading",
    "- item",
    "1. item",
    "<https://evil.example/>",
    "&amp; &#60;",
    "`code`",
    "![x](https://evil.example/x.png)",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "body", ["((value))", "Before ((value)) after", "- ((value))", "**((value))**", "## ((value))"]
)
def test_what_people_typed_prints_literally(value, body):
    letter = plain(paragraph(body), value=value, other="revealed")
    html = letter_html(letter, screen=False)
    assert letters_only(value) in html_words(html)
    assert "revealed" not in html
    assert not re.search(r"<(a|script|b|img|code)\b", html)


@pytest.mark.parametrize("value", HOSTILE)
def test_what_stands_in_the_letterhead_prints_literally(value):
    letter = todays_letter(addressee=(value,), subject=value, salutation=value)
    assert html_words(letter_html(letter, screen=False)).count(letters_only(value)) == 3


def test_a_request_is_restated_paragraph_by_paragraph_and_line_by_line():
    letter = plain(paragraph("((request))"), request="One\r\ntwo\n\n\n- three\n \n((x)) **four**")
    html = re.sub(r"\n", "", letter_html(letter, screen=False))
    assert "<blockquote" in html
    assert "<p>One<br>two</p><p>- three</p><p>((x)) **four**</p>" in html


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("**I uphold it.** ((v)) Thus.", "<p><strong>I uphold it.</strong> One<br>two</p><p>Three Thus.</p>"),
        ("((v))", "<p>One<br>two</p><p>Three</p>"),
        ("- ((v)) Thus.\n- four", "<li>One<br>two<br>Three Thus.</li><li>four</li>"),
    ],
)
def test_a_blank_line_in_what_was_typed_begins_a_paragraph(body, printed):
    html = letter_html(plain(paragraph(body), v="One\r\ntwo\n \n\nThree"), screen=False)
    assert printed in html.replace("\n", "")


@pytest.mark.parametrize(
    ("href", "value", "printed"),
    [
        ("mailto:((v))", "a@b.example", "mailto:a@b.example"),
        ("mailto:((v))", "a@b.example?cc=evil@x.example", "mailto:a@b.example%3Fcc%3Devil@x.example"),
        ("((v))", "https://ico.org.uk/", "https://ico.org.uk/"),
        ("((v))", "javascript:alert(1)", None),
        ("((v))", "data:text/html,x", None),
        ("((v))", "//evil.example", None),
        ("((v))", 'https://x.example/"><script>', None),
        ("https://x.example/((v))", "../a?b#c d", "https://x.example/..%2Fa%3Fb%23c%20d"),
    ],
)
def test_a_value_in_a_link_stays_inside_its_place(href, value, printed):
    html = letter_html(plain(paragraph(f"[words]({href})"), v=value), screen=False)
    assert re.findall(r'href="([^"]*)"', html) == ([printed] if printed else [])
    assert "words" in html


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "file:///etc/passwd", "data:x", "/relative", "ftp://x.example"]
)
def test_wording_links_only_to_the_web_and_to_mailboxes(href):
    html = letter_html(plain(paragraph(f"[words]({href})")), screen=False)
    assert "<a" not in html
    assert f"[words]({href})" in html


def test_wording_knows_no_markup_but_its_own():
    body = "<b>x</b> `c` ![i](https://x.example/i.png) *one* ~~two~~\n---\n    four\n> five\n\n| a | b |\n|---|---|"
    html = letter_html(plain(paragraph(body)), screen=False)
    assert set(re.findall(r"<(\w+)", html)) <= {"div", "p", "br", "a"}
    assert "*one* ~~two~~" in html


@pytest.mark.parametrize("lines_above", range(24, 31))
def test_a_postal_address_is_not_parted_by_the_end_of_a_page(lines_above):
    above = paragraph("\n\n".join(["Words."] * lines_above))
    address = paragraph("((regulator_name))\n((regulator_address))", "address")
    pdf = letter_pdf(plain(above, address, **REGULATOR))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    lines = (REGULATOR["regulator_name"], *REGULATOR["regulator_address"].split("\n"))
    assert sorted(sum(line in page for line in lines) for page in pages) in ([6], [0, 6])


@pytest.mark.parametrize("lines_above", range(20, 31))
def test_an_address_stands_on_the_page_of_the_words_that_lead_to_it(lines_above):
    above = paragraph("\n\n".join(["Words."] * lines_above))
    leads = paragraph(f"{'You can complain on the page of the regulator. ' * 4}You can also write to:", "leads")
    address = paragraph("((regulator_name))\n((regulator_address))", "address")
    pdf = letter_pdf(plain(above, leads, address, **REGULATOR))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert ["write to:" in page for page in pages] == [REGULATOR["regulator_name"] in page for page in pages]


def test_many_lines_go_over_a_page_and_leave_no_hole_at_its_foot():
    many = paragraph("\n".join(["Line."] * 30), "many")
    pages = pypdf.PdfReader(io.BytesIO(letter_pdf(plain(paragraph("\n\n".join(["Words."] * 20)), many)))).pages
    assert "Line." in pages[0].extract_text()


def test_a_gap_shows_on_the_screen_and_never_in_a_final_pdf():
    letter = plain(paragraph("We do not record ((missing_attribute))."))
    html = letter_html(letter, screen=True)
    assert '<mark class="letter-gap" data-gap="missing_attribute">[what we do not record' in html
    with pytest.raises(LetterHasGaps):
        letter_pdf(letter)
    assert "Draft, not issued" in text_of(letter_pdf(letter, preview=True))


def test_a_draft_says_so_on_each_page_and_a_final_letter_never(today):
    draft = pypdf.PdfReader(io.BytesIO(letter_pdf(todays_letter(), preview=True)))
    assert all("Draft, not issued" in page.extract_text() for page in draft.pages)
    assert "Draft" not in text_of(today)


def test_what_the_day_of_issue_fills_is_marked_for_the_clearer_alone():
    letter = todays_letter().fill_moments(MOMENTS)
    marked = letter_html(letter, screen=True, mark_moments=True)
    assert marked.count('<span class="letter-moment" title="Set on the day of issue">') == 2
    assert "letter-moment" not in letter_html(letter, screen=True)


def test_each_part_can_be_found_on_the_screen_even_where_it_runs_on_in_anothers_paragraph():
    keys = re.findall(r'data-part="([^"]+)"', letter_html(january_letter(), screen=True))
    assert keys == [part.key for part in january_letter().parts]
    assert "data-part" not in letter_html(january_letter(), screen=False)


def test_a_part_that_runs_on_after_a_list_begins_a_paragraph_of_its_own():
    letter = plain(paragraph("- item", "a"), replace(paragraph("text", "b"), continues=True))
    assert "<p>text</p>" in letter_html(letter, screen=False)


def test_todays_letter_has_letterhead_reference_addressee_signature_and_page_numbers(today):
    text = text_of(today)
    for words in (
        "10 South Colonnade", "Date: 25 January 2023", "Our reference: FOI_0007", "Ms Ada Pearce", "Dear Ms Pearce",
        "Your request about claims by procedure", "Yours sincerely", "Freedom of Information Team",
        "Page 1 of 2", "Page 2 of 2",
    ):  # fmt: skip
        assert words in text


def test_the_plain_layout_prints_nothing_but_its_parts(january):
    assert not re.search(r"Page \d|FOI_|Dear|Yours|Addresses of the links", text_of(january))


def test_readers_on_paper_get_each_links_address_once_as_a_numbered_note():
    html = letter_html(todays_letter(), screen=False)
    assert re.findall(r"letter-note-number\">(\d)", html) == ["1", "2", "3"]
    assert html.count("<li>https://resolution.nhs.uk/wp-content/uploads/2022/02/CNST-Codes.xlsx</li>") == 1
    assert "<li>foi-reviews@resolution.example</li>" not in html


def test_the_files_sent_with_a_letter_are_named_in_it():
    letter = todays_letter(attachments=(Attachment("claims.xlsx", "00"), Attachment("notes.pdf", "11")))
    assert "Sent with this letter:</strong> claims.xlsx, notes.pdf" in letter_html(letter, screen=False)


def test_the_address_stands_where_a_dl_window_shows_it_and_nothing_else_does(today):
    millimetre = 72 / 25.4
    with pdfplumber.open(io.BytesIO(today)) as pdf:
        words = pdf.pages[0].extract_words()
    inside = [
        word["text"]
        for word in words
        if word["x0"] < 110 * millimetre and 44 * millimetre < word["bottom"] and word["top"] < 85 * millimetre
    ]
    assert inside == ["Ms", "Ada", "Pearce", "14", "Harbour", "Street", "Whitby", "YO21", "1AA"]
    addressee = [word for word in words if word["text"] in ("Ms", "1AA")]
    assert all(55 * millimetre <= word["top"] and word["x0"] > 20 * millimetre for word in addressee)


def test_the_same_cleared_letter_and_day_make_the_same_bytes_in_another_process():
    cleared = todays_letter()
    issued = cleared.fill_moments(MOMENTS)
    here = hashlib.sha256(letter_pdf(issued)).hexdigest()
    script = (
        "import django, hashlib, json, sys; django.setup()\n"
        "from responses.domain.letter import Letter, letter_hash\n"
        "from responses.rendering import letter_pdf\n"
        "stored = json.load(sys.stdin)\n"
        "cleared = Letter.from_json(stored['letter'])\n"
        "issued = cleared.fill_moments(stored['moments'])\n"
        "print(letter_hash(cleared), hashlib.sha256(letter_pdf(issued)).hexdigest())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps({"letter": cleared.to_json(), "moments": MOMENTS}),
        capture_output=True,
        text=True,
        timeout=120,
        cwd=Path(rendering.__file__).parents[1],
        env={"DJANGO_SETTINGS_MODULE": "config.settings_test", "PYTHONHASHSEED": "7", "PATH": ""},
    )
    assert done.stdout.split() == [letter_hash(issued), here], done.stderr


def test_another_day_makes_other_bytes_under_the_same_hash():
    cleared = todays_letter()
    later = cleared.fill_moments(MOMENTS | {"issued_on": "26 January 2023"})
    assert letter_hash(later) == letter_hash(cleared)
    assert letter_pdf(later) != letter_pdf(cleared.fill_moments(MOMENTS))


def test_the_offices_logo_is_printed_with_its_name_for_those_who_cannot_see_it(tmp_path):
    logo = tmp_path / "logo.png"
    logo.write_bytes(PIXEL)
    letter = _with_logo(logo, hashlib.sha256(PIXEL).hexdigest())
    pdf = letter_pdf(letter)
    (tmp_path / "letter.pdf").write_bytes(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        alternatives = [
            str(each.Alt) for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        ]
    assert "NHS Resolution" in alternatives
    assert (
        subprocess.run(
            [Path(sys.executable).parent / "pdfua", "check", tmp_path / "letter.pdf"], capture_output=True, timeout=60
        ).returncode
        == 0
    )


def test_a_logo_that_is_gone_or_changed_stops_the_letter(tmp_path):
    logo = tmp_path / "logo.png"
    with pytest.raises(LogoChanged, match=r"logo\.png cannot be read"):
        letter_pdf(_with_logo(logo, ""))
    logo.write_bytes(PIXEL)
    with pytest.raises(LogoChanged, match="not the one"):
        letter_pdf(_with_logo(logo, "00" * 32))


def _with_logo(path: Path, digest: str) -> Letter:
    head = replace(todays_letter().letterhead, logo=str(path), logo_sha256=digest)
    return todays_letter(letterhead=head).fill_moments(MOMENTS)


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/x.png", "file:///etc/passwd", "data:image/png;base64,AA==", "letter-font:latin-900",
     "letter-font:../../../etc/passwd", "letter-logo:office", "letter-logo:/etc/passwd", ""],
)  # fmt: skip
def test_rendering_fetches_nothing_but_our_fonts_and_the_logo(address):
    with pytest.raises(FatalURLFetchingError):
        rendering._OwnFilesOnly().fetch(address)


def test_the_hundredth_letter_of_a_process_is_like_the_tenth():
    """A slice of the benchmark: fonts and style sheet are made once, and nothing piles up."""
    letter = plain(paragraph("One short letter to ((name))."), name=NAMES)
    press = rendering._the_press()
    first = letter_pdf(letter)
    tracemalloc.start()
    try:
        for _ in range(5):
            letter_pdf(letter)
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(12):
            assert letter_pdf(letter) == first
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert rendering._the_press() is press
    assert grown < 200_000


PRINTABLE = st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=("Cc", "Cf", "Cs"))
MARKED_UP = st.text(alphabet="()[]<>*_#-`!&{}%|\\ \nab1.:/", max_size=80)


@given(value=st.text(alphabet=PRINTABLE | st.sampled_from("()[]<>*_#`&{}\n"), min_size=1, max_size=80))
def test_any_text_that_somebody_typed_prints_as_it_was_typed(value):
    if not value.strip():
        return
    letter = plain(paragraph("Before ((value)) after"), value=value)
    html = letter_html(letter, screen=False)
    assert html_words(html) == letters_only(unicodedata.normalize("NFC", f"Before {value} after"))
    assert set(re.findall(r"<(\w+)", html)) <= {"div", "p", "br"}


@given(body=MARKED_UP)
def test_any_wording_becomes_only_the_few_tags_and_shows_no_gap_that_is_not_counted(body):
    letter = plain(paragraph(body or "x"))
    html = letter_html(letter, screen=True)
    tags = set(re.findall(r"</?([a-z]\w*)", html))
    assert tags <= {"div", "p", "br", "ul", "ol", "li", "strong", "a", "mark", "h2", "h3", "h4", "h5", "h6"}
    assert set(re.findall(r'data-gap="(\w+)"', html)) <= {gap.name for gap in letter.missing}
    assert all(href.startswith(("http:", "https:", "mailto:")) for href in re.findall(r'href="([^"]*)"', html))
