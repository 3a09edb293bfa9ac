"""How the drafting page answers after a button was pressed: redrawn, refused, or with both texts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from foirequests.domain import workflow
from responses.actions.arrange import current_revision
from responses.forms.drafting import Typing
from responses.models import FoiResponse
from responses.views.draft import read_only
from responses.views.workspace import conflicts, draw

CONFLICT = 409
"""HTTP: somebody else was first; the page shows both texts."""


def not_saved(http_request: HttpRequest, foi_response: FoiResponse, trouble: str, **more) -> HttpResponse:
    """While somebody types: why it could not be saved; what was typed stays where it is."""
    context = {"foi_request": foi_response.foi_request, "foi_response": foi_response, "trouble": trouble, **more}
    return render(http_request, "responses/draft/not_saved.html", context)


def drawn(http_request: HttpRequest, foi_response: FoiResponse, open_part: str) -> HttpResponse:
    """The page again: for htmx the part of it that changes, else by way of its address."""
    if http_request.htmx:
        context = draw(http_request, foi_response, open_part=open_part)
        return render(http_request, "responses/draft/workspace.html", context)
    return to_draft(http_request, foi_response, open_part)


def to_draft(http_request: HttpRequest, foi_response: FoiResponse, open_part: str) -> HttpResponse:
    """To the drafting page, with a part open."""
    address = reverse("draft", args=[foi_response.foi_request.reference, foi_response.pk])
    if open_part.isalnum():
        address = f"{address}?part={open_part}#part-{open_part}"
    return HttpResponseClientRedirect(address) if http_request.htmx else redirect(address)


def both_texts(http_request: HttpRequest, foi_response: FoiResponse, typing: Typing, trouble: str) -> HttpResponse:
    """Somebody else saved first: both texts, side by side, and what was typed still in its fields."""
    found = conflicts(foi_response, typing)
    if not found:
        trouble = trouble.replace(" Both texts are shown below.", " Look at it, then try again.")
        if typing.comment or typing.answers:
            return refused(http_request, foi_response, typing, trouble)
        messages.error(http_request, trouble)
        return to_draft(http_request, foi_response, typing.part)
    return _page(http_request, foi_response, typing, CONFLICT, trouble=trouble, conflicts=found, **over(foi_response))


def refused(http_request: HttpRequest, foi_response: FoiResponse, typing: Typing, trouble: str, **more) -> HttpResponse:
    """The act was refused; what was typed stands in the fields. What had been saved before stays saved."""
    revision = current_revision(foi_response)
    saved = revision != typing.revision
    left = Typing(revision, part=typing.part, comment=typing.comment, answers=typing.answers) if saved else typing
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


def too_late(http_request: HttpRequest, foi_response: FoiResponse, typing: Typing, trouble: str) -> HttpResponse:
    """The letter is no longer being drafted: what was typed is shown, so that nobody has to write it twice."""
    foi_response.refresh_from_db(fields=["stage"])
    typed = [typing.body, *(typing.values or {}).values(), typing.added, typing.comment]
    typed = list(filter(None, [*typed, *(typing.answers or {}).values()]))
    if not typed or foi_response.stage == workflow.ISSUED:
        messages.error(http_request, trouble)
        return to_draft(http_request, foi_response, "")
    context = read_only(http_request, foi_response) | {"trouble": trouble, "typed": typed}
    return render(http_request, "responses/draft/read.html", context, status=CONFLICT)


def over(foi_response: FoiResponse) -> dict[str, int]:
    """The revision that a person writes over when they choose their own text after seeing both."""
    return {"over": current_revision(foi_response)}
