"""What earlier answers to the same kind of question say against this draft, in plain words.

A warning never blocks: facts differ from case to case, and no decision binds the next (each request is decided on the
day it is answered, FOIA section 1(4)). But the same authority that decides alike cases unlike owes itself the reason;
so each warning can be answered with a note, which stays with the draft.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from responses.domain import same_cells
from responses.domain.earlier_answers import (
    GIVEN,
    IN_PART,
    NEITHER,
    NOT_HELD,
    REGULATOR,
    TRIBUNAL,
    WHOLLY,
    WITHHELD,
    Answered,
    Earlier,
)
from responses.domain.letter import letter_date
from responses.domain.provisions import cited
from responses.domain.tables import Table

WITHHOLDS, RELEASES, FIGURE, OVERTURNED = "withholds", "releases", "figure", "overturned"

_BODIES = {REGULATOR: "the regulator", TRIBUNAL: "the tribunal"}

OF_THE_REQUEST = frozenset({"s12(1)", "s12(2)", "s14(1)", "s14(2)"})
"""Grounds that say something of the request and nothing of the information."""

MOST_CELLS = 6
"""Cells that a warning names; of others it says how many there are."""

_NOW = {
    IN_PART: "gives it only in part",
    WITHHELD: "withholds it",
    NEITHER: "neither confirms nor denies that it is held",
    NOT_HELD: "says that it is not held",
}
_THEN = {
    IN_PART: "gave it only in part",
    WITHHELD: "withheld it",
    NEITHER: "neither confirmed nor denied that it was held",
}


@dataclass(frozen=True)
class GuardWarning:
    """What one earlier answer says against this draft.

    `key` stays the same while the same thing is warned of, so that a note finds its warning again. `words` say what,
    `why` what to make of it; `cells` name the cells concerned. `is_explained` when the two say themselves why they
    differ (figures of different days).
    """

    key: str
    kind: str
    question: int
    earlier: Earlier
    words: str
    why: str
    cells: tuple[same_cells.Difference, ...] = ()
    more_cells: int = 0
    is_explained: bool = False


def warnings_for(question: Answered, earlier: Iterable[Earlier]) -> tuple[GuardWarning, ...]:
    """The warnings for one question of a draft, from the answers to earlier questions, in the order of those."""
    found: list[GuardWarning] = []
    for each in earlier:
        if each.asks_for_the_same(question.decision):
            found += _leaning_on_what_was_overturned(question, each)
            found += _decided_otherwise(question, each)
        for now in question.tables:
            for then in each.answered.tables:
                found += _other_cells(question, each, then, now)
    return tuple({warning.key: warning for warning in found}.values())


def _leaning_on_what_was_overturned(question: Answered, earlier: Earlier) -> Iterator[GuardWarning]:
    """The same provision, or the same word that the information is not held, where it did not stand on review."""
    leans_on = sorted(question.codes & earlier.answered.codes)
    if question.fate == earlier.answered.fate == NOT_HELD:
        leans_on.append("")
    for code in leans_on:
        ruling = earlier.overturned(code)
        if ruling is None:
            continue
        on = f" on {letter_date(ruling.given_on)}" if ruling.given_on else ""
        by = _BODIES.get(ruling.body, "an internal review")
        much = "overturned" if ruling.overturned == WHOLLY else "overturned in part"
        says = f"leans on {cited(code)}" if code else _NOW[NOT_HELD]
        yield _warning(
            OVERTURNED, question, earlier, code,
            f"This draft {says}. The reply to {earlier.reference} did so too, and was {much} by {by}"
            f"{on}.",
            "Read why it did not stand there. Say in the note what is different here, or decide otherwise.",
        )  # fmt: skip


def _decided_otherwise(question: Answered, earlier: Earlier) -> Iterator[GuardWarning]:
    now, then = question.fate, earlier.answered.fate
    issued = f"The reply to {earlier.reference} of {letter_date(earlier.issued_on)}"
    if then == GIVEN and now in _NOW:
        yield _warning(
            WITHHOLDS, question, earlier, "",
            f"{issued} gave this kind of information. This draft {_NOW[now]}{_under(question.codes)}.",
            "What was given once is in the world. Say in the note what has changed, or give it.",
        )  # fmt: skip
    elif then == IN_PART and now in (WITHHELD, NEITHER):
        yield _warning(
            WITHHOLDS, question, earlier, "",
            f"{issued} gave this kind of information in part. This draft {_NOW[now]}{_under(question.codes)}.",
            "Look at what was given there, and whether as much can be given here.",
        )  # fmt: skip
    elif now in (GIVEN, IN_PART) and then in _THEN and now != then and not _says_nothing_now(earlier):
        gives = "gives it" if now == GIVEN else "gives a part of it"
        yield _warning(
            RELEASES, question, earlier, "",
            f"{issued} {_THEN[then]}{_under(earlier.answered.codes)}. This draft {gives}.",
            "Make sure that the reason for withholding has gone: information that has left cannot be called back.",
        )  # fmt: skip


def _says_nothing_now(earlier: Earlier) -> bool:
    """Whether withholding there is no reason to withhold here.

    All that was withheld was overturned since, so that giving it follows the ruling; or it was refused for the work
    that it made or the way it was asked for (FOIA sections 12 and 14), not for what it says.
    """
    codes = earlier.answered.codes
    return all(earlier.overturned(code) for code in codes or {""}) or bool(codes) and codes <= OF_THE_REQUEST


def _other_cells(question: Answered, earlier: Earlier, then: Table, now: Table) -> Iterator[GuardWarning]:
    found = same_cells.compared(then, now)
    tables = f"“{now.caption}” here and “{then.caption}” in the reply to {earlier.reference}"
    mark = f"{then.caption}\n{now.caption}"
    if found.masked:
        words = f"The tables {tables} have the same cells. Figures that were given there are masked here."
        why = "A figure that has been given once can be read there. Mask it only for a reason that is new."
        yield _warning(WITHHOLDS, question, earlier, mark, words, why, cells=found.masked)
    if found.unmasked:
        words = f"The tables {tables} have the same cells. Figures that were masked there are given here."
        why = "A small number that was masked may point to a person; with other tables it may do so still."
        yield _warning(RELEASES, question, earlier, mark, words, why, cells=found.unmasked)
    if found.figures:
        words = f"The tables {tables} have the same cells and say different figures."
        why, is_explained = _why_figures_differ(then, now)
        yield _warning(FIGURE, question, earlier, mark, words, why, cells=found.figures, is_explained=is_explained)


def _why_figures_differ(then: Table, now: Table) -> tuple[str, bool]:
    """What the two tables say of the days that their figures are of, and whether that explains the difference."""
    earlier, here = same_cells.as_at(then), same_cells.as_at(now)
    if earlier and here and same_cells.head_alike(earlier) != same_cells.head_alike(here):
        return (
            f"The figures are of different days: as at {earlier} there, as at {here} here. That may explain it.",
            True,
        )
    if earlier and here:
        return f"Both say that they are as at {here}, so one of them is wrong or counts something else.", False
    silent = "Neither table says" if not earlier and not here else "One of the tables does not say"
    return f"{silent} which day its figures are of. Check them, and say in the letter which day they are of.", False


def _under(codes: Iterable[str]) -> str:
    named = [cited(code) for code in sorted(codes)]
    return f" under {' and '.join(filter(None, (', '.join(named[:-1]), named[-1])))}" if named else ""


def _warning(
    kind: str,
    question: Answered,
    earlier: Earlier,
    mark: str,
    words: str,
    why: str,
    *,
    cells: tuple[same_cells.Difference, ...] = (),
    is_explained: bool = False,
) -> GuardWarning:
    number = question.decision.question
    told = f"{kind}\n{number}\n{earlier.letter}\n{earlier.answered.decision.question}\n{mark}"
    return GuardWarning(
        key=hashlib.sha256(told.encode()).hexdigest()[:16],
        kind=kind,
        question=number,
        earlier=earlier,
        words=words,
        why=why,
        cells=cells[:MOST_CELLS],
        more_cells=max(0, len(cells) - MOST_CELLS),
        is_explained=is_explained,
    )
