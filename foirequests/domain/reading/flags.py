"""What to look out for in a request before anybody drafts: each flag with its words and what it asks of an officer."""

import re
from collections.abc import Iterator, Sequence

from codes.domain.passages import Passage
from foirequests.domain.reading import kinds, services
from foirequests.domain.reading.cue_tables import FLAGS
from foirequests.domain.reading.phrases import Hit, passages_of
from foirequests.domain.reading.searched import Searched
from foirequests.domain.reading.values import Cue, QuestionRead
from foirequests.domain.reading.welsh import welsh_words

SMALL_NUMBERS, COMMERCIAL, LEGAL_ADVICE, STAFF_DATA = "small_numbers", "commercial", "legal_advice", "staff_data"
FUTURE_PUBLICATION, PRESS, PARLIAMENT, INQUEST = "future_publication", "press", "parliament", "inquest"
NAMED_PERSON, SENSITIVE, WELSH, COURT_RECORDS = "named_person", "sensitive", "welsh", "court_records"

WHY = {
    SMALL_NUMBERS: "Divided so finely that small numbers are likely: check whether anybody could be identified"
    " (section 40(2)). Coarser years or areas may serve.",
    COMMERCIAL: "May touch commercial interests: section 43(2) needs whose, how, how likely, and the public interest.",
    LEGAL_ADVICE: "Asks for legal advice: section 42, with the public interest.",
    STAFF_DATA: "Asks for personal data of staff or practitioners: section 40(2).",
    COURT_RECORDS: "Asks for documents of proceedings: sections 32, 40 and 42.",
    FUTURE_PUBLICATION: "May be due for publication: section 22 needs an intention that came before the request.",
    NAMED_PERSON: "Names a person: to say whether we hold anything may itself tell personal data (section 40(5)).",
    PRESS: "Reads as if from the press: an early word to the deputy director, with the planned clearance day.",
    PARLIAMENT: "From or for a member of parliament: an early word to the deputy director.",
    INQUEST: "Touches an inquest, an inquiry or a trial: an early word to the deputy director.",
    SENSITIVE: "A sensitive subject: an early word to the deputy director, and care with the words of the reply.",
    WELSH: "In Welsh, at least in part: somebody who reads Welsh should read it, and answer in Welsh if you can.",
}
"""Each flag, and what it asks of the officer."""

TELL_DEPUTY_DIRECTOR = frozenset({PRESS, PARLIAMENT, INQUEST, SENSITIVE, NAMED_PERSON})
"""Flags upon which the deputy director hears of the request early."""

_OF_QUESTIONS = (COMMERCIAL, LEGAL_ADVICE, STAFF_DATA, COURT_RECORDS)
"""Looked for in what is asked only."""

_OF_ALL_THAT_IS_SAID = (FUTURE_PUBLICATION, INQUEST, SENSITIVE)
"""Looked for in the whole letter, its story included."""

_OF_THE_SENDER = (PRESS, PARLIAMENT)
"""Looked for in the signature too."""

_FINE = frozenset({"specialty", "cause", "injury", "year", "month", "ethnicity", "age", "sex", "drug", "procedure"})
"""Divisions that, beside trusts, leave few claims in each cell."""

_ABOUT_PEOPLE = (services.CLAIMS, services.PRACTITIONERS)
"""Services whose figures count people."""

_MANY_DIVISIONS = 4
_TITLED = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Nurse|Sir|Dame)\.?\s(?:[A-Z][\w'’-]{0,30}\.?\s){0,2}[A-Z][\w'’-]{1,30}"
)


def flags_of(searched: Searched, questions: Sequence[QuestionRead], letter: Sequence[Passage]) -> tuple[Cue, ...]:
    """The flags of a request, each once. `letter` is what was read of the text: no quoted mail, no signature."""
    return tuple(_flags(searched, questions, letter))


def _flags(searched: Searched, questions: Sequence[QuestionRead], letter: Sequence[Passage]) -> Iterator[Cue]:
    asked = [question for question in questions if question.regime.value in kinds.ANSWERED]
    if asked:
        yield from _small_numbers(asked)
        hits = searched.hits(FLAGS, *(question.passage for question in asked))
        yield from _found(hits, _OF_QUESTIONS)
        yield from _named_person(searched.text, asked, hits)
        yield from _found(searched.hits(FLAGS, *letter), _OF_ALL_THAT_IS_SAID)
    yield from _found(searched.hits(FLAGS, searched.whole), _OF_THE_SENDER)
    if welsh := welsh_words(searched.words):
        yield Cue(WELSH, WHY[WELSH], tuple(Passage(word.start, word.end) for word in welsh[:4]))


def _found(hits: Sequence[Hit], codes: Sequence[str]) -> Iterator[Cue]:
    for code in codes:
        if passages := passages_of(hits, code):
            yield Cue(code, WHY[code], passages)


def _small_numbers(asked: Sequence[QuestionRead]) -> Iterator[Cue]:
    for question in asked:
        by = {cue.value: cue for cue in question.breakdowns}
        fine = _FINE & by.keys()
        if question.service.value not in _ABOUT_PEOPLE:
            continue
        narrow = fine or question.codes or question.service.value != services.CLAIMS
        if ("trust" in by and narrow) or len(fine) >= _MANY_DIVISIONS:
            passages = {passage for code in ({"trust"} & by.keys()) | fine for passage in by[code].passages[:1]}
            yield Cue(SMALL_NUMBERS, WHY[SMALL_NUMBERS], tuple(sorted(passages)))
            return


def _named_person(text: str, asked: Sequence[QuestionRead], hits: Sequence[Hit]) -> Iterator[Cue]:
    if not passages_of(hits, NAMED_PERSON):
        return
    for question in asked:
        if found := _TITLED.search(text, question.passage.start, question.passage.end):
            yield Cue(NAMED_PERSON, WHY[NAMED_PERSON], (Passage(found.start(), found.end()),))
            return
