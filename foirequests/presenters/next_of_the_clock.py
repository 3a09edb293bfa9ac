"""What the clock and its letters ask to be done next on an open case."""

from collections.abc import Sequence
from datetime import date

from accounts.models import Role, StaffMember
from foirequests.domain import clock, workflow
from foirequests.domain.clock import Reading
from foirequests.models import FoiRequest
from foirequests.presenters.addresses import case_address, response_address
from foirequests.presenters.days import day_words
from responses.models import FoiResponse

IN_TIME = (FoiResponse.Kind.CLARIFICATION, FoiResponse.Kind.FEES_NOTICE, FoiResponse.Kind.EXTENSION)
"""Letters that the law wants by the day on which the reply is due without them."""

WAITING = {
    clock.CLARIFICATION_ASKED: (
        "Record the clarification",
        "case_clarification_received",
        "The requester was asked to clarify",
    ),
    clock.FEES_NOTICE: ("Record the payment", "case_fee_paid", "The requester was given a fees notice"),
}
"""What is done when that comes for which a case waits: words, page, and what was asked."""


def next_of_the_clock(
    foi_request: FoiRequest,
    *,
    member: StaffMember,
    responses: Sequence[FoiResponse],
    reading: Reading,
    today: date,
) -> dict[str, str] | None:
    """What stands before the reply: a letter of the clock that was begun, or what the requester owes; else None."""
    for letter in responses:
        found = _for_letter(foi_request, letter, member, reading) if letter.is_of_the_clock else None
        if found is not None:
            return found
    if not reading.is_stopped or reading.waiting_for not in WAITING:
        return None
    text, page, asked = WAITING[reading.waiting_for]
    if not member.holds(Role.OFFICER):
        return {"text": "Waiting for the requester", "why": f"{asked}."}
    if today > reading.lapses_on:
        return {
            "text": "Close the request as lapsed",
            "why": f"{asked} and had time until {day_words(reading.lapses_on)}.",
            "url": case_address("case_lapse", foi_request),
        }
    return {
        "text": text,
        "why": f"{asked} and has time until {day_words(reading.lapses_on)}. The clock stands still.",
        "url": case_address(page, foi_request),
    }


def _for_letter(
    foi_request: FoiRequest, letter: FoiResponse, member: StaffMember, reading: Reading
) -> dict[str, str] | None:
    """What `member` does next about a letter of the clock; None when it waits for somebody else."""
    name = letter.get_kind_display()[:1].lower() + letter.get_kind_display()[1:]
    why = _by_when(letter, reading)
    officer = member.holds(Role.OFFICER)
    if letter.stage == workflow.DRAFTING and officer:
        url = response_address("draft", foi_request, letter)
        return {"text": f"Go on with the {name}", "why": why, "url": url}
    if letter.stage == workflow.CLEARED and officer:
        return {"text": f"Issue the {name}", "why": why, "url": response_address("issue", foi_request, letter)}
    clears = member.holds(Role.CLEARER, Role.DEPUTY_DIRECTOR) and letter.started_by_id != member.pk
    if letter.stage == workflow.CLEARANCE and clears:
        url = response_address("clear", foi_request, letter)
        return {"text": f"Clear or return the {name}", "why": why, "url": url}
    return None


def _by_when(letter: FoiResponse, reading: Reading) -> str:
    if letter.kind not in IN_TIME or reading.notice_due_on is None:
        return "It is not issued yet."
    day = "day 20" if reading.count is not None else "the end of the month"
    return f"Send it by {day_words(reading.notice_due_on)}: {day}."
