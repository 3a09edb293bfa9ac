"""The decisions on the questions of a letter: what is decided, what is missing, and deciding it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import staff_page
from codes.models import Exemption
from foirequests.domain import workflow
from foirequests.models import Question
from foirequests.views.act_page import posted
from responses.actions import decisions as acts
from responses.actions.decision_values import decision_on, decisions_in_letter, limit_for
from responses.actions.opinions import qualified_on, record_opinion
from responses.actions.published_proposals import PublishedPlace, published_for
from responses.actions.reviewed_grounds import grounds_of_reply
from responses.domain.decision_fields import gives_information
from responses.domain.errors import Refused, Stale
from responses.forms.decisions import OpinionForm, QuestionForm
from responses.models import FoiResponse, QuestionDecision
from responses.presenters import decisions as words
from responses.presenters import grounds
from responses.presenters.drafting import heading_of
from responses.views.draft import may_draft
from responses.views.fetch import response_or_404

View = Callable[..., HttpResponse]
GET_OR_POST = ["GET", "HEAD", "POST"]


def deciding_page(view: View) -> View:
    """Open a page of deciding to the drafter of a letter that is being drafted.

    The view gets (http_request, foi_response, ...). Where the letter is not being drafted, the decisions are shown as
    they stand.
    """

    @staff_page
    @wraps(view)
    def entered(http_request: HttpRequest, reference: str, response_id: int, **kwargs) -> HttpResponse:
        foi_response = response_or_404(http_request, reference, response_id)
        if not may_draft(http_request, foi_response):
            raise PermissionDenied
        if foi_response.is_of_the_clock:
            raise Http404("This letter answers no question.")
        if foi_response.stage != workflow.DRAFTING:
            messages.warning(http_request, "The letter is not being drafted now. Take it back first to change this.")
            return redirect("decisions", reference, response_id)
        return view(http_request, foi_response, **kwargs)

    return entered


@require_safe
@staff_page
def decisions(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """Each question with what is decided and what is missing; to be changed by the drafter of the letter."""
    foi_response = response_or_404(http_request, reference, response_id)
    if foi_response.is_of_the_clock:
        raise Http404("This letter answers no question.")
    may_change = foi_response.stage == workflow.DRAFTING and may_draft(http_request, foi_response)
    found = decisions_in_letter(foi_response)
    opinions = foi_response.foi_request.opinions.select_related("recorded_by")
    limit = limit_for(found, on=timezone.localdate())
    context = {
        "cards": words.question_cards(
            foi_response,
            found,
            published=_published(foi_response) if may_change else {},
            may_change=may_change,
            limit=limit,
        ),
        "reviewed": grounds.reviewed_rows(foi_response, grounds_of_reply(foi_response), may_change=may_change),
        "state": words.state_words(foi_response, found, limit=limit),
        "opinions": words.opinion_cards(opinions),
        "qualified_person": words.qualified_person_words(qualified_on(timezone.localdate())),
        "may_change": may_change,
    }
    return page(http_request, foi_response, "decisions", context)


def _published(foi_response: FoiResponse) -> dict[int, tuple[PublishedPlace, ...]]:
    """By the number of a question, what triage found published."""
    questions = {each.pk: each for each in foi_response.foi_request.questions.all()}
    return {questions[pk].number: places for pk, places in published_for(questions.values()).items()}


@require_http_methods(GET_OR_POST)
@deciding_page
def decision(http_request: HttpRequest, foi_response: FoiResponse, number: int) -> HttpResponse:
    """Whether one question's information is held, what becomes of it, and the facts that this needs."""
    question = question_or_404(foi_response, number)
    found = decision_on(foi_response, question)
    row = QuestionDecision.objects.filter(foi_response=foi_response, question=question).first()
    form = QuestionForm(posted(http_request), decision=found, row=row)
    trouble: list[dict[str, str]] = []
    if form.is_valid():
        typed = form.cleaned_data
        try:
            acts.decide_question(
                foi_response,
                question,
                held=typed["held"],
                outcome=typed["outcome"],
                answer=typed.get("answer", row.answer if row else ""),
                details=form.details,
                revision=typed["revision"],
                by=http_request.user,
                at=timezone.now(),
            )
        except Stale as stale:
            row = QuestionDecision.objects.get(foi_response=foi_response, question=question)
            kept = {**row.details, "answer": row.answer, "held": row.held_id or "", "outcome": row.outcome_id or ""}
            trouble = show_both(form, str(stale), kept, row.revision)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _afterdecidingpage(http_request, foi_response, question, answer_asked="answer" in form.fields)
    limit = limit_for([found], on=timezone.localdate())
    context = {
        "question": question,
        "form": form,
        "facts": grounds.asked_rows(form, form.asked),
        "theirs": trouble,
        "decided": found,
        "grounds": [grounds.ground_card(foi_response, each, may_change=True, limit=limit) for each in found.grounds],
        "missing": words.missing_lines(foi_response, found, may_change=True),
        "may_refuse": found.held in ("held", "part_held", "not_confirmed"),
    }
    return page(http_request, foi_response, "question", context)


