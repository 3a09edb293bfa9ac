"""Filling in the card for section 43(2), question by question."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from accounts.models import StaffMember
from foirequests.actions.history import write_history
from foirequests.actions.stages import check_permitted
from foirequests.domain import commercial_card
from foirequests.domain.commercial_card import check_card, missing_from
from foirequests.models import CommercialCard, Question

ACT = "s43_card_filled"
_WORDS = ("mechanism", "evidence_owner", "factors_for", "factors_against", "target_age")


def card_of(question: Question) -> commercial_card.CommercialCard:
    """What the card of a question says; an empty card while nobody has filled it in."""
    kept = CommercialCard.objects.filter(question=question).first()
    return kept.as_value() if kept else commercial_card.CommercialCard()


@transaction.atomic
def fill_card(
    question: Question, card: commercial_card.CommercialCard, *, by: StaffMember, at: datetime
) -> commercial_card.CommercialCard:
    """Keep what is said on the card, complete or not; the case's history keeps what was said each time.

    Raises:
        Refused: a choice is none of the card's, or a text is too long.
        NotPermitted: not at this stage, or not by this person.
    """
    foi_request = question.foi_request
    check_permitted(foi_request, ACT, by=by)
    checked = check_card(card)
    if checked == card_of(question):
        return checked
    kept, _new = CommercialCard.objects.update_or_create(
        question=question, defaults={**asdict(checked), "partial": list(checked.partial)}
    )
    facts = {
        "question": question.number,
        "whose": checked.whose,
        "likelihood": checked.likelihood,
        "partial": list(checked.partial),
        "missing": len(missing_from(checked)),
    }
    words = "\n".join(getattr(checked, name) for name in _WORDS if getattr(checked, name))
    write_history(foi_request, ACT, by=by, at=at, concerning=kept, facts=facts, words=words)
    return checked
