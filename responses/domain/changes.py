"""What changed between two letters, paragraph by paragraph and word by word."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from responses.domain.letter import Part


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
    before, after = _paragraphs(old), _paragraphs(new)
    changes: list[Change] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            changes += [Change("same", text, text) for text in before[i:j]]
        else:
            changes += _replaced(before[i:j], after[k:m])
    return tuple(changes)


def _paragraphs(parts: Iterable[Part]) -> list[str]:
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
        ratios = [difflib.SequenceMatcher(None, _words(old), _words(text), autojunk=False).ratio() for old in left]
        if ratios and max(ratios) >= 0.5:
            at = ratios.index(max(ratios))
            changes += [Change("removed", old, "") for old in left[:at]]
            changes.append(Change("changed", left[at], text, _runs(left[at], text)))
            left = left[at + 1 :]
        else:
            changes.append(Change("added", "", text))
    return changes + [Change("removed", old, "") for old in left]


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
