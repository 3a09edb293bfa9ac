"""Who writes to whom, when, about which request, and under which law: L-G01 to L-G03, L-G06."""

import re
from collections.abc import Iterator
from itertools import islice

from foirequests.domain.clock import EIR, FOI
from foirequests.domain.receipt import is_cut_off
from responses.domain import clock_letters
from responses.domain.letter import letter_date
from responses.domain.rules.facts import REVIEW_ACKNOWLEDGEMENT
from responses.domain.rules.laws import is_of_another_law
from responses.domain.rules.open_places import left_open
from responses.domain.rules.reading import Reading
from responses.domain.rules.rule import ERROR, WARNING, Problem, Rule
from responses.domain.rules.words import Words, any_of

NAMES = {FOI: "freedom of information act 2000", EIR: "environmental information regulations 2004"}
NO_LAW_TO_NAME = frozenset({clock_letters.LAPSE, clock_letters.TRANSFER, REVIEW_ACKNOWLEDGEMENT})
"""Letters that neither answer nor ask anything under a law: they say that a request ended, went on, or arrived."""

_RECEIVED = re.compile(r"\breceived (?:it |your request )?on (\d{1,2} [a-z]+ \d{4})")
_OTHER_LAW_RELIED_ON = {
    FOI: any_of(
        r"(?:exempt(?:s|ed|ions?)?|refus(?:e|ed|al|ing)|withh(?:old|olding|eld)|limit)"
        r" (?:[\w£']+ ){0,4}?(?:under|by|of|in) (?:the )?(?:foia?|freedom of information act)",
        r"(?:under|by|in) part (?:ii|2|two) of (?:the )?(?:foia?|(?:freedom of information )?act)",
    ),
    EIR: any_of(
        r"(?:except(?:ed|ions?)|exempt(?:s|ed|ions?)?|refus(?:e|ed|al|ing)|withh(?:old|olding|eld))"
        r" (?:[\w']+ ){0,4}?(?:under|by|of|in) (?:the )?(?:eirs?|environmental information regulations)",
        r"(?:under|by|in) part (?:iii|3|three) of (?:the )?(?:eirs?|(?:environmental information )?regulations)",
    ),
}
"""A law that is relied on by its name alone."""
_NOT_RELIED_ON = any_of("not", "nothing", "no longer", "rather than", "instead of", "would", "you(?: have)? asked")
_OF_THE_REGULATIONS = frozenset(("5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "18"))


def _identity(reading: Reading) -> Iterator[Problem]:
    missing = [*_date(reading), *_reference(reading), *_requester(reading), *_subject(reading)]
    if missing:
        yield Problem(f"The letter has to show {_listed(missing)}.")


def _date(reading: Reading) -> Iterator[str]:
    letter, printed = reading.letter, reading.letter.moments.get("issued_on", "")
    shows = letter.layout == "letterhead" or {"issued_on", "posted_on"} & reading.words.gaps
    if not shows and not reading.words.prints_text(letter_date(reading.facts.leaves_on)):
        yield "its date"
    elif printed and printed != letter_date(reading.facts.leaves_on):
        yield f"its own date ({letter_date(reading.facts.leaves_on)}, not {printed})"


def _reference(reading: Reading) -> Iterator[str]:
    printed, known = reading.letter.reference, reading.facts.reference
    if printed != known and (printed or not reading.words.prints_text(known)):
        yield f"our reference {known}"


def _requester(reading: Reading) -> Iterator[str]:
    name = reading.facts.requester
    around = "\n".join((*reading.letter.addressee[:1], reading.letter.salutation))
    # Two different people may each stand in one place: an addressee that is named has to be the requester.
    if not name or (reading.letter.addressee and reading.letter.addressee[0] == name):
        return
    if reading.letter.addressee or not (name in around or reading.words.prints_text(f"Dear {name}")):
        yield f"the name of the requester, {name}"


def _subject(reading: Reading) -> Iterator[str]:
    """The heading names what the case is called now: a letter that waits for clearance keeps the one that it had.

    What has left carries what it was called on its day.
    """
    subject, heading = reading.facts.subject, reading.letter.subject
    if reading.facts.has_left:
        return
    if is_cut_off(heading):
        yield "a heading that does not break off"
    elif heading and subject and not heading.endswith(f": {subject}"):
        yield f"the subject of the case, {subject}"


def _received(reading: Reading) -> Iterator[Problem]:
    expected = letter_date(reading.facts.received_on)
    printed = reading.letter.received_on
    if (printed and printed != expected) or not (printed or reading.words.prints_text(expected)):
        yield Problem(f"Say that we received the request on {expected}, as the clock has it.")
        return
    for sentence in reading.words.sentences:
        for said in _RECEIVED.findall(sentence):
            if "review" not in sentence and said != expected.casefold():
                yield Problem(f"The letter says that we received the request on {said}; it was {expected}.")


def _law(reading: Reading) -> Iterator[Problem]:
    regimes = reading.regimes & NAMES.keys()
    if reading.facts.kind not in NO_LAW_TO_NAME:
        for regime in sorted(regimes):
            if not reading.words.say(NAMES[regime]):
                yield Problem(f"Name the law: the {_title(NAMES[regime])}.")
    for foreign in sorted(NAMES.keys() - regimes) if regimes else ():
        if found := _foreign_citation(reading.words, foreign):
            where = reading.words.where(lambda words, law=foreign: bool(_foreign_citation(words, law)))
            yield Problem(f"This request falls under the other law: take “{found}” out.", part=where)
        elif said := next(_relied_on_by_name(reading, foreign), None):
            yield said
        else:
            yield from islice(_foreign_cells(reading, foreign), 1)


def _relied_on_by_name(reading: Reading, law: str) -> Iterator[Problem]:
    for each in reading.parts:
        for sentence in each.alone.sentences:
            found = _OTHER_LAW_RELIED_ON[law].search(sentence)
            if found and not _NOT_RELIED_ON.search(sentence):
                words = f"This request falls under the other law: take “{found.group(0)}” out."
                yield Problem(words, part=each.part.key)


def _foreign_cells(reading: Reading, law: str) -> Iterator[Problem]:
    for each in reading.parts:
        if each.part.table and (found := _foreign_citation(each.cells, law)):
            words = f"This request falls under the other law: take “{found}” out of the table."
            yield Problem(words, part=each.part.key)


def _foreign_citation(words: Words, law: str) -> str:
    """The first citation of this law, as a person reads it; empty for none."""
    for code, tail in words.cited_with_tail:
        number = code.removeprefix("reg").removeprefix("s")
        is_regulation = code.startswith("reg")
        is_of_kind = is_regulation and re.match(r"\d+", number).group(0) in _OF_THE_REGULATIONS
        if law == FOI:
            is_of_kind = not is_regulation
        if is_of_kind and not is_of_another_law(code, tail, law):
            return f"{'regulation' if is_regulation else 'section'} {number}"
    return ""


def _gaps(reading: Reading) -> Iterator[Problem]:
    for gap in reading.letter.missing:
        part = reading.letter.part(gap.part_key)
        if gap.name in part.values:  # nothing but the decision fills it
            words = f"Not decided yet for question {part.question}: {gap.label}."
            yield Problem(words, question=part.question)
        else:
            yield Problem(f"Fill the gap “{gap.label}”.", gap=gap.name, part=gap.part_key)
    yield from left_open(reading)


def _title(name: str) -> str:
    return " ".join(word if word == "of" else word.capitalize() for word in name.split())


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


RULES = (
    Rule("L-G01", ERROR, "FOIA s.1(1), s.8; EIR reg.5(1)", "letter", _identity),
    Rule("L-G02", WARNING, "FOIA s.10(1), (6); EIR reg.5(2)", "letter", _received),
    Rule("L-G03", ERROR, "FOIA s.1, s.17; EIR reg.5, reg.14", "letter", _law),
    Rule("L-G06", ERROR, "FOIA s.1, s.17; EIR reg.14", "letter", _gaps),
)
