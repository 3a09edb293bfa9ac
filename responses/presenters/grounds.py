"""Words of the grounds for what is not given: what is written, what is missing, what may be chosen, the weighing."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse

from codes.form_fields import DayField
from codes.models import Exemption
from foirequests.domain.cost_limit import CostLimit, Estimate
from foirequests.presenters.days import day_words
from responses.domain.changed_estimate import changed_since
from responses.domain.decisions import DISCLOSURE, LIKELIHOODS, MAINTAINING, WEIGHTS, Ground, Opinion
from responses.domain.ground_fields import fields_of
from responses.domain.ground_questions import CHOICE
from responses.domain.missing import missing_of, needs_weighing
from responses.domain.provisions import ABSOLUTE, COST_GROUNDS, LIFT_THE_DUTY, Provision, cited
from responses.domain.reviewed_grounds import ReviewedGround
from responses.domain.weighing import PRESUMPTION, conclusion, has_presumption
from responses.models import AppliedGround, FoiResponse, QualifiedPersonOpinion

NOTHING = "(nothing)"


def address(name: str, foi_response: FoiResponse, *more: object) -> str:
    """The address of a page about the decisions of a letter."""
    return reverse(name, args=[foi_response.foi_request.reference, foi_response.pk, *more])


def ground_card(
    foi_response: FoiResponse, ground: Ground, *, may_change: bool, limit: CostLimit | None = None
) -> dict[str, Any]:
    """One applied ground in short, with everything that is written for it; `limit` is the cost limit of the day."""
    lacking = missing_of(ground, limit=limit)
    pk = _pk(ground)
    return {
        "title": f"{ground.provision.opening_citation}: {ground.provision.name}",
        "information": ground.information,
        "kind": kind_words(ground.provision),
        "tag": f"{len(lacking)} to do" if lacking else "Complete",
        "tone": "warning" if lacking else "good",
        "denied_under": cited(ground.cites) if ground.denies else "",
        "facts": ground_facts(ground),
        "url": address("ground", foi_response, pk) if may_change else "",
        "weigh_url": address("weighing", foi_response, pk) if may_change and _can_be_weighed(ground) else "",
    }


def reviewed_rows(
    foi_response: FoiResponse, found: Iterable[ReviewedGround], *, may_change: bool
) -> list[dict[str, Any]]:
    """What a review makes of each ground of the reply, with the act that turns it round."""
    return [
        {
            "title": f"Question {each.question}, {each.ground.provision.citation}",
            "information": each.ground.information,
            "denied_under": cited(each.ground.cites) if each.ground.denies else "",
            "tag": "Stands" if each.stands else "Overturned",
            "tone": "info" if each.stands else "warning",
            "act": "Overturn it" if each.stands else "Let it stand",
            "url": _turned_round(foi_response, each) if may_change else "",
        }
        for each in found
    ]


def _turned_round(foi_response: FoiResponse, found: ReviewedGround) -> str:
    if found.kept is not None:
        return address("ground_remove", foi_response, _pk(found.kept))
    return address("ground_restore", foi_response, _pk(found.ground))


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


def ground_missing(ground: Ground, *, limit: CostLimit | None) -> list[dict[str, str]]:
    """What is missing of one ground, for its own page, where each line leads to its field."""
    here = {each.name for each in fields_of(ground.provision, denies=ground.denies)} | {"information", "opinion"}
    return [
        {
            "text": each.words,
            "wanted_by": each.wanted_by,
            "url": f"#id_{each.name}" if each.name in here else "#weighing" if _can_be_weighed(ground) else "",
        }
        for each in missing_of(ground, limit=limit)
    ]


def asked_rows(form: forms.Form, asked: Iterable[Any]) -> list[dict[str, Any]]:
    """The fields that the law wants, each beside the provision that wants it."""
    return [{"field": form[each.name], "wanted_by": each.wanted_by} for each in asked]


def picker_groups(offered: Iterable[tuple[Exemption, str]], add_url: str, *, leaves_open: bool) -> list[dict[str, Any]]:
    """The provisions that may be chosen, the likeliest group first.

    `leaves_open`: only those under which we need not say whether we hold the information.
    """
    groups: dict[str, list[dict[str, Any]]] = {"Most used here": [], "Also possible": [], "Procedural grounds": []}
    rare: list[dict[str, Any]] = []
    for exemption, why_not in offered:
        if why_not or (leaves_open and not (exemption.ncnd or exemption.code in LIFT_THE_DUTY)):
            continue
        row = picker_row(exemption, add_url, leaves_open=leaves_open)
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


def picker_row(exemption: Exemption, add_url: str, *, leaves_open: bool) -> dict[str, Any]:
    """One provision to choose: what it is, what points to it, and what the letter then has to add.

    `leaves_open`: it is chosen to neither confirm nor deny, so that the provision for that is named.
    """
    qualified = exemption.kind == Exemption.Kind.QUALIFIED
    return {
        "code": exemption.code,
        "title": f"{exemption.citation[:1].upper()}{exemption.citation[1:]}",
        "name": exemption.name,
        "tag": "Public interest test" if qualified else "",
        "denied_under": cited(exemption.ncnd) if leaves_open and exemption.ncnd else "",
        "cues": exemption.cues,
        "must_add": exemption.notice_must_add,
        "url": f"{add_url}?use={exemption.code}",
    }


def not_offered(offered: Iterable[tuple[Exemption, str]]) -> list[str]:
    """What the authority may not use, with the reason."""
    return [f"{row.citation[:1].upper()}{row.citation[1:]}, {row.name}: {why}" for row, why in offered if why]


def source_of(row: AppliedGround, known: Mapping[str, str], asked: Iterable[Any]) -> dict[str, str] | None:
    """The page of the case whose facts stand in fields that nobody has answered; None when they stand in none.

    `known` are those facts by the names of the fields, `asked` the fields of the page.
    """
    if not any(known.get(each.name) and each.name not in row.details for each in asked):
        return None
    question = row.decision.question
    reference = question.foi_request.reference
    if row.exemption_id in COST_GROUNDS:
        return {"url": reverse("case_cost", args=[reference]), "text": "Estimate of cost of this case"}
    if row.exemption_id == "s43(2)":
        url = reverse("case_commercial_card", args=[reference, question.number])
        return {"url": url, "text": "Card for commercial interests of this question"}
    return None


def estimate_beside(row: AppliedGround, found: Estimate | None) -> dict[str, Any] | None:
    """What the case's estimate says otherwise than the ground; None when it is the same, or there is none."""
    words = changed_since(row.details, found) if found else ""
    if not words:
        return None
    url = reverse("case_cost", args=[row.decision.question.foi_request.reference])
    return {"words": words, "url": url, "can_fill": bool(found.lines)}


