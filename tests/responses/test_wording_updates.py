"""Newer words for a draft, as values: what is older, what is brought up to date, what stays."""

import pytest

from responses.domain.errors import Refused
from responses.domain.letter import Part
from responses.domain.wording_updates import Current, older_parts, updated

NEWER = Current("lists", version=2, title="Lists", body="New words.", continues=False)


def block(key, version=1, **changes):
    return Part(**{"key": key, "kind": "block", "slug": "lists", "version": version, "body": "Old words."} | changes)


def test_only_parts_of_the_block_in_other_words_are_older():
    parts = (block("a"), block("b", version=2), block("c", slug="other"), Part(key="d", kind="paragraph", body="x"))
    assert [part.key for part in older_parts(parts, "lists", NEWER)] == ["a"]


def test_the_newer_words_take_the_place_and_everything_else_of_the_part_stays():
    old = block("a", question=2, role="advice", source="ground:7", values={"place": "Leeds"})
    (part,) = updated((old,), "lists", NEWER)
    assert (part.body, part.version, part.edited) == ("New words.", 2, False)
    assert (part.key, part.question, part.role, part.source, part.values) == (
        "a", 2, "advice", "ground:7", {"place": "Leeds"}
    )  # fmt: skip


def test_words_changed_for_the_letter_stay_unless_somebody_says_otherwise():
    parts = (block("a"), block("b", edited=True, body="Our own words."))
    assert [part.body for part in updated(parts, "lists", NEWER)] == ["New words.", "Our own words."]
    assert [part.body for part in updated(parts, "lists", NEWER, over={"b"})] == ["New words.", "New words."]


def test_what_replaces_the_block_comes_in_its_place():
    other = Current("registers", version=4, title="Registers", body="See the register.", continues=True)
    (part,) = updated((block("a"),), "lists", other)
    assert (part.slug, part.version, part.continues) == ("registers", 4, True)


@pytest.mark.parametrize("parts", [(), (block("a", version=2),), (block("a", edited=True),)])
def test_a_draft_with_nothing_to_update_is_left_alone(parts):
    with pytest.raises(Refused, match="Nothing of this draft"):
        updated(parts, "lists", NEWER)
