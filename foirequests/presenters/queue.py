"""The queue in words: which requests, in which order, with what beside them."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.urls import reverse

from accounts.models import StaffMember
from codes.domain.working_days import WorkingDayCalendar
from foirequests.domain import clock, workflow
from foirequests.models import ClockEvent, FoiRequest, Notice, OutgoingMail
from foirequests.models.requests import URGENCY, FoiRequestQuerySet
from foirequests.presenters.days import SOON, day_words, due_tag, kept_tag
from foirequests.presenters.stages import last_returned, stage_tags
from responses.models import (
    DecisionNotice,
    FoiResponse,
    InternalReview,
    IssuedLetter,
    RegulatorComplaint,
    TribunalAppeal,
)

IS_NOBODYS = ExpressionWrapper(Q(owner__isnull=True), output_field=BooleanField())
ORDERS = {
    "received": ("-received_on", "-pk"),
    "reference": ("reference",),
    "owner": (IS_NOBODYS, "owner__name", URGENCY, "pk"),
}
"""Where nothing stands, SQLite sorts it first and PostgreSQL last: the order says so itself. `nulls_last` would, and
SQLite takes none in a union."""


MOSTLY_ENDED = ("all", *workflow.ENDED_STAGES)
"""Choices in which a due date says nothing of what is next: unless an order is chosen, the newest stand first."""


def last_day_of_soon(today: date, calendar: WorkingDayCalendar) -> date:
    """The last of the next five working days."""
    return calendar.nth_working_day_after(today, SOON)


def chosen_cases(
    cases: FoiRequestQuerySet, chosen: Mapping[str, object], *, member: StaffMember, today: date, soon: date
) -> list[FoiRequestQuerySet]:
    """The cases that the filters leave, in their order; words are looked for among these (`presenters.search`).

    In several pieces, of which no two have a case in common: each of them the databases read from an index of its own.
    A search looks at every stage unless one is chosen.
    """
    stage = chosen.get("stage", "all" if "q" in chosen else "")
    order = ORDERS.get(chosen.get("sort"))
    if "sort" not in chosen and stage in MOSTLY_ENDED and "due" not in chosen:
        order = ORDERS["received"]
    if "due" in chosen:
        cases, stage = due(cases, chosen["due"], today=today, soon=soon), stage or "all"
    narrowed = [narrow(piece, chosen, member=member) for piece in at_stage(cases, stage)]
    return [piece.order_by(*order) if order else piece.by_urgency() for piece in narrowed]


def due(cases: FoiRequestQuerySet, when: str, *, today: date, soon: date) -> FoiRequestQuerySet:
    """The open cases whose last day is past, is today, or comes soon."""
    match when:
        case "overdue":
            return cases.overdue(today)
        case "today":
            return cases.due_on_day(today)
        case _:
            return cases.due_within(today, soon)


def narrow(cases: FoiRequestQuerySet, chosen: Mapping[str, object], *, member: StaffMember) -> FoiRequestQuerySet:
    """Those of the cases that fit the owner, the service, the law and the days of receipt that are chosen."""
    match chosen.get("owner"):
        case "me":
            cases = cases.owned_by(member)
        case "nobody":
            cases = cases.filter(owner__isnull=True)
        case str(pk):
            cases = cases.filter(owner=int(pk))
    if "service" in chosen:
        cases = cases.filter(service_area=chosen["service"])
    if "regime" in chosen:
        cases = cases.filter(regime=chosen["regime"])
    if "received_from" in chosen:
        cases = cases.filter(received_on__gte=chosen["received_from"])
    if "received_to" in chosen:
        cases = cases.filter(received_on__lte=chosen["received_to"])
    return cases


def at_stage(cases: FoiRequestQuerySet, stage: str) -> list[FoiRequestQuerySet]:
    """The cases at a stage, or at what the queue calls one; the open ones, and those that have something left."""
    match stage:
        case "":
            # Named by key: they are few among the answers of twenty years, and are then looked up one by one.
            left = list(_unrendered().union(_unsent(), _to_post(), _under_review(), *unfinished_complaints()))
            return [cases.open(), cases.ended().filter(pk__in=left)]
        case "all":
            return [cases]
        case "returned":
            # Asked only of drafts that were submitted once, and once for the list and its number.
            submitted = FoiResponse.objects.filter(stage=workflow.DRAFTING, submitted_at__isnull=False)
            drafts = cases.at_stage(workflow.DRAFTING).filter(pk__in=submitted.values("foi_request"))
            return [cases.filter(pk__in=list(last_returned(drafts).values_list("pk", flat=True)))]
        case "clarification":
            asked = ClockEvent.objects.cases_last_asked_by(clock.CLARIFICATION_ASKED)
            return [cases.waiting_for_requester().filter(pk__in=asked)]
        case "fee":
            asked = ClockEvent.objects.cases_last_asked_by(clock.FEES_NOTICE)
            return [cases.waiting_for_requester().filter(pk__in=asked)]
        case "others":
            return [cases.waiting_for_others()]
        case "failed":
            return [cases.filter(pk__in=_unrendered().union(_unsent()))]
        case "to_post":
            return [cases.filter(pk__in=_to_post())]
        case "review":
            return [cases.filter(pk__in=_under_review())]
        case "regulator":
            first, *others = unfinished_complaints()
            return [cases.filter(pk__in=list(first.union(*others)))]
        case _:
            return [cases.at_stage(stage)]


def _unrendered() -> QuerySet:
    return IssuedLetter.objects.failed().order_by().values_list("foi_request", flat=True)


def _unsent() -> QuerySet:
    return OutgoingMail.objects.failed().values_list("message__foi_request", flat=True)


def _to_post() -> QuerySet:
    return IssuedLetter.objects.to_post().order_by().values_list("foi_request", flat=True)


def _under_review() -> QuerySet:
    return InternalReview.objects.open().order_by().values_list("foi_request", flat=True)


def unfinished_complaints() -> list[QuerySet]:
    """The keys of the cases of which something is still to come from the regulator, from us, or from a tribunal."""
    return [
        RegulatorComplaint.objects.open().order_by().values_list("foi_request", flat=True),
        DecisionNotice.objects.steps_open().order_by().values_list("complaint__foi_request", flat=True),
        TribunalAppeal.objects.undecided().order_by().values_list("notice__complaint__foi_request", flat=True),
    ]


def counts(
    cases: FoiRequestQuerySet, *, today: date, soon: date, chosen: Mapping[str, object]
) -> list[dict[str, object]]:
    """The numbers above the queue, each a link to its list."""
    queue = reverse("queue")
    open_cases = cases.open_in_numbers(today=today, soon=soon)
    others = open_cases["stopped"] + cases.waiting_for_a_team().count()
    shown = [
        ("Overdue", open_cases["overdue"], "due=overdue", "bad"),
        ("Due today", open_cases["due_today"], "due=today", "warning"),
        ("Due in 5 working days", open_cases["due_soon"], "due=soon", "warning"),
        ("Waiting for clearance", open_cases["in_clearance"], f"stage={workflow.CLEARANCE}", ""),
        ("Waiting for others", others, "stage=others", "neutral"),
    ]
    current = "&".join(f"{name}={value}" for name, value in chosen.items())
    return [
        {
            "label": label,
            "number": number,
            "url": f"{queue}?{query}",
            "tone": tone if query.startswith("stage") or number else "neutral",
            "current": query == current,
        }
        for label, number, query, tone in shown
    ]


def rows(
    cases: Iterable[FoiRequest],
    *,
    member: StaffMember,
    today: date,
    calendar: WorkingDayCalendar,
    passages: Mapping[int, Mapping] = MappingProxyType({}),
) -> list[dict]:
    """The rows of the queue; `passages` say of each case that a search found where the words stand."""
    cases = list(cases)
    tags = stage_tags(cases, today=today, calendar=calendar)
    return [
        {
            "pk": case.pk,
            "reference": case.reference,
            "subject": case.subject,
            "url": reverse("case", args=[case.reference]),
            "due": day_words(case.due_on) if case.due_on else "Clock stopped",
            "left": _left(case, today, calendar),
            "tags": tags[case.pk],
            "passage": passages.get(case.pk),
            "owner": "You" if case.owner_id == member.pk else case.owner.name if case.owner else "Nobody yet",
        }
        for case in cases
    ]


def _left(case: FoiRequest, today: date, calendar: WorkingDayCalendar):
    if case.due_on is None:
        return None
    if case.is_open:
        return due_tag(case.due_on, today, calendar)
    return kept_tag(case.due_on, case.closed_on) if case.stage == workflow.ISSUED and case.closed_on else None


NOTICE_PAGES = {Notice.Kind.MENTIONED: "case_comments"}
"""Where a notice leads, other than to the case."""


def notice_rows(notices: Iterable[Notice]) -> list[dict[str, str]]:
    """What the office should know, each with the way to put it away."""
    return [
        {
            "pk": notice.pk,
            "text": f"{notice.get_kind_display()}: {day_words(notice.concerns_on)}",
            "url": reverse(NOTICE_PAGES.get(notice.kind, "case"), args=[notice.foi_request.reference]),
            "link_text": f"{notice.foi_request.reference} {notice.foi_request.subject}",
            "seen_url": reverse("notice_seen", args=[notice.pk]),
        }
        for notice in notices
    ]
