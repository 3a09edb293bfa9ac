"""Which law or kind each question falls under: scored by what it asks for, never by what the requester calls it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from codes.domain.passages import Passage
from foirequests.domain.reading import kinds
from foirequests.domain.reading.cue_tables import PSEUDONYMS, REGIMES
from foirequests.domain.reading.phrases import Hit, passages_of, weights
from foirequests.domain.reading.searched import Searched
from foirequests.domain.reading.values import Cue
from foirequests.domain.reading.words import words_within

_ASKING = 2
"""What asking for anything at all speaks for freedom of information: no label is needed."""

_INFORMATION, _FIGURES = 2, 4
"""From these weights on a question asks for information of its own; for figures or documents."""

_STRONG = 6
"""A kind needs one phrase at least of this weight; from it on, words that ask nothing are a message of that kind."""

_OWN_RECORDS = (kinds.SAR, kinds.AHRA)
"""Somebody's own records, or those of somebody who has died: the story around a bare “send me the file” tells it."""

_BESIDE = (kinds.COMPLAINT, kinds.DP_COMPLAINT, kinds.CLAIM, kinds.INTERNAL_REVIEW, kinds.RPSI)
"""What words beside the questions can be; they tell of a question only if it asks for no information of its own."""

_MOST_WORDS_OF_A_NAME = 40
_ARTICLES = frozenset({"a", "an", "the"})
_STATING = frozenset({"i", "i'm", "i've", "me", "we", "us", "you", "is", "are", "isn't", "aren't"})
"""Words of which statements are made, where a request that only names what it wants has none."""

_CERTAIN = 3
"""How many times stronger than for information the words must speak before figures asked for are none of these."""

_WHY = {
    kinds.FOI: "Asks for recorded information.",
    kinds.EIR: "Asks for information on the environment; that decides, and no label.",
    kinds.SAR: "Asks for the requester's own personal data, or a client's: private, whatever it is called.",
    kinds.AHRA: "Asks for the records of a person who has died. The Access to Health Records Act covers health records,"
    " the Freedom of Information Act anything else (mind sections 41 and 38).",
    kinds.RPSI: "Asks for permission to re-use information.",
    kinds.DP_COMPLAINT: "Complains of how personal data were used: acknowledged within 30 days.",
    kinds.COMPLAINT: "Complains of our service.",
    kinds.CLAIM: "Is about one claim, or a step in one.",
    kinds.INTERNAL_REVIEW: "Disputes our answer to an earlier request, or its delay.",
    kinds.ROUTINE: "Can be answered in the ordinary course of business.",
}


_IN_WELSH = "In Welsh: somebody who reads Welsh says what it asks for, and whether it is valid."


@dataclass(frozen=True)
class Given:
    """What is known of the sender, as section 8(1) needs it; `pseudonym` is a signature that is nobody's name.

    Of a request that is `in_welsh` too little is read to call it invalid.
    """

    has_name: bool = True
    has_address: bool = True
    pseudonym: tuple[Passage, ...] = ()
    in_welsh: bool = False


GIVEN_BOTH = Given()


def pseudonym_after(searched: Searched, place: int) -> tuple[Passage, ...]:
    """Where, after a place in the text, somebody signs with what is obviously no name."""
    return passages_of(searched.hits(PSEUDONYMS, Passage(place, len(searched.text))), "pseudonym", most=1)


def is_a_name(written: str) -> bool:
    """Whether what somebody gave as their name may be one: “Anonymous” and “A member of the public” are none.

    Source: FOIA section 8(1)(b); initials, titles and companies are names enough.
    """
    searched = Searched(written)
    words = [word for word in searched.words if word.folded not in _ARTICLES]
    if not any(letter.isalpha() for letter in written):
        return False
    hits = searched.hits(PSEUDONYMS, searched.whole)
    return not any(hit.passage.start <= words[0].start and words[-1].end <= hit.passage.end for hit in hits if words)


def regime_of(searched: Searched, own: Passage, around: Sequence[Passage] = (), given: Given = GIVEN_BOTH) -> Cue:
    """The regime or kind of a question, with the words that speak for it.

    `own` is where it stands, `around` what bears on it elsewhere in the request.
    """
    hits, nearby = searched.hits(REGIMES, own), searched.hits(REGIMES, *around)
    score, beside = weights(hits), weights(nearby)
    information = score.pop(kinds.FOI, 0)
    for code in _spilling(information):
        if code in beside:
            score[code] = score.get(code, 0) + beside[code] // 2
    told = {hit.code for hit in (*hits, *nearby) if hit.weight >= _STRONG}
    score = {code: weight for code, weight in score.items() if code in told}
    if information >= _FIGURES:
        score = {code: weight for code, weight in score.items() if _stands(code, weight, information)}
    if kinds.EIR in score and any(hit.code == kinds.EIR for hit in hits):
        score[kinds.EIR] += information
    score[kinds.FOI] = information + _ASKING
    best = _strongest(score)
    return _valid(_cue(best, hits, nearby), given)


