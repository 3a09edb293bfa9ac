"""How many questions the tasks ask: with nothing left to do, and with so many rows due.

Every task that the product registers stands in one of the two tables. A sweep may ask about each row that it acts on,
so often as its table says and not more; about rows with nothing due it asks nothing for each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from unittest import mock

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from codes.actions.uploads import keep_upload
from codes.models import PendingImport, PublishedItem
from codes.models.bank_holidays import BankHoliday
from config.celery import app
from foirequests.actions import calendar
from foirequests.actions.reading import begin_reading
from foirequests.models import FoiRequest, Notice, RateWindow
from responses import links
from responses.actions.internal_review import ask_for_internal_review
from responses.actions.issue import issue_response
from responses.domain.links import ALIVE, Found
from responses.models import InternalReview, IssuedLetter, LinkCheck, TextBlockVersion, WorkingCopy
from tests import factories
from tests.architecture.visits import WORKBOOK
from tests.journeys.doors import Doors

MOST_ROUNDS = 5
"""So often all sweeps go round until nothing is due: what one does makes work for another."""


@dataclass(frozen=True)
class Sweep:
    """A task: how so many rows become due for it, and the most questions for each; `because` of what it does to it."""

    fall_due: Callable[[Doors, int], object]
    each: int = 0
    because: str = ""


def requests_come(doors: Doors, number: int) -> None:
    """Requests nobody has read, whose acknowledgements wait to be sent."""
    for one in range(number):
        factories.a_request(by=doors.staff["officer"], email=f"due{one}@requesters.example")


def readings_break_off(doors: Doors, number: int) -> None:
    """Requests that somebody began to read yesterday and never ended."""
    for one in range(number):
        foi_request = factories.a_request(by=doors.staff["officer"], email=f"broken{one}@requesters.example")
        begin_reading(foi_request, at=timezone.now() - timedelta(days=1))


def letters_are_issued(doors: Doors, number: int) -> None:
    """Letters that wait to be rendered."""
    officer, clearer = doors.staff["officer"], doors.staff["clearer"]
    for one in range(number):
        email = f"due{one}@requesters.example"
        cleared = factories.a_cleared_response(by=officer, clearer=clearer, email=email)
        received_on = cleared.foi_request.received_on
        issue_response(cleared, channel="email", by=officer, at=factories.at(received_on + timedelta(7)))


def letters_have_left(_doors: Doors, number: int) -> None:
    """Letters whose message was sent, which nobody has noted."""
    sent = IssuedLetter.objects.filter(emailed_on__isnull=False, message__mail__state="sent")
    _these(IssuedLetter, sent, number).update(emailed_on=None)


def windows_pass(_doors: Doors, number: int) -> None:
    """Windows that have passed, which nobody was told of."""
    told = IssuedLetter.objects.with_passed_window(timezone.localdate()).filter(window_told_at__isnull=False)
    _these(IssuedLetter, told, number).update(window_told_at=None)


def dates_of_reviews_are_wrong(doors: Doors, number: int) -> None:
    """Open internal reviews that are due on another day by the calendar."""
    officer, clearer, now = doors.staff["officer"], doors.staff["clearer"], timezone.now()
    for one in range(number):
        email = f"reviewed{one}@requesters.example"
        letter = factories.an_issued_letter(by=officer, clearer=clearer, email=email)
        review = ask_for_internal_review(letter, grounds="Please.", asked_on=timezone.localdate(), at=now)
        InternalReview.objects.filter(pk=review.pk).update(due_on=timezone.localdate() + timedelta(400))


def dates_of_cases_are_wrong(doors: Doors, number: int) -> None:
    """Open cases that are due on another day by a calendar that has changed."""
    running = FoiRequest.objects.open().filter(due_on__isnull=False)
    _these(FoiRequest, running, number).update(due_on=timezone.localdate() + timedelta(400))
    day = timezone.localdate() + timedelta(300)
    told = {"nations": ["ENG"], "title": "A day", "source": "A test"}
    calendar.proclaim_holiday(on=day, **told, by=doors.staff["officer"], at=timezone.now())


def untold(*kinds: str) -> Callable[[Doors, int], None]:
    """So many of what is told of was not."""

    def fall_due(_doors: Doors, number: int) -> None:
        _these(Notice, Notice.objects.filter(kind__in=kinds), number).delete()

    return fall_due


def wording_changes(_doors: Doors, number: int) -> None:
    """Open drafts with words that are used no longer."""
    old = TextBlockVersion.objects.exclude(pk__in=TextBlockVersion.objects.usable_on(timezone.localdate())).first()
    for copy in _these(WorkingCopy, WorkingCopy.objects.of_open_letters().exclude(wording=old), number):
        copy.wording.add(old)


def addresses_are_named(_doors: Doors, number: int) -> None:
    """Addresses that nobody ever looked at."""
    like = PublishedItem.objects.exclude(address="").first()
    for one in range(number):
        like.pk, like.slug, like.address = None, f"due-{one}", f"https://due.example/{one}"
        like.save(force_insert=True)


def checks_are_asked_for(_doors: Doors, number: int) -> None:
    """Addresses that somebody asked to be looked at."""
    now = timezone.now()
    asked = (LinkCheck(address=f"https://asked.example/{one}", named_at=now, asked_at=now) for one in range(number))
    LinkCheck.objects.bulk_create(asked)


def uploads_are_forgotten(doors: Doors, number: int) -> None:
    """Workbooks that nobody confirmed."""
    now = timezone.now()
    told = {"size": len(WORKBOOK), "file_name": "codes.xlsx", "by": doors.staff["officer"], "at": now}
    kept = [keep_upload(chunks=[WORKBOOK], **told).pk for _one in range(number)]
    PendingImport.objects.filter(pk__in=kept).update(uploaded_at=now - timedelta(days=2))


def visitors_go(_doors: Doors, number: int) -> None:
    """Counts of attempts whose time is over."""
    over = timezone.now() - timedelta(days=1)
    RateWindow.objects.bulk_create(RateWindow(key_hash=f"due {one}", ends_at=over) for one in range(number))


def holidays_come(_doors: Doors, number: int) -> None:
    """Bank holidays that no change of the calendar names yet."""
    first = timezone.localdate() + timedelta(500)
    told = {"nation": "SCT", "title": "A day", "source": "A test", "first_seen_at": timezone.now()}
    BankHoliday.objects.bulk_create(BankHoliday(date=first + timedelta(one), **told) for one in range(number))


SWEEPS: Mapping[str, Sweep] = {
    "foirequests.tasks.send_due_mail": Sweep(requests_come, 15, "claims, sends and notes each message by itself"),
    "foirequests.tasks.read_waiting_requests": Sweep(requests_come, 27, "claims and reads each request by itself"),
    "foirequests.tasks.raise_notices": Sweep(untold(Notice.Kind.OVERDUE, Notice.Kind.MAY_LAPSE)),
    "foirequests.tasks.forget_visitors": Sweep(visitors_go),
    "foirequests.tasks.re_date_open_cases": Sweep(dates_of_cases_are_wrong),
    "foirequests.tasks.refresh_calendar": Sweep(holidays_come),
    "responses.tasks.render_due_letters": Sweep(letters_are_issued, 25, "claims, renders and mails each letter"),
    "responses.tasks.close_review_windows": Sweep(windows_pass, 5, "tells of each window in its own transaction"),
    "responses.tasks.note_departures": Sweep(letters_have_left, 12, "notes each day in its own transaction"),
    "responses.tasks.re_date_open_reviews": Sweep(dates_of_reviews_are_wrong, 4, "moves each day in a transaction"),
    "responses.tasks.remind_of_the_regulator": Sweep(untold(Notice.Kind.REGULATOR_OVERDUE, Notice.Kind.STEPS_OVERDUE)),
    "responses.tasks.ask_for_link_checks": Sweep(addresses_are_named),
    "responses.tasks.check_links": Sweep(checks_are_asked_for, 3, "claims and looks at each address by itself"),
    "responses.tasks.tell_of_changed_wording": Sweep(wording_changes),
    "codes.tasks.remove_old_uploads": Sweep(uploads_are_forgotten, 3, "removes each file when its row is gone"),
}
OF_ONE: Mapping[str, str] = {
    "foirequests.tasks.send_mail": "what the sweep of mail does to one message",
    "foirequests.tasks.read_request": "what the sweep of reading does to one request",
    "responses.tasks.render_letter": "what the sweep of rendering does to one letter",
}
"""Tasks that are given the one row that they act on."""


def registered() -> set[str]:
    """The names of the product's tasks."""
    app.loader.import_default_modules()
    return {name for name in app.tasks if not name.startswith("celery.")}


