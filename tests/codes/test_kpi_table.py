"""Reading key performance indicators and strategic risks out of a page that was pasted."""

import pytest

from codes.domain.kpi_table import TableRefused, read_kpi_page

PAGE = """Our performance
Fair Resolution
| Annual KPI No | Annual KPI | Area | Target2 |
|---|---|---|---|
| 1 | Time to resolution from claims decision to agreement of damages | Claims Management | Internal |
| 5 | 90% of all exclusions/suspensions critically reviewed (where due) | Practitioner Performance Advice | 90% |
| 7 | Significant concerns3 ⦁ Demonstrate relevant information ⦁ Demonstrate steps taken ⦁ Demonstrate timely steps | Organisation-wide | 100% |
2 KPIs with internal targets are not reported externally due to commercial sensitivity.
3 This KPI has been included to monitor the framework. See pages 52–53 of the 2022/23 Annual Report.
All services
| Annual KPI No | Annual KPI | Area | Target |
|---|---|---|---|
| 12 | Management of budgets. Covid19 costs included. | Finance | No overspend, underspend within 5% |
Strategic risks
For the 2025–28 strategic period, our risk management focus will be on the following areas:
| Strategic risk | Actions we take |
|---|---|
| The rising cost of clinical negligence | Identifying further opportunities. |
"""  # noqa: E501


def kpis() -> dict:
    return {row.printed_number: row for row in read_kpi_page(PAGE).kpis}


def test_each_indicator_has_its_group_area_and_target_as_text():
    read = kpis()

    assert list(read) == ["1", "5", "7a", "7b", "7c", "12"]
    assert read["5"].text == "90% of all exclusions/suspensions critically reviewed (where due)"
    assert (read["5"].group, read["5"].area, read["5"].target) == (
        "Fair Resolution", "Practitioner Performance Advice", "90%"
    )  # fmt: skip
    assert read["12"].target == "No overspend, underspend within 5%"
    assert read["12"].group == "All services"


def test_an_internal_target_is_known_as_such():
    assert {number: row.visibility for number, row in kpis().items()} == {
        "1": "internal", "5": "published", "7a": "published", "7b": "published", "7c": "published", "12": "published"
    }  # fmt: skip


def test_raised_digits_are_footnotes_and_no_part_of_the_words():
    read = kpis()

    assert read["7a"].lead == "Significant concerns"
    assert read["7a"].footnotes[0].startswith("This KPI has been included")
    assert read["1"].footnotes == (
        "KPIs with internal targets are not reported externally due to commercial sensitivity.",
    )
    assert read["12"].footnotes == ()


def test_a_figure_that_no_footnote_explains_is_left_alone():
    assert "Covid19 costs" in kpis()["12"].text


def test_an_indicator_with_bullets_has_parts():
    read = kpis()

    assert [read[number].text for number in ("7a", "7b", "7c")] == [
        "Demonstrate relevant information",
        "Demonstrate steps taken",
        "Demonstrate timely steps",
    ]


def test_strategic_risks_come_with_their_period_and_actions():
    (risk,) = read_kpi_page(PAGE).risks

    assert (risk.period, risk.risk, risk.actions) == (
        "2025–28", "The rising cost of clinical negligence", "Identifying further opportunities."
    )  # fmt: skip


def test_a_table_copied_from_a_browser_has_tabs_between_its_cells():
    page = "Maternity\nAnnual KPI No\tAnnual KPI\tArea\tTarget\n10\tEN clinical review\tSafety and Learning\t100%\n"

    (row,) = read_kpi_page(page).kpis

    assert (row.number, row.group, row.text, row.target) == (10, "Maternity", "EN clinical review", "100%")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("", "No table of indicators or risks was found"),
        ("| Name | Age |\n|---|---|\n| a | 1 |", "No table of indicators or risks was found"),
        (PAGE.replace("| 5 |", "| five |"), "Line 6: “five” is not the number of an indicator."),
        (PAGE.replace("| 5 |", "| 1 |"), "KPI 1 stands twice in the text."),
        (PAGE.replace("| 90% |", "| |"), "Line 6: KPI 5 has no target."),
        (PAGE.replace(" | 90% |", " |"), "Line 6: the row has 3 cells instead of four."),
        (PAGE.replace("| Identifying further opportunities. |", "| |"), "a risk has two cells"),
        (PAGE.replace("| 5 |", "| 0 |"), "Line 6: “0” is not the number of an indicator."),
        (PAGE.replace("| 5 |", "| 1000 |"), "Line 6: “1000” is not the number of an indicator."),
        (PAGE.replace("| Target2 |", "|"), "The table under “Fair Resolution” has 3 columns instead of four"),
        ("x" * 200_001, "The text is too long"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(page, words):
    with pytest.raises(TableRefused, match=words.replace(".", r"\.")):
        read_kpi_page(page)


@pytest.mark.parametrize("number", ["1", "999"])
def test_an_indicator_has_a_number_of_up_to_three_digits(number):
    page = f"Maternity\nAnnual KPI No\tAnnual KPI\tArea\tTarget\n{number}\tEN clinical review\tSafety\t100%\n"

    (row,) = read_kpi_page(page).kpis

    assert row.printed_number == number


def test_a_page_of_two_hundred_thousand_characters_is_read():
    assert len(read_kpi_page(PAGE.ljust(200_000)).kpis) == 6


@pytest.mark.parametrize(("length", "is_heading"), [(60, True), (61, False)])
def test_a_line_longer_than_sixty_characters_is_no_heading(length, is_heading):
    line = "All services".ljust(length, ".")

    (*_others, last) = read_kpi_page(PAGE.replace("All services", line)).kpis

    assert last.group == (line if is_heading else "")


def test_a_target_of_dashes_is_still_a_target():
    assert {row.printed_number: row.target for row in read_kpi_page(PAGE.replace("| 90% |", "| -- |")).kpis}[
        "5"
    ] == "--"


def test_a_raised_digit_is_taken_out_wherever_it_stands_in_the_words():
    page = PAGE.replace("to agreement of damages", "to agreement3 (of damages), see schedule.9")

    (first, *_others) = read_kpi_page(page).kpis

    assert first.text == "Time to resolution from claims decision to agreement (of damages), see schedule.9"
