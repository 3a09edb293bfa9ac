"""What changed between two letters, paragraph by paragraph and word by word."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from responses.domain.letter import Part

LEAST_SHARED = 0.5
"""Of two paragraphs that share less, the one is no version of the other."""


@dataclass(frozen=True)
class Run:
    """Neighbouring words with one fate: `same`, `added` or `removed`."""

    fate: str
    text: str


@dataclass(frozen=True)
class Change:
    """One paragraph of the old or new letter: `same`, `added`, `removed` or `changed` (then `runs` has the words)."""

    fate: str
    before: str
    after: str
    runs: tuple[Run, ...] = ()


def difference(old: Iterable[Part], new: Iterable[Part]) -> tuple[Change, ...]:
    """What changed between two letters' wording, paragraph by paragraph, in the order of the new one."""
    return aligned(paragraphs(old), paragraphs(new))


def aligned(before: list[str], after: list[str]) -> tuple[Change, ...]:
    """What changed between two sequences of paragraphs, in the order of the new one."""
    changes: list[Change] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            changes += [Change("same", text, text) for text in before[i:j]]
        else:
            changes += _replaced(before[i:j], after[k:m])
    return tuple(changes)


def paragraphs(parts: Iterable[Part]) -> list[str]:
    """The paragraphs and list items of a letter's wording, in order."""
    return [
        piece
        for part in parts
        for paragraph in re.split(r"\n\s*\n", part.body)
        for piece in re.split(r"\n(?=[-*] )", paragraph.strip())
        if piece.strip()
    ]


def _replaced(before: list[str], after: list[str]) -> list[Change]:
    """Paragraphs that took the place of others; two that share half their words are one changed paragraph."""
    changes: list[Change] = []
    left = list(before)
    for text in after:
        ratios = [_likeness(_words(old), _words(text)) for old in left]
        if ratios and max(ratios) >= LEAST_SHARED:
            at = ratios.index(max(ratios))
            changes += [Change("removed", old, "") for old in left[:at]]
            changes.append(Change("changed", left[at], text, _runs(left[at], text)))
            left = left[at + 1 :]
        else:
            changes.append(Change("added", "", text))
    return changes + [Change("removed", old, "") for old in left]


def _likeness(before: list[str], after: list[str]) -> float:
    """The share of words that two paragraphs have in common and in order; 0 where it is certainly too little."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < LEAST_SHARED:
        return 0
    return matcher.ratio()


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", text)


def _runs(before: str, after: str) -> tuple[Run, ...]:
    old, new = _words(before), _words(after)
    runs: list[Run] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(old[i:j])))
            continue
        if i < j:
            runs.append(Run("removed", "".join(old[i:j])))
        if k < m:
            runs.append(Run("added", "".join(new[k:m])))
    return tuple(runs)
