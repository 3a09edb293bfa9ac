"""The private page: how things stand, letters and messages, and what the requester can do there."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foirequests import emails
from foirequests.actions import mail
from foirequests.actions.cases import assign_cases, merge_duplicate, withdraw_request
from foirequests.actions.clarification import ask_for_clarification
from foirequests.actions.correspondence import add_note, send_message
from foirequests.domain.rates import Limit
from foirequests.models import Message, Notice
from foirequests.views import portal_acts
from responses.actions import render
from responses.actions.clear import clear_response, submitted_version
from responses.actions.correct import start_corrected_reply
from responses.actions.draft import submit_draft
from responses.actions.issue import issue_response
from responses.actions.posting import record_posting
from responses.models import InternalReview
from tests import factories
from tests.dates import day, moment
from tests.foirequests.portal_visits import mailed_texts, visit

pytestmark = pytest.mark.usefixtures("office")
ISSUED_ON = day("Thu 26 January 2023")
DAY_28 = moment("Thu 23 February 2023 23:30")
DAY_29 = moment("Fri 24 February 2023 00:30")


def page_of(client, foi_request, at, path="") -> str:
    """A page of this case, opened by the requester's own link at that moment."""
    with time_machine.travel(at, tick=False):
        return client.get(f"{visit(client, foi_request, at=at)}{path}").content.decode()


@pytest.fixture
def letter(officer, clearer):
    return factories.a_sent_letter(by=officer, clearer=clearer, issued_on=ISSUED_ON)


def a_letter_of_may(*, by, clearer):
    """A reply of the time when the library has wording for corrections."""
    received_on, issued_on = day("Mon 17 April 2023"), day("Tue 2 May 2023")
    return factories.a_sent_letter(by=by, clearer=clearer, received_on=received_on, issued_on=issued_on)


def a_corrected(letter, *, by, clearer, at):
    """The letter that replaces this one."""
    correction = start_corrected_reply(letter, reason="A table was missing", by=by, at=at)
    submit_draft(correction, by=by, at=at)
    clear_response(correction, letter_hash=submitted_version(correction).letter_hash, by=clearer, at=at)
    newer = issue_response(correction, channel="email", by=by, at=at)
    render.render_letter(newer.pk, at=at)
    newer.refresh_from_db()
    return factories.sent(newer)


def test_the_page_says_what_is_happening_and_by_when_with_the_working(client, officer):
    foi_request = factories.a_request(by=officer)

    page = page_of(client, foi_request, moment("Fri 6 January 2023 09:00"))

    assert "You will have it by 2 February 2023 at the latest." in page
    assert "How this date is worked out" in page
    assert "The first is Friday 6 January 2023 and the last is Thursday 2 February 2023." in page
    assert factories.JANUARY_REQUEST[:60] in page


def test_a_late_reply_is_owned_up_to(client, officer):
    page = page_of(client, factories.a_request(by=officer), moment("Fri 3 February 2023 09:00"))

    assert "We are sorry: our reply is late. You should have had it by 2 February 2023." in page
    assert "You can complain to the Information Commissioner" in page


def test_on_the_last_day_the_reply_is_not_yet_late(client, officer):
    page = page_of(client, factories.a_request(by=officer), moment("Thu 2 February 2023 23:30"))

    assert "We are sorry" not in page


def test_the_reply_can_be_read_and_downloaded(client, letter):
    page = page_of(client, letter.foi_request, DAY_28)
    size = round(letter.pdf.size / 1000)

    assert "We sent you our reply by e-mail on 26 January 2023." in page
    assert f"PDF, {letter.pages} pages, {size} KB" in page
    assert "You can read the letter above." in page
    assert "Claims Management" not in page, "the letter stands once, on its own page"
    read = page_of(client, letter.foi_request, DAY_28, "letters/1/")
    assert "Claims Management" in read
    with time_machine.travel(DAY_28, tick=False):
        pdf = client.get(f"/your-request/{letter.foi_request.reference}/letters/1/pdf/")
    assert pdf.content.startswith(b"%PDF")
    assert pdf["Content-Type"] == "application/pdf"
    assert f"{letter.foi_request.reference}-reply-2023-01-26.pdf" in pdf["Content-Disposition"]


