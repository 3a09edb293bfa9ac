"""Which law or kind each question falls under: scored by what it asks for, never by what the requester calls it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foirequests.domain.reading import kinds
from foirequests.domain.reading.phrases import Hit, PhraseTable, passages_of, weights
from foirequests.domain.reading.values import Cue
from foirequests.domain.reading.words import Word

_TABLE = PhraseTable.named("regimes")

_ASKING = 2
"""What asking for anything at all speaks for freedom of information: no label is needed."""

_FIGURES = 4
"""From this weight on a question asks for figures or documents, so what stands around it makes it nothing else."""

_STRONG = 6
"""From this weight on words that ask nothing are a message of their own kind: a complaint, a letter of claim."""

_SPILLS = (kinds.SAR, kinds.AHRA, kinds.EIR)
"""Of these the words around a question always count, halved."""

_SPILLS_ON_BARE_ASKS = (kinds.COMPLAINT, kinds.DP_COMPLAINT, kinds.CLAIM, kinds.INTERNAL_REVIEW)
"""Of these only where the question asks for no information of its own."""

_BESIDE = (kinds.COMPLAINT, kinds.DP_COMPLAINT, kinds.CLAIM, kinds.INTERNAL_REVIEW, kinds.RPSI, kinds.SAR, kinds.AHRA)
"""What a part that asks nothing can be."""

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


@dataclass(frozen=True)
class Given:
    """What is known of the sender beside the text, as section 8(1) needs it."""

    has_name: bool = True
    has_address: bool = True


def regime_of(own: Sequence[Word], around: Sequence[Word] = (), given: Given = Given()) -> Cue:
    """The regime or kind of a question, with the words that speak for it.

    `own` are its words, `around` those that bear on it elsewhere in the request.
    """
    hits, nearby = _TABLE.find(own), _TABLE.find(around)
    score = {kinds.FOI: _ASKING} | {code: weight for code, weight in weights(hits).items() if code != kinds.FOI}
    information = weights(hits).get(kinds.FOI, 0)
    score[kinds.FOI] += information
    _add_half(score, weights(nearby), _SPILLS)
    if information < _FIGURES:
        _add_half(score, weights(nearby), _SPILLS_ON_BARE_ASKS)
    return _valid(_cue(_strongest(score), (*hits, *nearby)), given)


def kind_beside(words: Sequence[Word]) -> Cue | None:
    """What words that ask for nothing are, when they are a message of a kind of their own; None for mere background."""
    hits = _TABLE.find(words)
    score = {code: weight for code, weight in weights(hits).items() if code in _BESIDE and weight >= _STRONG}
    return _cue(_strongest(score), hits) if score else None


def regime_of_no_question(words: Sequence[Word], given: Given = Given()) -> Cue:
    """For a text in which no sentence asks: what it is all the same, or an invalid request."""
    hits = _TABLE.find(words)
    score = {code: weight for code, weight in weights(hits).items() if weight >= _FIGURES}
    if score:
        return _valid(_cue(_strongest(score), hits), given)
    missing = ["a description of the information", *_missing(given)]
    return Cue(
        kinds.INVALID, f"Section 8(1): lacks {' and '.join(missing)}. Nothing in it asks for recorded information."
    )


def overall(cues: Sequence[Cue]) -> Cue:
    """The regime of a whole request: the one whose statutory clock a reply has to keep first."""
    ranked = sorted(cues, key=lambda cue: _CLOCKS.index(cue.value))
    values = list(dict.fromkeys(cue.value for cue in ranked))
    first = ranked[0]
    if len(values) == 1:
        return first
    return Cue(first.value, f"Mixed: {', '.join(values)}. Each part keeps its own clock.", first.passages)


_CLOCKS = (
    *(kinds.FOI, kinds.EIR, kinds.SAR, kinds.AHRA, kinds.RPSI, kinds.INTERNAL_REVIEW, kinds.DP_COMPLAINT),
    *(kinds.CLAIM, kinds.COMPLAINT, kinds.ROUTINE, kinds.INVALID),
)


def _add_half(score: dict[str, int], nearby: Mapping[str, int], codes: Sequence[str]) -> None:
    for code in codes:
        if code in nearby:
            score[code] = score.get(code, 0) + nearby[code] // 2


def _strongest(score: Mapping[str, int]) -> str:
    return max(score, key=lambda code: (score[code], -_CLOCKS.index(code)))


def _cue(code: str, hits: Sequence[Hit]) -> Cue:
    return Cue(code, _WHY[code], passages_of(hits, code))


def _missing(given: Given) -> list[str]:
    return [*([] if given.has_name else ["a name"]), *([] if given.has_address else ["an address for the reply"])]


def _valid(cue: Cue, given: Given) -> Cue:
    """The same, or invalid when a request under the Act lacks a name or an address. The EIR need no name."""
    missing = _missing(given)
    if cue.value != kinds.FOI or not missing:
        return cue
    why = f"Section 8(1): lacks {' and '.join(missing)}. Otherwise freedom of information."
    return Cue(kinds.INVALID, why, cue.passages if cue.passages else ())
