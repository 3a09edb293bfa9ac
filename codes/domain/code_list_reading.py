"""From the cells of a workbook to code rows: which tab is which list, where the headings are, what each column holds.

The headings of the real workbook are not known, so nothing is taken for certain: what cannot be told is a question,
and a mapping given by a person answers it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from codes.domain.code_labels import normalised
from codes.domain.code_lists import CONFIDENCES, LISTS, CodeRow
from codes.domain.errors import WorkbookRefused

ROWS_SEARCHED = 20
LONGEST_LABEL = 200
LONGEST_NUMBER = 20
LIST_WORDS = {
    "specialty": {"specialty", "speciality", "specialties", "specialities", "specialism", "specialisms"},
    "cause": {"cause", "causes"},
    "injury": {"injury", "injuries"},
}
NUMBER_WORDS = {"code", "codes", "no", "nos", "num", "number", "numbers", "id", "ref", "reference"}
LABEL_WORDS = {"name", "names", "label", "labels", "title", "value", "values"}
DESCRIPTION_WORDS = {"description", "descriptions", "desc", "definition", "details", "meaning", "guidance"}
FILLING_WORDS = {"cnst", "of", "the", "list", "type", "types", "nhs", "resolution", "and", "primary", "clinical"}
OUR_HEADINGS = {
    "confidence": "confidence",
    "basis": "basis",
    "scheme": "scheme",
    "sources": "sources",
    "also spelt": "spellings",
    "words that requesters use": "requester_words",
    "note": "note",
    "notes": "note",
}
NOTE_AT_THE_FOOT = ("note:", "notes:", "source:", "sources:", "©", "*")
ROLES = {"label": "Label", "number": "Code number", "description": "Description"}


@dataclass(frozen=True)
class Sheet:
    """One tab as read: its cells as text, and what is hidden on it. Rows and columns count from 1."""

    title: str
    cells: tuple[tuple[str, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    cut_short: bool = False

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row) for row in self.cells), default=0)


@dataclass(frozen=True)
class ListMapping:
    """Where one list stands: tab, heading row (0: none) and columns, counted from 1."""

    tab: str
    header_row: int
    label: int
    number: int | None = None
    description: int | None = None


@dataclass(frozen=True)
class ListReading:
    """What was understood of one list."""

    list_name: str
    where: ListMapping
    headings: Mapping[str, str]
    rows: tuple[CodeRow, ...]


@dataclass(frozen=True)
class Reading:
    """What was understood of a workbook. `questions` are to be answered by a mapping, `problems` in the workbook."""

    lists: Mapping[str, ListReading]
    findings: tuple[str, ...] = ()
    questions: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[CodeRow, ...]:
        """Every value of the three lists."""
        return tuple(row for name in LISTS if name in self.lists for row in self.lists[name].rows)

    @property
    def says_its_confidence(self) -> bool:
        """Whether the workbook itself says how sure it is of its values: then it is not the official one."""
        return any("confidence" in each.headings for each in self.lists.values())

    def insist(self) -> "Reading":
        """This reading when it may be imported; raises WorkbookRefused with everything that stands in the way."""
        if self.questions or self.problems:
            raise WorkbookRefused("\n".join((*self.questions.values(), *self.problems)))
        return self


def read_lists(sheets: Sequence[Sheet], mapping: Mapping[str, ListMapping] | None = None) -> Reading:
    """Read the three lists from the tabs of a workbook, by `mapping` where it speaks and by recognition elsewhere."""
    mapping = mapping or {}
    findings = list(_findings_about(sheets))
    shown = [sheet for sheet in sheets if not sheet.hidden]
    questions: dict[str, str] = {}
    lists: dict[str, ListReading] = {}
    problems: list[str] = []
    free = [sheet for sheet in shown if sheet.title not in {each.tab for each in mapping.values()}]
    for name, title in LISTS.items():
        if name in mapping:
            where = _checked(mapping[name], shown, title)
        else:
            found = [sheet for sheet in free if name in lists_named_by(sheet)]
            where, question = _recognise(name, found)
            if question:
                questions[name] = question
                continue
        sheet = next(each for each in shown if each.title == where.tab)
        columns = _columns_of_ours(sheet, where)
        rows, told, wrong = _rows(name, sheet, where, columns)
        findings += told
        problems += wrong
        if not rows and not wrong:
            questions[name] = f"{title}: the tab “{sheet.title}” has no values under its headings."
        lists[name] = ListReading(name, where, _headings(sheet, where, columns), rows)
    used = {each.where.tab for each in lists.values()}
    findings += [f"The tab “{sheet.title}” was left out." for sheet in shown if sheet.title not in used]
    findings += _repeats_of_tabs(lists)
    return Reading(lists, tuple(findings), questions, tuple(problems))


def lists_named_by(sheet: Sheet) -> set[str]:
    """The lists that the tab's own name speaks of or, when it speaks of none, its first rows."""
    by_name = _lists_in(sheet.title)
    if by_name:
        return by_name
    for row in sheet.cells[:ROWS_SEARCHED]:
        for cell in row:
            words = set(normalised(cell).split())
            if words and words <= _heading_words():
                found = _lists_in(cell)
                if found:
                    return found
    return set()