def test_a_reply_that_has_not_left_is_never_said_to_be_sent(client, officer, clearer):
    def mailbox_closed(_content, **_addresses):
        raise emails.CannotBeDelivered("550 closed")

    letter = factories.an_issued_letter(by=officer, clearer=clearer, issued_on=ISSUED_ON)
    mail.send_mail(letter.message.mail.pk, at=letter.issued_at, deliver=mailbox_closed)
    page = page_of(client, letter.foi_request, factories.at(ISSUED_ON, 11))

    assert "We sent you our reply" not in page
    assert "we are sending it to you by e-mail" in page


def test_a_letter_that_is_not_there_is_not_found(client, letter):
    clean = visit(client, letter.foi_request, at=letter.issued_at)

    assert [client.get(f"{clean}letters/{number}/").status_code for number in (0, 2, 99)] == [404, 404, 404]
    assert client.get(f"{clean}letters/2/pdf/").status_code == 404


def test_a_letter_that_is_not_rendered_is_announced_and_not_shown(client, officer, clearer):
    foi_response = factories.a_cleared_response(by=officer, clearer=clearer)
    issue_response(foi_response, channel="email", by=officer, at=factories.at(ISSUED_ON))

    page = page_of(client, foi_response.foi_request, factories.at(ISSUED_ON, 11))

    assert "is finished and is about to leave" in page
    assert "letters/1/" not in page
    assert "Ask for an internal review" not in page


def test_a_replaced_letter_says_so_wherever_it_is_seen(client, officer, clearer):
    letter = a_letter_of_may(by=officer, clearer=clearer)
    newer = a_corrected(letter, by=officer, clearer=clearer, at=moment("Fri 5 May 2023 10:00"))
    at = moment("Tue 9 May 2023 09:00")

    page = page_of(client, letter.foi_request, at)

    assert "We sent you our corrected reply by e-mail on 5 May 2023." in page
    assert "It replaces our letter of 2 May 2023." in page
    assert "Replaced by our corrected reply of 5 May 2023" in page
    assert "This letter no longer stands" in page_of(client, letter.foi_request, at, "letters/1/")
    assert "This letter no longer stands" not in page_of(client, letter.foi_request, at, "letters/2/")
    assert newer.review_by == day("Fri 2 June 2023")
    assert "The last day to ask is 2 June 2023." in page


def test_a_review_asked_for_on_day_28_is_in_time(client, letter):
    page = page_of(client, letter.foi_request, DAY_28)
    assert "The last day to ask is 23 February 2023." in page
    with time_machine.travel(DAY_28, tick=False):
        path = f"/your-request/{letter.foi_request.reference}/internal-review/"
        assert "The last day has passed" not in client.get(path).content.decode()
        answer = client.post(path, {"grounds": "You missed the second table."}, follow=True)

    review = InternalReview.objects.get()
    assert not review.is_late
    assert review.asked_on == day("Thu 23 February 2023")
    assert "You will have the outcome by 24 March 2023." in answer.content.decode()


def test_a_review_asked_for_on_day_29_opens_one_marked_late_and_the_page_says_what_that_means(client, letter):
    page = page_of(client, letter.foi_request, DAY_29)
    assert "The last day to ask was 23 February 2023. You can still ask" in page
    with time_machine.travel(DAY_29, tick=False):
        path = f"/your-request/{letter.foi_request.reference}/internal-review/"
        shown = client.get(path).content.decode()
        answer = client.post(path, {"grounds": ""}, follow=True)

    assert "We will record that your request came late." in shown
    assert "so we will not refuse yours for being late" in shown
    review = InternalReview.objects.get()
    assert review.is_late
    assert review.message.text == portal_acts.REVIEW_WITHOUT_REASONS
    assert "say whether we carry it out" in " ".join(answer.content.decode().split())


def test_long_after_the_last_day_the_page_does_not_promise_a_review(client, letter):
    page = page_of(client, letter.foi_request, moment("Mon 3 April 2023 09:00"), "internal-review/")

    assert "so we may decide not to carry it out" in page


def test_a_second_review_of_the_same_reply_is_refused_in_words(client, letter):
    clean = visit(client, letter.foi_request, at=DAY_28)
    with time_machine.travel(DAY_28, tick=False):
        clean = visit(client, letter.foi_request, at=DAY_28)
        client.post(f"{clean}internal-review/", {"grounds": "Look again"})
        again = client.post(f"{clean}internal-review/", {"grounds": "Look again, please"})

    assert "You have asked for an internal review already." in again.content.decode()
    assert "Look again, please" in again.content.decode()
    assert InternalReview.objects.count() == 1


