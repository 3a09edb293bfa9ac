"""The lexicons that cross-validated figures need."""

from collections.abc import Sequence

from codes.actions.code_reading import code_words, lexicon_without
from codes.domain.code_matching import CodeLexicon
from codes.domain.held_out import words_only_in
from codes.domain.tokens import Keys
from codes.stems import stem
from foirequests.domain.reading.figures import LabelledRequest, halves


def lexicons_of_halves(requests: Sequence[LabelledRequest]) -> tuple[CodeLexicon, CodeLexicon]:
    """For each half of the requests, a lexicon without the words that only this half can have taught."""
    keys, codes = Keys(stem), code_words()
    first, second = ([request.text for request in half] for half in halves(requests))
    return (
        lexicon_without(words_only_in(first, second, codes, keys)),
        lexicon_without(words_only_in(second, first, codes, keys)),
    )
