"""The shape of the data that a question asks for: what is counted, how it is divided, for when, and in which form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from codes.domain.passages import Passage
from foirequests.domain.reading import cue_tables
from foirequests.domain.reading.asks import is_dimension
from foirequests.domain.reading.listing import lines
from foirequests.domain.reading.periods import period_in
from foirequests.domain.reading.phrase_tables import PhraseTable
from foirequests.domain.reading.phrases import Hit, passages_of, weights
from foirequests.domain.reading.searched import Searched
from foirequests.domain.reading.values import Cue, Period

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
_COUNTED, _DIVIDED = "Asks for {}.", "To be divided by {}."
_IN_LISTS = {
    **{"trust": "trust", "trusts": "trust", "hospital": "trust", "hospitals": "trust", "organisation": "trust"},
    **{"specialty": "specialty", "speciality": "specialty", "cause": "cause", "injury": "injury", "year": "year"},
    **{"years": "year", "month": "month", "region": "region", "ethnicity": "ethnicity", "gender": "sex", "sex": "sex"},
    **{"age": "age", "outcome": "outcome", "scheme": "scheme", "grade": "grade", "county": "region"},
}
_SAID = 5  # weight of phrases that say which year is meant; others only go with one


@dataclass(frozen=True)
class Shape:
    """What a question wants data to look like. `year_basis` is None where no year of a claim matters."""

    measures: tuple[Cue, ...]
    breakdowns: tuple[Cue, ...]
    period: Period | None
    year_basis: Cue | None
    formats: tuple[Cue, ...]


def shape_of(
    searched: Searched, own: Passage, context: Sequence[Passage] = (), *, received_on: date, about_claims: bool
) -> Shape:
    """The shape of the data that a question asks for; what its own words leave unsaid is taken from its context."""
    both = (own, *context)
    measures = _cues(searched, cue_tables.MEASURES, MEASURES, _COUNTED, own)
    breakdowns = _breakdowns(searched, both)
    period = _period(searched, both, received_on)
    by_year = period is not None or any(cue.value == "year" for cue in breakdowns)
    return Shape(
        measures=measures or _cues(searched, cue_tables.MEASURES, MEASURES, _COUNTED, *context),
        breakdowns=breakdowns,
        period=period,
        year_basis=_year_basis(searched, both) if about_claims and by_year else None,
        formats=searched.once(_formats),
    )


def _cues(
    searched: Searched, table: PhraseTable, names: Mapping[str, str], why: str, *passages: Passage
) -> tuple[Cue, ...]:
    hits = searched.hits(table, *passages)
    found = weights(hits)
    return tuple(Cue(code, why.format(name), passages_of(hits, code)) for code, name in names.items() if code in found)


def _formats(searched: Searched) -> tuple[Cue, ...]:
    return _cues(searched, cue_tables.FORMATS, FORMATS, "Wanted as {}.", searched.whole)


def _breakdowns(searched: Searched, passages: Sequence[Passage]) -> tuple[Cue, ...]:
    """The divisions that the words name, and those that stand as items of a list: “broken down by: - trust”."""
    found = {cue.value: cue for cue in _cues(searched, cue_tables.BREAKDOWNS, BREAKDOWNS, _DIVIDED, *passages)}
    for line in lines(searched.text, passages[0]):
        in_line = searched.words_in(line.passage) if line.style else ()
        if in_line and is_dimension(in_line):
            for word in in_line:
                code = _IN_LISTS.get(word.folded)
                if code and code not in found:
                    found[code] = Cue(code, _DIVIDED.format(BREAKDOWNS[code]), (Passage(word.start, word.end),))
    return tuple(found[code] for code in BREAKDOWNS if code in found)


def _period(searched: Searched, passages: Sequence[Passage], received_on: date) -> Period | None:
    """The period that the question names, or the nearest of its context."""
    named = (period_in(searched.text, passage, received_on=received_on) for passage in passages)
    return next((period for period in named if period), None)


def _years_said(searched: Searched) -> list[Hit]:
    return [hit for hit in searched.hits(cue_tables.YEAR_BASES, searched.whole) if hit.weight >= _SAID]


def _year_basis(searched: Searched, passages: Sequence[Passage]) -> Cue:
    """Said in so many words by the question or anywhere in the letter; else what the question's words go with."""
    own = searched.hits(cue_tables.YEAR_BASES, *passages)
    letter = searched.once(_years_said)
    hits: Sequence[Hit] = [hit for hit in own if hit.weight >= _SAID] or letter or own
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
