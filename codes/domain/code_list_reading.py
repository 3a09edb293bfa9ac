"""From the cells of a workbook to code rows: which tab is which list, where the headings are, what each column holds.

The headings of the real workbook are not known, so nothing is taken for certain: what cannot be told is a question,
and a mapping given by a person answers it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from codes.domain.code_labels import normalised
from codes.domain.code_list_headings import lists_named_by, recognise
from codes.domain.code_list_mapping import ListMapping, Sheet, cell_at, checked_mapping, column_letters
from codes.domain.code_lists import CONFIDENCES, LISTS, CodeRow
from codes.domain.errors import WorkbookRefused

LONGEST_LABEL = 200
LONGEST_NUMBER = 20
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
            where = checked_mapping(mapping[name], shown, title)
        else:
            found = [sheet for sheet in free if name in lists_named_by(sheet)]
            where, question = recognise(name, found)
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
        role: f"column {column_letters(column)}" + (f", “{cell_at(row, column)}”" if cell_at(row, column) else "")
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
        label, number = cell_at(cells, where.label), _number(cell_at(cells, where.number))
        if at in sheet.hidden_rows or not (label or number):
            continue
        if not label:
            findings.append(f"Row {at} of {tab} has the code number {number} and no label; it was left out.")
            continue
        if label.casefold().startswith(NOTE_AT_THE_FOOT):
            findings.append(f"Row {at} of {tab} reads like a note (“{label[:60]}”); it was left out.")
            continue
        row = CodeRow(name, label, number, cell_at(cells, where.description)[:500])
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
    given = {role: cell_at(cells, column) for role, column in columns.items()}
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
        columns = [at for at in sorted(sheet.hidden_columns) if any(cell_at(row, at) for row in sheet.cells)]
        if columns:
            yield f"The tab “{sheet.title}” has hidden columns: {', '.join(map(column_letters, columns))}."
        if sheet.cut_short:
            yield f"The tab “{sheet.title}” goes on past row {sheet.rows_read:,}; only the rows to there were read."


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
