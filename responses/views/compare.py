"""The versions of a letter, and two of them side by side; or the letter beside an earlier one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.doors import staff_page
from foirequests.domain import workflow
from foirequests.presenters.days import day_words
from responses.actions.draft import draft_letter
from responses.actions.precedents import most_similar_letter
from responses.domain.letter import Letter
from responses.models import FoiResponse, IssuedLetter, ResponseVersion
from responses.presenters import drafting as words
from responses.presenters.side_by_side import CHANGES, SHOWN, WHOLE, pairs_between
from responses.views.fetch import response_or_404

DRAFT, CORRECTED, SIMILAR = "draft", "corrected", "similar"


@require_GET
@staff_page
def draft_versions(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """The versions, and two letters side by side: the last two versions unless told otherwise."""
    foi_response = response_or_404(http_request, reference, response_id)
    versions = list(foi_response.versions.select_related("made_by").prefetch_related("clearances__by"))
    names = _names(foi_response, versions)
    old, new = _chosen(http_request, "old", names, -2), _chosen(http_request, "new", names, -1)
    show = WHOLE if http_request.GET.get("show") == WHOLE else CHANGES
    if SIMILAR in (old, new) and (earlier := most_similar_letter(foi_response.foi_request)):
        names[SIMILAR] = f"the reply to {earlier.foi_request.reference} of {day_words(earlier.issued_on)}"
    else:
        earlier = None
    before, after = (_letter(foi_response, name, versions, earlier) for name in (old, new))
    pairs = []
    if before and after:
        pairs = pairs_between(before, after, show=show, of_two_cases=SIMILAR in (old, new))
    context = {
        "foi_request": foi_response.foi_request,
        "foi_response": foi_response,
        "versions": versions,
        "columns": words.VERSION_COLUMNS,
        "rows": words.version_rows(versions),
        "names": list(names.items()),
        "old": old,
        "new": new,
        "show": show,
        "shown": SHOWN,
        "old_name": names.get(old, ""),
        "new_name": names.get(new, ""),
        "pairs": pairs,
        "lacking": bool(old) and bool(new) and not (before and after),
    }
    return render(http_request, "responses/draft/versions.html", context)


def _names(foi_response: FoiResponse, versions: list[ResponseVersion]) -> dict[str, str]:
    """What can be compared, by the name in the address, the newest last."""
    names = {}
    if not foi_response.is_of_the_clock:
        names[SIMILAR] = "the most similar earlier letter"
    if foi_response.corrects:
        names[CORRECTED] = "the letter that it corrects"
    names |= {str(version.number): f"version {version.number}" for version in versions}
    if foi_response.stage == workflow.DRAFTING:
        names[DRAFT] = "the draft as it is now"
    return names


def _letter(
    foi_response: FoiResponse, name: str, versions: list[ResponseVersion], earlier: IssuedLetter | None
) -> Letter | None:
    """The letter of this name, `earlier` being the most similar one; None when there is none."""
    if name == DRAFT:
        return draft_letter(foi_response, at=timezone.now())
    if name == CORRECTED:
        return Letter.from_json(foi_response.corrects.frozen)
    if name == SIMILAR:
        return Letter.from_json(earlier.frozen) if earlier else None
    return next((Letter.from_json(each.letter) for each in versions if str(each.number) == name), None)


def _chosen(http_request: HttpRequest, name: str, among: dict[str, str], otherwise: int) -> str:
    """What was asked for; else the last versions, or of a letter without versions the one that it corrects."""
    asked = http_request.GET.get(name, "")
    if asked in among:
        return asked
    own = [each for each in among if each != SIMILAR]
    return own[max(otherwise, -len(own))] if own else ""
