"""A wrong day of posting of a message is corrected, and what was recorded stays on the file."""

import pytest
from django.urls import reverse

from foirequests.actions.correspondence import record_message_posted
from foirequests.actions.message_posting import correct_message_posting
from foirequests.domain.errors import NotPermitted, Refused, Stale
from foirequests.models import Message
from tests.dates import day, moment, typed_day

NOW = moment("Tue 10 January 2023 12:00")
RECORDED = day("Mon 9 January 2023")
RIGHT = day("Fri 6 January 2023")


@pytest.fixture
def recorded(sheet, officer) -> Message:
    """An acknowledgement of 5 January 2023 that is recorded as posted on the 9th."""
    return record_message_posted(sheet, posted_on=RECORDED, by=officer, at=NOW)


def corrected(message, by, **changed) -> Message:
    given = {"posted_on": RIGHT, "reason": "The post book says so", "seen": RECORDED, "at": NOW}
    return correct_message_posting(message, **given | changed, by=by)


def test_the_corrected_day_stands_and_history_keeps_both_and_the_reason(client, recorded, officer):
    corrected(recorded, officer)

    assert Message.objects.get(pk=recorded.pk).posted_on == RIGHT
    entry = recorded.foi_request.history.get(act="posting_corrected")
    assert (entry.actor, entry.object_kind, entry.object_id) == (officer, "message", recorded.pk)
    assert entry.facts == {"from": "2023-01-09", "to": "2023-01-06"}
    client.force_login(officer)
    shown = client.get(reverse("case", args=[recorded.foi_request.reference])).content.decode()
    assert "from 9 January 2023, to 6 January 2023" in shown
    assert "The post book says so" in shown


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"posted_on": day("Wed 4 January 2023")}, "was written on 5 January 2023, so it cannot have been posted"),
        ({"posted_on": day("Wed 11 January 2023")}, "cannot be in the future"),
        ({"posted_on": RECORDED}, "is recorded already"),
        ({"reason": "  "}, "Enter the reason for the correction"),
    ],
)
def test_a_correction_without_sense_is_refused_and_nothing_is_written(recorded, officer, changed, said):
    with pytest.raises(Refused, match=said):
        corrected(recorded, officer, **changed)

    assert Message.objects.get(pk=recorded.pk).posted_on == RECORDED
    assert not recorded.foi_request.history.filter(act="posting_corrected").exists()


def test_what_is_not_recorded_as_posted_has_no_day_to_correct(sheet, officer):
    with pytest.raises(Refused, match="not recorded as posted"):
        corrected(sheet, officer)


def test_only_officers_correct_it(recorded, clearer, deputy_director):
    for person in (clearer, deputy_director):
        with pytest.raises(NotPermitted):
            corrected(recorded, person)


def test_of_two_officers_who_correct_it_the_later_is_told_what_stands_now(recorded, officer, second_officer):
    seen_by_another = Message.objects.get(pk=recorded.pk)
    corrected(recorded, officer)

    with pytest.raises(Stale, match="now recorded as posted on 6 January 2023"):
        corrected(seen_by_another, second_officer, posted_on=day("Tue 10 January 2023"))
    assert recorded.foi_request.history.filter(act="posting_corrected").count() == 1


def _typed(on, **more) -> dict[str, object]:
    return typed_day("posted_on", on) | {"reason": "The post book says so", "seen": RECORDED.isoformat()} | more


def test_an_officer_corrects_the_day_from_the_case_and_from_the_sheet(client, recorded, officer, clearer):
    args = [recorded.foi_request.reference, recorded.pk]
    page, case = reverse("message_posting_correct", args=args), reverse("case", args=args[:1])
    client.force_login(clearer)
    assert page not in client.get(case).content.decode()
    assert client.get(page).status_code == 403
    client.force_login(officer)
    for shown in (case, reverse("message_print", args=args)):
        assert f'href="{page}"' in client.get(shown).content.decode()
    form = client.get(page).content.decode()
    assert "recorded as posted on 9 January 2023" in form
    assert 'value="9"' in form

    answer = client.post(page, _typed(RIGHT), follow=True)

    assert "The day of posting is corrected." in answer.content.decode()
    assert "Posted on 6 January 2023" in answer.content.decode()


def test_after_somebody_elses_correction_the_page_keeps_what_was_typed_and_the_next_press_counts(
    client, recorded, officer, second_officer
):
    page = reverse("message_posting_correct", args=[recorded.foi_request.reference, recorded.pk])
    corrected(recorded, officer)
    client.force_login(second_officer)
    late = _typed(day("Tue 10 January 2023"))

    answer = client.post(page, late)

    assert "now recorded as posted on 6 January 2023" in answer.content.decode()
    assert "The post book says so" in answer.content.decode()
    client.post(page, late | {"seen": answer.context["form"]["seen"].value()})
    recorded.refresh_from_db()
    assert recorded.posted_on == day("Tue 10 January 2023")


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"posted_on_year": "2022"}, "posted_on", "was written on 5 January 2023"),
        ({"reason": ""}, "reason", "Enter the reason for the correction"),
        ({"seen": "rubbish"}, "seen", "Open this page again"),
    ],
)
def test_a_slip_is_told_beside_its_field_and_nothing_typed_is_lost(client, recorded, officer, more, field, said):
    client.force_login(officer)
    page = reverse("message_posting_correct", args=[recorded.foi_request.reference, recorded.pk])

    answer = client.post(page, _typed(RIGHT, **more))

    assert said in str(answer.context["form"].errors[field])
    assert 'value="6"' in answer.content.decode()


def test_the_page_leads_back_to_the_case_of_a_message_that_is_not_recorded_as_posted(client, sheet, officer):
    args = [sheet.foi_request.reference, sheet.pk]
    client.force_login(officer)

    answer = client.get(reverse("message_posting_correct", args=args), follow=True)

    assert "not recorded as posted" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("case", args=args[:1])
