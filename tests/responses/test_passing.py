"""A note passes one warning in its very words, and never an error."""

import pytest

from responses.domain.errors import Refused
from responses.domain.letter_rules import ERROR, WARNING, Finding
from responses.domain.passing import LONGEST_NOTE, WarningNote, check_note, note_for, notes_in, standing

WARNED = Finding("Say who else may hold it.", rule="L-N4", severity=WARNING, question=1)
BLOCKED = Finding("Name the law.", rule="L-G03", severity=ERROR)
NOTE = WarningNote("L-N4", "question:1", "Say who else may hold it.", "We have asked; nobody does.")


def test_a_warning_with_its_note_stands_no_longer():
    assert standing([BLOCKED, WARNED], [NOTE]) == [BLOCKED]


def test_a_warning_whose_words_changed_wants_a_new_note():
    changed = Finding("Say how to reach it.", rule="L-N4", severity=WARNING, question=1)

    assert standing([changed], [NOTE]) == [changed]


def test_a_warning_in_another_place_wants_its_own_note():
    elsewhere = Finding("Say who else may hold it.", rule="L-N4", severity=WARNING, question=2)

    assert note_for(elsewhere, [NOTE]) is None


def test_no_note_passes_an_error():
    note = WarningNote("L-G03", "letter", "Name the law.", "It is plain from the subject.")

    assert standing([BLOCKED], [note]) == [BLOCKED]


def test_a_finding_that_is_of_no_rule_is_not_passed():
    own = Finding("The letter is empty.", severity=WARNING)

    assert standing([own], [WarningNote("", "letter", "The letter is empty.", "So be it.")]) == [own]


def test_notes_stand_among_the_decisions_of_a_letter():
    assert notes_in([{"question": 1, "held": "held"}, NOTE.to_mapping(), {"act": "lapse_notice"}]) == (NOTE,)


@pytest.mark.parametrize("words", ["", "  ", "x" * (LONGEST_NOTE + 1)])
def test_a_note_says_something_and_is_no_letter(words):
    with pytest.raises(Refused):
        check_note(words)
