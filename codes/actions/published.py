"""The published-information register: what a request asks for that is published, and keeping the register true."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.domain.errors import Refused
from codes.domain.kpi_table import KpiPage, read_kpi_page
from codes.domain.published import PublishedMatch
from codes.domain.published_matching import match_published
from codes.domain.publishing import check_item, check_year, slug_for
from codes.models.published_items import KpiFact, PublishedItem, PublishedItemChange, StrategicRisk

MAY_KEEP = (Role.OFFICER, Role.DEPUTY_DIRECTOR)
FIELDS = ("title", "address", "publisher", "scheme_class", "period", "licence", "notes", "asked_as")
RESERVED = frozenset({"add"})
"""Short names that addresses of the register's own pages use."""


def published_matches(text: str) -> tuple[PublishedMatch, ...]:
    """What the register has that the text of a request seems to ask for, the surest first. Three queries."""
    [found] = published_matches_of([text])
    return found


def published_matches_of(texts: Iterable[str]) -> list[tuple[PublishedMatch, ...]]:
    """The same for each of several texts. Three queries, however many there are."""
    items = PublishedItem.objects.as_values()
    return [match_published(text, items) for text in texts]


@transaction.atomic
def add_item(*, fields: Mapping[str, str], by: StaffMember, at: datetime) -> PublishedItem:
    """Add an item to the register.

    Raises:
        Refused: something is missing or wrong, in plain words; or `by` does not keep the register.
    """
    _check_keeper(by)
    checked = check_item(fields)
    taken = {*RESERVED, *PublishedItem.objects.values_list("slug", flat=True)}
    item = PublishedItem.objects.create(slug=slug_for(checked["title"], taken), **checked)
    _note(item, PublishedItemChange.Act.ADDED, {}, by=by, at=at)
    return item


@transaction.atomic
def change_item(item: PublishedItem, *, fields: Mapping[str, str], by: StaffMember, at: datetime) -> PublishedItem:
    """Change what the register says of an item; what stood there before is kept. A new address is unchecked.

    Raises:
        Refused: as for `add_item`.
    """
    _check_keeper(by)
    item = PublishedItem.objects.select_for_update().get(pk=item.pk)
    checked = check_item(fields)
    before = {name: getattr(item, name) for name in FIELDS if getattr(item, name) != checked[name]}
    if not before:
        return item
    for name in before:
        setattr(item, name, checked[name])
    if "address" in before and item.last_checked_on is not None:
        before["last_checked_on"] = item.last_checked_on.isoformat()
        item.last_checked_on = None
    item.save()
    _note(item, PublishedItemChange.Act.CHANGED, before, by=by, at=at)
    return item


@transaction.atomic
def mark_checked(item: PublishedItem, *, by: StaffMember, at: datetime) -> PublishedItem:
    """Record that somebody has opened the address today and found there what the register says.

    Raises:
        Refused: the item has no address, or `by` does not keep the register.
    """
    _check_keeper(by)
    item = PublishedItem.objects.select_for_update().get(pk=item.pk)
    if not item.address:
        raise Refused("This item has no address yet. Add it before you say that you have checked it.")
    today = timezone.localdate(at)
    if item.last_checked_on == today:
        return item
    before = {"last_checked_on": item.last_checked_on.isoformat() if item.last_checked_on else ""}
    item.last_checked_on = today
    item.save(update_fields=["last_checked_on"])
    _note(item, PublishedItemChange.Act.CHECKED, before, by=by, at=at)
    return item


@transaction.atomic
def import_facts(item: PublishedItem, *, text: str, year: str, by: StaffMember, at: datetime) -> KpiPage:
    """Take the indicators of a year and the strategic risks out of a pasted page, in place of what stood there.

    Words in which requests ask for an indicator stay with its number. Risks replace those of the same period.

    Raises:
        Refused: the page cannot be read, the year is none, another item states indicators of that year, or `by` does
            not keep the register.
    """
    _check_keeper(by)
    page, year = read_kpi_page(text), check_year(year)
    item = PublishedItem.objects.select_for_update().get(pk=item.pk)
    held = list(item.kpi_facts.filter(year=year)) if page.kpis else []
    asked_as = {(fact.number, fact.part): fact.asked_as for fact in held}
    risks = list(item.strategic_risks.filter(period__in={row.period or year for row in page.risks}))
    before = {
        "year": year,
        "kpis": [[fact.printed_number, fact.text, fact.area, fact.target] for fact in held],
        "risks": [[risk.period, risk.risk, risk.actions] for risk in risks],
    }
    KpiFact.objects.filter(pk__in=[fact.pk for fact in held]).delete()
    StrategicRisk.objects.filter(pk__in=[risk.pk for risk in risks]).delete()
    try:
        with transaction.atomic():
            write_facts(item, page, year=year, asked_as=asked_as)
    except IntegrityError:
        raise Refused(f"Another item of the register states indicators or risks of {year} already.") from None
    _note(item, PublishedItemChange.Act.FACTS_READ, before, by=by, at=at)
    return page


def write_facts(item: PublishedItem, page: KpiPage, *, year: str, asked_as: Mapping[tuple[int, str], str]) -> None:
    """Add the facts of a page to an item that has none of this year yet."""
    KpiFact.objects.bulk_create(
        KpiFact(
            item=item,
            year=year,
            target_visibility=row.visibility,
            asked_as=asked_as.get((row.number, row.part), ""),
            **{**asdict(row), "footnotes": list(row.footnotes)},
        )
        for row in page.kpis
    )
    StrategicRisk.objects.bulk_create(
        StrategicRisk(item=item, period=row.period or year, risk=row.risk, actions=row.actions) for row in page.risks
    )


def _check_keeper(by: StaffMember) -> None:
    if not by.holds(*MAY_KEEP):
        raise Refused("Only information governance officers and the deputy director keep the register.")


def _note(item: PublishedItem, act: str, before: dict, *, by: StaffMember, at: datetime) -> None:
    PublishedItemChange.objects.create(item=item, act=act, before=before, made_by=by, made_at=at)
