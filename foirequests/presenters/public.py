"""Words of the public form that the private page and the e-mails share."""

from collections.abc import Mapping
from datetime import date

from django.urls import reverse

from foirequests.models.requests import PreferredFormat
from foirequests.presenters.days import day_words

WE_CHECK = "We check what you are asking for and who holds it. If something is not clear we write to you."
WE_SEND = "We send you our reply."
YOU_CAN_ASK = "If you are not happy with it you can ask us to look at it again. Our reply says how, and until when."
"""The three steps; `templates/emails/acknowledgement.txt` has the same words."""

REPLIES = {
    PreferredFormat.EMAIL: "By e-mail",
    PreferredFormat.SPREADSHEET: "By e-mail, with figures in a spreadsheet",
    PreferredFormat.POST: "On paper, by post",
}


def what_happens_next(due_on: date | None) -> list[str]:
    """What happens after a request was received."""
    return [WE_CHECK, we_send_by(due_on), YOU_CAN_ASK]


def we_send_by(due_on: date | None) -> str:
    """That the reply comes, and by which day."""
    return WE_SEND if due_on is None else f"{WE_SEND} You will have it by {day_words(due_on)} at the latest."


def answers_to_check(answers: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of the page on which a person checks what they typed."""
    rows = [
        _row("What you want to know", answers["text"], "your-request"),
        _row("How we reply to you", REPLIES[answers["preferred_format"]], "our-reply"),
        _row("What you need from us", answers["adjustments"] or "Nothing", "our-reply"),
        _row("Your name", answers["name"] or "Not given", "about-you"),
        _row("E-mail address", answers["email"] or "Not given", "about-you"),
    ]
    if "postal_address" in answers:
        rows.append(_row("Postal address", answers["postal_address"], "about-you"))
    return rows


def _row(key: str, value: str, slug: str) -> dict[str, str]:
    return {"key": key, "value": value, "change_url": f"{reverse('public_request_step', args=[slug])}?to=check"}
