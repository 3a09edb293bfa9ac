"""Every rule of the rule book: the lawful letters pass it, and each change to one breaks the rule that it should."""

import time
from dataclasses import replace

import pytest

from responses.domain.decisions import Decision
from responses.domain.letter import Part
from responses.domain.letter_rules import ERROR, WARNING
from responses.domain.rules import RULES, check_letter
from tests.responses import rule_letters as letters
from tests.responses.rule_letters import LETTERS, Case
from tests.responses.rule_mutations import MUTATIONS, Mutation, added, all_of, known, reworded, table


def broken(case: Case) -> set[str]:
    return {finding.rule for finding in check_letter(case.letter, case.facts, as_of=case.facts.leaves_on)}


@pytest.mark.parametrize("name", LETTERS)
def test_a_lawful_letter_of_each_kind_passes_every_rule(name):
    case = LETTERS[name]()

    assert check_letter(case.letter, case.facts, as_of=case.facts.leaves_on) == ()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: f"{each.rule} {each.name}")
def test_a_change_breaks_its_rule_and_no_rule_that_does_not_follow_from_it(mutation: Mutation):
    case = mutation.change(LETTERS[mutation.name]())

    assert broken(case) == {mutation.rule, *mutation.follows}


LAWFUL_WORDS = (
    ("prejudice", "Regulation 5 of the NHS (Concerns and Complaints) Regulations 2011 forbids us to tell more."),
    ("prejudice", "Regulations 5 and 6 of the Local Authority Social Services and National Health Service Complaints"
     " (England) Regulations 2009 are about complaints."),
    ("prejudice", "Regulation 6 of PECR is about something else."),
    ("prejudice", "Regulation 5(1) and regulation 6 of the Fees Regulations say what counts."),
    ("exception", "Section 118 of the Water Industry Act 1991 is about trade effluent."),
    ("exception", "Section 3 of the Freedom of Information (Scotland) Act 2002 names other bodies."),
    ("exception", "Section 118 (offences) of the Water Industry Act 1991 is about trade effluent."),
    ("exception", "Section 10 Data Protection Act 2018 is about health."),
    ("prejudice", "The Upper Tribunal said so in Corporate Officer v Leapman [2018] UKUT 229 (AAC)."),
    ("prejudice", "See [2017] EWCA Civ 1 and [2011] 1 Info LR 1."),
    ("prejudice", "We have considered section 40(2) and do not rely on it."),
    ("full disclosure", "The names of the staff are not exempt under section 40(2) of the Act."),
    ("full disclosure", "Section 11 of the Act was amended; section 40 of the Crime Act 1998 is about refusing bail."),
    ("confidence", "We do not think that a court would accept a defence of public interest."),
    ("extension", "We have decided nothing yet."),
    ("acknowledgement", "You will hear from us within 20 working days."),
    ("late, with an apology", "We are not proud of it."),
    ("prejudice", "The Supreme Court decided it in Whittington Hospital NHS Trust v XX [2020] UKSC 14."),
)  # fmt: skip


@pytest.mark.parametrize(("name", "words"), LAWFUL_WORDS)
def test_words_that_are_in_order_break_nothing(name, words):
    assert broken(added(words)(LETTERS[name]())) == set()


def test_brackets_that_leave_a_gap_block_and_others_want_a_look():
    def severity(words: str) -> set[str]:
        case = added(words)(LETTERS["prejudice"]())
        return {each.severity for each in check_letter(case.letter, case.facts, as_of=case.facts.leaves_on)}

    for gap in (
        "[name]",
        "[insert date]",
        "[TBC]",
        "[xx]",
        "[____]",
        "[…]",
        "[]",
        "[date of the letter]",
        "[year]",
        "On XX April",
    ):
        assert severity(gap) == {ERROR}, gap
    for other in (
        "[Annex A]",
        "the [trust] accepts",
        "[2018]",
        "[name redacted]",
        "[section 40(2)]",
        "the claimant XX",
    ):
        assert severity(other) == {WARNING}, other


