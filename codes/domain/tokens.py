"""A text as phrases are looked for in it: its words by what they mean alike, sentence by sentence.

Words that mean the same to a phrase have one key: their stem, in one spelling of the two that English has
(“gynecology”, “tumor”, “hospitalized”), with irregular forms under their family (“fell” under “fall”). What writers
part or join at will is one token either way: “A & E”, “3rd”, “mis-diagnosis”.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from codes.domain.words import Word, words_of

FAMILIES = (
    "fall fell fallen falls", "tear tore torn", "break broke broken breakage", "lose lost loss",
    "steal stole stolen theft", "catch caught", "burn burnt", "bleed bled bleeding", "child children", "woman women",
    "man men", "foot feet", "tooth teeth", "diagnose diagnosis diagnoses diagnostic",
    "misdiagnose misdiagnosis misdiagnoses", "fail failure failing", "treat treatment", "injure injury injuries",
    "amputate amputation amputee", "pregnant pregnancy", "die died dying dies", "death deaths dead deceased",
    "forget forgot forgotten", "bite bitten", "sick sickness", "obstetrics obstetrician", "paediatrics paediatrician",
    "psychiatry psychiatric psychiatrist", "blind blindness", "deaf deafness", "paralysis paralysed paralyse",
    "wrong wrongly incorrect incorrectly", "delay late delayed", "ulcer ulceration", "sore soreness",
    "baby babies infant", "newborn neonate neonatal", "detain detention", "perforate perforation perforated",
    "infect infection infected", "suffocate suffocation", "prescribe prescription", "administer administration",
    "observe observation", "monitor monitoring", "refer referral", "rupture ruptured", "inject injection",
    "sterilise sterilisation", "transfuse transfusion", "consent consented", "retain retention", "1st first",
    "2nd second", "3rd third", "4th fourth", "disable disability disabled", "abnormal abnormality", "harm harmed",
    "neglect neglected neglectful", "discharge discharged", "surgery surgical", "hear hearing", "see sight",
    "breathe breathing breath", "inadequate inadequacy", "assault assaulted",
    "unnecessary unnecessarily needless needlessly", "medication medicine drug", "error mistake blunder mishap",
    "botched bungled", "jab vaccine vaccination vaccinated",
)  # fmt: skip
"""Words that phrases take for one another, beside those that share a stem."""

SPELT_APART = frozenset({
    "damages", "sectioned", "sectioning", "sharps", "operational", "organisational", "armed", "imaging", "handed",
    "minors", "news", "maternal",
})  # fmt: skip
"""Words whose stem is another word's: “section 40” has nobody sectioned."""

LITTLE = frozenset({
    "a", "an", "the", "of", "to", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "that",
    "this", "these", "those", "their", "his", "her", "my", "your", "our", "its", "it", "in", "at", "for", "and", "or",
    "with", "as", "into", "onto", "any", "some", "all", "such", "do", "does", "did", "can", "could", "would",
    "should", "will", "may", "might", "they", "them", "he", "she", "i", "we", "you", "there", "s",
    "t", "re", "etc",
})  # fmt: skip
"""Words that a phrase does without."""

PASSED_OVER = LITTLE | frozenset({
    "by", "on", "from", "after", "before", "during", "because", "due", "over", "under", "while", "when", "where",
    "also", "not", "who", "which",
})  # fmt: skip
"""Words that stand between the words of a phrase without parting them."""

MOST_WORDS = 50_000
"""Words of a text that are looked at: no request has a hundred pages, and whoever sends more waits for nobody."""

_SENTENCE_ENDS = re.compile(r"[.!?;:](?=\s|$)|\n\s*\n|\n\s*[-*•–]\s")
_COUNTS_AN_ITEM = re.compile(r"\w{1,3}[.)]\s")
_ORDINAL = {"st", "nd", "rd", "th"}
_AND_BETWEEN = {"&", "+", "/", "’n’", "'n'"}
_SHORTEST_JOINED = 7
_SHORTEST_HYPHENED = 4
_LONGEST_JOINED = 30
"""Letters of the one word: with a blank between, by hyphen or from a single letter on, and at most."""

_BEGINS_ANOTHER = frozenset({"by", "over", "under"})
"""Words passed over in a phrase that begin others all the same: “over dose”, “by pass”."""

_SAME_LENGTH_AS = 6  # letters from which on a word may have two spellings: shorter ones differ by them


@dataclass(slots=True)
class Token:
    """One word of a text: its key, its place, and how it is written. `is_sure` is false for a mended slip."""

    key: str
    start: int
    end: int
    sentence: int
    is_little: bool
    is_sure: bool


class Keys:
    """What words are compared by. `stem` gives the stem of a folded word."""

    def __init__(self, stem: Callable[[str], str]) -> None:
        self._stem = stem
        self._families: dict[str, str] = {}
        self._known: dict[str, str] = {}
        for family in FAMILIES:
            first, *others = (self._plain(word) for word in family.split())
            self._families |= dict.fromkeys(others, first)

    def of(self, folded: str) -> str:
        """The key of a folded word."""
        key = self._known.get(folded)
        if key is None:
            plain = self._plain(folded)
            key = self._families.get(plain, plain)
            if len(self._known) < 50_000:
                self._known[folded] = key
        return key

    def family_of(self, key: str) -> set[str]:
        """The stems that have this key."""
        return {key, *(stem for stem, first in self._families.items() if first == key)}

    def _plain(self, folded: str) -> str:
        return folded if folded in SPELT_APART else self._stem(in_one_spelling(folded))


