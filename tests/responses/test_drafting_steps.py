"""The steps that the outline's buttons take: pure, one letter in, one letter out."""

import pytest

from responses.domain import drafting
from responses.domain.drafting import LONGEST_PART, MOST_PARTS, MOST_REMOVED
from responses.domain.errors import Refused
from responses.domain.letter import Part
from responses.domain.letter_rules import Finding, LetterNotReady


def paragraph(key: str, body: str = "Words.", **more) -> Part:
    return Part(key=key, kind="paragraph", body=body, **more)


BLOCK = drafting.part_from_wording(
    "b", slug="conclusion", version=2, title="End", body="This completes our reply.", continues=True
)
ABC = (paragraph("a"), BLOCK, paragraph("c"))


def keys(parts: tuple[Part, ...]) -> str:
    return "".join(part.key for part in parts)


def test_a_part_from_the_library_pins_its_version():
    assert (BLOCK.kind, BLOCK.slug, BLOCK.version, BLOCK.title) == ("block", "conclusion", 2, "End")
    assert BLOCK.continues and not BLOCK.edited


@pytest.mark.parametrize(("used", "new"), [("", "p1"), ("p1", "p2"), ("p2", "p3"), ("p3 p4", "p5"), ("p1 x", "p3")])
def test_a_new_part_has_a_key_that_no_part_has(used, new):
    assert drafting.new_key(tuple(paragraph(key) for key in used.split())) == new


@pytest.mark.parametrize(("after", "order"), [("", "abcd"), ("a", "adbc"), ("b", "abdc"), ("c", "abcd")])
def test_a_part_is_added_behind_another_or_at_the_end(after, order):
    assert keys(drafting.add(ABC, paragraph("d"), after=after)) == order


def test_a_letter_has_200_parts_at_most():
    nearly = tuple(paragraph(f"p{n}") for n in range(MOST_PARTS - 1))
    full = drafting.add(nearly, paragraph("last"))
    assert (len(full), MOST_PARTS, MOST_REMOVED) == (200, 200, 20)
    with pytest.raises(Refused, match="up to 200 parts"):
        drafting.add(full, paragraph("more"))


@pytest.mark.parametrize(
    ("key", "steps", "order"),
    [
        ("a", 1, "bac"), ("a", 2, "bca"), ("a", 9, "bca"), ("a", -1, "abc"), ("a", 0, "abc"),
        ("b", -1, "bac"), ("b", 1, "acb"), ("c", -1, "acb"), ("c", -9, "cab"), ("c", 1, "abc"),
    ],
)  # fmt: skip
def test_a_part_moves_up_and_down_as_far_as_there_is_room(key, steps, order):
    assert keys(drafting.move(ABC, key, steps)) == order


@pytest.mark.parametrize(("key", "left"), [("a", "bc"), ("b", "ac"), ("c", "ab")])
def test_a_part_is_taken_out_and_the_rest_stays(key, left):
    assert keys(drafting.remove(ABC, key)) == left


@pytest.mark.parametrize(
    ("key", "behind", "order"), [("a", "", "abc"), ("b", "a", "abc"), ("c", "b", "abc")]
)  # fmt: skip
def test_a_removed_part_is_put_back_where_it_stood(key, behind, order):
    left = drafting.remove(ABC, key)
    [(part, after)] = drafting.taken_out(ABC, left)
    assert after == behind
    assert keys(drafting.put_back(left, part, after=after)) == order


def test_nothing_is_taken_out_of_a_letter_that_only_moved():
    assert drafting.taken_out(ABC, drafting.move(ABC, "a", 2)) == []


def test_a_removed_part_whose_neighbour_is_gone_comes_back_at_the_end():
    assert keys(drafting.put_back(ABC, paragraph("d"), after="gone")) == "abcd"


def test_a_removed_part_whose_key_was_given_away_comes_back_under_another():
    back = drafting.put_back(ABC, paragraph("a", "Older words."), after="b")
    assert [part.key for part in back] == ["a", "b", "p4", "c"]
    assert back[2].body == "Older words."