def test_a_review_cannot_be_asked_for_before_there_is_a_reply(client, officer):
    foi_request = factories.a_request(by=officer)
    clean = visit(client, foi_request, at=foi_request.recorded_at)

    assert client.get(f"{clean}internal-review/").status_code == 404


def test_a_posted_reply_starts_its_time_when_it_is_received(client, officer, clearer):
    letter = factories.an_issued_letter(
        by=officer, clearer=clearer, issued_on=ISSUED_ON, channel="post", postal_address="1 High Street\nLeeds"
    )
    before = page_of(client, letter.foi_request, factories.at(ISSUED_ON, 11))
    record_posting(letter, posted_on=ISSUED_ON, post_class="first", by=officer, at=factories.at(ISSUED_ON, 12))
    after = page_of(client, letter.foi_request, factories.at(ISSUED_ON, 13))

    assert "will be posted to you" in before
    assert "Your time to ask begins when you receive our letter" in before
    assert "We posted our reply to you on 26 January 2023." in after
    assert "The last day to ask is 27 February 2023." in after


def test_an_answer_to_our_question_starts_the_twenty_days_afresh(client, officer):
    foi_request = factories.a_request(by=officer)
    ask_for_clarification(
        foi_request, unclear="The years.", options="Name them.", by=officer, at=moment("Tue 10 January 2023 09:00")
    )
    at = moment("Mon 16 January 2023 09:00")
    page = page_of(client, foi_request, at)
    assert "On 10 January 2023 we asked you a question." in page
    assert "Please answer by 10 March 2023." in page

    with time_machine.travel(at, tick=False):
        path = f"/your-request/{foi_request.reference}/answer/"
        assert "The years." in client.get(path).content.decode()
        assert "Enter your answer" in client.post(path, {"text": " "}).content.decode()
        answer = client.post(path, {"text": "2018 to 2022"}, follow=True).content.decode()
        again = client.post(path, {"text": "2018 to 2022"}, follow=True).content.decode()

    foi_request.refresh_from_db()
    assert foi_request.due_on == day("Mon 13 February 2023")
    assert "You will have our reply by 13 February 2023 at the latest." in answer
    assert "We are not waiting for an answer from you" in again
    assert Message.objects.filter(kind="clarification_answer").count() == 1
    assert Notice.objects.get(kind="requester_wrote").to == officer


def test_a_message_reaches_the_owner_and_a_second_one_brings_the_notice_back(client, officer):
    foi_request = factories.a_request(by=officer)
    at = moment("Mon 16 January 2023 09:00")
    with time_machine.travel(at, tick=False):
        clean = visit(client, foi_request, at=at)
        client.post(f"{clean}message/", {"text": "Is it on its way?"})
        Notice.objects.update(seen_at=at)
        page = client.post(f"{clean}message/", {"text": "One more thing:\r\nthanks"}, follow=True).content.decode()

    assert "We have your message." in page
    assert "Is it on its way?" in page
    assert Message.objects.filter(kind="message").last().text == "One more thing:\nthanks"
    assert Notice.objects.get(kind="requester_wrote").seen_at is None


@pytest.mark.parametrize(
    ("text", "words"), [("", "Enter your message"), ("x" * 200_000, "What you wrote is 200,000 characters long.")]
)
def test_a_message_that_cannot_stand_is_refused_and_stays_in_the_box(client, officer, text, words):
    foi_request = factories.a_request(by=officer)
    clean = visit(client, foi_request, at=moment("Mon 16 January 2023 09:00"))

    page = client.post(f"{clean}message/", {"text": text})

    assert words in page.content.decode()
    assert page.context["form"]["text"].value() == text
    assert not Message.objects.filter(kind="message").exists()


def test_many_messages_in_an_hour_are_put_off_and_none_is_lost(client, officer, monkeypatch):
    monkeypatch.setattr(portal_acts, "MESSAGES", Limit("test messages", 1, 60))
    foi_request = factories.a_request(by=officer)
    clean = visit(client, foi_request, at=moment("Mon 16 January 2023 09:00"))
    client.post(f"{clean}message/", {"text": "one"})

    page = client.post(f"{clean}message/", {"text": "the second of them"}).content.decode()

    assert "Your text is kept here" in page
    assert "the second of them" in page


