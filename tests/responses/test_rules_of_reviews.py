"""The outcome of a review: what the reply under review relied on, and what the review decides anew."""

from dataclasses import replace

from responses.domain.rules import check_letter
from responses.domain.rules.review import relied_on
from tests.responses.rule_letters import LEAVES, LETTERS
from tests.responses.rule_mutations import added, known


def rules_broken(case) -> set[str]:
    return {finding.rule for finding in check_letter(case.letter, case.facts, as_of=LEAVES)}


def test_a_reply_relied_on_its_grounds_and_on_what_its_own_words_cite():
    reply = LETTERS["prejudice"]().letter

    assert {"s43(2)", "s43(3)"} <= relied_on(reply)


def test_a_reply_of_before_grounds_were_kept_relied_on_what_its_words_cite():
    reply = replace(LETTERS["prejudice"]().letter, decisions=({"question": 1, "regime": "foi", "held": "held"},))

    assert "s43(2)" in relied_on(reply)


def test_what_the_requester_cites_is_nothing_that_the_reply_relied_on():
    asked = "Which requests did you refuse under section 31(1)(a) last year?"
    reply = added(f"You asked: {asked}")(LETTERS["prejudice"]()).letter

    assert "s31(1)(a)" not in relied_on(reply, [asked])


def test_a_review_may_name_the_section_that_an_old_reply_cites():
    reply = replace(LETTERS["prejudice"]().letter, decisions=({"question": 1, "regime": "foi", "held": "held"},))
    review = added("I agree that section 43(2) applied.")(LETTERS["review, not upheld"]())

    assert rules_broken(review) == {"L-O3"}
    assert rules_broken(known(reviewed_provisions=relied_on(reply))(review)) == set()
