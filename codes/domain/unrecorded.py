"""What a request asks for that the claims database does not record: procedures, conditions, drugs, places of a fall.

The reply to such a request offers the nearest codes and names the body that may hold the information.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from codes.domain.code_matching import CodeLexicon
from codes.domain.marked import MarkedText
from codes.domain.passages import Passage, Placed, in_order
from codes.domain.phrases import Phrase, PhraseBook, longest
from codes.domain.suggestions import NotRecorded

MOST_PASSAGES = 5
MOST_CONCEPTS = 8

_CLAIMS_COUNTED = (
    '"number/many birth/delivery/admission/operation/appointment/attendance'
    ' injury/trauma/claim/case/negligence/damage/error/defect/compensation"'
)
"""Claims that are counted, where “how many births” alone would count what the hospital did."""


@dataclass(frozen=True)
class Term:
    """Words of one concept that have the same nearest codes, as (list, label), and the same other body."""

    words: tuple[str, ...]
    nearest: tuple[tuple[str, str], ...] = ()
    body: str = ""


@dataclass(frozen=True)
class Concept:
    """Something that the claims database has no field for; `code` as `NotRecorded.concept` has it."""

    code: str
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class ConceptHit:
    """A place of a text that asks for something that is not recorded."""

    concept: str
    term: Term
    passage: Passage


class ConceptLexicon:
    """All that unrecorded concepts are recognised by. It reads a text as `codes` do, so that both share the work."""

    def __init__(self, concepts: Iterable[Concept], codes: CodeLexicon) -> None:
        phrases = [
            Phrase(words, (concept.code, term))
            for concept in concepts
            for term in concept.terms
            for words in term.words
        ]
        phrases.append(Phrase(_CLAIMS_COUNTED, None))
        self.book = PhraseBook.of(phrases, codes.book.keys, reads_like=codes.book)


def not_recorded(text: str, lexicon: ConceptLexicon, *, within: Passage | None = None) -> tuple[NotRecorded, ...]:
    """What a text, or a passage of it, asks for that is not recorded, as it stands in the text."""
    hits = concept_hits(MarkedText(text, lexicon.book), lexicon)
    return missing(Placed(hits).within(within) if within else hits, text)


def concept_hits(marked: MarkedText, lexicon: ConceptLexicon) -> tuple[ConceptHit, ...]:
    """Every place of a text that names something not recorded, unless it is excluded or part of a name."""
    hits = lexicon.book.hits_in(marked.sentences)
    counted = longest(hit for hit in hits if marked.scopes.counts(hit.tokens))
    return tuple(ConceptHit(*hit.meaning, hit.passage) for hit in counted if hit.meaning is not None)


def missing(hits: Iterable[ConceptHit], text: str) -> tuple[NotRecorded, ...]:
    """The concepts of these hits, each term once, with the fullest words that name it."""
    by_term: dict[tuple[str, Term], list[Passage]] = {}
    for hit in hits:
        by_term.setdefault((hit.concept, hit.term), []).append(hit.passage)
    found = [
        NotRecorded(
            concept=concept,
            named=max((passage.of(text) for passage in passages), key=len),
            passages=in_order(passages)[:MOST_PASSAGES],
            nearest=term.nearest,
            body=term.body,
        )
        for (concept, term), passages in by_term.items()
    ]
    return tuple(sorted(found, key=lambda each: each.passages[0])[:MOST_CONCEPTS])
