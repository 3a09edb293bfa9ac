"""What each act of the clock means, in words, before it is done and after."""

from foirequests.domain import clock
from foirequests.domain.clock import EIR, SUBJECT_ACCESS, Reading
from foirequests.presenters.days import day_words
from responses.models import FoiResponse

Kind = FoiResponse.Kind

TITLES = {
    Kind.CLARIFICATION: "Ask the requester to clarify",
    Kind.FEES_NOTICE: "Give a fees notice",
    Kind.EXTENSION: "Extend the time for the reply",
    Kind.LAPSE_NOTICE: "Close as lapsed",
    Kind.TRANSFER_NOTICE: "Transfer to another authority",
}
DONE = {
    Kind.CLARIFICATION: "It is recorded that we asked the requester.",
    Kind.FEES_NOTICE: "The fees notice is recorded.",
    Kind.EXTENSION: "The extension is recorded.",
    Kind.LAPSE_NOTICE: "The request is closed as lapsed.",
    Kind.TRANSFER_NOTICE: "The request is closed as transferred.",
}
ABOUT = {
    Kind.ACKNOWLEDGEMENT: (
        "The requester had a message when the request came. Write a letter as well when they asked for one, or when"
        " the day of receipt has been corrected.",
        "You issue it yourself. It changes nothing on the clock.",
    ),
    Kind.CLARIFICATION: (
        "Only when we cannot reasonably identify or find the information without it (section 1(3)). The clock"
        " stops, and 20 fresh working days begin when the answer comes.",
        "A question that would merely help goes into an ordinary message, which stops nothing.",
    ),
    Kind.FEES_NOTICE: (
        "Only for what it costs to copy and to send the information (section 9). The clock stands still from the day of"
        " the notice until the fee is paid, both days included.",
    ),
    Kind.EXTENSION: (
        "Only to weigh the public interest when a qualified exemption is engaged (section 10(3)), once. The notice is a"
        " refusal notice under section 17, so it is cleared like a reply.",
    ),
    Kind.LAPSE_NOTICE: ("The case closes without a reply. An answer that comes later is a new request.",),
    Kind.TRANSFER_NOTICE: (
        "Only with the requester’s agreement, and only when we do not hold the information. The case closes, and the"
        " other authority answers in its own time.",
    ),
}
UNDER_OTHER_LAWS = {
    (Kind.CLARIFICATION, EIR): (
        "Under the Regulations this is formally a refusal of a request that is too general (regulations 9 and"
        " 12(4)(c)): the letter says how to complain. 20 fresh working days begin when the answer comes.",
        "A question that would merely help goes into an ordinary message, which stops nothing.",
    ),
    (Kind.FEES_NOTICE, EIR): (
        "A reasonable charge, asked for in advance (regulation 8). The requester has 60 working days to pay, and the"
        " clock stands still until then.",
    ),
    (Kind.EXTENSION, EIR): (
        "Only when the request is both complex and voluminous (regulation 7): up to 40 working days, once. The"
        " Regulations give no time to weigh the public interest. A second person clears the letter.",
    ),
    (Kind.EXTENSION, SUBJECT_ACCESS): (
        "Two further months when the request is complex or there are several (Article 12A of the UK GDPR). Letters"
        " about a person’s own information are not written in FOI Desk: record the one that left.",
    ),
}
"""What differs from the Freedom of Information Act."""


def about(kind: str, regime: str, reading: Reading) -> tuple[str, ...]:
    """What doing the act means, and until when the law wants it done."""
    lines = UNDER_OTHER_LAWS.get((kind, regime), ABOUT[kind])
    if kind in (Kind.CLARIFICATION, Kind.FEES_NOTICE, Kind.EXTENSION) and reading.notice_due_on is not None:
        return (*lines, f"It has to leave by {day_words(reading.notice_due_on)}. {_later(kind)}")
    if kind == Kind.LAPSE_NOTICE and reading.lapses_on is not None:
        return (*lines, f"The last day for the requester: {day_words(reading.lapses_on)}.")
    return lines


def about_payment(reading: Reading) -> tuple[str, ...]:
    """Since when the fee is waited for, and until when it can be paid."""
    if reading.waiting_for != clock.FEES_NOTICE:
        return ()
    return (
        f"The notice was given on {day_words(reading.asked_on)}, and the fee can be paid until"
        f" {day_words(reading.lapses_on)}. The days from the notice to the payment, both included, do not count.",
    )


def _later(kind: str) -> str:
    if kind == Kind.EXTENSION:
        return "A later notice extends nothing."
    return "Later it stops nothing, and the delay stands."
