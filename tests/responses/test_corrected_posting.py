"""A wrong day of posting is corrected, and what runs from it follows."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from foirequests.actions import portal
from foirequests.models import Notice
from responses.actions import windows
from responses.actions.internal_review import ask_for_internal_review
from responses.actions.posting import correct_posting, record_posting, record_receipt_of_reply
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.models import IssuedLetter
from tests import factories
from tests.dates import day, typed_day
from tests.factories import at
from tests.responses.pages import address, as_member, text_of

ISSUED_ON = day("Thu 26 January 2023")
LAST_DAY = day("Mon 27 February 2023")
POSTED_ON = day("Wed 1 February 2023")
NEW_LAST_DAY = day("Fri 3 March 2023")
TODAY = day("Fri 3 February 2023")


@pytest.fixture(autouse=True)
def _on_a_day_soon_after():
    with time_machine.travel(at(TODAY, 10), tick=False):
        yield


@pytest.fixture
def letter(officer, clearer) -> IssuedLetter:
    """A reply that is recorded as posted first class on the day of its issue."""
    issued = factories.an_issued_letter(
        by=officer,
        clearer=clearer,
        issued_on=ISSUED_ON,
        channel="post",
        email="",
        postal_address="1 High Street\nLeeds",
    )
    record_posting(issued, posted_on=ISSUED_ON, post_class="first", by=officer, at=at(ISSUED_ON, 15))
    return issued


def corrected(letter, by, **changed) -> IssuedLetter:
    given = {"posted_on": POSTED_ON, "post_class": "first", "reason": "The franking says so", "seen": letter.posting}
    return correct_posting(letter, **given | {"at": at(TODAY, 10)} | changed, by=by)


# --- What follows ----------------------------------------------------------------------------------------------------


def test_the_time_to_ask_for_a_review_runs_from_the_corrected_day(letter, officer):
    assert letter.review_by == LAST_DAY

    corrected(letter, officer)

    letter.refresh_from_db()
    assert letter.posted_on == POSTED_ON
    assert letter.reply_received_on == day("Fri 3 February 2023")
    assert letter.review_by == NEW_LAST_DAY


def test_a_wrong_class_of_post_is_corrected_as_well(letter, officer):
    corrected(letter, officer, posted_on=ISSUED_ON, post_class="second")

    letter.refresh_from_db()
    assert (letter.post_class, letter.reply_received_on) == ("second", day("Wed 1 February 2023"))
    assert letter.review_by == day("Wed 1 March 2023")


def test_history_keeps_both_days_and_the_reason(letter, officer):
    corrected(letter, officer)

    entry = letter.foi_request.history.get(act="posting_corrected")
    assert (entry.actor, entry.object_kind, entry.object_id) == (officer, "issuedletter", letter.pk)
    assert (entry.facts["from"], entry.facts["to"]) == ("2023-01-26", "2023-02-01")
    assert entry.words.text == "The franking says so"
    shown = text_of(as_member(officer).get(f"/requests/{letter.foi_request.reference}/"))
    assert "from 26 January 2023, first class, to 1 February 2023, first class" in shown
    assert "counts as received on 3 February 2023" in shown
    assert "The franking says so" in shown


def test_what_was_told_of_the_earlier_last_day_is_taken_back_and_told_again_when_its_time_comes(letter, officer):
    windows.warn_of_closing_windows(at=at(LAST_DAY - timedelta(days=1)))
    windows.close_review_windows(at=at(LAST_DAY + timedelta(days=1)))
    corrected(letter, officer, at=at(LAST_DAY + timedelta(days=2), 10))

    about_windows = letter.foi_request.notices.filter(kind__startswith="window")
    assert not about_windows.exists()
    windows.warn_of_closing_windows(at=at(NEW_LAST_DAY))
    windows.close_review_windows(at=at(NEW_LAST_DAY + timedelta(days=1)))
    assert set(about_windows.values_list("kind", "concerns_on")) == {
        ("window_closing", NEW_LAST_DAY),
        ("window_closed", NEW_LAST_DAY),
    }


def test_what_somebody_has_seen_of_the_earlier_last_day_stays(letter, officer):
    windows.close_review_windows(at=at(LAST_DAY + timedelta(days=1)))
    Notice.objects.update(seen_at=at(LAST_DAY + timedelta(days=1)))

    corrected(letter, officer, at=at(LAST_DAY + timedelta(days=2), 10))

    assert letter.foi_request.notices.filter(kind="window_closed", concerns_on=LAST_DAY).count() == 1


def test_a_request_for_review_that_was_late_by_the_wrong_day_is_in_time_by_the_right_one(letter, officer):
    asked_on = LAST_DAY + timedelta(days=2)
    review = ask_for_internal_review(letter, grounds="Look again.", asked_on=asked_on, at=at(asked_on))
    assert review.is_late

    corrected(letter, officer, at=at(asked_on, 12))

    review.refresh_from_db()
    assert not review.is_late


def test_a_request_for_review_that_was_taken_on_as_in_time_stays_so(letter, officer):
    corrected(letter, officer)
    asked_on = NEW_LAST_DAY
    review = ask_for_internal_review(letter, grounds="Look again.", asked_on=asked_on, at=at(asked_on))

    corrected(letter, officer, posted_on=ISSUED_ON, at=at(asked_on, 12))

    review.refresh_from_db()
    assert not review.is_late


def test_the_day_on_which_the_reply_really_arrived_stands(letter, officer):
    arrived = day("Thu 2 February 2023")
    record_receipt_of_reply(letter, received_on=arrived, by=officer, at=at(TODAY, 9))

    corrected(letter, officer)

    letter.refresh_from_db()
    assert (letter.posted_on, letter.reply_received_on) == (POSTED_ON, arrived)
    assert letter.review_by == day("Thu 2 March 2023")
    assert letter.foi_request.history.get(act="posting_corrected").facts["received_on"] == "2023-02-02"


def test_a_recorded_arrival_on_the_very_day_that_was_deemed_stands_too(letter, officer):
    deemed = day("Mon 30 January 2023")
    assert letter.reply_received_on == deemed
    record_receipt_of_reply(letter, received_on=deemed, by=officer, at=at(TODAY, 9))

    corrected(letter, officer, posted_on=day("Fri 27 January 2023"))

    letter.refresh_from_db()
    assert letter.reply_received_on == deemed


# --- What is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"posted_on": day("Wed 25 January 2023")}, "was issued on 26 January 2023, so it cannot have been posted"),
        ({"posted_on": TODAY + timedelta(days=1)}, "cannot be in the future"),
        ({"posted_on": ISSUED_ON}, "are recorded already"),
        ({"reason": "  "}, "Enter the reason for the correction"),
        ({"post_class": "third"}, "Choose the class"),
    ],
)
def test_a_correction_without_sense_is_refused_and_nothing_is_written(letter, officer, changed, said):
    with pytest.raises(Refused, match=said):
        corrected(letter, officer, **changed)

    letter.refresh_from_db()
    assert letter.posted_on == ISSUED_ON
    assert not letter.foi_request.history.filter(act="posting_corrected").exists()


def test_a_letter_was_not_posted_after_it_arrived(letter, officer):
    record_receipt_of_reply(letter, received_on=day("Tue 31 January 2023"), by=officer, at=at(TODAY, 9))

    with pytest.raises(Refused, match="received it on 31 January 2023, so it cannot have been posted later"):
        corrected(letter, officer)


def test_a_letter_did_not_arrive_before_it_was_posted(letter, officer):
    corrected(letter, officer)

    with pytest.raises(Refused, match="between the day on which the letter left and today"):
        record_receipt_of_reply(letter, received_on=day("Tue 31 January 2023"), by=officer, at=at(TODAY, 11))


def test_what_is_not_recorded_as_posted_has_no_day_to_correct(officer, clearer):
    by_email = factories.a_sent_letter(by=officer, clearer=clearer, issued_on=ISSUED_ON)
    to_post = factories.an_issued_letter(
        by=officer, clearer=clearer, issued_on=ISSUED_ON, channel="post", postal_address="1 High Street\nLeeds"
    )
    for letter in (by_email, to_post):
        with pytest.raises(Refused, match="not recorded as posted"):
            corrected(letter, officer)


def test_only_officers_correct_it(letter, clearer, deputy_director):
    for person in (clearer, deputy_director):
        with pytest.raises(NotPermitted):
            corrected(letter, person)


def test_of_two_officers_who_correct_it_the_later_is_told_what_stands_now(letter, officer, second_officer):
    seen_by_another = IssuedLetter.objects.get(pk=letter.pk)
    seen = letter.posting
    corrected(letter, officer)

    with pytest.raises(Stale, match="now recorded as posted on 1 February 2023, first class"):
        corrected(seen_by_another, second_officer, posted_on=day("Tue 31 January 2023"), seen=seen)
    with pytest.raises(Stale, match="now recorded as posted on 1 February 2023, first class"):
        corrected(letter, second_officer, posted_on=day("Tue 31 January 2023"), seen=seen)
    letter.refresh_from_db()
    assert letter.posted_on == POSTED_ON
    assert letter.foi_request.history.filter(act="posting_corrected").count() == 1


# --- The page --------------------------------------------------------------------------------------------------------


def typed(letter, on=POSTED_ON, **more) -> dict[str, object]:
    said = {"post_class": "first", "reason": "The franking says so", "seen": letter.posting}
    return typed_day("posted_on", on) | said | more


def test_an_officer_corrects_the_day_from_the_letter_and_from_the_case(letter, officer):
    client = as_member(officer)
    page = address("posting_correct", letter.foi_response)
    case = f"/requests/{letter.foi_request.reference}/"
    for shown in (address("letter", letter.foi_response), case):
        assert f'href="{page}"' in text_of(client.get(shown))
    form = text_of(client.get(page))
    assert "Recorded as posted on 26 January 2023, first class." in form
    assert 'value="26"' in form

    answer = client.post(page, typed(letter), follow=True)

    assert "The day of posting is corrected" in text_of(answer)
    assert "1 February 2023, first class" in text_of(answer)
    assert "Until 3 March 2023" in text_of(client.get(case))


def test_the_requesters_page_says_the_corrected_day_and_last_day(client, letter, officer):
    corrected(letter, officer)

    code = portal.print_code(letter.foi_request, by=officer, at=at(TODAY, 11))
    typed_code = {"reference": letter.foi_request.reference, "code": code}
    page = text_of(client.post(reverse("portal_code"), typed_code, follow=True))
    assert "We posted our reply to you on 1 February 2023." in page
    assert "The last day to ask is 3 March 2023." in page


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"posted_on_year": "2022"}, "was issued on 26 January 2023"),
        ({"posted_on_year": "2024"}, "cannot be in the future"),
        ({"posted_on_day": "31"}, "31 2 2023 is not a real date"),
        ({"reason": ""}, "Enter the reason for the correction"),
    ],
)
def test_a_slip_is_told_beside_its_field_and_nothing_typed_is_lost(letter, officer, more, said):
    answer = as_member(officer).post(address("posting_correct", letter.foi_response), typed(letter, **more))

    shown = text_of(answer)
    name = "reason" if "reason" in more else "posted_on"
    assert said in str(answer.context["form"].errors[name])
    assert said in shown
    if name == "posted_on":
        assert "The franking says so" in shown


def test_after_somebody_elses_correction_the_page_keeps_what_was_typed_and_the_next_press_counts(
    letter, officer, second_officer
):
    page = address("posting_correct", letter.foi_response)
    late = typed(letter, on=day("Tue 31 January 2023"))
    corrected(letter, officer)
    client = as_member(second_officer)

    answer = client.post(page, late)

    assert "now recorded as posted on 1 February 2023" in text_of(answer)
    assert "The franking says so" in text_of(answer)
    again = late | {"seen": answer.context["form"]["seen"].value()}
    client.post(page, again)
    letter.refresh_from_db()
    assert letter.posted_on == day("Tue 31 January 2023")


def test_the_page_leads_back_to_a_letter_that_is_not_recorded_as_posted(officer, clearer):
    to_post = factories.an_issued_letter(
        by=officer, clearer=clearer, issued_on=ISSUED_ON, channel="post", postal_address="1 High Street\nLeeds"
    )
    page = address("posting_correct", to_post.foi_response)

    assert page not in text_of(as_member(officer).get(address("letter", to_post.foi_response)))
    answer = as_member(officer).get(page, follow=True)

    assert "not recorded as posted" in text_of(answer)
    assert answer.redirect_chain[-1][0] == address("letter", to_post.foi_response)


def test_clearers_and_deputy_directors_have_no_such_page_and_no_link_to_it(letter, clearer, deputy_director):
    page = address("posting_correct", letter.foi_response)
    for person in (clearer, deputy_director):
        assert as_member(person).get(page).status_code == 403
        assert as_member(person).post(page, typed(letter)).status_code == 403
        assert page not in text_of(as_member(person).get(address("letter", letter.foi_response)))
