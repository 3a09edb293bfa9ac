"""The outcome of an internal review: L-O1 to L-O7."""

import re
from collections.abc import Iterable, Iterator

from foirequests.domain.clock import EIR, FOI
from responses.domain.decisions import decisions_in
from responses.domain.letter import Letter
from responses.domain.provisions import cited
from responses.domain.reviewed_grounds import named_grounds
from responses.domain.rules.care import APOLOGY
from responses.domain.rules.laws import is_of_another_law
from responses.domain.rules.reading import Reading
from responses.domain.rules.rule import ERROR, WARNING, Problem, Rule
from responses.domain.rules.words import Words, any_of, own_words

UPHELD, PARTLY, NOT_UPHELD = "upheld", "partly_upheld", "not_upheld"
_NOT = any_of(
    r"(?:do|does|did|is|are|was|were|have|has) not (?:been )?uphe?ld",
    r"not uph(?:o|e)ld",
)
_UPHOLD = any_of(
    r"uph(?:o|e)ld",
)
_IN_PART = any_of(
    r"in part",
    r"part(?:ly|ially)",
)
_AFRESH = any_of(
    r"afresh",
    r"fresh (?:consideration|look|decision)",
    r"anew",
)
_AT_THE_TIME = re.compile(
    r"\b(?:when|at the time|on the day|the day)\b[^.]{0,40}\b(?:request|asked|made|received|it)\b|\bas things stood\b"
)
_SENT_ALONG = any_of(
    r"attach(?:ed|ments?)?",
    r"enclosed?",
    r"sen[dt] with this letter",
)
_END = any_of(
    r"no further (?:stage|review)",
    r"end of our (?:internal review|reconsideration)",
    r"completes our internal review",
)
_ANOTHER_STAGE = any_of(
    r"you can ask (?:us )?for (?:an(?:other)?|a further) (?:internal )?review",
    r"(?:second|further|another) internal review",
)
_EXEMPTION = re.compile(r"^(?:s(?:2[1-9]|3\d|4[0-4])|reg1[23])")
_SIX_WEEKS = "six weeks"


def relied_on(reply: Letter, questions: Iterable[str] = ()) -> frozenset[str]:
    """The codes of the provisions that a reply stands on: its grounds, and what its own words cite.

    A reply that was issued before grounds were kept with it has them in its words alone. `questions` are those of the
    request, word for word: what they cite is not ours.
    """
    grounds = [ground for decision in decisions_in(reply.decisions) for ground in decision.grounds]
    codes = {code for ground in grounds for code in (ground.provision.code, ground.provision.ncnd) if code}
    return Words(own_words(reply, questions)).citations | codes


def _each_point(reading: Reading) -> Iterator[Problem]:
    result, words = reading.facts.review_result, reading.words
    says_not = bool(words.match(_NOT))
    says_upheld = any(_UPHOLD.search(_NOT.sub(" ", sentence)) for sentence in words.sentences)
    right = {
        UPHELD: says_upheld and not says_not,
        PARTLY: says_upheld and (says_not or bool(words.match(_IN_PART))),
        NOT_UPHELD: says_not and not says_upheld,
    }
    if not right.get(result, says_upheld or says_not):
        yield Problem("Say of each point whether the complaint is upheld, as the review decided it.")
    elif result == PARTLY and not says_not:
        yield Problem("Say on which points the complaint is not upheld.")
    yield from _overturned(reading)


def _overturned(reading: Reading) -> Iterator[Problem]:
    """A complaint is not refused as a whole where a ground that the reply relied on does not stand."""
    if reading.facts.review_result != NOT_UPHELD:
        return
    kept = named_grounds(reading.decisions)
    for question, code in sorted(reading.facts.reviewed_grounds - kept):
        citation = cited(code)
        yield Problem(
            f"{citation[:1].upper()}{citation[1:]}, on which the reply relied, is taken away for question {question}:"
            " uphold the complaint, at least in part, or let it stand.",
            question=question,
        )


def _fresh(reading: Reading) -> Iterator[Problem]:
    if not (reading.words.match(_AFRESH) and reading.words.match(_AT_THE_TIME)):
        yield Problem("Say that the request was looked at afresh, as things stood when it was made.")


def _new_grounds(reading: Reading) -> Iterator[Problem]:
    """An exemption that the reply did not rely on has to be reasoned as in a reply: as a ground of a decision."""
    reasoned = {ground.code for ground in reading.grounds} | {ground.ground.cites for ground in reading.grounds}
    known = reasoned | reading.facts.reviewed_provisions
    for code in sorted(_cited_in(reading.words)):
        if _EXEMPTION.match(code) and not any(
            code == each or code.startswith(f"{each}(") or each.startswith(f"{code}(") for each in known
        ):
            words = f"The reply did not rely on {code}: decide on it and give its reasons as in a reply."
            yield Problem(words, part=reading.words.where(lambda found, it=code: it in _cited_in(found)))


def _cited_in(words: Words) -> frozenset[str]:
    """The provisions of the Act and of the Regulations that the words cite: those of other laws are no exemptions."""
    cited = words.cited_with_tail
    laws = {"s": FOI, "r": EIR}
    return frozenset(code for code, tail in cited if not is_of_another_law(code, tail, laws[code[0]]))


def _released(reading: Reading) -> Iterator[Problem]:
    gives_words = any(each.part.role in ("answer", "table") for each in reading.parts)
    if reading.words.match(_SENT_ALONG) and not (reading.letter.attachments or gives_words):
        part = reading.words.where(lambda words: bool(words.match(_SENT_ALONG)))
        yield Problem("The letter speaks of something that goes with it, and nothing does: attach it.", part=part)


def _late(reading: Reading) -> Iterator[Problem]:
    if reading.facts.reply_was_late and not reading.words.match(APOLOGY):
        yield Problem("The reply was late (a breach of section 10): apologise for it.")


def _regulator(reading: Reading) -> Iterator[Problem]:
    right = "regulation 18" if reading.facts.regime == EIR else "section 50"
    names = reading.facts.regulator.names
    if not (reading.words.say(right) and any(reading.words.prints_text(name) for name in names)):
        yield Problem(f"Say that {right} gives the right to apply to the {names[0]}.")
    elif not reading.words.say(_SIX_WEEKS, "6 weeks"):
        yield Problem(f"Say that the {names[0]} expects to hear within {_SIX_WEEKS}.")


def _no_second_stage(reading: Reading) -> Iterator[Problem]:
    if reading.words.print("review_by") or reading.words.match(_ANOTHER_STAGE):
        yield Problem("There is one stage of review: do not offer a second one.")
    elif not reading.words.match(_END):
        yield Problem("Say that there is no further stage in this office.")


RULES = (
    Rule("L-O1", ERROR, "Code of Practice, part 5; EIR reg.11(3)", "review_outcome", _each_point),
    Rule("L-O2", ERROR, "Code of Practice, part 5; EIR reg.11(3)", "review_outcome", _fresh),
    Rule("L-O3", ERROR, "FOIA s.17(1), (3); EIR reg.14(3)", "review_outcome", _new_grounds),
    Rule("L-O4", ERROR, "Code of Practice, part 5; EIR reg.11(5)", "review_outcome", _released),
    Rule("L-O5", WARNING, "FOIA s.10(1); Code of Practice, part 5", "review_outcome", _late),
    Rule("L-O6", ERROR, "FOIA s.50; EIR reg.18", "review_outcome", _regulator),
    Rule("L-O7", ERROR, "Code of Practice, part 5", "review_outcome", _no_second_stage),
)
