"""Comparing a letter on the screen: with its versions, the letter it corrects, and the most similar earlier one."""

import pytest
from django.utils import timezone

from responses.actions.correct import start_corrected_reply
from responses.actions.draft import rearrange
from responses.domain.letter import Part
from responses.domain.tables import Table
from tests import factories
from tests.dates import moment
from tests.responses.pages import address, as_member, press, text_of

NOW = moment("Thu 12 January 2023 10:00")


@pytest.fixture
def draft(officer):
    return factories.a_draft(by=officer)


def compared(person, foi_response, **asked: str) -> str:
    return text_of(as_member(person).get(address("draft_versions", foi_response), asked))


def sides(page: str) -> str:
    return page.split('id="compare"', 1)[1]


def test_changes_only_or_the_whole_text_stand_side_by_side(officer, draft):
    press(officer, "draft_save_version", draft)
    press(officer, "draft_save", draft, added="A sentence that came later.")

    changes, whole = compared(officer, draft), compared(officer, draft, show="whole")

    assert "<ins>A sentence that came later.</ins>" in changes and "Only in the second" in changes
    assert changes.count("fd-sides__pair") == 1 < whole.count("fd-sides__pair")
    assert "version 1" in sides(changes) and "the draft as it is now" in sides(changes)


def test_tables_are_shown_as_tables_with_the_cells_that_differ(officer, draft):
    for figure in ("96", "97"):
        table = Table("Claims by year", ("Year", "Claims"), (("2021/22", figure),), unit="claims")
        part = Part(key="t1", kind="table", body="The figures:", table=table)
        draft.working_copy.refresh_from_db()
        rearrange(
            draft,
            lambda parts, part=part: (*(each for each in parts if each.key != "t1"), part),
            revision=draft.working_copy.revision,
            by=officer,
            at=NOW,
        )
        press(officer, "draft_save_version", draft)

    page = compared(officer, draft, old="1", new="2")

    assert page.count('<th scope="row">2021/22</th>') == 2
    assert "differs: </span>97</strong>" in page and "differs: </span>96</strong>" in page


def test_a_correction_is_compared_with_the_letter_that_it_corrects(officer, clearer):
    letter = factories.an_issued_letter(by=officer, clearer=clearer)
    correction = start_corrected_reply(letter, reason="A figure was wrong.", by=officer, at=timezone.now())

    page = compared(officer, correction)

    assert "the letter that it corrects" in sides(page) and "Only in the second" in page


def test_the_draft_is_compared_with_the_most_similar_earlier_letter_by_its_wording_alone(officer, clearer):
    letter = factories.an_issued_letter(
        by=officer, clearer=clearer, name="Somebody Else", email="first@requesters.example"
    )
    draft = factories.a_draft(by=officer, email="second@requesters.example")
    press(officer, "draft_save", draft, added="A sentence of this letter.")

    page = compared(officer, draft, old="similar", new="draft")

    assert "A sentence of this letter." in sides(page) and f"the reply to {letter.foi_request.reference}" in sides(page)
    assert "Somebody Else" not in page


def test_where_nothing_is_similar_the_page_says_so(officer, draft):
    assert "No earlier request that has been answered is like this one." in compared(officer, draft, old="similar")


@pytest.mark.parametrize("asked", ["9" * 5000, "draft'--", "", "corrected"])
def test_a_version_that_there_is_none_of_is_as_if_none_was_asked_for(officer, draft, asked):
    press(officer, "draft_save_version", draft)
    assert "Nothing differs" in compared(officer, draft, old=asked, new=asked, show=asked)
