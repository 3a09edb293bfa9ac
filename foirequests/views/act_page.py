"""The page of one act on a case: its form, what doing it means, and one button."""

from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from foirequests.actions.stages import check_permitted
from foirequests.domain.errors import NotPermitted, Refused
from foirequests.models import FoiRequest


def posted(http_request: HttpRequest):
    """What was sent, or None while the page is only looked at: the first argument of a form."""
    return http_request.POST if http_request.method == "POST" else None


def act_page(
    http_request: HttpRequest,
    foi_request: FoiRequest,
    act: str,
    form: forms.Form,
    do: Callable[[Mapping[str, object]], object],
    *,
    title: str,
    button: str,
    done: str,
    about: tuple[str, ...] = (),
    warning: bool = False,
    lacking: tuple[str, ...] = (),
) -> HttpResponse:
    """Show the form; sent and valid, do the act and go back to the case with `done`, or where the act leads.

    An act that is not open at this stage goes back to the case and says why; a refusal keeps what was typed. `lacking`
    names wording that has to be approved before the letter of this act can be written.
    """
    try:
        check_permitted(foi_request, act, by=http_request.user)
    except NotPermitted as refused:
        messages.warning(http_request, str(refused))
        return redirect("case", foi_request.reference)

    def go() -> HttpResponse:
        answer = do(form.cleaned_data)
        if isinstance(answer, HttpResponse):
            return answer
        messages.success(http_request, done)
        return redirect("case", foi_request.reference)

    return form_page(
        http_request,
        foi_request,
        form,
        go,
        back=(reverse("case", args=[foi_request.reference]), foi_request.reference),
        title=title,
        button=button,
        about=about,
        warning=warning,
        lacking=lacking,
    )


def form_page(
    http_request: HttpRequest,
    foi_request: FoiRequest,
    form: forms.Form,
    go: Callable[[], HttpResponse],
    *,
    back: tuple[str, str],
    title: str,
    button: str,
    about: tuple[str, ...] = (),
    warning: bool = False,
    lacking: tuple[str, ...] = (),
) -> HttpResponse:
    """Show the form; sent and valid, do the act and `go` where it leads. A refusal keeps what was typed.

    `back` is the address of the page that it came from, and its name.
    """
    if form.is_valid():
        try:
            return go()
        except Refused as refused:
            form.add_error(None, str(refused))
    back_url, back_text = back
    return render(
        http_request,
        "foirequests/act.html",
        {
            "foi_request": foi_request,
            "form": form,
            "back": back_url,
            "back_text": back_text,
            "title": title,
            "button": button,
            "about": about,
            "warning": warning,
            "lacking": lacking,
            "section": "queue",
        },
    )
