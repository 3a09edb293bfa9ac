"""Acts that move the clock: each writes its letter as a draft, or records one that has left already."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.doors import staff_page
from accounts.models import Role
from codes.models import Exemption
from foirequests.actions.clarification import ask_for_clarification, record_clarification_asked
from foirequests.actions.clock import clock_rules, read_case_clock
from foirequests.actions.closing import lapse_request, transfer_request
from foirequests.actions.extension import extend_time
from foirequests.actions.fees import record_fee_paid, record_fees_notice
from foirequests.domain import advice, clock, workflow
from foirequests.domain.clock_checks import is_past_reasonable
from foirequests.forms import clock_acts as forms
from foirequests.forms.ticked import row_keys
from foirequests.models import Advice, FoiRequest
from foirequests.presenters import clock_acts as words
from foirequests.presenters.clarify import question_from
from foirequests.presenters.days import day_words
from foirequests.views.act_page import act_page, posted
from foirequests.views.correspondence import form_page
from foirequests.views.fetch import case_or_404
from responses.actions.clock_letters import Act, change_act, outline_of, start_clock_letter, wording_lacking
from responses.models import FoiResponse

Kind = FoiResponse.Kind


@dataclass(frozen=True)
class ClockAct:
    """One act: the letter that does it, the act of the workflow, its form, and how it is recorded without a letter."""

    kind: str
    act: str
    form: Callable[[FoiRequest], type[forms.WayForm]]
    record: Callable[..., object]


def _record_question(foi_request: FoiRequest, form: forms.AskForm, **told) -> None:
    typed = form.cleaned_data
    number = form.facts.get("question")
    question = foi_request.questions.get(number=number) if number else None
    if typed["way"] == forms.EMAIL:
        ask_for_clarification(
            foi_request,
            unclear=typed["unclear"],
            options=typed["clarification_options"],
            question=question,
            **told,
        )
        return
    asked = f"{typed['unclear']}\n\n{typed['clarification_options']}"
    record_clarification_asked(foi_request, asked_on=typed["on"], question=question, words=asked, **told)


def _record_fees_notice(foi_request: FoiRequest, form: forms.FeesNoticeForm, **told) -> None:
    pounds, on = Decimal(form.facts["pounds"]), form.cleaned_data["on"]
    record_fees_notice(foi_request, pounds=pounds, given_on=on, words=form.cleaned_data["fee_for"], **told)


def _record_extension(foi_request: FoiRequest, form: forms.WayForm, **told) -> None:
    facts = form.facts
    extend_time(
        foi_request,
        extended_on=form.cleaned_data["on"],
        reason="\n".join(form.words.values()),
        grounds=Exemption.objects.filter(pk__in=facts.get("exemptions", [])),
        until=date.fromisoformat(facts["until"]) if facts.get("until") else None,
        complex_and_voluminous=bool(facts.get("complex_and_voluminous")),
        **told,
    )


def _record_lapse(foi_request: FoiRequest, form: forms.LapseForm, **told) -> None:
    lapse_request(foi_request, **told)


def _record_transfer(foi_request: FoiRequest, form: forms.TransferForm, **told) -> None:
    transfer_request(foi_request, **form.facts, **told)


def _extension_form(foi_request: FoiRequest) -> type[forms.WayForm]:
    forms_of = {clock.EIR: forms.EnvironmentalExtensionForm, clock.SUBJECT_ACCESS: forms.SubjectAccessExtensionForm}
    return forms_of.get(foi_request.regime_id, forms.ExtensionForm)


CLARIFICATION = ClockAct(Kind.CLARIFICATION, "clarification_asked", lambda case: forms.AskForm, _record_question)
FEES_NOTICE = ClockAct(Kind.FEES_NOTICE, "fees_notice_given", lambda case: forms.FeesNoticeForm, _record_fees_notice)
EXTENSION = ClockAct(Kind.EXTENSION, "extended", _extension_form, _record_extension)
LAPSE = ClockAct(Kind.LAPSE_NOTICE, "lapsed", lambda case: forms.LapseForm, _record_lapse)
TRANSFER = ClockAct(Kind.TRANSFER_NOTICE, "transferred", lambda case: forms.TransferForm, _record_transfer)


@staff_page(Role.OFFICER)
@form_page
def case_clarification(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Ask the requester to clarify; the clock stops."""
    return _page(http_request, reference, CLARIFICATION)


