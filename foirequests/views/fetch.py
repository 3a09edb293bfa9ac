"""Fetching a case for the person who asks, or nothing."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from foirequests.models import FoiRequest


def case_or_404(http_request: HttpRequest, reference: str) -> FoiRequest:
    """The case with this reference that the signed-in person may open, with its people; else a 404."""
    cases = FoiRequest.objects.visible_to(http_request.user).with_people()
    return get_object_or_404(cases, reference=reference)
