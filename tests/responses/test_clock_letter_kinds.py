"""Which wording each letter of the clock is put together from, who issues it, and which of them refuse something."""

from pathlib import Path

import pytest

from foirequests.domain.clock import CLARIFICATION_ASKED, FEES_NOTICE
from foirequests.domain.errors import NotPermitted
from responses.domain import clock_letters
from responses.domain.clock_letters import (
    ACKNOWLEDGEMENT,
    CLARIFICATION,
    EXTENSION,
    FEES,
    KINDS,
    LAPSE,
    TRANSFER,
    is_issued_by_officer,
    letter_stage_after,
    outline,
)
from responses.domain.wording_files import read_folder

SHIPPED = {version.slug for version in read_folder(Path("responses/wording"))}


@pytest.mark.parametrize("regime", ["foi", "eir"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_has_shipped_wording_under_both_laws(kind, regime):
    for part in (False, True):
        for waited_for in (CLARIFICATION_ASKED, FEES_NOTICE):
            slugs = outline(kind, regime=regime, part=part, waited_for=waited_for)
            assert slugs
            assert set(slugs) <= SHIPPED


@pytest.mark.parametrize("kind", KINDS)
def test_a_persons_own_data_has_no_letters_here(kind):
    assert outline(kind, regime="sar") == ()


def test_a_lapse_names_what_was_waited_for():
    assert outline(LAPSE, regime="foi", waited_for=FEES_NOTICE) == ("lapse-fee",)
    assert outline(LAPSE, regime="foi", waited_for=CLARIFICATION_ASKED) == ("lapse-clarification",)


@pytest.mark.parametrize(
    ("kind", "alone"),
    [
        (ACKNOWLEDGEMENT, True),
        (CLARIFICATION, True),
        (FEES, True),
        (LAPSE, True),
        (TRANSFER, True),
        (EXTENSION, False),
        ("reply", False),
        ("corrected_reply", False),
        ("review_outcome", False),
    ],
)
def test_an_officer_issues_alone_what_decides_nothing_about_the_information(kind, alone):
    assert is_issued_by_officer(kind) is alone
    if alone:
        assert letter_stage_after("issued", "drafting", kind=kind) == "issued"
    else:
        with pytest.raises(NotPermitted):
            letter_stage_after("issued", "drafting", kind=kind)
        assert letter_stage_after("issued", "cleared", kind=kind) == "issued"


def test_only_notices_that_refuse_say_until_when_a_review_can_be_asked_for():
    assert {(EXTENSION, "foi"), (CLARIFICATION, "eir")} == clock_letters.NOTICES_OPEN_TO_REVIEW
    for kind, regime in clock_letters.NOTICES_OPEN_TO_REVIEW:
        assert "internal-review" in " ".join(outline(kind, regime=regime)), "and carry the wording for it"


def test_what_a_second_person_clears_is_among_the_kinds():
    assert set(KINDS) >= clock_letters.CLEARED_BY_ANOTHER
