"""What a requester does: reads our e-mail, follows its link, fills in the public form."""

import email
import email.policy
import re
from datetime import datetime

from django.core import mail
from django.test import Client

from foirequests.actions.mail import send_due_mail
from foirequests.models import FoiRequest

REQUEST = "How many claims were there about falls from trolleys in 2019?"
ANSWERS = {
    "your-request": {"text": REQUEST},
    "our-reply": {"preferred_format": "email", "adjustments": ""},
    "about-you": {"name": "Ann Asker", "email": "ann.asker@requesters.example"},
}


def mailed_texts() -> list[str]:
    """The texts of the e-mails that have left, as their readers see them."""
    read = [email.message_from_bytes(sent.message().as_bytes(), policy=email.policy.default) for sent in mail.outbox]
    return [message.get_body(("plain",)).get_content() for message in read]


def mailed_link(foi_request: FoiRequest, *, at: datetime) -> str:
    """Send what waits, and give the path of the newest private link to this requester."""
    send_due_mail(at=at)
    for sent, text in reversed(list(zip(mail.outbox, mailed_texts(), strict=True))):
        found = re.search(r"http://testserver(/r/\S+)", text)
        if found and foi_request.reference in text and sent.to == [foi_request.requester.email]:
            return found.group(1)
    raise AssertionError("No private link was mailed.")


def visit(client: Client, foi_request: FoiRequest, *, at: datetime) -> str:
    """Follow the mailed link; gives the clean address of the private page."""
    entered = client.get(mailed_link(foi_request, at=at))
    assert entered.status_code == 302
    return entered["Location"]


def fill_in(client: Client, **changes: dict[str, str]) -> None:
    """Fill in the three pages of the public form; `changes` by page with `_` for `-`."""
    for slug, answers in ANSWERS.items():
        client.post(f"/request/{slug}/", {**answers, **changes.get(slug.replace("-", "_"), {})})


def send(client: Client, **extra: str):
    """Press the button on the page on which one checks the answers."""
    page = client.get("/request/check-your-answers/")
    key = re.search(r'name="form_key" value="([^"]+)"', page.content.decode()).group(1)
    return client.post("/request/check-your-answers/", {"form_key": key, "leave_empty": "", **extra})
