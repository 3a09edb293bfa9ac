"""How exemptions fared on review: a page and a file."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.doors import staff_page
from accounts.models import Role
from codes.models import Exemption
from responses.actions.overturns import how_exemptions_fared
from responses.domain.overturns import Fared
from responses.presenters.overturns import COLUMNS, HEADINGS, fared_lines, fared_rows

READERS = (Role.OFFICER, Role.CLEARER, Role.DEPUTY_DIRECTOR)


@staff_page(*READERS)
@require_safe
def exemptions_fared(http_request: HttpRequest) -> HttpResponse:
    """Each provision that a reply leaned on, with what reviews made of it."""
    rows = fared_rows(*_used())
    context = {"section": "queue", "columns": COLUMNS, "rows": rows}
    return render(http_request, "responses/decisions/exemptions_fared.html", context)


@staff_page(*READERS)
@require_safe
def exemptions_fared_file(http_request: HttpRequest) -> HttpResponse:
    """The same figures as comma-separated values."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="how-exemptions-fared.csv"'
    csv.writer(answer).writerows([HEADINGS, *fared_lines(*_used())])
    return answer


def _used() -> tuple[list[Exemption], dict[str, Fared]]:
    """The provisions that a reply leaned on or a review was about, and how they fared."""
    fared = {code: one for code, one in how_exemptions_fared().items() if one.replies or one.reviewed}
    return list(Exemption.objects.filter(code__in=fared).order_by("regime_id", "position", "code")), fared
