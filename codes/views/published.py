"""The published-information register: read by all staff, kept by officers and the deputy director."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.doors import staff_page
from codes import presenters
from codes.actions.published import FIELDS, MAY_KEEP, add_item, change_item, import_facts, mark_checked
from codes.domain.errors import Refused
from codes.domain.kpi_table import KpiPage, read_kpi_page
from codes.domain.publishing import check_year
from codes.forms import KpiPageForm, PublishedItemForm, PublishedSearchForm
from codes.models import PublishedItem

ITEMS_A_PAGE = 50
COLUMNS = [{"label": "Title"}, {"label": "Publication scheme"}, {"label": "Period"}, {"label": "State"}]


@staff_page
def published(http_request: HttpRequest) -> HttpResponse:
    """The register: search and browse."""
    today = timezone.localdate()
    form = PublishedSearchForm(http_request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = PublishedItem.objects.matching(wanted.get("q", ""))
    if wanted.get("scheme_class"):
        found = found.filter(scheme_class=wanted["scheme_class"])
    if wanted.get("state"):
        found = found.incomplete() if wanted["state"] == "incomplete" else found.to_check(today)
    page = Paginator(found, ITEMS_A_PAGE).get_page(http_request.GET.get("page"))
    return render(
        http_request,
        "codes/published.html",
        {
            "section": "published",
            "form": form,
            "page": page,
            "columns": COLUMNS,
            "rows": [presenters.published_row(item, today) for item in page],
            "incomplete": PublishedItem.objects.incomplete().count(),
            "may_keep": http_request.user.holds(*MAY_KEEP),
        },
    )


@staff_page
def published_item(http_request: HttpRequest, slug: str) -> HttpResponse:
    """One item: where it is, the facts that it states, and what was done to it."""
    item = get_object_or_404(PublishedItem.objects.with_facts(), slug=slug)
    return render(
        http_request,
        "codes/published_item.html",
        {
            "section": "published",
            "item": item,
            "facts": presenters.published_facts(item, timezone.localdate()),
            **_tables(item.kpi_facts.all(), item.strategic_risks.all()),
            "history": presenters.published_history(item),
            "may_keep": http_request.user.holds(*MAY_KEEP),
        },
    )


@staff_page(*MAY_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def published_add(http_request: HttpRequest) -> HttpResponse:
    """Add an item."""
    form = PublishedItemForm(http_request.POST if http_request.method == "POST" else None)
    if form.is_valid():
        try:
            item = add_item(fields=form.cleaned_data, by=http_request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(http_request, "Added to the register.")
            return redirect("published_item", item.slug)
    return render(
        http_request,
        "codes/published_form.html",
        {"section": "published", "form": form, "title": "Add to the register", "button": "Add"},
    )


@staff_page(*MAY_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def published_change(http_request: HttpRequest, slug: str) -> HttpResponse:
    """Change what the register says of an item."""
    item = get_object_or_404(PublishedItem, slug=slug)
    form = PublishedItemForm(
        http_request.POST if http_request.method == "POST" else None,
        initial={name: getattr(item, name) for name in FIELDS},
    )
    if form.is_valid():
        try:
            change_item(item, fields=form.cleaned_data, by=http_request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(http_request, "Saved.")
            return redirect("published_item", slug)
    return render(
        http_request,
        "codes/published_form.html",
        {"section": "published", "form": form, "item": item, "title": "Change the item", "button": "Save"},
    )


@staff_page(*MAY_KEEP)
@require_POST
def published_checked(http_request: HttpRequest, slug: str) -> HttpResponse:
    """Say that the address was opened today."""
    item = get_object_or_404(PublishedItem, slug=slug)
    try:
        mark_checked(item, by=http_request.user, at=timezone.now())
        messages.success(http_request, "Checked today.")
    except Refused as refused:
        messages.error(http_request, str(refused))
    return redirect("published_item", slug)


@staff_page(*MAY_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def published_facts_read(http_request: HttpRequest, slug: str) -> HttpResponse:
    """Read indicators and risks from a pasted page: first shown, then taken over."""
    item = get_object_or_404(PublishedItem, slug=slug)
    form = KpiPageForm(http_request.POST if http_request.method == "POST" else None, initial={"year": item.period})
    seen: dict[str, object] = {}
    if form.is_valid():
        text, year = form.cleaned_data["text"], form.cleaned_data["year"]
        try:
            if "take_over" in http_request.POST:
                page = import_facts(item, text=text, year=year, by=http_request.user, at=timezone.now())
                messages.success(http_request, f"The register now has {_counted(page)}.")
                return redirect("published_item", slug)
            page, year = read_kpi_page(text), check_year(year)
            seen = {**_tables(page.kpis, page.risks), "counted": _counted(page), "year": year, "is_seen": True}
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(
        http_request,
        "codes/published_facts.html",
        {"section": "published", "item": item, "form": form, **seen},
    )


def _tables(kpis, risks) -> dict[str, object]:
    return {
        "kpi_columns": presenters.KPI_COLUMNS,
        "kpis": [presenters.kpi_row(fact) for fact in kpis],
        "risk_columns": presenters.RISK_COLUMNS,
        "risks": [presenters.risk_row(risk) for risk in risks],
    }


def _counted(page: KpiPage) -> str:
    """`12 indicators (14 with their parts) and 3 strategic risks`."""
    numbers = len({row.number for row in page.kpis})
    parts = f" ({len(page.kpis)} with their parts)" if len(page.kpis) != numbers else ""
    return (
        f"{numbers} indicator{'' if numbers == 1 else 's'}{parts} and "
        f"{len(page.risks)} strategic risk{'' if len(page.risks) == 1 else 's'}"
    )
