"""Noticing that a request asks for something that is in the published-information register.

A proposal for a person to judge. What is published may be refused under section 21 with the link, or simply supplied;
a target that is kept internal leads to the card that asks for the grounds of section 43(2), since a footnote that says
“not reported externally” refuses nothing.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from codes.domain.passages import Passage, in_order
from codes.domain.plain_words import PlainWord, plain_words, root_of, sentences
from codes.domain.published import (
    ADDRESS_LACKING,
    INTERNAL,
    S21,
    S43_CARD,
    PublishedFact,
    PublishedMatch,
    RegisteredItem,
)

LONGEST_READ = 30_000
"""Characters of a request that are read; longer ones quote whole documents."""

MOST_MATCHES = 8
LEAST_OF_THE_BEST = 0.65
"""A fact is named beside the best one of the same sentence when it matches at least so far as that."""

NO_ADDRESS = "The register has no address for it yet, and section 21 needs one: complete it before you cite it."
"""What is said of an item that is published we do not know where."""

LEAST_SHARE = 0.6
FEW_WORDS, SOME_WORDS = 2, 4
_ASKS_FOR_A_TARGET = frozenset(root_of(word) for word in ("target", "kpi", "performance", "indicator", "achieved"))
_ASKS_FOR_A_RISK = frozenset(root_of(word) for word in ("risk",))
_SERVICE = re.compile(r"performance\s+advice", re.IGNORECASE)  # the name of a service, and no word for a result
_NUMBERED = re.compile(r"\bKPIs?(?: no\.?| number)? ?(\d{1,2})\b", re.IGNORECASE)
_ALL_INTERNAL = re.compile(
    r"\binternal (?:(?:key|annual|business|performance) ){0,3}(?:KPIs?|targets?|indicators?)\b"
    r"|\b(?:KPIs?|targets?|indicators?)\b[^.?!\n]{0,40}\b(?:are|is|as|kept|marked|called) [“\"']?internal\b",
    re.IGNORECASE,
)
"""Asks for every indicator whose target is internal, whatever it measures."""

_RUN = re.compile(r"[\s,/()’'-]*(?:(?:of|the|for|and|to|in|by|on|a)[\s,/()’'-]+)?")


def match_published(text: str, register: Iterable[RegisteredItem]) -> tuple[PublishedMatch, ...]:
    """What of the register the text asks for, the surest first."""
    items = tuple(register)
    weights, telling = _weights(items), _telling(items)
    best: dict[tuple[int, str, str], PublishedMatch] = {}
    asking = (here for here in _sentences(text[:LONGEST_READ]) if not telling.isdisjoint(here.roots))
    for here in asking:
        for match in (*_facts_in(here, items, weights), *_items_in(here, items)):
            key = (match.item.key, match.fact.period, match.fact.number or match.fact.text) if match.fact else (
                match.item.key, "", ""
            )  # fmt: skip
            best[key] = _joined(best[key], match) if key in best else match
    found = sorted(best.values(), key=lambda match: (-match.score, match.passages[0].start, match.title))
    return tuple(found[:MOST_MATCHES])


@dataclass(frozen=True)
class _Sentence:
    text: str
    words: tuple[PlainWord, ...]

    @cached_property
    def roots(self) -> frozenset[str]:
        return frozenset(word.root for word in self.words)

    def passages_of(self, roots: frozenset[str]) -> tuple[Passage, ...]:
        """Where words of these roots stand; words that follow each other are one stretch."""
        runs: list[Passage] = []
        for word in self.words:
            if word.root not in roots:
                continue
            if runs and _RUN.fullmatch(self.text[runs[-1].end : word.passage.start]):
                runs[-1] = Passage(runs[-1].start, word.passage.end)
            else:
                runs.append(word.passage)
        return in_order(runs)

    @cached_property
    def numbered(self) -> tuple[re.Match, ...]:
        """Where an indicator is called by a number."""
        return self._finds(_NUMBERED)

    @cached_property
    def all_internal(self) -> tuple[re.Match, ...]:
        """Where the internal targets are asked for as such."""
        return self._finds(_ALL_INTERNAL)

    def _finds(self, pattern: re.Pattern) -> tuple[re.Match, ...]:
        return tuple(pattern.finditer(self.text, self.words[0].passage.start, self.words[-1].passage.end))

    def phrase(self, phrase: str) -> Passage | None:
        """Where the words of the phrase follow each other, little words aside."""
        wanted = _roots_in(phrase)
        if not wanted or not self.roots.issuperset(wanted):
            return None
        roots = tuple(word.root for word in self.words)
        for at in range(len(roots) - len(wanted) + 1):
            if roots[at : at + len(wanted)] == wanted:
                return Passage(self.words[at].passage.start, self.words[at + len(wanted) - 1].passage.end)
        return None


def _sentences(text: str) -> Iterator[_Sentence]:
    words = plain_words(_SERVICE.sub(lambda found: "x" * len(found[0]), text))
    first = 0
    for sentence in sentences(text):
        after = first
        while after < len(words) and words[after].passage.end <= sentence.end:
            after += 1
        if after > first:
            yield _Sentence(text, words[first:after])
        first = after


def _telling(items: Sequence[RegisteredItem]) -> frozenset[str]:
    """Roots without one of which a sentence asks for nothing in the register."""
    phrases = [phrase for item in items for phrase in (item.title, *item.asked_as)]
    asked = (root for phrase in phrases for root in _roots_in(phrase))
    stated = (root for item in items for fact in item.facts for root in _telling_roots_in(fact.text))
    return frozenset((*asked, *stated)) | _ASKS_FOR_A_TARGET


@lru_cache(maxsize=4096)
def _roots_in(phrase: str) -> tuple[str, ...]:
    return tuple(word.root for word in plain_words(phrase))


@lru_cache(maxsize=4096)
def _telling_roots_in(statement: str) -> frozenset[str]:
    return frozenset(root for root in _roots_in(statement) if not root.isdigit())


def _weights(items: Sequence[RegisteredItem]) -> dict[str, float]:
    """How telling each root is: the fewer facts have it, the more."""
    facts = [fact for item in items for fact in item.facts]
    times = Counter(root for fact in facts for root in _telling_roots_in(fact.text))
    return {root: math.log(1 + len(facts) / number) for root, number in times.items()}


def _facts_in(here: _Sentence, items: Sequence[RegisteredItem], weights: dict[str, float]) -> list[PublishedMatch]:
    found = [
        match
        for item in items
        for fact in item.facts
        if (match := _fact_in(here, item, fact, weights))
    ]  # fmt: skip
    surest = max((match.score for match in found), default=0.0)
    return [match for match in found if match.score >= LEAST_OF_THE_BEST * surest]


def _fact_in(
    here: _Sentence, item: RegisteredItem, fact: PublishedFact, weights: dict[str, float]
) -> PublishedMatch | None:
    if passages := _named(here, fact) or _among_the_internal(here, fact):
        return _match(item, fact, 1.0, passages)
    cues = here.roots & (_ASKS_FOR_A_TARGET if fact.kind == "kpi" else _ASKS_FOR_A_RISK)
    if cues and (said := next(filter(None, map(here.phrase, fact.asked_as)), None)):
        return _match(item, fact, 0.9, in_order((said, *here.passages_of(cues))))
    own = _telling_roots_in(fact.text) - _ASKS_FOR_A_TARGET - _ASKS_FOR_A_RISK
    shared = own & here.roots
    if not shared:
        return None
    share = sum(weights[root] for root in shared) / sum(weights[root] for root in own)
    asked = len(shared) >= FEW_WORDS and cues
    if not asked and (share < LEAST_SHARE or len(shared) < SOME_WORDS):
        return None
    return _match(item, fact, min(0.95, 0.5 + share / 2), here.passages_of(shared | cues))


def _named(here: _Sentence, fact: PublishedFact) -> tuple[Passage, ...]:
    """Where the sentence calls an indicator by its number."""
    number = re.match(r"\d+", fact.number) if fact.kind == "kpi" else None
    return tuple(Passage(*said.span()) for said in here.numbered if number and int(said[1]) == int(number[0]))


def _among_the_internal(here: _Sentence, fact: PublishedFact) -> tuple[Passage, ...]:
    """Where the sentence asks for the internal targets as such, of which this is one."""
    is_one = fact.kind == "kpi" and fact.visibility == INTERNAL
    return tuple(Passage(*said.span()) for said in here.all_internal if is_one)


def _items_in(here: _Sentence, items: Sequence[RegisteredItem]) -> list[PublishedMatch]:
    return [
        _match(item, None, 0.8, (said,))
        for item in items
        if (said := next(filter(None, map(here.phrase, (item.title, *item.asked_as))), None))
    ]


def _match(
    item: RegisteredItem, fact: PublishedFact | None, score: float, passages: tuple[Passage, ...]
) -> PublishedMatch:
    internal = fact is not None and fact.visibility == INTERNAL
    open_to_all = S21 if item.address else ADDRESS_LACKING
    proposal = S43_CARD if internal else open_to_all
    return PublishedMatch(item, fact, proposal, round(score, 3), passages, _why(item, fact, internal))


def _why(item: RegisteredItem, fact: PublishedFact | None, internal: bool) -> str:
    lacking = "" if item.address else f" {NO_ADDRESS}"
    if fact is None:
        return f"{item.publisher} publishes “{item.title}”{f' ({item.period})' if item.period else ''}.{lacking}"
    of = f" of {fact.period}" if fact.period else ""
    if fact.kind != "kpi":
        return f"“{item.title}” states this strategic risk{of} and the actions taken.{lacking}"
    if internal:
        return (
            f"KPI {fact.number}{of} has an internal target. That it exists is public; that it is not reported "
            "externally is a statement, not a refusal: section 43(2) needs the grounds that the card asks for."
        )
    return f"KPI {fact.number}{of} has the published target {fact.target}.{lacking}"


def _joined(one: PublishedMatch, other: PublishedMatch) -> PublishedMatch:
    """The surer of two, with the words of both."""
    surer = one if one.score >= other.score else other
    passages = in_order((*one.passages, *other.passages))
    return PublishedMatch(surer.item, surer.fact, surer.proposal, surer.score, passages, surer.why)
