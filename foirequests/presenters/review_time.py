"""The time to ask for an internal review, in the requester's words: how it is worked out, what asking late means."""

from datetime import date

from foirequests.presenters.days import day_words
from responses.domain.review_window import ReviewWindow, WindowState


def late_words(window: ReviewWindow | None, today: date) -> list[str]:
    """What asking on `today` means, when the last day has passed; nothing when it has not."""
    if window is None or window.state_on(today) is WindowState.OPEN:
        return []
    code_last_day = day_words(window.code_last_day)
    words = [
        f"The last day to ask for an internal review was {day_words(window.last_day)}. You can still ask. We will"
        " record that your request came late."
    ]
    if window.state_on(today) is WindowState.PASSED_WITHIN_CODE:
        words.append(
            "The government’s Code of Practice expects us to carry out a review that is asked for by"
            f" {code_last_day}, so we will not refuse yours for being late."
        )
    else:
        words.append(
            f"The time that the government’s Code of Practice gives ended on {code_last_day}, so we may decide not to"
            " carry it out. We will write to you with our decision and the reason. Tell us below why you ask now."
        )
    return words


def window_worked_out(window: ReviewWindow | None) -> list[str]:
    """How the last day for asking for an internal review is worked out."""
    if window is None:
        return []
    return [
        f"We count our letter as received on {day_words(window.received_on)}. That day itself does not count.",
        f"Counted from the day after, the last day to ask is {day_words(window.last_day)}.",
    ]
