"""Bringing an office its reference data: statutory lists, settings, bank holidays, code lists. Safe to run again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models, transaction

from codes.actions.code_lists import ReadWorkbook, import_code_list, read_workbook
from codes.actions.code_words import load_code_words
from codes.actions.published import write_facts
from codes.actions.settings import record_setting
from codes.bank_holiday_source import SOURCE, SOURCE_NAME, bank_holidays_of
from codes.domain.kpi_table import KpiPage, KpiRow, RiskRow
from codes.domain.working_days import NATIONS
from codes.models.bank_holidays import BankHoliday, bank_holidays_known_to
from codes.models.closures import InformationHeld, Outcome, RefusalReason
from codes.models.code_lists import CodeListEdition
from codes.models.exemptions import Exemption
from codes.models.organisation import DatedSetting
from codes.models.published_items import KpiFact, PublishedItem, PublishedItemChange
from codes.models.regimes import Regime
from codes.models.services import ServiceArea
from codes.models.unrecorded import UnrecordedConcept

SHIPPED = Path(__file__).resolve().parent.parent / "reference"
CODES_JSON = SHIPPED / "cnst_codes.json"
CODES_WORKBOOK = SHIPPED / "CNST-codes-from-public-sources.xlsx"
CODES_NOTE = "From public sources; import the official workbook to replace."


@dataclass(frozen=True)
class Loaded:
    """How many rows a load added or brought up to date, by kind; all zero when it changed nothing."""

    statutory_rows: int
    settings: int
    bank_holidays: int
    code_editions: int
    code_words: int
    published_items: int

    @property
    def changed_nothing(self) -> bool:
        """Whether the office had everything already."""
        return not any(getattr(self, each.name) for each in fields(self))


@transaction.atomic
def load_code_reference_data(*, at: datetime) -> Loaded:
    """Bring the office what the room ships, without touching what the office recorded itself.

    Statutory lists follow the shipped files, settings, bank holidays and published items are added where they are
    missing, and the code lists from public sources give way to an official edition.
    """
    return Loaded(
        statutory_rows=load_statutory_lists(),
        settings=load_settings(at=at),
        bank_holidays=merge_bank_holidays(at=at),
        code_editions=load_code_lists(at=at),
        code_words=load_code_words(),
        published_items=load_published_items(at=at),
    )


def load_statutory_lists() -> int:
    """Regimes, service areas, exemptions, closures and unrecorded concepts as shipped; returns how many rows are new
    or different."""
    closures = _shipped("closures.json")
    exemptions = [
        {**{key: value for key, value in row.items() if key != "regime"}, "regime_id": row["regime"]}
        for row in _shipped("exemptions.json")
    ]
    return (
        _follow(Regime, _shipped("regimes.json"))
        + _follow(ServiceArea, _shipped("service_areas.json"))
        + _follow(Exemption, exemptions)
        + _follow(InformationHeld, closures["information_held"])
        + _follow(Outcome, closures["outcomes"])
        + _follow(RefusalReason, closures["refusal_reasons"])
        + _follow(UnrecordedConcept, _shipped("unrecorded_concepts.json"))
    )


def load_settings(*, at: datetime) -> int:
    """The shipped values of settings for days that have none; returns how many were recorded."""
    recorded = set(DatedSetting.objects.values_list("name", "valid_from"))
    missing = [
        row for row in _shipped("settings.json") if (row["name"], date.fromisoformat(row["valid_from"])) not in recorded
    ]
    for row in missing:
        record_setting(
            name=row["name"],
            value=row["value"],
            valid_from=date.fromisoformat(row["valid_from"]),
            source=row["source"],
            reason=row["reason"],
            verified_on=date.fromisoformat(row["verified_on"]) if row["verified_on"] else None,
            by=None,
            at=at,
        )
    return len(missing)


def merge_bank_holidays(*, at: datetime) -> int:
    """Add the bank holidays of each nation that we have not seen, to the last proclaimed year; returns how many.

    Nothing is taken away when a source no longer has it, and a holiday that the office withdrew stays withdrawn.
    """
    last = bank_holidays_known_to()
    if last is None:
        return 0
    seen = set(BankHoliday.objects.values_list("date", "nation"))
    added = [
        BankHoliday(date=on, nation=nation, title=title, source=SOURCE, first_seen_at=at)
        for nation in NATIONS
        for on, title in bank_holidays_of(nation, last)
        if (on, nation) not in seen
    ]
    BankHoliday.objects.bulk_create(added)
    return len(added)


def doubtful_bank_holidays(*, today: date) -> list[BankHoliday]:
    """Bank holidays still to come that came from the source and that it no longer has: somebody should look.

    They stay until somebody withdraws them: a feed of the government once left out five years for five months.
    """
    last = bank_holidays_known_to()
    if last is None:
        return []
    told = {(on, nation) for nation in NATIONS for on, _ in bank_holidays_of(nation, last)}
    ahead = BankHoliday.objects.in_force().filter(date__gt=today, date__lte=last, source__startswith=SOURCE_NAME)
    return [row for row in ahead.order_by("date", "nation") if (row.date, row.nation) not in told]


def load_code_lists(*, at: datetime) -> int:
    """The workbook from public sources, unless the office has it or an official one; returns how many editions."""
    newest = CodeListEdition.objects.newest()
    if newest and (newest.is_official or newest.file_sha256 == _shipped_workbook().sha256):
        return 0
    import_code_list(workbook=_shipped_workbook(), note=CODES_NOTE, by=None, at=at)
    return 1


def load_published_items(*, at: datetime) -> int:
    """The shipped items of the published-information register that the office has not, with the facts they state.

    An item that is there stays as the office keeps it. Returns how many are new.
    """
    shipped = _shipped("published_items.json")
    held = set(PublishedItem.objects.values_list("slug", flat=True))
    missing = [row for row in shipped["items"] if row["slug"] not in held]
    for row in missing:
        item = PublishedItem.objects.create(**{**row, "asked_as": "\n".join(row["asked_as"])})
        for stated in shipped["facts"]:
            if stated["item"] == item.slug and not KpiFact.objects.filter(year=stated["year"]).exists():
                _state_facts(item, stated)
        PublishedItemChange.objects.create(item=item, act=PublishedItemChange.Act.ADDED, made_by=None, made_at=at)
    return len(missing)


def _state_facts(item: PublishedItem, stated: Mapping[str, Any]) -> None:
    kpis = [{name: value for name, value in row.items() if name != "asked_as"} for row in stated["kpis"]]
    page = KpiPage(
        kpis=tuple(KpiRow(**{**row, "footnotes": tuple(row["footnotes"])}) for row in kpis),
        risks=tuple(RiskRow(**row) for row in stated["risks"]),
    )
    asked_as = {(row["number"], row["part"]): "\n".join(row["asked_as"]) for row in stated["kpis"]}
    write_facts(item, page, year=stated["year"], asked_as=asked_as)


@cache
def _shipped_workbook() -> ReadWorkbook:
    return read_workbook(place=CODES_WORKBOOK, file_name=CODES_WORKBOOK.name)


def _shipped(name: str) -> Any:
    return json.loads((SHIPPED / name).read_text(encoding="utf-8"))


def _follow(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> int:
    """Make the rows of a list what the shipped file says; what it no longer names stays as it is."""
    held = {row.pk: row for row in model.objects.all()}
    changed = [
        wanted
        for position, row in enumerate(rows, start=1)
        if _differs(held.get(row["code"]), wanted := model(position=position, **row))
    ]
    model.objects.bulk_create(row for row in changed if row.pk not in held)
    for row in changed:
        if row.pk in held:
            row.retired_on = held[row.pk].retired_on
            row.save(force_update=True)
    return len(changed)


def _differs(held: models.Model | None, wanted: models.Model) -> bool:
    names = [field.attname for field in wanted._meta.concrete_fields if field.name != "retired_on"]
    return held is None or any(getattr(held, name) != getattr(wanted, name) for name in names)
