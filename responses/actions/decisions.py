"""Deciding a question while its letter is drafted: held, outcome, and the grounds for what is not given."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from accounts.models import StaffMember
from codes.domain.office_settings import Office
from codes.models import Exemption
from codes.models.organisation import office_on
from foirequests.models import Question
from responses.actions.deciding import checked_words, hold_for_deciding, next_revision, note, row_of
from responses.actions.decision_values import ground_key, provision_of
from responses.actions.ground_prefill import prefilled
from responses.domain.decision_fields import OUTCOMES, question_labels, settled_outcome
from responses.domain.errors import Refused
from responses.domain.ground_answers import kept_answer
from responses.domain.ground_fields import fields_of
from responses.domain.ground_questions import CHOICE, DAY, GroundField
from responses.domain.offer import powers_of, why_not_offered
from responses.domain.provisions import OPINION
from responses.models import (
    AppliedGround,
    FoiResponse,
    PublicInterestFactor,
    QualifiedPersonOpinion,
    QuestionDecision,
)

MOST_GROUNDS = 20


@transaction.atomic
def decide_question(
    foi_response: FoiResponse,
    question: Question,
    *,
    held: str,
    outcome: str = "",
    answer: str = "",
    details: Mapping[str, str] | None = None,
    revision: int | None = None,
    by: StaffMember,
    at: datetime,
) -> QuestionDecision:
    """Decide whether a question's information is held and what becomes of it, with the facts that this needs.

    `revision` is that of the row that the person looked at (0 when there was none; None: whatever it is). Facts that
    belong to another answer stay on the record, for when it is chosen again.

    Raises:
        Refused: a code that is none, an outcome that this answer does not leave open, or words that are too long.
        Stale: somebody else decided the question since `revision`.
        NotPermitted: the letter is not being drafted, or `by` may not draft it.
    """
    hold_for_deciding(foi_response, by=by)
    if held not in OUTCOMES:
        raise Refused("Say whether the information is held.")
    settled = settled_outcome(held, outcome)
    if outcome and not settled:
        raise Refused("Choose an outcome that fits whether the information is held.")
    row = row_of(foi_response, question)
    labels = question_labels()
    typed = {name: checked_words(words, what=labels[name]) for name, words in (details or {}).items()}
    wanted = {
        "held_id": held,
        "outcome_id": settled or None,
        "answer": checked_words(answer, what="The answer"),
        "details": {name: words for name, words in {**row.details, **typed}.items() if words},
    }
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return row
    next_revision(row, row.revision if revision is None else revision or 1)
    for name, value in wanted.items():
        setattr(row, name, value)
    row.save(update_fields=["held", "outcome", "answer", "details"])
    facts = {"question": question.number, "held": held, "outcome": settled}
    note(foi_response, "question_decided", row, facts, by=by, at=at)
    return row


def grounds_on_offer(question: Question, office: Office) -> list[tuple[Exemption, str]]:
    """Every provision of the question's regime, the likeliest first, with why it is not offered (empty: it is)."""
    has_qualified_person, powers = office.has("qualified_person"), powers_of(office)
    rows = Exemption.objects.current().filter(regime=question.regime_id)
    likely = {"H": 0, "M": 1, "L": 2}
    return [
        (
            row,
            why_not_offered(
                row.code,
                not_ours=row.why_not_available,
                powers=powers,
                has_qualified_person=has_qualified_person,
            ),
        )
        for row in sorted(rows, key=lambda row: (likely.get(row.relevance, 3), row.position))
    ]


@transaction.atomic
def apply_ground(
    foi_response: FoiResponse,
    question: Question,
    exemption: Exemption,
    *,
    information: str,
    denies: bool = False,
    by: StaffMember,
    at: datetime,
) -> AppliedGround:
    """Apply a provision to named information of a question; what the case knows already is filled in.

    Raises:
        Refused: not in this regime, not for this authority, no qualified person is recorded, it does not lift the duty
            to confirm or deny, or nothing is named that it is applied to.
        NotPermitted: the letter is not being drafted, or `by` may not draft it.
    """
    hold_for_deciding(foi_response, by=by)
    today = timezone.localdate(at)
    _check_offered(question, exemption, today)
    _check_denies(exemption, denies)
    row = row_of(foi_response, question)
    position = (row.grounds.aggregate(last=Max("position"))["last"] or 0) + 1
    if row.grounds.count() >= MOST_GROUNDS:
        raise Refused(f"A question can have up to {MOST_GROUNDS} grounds.")
    words = _named(information)
    details, factors = prefilled(question, exemption, denies=denies, today=today)
    ground = AppliedGround.objects.create(
        decision=row, exemption=exemption, information=words, denies=denies, details=details, position=position
    )
    PublicInterestFactor.objects.bulk_create(
        PublicInterestFactor(ground=ground, side=each.side, words=each.words, position=place)
        for place, each in enumerate(factors, start=1)
    )
    note(foi_response, "ground_applied", ground, _facts(ground, question), by=by, at=at)
    return ground


