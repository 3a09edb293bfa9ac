"""Handing over to another team what is no request for information to the world: subject access, complaints, claims.

A case is handed over whole. Where only some of its questions are for another team, these become a case of their own
first, with the request word for word; what stays behind is the words of the other questions, and the messages, notes
and commissions that the officer leaves with them. So nothing has to be hidden in part: whoever may not open a case
finds its words nowhere.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from codes.models.bank_holidays import england_and_wales_calendar
from foirequests.actions.clock import refresh_due_date
from foirequests.actions.correspondence import send_from_template
from foirequests.actions.parts import NOTHING_ELSE, GoingAlong, take_out
from foirequests.actions.search import index_cases
from foirequests.actions.stages import check_permitted, hold_case, move_stage
from foirequests.domain import advice
from foirequests.domain.errors import Refused
from foirequests.domain.handover import MATTERS, ForAnotherTeam, subject_of_handover
from foirequests.models import Advice, FoiRequest, Handover, Message, Notice, Question


@transaction.atomic
def hand_over(
    foi_request: FoiRequest,
    *,
    questions: Collection[Question],
    kind: str,
    team: str,
    by: StaffMember,
    at: datetime,
    along: GoingAlong = NOTHING_ELSE,
) -> Handover:
    """Hand these questions of a case over to a team: the case itself, or one made of them where others stay.

    `along` is what goes with such a part; of a case handed over whole everything goes.

    Raises:
        Refused: no question, no team, a kind that is answered here, or a part of what has been drafted already.
        NotPermitted: not at this stage, or not by this person.
    """
    hold_case(foi_request)
    if kind not in MATTERS:
        raise Refused("Choose what it is: only what another team deals with is handed over.")
    if not team.strip():
        raise Refused("Choose the team that deals with it.")
    mine = {question.pk for question in foi_request.questions.all()}
    chosen = {question.pk for question in questions} & mine
    if not chosen:
        raise Refused("Tick the questions that you want to hand over.")
    if chosen == mine:
        return _hand_over_whole(foi_request, kind=kind, team=team.strip(), by=by, at=at)
    check_permitted(foi_request, "part_taken_out", by=by)
    if foi_request.clock_events.filter(question__isnull=False).exists():
        raise Refused("The requester was asked about one of the questions. Wait for the answer, then hand over.")
    if foi_request.history.filter(act="draft_started").exists():
        raise Refused("A letter has been drafted and may say what this part asks: hand the whole case over.")
    part = take_out(foi_request, chosen, along, by=by, at=at)
    return _hand_over_whole(part, kind=kind, team=team.strip(), by=by, at=at, other=foi_request)


def _hand_over_whole(
    foi_request: FoiRequest, *, kind: str, team: str, by: StaffMember, at: datetime, other: FoiRequest | None = None
) -> Handover:
    matter = MATTERS[kind]
    acknowledgement = send_from_template(
        foi_request,
        Message.Kind.HANDOVER,
        template="handover",
        facts={
            "about": f"We have read it as: {matter.name[:1].lower()}{matter.name[1:]}.",
            "team": team,
            "duty": f"{matter.duty}: by {_day(due_from_team(kind, foi_request.received_on))} ({matter.provision}).",
            "other_reference": other.reference if other else "",
        },
        at=at,
        by=by,
        carries_link=True,
    )
    handover = Handover.objects.create(
        foi_request=foi_request,
        kind=kind,
        team=team,
        subject=foi_request.subject,
        passed_on_at=at,
        passed_on_by=by,
        acknowledgement=acknowledgement,
    )
    _tell_team(handover)
    _settle_law(foi_request, kind, by=by, at=at)
    foi_request.questions.update(regime=matter.regime)
    move_stage(
        foi_request,
        "passed_on",
        by=by,
        at=at,
        concerning=handover,
        facts={"kind": kind},
        words=team,
        closed_on=timezone.localdate(at),
        subject=subject_of_handover(kind),
        regime_id=matter.regime,
        owner=None,
    )
    refresh_due_date(foi_request)
    index_cases([foi_request.pk])
    return handover


def _tell_team(handover: Handover) -> None:
    """Tell everybody who works in the team."""
    told = {"to_team": handover.team, "raised_at": handover.passed_on_at, "to": None, "seen_at": None}
    Notice.objects.update_or_create(
        foi_request=handover.foi_request,
        kind=Notice.Kind.HANDED_OVER,
        concerns_on=timezone.localdate(handover.passed_on_at),
        defaults=told,
    )


def check_nothing_is_for_a_team(foi_request: FoiRequest) -> None:
    """Raise `ForAnotherTeam` while a question of the case is what another team deals with: a draft would restate it.

    It is so by its law, or by advice that an officer accepted.
    """
    decided = Advice.objects.of_case(foi_request).filter(kind=advice.REGIME, question__isnull=False)
    accepted = dict(decided.filter(decision=advice.ACCEPTED).values_list("question", "value"))
    accepted |= dict(decided.filter(decision=advice.CORRECTED).values_list("question", "corrected_value"))
    for question in foi_request.questions.all():
        kind = question.regime_id if question.regime_id in MATTERS else accepted.get(question.pk, "")
        if kind in MATTERS:
            raise ForAnotherTeam(question.number, MATTERS[kind].name)


def due_from_team(kind: str, received_on: date) -> date:
    """The last day for what the team owes first."""
    return MATTERS[kind].last_day(received_on, england_and_wales_calendar())


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def _settle_law(foi_request: FoiRequest, kind: str, *, by: StaffMember, at: datetime) -> None:
    """What was advised of the law of each question is right or wrong by what the case is handed over as."""
    waiting = Advice.objects.of_case(foi_request).waiting().filter(kind=advice.REGIME, read_number__gt=advice.WHOLE)
    told = {"decided_by": by, "decided_at": at}
    waiting.filter(value=kind).update(decision=advice.ACCEPTED, **told)
    waiting.update(decision=advice.CORRECTED, corrected_value=kind, **told)
