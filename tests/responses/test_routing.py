"""Which steps have to clear a letter, in order, and why."""

from dataclasses import replace
from datetime import date

import pytest

from codes.domain.office_settings import ClearanceRouting
from responses.domain.decisions import Decision, Ground, Opinion
from responses.domain.provisions import Provision
from responses.domain.qualified_person import opinions_lacking
from responses.domain.routing import Standing, Step, route_of
from tests.dates import day

RULES = ClearanceRouting(
    provisions=("s36", "s14(1)", "reg12(4)(b)"),
    denials="yes",
    told_early="yes",
    press="yes",
    parliament="no",
    inquest="yes",
    sensitive="yes",
)
TODAY = day("Mon 2 March 2026")
OPINION = Opinion(
    person="Q. Person",
    office="Chief Executive",
    given_on=date(2026, 2, 27),
    limbs=("s36(2)(b)(i)",),
    likelihood="would_be_likely",
    reasons="Frank advice.",
)


def provision(code, *, ncnd=""):
    basis = "opinion" if code.startswith("s36") else "class"
    return Provision(code, "eir" if code.startswith("reg") else "foi", "qualified", basis, ncnd=ncnd)


def ground(code, **facts):
    ncnd = facts.pop("ncnd", "")
    return Ground(key="ground:1", provision=provision(code, ncnd=ncnd), information="the report", **facts)


def decided(*grounds, question=1, held="held"):
    return Decision(question=question, regime="foi", held=held, grounds=grounds).to_mapping()


def names(kind="reply", decisions=(), *, flags=(), told_early=False, rules=RULES):
    return [step.name for step in route_of(kind, decisions, flags=flags, told_early=told_early, rules=rules)]


ROUTES = [
    # what the letter decided, flags of the case, told early; the steps
    ((), (), False, ["clearer"]),
    ((decided(ground("s40(2)")),), (), False, ["clearer"]),
    ((decided(ground("s14(1)")),), (), False, ["clearer", "deputy_director"]),
    ((decided(ground("s14(2)")),), (), False, ["clearer"]),
    ((decided(ground("reg12(4)(b)")),), (), False, ["clearer", "deputy_director"]),
    ((decided(ground("s36(2)(b)(i)")),), (), False, ["qualified_person", "clearer", "deputy_director"]),
    ((decided(ground("s40(2)", denies=True)),), (), False, ["clearer", "deputy_director"]),
    ((decided(held="not_confirmed"),), (), False, ["clearer", "deputy_director"]),
    ((), ("press",), False, ["clearer", "deputy_director"]),
    ((), ("parliament",), False, ["clearer"]),
    ((), ("small_numbers", "welsh"), False, ["clearer"]),
    ((), (), True, ["clearer", "deputy_director"]),
    (({"act": "extension", "facts": {"exemptions": ["s36(2)(c)"]}},), (), False,
     ["qualified_person", "clearer", "deputy_director"]),
    (({"act": "extension", "facts": {"exemptions": ["s43(2)"]}},), (), False, ["clearer"]),
]  # fmt: skip


@pytest.mark.parametrize(("decisions", "flags", "told_early", "steps"), ROUTES)
def test_the_route_follows_from_what_was_decided_and_from_the_case(decisions, flags, told_early, steps):
    assert names(decisions=decisions, flags=flags, told_early=told_early) == steps


def test_a_provision_that_begins_alike_is_another_one():
    rules = replace(RULES, provisions=("s3",))
    assert names(decisions=[decided(ground("s36(2)(c)"))], rules=rules) == ["qualified_person", "clearer"]


def test_an_office_can_switch_each_reason_off():
    rules = replace(RULES, provisions=(), denials="no", told_early="no", press="no", inquest="no", sensitive="no")
    decisions = [decided(ground("s14(1)", denies=True))]
    assert names(decisions=decisions, flags=("press", "inquest", "sensitive"), told_early=True, rules=rules) == [
        "clearer"
    ]


def test_the_outcome_of_a_review_is_the_deputy_directors_whatever_it_decided():
    assert names("review_outcome") == ["deputy_director"]
    assert names("review_outcome", [decided(ground("s36(2)(b)(i)"))]) == ["qualified_person", "deputy_director"]