def mapping_from_json(raw: object) -> dict[str, ListMapping]:
    """A mapping from JSON: `{"specialty": {"tab": "Sheet1", "header_row": 3, "label": "B", "number": "A"}}`.

    Columns are letters or numbers counted from 1. Raises WorkbookRefused with what is wrong.
    """
    if not isinstance(raw, Mapping):
        raise WorkbookRefused("The mapping has to name the lists: specialty, cause, injury.")
    strange = [str(name) for name in raw if name not in LISTS]
    if strange:
        raise WorkbookRefused(f"The mapping names a list that does not exist: {', '.join(strange)}.")
    return {name: _mapping_of(LISTS[name], each) for name, each in raw.items()}


def mapping_to_json(mapping: Mapping[str, ListMapping]) -> dict[str, dict[str, object]]:
    """The mapping as JSON, readable by `mapping_from_json`."""
    return {
        name: {key: value for key, value in vars(each).items() if value is not None} for name, each in mapping.items()
    }


def column_letters(column: int) -> str:
    """`A` for 1, `AA` for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _mapping_of(title: str, raw: object) -> ListMapping:
    if not isinstance(raw, Mapping) or not raw.get("tab") or not raw.get("label"):
        raise WorkbookRefused(f"{title}: the mapping needs a tab and the column of the label.")
    strange = set(raw) - {"tab", "header_row", "label", "number", "description"}
    if strange:
        raise WorkbookRefused(f"{title}: the mapping has something unknown: {', '.join(sorted(map(str, strange)))}.")
    header_row = raw.get("header_row", 1)
    if not re.fullmatch(r"[0-9]{1,4}", str(header_row)):
        raise WorkbookRefused(f"{title}: the heading row is a number, 0 for none.")
    columns = {role: _column_number(title, raw.get(role)) for role in ROLES}
    return ListMapping(str(raw["tab"]), int(header_row), columns["label"], columns["number"], columns["description"])


def _column_number(title: str, raw: object) -> int | None:
    if raw is None or raw == "":
        return None
    words = str(raw).strip().upper()
    if re.fullmatch(r"[1-9][0-9]{0,2}", words):
        return int(words)
    if re.fullmatch(r"[A-Z]{1,2}", words):
        number = 0
        for letter in words:
            number = number * 26 + ord(letter) - ord("A") + 1
        return number
    raise WorkbookRefused(f"{title}: “{raw}” is not a column. Use its letter, like B.")


def _checked(where: ListMapping, shown: Sequence[Sheet], title: str) -> ListMapping:
    sheet = next((each for each in shown if each.title == where.tab), None)
    if sheet is None:
        raise WorkbookRefused(f"{title}: the workbook has no visible tab called “{where.tab}”.")
    for column in (where.label, where.number, where.description):
        if column is not None and column > sheet.width:
            raise WorkbookRefused(f"{title}: the tab “{where.tab}” has no column {column_letters(column)}.")
    if where.header_row > len(sheet.cells):
        raise WorkbookRefused(f"{title}: the tab “{where.tab}” has no row {where.header_row}.")
    return where


def _lists_in(text: str) -> set[str]:
    words = set(normalised(text).split())
    return {name for name, named in LIST_WORDS.items() if words & named}


def _heading_words() -> set[str]:
    lists = set().union(*LIST_WORDS.values())
    return lists | NUMBER_WORDS | LABEL_WORDS | DESCRIPTION_WORDS | FILLING_WORDS


def _recognise(name: str, found: Sequence[Sheet]) -> tuple[ListMapping | None, str]:
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
    filled = [column for column in range(1, sheet.width + 1) if any(_cell(row, column) for row in sheet.cells)]
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
    below = [_cell(row, column) for row in sheet.cells[header_row:]]
    filled = [value for value in below if value]
    return bool(filled) and sum(bool(re.search(r"[A-Za-z]{4}", value)) for value in filled) * 2 > len(filled)


def _columns_of_ours(sheet: Sheet, where: ListMapping) -> dict[str, int]:
    """The further columns that our own workbook has: confidence, sources, other spellings."""
    if not where.header_row:
        return {}
    headings = sheet.cells[where.header_row - 1]
    taken = {where.label, where.number, where.description}
    named = {OUR_HEADINGS.get(normalised(cell)): at for at, cell in enumerate(headings, start=1) if at not in taken}
    return {role: column for role, column in named.items() if role}


def _headings(sheet: Sheet, where: ListMapping, columns: Mapping[str, int]) -> dict[str, str]:
    """What each role's column is headed, for people: `{"label": "column B, “Specialty”"}`."""
    roles = {"label": where.label, "number": where.number, "description": where.description, **columns}
    row = sheet.cells[where.header_row - 1] if where.header_row else ()
    return {
        role: f"column {column_letters(column)}" + (f", “{_cell(row, column)}”" if _cell(row, column) else "")
        for role, column in roles.items()
        if column
    }


