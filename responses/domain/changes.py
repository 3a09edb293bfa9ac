"""What changed between two letters, paragraph by paragraph and word by word."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

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


@dataclass(frozen=True)
class _Counted:
    """A paragraph with its words in order, and how often each stands in it."""

    text: str
    words: tuple[str, ...]
    counts: Counter[str]


def _replaced(before: list[str], after: list[str]) -> list[Change]:
    """Paragraphs that took the place of others; two that share half their words are one changed paragraph."""
    changes: list[Change] = []
    left = [_counted(text) for text in before]
    for text in after:
        at = _likest(left, _counted(text))
        if at is None:
            changes.append(Change("added", "", text))
            continue
        changes += [Change("removed", old.text, "") for old in left[:at]]
        changes.append(Change("changed", left[at].text, text, _runs(left[at].text, text)))
        left = left[at + 1 :]
    return changes + [Change("removed", old.text, "") for old in left]


def _likest(those: list[_Counted], text: _Counted) -> int | None:
    """The place of the first paragraph that has most in common with the text; None where none shares enough.

    Comparing the order of words is dear, so it is asked only of paragraphs that, by their words alone, could come
    before the best one found.
    """
    most = sorted(((_shared(each, text), -place) for place, each in enumerate(those)), reverse=True)
    best, found = 0.0, None
    for at_most, place in most:
        if at_most < LEAST_SHARED or at_most <= best:
            break
        likeness = difflib.SequenceMatcher(None, those[-place].words, text.words, autojunk=False).ratio()
        if likeness >= LEAST_SHARED and likeness > best:
            best, found = likeness, -place
    return found


def _shared(one: _Counted, other: _Counted) -> float:
    """The share of words that two paragraphs have in common, in whatever order."""
    length = len(one.words) + len(other.words)
    fewer, more = sorted((one.counts, other.counts), key=len)
    return 2 * sum(min(count, more[word]) for word, count in fewer.items() if word in more) / length if length else 0.0


def _counted(text: str) -> _Counted:
    words = tuple(text.split())
    return _Counted(text, words, Counter(words))


def _runs(before: str, after: str) -> tuple[Run, ...]:
    old, new = _words(before), _words(after)
    runs = groupby(_fates(old, new), key=lambda run: run.fate)
    return tuple(Run(fate, "".join(run.text for run in those)) for fate, those in runs)


def _words(text: str) -> list[tuple[str, str]]:
    """The words, each with the white space before it."""
    return re.findall(r"(\s*)(\S+)", text)


def _fates(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Iterator[Run]:
    words = [[word for _blank, word in each] for each in (old, new)]
    for tag, i, j, k, m in difflib.SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if tag == "equal":
            for (was, word), (now, _same) in zip(old[i:j], new[k:m], strict=True):
                yield from _instead(was, now)
                yield Run("same", word)
        else:
            yield from _instead(*("".join(blank + word for blank, word in each) for each in (old[i:j], new[k:m])))


def _instead(was: str, now: str) -> Iterator[Run]:
    """What went and what came at one place; white space that both begin with stays."""
    blank = now[: len(now) - len(now.lstrip())]
    stays = blank if was.startswith(blank) else ""
    for fate, text in (("same", stays), ("removed", was[len(stays) :]), ("added", now[len(stays) :])):
        if text:
            yield Run(fate, text)
