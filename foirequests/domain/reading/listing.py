"""Lines of a text and the marks of lists: numbers, letters, bullets, “Question 1”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from codes.domain.passages import Passage

_MARK = re.compile(
    r"(?P<indent>[^\S\n]*)"
    r"(?:(?P<named>(?:question|request|part|item|q)\s?(?:[0-9]{1,3}|[a-h]|one|two|three|four|five|six)\s?[.:)\-–]{1,2}|q[0-9]{1,2}(?=\s+[^\d\s]))"
    r"|(?P<deep>[0-9]{1,3}(?:\.[0-9]{1,3}){1,4}[.)]?)(?=\s)"
    r"|(?P<number>\(?[0-9]{1,3}(?:[.)]|\.\))|\[[0-9]{1,3}\]|[0-9]{1,2}\s?[-–:](?=\s))(?!\d)"
    r"|(?P<letter>\(?(?:[a-z]|i{2,3}|iv|vi{1,3}|ix|xi{1,3})[.)])(?=\s)"
    r"|(?P<bullet>[-*•⦁–—·▪◦‣●○➢✓]|(?-i:o))(?=\s))[^\S\n]*",
    re.IGNORECASE,
)
_INLINE = re.compile(r"(?<=[\s:;,.?])\(?(?P<value>[0-9]{1,2}|[a-h]|i{1,3}|iv|v)(?P<close>[.)])(?=\s?\w)")
_BEFORE_INLINE = frozenset(":;.?,\n")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}


@dataclass(frozen=True)
class Line:
    """A line, from its first mark to its end. `style` is the kind of its list mark, empty for none; `text_start` where
    its words begin after the mark; `blank_before` when an empty line stands between it and the one before."""

    passage: Passage
    text_start: int
    style: str = ""
    indent: int = 0
    blank_before: bool = False


def lines(text: str, within: Passage) -> Iterator[Line]:
    """The lines of the passage that have words; a list within a line begins a line with each of its marks."""
    blank = True
    for start, end in _stretches(text, within):
        if not text[start:end].strip():
            blank = True
            continue
        end = start + len(text[start:end].rstrip())
        mark = _MARK.match(text, start, end)
        if mark and mark.end() < end:
            indent = mark.end("indent") - start
            yield Line(Passage(start + indent, end), mark.end(), mark.lastgroup or "", indent, blank)
        else:
            first = end - len(text[start:end].lstrip())
            yield Line(Passage(first, end), first, "", first - start, blank)
        blank = False


def _stretches(text: str, within: Passage) -> Iterator[tuple[int, int]]:
    start = within.start
    while start < within.end:
        end = text.find("\n", start, within.end)
        end = within.end if end < 0 else end
        begin = start
        for place in _marks_in(text, start, end):
            yield begin, place
            begin = place
        yield begin, end
        start = end + 1


def _marks_in(text: str, start: int, end: int) -> list[int]:
    """Where a list that stands within the line has its marks: (a) … (b) …, or 1. … 2. …, counted from the first."""
    runs: dict[tuple[str, str, bool], list[int]] = {}
    for mark in _INLINE.finditer(text, start, end):
        value, begin = mark["value"], mark.start()
        for style, number in _numbers(value):
            run = runs.setdefault((style, mark["close"], text[begin] == "("), [])
            if number == len(run) + 1 and (run or _may_begin(text, start, begin)):
                run.append(begin)
    longest = max(runs.values(), key=len, default=[])
    return [place for place in longest if place > start] if len(longest) > 1 else []


def _numbers(value: str) -> Iterator[tuple[str, int]]:
    if value.isdigit():
        yield "number", int(value)
        return
    if len(value) == 1:
        yield "letter", ord(value.lower()) - ord("a") + 1
    if value.lower() in _ROMAN:
        yield "roman", _ROMAN[value.lower()]


def _may_begin(text: str, start: int, place: int) -> bool:
    before = text[start:place].rstrip()
    return not before or before[-1] in _BEFORE_INLINE
