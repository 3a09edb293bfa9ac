"""A letter's HTML as WeasyPrint takes it: read by libxml2, and without styles for what no letter has."""

import copy
from functools import cache

from lxml import etree
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

MARGIN_BOXES = frozenset({"@top-center", "@bottom-left", "@bottom-right"})
"""The boxes in the margins of a page that `letter-print.css` writes in."""
_SIDES = ("@top-", "@right-", "@bottom-", "@left-")


class LetterDocument(HTML):
    """The document of one letter, from our own template.

    WeasyPrint reads HTML in Python, forgiving what our template never does; libxml2 makes the same tree in a sixtieth
    of the time.
    """

    def __init__(self, document: str, *, url_fetcher: URLFetcher):
        super().__init__(string="<html>", url_fetcher=url_fetcher)
        self.etree_element = etree.fromstring(document, etree.HTMLParser(remove_comments=True, huge_tree=True))
        self.wrapper_element = type(self.wrapper_element).from_html_root(self.etree_element)

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [_for_letters(sheet) for sheet in super()._ua_stylesheets(forms)]


@cache
def _for_letters(sheet: CSS) -> CSS:
    """WeasyPrint's own style sheet without what costs a long letter a tenth of its time and prints nothing.

    It styles, for every element, five notes that it might have and the marker of an item that it might be, and for
    every page each box in its margins. Letters have no such notes, only list items have a marker, and most of the boxes
    are empty.
    """
    lean, matcher = copy.copy(sheet), copy.copy(sheet.matcher)
    of_all = [entry for entry in matcher.other_selectors if "note" not in (entry[3] or "")]
    markers = [entry for entry in of_all if entry[3] == "marker"]
    by_name = matcher.lower_local_name_selectors
    matcher.other_selectors = [entry for entry in of_all if entry not in markers]
    matcher.lower_local_name_selectors = by_name | {"li": by_name["li"] + markers}
    lean.matcher = matcher
    lean.page_rules = [
        (rule, [selector for selector in selectors if _is_printed(selector[1])], declarations)
        for rule, selectors, declarations in sheet.page_rules
    ]
    return lean


def _is_printed(box: str | None) -> bool:
    return box is None or not box.startswith(_SIDES) or box in MARGIN_BOXES
