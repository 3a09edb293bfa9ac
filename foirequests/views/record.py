"""Recording a request by hand, and opening the files that came."""

import io

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import staff_page
from accounts.models import Role
from foirequests import files
from foirequests.actions.receive import RequesterDetails, receive_request
from foirequests.domain.errors import Refused
from foirequests.forms.files import say_that_files_are_gone
from foirequests.forms.record import RecordRequestForm
from foirequests.models import MessageFile
from foirequests.presenters.days import day_words
from foirequests.views.fetch import case_or_404


@staff_page(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def record_request(http_request: HttpRequest) -> HttpResponse:
    """Record a request that did not come by the web form."""
    posted = http_request.method == "POST"
    form = RecordRequestForm(*(http_request.POST, http_request.FILES) if posted else ())
    if form.is_valid():
        data = form.cleaned_data
        try:
            foi_request = receive_request(
                text=data["text"],
                subject=data["subject"],
                requester=RequesterDetails(
                    name=data["name"], email=data["email"], postal_address=data["postal_address"], phone=data["phone"]
                ),
                channel=data["channel"],
                received_on=data["received_on"],
                preferred_format=data["preferred_format"],
                adjustments=data["adjustments"],
                files=data["files"],
                by=http_request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
            say_that_files_are_gone(form, "files")
        else:
            said = f"{foi_request.reference} is recorded. The reply is due by {day_words(foi_request.due_on)}."
            messages.success(http_request, said)
            return redirect("case", foi_request.reference)
    return render(http_request, "foirequests/record.html", {"form": form, "section": "record_request"})


@staff_page
@require_safe
def message_file(http_request: HttpRequest, reference: str, pk: int) -> FileResponse:
    """A file that came or went with a message of this case; always saved, never shown inside a page of ours."""
    foi_request = case_or_404(http_request, reference)
    kept = get_object_or_404(MessageFile.objects.select_related("stored_file"), pk=pk, message__foi_request=foi_request)
    answer = FileResponse(
        io.BytesIO(files.read(kept.stored_file.sha256)),
        as_attachment=True,
        filename=kept.name,
        content_type=kept.stored_file.media_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
