"""Whether the estimate of a section 12 refusal carries it, and what its figures may be typed as: no database."""

from fractions import Fraction

import pytest

from foirequests.domain.cost_limit import CostLimit
from responses.domain.errors import Refused
from responses.domain.ground_answers import kept_answer
from responses.domain.missing import missing_in, missing_of, unfinished
from responses.domain.stated_cost import hours_of_steps, problems_of
from tests.responses.laws import PROCEDURE, complete, decision

LIMIT = CostLimit(450, 25)
STATED = {
    "hours": "200",
    "pounds": "5,000",
    "records": "1,200 claim files",
    "activities": "Locating each file, 2 minutes\nRetrieving it, 3 minutes\nExtracting the information, 5 minutes",
}


def problems(limit: CostLimit | None = LIMIT, **changes: str) -> list[tuple[str, bool]]:
    return [(each.name, each.is_certain) for each in problems_of({**STATED, **changes}, limit)]


def steps(minutes: str, records: str = "1,200 claim files") -> dict[str, str]:
    return {"activities": f"Extracting the information, {minutes} minutes each", "records": records}


def test_an_estimate_over_the_limit_that_follows_from_records_and_minutes_carries_the_refusal():
    assert problems() == []


@pytest.mark.parametrize(
    ("hours", "pounds", "records", "minutes"), [("3", "75", "18 files", "10"), ("18", "450", "108 files", "10")]
)
def test_an_estimate_that_the_limit_allows_carries_no_refusal(hours, pounds, records, minutes):
    stated = {"hours": hours, "pounds": pounds, **steps(minutes, records)}

    assert problems(**stated) == [("hours", True)]
    assert problems(limit=CostLimit(600, 25), hours="20", pounds="500", **steps("10", "120 files")) == [("hours", True)]


def test_the_least_above_the_limit_carries_it():
    assert problems(hours="18.5", pounds="462.50", **steps("10", "111 files")) == []


def test_a_message_names_the_estimate_and_the_limit():
    [told] = problems_of({**STATED, "hours": "3", "pounds": "75", **steps("10", "18 files")}, LIMIT)

    assert told.words == (
        "The estimate comes to 3 hours or £75, which is within the limit of 18 hours or £450: section 12 does not apply"
    )


def test_hours_or_pounds_alone_over_the_limit_do_not_carry_it():
    assert problems(hours="3", **steps("10", "18 files")) == [("pounds", True), ("hours", True)]
    assert problems(pounds="75") == [("pounds", True), ("hours", True)]


@pytest.mark.parametrize(("hours", "pounds", "is_right"), [("23.33", "583.25", True), ("200", "5,004", False)])
def test_pounds_are_the_hours_at_the_rate_to_the_pound(hours, pounds, is_right):
    found = [name for name, _certain in problems(hours=hours, pounds=pounds, **steps(hours, "60 files"))]
    assert ("pounds" not in found) is is_right


def test_hours_that_do_not_follow_from_records_and_minutes_are_told():
    assert problems(hours="300", pounds="7,500") == [("activities", True)]
    # Half an hour may have been rounded away; not across the limit.
    assert problems(hours="18.4", pounds="460", **steps("10", "108 files")) == [("activities", True)]


@pytest.mark.parametrize(
    ("records", "activities", "hours"),
    [
        ("1,200 claim files", "Locating each file takes 2 minutes. Extracting takes 3 minutes.", 100),
        ("1,200 claim files", "Locating 2 minutes, retrieving 3 minutes, extracting 5 minutes", 200),
        ("1,200 files closed in 2024/25", "Extracting: 10 minutes a file", 200),
        (
            "1,200 files; 300 e-mails",
            "Reading: 1,200 files, 10 minutes each\nReading: 300 e-mails, 2 minutes each",
            210,
        ),
        (
            "1,200 claim files",
            "Locating the information: 1,200 claim files (FOI_0003), 2 minutes each, 2 people at work, 80 hours"
            " (sample of 20 files on 3 March, 40 minutes)",
            80,
        ),
        ("1,200 files; 300 e-mails", "Reading: 2 minutes each", None),
        ("1,200 files", "Reading 1 in 10 files, 2 minutes each", None),
        ("1,200 files", "Our system has no field for this.", None),
    ],
)
def test_hours_are_read_from_the_steps_as_officers_write_them(records, activities, hours):
    assert hours_of_steps(records, activities) == (None if hours is None else Fraction(hours))


