"""Arranging the parts of a letter: pure steps that the outline's buttons take."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from responses.domain import placeholders
from responses.domain.errors import Refused
from responses.domain.gap_slips import slips
from responses.domain.letter import Part
from responses.domain.wording_links import unfit_links

LONGEST_PART = 20_000
"""Characters of one part: longer than any paragraph, short enough to show."""

A_FEW = 5
"""Of what is wrong with a text, so many passages are named."""

MOST_PARTS = 200

MOST_REMOVED = 20
"""Removed parts that a draft keeps, to be put back."""


def part_from_wording(key: str, *, slug: str, version: int, title: str, body: str, continues: bool) -> Part:
    """A part that pins one version of a block of the library."""
    return Part(key=key, kind="block", slug=slug, version=version, title=title, body=body, continues=continues)


def renamed(part: Part, *, key: str) -> Part:
    """The same part under another key, for a letter that takes it over from an earlier one."""
    return replace(part, key=key)


def new_key(parts: tuple[Part, ...]) -> str:
    """A key that no part of the letter has, in running numbers, so that drafts read the same everywhere."""
    used = {part.key for part in parts}
    number = len(parts) + 1
    while f"p{number}" in used:
        number += 1
    return f"p{number}"


def check_body(body: str) -> str:
    """The body without surrounding blanks and with plain line ends.

    Raises:
        Refused: it is empty or too long, has something that looks like a placeholder and can be nothing else, or a
            link that no letter may lead to.
    """
    cleaned = body.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not cleaned:
        raise Refused("Enter the text of the paragraph, or remove it.")
    if len(cleaned) > LONGEST_PART:
        raise Refused(f"A paragraph can have up to {LONGEST_PART:,} characters; this has {len(cleaned):,}.")
    refuse_slips(slip.text for slip in slips(cleaned) if slip.is_certain)
    if unfit := unfit_links(cleaned):
        told = " ".join(each.words for each in unfit[:A_FEW])
        raise Refused(f"Letters link to public pages by https:// and to mailboxes alone. {told}")
    return cleaned


def refuse_slips(passages: Iterable[str]) -> None:
    """Refuse words in which these passages look like gaps and are none, naming the first few; none pass."""
    if wrong := ", ".join(list(passages)[:A_FEW]):
        raise Refused(
            f"This looks like a gap and is none: {wrong}. A gap is a name in small letters, digits and _ between two"
            " brackets on each side, like ((received_on))."
        )


def add(parts: tuple[Part, ...], part: Part, *, after: str = "") -> tuple[Part, ...]:
    """The letter with one more part, after the part with the key `after`, else at the end.

    Raises:
        Refused: the letter has as many parts as it may have.
    """
    if len(parts) >= MOST_PARTS:
        raise Refused(f"A letter can have up to {MOST_PARTS} parts.")
    at = position(parts, after) + 1 if after else len(parts)
    return parts[:at] + (part,) + parts[at:]


def position(parts: tuple[Part, ...], key: str) -> int:
    """Where the part with this key stands, from 0.

    Raises:
        Refused: there is no such part (any more).
    """
    for number, part in enumerate(parts):
        if part.key == key:
            return number
    raise Refused("This part is no longer in the letter.")


def move(parts: tuple[Part, ...], key: str, steps: int) -> tuple[Part, ...]:
    """The letter with one part moved up (negative) or down, as far as there is room."""
    start = position(parts, key)
    end = min(max(start + steps, 0), len(parts) - 1)
    moved = list(parts)
    moved.insert(end, moved.pop(start))
    return tuple(moved)


def in_order(parts: tuple[Part, ...], keys: Sequence[str]) -> tuple[Part, ...]:
    """The letter with its parts in the order of these keys.

    Raises:
        Refused: the keys are not those of the letter's parts, each once; the letter has changed since it was looked at.
    """
    by_key = {part.key: part for part in parts}
    if len(keys) != len(parts) or set(keys) != by_key.keys():
        raise Refused("The letter has other parts now than the page showed, so nothing was moved. Try again.")
    return tuple(by_key[key] for key in keys)


def remove(parts: tuple[Part, ...], key: str) -> tuple[Part, ...]:
    """The letter without one part."""
    at = position(parts, key)
    return parts[:at] + parts[at + 1 :]


def taken_out(before: tuple[Part, ...], after: tuple[Part, ...]) -> list[tuple[Part, str]]:
    """The parts that a change removed, each with the key of the part that it stood behind (empty: at the head)."""
    left = {part.key for part in after}
    return [(part, before[place - 1].key if place else "") for place, part in enumerate(before) if part.key not in left]


def put_back(parts: tuple[Part, ...], part: Part, *, after: str) -> tuple[Part, ...]:
    """The letter with a removed part again: where it stood, or at the end when its neighbour is gone."""
    returned = part if all(part.key != other.key for other in parts) else renamed(part, key=new_key(parts))
    if not after:
        return (returned, *parts)
    known = any(other.key == after for other in parts)
    return add(parts, returned, after=after if known else "")


def rewrite(parts: tuple[Part, ...], key: str, body: str) -> tuple[Part, ...]:
    """The letter with one part's words changed; a block is then marked as changed for this letter only."""
    at = position(parts, key)
    part, cleaned = parts[at], check_body(body)
    if part.body == cleaned:
        return parts
    changed = replace(part, body=cleaned, edited=part.edited or part.kind == "block")
    return parts[:at] + (changed,) + parts[at + 1 :]


def restore(parts: tuple[Part, ...], key: str, *, body: str, continues: bool) -> tuple[Part, ...]:
    """The letter with one block's own words again."""
    at = position(parts, key)
    restored = replace(parts[at], body=body, continues=continues, edited=False)
    return parts[:at] + (restored,) + parts[at + 1 :]


def check_values(values: Mapping[str, str]) -> dict[str, str]:
    """What was typed into the gaps, without blanks around it and without those left empty.

    Raises:
        Refused: one is too long.
    """
    kept = {}
    for name, value in values.items():
        cleaned = value.replace("\r\n", "\n").strip()
        if len(cleaned) > LONGEST_PART:
            raise Refused(f"“{placeholders.label(name)}” can have up to {LONGEST_PART:,} characters.")
        if cleaned:
            kept[name] = cleaned
    return kept
