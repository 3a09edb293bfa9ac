"""Places that somebody still has to fill in: gaps and what is left of them, `[date]`, `TBC`, `XX` (L-G06)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from responses.domain import placeholders
from responses.domain.gap_slips import Slip, slips
from responses.domain.letter import Letter, Part
from responses.domain.rules.reading import Reading
from responses.domain.rules.rule import ERROR, WARNING, Problem
from responses.domain.rules.words import PartWords, own_words
from responses.domain.tables import Table

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_PLACE = re.compile(
    r"\(\([^()\n]{0,80}\)\)|\{\{.{0,80}?\}\}|\[[^\[\]\n]{0,80}\](?!\()|\b(?:TBC|TBA|TBD)\b|\bXX+\b"
    r"|\{[^{}\n]{0,80}\}|<{1,2}[a-z][^<>@/\n]{0,60}>|\b_{3,}|(?<!\w)_{3,}|\?{2,}|\bDD[/.-]MM[/.-]YY(?:YY)?\b"
    r"|\( ?\( ?[^()\n]{0,80}\) ?\)|«[^«»\n]{0,80}»|#(?:REF!|N/A\b|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)|\b(?:TODO|FIXME)\b"
    r"|\b(?:delete|complete|amend) as (?:appropriate|applicable|necessary)\b|\bgoes here\b|\bofficer to complete\b"
    r"|\bReference source not found\b|\bClick or tap here\b|\bClick here to enter\b"
    rf"|£X\b|\b(?:section|regulation|question|table) X\b|\bX (?:{_MONTHS})\b|\bdd month yyyy\b"
    r"|\blorem ipsum\b|\binsert [\w ]{0,40}\bhere\b|\bto be (?:confirmed|completed|inserted|filled in)\b",
    re.IGNORECASE | re.DOTALL,
)
_LED_BY = (
    "((", "( (", "{", "[", "tbc", "tba", "tbd", "xx", "<", "___", "??", "dd/mm", "dd.mm", "dd-mm", "«", "#", "todo",
    "fixme", " as appropriate", " as applicable", " as necessary", "goes here", "officer to complete",
    "reference source not found", "click or tap here", "click here to enter", "£x", "section x", "regulation x",
    "question x", "table x", *(f"x {month.casefold()}" for month in _MONTHS.split("|")), "dd month yyyy", "lorem ipsum",
    "insert ", "to be confirmed", "to be completed", "to be inserted", "to be filled in",
)  # fmt: skip
"""One of these stands in every such place, in lower case: most parts have none and need not be searched for places."""
_IN_WORDS = re.compile(r"to be ", re.IGNORECASE)
"""A place that can also be a plain sentence: a day that is still to be confirmed."""
_OF_A_TEMPLATE = re.compile(
    r"\bT\.[ ]?B\.[ ]?[ACD]\b\.?|(?<![\w.,])X ?%|££+|@@\w[\w ]{0,40}@@|(?<![#\w])##\w[\w ]{0,40}##|%[A-Z][A-Z_]{2,40}%"
    r"|(?<![\w$])\$[A-Z][A-Z_]{2,40}\b|(?<![\w|])\|[a-z_]{2,40}\|(?![\w|])|\b00[/.-]00[/.-]00(?:00)?\b"
    r"|\b(?:NAME|DATE|ADDRESS|TITLE|TEXT|FIGURE|AMOUNT|NUMBER|REASON|DETAILS|SECTION|TABLE|LINK|SIGNATURE) HERE\b"
)
"""Marks of a template, in the letters that they are written in."""
_PLAIN_WORDS = re.compile(
    r"\byet to be (?:decided|agreed|determined|settled|confirmed|added|written|supplied|completed)\b"
    r"|(?:\b(?:figures?|reasons?|details?|tables?|text|wording|answer|number|dates?|links?|names?|more|rest|is|are|still"
    r"|information) |(?:^|[\n.;:(]) ?)to follow\b(?= ?(?:[.;,)\n]|$))"
    r"|\b(?:please )?enter (?:the |a |your )?(?:name|date|figure|amount|text|number|title|address|details|reasons?)\b"
    r"|^[ \t]*(?:…|\.{3,})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""Words that leave something open, and can also be a plain sentence."""
