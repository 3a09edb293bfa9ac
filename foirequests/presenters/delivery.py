"""What becomes of letters and messages on their way out, in words."""

from collections.abc import Container, Iterable
from datetime import date, datetime, timedelta

from django.urls import reverse

from foirequests.models import FoiRequest, Message, OutgoingMail
from foirequests.presenters.addresses import letter_address
from foirequests.presenters.days import Tag, day_words, moment_words, number_of, review_words
from responses.models import IssuedLetter

SOON = timedelta(minutes=1)
GIVEN_UP_WATCHING = timedelta(minutes=10)
"""What nothing took up for so long is not watched any more: the page would refresh itself for ever."""


def is_moving(state: str, next_attempt_at: datetime, now: datetime) -> bool:
    """Whether something is about to change, so that the page is worth refreshing."""
    if state not in ("waiting", "sending", "rendering"):
        return False
    latest = now + SOON if state == "waiting" else datetime.max.replace(tzinfo=now.tzinfo)
    return now - GIVEN_UP_WATCHING <= next_attempt_at <= latest


def mail_state(mail: OutgoingMail) -> Tag:
    """The state of an e-mail."""
    tones = {"waiting": "info", "sending": "info", "sent": "good", "failed": "bad", "replaced": "neutral"}
    return Tag("Sent, and not confirmed" if mail.is_in_doubt else mail.get_state_display(), tones[mail.state])


def mail_lines(mail: OutgoingMail) -> list[str]:
    """To whom, when, how often, and what went wrong."""
    lines = [f"To {mail.to_address}"]
    if mail.sent_at:
        lines.append(f"Sent {moment_words(mail.sent_at)}")
    if mail.last_error:
        lines.append(f"Reason: {mail.last_error}")
    if (mail.state == OutgoingMail.State.WAITING and mail.attempts) or mail.is_in_doubt:
        lines.append(f"{number_of(mail.attempts, 'attempt')} so far. Next attempt {moment_words(mail.next_attempt_at)}")
    if mail.sent_again_after_interruption:
        lines.append("Sent again after an interruption, with the same Message-ID: the requester may have it twice")
    return lines


def way_to_mend(foi_request: FoiRequest, mail: OutgoingMail) -> dict[str, object]:
    """What an officer does about a failed e-mail: try again, or send it to the address as it has been corrected since.

    Nothing when it has not failed, or when there is no e-mail address on the case any more.
    """
    address = foi_request.requester.email
    if mail.state != OutgoingMail.State.FAILED or not address:
        return {}
    if mail.to_address == address:
        page, text = "mail_retry", "Try sending again"
    else:
        page, text = "mail_new_address", f"Send to {address}"
    return {"text": text, "url": reverse(page, args=[foi_request.reference, mail.pk]), "post": True}


def correspondence(foi_request: FoiRequest, messages: Iterable[Message], *, may_act: bool) -> list[dict[str, object]]:
    """Messages to and from the requester, newest first, with the state of the mail that carries them."""
    return [
        _message(foi_request, message, may_act=may_act)
        for message in reversed(list(messages))
        if message.direction != Message.Direction.NOTE
    ]


def _message(foi_request: FoiRequest, message: Message, *, may_act: bool) -> dict[str, object]:
    mail, kind = getattr(message, "mail", None), message.get_kind_display()
    shown: dict[str, object] = {
        "pk": message.pk,
        "title": message.subject or kind,
        "kind": kind,
        "direction": message.get_direction_display(),
        "by": message.by.name if message.by else "",
        "at": moment_words(message.happened_at),
        "channel": message.get_channel_display(),
        "text": message.text,
        "files": [file_row(foi_request, file) for file in message.files.all()],
        "lines": [],
        "tag": None,
        "mend": {},
        "print_url": "",
        "posted_url": "",
    }
    if mail is not None:
        shown |= {"tag": mail_state(mail), "lines": mail_lines(mail)}
        if may_act:
            shown["mend"] = way_to_mend(foi_request, mail)
    elif message.goes_by_post:
        args = [foi_request.reference, message.pk]
        shown["tag"] = posting_state(message)
        shown["print_url"] = reverse("message_print", args=args)
        if may_act and message.posted_on is None:
            shown["posted_url"] = reverse("message_posted", args=args)
        elif may_act:
            shown["correct_url"] = reverse("message_posting_correct", args=args)
    return shown


