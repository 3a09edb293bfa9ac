"""The letter as a value: its gaps, its identity, what changed in it."""

import json
import time
from dataclasses import replace
from datetime import date

import pytest

from responses.domain.changes import difference
from responses.domain.errors import Refused
from responses.domain.letter import Attachment, Letter, Part, assemble, letter_date, letter_hash
from tests.responses.letters import MOMENTS, january_letter, paragraph, plain, todays_letter


def test_dates_print_the_day_without_a_zero_and_the_month_in_full():
    assert letter_date(date(2023, 1, 5)) == "5 January 2023"
    assert letter_date(date(2026, 12, 31)) == "31 December 2026"


def test_the_january_letter_has_no_gap_left_and_waits_for_no_moment():
    letter = january_letter()
    assert letter.missing == ()
    assert letter.moment_gaps == ()
    assert letter.is_complete


def test_a_gap_that_nobody_filled_names_the_part_it_stands_in():
    letter = plain(paragraph("((a)) ((b))", "one"), paragraph("((b)) ((review_by))", "two"), a="done")
    assert [(gap.name, gap.part_key) for gap in letter.missing] == [("b", "one"), ("b", "two")]
    assert not letter.is_complete


def test_an_empty_letter_is_not_complete():
    assert not plain().is_complete


def test_a_letterhead_prints_the_date_of_issue_even_when_no_part_names_it():
    assert todays_letter().moment_gaps == ("issued_on", "review_by")


def test_a_case_cannot_fill_a_gap_of_the_moment():
    letter = plain(paragraph("Write by ((review_by))."), review_by="31 December 2099")
    assert letter.missing_moments == ("review_by",)
    assert letter.filled == {}


def test_the_day_of_issue_fills_what_the_letter_asks_for_and_nothing_else():
    letter = todays_letter().fill_moments(MOMENTS)
    assert dict(letter.moments) == {"issued_on": "25 January 2023", "review_by": "22 February 2023"}
    assert letter.is_complete


def test_a_letter_is_not_issued_with_a_gap_of_the_moment_open():
    with pytest.raises(Refused, match="the last day to ask for an internal review"):
        todays_letter().fill_moments({"issued_on": "25 January 2023"})


def test_only_gaps_of_the_moment_are_filled_at_issue():
    with pytest.raises(ValueError, match="requester"):
        todays_letter().fill_moments(MOMENTS | {"requester": "Somebody"})


def test_the_hash_is_the_same_before_and_after_the_day_of_issue():
    letter = todays_letter()
    later = letter.fill_moments(MOMENTS | {"issued_on": "1 February 2023"})
    assert letter_hash(letter) == letter_hash(letter.fill_moments(MOMENTS)) == letter_hash(later)
    assert len(letter_hash(letter)) == 64


@pytest.mark.parametrize(
    "changed",
    [
        lambda letter: replace(letter, parts=letter.parts[1:]),
        lambda letter: replace(letter, parts=(letter.parts[1], letter.parts[0], *letter.parts[2:])),
        lambda letter: replace(letter, parts=(replace(letter.parts[0], body="Other words."), *letter.parts[1:])),
        lambda letter: replace(letter, parts=(replace(letter.parts[0], version=9), *letter.parts[1:])),
        lambda letter: replace(letter, parts=(*letter.parts, paragraph("Post it on ((posted_on))."))),
        lambda letter: replace(letter, values=dict(letter.values) | {"missing_attribute": "the ward"}),
        lambda letter: replace(letter, addressee=("Somebody else",)),
        lambda letter: replace(letter, letterhead=replace(letter.letterhead, telephone="")),
        lambda letter: replace(letter, attachments=(Attachment("figures.xlsx", "00" * 32),)),
        lambda letter: replace(letter, decisions=({"question": 1, "outcome": "not_held"},)),
    ],
)
def test_whatever_a_clearer_saw_is_under_the_hash(changed):
    letter = todays_letter()
    assert letter_hash(changed(letter)) != letter_hash(letter)


def test_a_value_that_no_part_prints_is_not_kept():
    letter = plain(paragraph("((a))"), a="1", unused="2", review_by="3")
    assert dict(letter.values) == {"a": "1"}


@pytest.mark.parametrize("letter", [january_letter(), todays_letter(attachments=(Attachment("a.csv", "ab" * 32),))])
def test_a_version_gives_back_the_letter_that_it_kept(letter):
    kept = json.loads(json.dumps(letter.to_json()))
    assert Letter.from_json(kept) == letter
    assert letter_hash(Letter.from_json(kept)) == letter_hash(letter)


def test_parts_are_told_apart_by_their_keys():
    with pytest.raises(ValueError, match="same key"):
        plain(paragraph("a", "k"), paragraph("b", "k"))


@pytest.mark.parametrize("facts", [{"layout": "poster"}, {"layout": "letterhead"}])
def test_a_layout_is_known_and_has_what_it_needs(facts):
    with pytest.raises(ValueError, match="letter"):
        assemble(parts=[], values={}, title="", **facts)


def test_a_part_has_a_known_kind():
    with pytest.raises(ValueError, match="kind"):
        Part(key="a", kind="poem", body="")


def test_the_clearer_sees_which_paragraphs_changed_and_which_words():
    old = [paragraph("Same.\n\nWe hold ten records of falls.\n\nGone."), paragraph("- one\n- two", "list")]
    new = [paragraph("Same.\n\nWe hold eleven records of falls."), paragraph("- one\n- two\n- three", "list")]
    changes = difference(old, new)
    assert [change.fate for change in changes] == ["same", "changed", "removed", "same", "same", "added"]
    assert [(run.fate, run.text) for run in changes[1].runs] == [
        ("same", "We hold "), ("removed", "ten"), ("added", "eleven"), ("same", " records of falls."),
    ]  # fmt: skip
    assert changes[2].before == "Gone."


