"""Messages that are printed and posted, and the day on which they were."""

import pytest
from django.urls import reverse

from foirequests.actions import portal
from foirequests.actions.correspondence import record_message_posted, send_message
from foirequests.domain.errors import NotPermitted, Refused
from foirequests.models import Message
from tests import factories
from tests.dates import day, moment, typed_day

NOW = moment("Tue 10 January 2023 12:00")
POSTED_ON = day("Mon 9 January 2023")


pytestmark = pytest.mark.usefixtures("in_january")


def test_the_day_of_posting_stands_on_the_message_and_in_the_history(sheet, officer):
    record_message_posted(sheet, posted_on=POSTED_ON, by=officer, at=NOW)
    entry = sheet.foi_request.history.get(act="message_posted")

    assert Message.objects.get(pk=sheet.pk).posted_on == POSTED_ON
    assert (entry.actor, entry.object_id, entry.facts) == (officer, sheet.pk, {"posted_on": "2023-01-09"})


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("Wed 4 January 2023", "was written on 5 January 2023, so it cannot have been posted before that day"),
        ("Wed 11 January 2023", "cannot be in the future"),
    ],
)
def test_a_message_is_posted_between_the_day_it_was_written_and_today(client, sheet, officer, on, said):
    with pytest.raises(Refused, match=said):
        record_message_posted(sheet, posted_on=day(on), by=officer, at=NOW)

    client.force_login(officer)
    page = reverse("message_posted", args=[sheet.foi_request.reference, sheet.pk])
    answer = client.post(page, typed_day("posted_on", day(on)))
    assert said in str(answer.context["form"].errors["posted_on"])
    assert f'value="{day(on).day}"' in answer.content.decode()
    assert Message.objects.get(pk=sheet.pk).posted_on is None


def test_the_day_of_posting_is_recorded_once(sheet, officer):
    seen_by_another = Message.objects.get(pk=sheet.pk)
    record_message_posted(sheet, posted_on=POSTED_ON, by=officer, at=NOW)

    with pytest.raises(Refused, match="recorded already"):
        record_message_posted(seen_by_another, posted_on=day("Tue 10 January 2023"), by=officer, at=NOW)
    assert sheet.foi_request.history.filter(act="message_posted").count() == 1


def test_what_went_by_email_what_came_in_and_issued_letters_have_no_such_day(officer, clearer):
    letter = factories.an_issued_letter(by=officer, clearer=clearer)
    said = letter.foi_request.messages

    for message in (said.get(kind="acknowledgement"), said.get(kind="request"), letter.message):
        with pytest.raises(Refused, match="not one that is printed and posted"):
            record_message_posted(message, posted_on=POSTED_ON, by=officer, at=NOW)


def test_clearers_post_nothing(sheet, clearer):
    with pytest.raises(NotPermitted):
        record_message_posted(sheet, posted_on=POSTED_ON, by=clearer, at=NOW)


def test_the_case_and_the_sheet_offer_to_record_the_day_and_then_show_it(client, sheet, officer, clearer):
    reference = sheet.foi_request.reference
    posted = reverse("message_posted", args=[reference, sheet.pk])
    pages = [reverse("case", args=[reference]), reverse("message_print", args=[reference, sheet.pk])]
    client.force_login(clearer)
    for page in pages:
        assert posted not in client.get(page).content.decode()
    client.force_login(officer)
    for page in pages:
        shown = client.get(page).content.decode()
        assert "To be printed and posted" in shown
        assert f'href="{posted}"' in shown
    assert 'value="10"' in client.get(posted).content.decode()

    assert (
        "The day of posting is recorded."
        in client.post(posted, typed_day("posted_on", POSTED_ON), follow=True).content.decode()
    )
    for page in pages:
        shown = client.get(page).content.decode()
        assert "Posted on 9 January 2023" in shown
        assert "To be printed and posted" not in shown
        assert f'href="{posted}"' not in shown
    assert "Message posted: on 9 January 2023" in client.get(pages[0]).content.decode()


def test_a_message_that_does_not_go_by_post_has_no_page_for_it(client, officer):
    foi_request = factories.a_request(by=officer)
    message = foi_request.messages.get(kind="acknowledgement")
    client.force_login(officer)

    assert client.get(reverse("message_posted", args=[foi_request.reference, message.pk])).status_code == 404


def test_the_requester_sees_the_same_day(client, sheet, officer):
    foi_request = sheet.foi_request
    message = send_message(
        foi_request, subject="", text="We are on it.", by=officer, at=moment("Fri 6 January 2023 09:00")
    )
    record_message_posted(message, posted_on=POSTED_ON, by=officer, at=NOW)
    code = portal.print_code(foi_request, by=officer, at=NOW)
    answer = client.post(reverse("portal_code"), {"reference": foi_request.reference, "code": code}, follow=True)

    assert "Posted on 9 January 2023" in answer.content.decode()
