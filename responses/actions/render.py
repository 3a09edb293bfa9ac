"""Rendering issued letters to PDF, and putting them into the post."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Role, StaffMember
from foirequests import emails, files
from foirequests.actions.correspondence import send_from_template
from foirequests.actions.files import keep_file
from foirequests.actions.history import write_history
from foirequests.actions.leases import turns
from foirequests.actions.notices import raise_notice
from foirequests.domain.workflow import check_role
from foirequests.models import Message, Notice
from responses import rendering, tasks
from responses.actions.generated_files import email_attachments
from responses.domain.errors import Refused
from responses.domain.letter import Letter
from responses.models import FoiResponse, IssuedLetter

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""How long after each failed rendering the next one comes; after the last the letter counts as failed."""

KINDS = {
    FoiResponse.Kind.REPLY: Message.Kind.REPLY,
    FoiResponse.Kind.CORRECTED_REPLY: Message.Kind.CORRECTED_REPLY,
    FoiResponse.Kind.REVIEW_OUTCOME: Message.Kind.REVIEW_OUTCOME,
    FoiResponse.Kind.ACKNOWLEDGEMENT: Message.Kind.ACKNOWLEDGEMENT_LETTER,
    FoiResponse.Kind.CLARIFICATION: Message.Kind.CLARIFICATION_LETTER,
    FoiResponse.Kind.FEES_NOTICE: Message.Kind.FEES_NOTICE,
    FoiResponse.Kind.EXTENSION: Message.Kind.EXTENSION,
    FoiResponse.Kind.LAPSE_NOTICE: Message.Kind.LAPSE_NOTICE,
    FoiResponse.Kind.TRANSFER_NOTICE: Message.Kind.TRANSFER_NOTICE,
}


def render_letter(letter_pk: int, *, at: datetime) -> bool:
    """Render one issued letter if it is due and nobody else is at it; True when this call tried.

    1. Claim it (compare-and-swap), with a lease after which a lost worker's claim is void.
    2. Render the frozen letter: the same bytes at every attempt.
    3. Keep the bytes and write the message that carries them, in one transaction.
    """
    letter = _claim(letter_pk, at)
    if letter is None:
        return False
    try:
        rendered = rendering.letter_pdf(Letter.from_json(letter.frozen))
    except Refused as failure:
        _put_off(letter, str(failure), at)
    else:
        _finish(letter, rendered, at)
    return True


def render_due_letters(*, at: datetime) -> int:
    """Render what is due and not yet rendered, as much as one lease has time for; returns how many were tried."""
    due = list(IssuedLetter.objects.due_for_rendering(at).values_list("pk", flat=True))
    return sum(render_letter(pk, at=turn) for pk, turn in turns(due, at=at))


