"""Writing to the requester, notes, and asking those who hold the information."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.doors import staff_page
from accounts.models import Role
from codes.models.organisation import office_on
from foirequests.actions.clarification import record_clarification
from foirequests.actions.commission import commission_information, record_commission_answer
from foirequests.actions.correspondence import add_note, record_message_posted, send_message
from foirequests.actions.mail import retry_mail
from foirequests.actions.message_posting import (
    check_message_is_posted,
    correct_message_posting,
    message_posting_words,
)
from foirequests.domain.errors import Refused, Stale
from foirequests.forms.correspondence import (
    ClarificationReceivedForm,
    CommissionAnswerForm,
    CommissionForm,
    MessageForm,
    NoteForm,
)
from foirequests.forms.posting import MessagePostedForm, MessagePostingCorrectionForm
from foirequests.models import FoiRequest, OutgoingMail
from foirequests.presenters.days import day_words
from foirequests.views.act_page import act_page, posted
from foirequests.views.fetch import case_or_404
from responses.actions.new_address import send_to_new_address

form_page = require_http_methods(["GET", "HEAD", "POST"])


@staff_page(Role.OFFICER)
@form_page
def case_message(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Write an ordinary message to the requester."""
    foi_request = case_or_404(http_request, reference)
    requester = foi_request.requester
    way = (
        f"It goes by e-mail to {requester.email}."
        if requester.can_be_emailed
        else ("There is no e-mail address: the message is kept on the case, for you to print and post.")
    )
    return act_page(
        http_request,
        foi_request,
        "messaged",
        MessageForm(posted(http_request)),
        lambda typed: send_message(
            foi_request, subject=typed["subject"], text=typed["text"], by=http_request.user, at=timezone.now()
        ),
        title="Write to the requester",
        button="Send the message" if requester.can_be_emailed else "Keep the message for the post",
        done="Your message is on its way." if requester.can_be_emailed else "Your message is kept. Print and post it.",
        about=(way, "The requester also sees it on their private page. It stops no clock."),
    )


