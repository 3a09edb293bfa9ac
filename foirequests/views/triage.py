"""Triage: the request on one side, what is advised and found about each question on the other."""

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import staff_page
from accounts.models import Role
from codes.domain.passages import Passage
from codes.models import Code
from codes.models.organisation import office_on
from foirequests.actions.advice import (
    COLUMNS,
    accept_advice,
    accept_all_advice,
    add_advice,
    correct_advice,
    dismiss_advice,
)
from foirequests.actions.questions import keep_together, split_as_advised
from foirequests.actions.stages import check_permitted
from foirequests.actions.teaching import teach_code_words
from foirequests.actions.triage import Found, record_findings, stands_on
from foirequests.domain import advice, workflow
from foirequests.domain.advice_choices import period_value
from foirequests.domain.errors import ChangedMeanwhile, NotPermitted, Refused
from foirequests.domain.handover import ForAnotherTeam
from foirequests.domain.reading.periods import period_in
from foirequests.domain.reading.regimes import is_a_name
from foirequests.domain.standing import CODES
from foirequests.forms.ticked import row_keys
from foirequests.forms.triage import TriageForm, TriageLists
from foirequests.models import Advice, FoiRequest
from foirequests.presenters.case_acts import asks_for_subject
from foirequests.presenters.handover import parts_elsewhere
from foirequests.presenters.triage import triage_page
from foirequests.views.fetch import case_or_404
from foirequests.views.triage_read import read_triage
from responses.actions.draft import start_draft
from responses.actions.suggested_outline import suggested_outline
from responses.models import FoiResponse

ADDING = ("add", "teach")
OF_A_PIECE = ("accept", "dismiss", "change")


