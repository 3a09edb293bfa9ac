"""How a letter reached the requester: the day of posting, its correction, and the day of receipt."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Role, StaffMember
from foirequests.actions.history import write_history
from foirequests.actions.stages import check_permitted
from foirequests.domain.posting import check_day_of_posting
from foirequests.domain.workflow import check_role
from responses.actions.internal_review import recognise_as_in_time
from responses.actions.windows import deemed_receipt_of, start_window
from responses.domain.errors import Refused, Stale
from responses.domain.letter import letter_date
from responses.models import IssuedLetter


@transaction.atomic
def record_posting(
    letter: IssuedLetter, *, posted_on: date, post_class: str, by: StaffMember, at: datetime
) -> IssuedLetter:
    """Record the day on which a letter was posted, and its class: the window starts with the deemed receipt.

    Raises:
        Refused: not a posted letter, posted already, not rendered yet, or an impossible day.
    """
    check_role(by.roles, Role.OFFICER)
    if letter.channel != IssuedLetter.Channel.POST:
        raise Refused("This letter goes by e-mail.")
    if letter.pdf_id is None:
        raise Refused("The letter has not been rendered yet, so it cannot have been posted.")
    check_day_of_letter(letter, posted_on, at=at)
    recorded = IssuedLetter.objects.filter(pk=letter.pk, posted_on__isnull=True).update(
        posted_on=posted_on, post_class=post_class
    )
    if recorded != 1:
        raise Refused("The day of posting is recorded already. If it is wrong, correct it.")
    letter.posted_on, letter.post_class = posted_on, post_class
    received_on = deemed_receipt_of(letter, sent_on=posted_on)
    start_window(letter, received_on)
    facts = {"posted_on": posted_on.isoformat(), "class": post_class, "deemed_received_on": received_on.isoformat()}
    write_history(letter.foi_request, "posted", by=by, at=at, concerning=letter, facts=facts)
    return letter


@transaction.atomic
def correct_posting(
    letter: IssuedLetter,
    *,
    posted_on: date,
    post_class: str,
    reason: str,
    seen: str,
    by: StaffMember,
    at: datetime,
) -> IssuedLetter:
    """Correct the day of posting or the class; the window follows, and what was recorded stays in the history.

    `seen` is the `posting` of the letter that the officer had before them. A day of receipt that was recorded stands,
    and so does a request for review that was taken on as in time; one that waits as late may turn out to be in time.

    Raises:
        Refused: not recorded as posted, no reason, an impossible day, no class, or what is recorded already.
        Stale: somebody else corrected it first.
        NotPermitted: `by` is no information governance officer.
    """
    check_permitted(letter.foi_request, "posting_corrected", by=by)
    check_is_posted(letter)
    check_day_of_letter(letter, posted_on, at=at)
    if post_class not in IssuedLetter.PostClass.values:
        raise Refused("Choose the class in which it was posted.")
    if not reason.strip():
        raise Refused("Enter the reason for the correction.")
    before = {"posted_on": letter.posted_on, "post_class": letter.post_class}
    if seen != letter.posting or not _move(letter, before, posted_on=posted_on, post_class=post_class):
        letter.refresh_from_db(fields=["posted_on", "post_class", "reply_received_on", "review_by"])
        raise Stale(f"Somebody else corrected it meanwhile: it is now {posting_words(letter)}. Nothing was saved.")
    received_on = letter.reply_received_on
    if recorded_receipt(letter) is None:
        received_on = deemed_receipt_of(letter, sent_on=posted_on)
        start_window(letter, received_on)
        if letter.review_by is not None:
            recognise_as_in_time(letter, at=at)
    facts = {
        "from": before["posted_on"].isoformat(),
        "from_class": before["post_class"],
        "to": posted_on.isoformat(),
        "class": post_class,
        "received_on": received_on.isoformat(),
    }
    write_history(
        letter.foi_request, "posting_corrected", by=by, at=at, concerning=letter, facts=facts, words=reason.strip()
    )
    return letter


@transaction.atomic
def record_receipt_of_reply(letter: IssuedLetter, *, received_on: date, by: StaffMember, at: datetime) -> IssuedLetter:
    """Record the day on which the requester really received the reply: the window runs from it.

    Raises:
        Refused: before the day on which the letter left, or in the future.
    """
    check_role(by.roles, Role.OFFICER)
    if not (letter.posted_on or letter.issued_on) <= received_on <= timezone.localdate(at):
        raise Refused("The day of receipt lies between the day on which the letter left and today.")
    start_window(letter, received_on)
    facts = {"received_on": received_on.isoformat()}
    write_history(letter.foi_request, "receipt_recorded", by=by, at=at, concerning=letter, facts=facts)
    if letter.review_by is not None:
        recognise_as_in_time(letter, at=at)
    return letter


def check_is_posted(letter: IssuedLetter) -> None:
    """Raise `Refused` when there is no day of posting to correct."""
    if letter.posted_on is None:
        raise Refused("This letter is not recorded as posted, so there is no day to correct.")


def check_day_of_letter(letter: IssuedLetter, posted_on: date, *, at: datetime) -> None:
    """Raise `Refused` for a day on which this letter cannot have been posted."""
    check_day_of_posting(
        posted_on,
        what="The letter was issued",
        since=letter.issued_on,
        today=timezone.localdate(at),
        arrived_on=recorded_receipt(letter),
    )


def recorded_receipt(letter: IssuedLetter) -> date | None:
    """The day of receipt that an officer recorded; None when it is worked out from the day of posting."""
    told = letter.foi_request.history.filter(
        act="receipt_recorded", object_kind=letter._meta.model_name, object_id=letter.pk
    )
    return letter.reply_received_on if told.exists() else None


def posting_words(letter: IssuedLetter) -> str:
    """`recorded as posted on 26 January 2023, first class`."""
    return f"recorded as posted on {letter_date(letter.posted_on)}, {letter.get_post_class_display().lower()}"


def _move(letter: IssuedLetter, before: dict[str, object], *, posted_on: date, post_class: str) -> bool:
    """Write the corrected day and class over those of `before`, unless somebody else has.

    Raises:
        Refused: they are the same.
    """
    after = {"posted_on": posted_on, "post_class": post_class}
    if after == before:
        raise Refused("That day and class are recorded already.")
    if IssuedLetter.objects.filter(pk=letter.pk, **before).update(**after) != 1:
        return False
    letter.posted_on, letter.post_class = posted_on, post_class
    # Somebody may have recorded the day of receipt while we waited for the row.
    letter.refresh_from_db(fields=["reply_received_on", "review_by", "window_told_at"])
    return True
