"""How a request stands, for the person who made it: plain words, dates, and how the dates are worked out."""

from dataclasses import dataclass, field, replace
from datetime import date

from foirequests.domain import workflow
from foirequests.domain.clock import Reading
from foirequests.domain.plain_working import how_worked_out
from foirequests.domain.time_limits import review_working_days
from foirequests.models import FoiRequest
from foirequests.presenters.days import day_words
from foirequests.presenters.public import WE_CHECK, YOU_CAN_ASK, what_happens_next
from responses.domain.review_window import ReviewWindow, WindowState
from responses.models import InternalReview, IssuedLetter


@dataclass(frozen=True)
class CaseFacts:
    """What the words depend on.

    `asked` is the clock of what waits for the requester's answer, `letter` the reply that stands, `notice` before it
    the one that an internal review can be asked of, `window` the time to ask for it. `promised` is the last day that
    the requester was told, where bank holidays have moved it since.
    """

    foi_request: FoiRequest
    reading: Reading
    today: date
    regulator: str
    asked: Reading | None = None
    letter: IssuedLetter | None = None
    notice: IssuedLetter | None = None
    window: ReviewWindow | None = None
    review: InternalReview | None = None
    promised: date | None = None

    @property
    def reviewed(self) -> IssuedLetter | None:
        """What an internal review can be asked of."""
        return self.letter or self.notice

    @property
    def has_asked_for_review(self) -> bool:
        """Whether a review of what stands was asked for, or one of an earlier letter is not over."""
        if self.review is None or self.reviewed is None:
            return False
        return self.review.letter_id == self.reviewed.pk or self.review.stage in InternalReview.OPEN_STAGES


@dataclass(frozen=True)
class Standing:
    """What is happening now, what happens next, and the working of the date; `can_complain` shows the regulator."""

    now: list[str]
    after: list[str]
    working: list[str] = field(default_factory=list)
    can_complain: bool = False


def standing(facts: CaseFacts) -> Standing:
    """How the request stands on `facts.today`; beside it, what can be done about a notice that refused something."""
    stands = _standing(facts)
    if facts.notice is None or not facts.foi_request.is_open:
        return stands
    if facts.has_asked_for_review:
        review = _in_review(facts, facts.review, [])
        return replace(
            stands,
            now=[*stands.now, *review.now],
            after=[*stands.after, *review.after],
            can_complain=stands.can_complain or review.can_complain,
        )
    about = f"our notice of {day_words(facts.notice.issued_on)}"
    ask = f"If you are not happy with {about} you can ask us to look at it again. {last_day_words(facts)}"
    return replace(stands, after=[*stands.after, ask])


def what_can_be_reviewed(facts: CaseFacts) -> str:
    """What the requester can ask an internal review of now, in words; empty when nothing, or not yet."""
    reviewed = facts.reviewed
    if reviewed is None or facts.has_asked_for_review:
        return ""
    if reviewed.render_state != IssuedLetter.RenderState.RENDERED:
        return ""
    return "our reply" if facts.letter is not None else f"our notice of {day_words(reviewed.issued_on)}"


def _standing(facts: CaseFacts) -> Standing:
    foi_request, reading = facts.foi_request, facts.reading
    if foi_request.stage == workflow.MERGED:
        return _merged(foi_request)
    if foi_request.stage in CLOSED:
        return Standing(
            [CLOSED[foi_request.stage].format(day=day_words(foi_request.closed_on))],
            ["If that is not what you want, write to us and we will look at it. You can also make a new request."],
        )
    if facts.letter is not None:
        return _answered(facts, facts.letter)
    if reading.is_stopped:
        return _waiting_for_fee(facts) if facts.asked is None else _waiting(facts, facts.asked)
    now = [NOW[foi_request.stage]]
    if facts.today > reading.due_on:
        now.append(
            f"We are sorry: our reply is late. You should have had it by {day_words(reading.due_on)}."
            " We are still working on it."
        )
        after = [
            WE_CHECK,
            "We send you our reply as soon as we can. You can ask us below how far we are.",
            f"You can complain to the {facts.regulator} that our reply is late.",
        ]
        return Standing(now, after, how_worked_out(reading, regime=foi_request.regime_id), can_complain=True)
    if facts.promised is not None and facts.promised < reading.due_on:
        now.append(
            f"We told you that you would have it by {day_words(facts.promised)}, and we still aim at that. A bank"
            f" holiday was added since: by law the last day is now {day_words(reading.due_on)}."
        )
    elif facts.promised is not None and facts.promised > reading.due_on:
        now.append(
            f"You will have it by {day_words(reading.due_on)} at the latest: earlier than the"
            f" {day_words(facts.promised)} that we told you, because a bank holiday was withdrawn."
        )
    else:
        now.append(f"You will have it by {day_words(reading.due_on)} at the latest.")
    return Standing(now, what_happens_next(reading.due_on), how_worked_out(reading, regime=foi_request.regime_id))


NOW = {
    workflow.TRIAGE: "We have your request. We are checking what you are asking for and who holds it, so that we can"
    " send you our reply.",
    workflow.DRAFTING: "We are preparing your reply.",
    workflow.CLEARANCE: "Your reply is written. Somebody checks it before we send it.",
    workflow.CLEARED: "Your reply is written and checked. We are about to send it.",
    workflow.ISSUED: "We have answered your request.",
}


CLOSED = {
    workflow.WITHDRAWN: "This request was closed as withdrawn on {day}. We do not work on it.",
    workflow.LAPSED: "We closed this request on {day}, because what we asked you for did not come in time.",
    workflow.TRANSFERRED: "On {day} we passed this request on to the authority that holds the information. It will"
    " answer you.",
    workflow.PASSED_ON: "On {day} we gave this to the team of ours that deals with it. That team writes to you itself.",
}


