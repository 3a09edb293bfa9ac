"""The time to ask for an internal review, in words."""

from datetime import date

from codes.domain.working_days import WorkingDayCalendar
from foirequests.presenters.days import Tag, day_words, number_of
from responses.actions.windows import window_of
from responses.domain.review_window import ReviewWindow, WindowState
from responses.models import FoiResponse, IssuedLetter


def window_told(letter: IssuedLetter, today: date, calendar: WorkingDayCalendar) -> tuple[str, list[str]]:
    """Where the window of a letter stands, and how its last day was worked out, which is done once for both."""
    window = window_of(letter, calendar)
    return _words(letter, window, today), _lines(letter, window)


def window_words(letter: IssuedLetter, today: date) -> str:
    """Where the window of a letter stands: `Open until 2 March 2023, 5 days left`."""
    return _words(letter, window_of(letter), today)


def window_lines(letter: IssuedLetter) -> list[str]:
    """How the last day was worked out."""
    return _lines(letter, window_of(letter))


def _words(letter: IssuedLetter, window: ReviewWindow | None, today: date) -> str:
    if letter.foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME:
        return "None: this is the outcome of an internal review, and the next step is the regulator"
    if letter.superseded_by_id is not None:
        return "Ended: a corrected letter has replaced this one, with a window of its own"
    if window is None:
        return "Begins when the posting of the letter is recorded"
    if not letter.has_left:
        return "Begins when the e-mail with the letter has been sent"
    return state_words(window, today)


def state_words(window: ReviewWindow, today: date) -> str:
    """Where a window stands on a day."""
    last_day, code_day = day_words(window.last_day), day_words(window.code_last_day)
    match window.state_on(today):
        case WindowState.OPEN:
            left = window.days_left(today)
            return f"Open until {last_day}, {number_of(left, 'day') + ' left' if left else 'today is the last day'}"
        case WindowState.PASSED_WITHIN_CODE:
            return (
                f"Passed on {last_day}. Until {code_day} a request is late for us and in time for"
                " the Code of Practice, so we accept it"
            )
        case _:
            return f"Passed on {last_day}, and the Code of Practice’s time on {code_day}"


def window_tag(letter: IssuedLetter, today: date) -> Tag | None:
    """The window in a word or two; None for a letter without one."""
    if letter.foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME or letter.superseded_by_id is not None:
        return None
    if letter.review_by is None or not letter.has_left:
        return Tag("Not begun", "neutral")
    return Tag("Open", "info") if today <= letter.review_by else Tag("Passed", "neutral")


def _lines(letter: IssuedLetter, window: ReviewWindow | None) -> list[str]:
    if window is None:
        return ["The letter goes by post. Its window runs from the day on which it counts as received."]
    received = day_words(window.received_on)
    how = {
        (IssuedLetter.Channel.EMAIL, ""): "E-mail counts as received when it is sent",
        (IssuedLetter.Channel.POST, IssuedLetter.PostClass.FIRST): "It was posted first class",
        (IssuedLetter.Channel.POST, IssuedLetter.PostClass.SECOND): "It was posted second class",
    }[letter.channel, letter.post_class]
    sent = day_words(letter.posted_on or letter.emailed_on or letter.issued_on)
    return [
        f"The reply left on {sent} and counts as received on {received}. {how}, unless we know the real day.",
        f"The last day to ask is {day_words(window.last_day)}. The day of receipt does not count, the last day does.",
        f"The Code of Practice under section 45 allows 40 working days: until {day_words(window.code_last_day)}.",
    ]
