"""The comments on the letters of a case: reading, making, answering and resolving them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import staff_page
from accounts.kept_words import words_are_saved
from accounts.models import StaffMember
from foirequests.forms.ticked import row_keys
from foirequests.models import FoiRequest
from foirequests.views.fetch import case_or_404
from responses.actions.comments import (
    LONGEST,
    answer_comment,
    comment_on_part,
    keep_said,
    readers_of,
    resolve_comment,
)
from responses.actions.draft import draft_letter
from responses.domain.errors import Refused
from responses.domain.letter import Letter
from responses.forms.comments import AnswerForm, CommentForm
from responses.forms.drafting import Typing
from responses.models import FoiResponse, PartComment
from responses.models.responses import OPEN_STAGES
from responses.presenters.comments import about_the_whole, by_part, thread_rows
from responses.presenters.drafting import heading_of, part_title
from responses.views.fetch import response_or_404


@require_safe
@staff_page
def case_comments(http_request: HttpRequest, reference: str) -> HttpResponse:
    """The comments on every letter of the case, and on each that is on its way a form for one more."""
    return _page(http_request, case_or_404(http_request, reference))


@require_POST
@staff_page
def comment_add(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """Comment on a paragraph of a letter as it stands now."""
    foi_response = response_or_404(http_request, reference, response_id)
    at = timezone.now()
    form = CommentForm(
        http_request.POST,
        parts=parts_of_letter(draft_letter(foi_response, at=at)),
        readers=readers_of(foi_response.foi_request),
        prefix=f"letter{foi_response.pk}",
    )

    def act() -> None:
        told = {"part": form.cleaned_data["part"], "text": form.cleaned_data["text"], "mentions": form.mentions}
        comment_on_part(foi_response, **told, by=http_request.user, at=at)

    return _done(http_request, foi_response.foi_request, form, act, "The comment is kept.", about=foi_response.pk)


@require_POST
@staff_page
def comment_answer(http_request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Answer a comment."""
    foi_request = case_or_404(http_request, reference)
    comment = _comment_or_404(foi_request, pk)
    form = AnswerForm(http_request.POST, readers=readers_of(foi_request), prefix=f"comment{pk}")

    def act() -> None:
        told = {"text": form.cleaned_data["text"], "mentions": form.mentions}
        answer_comment(comment, **told, by=http_request.user, at=timezone.now())

    return _done(http_request, foi_request, form, act, "The answer is kept.", about=f"comment{pk}")