def test_the_requester_sees_no_note_and_no_name_of_staff(client, officer, second_officer, clearer, deputy_director):
    letter = a_letter_of_may(by=officer, clearer=clearer)
    foi_request, at = letter.foi_request, moment("Fri 5 May 2023 09:00")
    for kind in ("call", "meeting", "internal"):
        add_note(foi_request, kind=kind, text=f"Secret {kind}", happened_at=at, by=officer, at=at)
    send_message(foi_request, subject="About your request", text="We are on it.", by=officer, at=at)
    assign_cases([foi_request], owner=second_officer, by=officer, at=at)
    a_corrected(letter, by=officer, clearer=clearer, at=at)
    with time_machine.travel(at + timedelta(days=1), tick=False):
        clean = visit(client, foi_request, at=at + timedelta(days=1))
        pages = [
            client.get(f"{clean}{path}") for path in ("", "letters/1/", "letters/2/", "message/", "internal-review/")
        ]

        client.post(f"{clean}internal-review/", {"grounds": "Look again"})
        pages.append(client.get(clean))
    shown = "".join(page.content.decode() for page in pages) + "".join(mailed_texts())
    assert [page.status_code for page in pages] == [200] * 6
    assert "We are on it." in shown
    assert "Secret" not in shown
    for person in (officer, second_officer, clearer, deputy_director):
        assert person.name not in shown
        assert person.email not in shown


def test_a_withdrawn_and_a_joined_request_say_so(client, officer):
    one = factories.a_request(by=officer)
    at = moment("Mon 9 January 2023 09:00")
    two = factories.a_request(by=officer, received_on=day("Fri 6 January 2023"))
    merge_duplicate(two, into=one, by=officer, at=at)
    joined = page_of(client, two, at)
    withdraw_request(one, reason="Said so on the telephone to Olive", by=officer, at=at)
    withdrawn = page_of(client, one, at)

    assert f"You asked us for the same in request {one.reference}." in joined
    assert "You will have our reply by 2 February 2023 at the latest." in joined
    assert "This request was closed as withdrawn on 9 January 2023." in withdrawn
    assert "Olive" not in withdrawn


def test_a_new_link_goes_to_the_address_on_file_and_not_to_one_that_was_posted(client, officer):
    foi_request = factories.a_request(by=officer)
    at = moment("Mon 9 January 2023 09:00")
    with time_machine.travel(at, tick=False):
        clean = visit(client, foi_request, at=at)
        page = client.post(f"{clean}new-link/", {"email": "thief@elsewhere.example"}, follow=True).content.decode()

    assert "We have sent a new link to the e-mail address that you gave us." in page
    assert Message.objects.get(kind="link").mail.to_address == foi_request.requester.email


def test_the_page_asks_the_database_no_more_when_there_is_more_to_show(client, officer, letter):
    foi_request, at = letter.foi_request, moment("Mon 30 January 2023 09:00")
    with time_machine.travel(at, tick=False):
        clean = visit(client, foi_request, at=at)
        with CaptureQueriesContext(
            connection,
        ) as few:
            client.get(clean)
        for number in range(10):
            send_message(foi_request, subject="", text=f"Message {number}", by=officer, at=at)
            factories.a_request(by=officer, email=f"other{number}@requesters.example")
        with CaptureQueriesContext(connection) as many:
            client.get(clean)

    assert len(many) == len(few) <= 30


@pytest.mark.parametrize("name", ["accessibility-statement", "cookies", "privacy"])
def test_the_service_says_plainly_what_it_is(client, name):
    page = client.get(f"/{name}/")

    assert page.status_code == 200
    for other in ("accessibility-statement", "cookies", "privacy"):
        assert f'href="/{other}/"' in page.content.decode()


def test_the_cookies_page_names_every_cookie_that_there_is(client, officer):
    foi_request = factories.a_request(by=officer)
    client.get(visit(client, foi_request, at=foi_request.recorded_at))
    page = client.get("/cookies/").content.decode()

    assert client.cookies.keys()
    assert all(name in page for name in client.cookies)
