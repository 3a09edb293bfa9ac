"""Words about staff who are away."""

from collections.abc import Iterable
from datetime import date

from accounts.models import StaffAbsence
from foirequests.presenters.days import day_words


def absence_rows(absences: Iterable[StaffAbsence], *, today: date) -> list[dict[str, object]]:
    """Each time away once: its days, who covers in which role, whether it has begun, and its key for ending it."""
    rows: dict[date, dict[str, object]] = {}
    for each in absences:
        cover = each.cover.name if each.cover else "Nobody in particular"
        row = rows.setdefault(
            each.first_day,
            {
                "pk": each.pk,
                "days": f"From {day_words(each.first_day)} to {day_words(each.last_day)}",
                "covers": [],
                "has_begun": each.first_day <= today,
            },
        )
        row["covers"].append(f"{cover} covers for you as a {each.get_role_display().lower()}.")
    return list(rows.values())
