"""What the law wants of a letter of the clock before it may leave: the rules that block it.

Read from the letter alone: its act and facts stand among its decisions. Each rule looks for the fact in the authority's
own words, so a part that was taken out or rewritten is found. Sources: FOIA sections 1(3), 9, 10(3), 16, 17; EIR
regulations 7, 8, 9, 10, 14.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from foirequests.domain.clock import EIR
from responses.domain import clock_letters, placeholders
from responses.domain.letter import Letter, letter_date
from responses.domain.letter_rules import Finding

COUNTED_WORDS = ("stands still", "do not count", "does not count")
"""How a letter says that the clock waits."""


def check_clock_letter(letter: Letter, day: date) -> list[Finding]:
    """What stands in the way of a letter of the clock that leaves on `day`; nothing for any other letter."""
    act = next((decision for decision in letter.decisions if "act" in decision), None)
    if act is None:
        return []
    words = _Words(letter)
    findings = [Finding(why) for why in _RULES[act["act"]](words, act)]
    if act["act"] in _IN_TIME and act["notice_by"] and day > date.fromisoformat(act["notice_by"]):
        last = letter_date(date.fromisoformat(act["notice_by"]))
        findings.append(Finding(f"{_IN_TIME[act['act']]} The last day was {last}."))
    return findings


_IN_TIME = {
    clock_letters.EXTENSION: "The notice of an extension has to leave by the 20th working day. The reply is due, and"
    " nothing extends it now: answer as soon as you can.",
    clock_letters.FEES: "A fees notice has to be given within the time for the reply. After it the information is owed"
    " without a fee.",
}
"""Letters that come too late to have any effect. A late question stops nothing either, but may still be needed."""


def _ours(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if name not in ("request", "question_text")}


class _Words:
    """The words of the authority in a letter, its gaps filled; the request itself is not ours."""

    def __init__(self, letter: Letter) -> None:
        filled = (placeholders.fill(part.body, _ours(letter.values_for(part))) for part in letter.parts)
        self.text = " ".join(" ".join(filled).split())
        self.gaps = {name for part in letter.parts for name in placeholders.find(part.body)}

    def say(self, *phrases: str) -> bool:
        """Whether one of the phrases stands in the letter, in whatever case."""
        return any(phrase.casefold() in self.text.casefold() for phrase in phrases)

    def print(self, name: str) -> bool:
        """Whether the letter prints the gap of this name (an empty one is found elsewhere)."""
        return name in self.gaps


def _clarification(words: _Words, act: Mapping) -> Iterator[str]:
    if not words.print("unclear"):
        yield "Say what is not clear in the request."
    if not words.print("clarification_options"):
        yield "Say what would make the request clear, and offer choices."
    if not words.say("20 working days"):
        yield "Say that 20 working days begin when the answer comes."
    if not words.print("clarify_by"):
        yield "Print the day after which the request lapses."
    if act["regime"] == EIR:
        if not (words.say("regulation 12(4)(c)") and words.say("regulation 9")):
            yield "Under the Regulations this is a refusal: cite regulation 9 and regulation 12(4)(c)."
        yield from _complaint(words, "regulation 18")
    elif words.say("refuse"):
        yield "A question about a request refuses nothing under the Act: take the word “refuse” out."


def _fees_notice(words: _Words, act: Mapping) -> Iterator[str]:
    if not (words.print("fee") and words.print("fee_for")):
        yield "State the fee and what it is for."
    if not words.print("how_to_pay"):
        yield "Say how the fee can be paid."
    if not words.print("pay_by"):
        yield "Print the last day to pay."
    if not words.say(*COUNTED_WORDS):
        yield "Say that the time for the reply stands still until the fee is paid."


def _extension(words: _Words, act: Mapping) -> Iterator[str]:
    if not words.print("extended_to"):
        yield "Print the day by which you expect to reply."
    if act["regime"] == EIR:
        if not (words.print("complexity") and words.print("volume")):
            yield "Give the reason for both: what makes the request complex, and how much it covers."
        if not words.say("regulation 7"):
            yield "Cite regulation 7 of the Regulations."
        return
    if not words.print("exemptions"):
        yield "Name the exemption (section 17(1)(b))."
    if not words.print("exemption_reason"):
        yield "Say why the exemption applies (section 17(1)(c))."
    if not (words.say("public interest") and words.say("not yet reached", "no decision")):
        yield "Say that no decision has been reached yet on the public interest (section 17(2))."
    yield from _complaint(words, "section 50")


def _complaint(words: _Words, right: str) -> Iterator[str]:
    """FOIA s.17(7), EIR reg.14(5): the complaints procedure, and the right to the regulator's decision."""
    if not words.print("review_by"):
        yield "Say until when and how an internal review can be asked for."
    if not words.say(right):
        yield f"Say that the requester can apply to the regulator ({right})."


def _lapse(words: _Words, act: Mapping) -> Iterator[str]:
    if not words.say("new request"):
        yield "Say that a late answer is a new request."


def _transfer(words: _Words, act: Mapping) -> Iterator[str]:
    if not words.print("transferred_to"):
        yield "Name the authority that answers now."
    if not words.say("agreed"):
        yield "Say that the requester agreed to the transfer."


def _acknowledgement(words: _Words, act: Mapping) -> Iterator[str]:
    if not (words.print("due_on") and words.print("received_on")):
        yield "Print the day of receipt and the last day for the reply."


_RULES: Mapping[str, Callable[[_Words, Mapping], Iterator[str]]] = {
    clock_letters.ACKNOWLEDGEMENT: _acknowledgement,
    clock_letters.CLARIFICATION: _clarification,
    clock_letters.FEES: _fees_notice,
    clock_letters.EXTENSION: _extension,
    clock_letters.LAPSE: _lapse,
    clock_letters.TRANSFER: _transfer,
}
