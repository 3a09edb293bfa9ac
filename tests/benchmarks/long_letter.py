"""How fast a long reply is put together and printed: run by `make bench`; figures, not pass or fail.

Twelve questions with their refusals and ten tables, some twenty pages: the parts from the decisions, the HTML of the
preview, the PDF.
"""

import os
import statistics
from dataclasses import replace

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
django.setup()

from responses.domain.assembly import planned_parts  # noqa: E402
from responses.domain.decisions import Decision  # noqa: E402
from responses.domain.planned import Asked, PlacedTable, Plan  # noqa: E402
from responses.domain.reassembly import first_parts, reassemble, refilled  # noqa: E402
from responses.domain.tables import Table  # noqa: E402
from responses.rendering import letter_html, letter_pdf, page_count  # noqa: E402
from tests.benchmarks.letters import measured  # noqa: E402
from tests.responses.decided import SETTINGS, TODAY, ground, wording  # noqa: E402
from tests.responses.letters import MOMENTS, TODAY_VALUES, todays_letter  # noqa: E402

QUESTIONS, TABLES, ROWS, COLUMNS = 12, 10, 15, 5
GROUNDS = ("s43(2)", "s40(2)", "s36(2)(b)(i)", "s42", "s41", "s22")


def table_of(number: int) -> Table:
    """A table of figures that takes half a page."""
    return Table(
        caption=f"Claims of question {number} by trust and year",
        columns=("Trust", *(f"20{year}/{year + 1}" for year in range(19, 18 + COLUMNS))),
        rows=tuple(
            (f"Trust number {row}", *(f"{row * place:,}" for place in range(1, COLUMNS))) for row in range(1, ROWS + 1)
        ),
        unit="claims",
        notes=("As at 31 March 2026.",),
        symbols=(("*", "fewer than five, withheld under section 40(2)"),),
    )


def long_plan() -> Plan:
    """What was decided on the questions."""
    decisions = [
        Decision(
            question=number,
            regime="foi",
            held="held",
            outcome="part",
            text=f"Question {number}, in the words of the requester?",
            answer="We give you the figures of each trust and year. " * 18,
            details={"removed": "the names of staff", "nearest_held": "the figures by specialty"},
            grounds=(ground(GROUNDS[number % len(GROUNDS)], f"ground:{number}"),),
            tables=(f"table:{number}",) if number <= TABLES else (),
        )
        for number in range(1, QUESTIONS + 1)
    ]
    return Plan(
        decisions=decisions,
        on=TODAY,
        asked={each.question: Asked(each.question, each.text) for each in decisions},
        tables={f"table:{number}": PlacedTable(table_of(number)) for number in range(1, TABLES + 1)},
    )


def main() -> None:
    """Measure and print."""
    plan, blocks = long_plan(), wording()
    planned = planned_parts(plan)
    parts = first_parts(planned, blocks)
    letter = replace(todays_letter(), parts=parts, values=TODAY_VALUES | SETTINGS).fill_moments(MOMENTS)

    def assembled_and_shown() -> str:
        filled = refilled(parts, planned_parts(plan))
        return letter_html(replace(letter, parts=filled), screen=True)

    planning = statistics.median(measured(lambda: first_parts(planned_parts(plan), blocks), 20))
    up_to_date = statistics.median(measured(lambda: reassemble(parts, planned, blocks), 20))
    shown = statistics.median(measured(assembled_and_shown, 15))
    letter_pdf(letter)
    printed = statistics.median(measured(lambda: letter_pdf(letter), 5))
    print(f"{QUESTIONS} questions, {TABLES} tables, {page_count(letter_pdf(letter))} pages, {len(parts)} parts")
    print(f"Assembled from the decisions:                  {planning:7.1f} ms")
    print(f"Compared with what is decided:                 {up_to_date:7.1f} ms")
    print(f"Assembled and shown as HTML for the preview:   {shown:7.1f} ms")
    print(f"Its PDF, warm:                                 {printed:7.1f} ms")


if __name__ == "__main__":
    main()
