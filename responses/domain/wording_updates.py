"""Bringing newer wording into a draft: which of its parts hold older words, and the draft with the newer ones.

A part whose words were changed for its letter keeps them unless somebody who has seen both says otherwise.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from responses.domain.errors import Refused
from responses.domain.letter import Part


@dataclass(frozen=True)
class Current:
    """The words that letters use now, of the block itself or of the one that replaces it."""

    slug: str
    version: int
    title: str
    body: str
    continues: bool


def older_parts(parts: Iterable[Part], slug: str, current: Current) -> tuple[Part, ...]:
    """The parts that hold the block `slug` in other words than those in use now."""
    held = (part for part in parts if part.kind == "block" and part.slug == slug)
    return tuple(part for part in held if (part.slug, part.version) != (current.slug, current.version))


def updated(parts: tuple[Part, ...], slug: str, current: Current, *, over: Collection[str] = ()) -> tuple[Part, ...]:
    """The draft with the newer words in place of the older ones.

    Parts changed for this letter stay as they are, save those whose keys are in `over`. Everything else of a part (its
    place, its question, what it does there, the values of its gaps) stays.

    Raises:
        Refused: the draft holds none of the older words any more, or only parts that stay as they are.
    """
    keys = {part.key for part in older_parts(parts, slug, current) if not part.edited or part.key in over}
    if not keys:
        raise Refused("Nothing of this draft is left to update.")
    return tuple(_with(part, current) if part.key in keys else part for part in parts)


def _with(part: Part, current: Current) -> Part:
    return replace(
        part,
        slug=current.slug,
        version=current.version,
        title=current.title,
        body=current.body,
        continues=current.continues,
        edited=False,
    )
