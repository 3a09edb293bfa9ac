"""Refusals in a reply's own words that nobody decided, and so nobody reasoned (L-G04)."""

import re
from collections.abc import Collection, Iterator

from foirequests.domain.clock import EIR
from responses.domain.decisions import HELD, NOT_HELD, PART_HELD, Decision
from responses.domain.offer import NEVER, is_shut
from responses.domain.provisions import cited
from responses.domain.rules.laws import is_of_another_law
from responses.domain.rules.reading import Reading
from responses.domain.rules.rule import ERROR, WARNING, Problem
from responses.domain.rules.words import PartWords, Words, any_of

_REFUSES = any_of(
    r"exempt(?:s|ed|ing|ions?)?",
    r"except(?:ed|ions?)",
    r"withh(?:o|e)ld\w*",
    r"refus(?:e|ed|al|ing)",
    r"rel(?:y|ies|ied|ying|iance)",
    r"appl(?:y|ies|ied|ying)",
    r"engag(?:es?|ed|ing)",
    r"redact\w*",
)
_ON_ANOTHER_GROUND = any_of(
    r"(?:is|are|was|were) (?:also|too|further|furthermore|additionally|in addition|likewise|equally)"
    r" (?:being )?(?:exempt(?:ed)?|excepted|withheld|refused)",
    r"(?:exempt(?:ed)?|excepted|withheld|refused) (?:also |too )?(?:as|on) (?!a result\b|\d)\w+",
    r"we (?:also|further|additionally) (?:withh(?:old|eld)|refused?|rely on)",
)
"""A ground named without its section, where something is refused on another one."""
_REFUSED = any_of(r"exempt(?:s|ed|ing)?", r"excepted", r"withh(?:o|e)ld\w*", r"refus(?:e|ed|ing)")
_REFUSING = any_of(
    r"we (?:have |are |must )?(?:withh(?:old|olding|eld)|refus(?:e|ed|ing))",
    r"(?:is|are) (?:exempt|withheld|excepted)",
    r"we (?:have |must )?(?:redact(?:ed)?|black(?:ed)? out|declined?) (?!nothing\b)",
)
_SEEMS_TO_REFUSE = any_of(
    r"(?:cannot|can not|could not|are not able to|are unable to|were unable to)(?: be)?"
    r" (?:give(?:n)? (?:you |to you )?(?:the|that|this|those|these|it|them)|disclosed?|released?|shared?|"
    r"supply|supplied|provide (?:you )?(?:with )?(?:the|that|this|those|these|it|them)|provided)",
    r"(?:rest|remainder|others?) cannot be (?:given|sent)",
    r"(?:is|are) (?:too )?(?:confidential|sensitive|commercially sensitive)",
)
_WITHHELD = re.compile(r"^\W*(?:withheld|exempt(?:ed)?|redacted)\b")
_OF_NO_USE = any_of(
    r"not (?:to )?(?:\w+ )?(?:rely|relied|relying|exempt|excepted|apply|applied|applies|engaged?|withh\w+|refus\w+)",
    r"does not",
    r"no (?:exemption|exception|reliance)",
    r"nor",
)
_IF_AT_ALL = any_of("if", "may", "might", "could", "would", "whether", "likely", "consider(?:ed)?")
_CITES = re.compile(r"\b(?:sections?|regulations?|regs?|ss?)\b\W{0,3}\d|§")
_EXEMPTION = re.compile(r"^(?:s(?:2[1-9]|3\d|4[0-4])|reg(?:12\((?:4|5)\)|13))")


def undecided_refusals(reading: Reading) -> Iterator[Problem]:
    """The first thing that a reply refuses in its own words, with no question decided so.

    What is said for one question is judged by that question, the rest by all of them. The legend of a table is looked
    at with its signs.
    """
    decided = {_section(code) for decision in reading.decisions for code in _codes_of(decision)}
    for each in reading.parts:
        words, about = each.without_legend, _decisions_on(reading, each)
        if not any(decision.refuses for decision in about):
            if (said := words.sentence_with(_REFUSING)) and not _OF_NO_USE.search(said):
                yield Problem(f"This refuses something, and no question is decided so: “{said}”", part=each.part.key)
                return
            yield from _seeming(words, about)
        elif each.is_own and (said := _on_another_ground(words)):
            asks = f"Look whether this refuses something on a ground that nobody decided: “{said}”"
            yield Problem(asks, part=each.part.key, severity=WARNING)
        relied_on = _of_words(words, reading.regimes, decided) or _of_cells(each, reading.regimes, decided)
        if relied_on:
            yield _relying(*relied_on, reading=reading, part=each.part.key)
            if relied_on[1] == ERROR:
                return
        elif each.part.table and not any(decision.refuses for decision in about):
            yield from _withheld_in_cells(each)