@transaction.atomic
def change_ground(
    ground: AppliedGround,
    *,
    information: str,
    denies: bool,
    details: Mapping[str, str],
    opinion: QualifiedPersonOpinion | None = None,
    withheld_explanation: str = "",
    revision: int | None = None,
    by: StaffMember,
    at: datetime,
) -> AppliedGround:
    """Write what a ground is applied to and what the law wants to be said for it, complete or not.

    `opinion` is kept for section 36 alone; answers that the ground does not ask for are left as they are.

    Raises:
        Refused: a choice, a day or a figure that is none, words that are too long, an opinion of another case, no
            information.
        Stale: somebody else changed the ground since `revision`.
        NotPermitted: the letter is not being drafted, or `by` may not draft it.
    """
    foi_response = ground.decision.foi_response
    hold_for_deciding(foi_response, by=by)
    _check_denies(ground.exemption, denies)
    provision = provision_of(ground.exemption)
    if opinion is not None and (provision.basis != OPINION or opinion.foi_request_id != foi_response.foi_request_id):
        raise Refused("Choose an opinion that was given for this request.")
    asked = {each.name: each for each in fields_of(provision, denies=denies)}
    typed = {name: _answer(asked[name], words) for name, words in details.items() if name in asked}
    wanted = {
        "information": _named(information),
        "denies": denies,
        "details": {name: words for name, words in {**ground.details, **typed}.items() if words},
        "opinion": opinion,
        "withheld_explanation": checked_words(withheld_explanation, what="Why no explanation is given"),
    }
    if all(getattr(ground, name) == value for name, value in wanted.items()):
        return ground
    next_revision(ground, ground.revision if revision is None else revision)
    for name, value in wanted.items():
        setattr(ground, name, value)
    ground.save(update_fields=list(wanted))
    note(foi_response, "ground_changed", ground, _facts(ground, ground.decision.question), by=by, at=at)
    return ground


@transaction.atomic
def remove_ground(ground: AppliedGround, *, by: StaffMember, at: datetime) -> None:
    """Take a ground away, with its reasoning and its factors.

    Raises:
        NotPermitted: the letter is not being drafted, or `by` may not draft it.
    """
    foi_response = ground.decision.foi_response
    hold_for_deciding(foi_response, by=by)
    note(foi_response, "ground_removed", ground, _facts(ground, ground.decision.question), by=by, at=at)
    ground.delete()


@transaction.atomic
def copy_decisions(source: FoiResponse, target: FoiResponse) -> dict[str, str]:
    """Begin a letter that replaces another with what was decided there: rows of its own, free to be changed.

    Returns the new keys of the grounds by the old ones, so that the letter's parts can name them.
    """
    keys: dict[str, str] = {}
    decided: QuerySet = source.question_decisions.prefetch_related("grounds__factors")
    for row in decided:
        grounds = list(row.grounds.all())
        row.pk, row.foi_response, row.revision = None, target, 1
        row._state.adding = True
        row.save()
        for ground in grounds:
            old = ground_key(ground)
            keys[old] = ground_key(copy_ground(ground, row, position=ground.position))
    return keys


def copy_ground(ground: AppliedGround, row: QuestionDecision, *, position: int) -> AppliedGround:
    """Copy a ground with its reasons and factors to the decision of another letter."""
    factors = list(ground.factors.all())
    ground.pk, ground.decision, ground.position, ground.revision = None, row, position, 1
    ground._state.adding = True
    ground.save()
    for factor in factors:
        factor.pk, factor.ground = None, ground
        factor._state.adding = True
    PublicInterestFactor.objects.bulk_create(factors)
    return ground


def _check_offered(question: Question, exemption: Exemption, today: date) -> None:
    if exemption.regime_id != question.regime_id:
        raise Refused(f"{provision_of(exemption).opening_citation} does not belong to the law of this question.")
    why = dict(grounds_on_offer(question, office_on(today))).get(exemption, "It is no longer on the list.")
    if why:
        raise Refused(f"{provision_of(exemption).opening_citation} cannot be applied here. {why}")


def _check_denies(exemption: Exemption, denies: bool) -> None:
    if denies and not exemption.ncnd:
        raise Refused(f"{provision_of(exemption).opening_citation} does not let us neither confirm nor deny.")


def _named(information: str) -> str:
    words = checked_words(information, what="The information")
    if not words:
        raise Refused("Say which information it is applied to.")
    return words


def _answer(field: GroundField, words: str) -> str:
    cleaned = checked_words(words, what=field.label)
    if cleaned and field.kind == CHOICE and cleaned not in field.choices:
        raise Refused(f"{field.label} Choose one of the answers on the page.")
    if cleaned and field.kind == DAY:
        _check_day(field, cleaned)
    return kept_answer(field.kind, cleaned)


def _check_day(field: GroundField, words: str) -> None:
    try:
        date.fromisoformat(words)
    except ValueError:
        raise Refused(f"{field.label} Enter a real date.") from None


def _facts(ground: AppliedGround, question: Question) -> dict[str, object]:
    return {"question": question.number, "exemption": ground.exemption_id, "denies": ground.denies}
