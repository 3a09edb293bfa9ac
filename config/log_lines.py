"""The lines that web, worker and beat write: what happened, where, how long it took, and nothing that anybody typed.

Logs are read by more people, kept longer and copied further than cases are. So a line holds only what is known to be
harmless: our own words; the words, numbers and kinds of errors of the packages we use, never the values they put in;
of an error its type, its place in the code and the database's code for it, never its message.
"""

import json
import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from types import TracebackType

from celery import current_task

from config.processes import kind
from config.request_ids import current_id

OURS = {"accounts", "codes", "config", "foirequests", "responses"}
HIDDEN = "…"
_SECRET = re.compile(r"(/r/|/account/password/reset/key/)[^/\s?]+")
_ADDRESS = re.compile(r"[^\s@<>'\"]+@[^\s@<>'\"]+")
# Where a value may begin in a text that a package has put together already.
_VALUE = re.compile(r"[:=('\"`<\[{@/\n]")
log = logging.getLogger(__name__)


def harmless(value: object) -> object:
    """A value as it may stand in a line: a number, or the type of an error; anything else is hidden."""
    if isinstance(value, int | float):
        return value
    return _type(type(value)) if isinstance(value, BaseException) else HIDDEN


def words(record: logging.LogRecord) -> str:
    """What the line says."""
    if record.name.partition(".")[0] in OURS:
        return _ADDRESS.sub(HIDDEN, _SECRET.sub(rf"\1{HIDDEN}", record.getMessage()))
    said = str(record.msg)
    if not record.args:
        return _VALUE.split(said, maxsplit=1)[0].rstrip()
    if isinstance(record.args, Mapping):
        values = {name: harmless(value) for name, value in record.args.items()}
    else:
        values = tuple(harmless(value) for value in record.args)
    try:
        return said % values
    except (TypeError, ValueError):  # a hidden value where a number should stand
        return said


def failure(error: BaseException | None, trace: TracebackType | None) -> Iterator[str]:
    """An error and what caused it: types, codes of the database, and places in the code."""
    told = set()
    while error and id(error) not in told:
        told.add(id(error))
        codes = [
            getattr(error, "sqlstate", None),
            getattr(error, "sqlite_errorname", None),
            getattr(getattr(error, "diag", None), "constraint_name", None),
        ]
        yield " ".join([_type(type(error)), *filter(None, codes)])
        while trace:
            code = trace.tb_frame.f_code
            yield f"  {code.co_filename}:{trace.tb_lineno} in {code.co_name}"
            trace = trace.tb_next
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        trace = error.__traceback__ if error else None


def _type(error_type: type[BaseException]) -> str:
    return f"{error_type.__module__}.{error_type.__qualname__}"


class JsonLine(logging.Formatter):
    """One event as one JSON object. A caller adds facts with `extra={"facts": {...}}`; no other extra is written."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; what does not apply is left out."""
        line = {name: value for name, value in facts(record).items() if value is not None}
        return json.dumps(line)


class PlainLine(logging.Formatter):
    """The same event for a person at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Time of day, level, logger, words and number; an error's places on lines of their own."""
        line = facts(record)
        begin = f"{self.formatTime(record, '%H:%M:%S')} {record.levelname} {record.name}: {line['message']}"
        number = f" [{line['request_id']}]" if line["request_id"] else ""
        return "\n".join([begin + number, *(line["error"] or ())])


def facts(record: logging.LogRecord) -> dict[str, object]:
    """Everything that a line says about an event; None for what does not apply."""
    _, error, trace = record.exc_info or (None, None, None)
    return {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "process": kind(),
        "logger": record.name,
        "message": words(record),
        "request_id": current_id(),
        "task": current_task.name if current_task else None,
        "task_id": current_task.request.id if current_task else None,
        **getattr(record, "facts", {}),
        "error": list(failure(error, trace)) or None,
    }


# --- What Python itself would print ---------------------------------------------------------------------------------


def take_over() -> None:
    """Make lines of warnings, of errors that nobody met, and of faulty log calls, all of which print values."""
    logging.raiseExceptions = False
    warnings.showwarning = _warned
    sys.excepthook = _ended
    threading.excepthook = lambda ended: _ended(ended.exc_type, ended.exc_value, ended.exc_traceback)
    sys.unraisablehook = lambda lost: _lost(lost.exc_value, lost.exc_traceback)


def _warned(message, category, filename, lineno, file=None, line=None) -> None:
    log.warning("%s at %s:%s", category.__name__, filename, lineno)


def _ended(error_type: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(error_type, KeyboardInterrupt):
        return
    log.critical("Ended by an error", exc_info=(error_type, error, trace))


def _lost(error: BaseException | None, trace: TracebackType | None) -> None:
    """An error where nothing can be told of it, as while something is thrown away or Python ends."""
    log.error("An error that nobody could be told of", exc_info=(type(error), error, trace))
