"""The servers that the tests bring are real and can be told to fail."""

import smtplib
from threading import Thread

import psycopg
import pytest
import redis

from tests.services.mail_server import Point
from tests.services.programs import How, wait_until

LETTER = (
    "From: foi@authority.example\r\nTo: a@example.example\r\nMessage-ID: <1@authority.example>\r\n\r\nYour reply.\r\n"
)


def send(post_office) -> None:
    with smtplib.SMTP("127.0.0.1", post_office.port, timeout=5) as client:
        client.sendmail("foi@authority.example", ["a@example.example"], LETTER)


def what_the_sender_hears(post_office) -> str:
    with smtplib.SMTP("127.0.0.1", post_office.port, timeout=5) as client:
        try:
            client.sendmail("foi@authority.example", ["a@example.example"], LETTER)
        except smtplib.SMTPServerDisconnected:
            return "cut off"
    return "accepted"


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
    [(Point.BEFORE_DATA, 0), (Point.DURING_DATA, 0), (Point.BEFORE_ANSWER, 1)],
)
def test_the_post_office_can_refuse_at_each_point_of_a_delivery(post_office, point, kept):
    post_office.answer_once(point, "451 Try again later")
    with pytest.raises(smtplib.SMTPException):
        send(post_office)
    assert post_office.has_answered(point)
    assert len(post_office.deliveries) == kept
    send(post_office)
    assert len(post_office.deliveries) == kept + 1


@pytest.mark.parametrize("how", How)
@pytest.mark.parametrize("point", Point)
def test_the_post_office_keeps_what_it_accepted_however_it_ends_and_says_no_more_than_it_did(post_office, point, how):
    post_office.hold(point)
    said = []
    sender = Thread(target=lambda: said.append(what_the_sender_hears(post_office)))
    sender.start()
    wait_until(post_office.held, "Nothing comes to this point")

    end = Thread(target=post_office.end, args=(how,))
    end.start()
    wait_until(lambda: not post_office.answers(), "The post office stays open")
    post_office.let_go()
    end.join()
    sender.join()

    kept = point in (Point.BEFORE_ANSWER, Point.AFTER_DATA) or how is How.STOP
    assert said == ["accepted" if how is How.STOP or point is Point.AFTER_DATA else "cut off"]
    assert len(post_office.deliveries) == kept
    post_office.start()
    assert len(post_office.deliveries) == kept
    send(post_office)
    assert len(post_office.deliveries) == kept + 1
