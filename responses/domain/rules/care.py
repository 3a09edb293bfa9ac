"""Care for the person who reads the letter, and for what goes with it: L-G10 to L-G13, L-G15."""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from responses.domain.links import WORDS, why_not_public
from responses.domain.links_of_wording import addresses_of_part
from responses.domain.rules.facts import CaseFacts
from responses.domain.rules.reading import Reading
from responses.domain.rules.rule import ERROR, WARNING, Problem, Rule
from responses.domain.rules.words import PartWords, Words, any_of

LINK_CHECK_HOLDS = timedelta(days=7)
APOLOGY = any_of(
    r"(?<!not )sorry",
    r"(?<!not )apologi[sz]e",
    r"(?<!no )apolog(?:y|ies)",
)
LICENCE = any_of(
    r"open government licence",
    r"re-?use",
    r"copyright",
)
_ABOUT_THE_PERSON = any_of(
    r"your (?:motives?|employers?|company|firm|newspaper)",
    r"your reasons? for (?:asking|making|the request|your request)",
    r"why you (?:want|are asking|asked)",
    r"(?:as|being|because you are|since you are) an? (?:journalist|reporter|solicitor|lawyer|campaigner|researcher)",
    r"(?:as|being|because you are|since you are) an? (?:politician|competitor|member of the press)",
    r"you (?:work|write|report|act) for",
    r"in your capacity as",
    r"(?:looked you up|your (?:linkedin|facebook|twitter|social media))",
)
_FOR_NOBODY = ("private", "numbered")
"""What keeps an address from everybody outside, for all that a check would find."""
_WRAPPERS = ("view.officeapps.live.com",)


def _person(reading: Reading) -> Iterator[Problem]:
    for each in reading.parts:
        words = each.alone
        said = words.match(_ABOUT_THE_PERSON) or _identity(each, reading.facts)
        if said:
            yield Problem(f"A reply is to anybody, whoever asks and why: take “{said}” out.", part=each.part.key)


def _identity(each: PartWords, facts: CaseFacts) -> str:
    body = Words((PartWords(each.part, re.sub(r"(?mi)^dear .*$", "", each.text), each.gaps),))
    return next((name for name in (facts.requester, facts.organisation) if body.prints_text(name)), "")


def _links(reading: Reading) -> Iterator[Problem]:
    for each in reading.parts:
        found = addresses_of_part(each.part, reading.letter.filled_for(each.part))
        ours = [address for address in found if not _is_quoted(address, reading)]
        closed = [address for address in ours if why_not_public(address) in _FOR_NOBODY]
        for address in closed:
            words = f"The link {address} opens for nobody outside. {WORDS[why_not_public(address)]}."
            yield Problem(words, part=each.part.key, severity=ERROR)
        bad = [why for address in ours if address not in closed and (why := _why_bad(address, reading))]
        if bad:
            yield Problem(" ".join(dict.fromkeys(bad)), part=each.part.key)


def _is_quoted(address: str, reading: Reading) -> bool:
    """Whether it stands in the request: where a requester points is not ours to answer for."""
    return any(address in question for question in reading.facts.questions.values())


def _why_bad(address: str, reading: Reading) -> str:
    links = reading.facts.links
    state = links.get(address) if links is not None else None
    if urlsplit(address).hostname in _WRAPPERS or (state and state.wrapper):
        return f"The link {address} leads to a viewer: link to the document itself."
    if links is None:
        return ""
    if state is None or state.checked_on < reading.facts.leaves_on - LINK_CHECK_HOLDS:
        return "" if reading.facts.has_left else f"Nobody has checked the link {address} in the last 7 days."
    return "" if state.alive else f"The link {address} did not work when it was last checked."


def _attachments(reading: Reading) -> Iterator[Problem]:
    for attachment in reading.letter.attachments:
        if attachment.sha256 not in reading.facts.passed_files:
            yield Problem(f"The file {attachment.name} has no record that it may be released as it is.")


def _late(reading: Reading) -> Iterator[Problem]:
    """The mark on the case follows from the dates; why it was late is recorded there once the reply has left."""
    if reading.facts.is_late and not reading.words.match(APOLOGY):
        yield Problem("The reply is late: apologise for it.")


def _licence(reading: Reading) -> Iterator[Problem]:
    if any(answer.is_supplied for answer in reading.answers) and not reading.words.match(LICENCE):
        yield Problem("Say how what we give may be re-used, or who owns the copyright.")


RULES = (
    Rule("L-G10", WARNING, "FOIA s.1(1); Code of Practice, part 1", "letter", _person),
    Rule("L-G11", WARNING, "FOIA s.16, s.21; EIR reg.9", "letter", _links),
    Rule("L-G12", ERROR, "UK GDPR Art.5(1)(f); FOIA s.40", "letter", _attachments),
    Rule("L-G13", WARNING, "FOIA s.10(1); EIR reg.5(2)", "reply", _late),
    Rule("L-G15", WARNING, "FOIA s.11A; Re-use of Public Sector Information Regulations 2015", "letter", _licence),
)
