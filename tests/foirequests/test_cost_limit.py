"""The cost limit of section 12: what counts, what it comes to, and what would fit."""

from fractions import Fraction

import pytest

from foirequests.domain.cost_limit import CostLimit, CostLine, CostRefused, estimate, narrower_requests
from foirequests.domain.cost_words import HEADINGS, letter_paragraph, pounds_words, table_rows, verdict

LIMIT = CostLimit(pounds=450, pounds_an_hour=25)


def line(units=100, minutes="3", people=1, activity="locate", unit="claim files", **others) -> CostLine:
    return CostLine(activity, unit, units, Fraction(minutes), people, "sample of 20 files", **others)


@pytest.mark.parametrize(
    ("lines", "hours", "pounds", "over"),
    [
        ([line(360, "3")], "18", "450", False),  # exactly the limit does not exceed it
        ([line(361, "3")], "18.05", "451.25", True),
        ([line(108, "10")], "18", "450", False),
        ([line(1, "1")], "1/60", "5/12", False),
        ([line(100, "3", people=2)], "10", "250", False),
        ([line(4000, "5", activity="extract"), line(1, "30", activity="determine")], "2003/6", "50075/6", True),
        ([line(180, "3"), line(180, "3", reference="FOI_0002")], "18", "450", False),
        ([line(180, "3"), line(181, "3", reference="FOI_0002")], "18.05", "451.25", True),  # counted together
        ([line(7, "0.5")], "7/120", "35/24", False),
    ],
)
def test_units_times_minutes_times_people_at_the_flat_rate(lines, hours, pounds, over):
    found = estimate(lines, LIMIT)

    assert (found.hours, found.pounds, found.is_over) == (Fraction(hours), Fraction(pounds), over)


def test_a_department_has_a_higher_limit():
    assert not estimate([line(361, "3")], CostLimit(600, 25)).is_over


@pytest.mark.parametrize("activity", ["redact", "deciding on exemptions", "", "read"])
def test_only_the_four_activities_count(activity):
    with pytest.raises(CostRefused, match="does not count towards the cost limit"):
        estimate([line(activity=activity)], LIMIT)


@pytest.mark.parametrize(
    ("unit", "named"),
    [
        ("files to redact", "Redaction"),
        ("pages blacked out", "Redaction"),
        ("exemptions considered", "Deciding whether an exemption applies"),
        ("public interest tests", "Weighing the public interest"),
        ("consultation with members", "Consulting others"),
        ("drafting the letter", "Drafting the reply"),
        ("clearance of the reply", "Clearing the reply"),
        ("photocopies", "Copying and sending"),
        ("sending of letters", "Copying and sending"),
        ("quality checks", "Checking the result"),
    ],
)
def test_work_that_does_not_count_is_refused_by_name(unit, named):
    with pytest.raises(CostRefused, match=f"^{named} does not count"):
        estimate([line(unit=unit)], LIMIT)


@pytest.mark.parametrize(
    "unit", ["claims with reports of consultants", "printed files", "draft minutes", "e-mails sent"]
)
def test_what_only_sounds_like_it_counts(unit):
    assert estimate([line(unit=unit)], LIMIT).minutes == 300


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"units": 0}, "Number of units"),
        ({"minutes": "0"}, "Minutes for each"),
        ({"people": 0}, "People"),
        ({"unit": " "}, "Say what is counted"),
    ],
)
def test_numbers_are_checked(wrong, words):
    with pytest.raises(CostRefused, match=words):
        estimate([line(**wrong)], LIMIT)


@pytest.mark.parametrize(
    ("most", "one_more", "words"),
    [
        ({"units": 10_000_000}, {"units": 10_000_001}, "whole number from 1 to 10,000,000"),
        ({"minutes": "10000"}, {"minutes": "10000.5"}, "a number up to 10,000"),
        ({"people": 100}, {"people": 101}, "whole number from 1 to 100"),
    ],
)
def test_a_line_counts_up_to_what_an_authority_could_mean(most, one_more, words):
    estimate([line(**most)], LIMIT)

    with pytest.raises(CostRefused, match=words):
        estimate([line(**one_more)], LIMIT)


