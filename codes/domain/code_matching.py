"""From the everyday words of a request to codes of the claims lists, each with the words that suggest it.

Rules only: labels, spellings and synonyms looked for as phrases (`codes.domain.phrases`). A suggestion never depends on
how sure the office is of a code, and general words (“infection”, “pain”, “surgery”) suggest nothing on their own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from codes.domain.code_labels import normalised
from codes.domain.marked import MarkedText
from codes.domain.passages import Passage, Placed, in_order
from codes.domain.patterns import Hit
from codes.domain.phrases import Phrase, PhraseBook, longest
from codes.domain.suggestions import SuggestedCode
from codes.domain.tokens import Keys

MOST_PER_LIST = 3
LEAST_SCORE = 0.5
MOST_PASSAGES = 5
SAYS_NOTHING = frozenset({"other", "not specified", "unknown", "none"})
"""Labels that everyday words do not mean."""

LABEL, SPELLING, WORDS = 1.0, 0.95, 0.85
"""How much each kind of words means its code."""

EXAMPLE = 0.3
"""What a code loses that is only named as an example."""

SEEN_AGAIN = 0.02
SEEN_AGAIN_AT_MOST = 0.06


@dataclass(frozen=True)
class CodeWords:
    """A code and the words that mean it.

    `spellings` are other spellings of its label, `words` what requesters say as the lists or officers brought it,
    `shipped` what the product adds to them.
    """

    list_name: str
    label: str
    spellings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    shipped: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeHit:
    """A place of a text that means a code."""

    list_name: str
    label: str
    score: float
    passage: Passage
    is_example: bool = False


class CodeLexicon:
    """All that codes are recognised by, ready to be looked for.

    `neutral` are phrases that mean no code though words in them do (“date of birth”); `stem` gives the stem of a
    folded word; `spelling` is given all words that count and returns what mends a slip.
    """

    def __init__(
        self,
        codes: Iterable[CodeWords],
        *,
        stem: Callable[[str], str],
        neutral: Iterable[str] = (),
        spelling: Callable[[Iterable[str]], Callable[[str], str]] | None = None,
    ) -> None:
        phrases = [phrase for code in codes for phrase in _phrases_of(code)]
        phrases += [Phrase(f'"{words}"', None) for words in neutral]
        self.book = PhraseBook.of(phrases, Keys(stem), spelling)


def suggest_codes(text: str, lexicon: CodeLexicon, *, within: Passage | None = None) -> tuple[SuggestedCode, ...]:
    """The codes that a text, or a passage of it, seems to be about: the likeliest first, few of each list."""
    hits = code_hits(MarkedText(text, lexicon.book), lexicon)
    return ranked(Placed(hits).within(within) if within else hits)


def code_hits(marked: MarkedText, lexicon: CodeLexicon) -> tuple[CodeHit, ...]:
    """Every place of a text that means a code; what it excludes and what only stands in a name left out."""
    plain: list[Hit] = []
    only_examples: list[Hit] = []
    for hit in lexicon.book.hits_in(marked.sentences):
        if marked.scopes.counts(hit.tokens):
            (plain if marked.scopes.examples.isdisjoint(hit.tokens) else only_examples).append(hit)
    return (
        *(CodeHit(*hit.meaning, hit.score, hit.passage) for hit in _longest_of_each_list(plain)),
        *(CodeHit(*hit.meaning, hit.score, hit.passage, True) for hit in _longest_of_each_list(only_examples)),
    )


def ranked(hits: Iterable[CodeHit]) -> tuple[SuggestedCode, ...]:
    """The codes of these hits, best first; at most `MOST_PER_LIST` of each list."""
    by_code: dict[tuple[str, str], list[CodeHit]] = defaultdict(list)
    for hit in hits:
        by_code[hit.list_name, hit.label].append(hit)
    plainly = {list_name for (list_name, _), found in by_code.items() if not all(hit.is_example for hit in found)}
    suggested = [
        _suggested(list_name, label, found)
        for (list_name, label), found in by_code.items()
        if list_name not in plainly or not all(hit.is_example for hit in found)
    ]
    suggested.sort(key=lambda code: (-code.score, code.passages[0]))
    kept: list[SuggestedCode] = []
    left = defaultdict(lambda: MOST_PER_LIST)
    for code in suggested:
        if code.score >= LEAST_SCORE and left[code.list_name]:
            left[code.list_name] -= 1
            kept.append(code)
    return tuple(kept)


def _phrases_of(code: CodeWords) -> list[Phrase]:
    meaning = (code.list_name, code.label)
    found = [Phrase(words, meaning, SPELLING) for words in code.spellings]
    found += [Phrase(words, meaning, WORDS) for words in (*code.words, *code.shipped)]
    if normalised(code.label) not in SAYS_NOTHING:
        found.append(Phrase(code.label, meaning, LABEL))
    return [phrase for phrase in found if normalised(phrase.text) not in SAYS_NOTHING]


def _longest_of_each_list(hits: Iterable[Hit]) -> list[Hit]:
    """The longest phrases, list by list; a neutral phrase covers words for every list."""
    by_list: dict[str, list[Hit]] = defaultdict(list)
    neutral = []
    for hit in hits:
        if hit.meaning is None:
            neutral.append(hit)
        else:
            by_list[hit.meaning[0]].append(hit)
    return [hit for found in by_list.values() for hit in longest([*found, *neutral]) if hit.meaning is not None]


def _suggested(list_name: str, label: str, hits: list[CodeHit]) -> SuggestedCode:
    best = max(hit.score - EXAMPLE * hit.is_example for hit in hits)
    again = min(SEEN_AGAIN * (len(hits) - 1), SEEN_AGAIN_AT_MOST)
    passages = _shown([hit.passage for hit in hits])
    return SuggestedCode(list_name, label, round(min(1.0, best + again), 2), passages)


def _shown(passages: list[Passage]) -> tuple[Passage, ...]:
    """The few places that an officer is shown, of the first twice as many: more are not compared with each other."""
    return _tightest(in_order(passages)[: 2 * MOST_PASSAGES])[:MOST_PASSAGES]


def _tightest(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages that have no other one within them."""
    return tuple(wide for wide in passages if not any(other != wide and other.is_within(wide) for other in passages))
