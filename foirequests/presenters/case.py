"""Everything that the page of a case shows, in a bounded number of queries."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, StaffMember
from foirequests.actions.clock import clock_rules, read_part_clocks
from foirequests.domain import workflow
from foirequests.domain.clock import Reading, governing
from foirequests.models import Commission, FoiRequest, HistoryEntry, Message, Question
from foirequests.presenters import delivery
from foirequests.presenters.calendar_of_case import promise_panel, prudent_line
from foirequests.presenters.case_acts import asks_for_subject, permitted_acts
from foirequests.presenters.clock import clock_panel
from foirequests.presenters.days import Tag, day_words, number_of
from foirequests.presenters.handover import handover_clock, parts_elsewhere
from foirequests.presenters.laws import case_words, kinds_accepted, law_words
from foirequests.presenters.next_action import next_action, stage_tasks
from foirequests.presenters.stages import REVIEW_ASKED, cases_returned, stage_tag
from foirequests.presenters.timeline import Named, cases_named, merged_words, people_named, timeline
from responses.models import FoiResponse, InternalReview
from responses.presenters.regulator import regulator_panel
from responses.presenters.reviews import letters_reviewed, review_panel, reviews_of

OTHERS_SHOWN = 10
RETURNED_WITHOUT_WORDS = "What to change is said beside the paragraphs."


def case_page(foi_request: FoiRequest, *, member: StaffMember, now: datetime) -> dict[str, object]:
    """The context of `foirequests/case.html`; what several parts of it speak of is read once, here."""
    prefetch_related_objects([foi_request], "clock_events")
    today = timezone.localdate(now)
    may_act = member.holds(Role.OFFICER)
    rules = clock_rules(foi_request.received_on)
    messages = list(
        foi_request.messages.select_related("by", "mail").prefetch_related("files__stored_file").order_by("happened_at")
    )
    letters = list(
        foi_request.issued_letters.select_related("foi_response", "issued_by", "pdf", "message__mail").defer("frozen")
    )
    responses = list(
        FoiResponse.objects.open().filter(foi_request=foi_request).select_related("asked_clearer", "internal_review")
    )
    entries = list(foi_request.history.select_related("actor", "words").order_by("-happened_at", "-pk"))
    commissions = list(foi_request.commissions.select_related("asked_by"))
    reviews = reviews_of(foi_request)
    reviewed = letters_reviewed(reviews)
    complaints = list(foi_request.regulator_complaints.whole().order_by("-told_on", "-pk"))
    questions = questions_of(foi_request)
    accepted = kinds_accepted(foi_request)
    returned = foi_request.stage == workflow.DRAFTING and bool(cases_returned([foi_request.pk]))
    of_parts = read_part_clocks(foi_request, rules)
    readings = of_parts.values()
    reading = governing(readings)
    tag = stage_tag(foi_request, returned=returned, waiting_for=reading.waiting_for)
    tags = [tag]
    if any(review.stage in InternalReview.OPEN_STAGES for review in reviews):
        tags.append(REVIEW_ASKED)
    return {
        "foi_request": foi_request,
        "section": "queue",
        "stage_tags": tags,
        "clock": handover_clock(foi_request, today)
        or clock_panel(
            foi_request,
            reading,
            rules=rules,
            today=today,
            calendar=rules.uk,
        ),
        "elsewhere": parts_elsewhere(foi_request) if any(entry.act == "part_taken_out" for entry in entries) else [],
        "promise": promise_panel(foi_request, entries, foi_request.clock_events.all(), member=member),
        "prudent": prudent_line(foi_request, reading),
        "tasks": stage_tasks(
            foi_request,
            returned=returned,
            waiting=tag if foi_request.is_waiting_for_requester else None,
            letters=letters,
            reviewed=reviewed,
            today=today,
        ),
        "next": next_action(
            foi_request,
            member=member,
            responses=responses,
            letters=letters,
            reviews=reviews,
            complaints=complaints,
            returned=return_comment(entries) if returned else "",
            reading=reading,
            today=today,
        ),
        "acts": permitted_acts(foi_request, member, readings=readings, today=today),
        "may_act": may_act,
        "asks_for_subject": asks_for_subject(foi_request, member),
        "internal_review": review_panel(
            foi_request, member, today, letters=letters, reviews=reviews, calendar=rules.uk
        ),
        "regulator": regulator_panel(
            foi_request, member, today, complaints=complaints, letters=letters, calendar=rules.uk
        ),
        "law": case_words(foi_request, questions, accepted),
        "questions": question_panels(foi_request, questions, of_parts, accepted),
        "events": events_of(entries, messages, commissions),
        "correspondence": delivery.correspondence(foi_request, messages, may_act=may_act),
        "notes": delivery.notes(messages),
        "letters": delivery.letters(letters, reviewed=reviewed, today=today, may_act=may_act),
        "reviews": review_panels(reversed(reviews)),
        "files": files_of(foi_request, messages),
        "commissions": commission_panels(foi_request, commissions, today),
        "people": people_rows(foi_request, may_act=may_act),
        "same_person": other_cases(same_person(foi_request, member=member), member=member),
        "linked": other_cases(foi_request.linked_with.order_by("reference"), member=member),
        "merged_words": merged_words(foi_request) if foi_request.merged_into_id else "",
        "moving": delivery.what_moves(messages, letters, now),
    }


def events_of(entries: list[HistoryEntry], messages: list[Message], commissions: list[Commission]) -> list[dict]:
    """The timeline, newest first."""
    named = Named(
        messages={message.pk: message for message in messages},
        people=StaffMember.objects.in_bulk(people_named(entries)),
        cases=FoiRequest.objects.in_bulk(cases_named(entries)),
        commissions={commission.pk: commission for commission in commissions},
    )
    return timeline(entries, named)


def return_comment(entries: list[HistoryEntry]) -> str:
    """What the clearer wrote who returned the letter last, or where it is said; `entries` are newest first."""
    latest = next((entry for entry in entries if entry.act == "returned"), None)
    if latest is None:
        return ""
    return latest.words.text if hasattr(latest, "words") else RETURNED_WITHOUT_WORDS


def questions_of(foi_request: FoiRequest) -> list[Question]:
    """The questions of a case with what stands on them, in two queries; the case keeps them for who asks it again."""
    with_lists = Question.objects.select_related("regime", "service_area", "information_held", "outcome")
    prefetch_related_objects([foi_request], Prefetch("questions", with_lists.prefetch_related("codes")))
    return list(foi_request.questions.all())


def question_panels(
    foi_request: FoiRequest,
    questions: Iterable[Question],
    readings: Mapping[int | None, Reading],
    accepted: Mapping[int, str],
) -> list[dict[str, object]]:
    """Each question with what triage found about it, and its due date where it has a clock of its own."""
    return [
        {
            "number": question.number,
            "text": "" if question.text == foi_request.text else question.text,
            "codes": [
                {"label": code.label, "list": code.get_list_name_display(), "unconfirmed": code.unconfirmed}
                for code in question.codes.all()
            ],
            "rows": [
                row
                for row in (
                    {"key": "Law", "value": law_words(question, accepted)},
                    {"key": "Due", "value": _due_words(readings.get(question.pk))},
                    {"key": "Service", "value": question.service_area and question.service_area.name},
                    {"key": "Information held", "value": question.information_held and question.information_held.name},
                    {"key": "Not recorded", "value": question.missing_attribute},
                    {"key": "Who has it", "value": question.holder},
                    {"key": "Outcome", "value": question.outcome and question.outcome.name},
                )
                if row["value"]
            ],
        }
        for question in questions
    ]


def _due_words(reading: Reading | None) -> str:
    if reading is None:
        return ""
    return day_words(reading.due_on) if reading.due_on else "Clock stopped"


def files_of(foi_request: FoiRequest, messages: list[Message]) -> list[dict[str, str]]:
    """Every file of the case, with where it came from."""
    return [
        {
            **delivery.file_row(foi_request, file),
            "from": f"{message.get_kind_display()}, {day_words(timezone.localdate(message.happened_at))}",
        }
        for message in messages
        for file in message.files.all()
    ]


def commission_panels(foi_request: FoiRequest, commissions: list[Commission], today: date) -> list[dict[str, object]]:
    """Who was asked for what, and what they answered."""
    panels = []
    for commission in commissions:
        late = commission.answered_on is None and commission.due_on < today
        panels.append(
            {
                "pk": commission.pk,
                "holder": commission.holder,
                "asked_for": commission.asked_for,
                "answer": commission.answer,
                "asked": f"Asked on {day_words(commission.asked_on)} by {commission.asked_by.name}, answer due on"
                f" {day_words(commission.due_on)}",
                "answered": f"Answered on {day_words(commission.answered_on)}" if commission.answered_on else "",
                "late": f"{number_of((today - commission.due_on).days, 'day')} late" if late else "",
                "answer_url": reverse("case_commission_answer", args=[foi_request.reference, commission.pk]),
            }
        )
    return panels


def review_panels(reviews: Iterable[InternalReview]) -> list[dict[str, object]]:
    """Internal reviews, each with its dates and where it stands."""
    return [
        {
            "url": reverse("review", args=[review.pk]),
            "title": f"Asked for on {day_words(review.asked_on)}",
            "tags": [
                Tag(review.get_stage_display(), "info" if review.stage in InternalReview.OPEN_STAGES else "neutral"),
                *([Tag("Asked for late", "warning")] if review.is_late else []),
            ],
            "lines": [
                f"Outcome due on {day_words(review.due_on)}",
                *([f"Reviewer: {review.reviewer.name}"] if review.reviewer else []),
                *([review.get_outcome_display()] if review.outcome else []),
            ],
        }
        for review in reviews
    ]


def people_rows(foi_request: FoiRequest, *, may_act: bool) -> list[dict[str, object]]:
    """The people of the case and how they can be reached."""
    requester = foi_request.requester
    owner = {"key": "Owner", "value": foi_request.owner.name if foi_request.owner else "Nobody yet"}
    if may_act and workflow.is_permitted("assigned", stage=foi_request.stage, roles=frozenset({Role.OFFICER})):
        owner["change_url"] = reverse("case_assign", args=[foi_request.reference])
    asked = {"key": "Requester", "value": requester.displayed_name}
    if may_act:
        asked["change_url"] = reverse("case_requester", args=[foi_request.reference])
    rows = [
        owner,
        asked,
        {"key": "E-mail", "value": requester.email},
        {"key": "Post", "value": requester.postal_address},
        {"key": "Telephone", "value": requester.phone},
        {"key": "Came by", "value": foi_request.get_channel_display()},
        {"key": "Received", "value": day_words(foi_request.received_on)},
        {"key": "Would like the reply", "value": foi_request.get_preferred_format_display()},
        {"key": "Adjustments asked for", "value": foi_request.adjustments},
    ]
    return [row for row in rows if row["value"]]


def same_person(foi_request: FoiRequest, *, member: StaffMember):
    """The newest of the person's other cases that the member of staff may open.

    That somebody has made a subject access request, a claim or a complaint bears on no request for information: it is
    told to the team that deals with it and to nobody else.
    """
    cases = FoiRequest.objects.visible_to(member).same_person_as(foi_request)
    return cases.order_by("-received_on", "-pk")[:OTHERS_SHOWN]


def other_cases(foi_requests, *, member: StaffMember) -> list[dict[str, str]]:
    """Other cases, as links; of one that is with another team, nothing but its reference to whoever may not open it."""
    foi_requests = list(foi_requests)
    shut = {other.pk for other in foi_requests if other.stage == workflow.PASSED_ON}
    if shut:
        shut -= set(FoiRequest.objects.visible_to(member).filter(pk__in=shut).values_list("pk", flat=True))
    return [
        {"url": "", "text": other.reference, "about": other.get_stage_display()}
        if other.pk in shut
        else {
            "url": reverse("case", args=[other.reference]),
            "text": f"{other.reference}: {other.subject}",
            "about": f"{other.get_stage_display()}, received {day_words(other.received_on)}",
        }
        for other in foi_requests
    ]
