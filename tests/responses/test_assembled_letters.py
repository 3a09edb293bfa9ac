"""Assembled letters as they are printed: numbers, factors, what was removed, tables."""

from responses.domain.decisions import Decision
from responses.domain.letter import letter_hash
from responses.domain.planned import Asked, PlacedTable, Plan
from responses.rendering import letter_pdf, letter_text
from tests.responses.decided import TODAY, ground, letter_of
from tests.responses.letters import CLAIMS, MOMENTS
from tests.responses.test_assembly import ENDING, FRAME, plan, slugs


def text_of(planned: Plan) -> str:
    letter = letter_of(planned)
    return letter_text(letter.fill_moments({name: MOMENTS[name] for name in letter.moment_gaps}))


def test_a_letter_of_several_refusals_and_tables_becomes_a_pdf_and_keeps_its_hash():
    decisions = tuple(
        Decision(number, "foi", "held", "part", f"Question {number}?", "Something.",
                 grounds=(ground("s43(2)", f"ground:{number}"),), tables=(f"table:{number}",))
        for number in (1, 2, 3)
    )  # fmt: skip
    tables = {f"table:{number}": PlacedTable(CLAIMS) for number in (1, 2, 3)}
    letter = letter_of(Plan(decisions=decisions, on=TODAY, tables=tables)).fill_moments(MOMENTS)
    assert letter_pdf(letter).startswith(b"%PDF")
    assert letter_hash(letter) == letter_hash(letter.from_json(letter.to_json()))


def test_with_several_questions_each_answer_stands_under_its_number():
    first = Decision(1, "foi", "held", "granted", "How many claims?", "Twelve.")
    second = Decision(2, "foi", "not_held", "not_held", "Which procedures?", details={"places_searched": "everywhere"})
    asked = {1: Asked(1, "How many claims?"), 2: Asked(2, "Which procedures?")}
    assert slugs(plan(first, second, asked=asked)) == (
        *FRAME, "question-heading", "information-below", "question-heading", "not-held",
        "about-this-letter", "re-use", *ENDING,
    )  # fmt: skip
    text = text_of(plan(first, second, asked=asked))
    assert "Question 1: How many claims?\n\nWe hold" in text
    assert "Question 2: Which procedures?\n\nWe do not hold" in text


def test_factors_are_sentences_the_heaviest_first():
    text = text_of(plan(Decision(1, "foi", "held", "refused", grounds=(ground("s43(2)"),))))
    assert (
        "In favour of disclosure:\n\n• Public money is spent on it.\n• People can judge how we manage it.\n\n"
        "In favour of maintaining the exemption:\n\n• Claims would cost the NHS more.\n\n"
    ) in text


def test_a_part_disclosure_gives_says_what_it_removed_and_lists_masked_numbers():
    decided = Decision(
        1, "foi", "held", "part", answer="See below.", details={"removed": "names in 4 documents."},
        grounds=(ground("s40(2)"),), tables=("table:4",),
    )  # fmt: skip
    tables = {"table:4": PlacedTable(CLAIMS)}
    assert slugs(plan(decided, tables=tables))[3:9] == (
        "held-and-given-in-part", "answer", "table:4", "removed", "masked-figures", "personal-data",
    )  # fmt: skip
    text = text_of(plan(decided, tables=tables))
    assert "taken out names in 4 documents. Where" in text
    assert (
        "• In “Claims closed by year” 2 figures are shown as *: fewer than five; withheld under section 40(2)." in text
    )
