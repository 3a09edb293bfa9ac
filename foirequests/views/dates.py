"""Dates and how they are worked out: for everybody by the calculator, for staff of one case."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import public_page, staff_page
from foirequests.actions.clock import clock_rules, read_part_clocks
from foirequests.forms.calculator import CalculatorForm
from foirequests.presenters.dates import case_dates as dates_of_case
from foirequests.presenters.dates import worked_out
from foirequests.views.fetch import case_or_404
from foirequests.views.visitors import shown
from responses.actions.internal_review import current_letter
from responses.actions.windows import window_of
from responses.presenters.regulator_dates import dates_outside


@public_page("everybody may work out by when a public authority has to answer; nothing is kept")
@require_safe
def deadline_calculator(http_request: HttpRequest) -> HttpResponse:
    """A day and a kind of request in, the last day and its working out."""
    asked = "kind" in http_request.GET
    form = CalculatorForm(http_request.GET if asked else None)
    workings = []
    if asked and form.is_valid():
        received_on: date = form.cleaned_data["received"]
        workings = worked_out(form.cleaned_data["kind"], received_on, clock_rules(received_on))
    return shown(http_request, "portal/calculator.html", {"form": form, "workings": workings})


@staff_page
@require_safe
def case_dates(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Every date of a case with its working, for reading and printing."""
    foi_request = case_or_404(http_request, reference)
    rules = clock_rules(foi_request.received_on)
    letter = current_letter(foi_request)
    return render(
        http_request,
        "foirequests/case_dates.html",
        {
            "foi_request": foi_request,
            "section": "queue",
            "printed_at": timezone.now(),
            "parts": dates_of_case(
                foi_request,
                read_part_clocks(foi_request, rules),
                rules=rules,
                window=window_of(letter) if letter else None,
                reviews=foi_request.internal_reviews.all(),
                complaints=dates_outside(foi_request),
            ),
        },
    )
