"""The mark that Word prints before a paragraph of a list, and that is no part of its words."""

from typing import Any

from docx.oxml.ns import qn

_DEEPEST = 8
_MOST_BASES = 20


def list_mark(paragraph: Any, document: Any, counted: dict[str, int]) -> str | None:
    """The mark of a paragraph element as wording writes it; "" outside of lists, None for a number that cannot be.

    `counted` are the numbers given in the list that the last paragraph belonged to; it is changed.
    """
    found = _list_of(paragraph, document)
    if found is None:
        counted.clear()
        return ""
    key, level = found
    shape = _shape(document, key, level)
    indent = "  " * level
    if shape == "bullet":
        return f"{indent}- "
    if shape == "none":
        return ""
    if shape != "decimal":
        return None
    at = f"{key} {level}"
    counted[at] = counted.get(at, 0) + 1
    return f"{indent}{counted[at]}. "


def _list_of(paragraph: Any, document: Any) -> tuple[str, int] | None:
    """The list and level of a paragraph, its own or those of its style and what that is based on."""
    own = paragraph.find(qn("w:pPr"))
    named = None if own is None else own.find(qn("w:pStyle"))
    places = [own, *_styles(document, None if named is None else named.get(qn("w:val")))]
    key, level = None, 0
    for place in places:
        numbered = None if place is None else place.find(qn("w:numPr"))
        if numbered is None:
            continue
        at, of = numbered.find(qn("w:ilvl")), numbered.find(qn("w:numId"))
        level = level or (0 if at is None else min(int(at.get(qn("w:val"))), _DEEPEST))
        if of is not None:
            key = of.get(qn("w:val"))
            break
    return None if key in (None, "0") else (key, level)


def _styles(document: Any, name: str | None) -> list[Any]:
    """The paragraph properties of a style and of those that it is based on, the nearest first."""
    styles = {style.get(qn("w:styleId")): style for style in document.styles.element.findall(qn("w:style"))}
    found = []
    while name in styles and len(found) < _MOST_BASES:
        found.append(styles[name].find(qn("w:pPr")))
        based = styles[name].find(qn("w:basedOn"))
        name = None if based is None else based.get(qn("w:val"))
    return found


def _shape(document: Any, key: str, level: int) -> str:
    """How a list is marked at a level: bullet, decimal, or another form; none when the document does not say."""
    related = [each for each in document.part.rels.values() if each.reltype.endswith("/numbering")]
    if not related or related[0].is_external:
        return "none"
    numbering = related[0].target_part.element
    lists = {each.get(qn("w:numId")): each.find(qn("w:abstractNumId")) for each in numbering.findall(qn("w:num"))}
    of = lists.get(key)
    for abstract in numbering.findall(qn("w:abstractNum")) if of is not None else []:
        if abstract.get(qn("w:abstractNumId")) == of.get(qn("w:val")):
            for each in abstract.findall(qn("w:lvl")):
                if each.get(qn("w:ilvl")) == str(level):
                    return _form(each)
    return "none"


def _form(level: Any) -> str:
    form, text = level.find(qn("w:numFmt")), level.find(qn("w:lvlText"))
    name = "decimal" if form is None else form.get(qn("w:val"))
    said = "" if text is None else text.get(qn("w:val"), "")
    # "%1.%2" counts in parts and "Section %1" has words; both would be lost.
    is_plain = name != "decimal" or said.strip("%0123456789.)( ") == "" and said.count("%") == 1
    return name if is_plain else "other"
