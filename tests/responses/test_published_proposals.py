"""What triage found published, and an officer accepted, is proposed as the ground of a section 21 answer."""

import pytest

from codes.models import PublishedItem
from foirequests.actions.advice import accept_advice, dismiss_advice
from foirequests.actions.reading import read_case
from foirequests.models import Advice
from responses.actions.decisions import remove_ground
from responses.actions.draft import start_draft
from responses.models import AppliedGround, FoiResponse
from tests import factories
from tests.dates import moment
from tests.responses.deciding import applied, decided
from tests.responses.pages import address, as_member, queries_of, text_of

NOW = moment("Thu 5 January 2023 11:00")
POLICY = "Please send me your FOI policy."


@pytest.fixture
def piece(officer) -> Advice:
    """What the reading of a request found in the register."""
    case = factories.a_request(by=officer, text=POLICY)
    read_case(case.pk, at=NOW)
    return case.advice.get(kind="published")


def drafted(piece: Advice, officer) -> FoiResponse:
    factories.triaged(piece.foi_request, by=officer, moment=NOW, held="held")
    return start_draft(piece.foi_request, by=officer, at=NOW)


@pytest.fixture
def draft(piece, officer) -> FoiResponse:
    accept_advice(piece, by=officer, at=NOW)
    return drafted(piece, officer)


def test_the_decisions_page_proposes_section_21_with_its_title_and_address(draft, piece, officer):
    browser = as_member(officer)
    page = text_of(browser.get(address("decisions", draft)))

    assert "Triage found it published" in page
    assert piece.value in page and piece.details["address"] in page
    url = f"{address('ground_add', draft, 1)}?use=s21"
    assert url in page
    assert browser.get(url).context["form"]["information"].value() == piece.value
    assert not AppliedGround.objects.exists(), "a proposal is decided by nobody"


def test_confirmed_it_says_where_the_information_is_and_asks_how_this_requester_gets_at_it(draft, piece, officer):
    browser = as_member(officer)
    browser.post(f"{address('ground_add', draft, 1)}?use=s21", {"information": piece.value})

    [ground] = decided(draft).grounds
    assert ground.provision.code == "s21"
    item = PublishedItem.objects.get(pk=piece.details["item"])
    assert ground.details == {"location": f"{item.title}: {item.address}"}
    page = text_of(browser.get(address("decisions", draft)))
    assert "Triage found it published" not in page
    page = text_of(browser.get(address("ground", draft, ground.key.partition(":")[2])))
    assert "How can this requester get at it?" in page


def test_taken_away_it_is_proposed_again(draft, officer):
    remove_ground(applied(draft, "s21", officer), by=officer, at=NOW)
    assert "Triage found it published" in text_of(as_member(officer).get(address("decisions", draft)))


def test_the_address_is_the_one_that_the_register_has_today(draft, piece, officer):
    PublishedItem.objects.filter(pk=piece.details["item"]).update(address="https://example.org/moved/")

    assert applied(draft, "s21", officer).details["location"].endswith("https://example.org/moved/")


@pytest.mark.parametrize("is_dismissed", [True, False])
def test_advice_that_nobody_accepted_proposes_nothing(piece, officer, is_dismissed):
    if is_dismissed:
        dismiss_advice(piece, by=officer, at=NOW)
    draft = drafted(piece, officer)

    assert "Triage found it published" not in text_of(as_member(officer).get(address("decisions", draft)))
    assert applied(draft, "s21", officer).details == {}


def test_what_is_not_held_or_left_open_is_not_found_elsewhere(piece, officer):
    accept_advice(piece, by=officer, at=NOW)
    factories.triaged(piece.foi_request, by=officer, moment=NOW, held="not_confirmed")
    draft = start_draft(piece.foi_request, by=officer, at=NOW)

    assert "Triage found it published" not in text_of(as_member(officer).get(address("decisions", draft)))


def test_proposals_cost_two_queries_however_many_there_are(draft, piece, officer):
    before = queries_of(officer, address("decisions", draft))
    Advice.objects.filter(pk=piece.pk).update(decision="dismissed")
    assert before - queries_of(officer, address("decisions", draft)) <= 1
