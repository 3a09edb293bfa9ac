"""Acts on a case, each on its page: what it does, what it refuses, who may."""

import pytest
import time_machine
from django.urls import reverse

from foirequests.actions.cases import withdraw_request
from foirequests.models import Commission, FoiRequest, Message, OutgoingMail
from foirequests.portal_links import lookup_hash
from tests.dates import day, moment
from tests.factories import a_request, an_issued_letter

NOW = moment("Mon 16 January 2023 12:00")


def on(name, day_of_month, month=1):
    return {f"{name}_day": str(day_of_month), f"{name}_month": str(month), f"{name}_year": "2023"}


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def act(client, officer):
    """Do an act on a case as the officer: `act("case_note", foi_request, ...)`."""
    client.force_login(officer)
    return lambda page, foi_request, *more, **typed: client.post(
        reverse(page, args=[foi_request.reference, *more]), typed
    )


def done(answer, foi_request):
    return answer.status_code == 302 and answer.headers["Location"] == reverse("case", args=[foi_request.reference])


def test_a_message_goes_to_the_requester_and_stands_on_the_case(act, officer):
    foi_request = a_request(by=officer)
    assert done(act("case_message", foi_request, text="We are on it."), foi_request)
    message = foi_request.messages.get(kind="message")
    assert (message.text, message.subject) == ("We are on it.", f"Your request {foi_request.reference}")
    assert message.mail.state == OutgoingMail.State.WAITING


def test_a_message_to_somebody_without_email_is_kept_and_printed_for_the_post(client, act, officer):
    foi_request = a_request(by=officer, email="", postal_address="1 High Street\nLeeds")
    act("case_message", foi_request, text="We are <b>on</b> it.")
    message = foi_request.messages.get(kind="message")
    assert not OutgoingMail.objects.filter(message=message).exists()
    page = client.get(reverse("message_print", args=[foi_request.reference, message.pk])).content.decode()
    assert "1 High Street<br>Leeds" in page
    assert "We are &lt;b&gt;on&lt;/b&gt; it." in page
    acknowledgement = foi_request.messages.get(kind="acknowledgement")
    page = client.get(reverse("message_print", args=[foi_request.reference, acknowledgement.pk])).content.decode()
    assert "(private link)" not in page
    assert reverse("case_print_code", args=[foi_request.reference]) in page


def test_a_note_of_a_call_keeps_the_hour_of_the_call(act, officer):
    foi_request = a_request(by=officer)
    typed = {"kind": "call", "text": "Asked to narrow it.", "happened_at": "9:15", **on("happened_on", 13)}
    assert done(act("case_note", foi_request, **typed), foi_request)
    note = foi_request.messages.get(direction=Message.Direction.NOTE)
    assert note.happened_at == moment("Fri 13 January 2023 09:15")


def test_a_note_about_tomorrow_is_refused_and_kept_on_the_page(act, officer):
    foi_request = a_request(by=officer)
    typed = {"kind": "call", "text": "They will call.", "happened_at": "", **on("happened_on", 17)}
    page = act("case_note", foi_request, **typed).content.decode()
    assert "has not happened yet" in page
    assert "They will call." in page


def test_clearers_may_add_a_note(client, officer, clearer):
    foi_request = a_request(by=officer)
    client.force_login(clearer)
    typed = {"kind": "internal", "text": "Seen.", "happened_at": "", **on("happened_on", 13)}
    assert client.post(reverse("case_note", args=[foi_request.reference]), typed).status_code == 302
    assert foi_request.messages.get(direction=Message.Direction.NOTE).by == clearer


def test_who_was_asked_and_what_they_answered_stand_on_the_case(client, act, officer):
    foi_request = a_request(by=officer)
    typed = {"holder": "Claims Management", "asked_for": "Numbers", **on("asked_on", 9), **on("due_on", 12)}
    assert done(act("case_commission", foi_request, **typed), foi_request)
    commission = Commission.objects.get()
    page = client.get(reverse("case", args=[foi_request.reference])).content.decode()
    assert "4 days late" in page
    typed = {"answer": "We hold none.", **on("answered_on", 13)}
    assert done(act("case_commission_answer", foi_request, commission.pk, **typed), foi_request)
    page = client.get(reverse("case", args=[foi_request.reference])).content.decode()
    assert "Answered on 13 January 2023" in page
    assert "days late" not in page
    assert "Asked for information: Claims Management, on 9 January 2023, by 12 January 2023" in page
    page = act("case_commission_answer", foi_request, commission.pk, **typed).content.decode()
    assert "An answer is recorded already." in page


