"""Issued letters: reading them, their PDF, and what is recorded about them afterwards."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_GET, require_POST

from accounts.doors import staff_page
from accounts.models import Role
from responses.actions.clock_letters import drop_clock_letter
from responses.actions.correct import drop_corrected_reply, start_corrected_reply
from responses.actions.generated_files import files_of
from responses.actions.letters import letter_on_screen
from responses.actions.posting import (
    check_is_posted,
    correct_posting,
    posting_words,
    record_posting,
    record_receipt_of_reply,
)
from responses.actions.render import file_name, read_pdf, retry_rendering
from responses.domain.errors import Refused, Stale
from responses.domain.letter import Letter
from responses.forms.letters import CorrectionForm, PostingCorrectionForm, PostingForm, ReceiptForm
from responses.models import IssuedLetter
from responses.presenters import letters as presenter
from responses.views.fetch import letter_or_404, response_or_404


@require_GET
@staff_page
def letter(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """A letter as it was issued, and where it stands."""
    issued = letter_or_404(http_request, reference, response_id)
    corrects = issued.foi_response.corrects
    context = {
        "foi_request": issued.foi_request,
        "letter": issued,
        "heading": presenter.letter_heading(issued),
        "facts": presenter.letter_facts(issued),
        "acts": presenter.letter_acts(issued, http_request.user),
        "letter_html": letter_on_screen(Letter.from_json(issued.frozen), top_heading=3),
        "files": files_of(issued),
        "replaced_by": issued.superseded_by,
        "replaces": corrects,
        "is_moving": issued.render_state in ("waiting", "rendering"),
    }
    return render(http_request, "responses/letter/letter.html", context)


@require_GET
@staff_page
def letter_pdf(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """The PDF of an issued letter, byte for byte as it was rendered."""
    issued = letter_or_404(http_request, reference, response_id)
    try:
        content = read_pdf(issued)
    except Refused as refused:
        raise Http404(str(refused)) from refused
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{file_name(issued)}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@staff_page(Role.OFFICER)
def letter_posted(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """Record the day on which a letter was posted, and its class."""
    issued = letter_or_404(http_request, reference, response_id)
    form = PostingForm(
        http_request.POST if http_request.method == "POST" else None,
        letter=issued,
        initial={"posted_on": timezone.localdate(), "post_class": issued.post_class},
    )

    def act(typed: dict) -> str:
        record_posting(issued, **typed, by=http_request.user, at=timezone.now())
        return "The day of posting is recorded."

    return _form_page(http_request, issued, form, act, heading="Record the day of posting", button="Record")


@staff_page(Role.OFFICER)
def posting_correct(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """Correct the day on which a letter was posted, or its class; what was recorded stays on the file."""
    issued = letter_or_404(http_request, reference, response_id)
    try:
        check_is_posted(issued)
    except Refused as refused:
        messages.warning(http_request, str(refused))
        return redirect("letter", reference, response_id)
    form = PostingCorrectionForm(http_request.POST if http_request.method == "POST" else None, letter=issued)

    def act(typed: dict) -> str:
        try:
            correct_posting(issued, **typed, by=http_request.user, at=timezone.now())
        except Stale:
            form.look_again(issued.posting)
            raise
        return "The day of posting is corrected. What was recorded and your reason stand in what happened."

    return _form_page(
        http_request,
        issued,
        form,
        act,
        heading="Correct the day of posting",
        button="Correct it",
        about=f"{capfirst(posting_words(issued))}. The time to ask for an internal review follows from the corrected"
        " day, unless you have recorded when the requester received the letter. What is recorded now stays on the file"
        " with your reason.",
    )


@staff_page(Role.OFFICER)
def letter_received(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """Record the day on which the requester really received the reply."""
    issued = letter_or_404(http_request, reference, response_id)
    form = ReceiptForm(http_request.POST if http_request.method == "POST" else None)

    def act(typed: dict) -> str:
        record_receipt_of_reply(issued, **typed, by=http_request.user, at=timezone.now())
        return "The day of receipt is recorded. The time to ask for an internal review runs from it."

    return _form_page(
        http_request, issued, form, act, heading="Record when the requester received the reply", button="Record"
    )


@staff_page(Role.OFFICER)
@require_POST
def letter_retry(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """Try a failed rendering again."""
    issued = letter_or_404(http_request, reference, response_id)
    try:
        retry_rendering(issued, by=http_request.user, at=timezone.now())
    except Refused as refused:
        messages.error(http_request, str(refused))
    else:
        messages.success(http_request, "The letter is being rendered again.")
    return redirect("letter", reference, response_id)


@staff_page(Role.OFFICER)
def correct_reply(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """Start a corrected reply from an issued one."""
    issued = letter_or_404(http_request, reference, response_id)
    form = CorrectionForm(http_request.POST if http_request.method == "POST" else None)
    begun = issued.corrections.exclude(stage="dropped").first()
    if begun is not None:
        return redirect("draft", reference, begun.pk)

    def act(typed: dict) -> HttpResponse:
        begun = start_corrected_reply(issued, reason=typed["reason"], by=http_request.user, at=timezone.now())
        return redirect("draft", reference, begun.pk)

    return _form_page(
        http_request,
        issued,
        form,
        act,
        heading="Issue a corrected reply",
        button="Start the corrected reply",
        about="An issued letter is never changed. A new one takes its place: you draft it from the old text, it is"
        " cleared, and the time to ask for an internal review runs from the new one.",
    )


@staff_page(Role.OFFICER)
@require_POST
def draft_drop(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """Drop a corrected reply or a letter of the clock that was begun by mistake."""
    foi_response = response_or_404(http_request, reference, response_id)
    drop = drop_clock_letter if foi_response.is_of_the_clock else drop_corrected_reply
    try:
        drop(foi_response, by=http_request.user, at=timezone.now())
    except Refused as refused:
        messages.error(http_request, str(refused))
        return redirect("draft", reference, response_id)
    done = "The draft is dropped." if foi_response.is_of_the_clock else "The corrected reply is dropped."
    left = "Nothing has changed on the clock." if foi_response.is_of_the_clock else "The letter that was issued stands."
    messages.success(http_request, f"{done} {left}")
    return redirect("case", reference)


def _form_page(
    http_request: HttpRequest,
    issued: IssuedLetter,
    form,
    act: Callable[[dict], str | HttpResponse],
    **words: str,
) -> HttpResponse:
    """A page of one form about a letter: does `act` with what was typed, then goes back to the letter."""
    if http_request.method == "POST" and form.is_valid():
        try:
            answer = act(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if isinstance(answer, HttpResponse):
                return answer
            messages.success(http_request, answer)
            return redirect("letter", issued.foi_request.reference, issued.foi_response_id)
    context = {"foi_request": issued.foi_request, "letter": issued, "form": form, **words}
    context["caption"] = presenter.letter_heading(issued)
    return render(http_request, "responses/letter/act.html", context)