def _of_words(words: Words, regimes: frozenset[str], decided: Collection[str]) -> tuple[str, str] | None:
    """The first provision that the words rely on and that nobody decided on, with how much it weighs."""
    relied_on = _relied_on(words, regimes)
    return next((each for each in relied_on if _section(each[0]) not in decided), None)


def _of_cells(each: PartWords, regimes: frozenset[str], decided: Collection[str]) -> tuple[str, str] | None:
    """The same of the cells of a table. One that heads a row or a column may be what is counted: a person looks."""
    if not each.part.table or not (found := _of_words(each.cells, regimes, decided)):
        return None
    answered = _of_words(each.answers_in_cells, regimes, decided)
    return answered if answered and answered[1] == ERROR else (found[0], WARNING)


def _relying(code: str, severity: str, *, reading: Reading, part: str) -> Problem:
    shut = is_shut(_section(code), reading.facts.powers)
    if severity == WARNING:
        why = "which this authority cannot use" if shut else "which no question is decided under"
        return Problem(f"Look whether this relies on {cited(code)}, {why}.", part=part, severity=WARNING)
    if shut:
        return Problem(f"This refuses something under {cited(code)}, which this authority cannot use.", part=part)
    return Problem(f"This refuses something under {cited(code)}, and no question is decided so: decide it.", part=part)


def _withheld_in_cells(each: PartWords) -> Iterator[Problem]:
    """A cell that says so in the place of a figure, where nothing is decided to be withheld: a person looks."""
    if said := each.answers_in_cells.sentence_with(_WITHHELD):
        looks = f"Look whether this refuses something, which no question is decided to do: “{said}”"
        yield Problem(looks, part=each.part.key, severity=WARNING)


def _decisions_on(reading: Reading, each: PartWords) -> list[Decision]:
    number = reading.questions_of_parts[each.part.key]
    return [decision for decision in reading.decisions if number in (0, decision.question)]


def _seeming(words: Words, about: list[Decision]) -> Iterator[Problem]:
    """Loose words that may refuse part of what is given in full: a person looks."""
    given = about and all(decision.held == HELD for decision in about)
    if given and (said := words.sentence_with(_SEEMS_TO_REFUSE)) and not _OF_NO_USE.search(said):
        part = words.parts[0].part.key
        looks = f"Look whether this refuses something, which no question is decided to do: “{said}”"
        yield Problem(looks, part=part, severity=WARNING)


def _codes_of(decision: Decision) -> set[str]:
    codes = {code for ground in decision.grounds for code in (ground.provision.code, ground.cites)}
    return codes | ({"reg12(4)(a)"} if decision.held in (NOT_HELD, PART_HELD) else set())


def _on_another_ground(words: Words) -> str:
    """The first sentence that refuses on a ground which it does not cite; one that is cited is judged by its number."""
    for said in words.cited_sentences if words.match(_ON_ANOTHER_GROUND) else ():
        if _ON_ANOTHER_GROUND.search(said) and not _CITES.search(said) and not _OF_NO_USE.search(said):
            return said
    return ""


def _relied_on(words: Words, regimes: frozenset[str]) -> list[tuple[str, str]]:
    """The exemptions and exceptions of the letter's own law that the words name, with how much that weighs.

    What stands in a sentence that refuses blocks, and first; section 35, which no setting opens, always.
    """
    found = {
        code
        for code, tail in words.cited_with_tail
        for law in regimes
        if _EXEMPTION.match(code) and code.startswith("reg") == (law == EIR) and not is_of_another_law(code, tail, law)
    }
    if not found:
        return []
    weighed = [(code, weight) for code in found if (weight := _weight(code, words))]
    return sorted(weighed, key=lambda each: (each[1] != ERROR, each[0]))


def _weight(code: str, words: Words) -> str:
    """How much it weighs that a provision is named; nothing where it is said not to be used."""
    naming = [each for each in words.cited_sentences if re.search(rf"(?<!\d){re.escape(_number(code))}", each)]
    used = [each for each in naming if not _OF_NO_USE.search(each)]
    if naming and not used:
        return ""
    if _section(code) in NEVER:
        return ERROR
    refused = any(_REFUSES.search(each) and not _IF_AT_ALL.search(each) for each in used)
    return ERROR if refused or any(_REFUSED.search(each) for each in used) else WARNING


def _number(code: str) -> str:
    return code.removeprefix("reg").removeprefix("s").casefold()


def _section(code: str) -> str:
    """The section without its subsections; of regulation 12 the paragraph with its letter is what excepts."""
    return code if code.startswith("reg12") else code.partition("(")[0]
