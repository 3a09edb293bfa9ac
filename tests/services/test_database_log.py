"""PostgreSQL in a container writes to a log that nobody thinks of as holding people; it holds none.

A real server runs with the options of docker-compose.yml while statements fail as the product's may. Django's psycopg
puts values into statements before they leave, so each statement, and each detail of an error, is about somebody.
"""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import suppress

import psycopg
import pytest

from tests.architecture.deployment import README, SERVICES
from tests.services.postgres import PostgresServer
from tests.services.programs import wait_until

SOMEBODY = "ada.quillfeather@requesters.example"
FAILING = {
    "a value that is there already": ("INSERT INTO person VALUES (%s, 2)", [SOMEBODY]),
    "words where a number belongs": ("INSERT INTO person VALUES ('x', (%s)::int)", [SOMEBODY]),
    "an error that a trigger raises": ("DO $$ BEGIN RAISE '% is wrong', {}; END $$", []),
    "a warning": ("DO $$ BEGIN RAISE WARNING '% is strange', {}; END $$", []),
    "a connection that is ended, as by each stop": ("SELECT pg_terminate_backend(pg_backend_pid()), %s", [SOMEBODY]),
    "a page that is broken off": ("SET statement_timeout = 10; SELECT pg_sleep(1), %s", [SOMEBODY]),
}


def options(service: dict) -> dict[str, str]:
    """The server's settings in the service's command, each after a `-c`."""
    program, *words = service["command"]
    assert program == "postgres"
    assert set(words[::2]) == {"-c"}
    return dict(word.split("=", 1) for word in words[1::2])


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    started = PostgresServer(**options(SERVICES["database"]))
    with psycopg.connect(started.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE TABLE person (email text UNIQUE, age int)")
        connection.execute("INSERT INTO person VALUES (%s, 1)", [SOMEBODY])
    yield started
    started.stop()


@pytest.mark.parametrize("what", FAILING)
def test_no_line_of_the_database_holds_what_a_failing_statement_holds(server, what):
    statement, values = FAILING[what]
    connected = psycopg.connect(server.url("postgres"), autocommit=True, cursor_factory=psycopg.ClientCursor)
    with connected as connection, suppress(psycopg.Error):
        connection.execute(statement.replace("{}", f"'{SOMEBODY}'"), values)
    assert "quillfeather" not in server.program.said().lower()


def test_no_line_of_the_database_holds_what_was_running_when_a_process_of_its_was_killed(server):
    """It says so with DETAIL: Failed process was running, and the statement."""
    connection = psycopg.connect(server.url("postgres"), autocommit=True, cursor_factory=psycopg.ClientCursor)
    connection.execute("SELECT %s", [SOMEBODY])
    os.kill(connection.info.backend_pid, signal.SIGKILL)
    wait_until(lambda: "terminated by signal 9" in server.program.said(), "The server did not notice")
    server.program.wait_until(server.answers, "The server does not come back")
    assert "quillfeather" not in server.program.said().lower()


def test_the_log_still_says_that_the_database_starts_and_whom_it_turns_away(server):
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url("no_such_database"))
    assert "database system is ready to accept connections" in server.program.said()
    assert 'FATAL:  database "no_such_database" does not exist' in server.program.said()


def test_the_readme_tells_an_office_with_a_server_of_its_own_the_same():
    told = dict(re.findall(r"`(log_\w+) = (\w+)`", README))
    assert told == options(SERVICES["database"])