@require_http_methods(GET_OR_POST)
@deciding_page
def opinion_add(http_request: HttpRequest, foi_response: FoiResponse) -> HttpResponse:
    """Record the opinion of the qualified person, once and for all."""
    limbs = Exemption.objects.current().filter(basis=Exemption.Basis.OPINION)
    choices = [(row.code, f"{row.code}: {row.name.partition(': ')[2]}") for row in limbs]
    form = OpinionForm(posted(http_request), limbs=choices)
    if form.is_valid():
        try:
            record_opinion(foi_response, **form.cleaned_data, by=http_request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(http_request, "The opinion is recorded. Choose it where section 36 is applied.")
            return redirect("decisions", foi_response.foi_request.reference, foi_response.pk)
    person = words.qualified_person_words(qualified_on(timezone.localdate()))
    return page(http_request, foi_response, "opinion", {"form": form, "qualified_person": person})


def page(http_request: HttpRequest, foi_response: FoiResponse, name: str, context: dict[str, Any]) -> HttpResponse:
    """One of the pages about the decisions of a letter."""
    facts = {
        "section": "queue",
        "foi_request": foi_response.foi_request,
        "foi_response": foi_response,
        "heading": heading_of(foi_response),
    }
    return render(http_request, f"responses/decisions/{name}.html", {**facts, **context})


def question_or_404(foi_response: FoiResponse, number: int) -> Question:
    """A question of the letter's case by its number; else a 404."""
    question = get_object_or_404(Question, foi_request=foi_response.foi_request, number=number)
    question.foi_request = foi_response.foi_request
    return question


def show_both(form: forms.Form, said: str, kept: dict[str, str], revision: int) -> list[dict[str, str]]:
    """Say that somebody else saved meanwhile; what was typed stays, and saving again goes over what they saved."""
    form.add_error(None, said)
    form.data = form.data.copy()
    form.data["revision"] = str(revision)
    return grounds.theirs(form, kept)


def _afterdecidingpage(
    http_request: HttpRequest, foi_response: FoiResponse, question: Question, *, answer_asked: bool
) -> HttpResponse:
    """Stay on the page while facts are missing, which it now asks for; else show all questions.

    `answer_asked`: the page that was sent had the field of the information itself. Whoever only now says that it is
    given is shown that field once; it may stay empty, since the information may stand in a table.
    """
    found = decision_on(foi_response, question)
    reference = foi_response.foi_request.reference
    if words.is_lacking_facts(found):
        messages.success(http_request, "Saved. The law wants a few facts more: they are asked for below.")
        return redirect("decision", reference, foi_response.pk, question.number)
    if gives_information(found.held, found.outcome) and not answer_asked:
        said = "Saved. Say below what the information is, or leave it empty and add a table on the drafting page."
        messages.success(http_request, said)
        return redirect("decision", reference, foi_response.pk, question.number)
    messages.success(http_request, f"Question {question.number} is saved.")
    return redirect("decisions", reference, foi_response.pk)