@transaction.atomic
def retry_rendering(letter: IssuedLetter, *, by: StaffMember, at: datetime) -> None:
    """Try a failed rendering again.

    Raises:
        Refused: it has not failed.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    moved = IssuedLetter.objects.filter(pk=letter.pk, render_state=IssuedLetter.RenderState.FAILED).update(
        render_state=IssuedLetter.RenderState.WAITING, attempts=0, next_attempt_at=at, last_error=""
    )
    if moved != 1:
        raise Refused("This letter has not failed, so there is nothing to try again.")
    write_history(letter.foi_request, "retried", by=by, at=at, concerning=letter)
    tasks.render_letter.delay_on_commit(letter.pk)


@transaction.atomic
def hold_unrendered_letters(*, why: str, at: datetime) -> int:
    """Let no letter by e-mail be rendered, and so sent, before an officer tries it again; returns how many are held.

    For an office that was restored from a backup, as `foirequests.actions.mail.hold_unsent_mail`.
    """
    waiting = IssuedLetter.objects.not_rendered().filter(channel=IssuedLetter.Channel.EMAIL)
    letters = list(waiting.select_related("foi_request__owner"))
    for letter in letters:
        IssuedLetter.objects.filter(pk=letter.pk).update(render_state=IssuedLetter.RenderState.FAILED, last_error=why)
        _tell_that_it_failed(letter, at)
    return len(letters)


def _claim(letter_pk: int, at: datetime) -> IssuedLetter | None:
    letter = IssuedLetter.objects.due_for_rendering(at).filter(pk=letter_pk).first()
    if letter is None:
        return None
    moved = IssuedLetter.objects.filter(
        pk=letter.pk,
        render_state=letter.render_state,
        attempts=letter.attempts,
        next_attempt_at=letter.next_attempt_at,
    ).update(
        render_state=IssuedLetter.RenderState.RENDERING,
        attempts=F("attempts") + 1,
        next_attempt_at=at + timedelta(seconds=settings.MAIL_LEASE_SECONDS),
    )
    if moved != 1:
        return None
    letter.attempts += 1
    if letter.attempts > len(WAITS) + 1:
        _put_off(letter, "The worker was interrupted each time it rendered this letter.", at)
        return None
    return letter


@transaction.atomic
def _finish(letter: IssuedLetter, content: bytes, at: datetime) -> None:
    stored = keep_file(content, media_type="application/pdf", at=at)
    moved = IssuedLetter.objects.filter(
        pk=letter.pk, render_state=IssuedLetter.RenderState.RENDERING, attempts=letter.attempts
    ).update(
        render_state=IssuedLetter.RenderState.RENDERED,
        pdf=stored,
        pages=rendering.page_count(content),
        last_error="",
    )
    if moved != 1:
        return
    foi_request = letter.foi_request
    write_history(foi_request, "rendered", by=None, at=at, concerning=letter, facts={"sha256": stored.sha256})
    if letter.channel != IssuedLetter.Channel.EMAIL:
        return
    message = send_from_template(
        foi_request,
        KINDS[letter.foi_response.kind],
        template="reply",
        facts={
            "letter_text": rendering.letter_text(Letter.from_json(letter.frozen)),
            "kind": letter.foi_response.get_kind_display(),
            "answers": not letter.foi_response.is_of_the_clock,
            "review_by": letter.review_by,
        },
        at=max(at, letter.issued_at),
        by=letter.issued_by,
        attachments=[emails.Attachment(file_name(letter), "application/pdf", content), *email_attachments(letter)],
        carries_link=True,
    )
    IssuedLetter.objects.filter(pk=letter.pk).update(message=message)


@transaction.atomic
def _put_off(letter: IssuedLetter, error: str, at: datetime) -> None:
    failed = letter.attempts > len(WAITS)
    changes = (
        {"render_state": IssuedLetter.RenderState.FAILED}
        if failed
        else {
            "render_state": IssuedLetter.RenderState.WAITING,
            "next_attempt_at": at + WAITS[letter.attempts - 1],
        }
    )
    moved = IssuedLetter.objects.filter(
        pk=letter.pk, render_state=IssuedLetter.RenderState.RENDERING, attempts=letter.attempts
    ).update(last_error=error[:500], **changes)
    if moved == 1 and failed:
        _tell_that_it_failed(letter, at)


def _tell_that_it_failed(letter: IssuedLetter, at: datetime) -> None:
    write_history(letter.foi_request, "render_failed", by=None, at=at, concerning=letter)
    raise_notice(letter.foi_request, Notice.Kind.RENDER_FAILED, concerns_on=timezone.localdate(at), at=at)


def read_pdf(letter: IssuedLetter) -> bytes:
    """The PDF of a letter, exactly as it was rendered once.

    Raises:
        Refused: it has not been rendered yet.
    """
    if letter.pdf is None:
        raise Refused("The PDF of this letter is not ready yet.")
    return files.read(letter.pdf.sha256)


def file_name(letter: IssuedLetter) -> str:
    """The name under which the PDF is sent and downloaded."""
    kind = letter.foi_response.get_kind_display().lower().replace(" ", "-")
    return f"{letter.foi_request.reference}-{kind}-{timezone.localdate(letter.issued_at):%Y-%m-%d}.pdf"
