"""How wide the columns of a printed table are, from what stands in them.

Widths are in ems of the table's text, so that they grow with its size. What a column wants comes in steps, and all
columns take a step before any takes the next: so headings take more lines before cells do, long cells before short
ones, and long words are broken before numbers are.
"""

import re
from collections.abc import Callable, Sequence

LONGEST_WORD = 12
"""Ems: about 24 letters. A longer word is broken before the text of the whole table gets smaller for it."""
SHORTEST_PIECE = 4
"""Ems that a line of words keeps beside numbers that fill the page: about eight letters."""
LINES_OF_HEADING = 3
"""More lines only when the cells below leave no other room."""

_PIECE = re.compile(r"[^\s-]+-*|-+")
_NUMBER = re.compile(r"(?<!\S)[^\sa-z]*\d[^\sa-z]*[a-z]{0,2}(?!\S)", re.IGNORECASE)
"""A figure with its signs (`£1,204.50`, `12%`, `(3)`, `2.1bn`), a year of two (`2019/20`), a range (`5–10`)."""

Measure = Callable[[str], float]
"""The width of a text in one line, in ems."""
Steps = tuple[float, ...]
"""What a column wants, each step as wide as the one before or wider: that no number is broken, no usual word, no word
at all, no cell (and the heading has few lines), that everything stands in one line."""
_WORDS = 1


def steps_of(heading: str, cells: Sequence[str], *, padding: float, bold: Measure, regular: Measure) -> Steps:
    """What a column wants whose heading is bold and whose cells are not, padding included."""
    texts = [(heading, bold), *((cell, regular) for cell in cells)]
    number = max((width(each) for text, width in texts for each in _NUMBER.findall(text)), default=0)
    word = max((width(each) for text, width in texts for each in _PIECE.findall(text)), default=0)
    word = max(word, number)
    lines = max(word, *map(regular, cells), bold(heading) / LINES_OF_HEADING)
    steps = (
        max(number, min(word, SHORTEST_PIECE)),
        max(number, min(word, LONGEST_WORD)),
        word,
        lines,
        max(lines, bold(heading)),
    )
    return tuple(step + padding for step in steps)


def keeps_words_whole(columns: Sequence[Steps], *, room: float) -> bool:
    """Whether a room of so many ems is wide enough for the numbers and for words of the usual length."""
    return sum(steps[_WORDS] for steps in columns) <= room


def column_widths(columns: Sequence[Steps], *, room: float) -> tuple[float, ...]:
    """The widths of the columns in a room of so many ems, which they fill where something is left to want."""
    reached = (0.0,) * len(columns)
    for wanted in zip(*columns, strict=True):
        if sum(wanted) > room:
            return _levelled(reached, wanted, room)
        reached = wanted
    return reached


def _levelled(low: Sequence[float], high: Sequence[float], room: float) -> tuple[float, ...]:
    """Widths between `low` and `high` that fill the room: what is wider than a common level is cut down to it.

    `low` fits into the room and `high` does not.
    """
    pairs = list(zip(low, high, strict=True))
    fitting = [level for level in {*low, *high} if sum(_at(level, *pair) for pair in pairs) <= room]
    level = max(fitting, default=0)
    spare = room - sum(_at(level, *pair) for pair in pairs)
    rising = [least <= level < most for least, most in pairs]
    return tuple(
        _at(level, *pair) + (spare / sum(rising) if rises else 0) for pair, rises in zip(pairs, rising, strict=True)
    )


def _at(level: float, low: float, high: float) -> float:
    """The width of a column at a common level, which moves it between its own ends only."""
    return min(max(level, low), high)
