"""Weighing the public interest: factors on both sides, where the balance falls, and what earlier decisions said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Avg, Count, Max, Q

from accounts.models import StaffMember
from foirequests.domain import workflow
from responses.actions.deciding import checked_words, hold_for_deciding, next_revision, note
from responses.actions.decision_values import ground_of
from responses.domain.decisions import DISCLOSURE, MAINTAINING, Factor
from responses.domain.errors import Refused
from responses.models import AppliedGround, PublicInterestFactor

MOST_FACTORS = 30
MOST_LOOKED_INTO = 500
"""Grounds of the same provision, the newest, among which earlier factors are sought."""

MOST_OFFERED = 12


@dataclass(frozen=True)
class EarlierFactor:
    """A factor that earlier decisions on the same provision gave: the key of its newest row, and how often."""

    key: int
    factor: Factor
    uses: int


@transaction.atomic
def weigh(
    ground: AppliedGround,
    *,
    factors: Sequence[Factor],
    balance: str,
    revision: int | None = None,
    by: StaffMember,
    at: datetime,
) -> AppliedGround:
    """Keep the factors of a public interest test as they are now, in this order, and where the balance falls.

    Raises:
        Refused: no test under this provision, a balance with nothing weighed, a factor twice, too many or too long.
        Stale: somebody else changed the ground since `revision`.
        NotPermitted: the letter is not being drafted, or `by` may not draft it.
    """
    foi_response = ground.decision.foi_response
    hold_for_deciding(foi_response, by=by)
    kept = _checked(ground, factors)
    if balance not in ("", DISCLOSURE, MAINTAINING):
        raise Refused("Say on which side the balance of the public interest falls.")
    if balance and not kept:
        raise Refused("Write at least one factor before you say where the balance falls.")
    if kept == ground_of(ground).factors and balance == ground.balance:
        return ground
    next_revision(ground, ground.revision if revision is None else revision)
    ground.balance = balance
    ground.save(update_fields=["balance"])
    ground.factors.all().delete()
    PublicInterestFactor.objects.bulk_create(
        PublicInterestFactor(
            ground=ground, side=each.side, words=each.words, weight=each.weight, note=each.note, position=place
        )
        for place, each in enumerate(kept, start=1)
    )
    facts = {
        "question": ground.decision.question.number,
        "exemption": ground.exemption_id,
        "disclosure": sum(each.side == DISCLOSURE for each in kept),
        "maintaining": sum(each.side == MAINTAINING for each in kept),
        "balance": balance,
    }
    note(foi_response, "interest_weighed", ground, facts, by=by, at=at)
    return ground


def earlier_factors(ground: AppliedGround) -> list[EarlierFactor]:
    """Factors given under the same provision in letters that were issued, or for another question of this letter.

    The most used first; those that stand in this ground already are left out. Their weight is what it mostly was.
    """
    known = Q(decision__foi_response__stage=workflow.ISSUED) | Q(decision__foi_response=ground.decision.foi_response_id)
    alike = AppliedGround.objects.filter(known, exemption=ground.exemption_id, denies=ground.denies)
    newest = alike.exclude(pk=ground.pk).order_by("-pk").values_list("pk", flat=True)[:MOST_LOOKED_INTO]
    rows = (
        PublicInterestFactor.objects.filter(ground__in=list(newest))
        .values("side", "words")
        .annotate(uses=Count("ground", distinct=True), newest=Max("pk"), mostly=Avg("weight"))
        .order_by("-uses", "-newest")
    )
    present = {(each.side, each.words) for each in ground.factors.all()}
    found = [
        EarlierFactor(row["newest"], Factor(row["side"], row["words"], round(row["mostly"])), row["uses"])
        for row in rows[: MOST_OFFERED + len(present)]
        if (row["side"], row["words"]) not in present
    ]
    return found[:MOST_OFFERED]


def _checked(ground: AppliedGround, factors: Sequence[Factor]) -> tuple[Factor, ...]:
    if not ground_of(ground).provision.weighs_public_interest:
        raise Refused(f"There is no public interest test under {ground.exemption.citation}.")
    if len(factors) > MOST_FACTORS:
        raise Refused(f"A test can have up to {MOST_FACTORS} factors.")
    kept = tuple(
        Factor(
            each.side, checked_words(each.words, what="A factor"), each.weight, checked_words(each.note, what="A note")
        )
        for each in factors
    )
    if not all(each.words for each in kept):
        raise Refused("Write each factor in words, or take it away.")
    if len({(each.side, each.words) for each in kept}) < len(kept):
        raise Refused("The same factor stands there twice.")
    return kept
