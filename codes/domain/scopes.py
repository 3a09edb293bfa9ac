"""What a request says about its topics without naming them as topics: exclusions, examples, names of organisations.

Scopes are tokens' numbers. “excluding maternity and obstetrics” takes both out; “such as” and “for example” make what
follows an example; “Birmingham Women's Hospital” is a name and asks nothing about women.
"""

from codes.domain.tokens import Token

EXCLUDES_WHAT_FOLLOWS = (
    "excluding", "exclude", "excludes", "exclusive of", "except", "excepting", "not including", "not include",
    "without including", "not counting", "not to include", "other than", "apart from", "aside from", "rather than",
    "instead of", "as opposed to", "exception of", "omit", "omitting", "leave out", "leaving out", "ignore",
    "ignoring", "disregard", "disregarding", "discount", "discounting", "not interested in", "not about",
    "not asking about", "not asking for", "not want", "not need", "not require", "not looking for", "not seeking",
    "dont want", "dont need", "dont include", "dont require", "don't want", "but not", "and not", "not for",
    "no need for", "not related to", "not relating to", "not concerned with", "nothing to do with", "unrelated to",
    "outside of", "save for", "minus", "anything but", "non", "ac eithrio", "heb gynnwys", "nor",
    "not just",
)  # fmt: skip
EXCLUDES_WHAT_STANDS_BEFORE = (
    "excluded", "be excluded", "not included", "be left out", "be omitted", "can be ignored", "not of interest",
    "aside",
)  # fmt: skip
NOT_AN_EXCLUSION = ("not just", "not only")
MAKES_EXAMPLES = ("for example", "for instance", "such as", "e g", "eg", "by way of example")
ENDS_A_SCOPE = frozenset({
    "but", "including", "include", "only", "however", "please", "about", "involving", "involve", "relate", "relating",
    "related", "concerning", "concern", "regarding", "where", "broken", "split",
})  # fmt: skip
BEGINS_SOMETHING_NEW = frozenset({
    "how", "what", "which", "who", "please", "i", "we", "can", "could", "the", "for", "in", "by", "from", "number",
    "and", "then", "also", "broken", "split", "between", "since", "over", "during",
})  # fmt: skip
OF_NO_TOPIC = frozenset({
    "claims", "claim", "cases", "case", "any", "those", "ones", "related", "relating", "to", "data", "anything",
    "requests",
})  # fmt: skip
LONGEST_ITEM = 3
"""Words between two commas that are one more thing of a list; more are a new clause."""

LONGEST_SCOPE = 25
"""Words that a cue reaches which stands before them; one that stands behind reaches half as many."""

HEADS = frozenset({
    "trust", "trusts", "hospital", "hospitals", "infirmary", "university", "council", "solicitors", "llp", "ltd",
    "limited", "plc", "college", "association", "society", "foundation", "federation", "institute", "charity",
    "union", "board", "partnership", "commission", "committee", "authority", "agency", "ministry", "inquiry",
    "clinic", "group", "icb", "ccg", "news", "magazine", "journal",
})  # fmt: skip
"""Words that end or begin the name of an organisation."""

_JOINS_A_NAME = frozenset(["of", "and", "the", "nhs", "s"])
_PARTS_NAMES = frozenset({
    "against", "at", "by", "in", "from", "for", "to", "on", "with", "about", "claims", "claim", "number", "cases",
    "and/or", "please", "how", "what", "which", "regarding", "re", "foi", "request", "all", "every", "each", "is",
    "are", "was", "were", "did", "does", "do", "has", "have", "per", "within", "across", "under",
})  # fmt: skip
_LONGEST_NAME = 8


