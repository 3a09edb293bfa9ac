"""What a line may say: our words, the words of packages without their values, and of errors no message."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.log_lines import JsonLine, PlainLine

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "ada.quill@requesters.example"


def line(logger: str, words: str, *values: object, exc_info=None, **more: object) -> dict:
    """What the JSON line of an event says."""
    record = logging.LogRecord(logger, logging.WARNING, __file__, 1, words, values, exc_info)
    vars(record).update(more)
    return json.loads(JsonLine().format(record))


def raised(error: BaseException, cause: BaseException | None = None) -> dict:
    """The line of an error that was raised."""
    try:
        raise error from cause
    except type(error) as caught:
        return line(
            "django.request",
            "Internal Server Error: %s",
            "/r/token",
            exc_info=(type(caught), caught, caught.__traceback__),
        )


@pytest.mark.parametrize(
    ("words", "values", "said"),
    [
        ("Not Found: %s", ("/r/token",), "Not Found: …"),
        ("Retrying %s in %.1f s after %d attempts", (ADDRESS, 2.5, 3), "Retrying … in 2.5 s after 3 attempts"),
        ("Cannot connect: %s", (OSError(ADDRESS),), "Cannot connect: builtins.OSError"),
        ("Task %(name)s raised %(exc)s", ({"name": "send_mail", "exc": ADDRESS},), "Task … raised …"),
        ("%d rows", (ADDRESS,), "%d rows"),
        (f"Invalid HTTP_HOST header: '{ADDRESS}'. You may need to", (), "Invalid HTTP_HOST header"),
        (f"Invalid request from ip={ADDRESS}", (), "Invalid request from ip"),
        ("100% of it", (), "100% of it"),
    ],
)  # fmt: skip
def test_a_package_is_quoted_without_the_values_that_it_puts_in(words, values, said):
    assert line("some.package", words, *values)["message"] == said


def test_our_own_words_keep_their_values_but_for_addresses_and_links():
    said = line("accounts.adapter", "Only %s is mailed, not %s nor /r/%s", ".example", ADDRESS, "token")["message"]
    assert said == "Only .example is mailed, not … nor /r/…"


def test_an_error_is_told_by_types_and_places_never_by_its_message():
    said = raised(ValueError(f"wrong: {ADDRESS}"), LookupError(f"no {ADDRESS}"))
    assert said["error"][0] == "builtins.ValueError"
    assert said["error"][1].startswith(f"  {__file__}:")
    assert said["error"][1].endswith(" in raised")
    assert said["error"][-1] == "builtins.LookupError"
    assert ADDRESS not in json.dumps(said)


def test_an_error_that_causes_itself_is_told_once():
    first, second = ValueError(), LookupError()
    second.__cause__ = first
    assert [told for told in raised(first, second)["error"] if not told.startswith(" ")] == [
        "builtins.ValueError",
        "builtins.LookupError",
    ]


def test_a_databases_own_code_for_an_error_is_told():
    error = ValueError(ADDRESS)
    error.sqlite_errorname = "SQLITE_CONSTRAINT_UNIQUE"
    assert raised(error)["error"][0] == "builtins.ValueError SQLITE_CONSTRAINT_UNIQUE"


def test_only_what_is_given_as_a_fact_is_added_to_a_line():
    said = line("config.x", "Words", facts={"status": 200}, request=ADDRESS, data={"args": ADDRESS})
    assert said["status"] == 200
    assert set(said) == {"time", "level", "process", "logger", "message", "status"}
    assert said["time"].endswith("+00:00")


def test_a_person_at_a_terminal_reads_plain_lines():
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Not here: %s", (ADDRESS,), None)
    assert PlainLine().format(record).endswith(" ERROR django.request: Not here: …")
    assert "\n" not in PlainLine().format(record)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (f"raise ValueError('{ADDRESS}')", "Ended by an error"),
        (f"import threading; threading.Thread(target=lambda: open('{ADDRESS}')).start()", "Ended by an error"),
        (
            f"Gone = type('Gone', (), {{'__del__': lambda self: open('{ADDRESS}')}}); Gone()",
            "An error that nobody could be told of",
        ),
        (f"import atexit; atexit.register(open, '{ADDRESS}')", "An error that nobody could be told of"),
        (f"import warnings; warnings.warn('{ADDRESS}', RuntimeWarning)", "RuntimeWarning at <string>:1"),
        (f"import logging; logging.getLogger('config').error('%d', '{ADDRESS}')", None),
    ],
    ids=[
        "an error",
        "an error in a thread",
        "an error while throwing away",
        "an error at the end",
        "a warning",
        "a faulty line",
    ],
)
def test_what_python_itself_would_print_is_a_line_without_words(code, said, tmp_path):
    begin = "import django; django.setup(); from config import log_lines; log_lines.take_over(); "
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "VAR_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", begin + code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ADDRESS not in done.stderr
    assert [json.loads(told)["message"] for told in done.stderr.splitlines()] == ([said] if said else [])
