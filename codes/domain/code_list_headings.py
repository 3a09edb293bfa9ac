"""Recognising a list by its tab's name and its columns by their headings, without guessing."""

import re
from collections.abc import Sequence

from codes.domain.code_labels import normalised
from codes.domain.code_list_mapping import ListMapping, Sheet, cell_at
from codes.domain.code_lists import LISTS

ROWS_SEARCHED = 20
LIST_WORDS = {
    "specialty": {"specialty", "speciality", "specialties", "specialities", "specialism", "specialisms"},
    "cause": {"cause", "causes"},
    "injury": {"injury", "injuries"},
}
NUMBER_WORDS = {"code", "codes", "no", "nos", "num", "number", "numbers", "id", "ref", "reference"}
LABEL_WORDS = {"name", "names", "label", "labels", "title", "value", "values"}
DESCRIPTION_WORDS = {"description", "descriptions", "desc", "definition", "details", "meaning", "guidance"}
FILLING_WORDS = {"cnst", "of", "the", "list", "type", "types", "nhs", "resolution", "and", "primary", "clinical"}


def lists_named_by(sheet: Sheet) -> set[str]:
    """The lists that the tab's own name speaks of or, when it speaks of none, its first rows."""
    by_name = _lists_in(sheet.title)
    if by_name:
        return by_name
    for row in sheet.cells[:ROWS_SEARCHED]:
        headings = [cell for cell in row if normalised(cell) and set(normalised(cell).split()) <= _heading_words()]
        found = set().union(*map(_lists_in, headings))
        if found:
            return found
    return set()


def _lists_in(text: str) -> set[str]:
    words = set(normalised(text).split())
    return {name for name, named in LIST_WORDS.items() if words & named}


def _heading_words() -> set[str]:
    lists = set().union(*LIST_WORDS.values())
    return lists | NUMBER_WORDS | LABEL_WORDS | DESCRIPTION_WORDS | FILLING_WORDS


def recognise(name: str, found: Sequence[Sheet]) -> tuple[ListMapping | None, str]:
    """Where a list stands among the tabs that could be it; or None and the question to ask a person."""
    title = LISTS[name]
    if not found:
        return None, f"{title}: no tab has this list's name. Say which tab it is on."
    if len(found) > 1:
        tabs = " and ".join(f"“{sheet.title}”" for sheet in found)
        return None, f"{title}: the tabs {tabs} could all be this list. Say which one it is."
    sheet = found[0]
    if len(lists_named_by(sheet)) > 1:
        return None, f"{title}: the tab “{sheet.title}” speaks of more than one list. Say which columns are this one's."
    header_row, roles = _header(name, sheet)
    if "label" in roles:
        return ListMapping(sheet.title, header_row, roles["label"], roles.get("number"), roles.get("description")), ""
    filled = [column for column in range(1, sheet.width + 1) if any(cell_at(row, column) for row in sheet.cells)]
    if len(filled) == 1:
        return ListMapping(sheet.title, 0, filled[0]), ""
    if not filled:
        return None, f"{title}: the tab “{sheet.title}” is empty."
    return None, f"{title}: cannot tell which column of the tab “{sheet.title}” holds the labels. Say which one it is."


def _header(name: str, sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The heading row (0: none) and the column of each role, from the row of the first rows that says most."""
    best: tuple[int, int, dict[str, int]] = (0, 0, {})
    for number, row in enumerate(sheet.cells[:ROWS_SEARCHED], start=1):
        roles, weight = _roles(name, row)
        if weight > best[0]:
            best = (weight, number, roles)
    weight, number, roles = best
    if "label" not in roles and "description" in roles:
        roles["label"] = roles.pop("description")
    if "label" not in roles and "number" in roles and _holds_words(sheet, number, roles["number"]):
        roles["label"] = roles.pop("number")
    return number, roles


def _roles(name: str, row: Sequence[str]) -> tuple[dict[str, int], int]:
    roles: dict[str, int] = {}
    weight = 0
    for column, cell in enumerate(row, start=1):
        words = set(normalised(cell).split())
        role = _role(name, words)
        if role and role not in roles:
            roles[role] = column
            weight += 3 if not words & FILLING_WORDS and len(words) <= 2 else 1
    return roles, weight


def _role(name: str, words: set[str]) -> str | None:
    if not words or not words <= _heading_words():
        return None
    if words & DESCRIPTION_WORDS:
        return "description"
    if words & LABEL_WORDS:
        return "label"
    if words & NUMBER_WORDS:
        return "number"
    return "label" if words & LIST_WORDS[name] else None


def _holds_words(sheet: Sheet, header_row: int, column: int) -> bool:
    below = [cell_at(row, column) for row in sheet.cells[header_row:]]
    filled = [value for value in below if value]
    return bool(filled) and sum(bool(re.search(r"[A-Za-z]{4}", value)) for value in filled) * 2 > len(filled)