class Scopes:
    """The scopes of a text's tokens."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self._text, self._tokens = text, tokens
        self._words = [text[token.start : token.end].casefold().replace("’", "'") for token in tokens]
        self.excluded: dict[int, int] = {}
        self.examples: set[int] = set()
        self.named: dict[int, int] = {}
        for at, word in enumerate(self._words):
            if word.replace("'", "") in _CUES:
                self._look_at(at)
        self._find_names()

    def counts(self, places: tuple[int, ...]) -> bool:
        """Whether words at these places stand as a topic: not excluded, not just part of a name that goes beyond them.

        Words with the head of the name among them name a kind of organisation: “mental health trusts”.
        """
        if any(self.excluded.get(at, at) not in places for at in places):
            return False
        heads = {self.named.get(at) for at in places}
        return None in heads or bool(heads & set(places))

    def _look_at(self, at: int) -> None:
        if at in self.excluded:
            return
        cues = _CUES.get(self._words[at].replace("'", ""))
        for words, kind in cues or ():
            if not self._says(at, words):
                continue
            if kind == "nothing":
                return
            after = at + len(words)
            if kind == "before":
                self.excluded.update(dict.fromkeys(self._before(at), at))
            elif kind == "after":
                self.excluded.update(dict.fromkeys(self._after(after), at))
            else:
                self.examples.update(self._after(after))
            return
        if self._words[at] == "not" and self._begins_a_clause(at):
            self.excluded.update(dict.fromkeys(self._after(at + 1)[:1], at))

    def _begins_a_clause(self, at: int) -> bool:
        """Whether a word begins its sentence or stands after a comma: “DVT, not cancer”."""
        starts_sentence = at == 0 or self._tokens[at - 1].sentence != self._tokens[at].sentence
        return starts_sentence or any(mark in self._between(at) for mark in ",(")

    def _says(self, at: int, words: tuple[str, ...]) -> bool:
        said = tuple(word.replace("'", "") for word in self._words[at : at + len(words)])
        return said == words and self._tokens[at].sentence == self._tokens[at + len(words) - 1].sentence

    def _after(self, at: int) -> range:
        """What a cue that stands before `at` reaches: to the end of its clause, and along a list."""
        end, sentence, seen = at, self._tokens[at - 1].sentence, False
        while end < len(self._tokens) and end - at < LONGEST_SCOPE:
            token = self._tokens[end]
            between = self._between(end)
            if token.sentence != sentence or (end > at and any(mark in between for mark in ")(\n;—")):
                break
            if end > at and "," in between and not self._goes_on(end):
                break
            word = self._words[end]
            if seen and word in ENDS_A_SCOPE:
                break
            seen = seen or not (token.is_little or word in OF_NO_TOPIC)
            end += 1
        return range(at, end)

    def _goes_on(self, at: int) -> bool:
        """Whether a list goes on after a comma: a short item follows, and nothing that begins a new clause."""
        word = self._words[at]
        return word in ("and", "or") or (word not in BEGINS_SOMETHING_NEW and self._length_of_item(at) <= LONGEST_ITEM)

    def _length_of_item(self, at: int) -> int:
        """How many words there are to the next comma, bracket or “and”, counted no further than one too many."""
        end, sentence = at, self._tokens[at].sentence
        while end < len(self._tokens) and self._tokens[end].sentence == sentence and end - at <= LONGEST_ITEM:
            if end > at and (self._words[end] in ("and", "or") or any(mark in self._between(end) for mark in ",)")):
                break
            end += 1
        return end - at

    def _before(self, at: int) -> range:
        """What a cue reaches that stands after its topic: back to the beginning of its clause."""
        start, sentence = at, self._tokens[at].sentence
        while start > 0 and at - start < LONGEST_SCOPE // 2:
            if any(mark in self._between(start) for mark in ",;:()—") or self._tokens[start - 1].sentence != sentence:
                break
            start -= 1
            if self._words[start] in ("but", "with"):
                break
        return range(start, at)

    def _between(self, at: int) -> str:
        return self._text[self._tokens[at - 1].end : self._tokens[at].start] if at else ""

    def _find_names(self) -> None:
        heads = [at for at, word in enumerate(self._words) if word in HEADS and self._is_capital(at)]
        shouted = self._shouted_sentences({self._tokens[at].sentence for at in heads})
        for at in heads:
            if self._tokens[at].sentence not in shouted:
                for n in (*self._leftwards(at), at, *self._rightwards(at)):
                    self.named[n] = at

    def _shouted_sentences(self, sentences: set[int]) -> set[int]:
        """Which of these sentences are in capitals, where those of a name say nothing."""
        capitals: dict[int, list[int]] = {}
        for token in self._tokens:
            if token.sentence in sentences and token.end - token.start > 3:
                counts = capitals.setdefault(token.sentence, [0, 0])
                counts[0] += self._text[token.start : token.end].isupper()
                counts[1] += 1
        return {sentence for sentence, (upper, all_words) in capitals.items() if upper * 2 > all_words}

    def _is_capital(self, at: int) -> bool:
        return self._text[self._tokens[at].start].isupper()

    def _leftwards(self, at: int) -> list[int]:
        return self._name_part(at, -1)

    def _rightwards(self, at: int) -> list[int]:
        follows = self._words[at + 1 : at + 2]
        return self._name_part(at, 1) if follows in (["of"], ["for"], ["nhs"]) else []

    def _name_part(self, at: int, step: int) -> list[int]:
        """The words of a name on one side of its head: capitals, and what joins them."""
        found: list[int] = []
        pending: list[int] = []
        n, sentence = at + step, self._tokens[at].sentence
        while 0 <= n < len(self._tokens) and abs(n - at) <= _LONGEST_NAME and self._tokens[n].sentence == sentence:
            if any(mark in self._between(max(n, n - step)) for mark in ",;()\n"):
                break
            word = self._words[n]
            joins = word in _JOINS_A_NAME or (step == 1 and word == "for")
            if word in _PARTS_NAMES and not joins:
                break
            if self._is_capital(n):
                found += [*pending, n]
                pending = []
            elif joins:
                pending.append(n)
            else:
                break
            n += step
        return found


def _cues() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    cues: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    kinds = (
        (NOT_AN_EXCLUSION, "nothing"),
        (EXCLUDES_WHAT_FOLLOWS, "after"),
        (EXCLUDES_WHAT_STANDS_BEFORE, "before"),
        (MAKES_EXAMPLES, "example"),
    )
    for phrases, kind in kinds:
        for phrase in phrases:
            words = tuple(phrase.replace("'", "").split())
            cues.setdefault(words[0], []).append((words, kind))
    for each in cues.values():
        each.sort(key=lambda cue: -len(cue[0]))
    return cues


_CUES = _cues()
