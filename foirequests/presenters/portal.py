"""Letters and messages as the requester sees them: no names of staff, and no notes of the office."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils import timezone

from foirequests.domain import workflow
from foirequests.models import FoiRequest, Message, OutgoingMail
from foirequests.models.requests import Channel
from foirequests.presenters.days import day_words, number_of
from responses.models import FoiResponse, IssuedLetter

LETTERS = {
    FoiResponse.Kind.REPLY: "Our reply",
    FoiResponse.Kind.CORRECTED_REPLY: "Our corrected reply",
    FoiResponse.Kind.REVIEW_OUTCOME: "The outcome of the internal review",
    FoiResponse.Kind.ACKNOWLEDGEMENT: "Our acknowledgement",
    FoiResponse.Kind.CLARIFICATION: "Our question to you",
    FoiResponse.Kind.FEES_NOTICE: "Our notice of a fee",
    FoiResponse.Kind.EXTENSION: "Why our reply takes longer",
    FoiResponse.Kind.LAPSE_NOTICE: "That we have closed your request",
    FoiResponse.Kind.TRANSFER_NOTICE: "That we have passed your request on",
}
MESSAGES = {
    Message.Kind.ACKNOWLEDGEMENT: "We said that we have your request",
    Message.Kind.MESSAGE: "We wrote to you",
    Message.Kind.CLARIFICATION: "We asked you a question",
    Message.Kind.CLARIFICATION_ANSWER: "You answered our question",
    Message.Kind.HANDOVER: "We said which team deals with it",
    Message.Kind.REPLY: "We sent you our reply",
    Message.Kind.CORRECTED_REPLY: "We sent you a corrected reply",
    Message.Kind.REVIEW_REQUEST: "You asked for an internal review",
    Message.Kind.REVIEW_ACKNOWLEDGEMENT: "We said that we have your request for an internal review",
    Message.Kind.REVIEW_OUTCOME: "We sent you the outcome of the internal review",
    Message.Kind.LINK: "We sent you a new link to this page",
    Message.Kind.ACKNOWLEDGEMENT_LETTER: "We sent you a letter that says that we have your request",
    Message.Kind.CLARIFICATION_LETTER: "We sent you a letter that asks you a question",
    Message.Kind.FEES_NOTICE: "We sent you a notice of a fee",
    Message.Kind.EXTENSION: "We sent you a notice that our reply takes longer",
    Message.Kind.LAPSE_NOTICE: "We sent you a notice that we have closed your request",
    Message.Kind.TRANSFER_NOTICE: "We sent you a notice that we have passed your request on",
}
HOW = {
    Channel.WEB: "on this page",
    Channel.EMAIL: "by e-mail",
    Channel.POST: "by post",
    Channel.PHONE: "by telephone",
    Channel.IN_PERSON: "in person",
}
LONG = 600
"""Characters: a longer message is folded away until it is asked for."""


def subject_told(foi_request: FoiRequest) -> str:
    """What the request is about, as the heading of our letters says it; empty where that adds nothing to its words."""
    is_all = foi_request.subject == " ".join(foi_request.text.split())
    if is_all or foi_request.lacks_subject or foi_request.stage == workflow.PASSED_ON:
        return ""
    return foi_request.subject


def letter_title(letter: IssuedLetter) -> str:
    """Which letter it is, with its date."""
    return f"{LETTERS[letter.foi_response.kind]}, {day_words(letter.issued_on)}"


def letter_rows(foi_request: FoiRequest, letters: Sequence[IssuedLetter]) -> list[dict[str, object]]:
    """The letters that can be read, newest first; `letters` are all of the case in the order in which they left."""
    rows = [
        {
            "title": letter_title(letter),
            "url": reverse("portal_letter", args=[foi_request.reference, number]),
            "pdf_url": reverse("portal_letter_pdf", args=[foi_request.reference, number]),
            "about": about_pdf(letter),
            "replaced": replaced_words(letter),
        }
        for number, letter in enumerate(letters, start=1)
        if letter.render_state == IssuedLetter.RenderState.RENDERED
    ]
    return rows[::-1]


def about_pdf(letter: IssuedLetter) -> str:
    """`PDF, 2 pages, 15 KB`."""
    size = letter.pdf.size
    size_words = f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"
    return f"PDF, {number_of(letter.pages, 'page')}, {size_words}"


def replaced_words(letter: IssuedLetter) -> str:
    """That a letter no longer stands, and since when; empty when it stands."""
    if letter.superseded_by is None:
        return ""
    return f"Replaced by our corrected reply of {day_words(letter.superseded_by.issued_on)}"


def message_rows(messages: Iterable[Message]) -> list[dict[str, object]]:
    """What was said both ways, oldest first. The request itself stands elsewhere on the page."""
    return [_message_row(message) for message in messages]


def has_left(message: Message) -> bool:
    """Whether the message's e-mail has been taken by the mail server."""
    mail = getattr(message, "mail", None)
    return mail is not None and mail.state == OutgoingMail.State.SENT


def _message_row(message: Message) -> dict[str, object]:
    from_requester = message.direction == Message.Direction.IN
    what = MESSAGES[message.kind]
    if message.kind in Message.CARRIES_A_LETTER and not has_left(message):
        what = what.replace("We sent you", "We are sending you")
    if from_requester and message.kind == Message.Kind.MESSAGE:
        what = "You wrote to us"
    how = HOW[message.channel]
    if not from_requester and message.channel == Channel.WEB:
        how = ""
    when = f"{day_words(timezone.localdate(message.happened_at))}{f', {how}' if how else ''}"
    if message.posted_on is not None:
        when = f"Posted on {day_words(message.posted_on)}"
    return {
        "what": what,
        "when": when,
        "text": "You can read the letter above." if message.kind in Message.CARRIES_A_LETTER else message.text,
        "files": [file.name for file in message.files.all()],
        "folded": message.kind not in Message.CARRIES_A_LETTER
        and (len(message.text) > LONG or message.kind == Message.Kind.LINK),
        "from_requester": from_requester,
    }
