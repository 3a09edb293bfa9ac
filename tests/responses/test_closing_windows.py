"""The sweep that notices when the time to ask for an internal review has passed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foirequests.models import Notice
from responses.actions import windows
from responses.actions.posting import record_receipt_of_reply
from responses.models import IssuedLetter
from tests import factories
from tests.dates import LONDON, day
from tests.factories import at

ISSUED_ON = day("Thu 26 January 2023")
LAST_DAY = day("Thu 23 February 2023")


@pytest.fixture
def letter(officer, clearer):
    return factories.a_sent_letter(by=officer, clearer=clearer, issued_on=ISSUED_ON)


def told(letter):
    return letter.foi_request.history.filter(act="review_window_closed")


def test_on_the_last_day_the_window_is_open_and_the_next_day_it_has_passed(letter):
    assert windows.close_review_windows(at=at(LAST_DAY, 23)) == 0
    assert windows.close_review_windows(at=at(LAST_DAY + timedelta(days=1), 0)) == 1


def test_a_second_run_of_the_same_night_and_later_nights_write_nothing(letter):
    windows.close_review_windows(at=at(LAST_DAY + timedelta(days=1)))
    for nights in range(1, 4):
        assert windows.close_review_windows(at=at(LAST_DAY + timedelta(days=nights))) == 0

    assert told(letter).count() == 1
    assert letter.foi_request.notices.filter(kind=Notice.Kind.WINDOW_CLOSED).count() == 1


def test_nights_missed_lose_nothing_and_the_line_bears_the_day_it_happened(officer, clearer, letter):
    other = factories.a_sent_letter(by=officer, clearer=clearer, issued_on=ISSUED_ON + timedelta(days=6))
    assert windows.close_review_windows(at=at(LAST_DAY + timedelta(days=20))) == 2

    for each in (letter, other):
        happened_at = timezone.localtime(told(each).get().happened_at, LONDON)
        assert happened_at.date() == each.review_by + timedelta(days=1)
        assert happened_at.hour == 0


def test_a_window_that_reopened_is_told_of_again_when_it_passes_again(letter, officer):
    night = LAST_DAY + timedelta(days=1)
    windows.close_review_windows(at=at(night))
    record_receipt_of_reply(letter, received_on=ISSUED_ON + timedelta(days=4), by=officer, at=at(night, 12))

    assert windows.close_review_windows(at=at(night, 13)) == 0
    assert windows.close_review_windows(at=at(night + timedelta(days=4))) == 1
    assert told(letter).count() == 2


def test_a_letter_that_was_replaced_and_one_not_yet_posted_have_no_window_to_close(letter, officer, clearer):
    posted = factories.an_issued_letter(
        by=officer, clearer=clearer, issued_on=ISSUED_ON, channel="post", postal_address="1 Any Road"
    )
    IssuedLetter.objects.filter(pk=letter.pk).update(superseded_by=posted)
    assert windows.close_review_windows(at=at(LAST_DAY + timedelta(days=9))) == 0


def test_two_sweeps_at_once_write_one_line(letter):
    stale = IssuedLetter.objects.get(pk=letter.pk)
    windows.close_review_windows(at=at(LAST_DAY + timedelta(days=1)))

    assert not windows._close_window(stale, at(LAST_DAY + timedelta(days=1)))
    assert told(letter).count() == 1


def test_the_sweep_reads_no_letter_that_was_told_of_before(letter):
    night = at(LAST_DAY + timedelta(days=1))
    windows.close_review_windows(at=night)
    with CaptureQueriesContext(connection) as asked:
        windows.close_review_windows(at=night)
    assert len(asked) == 1


def test_more_windows_than_are_read_at_a_time_are_all_closed(letter, officer, clearer, monkeypatch):
    for days in (1, 2):
        factories.a_sent_letter(by=officer, clearer=clearer, issued_on=ISSUED_ON + timedelta(days=days))
    monkeypatch.setattr(windows, "AT_ONCE", 2)
    assert windows.close_review_windows(at=at(LAST_DAY + timedelta(days=9))) == 3


@pytest.mark.parametrize(
    ("today", "is_told"),
    [
        ("Fri 17 February 2023", False),
        ("Mon 20 February 2023", True),
        ("Thu 23 February 2023", True),
        ("Fri 24 February 2023", False),
    ],
)
def test_the_owner_is_told_within_three_working_days_that_the_window_closes(letter, today, is_told):
    assert windows.warn_of_closing_windows(at=at(day(today))) == is_told
    assert windows.warn_of_closing_windows(at=at(day(today))) == 0

    notices = Notice.objects.filter(kind="window_closing").values_list("concerns_on", "to")
    assert list(notices) == ([(LAST_DAY, letter.foi_request.owner_id)] if is_told else [])
