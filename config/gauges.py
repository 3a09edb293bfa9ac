"""Figures of the office for those who watch it: what waits, what is late, what failed, and when services last spoke."""

from collections.abc import Callable, Iterable
from functools import wraps

from django.db import connection
from django.utils import timezone
from opentelemetry.metrics import CallbackOptions, Meter, Observation

from accounts.models import ServiceSeen
from foirequests.models import FoiRequest, OutgoingMail
from responses.models import IssuedLetter

COUNTS = {
    "foidesk.requests.open": ("Requests not yet answered", lambda: FoiRequest.objects.open()),
    "foidesk.requests.overdue": (
        "Open requests past their last day",
        lambda: FoiRequest.objects.overdue(timezone.localdate()),
    ),
    "foidesk.letters.waiting": ("Letters issued and not rendered yet", lambda: IssuedLetter.objects.not_rendered()),
    "foidesk.letters.failed": ("Letters that could not be rendered", lambda: IssuedLetter.objects.failed()),
    "foidesk.mail.waiting": ("Messages not sent yet", lambda: OutgoingMail.objects.not_done()),
    "foidesk.mail.failed": ("Messages that could not be sent", lambda: OutgoingMail.objects.failed()),
}
Question = Callable[[CallbackOptions], Iterable[Observation]]


def observe(meter: Meter) -> None:
    """Let these figures be asked for whenever metrics are exported."""
    for name, (meaning, rows) in COUNTS.items():
        meter.create_observable_gauge(name, [_number_of(rows)], description=meaning)
    meter.create_observable_gauge(
        "foidesk.heartbeat.age", [_ages], unit="s", description="Time since a service last said that it lives"
    )


def _asked_in_a_thread(question: Question) -> Question:
    """The exporter asks in a thread of its own, whose connection nobody else would close."""

    @wraps(question)
    def asked(options: CallbackOptions) -> Iterable[Observation]:
        try:
            return question(options)
        finally:
            connection.close()

    return asked


def _number_of(rows: Callable) -> Question:
    return _asked_in_a_thread(lambda options: [Observation(rows().count())])


@_asked_in_a_thread
def _ages(options: CallbackOptions) -> Iterable[Observation]:
    now = timezone.now()
    seen = ServiceSeen.objects.values_list("name", "seen_at")
    return [Observation((now - at).total_seconds(), {"service": name}) for name, at in seen]
