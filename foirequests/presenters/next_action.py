"""The one thing to do next on a case, for the person who looks at it."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.models import Role, StaffMember
from foirequests.domain import workflow
from foirequests.domain.clock import Reading
from foirequests.models import FoiRequest
from foirequests.presenters.addresses import case_address, letter_address, response_address
from foirequests.presenters.days import Tag, day_words, review_words
from foirequests.presenters.delivery import way_to_mend
from foirequests.presenters.next_of_the_clock import next_of_the_clock
from responses.actions.clearance_route import standing_of
from responses.actions.clearers import asked_today, why_not_clear
from responses.domain.routing import STEPS
from responses.models import FoiResponse, InternalReview, IssuedLetter, RegulatorComplaint
from responses.presenters.clearance_route import step_words
from responses.presenters.regulator import what_we_owe
from responses.presenters.reviews import is_late_and_undecided, letters_reviewed

RUNS = " The time to ask for an internal review runs from its receipt."


@dataclass(frozen=True)
class NextAction:
    """What to do next; without an address there is nothing to press, and `text` says what is waited for."""

    text: str
    why: str = ""
    url: str = ""
    post: bool = False


def next_action(
    foi_request: FoiRequest,
    *,
    member: StaffMember,
    responses: Sequence[FoiResponse],
    letters: Sequence[IssuedLetter],
    reviews: Sequence[InternalReview],
    complaints: Sequence[RegulatorComplaint],
    returned: str,
    reading: Reading,
    today: date,
) -> NextAction:
    """The next act on the case that is open to `member`, or what the case waits for.

    `reading` is what its clock says, `returned` the comment of the clearer who returned the letter, empty when nobody
    did.
    """
    officer = member.holds(Role.OFFICER)
    if foi_request.stage == workflow.ISSUED:
        if officer and (owed := _owed_to_the_regulator(letters, complaints)) is not None:
            return owed
        return _after_issue(foi_request, officer, member, responses, letters, reviews, today)
    if foi_request.stage in workflow.CLOSED_WITHOUT_REPLY:
        if officer and (delivery := _to_deliver(letters)) is not None:
            return delivery
        if foi_request.stage == workflow.PASSED_ON:
            return NextAction("Your team deals with it", why="If it belongs with the information officers, reopen it.")
        return NextAction("Nothing is left to do", why="The case is closed. It can be reopened.")
    if officer and (delivery := _to_deliver(letters)) is not None and delivery.url:
        return delivery
    of_the_clock = next_of_the_clock(foi_request, member=member, responses=responses, reading=reading, today=today)
    if of_the_clock is not None:
        return NextAction(**of_the_clock)
    if foi_request.stage == workflow.CLEARANCE:
        return _in_clearance(foi_request, member, responses, today)
    if not officer:
        return NextAction("With the information governance officers", f"Stage: {foi_request.get_stage_display()}.")
    if foi_request.stage == workflow.TRIAGE:
        return NextAction(
            "Triage this request",
            "Which law, which service, and whether we hold the information.",
            case_address("case_triage", foi_request),
        )
    reply = next((response for response in responses if response.kind == FoiResponse.Kind.REPLY), None)
    if reply is None:
        return NextAction(
            "Start the draft",
            "The outline follows from what triage found.",
            case_address("draft_start", foi_request),
            post=True,
        )
    if foi_request.stage == workflow.CLEARED:
        url = response_address("issue", foi_request, reply)
        return NextAction("Issue the reply", "The text has been cleared.", url)
    why = f"Returned by the clearer: {returned}" if returned else ""
    return NextAction("Go on with the draft", why, response_address("draft", foi_request, reply))


def needs_reason_for_lateness(foi_request: FoiRequest) -> bool:
    """Whether the reply was late and nobody has said why."""
    return foi_request.was_answered_late and not hasattr(foi_request, "lateness")


def _in_clearance(
    foi_request: FoiRequest, member: StaffMember, responses: Sequence[FoiResponse], today: date
) -> NextAction:
    submitted = next(
        (each for each in responses if each.stage == workflow.CLEARANCE and not each.is_of_the_clock), None
    )
    if submitted is None:
        return NextAction("Waiting for clearance", "With a clearer. An edit takes it back.", "")
    standing = standing_of(submitted, day=today)
    refused = why_not_clear([submitted], member, day=today, known={submitted.pk: standing})[submitted.pk]
    step = step_words(standing)
    if not refused:
        url = response_address("clear", foi_request, submitted)
        return NextAction("Clear or return the letter", f"{step or 'It was submitted for clearance'}.", url)
    asked = asked_today([submitted], day=today).get(submitted.pk)
    by_role = STEPS[standing.next_step.name].lower() if standing.next_step else "clearer"
    whom = asked.today.name if asked and asked.today else f"a {by_role}"
    why = f"{step}. With {whom}" if step else f"With {whom}"
    return NextAction("Waiting for clearance", f"{why}. An edit takes it back.", "")


def _after_issue(
    foi_request: FoiRequest,
    officer: bool,
    member: StaffMember,
    responses: Sequence[FoiResponse],
    letters: Sequence[IssuedLetter],
    reviews: Sequence[InternalReview],
    today: date,
) -> NextAction:
    current = [letter for letter in letters if letter.superseded_by_id is None]
    if officer:
        action = _to_deliver(current)
        if action is not None:
            return action
        if needs_reason_for_lateness(foi_request):
            return NextAction(
                "Say why the reply was late",
                f"It was due on {day_words(foi_request.due_on)}.",
                case_address("case_lateness", foi_request),
            )
    for review in reviews:
        if review.stage in InternalReview.OPEN_STAGES and (
            member.holds(Role.DEPUTY_DIRECTOR)
            or review.reviewer_id == member.pk
            or (officer and is_late_and_undecided(review))
        ):
            return NextAction(
                "Go to the internal review",
                f"Asked for on {day_words(review.asked_on)}; its outcome is due on {day_words(review.due_on)}.",
                reverse("review", args=[review.pk]),
            )
    outcome = next((response for response in responses if response.kind == FoiResponse.Kind.REVIEW_OUTCOME), None)
    if officer and outcome is not None and outcome.stage == workflow.CLEARED:
        url = response_address("issue", foi_request, outcome)
        return NextAction("Issue the outcome of the review", "It has been approved.", url)
    correction = next((response for response in responses if response.kind == FoiResponse.Kind.CORRECTED_REPLY), None)
    if officer and correction is not None:
        names = {
            workflow.DRAFTING: ("Go on with the corrected reply", "draft"),
            workflow.CLEARED: ("Issue it", "issue"),
        }
        if correction.stage in names:
            text, page = names[correction.stage]
            url = response_address(page, foi_request, correction)
            return NextAction(text, "A corrected reply is on its way.", url)
    if correction is not None and correction.stage == workflow.CLEARANCE:
        return _in_clearance(foi_request, member, responses, today)
    if any(review.stage in InternalReview.OPEN_STAGES for review in reviews):
        return NextAction("Waiting for the internal review", "The deputy director looks after it.")
    replies = [letter for letter in current if letter.foi_response.is_reply]
    if replies and letters_reviewed(reviews).issuperset(letter.pk for letter in replies):
        return NextAction(
            "The reply has been issued", "It has been reviewed. The next step for the requester is the regulator."
        )
    last_days = [letter.review_by for letter in replies if letter.review_by and letter.has_left]
    why = f"{review_words(max(last_days), today)}." if last_days else ""
    return NextAction("The reply has been issued", why)


def _owed_to_the_regulator(
    letters: Sequence[IssuedLetter], complaints: Sequence[RegulatorComplaint]
) -> NextAction | None:
    """What the regulator waits for; a letter that has not left comes first."""
    owed = what_we_owe(complaints)
    if owed is None or _to_deliver([letter for letter in letters if letter.superseded_by_id is None]) is not None:
        return None
    complaint, what, last_day = owed
    url = reverse("regulator_complaint", args=[complaint.pk])
    return NextAction("Go to the complaint to the regulator", f"{what} due on {day_words(last_day)}.", url)


def _to_deliver(letters: Sequence[IssuedLetter]) -> NextAction | None:
    for letter in letters:
        if letter.render_state == IssuedLetter.RenderState.FAILED:
            return NextAction(
                "Try rendering again", letter.last_error, letter_address("letter_retry", letter), post=True
            )
        if letter.render_state != IssuedLetter.RenderState.RENDERED:
            return NextAction("The letter is being rendered", "This page refreshes itself.")
        mail = getattr(letter.message, "mail", None) if letter.message else None
        if mail is not None and (mend := way_to_mend(letter.foi_request, mail)):
            return NextAction(why=mail.last_error, **mend)
        if letter.channel == IssuedLetter.Channel.POST and letter.posted_on is None:
            return NextAction(
                "Record the day of posting",
                "Print the letter and post it." + (RUNS if letter.foi_response.is_reply else ""),
                letter_address("letter_posted", letter),
            )
    return None


def stage_tasks(
    foi_request: FoiRequest,
    *,
    returned: bool,
    waiting: Tag | None,
    letters: Sequence[IssuedLetter],
    reviewed: Container[int],
    today: date,
) -> list[dict]:
    """The stages of a case as `components/task_list.html` shows them.

    `waiting` says what a stopped clock waits for; `reviewed` are the keys of letters that cannot be reviewed again.
    """
    order = [workflow.TRIAGE, workflow.DRAFTING, workflow.CLEARANCE, workflow.CLEARED, workflow.ISSUED]
    ended = foi_request.stage in workflow.CLOSED_WITHOUT_REPLY
    at = order.index(foi_request.stage) if not ended else -1
    tasks = [{"title": "Record", "status": "Done", "tone": ""}]
    for place, title in enumerate(("Triage", "Draft", "Clear", "Issue")):
        done, current = place < at, place == at
        status, tone = ("Done", "") if done else ("Now", "info") if current else ("Not yet", "neutral")
        tasks.append({"title": title, "status": status, "tone": tone, "current": current})
    if waiting is not None:
        tasks[1 + at] |= {"status": waiting.text, "tone": waiting.tone}
    elif returned:
        tasks[2] |= {"status": "Returned", "tone": "warning"}
    tasks.append({"title": "Review window", **_window_status(letters, reviewed, today)})
    if ended:
        for task in tasks[1:]:
            task |= {"status": "Closed", "tone": "neutral", "current": False}
    elif at == len(order) - 1:
        tasks[-1]["current"] = True
    return tasks


def _window_status(letters: Sequence[IssuedLetter], reviewed: Container[int], today: date) -> dict[str, str]:
    current = [each for each in letters if each.foi_response.is_reply and each.superseded_by_id is None]
    if current and all(each.pk in reviewed for each in current):
        return {"status": "Review asked for", "tone": ""}
    last_days = [each.review_by for each in current if each.review_by and each.has_left]
    if not last_days:
        return {"status": "Not yet", "tone": "neutral"}
    last = max(last_days)
    if last < today:
        return {"status": "Closed", "tone": "", "hint": f"Until {day_words(last)}"}
    return {"status": "Open", "tone": "info", "hint": f"Until {day_words(last)}"}
