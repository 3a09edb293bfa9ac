"""The lexicons that texts are read with, as the office's words stand now: what an officer adds counts at once."""

import gc
import json
from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache

from django.db.models import Count, Max, Sum, TextField
from django.db.models.functions import Cast

from codes.actions.code_words import CODE_WORDS
from codes.domain.code_matching import CodeLexicon, CodeWords
from codes.domain.held_out import without_words
from codes.domain.tokens import Keys
from codes.domain.unrecorded import Concept, ConceptLexicon, Term
from codes.models.code_lists import Code, CodeListEdition, CodeSynonym
from codes.models.unrecorded import UnrecordedConcept
from codes.spelling import spelling
from codes.stems import stem


def code_lexicon() -> CodeLexicon:
    """The lexicon of the codes in use. Built again only when the office's codes or words have changed."""
    return _code_lexicon(_stamp())


def concept_lexicon() -> ConceptLexicon:
    """The lexicon of what the claims database does not record."""
    return lexicons()[1]


def lexicons() -> tuple[CodeLexicon, ConceptLexicon]:
    """Both, for who reads a text for codes and for what is not recorded: the office's words are looked at once."""
    stamp = _stamp()
    rows = UnrecordedConcept.objects.current().annotate(written_terms=Cast("terms", TextField()))
    concepts = _concept_lexicon(stamp, tuple(rows.values_list("code", "body", "written_terms")))
    return _code_lexicon(stamp), concepts


def code_words() -> list[CodeWords]:
    """Each code in use with the words that mean it, in the order of the lists."""
    kinds = CodeSynonym.Kind
    part = dict.fromkeys(kinds, "words") | {
        kinds.SPELLING: "spellings", kinds.EARLIER: "spellings", kinds.SHIPPED: "shipped"
    }  # fmt: skip
    words: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = CodeSynonym.objects.filter(suggests=True, code__retired_in__isnull=True).order_by("pk")
    for code, text, kind in rows.values_list("code_id", "text", "kind"):
        words[code][part[kind]].append(text)
    return [
        CodeWords(code.list_name, code.label, **{name: tuple(texts) for name, texts in words[code.pk].items()})
        for code in Code.objects.current().in_order()
    ]


def code_confidence() -> dict[tuple[str, str], str]:
    """How sure the office is of each code in use, by (list, label): for figures only, suggestions never ask."""
    return {(code.list_name, code.label): code.confidence for code in Code.objects.current()}


def lexicon_without(words: Collection[str]) -> CodeLexicon:
    """A lexicon of the office's codes without the synonyms that need these words, which are given by their keys."""
    codes = without_words(code_words(), words, Keys(stem))
    return CodeLexicon(codes, stem=stem, neutral=neutral_phrases(), spelling=spelling)


def neutral_phrases() -> tuple[str, ...]:
    """Phrases that mean no code though words in them do."""
    return tuple(json.loads(CODE_WORDS.read_text(encoding="utf-8"))["neutral"])


def _stamp() -> tuple:
    """What changes whenever codes or their words do: a few small queries.

    The newest words are part of it: a database may use the key of words that are gone again.
    """
    words = CodeSynonym.objects.filter(suggests=True)
    newest = words.order_by("-pk").values_list("pk", "code", "text").first()
    counted = words.aggregate(Count("pk"), Sum("pk"))
    return (CodeListEdition.objects.aggregate(Max("number"))["number__max"], newest, *counted.values())


@lru_cache(maxsize=2)
def _code_lexicon(stamp: tuple) -> CodeLexicon:
    lexicon = CodeLexicon(code_words(), stem=stem, neutral=neutral_phrases(), spelling=spelling)
    # It stays as long as the process: going through its many thousand words again and again in search of garbage
    # would double the time of whatever page or task is read at that moment.
    gc.collect()
    gc.freeze()
    return lexicon


@lru_cache(maxsize=2)
def _concept_lexicon(stamp: tuple, rows: tuple[tuple[str, str, str], ...]) -> ConceptLexicon:
    concepts = [
        Concept(
            code,
            tuple(
                Term(
                    words=tuple(term["words"]),
                    nearest=tuple((name, label) for name, label in term["nearest"]),
                    body=term.get("body", body),
                )
                for term in json.loads(terms)
            ),
        )
        for code, body, terms in rows
    ]
    return ConceptLexicon(concepts, _code_lexicon(stamp))
