"""Statistical information: section 36(4) lets section 36 apply without the opinion of a qualified person."""

from dataclasses import replace

import pytest

from responses.domain.decisions import Decision
from responses.domain.ground_fields import fields_of
from responses.domain.missing import missing_of
from responses.domain.qualified_person import opinions_lacking
from responses.domain.routing import CLEARER, DEPUTY_DIRECTOR, route_of
from tests.dates import day
from tests.responses.decided import ground, provisions
from tests.responses.test_assembly import plan, text_of
from tests.responses.test_routing import RULES


def statistics(**changes):
    """Marks that are withheld under section 36(2)(b)(i), as statistical information."""
    given = ground("s36(2)(b)(i)", opinion=None)
    return replace(given, details={**given.details, "statistical": "yes", **changes})


def decision(of) -> Decision:
    held = "not_confirmed" if of.denies else "held"
    return Decision(1, "foi", held, "refused", grounds=(of,))


@pytest.mark.parametrize("denies", [False, True])
def test_only_section_36_asks_whether_the_information_is_statistical_and_nobody_has_to_answer(denies):
    asking = {
        code
        for code, provision in provisions().items()
        for each in fields_of(provision, denies=denies)
        if each.name == "statistical" and not each.required
    }
    assert asking == {"s36(2)(a)", "s36(2)(b)(i)", "s36(2)(b)(ii)", "s36(2)(c)"}


@pytest.mark.parametrize("denies", [False, True])
def test_statistics_need_no_opinion_and_everything_else_that_section_36_needs(denies):
    whole = replace(statistics(), denies=denies)

    assert missing_of(whole) == ()
    assert [each.name for each in missing_of(replace(whole, details={**whole.details, "statistical": "no"}))] == [
        "opinion"
    ]
    assert [each.name for each in missing_of(replace(whole, balance=""))] == ["balance"]
    assert [each.name for each in missing_of(replace(whole, details={"statistical": "yes"}))] == [
        "engagement",
        "likelihood",
    ]


def test_no_opinion_is_lacking_and_none_is_on_the_route_but_the_deputy_director_is():
    mappings = [decision(statistics()).to_mapping()]

    assert opinions_lacking(mappings, day=day("Mon 2 March 2026")) == ()
    steps = route_of("reply", mappings, flags=(), told_early=False, rules=RULES)
    assert [step.name for step in steps] == [CLEARER, DEPUTY_DIRECTOR]


def test_the_letter_says_that_it_is_statistical_and_names_nobody_s_opinion():
    text = text_of(plan(decision(statistics())))

    assert (
        "It is statistical information, so that section 36(4) of the Act asks for no opinion of the qualified person."
        " To disclose it would be likely to inhibit the free and frank provision of advice."
    ) in text
    assert "gave the reasonable opinion" not in text


def test_a_denial_says_so_without_saying_that_we_hold_anything():
    denied = replace(statistics(), denies=True)
    text = text_of(plan(decision(denied)))

    assert "To confirm or deny would be likely to inhibit the free and frank provision of advice." in text
    assert "section 36(4)" in text and "We hold" not in text and "gave the reasonable opinion" not in text
