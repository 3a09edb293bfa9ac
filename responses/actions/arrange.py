"""What the buttons and fields of a draft do to its working copy."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from accounts.models import StaffMember
from responses.actions.assembling import pinned
from responses.actions.draft import rearrange
from responses.actions.letters import parts_of, planned_reply
from responses.domain import drafting
from responses.domain.errors import Refused
from responses.domain.letter import Part
from responses.domain.reassembly import refilled
from responses.models import FoiResponse, TextBlockVersion, WorkingCopy


def save_typing(
    foi_response: FoiResponse,
    *,
    revision: int,
    part: str = "",
    body: str | None = None,
    values: Mapping[str, str] | None = None,
    added: str = "",
    after: str = "",
    by: StaffMember,
    at: datetime,
) -> WorkingCopy:
    """Keep what a person typed: the words `body` of one part, gaps, and a new paragraph `added` behind `after`.

    A person whose own last saving held the very same words (an answer that the browser has not seen yet) is not
    refused as stale.

    Raises:
        Stale: the draft was saved since `revision`, and something of this is not in it.
        Refused: a text is empty, too long, or has something that looks like a gap and is none.
    """
    copy = WorkingCopy.objects.get(foi_response=foi_response)
    if copy.revision != revision and copy.saved_by_id == by.pk and not added and _holds(copy, part, body, values or {}):
        revision = copy.revision

    def change(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        if body is not None:
            parts = drafting.rewrite(parts, part, body)
        if added:
            paragraph = Part(key=drafting.new_key(parts), kind="paragraph", body=drafting.check_body(added))
            known = any(other.key == after for other in parts)
            parts = drafting.add(parts, paragraph, after=after if known else "")
        return parts

    return rearrange(foi_response, change, revision=revision, typed=values or None, by=by, at=at)


def current_revision(foi_response: FoiResponse) -> int:
    """The running number of what is saved now."""
    return WorkingCopy.objects.values_list("revision", flat=True).get(foi_response=foi_response)


def _holds(copy: WorkingCopy, key: str, body: str | None, values: Mapping[str, str]) -> bool:
    """Whether the working copy has these words already."""
    bodies = {part.key: part.body for part in parts_of(copy)}
    if body is not None and bodies.get(key) != body.replace("\r\n", "\n").strip():
        return False
    return all(copy.values.get(name, "") == text.replace("\r\n", "\n").strip() for name, text in values.items())


def add_block(
    foi_response: FoiResponse, version: TextBlockVersion, *, after: str, revision: int, by: StaffMember, at: datetime
) -> WorkingCopy:
    """Add wording from the library.

    Raises:
        Refused: the wording is retired, expired or not approved.
        Stale: somebody else saved the draft since `revision`.
    """
    if not version.is_in_force_on(timezone.localdate(at)):
        raise Refused(f"“{version.block.title}” is not in force today, so it cannot be used.")
    return rearrange(
        foi_response,
        lambda parts: drafting.add(parts, pinned(version, key=drafting.new_key(parts)), after=after),
        revision=revision,
        by=by,
        at=at,
    )


def arrange_in_order(
    foi_response: FoiResponse, keys: Sequence[str], *, revision: int, by: StaffMember, at: datetime
) -> WorkingCopy:
    """Put the parts into the order of these keys.

    Raises:
        Refused: they are not the keys of the parts that the letter has.
        Stale: somebody else saved the draft since `revision`.
    """
    return rearrange(foi_response, lambda parts: drafting.in_order(parts, keys), revision=revision, by=by, at=at)


def restore_block(foi_response: FoiResponse, key: str, *, revision: int, by: StaffMember, at: datetime) -> WorkingCopy:
    """Give a changed block its own words again, in the version that the draft pins.

    Raises:
        Refused: the part is no block of the library.
    """

    def restored(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        part = parts[drafting.position(parts, key)]
        version = TextBlockVersion.objects.filter(block__slug=part.slug, number=part.version).first()
        if version is None:
            raise Refused("This paragraph was written for this letter, so there is nothing to go back to.")
        again = drafting.restore(parts, key, body=version.body, continues=version.continues_paragraph)
        if not foi_response.is_reply:
            return again
        # What the words say of a decision again, they say of it as it is now; other parts stay as they are.
        planned = planned_reply(foi_response, day=timezone.localdate(at))
        return tuple(each if each.key != key else refilled((each,), planned)[0] for each in again)

    return rearrange(foi_response, restored, revision=revision, by=by, at=at)


def put_part_back(
    foi_response: FoiResponse, place: int, *, revision: int, by: StaffMember, at: datetime
) -> WorkingCopy:
    """Put a removed part back where it stood; `place` is its place among the removed ones.

    Raises:
        Refused: it has been put back already.
    """
    removed = WorkingCopy.objects.get(foi_response=foi_response).removed
    if not 0 <= place < len(removed):
        raise Refused("This part has been put back already.")
    part, after = Part.from_mapping(removed[place]["part"]), removed[place]["after"]
    return rearrange(
        foi_response,
        lambda parts: drafting.put_back(parts, part, after=after),
        revision=revision,
        by=by,
        at=at,
        put_back=place,
    )