@pytest.mark.parametrize("sign", ["[c]", "[x]", "XX", "[date]"])
def test_a_sign_that_a_table_explains_is_no_place_to_fill_in_wherever_it_stands(sign):
    masked = replace(
        letters.MASKED,
        rows=(("Trust A", f"12 {sign}"), ("Trust B", sign)),
        notes=(f"{sign} stands in one cell.",),
        symbols=((sign, letters.MASKED.symbols[0][1]),),
    )
    told = all_of(table(masked), reworded("removed", "one number", f"one number, shown as {sign},"))

    assert broken(told(letters.partial())) == set()
    unexplained = all_of(table(replace(masked, symbols=())), reworded("removed", "one number", f"{sign} one number"))
    assert "L-G06" in broken(unexplained(letters.partial()))


def test_the_name_of_a_known_gap_in_any_brackets_blocks_and_what_may_be_meant_wants_a_look():
    def severity(words: str) -> set[str]:
        case = added(words)(LETTERS["prejudice"]())
        return {each.severity for each in check_letter(case.letter, case.facts, as_of=case.facts.leaves_on)}

    for slip in ("(received_on))", "((received_on", "(received_on)", "[received_on]", "{received_on}", "((fee)"):
        assert severity(f"It came on {slip}.") == {ERROR}, slip
    for other in ("(fee)", "(ward_name)", "received_on", "in March))"):
        assert severity(f"It came {other}.") == {WARNING}, other
    for fine in ("(section 43(2A)(a))", "due_on.csv", "a) one, b) two"):
        assert severity(f"It came {fine}.") == set(), fine


def test_a_link_that_only_our_own_network_could_open_blocks():
    for words in ("https://127.0.0.1/x", "https://files.local/x", "http://192.168.1.4/x", "https://2130706433/"):
        case = added(f"See {words}.")(LETTERS["prejudice"]())
        found = check_letter(case.letter, case.facts, as_of=case.facts.leaves_on)
        assert {(each.rule, each.severity) for each in found} == {("L-G11", ERROR)}, words


def test_a_gap_of_the_moment_in_the_wording_is_open_until_the_day_of_issue_and_no_fault():
    case = added("You can write to us until ((review_by)).")(LETTERS["prejudice"]())

    assert broken(case) == set()


def test_words_for_all_questions_want_a_look_where_another_question_is_answered_and_block_where_none_is():
    both = all_of(added("We hold 3 files about it."), known(questions={1: "First?", 2: "Second?"}))
    alone = added("We hold 3 files about it.")(LETTERS["neither confirm nor deny"]())
    mixed = both(LETTERS["neither confirm nor deny"]())
    given = Decision(2, "foi", "held", "granted", answer="There were 12.").to_mapping()
    answer = (
        Part("a2", "paragraph", "We hold this.", question=2, role="outcome"),
        Part("b2", "paragraph", "There were 12.", question=2, role="answer"),
    )
    parts = (*mixed.letter.parts[:-1], *answer, replace(mixed.letter.parts[-1], kind="block"))
    letter = replace(mixed.letter, parts=parts, decisions=(*mixed.letter.decisions, given))

    def severities(case: Case) -> set[str]:
        found = check_letter(case.letter, case.facts, as_of=case.facts.leaves_on)
        return {each.severity for each in found if each.rule == "L-G05"}

    assert severities(alone) == {ERROR}
    assert severities(replace(mixed, letter=letter)) == {WARNING}


def test_every_rule_stands_in_the_table_and_has_a_number_of_its_own():
    numbers = [rule.number for rule in RULES]

    assert len(set(numbers)) == len(numbers)
    assert set(numbers) == {mutation.rule for mutation in MUTATIONS}


@pytest.mark.parametrize(
    "unit",
    ["[", "{{", "((", "in all the circumstances public interest in ", "intended ", "section 1, ", "a" * 50 + " "],
)
def test_a_text_made_to_be_slow_is_judged_at_once(unit):
    case = added((unit * 20_000)[:20_000], question=1)(LETTERS["prejudice"]())

    began = time.process_time()
    broken(case)

    assert time.process_time() - began < 1
