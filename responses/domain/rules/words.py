"""The authority's own words in a letter, and how rules look for something in them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from codes.domain.number_words import NUMBER_IN_WORDS, number_named
from responses.domain import placeholders
from responses.domain.letter import Letter, Part
from responses.domain.tables import Table
from responses.domain.unseen import without_unseen

_CITED_ONE = r"\d+[A-Z]?(?:\([0-9A-Za-z]+\))*"
_NUMBER = r"(?::|\s+(?:number|no\.?))?"
_OF_REGULATIONS = (
    rf"\b(?:regulations?|regs?\.?|EIRs?|exceptions? (?:at|in|under)){_NUMBER}\s+|\bexception\s+(?=\d\d\(\d)"
    r"|\b(?:reg|r)\.\s*|\breg(?=\d)"
)
_OF_AN_ACT = (
    rf"\b(?:sections?|secs?\.?|FOIA|exemptions? (?:at|in|under)){_NUMBER}\s+"
    r"|\bexemption\s+(?=\d\d(?!\d)(?! times))"
    r"|(?<!['’\w])ss?(?:\.\s*|(?=\d)|\s+(?=\d+[A-Z]?\(|\d\d[A-Z]?\b))|§+\s*"
)
_CITATIONS = re.compile(
    rf"(?=[refs§])(?:(?P<regulation>{_OF_REGULATIONS})|{_OF_AN_ACT})"
    rf"(?P<cited>{_CITED_ONE}(?:\s*(?:,|and|or|to|&)\s*(?:and\s+|or\s+)?{_CITED_ONE})*)",
    re.I,
)
_ONE = re.compile(_CITED_ONE)
_SAID_IN_WORDS = re.compile(
    rf"\b(?=[sre])((?:sections?|regulations?|exemptions?|exceptions?)\s+(?:number\s+)?)({NUMBER_IN_WORDS})\b", re.I
)
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\([^()\s]{1,500}\)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=[-*#])")
_LONGEST_NAME_OF_A_LAW = 160
"""Characters behind a citation in which the name of its law is looked for."""
FEWEST_WORDS = 3
_LONG_ENOUGH_TO_QUOTE = 20
"""Characters of a question from which its words, found in the letter, are taken for a quotation of it."""
_BEFORE_A_QUOTATION = re.compile(
    r"(?:(?:[\"“‘«]|(?<!\w)'|^[ \t]*>)"
    r"|\b(?:you(?:r (?:letter|e-?mail|message|request|question))?(?: also| then| have| had)?"
    r" (?:asked?|wrote|written|requested|said|says|wanted|put it)"
    r"|your (?:\w+ )?(?:request|question)(?: \d+)?(?: (?:is|was|reads?|asks?))?"
    r"|(?:was|were) (?:asked|requested))\b[^.!?\n]{0,60}"
    r"|\b(?:question|part|request)(?: \d+)? ?[:–—-])(?:\s|\d{1,2}[.)]|[-*•])*$",
    re.IGNORECASE | re.MULTILINE,
)
"""What stands before the requester's own words where they are quoted: a mark of quotation, or that they asked it."""
_LONGEST_LEAD = 160
"""Characters before a quotation in which its lead is looked for."""


@dataclass(frozen=True)
class PartWords:
    """The words of one part with its gaps filled; gaps of the moment that are still open stay as they are written."""

    part: Part
    text: str
    gaps: frozenset[str]

    @cached_property
    def alone(self) -> "Words":
        """This part read by itself; kept, so that each part is read once for all rules."""
        return Words((self,))

    @property
    def is_own(self) -> bool:
        """Whether an officer wrote or changed it for this letter: neither approved wording nor made from a decision."""
        return self.part.edited or not (self.part.slug or self.part.source or self.part.role)

    @cached_property
    def without_legend(self) -> "Words":
        """This part without the legend of its table, which only says what the signs mean."""
        table = self.part.table
        if not table or not table.symbols:
            return self.alone
        legend = "\n\n".join(meaning for _sign, meaning in table.symbols)
        return Words((replace(self, text=self.text.removesuffix(legend)),))

    @cached_property
    def cells(self) -> "Words":
        """The headings and the cells of its table that are more than a number, each a paragraph."""
        table = self.part.table
        return self._of_cells((table.columns, *table.rows) if table else ())

    @cached_property
    def answers_in_cells(self) -> "Words":
        """The cells of its table that stand where a figure could: neither headings nor what a row is about."""
        table = self.part.table
        return self._of_cells([row[1:] for row in table.rows] if table else ())

    def _of_cells(self, rows: Iterable[Iterable[str]]) -> "Words":
        every = dict.fromkeys(cell for row in rows for cell in row)
        return Words((replace(self, text="\n\n".join(cell for cell in every if not cell.isdigit())),))


