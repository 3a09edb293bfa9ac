"""Taking over how an earlier reply was built: its blocks in its order, in the wording of today."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from responses.domain.drafting import new_key
from responses.domain.letter import Part

OF_THE_LETTER_ITSELF = ("apology", "correction")
"""Kinds of blocks that say something of one letter (it is late, it corrects another) and are not taken over."""


def arranged_as(parts: tuple[Part, ...], blocks: Sequence[Part], *, staying: Collection[str] = ()) -> tuple[Part, ...]:
    """The draft with these blocks in this order.

    A block that the draft has already stays as it is, with its changed words. Paragraphs, tables, reasoning, changed
    blocks and those whose slugs are `staying` are kept behind what they stood behind; other blocks of the draft go.
    """
    held = {part.slug: part for part in parts if part.kind == "block"}
    arranged: list[Part] = []
    for block in blocks:
        own = held.get(block.slug)
        arranged.append(own or replace(block, key=new_key((*parts, *arranged))))
    taken = {part.key for part in arranged}
    for place, part in enumerate(parts):
        is_own = part.kind != "block" or part.edited or part.slug in staying
        if is_own and part.key not in taken:
            arranged.insert(_after([before.key for before in parts[:place]], arranged), part)
    return tuple(arranged)


def _after(before: list[str], arranged: list[Part]) -> int:
    """The place behind the nearest of the parts that stood before and is still there; the head where none is."""
    places = {part.key: number for number, part in enumerate(arranged)}
    return next((places[key] + 1 for key in reversed(before) if key in places), 0)
