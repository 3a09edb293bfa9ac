"""The wording library: finding, reading and proposing wording."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import staff_page
from accounts.models import Role
from foirequests.presenters.days import number_of
from foirequests.presenters.search import BestFirst
from responses.actions.wording import (
    check_wording,
    new_slug,
    propose_wording,
    version_before,
    wording_on_screen,
)
from responses.actions.wording_approval import waiting_for_a_second, waiting_numbers
from responses.actions.wording_in_drafts import copies_with_older_words
from responses.actions.wording_search import find_blocks
from responses.domain.errors import Refused
from responses.forms.wording import NewBlockForm, NewVersionForm, WordingFilters
from responses.models import TextBlock, TextBlockVersion
from responses.presenters import wording as presenter
from responses.presenters import wording_history, wording_use
from responses.presenters.links import links_panel
from responses.views.links import links_of_block

PAGE_LENGTH = 50
FORM_METHODS = ["GET", "HEAD", "POST"]
DAYS = ("valid_from", "valid_until", "review_by")
A_YEAR = timedelta(days=365)
PROPOSERS = (Role.OFFICER, Role.DEPUTY_DIRECTOR)


@staff_page
@require_safe
def wording(http_request: HttpRequest) -> HttpResponse:
    """The library: search, filters, and how much waits for approval."""
    today = timezone.localdate()
    filters = WordingFilters(http_request.GET)
    chosen = filters.chosen
    blocks = TextBlock.objects.with_states(today)
    if "kind" in chosen:
        blocks = blocks.filter(kind=chosen["kind"])
    if "state" in chosen:
        blocks = blocks.in_state(chosen["state"])
    if "q" in chosen:
        blocks = BestFirst(blocks, find_blocks(blocks, chosen["q"]))
    page = Paginator(blocks, PAGE_LENGTH).get_page(http_request.GET.get("page"))
    return render(
        http_request,
        "responses/wording/library.html",
        {
            "section": "wording",
            "filters": filters,
            "is_filtered": bool(chosen),
            "page": page,
            "found": number_of(page.paginator.count, "block"),
            "rows": presenter.library_rows(page.object_list, today),
            **waiting_numbers(day=today),
            "may_propose": http_request.user.holds(*PROPOSERS),
            "may_approve": http_request.user.holds(Role.DEPUTY_DIRECTOR),
            "to_second": len(waiting_for_a_second(http_request.user, day=today)),
        },
    )


@staff_page
@require_safe
def wording_block(http_request: HttpRequest, slug: str) -> HttpResponse:
    """One block: every version with its source and reason, its gaps, its history, its links and where it is used."""
    today = timezone.localdate()
    block = get_object_or_404(TextBlock.objects.with_states(today).select_related("replaced_by"), slug=slug)
    versions = list(block.versions.select_related("block", "proposed_by", "approved_by", "declined_by"))
    return render(
        http_request,
        "responses/wording/block.html",
        {
            "section": "wording",
            "text_block": block,
            "tags": presenter.block_tags(block),
            "cards": presenter.version_cards(versions, today),
            "about": presenter.about_rows(block),
            "use": wording_use.use_of(block, reader=http_request.user),
            "older": copies_with_older_words(block, today).count(),
            "history": wording_history.history_rows(block, versions),
            "columns": wording_history.COLUMNS,
            "compared": wording_history.comparison(
                versions, http_request.GET.get("old", ""), http_request.GET.get("new", "")
            ),
            "panel": links_panel(links_of_block(block)),
            "links_url": reverse("wording_links", args=[slug]),
            "how_versions_follow": presenter.HOW_VERSIONS_FOLLOW,
            "may_propose": http_request.user.holds(*PROPOSERS),
            "may_approve": http_request.user.holds(Role.DEPUTY_DIRECTOR),
        },
    )


@staff_page(*PROPOSERS)
@require_http_methods(FORM_METHODS)
def wording_propose(http_request: HttpRequest, slug: str = "") -> HttpResponse:
    """Propose a new block, or new words for one; “Check the wording” shows them first."""
    today = timezone.localdate()
    block = get_object_or_404(TextBlock, slug=slug) if slug else None
    form_class = NewVersionForm if block else NewBlockForm
    if http_request.method != "POST":
        form = form_class(initial=_words_to_begin_with(block, today))
        return _propose_page(http_request, form, block)
    last = _last_words(block, _days(form_class(http_request.POST))["valid_from"] or today)
    form = form_class(http_request.POST, last=last)
    if "check" in http_request.POST:
        plain = form_class(initial={**_typed(form), **_days(form)}, last=last)
        return _propose_page(http_request, plain, block, checked=_checked(http_request.POST.get("body", "")))
    if form.is_valid():
        try:
            version = _propose(form, block, by=http_request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            whose = presenter.approver_of(http_request.user)
            messages.success(
                http_request, f"Version {version.number} of “{version.title}” waits for {whose}’s approval."
            )
            return redirect("wording_block", version.block.slug)
    return _propose_page(http_request, form, block)


@staff_page(*PROPOSERS)
@require_POST
def wording_check(http_request: HttpRequest) -> HttpResponse:
    """What is typed, as a letter would show it, with its gaps and what is wrong; nothing is kept."""
    return render(http_request, "responses/wording/check.html", _checked(http_request.POST.get("body", "")))


def _propose(form: NewVersionForm, block: TextBlock | None, *, by: object) -> TextBlockVersion:
    data = form.cleaned_data
    place = {"slug": block.slug, "kind": block.kind} if block else {"slug": new_slug(data["title"])}
    return propose_wording(**{**data, **place}, by=by, at=timezone.now())


def _propose_page(
    http_request: HttpRequest,
    form: NewVersionForm,
    block: TextBlock | None,
    *,
    checked: dict[str, object] | None = None,
) -> HttpResponse:
    return render(
        http_request,
        "responses/wording/propose.html",
        {
            "section": "wording",
            "form": form,
            "text_block": block,
            "known_gaps": presenter.known_gaps(),
            "approver": presenter.approver_of(http_request.user),
            "checked": checked,
        },
    )


def _last_words(block: TextBlock | None, valid_from: date) -> str:
    """The words that new ones from this day on follow."""
    version = version_before(block, valid_from, at=timezone.now()) if block else None
    return version.body if version else ""


def _words_to_begin_with(block: TextBlock | None, today: date) -> dict[str, object]:
    """A new version begins with the words in force, else with the newest."""
    if block is None:
        return {"valid_from": today, "review_by": today + A_YEAR}
    versions = TextBlockVersion.objects
    version = versions.usable_on(today).filter(block=block).first() or block.versions.order_by("-number").first()
    return {
        "valid_from": today,
        "title": block.title,
        "body": version.body if version else "",
        "continues": version.continues_paragraph if version else False,
        "legal_basis": block.legal_basis,
        "guidance": block.guidance,
        "owner": block.owner,
        "review_by": today + A_YEAR,
    }


def _checked(body: str) -> dict[str, object]:
    """What the check shows: the words as printed and their gaps, or what is wrong with them."""
    if not body.strip():
        return {}
    try:
        body = check_wording(body)
    except Refused as refused:
        return {"problem": str(refused)}
    return {"html": wording_on_screen(body, top_heading=3), "gaps": presenter.gap_rows(body)}


def _typed(form: NewVersionForm) -> dict[str, object]:
    """What was typed, to be shown again without any complaint."""
    return {name: form[name].data for name in form.fields if name not in DAYS}


def _days(form: NewVersionForm) -> dict[str, object]:
    form.is_valid()
    return {name: form.cleaned_data.get(name) for name in DAYS}
