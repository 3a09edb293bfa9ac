"""Beside triage: what is published, earlier cases like this one, and what complying would cost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import staff_page
from accounts.models import Role
from codes.actions.published import MAY_KEEP, published_matches_of
from codes.models import PublishedItem
from foirequests.domain import workflow
from foirequests.presenters.cost import advice_on_cost
from foirequests.views.fetch import case_or_404
from responses.actions.precedents import similar_cases
from responses.presenters.precedents import published_rows, similar_rows


@staff_page
@require_safe
def case_beside(http_request: HttpRequest, reference: str) -> HttpResponse:
    """A page of its own, of which triage fetches the inside once it is shown."""
    foi_request = case_or_404(http_request, reference)
    questions = list(foi_request.questions.all())
    matches = published_matches_of([question.text for question in questions])
    slugs = PublishedItem.objects.slugs_of(match.item.key for found in matches for match in found)
    may_keep = http_request.user.holds(*MAY_KEEP)
    published = [
        row
        for question, found in zip(questions, matches, strict=True)
        for row in published_rows(found, text=question.text, question=question, slugs=slugs, may_keep=may_keep)
    ]
    found = similar_cases(foi_request.text, exclude=foi_request.pk)
    context = {
        "foi_request": foi_request,
        "published": published,
        "similar": similar_rows(found, text=foi_request.text, foi_request=foi_request),
        "may_reuse": foi_request.stage == workflow.DRAFTING and http_request.user.holds(Role.OFFICER),
        "is_before_triage": foi_request.stage == workflow.TRIAGE and http_request.user.holds(Role.OFFICER),
        "cost": advice_on_cost(foi_request, today=timezone.localdate()),
        "section": "queue",
    }
    template = "foirequests/beside_inside.html" if http_request.htmx else "foirequests/beside.html"
    return render(http_request, template, context)
