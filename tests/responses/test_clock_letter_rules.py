"""What blocks a letter of the clock: each rule finds the part that was taken out or rewritten."""

from dataclasses import replace

import pytest

from responses.domain import clock_letters
from responses.domain.clock_letter_rules import check_clock_letter
from responses.domain.letter import Letter, Part
from tests.dates import day

IN_TIME, TOO_LATE = day("Tue 31 March 2026"), day("Wed 1 April 2026")

WORDS = {
    (clock_letters.ACKNOWLEDGEMENT, "foi"): "Received on ((received_on)). You will have our reply by ((due_on)).",
    (
        clock_letters.CLARIFICATION,
        "foi",
    ): "((unclear)) ((clarification_options)) We have 20 working days. ((clarify_by))",
    (
        clock_letters.CLARIFICATION,
        "eir",
    ): "((unclear)) ((clarification_options)) We have 20 working days. ((clarify_by))"
    " Regulation 9 and regulation 12(4)(c). Review by ((review_by)). Regulation 18.",
    (clock_letters.FEES, "foi"): "((fee)) for ((fee_for)). ((how_to_pay)) by ((pay_by)). The time stands still.",
    (clock_letters.EXTENSION, "foi"): "By ((extended_to)). ((exemptions)) ((exemption_reason)) The public interest: no"
    " decision. Review by ((review_by)). Section 50.",
    (clock_letters.EXTENSION, "eir"): "By ((extended_to)). ((complexity)) ((volume)) Regulation 7.",
    (clock_letters.LAPSE, "foi"): "A late answer is a new request.",
    (clock_letters.TRANSFER, "foi"): "You agreed. ((transferred_to)) answers.",
}
"""The least that each letter says."""


def letter(act: str, regime: str, body: str) -> Letter:
    decision = {"act": act, "regime": regime, "notice_by": IN_TIME.isoformat()}
    return Letter("plain", (Part("1", "paragraph", body),), {}, "Letter", decisions=(decision,))


def findings(act: str, regime: str, body: str, on=IN_TIME) -> list[str]:
    return [str(finding) for finding in check_clock_letter(letter(act, regime, body), on)]


@pytest.mark.parametrize(("act", "regime"), WORDS)
def test_the_least_that_the_law_wants_passes(act, regime):
    assert findings(act, regime, WORDS[act, regime]) == []


@pytest.mark.parametrize(
    ("act", "regime", "missing", "finding"),
    [
        (clock_letters.ACKNOWLEDGEMENT, "foi", "((due_on))", "last day for the reply"),
        (clock_letters.ACKNOWLEDGEMENT, "foi", "((received_on))", "day of receipt"),
        (clock_letters.CLARIFICATION, "foi", "((unclear))", "what is not clear"),
        (clock_letters.CLARIFICATION, "foi", "((clarification_options))", "offer choices"),
        (clock_letters.CLARIFICATION, "foi", "20 working days", "20 working days begin"),
        (clock_letters.CLARIFICATION, "foi", "((clarify_by))", "the request lapses"),
        (clock_letters.CLARIFICATION, "eir", "Regulation 9", "cite regulation 9"),
        (clock_letters.CLARIFICATION, "eir", "regulation 12(4)(c)", "cite regulation 9 and regulation 12(4)(c)"),
        (clock_letters.CLARIFICATION, "eir", "((review_by))", "internal review"),
        (clock_letters.CLARIFICATION, "eir", "Regulation 18", "regulation 18"),
        (clock_letters.FEES, "foi", "((fee))", "State the fee"),
        (clock_letters.FEES, "foi", "((fee_for))", "what it is for"),
        (clock_letters.FEES, "foi", "((how_to_pay))", "how the fee can be paid"),
        (clock_letters.FEES, "foi", "((pay_by))", "last day to pay"),
        (clock_letters.FEES, "foi", "stands still", "stands still"),
        (clock_letters.EXTENSION, "foi", "((extended_to))", "expect to reply"),
        (clock_letters.EXTENSION, "foi", "((exemptions))", r"section 17(1)(b)"),
        (clock_letters.EXTENSION, "foi", "((exemption_reason))", "section 17(1)(c)"),
        (clock_letters.EXTENSION, "foi", "no decision", "section 17(2)"),
        (clock_letters.EXTENSION, "foi", "public interest", "section 17(2)"),
        (clock_letters.EXTENSION, "foi", "((review_by))", "internal review"),
        (clock_letters.EXTENSION, "foi", "Section 50", "section 50"),
        (clock_letters.EXTENSION, "eir", "((complexity))", "reason for both"),
        (clock_letters.EXTENSION, "eir", "((volume))", "reason for both"),
        (clock_letters.EXTENSION, "eir", "Regulation 7", "Cite regulation 7"),
        (clock_letters.LAPSE, "foi", "new request", "new request"),
        (clock_letters.TRANSFER, "foi", "((transferred_to))", "authority that answers"),
        (clock_letters.TRANSFER, "foi", "agreed", "agreed to the transfer"),
    ],
)
def test_what_was_taken_out_is_found(act, regime, missing, finding):
    body = " ".join(WORDS[act, regime].split())
    assert missing in body
    (found,) = findings(act, regime, body.replace(missing, "", 1))

    assert finding in found


def test_a_question_refuses_nothing_under_the_act():
    act = clock_letters.CLARIFICATION
    assert ["refuse" in found for found in findings(act, "foi", WORDS[act, "foi"] + " We refuse.")] == [True]


@pytest.mark.parametrize("act", [clock_letters.EXTENSION, clock_letters.FEES])
def test_a_notice_that_comes_after_the_twentieth_day_is_blocked_and_says_when_that_was(act):
    (found,) = findings(act, "foi", WORDS[act, "foi"], on=TOO_LATE)

    assert "The last day was 31 March 2026." in found


def test_a_question_may_come_late():
    assert findings(clock_letters.CLARIFICATION, "foi", WORDS[clock_letters.CLARIFICATION, "foi"], on=TOO_LATE) == []


def test_what_is_typed_in_the_request_is_not_the_authoritys_word():
    act = clock_letters.LAPSE
    quoting = replace(letter(act, "foi", "You wrote: ((request))"), values={"request": "This is a new request."})

    assert len(check_clock_letter(quoting, IN_TIME)) == 1


def test_a_reply_is_no_letter_of_the_clock():
    assert check_clock_letter(replace(letter("lapse", "foi", ""), decisions=({"question": 1},)), IN_TIME) == []
