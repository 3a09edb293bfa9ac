"""The requester's private page: how the request stands, what was said, and the letters."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from codes.models.organisation import office_on
from foirequests import files
from foirequests.actions.clarification import open_questions_to_requester
from foirequests.actions.clock import read_case_clock
from foirequests.actions.portal import send_link_again
from foirequests.actions.promises import promises_overtaken
from foirequests.domain.errors import Refused
from foirequests.domain.plain_working import what_happened
from foirequests.models import FoiRequest, Message
from foirequests.presenters.handover import parts_told
from foirequests.presenters.portal import (
    about_pdf,
    letter_rows,
    letter_title,
    message_rows,
    replaced_words,
    subject_told,
)
from foirequests.presenters.review_time import window_worked_out
from foirequests.presenters.standing import CaseFacts, last_day_words, standing, what_can_be_reviewed
from foirequests.views.portal_session import close_page, private_page
from foirequests.views.visitors import shown
from responses import rendering
from responses.actions.generated_files import files_of
from responses.actions.internal_review import current_letter, notice_to_review
from responses.actions.render import file_name
from responses.actions.windows import window_of
from responses.domain.letter import Letter
from responses.models import IssuedLetter

OWN_PAGE = "the requester's own page: only for the browser that came by a link of this case"


@private_page(OWN_PAGE)
@require_safe
def portal(http_request: HttpRequest, foi_request: FoiRequest) -> HttpResponse:
    """Everything about one request on one page."""
    facts = case_facts(foi_request)
    said = (
        foi_request.messages.seen_by_requester()
        .exclude(kind=Message.Kind.REQUEST)
        .select_related("mail")
        .prefetch_related("files")
    )
    letters = letter_rows(foi_request, letters_of(foi_request))
    events = [event.as_value() for event in foi_request.clock_events.all()]
    context = {
        "foi_request": foi_request,
        "subject": subject_told(foi_request),
        "elsewhere": parts_told(foi_request),
        "standing": standing(facts),
        "letters": letters,
        "messages_said": message_rows(said),
        "can_answer": facts.asked is not None and foi_request.is_open,
        "can_ask_review": what_can_be_reviewed(facts),
        "last_day": last_day_words(facts),
        "last_day_working": window_worked_out(facts.window),
        "received_on": facts.reading.received_on,
        "happened": what_happened(events, facts.reading, regime=foi_request.regime_id) if len(events) > 1 else [],
    }
    return shown(http_request, "portal/page.html", context)


@private_page(OWN_PAGE)
@require_safe
def portal_letter(http_request: HttpRequest, foi_request: FoiRequest, number: int) -> HttpResponse:
    """One of our letters, to be read on the page."""
    letter = letter_or_404(foi_request, number)
    context = {
        "foi_request": foi_request,
        "title": letter_title(letter),
        "number": number,
        "about": about_pdf(letter),
        "replaced": replaced_words(letter),
        "letter_html": rendering.letter_html(Letter.from_json(letter.frozen), screen=True),
        "files": files_of(letter),
    }
    return shown(http_request, "portal/letter.html", context)


@private_page(OWN_PAGE)
@require_safe
def portal_letter_pdf(http_request: HttpRequest, foi_request: FoiRequest, number: int) -> HttpResponse:
    """The PDF of one of our letters, the very bytes that left."""
    letter = letter_or_404(foi_request, number)
    response = HttpResponse(files.read(letter.pdf.sha256), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(letter)}"'
    return response


@private_page(OWN_PAGE)
@require_safe
def portal_letter_file(http_request: HttpRequest, foi_request: FoiRequest, number: int, pk: int) -> HttpResponse:
    """A file that went with one of our letters, the very bytes that left."""
    made = next((each for each in files_of(letter_or_404(foi_request, number)) if each.pk == pk), None)
    if made is None:
        raise Http404("No such file went with this letter.")
    response = HttpResponse(files.read(made.sha256), content_type=made.stored.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


@private_page(OWN_PAGE)
@require_POST
def portal_link_again(http_request: HttpRequest, foi_request: FoiRequest) -> HttpResponse:
    """Mail a new link to the address on file, and to no other."""
    try:
        send_link_again(foi_request, by=None, at=timezone.now())
    except Refused as refused:
        messages.warning(http_request, str(refused))
    else:
        messages.success(http_request, "We have sent a new link to the e-mail address that you gave us.")
    return redirect("portal", foi_request.reference)


@private_page(OWN_PAGE)
@require_POST
def portal_close(http_request: HttpRequest, foi_request: FoiRequest) -> HttpResponse:
    """Close the page in this browser, for those who share it with others; the link still works."""
    close_page(http_request, foi_request)
    return redirect("portal_closed")


def case_facts(foi_request: FoiRequest) -> CaseFacts:
    """What the words on the requester's pages depend on, today."""
    today = timezone.localdate()
    reading = read_case_clock(foi_request)
    letter = current_letter(foi_request)
    notice = None if letter else notice_to_review(foi_request)
    reviewed = letter or notice
    return CaseFacts(
        foi_request=foi_request,
        reading=reading,
        today=today,
        regulator=office_on(today).regulator.name,
        asked=next(iter(open_questions_to_requester(foi_request).values()), None),
        letter=letter,
        notice=notice,
        window=window_of(reviewed) if reviewed else None,
        review=foi_request.internal_reviews.last(),
        promised=promises_overtaken([foi_request]).get(foi_request.pk),
    )


def letters_of(foi_request: FoiRequest) -> list[IssuedLetter]:
    """All letters of the case in the order in which they left; their numbers in addresses follow it."""
    letters = foi_request.issued_letters.select_related("foi_response", "pdf", "superseded_by")
    return list(letters.defer("frozen", "superseded_by__frozen"))


def letter_or_404(foi_request: FoiRequest, number: int) -> IssuedLetter:
    """The letter of this case with this number, once its PDF is there.

    Raises:
        Http404: the case has no such letter.
    """
    letters = letters_of(foi_request)
    if not 1 <= number <= len(letters) or letters[number - 1].render_state != IssuedLetter.RenderState.RENDERED:
        raise Http404
    return letters[number - 1]
