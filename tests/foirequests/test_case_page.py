"""The page of a case: it reads like a file, and says what to do next."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from foirequests.actions.clarification import ask_for_clarification
from foirequests.actions.correspondence import send_message
from foirequests.models import OutgoingMail
from foirequests.presenters.delivery import is_moving
from responses.actions.clear import return_response, submitted_version
from responses.actions.internal_review import ask_for_internal_review
from responses.models import IssuedLetter
from tests.dates import day, moment
from tests.factories import (
    a_cleared_response,
    a_draft,
    a_request,
    a_sent_letter,
    a_submitted_response,
    a_triaged_request,
    an_issued_letter,
)

NOW = moment("Mon 9 January 2023 12:00")


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW, tick=False):
        yield


def shown(client, member, foi_request, page="case"):
    client.force_login(member)
    answer = client.get(reverse(page, args=[foi_request.reference]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_new_case_shows_the_request_its_clock_and_triage_as_the_next_act(client, officer):
    foi_request = a_request(by=officer)
    page = shown(client, officer, foi_request)
    assert "anonymized of course" in page
    assert "2 February 2023" in page
    assert "18 working days left" in page
    assert "20 working days, the first of them 6 January 2023" in page
    assert reverse("case_triage", args=[foi_request.reference]) in page


def test_every_page_of_a_case_at_every_stage_opens(client, officer, clearer):
    for made in (
        a_request(by=officer),
        a_triaged_request(by=officer),
        a_submitted_response(by=officer).foi_request,
        an_issued_letter(by=officer, clearer=clearer).foi_request,
    ):
        shown(client, officer, made)
        shown(client, officer, made, "case_print")
        shown(client, clearer, made)


def test_the_working_names_each_counted_day_and_why_others_do_not_count(client, officer):
    page = shown(client, officer, a_request(by=officer))
    assert "Received on Thursday 5 January 2023. That day is day 0, whether or not it is a working day." in page
    assert "Days counted: 6, 9, 10, 11, 12, 13, 16," in page
    assert "section 10(1) of the Freedom of Information Act 2000" in page
    assert "Saturdays and Sundays" in page and "7, 8, 14," in page
    december = a_request(by=officer, received_on=day("Wed 21 December 2022"))
    assert "Tuesday 3 January 2023" in shown(client, officer, december)
    assert "bank holiday in Scotland" in shown(client, officer, december)


def test_while_clarification_is_waited_for_the_clock_is_shown_as_stopped(client, officer):
    foi_request = a_request(by=officer)
    ask_for_clarification(foi_request, unclear="Which years?", options="Name them.", by=officer, at=NOW)
    page = shown(client, officer, foi_request)
    assert "Clock stopped" in page
    assert "We asked the requester to clarify on 9 January 2023" in page
    assert reverse("case_clarification_received", args=[foi_request.reference]) in page


def next_of(client, member, foi_request):
    client.force_login(member)
    return client.get(reverse("case", args=[foi_request.reference])).context["next"]


def test_each_person_sees_what_is_theirs_to_do_next(client, officer, clearer, deputy_director):
    new = a_request(by=officer)
    triaged = a_triaged_request(by=officer)
    draft = a_draft(by=officer)
    submitted = a_submitted_response(by=officer)
    cleared = a_cleared_response(by=officer, clearer=clearer)
    table = [
        (new, officer, "Triage this request"),
        (new, clearer, "With the information governance officers"),
        (triaged, officer, "Start the draft"),
        (draft.foi_request, officer, "Go on with the draft"),
        (submitted.foi_request, officer, "Waiting for clearance"),
        (submitted.foi_request, clearer, "Clear or return the letter"),
        (submitted.foi_request, deputy_director, "Clear or return the letter"),
        (cleared.foi_request, officer, "Issue the reply"),
        (cleared.foi_request, clearer, "With the information governance officers"),
    ]
    for foi_request, member, words in table:
        action = next_of(client, member, foi_request)
        assert action.text == words
        assert bool(action.url) == (words not in ("Waiting for clearance", "With the information governance officers"))


def test_a_returned_draft_shows_the_clearers_words_beside_the_next_act(client, officer, clearer):
    foi_response = a_submitted_response(by=officer)
    version = submitted_version(foi_response)
    return_response(foi_response, letter_hash=version.letter_hash, comment="Say which years.", by=clearer, at=NOW)
    action = next_of(client, officer, foi_response.foi_request)
    assert (action.text, action.why) == ("Go on with the draft", "Returned by the clearer: Say which years.")


def test_a_draft_returned_with_comments_on_paragraphs_alone_says_where_they_stand(client, officer, clearer):
    foi_response = a_submitted_response(by=officer)
    version = submitted_version(foi_response)
    part = version.letter["parts"][0]["key"]
    return_response(
        foi_response,
        letter_hash=version.letter_hash,
        comment="",
        part_comments={part: "Which years?"},
        by=clearer,
        at=NOW,
    )
    why = next_of(client, officer, foi_response.foi_request).why
    assert why == "Returned by the clearer: What to change is said beside the paragraphs."


def test_a_failed_letter_or_message_is_the_next_thing_to_mend(client, officer, clearer):
    letter = an_issued_letter(by=officer, clearer=clearer)
    IssuedLetter.objects.filter(pk=letter.pk).update(render_state="failed", pdf=None, last_error="No room on the disk")
    action = next_of(client, officer, letter.foi_request)
    assert (action.text, action.why, action.post) == ("Try rendering again", "No room on the disk", True)
    IssuedLetter.objects.filter(pk=letter.pk).update(render_state="rendered", pdf=letter.pdf)
    OutgoingMail.objects.filter(message=letter.message).update(state="failed", last_error="No such box")
    action = next_of(client, officer, letter.foi_request)
    assert (action.text, action.why, action.post) == ("Try sending again", "No such box", True)
    page = shown(client, clearer, letter.foi_request)
    assert "Reason: No such box" in page
    assert "Try sending again" not in page


def test_a_posted_letter_waits_for_the_day_of_posting(client, officer, clearer):
    letter = an_issued_letter(by=officer, clearer=clearer, channel="post", email="", postal_address="1 High Street")
    assert next_of(client, officer, letter.foi_request).text == "Record the day of posting"


def test_after_issue_the_last_day_for_a_review_is_shown(client, officer, clearer):
    letter = a_sent_letter(by=officer, clearer=clearer)
    action = next_of(client, officer, letter.foi_request)
    assert action.why == "The requester can ask for an internal review until 9 February 2023."
    assert "Answered in time" in shown(client, officer, letter.foi_request)


def test_a_last_day_that_has_passed_is_told_as_past(client, officer, clearer):
    letter = a_sent_letter(by=officer, clearer=clearer)
    with time_machine.travel(moment("Thu 9 February 2023 23:00"), tick=False):
        assert "until 9 February 2023" in next_of(client, officer, letter.foi_request).why
    with time_machine.travel(moment("Fri 10 February 2023 00:00"), tick=False):
        action = next_of(client, officer, letter.foi_request)
        page = shown(client, officer, letter.foi_request)
    assert action.why == "The time to ask for an internal review passed on 9 February 2023."
    assert "can ask for an internal review until" not in page


def test_a_message_sent_twice_after_an_interruption_says_so(client, officer):
    foi_request = a_request(by=officer)
    OutgoingMail.objects.update(state="sent", sent_at=NOW, sent_again_after_interruption=True)
    assert "Sent again after an interruption" in shown(client, officer, foi_request)


def test_the_page_refreshes_itself_while_something_is_sent_and_stops_when_it_is_done(client, officer):
    foi_request = a_request(by=officer, recorded_at=NOW)
    address = reverse("case", args=[foi_request.reference])
    page = shown(client, officer, foi_request)
    assert 'hx-trigger="every 3s"' in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    asked = {"path": address, "headers": {"HX-Request": "true"}}
    assert "1 message on the way" in client.get(**asked).content.decode()
    assert client.get(**asked, query_params={"shown": "1 message on the way to the mail server."}).status_code == 204
    OutgoingMail.objects.update(state="sent", sent_at=NOW)
    page = shown(client, officer, foi_request)
    assert "hx-trigger" not in page
    assert "http-equiv" not in page
    assert client.get(**asked).headers["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("state", "minutes", "moves"),
    [
        ("waiting", 0, True),
        ("waiting", 5, False),
        ("waiting", -9, True),
        ("waiting", -11, False),
        ("sending", 5, True),
        ("sending", -11, False),
        ("rendering", 5, True),
        ("failed", 0, False),
        ("sent", 0, False),
    ],
)
def test_what_waits_for_hours_or_is_never_taken_up_is_not_watched(state, minutes, moves):
    assert is_moving(state, NOW + timedelta(minutes=minutes), NOW) is moves


def test_what_happened_and_when_it_was_recorded_stand_in_the_timeline(client, officer):
    foi_request = a_request(by=officer)
    assert "5 January 2023 at 10:00, Olive Officer. Recorded 9 January 2023 at 12:00" in shown(
        client, officer, foi_request
    )


def test_other_requests_of_the_same_person_are_offered(client, officer):
    first, second = a_request(by=officer), a_request(by=officer, text="Another question")
    assert f"{second.reference}: Another question" in shown(client, officer, first)


def test_a_case_asks_no_more_of_the_database_when_it_grows(client, officer, clearer, django_assert_max_num_queries):
    foi_request = an_issued_letter(by=officer, clearer=clearer).foi_request
    for number in range(30):
        send_message(foi_request, subject="", text=f"Message {number}", by=officer, at=NOW)
        a_request(by=officer, text=f"Request {number}")
    client.force_login(officer)
    with django_assert_max_num_queries(28):
        client.get(reverse("case", args=[foi_request.reference]))


def test_a_case_that_does_not_exist_is_not_found(client, officer):
    client.force_login(officer)
    assert client.get(reverse("case", args=["FOI_9999"])).status_code == 404


def test_a_late_request_for_review_leads_the_officer_to_the_decision(client, officer, clearer, deputy_director):
    letter = an_issued_letter(by=officer, clearer=clearer)
    came = moment("Fri 10 February 2023 10:00")
    review = ask_for_internal_review(letter, grounds="Please look again.", asked_on=came.date(), at=came)
    page = reverse("review", args=[review.pk])
    assert next_of(client, officer, letter.foi_request).url == page
    assert next_of(client, deputy_director, letter.foi_request).url == page
    assert next_of(client, clearer, letter.foi_request).text == "Waiting for the internal review"
    shown_page = shown(client, clearer, letter.foi_request)
    assert "Asked for late" in shown_page
    assert "Internal review asked for" in shown_page


def test_only_after_issue_can_a_request_for_review_be_recorded(client, officer, clearer):
    issued, new = an_issued_letter(by=officer, clearer=clearer).foi_request, a_request(by=officer)
    assert reverse("review_record", args=[issued.reference]) in shown(client, officer, issued)
    assert reverse("review_record", args=[new.reference]) not in shown(client, officer, new)
    assert reverse("review_record", args=[issued.reference]) not in shown(client, clearer, issued)
