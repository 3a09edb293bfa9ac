"""Where cases stand, in words: the stage, and what goes wrong or is waited for beside it."""

from collections.abc import Collection, Iterable

from foirequests.domain import workflow
from foirequests.models import FoiRequest, HistoryEntry, OutgoingMail
from foirequests.presenters.days import Tag
from responses.models import InternalReview, IssuedLetter

TONES = {
    workflow.TRIAGE: "blue",
    workflow.DRAFTING: "aqua-green",
    workflow.CLEARANCE: "purple",
    workflow.CLEARED: "green",
    workflow.ISSUED: "grey",
    workflow.WITHDRAWN: "grey",
    workflow.MERGED: "grey",
}
WAITING = Tag("Waiting for clarification", "yellow")
RETURNED = Tag("Returned by the clearer", "warning")
RENDERING = Tag("Letter being rendered", "info")
RENDERING_FAILED = Tag("Rendering failed", "bad")
SENDING = Tag("Being sent", "info")
SENDING_FAILED = Tag("Sending failed", "bad")
TO_POST = Tag("To be posted", "warning")
REVIEW_ASKED = Tag("Internal review asked for", "warning")


def stage_tags(foi_requests: Iterable[FoiRequest]) -> dict[int, list[Tag]]:
    """For each case its tags, the stage first; five queries, however many cases."""
    cases = list(foi_requests)
    returned = cases_returned([case.pk for case in cases if case.stage == workflow.DRAFTING])
    issued = [case.pk for case in cases if case.stage == workflow.ISSUED]
    troubles: dict[int, list[Tag]] = {case.pk: [] for case in cases}
    for letter in IssuedLetter.objects.filter(foi_request__in=issued).current().defer("frozen"):
        tag = letter_tag(letter)
        if tag is not None:
            troubles[letter.foi_request_id].append(tag)
    unsent = OutgoingMail.objects.unsent().filter(message__foi_request__in=[case.pk for case in cases])
    unsent = unsent.exclude(state=OutgoingMail.State.REPLACED)
    for case_pk, state in unsent.values_list("message__foi_request", "state"):
        tag = SENDING_FAILED if state == OutgoingMail.State.FAILED else SENDING
        if tag not in troubles[case_pk]:
            troubles[case_pk].append(tag)
    for case_pk in InternalReview.objects.open().filter(foi_request__in=issued).values_list("foi_request", flat=True):
        troubles[case_pk].append(REVIEW_ASKED)
    return {case.pk: [stage_tag(case, returned=case.pk in returned), *troubles[case.pk]] for case in cases}


def stage_tag(foi_request: FoiRequest, *, returned: bool = False) -> Tag:
    """The stage in words; a stopped clock and a returned letter say more than the stage does."""
    if foi_request.is_waiting_for_requester:
        return WAITING
    if returned:
        return RETURNED
    return Tag(foi_request.get_stage_display(), TONES[foi_request.stage])


def letter_tag(letter: IssuedLetter) -> Tag | None:
    """What is still to be done about an issued letter; None when nothing is."""
    states = IssuedLetter.RenderState
    if letter.render_state == states.FAILED:
        return RENDERING_FAILED
    if letter.render_state != states.RENDERED:
        return RENDERING
    if letter.channel == IssuedLetter.Channel.POST and letter.posted_on is None:
        return TO_POST
    return None


def cases_returned(drafting: Collection[int]) -> set[int]:
    """Of the cases being drafted, those whose letter the clearer returned."""
    last_moved = HistoryEntry.objects.filter(foi_request__in=drafting).cases_last_moved_by("returned")
    return set(last_moved.values_list("foi_request", flat=True)) if drafting else set()
