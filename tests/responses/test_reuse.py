"""Taking over how an earlier reply was built."""

from responses.domain.letter import Part
from responses.domain.reuse import arranged_as


def block(slug: str, key: str = "", body: str = "", edited: bool = False) -> Part:
    return Part(key=key or slug, kind="block", body=body or slug, slug=slug, version=1, edited=edited)


def paragraph(key: str) -> Part:
    return Part(key=key, kind="paragraph", body=key)


def slugs(parts) -> list[str]:
    return [part.slug or part.key for part in parts]


def test_the_draft_has_the_blocks_in_the_order_of_the_earlier_reply():
    draft = (block("opening", "p1"), block("ending", "p2"), block("middle", "p3"))

    arranged = arranged_as(draft, [block("opening"), block("middle"), block("new"), block("ending")])

    assert slugs(arranged) == ["opening", "middle", "new", "ending"]
    assert len({part.key for part in arranged}) == 4
    assert [part.key for part in arranged if part.slug != "new"] == ["p1", "p3", "p2"]


def test_words_changed_for_this_letter_stay():
    draft = (block("opening", "p1", body="My own words", edited=True),)
    assert arranged_as(draft, [block("opening")])[0].body == "My own words"


def test_what_was_written_for_this_letter_stays_behind_what_it_stood_behind():
    draft = (
        paragraph("first"), block("opening"), paragraph("after-opening"), paragraph("second"), block("gone"),
        paragraph("last"),
    )  # fmt: skip

    arranged = arranged_as(draft, [block("answer"), block("opening"), block("ending")])

    assert slugs(arranged) == ["first", "answer", "opening", "after-opening", "second", "last", "ending"]


def test_a_changed_block_that_the_earlier_reply_lacks_stays_and_an_unchanged_one_goes():
    draft = (block("opening"), block("mine", edited=True), block("other"))
    assert slugs(arranged_as(draft, [block("opening")])) == ["opening", "mine"]


def test_an_apology_of_this_letter_stays():
    draft = (block("opening"), block("apology-late"))
    assert slugs(arranged_as(draft, [block("opening"), block("answer")], staying={"apology-late"})) == [
        "opening", "apology-late", "answer"
    ]  # fmt: skip


def test_an_empty_draft_takes_the_outline_whole():
    assert slugs(arranged_as((), [block("a"), block("b")])) == ["a", "b"]
