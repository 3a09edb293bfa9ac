"""What a letter of the clock prints of its act, and what of it is cleared though the letter does not print it."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from codes.models import Exemption
from foirequests.actions.clock import clock_rules, read_case_clock
from foirequests.actions.extension import extended_to
from foirequests.domain.clock import last_day_to_pay
from foirequests.domain.months import day_some_months_later
from foirequests.models import FoiRequest
from responses.domain.letter import letter_date
from responses.models import FoiResponse


def values_of_act(foi_response: FoiResponse, day: date) -> dict[str, str]:
    """What fills the gaps about the act, if the letter left on `day`: last days are counted from then."""
    fill = _VALUES.get(foi_response.kind)
    return fill(foi_response.foi_request, foi_response.facts, day) if fill else {}


def decision_of_act(foi_response: FoiResponse) -> dict[str, object]:
    """The act that issuing the letter does, with its facts and the day until which the law wants it done."""
    notice_due_on = read_case_clock(foi_response.foi_request).notice_due_on
    return {
        "act": str(foi_response.kind),
        "regime": foi_response.foi_request.regime_id,
        "facts": foi_response.facts,
        "notice_by": notice_due_on.isoformat() if notice_due_on else "",
    }


def exemptions_named(codes: Collection[str]) -> list[Exemption]:
    """The exemptions with these codes, in the order of the list."""
    return list(Exemption.objects.filter(pk__in=codes))


def _of_clarification(foi_request: FoiRequest, facts: Mapping, day: date) -> dict[str, str]:
    months = clock_rules(foi_request.received_on).clarification_months
    values = {"clarify_by": letter_date(day_some_months_later(day, months))}
    if facts.get("question"):
        question = foi_request.questions.get(number=facts["question"])
        values |= {"question_number": str(question.number), "question_text": question.text}
    return values


def _of_fees_notice(foi_request: FoiRequest, facts: Mapping, day: date) -> dict[str, str]:
    rules = clock_rules(foi_request.received_on)
    pay_by = last_day_to_pay(day, regime=foi_request.regime_id, rules=rules)
    return {"fee": f"£{Decimal(facts['pounds']):,.2f}", "pay_by": letter_date(pay_by)}


def _of_extension(foi_request: FoiRequest, facts: Mapping, day: date) -> dict[str, str]:
    until = date.fromisoformat(facts["until"]) if facts.get("until") else None
    last_day = until or extended_to(foi_request, extended_on=day)
    named = [f"{each.citation} ({each.name})" for each in exemptions_named(facts.get("exemptions", []))]
    return {"extended_to": letter_date(last_day) if last_day else "", "exemptions": _joined(named)}


def _of_lapse(foi_request: FoiRequest, facts: Mapping, day: date) -> dict[str, str]:
    return {
        "asked_on": letter_date(date.fromisoformat(facts["asked_on"])),
        "lapsed_on": letter_date(date.fromisoformat(facts["until"])),
    }


def _of_transfer(foi_request: FoiRequest, facts: Mapping, day: date) -> dict[str, str]:
    return {"transferred_to": facts["to"]}


_VALUES = {
    FoiResponse.Kind.CLARIFICATION: _of_clarification,
    FoiResponse.Kind.FEES_NOTICE: _of_fees_notice,
    FoiResponse.Kind.EXTENSION: _of_extension,
    FoiResponse.Kind.LAPSE_NOTICE: _of_lapse,
    FoiResponse.Kind.TRANSFER_NOTICE: _of_transfer,
}


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" and {words[-1]}" if words else ""
