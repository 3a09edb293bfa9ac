"""Addresses of pages about a case and its letters."""

from django.urls import reverse

from foirequests.models import FoiRequest
from responses.models import FoiResponse, IssuedLetter


def case_address(name: str, foi_request: FoiRequest) -> str:
    """The address of a page of a case."""
    return reverse(name, args=[foi_request.reference])


def response_address(name: str, foi_request: FoiRequest, foi_response: FoiResponse) -> str:
    """The address of a page of a letter that is being drafted, cleared or issued."""
    return reverse(name, args=[foi_request.reference, foi_response.pk])


def letter_address(name: str, letter: IssuedLetter) -> str:
    """The address of a page of an issued letter."""
    return reverse(name, args=[letter.foi_request.reference, letter.foi_response_id])
