"""Who had a part in a case, read from its history."""

from foirequests.models import FoiRequest
from responses.domain import independence
from responses.models import FoiResponse


def letter_facts(foi_response: FoiResponse) -> dict[str, object]:
    """What history says about an act on a letter that is not the reply itself."""
    if foi_response.kind == FoiResponse.Kind.REPLY:
        return {}
    return {"letter": str(foi_response.kind), "response": foi_response.pk}


def involved_in(foi_request: FoiRequest, *, apart_from: int | None = None) -> frozenset[int]:
    """The ids of all who had a part in the original decision, work on the outcome letter `apart_from` left aside."""
    rows = foi_request.history.filter(actor__isnull=False).values_list("act", "actor_id", "facts")
    parts = [independence.Part(act, actor, facts.get("response")) for act, actor, facts in rows]
    return independence.involved(parts, own_letter=apart_from)
