"""A warning that arises after a letter was submitted is passed with a note of its own, outside of what was cleared.

The letter here becomes late while it waits: the rule book warns that it should apologise (L-G13).
"""

import pytest
import time_machine

from foirequests.actions.early_word import tell_deputy_early
from foirequests.domain.acts import PART_IN_THE_DECISION
from foirequests.models import HistoryEntry
from responses.actions.clear import clear_response, live_clearance, submitted_version
from responses.actions.draft import draft_letter, submit_draft, take_back
from responses.actions.findings import all_findings, findings_of
from responses.actions.issue import issue_response
from responses.actions.passing import late_warnings, pass_late_warning
from responses.domain.clearance import DRAFTING_ACTS
from responses.domain.errors import NotPermitted, Refused
from responses.domain.letter import Letter
from responses.domain.letter_rules import ERROR, Finding, LetterNotReady
from responses.models import IssuedLetter
from tests import factories
from tests.dates import day, moment
from tests.responses.pages import address, as_member, text_of

RECEIVED = day("Mon 2 March 2026")
LATE = moment("Wed 1 April 2026 10:00")
NOTE = "The covering e-mail apologises for the delay."
QUEUE = "/clearance/"


@pytest.fixture
def cleared(officer, clearer):
    """A reply cleared in time, which nobody issued by its last day."""
    return factories.a_cleared_response(by=officer, clearer=clearer, received_on=RECEIVED)


@pytest.fixture
def waiting(officer):
    """The same, still waiting for its clearance on the day after its last day."""
    return factories.a_submitted_response(by=officer, received_on=RECEIVED)


def late(foi_response):
    (found,) = late_warnings(foi_response, at=LATE).standing
    return found


def issue(foi_response, officer):
    return issue_response(foi_response, channel="email", by=officer, at=LATE)


def clear(foi_response, person):
    return clear_response(foi_response, letter_hash=submitted_version(foi_response).letter_hash, by=person, at=LATE)


def test_a_letter_with_a_warning_that_is_new_since_clearance_is_not_issued_without_a_note(cleared, officer):
    assert late(cleared).rule == "L-G13"
    with pytest.raises(Refused, match="apologise"):
        issue(cleared, officer)


def test_the_officer_who_issues_the_letter_passes_the_warning_with_a_note_and_what_was_cleared_stays(cleared, officer):
    before = live_clearance(cleared)
    pass_late_warning(cleared, late(cleared), words=NOTE, by=officer, at=LATE)
    letter = issue(cleared, officer)

    assert letter.cleared_hash == before.letter_hash
    assert NOTE not in str(letter.frozen)
    (kept,) = letter.version.passing_notes.all()
    assert (kept.rule, kept.words, kept.by) == ("L-G13", NOTE, officer)


def test_the_history_of_the_case_keeps_the_note_and_who_wrote_it(cleared, officer):
    pass_late_warning(cleared, late(cleared), words=NOTE, by=officer, at=LATE)

    entry = HistoryEntry.objects.get(act="late_warning_passed")
    assert (entry.actor, entry.facts["rule"], entry.words.text) == (officer, "L-G13", NOTE)


def test_a_note_does_not_make_its_writer_a_drafter_but_a_part_of_the_decision():
    assert "late_warning_passed" in PART_IN_THE_DECISION
    assert "late_warning_passed" not in DRAFTING_ACTS


def test_what_has_to_be_mended_is_passed_by_no_note(cleared, officer):
    with pytest.raises(Refused, match="has to be mended"):
        pass_late_warning(
            cleared, Finding("Name the law.", rule="L-G03", severity=ERROR), words=NOTE, by=officer, at=LATE
        )


def test_nobody_but_who_issues_a_cleared_letter_passes_its_warning(cleared, clearer, deputy_director):
    for person in (clearer, deputy_director):
        with pytest.raises(NotPermitted):
            pass_late_warning(cleared, late(cleared), words=NOTE, by=person, at=LATE)


def test_a_note_is_for_one_version_and_ends_when_the_letter_is_taken_back(cleared, officer):
    pass_late_warning(cleared, late(cleared), words=NOTE, by=officer, at=LATE)
    take_back(cleared, by=officer, at=LATE)

    letter = draft_letter(cleared, at=LATE)
    assert [each.rule for each in findings_of(letter, cleared, at=LATE)] == ["L-G13"]
    with pytest.raises(LetterNotReady):
        submit_draft(cleared, by=officer, at=LATE)


