"""How fast the rules judge a long letter: run by `make bench`; figures, not pass or fail.

Twenty pages, twelve questions and ten tables, refused on six exemptions: every rule of a reply has something to read.
"""

import statistics
import time
from dataclasses import replace

from responses.domain.decisions import Decision
from responses.domain.letter import Part
from responses.domain.rules import check_letter
from responses.domain.tables import Table
from tests.responses.rule_letters import FACTS, LETTERS, Case, block, letter, words

QUESTIONS, TABLES, TIMES = 12, 10, 30
WORDS_OF_A_PAGE, PAGES = 350, 20
REFUSALS = ("prejudice", "personal data", "confidence", "section 36", "neither confirm nor deny", "cost limit")
LONG = "The figures show our database as it stood on the day, and they change as open claims are resolved. "


def long_letter() -> Case:
    """A letter of many questions, each given or refused."""
    parts, decisions, questions = [block("opening")], [], {}
    for number in range(1, QUESTIONS + 1):
        questions[number] = f"Question {number}: how many claims did you close in the year 20{number:02}?"
        parts.append(words(f"q{number}", questions[number], question=number, role="question"))
        if number <= TABLES:
            parts += _given(number)
            decisions.append(Decision(number, "foi", "held", "granted", tables=(f"table:{number}",)))
        if number > QUESTIONS - len(REFUSALS):
            source = LETTERS[REFUSALS[QUESTIONS - number]]().letter
            refusal = Decision.from_mapping(source.decisions[0])
            parts += [
                replace(each, key=f"{each.key}-{number}", question=number) for each in source.parts if each.question
            ]
            decisions = [each for each in decisions if each.question != number]
            decisions.append(replace(refusal, question=number))
    filling = " ".join([LONG] * (WORDS_OF_A_PAGE * PAGES // len(LONG.split()) // QUESTIONS))
    parts += [words(f"filling{number}", filling, question=number) for number in range(1, QUESTIONS + 1)]
    parts += [block(slug) for slug in ("re-use", "internal-review", "information-commissioner")]
    return Case(letter(*parts, decisions=decisions), replace(FACTS, questions=questions))


def _given(number: int) -> list[Part]:
    rows = tuple((f"Trust {row}", str(row * number), str(row)) for row in range(1, 21))
    table = Table(f"Claims of question {number}", ("Trust", "Claims", "Closed"), rows, unit="claims")
    return [
        words(f"o{number}", "We hold this.", question=number, role="outcome"),
        words(f"t{number}", "", question=number, role="table", source=f"table:{number}", table=table),
    ]


def main() -> None:
    """Measure and print."""
    case, spent = long_letter(), []
    for _ in range(TIMES):
        began = time.process_time()
        findings = check_letter(case.letter, case.facts, as_of=case.facts.leaves_on)
        spent.append((time.process_time() - began) * 1000)
    pages = sum(len(part.body.split()) for part in case.letter.parts) / WORDS_OF_A_PAGE
    print(
        f"Checks of a letter of {pages:.0f} pages, {QUESTIONS} questions, {TABLES} tables: median"
        f" {statistics.median(spent):.1f} ms, slowest {max(spent):.1f} ms, {len(findings)} findings"
    )


if __name__ == "__main__":
    main()
