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
    return independence.involved(_parts_of(foi_request), own_letter=apart_from)


def drafted_letter(foi_request: FoiRequest, letter: int | None) -> frozenset[int]:
    """The ids of all who drafted this letter (by id); nobody when there is none yet."""
    return frozenset() if letter is None else independence.drafted(_parts_of(foi_request), letter=letter)


def _parts_of(foi_request: FoiRequest) -> list[independence.Part]:
    rows = foi_request.history.filter(actor__isnull=False).values_list("act", "actor_id", "facts")
    return [independence.Part(act, actor, facts.get("response")) for act, actor, facts in rows]
