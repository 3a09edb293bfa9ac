"""The time to ask for an internal review runs from the day on which the reply really left."""

from foirequests import emails
from foirequests.actions import mail
from responses.actions.posting import record_receipt_of_reply
from responses.actions.windows import close_review_windows, note_departures
from tests import factories
from tests.dates import day, moment

ISSUED = day("Thu 26 January 2023")


def issued(officer, clearer):
    """The January reply, issued and rendered; its e-mail waits."""
    return factories.an_issued_letter(by=officer, clearer=clearer, issued_on=ISSUED)


def send(letter, at, deliver=lambda content, **addresses: None):
    """What the worker does with the letter's e-mail."""
    mail.send_mail(letter.message.mail.pk, at=at, deliver=deliver)
    note_departures()
    letter.refresh_from_db()


def refuse(content, **addresses):
    """A closed mailbox."""
    raise emails.CannotBeDelivered("550 closed")


def test_a_reply_sent_on_the_day_of_issue_has_its_window_from_that_day(officer, clearer):
    letter = issued(officer, clearer)
    send(letter, moment("Thu 26 January 2023 15:00"))

    assert letter.emailed_on == ISSUED
    assert letter.review_by == day("Thu 23 February 2023")


def test_a_reply_that_left_later_is_received_later(officer, clearer):
    letter = issued(officer, clearer)
    send(letter, moment("Mon 30 January 2023 09:00"))

    assert letter.emailed_on == day("Mon 30 January 2023")
    assert letter.reply_received_on == day("Mon 30 January 2023")
    assert letter.review_by == day("Mon 27 February 2023")


def test_the_window_of_a_reply_that_never_left_does_not_close(officer, clearer):
    letter = issued(officer, clearer)
    send(letter, moment("Thu 26 January 2023 15:00"), deliver=refuse)

    assert letter.emailed_on is None
    assert close_review_windows(at=moment("Wed 1 March 2023 02:00")) == 0


def test_the_day_of_receipt_that_an_officer_recorded_stands(officer, clearer):
    letter = issued(officer, clearer)
    record_receipt_of_reply(
        letter, received_on=day("Fri 27 January 2023"), by=officer, at=moment("Fri 27 January 2023 10:00")
    )
    send(letter, moment("Mon 30 January 2023 09:00"))

    assert letter.reply_received_on == day("Fri 27 January 2023")


def test_a_second_look_notes_nothing_new(officer, clearer):
    send(issued(officer, clearer), moment("Thu 26 January 2023 15:00"))

    assert note_departures() == 0
