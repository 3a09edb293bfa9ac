"""Teaching triage words for a code, unless this office's requests are full of them."""

from datetime import datetime

from accounts.models import StaffMember
from codes.actions.code_words import add_code_words
from codes.domain.errors import Refused
from codes.domain.general_words import stands_in_many
from codes.domain.words import folded_words_of
from codes.models import Code, CodeSynonym
from foirequests.models import FoiRequest

LOOKED_AT, FEWEST = 300, 20
"""How many of the newest requests are looked at, and from how many on they tell what is general."""

MANY = 0.25
"""The share of requests from which on words are too general to mean a code."""


def teach_code_words(*, code: Code, text: str, by: StaffMember, at: datetime) -> CodeSynonym:
    """Keep words that an officer says mean a code, and use them from now on.

    Raises:
        Refused: the words are general, or cannot be kept for another reason, in plain words.
    """
    newest = FoiRequest.objects.order_by("-pk").values_list("text", flat=True)[:LOOKED_AT]
    if stands_in_many(text, [frozenset(folded_words_of(each)) for each in newest], fewest=FEWEST, share=MANY):
        raise Refused(
            f"“{text.strip()}” stands in many of our requests, so it would suggest {code.label} for most of them. Enter"
            " words that mean this code and little else."
        )
    return add_code_words(code=code, text=text, by=by, at=at)