def run(name: str) -> int:
    """Run a task, with every link alive; the questions that it asked."""
    app.loader.import_default_modules()
    alive = mock.patch.object(links, "look_at", return_value=Found(ALIVE, 200))
    with alive, override_settings(LINK_CHECKS=True), CaptureQueriesContext(connection) as asked:
        app.tasks[name].apply(throw=True)
    return len(asked)


def with_nothing_due() -> dict[str, int]:
    """The questions of each sweep when all of them have done what there was to do; all of it is undone again."""
    with transaction.atomic():
        before: dict[str, int] = {}
        for _round in range(MOST_ROUNDS):
            asked = {name: run(name) for name in SWEEPS}
            if asked == before:
                break
            before = asked
        transaction.set_rollback(True)
    return asked


def with_rows_due(doors: Doors, number: int) -> dict[str, tuple[int, int]]:
    """The questions of each sweep with so many rows due, and again when it is done with them; all undone again."""
    found = {}
    with transaction.atomic():
        for _round in range(MOST_ROUNDS):
            for name in SWEEPS:
                run(name)
        for name, sweep in SWEEPS.items():
            with transaction.atomic():
                sweep.fall_due(doors, number)
                found[name] = run(name), run(name)
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    return found


def _these(model, rows, number: int):
    """The first of these rows."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:number])
    assert len(keys) == number, f"{model.__name__}: only {len(keys)} rows to make due"
    return model.objects.filter(pk__in=keys)
