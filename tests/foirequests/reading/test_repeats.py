"""Requests compared with earlier ones."""

import pytest

from codes.domain.working_days import NATIONS, WorkingDayCalendar
from foirequests.domain.reading.repeats import (
    Received,
    aggregation_of,
    campaign_of,
    counted_together,
    likeness,
    repeat_of,
    runs_of,
    same_request,
    shared_words,
)
from tests.dates import day

UK = WorkingDayCalendar("United Kingdom", tuple(NATIONS), "FOIA s.10(6)")
TEXT = "Please tell me how many claims about pressure sores were settled in each year since 2015 and what they cost."
LIKE_IT = "Please tell me how many claims about pressure sores were settled at Barts, and the specialty of each one."
OTHER = "What is the name of the supplier of your telephone system and when does the contract come to an end?"


def received(key: int, on: str = "Thu 5 January 2023", *, text: str = TEXT, by: int | None = 7, **more) -> Received:
    """A request to compare."""
    return Received(key, f"FOI_{key:04}", text, by, day(on), **more)


def test_capitals_marks_and_lines_make_no_difference_to_what_is_asked():
    assert same_request(received(1), received(2, text=TEXT.upper().replace(",", "").replace(" ", "\n")))
    assert not same_request(received(1), received(2, text=LIKE_IT))
    assert likeness(runs_of(TEXT), runs_of(OTHER)) == 0
    assert likeness(runs_of(""), runs_of("")) == 0


def test_the_same_from_the_same_person_after_an_answer_is_a_repeat_that_names_the_latest():
    earlier = [received(1, answered=True), received(2, "Mon 6 March 2023", answered=True)]
    cue = repeat_of(received(3, "Thu 6 April 2023"), earlier)
    assert "FOI_0002, 31 days before" in cue.why
    assert [passage.of(TEXT) for passage in cue.passages] == [TEXT.rstrip(".")]


@pytest.mark.parametrize(
    "earlier",
    [
        received(1),
        received(1, by=8, answered=True),
        received(1, by=None, answered=True),
        received(1, text=OTHER, answered=True),
    ],
)
def test_an_unanswered_request_another_persons_or_another_question_is_not_repeated(earlier):
    assert repeat_of(received(2, "Thu 6 April 2023"), [earlier]) is None


def test_nobody_knows_whether_requests_without_a_requester_are_of_one_person():
    assert repeat_of(received(2, by=None), [received(1, by=None, answered=True)]) is None


def test_the_same_text_from_three_people_looks_like_a_campaign():
    assert campaign_of(received(3, by=9), [received(1, by=7), received(2, by=8)]).why.startswith("3 people")
    assert campaign_of(received(3, by=7), [received(1, by=7), received(2, by=8)]) is None
    assert campaign_of(received(3, by=9), [received(1, by=7), received(2, by=8, text=OTHER)]) is None


def test_similar_requests_of_one_person_within_sixty_working_days_are_counted_together():
    first = received(1, "Thu 5 January 2023")
    last_day = received(2, "Wed 29 March 2023", text=LIKE_IT)
    day_after = received(3, "Thu 30 March 2023", text=LIKE_IT)
    assert counted_together(last_day, [first], UK) == (first,)
    assert counted_together(day_after, [first], UK) == ()
    assert "FOI_0001" in aggregation_of(last_day, [first], UK).why


def test_requests_on_something_else_or_of_others_who_do_not_act_in_concert_are_not_counted_together():
    new = received(9, "Thu 12 January 2023")
    assert counted_together(new, [received(1, text=OTHER)], UK) == ()
    assert counted_together(new, [received(1, by=8)], UK) == ()
    assert aggregation_of(new, [received(1, by=8)], UK) is None


def test_the_requests_of_a_campaign_are_counted_together():
    earlier = [received(1, by=8), received(2, by=9), received(3, by=8, text=LIKE_IT)]
    assert counted_together(received(4, by=7), earlier, UK) == tuple(earlier[:2])


@pytest.mark.parametrize("flag", [campaign_of, lambda new, earlier: aggregation_of(new, earlier, UK)])
def test_the_words_that_requests_share_are_the_reason_and_no_greeting_is(flag):
    one, two = (received(key, by=key, text=f"Dear Sir\n\n{TEXT}") for key in (1, 2))
    text = f"Hello there,\n\n{TEXT}"
    cue = flag(received(3, by=3, text=text), [one, two])
    assert [passage.of(text) for passage in cue.passages] == [TEXT.rstrip(".")]


def test_only_the_longest_of_many_shared_stretches_are_shown_in_their_order():
    parts = ["number of claims about burns", "cost of each claim about falls last year", "who was told of the deaths"]
    parts += ["how long did the inquests take"]
    one = received(1, text=" first ".join(parts))
    text = " and also ".join(parts)
    assert [passage.of(text) for passage in shared_words(received(2, text=text), [one])] == [*parts[:2], parts[3]]


def test_a_text_of_few_words_is_shared_whole_or_not_at_all():
    short = received(2, text="All birth claims!")
    assert [passage.of(short.text) for passage in shared_words(short, [received(1, text="all birth CLAIMS")])] == [
        "All birth claims"
    ]
    assert shared_words(received(3, text=""), [short]) == ()
