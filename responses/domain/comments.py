"""Comments on parts of a letter: whom they mention, and whether the words they were made on still stand."""

import re
from collections.abc import Mapping

from responses.domain import placeholders
from responses.domain.letter import Letter

UNCHANGED, CHANGED, REMOVED = "unchanged", "changed", "removed"


def words_on(letter: Letter, key: str) -> str:
    """The words that a part of the letter prints, its gaps filled and its table below; empty for a part that is gone.

    Gaps of the moment stay open, so that the day of issue changes nothing.
    """
    part = next((part for part in letter.parts if part.key == key), None)
    if part is None:
        return ""
    lines = [placeholders.fill(part.body, letter.values_for(part))]
    if part.table is not None:
        lines += [part.table.caption, " | ".join(part.table.columns)]
        lines += [" | ".join(row) for row in part.table.rows]
        lines += [*part.table.notes, *(f"{sign} {meaning}" for sign, meaning in part.table.symbols)]
    return "\n".join(lines)


def fate_of(letter: Letter, key: str, words: str) -> str:
    """Whether the part that a comment was made on is `UNCHANGED`, `CHANGED` since, or `REMOVED` from the letter.

    `words` are those of the part when the comment was made.
    """
    if all(part.key != key for part in letter.parts):
        return REMOVED
    return UNCHANGED if words_on(letter, key) == words else CHANGED


def mentioned(text: str, people: Mapping[int, str]) -> frozenset[int]:
    """The ids of those whom the text mentions: `@` and the whole name, or a first name that only one of them has."""
    folded = text.casefold()
    found, firsts = set(), {}
    for person, name in people.items():
        firsts.setdefault(name.casefold().split(" ")[0], []).append(person)
        if re.search(rf"@{re.escape(name.casefold())}(?!\w)", folded):
            found.add(person)
    for first, those in firsts.items():
        whole = {people[person].casefold() for person in those}
        hits = re.finditer(rf"@{re.escape(first)}(?!\w)", folded)
        alone = any(not any(folded.startswith(f"@{name}", hit.start()) for name in whole) for hit in hits)
        if alone and len(those) == 1:
            found.add(those[0])
    return frozenset(found)


def names_nobody(text: str, people: Mapping[int, str]) -> tuple[str, ...]:
    """The words behind an `@` in the text that name none of the people, or more than one; an address has no such word.

    Whoever wrote them may believe that a colleague is told.
    """
    found = re.finditer(r"(?<![\w.@+-])(@[^\W\d_]\w*)[^@]*", text)
    return tuple(dict.fromkeys(hit[1] for hit in found if not mentioned(hit[0], people)))
