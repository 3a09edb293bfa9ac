"""The links of a block and of a draft: what the last look found, and having them looked at in the background."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import staff_page
from codes.models.organisation import office_on
from responses.actions.draft import draft_letter
from responses.actions.link_states import links_of_versions
from responses.actions.links import ask_for_checks
from responses.models import TextBlock
from responses.presenters.links import links_beside_draft, links_panel
from responses.views.fetch import response_or_404


def links_of_block(block: TextBlock) -> tuple[str, ...]:
    """The addresses that the versions of a block lead to which letters use or may use."""
    today = timezone.localdate()
    versions = block.versions.not_declined().order_by("-number")
    kept = [version for version in versions if version.valid_until is None or version.valid_until >= today]
    return links_of_versions(kept, office_on(today))


@staff_page
@require_http_methods(["GET", "HEAD", "POST"])
def wording_links(http_request: HttpRequest, slug: str) -> HttpResponse:
    """What is known of a block's links; posted, have them looked at."""
    block = get_object_or_404(TextBlock, slug=slug)
    addresses = links_of_block(block)
    if http_request.method == "POST":
        if not ask_for_checks(addresses, at=timezone.now()):
            messages.info(http_request, "Nothing is checked now: the links were looked at a moment ago.")
        return redirect(reverse("wording_block", args=[slug]) + "#links")
    url = reverse("wording_links", args=[slug])
    context = {"panel": links_panel(addresses), "url": url, "check_url": url}
    return render(http_request, "responses/links/panel.html", context)


@staff_page
@require_safe
def draft_links(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """What is known of the links of a draft as it is saved now."""
    foi_response = response_or_404(http_request, reference, response_id)
    letter = draft_letter(foi_response, at=timezone.now())
    return render(http_request, "responses/links/panel.html", links_beside_draft(foi_response, letter))
