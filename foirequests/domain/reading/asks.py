"""Whether a sentence asks for something, goes on with what was asked, or asks for nothing that is to be answered."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from codes.domain.passages import Passage
from foirequests.domain.reading.phrase_tables import PhraseTable
from foirequests.domain.reading.words import Word, each_word_of

_SENTENCES = PhraseTable.named("sentences")
_DETAILS = PhraseTable.named("details")
_LITTLE = frozenset({
    "a", "an", "and", "any", "at", "by", "each", "for", "if", "in", "its", "number", "of", "or", "per", "the",
    "their", "to", "with",
})  # fmt: skip
DIMENSIONS = frozenset({
    "age", "area", "band", "calendar", "categories", "category", "cause", "causes", "claimant", "closure", "code",
    "codes", "country", "county", "date", "dates", "decade", "department", "description", "disability", "ethnic",
    "ethnicity", "financial", "gender", "grade", "group", "groups", "hospital", "hospitals", "incident", "injuries",
    "injury", "location", "member", "month", "months", "name", "nation", "notification", "organisation",
    "organisations", "outcome", "patient", "payment", "postcode", "primary", "provider", "quarter", "range", "reason",
    "region", "regions", "religion", "role", "scheme", "secondary", "sector", "settlement", "sex", "site",
    "specialities", "speciality", "specialties", "specialty", "staff", "stage", "status", "town", "trust", "trusts",
    "type", "types", "value", "ward", "year", "years",
})  # fmt: skip
"""Words of which an item of a list consists that names a way to divide figures, and asks for nothing of its own."""

_SPECIFIC = frozenset({
    "amount", "amounts", "breakdown", "copies", "copy", "correspondence", "cost", "costs", "damages", "emails",
    "figures", "list", "lists", "many", "minutes", "much", "names", "number", "numbers", "percentage", "policies",
    "policy", "proportion", "recordings", "salaries", "salary", "spend", "spent", "sum", "sums", "total",
    "transcripts",
})  # fmt: skip

_LEAD_ON = frozenset({"me", "us", "know", "following", "below", "provide", "confirm", "tell", "advise", "questions"})
"""Words with which a sentence ends that leaves the question to the next: “Could you please tell me”."""


@dataclass(frozen=True)
class Sentence:
    """A sentence and what it does: `ask` 0 (asks nothing) to 3 (in so many words), and whether it begins anew."""

    passage: Passage
    ask: int = 0
    more: bool = False
    procedure: bool = False
    also: bool = False


def read_sentence(text: str, passage: Passage, words: tuple[Word, ...]) -> Sentence:
    """What the sentence does. `words` are its own; where the text is nothing but capitals makes no difference."""
    found: dict[str, int] = defaultdict(int)
    for hit in _SENTENCES.find(words, as_one_sentence=True):
        found[hit.code] = max(found[hit.code], hit.weight)
    ending = passage.of(text).rstrip("\"')]”’ ")[-1:]
    soft = ending == "?" or (ending == ":" and found["lead"]) or (len(words) > 1 and words[-1].folded == "please")
    ask = max(found["ask"], int(soft))
    if found["rhetoric"] and ask < 3:
        ask = 0
    procedure = found["procedure"] > 2 or (found["procedure"] == 2 and not _asks_beside(words, found))
    more = bool(found["more"]) and not found["also"]
    return Sentence(passage, 0 if procedure else ask, more, procedure, bool(found["also"]))


def does_ask(text: str, passage: Passage | None = None) -> bool:
    """Whether the stretch (or all) of the text asks in so many words; it is read up to the first sentence that does."""
    stretch = passage.of(text) if passage else text
    return any(
        hit.code == "ask" and hit.weight > 1
        for _, sentence in groupby(each_word_of(stretch), key=attrgetter("sentence"))
        for hit in _SENTENCES.find(tuple(sentence))
    )


def is_general(text: str, sentence: Sentence, words: tuple[Word, ...]) -> bool:
    """Whether the sentence only says that something will be asked: “I request the following information”."""
    if (
        sentence.ask < 2
        or sentence.passage.of(text).rstrip().endswith("?")
        or any(word.folded in _SPECIFIC for word in words)
    ):
        return False
    if words[-1].folded in _LEAD_ON or sentence.passage.of(text).endswith(":"):
        return True
    codes = {hit.code for hit in _SENTENCES.find(words, as_one_sentence=True)}
    return "general" in codes and "own" not in codes


def leads_to_details(words: tuple[Word, ...]) -> bool:
    """Whether what stands before a list ends in words such as “broken down by”: then the list asks nothing more."""
    return bool(_DETAILS.find(words[-9:], as_one_sentence=True))


def is_dimension(words: tuple[Word, ...]) -> bool:
    """Whether an item of a list only names a way to divide figures: “by trust”, “financial year”, “2019/20”."""
    plain = [word.folded for word in words if word.folded not in _LITTLE and not word.folded.isdigit()]
    return len(plain) <= 6 and all(word in DIMENSIONS for word in plain)


def _asks_beside(words: tuple[Word, ...], found: dict[str, int]) -> bool:
    """Whether a sentence about the reply also asks: “please send by e-mail the number of …”."""
    return found["ask"] > 1 and any(word.folded in _SPECIFIC for word in words)
