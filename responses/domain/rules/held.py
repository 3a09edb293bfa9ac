"""Each question is answered, and told whether its information is held: L-G04, L-G05, L-D1, L-N2 to L-N4."""

import re
from collections.abc import Iterator
from itertools import islice

from foirequests.domain.clock import EIR
from responses.domain.decision_fields import OUTCOMES
from responses.domain.decisions import HELD, NOT_HELD, PART_HELD
from responses.domain.rules.answers import Answer
from responses.domain.rules.figures_given import figure_given
from responses.domain.rules.hints import NOT_HOLDING, gives_away, says_held, speaks_as_if_there_were_one
from responses.domain.rules.reading import Reading
from responses.domain.rules.rule import ERROR, WARNING, Problem, Rule
from responses.domain.rules.undecided import undecided_refusals
from responses.domain.rules.words import Words, any_of, flattened

_ALL_OF_IT_HELD = re.compile(r"\bwe (?:do )?hold (?:all of )?(?:the|this|that) information\b")
_ALL_OF_IT_NOT_HELD = re.compile(r"\bwe do not hold (?:any of )?(?:the|this|that) information\b")
_SEARCHED = any_of(
    r"looked",
    r"looking",
    r"searched",
    r"search of",
    r"not record(?:ed)?",
    r"have no (?:record|field)",
)
_NEARBY = any_of(
    r"section 16",
    r"regulation 9",
    r"any of (?:the|these) codes",
    r"we (?:can|could|do) (?:search|give|offer|provide|hold)",
    r"we hold",
    r"comes near",
    r"nearest",
    r"instead",
    r"may (?:also )?(?:help|be of interest)",
)
_REFERRED = any_of(
    r"(?:may|might) (?:hold|have)",
    r"no other (?:body|authority)",
    r"no one else",
)
_ASSERTED = any_of(
    r"(?:it|they|which|who|nhs england) (?:does |do |will )?holds? (?:this|the|it|that)",
    r"the (?:trust|board|department) holds? (?:this|the|it|that)",
)
_CONTACT = re.compile(
    r"https?://|\bwww\.|[\w.+-]+@[\w.-]+|\b0\d{2,4} ?\d{3}|\bno other (?:body|authority)\b|\bno one else\b"
)

_ADVICE = frozenset(("advice", "referral"))
"""Roles of parts that tell what is held near to it, and who else may hold it."""


def _one_outcome(reading: Reading) -> Iterator[Problem]:
    yield from undecided_refusals(reading)
    decided = {decision.question: decision for decision in reading.decisions}
    for number in reading.facts.questions:
        decision = decided.get(number)
        if decision is None or not (decision.held or decision.outcome or decision.grounds):
            yield Problem(f"Question {number} has not been decided.", question=number)
        elif decision.held and decision.outcome not in ("", *OUTCOMES.get(decision.held, ())):
            words = f"Question {number} is decided in two ways: what becomes of it does not fit whether it is held."
            yield Problem(words, question=number)
    if not reading.names_questions:
        return
    for number in reading.facts.questions or decided:
        lines = [each for each in reading.parts if each.part.question == number and each.part.role == "outcome"]
        if not any(each.text.strip() for each in lines):
            yield Problem(f"Question {number} gets no answer: one line has to say what became of it.", question=number)
        elif len(lines) > 1:
            yield Problem(
                f"Question {number} has more than one line that says what became of it.", part=lines[1].part.key
            )


def _held(answer: Answer) -> Iterator[Problem]:
    number = answer.decision.question
    if answer.is_neither:
        yield from islice(_given_away(answer), 1)
        return
    if not answer.must_say_if_held:
        return
    held, is_eir = answer.decision.held, answer.decision.regime == EIR
    if is_eir and held == NOT_HELD and not answer.words.cite("reg12(4)(a)"):
        yield Problem(f"{_of(answer)}ay that regulation 12(4)(a) is about what is not held.", question=number)
    if held in (HELD, PART_HELD) and not _says_held(answer.words):
        yield Problem(f"{_of(answer)}ay plainly that we hold the information: “we hold”.", question=number)
    contrary = {HELD: _ALL_OF_IT_NOT_HELD, NOT_HELD: _ALL_OF_IT_HELD}.get(held)
    if contrary and (said := answer.words.match(contrary)):
        words = f"It was decided otherwise, yet the letter says “{said}”. See which is right."
        part = answer.words.where(lambda of_one: of_one.say(said))
        yield Problem(words, part=part, question=number, severity=WARNING)
    if held in (NOT_HELD, PART_HELD) and not answer.words.match(NOT_HOLDING):
        yield Problem(f"{_of(answer)}ay plainly that the information is not held: “we do not hold”.", question=number)
    if held == NOT_HELD:
        yield from islice(_answered_all_the_same(answer), 1)