@staff_page
@form_page
def case_note(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Note a call, a meeting or a thought for the file."""
    foi_request = case_or_404(http_request, reference)
    now = timezone.localtime()
    first = {"happened_on": now.date(), "happened_at": now.time()}
    return act_page(
        http_request,
        foi_request,
        "noted",
        NoteForm(posted(http_request), initial=first),
        lambda typed: add_note(
            foi_request,
            kind=typed["kind"],
            text=typed["text"],
            happened_at=timezone.make_aware(datetime.combine(typed["happened_on"], typed["happened_at"])),
            by=http_request.user,
            at=timezone.now(),
        ),
        title="Add a note",
        button="Keep the note",
        done="The note is kept.",
        about=("Notes are for the office. The requester does not see them here, but may ask for them.",),
    )


@staff_page(Role.OFFICER)
@form_page
def case_commission(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Record who was asked for information."""
    foi_request = case_or_404(http_request, reference)
    today = timezone.localdate()
    form = CommissionForm(
        posted(http_request), foi_request=foi_request, teams=office_on(today).holders.teams, today=today
    )
    return act_page(
        http_request,
        foi_request,
        "commissioned",
        form,
        lambda typed: commission_information(foi_request, **typed, by=http_request.user, at=timezone.now()),
        title="Ask a team for information",
        button="Record what was asked",
        done="What was asked is recorded.",
        about=("Record here what you asked for by e-mail or telephone. FOI Desk does not write to the team.",),
    )


@staff_page(Role.OFFICER)
@form_page
def case_commission_answer(http_request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Record what a team answered."""
    foi_request = case_or_404(http_request, reference)
    commission = get_object_or_404(foi_request.commissions, pk=pk)
    return act_page(
        http_request,
        foi_request,
        "commission_answered",
        CommissionAnswerForm(posted(http_request), initial={"answered_on": timezone.localdate()}),
        lambda typed: record_commission_answer(commission, **typed, by=http_request.user, at=timezone.now()),
        title=f"Record the answer of {commission.holder}",
        button="Record the answer",
        done="The answer is recorded.",
        about=(f"Asked on {day_words(commission.asked_on)}: {commission.asked_for}",),
    )


@staff_page(Role.OFFICER)
@form_page
def case_clarification_received(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Record the clarification that came."""
    foi_request = case_or_404(http_request, reference)
    return act_page(
        http_request,
        foi_request,
        "clarification_received",
        ClarificationReceivedForm(posted(http_request)),
        lambda typed: record_clarification(foi_request, **typed, by=http_request.user, at=timezone.now()),
        title="Record the clarification",
        button="Record it and start the clock",
        done="The clarification is recorded and the clock runs again.",
    )


@staff_page(Role.OFFICER)
@form_page
def message_posted(http_request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Record the day on which a message was posted."""
    foi_request = case_or_404(http_request, reference)
    message = get_object_or_404(foi_request.messages.select_related("mail"), pk=pk)
    if not message.goes_by_post:
        raise Http404("This message is not one that is printed and posted.")
    return act_page(
        http_request,
        foi_request,
        "message_posted",
        MessagePostedForm(posted(http_request), message=message, initial={"posted_on": timezone.localdate()}),
        lambda typed: record_message_posted(message, **typed, by=http_request.user, at=timezone.now()),
        title="Record the day of posting",
        button="Record",
        done="The day of posting is recorded.",
        about=(f"{message.subject}, written on {day_words(timezone.localdate(message.happened_at))}.",),
    )


@staff_page(Role.OFFICER)
@form_page
def message_posting_correct(http_request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Correct the day on which a message was posted; what was recorded stays on the file."""
    foi_request = case_or_404(http_request, reference)
    message = get_object_or_404(foi_request.messages, pk=pk)
    try:
        check_message_is_posted(message)
    except Refused as refused:
        messages.warning(http_request, str(refused))
        return redirect("case", reference)
    form = MessagePostingCorrectionForm(posted(http_request), message=message)

    def act(typed: dict) -> None:
        try:
            correct_message_posting(message, **typed, by=http_request.user, at=timezone.now())
        except Stale:
            form.look_again(message.posted_on.isoformat())
            raise

    return act_page(
        http_request,
        foi_request,
        "posting_corrected",
        form,
        act,
        title="Correct the day of posting",
        button="Correct it",
        done="The day of posting is corrected. What was recorded and your reason stand in what happened.",
        about=(
            f"{message.subject}, {message_posting_words(message)}.",
            "What is recorded now stays on the file with your reason.",
        ),
    )


@staff_page(Role.OFFICER)
@require_POST
def mail_retry(http_request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Try to send a failed e-mail again."""
    foi_request = case_or_404(http_request, reference)
    mail = _mail_or_404(foi_request, pk)
    try:
        retry_mail(mail, by=http_request.user, at=timezone.now())
    except Refused as refused:
        messages.warning(http_request, str(refused))
    else:
        messages.success(http_request, "We try to send it again, the same message as before.")
    return redirect("case", reference)


@staff_page(Role.OFFICER)
@require_POST
def mail_new_address(http_request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Send a failed e-mail to the requester's corrected address."""
    foi_request = case_or_404(http_request, reference)
    mail = _mail_or_404(foi_request, pk)
    try:
        send_to_new_address(mail, by=http_request.user, at=timezone.now())
    except Refused as refused:
        messages.warning(http_request, str(refused))
    else:
        messages.success(http_request, f"The message is on its way to {foi_request.requester.email}.")
    return redirect("case", reference)


def _mail_or_404(foi_request: FoiRequest, pk: int) -> OutgoingMail:
    mails = OutgoingMail.objects.select_related("message__foi_request__requester")
    return get_object_or_404(mails, pk=pk, message__foi_request=foi_request)