def test_an_estimate_has_fifty_lines_at_the_most():
    assert estimate([line(1)] * 50, LIMIT).minutes == 150

    with pytest.raises(CostRefused, match="up to 50 lines"):
        estimate([line(1)] * 51, LIMIT)


def test_an_estimate_without_evidence_is_refused():
    with pytest.raises(CostRefused, match="supported by evidence"):
        estimate([CostLine("locate", "files", 10, Fraction(3), 1, " ")], LIMIT)


@pytest.mark.parametrize(
    ("lines", "asked_for", "told"),
    [
        ([line(1000, "3")], {"years": 10}, [("3 years instead of 10", "15")]),
        ([line(1000, "3")], {"years": 10, "trusts": 200}, [
            ("3 years instead of 10", "15"), ("72 trusts instead of 200", "18")]),
        ([line(1000, "3"), line(1, "120", is_fixed=True)], {"codes": 4}, [("1 code instead of 4", "14.5")]),
        ([line(10_000, "3")], {"years": 5, "codes": 10}, [
            ("1 year instead of 5 and 1 code instead of 10", "10"),
            ("1 code instead of 10 and 1 year instead of 5", "10")]),
        ([line(1000, "3")], {}, []),
        ([line(1000, "3")], {"years": 1}, []),
        ([line(100_000, "3")], {"years": 2}, []),
        ([line(1, "1200", is_fixed=True), line(10, "3")], {"years": 10}, []),
        ([line(300, "3")], {"years": 10}, []),  # fits as it is
        ([line(361, "3")], {"years": 2}, [("1 year instead of 2", "9.025")]),
        ([line(361, "3")], {"years": 10}, [("9 years instead of 10", "16.245")]),
        ([line(361, "3")], {"hospitals": 10}, []),  # nothing that a request is narrowed by
        ([line(1, "1079", is_fixed=True), line(2, "1")], {"years": 2}, [("1 year instead of 2", "18")]),
        ([line(1, "1080.5", is_fixed=True), line(1, "1")], {"years": 10}, []),
    ],
)  # fmt: skip
def test_less_of_it_that_would_fit_is_proposed(lines, asked_for, told):
    found = narrower_requests(estimate(lines, LIMIT), asked_for)

    assert [(each.words, each.hours) for each in found] == [(words, Fraction(hours)) for words, hours in told]


def test_the_table_for_the_letter_has_each_line_and_the_sum():
    found = estimate([line(1200, "2.5", people=2), line(1, "30", activity="determine", reference="FOI_0002")], LIMIT)

    rows = table_rows(found)

    assert {len(row) for row in rows} == {len(HEADINGS)}
    assert rows[0][1:] == ("claim files", "1,200", "2.5", "2", "100", "sample of 20 files")
    assert rows[1][1] == "claim files (FOI_0002)"
    assert rows[-1] == ("Total", "", "", "", "", "100.5", "£2,512.50 at £25 an hour")
    assert verdict(found) == "100.5 hours, £2,512.50: over the limit of 18 hours, £450."


def test_the_letter_says_what_was_counted_and_what_the_limit_is():
    words = letter_paragraph(estimate([line(4000, "5", people=2)], LIMIT))

    assert "4,000 claim files, at 5 minutes each by 2 people: 666.67 hours (sample of 20 files)" in words
    assert words.endswith(
        "Together this would take 666.67 hours. At £25 an hour that is £16,666.67;"
        " the limit is £450, which is 18 hours."
    )


@pytest.mark.parametrize(
    ("pounds", "shown"), [("450", "£450"), ("1237.5", "£1,237.50"), ("0.417", "£0.42"), ("0.3746", "£0.37")]
)
def test_pounds_are_shown_as_people_write_them(pounds, shown):
    assert pounds_words(Fraction(pounds)) == shown
