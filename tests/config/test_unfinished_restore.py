"""While a restore waits to be ended, no worker begins."""

import pytest
from django.db import OperationalError, connection

from config import unfinished_restore


@pytest.fixture
def no_wait(monkeypatch):
    """Between tries nothing passes, and the connection of the test stays open."""
    monkeypatch.setattr(unfinished_restore, "BETWEEN_TRIES", 0)
    monkeypatch.setattr(connection, "close", lambda: None)


@pytest.mark.django_db
def test_a_worker_begins_in_an_office_without_the_sign(no_wait):
    unfinished_restore.refuse_to_work()


@pytest.mark.django_db
def test_a_worker_does_not_begin_while_the_sign_stands(no_wait):
    with connection.cursor() as cursor:
        cursor.execute(unfinished_restore.SET)
    with pytest.raises(SystemExit, match="Give the command to restore again"):
        unfinished_restore.refuse_to_work()
    unfinished_restore.remove()
    unfinished_restore.refuse_to_work()


def test_a_worker_waits_for_a_database_that_does_not_answer_before_it_asks(no_wait, monkeypatch):
    answers = [OperationalError(), OperationalError(), True]

    def stands() -> bool:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(unfinished_restore, "stands", stands)
    with pytest.raises(SystemExit):
        unfinished_restore.refuse_to_work()
    assert answers == []
