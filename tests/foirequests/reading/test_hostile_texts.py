"""Texts that are no requests, or were made to be slow: read at once, in little memory, with a plain note."""

import time
import tracemalloc
from datetime import date

import pytest

from foirequests.domain.reading.legible import BINARY, EMPTY, MOST_CHARACTERS, NO_WORDS, ONLY_THE_BEGINNING
from foirequests.domain.reading.read import MOST_QUESTIONS, read_request

DAY = date(2024, 5, 10)
SECONDS, BYTES = 1.0, 200_000_000

SLOW = {
    "one word": "a" * 1_000_000,
    "brackets": "(" * 1_000_000,
    "nested lists": "\n".join(f"{' ' * (depth % 300)}- item {depth}" for depth in range(100_000)),
    "one-letter words": "a " * 500_000,
    "numbers with points": "1." * 500_000,
    "numbered marks": "1) \n" * 250_000,
    "question marks": "? " * 500_000,
    "the same cue": "how many claims " * 60_000,
    "questions": "\n".join(f"{number}. How many claims in {number}?" for number in range(20_000)),
    "quoted lines": "> > > " * 150_000,
    "headers": "From: a\nTo: b\n" * 70_000,
    "years": "2018/19 to 2022/23 " * 50_000,
    "empty lines": "\n \n" * 300_000,
    "spaces": " " * 1_000_000 + "how many claims?",
    "please also": "please also " * 80_000,
    "lists in a line": "(a) x; (b) y; (c) z; " * 45_000,
    "rules": "-" * 1_000_000,
    "apostrophes": "'" * 1_000_000,
    "titles": "Dr A " * 200_000,
    "stories": ("I am unhappy with you. " * 30 + "\n\n") * 1_500,
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW.keys())
def test_no_text_takes_longer_than_a_second(text):
    begun = time.process_time()
    read = read_request(text, received_on=DAY)
    assert time.process_time() - begun < SECONDS
    assert read.trouble or len(text) <= MOST_CHARACTERS
    assert len(read.questions) <= MOST_QUESTIONS + 10


@pytest.mark.parametrize("name", ["one word", "questions", "nested lists", "the same cue"])
def test_no_text_takes_much_memory(name):
    tracemalloc.start()
    try:
        read_request(SLOW[name], received_on=DAY)
        assert tracemalloc.get_traced_memory()[1] < BYTES
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", EMPTY),
        (" \n\t ", EMPTY),
        ("\x00\x01\x02PK\x03\x04" * 200, BINARY),
        ("\ufffd" * 50 + "a", BINARY),
        ("1234 5678 !!!", NO_WORDS),
        ("x" * 5_000, NO_WORDS),
    ],
)
def test_what_cannot_be_read_gives_no_question_and_says_why(text, trouble):
    read = read_request(text, received_on=DAY)
    assert (read.questions, read.trouble) == ((), trouble)


def test_of_a_long_text_the_beginning_is_read_and_the_note_says_so():
    read = read_request("How many claims were settled?\n\n" + "Background. " * 10_000, received_on=DAY)
    assert read.questions[0].text == "How many claims were settled?"
    assert read.trouble == ONLY_THE_BEGINNING


def test_every_place_lies_in_the_text():
    text = "Dear all\n\n" + "\n".join(SLOW.values())[:20_000]
    read = read_request(text, received_on=DAY)
    places = [passage for question in read.questions for passage in (question.passage, *question.regime.passages)]
    assert all(0 <= place.start < place.end <= len(text) for place in (*places, *read.left_out))
