"""The state of the work that nobody watches: mail, rendering, and the services that do it."""

from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse

from accounts.background import SERVICES, silent_services
from accounts.models import ServiceSeen
from foirequests.models import OutgoingMail
from foirequests.presenters.addresses import letter_address
from foirequests.presenters.days import moment_words, number_of
from foirequests.presenters.delivery import way_to_mend
from responses.models import IssuedLetter

FAILED_SHOWN = 50
SERVICE_WORDS = {
    "worker": "Worker (renders letters, sends messages)",
    "beat": "Timetable (finds what is due)",
}


def background_page(*, now: datetime) -> dict[str, object]:
    """The context of `foirequests/background_work.html`."""
    mail = OutgoingMail.objects.not_done().aggregate(number=Count("pk"), oldest=Min("created_at"))
    letters = IssuedLetter.objects.not_rendered().aggregate(number=Count("pk"), oldest=Min("issued_at"))
    return {
        "services": service_rows(now),
        "waiting": [
            {"key": "Messages to send", "value": _backlog(mail, "message")},
            {"key": "Letters to render", "value": _backlog(letters, "letter")},
        ],
        "failed_mail": [
            {
                "text": f"{mail.message.foi_request.reference}: {mail.message.subject}",
                "url": reverse("case", args=[mail.message.foi_request.reference]),
                "why": mail.last_error,
                "mend": way_to_mend(mail.message.foi_request, mail),
            }
            for mail in OutgoingMail.objects.failed().select_related("message__foi_request__requester")[:FAILED_SHOWN]
        ],
        "failed_letters": [
            {
                "text": f"{letter.foi_request.reference}: {letter.foi_response.get_kind_display()}",
                "url": reverse("case", args=[letter.foi_request.reference]),
                "why": letter.last_error,
                "mend": {"text": "Try again", "url": letter_address("letter_retry", letter)},
            }
            for letter in IssuedLetter.objects.failed().select_related("foi_request", "foi_response")[:FAILED_SHOWN]
        ],
    }


def service_rows(now: datetime) -> list[dict[str, str]]:
    """When each service was last seen."""
    seen = dict(ServiceSeen.objects.values_list("name", "seen_at"))
    silent = {service.name for service in silent_services(at=now)}
    return [
        {
            "key": SERVICE_WORDS[name],
            "value": f"Last seen {moment_words(seen[name])}" if name in seen else "Not seen yet",
            "tag": "Not working" if name in silent else "Working",
            "tone": "bad" if name in silent else "good",
        }
        for name in SERVICES
    ]


def _backlog(found: dict, what: str) -> str:
    if not found["number"]:
        return "Nothing waits"
    return f"{number_of(found['number'], what)}, the oldest since {moment_words(found['oldest'])}"
