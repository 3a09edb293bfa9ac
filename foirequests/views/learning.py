"""How good the advice of triage was: on the screen, and as a file for a spreadsheet."""

import csv
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import staff_page
from accounts.models import Role
from foirequests.presenters.learning import HEADINGS, learning_rows
from foirequests.reports import advice_scores

MONTHS_SHOWN = 12


@staff_page(Role.OFFICER, Role.DEPUTY_DIRECTOR)
@require_safe
def advice_report(http_request: HttpRequest) -> HttpResponse:
    """The last twelve months, by month and kind."""
    return render(
        http_request,
        "foirequests/advice_report.html",
        {"section": "deputy", "headings": HEADINGS, "rows": learning_rows(_last_months())},
    )


@staff_page(Role.OFFICER, Role.DEPUTY_DIRECTOR)
@require_safe
def advice_report_file(http_request: HttpRequest) -> HttpResponse:
    """The same table as comma-separated values."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="advice.csv"'
    csv.writer(answer).writerows([HEADINGS, *learning_rows(_last_months())])
    return answer


def _last_months() -> dict:
    today = timezone.localdate()
    months = today.year * 12 + today.month - MONTHS_SHOWN
    return advice_scores(first=date(months // 12, months % 12 + 1, 1), last=today)
