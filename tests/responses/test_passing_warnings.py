"""Warnings of the rule book need a note to pass: written by the drafter, read by the clearer, kept with the letter."""

import pytest
import time_machine

from foirequests.models import HistoryEntry
from responses.actions.clear import submitted_version
from responses.actions.draft import draft_letter, submit_draft
from responses.actions.findings import checked, findings_of
from responses.actions.passing import pass_warning
from responses.domain.errors import NotPermitted, Refused
from responses.domain.letter import Letter
from responses.domain.letter_rules import LetterNotReady
from responses.domain.passing import notes_in
from responses.models import PassingNote
from tests.dates import day, moment
from tests.factories import a_draft
from tests.responses.pages import address, as_member, body_of, keys, press, text_of

NOW = moment("Wed 4 March 2026 10:00")
NOTE = "We know of nobody else who could hold it."


@pytest.fixture
def draft(officer):
    """A reply whose paragraph on NHS England was taken out: a warning stands (L-N4)."""
    foi_response = a_draft(by=officer, received_on=day("Mon 2 March 2026"))
    with time_machine.travel(NOW, tick=False):
        key = next(part["key"] for part in foi_response.working_copy.parts if part["slug"] == "referral-nhs-england")
        press(officer, "draft_remove", foi_response, key)
    foi_response.working_copy.refresh_from_db()
    return foi_response


def warning(foi_response):
    (found,) = findings_of(draft_letter(foi_response, at=NOW), foi_response, at=NOW)
    return found


def test_a_letter_with_a_warning_is_not_submitted_without_a_note(draft, officer):
    assert warning(draft).rule == "L-N4"
    with pytest.raises(LetterNotReady):
        submit_draft(draft, by=officer, at=NOW)


def test_a_note_passes_the_warning_and_stands_in_the_version_that_is_cleared(draft, officer):
    pass_warning(draft, warning(draft), words=NOTE, by=officer, at=NOW)
    submit_draft(draft, by=officer, at=NOW)

    (note,) = notes_in(Letter.from_json(submitted_version(draft).letter).decisions)
    assert (note.rule, note.note) == ("L-N4", NOTE)
    assert HistoryEntry.objects.get(act="warning_passed").facts == {"rule": "L-N4", "where": "question:1"}


def test_a_second_note_takes_the_place_of_the_first_which_is_kept(draft, officer):
    found = warning(draft)
    pass_warning(draft, found, words="A first thought.", by=officer, at=NOW)
    pass_warning(draft, found, words=NOTE, by=officer, at=NOW)

    assert [note.words for note in PassingNote.objects.filter(ended_at__isnull=True)] == [NOTE]
    assert PassingNote.objects.count() == 2


def test_a_note_is_void_when_the_warning_changes_its_words(draft, officer):
    pass_warning(draft, warning(draft), words=NOTE, by=officer, at=NOW)
    with time_machine.travel(NOW, tick=False):
        press(officer, "draft_save", draft, added="NHS England may hold it.")
    draft.working_copy.refresh_from_db()

    assert "how the requester can reach" in warning(draft).words


def test_no_note_passes_what_has_to_be_mended(draft, officer):
    with time_machine.travel(NOW, tick=False):
        opening = keys(draft)[0]
        press(officer, "draft_save", draft, part=opening, body="Thank you for your request.", body_was="")
    assert body_of(draft, opening) == "Thank you for your request."
    blocking = next(each for each in findings_of(draft_letter(draft, at=NOW), draft, at=NOW) if each.severity == "E")

    with pytest.raises(Refused, match="has to be mended"):
        pass_warning(draft, blocking, words=NOTE, by=officer, at=NOW)


def test_whoever_does_not_draft_the_letter_passes_nothing(draft, clearer):
    with pytest.raises(NotPermitted):
        pass_warning(draft, warning(draft), words=NOTE, by=clearer, at=NOW)


def test_an_officer_passes_a_warning_on_screen_and_the_clearer_reads_why(draft, officer, clearer):
    with time_machine.travel(NOW, tick=False):
        page = text_of(as_member(officer).get(address("draft", draft)))
        assert "L-N4: warning" in page and "Pass it with a note" in page
        key = warning(draft).key
        there = press(officer, "draft_to_warning", draft, key)
        assert there.url == address("draft_warning", draft, key)
        empty = as_member(officer).post(there.url, {"words": " "})
        assert "Say why the letter may leave as it is" in text_of(empty)
        assert as_member(officer).post(there.url, {"words": NOTE}).url == address("draft", draft)
        assert NOTE in text_of(as_member(officer).get(address("draft", draft)))
        press(officer, "draft_submit", draft)
        draft.refresh_from_db()
        seen = text_of(as_member(clearer).get(address("clear", draft)))

    assert draft.stage == "clearance"
    assert f"Note of the drafter: {NOTE}" in seen


def test_what_has_to_be_mended_and_what_only_warns_are_counted_apart(draft, officer):
    with time_machine.travel(NOW, tick=False):
        opening = keys(draft)[0]
        only_a_warning = text_of(as_member(officer).get(address("draft", draft)))
        press(officer, "draft_save", draft, part=opening, body="Thank you for your request.", body_was="")
        both = text_of(as_member(officer).get(address("draft", draft)))

    def bar(page):
        return page.split('id="draft-state"')[1].split("</div>")[0]

    assert ">1 warning<" in bar(only_a_warning) and "to mend" not in bar(only_a_warning)
    draft.working_copy.refresh_from_db()
    errors = [each for each in findings_of(draft_letter(draft, at=NOW), draft, at=NOW) if each.severity == "E"]
    assert f">{len(errors)} to mend<" in bar(both) and ">1 warning<" in bar(both)


def test_a_warning_that_no_longer_stands_leads_back_to_the_draft(draft, officer):
    with time_machine.travel(NOW, tick=False):
        answer = as_member(officer).get(address("draft_warning", draft, "0" * 16), follow=True)

    assert "no longer stands" in text_of(answer)


def test_only_the_drafter_opens_the_page_of_a_warning(draft, clearer):
    with time_machine.travel(NOW, tick=False):
        assert as_member(clearer).get(address("draft_warning", draft, warning(draft).key)).status_code == 403


def test_the_note_leaves_when_the_letter_is_mended(draft, officer):
    pass_warning(draft, warning(draft), words=NOTE, by=officer, at=NOW)
    with time_machine.travel(NOW, tick=False):
        press(officer, "draft_save", draft, added="NHS England may hold it: https://www.england.nhs.uk/foi")
    draft.working_copy.refresh_from_db()

    found = checked(draft_letter(draft, at=NOW), draft, at=NOW)
    assert (found.standing, found.passed) == ([], [])
