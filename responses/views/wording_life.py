"""What becomes of a block: confirmed, retired, brought back; where it is used, and bringing drafts up to date."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import staff_page
from accounts.models import Role
from foirequests.forms.ticked import row_keys
from foirequests.models import FoiRequest
from foirequests.presenters.days import number_of
from responses.actions.wording_in_drafts import copies_with_older_words, current_wording, update_drafts
from responses.actions.wording_life import bring_back_block, confirm_wording, retire_block
from responses.domain.errors import Refused
from responses.forms.wording_life import BringBackForm, ConfirmWordingForm, RetireForm, chosen_drafts
from responses.models import FoiResponse, TextBlock
from responses.presenters import wording_use as presenter

PAGE_LENGTH = 50
FORM_METHODS = ["GET", "HEAD", "POST"]
A_YEAR = timedelta(days=365)


@staff_page(Role.DEPUTY_DIRECTOR)
@require_http_methods(FORM_METHODS)
def wording_confirm(http_request: HttpRequest, slug: str) -> HttpResponse:
    """Say that wording is still right, and by when to look again."""
    block = get_object_or_404(TextBlock, slug=slug)
    form = ConfirmWordingForm(_posted(http_request), initial={"review_by": timezone.localdate() + A_YEAR})
    return _act(http_request, block, form, confirm_wording, "Confirm that it is still right", "It is confirmed.")


@staff_page(Role.DEPUTY_DIRECTOR)
@require_http_methods(FORM_METHODS)
def wording_retire(http_request: HttpRequest, slug: str) -> HttpResponse:
    """Let no letter use a block any more."""
    block = get_object_or_404(TextBlock, slug=slug)
    form = RetireForm(_posted(http_request), block=block, today=timezone.localdate())
    use = presenter.use_of(block, reader=http_request.user)
    told = (
        "From today on no letter can be submitted, cleared or issued with it.",
        "Letters that were issued keep their words.",
        f"With it now: {use['drafts_words']}. Whoever works on them is told.",
    )
    return _act(http_request, block, form, retire_block, "Retire wording", "It is retired.", told=told, warns=True)


@staff_page(Role.DEPUTY_DIRECTOR)
@require_http_methods(FORM_METHODS)
def wording_bring_back(http_request: HttpRequest, slug: str) -> HttpResponse:
    """Let letters use a retired block again."""
    block = get_object_or_404(TextBlock, slug=slug)
    form = BringBackForm(_posted(http_request))
    told = ("Letters can use it again from today on, in the version that its dates give.",)
    return _act(http_request, block, form, bring_back_block, "Bring wording back", "It is in use again.", told=told)


def _posted(http_request: HttpRequest) -> QueryDict | None:
    return http_request.POST if http_request.method == "POST" else None


def _act(
    http_request: HttpRequest,
    block: TextBlock,
    form: Form,
    act: Callable[..., None],
    title: str,
    done: str,
    *,
    told: tuple[str, ...] = (),
    warns: bool = False,
) -> HttpResponse:
    if form.is_valid():
        try:
            act(block, **form.cleaned_data, by=http_request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(http_request, f"“{block.title}”: {done}")
            return redirect("wording_block", block.slug)
    context = {"section": "wording", "text_block": block, "form": form, "title": title, "told": told, "warns": warns}
    return render(http_request, "responses/wording/act.html", context)


@staff_page
@require_safe
def wording_use(http_request: HttpRequest, slug: str) -> HttpResponse:
    """Every open letter with a block, or every issued one, page by page."""
    block = get_object_or_404(TextBlock, slug=slug)
    shows_letters = http_request.GET.get("show") == "letters"
    found = presenter.letters_of(block) if shows_letters else presenter.copies_of(block, reader=http_request.user)
    page = Paginator(found, PAGE_LENGTH).get_page(http_request.GET.get("page"))
    rows = presenter.letter_rows(page) if shows_letters else presenter.draft_rows(page, block)
    return render(
        http_request,
        "responses/wording/use.html",
        {
            "section": "wording",
            "text_block": block,
            "use": presenter.use_of(block, reader=http_request.user),
            "shows_letters": shows_letters,
            "page": page,
            "columns": presenter.LETTER_COLUMNS if shows_letters else presenter.DRAFT_COLUMNS,
            "rows": rows,
        },
    )


@staff_page
@require_http_methods(FORM_METHODS)
def wording_drafts(http_request: HttpRequest, slug: str) -> HttpResponse:
    """The open letters that hold older words of a block, and putting the newer words into those that are ticked."""
    block = get_object_or_404(TextBlock.objects.select_related("replaced_by"), slug=slug)
    today = timezone.localdate()
    if http_request.method == "POST":
        _update(http_request, block)
        return redirect("wording_drafts", slug)
    current = current_wording(block, today)
    copies = copies_with_older_words(block, today).order_by("pk")
    visible = copies.visible_to(http_request.user)
    page = Paginator(visible, PAGE_LENGTH).get_page(http_request.GET.get("page"))
    return render(
        http_request,
        "responses/wording/drafts.html",
        {
            "section": "wording",
            "text_block": block,
            "current": current,
            "told": presenter.changed_words(current, block, today),
            "page": page,
            "found": number_of(page.paginator.count, "open letter holds", "open letters hold"),
            "rows": presenter.older_rows(page, block, current, reader=http_request.user),
        },
    )


def _update(http_request: HttpRequest, block: TextBlock) -> None:
    """Update what was ticked, and say what became of each."""
    chosen = chosen_drafts(http_request.POST)
    visible = FoiRequest.objects.visible_to(http_request.user)
    letters = FoiResponse.objects.filter(pk__in=chosen, foi_request__in=visible)
    letters = letters.select_related("foi_request__owner", "internal_review__reviewer").order_by("pk")
    if not letters:
        messages.warning(http_request, "Tick the letters that you want to bring up to date.")
        return
    seen = (row_keys([http_request.POST.get("seen", "")]) or [0])[0]
    picked = [(letter, *chosen[letter.pk]) for letter in letters]
    left = update_drafts(picked, block, seen=seen, by=http_request.user, at=timezone.now())
    if done := len(picked) - len(left):
        messages.success(http_request, f"{number_of(done, 'letter')} brought up to date. Those who own them are told.")
    for each in left:
        messages.warning(http_request, f"{each.foi_response.foi_request.reference} was left as it is. {each.why}")
