"""Going to the pages of a letter as a member of staff."""

from django.test import Client
from django.urls import reverse

from accounts.models import StaffMember
from responses.models import FoiResponse


def as_member(person: StaffMember) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(person)
    return client


def address(name: str, foi_response: FoiResponse, *more: object) -> str:
    """The address of one of a letter's pages."""
    return reverse(name, args=[foi_response.foi_request.reference, foi_response.pk, *more])
