"""What the buttons of the drafting page do. Each keeps what was typed first, then does its act."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from accounts.doors import staff_page
from accounts.kept_words import words_are_saved
from accounts.models import Role, StaffMember
from foirequests.forms.ticked import row_keys
from responses.actions import arrange, tables
from responses.actions import draft as acts
from responses.actions.letters import parts_of
from responses.actions.links import ask_for_checks
from responses.actions.up_to_date import bring_up_to_date
from responses.actions.wording_in_drafts import update_draft
from responses.domain import drafting
from responses.domain.errors import CommentsOpen, NotPermitted, Refused, Stale
from responses.domain.letter_rules import LetterNotReady
from responses.domain.links_of_wording import links_of_letter
from responses.forms.drafting import Typing, read_typing
from responses.models import FoiResponse, LetterTable, TextBlock, TextBlockVersion
from responses.presenters.clearance_route import who_can_take
from responses.views import draft_answers as answers
from responses.views.comments import check_comments, keep_comments
from responses.views.draft import may_draft
from responses.views.fetch import response_or_404
from responses.views.workspace import conflicts, draw_preview

Act = Callable[..., str | HttpResponse]
NOT_READY = "The letter cannot be submitted for clearance yet."


def _act(*, drops: str = "") -> Callable[[Act], Callable[..., HttpResponse]]:
    """Make a view of one act on a draft.

    The act gets (http_request, foi_response, revision, at, **kwargs of the address) and returns the key of the part to
    show, or an answer of its own. `drops` names the argument with the key of a part whose typed words the act makes
    void, so that they are not saved first.
    """

    def decorate(act: Act) -> Callable[..., HttpResponse]:
        @require_POST
        @staff_page
        @wraps(act)
        def entered(http_request: HttpRequest, reference: str, response_id: int, **kwargs) -> HttpResponse:
            foi_response = response_or_404(http_request, reference, response_id)
            if not may_draft(http_request, foi_response):
                raise PermissionDenied
            typing, at = read_typing(http_request.POST), timezone.now()
            try:
                check_comments(typing)
                copy = _keep(foi_response, typing, without=kwargs.get(drops, ""), by=http_request.user, at=at)
                rest = keep_comments(foi_response, typing, by=http_request.user, at=at)
                if rest is not typing:
                    words_are_saved(http_request)
                typing = rest
                answer = act(http_request, foi_response, copy.revision, at, **kwargs)
            except Stale as stale:
                return answers.both_texts(http_request, foi_response, typing, str(stale))
            except NotPermitted as refused:
                return answers.too_late(http_request, foi_response, typing, str(refused))
            except LetterNotReady as refused:
                return answers.refused(http_request, foi_response, typing, NOT_READY, refused_findings=refused.findings)
            except CommentsOpen as refused:
                return answers.refused(http_request, foi_response, typing, str(refused), ask_of_comments=True)
            except Refused as refused:
                return answers.refused(http_request, foi_response, typing, str(refused))
            return answer if isinstance(answer, HttpResponse) else answers.drawn(http_request, foi_response, answer)

        return entered

    return decorate


@require_POST
@staff_page
def draft_typed(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """Keep what is being typed, and answer with the preview alone; a new paragraph waits for its button."""
    foi_response = response_or_404(http_request, reference, response_id)
    if not may_draft(http_request, foi_response):
        raise PermissionDenied
    typing = read_typing(http_request.POST)
    by, at = http_request.user, timezone.now()
    try:
        copy = arrange.save_typing(
            foi_response,
            revision=typing.revision,
            part=typing.part,
            body=typing.body,
            values=typing.values,
            by=by,
            at=at,
        )
    except Stale as stale:
        both = {"conflicts": conflicts(foi_response, typing), "open_part": typing.part, **answers.over(foi_response)}
        return answers.not_saved(http_request, foi_response, str(stale), **both)
    except Refused as refused:
        return answers.not_saved(http_request, foi_response, f"Not saved yet. {refused}")
    copy.saved_by = by
    context = draw_preview(http_request, foi_response, copy, typing.part)
    return trigger_client_event(render(http_request, "responses/draft/saved.html", context), "draft-saved")


@_act()
def draft_save(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime) -> str:
    """Keep what was typed."""
    return http_request.POST.get("part", "")


@_act()
def draft_open_part(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime, key: str) -> str:
    """Show a part beside the letter."""
    return key


@_act()
def draft_find_wording(
    http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime
) -> HttpResponse:
    """Go to the library; what is chosen there goes behind the part that is open."""
    address = reverse("draft_library", args=[foi_response.foi_request.reference, foi_response.pk])
    after = http_request.POST.get("part", "")
    return redirect(f"{address}?after={after}" if after.isalnum() else address)


@_act()
def draft_to_decisions(
    http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime
) -> HttpResponse:
    """Keep what was typed and go to the decisions on the questions."""
    return redirect("decisions", foi_response.foi_request.reference, foi_response.pk)


@_act()
def draft_to_warning(
    http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime, key: str
) -> HttpResponse:
    """Keep what was typed and go to the note that passes a warning."""
    return redirect("draft_warning", foi_response.foi_request.reference, foi_response.pk, key)


@_act()
def draft_add_block(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime) -> str:
    """Add wording from the library."""
    chosen = row_keys([http_request.POST.get("version", "")])
    version = get_object_or_404(TextBlockVersion.objects.select_related("block"), pk__in=chosen)
    after = http_request.POST.get("after", "")
    before = {part["key"] for part in foi_response.working_copy.parts}
    copy = arrange.add_block(foi_response, version, after=after, revision=revision, by=http_request.user, at=at)
    return next(part["key"] for part in copy.parts if part["key"] not in before)


@_act()
def draft_move(
    http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime, key: str, direction: str
) -> str:
    """Move a part one place up or down."""
    steps = -1 if direction == "up" else 1
    acts.rearrange(
        foi_response,
        lambda parts: drafting.move(parts, key, steps),
        revision=revision,
        by=http_request.user,
        at=at,
    )
    return http_request.POST.get("part", "")


@_act()
def draft_arrange(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime) -> str:
    """Put the parts into the order to which they were dragged."""
    keys = http_request.POST.get("order", "").split()
    arrange.arrange_in_order(foi_response, keys, revision=revision, by=http_request.user, at=at)
    return http_request.POST.get("part", "")


@_act(drops="key")
def draft_remove(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime, key: str) -> str:
    """Take a part out; it is kept, to be put back."""
    acts.rearrange(
        foi_response, lambda parts: drafting.remove(parts, key), revision=revision, by=http_request.user, at=at
    )
    return ""


@_act()
def draft_put_back(
    http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime, place: int
) -> str:
    """Put a removed part back."""
    arrange.put_part_back(foi_response, place, revision=revision, by=http_request.user, at=at)
    return http_request.POST.get("part", "")


@_act(drops="key")
def draft_restore(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime, key: str) -> str:
    """Give a changed block its own words again."""
    arrange.restore_block(foi_response, key, revision=revision, by=http_request.user, at=at)
    return key


@_act(drops="key")
def draft_use_newer(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime, key: str) -> str:
    """Put the wording that letters use now into a part with older words."""
    part = next((part for part in parts_of(foi_response.working_copy) if part.key == key), None)
    block = get_object_or_404(TextBlock.objects.select_related("replaced_by"), slug=part.slug if part else "")
    seen = (row_keys([http_request.POST.get("seen", "")]) or [0])[0]
    update_draft(foi_response, block, seen=seen, revision=revision, over={key}, by=http_request.user, at=at)
    return key


@_act()
def draft_save_version(
    http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime
) -> HttpResponse:
    """Keep the draft as a version."""
    version = acts.save_version(foi_response, by=http_request.user, at=at)
    messages.success(http_request, f"Version {version.number} is kept.")
    return answers.to_draft(http_request, foi_response, http_request.POST.get("part", ""))


@_act()
def draft_hand_over(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime) -> HttpResponse:
    """Keep a version and give the case to another officer."""
    colleague = _person(http_request.POST.get("to", ""), Role.OFFICER)
    if colleague is None:
        raise Refused("Choose the officer to hand the draft over to.")
    acts.hand_over(foi_response, to=colleague, by=http_request.user, at=at)
    messages.success(http_request, f"The draft is handed over to {colleague.name}.")
    return answers.to_draft(http_request, foi_response, "")


@_act()
def draft_submit(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime) -> HttpResponse:
    """Submit the letter for clearance, to anybody or to one clearer; comments may be open that the page named."""
    clearer = _person(http_request.POST.get("clearer", ""), Role.CLEARER, Role.DEPUTY_DIRECTOR)
    seen_open = row_keys(http_request.POST.get("seen_open", "").split())
    acts.submit_draft(foi_response, by=http_request.user, at=at, clearer=clearer, seen_open=seen_open)
    whom = f"{clearer.name} is asked to clear it" if clearer else who_can_take(foi_response)
    messages.success(http_request, f"The letter is submitted for clearance. {whom}.")
    return redirect("case", foi_response.foi_request.reference)


@_act()
def draft_to_issue(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime) -> HttpResponse:
    """Keep what was typed and look at the letter as it leaves, where it needs no clearance."""
    return redirect("issue", foi_response.foi_request.reference, foi_response.pk)


@_act()
def draft_up_to_date(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime) -> str:
    """Give the letter the parts that follow from what is decided now."""
    bring_up_to_date(foi_response, revision=revision, by=http_request.user, at=at)
    return http_request.POST.get("part", "")


@_act()
def draft_table_remove(
    http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime, pk: int
) -> HttpResponse:
    """Take a table and its files out of the letter."""
    table = get_object_or_404(LetterTable.objects.of_letter(foi_response), pk=pk)
    tables.remove_table(table, by=http_request.user, at=at)
    messages.success(http_request, f"The table “{table.caption}” is removed, and the files made from it.")
    return answers.to_draft(http_request, foi_response, "")


@_act()
def draft_cost_table(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime) -> HttpResponse:
    """Bring the table of the estimate up to date; else add one, to the question that is refused for its cost."""
    table = tables.cost_table_in(foi_response)
    if table is None:
        tables.add_cost_table(foi_response, question=tables.costly_question(foi_response), by=http_request.user, at=at)
        messages.success(http_request, "The estimate of cost is in the letter as a table.")
    else:
        tables.renew_cost_table(table, by=http_request.user, at=at)
        messages.success(http_request, f"The table “{table.caption}” shows the estimate as it is now.")
    return answers.to_draft(http_request, foi_response, "")


@_act()
def draft_check_links(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime) -> str:
    """Have the links of the draft looked at in the background."""
    foi_response.working_copy.refresh_from_db()
    ask_for_checks(links_of_letter(acts.draft_letter(foi_response, at=at)), at=at)
    return http_request.POST.get("part", "")


@require_POST
@staff_page
def draft_take_back(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """Take a submitted or cleared letter back for changes; its clearance is void."""
    foi_response = response_or_404(http_request, reference, response_id)
    if not may_draft(http_request, foi_response):
        raise PermissionDenied
    try:
        acts.take_back(foi_response, by=http_request.user, at=timezone.now())
    except Refused as refused:
        messages.error(http_request, str(refused))
    return redirect("draft", reference, response_id)


def _keep(foi_response: FoiResponse, typing: Typing, *, without: str, by: StaffMember, at: datetime):
    return arrange.save_typing(
        foi_response,
        revision=typing.revision,
        part=typing.part,
        body=None if without and without == typing.part else typing.body,
        values=typing.values,
        added=typing.added,
        after=typing.part,
        by=by,
        at=at,
    )


def _person(posted: str, *roles: Role) -> StaffMember | None:
    return StaffMember.objects.holding(*roles).filter(pk__in=row_keys([posted])).first()
