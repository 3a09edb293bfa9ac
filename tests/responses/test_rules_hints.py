"""A reply that neither confirms nor denies may not let it be seen which of the two it would have been."""

from dataclasses import replace

import pytest

from responses.domain.decisions import Decision
from responses.domain.letter import Part
from responses.domain.letter_rules import ERROR, WARNING
from responses.domain.rules import check_letter
from responses.domain.tables import Table
from tests.responses.rule_letters import LETTERS, Case
from tests.responses.rule_mutations import added, rewritten

NEITHER = "neither confirm nor deny"


def blocked(case: Case) -> set[str]:
    return _found(case, ERROR)


def warned(case: Case) -> set[str]:
    return _found(case, WARNING)


def _found(case: Case, severity: str) -> set[str]:
    found = check_letter(case.letter, case.facts, as_of=case.facts.leaves_on)
    return {each.rule for each in found if each.severity == severity}


@pytest.mark.parametrize(
    "words",
    [
        "The claim that you name was settled in 2021.",
        "Mr Smith’s claim was closed last year.",
        "His claim settled for £40,000.",
        "No such claim has been made.",
        "No claims were received.",
        "The trust has received three claims about this surgeon.",
        "There have been claims against this doctor.",
        "We paid damages to this family.",
        "We have a file on this.",
        "We have no file about this.",
        "We looked and nothing came up.",
        "Our search returned no results.",
        "Nothing was found.",
        "The number is below five.",
        "The answer is 3.",
        "The information contains the names of patients.",
    ],
)
def test_what_happened_or_did_not_gives_away_whether_something_is_held(words):
    assert "L-G05" in blocked(added(words, question=1)(LETTERS[NEITHER]()))


@pytest.mark.parametrize(
    "words",
    [
        "To say whether a claim was made would tell the world about somebody’s health.",
        "If a claim had been made, the patient would expect that nobody is told.",
        "People would learn that a claim was settled.",
        "We received your request on 2 March 2026.",
        "We have received your letter.",
        "You asked how many claims were closed last year.",
        "Your request is about a claim that was settled in 2021.",
        "The answer is that we neither confirm nor deny it.",
    ],
)
def test_what_would_follow_and_what_the_requester_wrote_give_nothing_away(words):
    assert "L-G05" not in blocked(added(words, question=1)(LETTERS[NEITHER]()))


@pytest.mark.parametrize("words", ["Your complaint is not upheld.", "We received your complaint on 3 March 2026."])
def test_what_became_of_the_complaint_itself_gives_nothing_away(words):
    case = LETTERS["review that neither confirms nor denies"]()

    assert "L-G05" not in blocked(added(words)(case))


HINTS_WITH_A_SUPPOSITION = (
    # What is told as a fact stays one beside a harm that would follow from telling more.
    "His claim was settled for £40,000, and to tell you more would harm him.",
    "The claim that you name was settled in 2021, so that disclosure would be unfair.",
    "The number is below five, which could identify people.",
    "Nothing was found that would help you.",
    "No such claim has been made, as far as anybody could know.",
    "We have a file on this, but to open it would harm the family.",
    "We neither confirm nor deny it because we have a file on this.",
    "You may know that his claim was settled last year.",
    "You may wish to know that there were no claims about this doctor.",
    # Words for whether something is held do not cover what is said before or after them.
    "We hold three files on this, whether or not they are complete.",
    "We hold the file, if you want to know.",
    "We have looked for it and cannot say whether more exists.",
    "We are pleased to confirm that we hold it.",
    "I am writing to tell you that we do not hold it.",
    "We would like to confirm that we hold it.",
    "We are able to say that we hold such a file.",
    # What is spoken of as known to exist is told to exist.
    "It would also show whether any of the claims would have been settled.",
    "To say how many of those files we closed would tell others about the doctor.",
    "We cannot say which of the claims was settled.",
    "To say more would disclose the contents of the file.",
    "We neither confirm nor deny that we hold the three files.",
    "The report would identify the surgeon.",
    "The documents may not be released at this time.",
    "His file could be opened in ten years.",
    # Leaning to one side is a hint as well.
    "We may hold it.",
    "We might have a file on this.",
    "We would not normally hold such information.",
    "We are unlikely to hold it.",
    "We do not expect to hold it.",
    "We do not believe that any claim was made.",
    "We are not aware of any claim.",
    "It would probably be in our archive, where we looked.",
)


@pytest.mark.parametrize("words", HINTS_WITH_A_SUPPOSITION)
def test_a_sentence_with_would_may_or_whether_gives_away_as_much_as_any_other(words):
    assert "L-G05" in blocked(added(words, question=1)(LETTERS[NEITHER]()))


@pytest.mark.parametrize(
    "words",
    [
        "To say whether the claim was settled would tell others about the patient.",
        "People would learn that the claim was settled.",
        "Others would see when the file was closed.",
    ],
)
def test_words_that_speak_as_if_there_were_one_are_to_be_looked_at_again(words):
    case = added(words, question=1)(LETTERS[NEITHER]())

    assert "L-G05" not in blocked(case)
    assert "L-G05" in warned(case)


