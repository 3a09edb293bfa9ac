"""Words and tones for the pages and commands of the room."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from codes.domain.code_list_mapping import ROLES
from codes.domain.code_list_reading import ListReading, Reading
from codes.domain.code_lists import LISTS, CodeRow, ImportPlan, KnownCode
from codes.domain.kpi_table import INTERNAL, KpiRow, RiskRow
from codes.domain.office_settings import PROVISION, YES_NO, Setting
from codes.models.code_lists import Code, CodeListEdition
from codes.models.organisation import DatedSetting
from codes.models.published_items import KpiFact, PublishedItem, PublishedItemChange, StrategicRisk

CONFIDENCE_TONES = {"official": "good", "high": "info", "medium": "info", "low": "warning"}


def plain_day(on: date) -> str:
    """`5 January 2023`."""
    return f"{on.day} {on:%B %Y}"


def where_it_stands(found: ListReading) -> str:
    """`tab “Specialty”, label in column B, “Specialty”, code number in column A`."""
    columns = [f"{label.lower()} in {found.headings[role]}" for role, label in ROLES.items() if role in found.headings]
    return f"tab “{found.where.tab}”, {', '.join(columns)}"


def understood_rows(reading: Reading) -> list[dict[str, Any]]:
    """What was understood of each list, for a summary list."""
    return [
        {
            "key": LISTS[name],
            "lines": [
                f"{len(found.rows)} value{'' if len(found.rows) == 1 else 's'}",
                f"Tab “{found.where.tab}”"
                + (f", headings in row {found.where.header_row}" if found.where.header_row else ", no heading row"),
                *(f"{label}: {found.headings[role]}" for role, label in ROLES.items() if role in found.headings),
            ],
        }
        for name, found in reading.lists.items()
    ]


def plan_counts(plan: ImportPlan) -> list[tuple[str, int]]:
    """The kinds of change with their numbers."""
    return [
        ("Added", len(plan.added) - len(plan.renamed)),
        ("Renamed", len(plan.renamed)),
        ("Spelt or numbered differently", len(plan.respelt)),
        ("Confirmed", len(plan.confirmed)),
        ("Brought back", len(plan.returned)),
        ("Retired", len(plan.retired) - len(plan.renamed)),
        ("Unchanged", len(plan.unchanged)),
    ]


def plan_lines(plan: ImportPlan) -> Iterable[str]:
    """The plan as lines of text: counts first, then each change."""
    yield ", ".join(f"{name.lower()} {number}" for name, number in plan_counts(plan)).capitalize() + "."
    for heading, words in plan_sections(plan):
        for each in words:
            yield f"{heading}: {each}"


def plan_sections(plan: ImportPlan) -> list[tuple[str, list[str]]]:
    """The changes in words, kind by kind, without the kinds that have none."""
    new_names = {each.new.key for each in plan.renamed}
    old_names = {each.old.key for each in plan.renamed}
    sections = [
        ("Added", [_named(row) for row in plan.added if row.key not in new_names]),
        ("Renamed", [renaming_words(each.old, each.new) for each in plan.renamed]),
        ("Spelt or numbered differently", [f"{_named(old)} is now {_labelled(new)}" for old, new in plan.respelt]),
        ("Confirmed", [_named(row) for row in plan.confirmed]),
        ("Brought back", [_named(row) for row in plan.returned]),
        ("Retired", [_named(code) for code in plan.retired if code.key not in old_names]),
    ]
    return [(heading, words) for heading, words in sections if words]


def renaming_words(old: KnownCode, new: CodeRow) -> str:
    """`Injury: Foetal Abnormality is now Fetal Abnormality`."""
    return f"{_named(old)} is now {_labelled(new)}"


def _named(code: CodeRow | KnownCode) -> str:
    return f"{LISTS[code.list_name]}: {_labelled(code)}"


def _labelled(code: CodeRow | KnownCode) -> str:
    return f"{code.label} ({code.number})" if code.number else code.label


def edition_words(edition: CodeListEdition) -> str:
    """Where the lists in use come from."""
    source = "from the official workbook" if edition.is_official else "from public sources"
    return f"Edition {edition.number}, {source}, imported on {plain_day(edition.imported_at.date())}."


def code_row(code: Code) -> list[dict[str, Any]]:
    """One code as a row of the browsing table; the code has its `names`."""
    return [
        {"text": code.label, "url": reverse("code", args=[code.pk]), "header": True},
        {"text": code.get_list_name_display()},
        {"text": code.number or "not known"},
        {"tag": code_state(code), "tone": code_tone(code)},
        {"text": ", ".join(synonym.text for synonym in code.names)},
    ]


def code_state(code: Code) -> str:
    """How far a code may be used, in one word or two."""
    if code.retired_in_id:
        return "Retired"
    if code.unconfirmed:
        return "Unconfirmed"
    return "Official" if code.confidence == Code.Confidence.OFFICIAL else "Public source"


def code_tone(code: Code) -> str:
    """The tone of `code_state`."""
    return "neutral" if code.retired_in_id else CONFIDENCE_TONES[code.confidence]


def setting_lines(declaration: Setting, value: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A setting's value as rows of a summary list."""
    rows = []
    for each in declaration.fields:
        said = value.get(each.name)
        if each.metadata["kind"] == "choice":
            said = each.metadata["choices"].get(said, said)
        if each.metadata["kind"] == "date" and said:
            said = plain_day(date.fromisoformat(said))
        if isinstance(said, list):
            rows.append({"key": each.metadata["label"], "lines": said or ["none"]})
        else:
            rows.append({"key": each.metadata["label"], "value": "none" if said in ("", None) else str(said)})
    return rows


