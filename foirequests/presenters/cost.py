"""The estimate of cost and the card for section 43(2) on pages."""

from datetime import date
from typing import Any

from django.urls import reverse

from accounts.models import StaffMember
from foirequests.actions.cost import ACT, estimate_of, limit_on
from foirequests.actions.repeats import advised_together
from foirequests.domain import commercial_card, cost_words, workflow
from foirequests.domain.commercial_card import CommercialCard
from foirequests.domain.cost_limit import ACTIVITIES, narrower_requests
from foirequests.models import CostEstimate, CostLine, FoiRequest

NUMERIC = ("Number", "Minutes for each", "People", "Hours")


def cost_page(foi_request: FoiRequest, member: StaffMember, *, today: date) -> dict[str, Any]:
    """The context of the page: lines, what they come to, and what would fit."""
    kept = CostEstimate.objects.filter(foi_request=foi_request).prefetch_related("together").first()
    may_change = workflow.is_permitted(ACT, stage=foi_request.stage, roles=member.roles)
    lines = CostLine.objects.filter(estimate=kept).select_related("foi_request") if kept else []
    return {
        **advice_on_cost(foi_request, today=today),
        "columns": [{"label": label, "numeric": label in NUMERIC} for label in cost_words.HEADINGS],
        "rows": table_rows(foi_request, today=today),
        "lines": [_line(foi_request, line) for line in lines] if may_change else [],
        "scope": _scope(foi_request, kept, may_change=may_change),
        "may_change": may_change,
    }


def advice_on_cost(foi_request: FoiRequest, *, today: date) -> dict[str, Any]:
    """What the estimate says, for the page and for triage; `verdict` is empty while there are no lines."""
    url = reverse("case_cost", args=[foi_request.reference])
    found = estimate_of(foi_request, on=today)
    if found is None:
        limit = limit_on(today)
        return {
            "verdict": "",
            "limit": f"The limit is £{limit.pounds}, at £{limit.pounds_an_hour} an hour.",
            "url": url,
        }
    kept = CostEstimate.objects.get(foi_request=foi_request)
    narrower = narrower_requests(found, kept.asked_for)
    return {
        "verdict": cost_words.verdict(found),
        "tag": "Over the limit" if found.is_over else "Within the limit",
        "tone": "warning" if found.is_over else "good",
        "is_over": found.is_over,
        "narrower": [f"{each.words}: about {cost_words.number_words(each.hours)} hours" for each in narrower],
        "can_be_narrowed": bool(kept.asked_for),
        "letter": cost_words.letter_paragraph(found),
        "url": url,
    }


def table_rows(foi_request: FoiRequest, *, today: date) -> list[list[dict[str, Any]]]:
    """The table as the letter needs it: heading cells, units and the total."""
    found = estimate_of(foi_request, on=today)
    if found is None:
        return []
    return [
        [
            {"text": text, "header": place == 0, "numeric": label in NUMERIC}
            for place, (label, text) in enumerate(zip(cost_words.HEADINGS, row, strict=True))
        ]
        for row in cost_words.table_rows(found)
    ]


def _line(foi_request: FoiRequest, line: CostLine) -> dict[str, Any]:
    keys = [foi_request.reference, line.pk]
    return {
        "text": f"{ACTIVITIES[line.activity]}: {line.units:,} {line.unit}",
        "change_url": reverse("case_cost_line", args=keys),
        "remove_url": reverse("case_cost_line_remove", args=keys),
    }


def _scope(foi_request: FoiRequest, kept: CostEstimate | None, *, may_change: bool) -> list[dict[str, Any]]:
    asked = kept.asked_for if kept else {}
    together = ", ".join(other.reference for other in kept.together.all()) if kept else ""
    advised = advised_together(foi_request) if not together else []
    change = {"change_url": reverse("case_cost_scope", args=[foi_request.reference])} if may_change else {}
    covers = ", ".join(f"{number} {name if number > 1 else name[:-1]}" for name, number in asked.items())
    return [
        {"key": "The request covers", "value": covers or "not said yet", **change},
        {"key": "Counted with it", "value": together or _not_counted_yet(advised), **change},
    ]


def _not_counted_yet(advised: list[str]) -> str:
    if not advised:
        return "no other request"
    return f"no other request yet. Triage advises to count {', '.join(advised)} with it: choose “Change” to do so"


def card_words(card: CommercialCard) -> dict[str, Any]:
    """How far a card is complete, and what is always said beside it."""
    missing = commercial_card.missing_from(card)
    return {
        "missing": missing,
        "tag": f"{len(missing)} of {len(commercial_card.MISSING_WORDS)} answers missing" if missing else "Complete",
        "tone": "warning" if missing else "good",
        "not_a_refusal": commercial_card.NOT_A_REFUSAL,
        "no_ncnd": commercial_card.NO_NCND,
        "also_weigh": commercial_card.ALSO_WEIGH,
    }