def in_one_spelling(folded: str) -> str:
    """A folded word in one of the two spellings that English has."""
    if len(folded) < _SAME_LENGTH_AS:
        return folded
    return folded.replace("ae", "e").replace("oe", "e").replace("z", "s").replace("our", "or")


class Joined:
    """Keys of words that writers may part in two: “mis-diagnosis”, “over dose”.

    Nearly all pairs of words are none of these, and begin like none. So few have to be stemmed, which takes time.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys, self._joined, self._beginnings = keys, set(), set()
        self._known: dict[tuple[str, str], str | None] = {}

    def add(self, keys: Iterable[str]) -> None:
        """These are words too."""
        self._known.clear()
        for key in set(keys) - self._joined:
            self._joined.add(key)
            for stem in self._keys.family_of(key):
                self._beginnings.update(stem[:end] for end in range(1, len(stem) + 1))

    def key_of(self, first: str, second: str) -> str | None:
        """The key of the word that two folded ones make, or None when they make none."""
        pair = first, second
        if pair in self._known:
            return self._known[pair]
        key = self._made_of(first, second)
        if len(self._known) < MOST_WORDS:
            self._known[pair] = key
        return key

    def _made_of(self, first: str, second: str) -> str | None:
        whole = first + second
        if in_one_spelling(whole)[: min(len(first) + 1, len(whole) - 1)] not in self._beginnings:
            return None
        key = self._keys.of(whole)
        return key if key in self._joined else None


def tokens_of(
    text: str, keys: Keys, *, joined: Joined | None = None, mend: Callable[[str], str] | None = None
) -> list[Token]:
    """The tokens of a text.

    `joined` knows the words that may be written in two; `mend` gives a folded word as it was meant, or as it is.
    """
    tokens: list[Token] = []
    sentence, last_end = 0, 0
    for word in islice(_with_ordinals(text), MOST_WORDS):
        between = text[last_end : word.start]
        if tokens and (len(between) > 1 or between in "\n;:!?"):
            sentence += _ends_a_sentence(text, last_end, word.start, tokens[-1])
        last_end = word.end
        folded = word.folded
        if tokens and len(folded) == 1 and (letter := _letter_before(text, tokens, sentence, between)):
            _join_letters(text, tokens, letter, word)
            continue
        key, is_sure = keys.of(folded), True
        if mend and len(folded) > 4:
            meant = mend(folded)
            if meant != folded:
                key, is_sure = keys.of(meant), False
        if (
            joined
            and tokens
            and between in ("-", " ", "\u2010", "\u2011")
            and (whole := _joined(text, tokens[-1], word, between, joined))
        ):
            tokens[-1].key = whole
            tokens[-1].end, tokens[-1].is_little, tokens[-1].is_sure = word.end, False, True
            continue
        tokens.append(Token(key, word.start, word.end, sentence, folded in PASSED_OVER, is_sure))
    return tokens


def _with_ordinals(text: str) -> Iterator[Word]:
    """The words of a text, “3rd” as one."""
    held: Word | None = None
    for word in words_of(text):
        if held is not None:
            if held.end == word.start and word.folded in _ORDINAL:
                yield Word(held.folded + word.folded, held.start, word.end)
                held = None
                continue
            yield held
            held = None
        if word.folded.isdigit():
            held = word
        else:
            yield word
    if held is not None:
        yield held


def _ends_a_sentence(text: str, start: int, end: int, last: Token) -> bool:
    """Whether the characters between two words part their sentences; the point of an abbreviation does not.

    `end` is where the second word begins, which may count the items of a list: “2. falls”.
    """
    if "\n" in text[start:end] and _COUNTS_AN_ITEM.match(text, end):
        return True
    found = _SENTENCE_ENDS.search(text, start, end)
    if not found:
        return False
    length = last.end - last.start
    is_abbreviation = text[last.start].isalpha() and (length == 1 or (length <= 5 and text[end].islower()))
    return not (is_abbreviation and found[0] == "." and end - start <= 2)


def _letter_before(text: str, tokens: list[Token], sentence: int, between: str) -> Token | None:
    """The single letter of this sentence that “&” or “and” joins to the next one: “A & E”, “O and G”."""
    letter = tokens[-1]
    if between.strip() not in _AND_BETWEEN:
        is_and = between == " " and text[letter.start : letter.end].casefold() in ("and", "n")
        if not is_and or len(tokens) < 2 or letter.start - tokens[-2].end != 1:
            return None
        letter = tokens[-2]
    is_letter = letter.end - letter.start == 1 and text[letter.start].isalpha()
    return letter if is_letter and letter.sentence == sentence else None


def _join_letters(text: str, tokens: list[Token], letter: Token, word: Word) -> None:
    """Make one token of two single letters, the first of which may have a token “and” behind it."""
    if letter is not tokens[-1]:
        tokens.pop()
    letter.key = f"{text[letter.start].casefold()}&{word.folded}"
    letter.end, letter.is_little = word.end, False


def _joined(text: str, first: Token, word: Word, between: str, joined: Joined) -> str | None:
    """The key of the one word that a writer parted in these two: “mis-diagnosis”, “over dose”, “x ray”; else None."""
    shortest = _SHORTEST_JOINED if between == " " and first.end - first.start > 1 else _SHORTEST_HYPHENED
    if not shortest <= word.end - first.start - 1 <= _LONGEST_JOINED:
        return None
    written = text[first.start : first.end].casefold()
    if first.is_little and written not in _BEGINS_ANOTHER:
        return None
    return joined.key_of(written if written.isalnum() else "".join(filter(str.isalnum, written)), word.folded)