@dataclass(frozen=True)
class Words:
    """Some parts of a letter, read as one text in which case, line ends and kinds of blanks do not matter."""

    parts: tuple[PartWords, ...]

    @cached_property
    def text(self) -> str:
        """The words, paragraph by paragraph."""
        return "\n\n".join(each.text for each in self.parts)

    @cached_property
    def flat(self) -> str:
        """The words in one line and in lower case."""
        if len(self.parts) == 1:
            return flattened(self.text)
        return " ".join(flat for each in self.parts if (flat := each.alone.flat))

    @cached_property
    def gaps(self) -> frozenset[str]:
        """The names of the gaps that these parts print."""
        return frozenset().union(*(each.gaps for each in self.parts))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences in lower case; a line of a list and a heading count as one."""
        if len(self.parts) == 1:
            return tuple(flat for piece in _SENTENCE_END.split(self.text) if (flat := flattened(piece)))
        return tuple(sentence for each in self.parts for sentence in each.alone.sentences)

    @cached_property
    def citations(self) -> frozenset[str]:
        """The provisions that the words cite, as codes: `s40(2)`, `reg12(4)(b)`."""
        return frozenset(code for code, _tail in self.cited_with_tail)

    @cached_property
    def cited_with_tail(self) -> tuple[tuple[str, str], ...]:
        """Each citation as a code, with the words that follow it as they are written."""
        text, found = _as_cited(self.text), []
        for match in _CITATIONS.finditer(text):
            law = "reg" if match["regulation"] else "s"
            tail = text[match.end() : match.end() + _LONGEST_NAME_OF_A_LAW]
            found += [(law + number, tail) for number in _ONE.findall(match["cited"])]
        return tuple(found)

    @cached_property
    def cited_sentences(self) -> tuple[str, ...]:
        """The sentences in lower case with their citations as `cited_with_tail` reads them."""
        pieces = (piece for each in self.parts for piece in _SENTENCE_END.split(each.text))
        return tuple(flat for piece in pieces if (flat := flattened(_as_cited(piece))))

    def say(self, *phrases: str) -> bool:
        """Whether one of the phrases (in lower case) stands in the words."""
        return any(phrase in self.flat for phrase in phrases)

    def match(self, pattern: re.Pattern) -> str:
        """The first passage of the words, in lower case, that the pattern finds; empty for none."""
        found = pattern.search(self.flat)
        return found.group(0) if found else ""

    def sentence_with(self, pattern: re.Pattern) -> str:
        """The first sentence in which the pattern finds something; empty for none."""
        return next((sentence for sentence in self.sentences if pattern.search(sentence)), "")

    def print(self, *gaps: str) -> bool:
        """Whether all these gaps are printed (an unfilled one is found elsewhere)."""
        return self.gaps.issuperset(gaps)

    def prints_text(self, text: str) -> bool:
        """Whether the text stands in the words, whatever its case and blanks; an empty one does not."""
        return bool(text.strip()) and flattened(text) in self.flat

    def cite(self, code: str) -> bool:
        """Whether the words cite this provision, or a limb of it."""
        return any(cited == code or cited.startswith(f"{code}(") for cited in self.citations)

    def where(self, test: "Callable[[Words], bool]") -> str:
        """The key of the first part whose words pass the test; empty for none."""
        return next((each.part.key for each in self.parts if test(each.alone)), "")


def own_words(letter: Letter, quoted: Iterable[str] = ()) -> tuple[PartWords, ...]:
    """What the authority itself says, part by part: the requester's words are left out where they are quoted.

    They are quoted between marks of quotation, after words such as "you asked", in the part that restates them, and
    where they ask: a statement of theirs that was typed as an answer is the authority's own.

    `quoted` are the questions as the requester wrote them. A part that restates a question counts once it was edited:
    then it can say anything.
    """
    foreign = [flat for flat in map(flattened, quoted) if len(flat) >= _LONG_ENOUGH_TO_QUOTE]
    return tuple(
        PartWords(part, _own(letter, part, foreign), frozenset(placeholders.find(part.body)))
        for part in letter.parts
        if part.role != "question" or part.edited
    )


def any_of(*alternatives: str) -> re.Pattern:
    """A pattern that finds one of these regular expressions, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


def says_enough(words: str) -> bool:
    """Whether a harm, or a factor of a test, says something of this very information: a word alone does not."""
    return len(words.split()) >= FEWEST_WORDS


def says_most_of(decided: str, flat: str) -> bool:
    """Whether at least half of the longer words and the numbers of an answer stand in flattened words; none do not."""
    words = [word for word in re.findall(r"\w+", flattened(decided)) if len(word) > 3 or word.isdigit()]
    return bool(words) and 2 * sum(word in flat for word in words) >= len(words)


def flattened(text: str) -> str:
    """The text in one line, in lower case, with plain apostrophes and without marks of emphasis."""
    return " ".join(text.replace("’", "'").replace("**", "").replace("\u00a0", " ").casefold().split())


def _as_cited(text: str) -> str:
    """The text in one line, as it prints, with the numbers of provisions in digits."""
    printed = _LINK.sub(r"\1", text) if "](" in text else text
    printed = " ".join(printed.replace("*", "").replace("_", " ").split())
    return _SAID_IN_WORDS.sub(lambda said: said[1] + str(number_named(said[2])), printed)


def _filled(letter: Letter, part: Part) -> str:
    body = placeholders.GRAMMAR.sub(
        lambda gap: "" if gap.group(1) in placeholders.OF_THE_REQUESTER else gap.group(0), part.body
    )
    text = placeholders.fill(body, letter.filled_for(part))
    text = f"{text}\n\n{_table_words(part.table)}" if part.table else text
    return without_unseen(text)


def _table_words(table: Table) -> str:
    return "\n\n".join((table.caption, *table.notes, *(meaning for _sign, meaning in table.symbols)))


def _own(letter: Letter, part: Part, foreign: list[str]) -> str:
    """The words of a part without those of the requester that it quotes."""
    text = _filled(letter, part)
    flat = flattened(text)
    for each in foreign:
        if each in flat:
            words = r"\s+".join(re.escape(word) for word in each.split())
            text = re.sub(
                words.replace("'", "['’]"),
                lambda found: " " if part.role == "question" or _is_quoted(found) else found.group(0),
                text,
                flags=re.IGNORECASE,
            )
            flat = flattened(text)
    return text


def _is_quoted(found: re.Match) -> bool:
    if found.group(0).endswith("?"):
        return True
    before = found.string[max(0, found.start() - _LONGEST_LEAD) : found.start()]
    return bool(_BEFORE_A_QUOTATION.search(before))
