"""What follows when something goes wrong or is begun by mistake: letters that fail, corrections, closed cases."""

import pytest

from codes.actions.settings import record_setting
from foirequests.actions.cases import reopen_request, withdraw_request
from foirequests.actions.mail import retry_mail
from foirequests.models import Notice
from responses import rendering
from responses.actions import internal_review, render, review_conduct
from responses.actions.correct import drop_corrected_reply, start_corrected_reply
from responses.actions.draft import check_may_draft
from responses.actions.issue import issue_response
from responses.domain.errors import NotPermitted, Refused
from tests import factories
from tests.dates import day, moment
from tests.office import member

LATER = moment("Fri 3 February 2023 10:00")
IN_MARCH = moment("Fri 3 March 2023 10:00")


def test_a_letter_that_finally_cannot_be_rendered_is_told_of_once(officer, clearer, monkeypatch):
    def no_press(*_arguments, **_options):
        raise Refused("Our letter font cannot print this.")

    monkeypatch.setattr(rendering, "letter_pdf", no_press)
    foi_response = factories.a_cleared_response(by=officer, clearer=clearer)
    letter = issue_response(foi_response, channel="email", by=officer, at=LATER)
    at = LATER
    for _attempt in range(len(render.WAITS) + 1):
        assert render.render_due_letters(at=at) == 1
        letter.refresh_from_db()
        at = letter.next_attempt_at

    assert letter.render_state == "failed"
    assert letter.foi_request.notices.get().kind == Notice.Kind.RENDER_FAILED


def test_a_correction_begun_by_mistake_is_dropped_and_another_can_be_begun(officer, clearer):
    letter = factories.a_sent_letter(by=officer, clearer=clearer)
    begun = start_corrected_reply(letter, reason="it names the wrong year", by=officer, at=IN_MARCH)
    with pytest.raises(NotPermitted):
        drop_corrected_reply(begun, by=clearer, at=IN_MARCH)
    drop_corrected_reply(begun, by=officer, at=IN_MARCH)

    letter.refresh_from_db()
    assert letter.superseded_by is None
    assert start_corrected_reply(letter, reason="it names the wrong list", by=officer, at=IN_MARCH).stage == "drafting"
    with pytest.raises(Refused, match="being drafted"):
        drop_corrected_reply(begun, by=officer, at=IN_MARCH)


def test_the_reply_of_a_withdrawn_case_is_not_drafted_until_the_case_is_open_again(officer):
    foi_response = factories.a_draft(by=officer)
    case = foi_response.foi_request
    withdraw_request(case, reason="By telephone", by=officer, at=LATER)
    with pytest.raises(NotPermitted, match="Reopen it first"):
        check_may_draft(foi_response, by=officer)
    reopen_request(case, reason="She changed her mind", by=officer, at=LATER)

    check_may_draft(foi_response, by=officer)


def test_a_reviewer_is_told_of_the_review_that_was_given_to_them(officer, clearer, deputy_director):
    letter = factories.a_sent_letter(by=officer, clearer=clearer, issued_on=day("Thu 26 January 2023"))
    review = internal_review.ask_for_internal_review(
        letter,
        grounds="Please look again.",
        asked_on=day("Mon 30 January 2023"),
        at=moment("Mon 30 January 2023 09:00"),
    )
    first, second = member("Rita Reviewer", "clearer"), member("Rolf Reviewer", "clearer")
    for reviewer in (first, second):
        review_conduct.allocate_review(review, reviewer=reviewer, by=deputy_director, at=LATER)
        review.refresh_from_db()

    told = letter.foi_request.notices.get(kind=Notice.Kind.REVIEW_ALLOCATED)
    assert told.to == second


def test_only_an_officer_tries_a_failed_letter_or_message_again(officer, clearer):
    letter = factories.an_issued_letter(by=officer, clearer=clearer)

    with pytest.raises(NotPermitted):
        render.retry_rendering(letter, by=clearer, at=LATER)
    with pytest.raises(NotPermitted):
        retry_mail(letter.message.mail, by=clearer, at=LATER)


def test_only_the_deputy_director_records_a_setting(officer):
    with pytest.raises(Refused, match="Only the deputy director"):
        record_setting(
            name="acknowledgement",
            value={"working_days": 2},
            valid_from=day("Fri 3 February 2023"),
            source="A memo",
            reason="Quicker",
            by=officer,
            at=LATER,
        )
