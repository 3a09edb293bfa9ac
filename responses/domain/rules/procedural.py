"""Refusals that weigh nothing: the cost limit (L-T1 to L-T7), vexatious and repeated requests (L-V1 to L-V6)."""

import re
from collections.abc import Iterator
from datetime import date

from foirequests.domain.cost_limit import NOT_COUNTABLE, CostLimit, Estimate
from responses.domain.changed_estimate import changed_since, comes_to
from responses.domain.estimate_table import differences, shows
from responses.domain.letter import letter_date
from responses.domain.rules.answers import GroundReading
from responses.domain.rules.care import APOLOGY
from responses.domain.rules.facts import REPLIES
from responses.domain.rules.refusal import no_weighing
from responses.domain.rules.rule import ERROR, WARNING, Problem, Rule
from responses.domain.rules.words import any_of, says_most_of
from responses.domain.stated_cost import problems_of
from responses.domain.tables import Table

_ISO_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_FIGURES = re.compile(r"\d[\d,]*(?:\.\d+)?")
_COUNTED = re.compile(r"\b(?:determin|locat|retriev|extract|find)")
_COUNTS = re.compile(r"minutes|hours|£")
_NOT_COUNTED = re.compile("|".join(f"(?:{pattern})" for pattern, _name in NOT_COUNTABLE), re.IGNORECASE)
_DENIES_COUNTING = any_of(
    r"not (?:count\w*|includ\w*)",
    r"left out",
    r"without (?:counting|any time)",
)
_NARROWER = any_of(
    r"narrow\w*",
    r"within the limit",
    r"reduc(?:e|ing)",
    r"we could (?:give|provide|answer|search)",
    r"fewer",
    r"no smaller",
)
_ADVICE = ("narrower", "nothing_narrower_because")
_NEW_REQUEST = re.compile(r"\bnew request\b")
_PERSON = any_of(
    r"you are (?:being |a )?vexatious",
    r"vexatious (?:request[eo]r|person|individual|applicant|complainant)",
    r"your (?:behaviour|conduct|attitude) (?:is|has been|was)",
    r"find you",
    r"you are (?:being |an? |so )?(?:abusive|obsessive|obsessed|unreasonable|aggressive|rude|nuisance|crank)",
)
_FACTS = {
    "s14(1)": (any_of(r"vexatious"), "vexatious"),
    "s14(2)": (any_of(r"repeat(?:ed|s|ing)?", r"same", r"identical", r"similar"), "a repeated one"),
}
_DENIAL = any_of(r"neither confirm\w* nor den\w+")
_REASON = any_of(
    r"because",
    r"this is why",
    r"our reasons?",
    r"burden",
    r"in view of",
    r"since",
)


def _number(ground: GroundReading) -> int:
    return ground.answer.decision.question


def _named(ground: GroundReading) -> Iterator[Problem]:
    if not ground.words.cite(ground.code):
        yield Problem(f"Say that we rely on {ground.ground.provision.citation} of the Act.", question=_number(ground))


def _stated(ground: GroundReading) -> Iterator[Problem]:
    """Section 17(5): that fact, which is that the request is vexatious or repeated; nothing is denied by it."""
    yield from _named(ground)
    pattern, fact = _FACTS[ground.code]
    if not ground.words.match(pattern):
        yield Problem(f"Say that the request is {fact}.", question=_number(ground))
    if not ground.answer.is_neither and ground.words.match(_DENIAL):
        words = f"Under {ground.ground.provision.citation} nothing is neither confirmed nor denied: take that out."
        yield Problem(words, part=ground.words.where(lambda found: bool(found.match(_DENIAL))))


def _limit(ground: GroundReading) -> Iterator[Problem]:
    facts = ground.facts
    said = ground.words.flat
    pounds = re.search(rf"£(?:{facts.limit_pounds}|{facts.limit_pounds:,})(?![\d,]*\d)", said)
    if not (pounds and re.search(rf"(?<![\d,.]){facts.limit_hours} hours", said)):
        words = f"State the limit: £{facts.limit_pounds}, which is {facts.limit_hours} hours of work."
        yield Problem(words, question=_number(ground))


