"""Slips of the pen in wording: what was meant to be a gap and is none, such as `(received_on))`.

Nothing fills a slip, so it would be printed as it stands. A bracket in a citation (`(section 40(3A)(a))`) is in order:
double brackets are slips only where one of them has no partner in its paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from responses.domain import placeholders

KNOWN = frozenset().union(
    placeholders.MOMENT_GAPS,
    placeholders.SETTING_GAPS,
    placeholders.CASE_GAPS,
    placeholders.GROUND_GAPS,
    placeholders.QUESTION_GAPS,
)
"""The names of the gaps that the product fills or asks for."""

_IN_ORDER = "\0"
"""Stands for a character of a gap that is in order, so that places stay what they are."""
_NEARLY = re.compile(r"\(\((?:[^()\0\n]|\n(?![ \t]*\n)){0,80}\)\)")
_NAME = r"[a-z][a-z0-9]*(?:_[a-z0-9]+){1,20}"
_BRACKETED = re.compile(
    rf"(?<![\w./@:#?=&%+-])(?:[(\[{{<]{{1,3}}[ \t]*(?P<opened>{_NAME})(?:[ \t]*[)\]}}>]{{1,3}})?"
    rf"|(?<![(\[{{<])(?P<closed>{_NAME})[ \t]*[)\]}}>]{{1,3}})(?![\w@])",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<![\w./@:#?=&%+(\[{{<-])(?P<name>{_NAME})(?![\w@)\]}}>/]|\.\w)")
_SINGLE = re.compile(r"\((?<!\w\()(?P<name>[a-z]{1,60})\)(?!\))")
_BRACKET = re.compile(r"[()]")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t]*\n))+")
_OPENED = re.compile(r"\(+[^()]*\)*")
_DOUBLED = ("((", "))", f"({_IN_ORDER}", f"{_IN_ORDER})")
_AROUND = 40
"""Characters of its paragraph that are shown with a bracket that has no partner."""


@dataclass(frozen=True)
class Slip:
    """A passage that looks like a gap and is none, where it begins, and whether it can be nothing else."""

    text: str
    start: int
    is_certain: bool


def slips(text: str, *, single_words: bool = False) -> tuple[Slip, ...]:
    """The slips in a text, in order; with `single_words` also a name of one word in plain brackets, as in `(fee)`."""
    masked = placeholders.GRAMMAR.sub(lambda gap: _IN_ORDER * len(gap.group(0)), text)
    spans = [*_nearly(masked), *_named(masked)]
    if single_words:
        spans += [(*found.span(), False) for found in _SINGLE.finditer(masked) if found["name"] in KNOWN]
    taken = [(start, end) for start, end, _ in spans]
    spans += [span for place, span in _without_partner(masked) if not any(start <= place < end for start, end in taken)]
    return tuple(Slip(text[start:end], start, certain) for start, end, certain in _merged(spans))


_Span = tuple[int, int, bool]


def _nearly(text: str) -> Iterator[_Span]:
    yield from ((*found.span(), True) for found in _NEARLY.finditer(text))


def _named(text: str) -> Iterator[_Span]:
    """Names of gaps in other brackets, and known names without any. Every name has a low line."""
    if "_" not in text:
        return
    for found in _BRACKETED.finditer(text):
        name = (found["opened"] or found["closed"]).casefold()
        yield *found.span(), name in KNOWN or "((" in found.group(0) or "))" in found.group(0)
    for found in _BARE.finditer(text):
        if found["name"] in KNOWN:
            yield *found.span(), False


def _without_partner(text: str) -> Iterator[tuple[int, _Span]]:
    """The place of each double bracket that lacks a partner in its paragraph, and the words that it is about."""
    if not any(doubled in text for doubled in _DOUBLED):
        return
    for paragraph in _PARAGRAPH.finditer(text):
        first, words = paragraph.start(), paragraph.group(0)
        for place in _alone(words):
            if words[place] == "(" and words[place + 1 : place + 2] in ("(", _IN_ORDER):
                start, end = place, _end_after(words, place)
            elif words[place] == ")" and words[max(0, place - 1) : place] in (")", _IN_ORDER):
                start, end = _start_before(words, place), place + 1
            else:
                continue
            yield first + place, (first + start, first + end, words[start:end].strip("() \n") in KNOWN)


def _alone(words: str) -> list[int]:
    """The places of the brackets that have no partner."""
    opened: list[int] = []
    alone: list[int] = []
    for bracket in _BRACKET.finditer(words):
        if bracket.group(0) == "(":
            opened.append(bracket.start())
        elif opened:
            opened.pop()
        else:
            alone.append(bracket.start())
    return sorted([*alone, *opened])


def _end_after(words: str, place: int) -> int:
    """Where the passage that begins with brackets ends: behind those that follow, or with the words shown."""
    shown = _OPENED.match(words[place : place + _AROUND])
    return place + len(shown.group(0).rstrip())


def _start_before(words: str, place: int) -> int:
    """Where the passage that ends with brackets begins."""
    start = max(0, place + 1 - _AROUND)
    opening = words.rfind("(", start, place)
    start = opening if opening >= 0 else start
    return start + len(words[start:place]) - len(words[start:place].lstrip())


def _merged(spans: list[_Span]) -> list[_Span]:
    merged: list[_Span] = []
    for start, end, certain in sorted(spans):
        if merged and start < merged[-1][1]:
            before = merged.pop()
            merged.append((before[0], max(before[1], end), before[2] or certain))
        else:
            merged.append((start, end, certain))
    return merged
