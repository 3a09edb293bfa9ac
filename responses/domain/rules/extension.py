"""More time: for the public interest (L-X1 to L-X6), or for a complex and voluminous request (L-XE1 to L-XE3)."""

import re
from collections.abc import Iterator

from responses.domain.letter import letter_date
from responses.domain.rules.notices import after_last_day, prints_day
from responses.domain.rules.reading import Reading
from responses.domain.rules.rule import ERROR, WARNING, Problem, Rule
from responses.domain.rules.words import any_of

_TOO_LATE = (
    "The notice of an extension has to leave by the 20th working day. The reply is due, and nothing extends it now:"
    " answer as soon as you can."
)
_UNDECIDED = any_of(
    r"not yet reached",
    r"no decision",
    r"not yet decided",
)
_DECIDED = re.compile(
    r"\bwe (?:have )?(?:decided|concluded|determined)"
    r" (?:to (?:withhold|refuse)|that (?:the (?:public interest|balance)|it))"
)
_THE_REST = any_of(
    r"the rest",
    r"the other (?:questions?|parts?|information)",
    r"what is not (?:exempt|affected)",
    r"remaining",
    r"all of (?:it|the information)",
)


def _exemption(reading: Reading) -> Iterator[Problem]:
    if not reading.words.print("exemptions"):
        yield Problem("Name the exemption (section 17(1)(b)).")
    if not reading.words.print("exemption_reason"):
        yield Problem("Say why the exemption applies (section 17(1)(c)).")


def _undecided(reading: Reading) -> Iterator[Problem]:
    if not (reading.words.say("public interest") and reading.words.match(_UNDECIDED)):
        yield Problem("Say that no decision has been reached yet on the public interest (section 17(2)).")
    elif said := reading.words.match(_DECIDED):
        part = reading.words.where(lambda words: words.say(said))
        yield Problem(
            f"“{said}” says that it is decided: then no more time is needed. Take it out, or refuse.", part=part
        )


def _estimated(reading: Reading) -> Iterator[Problem]:
    """The day itself has to be printed; that it is a working day and no later than the 40th is good practice."""
    facts = reading.facts
    if not prints_day(reading, "extended_to", facts.extended_to):
        yield Problem("Print the day by which you expect to reply.", severity=ERROR)
    elif facts.extended_to and facts.extension_limit and facts.extended_to > facts.extension_limit:
        limit = letter_date(facts.extension_limit)
        yield Problem(f"The regulator expects a decision by the 40th working day, {limit}. Say why it takes longer.")
    elif facts.extended_to and facts.calendar and not facts.calendar.is_working_day(facts.extended_to):
        yield Problem(f"{letter_date(facts.extended_to)} is no working day: choose one.")


def _qualified(reading: Reading) -> Iterator[Problem]:
    for provision in reading.facts.grounds:
        if not provision.weighs_public_interest:
            citation = provision.citation.capitalize()
            yield Problem(f"{citation} knows no public interest test, so it gives no more time: decide now.")


def _in_time(reading: Reading) -> Iterator[Problem]:
    if last := after_last_day(reading):
        yield Problem(f"{_TOO_LATE} {last}")


def _the_rest(reading: Reading) -> Iterator[Problem]:
    if len(reading.facts.questions) > 1 and not reading.words.match(_THE_REST):
        yield Problem("Give now what is not in question, or say when the rest is answered.")


def _reasons(reading: Reading) -> Iterator[Problem]:
    if not reading.words.print("complexity", "volume"):
        yield Problem("Give the reason for both: what makes the request complex, and how much it covers.")
    if not reading.words.cite("reg7"):
        yield Problem("Cite regulation 7 of the Regulations.")


def _new_day(reading: Reading) -> Iterator[Problem]:
    facts = reading.facts
    if not prints_day(reading, "extended_to", facts.extended_to):
        yield Problem("Print the day by which you expect to reply.")
    elif facts.extended_to and facts.extension_limit and facts.extended_to > facts.extension_limit:
        yield Problem(f"The Regulations allow 40 working days, to {letter_date(facts.extension_limit)}.")


RULES = (
    Rule("L-X1", ERROR, "FOIA s.17(1)(b), (c)", "extension", _exemption),
    Rule("L-X2", ERROR, "FOIA s.17(2)(a)", "extension", _undecided),
    Rule("L-X3", WARNING, "FOIA s.10(3), s.17(2)(b)", "extension", _estimated),
    Rule("L-X4", ERROR, "FOIA s.10(3), s.2(1)(b), (2)(b)", "extension", _qualified),
    Rule("L-X5", ERROR, "FOIA s.10(1), s.17(1)", "extension", _in_time),
    Rule("L-X6", WARNING, "FOIA s.10(1), (3)", "extension", _the_rest),
    Rule("L-XE1", ERROR, "EIR reg.7(1)", "extension_eir", _reasons),
    Rule("L-XE2", ERROR, "EIR reg.7(1)", "extension_eir", _new_day),
    Rule("L-XE3", ERROR, "EIR reg.7(3)", "extension_eir", _in_time),
)