def test_steps_that_can_be_read_in_two_ways_want_a_look():
    assert problems(activities="Reading 1 in 10 files, 2 minutes each") == [("activities", False)]


@pytest.mark.parametrize(
    ("name", "typed"), [("hours", "abc"), ("pounds", "-5"), ("records", "many files"), ("activities", "Looking")]
)
def test_what_has_no_figure_is_no_estimate(name, typed):
    assert (name, True) in problems(**{name: typed})
    assert (name, True) in problems(limit=None, **{name: typed})


@pytest.mark.parametrize("code", ["s12(1)", "s12(2)"])
def test_a_decision_on_an_estimate_within_the_limit_is_not_finished(code):
    under = complete(code, PROCEDURE)
    under = complete(
        code, PROCEDURE, details={**under.details, "hours": "3", "pounds": "75", **steps("10", "18 files")}
    )
    refused = decision("held", "refused", grounds=(under,))

    assert [each.name for each in missing_of(under, limit=LIMIT)] == ["hours"]
    assert [each.name for each in missing_in(refused, limit=LIMIT)] == ["hours"]
    [told] = unfinished(refused, limit=LIMIT)
    assert told.words.startswith(f"Question 1, section {code[1:]}, is not complete: The estimate comes to 3 hours")
    assert missing_of(complete(code, PROCEDURE), limit=LIMIT) == ()


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("hours", "1200", "1,200"),
        ("hours", " 1,200 hours ", "1,200"),
        ("hours", "23.5", "23.5"),
        ("pounds", "£450", "450"),
        ("pounds", "£1,237.5", "1,237.50"),
        ("pounds", "587.50 pounds", "587.50"),
        ("pounds", "1 200", "1,200"),
        ("records", "1,200 claim files; 300 e-mails", "1,200 claim files; 300 e-mails"),
        ("work", "Locating: 2 minutes each", "Locating: 2 minutes each"),
        ("work", "Nothing counted yet", "Nothing counted yet"),
        ("hours", "", ""),
        ("line", "anything", "anything"),
    ],
)
def test_amounts_are_kept_as_letters_print_them_however_they_are_typed(kind, typed, kept):
    assert kept_answer(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("hours", "-5", "Enter a number of hours, for example 23.5"),
        ("hours", "abc", "Enter a number of hours, for example 23.5"),
        ("hours", "1e9", "Enter a number of hours, for example 23.5"),
        ("hours", "0", "Enter a number of hours above 0 and up to 1,000,000"),
        ("hours", "99999999", "Enter a number of hours above 0 and up to 1,000,000"),
        ("pounds", "a lot", "Enter a number of pounds, for example 587.50"),
        ("hours", "9" * 4500, "Enter a number of hours, for example 23.5"),
        ("records", f"{'9' * 4500} files", "Enter how many of what, for example 1,200 claim files"),
        ("pounds", "1,23", "Enter a number of pounds, for example 587.50"),
        ("records", "many files", "Enter how many of what, for example 1,200 claim files"),
        ("records", "-5 files", "Enter how many of what, for example 1,200 claim files"),
        ("records", "0 files", "Enter a number of records from 1 to 10,000,000"),
        ("work", "Locating: -2 minutes", "Enter minutes above 0 and up to 10,000 for each record"),
        ("work", "Locating: 0 minutes", "Enter minutes above 0 and up to 10,000 for each record"),
        ("work", "Locating: 99999 minutes", "Enter minutes above 0 and up to 10,000 for each record"),
    ],
)
def test_what_is_no_amount_is_refused_with_an_example(kind, typed, said):
    with pytest.raises(Refused, match=f"^{said}$"):
        kept_answer(kind, typed)


def test_figures_of_thousands_of_digits_are_wrong_figures_and_no_trouble():
    endless = "9" * 4500
    counted = {"records": f"{endless} files", "activities": f"Locating: {endless} minutes"}
    found = problems(hours=endless, pounds=endless, **counted)
    assert found == [("hours", True), ("pounds", True), ("records", True), ("activities", True)]
