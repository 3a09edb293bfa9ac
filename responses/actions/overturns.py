"""Counting how exemptions fared, from answered cases, closed internal reviews, and decisions of the regulator."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import Count

from codes.models import Exemption
from foirequests.domain import workflow
from foirequests.models import Question
from responses.domain.earlier_answers import NOT_OVERTURNED, PARTLY, WHOLLY
from responses.domain.overturns import Fared
from responses.domain.regulator import worst_of
from responses.models import Finding, FoiResponse, InternalReview

REVIEWED = "foi_request__questions__exemptions"
OVERTURNED = {
    InternalReview.Outcome.UPHELD: WHOLLY,
    InternalReview.Outcome.PARTLY_UPHELD: PARTLY,
    InternalReview.Outcome.NOT_UPHELD: NOT_OVERTURNED,
}
"""How far a reply did not stand, by the outcome of an internal review."""


def how_exemptions_fared(codes: Iterable[str] | None = None) -> dict[str, Fared]:
    """What became of the replies that leaned on each provision, by its code: of all provisions, or of `codes`.

    Each provision is asked for by its code, so that no question to the database reads cases that name none.
    """
    codes = list(Exemption.objects.values_list("code", flat=True) if codes is None else codes)
    leaning = Question.objects.filter(exemptions__in=codes, foi_request__stage=workflow.ISSUED)
    replies = dict(leaning.order_by().values_list("exemptions").annotate(number=Count("foi_request", distinct=True)))
    reviewed = _closed_reviews(codes)
    outside = _decided_outside(codes)
    inside = _reviews_before(outside)
    return {
        code: _fared(code, replies.get(code, 0), reviewed.get(code, Counter()), outside.get(code, {}), inside)
        for code in codes
    }


def _closed_reviews(codes: list[str]) -> dict[str, Counter[str]]:
    """How many internal reviews there were of each verdict, by provision."""
    closed = InternalReview.objects.filter(
        stage=InternalReview.Stage.CLOSED,
        letter__foi_response__kind__in=FoiResponse.REPLIES,
        **{f"{REVIEWED}__in": codes},
    )
    counted: dict[str, Counter[str]] = {}
    by_outcome = closed.order_by().values_list(REVIEWED, "outcome")
    for code, outcome, number in by_outcome.annotate(number=Count("pk", distinct=True)):
        counted.setdefault(code, Counter())[OVERTURNED[outcome]] += number
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


def _reviews_before(outside: Mapping[str, Mapping[int, str]]) -> dict[int, tuple[set[str], list[str]]]:
    """For the cases that went outside: the provisions that the case leaned on, and its internal reviews' verdicts."""
    cases = {case for verdicts in outside.values() for case in verdicts}
    if not cases:
        return {}
    reviews = InternalReview.objects.filter(
        foi_request__in=cases,
        stage=InternalReview.Stage.CLOSED,
        letter__foi_response__kind__in=FoiResponse.REPLIES,
    )
    found: dict[int, tuple[set[str], dict[int, str]]] = {}
    for pk, case, outcome, code in reviews.order_by().values_list("pk", "foi_request", "outcome", REVIEWED):
        leaned_on, verdicts = found.setdefault(case, (set(), {}))
        leaned_on.add(code)
        verdicts[pk] = OVERTURNED[outcome]
    return {case: (leaned_on, list(verdicts.values())) for case, (leaned_on, verdicts) in found.items()}


def _fared(
    code: str,
    replies: int,
    reviews: Counter[str],
    outside: Mapping[int, str],
    inside: Mapping[int, tuple[set[str], list[str]]],
) -> Fared:
    """One provision's figures; a reply that was reviewed inside and decided outside counts once, by the worst."""
    verdicts = Counter(reviews)
    for case, verdict in outside.items():
        leaned_on, before = inside.get(case, (set(), []))
        if code in leaned_on:
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