def _spilling(information: int) -> tuple[str, ...]:
    """The kinds for which the words around a question count, halved, given how much it asks for by itself."""
    if information < _INFORMATION:
        return (kinds.EIR, *_OWN_RECORDS, *_BESIDE)
    return (kinds.EIR, *_OWN_RECORDS) if information < _FIGURES else (kinds.EIR,)


def asks_of_its_own(searched: Searched, passage: Passage) -> bool:
    """Whether a question asks for information by itself, so that it is no mere end of what stands before it."""
    return any(hit.weight >= _INFORMATION for hit in searched.hits(REGIMES, passage))


def kind_beside(searched: Searched, passage: Passage) -> Cue | None:
    """What words that ask for nothing are, when they are a message of a kind of their own; None for mere background."""
    hits = searched.hits(REGIMES, passage)
    told = {hit.code for hit in hits if hit.weight >= _STRONG}
    score = {code: weight for code, weight in weights(hits).items() if code in _BESIDE and code in told}
    return _cue(_strongest(score), hits) if score else None


def speaks_for(kind: str, searched: Searched, passage: Passage) -> bool:
    """Whether the words speak strongly for a regime or kind, whatever else they say."""
    return any(hit.code == kind and hit.weight >= _STRONG for hit in searched.hits(REGIMES, passage))


def regime_of_no_question(searched: Searched, passages: Sequence[Passage], given: Given = GIVEN_BOTH) -> Cue:
    """For a text in which no sentence asks: what it is all the same, or an invalid request."""
    hits = searched.hits(REGIMES, *passages)
    least = _INFORMATION if _only_names(searched, passages) else _FIGURES
    score = {code: weight for code, weight in weights(hits).items() if weight >= least}
    if score:
        return _valid(_cue(_strongest(score), hits), given)
    if given.in_welsh:
        return Cue(kinds.FOI, _IN_WELSH)
    missing = ["a description of the information", *_missing(given)]
    return Cue(
        kinds.INVALID, f"Section 8(1): lacks {' and '.join(missing)}. Nothing in it asks for recorded information."
    )


def _only_names(searched: Searched, passages: Sequence[Passage]) -> bool:
    """Whether the text only names something, as a form is filled in: “sepsis claims by trust”. It is no statement."""
    words = [word for passage in passages for word in words_within(searched.words, passage)]
    return len(words) <= _MOST_WORDS_OF_A_NAME and not any(word.folded in _STATING for word in words)


def overall(cues: Sequence[Cue]) -> Cue:
    """The regime of a whole request: the one whose statutory clock a reply has to keep first."""
    ranked = sorted(cues, key=lambda cue: _CLOCKS.index(cue.value))
    values = list(dict.fromkeys(cue.value for cue in ranked))
    first = ranked[0]
    if len(values) == 1:
        return first
    names = "; ".join(map(kinds.name_of, values))
    return Cue(first.value, f"Mixed: {names}. Each part keeps its own clock.", first.passages)


_CLOCKS = (
    *(kinds.FOI, kinds.EIR, kinds.SAR, kinds.AHRA, kinds.RPSI, kinds.INTERNAL_REVIEW, kinds.DP_COMPLAINT),
    *(kinds.CLAIM, kinds.COMPLAINT, kinds.ROUTINE, kinds.INVALID),
)


def _stands(code: str, weight: int, information: int) -> bool:
    """Whether a kind can stand beside figures asked for: how many letters of claim there were is no letter of claim."""
    return code in (kinds.EIR, *_OWN_RECORDS) or weight >= _CERTAIN * (information + _ASKING)


def _strongest(score: Mapping[str, int]) -> str:
    return max(score, key=lambda code: (score[code], -_CLOCKS.index(code)))


def _cue(code: str, hits: Sequence[Hit], nearby: Sequence[Hit] = ()) -> Cue:
    """With the words of the question itself; those around it where it has none, but never for information asked for."""
    around = () if code == kinds.FOI else passages_of(nearby, code)
    return Cue(code, _WHY[code], passages_of(hits, code) or around)


def _missing(given: Given) -> list[str]:
    named = given.has_name and not given.pseudonym
    return [*([] if named else ["a name"]), *([] if given.has_address else ["an address for the reply"])]


def _valid(cue: Cue, given: Given) -> Cue:
    """The same, or invalid when a request under the Act lacks a name or an address. The EIR need no name."""
    missing = _missing(given)
    if cue.value != kinds.FOI or given.in_welsh or not missing:
        return cue
    why = f"Section 8(1): lacks {' and '.join(missing)}. Otherwise freedom of information."
    return Cue(kinds.INVALID, why, given.pseudonym or cue.passages)
