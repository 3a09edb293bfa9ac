"""Recording and confirming the office's dated settings."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.domain.errors import Refused
from codes.domain.office_settings import declared_setting
from codes.models.organisation import DatedSetting

EARLIEST = date(2000, 11, 30)  # Royal Assent of the Freedom of Information Act 2000
YEARS_AHEAD = 10


@transaction.atomic
def record_setting(
    *,
    name: str,
    value: Mapping[str, Any],
    valid_from: date,
    source: str,
    reason: str,
    by: StaffMember | None,
    at: datetime,
    verified_on: date | None = None,
) -> DatedSetting:
    """Add a value of a setting that applies from a day on; earlier values stay, and letters keep to theirs.

    A value from the same day as an earlier one corrects it. `by` is the deputy director, or None for values that come
    with the product. Raises Refused with what is wrong in plain words.
    """
    if by is not None and not by.holds(Role.DEPUTY_DIRECTOR):
        raise Refused("Only the deputy director records settings.")
    declaration = declared_setting(name)
    parsed = declaration.parse(value)
    today = timezone.localdate(at)
    if not EARLIEST <= valid_from <= today.replace(year=today.year + YEARS_AHEAD, day=min(today.day, 28)):
        raise Refused(
            f"Applies from: enter a day from {EARLIEST.day} {EARLIEST:%B %Y} to {YEARS_AHEAD} years from now."
        )
    if not source.strip():
        raise Refused("Source: say where the value comes from.")
    if by is not None and not reason.strip():
        raise Refused("Reason: say why the value changes.")
    return DatedSetting.objects.create(
        name=name,
        value=declaration.to_json(parsed),
        valid_from=valid_from,
        source=source.strip(),
        reason=reason.strip(),
        verified_on=verified_on,
        recorded_by=by,
        recorded_at=at,
    )


@transaction.atomic
def confirm_setting(*, setting: DatedSetting, by: StaffMember, at: datetime) -> DatedSetting:
    """Say that a value marked “to be confirmed” is right: the same value again, with the day it was confirmed.

    Raises Refused when it is confirmed already or no longer the last word for its day.
    """
    if setting.verified_on is not None:
        raise Refused("This value is confirmed already.")
    later = DatedSetting.objects.named(setting.name).filter(valid_from=setting.valid_from, pk__gt=setting.pk)
    if later.exists():
        raise Refused("A newer value has been recorded for this day. Look at it again before you confirm.")
    return record_setting(
        name=setting.name,
        value=setting.value,
        valid_from=setting.valid_from,
        source=setting.source,
        reason="Confirmed",
        by=by,
        at=at,
        verified_on=timezone.localdate(at),
    )
