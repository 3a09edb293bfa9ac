"""How to complain: the internal review, its last day, and the regulator: L-G07 to L-G09, L-G14."""

import re
from collections.abc import Iterator

from foirequests.domain.clock import EIR
from responses.domain.review_window import EIR_REVIEW_DAYS
from responses.domain.rules.contradicting import (
    another_body,
    another_last_day,
    another_time_than_the_law,
    right_taken_back,
)
from responses.domain.rules.reading import Reading
from responses.domain.rules.rule import ERROR, WARNING, Problem, Rule
from responses.domain.rules.words import PartWords, Words, any_of, flattened

_MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ASKING = any_of(
    r"internal review",
    r"formal review",
    r"review of our decisions?",
    r"reconsider",
)
OTHER_PERSON = any_of(
    r"(?:took|takes|had|has taken|have taken) no part",
    r"(?:was|were|is|are) not involved",
    r"not been involved",
    r"different (?:person|member of staff)",
    r"independent of",
)
_REVIEW_FIRST = any_of(
    r"(?:unless|until) you have (?:first )?(?:exhausted|used|been through)",
    r"expects? you to have",
    r"after (?:our|the) internal review",
    r"review first",
    r"reconsider first",
)
_NO_REVIEW = re.compile(
    r"\b(?:(?:do|does|will) not (?:offer|have|provide|carry out|hold)|(?:there is|have|offer) no"
    r"|cannot (?:ask|apply) (?:us )?for) (?:an? |any )?(?:internal |formal )?review\b(?! (?:after|later))"
)
_NO_RIGHT = any_of(r"no right", r"not have (?:a|the|any) right", r"(?:cannot|must not|may not) (?:complain|apply)")
_OF_THE_REGULATOR = any_of("commissioner", "regulator", "section 50", "regulation 18")
_PERIOD = re.compile(r"\b(\d{1,3}|twenty|twenty-eight|forty) (?:calendar |working )?days\b")
_ROLE_WORDS = frozenset(
    {
        "access", "admin", "complaint", "complaints", "contact", "corporate", "data", "deputy", "director",
        "disclosure", "eir", "enquiries", "foi", "foia", "freedom", "governance", "help", "ig", "igteam",
        "information", "internal", "legal", "mailbox", "office", "protection", "public", "records", "request",
        "requests", "review", "reviewer", "reviews", "team",
    }
)  # fmt: skip
_LOCAL_PART = re.compile(r"[._-]+|\d+")


def _review(reading: Reading) -> Iterator[Problem]:
    words, severity = _about_review(reading), _weight(reading)
    if denied := next((each for each in reading.words.sentences if _NO_REVIEW.search(each)), ""):
        part = reading.words.where(lambda of_one: denied in of_one.sentences)
        yield Problem(f"This takes the right to a review away: “{denied}”", part=part, severity=ERROR)
        return
    if not words.parts or not words.match(_ASKING):
        yield Problem("Say until when and how an internal review can be asked for.", severity=severity)
        return
    missing = []
    if not (words.match(_MAILBOX) or words.print("reviewer_email") or words.print("reviewer_address")):
        missing.append("the mailbox to write to")
    if not words.print("review_by"):
        missing.append("the last day to ask")
    if not words.match(OTHER_PERSON):
        missing.append("that somebody who took no part in the decision makes it")
    if missing:
        part = words.parts[0].part.key
        yield Problem(
            f"What the letter says of the internal review lacks {', and '.join(missing)}.", part=part, severity=severity
        )


def _regulator(reading: Reading) -> Iterator[Problem]:
    words, facts, severity = reading.words, reading.facts, _weight(reading)
    rights = sorted({"regulation 18" if regime == EIR else "section 50" for regime in reading.regimes})
    if denied := next((each for each in words.sentences if _denies_the_right(each)), ""):
        part = words.where(lambda of_one: denied in of_one.sentences)
        yield Problem(f"This takes the right to complain away: “{denied}”", part=part, severity=ERROR)
        return
    missing = [f"the right that {right} gives" for right in rights if not words.say(right)]
    if not any(words.prints_text(name) for name in facts.regulator.names):
        missing.append("the name of the regulator")
    if facts.regulator.places and not any(words.prints_text(place) for place in facts.regulator.places):
        missing.append("where to complain to the regulator")
    if not words.match(_REVIEW_FIRST):
        missing.append("that the regulator normally expects the review to come first")
    if len(missing) > len(rights) + 2:
        yield Problem(
            f"Say that {' and '.join(rights)} gives the right to apply to the regulator, and how.", severity=severity
        )
    elif missing:
        part = words.where(lambda of_one: any(of_one.prints_text(name) for name in facts.regulator.names))
        yield Problem(
            f"What the letter says of the regulator lacks {', and '.join(missing)}.", part=part, severity=severity
        )


