"""Small numbers that are kept back in tables: L-P3 to L-P5.

L-P3 is that of the rule book; L-P4 and L-P5 are what its section on small numbers asks of a table (law 8.3).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from codes.domain.number_words import NUMBER_IN_WORDS, number_named
from responses.domain.rules.answers import Answer
from responses.domain.rules.reading import Reading
from responses.domain.rules.rule import ERROR, WARNING, Problem, Rule
from responses.domain.rules.words import PartWords, any_of, flattened
from responses.domain.same_cells import compared, figure_alike
from responses.domain.small_numbers import (
    Numbers,
    Small,
    given_away,
    kept_back,
    worked_out,
)
from responses.domain.tables import Table

_MASKS = any_of(
    "withh(?:e|o)ld", "fewer than", "less than", "below", "under \\d", "small", "masked", "suppress(?:ed|ion)?"
)
_CITES = re.compile(r"(?:section|regulation|s\.|reg\.) ?\d")
_NOTHING = ("", "–", "-", "—")
_NUMBER = rf"(\d{{1,3}}|{NUMBER_IN_WORDS})"
_A_NUMBER = re.compile(rf"(?<![\w.,/()£-]){_NUMBER}(?![\w(%/]|[.,]\d| of the\b| (?:to|or) \w)")
_NO_COUNT = re.compile(
    r"\b(?:sections?|regulations?|articles?|notes?|tables?|questions?|parts?|pages?|schedules?) \d[\w()]*"
    r"|\b\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|\b(?:fewer|less|more|smaller) than \w+|\b(?:below|under|from|between) \w+(?: (?:to|and) \w+)?"
)
_MASKED_NUMBER_IS = re.compile(
    r"\b(?:mask\w*|suppress\w*|withheld|hidden|redacted|starred) (?:number|figure|value|cell|count)s?\b.{0,60}?"
    rf"\b(?:is|was|are|were|equals?)\s+(?:exactly |in fact |really )?{_NUMBER}(?![\w(%]|[.,]\d| (?:to|or|and) \w)"
)
_SHORTEST_HEAD = 3
"""Characters of the head of a row from which a sentence that names it can be told from others."""
_NAMED = 4
"""Cells that a finding names; of more it says how many."""


def _masked(answer: Answer) -> Iterator[Problem]:
    covered = any(ground.code.startswith(("s40", "s38", "s41", "reg13")) for ground in answer.grounds)
    for each in answer.words.parts:
        table = each.part.table
        if table is None:
            continue
        meanings = dict(table.symbols)
        for sign in _signs(table):
            meaning = flattened(meanings.get(sign, ""))
            if not meaning or (_MASKS.search(meaning) and not _CITES.search(meaning)):
                words = f"Say below the table what {sign} means, with the section under which a number is withheld."
                yield Problem(words, part=each.part.key)
            elif _MASKS.search(meaning) and not covered:
                words = "Masked numbers are withheld: decide on which exemption."
                yield Problem(words, question=answer.decision.question)


def _signs(table: Table) -> tuple[str, ...]:
    """The signs that stand in a cell instead of a number: what the table explains, and what is no word or number."""
    explained = {sign for sign, _meaning in table.symbols}
    found = (cell.strip() for row in table.rows for cell in row[1:])
    return tuple(
        dict.fromkeys(
            cell
            for cell in found
            if cell in explained or (cell not in _NOTHING and not any(sign.isalnum() for sign in cell))
        )
    )


def _beside_a_sign(reading: Reading) -> Iterator[Problem]:
    for key, table, found in _found_in_tables(reading, given_away):
        sign = next(iter(kept_back(table)))
        words = (
            f"The table shows {sign} for small numbers, yet prints some as small: {_listed(found)}. Mask them too, or"
            " say why nobody can be recognised by them."
        )
        yield Problem(words, part=key)


def _told_after_all(reading: Reading) -> Iterator[Problem]:
    yield from _beside_a_sign(reading)
    yield from _given_again(reading)


def _by_subtraction(reading: Reading) -> Iterator[Problem]:
    for key, _table, found in _found_in_tables(reading, worked_out):
        names = _listed([Small(each.name, "") for each in found])
        words = (
            f"What is masked can be worked out, or nearly, from the totals: {names}. Mask a second number in its row or"
            " column, or leave out the total."
        )
        yield Problem(words, part=key)


def _given_again(reading: Reading) -> Iterator[Problem]:
    """A masked number that another table of the letter prints, or that a sentence or a note tells."""
    tables = _with_tables(reading)
    masked = [each.part.table for each in tables if kept_back(each.part.table)]
    if not masked:
        return
    for one, other in combinations(tables, 2):
        if cells := _told_by_the_other(one.part.table, other.part.table):
            words = (
                f"A number that one table masks stands in another: {_listed(cells)}. Mask it in both, or name the"
                " columns so that they say how the numbers differ."
            )
            severity = WARNING if _of_other_years(one.part.table, other.part.table) else ERROR
            yield Problem(words, part=other.part.key, severity=severity)
    rows = [each for table in masked for each in _masked_rows(table)]
    for part in reading.parts:
        for sentence in part.alone.sentences:
            if _tells_masked(sentence, rows):
                words = (
                    f"This may tell a number that the table masks: “{sentence}” Take it out, or say why it does not."
                )
                yield Problem(words, part=part.part.key)


def _told_by_the_other(one: Table, other: Table) -> list[Small]:
    return [
        Small(each.name, each.earlier)
        for printing, masking in ((one, other), (other, one))
        for each in compared(printing, masking).masked
        if any(_within(each.earlier, numbers) for numbers in kept_back(masking).values())
    ]


def _within(told: str, numbers: Numbers) -> bool:
    figure = figure_alike(told)
    return not isinstance(figure, str) and numbers[0] <= figure <= numbers[1]


def _of_other_years(one: Table, other: Table) -> bool:
    """Whether the captions name other years or numbers, so that the same heads may head other cells."""
    return set(re.findall(r"\d+", one.caption)) != set(re.findall(r"\d+", other.caption)) and any(
        char.isdigit() for char in other.caption
    )


def _masked_rows(table: Table) -> Iterator[tuple[str, Numbers]]:
    """The head of each row that has a masked number, flattened, with the numbers that it can be."""
    signs: Mapping[str, Numbers] = kept_back(table)
    for row in table.rows:
        for cell in row[1:]:
            if cell.strip() in signs:
                yield flattened(row[0]), signs[cell.strip()]


def _tells_masked(sentence: str, rows: list[tuple[str, Numbers]]) -> bool:
    said = _MASKED_NUMBER_IS.search(sentence)
    if said and any(least <= number_named(said[1]) <= most for _head, (least, most) in rows):
        return True
    for head, (least, most) in rows:
        if len(head) < _SHORTEST_HEAD or head not in sentence:
            continue
        rest, named = re.subn(rf"(?<!\w){re.escape(head)}(?!\w)", " ", sentence)
        if named and any(least <= number_named(each) <= most for each in _A_NUMBER.findall(_NO_COUNT.sub(" ", rest))):
            return True
    return False


def _found_in_tables(
    reading: Reading, find: Callable[[Table], tuple[Small, ...]]
) -> Iterator[tuple[str, Table, tuple[Small, ...]]]:
    for each in _with_tables(reading):
        if found := find(each.part.table):
            yield each.part.key, each.part.table, found


def _with_tables(reading: Reading) -> list[PartWords]:
    """The parts that show a table of data; the estimate of cost counts no people."""
    return [each for each in reading.parts if each.part.table is not None and each.part.role != "estimate"]


def _listed(found: tuple[Small, ...] | list[Small]) -> str:
    told = [f"{each.name} ({each.words})" if each.words else each.name for each in found[:_NAMED]]
    more = len(found) - len(told)
    return "; ".join(told) + (f"; and {more} more" if more else "")


RULES = (
    Rule("L-P3", ERROR, "FOIA s.17(1), s.40(2); EIR reg.13, reg.14", "supply", _masked),
    Rule("L-P4", WARNING, "FOIA s.40(2); EIR reg.13; UK GDPR Art.5(1)(f)", "letter", _told_after_all),
    Rule("L-P5", WARNING, "FOIA s.40(2); EIR reg.13; UK GDPR Art.5(1)(f)", "letter", _by_subtraction),
)
