"""Sentences of a stretch of text, with where each stands."""

import re
from collections.abc import Iterator

from codes.domain.passages import Passage

_END = re.compile(
    r"""[.!?]+["')\]”’]*(?=\s|$)"""
    r"|[,;]?\s(?=(?:[Aa]nd,?\s)?(?:[Pp]lease\s[Aa]lso|[Ss]eparately)\b)"
    r"|\n(?=\s{0,3}(?:How|What|Which|Who|When|Where|Why|Number|Total)\b)"
)
_SHORT = frozenset({
    "approx", "art", "cf", "dept", "dr", "e.g", "eg", "etc", "fig", "hon", "i.e", "ie", "inc", "incl", "ltd", "mr",
    "mrs", "ms", "no", "nos", "para", "paras", "plc", "prof", "pt", "ref", "reg", "rev", "s", "sch", "ss", "st",
    "tel", "v", "vol", "vs",
})  # fmt: skip
"""Words after which a full stop ends no sentence."""


def sentences(text: str, within: Passage) -> Iterator[Passage]:
    """Each sentence that stands in the passage, without the spaces around it. A line's end ends none, unless a question
    begins on the next."""
    begin = within.start
    for end in _END.finditer(text, within.start, within.end):
        if _ends_one(text, begin, end):
            yield from trimmed(text, Passage(begin, end.end()))
            begin = end.end()
    yield from trimmed(text, Passage(begin, within.end))


def trimmed(text: str, passage: Passage) -> Iterator[Passage]:
    """The passage without spaces around it; nothing when it has nothing else."""
    words = passage.of(text)
    start = passage.start + len(words) - len(words.lstrip())
    end = passage.end - (len(words) - len(words.rstrip()))
    if start < end:
        yield Passage(start, end)


def _ends_one(text: str, begin: int, end: re.Match) -> bool:
    mark = end.group()
    if not mark.startswith("."):
        return True
    last_words = text[max(begin, end.start() - 12) : end.start()].split()
    last = last_words[-1].lower().lstrip("([\"'") if last_words else ""
    after = text[end.end() : end.end() + 3].strip()[:1]
    if last in _SHORT or (len(last) == 1 and last.isalpha()):
        return after.isupper() and last == "etc"
    return not after.islower() or len(mark) == 1 and last not in _SHORT