def _reviewed(reading: Reading) -> Iterator[Problem]:
    yield from _review(reading)
    yield from another_last_day(reading)
    yield from right_taken_back(reading)


def _regulated(reading: Reading) -> Iterator[Problem]:
    yield from _regulator(reading)
    yield from another_body(reading)


def _denies_the_right(sentence: str) -> bool:
    return bool(_NO_RIGHT.search(sentence)) and bool(_OF_THE_REGULATOR.search(sentence))


def _weight(reading: Reading) -> str:
    """FOIA s.17(7) and EIR reg.14(5) want it of refusals; in other letters it is good practice."""
    return ERROR if reading.is_refusal_notice else WARNING


def _window(reading: Reading) -> Iterator[Problem]:
    words, facts = _about_review(reading), reading.facts
    if reading.is_environmental:
        yield from another_time_than_the_law(reading)
    if not words.parts:
        return
    part = words.parts[0].part.key
    if EIR in reading.regimes:
        yield from _statutory_window(reading, words)
        return
    said, code = set(_PERIOD.findall(words.flat)), f"{facts.code_days} working days"
    if said and not words.say(facts.review_period):
        yield Problem(
            f"The office gives {facts.review_period} to ask for a review; the letter says otherwise.", part=part
        )
    elif facts.window_is_shorter_than_code and not words.say(code):
        yield Problem(
            f"{facts.review_period.capitalize()} are less than the {code} of the Code of Practice: say that we accept a"
            " request within those too, or give the longer time.",
            part=part,
            setting="review_window",
        )


def _statutory_window(reading: Reading, words: Words) -> Iterator[Problem]:
    """Regulation 11(2): the local window may not stand where the Regulations alone apply, nor alone beside them."""
    law, local, part = f"{EIR_REVIEW_DAYS} working days", reading.facts.review_period, words.parts[0].part.key
    # Beside the Act's own paragraph, which speaks of 40 working days as well, the right has to be named.
    named = "" if reading.is_environmental else "regulation 11"
    if not any(_gives(each.alone, law) for each in words.parts if named in flattened(each.text)):
        yield Problem(f"Say that regulation 11 gives {law} to ask us to reconsider.", part=part, severity=ERROR)
    elif reading.is_environmental and local != law and words.say(local):
        yield Problem(f"Take “{local}” out: the Regulations allow {law}.", part=part, severity=ERROR)


def _gives(words: Words, period: str) -> bool:
    """Whether the words give so long to ask, and not only to answer."""
    return any(period in sentence and "of receiving your letter" not in sentence for sentence in words.sentences)


def _mailbox(reading: Reading) -> Iterator[Problem]:
    words = _about_review(reading)
    for mailbox in dict.fromkeys(_MAILBOX.findall(words.flat)):
        if _is_personal(mailbox, reading.facts.reviewer_name):
            yield Problem(
                f"{mailbox} looks like one person’s own mailbox. Give that of a role, which outlives its holder.",
                part=words.where(lambda of_one, it=mailbox: of_one.say(it)),
                setting="reviewer",
            )


def _is_personal(mailbox: str, name: str) -> bool:
    pieces = [piece for piece in _LOCAL_PART.split(mailbox.split("@")[0]) if piece]
    if any(piece in _ROLE_WORDS for piece in pieces):
        return False
    of_name = [piece for piece in flattened(name).split() if len(piece) > 2]
    return len(pieces) == 2 or any(piece in "".join(pieces) for piece in of_name)


def _about_review(reading: Reading) -> Words:
    """The parts that speak of asking for a review."""
    return Words(
        tuple(each for each in reading.parts if _ASKING.search(flattened(each.text)) and _speaks_of_asking(each))
    )


def _speaks_of_asking(each: PartWords) -> bool:
    """Whether it says how, or until when, and not only that a review comes before the regulator."""
    flat = flattened(each.text)
    says_where = bool(_MAILBOX.search(flat)) or "reviewer_email" in each.gaps
    return says_where or "review_by" in each.gaps or "ask for" in flat or bool(_PERIOD.search(flat))


RULES = (
    Rule("L-G07", WARNING, "FOIA s.17(7)(a); EIR reg.11, reg.14(5); Code of Practice, part 5", "complaint", _reviewed),
    Rule("L-G08", WARNING, "FOIA s.17(7)(b), s.50; EIR reg.14(5), reg.18", "complaint", _regulated),
    Rule("L-G09", WARNING, "Code of Practice, part 5; EIR reg.11(2)", "complaint", _window),
    Rule("L-G14", WARNING, "Code of Practice, part 5", "complaint", _mailbox),
)
