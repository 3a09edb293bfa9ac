"""Who is told that a letter came back to be changed, and until when."""

import pytest
from django.urls import reverse

from foirequests.actions.cases import assign_cases
from foirequests.models import Notice
from responses.actions.clear import return_response, submitted_version
from responses.actions.draft import submit_draft, take_back
from tests.responses.pages import NOW, as_member, text_of

pytestmark = pytest.mark.usefixtures("on_the_day_after_receipt")

TOLD = "A letter was returned to be changed"


def send_back(foi_response, clearer):
    seen = submitted_version(foi_response).letter_hash
    return_response(foi_response, letter_hash=seen, comment="Say less.", by=clearer, at=NOW)


def told():
    return {notice.to for notice in Notice.objects.filter(kind=Notice.Kind.RETURNED).unseen()}


def queue_of(person):
    return text_of(as_member(person).get(reverse("queue")))


def test_who_submitted_it_and_who_owns_the_case_are_told(officer, second_officer, clearer, submitted):
    assign_cases([submitted.foi_request], owner=second_officer, by=officer, at=NOW)
    submitted.foi_request.refresh_from_db()

    send_back(submitted, clearer)

    assert told() == {officer, second_officer}
    assert TOLD in queue_of(officer)
    assert TOLD in queue_of(second_officer)
    assert TOLD not in queue_of(clearer)


def test_it_is_told_until_the_letter_is_submitted_again(officer, clearer, submitted):
    send_back(submitted, clearer)
    submit_draft(submitted, by=officer, at=NOW)
    assert told() == set()
    assert TOLD not in queue_of(officer)


def test_a_second_return_on_one_day_brings_the_notice_back(officer, clearer, submitted):
    for _time in range(2):
        send_back(submitted, clearer)
        assert told() == {officer}
        submit_draft(submitted, by=officer, at=NOW)
    assert Notice.objects.filter(kind=Notice.Kind.RETURNED).count() == 1


def test_nobody_is_told_of_a_letter_that_its_drafter_took_back(officer, submitted):
    take_back(submitted, by=officer, at=NOW)
    assert told() == set()
