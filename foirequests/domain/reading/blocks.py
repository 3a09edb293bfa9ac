"""A text as paragraphs and items of lists; what is nested in an item belongs to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from codes.domain.passages import Passage
from foirequests.domain.reading.asks import does_ask
from foirequests.domain.reading.listing import Line, lines

_DEEPER = 2  # spaces by which a mark of the same kind is set in when it begins a list within a list


@dataclass(frozen=True)
class Block:
    """A paragraph, or an item of the outermost list with all that is nested in it.

    `own` is the item's first line with the lines that go on with it, `passage` the whole; `text_start` where the
    words begin after the item's mark. `style` is empty for a paragraph.
    """

    passage: Passage
    own: Passage
    text_start: int
    style: str = ""


def blocks(text: str, stretches: tuple[Passage, ...]) -> Iterator[Block]:
    """The blocks of the stretches of a text, in order."""
    for stretch in stretches:
        building = _Building(text)
        for line in lines(text, stretch):
            yield from building.take(line)
        yield from building.finished()


class _Building:
    """The block that is being put together, and the lists that are open."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._first: Line | None = None
        self._last: Line | None = None
        self._own_end = 0
        self._open: list[tuple[str, int]] = []  # style and indent of each list, the outermost first

    def take(self, line: Line) -> Iterator[Block]:
        """The block that the line ends, if it ends one."""
        if line.style:
            self._find_list(line)
            begins = len(self._open) == 1 or not self._first or not self._first.style
        else:
            begins = not self._goes_on(line)
            if begins:
                self._open = []
        if begins:
            yield from self.finished()
            self._first, self._own_end = line, line.passage.end
        elif not line.style and self._own_end == self._last.passage.end:
            self._own_end = line.passage.end
        self._last = line

    def finished(self) -> Iterator[Block]:
        """The block so far."""
        first, last = self._first, self._last
        if first and last:
            passage = Passage(first.passage.start, last.passage.end)
            yield Block(passage, Passage(first.passage.start, self._own_end), first.text_start, first.style)
        self._first = None

    def _find_list(self, line: Line) -> None:
        """Which of the open lists the line is an item of; a new list within them when of none."""
        for depth in range(len(self._open) - 1, -1, -1):
            style, indent = self._open[depth]
            if line.style == style and line.indent < indent + _DEEPER:
                del self._open[depth + 1 :]
                return
        self._open.append((line.style, line.indent))

    def _goes_on(self, line: Line) -> bool:
        """Whether a line without a mark goes on with the block: after an empty line only if set in under an item."""
        if not self._first or not self._last:
            return False
        if not self._first.style:
            return not line.blank_before
        if line.blank_before:
            return line.indent > self._first.indent
        ended = self._last.passage.of(self._text).endswith((".", "?", "!"))
        return not (ended and line.indent <= self._first.indent and does_ask(self._text, line.passage))