@staff_page(Role.OFFICER)
@form_page
def case_fees_notice(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Give a fees notice; the clock stops until the fee is paid."""
    return _page(http_request, reference, FEES_NOTICE)


@staff_page(Role.OFFICER)
@form_page
def case_extension(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Extend the time for the reply."""
    return _page(http_request, reference, EXTENSION)


@staff_page(Role.OFFICER)
@form_page
def case_lapse(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Close a case whose requester did not answer or pay."""
    return _page(http_request, reference, LAPSE)


@staff_page(Role.OFFICER)
@form_page
def case_transfer(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Transfer a request to the authority that holds the information."""
    return _page(http_request, reference, TRANSFER)


@staff_page(Role.OFFICER)
@form_page
def case_fee_paid(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Record that the fee came; the clock runs again."""
    foi_request = case_or_404(http_request, reference)
    return act_page(
        http_request,
        foi_request,
        "fee_paid",
        forms.FeePaidForm(posted(http_request), initial={"paid_on": timezone.localdate()}),
        lambda typed: record_fee_paid(foi_request, **typed, by=http_request.user, at=timezone.now()),
        title="Record the payment",
        button="Record the payment",
        done="The payment is recorded and the clock runs again.",
        about=words.about_payment(read_case_clock(foi_request)),
    )


@staff_page(Role.OFFICER)
@form_page
def case_acknowledge(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Write the acknowledgement as a letter, beside the message that left when the request came."""
    foi_request = case_or_404(http_request, reference)
    begun = _begun(foi_request, Kind.ACKNOWLEDGEMENT)
    if begun is not None:
        return redirect("draft", reference, begun.pk)
    slugs = outline_of(foi_request, Kind.ACKNOWLEDGEMENT, {})
    return act_page(
        http_request,
        foi_request,
        "acknowledged",
        forms.NothingForm(posted(http_request)),
        lambda typed: _start(http_request, foi_request, Kind.ACKNOWLEDGEMENT, Act()),
        title="Acknowledge by letter",
        button="Write the letter",
        done="",
        about=words.ABOUT[Kind.ACKNOWLEDGEMENT],
        lacking=tuple(wording_lacking(slugs, at=timezone.now())),
    )


def _page(http_request: HttpRequest, reference: str, clock_act: ClockAct) -> HttpResponse:
    """The page of an act: begins its letter, records one that left, or changes the facts of the draft."""
    foi_request = case_or_404(http_request, reference)
    begun = _begun(foi_request, clock_act.kind)
    if begun is not None and (begun.stage != workflow.DRAFTING or clock_act is LAPSE):
        messages.info(http_request, "The letter has been begun already. This is it.")
        return redirect("draft", reference, begun.pk)
    reading = read_case_clock(foi_request)
    slugs = outline_of(foi_request, clock_act.kind, {"waited_for": reading.waiting_for or ""})
    lacking = wording_lacking(slugs, at=timezone.now()) if begun is None else []
    form = clock_act.form(foi_request)(
        posted(http_request),
        foi_request=foi_request,
        can_write=not lacking,
        is_begun=begun is not None,
        initial=_typed_before(begun) or _advised(http_request, foi_request, clock_act),
    )

    def do(typed: Mapping[str, object]) -> HttpResponse | None:
        told = {"by": http_request.user, "at": timezone.now()}
        if begun is not None:
            change_act(begun, Act(form.facts, form.words), **told)
            _warn(http_request, foi_request, form.facts)
            return redirect("draft", reference, begun.pk)
        if typed["way"] == forms.LETTER:
            return _start(http_request, foi_request, clock_act.kind, Act(form.facts, form.words))
        clock_act.record(foi_request, form, **told)
        _warn(http_request, foi_request, form.facts)
        if clock_act is EXTENSION:
            _warn_of_late_notice(http_request, foi_request)
        return None

    return act_page(
        http_request,
        foi_request,
        clock_act.act,
        form,
        do,
        title=words.TITLES[clock_act.kind],
        button="Change the draft" if begun is not None else "Continue",
        done=words.DONE[clock_act.kind],
        about=words.about(clock_act.kind, foi_request.regime_id, reading),
        lacking=tuple(lacking) if slugs else (),
    )


def _start(http_request: HttpRequest, foi_request: FoiRequest, kind: str, act: Act) -> HttpResponse:
    begun = start_clock_letter(foi_request, kind, act, by=http_request.user, at=timezone.now())
    _warn(http_request, foi_request, act.facts)
    return redirect("draft", foi_request.reference, begun.pk)


def _begun(foi_request: FoiRequest, kind: str) -> FoiResponse | None:
    return foi_request.foi_responses.open().filter(kind=kind).select_related("working_copy").first()


def _typed_before(begun: FoiResponse | None) -> dict[str, object]:
    """What stands in the fields: the facts and words of the draft."""
    if begun is None:
        return {}
    facts = dict(begun.facts)
    if facts.get("until"):
        facts["until"] = date.fromisoformat(facts["until"])
    return {**facts, **begun.working_copy.values}


def _advised(http_request: HttpRequest, foi_request: FoiRequest, clock_act: ClockAct) -> dict[str, object]:
    """What triage proposes to ask, when its advice led here: which code is meant."""
    keys = row_keys(http_request.GET.getlist("advice"))
    if clock_act is not CLARIFICATION or not keys:
        return {}
    given = Advice.objects.of_case(foi_request).filter(pk__in=keys, kind=advice.NOT_RECORDED)
    piece = given.select_related("question").first()
    return question_from(piece) if piece else {}


def _warn(http_request: HttpRequest, foi_request: FoiRequest, facts: Mapping[str, object]) -> None:
    """Say that an estimated day lies later than the regulator normally finds reasonable."""
    until = date.fromisoformat(facts["until"]) if facts.get("until") else None
    rules = clock_rules(foi_request.received_on)
    if until and is_past_reasonable(until, read_case_clock(foi_request, rules), rules):
        messages.warning(
            http_request,
            f"{day_words(until)} lies past the 40 working days that the regulator finds reasonable at the most. Say in"
            " the letter why this case is exceptional.",
        )


def _warn_of_late_notice(http_request: HttpRequest, foi_request: FoiRequest) -> None:
    """Say that an extension of which notice was given too late does not extend anything."""
    reading = read_case_clock(foi_request)
    if reading.extension is None and reading.due_on is not None:
        messages.warning(
            http_request,
            f"That notice left after {day_words(reading.notice_due_on)}, its last day, so it extends nothing: the reply"
            f" is still due on {day_words(reading.due_on)}. The notice and its reason are kept.",
        )