def notes(messages: Iterable[Message]) -> list[dict[str, object]]:
    """The office's own notes, newest first."""
    return [
        {
            "pk": message.pk,
            "kind": message.get_kind_display(),
            "at": moment_words(message.happened_at),
            "by": message.by.name if message.by else "",
            "text": message.text,
        }
        for message in reversed(list(messages))
        if message.direction == Message.Direction.NOTE
    ]


def posting_state(message: Message) -> Tag:
    """Whether a message that goes by post has left, and on which day."""
    if message.posted_on is None:
        return Tag("To be printed and posted", "neutral")
    return Tag(f"Posted on {day_words(message.posted_on)}", "good")


def file_row(foi_request: FoiRequest, file) -> dict[str, str]:
    """A file that came or went with a message, to open."""
    return {
        "name": file.name,
        "url": reverse("message_file", args=[foi_request.reference, file.pk]),
        "about": size_words(file.stored_file.size),
    }


def size_words(size: int) -> str:
    """`15 KB`, `1.2 MB`."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"


def letters(
    letters_of_case: Iterable[IssuedLetter], *, reviewed: Container[int], today: date, may_act: bool
) -> list[dict[str, object]]:
    """Issued letters, newest first, with the state of their PDF, their way out, and what can be done about them.

    `reviewed` are the keys of those that cannot be reviewed again.
    """
    return [
        _letter(letter, is_reviewed=letter.pk in reviewed, today=today, may_act=may_act)
        for letter in reversed(list(letters_of_case))
    ]


def _letter(letter: IssuedLetter, *, is_reviewed: bool, today: date, may_act: bool) -> dict[str, object]:
    states = IssuedLetter.RenderState
    tones = {states.RENDERED: "good", states.FAILED: "bad"}
    shown: dict[str, object] = {
        "title": f"{letter.foi_response.get_kind_display()} of {day_words(letter.issued_on)}",
        "url": letter_address("letter", letter),
        "lines": [f"Issued by {letter.issued_by.name}, {letter.get_channel_display().lower()}"],
        "tags": [Tag(letter.get_render_state_display(), tones.get(letter.render_state, "info"))],
        "acts": [],
    }
    lines, acts = shown["lines"], shown["acts"]
    if letter.pdf is not None:
        shown["pdf_url"] = letter_address("letter_pdf", letter)
        shown["pdf_about"] = f"PDF, {number_of(letter.pages or 1, 'page')}, {size_words(letter.pdf.size)}"
    if letter.last_error:
        lines.append(f"Reason: {letter.last_error}")
    mail = getattr(letter.message, "mail", None) if letter.message else None
    if mail is not None:
        shown["tags"].append(mail_state(mail))
        lines += mail_lines(mail)
    if letter.posted_on:
        lines.append(f"Posted on {day_words(letter.posted_on)}, {letter.get_post_class_display().lower()}")
    if letter.review_by and letter.has_left and letter.superseded_by_id is None and not is_reviewed:
        lines.append(review_words(letter.review_by, today))
    if letter.superseded_by_id:
        shown["tags"].append(Tag("Replaced by a corrected reply", "neutral"))
    if not may_act:
        return shown
    if letter.render_state == states.FAILED:
        acts.append({"text": "Try rendering again", "url": letter_address("letter_retry", letter), "post": True})
    if mail is not None and (mend := way_to_mend(letter.foi_request, mail)):
        acts.append(mend)
    if letter.channel == IssuedLetter.Channel.POST and letter.pdf is not None and letter.posted_on is None:
        acts.append({"text": "Record the day of posting", "url": letter_address("letter_posted", letter)})
    if letter.posted_on is not None:
        acts.append({"text": "Correct the day of posting", "url": letter_address("posting_correct", letter)})
    if letter.review_by:
        acts.append({"text": "Record when it was received", "url": letter_address("letter_received", letter)})
    if letter.superseded_by_id is None and letter.foi_response.is_reply:
        acts.append({"text": "Issue a corrected reply", "url": letter_address("correct_reply", letter)})
    return shown


def what_moves(messages: Iterable[Message], letters_of_case: Iterable[IssuedLetter], now: datetime) -> str:
    """What is being rendered or sent at this moment, in a sentence; empty when nothing is."""
    if any(is_moving(letter.render_state, letter.next_attempt_at, now) for letter in letters_of_case):
        return "A letter is being rendered."
    mails = [message.mail for message in messages if hasattr(message, "mail")]
    states = OutgoingMail.State
    going = [
        mail
        for mail in mails
        if is_moving(states.WAITING if mail.is_in_doubt else mail.state, mail.next_attempt_at, now)
    ]
    return f"{number_of(len(going), 'message')} on the way to the mail server." if going else ""
