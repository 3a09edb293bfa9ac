"""A request for internal review that stands within a new request: opening it for the earlier case that it names."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import StaffMember
from foirequests.actions.advice import accept_advice
from foirequests.domain import advice
from foirequests.domain.reading import kinds
from foirequests.domain.references import named_in, references_in
from foirequests.models import Advice, FoiRequest, Question
from responses.actions.internal_review import ask_for_internal_review, letter_standing_on
from responses.domain.errors import Refused
from responses.models import InternalReview

MOST_NAMED = 20
"""Words of a text that may be references and are looked up."""


@transaction.atomic
def open_review_inside(question: Question, *, by: StaffMember, at: datetime) -> InternalReview:
    """Open the internal review that a question asks for, of the earlier case that it names, on the day it came.

    The words of the question are the grounds. Advice that it is such a request counts as accepted.

    Raises:
        Refused: it names no earlier case, or several, or somebody else's; or that case has nothing to review.
        NotPermitted: `by` is no information governance officer.
    """
    foi_request = question.foi_request
    earlier = _earlier_case(question)
    letter = letter_standing_on(earlier, foi_request.received_on)
    if letter is None:
        raise Refused(f"{earlier.reference} has no reply yet that could be reviewed.")
    review = ask_for_internal_review(
        letter,
        grounds=question.text,
        asked_on=foi_request.received_on,
        channel=foi_request.channel,
        by=by,
        at=at,
    )
    advised = Advice.objects.waiting().filter(question=question, kind=advice.REGIME, value=kinds.INTERNAL_REVIEW)
    for piece in advised.select_related("foi_request", "question"):
        accept_advice(piece, by=by, at=at)
    return review


def _earlier_case(question: Question) -> FoiRequest:
    """The one earlier case of the same person that the question, or else the whole request, names."""
    foi_request = question.foi_request
    named = _named(foi_request, question.text) or _named(foi_request, foi_request.text)
    if not named:
        raise Refused(
            "It names no earlier case of ours by its reference. Find the case that it is about, and record the request"
            " for an internal review there."
        )
    if len(named) > 1:
        listed = ", ".join(case.reference for case in named)
        raise Refused(f"It names several cases: {listed}. Open the one that it disputes, and record the request there.")
    [earlier] = named
    if not FoiRequest.objects.same_person_as(foi_request).filter(pk=earlier.pk).exists():
        raise Refused(
            f"{earlier.reference} was asked by somebody else, or under another address. Check that they may ask for a"
            " review of it, and record the request there."
        )
    return earlier


def _named(foi_request: FoiRequest, text: str) -> list[FoiRequest]:
    may_be = Q(pk__in=[])
    for letters, digits in references_in(text)[:MOST_NAMED]:
        may_be |= Q(reference__istartswith=letters, reference__endswith=digits)
    cases = list(FoiRequest.objects.filter(may_be).exclude(pk=foi_request.pk).order_by("pk"))
    named = set(named_in(text, [case.reference for case in cases]))
    return [case for case in cases if case.reference in named]
