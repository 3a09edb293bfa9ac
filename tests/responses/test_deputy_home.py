"""The deputy director's home: what waits, how old it is, how the service stands."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from codes.models.bank_holidays import uk_calendar
from foirequests.actions.early_word import tell_deputy_early
from responses.actions.clear import clear_response, submitted_version
from responses.actions.internal_review import ask_for_internal_review
from responses.actions.wording import propose_wording
from responses.presenters import deputy as presenter
from tests import factories
from tests.office import member


@pytest.fixture
def today(office):
    return timezone.localdate()


def home(client):
    answer = client.get(reverse("deputy_home"))
    return answer, {each["id"]: each for each in answer.context["lists"]}


def asked_for_review(officer, clearer, *, issued_days_ago, asked_days_ago):
    today = timezone.localdate()
    issued_on = today - timedelta(days=issued_days_ago)
    letter = factories.an_issued_letter(
        by=officer, clearer=clearer, received_on=issued_on - timedelta(days=7), issued_on=issued_on
    )
    asked_on = today - timedelta(days=asked_days_ago)
    return ask_for_internal_review(
        letter, grounds="Please look again.", asked_on=asked_on, at=factories.at(asked_on, 0)
    )


def test_each_list_has_its_number_and_its_oldest_first(client, officer, clearer, deputy_director):
    older = asked_for_review(officer, clearer, issued_days_ago=20, asked_days_ago=9)
    asked_for_review(officer, clearer, issued_days_ago=20, asked_days_ago=2)
    late = asked_for_review(officer, clearer, issued_days_ago=40, asked_days_ago=3)
    factories.a_submitted_response(by=officer, received_on=timezone.localdate() - timedelta(days=3))
    propose_wording(
        slug="x",
        kind="caveat",
        title="X",
        body="X.",
        valid_from=timezone.localdate(),
        source="Us",
        reason="Because",
        by=officer,
        at=timezone.now(),
    )
    client.force_login(deputy_director)
    _answer, lists = home(client)

    assert {name: each["number"] for name, each in lists.items()} == {
        "allocate": 2,
        "late": 1,
        "outcomes": 0,
        "handovers": 0,
        "early": 0,
        "wording": 1,
        "regulator": 0,
        "up": 0,
        "to_review": 0,
        "replies": 1,
    }
    assert lists["allocate"]["rows"][0]["url"] == reverse("review", args=[older.pk])
    assert lists["late"]["rows"][0]["url"] == reverse("review", args=[late.pk])


def test_long_lists_show_the_oldest_five_and_say_how_many_more(client, officer, deputy_director, today):
    for days in range(7):
        factories.a_submitted_response(by=officer, received_on=today - timedelta(days=days + 1))
    client.force_login(deputy_director)
    _answer, lists = home(client)
    assert lists["replies"]["number"] == 7
    assert len(lists["replies"]["rows"]) == 5
    assert lists["replies"]["more"] == "and 2 more"


def test_a_letter_that_a_clearer_cleared_and_goes_up_stands_in_a_list_of_its_own(
    client, officer, clearer, deputy_director
):
    received_on = timezone.localdate() - timedelta(days=3)
    waiting = factories.a_submitted_response(by=officer, received_on=received_on)
    tell_deputy_early(waiting.foi_request, clear_by=timezone.localdate(), by=officer, at=timezone.now())
    client.force_login(deputy_director)
    assert home(client)[1]["up"]["number"] == 0

    digest = submitted_version(waiting).letter_hash
    clear_response(waiting, letter_hash=digest, by=clearer, at=timezone.now())
    lists = home(client)[1]
    assert (lists["up"]["number"], lists["replies"]["number"]) == (1, 1)


def test_a_letter_that_goes_up_is_listed_however_many_letters_wait_longer(
    client, officer, clearer, deputy_director, today, monkeypatch
):
    monkeypatch.setattr(presenter, "MOST_CLEARED_ONCE", 1)
    factories.a_submitted_response(by=officer, received_on=today - timedelta(days=6))
    waiting = factories.a_submitted_response(by=officer, received_on=today - timedelta(days=3))
    tell_deputy_early(waiting.foi_request, clear_by=today, by=officer, at=timezone.now())
    clear_response(waiting, letter_hash=submitted_version(waiting).letter_hash, by=clearer, at=timezone.now())

    client.force_login(deputy_director)
    lists = home(client)[1]
    assert [row["text"] for row in lists["up"]["rows"]] == [str(waiting.foi_request)]
    assert lists["replies"]["number"] == 2


def test_with_nothing_to_do_the_page_says_so(client, deputy_director):
    client.force_login(deputy_director)
    page = home(client)[0].content.decode()
    assert page.count("Nothing is waiting.") == 10
    assert "No request has been answered this quarter yet" in page


def test_what_is_due_within_ten_working_days_counts_today_and_the_tenth(client, officer, deputy_director, today):
    calendar = uk_calendar()
    tenth = calendar.nth_working_day_after(today, 10)
    for due_on in (today, tenth, tenth + timedelta(days=1), today - timedelta(days=1)):
        foi_request = factories.a_request(by=officer, received_on=today - timedelta(days=5))
        type(foi_request).objects.filter(pk=foi_request.pk).update(due_on=due_on)
    client.force_login(deputy_director)
    counts = [each["number"] for each in home(client)[0].context["standing"]["counts"]]
    assert counts == [1, 2, 0]


def test_the_page_asks_the_database_the_same_however_much_there_is(
    client, officer, clearer, deputy_director, django_assert_max_num_queries
):
    for days in range(3):
        asked_for_review(officer, clearer, issued_days_ago=20 + days, asked_days_ago=2)
        factories.a_submitted_response(by=officer, received_on=timezone.localdate() - timedelta(days=2))
    client.force_login(deputy_director)
    with django_assert_max_num_queries(25):
        client.get(reverse("deputy_home"))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CLEARER])
def test_it_is_the_deputy_director_s_page_alone(client, office, role):
    client.force_login(member("Someone Else", role))
    assert client.get(reverse("deputy_home")).status_code == 403
