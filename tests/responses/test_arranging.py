"""Putting the parts of a letter into another order at once, as dragging one does."""

import pytest

from responses.domain.drafting import in_order
from responses.domain.errors import Refused
from responses.domain.letter import Part
from tests import factories
from tests.responses.pages import HTMX, address, as_member, body_of, keys, press, text_of

PARTS = tuple(Part(key=key, kind="paragraph", body=key) for key in ("a", "b", "c"))


def test_parts_are_put_into_the_order_of_their_keys():
    assert [part.key for part in in_order(PARTS, ["c", "a", "b"])] == ["c", "a", "b"]


@pytest.mark.parametrize("keys_", [[], ["a", "b"], ["a", "b", "c", "d"], ["a", "b", "b"], ["a", "b", "x"]])
def test_keys_that_are_not_those_of_the_letter_are_refused_and_nothing_moves(keys_):
    with pytest.raises(Refused, match="nothing was moved"):
        in_order(PARTS, keys_)


@pytest.fixture
def draft(officer):
    return factories.a_draft(by=officer)


def test_an_order_is_saved_and_what_was_typed_before_it_too(officer, draft):
    wanted = keys(draft)[::-1]

    press(officer, "draft_arrange", draft, order=" ".join(wanted), part=wanted[0], body="Typed before.")

    assert keys(draft) == wanted
    assert body_of(draft, wanted[0]) == "Typed before."


def test_an_order_that_does_not_fit_the_letter_any_more_is_refused_in_words(officer, draft):
    before = keys(draft)
    page = text_of(press(officer, "draft_arrange", draft, order=" ".join(before[1:]), htmx=True))
    assert "nothing was moved" in page and keys(draft) == before


def test_an_order_from_a_page_that_is_out_of_date_moves_nothing(officer, second_officer, draft):
    before, stale = keys(draft), draft.working_copy.revision
    press(second_officer, "draft_save", draft, added="A colleague's paragraph.")

    posted = {"revision": stale, "order": " ".join(before[::-1])}
    as_member(officer).post(address("draft_arrange", draft), posted, headers=HTMX)

    assert keys(draft)[: len(before)] == before


def test_the_page_has_the_order_for_dragging_and_the_buttons_without(officer, draft):
    page = text_of(as_member(officer).get(address("draft", draft)))
    assert f'name="order" id="draft-order" value="{" ".join(keys(draft))} "' in page
    assert page.count("Up<span") == len(keys(draft))
