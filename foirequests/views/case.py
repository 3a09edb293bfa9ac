"""The page of a case, and the case on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.doors import staff_page
from accounts.models import Role
from codes.models.organisation import office_on
from foirequests.models import Message
from foirequests.presenters.case import case_page
from foirequests.presenters.delivery import posting_state
from foirequests.views.fetch import case_or_404


@staff_page
@require_safe
def case(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Everything about a case.

    While something is rendered or sent the page asks again what it is (`shown`: what it says already); when all is
    done it is told to load itself anew.
    """
    foi_request = case_or_404(http_request, reference)
    page = case_page(foi_request, member=http_request.user, now=timezone.now())
    if http_request.htmx and not page["moving"]:
        return HttpResponseClientRefresh()
    if http_request.htmx and page["moving"] == http_request.GET.get("shown"):
        return HttpResponse(status=204)
    return render(http_request, "foirequests/case.html", page)


@staff_page
@require_safe
def case_print(http_request: HttpRequest, reference: str) -> HttpResponse:
    """The whole file of a case on one page for the printer."""
    foi_request = case_or_404(http_request, reference)
    return render(
        http_request,
        "foirequests/case_print.html",
        case_page(foi_request, member=http_request.user, now=timezone.now()) | {"printed_at": timezone.now()},
    )


@staff_page
@require_safe
def message_print(http_request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """A message to the requester as a sheet for the post; the way to the private page is a sheet of its own."""
    foi_request = case_or_404(http_request, reference)
    message = get_object_or_404(
        foi_request.messages.filter(direction=Message.Direction.OUT).select_related("mail"), pk=pk
    )
    return render(
        http_request,
        "foirequests/message_print.html",
        {
            "foi_request": foi_request,
            "message": message,
            "needs_code": message.kind == Message.Kind.ACKNOWLEDGEMENT,
            "posting": posting_state(message) if message.goes_by_post else None,
            "may_record": message.goes_by_post and message.posted_on is None and http_request.user.holds(Role.OFFICER),
            "may_correct": message.posted_on is not None and http_request.user.holds(Role.OFFICER),
            "office": office_on(timezone.localdate(message.happened_at)),
            "section": "queue",
        },
    )
