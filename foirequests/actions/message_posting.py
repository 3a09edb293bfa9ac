"""Correcting the day on which a message was posted."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from foirequests.actions.history import write_history
from foirequests.actions.stages import check_permitted
from foirequests.domain.errors import Refused, Stale
from foirequests.domain.posting import check_day_of_posting
from foirequests.models import Message


@transaction.atomic
def correct_message_posting(
    message: Message, *, posted_on: date, reason: str, seen: date, by: StaffMember, at: datetime
) -> Message:
    """Correct the day on which a message was posted; what was recorded stays in the history with the reason.

    `seen` is the day that the officer had before them as recorded.

    Raises:
        Refused: not recorded as posted, no reason, an impossible day, or the day that is recorded already.
        Stale: somebody else corrected it first.
        NotPermitted: `by` is no information governance officer.
    """
    check_permitted(message.foi_request, "posting_corrected", by=by)
    check_message_is_posted(message)
    check_day_of_message(message, posted_on, at=at)
    if not reason.strip():
        raise Refused("Enter the reason for the correction.")
    if posted_on == seen:
        raise Refused("That day is recorded already.")
    if Message.objects.filter(pk=message.pk, posted_on=seen).update(posted_on=posted_on) != 1:
        message.refresh_from_db(fields=["posted_on"])
        now = message_posting_words(message)
        raise Stale(f"Somebody else corrected it meanwhile: it is now {now}. Nothing was saved.")
    message.posted_on = posted_on
    facts = {"from": seen.isoformat(), "to": posted_on.isoformat()}
    write_history(
        message.foi_request, "posting_corrected", by=by, at=at, concerning=message, facts=facts, words=reason.strip()
    )
    return message


def check_message_is_posted(message: Message) -> None:
    """Raise `Refused` when there is no day of posting to correct."""
    if message.posted_on is None:
        raise Refused("This message is not recorded as posted, so there is no day to correct.")


def check_day_of_message(message: Message, posted_on: date, *, at: datetime) -> None:
    """Raise `Refused` for a day on which this message cannot have been posted."""
    check_day_of_posting(
        posted_on,
        what="The message was written",
        since=timezone.localdate(message.happened_at),
        today=timezone.localdate(at),
    )


def message_posting_words(message: Message) -> str:
    """`recorded as posted on 9 January 2023`."""
    return f"recorded as posted on {message.posted_on.day} {message.posted_on:%B %Y}"
