"""Going to the pages of a letter as a member of staff."""

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import StaffMember
from responses.actions.draft import draft_letter
from responses.models import FoiResponse
from tests.dates import moment

NOW = moment("Fri 6 January 2023 10:32")
"""On the day after the request of January came."""

HTMX = {"HX-Request": "true"}
"""What the browser sends when htmx asks and not the person's own press on a button."""


def as_member(person: StaffMember) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(person)
    return client


def address(name: str, foi_response: FoiResponse, *more: object) -> str:
    """The address of one of a letter's pages."""
    return reverse(name, args=[foi_response.foi_request.reference, foi_response.pk, *more])


def parts(foi_response: FoiResponse) -> list[dict]:
    """The parts of the draft as they are saved now."""
    foi_response.working_copy.refresh_from_db()
    return foi_response.working_copy.parts


def keys(foi_response: FoiResponse) -> list[str]:
    """The keys of the parts, in order."""
    return [part["key"] for part in parts(foi_response)]


def body_of(foi_response: FoiResponse, key: str) -> str:
    """The words of one part as they are saved now."""
    return next(part["body"] for part in parts(foi_response) if part["key"] == key)


def press(
    person: StaffMember, name: str, foi_response: FoiResponse, *more: object, htmx: bool = False, **typed: object
) -> HttpResponse:
    """Press a button of the drafting page as it stands now, with what was typed."""
    foi_response.working_copy.refresh_from_db()
    posted = {"revision": foi_response.working_copy.revision, **typed}
    headers = HTMX if htmx else {}
    return as_member(person).post(address(name, foi_response, *more), posted, headers=headers)


def every_gap(foi_response: FoiResponse) -> dict[str, str]:
    """Something typed into every gap that is still open today."""
    foi_response.working_copy.refresh_from_db()
    return {f"gap_{gap.name}": "something" for gap in draft_letter(foi_response, at=timezone.now()).missing}


def text_of(page: HttpResponse) -> str:
    """The page's source."""
    return page.content.decode()


def queries_of(person: StaffMember, url: str) -> int:
    """How many queries a page needs."""
    client = as_member(person)
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)
