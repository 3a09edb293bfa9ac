"""Saying that one is away, who covers meanwhile, and that one is back."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.domain.errors import Refused
from accounts.models import Role, StaffAbsence, StaffMember


@transaction.atomic
def record_absence(
    *,
    first_day: date,
    last_day: date,
    covers: Mapping[str, StaffMember | None],
    by: StaffMember,
    at: datetime,
) -> list[StaffAbsence]:
    """Record that `by` is away, first and last day included, and who covers in each role that others wait for.

    `covers` names for each such role of `by` a colleague who holds it, or nobody.

    Raises:
        Refused: the days are in the wrong order or over, they overlap with an absence that is recorded already, or a
            cover does not hold the role or is away meanwhile.
    """
    # Two recordings at one moment come one after the other.
    StaffMember.objects.select_for_update(no_key=True).get(pk=by.pk)
    if last_day < first_day:
        raise Refused("The last day away comes before the first.")
    if last_day < timezone.localdate(at):
        raise Refused("These days are over already.")
    roles = [role for role in StaffAbsence.ROLES if by.holds(role)]
    if not roles:
        raise Refused("Nothing waits for you by name, so nobody has to cover for you.")
    if by.absences.overlapping(first_day, last_day).exists():
        raise Refused("You have recorded already that you are away on some of these days.")
    for role in roles:
        _check_cover(covers.get(role), role, first_day, last_day, by=by)
    return [
        StaffAbsence.objects.create(
            member=by, role=role, cover=covers.get(role), first_day=first_day, last_day=last_day, recorded_at=at
        )
        for role in roles
    ]


@transaction.atomic
def end_absence(*, first_day: date, by: StaffMember, at: datetime) -> None:
    """Say that `by` is back, or does not go: the absence that begins on that day ends in every role.

    Raises:
        Refused: no such absence holds any more.
    """
    if not by.absences.standing().filter(first_day=first_day).update(ended_at=at):
        raise Refused("You are not recorded as away from that day any more.")


def _check_cover(cover: StaffMember | None, role: str, first_day: date, last_day: date, *, by: StaffMember) -> None:
    if cover is None:
        return
    if cover.pk == by.pk:
        raise Refused("Somebody else has to cover for you.")
    if not (cover.is_active and cover.holds(role)):
        raise Refused(f"{cover.name} is no {Role(role).label.lower()}, so they cannot cover for you.")
    if cover.absences.overlapping(first_day, last_day).filter(role=role).exists():
        raise Refused(f"{cover.name} is away on some of these days. Choose somebody else.")
