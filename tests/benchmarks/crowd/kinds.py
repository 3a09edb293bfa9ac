"""Which kinds of case an office has, and how often: the share of each among the closed, the recent and the open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import time_machine

from foirequests.actions import cases, correspondence, notices, reading
from foirequests.emails import CannotBeDelivered
from foirequests.models import FoiRequest
from responses.actions import clear, correct, draft
from tests.benchmarks.crowd import words
from tests.benchmarks.crowd.model_cases import MONDAY, Staff, Walk
from tests.dates import moment


@dataclass(frozen=True)
class Kind:
    """How to walk one; `weekday` on which it is received (0 is Monday); `weight` among its like."""

    walk: Callable[[Walk], FoiRequest]
    weight: float
    weekday: int


def answered(walk: Walk) -> FoiRequest:
    return walk.window_passes(walk.issued(walk.triaged()))


def answered_from_the_web(walk: Walk) -> FoiRequest:
    return walk.window_passes(walk.issued(walk.triaged("web")))


def answered_with_figures(walk: Walk) -> FoiRequest:
    return walk.window_passes(walk.issued(walk.provided()))


def answered_late(walk: Walk) -> FoiRequest:
    case = walk.triaged()
    notices.raise_notices(at=walk.at(30, 1))
    return walk.window_passes(walk.issued(case, 35))


def answered_after_clarification(walk: Walk) -> FoiRequest:
    return walk.window_passes(walk.issued(walk.clarified(), 21))


def answered_by_post(walk: Walk) -> FoiRequest:
    return walk.window_passes(walk.posted())


def answered_after_many_words(walk: Walk) -> FoiRequest:
    """A case with a long history: forty notes and messages."""
    case = walk.triaged()
    for number in range(20):
        moment = walk.at(3, 10)
        correspondence.add_note(
            case, kind="call", text=words.TYPED, happened_at=moment, by=walk.staff.officer, at=moment
        )
        correspondence.send_message(
            case, subject=f"Part {number + 1}", text=words.TYPED, by=walk.staff.officer, at=moment
        )
    walk.mail_leaves(3)
    return walk.window_passes(walk.issued(case))


def answered_again(walk: Walk) -> FoiRequest:
    """A reply that was replaced by a corrected one."""
    letter = walk.issued(walk.triaged())
    response = correct.start_corrected_reply(letter, reason=words.TYPED, by=walk.staff.officer, at=walk.at(16, 9))
    draft.submit_draft(response, by=walk.staff.officer, at=walk.at(16, 10))
    walk.clears(response, walk.staff.clearer, 17)
    return walk.window_passes(walk.issues(response, walk.staff.officer, 18))


def reviewed(walk: Walk) -> FoiRequest:
    return walk.reviewed()


def decided_by_the_regulator(walk: Walk) -> FoiRequest:
    return walk.decided_by_the_regulator()


def withdrawn(walk: Walk) -> FoiRequest:
    case = walk.triaged()
    return cases.withdraw_request(case, reason=words.TYPED, by=walk.staff.officer, at=walk.at(7))


def merged(walk: Walk) -> FoiRequest:
    """Two cases by one person: the second was merged into the first, which was answered."""
    first, second = walk.triaged("web"), walk.received(days=2)
    cases.merge_duplicate(second, into=first, by=walk.staff.officer, at=walk.at(3))
    cases.link_requests(first, second, by=walk.staff.officer, at=walk.at(3, 12))
    return walk.window_passes(walk.issued(first))


def sent_lately(walk: Walk) -> FoiRequest:
    return walk.issued(walk.triaged()).foi_request


def posted_lately(walk: Walk) -> FoiRequest:
    return walk.posted().foi_request


def review_asked(walk: Walk) -> FoiRequest:
    return walk.review_asked().foi_request


def review_allocated(walk: Walk) -> FoiRequest:
    return walk.review_allocated().foi_request


def to_be_posted(walk: Walk) -> FoiRequest:
    return walk.issued(walk.triaged("post")).foi_request


def not_delivered(walk: Walk) -> FoiRequest:
    def refused(_content: bytes, **_addresses: str) -> None:
        raise CannotBeDelivered("The mail server answered 550: this mailbox is closed")

    return walk.issued(walk.triaged(), deliver=refused).foi_request


def new(walk: Walk) -> FoiRequest:
    """Read already: in a running office only the requests of the last minute are not."""
    case = walk.received("web")
    reading.read_case(case.pk, at=walk.at(0, 12))
    return case


def triaged(walk: Walk) -> FoiRequest:
    return walk.triaged()


def drafting(walk: Walk) -> FoiRequest:
    return walk.drafted(walk.triaged()).foi_request


def returned(walk: Walk) -> FoiRequest:
    response = walk.submitted(walk.triaged())
    digest = clear.submitted_version(response).letter_hash
    clear.return_response(response, letter_hash=digest, comment=words.TYPED, by=walk.staff.clearer, at=walk.at(5))
    return response.foi_request


def in_clearance(walk: Walk) -> FoiRequest:
    return walk.submitted(walk.triaged()).foi_request


def cleared(walk: Walk) -> FoiRequest:
    return walk.cleared(walk.triaged()).foi_request


def waiting_for_clarification(walk: Walk) -> FoiRequest:
    return walk.waiting_for_clarification()


def waiting_for_a_team(walk: Walk) -> FoiRequest:
    return walk.commissioned()


def overdue(walk: Walk) -> FoiRequest:
    case = walk.triaged()
    notices.raise_notices(at=walk.at(40, 1))
    return case


CLOSED = (
    Kind(answered, 50, 0),
    Kind(answered_from_the_web, 17, 1),
    Kind(answered_with_figures, 8, 2),
    Kind(answered_by_post, 6, 3),
    Kind(answered_late, 5, 4),
    Kind(answered_after_clarification, 4, 0),
    Kind(withdrawn, 5, 1),
    Kind(merged, 2, 2),
    Kind(reviewed, 2, 3),
    Kind(decided_by_the_regulator, 0.3, 2),
    Kind(answered_again, 0.7, 4),
    Kind(answered_after_many_words, 0.3, 0),
)
"""Closed, with nothing left to do; these are spread over the years."""

RECENT = (
    Kind(sent_lately, 88, 0),
    Kind(posted_lately, 8, 1),
    Kind(review_asked, 2, 2),
    Kind(review_allocated, 2, 3),
)
"""Answered so lately that the window for an internal review is open."""

OPEN = (
    Kind(new, 18, 4),
    Kind(triaged, 16, 0),
    Kind(drafting, 20, 1),
    Kind(returned, 6, 2),
    Kind(in_clearance, 14, 3),
    Kind(cleared, 6, 4),
    Kind(waiting_for_clarification, 6, 0),
    Kind(waiting_for_a_team, 10, 1),
    Kind(overdue, 4, 2),
)
"""Not answered yet."""

STUCK = (Kind(to_be_posted, 1, 3), Kind(not_delivered, 1, 4))
"""Answered lately, with something left for a person to do; an office has a handful, however large it is."""


def walked(kind: Kind, staff: Staff) -> FoiRequest:
    """One kind of case, walked in 2023."""
    with time_machine.travel(moment("Mon 5 June 2023 09:00"), tick=False) as traveller:
        return kind.walk(Walk(staff, MONDAY + timedelta(days=kind.weekday), traveller))