def _answered_all_the_same(answer: Answer) -> Iterator[Problem]:
    """Figures that answer what was decided not to be held; advice may tell what comes near (section 16)."""
    number, decided = answer.decision.question, "It was decided that this is not held"
    for each in answer.words.parts:
        if each.part.role in _ADVICE:
            continue
        if each.part.role == "table":
            words = f"{decided}, yet a table answers it. See which is right."
            yield Problem(words, part=each.part.key, question=number, severity=WARNING)
        for said in filter(None, map(figure_given, Words((each,)).sentences)):
            words = f"{decided}, yet the letter says “{said}”. See which is right: to know the number is to hold it."
            yield Problem(words, part=each.part.key, question=number, severity=WARNING)


def _given_away(answer: Answer) -> Iterator[Problem]:
    """What gives it away for certain first, then what a person has to look at again."""
    number = answer.decision.question
    said = [(words, severity, each) for words, severity in answer.words_to_guard for each in words.sentences]
    for words, severity, sentence in said:
        if gives_away(sentence):
            told = f"This gives away whether we hold it: “{sentence}”"
            yield Problem(told, part=_part_with(words, sentence), question=number, severity=severity)
    for words, _severity, sentence in said:
        if speaks_as_if_there_were_one(sentence):
            told = f"Look again: this speaks as if there were one. Write “a” or “any” where it says “the”: “{sentence}”"
            yield Problem(told, part=_part_with(words, sentence), question=number, severity=WARNING)


def _says_held(words: Words) -> bool:
    return any(says_held(sentence) for sentence in words.sentences)


def _confirms(answer: Answer) -> Iterator[Problem]:
    if not _says_held(answer.words):
        yield Problem(f"{_of(answer)}ay that we hold what we give.", question=answer.decision.question)


def _searches(answer: Answer) -> Iterator[Problem]:
    if not answer.words_with_shared.match(_SEARCHED):
        yield Problem(f"{_of(answer)}ay where we looked, or why it is not recorded.", question=answer.decision.question)


def _nearby(answer: Answer) -> Iterator[Problem]:
    if not answer.words_with_shared.match(_NEARBY):
        yield Problem(
            f"{_of(answer)}ay what we hold that comes near, or can search.", question=answer.decision.question
        )


def _other_body(answer: Answer) -> Iterator[Problem]:
    number = answer.decision.question
    if said := answer.words_with_shared.match(_ASSERTED):
        yield Problem(f"We cannot say what another body holds: “{said}”. Write that it may.", question=number)
    elif not answer.words_with_shared.match(_REFERRED):
        words = f"{_of(answer)}ay who else may hold it, or that we know of nobody."
        yield Problem(words, question=number)
    elif not any(_REFERRED.search(each) and _CONTACT.search(each) for each in _by_part(answer)):
        yield Problem(f"{_of(answer)}ay how the requester can reach the other body.", question=number)


def _by_part(answer: Answer) -> list[str]:
    return [flattened(each.text) for each in answer.words_with_shared.parts]


def _part_with(words: Words, sentence: str) -> str:
    return words.where(lambda of_one: sentence in of_one.sentences)


def _of(answer: Answer) -> str:
    """How a message begins: with the question's number where there are several, and the S of "Say"."""
    several = len(answer.facts.questions) > 1
    return f"Question {answer.decision.question}: s" if several else "S"


RULES = (
    Rule("L-G04", ERROR, "FOIA s.1(1); EIR reg.5(1)", "reply", _one_outcome),
    Rule("L-G05", ERROR, "FOIA s.1(1)(a); EIR reg.12(4)(a)", "answer", _held),
    Rule("L-D1", ERROR, "FOIA s.1(1)(a); EIR reg.5(1)", "supply", _confirms),
    Rule("L-N2", WARNING, "FOIA s.1(1)(a), s.16; EIR reg.9", "not_held", _searches),
    Rule("L-N3", WARNING, "FOIA s.16; EIR reg.9", "not_held", _nearby),
    Rule("L-N4", WARNING, "FOIA s.16; EIR reg.10; Code of Practice, part 2", "not_held", _other_body),
)
