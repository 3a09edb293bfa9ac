"""Counting how exemptions fared, from answered cases, closed internal reviews, and decisions of the regulator."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import Count, QuerySet

from codes.models import Exemption
from foirequests.domain import workflow
from foirequests.models import Question
from responses.domain.earlier_answers import NOT_OVERTURNED, PARTLY, WHOLLY
from responses.domain.overturns import Fared, Relied, verdicts_by_provision
from responses.domain.regulator import worst_of
from responses.models import Finding, FoiResponse, InternalReview

REVIEWED = "foi_request__questions__exemptions"
OVERTURNED = {
    InternalReview.Outcome.UPHELD: WHOLLY,
    InternalReview.Outcome.PARTLY_UPHELD: PARTLY,
    InternalReview.Outcome.NOT_UPHELD: NOT_OVERTURNED,
}
"""How far a reply did not stand, by the outcome of an internal review."""

_Reviewed = tuple[int, str]
"""An internal review, and a provision of the case."""


def how_exemptions_fared(codes: Iterable[str] | None = None) -> dict[str, Fared]:
    """What became of the replies that leaned on each provision, by its code: of all provisions, or of `codes`.

    Each provision is asked for by its code, so that no question to the database reads cases that name none.
    """
    codes = list(Exemption.objects.values_list("code", flat=True) if codes is None else codes)
    leaning = Question.objects.filter(exemptions__in=codes, foi_request__stage=workflow.ISSUED)
    replies = dict(leaning.order_by().values_list("exemptions").annotate(number=Count("foi_request", distinct=True)))
    told = _told_of_provisions(codes)
    reviewed = _closed_reviews(codes, told)
    outside = _decided_outside(codes)
    inside = _reviews_before(outside, told)
    return {
        code: _fared(code, replies.get(code, 0), reviewed.get(code, Counter()), outside.get(code, {}), inside)
        for code in codes
    }


def _of_replies() -> QuerySet[InternalReview]:
    """The closed internal reviews of replies."""
    kinds = FoiResponse.REPLIES
    return InternalReview.objects.filter(stage=InternalReview.Stage.CLOSED, letter__foi_response__kind__in=kinds)


def _told_of_provisions(codes: list[str]) -> dict[_Reviewed, tuple[str, str]]:
    """The verdict of a review, and that on the one provision, wherever its outcome shows which provisions fell."""
    upheld = _of_replies().exclude(outcome=InternalReview.Outcome.NOT_UPHELD).filter(foi_response__isnull=False)
    rows = upheld.filter(**{f"{REVIEWED}__in": codes}).order_by().values_list("pk", REVIEWED, "outcome")
    said = {(review, code): OVERTURNED[outcome] for review, code, outcome in rows}
    if not said:
        return {}
    reviews = InternalReview.objects.filter(pk__in={review for review, _code in said}).order_by()
    replies, outcomes = _relied_on(reviews, "letter__foi_response"), _relied_on(reviews, "foi_response")
    by_review = {
        review: verdicts_by_provision(verdict, replies.get(review, ()), outcomes.get(review))
        for (review, _code), verdict in said.items()
    }
    return {
        (review, code): (verdict, by_review[review][code])
        for (review, code), verdict in said.items()
        if code in by_review[review]
    }


def _relied_on(reviews: QuerySet[InternalReview], letter: str) -> dict[int, list[Relied]]:
    """The grounds of the letter at the end of a path from each review; no entry where nothing was decided in it."""
    decision, ground = f"{letter}__question_decisions", f"{letter}__question_decisions__grounds"
    fields = (f"{decision}__question", f"{ground}__exemption", f"{ground}__denies", f"{ground}__information")
    found: dict[int, list[Relied]] = {}
    for review, question, *relied in reviews.filter(**{f"{decision}__isnull": False}).values_list("pk", *fields):
        grounds = found.setdefault(review, [])
        if relied[0] is not None:  # else a decision without grounds
            grounds.append(Relied(question, *relied))
    return found


def _closed_reviews(codes: list[str], told: Mapping[_Reviewed, tuple[str, str]]) -> dict[str, Counter[str]]:
    """How many internal reviews there were of each verdict, by provision."""
    counted: dict[str, Counter[str]] = {}
    by_outcome = _of_replies().filter(**{f"{REVIEWED}__in": codes}).order_by().values_list(REVIEWED, "outcome")
    for code, outcome, number in by_outcome.annotate(number=Count("pk", distinct=True)):
        counted.setdefault(code, Counter())[OVERTURNED[outcome]] += number
    for (_review, code), (of_the_whole, of_the_provision) in told.items():
        counted[code][of_the_whole] -= 1
        counted[code][of_the_provision] += 1
    return counted


def _decided_outside(codes: list[str]) -> dict[str, dict[int, str]]:
    """The verdict that stands of the regulator or a tribunal, by provision and case: the worst where there are more."""
    found: dict[str, dict[int, str]] = {}
    rows = Finding.objects.filter(exemption__in=codes).select_related("notice__complaint").order_by()
    for row in rows:
        verdicts = found.setdefault(row.exemption_id, {})
        case, verdict = row.notice.complaint.foi_request_id, row.as_value().overturned
        verdicts[case] = worst_of([verdict, verdicts.get(case, verdict)])
    return found


def _reviews_before(
    outside: Mapping[str, Mapping[int, str]], told: Mapping[_Reviewed, tuple[str, str]]
) -> dict[tuple[int, str], list[str]]:
    """The verdicts of internal reviews of the cases that went outside, by case and provision that it leaned on."""
    cases = {case for verdicts in outside.values() for case in verdicts}
    if not cases:
        return {}
    rows = _of_replies().filter(foi_request__in=cases).order_by()
    found: dict[tuple[int, str], dict[int, str]] = {}
    for pk, case, outcome, code in rows.values_list("pk", "foi_request", "outcome", REVIEWED):
        _of_the_whole, verdict = told.get((pk, code), ("", OVERTURNED[outcome]))
        found.setdefault((case, code), {})[pk] = verdict
    return {place: list(verdicts.values()) for place, verdicts in found.items()}


def _fared(
    code: str,
    replies: int,
    reviews: Counter[str],
    outside: Mapping[int, str],
    inside: Mapping[tuple[int, str], list[str]],
) -> Fared:
    """One provision's figures; a reply that was reviewed inside and decided outside counts once, by the worst."""
    verdicts = Counter(reviews)
    for case, verdict in outside.items():
        if before := inside.get((case, code)):
            first = worst_of(before)
            verdicts[first] -= 1
            verdict = worst_of([first, verdict])
        verdicts[verdict] += 1
    return Fared(
        code,
        replies=replies,
        reviewed=verdicts.total(),
        wholly=verdicts[WHOLLY],
        partly=verdicts[PARTLY],
        by_regulator=len(outside),
    )
