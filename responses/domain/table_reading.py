"""Reading a table that somebody typed, pasted or sent as a file of separated values.

Everything is text: no cell is counted, rounded or turned into a date. Bounds keep a letter readable and a hostile file
harmless.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence

from responses.domain.errors import Refused

MOST_ROWS = 300
MOST_COLUMNS = 12
LONGEST_CELL = 200
MOST_CHARACTERS = 60_000
LARGEST_FILE = 1024 * 1024
"""Bytes of a file of separated values: far more than the characters that a table may have."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"[£$€]?\s*[-−]?\d[\d,. ]*(?:%|k|m|bn| million| billion)?")

SEPARATORS = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "upright line"}

Cells = tuple[tuple[str, ...], ...]


def read_typed(text: str) -> Cells:
    """The cells of a table that was typed or pasted: one row a line, cells parted by a tab, `|`, `;` or a comma.

    Raises:
        Refused: it is empty, too large, or its rows have different numbers of cells.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not plain.strip():
        raise Refused("Enter the table: one row a line, the headings of the columns first.")
    try:
        rows = _parted(plain)
    except csv.Error:  # a cell longer than any that is read
        rows = []
    if len(plain) > MOST_CHARACTERS and sum(map(any, rows)) - 1 <= MOST_ROWS:
        raise Refused(_too_long(len(plain)))
    return checked(rows)


def read_separated(content: bytes) -> Cells:
    """The cells of a file of comma- or otherwise separated values (CSV), in UTF-8, UTF-16 or Windows-1252.

    Raises:
        Refused: it is no text, empty, too large, or its rows have different numbers of cells.
    """
    if len(content) > LARGEST_FILE:
        raise Refused(f"The file is larger than {LARGEST_FILE // 1024:,} kB. A table of a letter is far smaller.")
    if content.startswith((b"PK", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise Refused("This is no file of separated values, whatever its name says. Save the sheet as CSV.")
    return read_typed(_decoded(content))


def checked(rows: Sequence[Sequence[str]]) -> Cells:
    """The cells, tidied, without empty rows and columns at the edges.

    Raises:
        Refused: a bound is broken, a row has a cell too many or too few, a heading is missing, or two columns or rows
            have the same name.
    """
    tidied = [[_tidied(cell) for cell in row] for row in rows]
    tidied = [row for row in tidied if any(row)]
    if len(tidied) < 2:
        raise Refused("A table needs a row of headings and at least one row below it.")
    columns = max(place for row in tidied for place, cell in enumerate(row, 1) if cell)
    tidied = [row[:columns] + [""] * (columns - len(row)) for row in tidied]
    if columns > MOST_COLUMNS:
        raise Refused(f"The table has {columns} columns. A page has room for {MOST_COLUMNS}: part the table.")
    if len(tidied) - 1 > MOST_ROWS:
        raise Refused(
            f"The table has {len(tidied) - 1:,} rows. A letter has room for {MOST_ROWS}: give totals, or part it."
        )
    _check_cells(tidied)
    _check_names(tidied)
    return tuple(tuple(row) for row in tidied)


def as_typed(cells: Sequence[Sequence[str]]) -> str:
    """The cells as they can be typed again: tabs between them, which no cell has."""
    return "\n".join("\t".join(row) for row in cells)


def read_symbols(text: str) -> tuple[tuple[str, str], ...]:
    """Signs and what they mean, one pair a line: `* = fewer than five, withheld under section 40(2)`.

    Raises:
        Refused: a line has no sign or no meaning, or a sign stands there twice.
    """
    symbols: dict[str, str] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        sign, _, meaning = (piece.strip() for piece in line.partition("="))
        if not sign or not meaning or len(sign) > 10:
            raise Refused(
                f"Write each sign and what it means as “* = fewer than five”. This line is none: {line.strip()}"
            )
        if sign in symbols:
            raise Refused(f"The sign {sign} is explained twice.")
        symbols[sign] = _tidied(meaning)
    return tuple(symbols.items())


def read_notes(text: str) -> tuple[str, ...]:
    """Footnotes, one a line, without the numbers that they are printed with."""
    return tuple(_tidied(line) for line in text.splitlines() if line.strip())


def unexplained(cells: Sequence[Sequence[str]], symbols: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Cells below the headings that are nothing but signs and are explained by none of the symbols, each once."""
    known = {sign for sign, _meaning in symbols}
    signs = [
        cell
        for row in cells[1:]
        for cell in row[1:]
        if cell and not any(character.isalnum() for character in cell) and cell not in known
    ]
    return tuple(dict.fromkeys(signs))


def _parted(text: str) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(text), delimiter=_separator(text), skipinitialspace=True)]


def _separator(text: str) -> str:
    """The sign that parts the cells: that which parts the most lines into the same number of cells, tabs before all."""
    lines = [line for line in text.split("\n") if line.strip()][:50]
    best, most = ",", 0
    for sign in SEPARATORS:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign, skipinitialspace=True)]
        alike = widths.count(max(set(widths), key=widths.count)) if max(widths, default=0) > 1 else 0
        if alike > most:
            best, most = sign, alike
    return best


def _decoded(content: bytes) -> str:
    of_windows = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if of_windows else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused("The file is no text that we can read. Save it as CSV in UTF-8.")


def _tidied(cell: str) -> str:
    """A cell in one line, without what cannot be seen: it could make a table read otherwise than it was cleared."""
    plain = unicodedata.normalize("NFC", str(cell))
    kept = (character for character in plain if character in "\n\t" or unicodedata.category(character)[0] != "C")
    return " ".join("".join(kept).split())


def _check_cells(rows: Sequence[Sequence[str]]) -> None:
    for place, heading in enumerate(rows[0], 1):
        if not heading:
            raise Refused(f"Column {place} has no heading. Every column needs one, also the first.")
    characters = 0
    for number, row in enumerate(rows):
        for cell in row:
            characters += len(cell)
            if len(cell) > LONGEST_CELL:
                raise Refused(f"A cell of row {number} has {len(cell):,} characters. A cell has up to {LONGEST_CELL}.")
        if number and not row[0]:
            raise Refused(f"Row {number} has nothing in its first cell, which says what the row is about.")
    if characters > MOST_CHARACTERS:
        raise Refused(_too_long(characters))


def _too_long(characters: int) -> str:
    return f"The table has {characters:,} characters. A table of a letter has up to {MOST_CHARACTERS:,}."


def _check_names(rows: Sequence[Sequence[str]]) -> None:
    """No two columns and no two rows have the same name: a reader, or the same figure of another letter, finds one."""
    heads, leading = rows[0], _leading(rows)
    for kind, named in (("Columns", heads), ("Rows", [", ".join(row[:leading]) for row in rows[1:]])):
        seen: dict[str, int] = {}
        for place, name in enumerate(named, 1):
            first = seen.setdefault(name.casefold(), place)
            if first != place:
                raise Refused(
                    f"{kind} {first} and {place} are both called “{named[first - 1]}”. Give each its own name."
                )


def _leading(rows: Sequence[Sequence[str]]) -> int:
    """How many columns on the left name the rows: the first, and those beside it that hold words or years alone."""
    for place in range(1, len(rows[0])):
        if not all(_names_a_row(row[place]) for row in rows[1:]):
            return place
    return len(rows[0])


def _names_a_row(cell: str) -> bool:
    is_figure = _FIGURE.fullmatch(cell) is not None and not _YEAR.fullmatch(cell)
    return not is_figure and any(character.isalnum() for character in cell)
