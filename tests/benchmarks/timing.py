"""How long pages and timed tasks take in one office: run inside it by `growth.py`; prints JSON.

Server time in process, with Django's test client: what a page takes between two threads of gunicorn, without network.
Each page is asked for several times about different cases, drawn with a seed; the first visit is not counted.
"""

import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import cycle, islice, repeat
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Max  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from accounts.models import Role, StaffMember  # noqa: E402
from config.celery import app  # noqa: E402
from config.garbage import set_aside_what_is_loaded  # noqa: E402
from foirequests.actions.search import find_cases  # noqa: E402
from foirequests.domain import workflow  # noqa: E402
from foirequests.models import FoiRequest, Message, OutgoingMail  # noqa: E402
from foirequests.portal_links import link_token  # noqa: E402
from foirequests.presenters import search as searching  # noqa: E402
from foirequests.views.long_lists import PAGE_LENGTH  # noqa: E402
from responses.models import FoiResponse  # noqa: E402

VISITS = 25
RUNS_OF_A_TASK = 5
HOST = "127.0.0.1"

SEARCHES: dict[str, Callable[[FoiRequest], str]] = {
    "a name": lambda case: case.requester.name,
    "an address": lambda case: case.requester.email,
    "a reference": lambda case: case.reference,
    "a rare word": lambda case: case.text.split()[-3],
    "a common word": lambda case: "claims",
    "two words": lambda case: f"claims {case.text.split()[-3]}",
    "a phrase": lambda case: '"number of claims received"',
    "half a word": lambda case: "clai",
    "half an address": lambda case: case.requester.email[:-4],
}
"""What is searched for, made of a case drawn at random."""


@dataclass(frozen=True)
class Timing:
    """Milliseconds of server time (half of the visits are faster than `median`), and queries of the longest visit."""

    median: float
    p95: float
    queries: int


def timing_of(spent: list[float], queries: int = 0) -> Timing:
    """The timing of some runs, each in seconds."""
    spent = sorted(spent)
    return Timing(statistics.median(spent) * 1000, spent[int(len(spent) * 0.95)] * 1000, queries)


