"""What of a text is the request: e-mail headers, quoted letters, greeting, signature and disclaimers are left out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from codes.domain.passages import Passage
from foirequests.domain.reading.asks import does_ask
from foirequests.domain.reading.message_cues import (
    BEGIN_DISCLAIMERS,
    CLOSINGS,
    DISCLAIMERS,
    GREETINGS,
    HEADERS,
    PASSES_ON,
    SEPARATORS,
)

_HEADER = re.compile(rf"\s*\*?(?:{'|'.join(HEADERS)})\*?:", re.IGNORECASE)
_SEPARATOR = re.compile("|".join(SEPARATORS), re.IGNORECASE)
_GREETING = re.compile(rf"\s*(?:{'|'.join(GREETINGS)})\b[^,?\n]{{0,40}}(?:,|[:.!-]?\s*$)", re.IGNORECASE)
_CLOSING = re.compile(rf"\s*(?:{'|'.join(CLOSINGS)})\b", re.IGNORECASE)
_PASSES_ON = re.compile(rf"\s*(?:{'|'.join(PASSES_ON)})", re.IGNORECASE)
_DISCLAIMERS = tuple(re.compile(cue) for cue in DISCLAIMERS)
_BEGINS_DISCLAIMER = re.compile(rf"\s*(?:{'|'.join(BEGIN_DISCLAIMERS)})", re.IGNORECASE)
_QUOTED = re.compile(r"\s*(?:>|\|\s)")
_QUOTE_MARKS = re.compile(r"^[^\S\n]*>[>\t ]*", re.MULTILINE)
_MOST_PASSED_ON_WORDS = 20
_RULE = re.compile(r"\s*[-_=*]{5,}\s*$")
_MOST_CLOSING_WORDS = 6


@dataclass(frozen=True)
class Message:
    """Of a text: what is read, and what is left out; stretches in order."""

    read: tuple[Passage, ...]
    left_out: tuple[Passage, ...]


def read_message(text: str, whole: Passage) -> Message:
    """The first of the messages in the text that asks something; the first of all when none does.

    A reply on top of an earlier letter is read, the letter is not; a request that was passed on with “see below” is
    read where it stands.
    """
    messages, asks = _messages(text, whole), _asking(text)
    bodies = _bodies(text, messages)
    asking = [_without_frame(text, body, asks) for body in bodies if any(map(asks, body))]
    meant = next((lines for lines in asking if not _only_pass_on(text, lines)), None) or next(iter(asking), None)
    if meant is None:
        meant = _without_frame(text, next((body for body in bodies if body), []) or _quoted(messages), asks)
    read = _joined(text, meant)
    return Message(read, rest_of(text, whole, read))


def without_quote_marks(text: str) -> str:
    """The text with a space for each mark of quoting, when nothing is asked but in quoted lines that were passed on.

    Places stay the same. Quoted lines under a message that says anything of its own stay quoted.
    """
    if not _QUOTE_MARKS.search(text):
        return text
    bodies = _bodies(text, _messages(text, Passage(0, len(text))))
    if not all(_only_pass_on(text, _without_frame(text, body, _asking(text))) for body in bodies):
        return text
    return _QUOTE_MARKS.sub(lambda mark: " " * len(mark.group()), text)


def without_greeting(text: str) -> str:
    """The text after “Dear Sir or Madam” in its first line; as it is where nothing comes after."""
    line, _, rest = text.lstrip().partition("\n")
    greeting = _GREETING.match(line)
    if not greeting or does_ask(greeting.group()):
        return text
    after = f"{line[greeting.end() :]}\n{rest}".strip()
    return after or text


def _bodies(text: str, messages: list[list[Passage]]) -> list[list[Passage]]:
    """The lines of each message without headers, separators and what is quoted."""
    return [[line for line in message if not _is_outside(text, line)] for message in messages]


def _only_pass_on(text: str, lines: list[Passage]) -> bool:
    """Whether lines without their frame say no more than “see below” or “could you help with this?”; true of none."""
    said = [line for line in lines if not _is_closing(text, line)]
    words = sum(len(line.of(text).split()) for line in said)
    return words <= _MOST_PASSED_ON_WORDS and all(_PASSES_ON.match(text, line.start, line.end) for line in said)


def _lines(text: str, whole: Passage) -> list[Passage]:
    found, start = [], whole.start
    while start < whole.end:
        end = text.find("\n", start, whole.end)
        end = whole.end if end < 0 else end
        if text[start:end].strip():
            found.append(Passage(start, end))
        start = end + 1
    return found


def _messages(text: str, whole: Passage) -> list[list[Passage]]:
    """Lines by message: a new one begins at a separator, or where two lines of headers follow each other."""
    lines = _lines(text, whole)
    headers = [bool(_HEADER.match(text, line.start, line.end)) for line in lines]
    messages: list[list[Passage]] = [[]]
    for number, line in enumerate(lines):
        begins_headers = headers[number] and not (number and headers[number - 1])
        block = begins_headers and number + 1 < len(lines) and headers[number + 1]
        if block or _SEPARATOR.match(text, line.start, line.end):
            messages.append([])
        messages[-1].append(line)
    return messages


def _is_outside(text: str, line: Passage) -> bool:
    at = (text, line.start, line.end)
    return bool(_HEADER.match(*at) or _SEPARATOR.match(*at) or _QUOTED.match(*at) or _RULE.match(*at))


def _quoted(messages: list[list[Passage]]) -> list[Passage]:
    return next((message for message in messages if message), [])


def _asking(text: str) -> Callable[[Passage], bool]:
    """Whether a line of the text asks; each is read once."""
    return cache(partial(does_ask, text))


def _without_frame(text: str, lines: list[Passage], asks: Callable[[Passage], bool]) -> list[Passage]:
    """The lines between greeting and signature, without disclaimers."""
    kept = []
    for line in lines:
        greeting = _GREETING.match(text, line.start, line.end) if len(kept) < 2 else None
        if greeting and not does_ask(greeting.group()):
            line = Passage(greeting.end(), line.end)
        if line.of(text).strip() and not _is_disclaimer(text, line):
            kept.append(line)
    last_ask = next((number for number in range(len(kept) - 1, -1, -1) if asks(kept[number])), -1)
    for number, line in enumerate(kept):
        if number > last_ask and _is_closing(text, line):
            return kept[:number]
    return kept[: _first_of_signature(text, kept, last_ask)]


def _is_disclaimer(text: str, line: Passage) -> bool:
    small = line.of(text).lower()
    begins = line.start == 0 and bool(_BEGINS_DISCLAIMER.match(text, line.start, line.end))
    return begins or any(cue.search(small) for cue in _DISCLAIMERS)


def _first_of_signature(text: str, lines: list[Passage], last_ask: int) -> int:
    """The number of the first of a few last short lines that ask nothing and stand apart: a name without closing."""
    first = len(lines)
    while first - 1 > max(0, last_ask) and _may_sign(text, lines[first - 1]):
        first -= 1
        if text.count("\n", lines[first - 1].end, lines[first].start) > 1:
            return first
    return len(lines)


def _may_sign(text: str, line: Passage) -> bool:
    words = line.of(text).strip()
    return words[-1] not in ".?!:;" and words[0].isalpha() and len(words.split()) <= _MOST_CLOSING_WORDS


def _is_closing(text: str, line: Passage) -> bool:
    return bool(_CLOSING.match(text, line.start, line.end)) and len(line.of(text).split()) <= _MOST_CLOSING_WORDS


def _joined(text: str, lines: list[Passage]) -> tuple[Passage, ...]:
    """Lines that follow each other with nothing but space between them, as one stretch."""
    stretches: list[Passage] = []
    for line in lines:
        if stretches and not text[stretches[-1].end : line.start].strip():
            stretches[-1] = Passage(stretches[-1].start, line.end)
        else:
            stretches.append(line)
    return tuple(stretches)


def rest_of(text: str, whole: Passage, read: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """What of the whole stands in none of the stretches, without the spaces around it."""
    rest, start = [], whole.start
    for stretch in (*read, Passage(whole.end, whole.end)):
        words = text[start : stretch.start]
        if words.strip():
            begin = start + len(words) - len(words.lstrip())
            rest.append(Passage(begin, begin + len(words.strip())))
        start = stretch.end
    return tuple(rest)
