"""A text made ready to be looked through: once for all that is looked for in it."""

from dataclasses import dataclass
from functools import cached_property

from codes.domain.patterns import Sentence
from codes.domain.phrases import PhraseBook, sentences_of
from codes.domain.scopes import Scopes


@dataclass(frozen=True)
class MarkedText:
    """A text with its tokens and scopes, as one book of phrases reads them, and every book that reads like it."""

    text: str
    book: PhraseBook

    @cached_property
    def tokens(self):
        """The tokens of the text."""
        return self.book.tokens_of(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that they make."""
        return tuple(sentences_of(self.text, self.tokens))

    @cached_property
    def scopes(self) -> Scopes:
        """What the text excludes, gives as examples and only names."""
        return Scopes(self.text, self.tokens)
