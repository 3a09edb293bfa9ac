"""What is with other teams, in words: that it exists, and since when; what it says is for the team alone."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from accounts.models import StaffMember
from codes.domain.working_days import WorkingDayCalendar
from codes.models.bank_holidays import england_and_wales_calendar
from foirequests.domain import workflow
from foirequests.domain.handover import MATTERS
from foirequests.models import FoiRequest, Handover
from foirequests.presenters.days import day_words


def handover_rows(handovers: Iterable[Handover], *, member: StaffMember) -> list[dict[str, str]]:
    """Each with its kind, team, day and first duty; a link only for those who may open it."""
    calendar = england_and_wales_calendar()
    return [
        {
            "reference": handover.foi_request.reference,
            "url": reverse("case", args=[handover.foi_request.reference]) if handover.team in member.teams else "",
            "kind": handover.get_kind_display(),
            "team": handover.team,
            "since": f"{day_words(timezone.localdate(handover.passed_on_at))}, by {handover.passed_on_by.name}",
            "duty": duty_words(handover, calendar),
        }
        for handover in handovers
    ]


def parts_elsewhere(foi_request: FoiRequest) -> list[str]:
    """For staff: that the request shown is not all that was asked, and under which reference the rest is."""
    return [
        f"Part of this request is dealt with as {part.reference}"
        + (" by another team." if part.stage == workflow.PASSED_ON else ".")
        for part in FoiRequest.objects.taken_out_of(foi_request)
    ]


def parts_told(foi_request: FoiRequest) -> list[str]:
    """The same for the requester."""
    parts = FoiRequest.objects.taken_out_of(foi_request)
    return [f"Part of your request is dealt with separately under {part.reference}." for part in parts]


def duty_words(handover: Handover, calendar: WorkingDayCalendar) -> str:
    """What the team owes first, and by when: `Acknowledgement by 9 January 2023`."""
    matter = MATTERS[handover.kind]
    return f"{matter.duty} by {day_words(matter.last_day(handover.foi_request.received_on, calendar))}"


def handover_clock(foi_request: FoiRequest, today: date) -> dict[str, object] | None:
    """The clock of a case that is with another team, as `components/clock.html` shows it; None of any other."""
    if foi_request.stage != workflow.PASSED_ON:
        return None
    handover = foi_request.handovers.in_force().select_related("passed_on_by").get()
    matter = MATTERS[handover.kind]
    last = matter.last_day(foi_request.received_on, england_and_wales_calendar())
    since = day_words(timezone.localdate(handover.passed_on_at))
    return {
        "label": f"{matter.duty} due from the {handover.team} team",
        "due": day_words(last),
        "why": f"{matter.provision[:1].upper()}{matter.provision[1:]}. Handed over on {since} by"
        f" {handover.passed_on_by.name}.",
        "tone": "bad" if last < today else "neutral",
    }
