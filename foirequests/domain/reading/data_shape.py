"""The shape of the data that a question asks for: what is counted, how it is divided, for when, and in which form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from codes.domain.passages import Passage
from foirequests.domain.reading.asks import is_dimension
from foirequests.domain.reading.listing import lines
from foirequests.domain.reading.periods import period_in
from foirequests.domain.reading.phrases import PhraseTable, passages_of, weights
from foirequests.domain.reading.values import Cue, Period
from foirequests.domain.reading.words import Word, words_within

MEASURES = {
    "claims_received": "claims received, that is notified",
    "claims_settled": "claims settled or closed with damages",
    "nil_damages": "claims closed without damages",
    "claims_open": "claims still open",
    "damages": "damages",
    "defence_costs": "defence costs",
    "claimant_costs": "claimant costs",
    "legal_costs": "legal costs",
    "total_paid": "the total paid",
    "reserves": "reserves or provisions",
    "time": "time taken",
    "staff_or_spend": "numbers or money of the organisation itself",
}
BREAKDOWNS = {
    "trust": "trust or other organisation",
    "specialty": "specialty",
    "cause": "cause",
    "injury": "injury",
    "year": "year",
    "month": "month",
    "region": "region",
    "ethnicity": "ethnicity",
    "sex": "sex",
    "age": "age",
    "claimant_type": "who claimed",
    "outcome": "outcome",
    "damages_band": "band of damages",
    "grade": "grade",
    "scheme": "scheme",
    "drug": "drug",
    "procedure": "procedure",
    "cancer_type": "type of cancer",
}
YEAR_BASES = {
    "incident": "the year of the incident",
    "notification": "the year of notification",
    "settlement": "the year of settlement or closure",
    "payment": "the year of payment",
}
ASK = "ask"
"""Which day puts a claim into a year is unsaid, or said in two ways: the requester has to say."""

FORMATS = {
    "excel": "a spreadsheet",
    "csv": "a machine-readable file",
    "electronic": "electronic form",
    "paper": "paper",
    "pdf": "PDF",
    "table": "a table",
    "inspect": "to look at the record",
}
_DIVIDED = "To be divided by {}."
_IN_LISTS = {
    **{"trust": "trust", "trusts": "trust", "hospital": "trust", "hospitals": "trust", "organisation": "trust"},
    **{"specialty": "specialty", "speciality": "specialty", "cause": "cause", "injury": "injury", "year": "year"},
    **{"years": "year", "month": "month", "region": "region", "ethnicity": "ethnicity", "gender": "sex", "sex": "sex"},
    **{"age": "age", "outcome": "outcome", "scheme": "scheme", "grade": "grade", "county": "region"},
}
_SAID = 5  # weight of phrases that say which year is meant; others only go with one

_MEASURES, _BREAKDOWNS = PhraseTable.named("measures"), PhraseTable.named("breakdowns")
_YEAR_BASES, _FORMATS = PhraseTable.named("year_basis"), PhraseTable.named("formats")


@dataclass(frozen=True)
class Shape:
    """What a question wants data to look like. `year_basis` is None where no year of a claim matters."""

    measures: tuple[Cue, ...]
    breakdowns: tuple[Cue, ...]
    period: Period | None
    year_basis: Cue | None
    formats: tuple[Cue, ...]


@dataclass(frozen=True)
class Stretches:
    """A text with the words of a question: its own, those that bear on it, and all of the request."""

    text: str
    words: tuple[Word, ...]
    own: Passage
    context: tuple[Passage, ...] = ()


def shape_of(asked: Stretches, *, received_on: date, about_claims: bool) -> Shape:
    """The shape of the data that a question asks for; what its own words leave unsaid is taken from its context."""
    own = words_within(asked.words, asked.own)
    context = words_within(asked.words, *asked.context)
    measures = _cues(_MEASURES, MEASURES, "Asks for {}.", own) or _cues(_MEASURES, MEASURES, "Asks for {}.", context)
    breakdowns = _breakdowns(asked, (*own, *context))
    period = _period(asked, received_on)
    by_year = period is not None or any(cue.value == "year" for cue in breakdowns)
    return Shape(
        measures=measures,
        breakdowns=breakdowns,
        period=period,
        year_basis=_year_basis((*own, *context)) if about_claims and by_year else None,
        formats=_cues(_FORMATS, FORMATS, "Wanted as {}.", asked.words),
    )


def _cues(table: PhraseTable, names: Mapping[str, str], why: str, words: Sequence[Word]) -> tuple[Cue, ...]:
    hits = table.find(words)
    found = weights(hits)
    return tuple(Cue(code, why.format(name), passages_of(hits, code)) for code, name in names.items() if code in found)


def _breakdowns(asked: Stretches, words: Sequence[Word]) -> tuple[Cue, ...]:
    """The divisions that the words name, and those that stand as items of a list: “broken down by: - trust”."""
    found = {cue.value: cue for cue in _cues(_BREAKDOWNS, BREAKDOWNS, _DIVIDED, words)}
    for line in lines(asked.text, asked.own):
        in_line = words_within(asked.words, line.passage)
        if line.style and is_dimension(in_line):
            for word in in_line:
                code = _IN_LISTS.get(word.folded)
                if code and code not in found:
                    found[code] = Cue(code, _DIVIDED.format(BREAKDOWNS[code]), (Passage(word.start, word.end),))
    return tuple(found[code] for code in BREAKDOWNS if code in found)


def _period(asked: Stretches, received_on: date) -> Period | None:
    for passage in (asked.own, *asked.context):
        period = period_in(asked.text, passage, received_on=received_on)
        if period:
            return period
    return None


def _year_basis(words: Sequence[Word]) -> Cue:
    hits = _YEAR_BASES.find(words)
    said = {hit.code for hit in hits if hit.weight >= _SAID}
    meant = said or {hit.code for hit in hits}
    if len(meant) == 1:
        code = meant.pop()
        return Cue(code, f"Counts by {YEAR_BASES[code]}.", passages_of(hits, code))
    if not meant:
        return Cue(ASK, "Ask which year is meant: of the incident, of notification, of settlement or of payment.")
    ways = [YEAR_BASES[code] for code in YEAR_BASES if code in meant]
    passages = tuple(passage for code in meant for passage in passages_of(hits, code, most=1))
    return Cue(ASK, f"Ask which year is meant: {' or '.join(ways)}.", tuple(sorted(set(passages))))
