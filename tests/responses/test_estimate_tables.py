"""A table of the estimate in the letter says what the decision says (section 12)."""

from dataclasses import replace

import pytest

from responses.domain.estimate_table import differences
from responses.domain.letter_rules import ERROR
from responses.domain.rules import check_letter
from responses.domain.tables import Table
from tests.responses.rule_letters import LETTERS
from tests.responses.rule_mutations import all_of, reworded, table, with_row

COLUMNS = ("Activity", "Files", "Minutes for each", "Hours")
LOCATING, RETRIEVING = ("Locating", "1,200", "2", "40"), ("Retrieving", "1,200", "3", "60")
EXTRACTING = ("Extracting", "1,200", "5", "100")
ESTIMATE = Table("Our estimate", COLUMNS, (LOCATING, RETRIEVING, EXTRACTING))
TOTAL = with_row(ESTIMATE, "Total", "", "", "200")
DECIDED = {
    "hours": "200",
    "pounds": "5,000",
    "records": "1,200 claim files",
    "activities": "Locating each file, 2 minutes; retrieving it, 3 minutes; extracting the information, 5 minutes",
}


def of_rows(*rows: tuple[str, ...], columns: tuple[str, ...] = COLUMNS) -> Table:
    return Table("Our estimate", columns, rows)


PRODUCT = Table(
    "Estimate of the cost of complying",
    ("Activity", "What is counted", "Number", "Minutes for each", "People", "Hours", "Based on"),
    (
        ("Locating it", "claim files", "1,200", "2", "1", "40", "a sample of 20"),
        ("Retrieving it", "claim files", "1,200", "3", "1", "60", "a sample of 20"),
        ("Extracting it", "claim files", "1,200", "5", "1", "100", "a sample of 20"),
        ("Total", "", "", "", "", "200", "at £25 an hour: £5,000"),
    ),
)


@pytest.mark.parametrize(
    "of",
    [
        ESTIMATE,
        TOTAL,
        PRODUCT,
        of_rows(("Locating", "1,200 files", "2 minutes", "40 hours"), RETRIEVING, EXTRACTING),
        of_rows(("All of it", "200", "£5,000"), ("Total", "200 hours", "£5,000.00"), columns=("Work", "Hours", "Cost")),
        of_rows(("Two people", "1,200", "5", "2", "200"), columns=("Work", "Files", "Minutes", "People", "Hours")),
        of_rows(("2023/24", "600"), ("2024/25", "600"), columns=("Year", "Claim files")),
    ],
)
def test_a_table_with_the_figures_of_the_decision_is_in_order(of):
    assert differences(of, DECIDED) == ()


@pytest.mark.parametrize(
    ("of", "told"),
    [
        (with_row(ESTIMATE, "Total", "", "", "300"), "300 hours"),
        (with_row(with_row(ESTIMATE, "Determining", "1,200", "5", "100"), "Total", "", "", "200"), "300 hours"),
        (with_row(ESTIMATE, "Determining", "1,200", "5", "100"), "300 hours"),
        (of_rows(LOCATING, RETRIEVING), "100 hours"),
        (of_rows(LOCATING, RETRIEVING, ("Extracting", "1,200", "8", "160")), "8 minutes"),
        (of_rows(LOCATING, RETRIEVING, ("Extracting", "2,400", "5", "200")), "2,400"),
        (of_rows(LOCATING, RETRIEVING, ("Extracting", "1,200", "5", "90")), "100 hours, not 90"),
        (of_rows(("All of it", "200", "£7,500"), columns=("Work", "Hours", "Cost")), "£7,500"),
        (of_rows(("All of it", "12,000"), columns=("Work", "Cost in £")), "£12,000"),
    ],
)
def test_a_table_with_other_figures_than_the_decision_is_told(of, told):
    assert any(told in words for words in differences(of, DECIDED)), differences(of, DECIDED)


@pytest.mark.parametrize("name", ["hours", "pounds", "records", "activities"])
def test_a_decision_that_lacks_a_figure_is_compared_in_the_others(name):
    assert differences(TOTAL, {**DECIDED, name: ""}) == ()


def test_the_letter_whose_typed_table_differs_from_the_estimate_of_the_decision_is_blocked():
    case = table(with_row(ESTIMATE, "Total", "", "", "300"), "s12-estimate")(LETTERS["cost limit"]())
    found = check_letter(case.letter, case.facts, as_of=case.facts.leaves_on)

    assert {(each.rule, each.severity) for each in found} == {("L-T3", ERROR)}
    assert any("300 hours" in each.words for each in found)


def test_a_table_added_beside_the_estimate_is_compared_as_well():
    lone = replace(ESTIMATE, rows=(LOCATING, RETRIEVING, ("Extracting", "1,200", "8", "160")))
    case = all_of(reworded("s12", "Section"), table(lone, "s12"))(LETTERS["cost limit"]())
    found = check_letter(case.letter, case.facts, as_of=case.facts.leaves_on)

    assert "L-T3" in {each.rule for each in found}
