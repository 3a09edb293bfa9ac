"""From triage to the letter that leaves."""

import pytest

from accounts.actions.staff import retire_member
from codes.models import Code
from foirequests.actions.cases import reopen_request, withdraw_request
from foirequests.actions.clock import correct_receipt_date
from foirequests.models import OutgoingMail
from responses.actions import draft
from responses.actions.arrange import save_typing
from responses.actions.clear import clear_response, live_clearance, submitted_version
from responses.actions.draft import rearrange, submit_draft, take_back
from responses.actions.issue import issue_response
from responses.actions.posting import record_posting
from responses.domain import drafting
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.domain.letter import Letter, letter_hash
from responses.domain.outcomes import final_hash
from responses.models import FoiResponse, IssuedLetter
from tests import factories
from tests.dates import day, moment


def test_the_january_request_becomes_an_issued_letter_with_one_message(officer, clearer):
    letter = factories.an_issued_letter(by=officer, clearer=clearer, issued_on=day("Thu 26 January 2023"))

    assert letter.render_state == "rendered"
    assert letter.review_by == day("Thu 23 February 2023")
    assert letter.foi_request.stage == "issued"
    assert letter.foi_request.closed_on == day("Thu 26 January 2023")
    assert [mail.message.kind for mail in OutgoingMail.objects.order_by("pk")] == ["acknowledgement", "reply"]


def test_of_two_people_who_record_the_posting_at_once_one_is_told_that_it_is_recorded(officer, clearer):
    letter = factories.an_issued_letter(by=officer, clearer=clearer, channel="post", postal_address="1 High St\nLeeds")
    seen_by_another = IssuedLetter.objects.get(pk=letter.pk)
    on, at = letter.issued_on, factories.at(letter.issued_on, 15)
    record_posting(letter, posted_on=on, post_class="first", by=officer, at=at)

    with pytest.raises(Refused, match="recorded already"):
        record_posting(seen_by_another, posted_on=on, post_class="second", by=officer, at=at)
    assert IssuedLetter.objects.get(pk=letter.pk).post_class == "first"


def test_nobody_clears_what_they_drafted(officer):
    foi_response = factories.a_submitted_response(by=officer)
    digest = submitted_version(foi_response).letter_hash
    officer.role_rows.create(role="clearer")
    del officer.roles

    with pytest.raises(NotPermitted, match="You drafted this letter"):
        clear_response(foi_response, letter_hash=digest, by=officer, at=moment("Fri 6 January 2023 10:00"))


def test_a_clearance_is_of_the_exact_text_that_the_clearer_saw(officer, clearer):
    foi_response = factories.a_submitted_response(by=officer)

    with pytest.raises(Stale):
        clear_response(foi_response, letter_hash="0" * 64, by=clearer, at=moment("Fri 6 January 2023 10:00"))


def test_of_two_people_who_clear_one_letter_at_once_the_later_is_told(officer, clearer, deputy_director):
    foi_response = factories.a_submitted_response(by=officer)
    as_it_was_read = FoiResponse.objects.get(pk=foi_response.pk)
    digest, at = submitted_version(foi_response).letter_hash, moment("Fri 6 January 2023 10:00")
    clear_response(foi_response, letter_hash=digest, by=clearer, at=at)

    with pytest.raises(Stale, match="at the same moment"):
        clear_response(as_it_was_read, letter_hash=digest, by=deputy_director, at=at)
    assert live_clearance(foi_response).by == clearer


def test_of_two_people_who_start_one_reply_at_once_the_later_is_told(officer, second_officer, monkeypatch):
    foi_request = factories.a_triaged_request(by=officer)
    at = moment("Fri 6 January 2023 10:00")

    def started_meanwhile(*_, **__):
        FoiResponse.objects.create(foi_request=foi_request, started_by=second_officer, started_at=at)
        return ()

    monkeypatch.setattr(draft, "check_nothing_is_for_a_team", started_meanwhile)
    with pytest.raises(Refused, match="started already"):
        draft.start_draft(foi_request, by=officer, at=at)
    assert not foi_request.history.filter(act="draft_started").exists()


def test_triage_corrected_after_the_clearance_voids_it(officer, clearer):
    foi_response = factories.a_cleared_response(by=officer, clearer=clearer)
    at = moment("Fri 6 January 2023 10:00")
    factories.triaged(foi_response.foi_request, by=officer, moment=at, held="held")

    with pytest.raises(Refused, match="What was decided about the request has changed since"):
        issue_response(FoiResponse.objects.get(pk=foi_response.pk), channel="email", by=officer, at=at)


