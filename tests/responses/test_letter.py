"""The letter as a value: its gaps, its identity, what changed in it."""

import json
from dataclasses import replace
from datetime import date

import pytest

from responses.domain.errors import Refused
from responses.domain.letter import Attachment, Letter, Part, assemble, difference, letter_date, letter_hash
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
