"""Addresses of pages that stand in the other rooms of the web layer."""

from django.urls import NoReverseMatch, reverse

from foirequests.models import FoiRequest
from responses.models import FoiResponse, IssuedLetter


def address(name: str, *args: object) -> str:
    """The address of a page, or an empty string where this installation has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def case_address(name: str, foi_request: FoiRequest) -> str:
    """The address of a page of a case."""
    return address(name, foi_request.reference)


def response_address(name: str, foi_request: FoiRequest, foi_response: FoiResponse) -> str:
    """The address of a page of a letter that is being drafted, cleared or issued."""
    return address(name, foi_request.reference, foi_response.pk)


def letter_address(name: str, letter: IssuedLetter) -> str:
    """The address of a page of an issued letter."""
    return address(name, letter.foi_request.reference, letter.foi_response_id)
