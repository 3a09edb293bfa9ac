"""Where cases stand, in words: the stage, and what goes wrong or is waited for beside it."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import OuterRef

from codes.domain.working_days import WorkingDayCalendar
from foirequests.actions.promises import promises_overtaken
from foirequests.domain import clock, workflow
from foirequests.models import ClockEvent, FoiRequest, HistoryEntry, OutgoingMail
from foirequests.models.requests import FoiRequestQuerySet
from foirequests.presenters.calendar_of_case import promise_tag
from foirequests.presenters.days import Tag
from responses.models import InternalReview, IssuedLetter, RegulatorComplaint
from responses.presenters.regulator import complaint_tag, is_unfinished

TONES = {
    workflow.TRIAGE: "blue",
    workflow.DRAFTING: "aqua-green",
    workflow.CLEARANCE: "purple",
    workflow.CLEARED: "green",
    workflow.ISSUED: "grey",
    workflow.WITHDRAWN: "grey",
    workflow.MERGED: "grey",
    workflow.LAPSED: "grey",
    workflow.TRANSFERRED: "grey",
    workflow.PASSED_ON: "grey",
}
WAITING = {
    clock.CLARIFICATION_ASKED: Tag("Waiting for clarification", "yellow"),
    clock.FEES_NOTICE: Tag("Waiting for a fee", "yellow"),
    clock.IDENTITY_ASKED: Tag("Waiting for evidence of identity", "yellow"),
}
"""What a case waits for whose clock stands still, by the event that asked for it."""
RETURNED = Tag("Returned by the clearer", "warning")
RENDERING = Tag("Letter being rendered", "info")
RENDERING_FAILED = Tag("Rendering failed", "bad")
SENDING = Tag("Being sent", "info")
SENDING_FAILED = Tag("Sending failed", "bad")
TO_POST = Tag("To be posted", "warning")
REVIEW_ASKED = Tag("Internal review asked for", "warning")


def stage_tags(
    foi_requests: Iterable[FoiRequest], *, today: date, calendar: WorkingDayCalendar
) -> dict[int, list[Tag]]:
    """For each case its tags, the stage first; fifteen queries at most, however many cases."""
    cases = list(foi_requests)
    waiting = waited_for([case for case in cases if case.is_waiting_for_requester])
    returned = cases_returned([case.pk for case in cases if case.stage == workflow.DRAFTING])
    promised = promises_overtaken(cases)
    troubles: dict[int, list[Tag]] = {case.pk: [] for case in cases}
    letters = IssuedLetter.objects.filter(foi_request__in=cases).current()
    for letter in letters.only("foi_request_id", "render_state", "channel", "posted_on"):
        tag = letter_tag(letter)
        if tag is not None and tag not in troubles[letter.foi_request_id]:
            troubles[letter.foi_request_id].append(tag)
    unsent = OutgoingMail.objects.unsent().filter(message__foi_request__in=[case.pk for case in cases])
    unsent = unsent.exclude(state=OutgoingMail.State.REPLACED)
    for case_pk, state in unsent.values_list("message__foi_request", "state"):
        tag = SENDING_FAILED if state == OutgoingMail.State.FAILED else SENDING
        if tag not in troubles[case_pk]:
            troubles[case_pk].append(tag)
    for case_pk in InternalReview.objects.open().filter(foi_request__in=cases).values_list("foi_request", flat=True):
        troubles[case_pk].append(REVIEW_ASKED)
    for complaint in RegulatorComplaint.objects.filter(foi_request__in=cases).whole():
        if is_unfinished(complaint):
            troubles[complaint.foi_request_id].append(complaint_tag(complaint, today, calendar))
    for case_pk, told in promised.items():
        troubles[case_pk].append(promise_tag(told))
    return {
        case.pk: [
            stage_tag(case, returned=case.pk in returned, waiting_for=waiting.get(case.pk)),
            *troubles[case.pk],
        ]
        for case in cases
    }


def waited_for(stopped: Collection[FoiRequest]) -> dict[int, str]:
    """For each of these cases, whose clock stands still, the kind of event that asked for what is waited for."""
    asked = ClockEvent.objects.questions_to_requester().filter(foi_request__in=stopped)
    return dict(asked.values_list("foi_request", "kind"))


def stage_tag(foi_request: FoiRequest, *, returned: bool = False, waiting_for: str | None = None) -> Tag:
    """The stage in words; a stopped clock (`waiting_for`) and a returned letter say more than the stage does."""
    if foi_request.is_waiting_for_requester and waiting_for is not None:
        return WAITING[waiting_for]
    if returned:
        return RETURNED
    return Tag(workflow.STAGES[foi_request.stage], TONES[foi_request.stage])


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
    if not drafting:
        return set()
    return set(last_returned(FoiRequest.objects.filter(pk__in=drafting)).values_list("pk", flat=True))


def last_returned(cases: FoiRequestQuerySet) -> FoiRequestQuerySet:
    """Those of the cases whose last move was that the clearer returned the letter."""
    moves = HistoryEntry.objects.moves().filter(foi_request=OuterRef("pk")).reverse()
    return cases.alias(last_move=moves.values("act")[:1]).filter(last_move="returned")