def _merged(foi_request: FoiRequest) -> Standing:
    other = foi_request.merged_into
    now = [f"You asked us for the same in request {other.reference}. We have joined the two and answer them together."]
    if other.is_open and other.due_on is not None:
        now.append(f"You will have our reply by {day_words(other.due_on)} at the latest.")
    after = [
        f"Look at the private page of {other.reference} to see how it stands. Its link is in our e-mail or letter."
    ]
    return Standing(now, after)


def _waiting(facts: CaseFacts, asked: Reading) -> Standing:
    now = [
        f"On {day_words(asked.asked_on)} we asked you a question. We need your answer before we can go on.",
        f"Please answer by {day_words(asked.lapses_on)}. If we have not heard from you by then we will take it that you"
        " no longer want the information.",
    ]
    counted = "The 20 working days that we have for it begin again on the day after your answer comes."
    if asked.months:
        counted = "The days until you answer do not count."
    after = ["You answer our question.", f"We send you our reply. {counted}", YOU_CAN_ASK]
    return Standing(now, after, how_worked_out(facts.reading, regime=facts.foi_request.regime_id))


def _waiting_for_fee(facts: CaseFacts) -> Standing:
    reading = facts.reading
    now = [
        f"On {day_words(reading.asked_on)} we told you that there is a fee. We can go on when you have paid it.",
        f"You can pay it until {day_words(reading.lapses_on)}. After that we close your request.",
    ]
    after = ["You pay the fee.", "We send you our reply. The days until you pay do not count.", YOU_CAN_ASK]
    return Standing(now, after, how_worked_out(reading, regime=facts.foi_request.regime_id))


def _answered(facts: CaseFacts, letter: IssuedLetter) -> Standing:
    now = [_how_it_went(letter)]
    if hasattr(letter, "supersedes"):
        now.append(f"It replaces our letter of {day_words(letter.supersedes.issued_on)}.")
    due_on = facts.reading.due_on
    if due_on is not None and facts.foi_request.closed_on and facts.foi_request.closed_on > due_on:
        now.append(f"You should have had our reply by {day_words(due_on)}. We are sorry that it was late.")
    if facts.has_asked_for_review:
        return _in_review(facts, facts.review, now)
    after = [f"If you are not happy with our reply you can ask us to look at it again. {last_day_words(facts)}"]
    after.append(f"After that you can complain to the {facts.regulator}.")
    return Standing(now, after)


def _how_it_went(letter: IssuedLetter) -> str:
    corrected = "corrected reply" if letter.foi_response.kind == "corrected_reply" else "reply"
    if letter.render_state != IssuedLetter.RenderState.RENDERED:
        return f"Our {corrected} is finished and is about to leave. You can read it here in a little while."
    if letter.channel == IssuedLetter.Channel.EMAIL and letter.emailed_on is None:
        return f"Our {corrected} is finished, and we are sending it to you by e-mail. You can read it here already."
    if letter.channel == IssuedLetter.Channel.EMAIL:
        return f"We sent you our {corrected} by e-mail on {day_words(letter.emailed_on)}."
    if letter.posted_on is None:
        return f"Our {corrected} is finished and will be posted to you. You can read it here already."
    return f"We posted our {corrected} to you on {day_words(letter.posted_on)}."


FOUND = {
    InternalReview.Outcome.UPHELD: "We uphold your complaint: our new decision takes the place of the first.",
    InternalReview.Outcome.PARTLY_UPHELD: "We uphold your complaint in part.",
    InternalReview.Outcome.NOT_UPHELD: "We do not uphold your complaint: our first decision stands.",
}
"""What an internal review found, for the requester."""


def _in_review(facts: CaseFacts, review: InternalReview, now: list[str]) -> Standing:
    asked_on, stages = day_words(review.asked_on), InternalReview.Stage
    complain = f"If you are not happy with the outcome you can complain to the {facts.regulator}."
    if review.stage == stages.CLOSED:
        now.append(
            f"We have carried out the internal review that you asked for. {FOUND.get(review.outcome, '')}".strip()
        )
        now.append("Our letter below says why.")
        return Standing(now, [complain], can_complain=True)
    if review.stage == stages.DECLINED:
        now.append(
            f"You asked for an internal review on {asked_on}, after the last day. We decided not to carry it out."
        )
        after = [f"You can complain to the {facts.regulator}, who decides whether to look into it."]
        return Standing(now, after, can_complain=True)
    if review.is_late and not review.accepted_late_reason:
        now.append(
            f"You asked for an internal review on {asked_on}, after the last day. We are deciding whether to carry it"
            " out."
        )
        return Standing(now, ["We write to you and say whether we carry out the review.", complain])
    now.append(
        f"You asked for an internal review on {asked_on}. Somebody who had no part in our decision looks at it afresh."
    )
    after = [f"You will have the outcome by {day_words(review.due_on)} at the latest.", complain]
    working = [
        f"We have {review_working_days(facts.foi_request.regime_id)} working days for an internal review, counted from"
        f" the day after you asked for it ({asked_on})."
    ]
    return Standing(now, after, working)


def last_day_words(facts: CaseFacts) -> str:
    """Until when an internal review can be asked for, honestly after the last day too."""
    if facts.window is None:
        return "Your time to ask begins when you receive our letter, which says until when you can ask."
    last_day = day_words(facts.window.last_day)
    if facts.window.state_on(facts.today) is WindowState.OPEN:
        return f"The last day to ask is {last_day}."
    return f"The last day to ask was {last_day}. You can still ask, and we will tell you whether we carry it out."
