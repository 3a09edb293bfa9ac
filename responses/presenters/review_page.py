"""Everything that the page of an internal review shows."""

from datetime import date
from typing import Any

from django.urls import reverse

from accounts.models import Role, StaffMember
from foirequests.domain import workflow
from foirequests.presenters.days import day_words
from foirequests.presenters.timeline import event_of
from responses.actions.clearers import why_not_clear
from responses.actions.internal_review import may_be_declined
from responses.actions.letters import letter_on_screen
from responses.actions.review_conduct import can_be_allocated, eligible_reviewers, possible_approvers
from responses.domain.letter import Letter
from responses.models import InternalReview, IssuedLetter
from responses.presenters import reviews as words
from responses.presenters.windows import window_words

CODE_HELD_BACK = (
    "It came within the 40 working days of the Code of Practice (paragraph 5.3), so it cannot be declined as late."
)

OUTCOME_LINES = (
    "Look at the request afresh, as things stood when it was made: what was searched, what is held, what was withheld"
    " and why, and how the request was handled.",
    "Your choice begins the letter in the library’s wording. A deputy director who had no part in the reply approves"
    " it.",
)


def review_page(review: InternalReview, *, member: StaffMember, today: date) -> dict[str, Any]:
    """The context of `responses/review/review.html`; `may` names the forms that are open to this person now."""
    foi_request, tag = review.foi_request, words.review_tag(review)
    people = eligible_reviewers(review) if member.holds(Role.DEPUTY_DIRECTOR) and can_be_allocated(review) else []
    newer = review.letter.superseded_by
    return {
        "foi_request": foi_request,
        "review": review,
        "tag": tag,
        "facts": words.fact_rows(review),
        "due": words.due_panel(review, today),
        "window": words.window_panel(review),
        "letter_html": letter_on_screen(Letter.from_json(review.letter.frozen), top_heading=3),
        "letter_on": day_words(review.letter.issued_on),
        "replaced": f"A corrected reply of {day_words(newer.issued_on)} has replaced it since." if newer else "",
        "may": open_acts(review, member),
        "links": letter_links(review, member, today=today),
        "waiting": words.waiting_words(review, member),
        "eligible": [person for person, why_not in people if not why_not and person.pk != review.reviewer_id],
        "barred": [f"{person.name} {why_not}." for person, why_not in people if why_not],
        "nobody_approves": is_stuck(review),
        "code_held_back": "" if may_be_declined(review) else CODE_HELD_BACK,
        "outcome_lines": OUTCOME_LINES,
        "other_outcome_lines": ("Only the opening of the letter is exchanged. What you wrote stays.",),
        "history": history_lines(review),
    }


def open_acts(review: InternalReview, member: StaffMember) -> set[str]:
    """Which of the page's forms this person may use now."""
    may = set()
    director = member.holds(Role.DEPUTY_DIRECTOR)
    if words.is_late_and_undecided(review):
        if director or member.holds(Role.OFFICER):
            may |= {"accept", "decline"} if may_be_declined(review) else {"accept"}
        return may
    if director and can_be_allocated(review):
        may.add("allocate")
    drafting = review.foi_response is None or review.foi_response.stage == workflow.DRAFTING
    if review.stage == InternalReview.Stage.ALLOCATED and review.reviewer_id == member.pk and drafting:
        may.add("outcome")
    return may


def letter_links(review: InternalReview, member: StaffMember, *, today: date) -> list[dict[str, str]]:
    """The pages of the outcome's letter that are open to this person, the one to go to first."""
    response = review.foi_response
    if response is None:
        return []
    args = (review.foi_request.reference, response.pk)
    reviewer = review.reviewer_id == member.pk
    if response.stage == workflow.DRAFTING and reviewer:
        return [{"text": "Go on with the letter", "url": reverse("draft", args=args)}]
    if response.stage == workflow.CLEARANCE and member.holds(Role.DEPUTY_DIRECTOR):
        refusal = why_not_clear([response], member, day=today)[response.pk]
        if refusal:
            return [{"text": refusal, "url": ""}]
        return [{"text": "Approve the outcome", "url": reverse("clear", args=args)}]
    if response.stage == workflow.CLEARED and (reviewer or member.holds(Role.OFFICER)):
        return [{"text": "Issue the outcome", "url": reverse("issue", args=args)}]
    if response.stage == workflow.ISSUED:
        return [{"text": "Read the outcome", "url": reverse("letter", args=args)}]
    return []


def is_stuck(review: InternalReview) -> bool:
    """Whether an open review has nobody left who could approve its outcome."""
    return review.stage in InternalReview.OPEN_STAGES and not possible_approvers(review)


def history_lines(review: InternalReview) -> list[dict[str, str]]:
    """What happened to this review, newest first, for the timeline."""
    entries = review.foi_request.history.filter(object_kind="internalreview", object_id=review.pk)
    names = StaffMember.objects.in_bulk([entry.facts["reviewer"] for entry in entries if entry.facts.get("reviewer")])
    return [
        event_of(entry, entry.get_act_display() + _to(entry.facts, names))
        for entry in entries.select_related("actor", "words").order_by("-happened_at", "-pk")
    ]


def record_lines(letter: IssuedLetter, today: date) -> list[str]:
    """What an officer should know before recording a request for review."""
    kind = letter.foi_response.get_kind_display()
    about = f"{kind[:1].lower()}{kind[1:]} of {day_words(letter.issued_on)}"
    return [
        f"About the {about}. Time to ask: {window_words(letter, today)}.",
        "A request that came late is recorded as well: then you choose whether we take it on.",
        "New questions in it are a new request: record them as one.",
    ]


def _to(facts: dict[str, Any], names: dict[int, StaffMember]) -> str:
    reviewer = names.get(facts.get("reviewer"))
    return f": {reviewer.name}" if reviewer else ""