def test_a_second_late_note_takes_the_place_of_the_first_which_is_kept(cleared, officer):
    pass_late_warning(cleared, late(cleared), words="A first thought.", by=officer, at=LATE)
    (found,) = [each for each in all_findings(letter_of(cleared), cleared, at=LATE) if each.rule == "L-G13"]
    pass_late_warning(cleared, found, words=NOTE, by=officer, at=LATE)

    ((_finding, note),) = late_warnings(cleared, at=LATE).passed
    assert note.note == NOTE
    assert submitted_version(cleared).passing_notes.count() == 2


def test_a_clearer_passes_a_warning_that_arose_while_the_letter_waited_and_clears_it(waiting, clearer):
    with pytest.raises(LetterNotReady):
        clear(waiting, clearer)
    pass_late_warning(waiting, late(waiting), words=NOTE, by=clearer, at=LATE)
    clear(waiting, clearer)

    assert waiting.stage == "cleared"


def test_a_drafter_passes_nothing_in_a_letter_that_waits_for_somebody_else(waiting, officer):
    with pytest.raises(NotPermitted):
        pass_late_warning(waiting, late(waiting), words=NOTE, by=officer, at=LATE)


def test_a_note_of_the_first_step_holds_for_the_second_and_for_the_issue(waiting, officer, clearer, deputy_director):
    tell_deputy_early(
        waiting.foi_request, clear_by=day("Fri 20 March 2026"), by=officer, at=moment("Tue 3 March 2026 10:00")
    )
    with time_machine.travel(LATE, tick=False):
        pass_late_warning(waiting, late(waiting), words=NOTE, by=clearer, at=LATE)
        clear(waiting, clearer)
        seen = text_of(as_member(deputy_director).get(address("clear", waiting)))
        clear(waiting, deputy_director)
        waiting.refresh_from_db()
        issue(waiting, officer)

    assert NOTE in seen and "Clem Clearer" in seen
    assert IssuedLetter.objects.count() == 1


def test_a_letter_that_is_being_drafted_has_no_late_warning(officer):
    draft = factories.a_draft(by=officer, received_on=RECEIVED)
    with pytest.raises(NotPermitted, match="draft"):
        pass_late_warning(draft, Finding("Apologise.", rule="L-G13", severity="W"), words=NOTE, by=officer, at=LATE)


# --- On screen ------------------------------------------------------------------------------------------------------


def test_the_officer_passes_the_warning_on_the_page_of_issue_and_then_issues(cleared, officer):
    with time_machine.travel(LATE, tick=False):
        client = as_member(officer)
        before = text_of(client.get(address("issue", cleared)))
        there = address("late_warning", cleared, late(cleared).key)
        empty = text_of(client.post(there, {"words": " "}))
        answer = client.post(there, {"words": NOTE})
        after = text_of(client.get(address("issue", cleared)))

    assert "New since it was cleared" in before and there in before and "How does the letter go?" not in before
    assert "Say why the letter may leave as it is" in empty
    assert answer.url == address("issue", cleared)
    assert NOTE in after and "How does the letter go?" in after


def test_the_clearer_passes_the_warning_on_the_page_of_clearance(waiting, clearer):
    with time_machine.travel(LATE, tick=False):
        client = as_member(clearer)
        there = address("late_warning", waiting, late(waiting).key)
        assert there in text_of(client.get(address("clear", waiting)))
        answer = client.post(there, {"words": NOTE})
        after = text_of(client.get(address("clear", waiting)))

    assert answer.url == address("clear", waiting)
    assert f"Note of Clem Clearer: {NOTE}" in after


def test_whoever_cleared_the_letter_reads_what_was_passed_after_it(cleared, officer, clearer, deputy_director):
    with time_machine.travel(LATE, tick=False):
        pass_late_warning(cleared, late(cleared), words=NOTE, by=officer, at=LATE)
        assert NOTE in text_of(as_member(clearer).get(QUEUE))
        assert NOTE not in text_of(as_member(deputy_director).get(QUEUE))


def test_a_late_warning_that_no_longer_stands_leads_back(cleared, officer):
    with time_machine.travel(LATE, tick=False):
        answer = as_member(officer).get(address("late_warning", cleared, "0" * 16), follow=True)

    assert "no longer stands" in text_of(answer)


def test_only_who_may_pass_it_opens_the_page_of_a_late_warning(cleared, clearer):
    with time_machine.travel(LATE, tick=False):
        assert as_member(clearer).get(address("late_warning", cleared, late(cleared).key)).status_code == 403


def letter_of(foi_response):
    return Letter.from_json(submitted_version(foi_response).letter)
