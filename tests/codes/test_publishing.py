"""What an item of the published-information register has to say of itself."""

import pytest

from codes.domain.errors import Refused
from codes.domain.publishing import check_item, check_year, is_web_address, slug_for

PLAN = {
    "title": "Business plan 2025/26", "publisher": "NHS Resolution", "scheme_class": "priorities",
    "address": "https://resolution.nhs.uk/business-plan/", "period": "2025/26", "licence": "", "notes": "",
    "asked_as": "targets",
}  # fmt: skip


def test_blanks_around_what_was_typed_do_not_count_and_lines_end_alike():
    typed = PLAN | {"title": "  Business plan 2025/26 ", "notes": "Page 12.\r\nSee the annex. "}
    assert check_item(typed) == PLAN | {"notes": "Page 12.\nSee the annex."}


def test_an_item_without_an_address_can_stand_in_the_register():
    needed = {name: PLAN[name] for name in ("title", "publisher", "scheme_class")}
    assert check_item(needed) == needed
    assert check_item(PLAN | {"address": " "})["address"] == ""


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ("title", "Enter the title."),
        ("publisher", "Enter who publishes it."),
        ("scheme_class", "Choose the class."),
    ],
)
def test_title_publisher_and_class_are_needed(left_out, words):
    with pytest.raises(Refused, match=words):
        check_item(PLAN | {left_out: " "})
    with pytest.raises(Refused, match=words):
        check_item({name: value for name, value in PLAN.items() if name != left_out})


@pytest.mark.parametrize(
    ("name", "most", "called"),
    [
        ("title", 200, "Title"),
        ("publisher", 200, "Publisher"),
        ("period", 40, "Period"),
        ("licence", 100, "Licence"),
        ("notes", 4000, "Notes"),
        ("asked_as", 2000, "Asked as"),
    ],
)
def test_each_field_has_room_for_so_many_characters_and_not_one_more(name, most, called):
    assert check_item(PLAN | {name: "x" * most})[name] == "x" * most
    with pytest.raises(Refused, match=f"{called}: use at most {most} characters."):
        check_item(PLAN | {name: "x" * (most + 1)})


def test_an_address_has_room_for_five_hundred_characters():
    longest = "https://resolution.nhs.uk/".ljust(500, "x")
    assert check_item(PLAN | {"address": longest})["address"] == longest
    with pytest.raises(Refused, match="Address: use at most 500 characters."):
        check_item(PLAN | {"address": longest + "x"})


def test_an_address_that_no_browser_opens_is_refused():
    with pytest.raises(Refused, match="Address: enter the whole web address, beginning with https://"):
        check_item(PLAN | {"address": "resolution.nhs.uk"})


@pytest.mark.parametrize(
    ("address", "opens"),
    [
        ("https://resolution.nhs.uk/foi/", True),
        ("http://www.legislation.gov.uk/ukpga/2000/36", True),
        ("resolution.nhs.uk/foi", False),
        ("javascript:alert(1)", False),
        ("ftp://resolution.nhs.uk/plan.pdf", False),
        ("https://localhost/plan", False),
        ("https://resolution.nhs.uk/business plan", False),
        ("https://[resolution.nhs.uk/", False),
        ("", False),
    ],
)
def test_a_letter_prints_only_web_addresses_as_links(address, opens):
    assert is_web_address(address) is opens


@pytest.mark.parametrize("said", ["2025/26", "2025-26", "2025–26", " 2025/2026 ", "2025 / 26"])
def test_a_financial_year_is_written_in_one_way(said):
    assert check_year(said) == "2025/26"


def test_the_last_year_of_a_century_ends_in_the_next():
    assert check_year("2099/00") == "2099/00"


@pytest.mark.parametrize("said", ["2025", "2025/27", "2025/25", "1999/00", "2025/26 and 2026/27", "next year", ""])
def test_what_is_no_financial_year_is_refused(said):
    with pytest.raises(Refused, match="Enter the financial year like 2025/26."):
        check_year(said)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Business plan: KPIs & risks", "business-plan-kpis-and-risks"),
        ("Annual statistics 2024/25", "annual-statistics-2024-25"),
        ("x" * 61, "x" * 60),
        ("x" * 59 + " y", "x" * 59),
        ("???", "item"),
    ],
)
def test_an_item_goes_by_a_short_name_made_of_its_title(title, slug):
    assert slug_for(title, taken=()) == slug


def test_items_of_one_title_are_numbered_from_the_second_on():
    assert slug_for("Board papers", taken={"board-papers"}) == "board-papers-2"
    assert slug_for("Board papers", taken={"board-papers", "board-papers-2"}) == "board-papers-3"
