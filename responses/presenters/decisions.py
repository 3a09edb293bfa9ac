"""Words and tones of the decisions on the questions of a letter."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from codes.domain.published import S21
from codes.models import DatedSetting
from foirequests.domain.cost_limit import CostLimit
from foirequests.presenters.days import day_words, moment_words, number_of
from responses.actions.published_proposals import PublishedPlace
from responses.domain.decision_fields import question_fields
from responses.domain.decisions import DISCLOSURE, HELD, MAINTAINING, PART_HELD, Decision
from responses.domain.missing import Missing, missing_in
from responses.forms.decisions import HELD_CHOICES, OUTCOME_CHOICES
from responses.models import FoiResponse, QualifiedPersonOpinion
from responses.presenters.grounds import address, ground_card, opinion_lines

HELD_TONES = {"held": "info", "part_held": "info", "not_held": "neutral", "not_confirmed": "purple"}
OUTCOME_WORDS = {**{code: words for code, (words, _hint) in OUTCOME_CHOICES.items()}, "not_held": "Nothing to give"}
WITHOUT_PLACE = ("grounds",)


def state_words(foi_response: FoiResponse, decisions: Iterable[Decision], *, limit: CostLimit | None) -> dict[str, Any]:
    """How far the decisions of a letter have come, for the drafting page: `text` and `tone`.

    `limit` is the cost limit of the day, here and below: an estimate that it allows is not complete (None: there is no
    estimate).
    A reviewer need not decide anything anew: then the outcome of the review says so.
    """
    decisions = list(decisions)
    is_anew = any(each.outcome or each.grounds for each in decisions)
    if foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME and not is_anew:
        return {"text": "None of its own", "tone": "neutral"}
    done = sum(not missing_in(each, limit=limit) for each in decisions)
    if done == len(decisions):
        return {"text": "Complete", "tone": "good"}
    return {"text": f"{done} of {number_of(len(decisions), 'question')} complete", "tone": "warning"}


def question_cards(
    foi_response: FoiResponse,
    decisions: Iterable[Decision],
    *,
    published: Mapping[int, Iterable[PublishedPlace]],
    may_change: bool,
    limit: CostLimit | None,
) -> list[dict]:
    """One card for each question: its words, what is decided, its grounds, and what is missing.

    `published` is, by the number of a question, what triage found published and nobody relied on yet.
    """
    return [
        {
            "number": each.question,
            "text": each.text,
            "tags": decision_tags(each, limit=limit),
            "facts": decision_facts(each),
            "grounds": [
                ground_card(foi_response, ground, may_change=may_change, limit=limit) for ground in each.grounds
            ],
            "missing": missing_lines(foi_response, each, may_change=may_change),
            "published": published_lines(foi_response, each, published.get(each.question, ())) if may_change else [],
            "url": address("decision", foi_response, each.question) if may_change else "",
            "add_url": address("ground_add", foi_response, each.question) if may_change else "",
            "may_refuse": each.held in ("held", "part_held", "not_confirmed") or not each.held,
        }
        for each in decisions
    ]


def published_lines(
    foi_response: FoiResponse, decision: Decision, places: Iterable[PublishedPlace]
) -> list[dict[str, str]]:
    """What is proposed for an answer under section 21: what it is, where, and the page that relies on it."""
    relied_on = any(ground.provision.code == S21 for ground in decision.grounds)
    if decision.held not in (HELD, PART_HELD) or decision.regime != "foi" or relied_on:
        return []
    url = f"{address('ground_add', foi_response, decision.question)}?use={S21}"
    return [{"what": each.what, "title": each.title, "address": each.address, "url": url} for each in places]


def decision_tags(decision: Decision, *, limit: CostLimit | None) -> list[dict[str, str]]:
    """Held and outcome, and whether anything is missing."""
    tags = []
    if decision.held:
        tags.append({"text": HELD_CHOICES[decision.held][0], "tone": HELD_TONES[decision.held]})
    if decision.outcome in OUTCOME_WORDS and decision.held in ("held", "part_held"):
        tags.append({"text": OUTCOME_WORDS[decision.outcome], "tone": "info"})
    lacking = len(missing_in(decision, limit=limit))
    if lacking:
        tags.append({"text": f"{lacking} to do", "tone": "warning"})
    else:
        tags.append({"text": "Complete", "tone": "good"})
    return tags


def decision_facts(decision: Decision) -> list[dict[str, str]]:
    """What is said of a question beside its grounds."""
    rows = [{"key": "The information", "value": decision.answer}] if decision.answer else []
    rows += [
        {"key": each.label, "value": decision.details[each.name]}
        for each in question_fields(decision.held, decision.outcome, regime=decision.regime)
        if decision.details.get(each.name)
    ]
    return rows


def missing_lines(foi_response: FoiResponse, decision: Decision, *, may_change: bool) -> list[dict[str, str]]:
    """What is missing of a question, each with the provision and the place that mends it; its grounds say their own."""
    return [
        {
            "text": each.words,
            "wanted_by": each.wanted_by,
            "url": place_of(foi_response, decision, each) if may_change else "",
        }
        for each in missing_in(decision)
        if not each.ground
    ]


def opinion_cards(opinions: Iterable[QualifiedPersonOpinion]) -> list[dict[str, Any]]:
    """The opinions recorded for a case."""
    return [
        {"lines": opinion_lines(each), "recorded": f"Recorded {moment_words(each.recorded_at)} by {each.recorded_by}"}
        for each in opinions
    ]


def qualified_person_words(setting: DatedSetting | None) -> dict[str, str]:
    """Who is the qualified person today, and by which authorisation; or that nobody is recorded."""
    url = reverse("setting", args=["qualified_person"])
    if setting is None:
        return {"who": "", "url": url}
    value = setting.as_value()
    return {
        "who": f"{value.person}, {value.office}",
        "authorised": f"Authorised by {value.authorised_by} on {day_words(value.authorised_on)} ({value.reference})",
        "url": url,
    }


def is_lacking_facts(decision: Decision) -> bool:
    """Whether the page of the question itself still asks for something, its grounds apart."""
    return any(not each.ground and each.name not in WITHOUT_PLACE for each in missing_in(decision))


def place_of(foi_response: FoiResponse, decision: Decision, missing: Missing) -> str:
    """The page, and the field on it, where what is missing is written."""
    if missing.ground:
        pk = missing.ground.partition(":")[2]
        if missing.name in (DISCLOSURE, MAINTAINING, "balance"):
            return address("weighing", foi_response, pk)
        return f"{address('ground', foi_response, pk)}#id_{missing.name}"
    if missing.name in WITHOUT_PLACE:
        return address("ground_add", foi_response, decision.question)
    return f"{address('decision', foi_response, decision.question)}#id_{missing.name}"
