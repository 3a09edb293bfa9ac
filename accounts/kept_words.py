"""Words that a browser keeps until they are saved (static/js/kept-fields.js): telling it that they are.

A page sends the sign of what its browser keeps along with the words. When the words are saved, the sign goes into the
session, and the next page that this person is shown says it to the browser, which then keeps them no longer. An answer
that is lost on the way loses nothing, and neither does an act that was refused.
"""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

SENT_AS = "kept"
_SAVED = "words_saved"
_LONGEST_SIGN = 200
_MOST_SIGNS = 20


def words_are_saved(http_request: HttpRequest) -> None:
    """Remember that the words which came with this request are saved."""
    sign = http_request.POST.get(SENT_AS, "")
    if sign and len(sign) <= _LONGEST_SIGN:
        http_request.session[_SAVED] = [*http_request.session.get(_SAVED, []), sign][-_MOST_SIGNS:]


def saved_words(http_request: HttpRequest) -> dict[str, object]:
    """For templates: `saved_words`, the signs that the browser has not been told yet; told once."""
    return {"saved_words": SimpleLazyObject(lambda: http_request.session.pop(_SAVED, []))}
