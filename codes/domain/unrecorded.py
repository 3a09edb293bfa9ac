"""What a request asks for that the claims database does not record: procedures, conditions, drugs, places of a fall.

The reply to such a request offers the nearest codes and names the body that may hold the information.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from codes.domain.passages import Passage, in_order
from codes.domain.phrases import Phrase, PhraseBook, longest
from codes.domain.scopes import Scopes
from codes.domain.suggestions import NotRecorded
from codes.domain.tokens import Keys

MOST_PASSAGES = 5
MOST_CONCEPTS = 8


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
    """All that unrecorded concepts are recognised by; `stem` and `spelling` as for codes."""

    def __init__(
        self,
        concepts: Iterable[Concept],
        *,
        stem: Callable[[str], str],
        spelling: Callable[[Iterable[str]], Callable[[str], str]] | None = None,
    ) -> None:
        phrases = [
            Phrase(words, (concept.code, term))
            for concept in concepts
            for term in concept.terms
            for words in term.words
        ]
        self.keys = Keys(stem)
        self.book = PhraseBook.of(phrases, self.keys, spelling)


def not_recorded(text: str, lexicon: ConceptLexicon, *, within: Passage | None = None) -> tuple[NotRecorded, ...]:
    """What a text, or a passage of it, asks for that is not recorded, as it stands in the text."""
    return missing(concept_hits(text, lexicon), text, within=within)


def concept_hits(text: str, lexicon: ConceptLexicon) -> tuple[ConceptHit, ...]:
    """Every place of a text that names something not recorded, unless it is excluded or part of a name."""
    tokens = lexicon.book.tokens_of(text)
    hits = lexicon.book.hits(text, tokens)
    if not hits:
        return ()
    scopes = Scopes(text, tokens, lexicon.keys)
    return tuple(ConceptHit(*hit.meaning, hit.passage) for hit in longest(hits) if scopes.counts(hit.tokens))


def missing(hits: Iterable[ConceptHit], text: str, *, within: Passage | None = None) -> tuple[NotRecorded, ...]:
    """The concepts of these hits, each term once, with the fullest words that name it."""
    by_term: dict[tuple[str, Term], list[Passage]] = {}
    for hit in hits:
        if within is None or hit.passage.is_within(within):
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