def clocked(act: Callable[[], object]) -> float:
    """Seconds that something took."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


class Visitors:
    """The people who open pages, and where they look."""

    def __init__(self) -> None:
        self.random = Random(7)
        self.member = StaffMember.objects.holding(Role.OFFICER).first()
        self.officer = self._signed_in(Role.OFFICER)
        self.clearer = self._signed_in(Role.CLEARER)
        self.director = self._signed_in(Role.DEPUTY_DIRECTOR)
        self.last_key = FoiRequest.objects.aggregate(last=Max("pk"))["last"]

    def _signed_in(self, role: str) -> Client:
        client = Client(SERVER_NAME=HOST)
        client.force_login(StaffMember.objects.holding(role).first())
        return client

    def pages(self) -> dict[str, tuple[Client, Iterator[str]]]:
        """Every measured page: who opens it, and its addresses."""
        queue = reverse("queue")
        return {
            "queue": (self.officer, self._always(f"{queue}?stage=")),
            "queue, page 2": (self.officer, self._always(f"{queue}?stage=&page=2")),
            "queue, its last page": (self.officer, self._always(f"{queue}?stage=&page=9999")),
            "queue, overdue": (self.officer, self._always(f"{queue}?due=overdue")),
            "queue, mine": (self.officer, self._always(f"{queue}?owner=me")),
            "queue, returned": (self.officer, self._always(f"{queue}?stage=returned")),
            "queue, reviews": (self.officer, self._always(f"{queue}?stage=review")),
            "queue, service and law": (self.officer, self._always(f"{queue}?service=claims_management&regime=foi")),
            "all requests": (self.officer, self._always(f"{queue}?stage=all")),
            "all requests, newest first": (self.officer, self._always(f"{queue}?stage=all&sort=received")),
            "all requests, last page": (self.officer, self._always(f"{queue}?stage=all&sort=received&page=9999")),
            "clearance queue": (self.clearer, self._always(reverse("clearance_queue"))),
            "deputy director's home": (self.director, self._always(reverse("deputy_home"))),
            "background work": (self.officer, self._always(reverse("background_work"))),
            "case, open": (self.officer, self._cases(FoiRequest.objects.open())),
            "case, closed": (self.officer, self._cases(FoiRequest.objects.at_stage(workflow.ISSUED))),
            "case, long history": (self.officer, self._long_cases()),
            "beside triage": (self.officer, self._beside_triage()),
            "letter to clear": (self.clearer, self._letters_to_clear()),
            "earlier answers to a letter's questions": (self.officer, self._earlier_answers()),
            "how exemptions fared": (self.officer, self._always(reverse("exemptions_fared"))),
            **{f"search: {what}": (self.officer, self._searched(words)) for what, words in SEARCHES.items()},
        }

    def _always(self, address: str) -> Iterator[str]:
        return repeat(address)

    def drawn(self, cases=None) -> Iterator[FoiRequest]:
        """Cases of all ages, or of a choice of them, at random."""
        cases = FoiRequest.objects.all() if cases is None else cases
        while True:
            key = self.random.randint(1, self.last_key)
            found = cases.filter(pk__gte=key).order_by("pk").select_related("requester").first()
            yield found or cases.order_by("-pk").select_related("requester").first()

    def _cases(self, cases) -> Iterator[str]:
        return (reverse("case", args=[case.reference]) for case in self.drawn(cases))

    def _beside_triage(self) -> Iterator[str]:
        return (reverse("case_beside", args=[case.reference]) for case in self.drawn(FoiRequest.objects.open()))

    def _long_cases(self) -> Iterator[str]:
        called = Message.objects.filter(kind=Message.Kind.CALL).values("foi_request")[:200]
        keys = list({row["foi_request"] for row in called})
        cases = list(FoiRequest.objects.filter(pk__in=keys))
        return cycle(reverse("case", args=[case.reference]) for case in cases)

    def _letters_to_clear(self) -> Iterator[str]:
        waiting = list(FoiResponse.objects.in_clearance().select_related("foi_request")[:VISITS])
        return cycle(reverse("clear", args=[each.foi_request.reference, each.pk]) for each in waiting)

    def _earlier_answers(self) -> Iterator[str]:
        begun = list(FoiResponse.objects.open().select_related("foi_request").order_by("-pk")[:VISITS])
        return cycle(reverse("draft_precedents", args=[each.foi_request.reference, each.pk]) for each in begun)

    def _searched(self, words: Callable[[FoiRequest], str]) -> Iterator[str]:
        return (f"{reverse('queue')}?q={words(case).strip('.')}" for case in self._that_can_be_found())

    def _that_can_be_found(self) -> Iterator[FoiRequest]:
        return self.drawn(FoiRequest.objects.visible_to(self.member))

    def search_timing(self, words: Callable[[FoiRequest], str]) -> Timing:
        """The search alone, without the queue around it: the first 25 that are found, and where their words stand."""
        typed = [words(case).strip(".") for case in islice(self._that_can_be_found(), VISITS + 1)]
        spent = [clocked(lambda each=each: self._first_page(each)) for each in typed]
        with CaptureQueriesContext(connection) as asked:
            self._first_page(typed[0])
        return timing_of(spent[1:], len(asked))

    def _first_page(self, typed: str) -> None:
        cases = FoiRequest.objects.visible_to(self.member)
        found = find_cases(cases, typed)
        shown = cases.as_rows_of_a_search()
        on_page = searching.in_order(cases, found, shown=shown, is_sorted=False)[:PAGE_LENGTH]
        searching.passages(on_page, found.wanted)

    def portal(self) -> Iterator[tuple[Client, str]]:
        """Requesters who came by their links, each to the private page of a case."""
        mails = OutgoingMail.objects.filter(carries_link=True, state=OutgoingMail.State.SENT)
        for case in self.drawn():
            mail = mails.filter(message__foi_request=case).first()
            if mail is not None:
                client = Client(SERVER_NAME=HOST)
                client.get(f"/r/{link_token(mail.rfc_message_id)}")
                yield client, reverse("portal", args=[case.reference])


def page_timing(visits: Iterator[tuple[Client, str]]) -> Timing | None:
    """Open a page again and again; None when a small office has no such page."""
    spent = []
    for client, address in islice(visits, VISITS + 1):
        spent.append(clocked(lambda client=client, address=address: _opened(client, address)))
    if not spent:
        return None
    client, address = next(visits)
    with CaptureQueriesContext(connection) as asked:
        _opened(client, address)
    return timing_of(spent[1:], len(asked))


def _opened(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"


def task_timing(name: str) -> Timing:
    """Run a task of the timetable when there is nothing new for it to do."""
    app.tasks[name].apply(throw=True)
    return timing_of([clocked(lambda: app.tasks[name].apply(throw=True)) for _ in range(RUNS_OF_A_TASK)])


def main() -> None:
    """Measure everything."""
    set_aside_what_is_loaded()  # as a web process does
    visitors = Visitors()
    timings = {
        name: page_timing((client, address) for address in addresses)
        for name, (client, addresses) in visitors.pages().items()
    }
    timings["the requester's page"] = page_timing(visitors.portal())
    timings |= {f"search alone: {what}": visitors.search_timing(words) for what, words in SEARCHES.items()}
    app.loader.import_default_modules()
    for words, entry in app.conf.beat_schedule.items():
        timings[f"timetable: {words[0].lower()}{words[1:]}"] = task_timing(entry["task"])
    print(json.dumps({name: asdict(timing) for name, timing in timings.items() if timing}))


if __name__ == "__main__":
    main()
