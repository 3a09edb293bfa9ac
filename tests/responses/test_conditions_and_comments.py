"""Conditions of a clearance, and what comments on parts of a letter know of it, without a database."""

from dataclasses import replace

import pytest

from responses.domain.comments import CHANGED, REMOVED, UNCHANGED, fate_of, mentioned, names_nobody, words_on
from responses.domain.conditions import NOT_BEFORE, TOLD, Condition
from responses.domain.letter import Part
from responses.domain.tables import Table
from tests.dates import day
from tests.responses.letters import paragraph, plain

THIRD_OF_JUNE = day("Wed 3 June 2026")


def test_a_letter_waits_until_somebody_was_told():
    press = Condition(TOLD, whom="Press office")
    assert press.words == "Only after this was told: Press office"
    assert "Press office: has to be told first" in press.why_not_yet(THIRD_OF_JUNE, is_met=False)
    assert press.why_not_yet(THIRD_OF_JUNE, is_met=True) == ""


@pytest.mark.parametrize(
    ("on", "left"), [("Tue 2 June 2026", True), ("Wed 3 June 2026", False), ("Thu 4 June 2026", False)]
)
def test_a_letter_leaves_from_the_day_on(on, left):
    waits = Condition(NOT_BEFORE, day=THIRD_OF_JUNE).why_not_yet(day(on), is_met=False)
    assert bool(waits) is left
    assert "not before 3 June 2026" in waits or not left


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": TOLD},
        {"kind": TOLD, "whom": "  "},
        {"kind": TOLD, "whom": "Press", "day": THIRD_OF_JUNE},
        {"kind": NOT_BEFORE},
        {"kind": NOT_BEFORE, "whom": "Press", "day": THIRD_OF_JUNE},
        {"kind": "text", "whom": "Change a word"},
    ],
)
def test_nothing_else_is_a_condition(wrong):
    with pytest.raises(ValueError, match="A condition says"):
        Condition(**wrong)


def test_a_comment_knows_whether_its_words_still_stand():
    letter = plain(paragraph("We hold ((count)) files.", "a"), paragraph("Yours.", "b"), count="12")
    words = words_on(letter, "a")

    assert words == "We hold 12 files."
    assert fate_of(letter, "a", words) == UNCHANGED
    assert fate_of(replace(letter, values={"count": "13"}), "a", words) == CHANGED
    assert fate_of(replace(letter, parts=letter.parts[1:]), "a", words) == REMOVED
    assert words_on(letter, "gone") == ""


def test_a_figure_changed_in_a_table_changes_the_part():
    table = Table(caption="Claims", columns=("Year", "Claims"), rows=(("2020", "4"),), notes=("A note",))
    part = Part(key="t", kind="table", body="The claims:", table=table)
    words = words_on(plain(part), "t")

    assert "2020 | 4" in words
    changed = replace(part, table=replace(table, rows=(("2020", "5"),)))
    assert fate_of(plain(changed), "t", words) == CHANGED


def test_the_day_of_issue_changes_no_part():
    letter = plain(paragraph("Until ((review_by)).", "a"))
    words = words_on(letter, "a")
    assert fate_of(letter.fill_moments({"review_by": "1 May 2026"}), "a", words) == UNCHANGED


PEOPLE = {1: "Olive Officer", 2: "Clem Clearer", 3: "Clem Claims", 4: "Zoë O’Neil"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@Olive Officer please look", {1}),
        ("@olive please look", {1}),
        ("What does @Clem Clearer say?", {2}),
        ("What does @Clem say?", set()),
        ("@Clem Clearer and @Clem Claims, and @Olive.", {1, 2, 3}),
        ("@Zoë O’Neil", {4}),
        ("write to olive@office.example", set()),
        ("Olive Officer knows", set()),
        ("@Oliver", set()),
        ("", set()),
    ],
)
def test_a_mention_is_an_at_sign_and_a_name_that_can_only_mean_one(text, found):
    assert mentioned(text, PEOPLE) == found


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("@Olive Officer, @Clem Clearer", ()),
        ("What does @Clem say?", ("@Clem",)),
        ("@Oliver and @Olive, and @Oliver again", ("@Oliver",)),
        ("(@Zoe)", ("@Zoe",)),
        ("write to olive@office.example or o.officer@office.example, @ 5 o’clock, @5", ()),
        ("", ()),
    ],
)
def test_an_at_sign_that_tells_nobody_is_found(text, nobody):
    assert names_nobody(text, PEOPLE) == nobody