def _rows(
    name: str, sheet: Sheet, where: ListMapping, columns: Mapping[str, int]
) -> tuple[tuple[CodeRow, ...], list[str], list[str]]:
    """The values of one list, what was noticed, and what is wrong."""
    rows: list[CodeRow] = []
    findings: list[str] = []
    problems: list[str] = []
    labels: dict[tuple[str, str], int] = {}
    numbers: dict[str, int] = {}
    tab = f"the tab “{sheet.title}”"
    for at, cells in enumerate(sheet.cells[where.header_row :], start=where.header_row + 1):
        label, number = _cell(cells, where.label), _number(_cell(cells, where.number))
        if at in sheet.hidden_rows or not (label or number):
            continue
        if not label:
            findings.append(f"Row {at} of {tab} has the code number {number} and no label; it was left out.")
            continue
        if label.casefold().startswith(NOTE_AT_THE_FOOT):
            findings.append(f"Row {at} of {tab} reads like a note (“{label[:60]}”); it was left out.")
            continue
        row = CodeRow(name, label, number, _cell(cells, where.description)[:500])
        if len(label) > LONGEST_LABEL or not row.key[1]:
            problems.append(f"Row {at} of {tab}: a label has 1 to {LONGEST_LABEL} characters, with a letter or digit.")
            continue
        if len(number) > LONGEST_NUMBER:
            problems.append(f"Row {at} of {tab}: a code number has at most {LONGEST_NUMBER} characters.")
            continue
        if row.key in labels:
            problems.append(f"“{label}” stands twice on {tab}: rows {labels[row.key]} and {at}.")
            continue
        if number and number in numbers:
            problems.append(f"The code number {number} stands twice on {tab}: rows {numbers[number]} and {at}.")
            continue
        labels[row.key], numbers[number] = at, at
        row, wrong = _with_ours(row, cells, columns)
        problems += [f"Row {at} of {tab}: {wrong}"] if wrong else []
        rows.append(row)
    if not where.header_row:
        findings.append(f"{tab[0].upper()}{tab[1:]} has no heading row: each of its rows was taken for a value.")
    return tuple(rows), findings, problems


def _with_ours(row: CodeRow, cells: Sequence[str], columns: Mapping[str, int]) -> tuple[CodeRow, str]:
    given = {role: _cell(cells, column) for role, column in columns.items()}
    confidence = given.get("confidence", "").casefold() or row.confidence
    if confidence not in CONFIDENCES:
        return row, f"“{given['confidence']}” is not a confidence. Use high, medium or low."
    return replace(
        row,
        confidence=confidence,
        basis=given.get("basis", "")[:200],
        scheme=given.get("scheme", "")[:80],
        note=given.get("note", ""),
        sources=tuple(_lines(given.get("sources", ""))),
        spellings=tuple(map(_with_note, _lines(given.get("spellings", "")))),
        requester_words=tuple(map(_with_note, _lines(given.get("requester_words", "")))),
    ), ""


def _with_note(words: str) -> tuple[str, str]:
    """`Maternity (requesters, press)` is the synonym `Maternity` with a note."""
    found = re.fullmatch(r"(.+?)\s+\(([^()]*)\)", words)
    return (found[1][:200], found[2][:200]) if found else (words[:200], "")


def _lines(text: str) -> Iterable[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column - 1] if column and column <= len(row) else ""


def _number(text: str) -> str:
    """A code number as written; spreadsheets turn 12 into 12.0."""
    return re.sub(r"\.0+\Z", "", text) if re.fullmatch(r"[0-9]+\.0+", text) else text


def _findings_about(sheets: Iterable[Sheet]) -> Iterable[str]:
    for sheet in sheets:
        if sheet.hidden:
            yield f"The tab “{sheet.title}” is hidden; it was left out."
            continue
        rows = sorted(at for at in sheet.hidden_rows if at <= len(sheet.cells) and any(sheet.cells[at - 1]))
        if rows:
            yield f"Hidden rows of the tab “{sheet.title}” were left out: {_spans(rows)}."
        columns = [at for at in sorted(sheet.hidden_columns) if any(_cell(row, at) for row in sheet.cells)]
        if columns:
            yield f"The tab “{sheet.title}” has hidden columns: {', '.join(map(column_letters, columns))}."
        if sheet.cut_short:
            yield f"Only the first {len(sheet.cells):,} rows of the tab “{sheet.title}” were read."


def _repeats_of_tabs(lists: Mapping[str, ListReading]) -> list[str]:
    tabs = [each.where.tab for each in lists.values()]
    return [f"The tab “{tab}” holds more than one list." for tab in dict.fromkeys(tabs) if tabs.count(tab) > 1]


def _spans(numbers: Sequence[int]) -> str:
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in spans)
