"""The blocks of wording that advice and findings lead to, while a case is at triage: a proposal to look at."""

from collections.abc import Iterable, Sequence
from datetime import date

from codes.domain.published import S21
from foirequests.domain import advice
from foirequests.domain.reading import kinds
from foirequests.domain.triage import HELD, NOT_HELD, case_regime
from foirequests.models import Advice, FoiRequest, Question
from responses.domain.outline import CLAIMS_SERVICES, LikelyOutcome, outline
from responses.domain.precedents import Block
from responses.models import TextBlock


def suggested_outline(
    foi_request: FoiRequest, questions: Sequence[Question], pieces: Iterable[Advice], *, on: date
) -> tuple[Block, ...]:
    """The blocks of a reply that is drafted on the day, in order; none when no question is for a reply to answer.

    What was found about a question goes before what is advised, and what an officer put in its place before that;
    dismissed advice says nothing. Where a split is proposed, each proposed question counts by itself.
    """
    said = [piece for piece in pieces if piece.decision != advice.DISMISSED]
    asked = _asked(questions, said)
    answered = [(law, likely) for law, likely in asked if law in kinds.ANSWERED]
    if not answered:
        return ()
    late = foi_request.due_on is not None and foi_request.due_on < on
    slugs = outline(
        [likely for _, likely in answered], on=on, regime=case_regime([law for law, _ in answered]), late=late
    )
    titles = dict(TextBlock.objects.filter(slug__in=slugs).values_list("slug", "title"))
    return tuple(Block(slug, titles[slug]) for slug in slugs if slug in titles)


def _asked(questions: Sequence[Question], said: Sequence[Advice]) -> list[tuple[str, LikelyOutcome]]:
    """The law and the likely outcome of each question."""
    proposed: dict[int, list[Advice]] = {}
    for piece in said:
        if piece.question_id is None and piece.read_number != advice.WHOLE:
            proposed.setdefault(piece.read_number, []).append(piece)
    waits = any(
        piece.kind == advice.QUESTION and piece.decision == advice.WAITING
        for given in proposed.values()
        for piece in given
    )
    if waits:
        return [_likely(Question(), given) for given in proposed.values()]
    return [_likely(each, [piece for piece in said if piece.question_id == each.pk]) for each in questions]


def _likely(question: Question, given: Sequence[Advice]) -> tuple[str, LikelyOutcome]:
    """What is found of a question or, where nothing is yet, what is advised."""
    advised = {piece.kind: piece.corrected_value or piece.value for piece in reversed(given)}
    found = question.information_held_id
    law = question.regime_id if found else advised.get(advice.REGIME, question.regime_id)
    service = (question.service_area_id if found else advised.get(advice.SERVICE, question.service_area_id)) or ""
    published = any(piece.kind == advice.PUBLISHED and piece.details.get("proposal") == S21 for piece in given)
    turns_on_it = bool(question.missing_attribute) if found else advice.NOT_RECORDED in advised
    likely_held = NOT_HELD if turns_on_it and service in CLAIMS_SERVICES else HELD
    return law, LikelyOutcome(found or likely_held, service, turns_on_it, published)
