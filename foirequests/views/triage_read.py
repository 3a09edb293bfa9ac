"""Triage for those who read it: what was advised and found, without anything to change."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from foirequests.models import Advice, FoiRequest
from foirequests.presenters.case import question_panels, questions_of
from foirequests.presenters.handover import parts_elsewhere
from foirequests.presenters.laws import kinds_accepted
from foirequests.presenters.triage import pieces_to_read
from responses.actions.suggested_outline import suggested_outline


def read_triage(http_request: HttpRequest, foi_request: FoiRequest) -> HttpResponse:
    """The page for clearers and the deputy director; they decide nothing here.

    Raises:
        PermissionDenied: something was sent.
    """
    if http_request.method == "POST":
        raise PermissionDenied
    pieces = list(Advice.objects.of_case(foi_request).select_related("code", "question", "decided_by"))
    questions = questions_of(foi_request)
    context = {
        "foi_request": foi_request,
        "section": "queue",
        "questions": question_panels(foi_request, questions, {}, kinds_accepted(foi_request)),
        "outline": suggested_outline(foi_request, questions, pieces, on=timezone.localdate()),
        "elsewhere": parts_elsewhere(foi_request),
        **pieces_to_read(foi_request, pieces),
    }
    return render(http_request, "foirequests/triage_read.html", context)