def _estimate(ground: GroundReading) -> Iterator[Problem]:
    lacking = [name for name in ("records", "activities", "hours", "pounds") if not ground.is_said(name)]
    if lacking:
        yield Problem(f"Write the estimate on the decision: {', '.join(lacking)}.", question=_number(ground))
        return
    limit = CostLimit(ground.facts.limit_pounds, ground.facts.pounds_an_hour)
    for problem in problems_of(ground.details, limit):
        severity = ERROR if problem.is_certain else WARNING
        yield Problem(f"{problem.words}.", question=_number(ground), severity=severity)
    yield from _tables_of_the_estimate(ground)
    yield from _since_the_decision(ground)
    printed = set(_plain_figures(_all_words(ground)))
    missing = [
        name for name in ("records", "hours", "pounds") if not set(_plain_figures(ground.details[name])) <= printed
    ]
    if missing or "minute" not in _all_words(ground):
        what = ", ".join((*missing, *(() if "minute" in _all_words(ground) else ("minutes for each record",))))
        yield Problem(f"Show the estimate in the letter; it lacks: {what}.", question=_number(ground))


def _tables_of_the_estimate(ground: GroundReading) -> Iterator[Problem]:
    for each in ground.words.parts:
        for words in differences(each.part.table, ground.details) if each.part.table else ():
            yield Problem(f"{words}. Say the same in both.", part=each.part.key, question=_number(ground))


def _since_the_decision(ground: GroundReading) -> Iterator[Problem]:
    """What the estimate on the case says by now; a review comes after the reply, when the estimate is closed."""
    found = ground.facts.estimate
    if found is None or ground.facts.kind not in REPLIES:
        return
    if words := changed_since(ground.details, found):
        to_do = "Write the new figures on the decision" if found.lines else "Estimate the cost on the case again"
        words = f"{words}. {to_do}, or say in a note why the letter keeps these."
        yield Problem(words, question=_number(ground), severity=WARNING)
    for each in ground.words.parts:
        if each.part.table and each.part.source.startswith("table:") and each.part.role == "estimate":
            yield from _of_an_old_table(each.part.table, each.part.key, found)


def _of_an_old_table(table: Table, part: str, found: Estimate) -> Iterator[Problem]:
    if not found.lines:
        words = "The table shows an estimate that was taken off the case. Remove it, or say in a note why it stays."
        yield Problem(words, part=part, severity=WARNING)
    elif not shows(table, found):
        words = (
            f"The estimate on the case now comes to {comes_to(found)}; the table shows it as it was before. Bring the"
            " table of the estimate up to date, or say in a note why it stays."
        )
        yield Problem(words, part=part, severity=WARNING)


def _all_words(ground: GroundReading) -> str:
    """The words with the cells of tables, which hold the estimate."""
    cells = (
        " ".join((*each.part.table.columns, *(cell for row in each.part.table.rows for cell in row)))
        for each in ground.words.parts
        if each.part.table
    )
    return f"{ground.words.flat} {' '.join(cells)}".casefold()


def _plain_figures(text: str) -> list[str]:
    return [figure.replace(",", "").removesuffix(".00") for figure in _FIGURES.findall(text)]


def _activities(ground: GroundReading) -> Iterator[Problem]:
    number = _number(ground)
    if found := _NOT_COUNTED.search(ground.details.get("activities", "")):
        yield Problem(
            f"“{found.group(0)}” may not be counted (regulation 4(3)): take it out of the estimate.", question=number
        )
        return
    for sentence in ground.words.sentences:
        if (
            (found := _NOT_COUNTED.search(sentence))
            and _COUNTS.search(sentence)
            and not _DENIES_COUNTING.search(sentence)
        ):
            yield Problem(f"“{found.group(0)}” may not be counted (regulation 4(3)).", question=number)
            return
    if not _COUNTED.search(_all_words(ground)):
        yield Problem("Say which work was counted: determining, locating, retrieving, extracting.", question=number)