def test_a_date_of_receipt_corrected_after_the_clearance_voids_it(officer, clearer):
    foi_response = factories.a_cleared_response(by=officer, clearer=clearer)
    at = moment("Fri 6 January 2023 10:00")
    earlier = day("Wed 4 January 2023")
    correct_receipt_date(foi_response.foi_request, received_on=earlier, reason="The stamp", by=officer, at=at)

    with pytest.raises(Refused, match="has changed since"):
        issue_response(FoiResponse.objects.get(pk=foi_response.pk), channel="email", by=officer, at=at)


def test_a_question_reworded_after_the_clearance_voids_it(officer, clearer):
    foi_response = factories.a_cleared_response(by=officer, clearer=clearer)
    at = moment("Fri 6 January 2023 10:00")
    foi_response.foi_request.questions.update(text="How many claims did you close, by hospital?")

    with pytest.raises(Refused, match="has changed since"):
        issue_response(FoiResponse.objects.get(pk=foi_response.pk), channel="email", by=officer, at=at)


def test_a_clearance_stands_when_the_clearer_has_left_or_lost_the_role_since(officer, clearer):
    foi_response = factories.a_cleared_response(by=officer, clearer=clearer)
    clearer.role_rows.all().delete()
    retire_member(clearer.email)
    at = moment("Fri 6 January 2023 10:00")

    assert issue_response(FoiResponse.objects.get(pk=foi_response.pk), channel="email", by=officer, at=at)


@pytest.mark.parametrize("stage", ["clearance", "cleared"])
def test_a_reply_left_by_a_withdrawal_is_taken_back_when_the_case_is_open_again(officer, clearer, stage):
    make = factories.a_cleared_response if stage == "cleared" else factories.a_submitted_response
    foi_response = make(by=officer, **({"clearer": clearer} if stage == "cleared" else {}))
    foi_request, at = foi_response.foi_request, moment("Fri 6 January 2023 10:00")
    withdraw_request(foi_request, reason="By telephone", by=officer, at=at)
    assert not FoiResponse.objects.in_clearance().exists()
    reopen_request(foi_request, reason="She changed her mind", by=officer, at=at)
    with pytest.raises(NotPermitted):
        take_back(FoiResponse.objects.get(pk=foi_response.pk), by=officer, at=at)
    factories.triaged(foi_request, by=officer, moment=at)
    foi_response = FoiResponse.objects.get(pk=foi_response.pk)
    with pytest.raises(NotPermitted):
        take_back(foi_response, by=clearer, at=at)
    foi_response = FoiResponse.objects.get(pk=foi_response.pk)
    take_back(foi_response, by=officer, at=at)

    assert (foi_response.stage, foi_response.foi_request.stage) == ("drafting", "drafting")
    assert live_clearance(foi_response) is None
    submit_draft(foi_response, by=officer, at=at)
    assert FoiResponse.objects.in_clearance().get() == foi_response


def test_an_edit_voids_the_clearance(officer, clearer):
    foi_response = factories.a_cleared_response(by=officer, clearer=clearer)
    take_back(foi_response, by=officer, at=moment("Fri 6 January 2023 10:00"))
    key = foi_response.working_copy.parts[0]["key"]
    rearrange(
        foi_response,
        lambda parts: drafting.move(parts, key, 1),
        revision=1,
        by=officer,
        at=moment("Fri 6 January 2023 10:05"),
    )

    assert live_clearance(foi_response) is None
    with pytest.raises(Refused):
        issue_response(foi_response, channel="email", by=officer, at=moment("Fri 6 January 2023 10:10"))


def test_what_left_follows_from_what_was_cleared_and_the_day(officer, clearer):
    letter = factories.an_issued_letter(by=officer, clearer=clearer, issued_on=day("Thu 26 January 2023"))
    frozen = Letter.from_json(letter.frozen)

    assert letter_hash(frozen) == letter.cleared_hash == letter.version.letter_hash
    assert final_hash(letter.cleared_hash, frozen.moments) == letter.final_hash


def test_no_letter_names_a_code_that_is_unconfirmed(officer):
    foi_response = factories.a_draft(by=officer)
    unconfirmed = Code.objects.unconfirmed()[0]
    foi_response.foi_request.questions.get().codes.add(unconfirmed)
    copy = foi_response.working_copy
    at = moment("Thu 5 January 2023 12:30")
    words = f"We can search by {unconfirmed.label.upper()}."
    save_typing(foi_response, revision=copy.revision, added=words, by=officer, at=at)
    foi_response.refresh_from_db()

    with pytest.raises(Refused, match="is unconfirmed, so no letter names it"):
        submit_draft(foi_response, by=officer, at=at)


def test_the_requesters_own_words_may_name_it(officer):
    unconfirmed = Code.objects.unconfirmed()[0]
    foi_response = factories.a_draft(by=officer, text=f"How many claims are about {unconfirmed.label}?")
    foi_response.foi_request.questions.get().codes.add(unconfirmed)

    submit_draft(foi_response, by=officer, at=moment("Thu 5 January 2023 13:00"))
    assert foi_response.stage == "clearance"
