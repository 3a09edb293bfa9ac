"""What is given, in which form, and what was taken out of it: L-D2 to L-D5, L-P1, L-P2."""

import re
from collections.abc import Iterator

from responses.domain.rules.answers import Answer
from responses.domain.rules.care import LICENCE
from responses.domain.rules.rule import ERROR, WARNING, Problem, Rule
from responses.domain.rules.words import any_of, flattened, says_most_of

PREFERS_SPREADSHEET = "spreadsheet"
REUSABLE = (".csv", ".json", ".xlsx", ".ods")
_GIVES = any_of(
    r"below",
    r"attach(?:ed|ments?)?",
    r"enclosed?",
    r"set out",
    r"as follows",
    r"following table",
    r"sen[dt] with this letter",
    r"here it is",
    r"this is the information",
)
_SENT_ALONG = re.compile(r"\b(?:attach(?:ed|ments?)?|enclosed?|sen[dt] with this letter)\b")
_FORM = any_of(
    r"format",
    r"form that you asked",
    r"in (?:the|another) form",
    r"spreadsheet",
    r"not reasonably practicable",
)
_CONDITION = any_of(
    r"on (?:the )?condition that",
    r"provided that you",
    r"you (?:must|may) not (?:publish|share|use|copy|pass|disclose|show)",
    r"you must not",
    r"you agree",
    r"may only be used",
    r"only if you (?:agree|promise|keep|do not)",
    r"strictly confidential",
    r"must not be (?:published|shared|disclosed|passed on)",
)
_REMOVED = any_of(
    r"removed",
    r"redact(?:ed|ions?)?",
    r"taken (?:it |them |this |those )?out",
    r"left out",
    r"blacked out",
    r"withh(?:e|o)ld",
    r"masked",
)
_MARKED = any_of(
    r"mark(?:ed|s)?",
    r"label(?:led)?",
    r"shown?",
    r"stands? beside",
    r"each place",
    r"every place",
    r"sign",
)


_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_TELLS = ("", "outcome", "answer", "removed")
"""Parts that can say what was taken out; a refusal says why, and the legend of a table only what a sign means."""


def _given(answer: Answer) -> Iterator[Problem]:
    number, words = answer.decision.question, answer.words
    in_letter = {each.part.source for each in words.parts if each.part.table}
    for key in answer.decision.tables:
        if key not in in_letter:
            yield Problem("A table that belongs to this answer is not in the letter.", question=number)
            return
    by_part = any(each.part.role in ("answer", "table") and each.text.strip() for each in words.parts)
    printed = words.print("information") or words.print("attachment_names") or words.prints_text(answer.decision.answer)
    # Where the letter was put together from the answer, it is not given when no part gives it any more.
    needs_part = bool(answer.decision.answer) and answer.reading.names_questions
    if not (by_part or printed or (not needs_part and words.match(_GIVES))):
        yield _not_given(answer)
    elif lacking := _figures_left_out(answer):
        words = f"The decision gives {', '.join(lacking)}, and the letter does not. See which is right."
        yield Problem(words, question=number, severity=WARNING)


def _not_given(answer: Answer) -> Problem:
    """What mends it: the decision says what is given, or the words that would print it were written over."""
    written_over = next((each for each in answer.words.parts if each.part.role == "outcome" and each.part.edited), None)
    if answer.decision.answer and written_over:
        words = "The decision says what the information is, and these words do not: go back to the library’s words."
        return Problem(words, part=written_over.part.key, question=answer.decision.question)
    return Problem("Give the information, or attach it.", question=answer.decision.question)


def _figures_left_out(answer: Answer) -> list[str]:
    """The figures of the answer as it was decided that the letter prints nowhere."""
    tables = [each.part.table for each in answer.words.parts if each.part.table]
    cells = " ".join(cell for table in tables for row in (table.columns, *table.rows) for cell in row)
    printed = set(_FIGURE.findall(f"{answer.words.flat} {cells}"))
    return [each for each in dict.fromkeys(_FIGURE.findall(answer.decision.answer)) if each not in printed]


def _format(answer: Answer) -> Iterator[Problem]:
    has_figures = any(each.part.table for each in answer.words.parts)
    if answer.facts.preferred_format != PREFERS_SPREADSHEET or not has_figures:
        return
    if not (_data_files(answer) or answer.words.match(_FORM)):
        yield Problem(
            "Figures were asked for in a spreadsheet: attach one, or say why that is not practicable.",
            question=answer.decision.question,
        )


def _dataset(answer: Answer) -> Iterator[Problem]:
    """A dataset that was asked for in electronic form: the officer says that it is one, or files of data go along."""
    is_dataset = answer.decision.details.get("dataset", "").strip()
    if is_dataset and not _data_files(answer):
        words = "A dataset is given in a form that can be used again: attach it as CSV or a spreadsheet."
        yield Problem(words, question=answer.decision.question)
    elif (is_dataset or _data_files(answer)) and not answer.reading.words.match(LICENCE):
        yield Problem("Say under which licence the dataset may be re-used.", question=answer.decision.question)


def _data_files(answer: Answer) -> bool:
    return any(each.name.lower().endswith(REUSABLE) for each in answer.reading.letter.attachments)


def _caveats(answer: Answer) -> Iterator[Problem]:
    if said := answer.words.match(_CONDITION):
        part = answer.words.where(lambda words: words.say(said))
        yield Problem(f"What we give comes without conditions: take “{said}” out.", part=part)


def _removed(answer: Answer) -> Iterator[Problem]:
    number = answer.decision.question
    told = flattened("\n".join(each.text for each in answer.words.parts if each.part.role in _TELLS))
    if answer.decision.held == "held" and not answer.decision.details.get("removed", "").strip():
        yield Problem("Write on the decision what is taken out, in numbers or by description.", question=number)
    elif not _REMOVED.search(told):
        yield Problem("Say what is taken out of what we give, in numbers or by description.", question=number)
    elif (decided := answer.decision.details.get("removed", "")) and not says_most_of(decided, told):
        words = "The letter does not say what is taken out as the decision does. See which is right."
        yield Problem(words, question=number, severity=WARNING)


def _marked(answer: Answer) -> Iterator[Problem]:
    """Each redaction shows its section: where several apply, which of them stands where has to be told."""
    told = [each for each in answer.words.sentences if _MARKED.search(each)]
    for ground in answer.grounds:
        number = ground.code.lstrip("sreg")
        if ground.withholds and not any(number in sentence for sentence in told):
            words = (
                f"Say how the places are marked where something was taken out under {ground.ground.provision.citation}."
            )
            yield Problem(words, question=answer.decision.question)


RULES = (
    Rule("L-D2", ERROR, "FOIA s.1(1)(b), s.11; EIR reg.5(1)", "supply", _given),
    Rule("L-D3", ERROR, "FOIA s.11(1); EIR reg.6(1)", "supply", _format),
    Rule("L-D4", ERROR, "FOIA s.11(1A), s.11A", "supply", _dataset),
    Rule("L-D5", WARNING, "FOIA s.16; EIR reg.9", "supply", _caveats),
    Rule("L-P1", ERROR, "FOIA s.17(1); EIR reg.14(3)", "partial", _removed),
    Rule("L-P2", ERROR, "FOIA s.17(1)(b); EIR reg.14(3)(a)", "partial", _marked),
)
