"""The requester's way to the private page: sending the link again, revoking, printing an address and a code."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.doors import staff_page
from accounts.models import Role
from codes.models.organisation import office_on
from foirequests.actions.portal import print_code, revoke_links, send_link_again
from foirequests.actions.stages import check_permitted
from foirequests.domain.errors import Refused
from foirequests.views.act_page import act_page, posted
from foirequests.views.correspondence import form_page
from foirequests.views.fetch import case_or_404


@staff_page(Role.OFFICER)
@form_page
def case_send_link(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Mail a new private link."""
    foi_request = case_or_404(http_request, reference)
    return act_page(
        http_request,
        foi_request,
        "link_sent_again",
        forms.Form(posted(http_request)),
        lambda _typed: send_link_again(foi_request, by=http_request.user, at=timezone.now()),
        title="Send the private link again",
        button="Send a new link",
        done="A new link is on its way. Earlier ones still work.",
        about=(
            f"A new link goes to {foi_request.requester.email or 'nobody: there is no e-mail address'}. Links sent"
            " earlier stay good until you revoke them.",
        ),
    )


@staff_page(Role.OFFICER)
@form_page
def case_revoke_links(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Revoke every link and code of the case."""
    foi_request = case_or_404(http_request, reference)
    return act_page(
        http_request,
        foi_request,
        "link_sent_again",
        forms.Form(posted(http_request)),
        lambda _typed: revoke_links(foi_request, by=http_request.user, at=timezone.now()),
        title="Revoke the private links",
        button="Revoke all links and codes",
        done="All links and codes of this case are revoked. Send a new one to the right person.",
        about=("Do this when a link went to the wrong person. Nobody opens the private page until a new link goes.",),
        warning=True,
    )


@staff_page(Role.OFFICER)
@form_page
def case_print_code(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Show once, for printing, a sheet with the requester's address and a fresh code; it is kept nowhere."""
    foi_request = case_or_404(http_request, reference)
    code = ""
    try:
        check_permitted(foi_request, "link_sent_again", by=http_request.user)
        if http_request.method == "POST":
            code = print_code(foi_request, by=http_request.user, at=timezone.now())
    except Refused as refused:
        messages.warning(http_request, str(refused))
        return redirect("case", reference)
    page = render(
        http_request,
        "foirequests/print_code.html",
        {
            "foi_request": foi_request,
            "code": code,
            "office": office_on(timezone.localdate()),
            "portal_address": f"{settings.BASE_URL}{reverse('portal_code')}",
            "today": timezone.localdate(),
            "section": "queue",
        },
    )
    page["Cache-Control"] = "no-store"
    return page
