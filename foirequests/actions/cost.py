"""Estimating what complying with a request would cost, alone or with others that are counted with it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from codes.models.bank_holidays import uk_calendar
from codes.models.organisation import office_on
from foirequests.actions.history import write_history
from foirequests.actions.stages import check_permitted
from foirequests.domain import cost_limit
from foirequests.domain.cost_limit import CostLimit, Estimate
from foirequests.domain.errors import Refused
from foirequests.domain.time_limits import aggregation_ends_on
from foirequests.models import CostEstimate, CostLine, FoiRequest, HistoryEntry

ACT = "cost_estimated"
REMOVED = "removed"
"""In the history of an estimate: a line was taken out of it."""

FOI = "foi"


def limit_on(day: date) -> CostLimit:
    """The appropriate limit of the authority on a day, from its dated settings."""
    setting = office_on(day).cost_limit
    return CostLimit(pounds=setting.pounds, pounds_an_hour=setting.pounds_an_hour)


def estimate_of(foi_request: FoiRequest, *, on: date) -> Estimate | None:
    """What the case's lines come to by the limit of the day; None while nobody has entered any."""
    lines = CostLine.objects.filter(estimate__foi_request=foi_request).prefetch_related("foi_request")
    values = [line.as_value() for line in lines]
    return cost_limit.estimate(values, limit_on(on)) if values else None


def estimate_on_file(foi_request: FoiRequest, *, on: date) -> Estimate | None:
    """As `estimate_of`; one without lines where there were some and every one was removed."""
    found = estimate_of(foi_request, on=on)
    if found is not None:
        return found
    removed = HistoryEntry.objects.filter(foi_request=foi_request, act=ACT, facts__change=REMOVED)
    return Estimate((), limit_on(on)) if removed.exists() else None


@transaction.atomic
def save_line(
    foi_request: FoiRequest,
    *,
    fields: Mapping[str, object],
    line: CostLine | None = None,
    by: StaffMember,
    at: datetime,
) -> CostLine:
    """Add a line to the estimate, or change one of its lines.

    Raises:
        Refused: the work does not count, a number is out of range, the basis is missing, the line belongs to a request
            that is not counted with this one, or the request is not one under FOIA.
        NotPermitted: not at this stage, or not by this person.
    """
    found = _open_estimate(foi_request, by=by)
    saved = CostLine(pk=line.pk if line else None, estimate=found, **fields)
    if saved.foi_request is not None and saved.foi_request not in (foi_request, *found.together.all()):
        raise Refused(f"{saved.foi_request.reference} is not counted with this request.")
    others = [other.as_value() for other in found.lines.exclude(pk=saved.pk).select_related("foi_request")]
    cost_limit.estimate([*others, saved.as_value()], limit_on(timezone.localdate(at)))
    saved.save()
    _note(foi_request, saved, "changed" if line else "added", by=by, at=at)
    return saved


@transaction.atomic
def remove_line(foi_request: FoiRequest, line: CostLine, *, by: StaffMember, at: datetime) -> None:
    """Take a line out of the estimate; history keeps what it said.

    Raises:
        NotPermitted: not at this stage, or not by this person.
    """
    kept = _open_estimate(foi_request, by=by).lines.filter(pk=line.pk).first()
    if kept is not None:  # else a double click
        _note(foi_request, kept, REMOVED, by=by, at=at)
        kept.delete()


@transaction.atomic
def set_scope(
    foi_request: FoiRequest,
    *,
    asked_for: Mapping[str, int | None],
    together: Iterable[FoiRequest],
    by: StaffMember,
    at: datetime,
) -> CostEstimate:
    """Record how many years, trusts and codes the request covers, and which requests are counted with it.

    Raises:
        Refused: a request was received outside of sixty consecutive working days, is under another law, or has lines in
            the estimate and would no longer be counted with it.
        NotPermitted: not at this stage, or not by this person.
    """
    found = _open_estimate(foi_request, by=by)
    others = [other for other in together if other.pk != foi_request.pk]
    _check_together([foi_request, *others])
    dropped = found.lines.exclude(foi_request=None).exclude(foi_request__in=[foi_request, *others]).first()
    if dropped is not None:
        raise Refused(f"{dropped.foi_request.reference} has lines in the estimate. Remove them first.")
    for name in cost_limit.DIMENSIONS:
        setattr(found, name, asked_for.get(name))
    found.save()
    found.together.set(others)
    facts = {"change": "scope", **found.asked_for, "together": sorted(other.reference for other in others)}
    write_history(foi_request, ACT, by=by, at=at, concerning=found, facts=facts)
    return found


def _open_estimate(foi_request: FoiRequest, *, by: StaffMember) -> CostEstimate:
    check_permitted(foi_request, ACT, by=by)
    _check_law(foi_request)
    FoiRequest.objects.select_for_update(no_key=True).get(pk=foi_request.pk)  # one writer of an estimate at a time
    return CostEstimate.objects.get_or_create(foi_request=foi_request)[0]


def _check_law(foi_request: FoiRequest) -> None:
    if foi_request.regime_id != FOI:
        raise Refused(
            f"{foi_request.reference} is not a request under the Freedom of Information Act: section 12 applies to "
            "those alone. For environmental information the question is regulation 12(4)(b)."
        )


def _check_together(requests: list[FoiRequest]) -> None:
    first = min(requests, key=lambda each: each.received_on)
    last_day = aggregation_ends_on(first.received_on, uk_calendar())
    for each in requests:
        _check_law(each)
        if each.received_on > last_day:
            raise Refused(
                f"{each.reference} cannot be counted with {first.reference}: it was received more than sixty "
                "consecutive working days after it (regulation 5)."
            )


def _note(foi_request: FoiRequest, line: CostLine, change: str, *, by: StaffMember, at: datetime) -> None:
    facts = {
        "change": change,
        "activity": line.activity,
        "units": line.units,
        "minutes": str(Decimal(line.minutes)),
        "people": line.people,
    }
    write_history(
        foi_request, ACT, by=by, at=at, concerning=line, facts=facts, words=f"{line.unit}. Based on: {line.basis}"
    )