@require_POST
@staff_page
def comment_resolve(http_request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Say that what a comment asks for is done."""
    foi_request = case_or_404(http_request, reference)
    try:
        resolve_comment(_comment_or_404(foi_request, pk), by=http_request.user, at=timezone.now())
    except Refused as refused:
        messages.error(http_request, str(refused))
    return redirect("case_comments", reference)


def parts_of_letter(letter: Letter) -> list[tuple[str, str]]:
    """The keys and titles of the parts, in order."""
    return [(part.key, part_title(part)) for part in letter.parts]


def keep_comments(foi_response: FoiResponse, typing: Typing, *, by: StaffMember, at: datetime) -> Typing:
    """Keep what was said on the drafting page: a comment on the open part, answers, and what is resolved.

    Returns the typing without what was kept, so that nothing is kept twice.

    Raises:
        Refused: as for making, answering and resolving a comment.
    """
    if not (typing.comment or typing.answers or typing.resolves):
        return typing
    foi_request = foi_response.foi_request
    keep_said(
        foi_response,
        part=typing.part,
        comment=typing.comment,
        mentions=readers_of(foi_request).filter(pk__in=row_keys([typing.mention])),
        answers={_comment_or_404(foi_request, pk): text for pk, text in (typing.answers or {}).items()},
        resolves=_comment_or_404(foi_request, typing.resolves) if typing.resolves else None,
        by=by,
        at=at,
    )
    return replace(typing, comment="", mention="", answers={}, resolves=0)


def check_comments(typing: Typing) -> None:
    """Raise `Refused` when a comment or an answer is too long, before anything is kept."""
    if any(len(text) > LONGEST for text in (typing.comment, *(typing.answers or {}).values())):
        raise Refused(f"A comment has {LONGEST:,} characters at most.")


def comments_beside(foi_response: FoiResponse, letter: Letter, open_part: str, typing: Typing | None) -> dict:
    """What the drafting page shows of comments: those on the open part, those on parts that were taken out."""
    rows = by_part(thread_rows(foi_response.part_comments.threads().with_words(), letter))
    keys = {part.key for part in letter.parts}
    answers = (typing.answers or {}) if typing else {}
    threads = [row | {"answer": answers.get(row["pk"], "")} for row in rows.get(open_part, [])]
    return {
        "threads": threads,
        "threads_gone": [row for key, those in rows.items() if key not in keys for row in those if not row["resolved"]],
        "comment_typed": typing.comment if typing else "",
        "readers": readers_of(foi_response.foi_request) if open_part else [],
        "longest_comment": LONGEST,
    }


def _comment_or_404(foi_request: FoiRequest, pk: int) -> PartComment:
    comments = PartComment.objects.select_related("foi_response__foi_request", "parent__foi_response__foi_request")
    return get_object_or_404(comments, foi_response__foi_request=foi_request, pk=pk)


def _done(
    http_request: HttpRequest,
    foi_request: FoiRequest,
    form: AnswerForm,
    act: Callable[[], None],
    done: str,
    *,
    about: int | str,
) -> HttpResponse:
    """Do the act and go back to the comments; refused, the page again with what was typed."""
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            words_are_saved(http_request)
            messages.success(http_request, done)
            return redirect("case_comments", foi_request.reference)
    return _page(http_request, foi_request, form=form, about=about)


def _page(
    http_request: HttpRequest, foi_request: FoiRequest, *, form: AnswerForm | None = None, about: int | str = ""
) -> HttpResponse:
    """`form` is one that was refused, on the letter or comment that it is `about`."""
    at, readers = timezone.now(), readers_of(foi_request)
    letters, of_the_whole = [], about_the_whole(foi_request)
    responses = foi_request.foi_responses.select_related("internal_review", "corrects", "working_copy")
    for foi_response in responses.exclude(stage="dropped").order_by("-pk"):
        foi_response.foi_request = foi_request
        letter = draft_letter(foi_response, at=at)
        is_open = foi_response.stage in OPEN_STAGES
        threads = thread_rows(foi_response.part_comments.threads().with_words(), letter)
        for row in threads:
            prefix = f"comment{row['pk']}"
            row["answer_url"] = reverse("comment_answer", args=[foi_request.reference, row["pk"]])
            row["resolve_url"] = reverse("comment_resolve", args=[foi_request.reference, row["pk"]])
            row["form"] = form if about == prefix else AnswerForm(readers=readers, prefix=prefix)
            row["may_answer"] = is_open and not row["resolved"]
        new = CommentForm(parts=parts_of_letter(letter), readers=readers, prefix=f"letter{foi_response.pk}")
        letters.append(
            {
                "pk": foi_response.pk,
                "heading": heading_of(foi_response),
                "url": reverse("draft", args=[foi_request.reference, foi_response.pk]),
                "add_url": reverse("comment_add", args=[foi_request.reference, foi_response.pk]),
                "of_the_whole": of_the_whole.get(foi_response.pk, []),
                "waiting": [row for row in threads if not row["resolved"]],
                "resolved": [row for row in threads if row["resolved"]],
                "form": (form if about == foi_response.pk else new) if is_open else None,
            }
        )
    context = {
        "foi_request": foi_request,
        "letters": letters,
        "form": form,
        "places": " ".join(f"said-{letter['pk']}" for letter in letters),
        "page_url": reverse("case_comments", args=[foi_request.reference]),
    }
    return render(http_request, "responses/comments/case.html", context)
