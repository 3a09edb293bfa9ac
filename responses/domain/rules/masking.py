"""Small numbers that are kept back in tables: L-P3 to L-P5.

L-P3 is that of the rule book; L-P4 and L-P5 are what its section on small numbers asks of a table (law 8.3).
"""

import re
from collections.abc import Callable, Iterator

from responses.domain.rules.answers import Answer
from responses.domain.rules.reading import Reading
from responses.domain.rules.rule import ERROR, WARNING, Problem, Rule
from responses.domain.rules.words import any_of, flattened
from responses.domain.small_numbers import Small, given_away, kept_back, worked_out
from responses.domain.tables import Table

_MASKS = any_of(
    "withh(?:e|o)ld", "fewer than", "less than", "below", "under \\d", "small", "masked", "suppress(?:ed|ion)?"
)
_CITES = re.compile(r"(?:section|regulation|s\.|reg\.) ?\d")
_NOTHING = ("", "–", "-", "—")
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


def _by_subtraction(reading: Reading) -> Iterator[Problem]:
    for key, _table, found in _found_in_tables(reading, worked_out):
        names = _listed([Small(each.name, "") for each in found])
        words = (
            f"What is masked can be worked out, or nearly, from the totals: {names}. Mask a second number in its row or"
            " column, or leave out the total."
        )
        yield Problem(words, part=key)


def _found_in_tables(
    reading: Reading, find: Callable[[Table], tuple[Small, ...]]
) -> Iterator[tuple[str, Table, tuple[Small, ...]]]:
    for each in reading.parts:
        if each.part.table is not None and each.part.role != "estimate" and (found := find(each.part.table)):
            yield each.part.key, each.part.table, found


def _listed(found: tuple[Small, ...] | list[Small]) -> str:
    told = [f"{each.name} ({each.words})" if each.words else each.name for each in found[:_NAMED]]
    more = len(found) - len(told)
    return "; ".join(told) + (f"; and {more} more" if more else "")


RULES = (
    Rule("L-P3", ERROR, "FOIA s.17(1), s.40(2); EIR reg.13, reg.14", "supply", _masked),
    Rule("L-P4", WARNING, "FOIA s.40(2); EIR reg.13; UK GDPR Art.5(1)(f)", "letter", _beside_a_sign),
    Rule("L-P5", WARNING, "FOIA s.40(2); EIR reg.13; UK GDPR Art.5(1)(f)", "letter", _by_subtraction),
)
