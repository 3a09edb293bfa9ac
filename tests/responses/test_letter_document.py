"""A letter's document is read and styled faster than WeasyPrint would, and comes out the same."""

import pytest
from weasyprint import HTML
from weasyprint.css import StyleFor

from responses import rendering
from responses.letter_document import MARGIN_BOXES, LetterDocument
from responses.rendering import letter_pdf
from tests.responses.letters import january_letter
from tests.responses.sample_letters import SAMPLES


class OnItsOwn(HTML):
    """A document that is all WeasyPrint's."""

    def __init__(self, document, *, url_fetcher):
        super().__init__(string=document, url_fetcher=url_fetcher)


class StyledInFull(LetterDocument):
    """A letter's document with WeasyPrint's whole style sheet."""

    _ua_stylesheets = HTML._ua_stylesheets


def html_of(letter) -> str:
    made = []

    class Read(LetterDocument):
        def __init__(self, document, *, url_fetcher):
            made.append(document)
            super().__init__(document, url_fetcher=url_fetcher)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "LetterDocument", Read)
        letter_pdf(letter, preview=True)
    return made[0]


def tree_of(element):
    """What a tree says. Space outside the elements that print is of no account."""
    outer = element.tag in ("html", "head", "body", "div")
    text, tail = ((text or "") for text in (element.text, element.tail))
    if outer:
        text, tail = text.strip(), tail.strip()
    return element.tag, dict(element.attrib), text, [tree_of(child) for child in element], tail


@pytest.mark.parametrize("letter", SAMPLES.values(), ids=SAMPLES)
def test_a_letter_is_read_as_a_browser_reads_it(letter):
    document = html_of(letter)
    read = LetterDocument(document, url_fetcher=None)
    assert tree_of(read.etree_element) == tree_of(HTML(string=document).etree_element)
    assert read.wrapper_element.etree_element is read.etree_element


@pytest.mark.parametrize("document", [OnItsOwn, StyledInFull])
@pytest.mark.parametrize("letter", SAMPLES.values(), ids=SAMPLES)
def test_a_letter_is_the_same_to_the_last_byte_as_weasyprint_reads_and_styles_it(letter, document, monkeypatch):
    ours = letter_pdf(letter, preview=True)
    monkeypatch.setattr(rendering, "LetterDocument", document)
    assert letter_pdf(letter, preview=True) == ours


def test_nothing_is_styled_that_no_letter_has(monkeypatch):
    styled = []
    style = StyleFor.set_computed_styles

    def counted(self, element, *arguments, pseudo_type=None, **options):
        styled.append(pseudo_type)
        return style(self, element, *arguments, pseudo_type=pseudo_type, **options)

    monkeypatch.setattr(StyleFor, "set_computed_styles", counted)
    letter_pdf(january_letter())
    ours = set(styled) - {None}
    monkeypatch.setattr(rendering, "LetterDocument", OnItsOwn)
    letter_pdf(january_letter())
    assert {"footnote-call", "note-marker", "@left-middle"} <= set(styled)
    assert ours <= {"marker", "before", "@footnote", "@note-area"} | MARGIN_BOXES


def test_the_boxes_in_the_margins_are_those_that_the_style_sheet_writes_in():
    rules = rendering.Press().stylesheet.page_rules
    written = {selector[1] for _rule, selectors, _declarations in rules for selector in selectors}
    assert written - {None} == MARGIN_BOXES