_LED_BY_TEMPLATES = ("T.", "X", "£", "@@", "##", "%", "$", "|", "00", "HERE")
_LED_BY_WORDS = ("to be ", "to follow", "enter ", "…", "...")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width signs, such as ［ and （, with the plain ones that they stand for."""
_CITED_CASE = re.compile(r"\[(?:1[89]|20)\d\d\] (?:\d{1,2} )?(?:[A-Z]{2,}|Ch\b|Fam\b|All ER|Info LR)")
"""The year of a judgment with its court or its report: `[2018] UKUT 229 (AAC)`."""
_LEFT_OPEN = re.compile(
    r"[\W_]*|x+|[\W_]*(?:tbc|tba|to be (?:confirmed|agreed|added|completed|decided|filled)|as applicable"
    r"|(?:please |the |a |an |your |our |their )*(?:insert|enter|add|fill|delete|complete|choose|select|specify|state"
    r"|describe|explain|name|date|title|number|amount|figure|reference|address|details?|reasons?|section(?! *\d)"
    r"|(?:day|month|year) *$)\b(?!.*\b(?:redacted|removed|withheld|omitted)\b)).*|[a-z]+(?: ?/ ?[a-z]+)+",
    re.IGNORECASE | re.DOTALL,
)
"""What stands between square brackets that wait for somebody: nothing, strokes, an instruction, what belongs there."""
_CASE_NAME = (re.compile(r"\bv\.? $"), re.compile(r"^ v\.? [A-Z]"))
_OF_A_PERSON = re.compile(
    r"\b(?:claimant|patient|child|baby|mother|appellant|mr|mrs|ms|miss|dr|known as) $", re.IGNORECASE
)
"""Words before letters that stand for a person's name: XX v Whittington Hospital NHS Trust."""
_OPEN_GAP = "something"


def left_open(reading: Reading) -> Iterator[Problem]:
    """The places that nobody filled in; gaps that the letter itself fills, or is known to lack, are none of these.

    Double brackets that were typed into a value or a cell are never filled, whatever name stands in them. A sign that a
    table of the letter explains, such as [c], is in order wherever it stands.
    """
    signs = _explained_signs(reading.letter)
    for each in _words_without_open_gaps(reading):
        text = "\n\n".join((each.text, *_cells(each.part.table)))
        for place, severity in _places(text, signs):
            words = f"Something is still to be filled in here: “{place}”."
            if severity == WARNING:
                words = f"Look whether something is still to be filled in here: “{place}”."
            yield Problem(words, part=each.part.key, severity=severity)


def _places(text: str, signs: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Each place that waits for somebody, and how grave it is; `signs` wait for nobody."""
    if not text.isascii():
        text = text.translate(_FULL_WIDTH)
    flat = text.casefold()
    for found in _of_templates(text, flat):
        if found[0] not in signs:
            yield found
    searched = _PLACE.finditer(text) if any(lead in flat for lead in _LED_BY) else ()
    places = [found for found in searched if found.group(0) not in signs]
    left = [slip for slip in slips(text, single_words=True) if slip.text not in signs]
    covered = {found for found in places for slip in left if _overlap(found.span(), slip)}
    for found in places:
        if found not in covered and (severity := _severity(found, text)):
            yield found.group(0), severity
    for slip in left:
        over = [_severity(found, text) for found in covered if _overlap(found.span(), slip)]
        yield slip.text, ERROR if slip.is_certain or ERROR in over else WARNING


def _of_templates(text: str, flat: str) -> Iterator[tuple[str, str]]:
    if any(lead in text for lead in _LED_BY_TEMPLATES):
        yield from ((found.group(0), ERROR) for found in _OF_A_TEMPLATE.finditer(text))
    if any(lead in flat for lead in _LED_BY_WORDS):
        yield from ((found.group(0).strip(" \n;:("), WARNING) for found in _PLAIN_WORDS.finditer(text))


def _overlap(span: tuple[int, int], slip: Slip) -> bool:
    return span[0] < slip.start + len(slip.text) and slip.start < span[1]


def _severity(found: re.Match, text: str) -> str:
    """How grave the place is; empty for one that is in order."""
    place = found.group(0)
    if place.startswith("["):
        if _CITED_CASE.match(" ".join(text[found.start() : found.start() + 30].split())):
            return ""
        return ERROR if _LEFT_OPEN.fullmatch(place[1:-1].strip()) else WARNING
    if place.startswith("XX"):
        before, after = text[max(0, found.start() - 12) : found.start()], text[found.end() : found.end() + 6]
        if _CASE_NAME[0].search(before) or _CASE_NAME[1].search(after):
            return ""
        return WARNING if _OF_A_PERSON.search(before) else ERROR
    return WARNING if _IN_WORDS.match(place) else ERROR


def _words_without_open_gaps(reading: Reading) -> tuple[PartWords, ...]:
    """The authority's own words, with a plain word in place of each gap of its wording that is still open."""
    letter = reading.letter

    def closed(part: Part) -> Part:
        values = letter.filled_for(part)
        body = placeholders.GRAMMAR.sub(
            lambda gap: gap.group(0) if placeholders.is_filled(gap.group(1), values) else _OPEN_GAP, part.body
        )
        return part if body == part.body else replace(part, body=body)

    parts = tuple(closed(part) for part in letter.parts)
    if parts == letter.parts:
        return reading.parts
    return own_words(replace(letter, parts=parts), reading.facts.questions.values())


def _cells(table: Table | None) -> list[str]:
    """What is printed in the table beside its words: the unit, the headings and the cells."""
    if table is None:
        return []
    return [table.unit, *(cell for row in (table.columns, *table.rows) for cell in row)]


def _explained_signs(letter: Letter) -> frozenset[str]:
    """The signs that the tables of the letter explain."""
    tables = (part.table for part in letter.parts if part.table)
    return frozenset(sign for table in tables for sign, meaning in table.symbols if meaning.strip())
