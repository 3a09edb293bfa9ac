"""Which addresses a letter leads to: those that the rules judge, and that are looked at."""

from dataclasses import replace

import pytest

from responses.domain.links_of_wording import addresses_in, links_of_letter
from responses.domain.rules import LinkState, check_letter
from tests.responses.rule_letters import LEAVES, LETTERS, TABLE, VALUES
from tests.responses.rule_mutations import added, known, table


def test_the_links_of_wording_are_found_with_their_gaps_filled_and_mailboxes_left_out():
    body = (
        "See [the list](https://pages.example/a) and [**more**](((regulator_url))).\n\n- <https://pages.example/b>\n"
        "- [write](mailto:foi@authority.example), or https://pages.example/c.\n- [open](((nothing)))\n\n((request))"
    )
    values = {"regulator_url": "https://regulator.example/", "request": "Is https://their.example/ yours?"}
    assert addresses_in(body, values) == (
        "https://pages.example/a",
        "https://regulator.example/",
        "https://pages.example/b",
        "https://pages.example/c",
    )


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("See **https://pages.example/x**.", "https://pages.example/x"),
        ("See [it](https://pages.example/F_(b)), please.", "https://pages.example/F_(b)"),
        ("It is there (https://pages.example/F_(b)).", "https://pages.example/F_(b)"),
        ("It is there: <https://pages.example/x>!", "https://pages.example/x"),
        ("See “https://pages.example/x”.", "https://pages.example/x"),
        ("See [**it**](https://pages.example/x).", "https://pages.example/x"),
        ("See https://pages.example/((place)).", "https://pages.example/a%20b"),
    ],
)
def test_an_address_is_the_same_however_it_is_written(words, address):
    assert addresses_in(words, {"place": "a b"}) == (address,)


def test_an_address_with_an_open_gap_is_none():
    assert addresses_in("See https://pages.example/((place)) or https://.", {}) == ()


def test_the_rules_ask_for_no_address_that_is_not_looked_at():
    told = replace(
        TABLE,
        notes=("See https://pages.example/note.",),
        symbols=(("*", "explained at https://pages.example/sign"),),
        rows=(("Trust A", "https://pages.example/cell"),),
    )
    words = "See **https://pages.example/x** and [it](https://pages.example/F_(b))."
    case = known(links={})(added(words, question=1)(table(told)(LETTERS["full disclosure"]())))
    found = links_of_letter(case.letter)

    assert {f"https://pages.example/{end}" for end in ("note", "sign", "cell", "x", "F_(b)")} <= set(found)
    assert "Nobody has checked" in str(check_letter(case.letter, case.facts, as_of=LEAVES))
    looked_at = known(links={address: LinkState(LEAVES, alive=True) for address in found})(case)
    assert not any(each.rule == "L-G11" for each in check_letter(looked_at.letter, looked_at.facts, as_of=LEAVES))


def test_where_the_request_points_is_not_ours_to_answer_for():
    asked = f"{VALUES['request']} I mean those at https://their.example/list."
    case = known(links=None, questions={1: asked})(added(asked, question=1)(LETTERS["full disclosure"]()))
    case = known(links={VALUES["regulator_complaint_url"]: LinkState(LEAVES, alive=True)})(case)

    assert "their.example" not in str(check_letter(case.letter, case.facts, as_of=LEAVES))
