"""What the case knows already about a ground: its estimate of cost, its card, what triage found published."""

from datetime import date

from codes.domain.published import S21
from codes.models import Exemption
from foirequests.actions.commercial_cards import card_of
from foirequests.actions.cost import FOI, estimate_of
from foirequests.domain import commercial_card, cost_words
from foirequests.domain.cost_limit import Estimate, narrower_requests
from foirequests.models import CostEstimate, Question
from responses.actions.published_proposals import published_for
from responses.domain.decisions import DISCLOSURE, MAINTAINING, Factor
from responses.domain.provisions import COST_GROUNDS


def prefilled(
    question: Question, exemption: Exemption, *, denies: bool, today: date
) -> tuple[dict[str, str], tuple[Factor, ...]]:
    """Answers by field name, and factors of the public interest test; empty where the case knows nothing."""
    if exemption.code in COST_GROUNDS and question.foi_request.regime_id == FOI:
        found = estimate_of(question.foi_request, on=today)
        return (_of_estimate(found, question) if found else {}), ()
    if exemption.code == commercial_card.EXEMPTION and not denies:
        return _of_card(card_of(question))
    if exemption.code == S21:
        return _of_published(question), ()
    return {}, ()


def _of_published(question: Question) -> dict[str, str]:
    places = published_for([question]).get(question.pk, ())
    return {"location": "\n".join(dict.fromkeys(each.location for each in places))} if places else {}


def _of_estimate(found: Estimate, question: Question) -> dict[str, str]:
    kept = CostEstimate.objects.get(foi_request=question.foi_request)
    narrower = narrower_requests(found, kept.asked_for)
    *lines, _total = cost_words.table_rows(found)
    answers = {
        "hours": cost_words.number_words(found.hours),
        "pounds": cost_words.pounds_words(found.pounds).removeprefix("£"),
        "records": cost_words.records_words(found),
        "activities": "\n".join(
            f"{activity}: {units} {unit}, {minutes} minutes each{_together(people)}, {hours} hours ({basis})"
            for activity, unit, units, minutes, people, hours, basis in lines
        ),
        "narrower": "\n".join(f"{each.words}: about {cost_words.number_words(each.hours)} hours" for each in narrower),
    }
    told = {name: words for name, words in answers.items() if words}
    # Where the estimate says how much was asked for and nothing less would fit, that is an answer too.
    return {"narrower": "", **told} if kept.asked_for else told


def _together(people: str) -> str:
    """How many work on each at the same time, where it is more than one."""
    return "" if people == "1" else f", {people} people at work"


def _of_card(card: commercial_card.CommercialCard) -> tuple[dict[str, str], tuple[Factor, ...]]:
    age = f"The target is of {card.target_age}." if card.target_age else ""
    answers = {
        "prejudice_to": commercial_card.WHOSE.get(card.whose, ""),
        "prejudice": card.mechanism,
        "likelihood": card.likelihood,
        "engagement": "\n".join(words for words in (card.evidence_owner, age) if words),
    }
    sides = ((DISCLOSURE, card.factors_for), (MAINTAINING, card.factors_against))
    factors = [Factor(side, line.strip("-• ")) for side, words in sides for line in words.splitlines() if line.strip()]
    return {name: words for name, words in answers.items() if words}, tuple(each for each in factors if each.words)
