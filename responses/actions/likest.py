"""The reply to the earlier request that is most like this one."""

from foirequests.models import FoiRequest
from responses.actions.precedents import similar_cases
from responses.domain.precedents import SimilarCase
from responses.models import IssuedLetter


def likest_reply(foi_request: FoiRequest) -> tuple[SimilarCase, IssuedLetter] | None:
    """The most similar answered case with its reply in force; None when none is similar enough."""
    for similar in similar_cases(foi_request.text, exclude=foi_request.pk, limit=1):
        letters = IssuedLetter.objects.replies().current().filter(foi_request=similar.key)
        if letter := letters.order_by("-issued_at", "-pk").first():
            return similar, letter
    return None