def weighing_words(ground: Ground) -> dict[str, Any]:
    """What is said above the workbench."""
    test = "Section 2(2)(b)" if ground.provision.regime == "foi" else "Regulation 12(1)(b)"
    about = "whether to say that we hold it" if ground.denies else "whether to disclose it"
    return {
        "test": "Section 2(1)(b)" if ground.denies and ground.provision.regime == "foi" else test,
        "about": about,
        "presumption": PRESUMPTION if has_presumption(ground.provision) else "",
    }


def theirs(form: forms.Form, kept: Mapping[str, str]) -> list[dict[str, str]]:
    """What somebody else saved where it differs from what was typed, by the labels of the fields and of their choices.

    `kept` are the answers as they are kept, by the names of the fields: the code of a choice, a day as 2023-01-05.
    """
    return [
        {"key": str(field.label), "value": _kept_words(field, kept[name])}
        for name, field in form.fields.items()
        if name in kept and kept[name] != _as_kept(form.cleaned_data.get(name))
    ]


def _as_kept(typed: object) -> str:
    return typed.isoformat() if isinstance(typed, date) else str(typed or "")


def _kept_words(field: forms.Field, kept: str) -> str:
    if isinstance(field, forms.ChoiceField):  # what follows by itself (of what is not held) is no choice
        return str(dict(field.choices).get(kept, NOTHING))
    if kept and isinstance(field, DayField):
        return day_words(date.fromisoformat(kept))
    return kept or NOTHING


def _can_be_weighed(ground: Ground) -> bool:
    return needs_weighing(ground.provision)


def _pk(ground: Ground) -> str:
    return ground.key.partition(":")[2]