def test_a_commission_of_another_case_is_not_found(act, officer):
    foi_request, other = a_request(by=officer), a_request(by=officer)
    typed = {"holder": "Finance", "asked_for": "Numbers", **on("asked_on", 9), **on("due_on", 12)}
    act("case_commission", foi_request, **typed)
    assert act("case_commission_answer", other, Commission.objects.get().pk).status_code == 404


def test_the_case_is_given_to_another_officer_and_both_are_named(client, act, officer, second_officer):
    foi_request = a_request(by=officer)
    assert done(act("case_assign", foi_request, owner=second_officer.pk), foi_request)
    page = client.get(reverse("case", args=[foi_request.reference])).content.decode()
    assert "Owner changed: Olive Officer to Otto Officer" in page


def test_a_clearer_cannot_look_after_a_case(act, officer, clearer):
    foi_request = a_request(by=officer)
    assert act("case_assign", foi_request, owner=clearer.pk).status_code == 200
    assert FoiRequest.objects.get().owner == officer


def test_a_corrected_date_of_receipt_shows_both_dates_and_moves_the_due_date(client, act, officer):
    foi_request = a_request(by=officer)
    typed = {"reason": "It lay in the mail room.", **on("received_on", 4)}
    assert done(act("case_receipt_date", foi_request, **typed), foi_request)
    page = client.get(reverse("case", args=[foi_request.reference])).content.decode()
    assert "Date of receipt corrected: from 5 January 2023 to 4 January 2023" in page
    assert "It lay in the mail room." in page
    foi_request.refresh_from_db()
    assert foi_request.due_on == day("Wed 1 February 2023")


def test_clarification_stops_the_clock_and_its_answer_starts_twenty_fresh_days(act, officer):
    foi_request = a_request(by=officer)
    typed = {"way": "email", "unclear": "Which years?", "clarification_options": "Name them."}
    assert done(act("case_clarification", foi_request, **typed), foi_request)
    foi_request.refresh_from_db()
    assert foi_request.due_on is None
    typed = {"channel": "email", "text": "2019 to 2022", **on("received_on", 16)}
    assert done(act("case_clarification_received", foi_request, **typed), foi_request)
    foi_request.refresh_from_db()
    assert foi_request.due_on == day("Mon 13 February 2023")


def test_clarification_that_nobody_asked_for_is_refused(act, officer):
    foi_request = a_request(by=officer)
    typed = {"channel": "email", "text": "2019", **on("received_on", 16)}
    assert "No clarification is waited for" in act("case_clarification_received", foi_request, **typed).content.decode()


def test_a_request_is_withdrawn_and_reopened_with_its_reasons(client, act, officer):
    foi_request = a_request(by=officer)
    assert (
        "Answer the question: How did the requester withdraw it?" in act("case_withdraw", foi_request).content.decode()
    )
    assert done(act("case_withdraw", foi_request, reason="By e-mail of today"), foi_request)
    assert done(act("case_reopen", foi_request, reason="It was a mistake"), foi_request)
    page = client.get(reverse("case", args=[foi_request.reference])).content.decode()
    assert "By e-mail of today" in page
    assert "It was a mistake" in page


def test_requests_are_linked_by_reference_however_it_is_typed(client, act, officer):
    foi_request, other = a_request(by=officer), a_request(by=officer, text="Another", email="x@requesters.example")
    assert "There is no request with the reference" in act("case_link", foi_request, reference="FOI 1").content.decode()
    assert done(act("case_link", foi_request, reference=f" {other.reference.lower()} "), foi_request)
    page = client.get(reverse("case", args=[foi_request.reference])).content.decode()
    assert f"Open {other.reference}" in page
    assert f"{other.reference}: Another" in page
    assert "linked already" in act("case_link", foi_request, reference=other.reference).content.decode()


def test_a_duplicate_is_closed_and_the_earlier_receipt_stands(client, act, officer):
    earlier = a_request(by=officer)
    later = a_request(by=officer, received_on=day("Mon 9 January 2023"))
    assert done(act("case_merge", earlier, into=later.pk), earlier)
    later.refresh_from_db()
    assert later.received_on == day("Thu 5 January 2023")
    page = client.get(reverse("case", args=[earlier.reference])).content.decode()
    assert f"This request was merged into {later.reference}" in page


