"""Words and tones of the decisions on the questions of a letter."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.urls import reverse

from codes.models import DatedSetting, Exemption
from foirequests.presenters.days import day_words, moment_words, number_of
from responses.domain.decision_fields import question_fields
from responses.domain.decisions import DISCLOSURE, LIKELIHOODS, MAINTAINING, WEIGHTS, Decision, Ground, Opinion
from responses.domain.ground_fields import fields_of
from responses.domain.ground_questions import CHOICE
from responses.domain.missing import Missing, missing_in, missing_of, needs_weighing
from responses.domain.provisions import ABSOLUTE, Provision
from responses.domain.weighing import PRESUMPTION, conclusion, has_presumption
from responses.forms.decisions import HELD_CHOICES, OUTCOME_CHOICES
from responses.models import FoiResponse, QualifiedPersonOpinion

HELD_TONES = {"held": "info", "part_held": "info", "not_held": "neutral", "not_confirmed": "purple"}
OUTCOME_WORDS = {**{code: words for code, (words, _hint) in OUTCOME_CHOICES.items()}, "not_held": "Nothing to give"}
SHORT = 160
WITHOUT_PLACE = ("grounds",)


def address(name: str, foi_response: FoiResponse, *more: object) -> str:
    """The address of a page about the decisions of a letter."""
    return reverse(name, args=[foi_response.foi_request.reference, foi_response.pk, *more])


def state_words(decisions: Iterable[Decision]) -> dict[str, Any]:
    """How far the decisions of a letter have come, for the drafting page: `text` and `tone`."""
    decisions = list(decisions)
    done = sum(not missing_in(each) for each in decisions)
    if done == len(decisions):
        return {"text": "Complete", "tone": "good"}
    return {"text": f"{done} of {number_of(len(decisions), 'question')} complete", "tone": "warning"}


def question_cards(foi_response: FoiResponse, decisions: Iterable[Decision], *, may_change: bool) -> list[dict]:
    """One card for each question: its words, what is decided, its grounds, and what is missing."""
    return [
        {
            "number": each.question,
            "text": each.text,
            "tags": decision_tags(each),
            "facts": decision_facts(each),
            "grounds": [ground_card(foi_response, ground, may_change=may_change) for ground in each.grounds],
            "missing": missing_lines(foi_response, each, may_change=may_change),
            "url": address("decision", foi_response, each.question) if may_change else "",
            "add_url": address("ground_add", foi_response, each.question) if may_change else "",
            "may_refuse": each.held in ("held", "part_held", "not_confirmed") or not each.held,
        }
        for each in decisions
    ]


def decision_tags(decision: Decision) -> list[dict[str, str]]:
    """Held and outcome, and whether anything is missing."""
    tags = []
    if decision.held:
        tags.append({"text": HELD_CHOICES[decision.held][0], "tone": HELD_TONES[decision.held]})
    if decision.outcome in OUTCOME_WORDS and decision.held in ("held", "part_held"):
        tags.append({"text": OUTCOME_WORDS[decision.outcome], "tone": "info"})
    lacking = len(missing_in(decision))
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
        for each in question_fields(decision.held, decision.outcome)
        if decision.details.get(each.name)
    ]
    return rows


def ground_card(foi_response: FoiResponse, ground: Ground, *, may_change: bool) -> dict[str, Any]:
    """One applied ground in short, with everything that is written for it."""
    lacking = missing_of(ground)
    pk = _pk(ground)
    return {
        "title": f"{ground.provision.opening_citation}: {ground.provision.name}",
        "information": ground.information,
        "kind": kind_words(ground.provision),
        "tag": f"{len(lacking)} to do" if lacking else "Complete",
        "tone": "warning" if lacking else "good",
        "denies": ground.denies,
        "facts": ground_facts(ground),
        "url": address("ground", foi_response, pk) if may_change else "",
        "weigh_url": address("weighing", foi_response, pk) if may_change and _can_be_weighed(ground) else "",
    }


def ground_facts(ground: Ground) -> list[dict[str, Any]]:
    """Everything that is written for a ground, as rows."""
    rows = []
    for each in fields_of(ground.provision, denies=ground.denies):
        said = ground.details.get(each.name, "")
        if said:
            rows.append({"key": each.label, "value": each.choices.get(said, said) if each.kind == CHOICE else said})
    if ground.opinion:
        rows.append({"key": "Opinion of the qualified person", "lines": opinion_lines(ground.opinion)})
    for side, label in ((DISCLOSURE, "For disclosure"), (MAINTAINING, "For withholding")):
        lines = [f"{each.words} ({WEIGHTS[each.weight]})" for each in ground.factors_for(side)]
        if lines:
            rows.append({"key": label, "lines": lines})
    if ground.balance:
        words = conclusion(ground.provision, denies=ground.denies, balance=ground.balance)
        rows.append({"key": "Balance", "value": words})
    if ground.withheld_explanation:
        rows.append({"key": "Why no explanation is given (not printed)", "value": ground.withheld_explanation})
    return rows


def opinion_lines(opinion: Opinion | QualifiedPersonOpinion) -> list[str]:
    """Who gave an opinion, when, about what, and how likely the effect is."""
    likely = f"The effect {LIKELIHOODS[opinion.likelihood]} follow"
    return [
        f"{opinion.person}, {opinion.office}, {day_words(opinion.given_on)}",
        f"{', '.join(opinion.limbs)}{' and section 36(3)' if opinion.denies else ''}. {likely}.",
        opinion.reasons,
    ]


def kind_words(provision: Provision) -> str:
    """Whether the public interest is weighed, in a few words."""
    if needs_weighing(provision):
        return "Qualified: public interest test"
    if provision.kind == ABSOLUTE:
        return "Absolute: no public interest test"
    return "No public interest test"


def missing_lines(foi_response: FoiResponse, decision: Decision, *, may_change: bool) -> list[dict[str, str]]:
    """What is missing of a question and its grounds, each with the provision and the place that mends it."""
    names = {ground.key: ground.provision.citation for ground in decision.grounds}
    return [
        {
            "text": f"{names[each.ground]}: {each.words}" if each.ground else each.words,
            "wanted_by": each.wanted_by,
            "url": _place(foi_response, decision, each) if may_change else "",
        }
        for each in missing_in(decision)
    ]


def ground_missing(ground: Ground) -> list[dict[str, str]]:
    """What is missing of one ground, for its own page, where each line leads to its field."""
    here = {each.name for each in fields_of(ground.provision, denies=ground.denies)} | {"information", "opinion"}
    return [
        {
            "text": each.words,
            "wanted_by": each.wanted_by,
            "url": f"#id_{each.name}" if each.name in here else "#weighing" if _can_be_weighed(ground) else "",
        }
        for each in missing_of(ground)
    ]


def asked_rows(form: forms.Form, asked: Iterable[Any]) -> list[dict[str, Any]]:
    """The fields that the law wants, each beside the provision that wants it."""
    return [{"field": form[each.name], "wanted_by": each.wanted_by} for each in asked]


def picker_groups(offered: Iterable[tuple[Exemption, str]], add_url: str, *, denies: bool) -> list[dict[str, Any]]:
    """The provisions that may be chosen, the likeliest group first; none that cannot do what is asked."""
    groups: dict[str, list[dict[str, Any]]] = {"Most used here": [], "Also possible": [], "Procedural grounds": []}
    rare: list[dict[str, Any]] = []
    for exemption, why_not in offered:
        if why_not or (denies and not exemption.ncnd):
            continue
        row = picker_row(exemption, add_url)
        if exemption.ground == Exemption.Ground.PROCEDURAL:
            groups["Procedural grounds"].append(row)
        elif exemption.relevance == "H":
            groups["Most used here"].append(row)
        elif exemption.relevance == "M":
            groups["Also possible"].append(row)
        else:
            rare.append(row)
    groups["Rarely used here"] = rare
    return [
        {"name": name, "rows": rows, "is_folded": name == "Rarely used here"} for name, rows in groups.items() if rows
    ]


def picker_row(exemption: Exemption, add_url: str) -> dict[str, Any]:
    """One provision to choose: what it is, what points to it, and what the letter then has to add."""
    qualified = exemption.kind == Exemption.Kind.QUALIFIED
    return {
        "code": exemption.code,
        "title": f"{exemption.citation[:1].upper()}{exemption.citation[1:]}",
        "name": exemption.name,
        "tag": "Public interest test" if qualified else "",
        "cues": exemption.cues,
        "must_add": exemption.notice_must_add,
        "url": f"{add_url}?use={exemption.code}",
    }


def not_offered(offered: Iterable[tuple[Exemption, str]]) -> list[str]:
    """What the authority may not use, with the reason."""
    return [f"{row.citation[:1].upper()}{row.citation[1:]}, {row.name}: {why}" for row, why in offered if why]


def weighing_words(ground: Ground) -> dict[str, Any]:
    """What is said above the workbench."""
    test = "Section 2(2)(b)" if ground.provision.regime == "foi" else "Regulation 12(1)(b)"
    about = "whether to say that we hold it" if ground.denies else "whether to disclose it"
    return {
        "test": "Section 2(1)(b)" if ground.denies and ground.provision.regime == "foi" else test,
        "about": about,
        "presumption": PRESUMPTION if has_presumption(ground.provision) else "",
    }


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


def short(text: str) -> str:
    """The beginning of a question, for headings."""
    plain = " ".join(text.split())
    return plain if len(plain) <= SHORT else plain[:SHORT].rsplit(" ", 1)[0] + "…"


def theirs(form: forms.Form, kept: Mapping[str, str]) -> list[dict[str, str]]:
    """What somebody else saved where it differs from what was typed, by the labels of the fields."""
    return [
        {"key": str(form.fields[name].label), "value": kept[name] or "(nothing)"}
        for name in form.fields
        if name in kept and kept[name] != (form.cleaned_data.get(name) or "")
    ]


def _place(foi_response: FoiResponse, decision: Decision, missing: Missing) -> str:
    if missing.ground:
        pk = missing.ground.partition(":")[2]
        if missing.name in (DISCLOSURE, MAINTAINING, "balance"):
            return address("weighing", foi_response, pk)
        return f"{address('ground', foi_response, pk)}#id_{missing.name}"
    if missing.name in WITHOUT_PLACE:
        return address("ground_add", foi_response, decision.question)
    return f"{address('decision', foi_response, decision.question)}#id_{missing.name}"


def _can_be_weighed(ground: Ground) -> bool:
    return needs_weighing(ground.provision)


def _pk(ground: Ground) -> str:
    return ground.key.partition(":")[2]
