"""The servers that the tests bring are real and can be told to fail."""

import smtplib

import psycopg
import pytest
import redis

from tests.services.post_office import AFTER_DATA, BEFORE_DATA, DURING_DATA

LETTER = (
    "From: foi@authority.example\r\nTo: a@example.example\r\nMessage-ID: <1@authority.example>\r\n\r\nYour reply.\r\n"
)


def send(post_office) -> None:
    with smtplib.SMTP("127.0.0.1", post_office.port, timeout=5) as client:
        client.sendmail("foi@authority.example", ["a@example.example"], LETTER)


def test_postgresql_answers_and_each_database_is_empty(postgres):
    for _ in range(2):
        with psycopg.connect(postgres.new_database()) as connection:
            assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_redis_answers_and_keeps_nothing(redis_server):
    with redis.Redis.from_url(redis_server.url) as client:
        client.set("a", "b")
        redis_server.forget()
        assert client.get("a") is None


def test_the_post_office_keeps_what_it_was_given(post_office):
    send(post_office)
    assert post_office.message_ids() == ["<1@authority.example>"]
    assert post_office.deliveries[0].message.get_content().strip() == "Your reply."


@pytest.mark.parametrize(
    ("point", "kept"),
    [(BEFORE_DATA, 0), (DURING_DATA, 0), (AFTER_DATA, 1)],
)
def test_the_post_office_can_act_at_each_point_of_a_delivery(post_office, point, kept):
    reached = []
    post_office.once(point, lambda: reached.append(point) or "451 Try again later")
    try:
        send(post_office)
    except smtplib.SMTPException:
        assert point != AFTER_DATA
    assert (reached, len(post_office.deliveries)) == ([point], kept)
    send(post_office)
    assert len(post_office.deliveries) == kept + 1