def test_there_is_nothing_to_merge_with_when_the_person_asked_once(client, act, officer):
    foi_request = a_request(by=officer)
    a_request(by=officer, email="somebody.else@requesters.example")
    answer = client.get(reverse("case_merge", args=[foi_request.reference]), follow=True)
    assert "no other open request by this person" in answer.content.decode()


def test_the_private_link_is_sent_again_and_never_shown_to_the_office(client, act, officer):
    foi_request = a_request(by=officer)
    assert done(act("case_send_link", foi_request), foi_request)
    assert foi_request.messages.filter(kind="link").count() == 1
    page = client.get(reverse("case", args=[foi_request.reference])).content.decode()
    assert "(private link)" in page
    assert "/r/" not in page


def test_links_are_revoked_together(act, officer):
    foi_request = a_request(by=officer)
    act("case_print_code", foi_request)
    assert done(act("case_revoke_links", foi_request), foi_request)
    assert not foi_request.portal_links.usable().exists()


def test_a_code_is_shown_once_for_printing_and_only_its_hash_is_kept(client, act, officer):
    foi_request = a_request(by=officer, email="", postal_address="1 High Street\nLeeds")
    answer = act("case_print_code", foi_request)
    code = answer.context["code"]
    page = answer.content.decode()
    assert code in page
    assert "1 High Street<br>Leeds" in page
    assert "http://testserver/" in page
    assert answer.headers["Cache-Control"] == "no-store"
    assert foi_request.portal_links.get().lookup_hash == lookup_hash(code)
    assert code not in client.get(reverse("case", args=[foi_request.reference])).content.decode()
    assert code not in client.get(reverse("case_print_code", args=[foi_request.reference])).content.decode()


def test_a_failed_message_is_tried_again_and_one_that_has_not_failed_is_not(client, act, officer):
    foi_request = a_request(by=officer)
    mail = OutgoingMail.objects.get()
    answer = act("mail_retry", foi_request, mail.pk)
    assert "has not failed" in client.get(answer.headers["Location"]).content.decode()
    OutgoingMail.objects.update(state="failed", last_error="No such box")
    assert done(act("mail_retry", foi_request, mail.pk), foi_request)
    assert OutgoingMail.objects.get().state == OutgoingMail.State.WAITING


OFFICERS_PAGES = (
    "case_message",
    "case_commission",
    "case_clarification",
    "case_clarification_received",
    "case_acknowledge",
    "case_fees_notice",
    "case_fee_paid",
    "case_extension",
    "case_lapse",
    "case_transfer",
    "case_receipt_date",
    "case_requester",
    "case_subject",
    "case_withdraw",
    "case_reopen",
    "case_link",
    "case_merge",
    "case_send_link",
    "case_revoke_links",
    "case_print_code",
)


@pytest.mark.parametrize("page", OFFICERS_PAGES)
def test_only_officers_act_on_cases(client, officer, clearer, deputy_director, page):
    foi_request = a_request(by=officer)
    for member in (clearer, deputy_director):
        client.force_login(member)
        assert client.get(reverse(page, args=[foi_request.reference])).status_code == 403
        assert client.post(reverse(page, args=[foi_request.reference])).status_code == 403


@pytest.mark.parametrize("page", ["case_clarification", "case_receipt_date", "case_commission", "case_withdraw"])
def test_an_act_that_is_not_open_at_this_stage_says_why(client, act, officer, clearer, page):
    foi_request = an_issued_letter(by=officer, clearer=clearer).foi_request
    answer = act(page, foi_request)
    assert done(answer, foi_request)
    said = client.get(answer.headers["Location"]).content.decode()
    assert "This cannot be done while the case is at the stage “Reply issued”." in said


def test_a_case_closed_by_a_colleague_meanwhile_is_met_with_a_word(client, act, officer):
    foi_request = a_request(by=officer)
    client.get(reverse("case_message", args=[foi_request.reference]))
    withdraw_request(foi_request, reason="By telephone", by=officer, at=NOW)
    answer = act("case_withdraw", foi_request, reason="Twice")
    assert "“Withdrawn”" in client.get(answer.headers["Location"]).content.decode()


def test_strangers_are_asked_to_sign_in(client, officer):
    foi_request = a_request(by=officer)
    for page in ("case", "case_print", "case_triage", *OFFICERS_PAGES):
        answer = client.get(reverse(page, args=[foi_request.reference]))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/account/login/")
