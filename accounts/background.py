"""Whether the services that work in the background live: letters and mail wait while they do not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import ServiceSeen

SILENT_AFTER = timedelta(minutes=10)
# What each service does, in words for the office.
SERVICES = {
    "worker": "The background worker, which renders letters and sends mail,",
    "beat": "The timetable, which finds what is due,",
}


@dataclass(frozen=True)
class SilentService:
    """A service that has not been heard for ten minutes; `seen_at` is None when it never was."""

    name: str
    what: str
    seen_at: datetime | None


def mark_seen(name: str, *, at: datetime) -> None:
    """Record that a service was alive at that moment."""
    ServiceSeen.objects.update_or_create(name=name, defaults={"seen_at": at})


def silent_services(*, at: datetime) -> list[SilentService]:
    """The services that, at that moment, have not been seen for ten minutes; one query."""
    seen = dict(ServiceSeen.objects.values_list("name", "seen_at"))
    return [
        SilentService(name, what, seen.get(name))
        for name, what in SERVICES.items()
        if name not in seen or at - seen[name] > SILENT_AFTER
    ]