@staff_page
@require_http_methods(["GET", "HEAD", "POST"])
def case_triage(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Accept or correct advice, record or correct what was found; the first time, go on to the draft if asked to.

    Clearers and the deputy director read the same and change nothing.
    """
    foi_request = case_or_404(http_request, reference)
    if not http_request.user.holds(Role.OFFICER):
        return read_triage(http_request, foi_request)
    act = "triaged" if foi_request.stage == workflow.TRIAGE else "corrected_triage"
    try:
        check_permitted(foi_request, act, by=http_request.user)
    except NotPermitted as refused:
        messages.warning(http_request, str(refused))
        return redirect("case", reference)
    if http_request.method == "POST" and http_request.POST.keys() & {"accept_all", "split", "together"}:
        return _on_all(http_request, foi_request)
    has_draft = FoiResponse.objects.open().filter(foi_request=foi_request).exists()
    of_piece = next((name for name in OF_A_PIECE if name in http_request.POST), "")
    decided = _on_piece(http_request, foi_request, of_piece) if of_piece else None
    adds = next((name for name in ADDING if name in http_request.POST), "")
    if adds:
        _add(http_request, foi_request, adds)
    pieces = list(Advice.objects.of_case(foi_request).select_related("code", "question", "decided_by"))
    forms = _forms(http_request, foi_request, pieces)
    wants_codes = "find" in http_request.POST or any(form.is_bound and form.has_unsearched_words for form in forms)
    if of_piece or adds or wants_codes:
        forms = [_unjudged(form, decided) for form in forms]
    elif all([form.is_valid() for form in forms]):
        try:
            _record(http_request, foi_request, forms)
        except ChangedMeanwhile as changed:
            for form in forms:
                names = [name for number, name in changed.fields if number == form.question.number]
                form.tell_changed(names, changed.who)
        except Refused as refused:
            forms[0].add_error(None, str(refused))
        else:
            return _go_on(http_request, foi_request, to_draft="start" in http_request.POST and not has_draft)
    return render(
        http_request,
        "foirequests/triage.html",
        triage_page(foi_request, forms, pieces, foi_request.readings.last())
        | {
            "foi_request": foi_request,
            "forms": forms,
            "form": next((form for form in forms if form.errors), forms[0]),
            "elsewhere": parts_elsewhere(foi_request),
            "has_draft": has_draft,
            "asks_for_subject": asks_for_subject(foi_request, http_request.user),
            "lacks_name": not is_a_name(foi_request.requester.name),
            "outline": suggested_outline(
                foi_request, [form.question for form in forms], pieces, on=timezone.localdate()
            ),
            "is_correction": act == "corrected_triage",
            "section": "queue",
        },
    )


def _forms(http_request: HttpRequest, foi_request: FoiRequest, pieces: Sequence[Advice]) -> list[TriageForm]:
    lists = TriageLists.current(office_on(timezone.localdate()).holders.teams)
    data = http_request.POST if http_request.method == "POST" else None
    return [
        TriageForm(
            data,
            prefix=f"question-{question.number}",
            question=question,
            lists=lists,
            given=[piece for piece in pieces if piece.question_id == question.pk],
        )
        for question in foi_request.questions.prefetch_related("codes")
    ]


def _unjudged(form: TriageForm, decided: Advice | None) -> TriageForm:
    """The same form with what was typed and without a verdict: somebody is still looking for codes, or at advice.

    What was just `decided` about a piece of advice on its question shows in the field that it is about.
    """
    typed = {name: form[name].value() for name in form.fields}
    typed["searched"] = typed["code_search"]
    seen = form.seen and dict(form.seen)
    if decided is not None and decided.question_id == form.question.pk:
        if decided.kind in COLUMNS:
            column = COLUMNS[decided.kind]
            typed[column.removesuffix("_id")] = getattr(form.question, column) or ""
            seen = _seen_now(form, column.removesuffix("_id"))
        elif decided.kind == advice.CODE and decided.code_id:
            others = [key for key in typed["codes"] or [] if str(key) != str(decided.code_id)]
            typed["codes"] = others + ([decided.code_id] if decided.decision == advice.ACCEPTED else [])
            seen = _seen_now(form, CODES)
    known = {"question": form.question, "lists": form.lists, "given": form.given}
    return TriageForm(prefix=form.prefix, **known, seen=seen, initial=typed)


def _seen_now(form: TriageForm, name: str) -> dict[str, str] | None:
    """What the page has shown of the question, with what stands in one field now: the page shows that too."""
    return form.seen and form.seen | {name: stands_on(form.question)[name]}


def _on_all(http_request: HttpRequest, foi_request: FoiRequest) -> HttpResponse:
    """Accept all advice, or decide about the split that is proposed."""
    told = {"by": http_request.user, "at": timezone.now()}
    page = reverse("case_triage", args=[foi_request.reference])
    try:
        if "split" in http_request.POST:
            split_as_advised(foi_request, **told)
        elif "together" in http_request.POST:
            keep_together(foi_request, **told)
        elif accept_all_advice(foi_request, **told):
            messages.success(http_request, "You accepted all advice. What was found is recorded.")
            return redirect("case", foi_request.reference)
        else:
            messages.success(http_request, "You accepted all advice. Say whether we hold the information, and save.")
    except Refused as refused:
        messages.warning(http_request, str(refused))
    return redirect(page)


def _on_piece(http_request: HttpRequest, foi_request: FoiRequest, name: str) -> Advice:
    """Decide one piece of advice; what is typed elsewhere on the page stays as it is, and is not saved."""
    [pk] = row_keys([http_request.POST[name]]) or [0]
    piece = get_object_or_404(Advice.objects.select_related("question", "foi_request"), pk=pk, foi_request=foi_request)
    told = {"by": http_request.user, "at": timezone.now(), "seen": http_request.POST.get(f"seen-{pk}")}
    try:
        if name == "accept":
            accept_advice(piece, **told)
        elif name == "dismiss":
            dismiss_advice(piece, **told)
        else:
            correct_advice(piece, value=_right_instead(http_request, piece), **told)
    except Refused as refused:
        messages.warning(http_request, str(refused))
    return piece


def _right_instead(http_request: HttpRequest, piece: Advice) -> str:
    """What was chosen or typed in the place of a piece."""
    typed = http_request.POST
    if piece.kind == advice.PERIOD and f"first-{piece.pk}" in typed:
        return period_value(*(typed.get(f"{name}-{piece.pk}", "") for name in ("first", "last", "counted")))
    return typed.get(f"value-{piece.pk}", "")


def _add(http_request: HttpRequest, foi_request: FoiRequest, name: str) -> None:
    """Add what the advice missed of a question, or words by which its code is known from now on."""
    number, _, code_pk = http_request.POST[name].partition("-")
    question = get_object_or_404(foi_request.questions, number=next(iter(row_keys([number])), 0))
    question.foi_request, prefix = foi_request, f"question-{question.number}"
    try:
        if name == "teach":
            code = get_object_or_404(Code.objects.current(), pk=next(iter(row_keys([code_pk])), 0))
            words = http_request.POST.get(f"{prefix}-words-{code.pk}", "")
            teach_code_words(code=code, text=words, by=http_request.user, at=timezone.now())
            messages.success(http_request, f"These words mean {code.label} from now on.")
        else:
            kind, value = (http_request.POST.get(f"{prefix}-add-{part}", "") for part in ("kind", "value"))
            kind, _, chosen = kind.partition(":")
            add_advice(
                question,
                kind,
                value=_read_period(value) if kind == advice.PERIOD else chosen or value,
                by=http_request.user,
                at=timezone.now(),
            )
    except Refused as refused:
        messages.warning(http_request, str(refused))


def _read_period(typed: str) -> str:
    """Years as an officer writes them, “2019/20 to 2021/22” or “since 2018”, read like those of a request."""
    period = period_in(typed, Passage(0, len(typed)), received_on=timezone.localdate())
    if period is None:
        raise Refused("Enter the years in digits, for example: 2019/20 to 2021/22, or since 2018.")
    return period_value(str(period.first or ""), str(period.last or ""), period.counted or "")


@transaction.atomic
def _record(http_request: HttpRequest, foi_request: FoiRequest, forms: list[TriageForm]) -> None:
    found = []
    for form in forms:
        form.question.foi_request = foi_request
        found.append(Found(form.question, form.findings, tuple(form.cleaned_data["codes"]), seen=form.seen))
    record_findings(foi_request, found, by=http_request.user, at=timezone.now())


def _go_on(http_request: HttpRequest, foi_request: FoiRequest, *, to_draft: bool) -> HttpResponse:
    if not to_draft:
        messages.success(http_request, "What you found is recorded.")
        return redirect("case", foi_request.reference)
    try:
        foi_response = start_draft(foi_request, by=http_request.user, at=timezone.now())
    except ForAnotherTeam as refused:
        messages.warning(http_request, f"What you found is recorded. {refused}")
        return redirect("case_hand_over", foi_request.reference)
    except Refused as refused:
        messages.warning(http_request, f"What you found is recorded. {refused}")
        return redirect("case", foi_request.reference)
    return redirect("draft", foi_request.reference, foi_response.pk)