@pytest.mark.parametrize("act", [drafting.position, drafting.remove])
def test_a_part_that_somebody_else_removed_is_named_as_gone(act):
    with pytest.raises(Refused, match="no longer in the letter"):
        act(ABC, "gone")


def test_a_block_whose_words_change_is_marked_for_this_letter_only():
    changed = drafting.rewrite(ABC, "b", " Other words.\r\n\rMore. ")
    assert changed[1].body == "Other words.\n\nMore."
    assert changed[1].edited and changed[1].slug == "conclusion"
    assert (changed[0], changed[2]) == (ABC[0], ABC[2])


def test_a_paragraph_of_the_officers_own_is_never_marked():
    assert not drafting.rewrite(ABC, "c", "Other words.")[2].edited


def test_a_changed_block_stays_marked_when_it_changes_again():
    table = paragraph("t", edited=True)
    assert drafting.rewrite((table,), "t", "Other words.")[0].edited


def test_the_same_words_again_change_nothing():
    assert drafting.rewrite(ABC, "b", "This completes our reply.\n") is ABC


def test_a_block_gets_its_own_words_back():
    changed = drafting.rewrite(ABC, "b", "Other words.")
    assert drafting.restore(changed, "b", body=BLOCK.body, continues=True) == ABC
    assert not drafting.restore(changed, "b", body=BLOCK.body, continues=False)[1].continues


def test_a_part_taken_over_from_an_earlier_letter_keeps_all_but_its_key():
    renamed = drafting.renamed(BLOCK, key="p9")
    assert renamed.key == "p9"
    assert drafting.renamed(renamed, key="b") == BLOCK


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (" \r\n ", "Enter the text of the paragraph"),
        ("x" * (LONGEST_PART + 1), "up to 20,000 characters; this has 20,001"),
        ("It came on (received_on)).", r"is none: \(received_on\)\)"),
        ("See [it](javascript:alert(1)).", r"by https:// and to mailboxes alone. javascript:alert\(1\)"),
        ("See http://127.0.0.1/admin.", "http://127.0.0.1/admin: It leads into a private network"),
        ("See https://10.0.0.4/x.", "leads into a private network"),
        ("See http://pages.example/x.", "does not begin with https"),
        ("Dear ((Requester Name)) and ((due on))", r"is none: \(\(Requester Name\)\), \(\(due on\)\)"),
    ],
)
def test_words_that_cannot_stand_are_refused(body, said):
    with pytest.raises(Refused, match=said):
        drafting.check_body(body)


def test_an_officer_may_write_a_name_that_nobody_knows_and_cite_in_brackets():
    words = "The ward is ((ward_name)) (section 40(3A)(a)). Write to [us](mailto:foi@authority.example)."
    assert drafting.check_body(words) == words


def test_a_paragraph_can_have_20_000_characters():
    assert len(drafting.check_body(" " + "x" * 20_000 + " ")) == 20_000


def test_what_was_typed_into_gaps_is_kept_without_blanks_and_without_the_empty_ones():
    assert drafting.check_values({"a": " one\r\ntwo ", "b": " ", "c": ""}) == {"a": "one\ntwo"}
    assert drafting.check_values({"a": "x" * 20_000}) == {"a": "x" * 20_000}
    with pytest.raises(Refused, match="“our reference” can have up to 20,000 characters"):
        drafting.check_values({"reference": "x" * 20_001})


def test_a_letter_that_is_not_ready_says_everything_that_is_missing():
    findings = [Finding("Fill in the name.", gap="requester"), Finding("Shorten this.", part="p1")]
    refused = LetterNotReady(findings)
    assert str(refused) == "Fill in the name. Shorten this."
    assert refused.findings == tuple(findings)
    assert [str(finding) for finding in refused.findings] == ["Fill in the name.", "Shorten this."]
