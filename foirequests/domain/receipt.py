"""What can be received as a request, and on which day."""

from datetime import date

from foirequests.domain.errors import Refused
from foirequests.domain.reading.messages import without_greeting

ACT_IN_FORCE_ON = date(2005, 1, 1)
"""The first day on which a request could be made: FOIA (Commencement No. 5) Order 2004."""

LONGEST_REQUEST = 100_000
"""Characters of a request, and of any message: far more than any letter, far less than an attack."""

SUBJECT_LENGTH = 90

LONGEST_SUBJECT = 200
"""Characters of a subject."""

_BREAKS_OFF = ("…", "...")


def check_day_of_receipt(day: date, *, today: date) -> None:
    """Raise `Refused` for a day in the future or before the Act was in force."""
    if day > today:
        raise Refused("The date of receipt cannot be in the future.")
    if day < ACT_IN_FORCE_ON:
        raise Refused("The date of receipt cannot be before 1 January 2005, when the Act came into force.")


def check_text(text: str, *, what: str = "request") -> str:
    """The text without surrounding blanks, its lines ended as letters end them, whatever the browser sent.

    Raises:
        Refused: it is empty, or longer than `LONGEST_REQUEST` characters.
    """
    stripped = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not stripped:
        raise Refused(f"Enter the text of the {what}.")
    if len(stripped) > LONGEST_REQUEST:
        raise Refused(
            f"The {what} is {len(stripped):,} characters long. It can have up to {LONGEST_REQUEST:,} characters:"
            " shorten it, or attach it as a file."
        )
    return stripped


def subject_of(text: str) -> str:
    """A first subject line for a request that came without one: its opening words after the greeting, cut at a word."""
    words = " ".join(without_greeting(text).split())
    if len(words) <= SUBJECT_LENGTH:
        return words
    return words[:SUBJECT_LENGTH].rsplit(" ", 1)[0] + "…"


def is_cut_off(subject: str) -> bool:
    """Whether a subject breaks off: it says how the request begins, and no letter may carry it."""
    return subject.rstrip().endswith(_BREAKS_OFF)


def check_subject(subject: str) -> str:
    """A subject as an officer gave it, in one line.

    Raises:
        Refused: it is empty, longer than `LONGEST_SUBJECT` characters, or breaks off.
    """
    words = " ".join(subject.split())
    if not any(map(str.isalnum, words)):  # what prints nothing says nothing
        raise Refused("Say what the request is about.")
    if len(words) > LONGEST_SUBJECT:
        raise Refused(f"A subject can have up to {LONGEST_SUBJECT} characters; this has {len(words)}.")
    if is_cut_off(words):
        raise Refused("Say what the request is about in full: a letter cannot carry a subject that breaks off.")
    return words
