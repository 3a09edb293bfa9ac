"""Parts of a draft and what was decided: making them, keeping their values true, and bringing a draft up to date."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from responses.domain import placeholders
from responses.domain.drafting import add, new_key
from responses.domain.letter import Part
from responses.domain.planned import Identity, PlannedPart, identity_of, is_from_decisions

MAY_STAY_OUT = frozenset(("", "advice", "referral", "licence"))
"""Roles of parts that stay out of a letter once an officer has taken them out."""


@dataclass(frozen=True)
class Reassembled:
    """A draft brought up to date, and what that changes.

    `removed` came from decisions that no longer stand; `lost` are those of them whose words were changed for this
    letter. `refilled` keep their words and say something else in their gaps or tables. `without_wording` are the slugs
    of parts that are needed and have no approved wording today.
    """

    parts: tuple[Part, ...]
    added: tuple[Part, ...] = ()
    removed: tuple[Part, ...] = ()
    refilled: tuple[Part, ...] = ()
    without_wording: tuple[str, ...] = ()

    @property
    def lost(self) -> tuple[Part, ...]:
        """Parts that go although an officer changed their words."""
        return tuple(part for part in self.removed if part.edited)

    @property
    def changes_something(self) -> bool:
        """Whether the draft is not up to date."""
        return bool(self.added or self.removed or self.refilled)


def part_of_plan(planned: PlannedPart, wording: Mapping[str, Part], *, key: str) -> Part | None:
    """The part with its block's words, from `wording` by slug; None when the library has none in force."""
    identity = {"question": planned.question, "role": planned.role, "source": planned.source}
    if planned.table is not None:
        return Part(key, "table", "", title=planned.table.caption, table=planned.table, **identity)
    block = wording.get(planned.slug)
    if block is None:
        return None
    return _filled(replace(block, key=key, **identity), planned)


def first_parts(planned: Iterable[PlannedPart], wording: Mapping[str, Part]) -> tuple[Part, ...]:
    """The parts of a new draft; what has no wording in force is left out."""
    parts: tuple[Part, ...] = ()
    for each in planned:
        part = part_of_plan(each, wording, key=new_key(parts))
        if part is not None:
            parts = add(parts, part)
    return parts


def refilled(parts: Iterable[Part], planned: Iterable[PlannedPart]) -> tuple[Part, ...]:
    """The parts with the values and tables of what is decided now; their words, their order and their number stay.

    A part whose decision is gone keeps its words and loses what filled them, so that its gaps are open and its table
    is not printed.
    """
    wanted = {each.identity: each for each in planned}
    return tuple(_as_decided(part, wanted) for part in parts)


def stale_parts(parts: Iterable[Part], planned: Iterable[PlannedPart]) -> tuple[Part, ...]:
    """The parts that came from decisions which no longer stand."""
    wanted = {each.identity for each in planned}
    return tuple(part for part in parts if is_from_decisions(part) and identity_of(part) not in wanted)


def reassemble(
    parts: Sequence[Part],
    planned: Sequence[PlannedPart],
    wording: Mapping[str, Part],
    *,
    taken_out: Collection[Identity] = (),
) -> Reassembled:
    """The draft brought up to date after decisions changed.

    Parts that came from decisions are known again by question, role, source and slug: they are added, removed, or
    filled anew. Everything else stays: the officer's order, own paragraphs, changed words. `taken_out` are parts that
    an officer removed; of those, what the law does not ask for stays out.
    """
    known = _adopted(parts, planned)
    gone = stale_parts(known, planned)
    kept = tuple(part for part in known if part not in gone)
    filled = refilled(kept, planned)
    changed = tuple(new for old, new in zip(kept, filled, strict=True) if _as_printed(old) != new)
    wanted = [each for each in planned if not _may_stay_out(each, taken_out)]
    result = with_planned(filled, planned, wanted, wording, used=gone)
    there = {identity_of(part) for part in filled}
    added = tuple(part for part in result if identity_of(part) not in there and is_from_decisions(part))
    missing = [each.slug for each in wanted if each.slug and each.slug not in wording and each.identity not in there]
    return Reassembled(result, added, gone, changed, tuple(dict.fromkeys(missing)))


def with_planned(
    parts: tuple[Part, ...],
    planned: Sequence[PlannedPart],
    wanted: Collection[PlannedPart],
    wording: Mapping[str, Part],
    *,
    used: Sequence[Part] = (),
) -> tuple[Part, ...]:
    """The draft with those of the planned parts that are `wanted` and not there yet, each at its place.

    `used` are parts whose keys are not given again. What has no wording in force is left out.
    """
    result = parts
    for place, each in enumerate(planned):
        if each not in wanted or each.identity in map(identity_of, result):
            continue
        part = part_of_plan(each, wording, key=new_key((*result, *used)))
        if part is not None:
            at = _place(result, planned[:place])
            result = (*result[:at], part, *result[at:])
    return result


def _as_decided(part: Part, wanted: Mapping[Identity, PlannedPart]) -> Part:
    planned = wanted.get(identity_of(part))
    if planned is not None:
        return _filled(part, planned)
    if not is_from_decisions(part):
        return part
    return replace(part, values=dict.fromkeys(part.values, ""), table=None)


def _as_printed(part: Part) -> Part:
    """The part without values that its words have no gap for, because an officer wrote over it: nobody reads them."""
    return replace(part, values=_named(part, part.values))


def _named(part: Part, values: Mapping[str, str]) -> dict[str, str]:
    return {name: values[name] for name in placeholders.find(part.body) if name in values}


def _filled(part: Part, planned: PlannedPart) -> Part:
    """The part with those of the planned values that its words have a gap for, and with the planned table."""
    values = _named(part, planned.values)
    title = planned.table.caption if planned.table is not None else part.title
    return replace(part, values=values, table=planned.table, title=title)


def _adopted(parts: Sequence[Part], planned: Sequence[PlannedPart]) -> tuple[Part, ...]:
    """The parts, with blocks that nobody's decision stands behind yet taken for the planned ones of the same slug."""
    open_to = {identity_of(part) for part in parts}
    free: dict[str, list[PlannedPart]] = {}
    for each in planned:
        if each.slug and each.identity not in open_to:
            free.setdefault(each.slug, []).append(each)
    adopted = []
    for part in parts:
        if part.kind == "block" and not is_from_decisions(part) and free.get(part.slug):
            mine = free[part.slug].pop(0)
            part = replace(part, question=mine.question, role=mine.role, source=mine.source)
        adopted.append(part)
    return tuple(adopted)


def _may_stay_out(planned: PlannedPart, taken_out: Collection[Identity]) -> bool:
    """Whether a part that is not in the draft stays out of it: the frame of the letter, or what an officer removed."""
    is_frame = not planned.question and not planned.source
    return is_frame or (planned.role in MAY_STAY_OUT and planned.identity in taken_out)


def _place(parts: Sequence[Part], before: Sequence[PlannedPart]) -> int:
    """Where a new part goes: behind the nearest part planned before it, and the own paragraphs that follow that."""
    places = {identity_of(part): number for number, part in enumerate(parts)}
    at = next((places[each.identity] + 1 for each in reversed(before) if each.identity in places), 0)
    while 0 < at < len(parts) and parts[at].kind == "paragraph" and not is_from_decisions(parts[at]):
        at += 1
    return at
