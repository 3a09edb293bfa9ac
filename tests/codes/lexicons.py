"""The lexicons of the shipped files, without a database: the same words that set-up brings an office."""

import json
from functools import cache
from pathlib import Path

import codes
from codes.domain.code_labels import normalised
from codes.domain.code_matching import CodeLexicon, CodeWords, suggest_codes
from codes.domain.unrecorded import Concept, ConceptLexicon, Term
from codes.spelling import spelling
from codes.stems import stem

SHIPPED = Path(codes.__file__).parent / "reference"


def read(name: str) -> dict | list:
    """A shipped file."""
    return json.loads((SHIPPED / name).read_text(encoding="utf-8"))


def shipped_codes() -> list[CodeWords]:
    """Each code with its words, those too general to suggest it left out."""
    words = read("code_words.json")
    return [_code(value, words[value["list"]][value["label"]]) for value in _values()]


def _values() -> list[dict]:
    return read("cnst_codes.json")["values"]


def _code(value: dict, shipped: dict) -> CodeWords:
    general = {normalised(text) for text in shipped.get("general", ())}
    return CodeWords(
        value["list"],
        value["label"],
        spellings=tuple(each["text"] for each in value["spellings"]),
        words=tuple(each["text"] for each in value["requester_words"] if normalised(each["text"]) not in general),
        shipped=tuple(shipped["words"]),
    )


@cache
def shipped_lexicon() -> CodeLexicon:
    """The lexicon of the shipped codes."""
    neutral = read("code_words.json")["neutral"]
    return CodeLexicon(shipped_codes(), stem=stem, neutral=neutral, spelling=spelling)


@cache
def shipped_concepts() -> ConceptLexicon:
    """The lexicon of what the claims database does not record."""
    rows = read("unrecorded_concepts.json")
    concepts = [
        Concept(
            row["code"],
            tuple(
                Term(tuple(term["words"]), tuple(map(tuple, term["nearest"])), term.get("body", row["body"]))
                for term in row["terms"]
            ),
        )
        for row in rows
    ]
    return ConceptLexicon(concepts, shipped_lexicon())


def confidence_of_codes() -> dict[tuple[str, str], str]:
    """How sure the shipped lists are of each code."""
    return {(value["list"], value["label"]): value["confidence"] for value in _values()}


def labels_in(text: str) -> list[str]:
    """The labels suggested for a text, best first."""
    return [code.label for code in suggest_codes(text, shipped_lexicon())]
