"""What is decided in a letter, read from the record as values: for its assembly, its checks and its clearance."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects

from codes.models import Exemption
from foirequests.actions.cost import limit_on
from foirequests.domain.cost_limit import CostLimit
from foirequests.models import Question
from responses.domain import decision_fields, ground_fields
from responses.domain.decisions import Decision, Factor, Ground, Opinion
from responses.domain.provisions import COST_GROUNDS, Provision
from responses.models import AppliedGround, FoiResponse, QualifiedPersonOpinion, QuestionDecision


def decisions_in_letter(foi_response: FoiResponse) -> tuple[Decision, ...]:
    """The decision on each question of the case in this letter, in their order; four queries, however many there are.

    A question that nobody has decided in the letter stands as triage found it.
    """
    questions = foi_response.foi_request.questions.all()
    prefetch_related_objects(questions, "codes")
    kept = {row.question_id: row for row in _rows(foi_response)}
    return tuple(_decision(question, kept.get(question.pk)) for question in questions)


def decision_on(foi_response: FoiResponse, question: Question) -> Decision:
    """The decision on one question of the case in this letter."""
    return next(each for each in decisions_in_letter(foi_response) if each.question == question.number)


def provision_of(exemption: Exemption) -> Provision:
    """What the law says of a ground, from the list of the office."""
    return Provision(
        code=exemption.code,
        regime=exemption.regime_id,
        kind=exemption.kind,
        basis=exemption.basis,
        name=exemption.name,
        ncnd=exemption.ncnd,
    )


def ground_key(ground: AppliedGround) -> str:
    """By which parts of the letter name a ground: `ground:12`."""
    return f"ground:{ground.pk}"


def ground_of(ground: AppliedGround) -> Ground:
    """One ground as a value."""
    provision = provision_of(ground.exemption)
    return Ground(
        key=ground_key(ground),
        provision=provision,
        information=ground.information,
        denies=ground.denies,
        details=ground_fields.relevant_details(provision, ground.details, denies=ground.denies),
        factors=tuple(Factor(each.side, each.words, each.weight, each.note) for each in ground.factors.all()),
        balance=ground.balance,
        opinion=opinion_of(ground.opinion) if ground.opinion else None,
        withheld_explanation=ground.withheld_explanation,
    )


def opinion_of(opinion: QualifiedPersonOpinion) -> Opinion:
    """A recorded opinion of the qualified person as a value."""
    return Opinion(
        person=opinion.person,
        office=opinion.office,
        given_on=opinion.given_on,
        limbs=tuple(opinion.limbs),
        likelihood=opinion.likelihood,
        reasons=opinion.reasons,
        denies=opinion.denies,
    )


def limit_for(decisions: Iterable[Decision], *, on: date) -> CostLimit | None:
    """The cost limit of a day, where a decision stands on it (section 12); None, unread, where none does."""
    return limit_on(on) if stands_on_cost(decisions) else None


def stands_on_cost(decisions: Iterable[Decision]) -> bool:
    """Whether any question is refused for what it would cost (section 12)."""
    return any(ground.provision.code in COST_GROUNDS for each in decisions for ground in each.grounds)


def _rows(foi_response: FoiResponse) -> Iterable[QuestionDecision]:
    grounds = AppliedGround.objects.select_related("exemption", "opinion").prefetch_related("factors")
    return foi_response.question_decisions.order_by("pk").prefetch_related(Prefetch("grounds", grounds))


def _decision(question: Question, row: QuestionDecision | None) -> Decision:
    found = {
        "question": question.number,
        "regime": question.regime_id,
        "held": (row and row.held_id) or question.information_held_id or "",
        "text": question.text,
        "codes": tuple(sorted(code.pk for code in question.codes.all())),
    }
    if row is None:
        return Decision(**found)
    held, outcome = found["held"], decision_fields.settled_outcome(found["held"], row.outcome_id or "")
    facts = decision_fields.relevant_details(row.details, held=held, outcome=outcome, regime=question.regime_id)
    return Decision(
        **found,
        outcome=outcome,
        answer=row.answer if decision_fields.gives_information(held, outcome) else "",
        details=facts,
        grounds=tuple(ground_of(ground) for ground in row.grounds.all()),
    )
