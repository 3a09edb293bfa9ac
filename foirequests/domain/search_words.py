"""Words to search by: how a text falls into words, and what somebody who types into a search box asks for.

A word is a run of letters or a run of digits. Capitals, accents, apostrophes and leading noughts make no difference:
“Siân”, “SIAN”; “O’Brien”, “OBrien”; “FOI_0012”, “foi 12”. Whatever is typed is words and nothing else: there are no
commands to learn, and none to trip over.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MOST_WORDS = 16
"""As many words as one search looks for; what is typed after them is left out, and the page says so."""

LONGEST_WORD = 60
"""Characters of a word that count: longer ones are no words that anybody types, and indexes have limits."""

SHORTEST_BEGINNING = 4
"""Letters from which on the last word may be the beginning of a longer one."""

LITTLE_WORDS = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "could", "did", "do", "does", "for", "from", "had",
    "has", "have", "how", "i", "if", "in", "is", "it", "me", "my", "of", "on", "or", "our", "please", "so", "some",
    "such", "than", "that", "the", "their", "them", "there", "these", "they", "this", "to", "us", "was", "we",
    "were", "what", "when", "where", "which", "who", "why", "with", "would", "you", "your",
})  # fmt: skip
"""Words that say nothing of what is looked for; they count within quotes, and when nothing else is typed."""

_MARKS = "\u0300-\u036f"  # accents that stand after their letter where no letter has them built in
_APOSTROPHES = "'’‘ʼ`´"
_LETTERS = rf"[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*"
_WORD = re.compile(rf"{_LETTERS}(?:[{_APOSTROPHES}]{_LETTERS})*|\d+")
_TYPED = re.compile(r'(?<!\S)(-?)"([^"]+)"|(?<!\S)(-?)(\S+)|\S+')
_QUOTES = str.maketrans("“”„«»", '"""""')
_DASHES = str.maketrans("−–", "--")
_WITHOUT_ACCENT = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode does not take apart into a plain letter and an accent."""


@dataclass(frozen=True)
class Word:
    """A word of a text: as it is compared, and where it stands in the text."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True)
class Wanted:
    """What to look for: every phrase, and none of the excluded ones. A phrase is one or more words in a row.

    `may_go_on`: the very last word may be the beginning of a longer one. `left_out`: more was typed than one search
    looks for.
    """

    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    may_go_on: bool = False
    left_out: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.phrases)


def tidy(text: str) -> str:
    """The text with each accented letter as one character, as `words_of` counts its places."""
    return unicodedata.normalize("NFC", text)


def words_of(text: str) -> Iterator[Word]:
    """The words of a tidy text, in their order."""
    for found in _WORD.finditer(text):
        folded = fold(found[0])
        if folded:
            yield Word(folded, found.start(), found.end())


def folded_words_of(text: str) -> list[str]:
    """The words of a text as they are compared, in their order, without their places."""
    return list(filter(None, map(fold, _WORD.findall(text))))


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word as words are compared: small letters without accents and apostrophes, numbers without leading noughts."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold()).translate(_WITHOUT_ACCENT)
    kept = "".join(letter for letter in plain if letter.isalnum())[:LONGEST_WORD]
    return kept.lstrip("0") or "0" if kept.isdigit() else kept


def read_words(typed: str) -> Wanted:
    """What somebody asks for who typed this.

    All words are wanted; "words in quotes" stand together; so do words joined without a blank between them (an e-mail
    address, a reference, self-harm); a hyphen before a word excludes it. A quotation mark without its fellow is none.
    """
    wanted: list[tuple[str, ...]] = []
    telling: list[tuple[str, ...]] = []
    excluded: list[tuple[str, ...]] = []
    left, left_out, last = MOST_WORDS, False, ()
    for minus, text, is_quoted in _pieces(typed):
        words = tuple(word.folded for word in words_of(text))
        left_out = len(words) > left
        words = words[:left]
        left -= len(words)
        if words and minus:
            excluded.append(words)
        elif words:
            wanted.append(words)
            if is_quoted or len(words) > 1 or words[0] not in LITTLE_WORDS:
                telling.append(words)
        if left_out:
            break
        if words:
            last = () if minus or is_quoted else words
    phrases = tuple(dict.fromkeys(telling or wanted))
    may_go_on = not left_out and bool(last) and last == phrases[-1] and _may_begin_a_word(last[-1])
    return Wanted(phrases, tuple(dict.fromkeys(excluded)), may_go_on, left_out)


def _pieces(typed: str) -> Iterator[tuple[bool, str, bool]]:
    """What was typed, piece by piece: whether it is excluded, its text, whether it stood in quotes."""
    for found in _TYPED.finditer(tidy(typed).translate(_QUOTES | _DASHES)):
        quoted_minus, quoted, minus, plain = found.groups()
        if quoted is not None:
            yield bool(quoted_minus), quoted, True
        elif plain is not None:
            yield bool(minus), plain, False
        else:
            yield False, found[0], False


def _may_begin_a_word(word: str) -> bool:
    return len(word) >= SHORTEST_BEGINNING and not word.isdigit()
