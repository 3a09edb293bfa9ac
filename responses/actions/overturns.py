"""Counting how exemptions fared on review, from answered cases and the internal reviews that are closed."""

from collections.abc import Iterable

from django.db.models import Count

from codes.models import Exemption
from foirequests.domain import workflow
from foirequests.models import Question
from responses.domain.overturns import Fared
from responses.models import FoiResponse, InternalReview

REVIEWED = "foi_request__questions__exemptions"


def how_exemptions_fared(codes: Iterable[str] | None = None) -> dict[str, Fared]:
    """What became of the replies that leaned on each provision, by its code: of all provisions, or of `codes`.

    Each provision is asked for by its code, so that no question to the database reads cases that name none.
    """
    codes = list(Exemption.objects.values_list("code", flat=True) if codes is None else codes)
    leaning = Question.objects.filter(exemptions__in=codes, foi_request__stage=workflow.ISSUED)
    replies = dict(leaning.order_by().values_list("exemptions").annotate(number=Count("foi_request", distinct=True)))
    closed = InternalReview.objects.filter(
        stage=InternalReview.Stage.CLOSED,
        letter__foi_response__kind__in=FoiResponse.REPLIES,
        **{f"{REVIEWED}__in": codes},
    )
    reviewed: dict[str, dict[str, int]] = {}
    by_outcome = closed.order_by().values_list(REVIEWED, "outcome")
    for code, outcome, number in by_outcome.annotate(number=Count("pk", distinct=True)):
        reviewed.setdefault(code, {})[outcome] = number
    return {code: _fared(code, replies.get(code, 0), reviewed.get(code, {})) for code in codes}


def _fared(code: str, replies: int, outcomes: dict[str, int]) -> Fared:
    return Fared(
        code,
        replies=replies,
        reviewed=sum(outcomes.values()),
        wholly=outcomes.get(InternalReview.Outcome.UPHELD, 0),
        partly=outcomes.get(InternalReview.Outcome.PARTLY_UPHELD, 0),
    )
