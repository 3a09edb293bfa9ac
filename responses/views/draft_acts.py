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
from django_htmx.http import HttpResponseClientRedirect

from accounts.doors import staff_page
from accounts.models import Role, StaffMember
from foirequests.domain import workflow
from foirequests.presenters.addresses import case_address
from responses.actions import draft as acts
from responses.domain import drafting
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.domain.letter_rules import LetterNotReady
from responses.forms.drafting import Typing, read_typing
from responses.models import FoiResponse, TextBlockVersion
from responses.views.draft import may_draft, read_only
from responses.views.fetch import response_or_404
from responses.views.workspace import conflicts, draw, draw_preview

Act = Callable[..., str | HttpResponse]
NOT_READY = "The letter cannot be submitted for clearance yet."
CONFLICT = 409
"""HTTP: somebody else was first; the page shows both texts."""


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
                copy = _keep(foi_response, typing, without=kwargs.get(drops, ""), by=http_request.user, at=at)
                answer = act(http_request, foi_response, copy.revision, at, **kwargs)
            except Stale as stale:
                return _both_texts(http_request, foi_response, typing, str(stale))
            except NotPermitted as refused:
                return _too_late(http_request, foi_response, typing, str(refused))
            except LetterNotReady as refused:
                return _refused(http_request, foi_response, typing, NOT_READY, refused_findings=refused.findings)
            except Refused as refused:
                return _refused(http_request, foi_response, typing, str(refused))
            return answer if isinstance(answer, HttpResponse) else _drawn(http_request, foi_response, answer)

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
        copy = acts.save_typing(
            foi_response,
            revision=typing.revision,
            part=typing.part,
            body=typing.body,
            values=typing.values,
            by=by,
            at=at,
        )
    except Stale as stale:
        both = {"conflicts": conflicts(foi_response, typing), "open_part": typing.part, **_over(foi_response)}
        return _not_saved(http_request, foi_response, str(stale), **both)
    except Refused as refused:
        return _not_saved(http_request, foi_response, f"Not saved yet. {refused}")
    copy.saved_by = by
    return render(
        http_request, "responses/draft/saved.html", draw_preview(http_request, foi_response, copy, typing.part)
    )


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
def draft_add_block(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime) -> str:
    """Add wording from the library."""
    version_id = http_request.POST.get("version", "")
    version = get_object_or_404(
        TextBlockVersion.objects.select_related("block"), pk=int(version_id) if version_id.isdecimal() else 0
    )
    after = http_request.POST.get("after", "")
    before = {part["key"] for part in foi_response.working_copy.parts}
    copy = acts.add_block(foi_response, version, after=after, revision=revision, by=http_request.user, at=at)
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
    acts.put_part_back(foi_response, place, revision=revision, by=http_request.user, at=at)
    return http_request.POST.get("part", "")


@_act(drops="key")
def draft_restore(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime, key: str) -> str:
    """Give a changed block its own words again."""
    acts.restore_block(foi_response, key, revision=revision, by=http_request.user, at=at)
    return key


@_act()
def draft_save_version(
    http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime
) -> HttpResponse:
    """Keep the draft as a version."""
    version = acts.save_version(foi_response, by=http_request.user, at=at)
    messages.success(http_request, f"Version {version.number} is kept.")
    return _to_draft(http_request, foi_response, http_request.POST.get("part", ""))


@_act()
def draft_hand_over(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime) -> HttpResponse:
    """Keep a version and give the case to another officer."""
    colleague = _person(http_request.POST.get("to", ""), Role.OFFICER)
    if colleague is None:
        raise Refused("Choose the officer to hand the draft over to.")
    acts.hand_over(foi_response, to=colleague, by=http_request.user, at=at)
    messages.success(http_request, f"The draft is handed over to {colleague.name}.")
    return _to_draft(http_request, foi_response, "")