@pytest.mark.parametrize(
    "words",
    [
        "It would show whether any claim had been settled.",
        "To confirm that we hold such a file would tell that the person had made a claim.",
        "To deny it would tell others that no claim had been made.",
        "If we held a file, the file would name the patient.",
        "If any claim had been made, the claim would be confidential, and the family would expect that.",
        "Were we to hold it, we would have to think of the family.",
        "We may or may not hold it.",
        "We neither confirm nor deny whether there are any such claims.",
        "Whether there were claims is itself personal data.",
        "Knowing that a claim was settled would tell others about somebody’s health.",
        "A yes or a no would reveal that we hold it, or that we do not.",
        "That a claim was made would be known to the whole village.",
        "We neither confirm nor deny it, because to say that we hold such a file would tell who complained.",
        "To say whether the claim exists would tell others about the patient.",
        "To say whether the claim that you name was settled would tell others about the patient.",
        "You asked whether any of the claims would have been settled out of court.",
        "You asked for the three files.",
        "This duty does not apply, so we neither confirm nor deny whether we hold it.",
        "The public interest in saying whether we hold it is small.",
        "The firms would bid less keenly.",
        "In all the circumstances of the case, we cannot say whether we hold it.",
        "We will answer any complaint about this within 20 working days.",
        "We have a duty to keep what patients tell us to ourselves.",
        "We may have to ask you for more.",
        "There would be no harm in saying whether we hold it, if it were about you.",
        "This should not be taken as indicating that we do or do not hold the information.",
        "There are legitimate reasons for asking. Is there one rule for all? No.",
        "If there were three claims against him, to say so would be unfair.",
        "You asked for the number of claims against Dr Smith.",
        "The number of claims against a person is personal data.",
        "We keep a register of requests.",
        "We have it in mind that you asked before.",
        "It would show whether he has ever been sued.",
    ],
)
def test_what_speaks_only_of_whether_there_is_anything_gives_nothing_away(words):
    case = added(words, question=1)(LETTERS[NEITHER]())

    assert "L-G05" not in blocked(case) | warned(case)


@pytest.mark.parametrize(
    "words",
    [
        "He has three claims.",
        "Dr Smith has been sued three times.",
        "He has never had a claim made against him.",
        "No such claim was ever made.",
        "We have it.",
        "We have none.",
        "We retain the file.",
        "We possess such papers.",
        "There is nothing to release.",
        "Number of claims against Dr Smith: 3",
        "# Three claims against Dr Smith",
        "It contains personal data of the claimant.",
    ],
)
@pytest.mark.parametrize("question", [0, 1])
def test_having_or_lacking_something_in_everyday_words_gives_it_away(words, question):
    assert "L-G05" in blocked(added(words, question=question)(LETTERS[NEITHER]()))


@pytest.mark.parametrize(
    "words", ["The withheld claims would identify him.", "The relevant records have been redacted."]
)
def test_what_is_called_withheld_or_redacted_is_spoken_of_as_held(words):
    assert "L-K6" in blocked(added(words, question=1)(LETTERS[NEITHER]()))


def _with_table_of_no_question(name: str) -> Case:
    of = Table("Three claims held against Dr Smith", ("Year", "Claims"), (("2021", "3"),))
    case = LETTERS[name]()
    part = Part("more", "table", "", role="table", table=of)
    return replace(case, letter=replace(case.letter, parts=(*case.letter.parts, part)))


def test_a_table_of_no_question_gives_it_away_where_nothing_else_is_answered():
    assert "L-K6" in blocked(_with_table_of_no_question(NEITHER))


def test_a_table_of_no_question_wants_a_look_where_another_question_is_answered():
    case = _with_table_of_no_question(NEITHER)
    given = Decision(2, "foi", "held", "granted", answer="There were 12.").to_mapping()
    letter = replace(case.letter, decisions=(*case.letter.decisions, given))
    case = replace(case, letter=letter, facts=replace(case.facts, questions={1: "First?", 2: "Second?"}))

    assert "L-K6" not in blocked(case)
    assert "L-K6" in warned(case)


@pytest.mark.parametrize("change", [added("Thank you for writing."), added("It rains.", question=1)])
def test_whatever_an_officer_writes_beside_neither_confirming_nor_denying_is_read_once_more(change):
    assert "L-K6" in warned(change(LETTERS[NEITHER]()))


def test_a_wording_changed_for_such_a_letter_is_read_once_more_and_an_approved_one_is_not():
    assert "L-K6" not in warned(LETTERS[NEITHER]())
    assert "L-K6" in warned(rewritten("conclusion", "I hope that this helps.")(LETTERS[NEITHER]()))


def test_a_reviewer_who_has_to_write_the_reasons_alone_is_not_warned_of_each_paragraph():
    assert not warned(LETTERS["review that neither confirms nor denies"]())