def setting_summary(row: DatedSetting) -> str:
    """A setting's value in one line: numbers, lists of provisions and yes or no say what they are of."""
    words = []
    for field, line in zip(row.declaration.fields, setting_lines(row.declaration, row.value), strict=True):
        said = ", ".join(line["lines"]) if "lines" in line else line["value"]
        if said != "none":
            says_little = field.metadata["kind"] == "number" or said in YES_NO or PROVISION.match(said.split(",")[0])
            words.append(f"{_small(line['key'])}: {said}" if says_little else said)
    summary = "; ".join(dict.fromkeys(words))
    return summary[:1].upper() + summary[1:]


def _small(label: str) -> str:
    """A label within a sentence."""
    return label[:1].lower() + label[1:]


def published_row(item: PublishedItem, today: date) -> list[dict[str, Any]]:
    """One item of the published-information register as a row of its table."""
    words, tone = published_state(item, today)
    return [
        {"text": item.title, "url": reverse("published_item", args=[item.slug]), "header": True},
        {"text": item.get_scheme_class_display()},
        {"text": item.period},
        {"tag": words, "tone": tone},
    ]


def published_state(item: PublishedItem, today: date) -> tuple[str, str]:
    """How far the address of an item can be relied on, and the tone of it."""
    if not item.address:
        return "Address to be completed", "warning"
    if item.is_to_check(today):
        return "Address to be checked", "info"
    return f"Checked {plain_day(item.last_checked_on)}", "good"


def published_facts(item: PublishedItem, today: date) -> list[dict[str, Any]]:
    """What the register says of an item, for a summary list."""
    words, tone = published_state(item, today)
    address = {"value": item.address, "url": item.address} if item.address else {"value": "to be completed"}
    return [
        {"key": "Address", **address},
        {"key": "State", "tag": words, "tone": tone},
        {"key": "Publisher", "value": item.publisher},
        {"key": "Publication scheme", "value": item.get_scheme_class_display()},
        {"key": "Period", "value": item.period or "none"},
        {"key": "Licence", "value": item.licence or "not known"},
        {"key": "Asked for as", "lines": item.asked_as.splitlines() or ["no words yet"]},
        *([{"key": "Notes", "value": item.notes}] if item.notes else []),
    ]


KPI_COLUMNS = [{"label": "No"}, {"label": "Indicator"}, {"label": "Area"}, {"label": "Target"}, {"label": "Footnotes"}]
RISK_COLUMNS = [{"label": "Strategic risk"}, {"label": "Actions taken"}, {"label": "Period"}]


def kpi_row(fact: KpiFact | KpiRow) -> list[dict[str, Any]]:
    """One indicator as a row; kept or only read so far, it has the same columns."""
    internal = fact.target.casefold() == INTERNAL
    return [
        {"text": fact.printed_number, "header": True},
        {"text": fact.text, "sub": ": ".join(filter(None, (fact.group, fact.lead)))},
        {"text": fact.area},
        {"tag": "Internal", "tone": "warning"} if internal else {"text": fact.target},
        {"text": " ".join(fact.footnotes)},
    ]


def risk_row(risk: StrategicRisk | RiskRow) -> list[dict[str, Any]]:
    """One strategic risk as a row."""
    return [{"text": risk.risk, "header": True}, {"text": risk.actions}, {"text": risk.period}]


def published_history(item: PublishedItem) -> list[dict[str, Any]]:
    """What was done to an item, the newest first, with what stood there before."""
    return [
        {
            "what": change.get_act_display(),
            "who": change.made_by.name if change.made_by else "at set-up",
            "happened": plain_day(timezone.localdate(change.made_at)),
            "words": "\n".join(_before(change)),
        }
        for change in item.changes.select_related("made_by")
    ]


def _before(change: PublishedItemChange) -> list[str]:
    if change.act == PublishedItemChange.Act.FACTS_READ:
        said = change.before
        return [f"Year {said['year']}. Before: {len(said['kpis'])} indicators, {len(said['risks'])} risks."]
    return [f"{name.replace('_', ' ').capitalize()} was: {value or 'empty'}" for name, value in change.before.items()]
