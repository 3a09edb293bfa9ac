"""Fetching a letter of a case for the person who asks, or nothing."""

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from foirequests.views.fetch import case_or_404
from responses.models import FoiResponse, IssuedLetter


def response_or_404(http_request: HttpRequest, reference: str, response_id: int) -> FoiResponse:
    """The letter of a case that the signed-in person may open, at whatever stage it is; else a 404.

    The case comes with its questions, which the letter is put together from.
    """
    foi_request = case_or_404(http_request, reference)
    responses = FoiResponse.objects.select_related("started_by", "asked_clearer", "internal_review")
    responses = responses.prefetch_related("corrects", "internal_review__letter")
    foi_response = get_object_or_404(responses, foi_request=foi_request, pk=response_id)
    foi_response.foi_request = foi_request
    prefetch_related_objects([foi_request], "questions__codes")
    return foi_response


def letter_or_404(http_request: HttpRequest, reference: str, response_id: int) -> IssuedLetter:
    """The issued letter that a response became, for the signed-in person; else a 404."""
    foi_request = case_or_404(http_request, reference)
    letters = IssuedLetter.objects.select_related(
        "foi_response__corrects", "version", "issued_by", "pdf", "message__mail", "superseded_by"
    )
    letter = get_object_or_404(letters, foi_request=foi_request, foi_response__pk=response_id)
    letter.foi_request = letter.foi_response.foi_request = foi_request
    return letter
