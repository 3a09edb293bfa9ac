"""On which day something can have been posted."""

from datetime import date

from foirequests.domain.errors import Refused


def check_day_of_posting(
    posted_on: date, *, what: str, since: date, today: date, arrived_on: date | None = None
) -> None:
    """Raise `Refused` for a day on which it cannot have been posted, and say why.

    `what` begins the sentence about `since`, the first day on which there was something to post: "The letter was
    issued". `arrived_on` is the day on which it is known to have reached the requester, where it is.
    """
    if posted_on > today:
        raise Refused("The day of posting cannot be in the future.")
    if posted_on < since:
        raise Refused(f"{what} on {_words(since)}, so it cannot have been posted before that day.")
    if arrived_on is not None and posted_on > arrived_on:
        raise Refused(
            f"The requester received it on {_words(arrived_on)}, so it cannot have been posted later. If that day is"
            " wrong, record the right day of receipt first."
        )


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