@_act()
def draft_submit(http_request: HttpRequest, foi_response: FoiResponse, revision: int, at: datetime) -> HttpResponse:
    """Submit the letter for clearance, to anybody or to one clearer."""
    clearer = _person(http_request.POST.get("clearer", ""), Role.CLEARER, Role.DEPUTY_DIRECTOR)
    acts.submit_draft(foi_response, by=http_request.user, at=at, clearer=clearer)
    whom = f"{clearer.name} is asked to clear it" if clearer else "Any clearer can take it"
    messages.success(http_request, f"The letter is submitted for clearance. {whom}.")
    reference = foi_response.foi_request.reference
    return redirect(
        case_address("case", foi_response.foi_request) or reverse("draft", args=[reference, foi_response.pk])
    )


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


def _not_saved(http_request: HttpRequest, foi_response: FoiResponse, trouble: str, **more) -> HttpResponse:
    """While somebody types: why it could not be saved; what was typed stays where it is."""
    context = {"foi_request": foi_response.foi_request, "foi_response": foi_response, "trouble": trouble, **more}
    return render(http_request, "responses/draft/not_saved.html", context)


def _keep(foi_response: FoiResponse, typing: Typing, *, without: str, by: StaffMember, at: datetime):
    return acts.save_typing(
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


def _drawn(http_request: HttpRequest, foi_response: FoiResponse, open_part: str) -> HttpResponse:
    """The page again: for htmx the part of it that changes, else by way of its address."""
    if http_request.htmx:
        context = draw(http_request, foi_response, open_part=open_part)
        return render(http_request, "responses/draft/workspace.html", context)
    return _to_draft(http_request, foi_response, open_part)


def _to_draft(http_request: HttpRequest, foi_response: FoiResponse, open_part: str) -> HttpResponse:
    address = reverse("draft", args=[foi_response.foi_request.reference, foi_response.pk])
    if open_part.isalnum():
        address = f"{address}?part={open_part}#part-{open_part}"
    return HttpResponseClientRedirect(address) if http_request.htmx else redirect(address)


def _both_texts(http_request: HttpRequest, foi_response: FoiResponse, typing: Typing, trouble: str) -> HttpResponse:
    """Somebody else saved first: both texts, side by side, and what was typed still in its fields."""
    found = conflicts(foi_response, typing)
    if not found:
        messages.error(http_request, trouble.replace(" Both texts are shown below.", " Look at it, then try again."))
        return _to_draft(http_request, foi_response, typing.part)
    return _page(http_request, foi_response, typing, CONFLICT, trouble=trouble, conflicts=found, **_over(foi_response))


def _refused(
    http_request: HttpRequest, foi_response: FoiResponse, typing: Typing, trouble: str, **more
) -> HttpResponse:
    """The act was refused; what was typed stands in the fields. What had been saved before stays saved."""
    saved = acts.current_revision(foi_response) != typing.revision
    left = None if saved else typing
    return _page(http_request, foi_response, left, 200, part=typing.part, trouble=trouble, **more)


def _page(
    http_request: HttpRequest,
    foi_response: FoiResponse,
    typing: Typing | None,
    status: int,
    *,
    part: str = "",
    **more,
) -> HttpResponse:
    context = draw(http_request, foi_response, open_part=typing.part if typing else part, typing=typing) | more
    if http_request.htmx:
        return render(http_request, "responses/draft/workspace.html", context)
    return render(http_request, "responses/draft/draft.html", context, status=status)


def _too_late(http_request: HttpRequest, foi_response: FoiResponse, typing: Typing, trouble: str) -> HttpResponse:
    """The letter is no longer being drafted: what was typed is shown, so that nobody has to write it twice."""
    foi_response.refresh_from_db(fields=["stage"])
    typed = [words for words in (typing.body, *(typing.values or {}).values(), typing.added) if words]
    if not typed or foi_response.stage == workflow.ISSUED:
        messages.error(http_request, trouble)
        return _to_draft(http_request, foi_response, "")
    context = read_only(http_request, foi_response) | {"trouble": trouble, "typed": typed}
    return render(http_request, "responses/draft/read.html", context, status=CONFLICT)


def _over(foi_response: FoiResponse) -> dict[str, int]:
    """The revision that a person writes over when they choose their own text after seeing both."""
    return {"over": acts.current_revision(foi_response)}


def _person(posted: str, *roles: Role) -> StaffMember | None:
    return StaffMember.objects.holding(*roles).filter(pk=int(posted)).first() if posted.isdecimal() else None
