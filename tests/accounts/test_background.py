"""What the office and the deployment are told when worker or beat fall silent."""

from datetime import timedelta

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone

from accounts.background import mark_seen, silent_services
from accounts.context import background
from tests.dates import moment

NOON = moment("Thu 5 January 2023 12:00")

pytestmark = pytest.mark.django_db


def silent(at) -> list[str]:
    return [service.name for service in silent_services(at=at)]


def test_a_service_that_never_spoke_is_silent():
    assert silent(NOON) == ["worker", "beat"]


@pytest.mark.parametrize(("minutes", "told"), [(0, []), (10, []), (10.02, ["beat"])])
def test_a_service_is_silent_when_it_has_not_been_seen_for_ten_minutes(minutes, told):
    mark_seen("beat", at=NOON)
    mark_seen("worker", at=NOON + timedelta(minutes=minutes))
    assert silent(NOON + timedelta(minutes=minutes)) == told


def test_a_service_that_speaks_again_is_no_longer_silent():
    for name in ("worker", "beat"):
        mark_seen(name, at=NOON - timedelta(hours=1))
        mark_seen(name, at=NOON)
    assert silent(NOON) == []


def test_the_office_is_told_in_words_since_when(rf):
    mark_seen("beat", at=timezone.now())
    mark_seen("worker", at=NOON)
    assert str(background(rf.get("/"))["background_trouble"]) == (
        "The background worker, which renders letters and sends mail, was last seen at 12:00 on 5 January 2023."
    )


def test_a_page_without_the_bar_asks_the_database_nothing(rf: RequestFactory, django_assert_num_queries):
    with django_assert_num_queries(0):
        context = background(rf.get("/"))
    with django_assert_num_queries(1):
        bar = engines["django"].from_string("{% if background_trouble %}{{ background_trouble }}{% endif %}")
        assert "has not been seen yet" in bar.render(context)


def test_health_is_503_while_a_service_is_silent_and_200_when_all_live(client):
    mark_seen("worker", at=timezone.now())
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "down", "components": {"database": "up", "worker": "up", "beat": "silent"}},
    )
    mark_seen("beat", at=timezone.now())
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (200, "up")
    assert client.post("/health").status_code == 405