def test_nothing_changed_when_a_letter_is_saved_again():
    assert {change.fate for change in difference(january_letter().parts, january_letter().parts)} == {"same"}


def test_a_part_is_a_paragraph_of_its_own_as_written_unless_said_otherwise():
    part = Part(key="a", kind="paragraph", body="Words.")
    assert (part.slug, part.version, part.title) == ("", 0, "")
    assert part.edited is part.continues is False


def test_a_part_is_found_by_its_key():
    letter = plain(paragraph("First.", "one"), paragraph("Second.", "two"))
    assert [letter.part(key).body for key in ("one", "two")] == ["First.", "Second."]
    with pytest.raises(KeyError, match="three"):
        letter.part("three")


def test_a_missing_gap_says_what_belongs_there():
    assert [gap.label for gap in plain(paragraph("((requester))")).missing] == ["the requester's name"]


def test_a_value_kept_under_the_name_of_a_moment_prints_nothing():
    letter = replace(plain(paragraph("((a)) by ((review_by))"), a="1"), values={"a": "1", "review_by": "never"})
    assert letter.filled == {"a": "1"}


def test_the_case_and_the_day_fill_their_own_gaps():
    letter = plain(paragraph("((a)) by ((review_by))"), a="1")
    assert letter.filled == {"a": "1"}
    assert letter.fill_moments({"review_by": "22 February 2023"}).filled == {"a": "1", "review_by": "22 February 2023"}


def test_a_clearance_of_years_ago_still_fits_its_letter():
    letter = plain(paragraph("Siân asks ((b)), ((a)) and ((posted_on)).", "one"), b="2", a="1")
    assert letter_hash(letter) == "99f918c0674cd4d75b2ae6e80a2afb1de127d380c3b5e1fad1a9f4b2056ccbe1"
    turned = replace(letter, values=dict(reversed(letter.values.items())))
    assert letter_hash(turned) == letter_hash(letter)


LONG = " ".join(f"word{n % 7}" for n in range(150))


@pytest.mark.parametrize(
    ("old", "new", "fates"),
    [
        ("one two", "one two", ["same"]),
        ("a b", "a c", ["changed"]),  # exactly half of the words
        ("a b c", "x y z", ["added", "removed"]),
        ("a", "b", ["added", "removed"]),
        ("ab", "ab cd ef", ["changed"]),  # exactly half: one word of one and three
        ("ab", "ab cd ef gh", ["added", "removed"]),
        ("we hold one", "they keep another", ["added", "removed"]),  # blanks are no words
        (LONG, LONG + " more", ["changed"]),
    ],
)
def test_two_paragraphs_that_share_half_their_words_are_one_that_changed(old, new, fates):
    assert [change.fate for change in difference([paragraph(old)], [paragraph(new)])] == fates


def test_a_long_text_is_compared_word_by_word_and_a_long_letter_paragraph_by_paragraph():
    [changed] = difference([paragraph(LONG)], [paragraph(LONG + " more")])
    assert [(run.fate, run.text) for run in changed.runs] == [("same", LONG), ("added", " more")]
    many = "\n\n".join(["Alike."] * 250)
    fates = [change.fate for change in difference([paragraph(many)], [paragraph(many + "\n\nNew.")])]
    assert fates == ["same"] * 250 + ["added"]


def test_of_several_paragraphs_the_most_alike_is_the_one_that_changed():
    old = [paragraph("We hold ten records.\n\nThe fee is five pounds.\n\nWrite to us by post.")]
    new = [paragraph("The fee is six pounds.\n\nWrite to us by post or e-mail.")]
    changes = difference(old, new)
    assert [(change.fate, change.before) for change in changes] == [
        ("removed", "We hold ten records."),
        ("changed", "The fee is five pounds."),
        ("changed", "Write to us by post."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("We hold it.", "Today We hold it.", [("added", "Today "), ("same", "We hold it.")]),
        ("Today We hold it.", "We hold it.", [("removed", "Today "), ("same", "We hold it.")]),
        (
            "one two three",
            "one\ntwo three",
            [("same", "one"), ("removed", " "), ("added", "\n"), ("same", "two three")],
        ),
        ("We hold it", "We hold it all", [("same", "We hold it"), ("added", " all")]),
    ],
)
def test_blanks_go_with_the_words_that_came_or_went(old, new, runs):
    [changed] = difference([paragraph(old)], [paragraph(new)])
    assert [(run.fate, run.text) for run in changed.runs] == runs


def test_a_long_letter_that_was_changed_in_every_paragraph_is_compared_in_a_fraction_of_a_second():
    said = "We counted the claims of each trust that were closed in the year asked for, with the damages paid. " * 4
    old = [paragraph(f"Of the year {1900 + number}. {said}") for number in range(100)]
    new = [paragraph(f"Of the year {1900 + number}. {said.replace('trust', 'body')}More.") for number in range(100)]
    begun = time.process_time()
    changes = difference(old, new)

    assert {change.fate for change in changes} == {"changed"}
    assert [change.before.split(".")[0] for change in changes] == [change.after.split(".")[0] for change in changes]
    assert time.process_time() - begun < 1


def test_words_only_added_or_only_removed_make_no_empty_runs():
    added = difference([paragraph("We hold records.")], [paragraph("We hold some records.")])[0]
    removed = difference([paragraph("We hold some records.")], [paragraph("We hold records.")])[0]
    assert "removed" not in {run.fate for run in added.runs}
    assert "added" not in {run.fate for run in removed.runs}
    assert all(run.text for run in (*added.runs, *removed.runs))
