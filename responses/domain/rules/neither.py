"""Neither confirming nor denying: L-K1 to L-K3, L-K5, L-K6 (L-K4 stands with the weighing)."""

import re
from collections.abc import Iterator
from itertools import islice

from responses.domain.rules.answers import Answer, GroundReading
from responses.domain.rules.facts import REPLIES
from responses.domain.rules.hints import gives_away, speaks_as_if_there_were_one
from responses.domain.rules.refusal import SHORTEST_REASON
from responses.domain.rules.rule import ERROR, WARNING, Problem, Rule
from responses.domain.rules.words import any_of

_NEITHER = any_of(
    r"neither confirms? nor den(?:y|ies)",
    r"neither confirming nor denying",
)
_NOT_TAKEN = any_of(
    r"not be taken (?:as|to)",
    r"not be read as",
    r"does not (?:mean|imply|indicate)",
    r"no indication",
)
_MATERIAL = r"(?:information|material|claims?|cases?|files?|records?|documents?|papers|reports?|letters?|e-?mails?)"
_SUBSTANTIVE = any_of(
    r"information (?:[\w,']+ ){0,8}(?:is|are) exempt",
    r"we (?:are|have) withh(?:olding|eld)",
    r"we withhold",
    r"(?:has|have) been withheld",
    r"disclosing the information would",
    r"the information is (?:personal|confidential|withheld)",
    rf"(?:withheld|redacted) (?:\w+ )?{_MATERIAL}",
    rf"{_MATERIAL} (?:(?:is|are|was|were|has been|have been) )(?:\w+ )?(?:redacted|withheld|blacked out)",
)
_REVEALS = any_of(
    r"the (?:file|record|document|claim|report)s? (?:shows?|contains?|concerns?|is|was|are)",
    r"we (?:know|are aware)",
)


def _neither(answer: Answer) -> Iterator[Problem]:
    if not answer.words.match(_NEITHER):
        yield Problem(
            "Say that we neither confirm nor deny that we hold the information.", question=answer.decision.question
        )


def _provision(answer: Answer) -> Iterator[Problem]:
    number = answer.decision.question
    denying = [each.ground for each in answer.grounds if each.ground.denies]
    if not denying:
        yield Problem("Choose the provision that lets us neither confirm nor deny.", question=number)
    for ground in denying:
        if not ground.provision.ncnd:
            words = f"{ground.provision.citation.capitalize()} does not let us neither confirm nor deny."
            yield Problem(words, question=number)
        elif not answer.words.cite(ground.cites):
            yield Problem(f"Name the provision that lets us neither confirm nor deny: {ground.cites}.", question=number)


def _reason(ground: GroundReading) -> Iterator[Problem]:
    if ground.ground.withheld_explanation.strip():
        return
    number, written = ground.answer.decision.question, ground.details.get("engagement", "").strip()
    said = ground.words.match(_REVEALS)
    if said:
        part = ground.words.where(lambda words: words.say(said))
        yield Problem(f"Look again whether this tells something about the information: “{said}”.", part=part)
    elif len(written) < SHORTEST_REASON:
        yield Problem("Write on the decision why even to say whether we hold it would tell something.", question=number)
    elif not ground.words.prints_text(written) and not re.search(r"\bbecause\b|\bwould\b", ground.words.flat):
        yield Problem("Say why even to say whether we hold it would tell something.", question=number)


def _not_taken(answer: Answer) -> Iterator[Problem]:
    if not answer.words.match(_NOT_TAKEN):
        words = "Say that this should not be taken as an indication that we hold it, or do not."
        yield Problem(words, question=answer.decision.question)


def _substance(answer: Answer) -> Iterator[Problem]:
    number = answer.decision.question
    if any(each.is_exemption for each in answer.grounds):
        yield Problem("A provision applied to what we hold gives away that we hold it: take it away.", question=number)
        return
    table = next((each.part.key for each in answer.words.parts if each.part.table), "")
    only_this = all(each.is_neither for each in answer.reading.answers)
    if table or (only_this and answer.reading.letter.attachments):
        yield Problem("A table or a file gives away that we hold something: take it out.", part=table, question=number)
        return
    yield from islice(_shared_table(answer), 1)
    for words, severity in answer.words_to_guard:
        if said := words.match(_SUBSTANTIVE):
            part = words.where(lambda of_one, it=said: of_one.say(it))
            words_for_it = f"This speaks as if we held the information: “{said}”."
            yield Problem(words_for_it, part=part, question=number, severity=severity)
            return
    yield from _own_words(answer)


def _shared_table(answer: Answer) -> Iterator[Problem]:
    """A table that answers no question: it can only be about this one, or a person looks what it is about."""
    for words, severity in answer.words_to_guard:
        for each in words.parts:
            if each.part.table:
                told = "A table gives away that we hold something: take it out, or put it to the question it answers."
                yield Problem(told, part=each.part.key, question=answer.decision.question, severity=severity)


def _own_words(answer: Answer) -> Iterator[Problem]:
    """Words that an officer wrote or changed: where no rule knows a hint in them, a person reads them again.

    The outcome of a review is written by the reviewer from end to end, and so is not looked at in this way.
    """
    if answer.facts.kind not in REPLIES:
        return
    for words, severity in answer.words_to_guard:
        for each in () if severity else words.parts:
            if not (each.is_own and each.text.strip()):
                continue
            if not any(gives_away(said) or speaks_as_if_there_were_one(said) for said in each.alone.sentences):
                told = "Read these words once more: do they let it be seen whether we hold something?"
                yield Problem(told, part=each.part.key, severity=WARNING)


RULES = (
    Rule("L-K1", ERROR, "FOIA s.1(1)(a), s.2(1); EIR reg.12(6)", "neither", _neither),
    Rule("L-K2", ERROR, "FOIA s.2(1), s.17(1)(b); EIR reg.14(3)", "neither", _provision),
    Rule("L-K3", WARNING, "FOIA s.17(1)(c), (4)", "denial", _reason),
    Rule("L-K5", WARNING, "FOIA s.2(1)", "neither", _not_taken),
    Rule("L-K6", ERROR, "FOIA s.2(1), s.17(4)", "neither", _substance),
)