def test_each_step_says_why_in_plain_words_and_each_reason_once():
    decisions = [decided(ground("s36(2)(c)"), ground("s36(2)(c)")), decided(question=2, held="not_confirmed")]
    steps = route_of("reply", decisions, flags=("press",), told_early=True, rules=RULES)

    assert steps[0].why == ("It relies on section 36(2)(c) (question 1).",)
    assert steps[1].why == ("Somebody other than its drafter clears every letter.",)
    assert steps[2].why == (
        "It relies on section 36(2)(c) (question 1).",
        "It neither confirms nor denies (question 2).",
        "The deputy director was told of this case early.",
        "The request is of interest to the press.",
    )


def test_a_letter_waits_for_its_steps_in_order():
    steps = route_of("reply", [decided(ground("s36(2)(c)"))], flags=(), told_early=False, rules=RULES)
    first = Standing(steps, {})
    second = Standing(steps, {"clearer": 1})
    done = Standing(steps, {"clearer": 1, "deputy_director": 2})

    assert [step.name for step in first.open_steps] == ["clearer", "deputy_director"]
    assert (first.next_step.name, second.next_step.name, done.next_step) == ("clearer", "deputy_director", None)
    assert first.asks_two
    assert not Standing((Step("clearer", ("So.",)),), {}).asks_two


# --- The qualified person -------------------------------------------------------------------------------------------


LIKELY = {"likelihood": "would_be_likely"}


def lacking(*, opinion=OPINION, code="s36(2)(b)(i)", on=TODAY, details=LIKELY, **facts):
    decision = Decision(question=1, regime="foi", grounds=(ground(code, opinion=opinion, details=details, **facts),))
    return opinions_lacking([decision.to_mapping()], day=on)


def test_an_opinion_that_covers_limb_and_likelihood_and_came_before_the_letter_is_enough():
    assert lacking() == ()
    assert lacking(on=OPINION.given_on) == ()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"opinion": None}, "choose or record the qualified person’s opinion"),
        ({"on": day("Thu 26 February 2026")}, "is of 27 February 2026, after the letter"),
        ({"code": "s36(2)(c)"}, "the opinion does not cover section 36(2)(c)"),
        ({"opinion": replace(OPINION, limbs=("s36(2)(b)(ii)",))}, "the opinion does not cover section 36(2)(b)(i)"),
        ({"details": {"likelihood": "would"}}, "say how likely the effect is as the opinion says it"),
        ({"denies": True}, "the opinion does not cover neither confirming nor denying (section 36(3))"),
    ],
)
def test_what_an_opinion_does_not_cover_is_said(changed, words):
    said = lacking(**changed)
    assert len(said) == 1
    assert words in said[0]
    assert said[0].startswith("Section 36(2)(") and "(question 1)" in said[0]


def test_an_opinion_that_covers_denying_covers_it():
    assert lacking(opinion=replace(OPINION, denies=True), denies=True) == ()


def test_no_other_exemption_asks_for_an_opinion():
    assert lacking(opinion=None, code="s40(2)") == ()


EXTENSION = {"act": "extension", "facts": {"exemptions": ["s36(2)(b)(i)", "s43(2)"]}}


@pytest.mark.parametrize(
    ("opinions", "on", "is_covered"),
    [
        ((), TODAY, False),
        ((OPINION,), TODAY, True),
        ((OPINION,), day("Thu 26 February 2026"), False),
        ((replace(OPINION, limbs=("s36(2)(c)",)),), TODAY, False),
        ((replace(OPINION, limbs=("s36(2)(c)",)), OPINION), TODAY, True),
    ],
)
def test_an_extension_that_rests_on_section_36_needs_an_opinion_on_that_limb_recorded_for_the_case(
    opinions, on, is_covered
):
    said = opinions_lacking([EXTENSION], day=on, opinions=opinions)
    assert [words.partition(":")[0] for words in said] == ([] if is_covered else ["Section 36(2)(b)(i)"])