def _narrower(ground: GroundReading) -> Iterator[Problem]:
    if not (ground.is_said("narrower") or ground.is_said("nothing_narrower_because")):
        yield Problem(
            "Write on the decision what could be given within the limit, or why nothing could.",
            question=_number(ground),
        )
    elif not ground.words.match(_NARROWER):
        yield Problem(
            "Say what we could give within the limit, or why nothing meaningful could be.", question=_number(ground)
        )
    elif not any(says_most_of(ground.details.get(name, ""), ground.words.flat) for name in _ADVICE):
        words = "The letter does not say what the decision says that we could give within the limit."
        yield Problem(words, question=_number(ground), severity=WARNING)


def _refined(ground: GroundReading) -> Iterator[Problem]:
    if not ground.words.match(_NEW_REQUEST):
        yield Problem("Say that a narrower request will be a new request.", question=_number(ground))


def _in_time(ground: GroundReading) -> Iterator[Problem]:
    if ground.facts.is_late and not ground.answer.reading.words.match(APOLOGY):
        words = "This notice was due within the time for the reply: say that it is late, and apologise."
        yield Problem(words, question=_number(ground))


def _why(ground: GroundReading) -> Iterator[Problem]:
    if not (ground.words.match(_REASON) or ground.words.prints_text(ground.details.get("history_of_requests", ""))):
        yield Problem("It is good practice to say why. Leave it out only for a reason.", question=_number(ground))


def _earlier(ground: GroundReading) -> Iterator[Problem]:
    number = _number(ground)
    if not ground.is_said("earlier_on", "earlier_reference"):
        yield Problem("Write on the decision when, and under which reference, we answered before.", question=number)
    elif not (ground.words.prints_text(ground.details["earlier_reference"]) and _prints_day(ground)):
        yield Problem("Give the date and the reference of our earlier answer.", question=number)


def _prints_day(ground: GroundReading) -> bool:
    """Days are kept as `2023-01-31`, and printed as `31 January 2023`."""
    earlier = ground.details["earlier_on"]
    printed = letter_date(date.fromisoformat(earlier)) if _ISO_DAY.fullmatch(earlier) else earlier
    return ground.words.prints_text(printed)


def _not_the_person(ground: GroundReading) -> Iterator[Problem]:
    words = ground.answer.words_with_shared
    if said := words.match(_PERSON):
        part = words.where(lambda words: words.say(said))
        yield Problem(f"A request can be vexatious, a person never: take “{said}” out.", part=part)


RULES = (
    Rule("L-T1", ERROR, "FOIA s.12(1), (2), s.17(5)", "cost", _named),
    Rule("L-T2", ERROR, "FOIA s.12(3); SI 2004/3244 reg.3", "cost", _limit),
    Rule("L-T3", ERROR, "FOIA s.12; SI 2004/3244 reg.4", "cost", _estimate),
    Rule("L-T4", ERROR, "SI 2004/3244 reg.4(3)", "cost", _activities),
    Rule("L-T5", ERROR, "FOIA s.16", "cost", _narrower),
    Rule("L-T6", WARNING, "FOIA s.12, s.16", "cost", _refined),
    Rule("L-T7", ERROR, "FOIA s.2, s.12", "cost", no_weighing),
    Rule("L-V1", ERROR, "FOIA s.14, s.17(5)", "vexatious", _stated),
    Rule("L-V2", ERROR, "FOIA s.17(5)", "vexatious", _in_time),
    Rule("L-V4", WARNING, "FOIA s.16, s.17(5)", "vexatious", _why),
    Rule("L-V5", ERROR, "FOIA s.14(2)", "repeated", _earlier),
    Rule("L-V6", WARNING, "FOIA s.14(1)", "vexatious", _not_the_person),
)
