"""The outline that stands on the page of triage: from advice at first, from what was found afterwards."""

import pytest
from django.urls import reverse

from foirequests.actions.advice import correct_advice, dismiss_advice
from foirequests.actions.reading import read_case
from foirequests.models import Advice
from responses.actions.suggested_outline import suggested_outline
from tests.dates import day, moment
from tests.factories import a_request, a_triaged_request
from tests.responses.pages import as_member, text_of

AT = moment("Fri 6 January 2023 09:00")
ON = day("Mon 2 November 2026")


@pytest.fixture(autouse=True)
def _an_office(office):
    """Reference data."""


def slugs(case) -> tuple[str, ...]:
    found = suggested_outline(case, list(case.questions.all()), Advice.objects.of_case(case), on=ON)
    return tuple(block.slug for block in found)


def test_advice_that_something_is_not_recorded_leads_to_the_offer_by_code(officer):
    case = a_request(by=officer)
    read_case(case.pk, at=AT)
    assert {"attribute-not-recorded", "offer-by-code"} <= set(slugs(case))


def test_advice_put_away_or_corrected_changes_the_outline(officer):
    case = a_request(by=officer)
    read_case(case.pk, at=AT)
    for piece in case.advice.filter(kind="not_recorded"):
        dismiss_advice(piece, by=officer, at=AT)
    assert "attribute-not-recorded" not in slugs(case) and "claims-figures" in slugs(case)
    correct_advice(case.advice.get(kind="service", read_number=1), value="corporate", by=officer, at=AT)
    assert "claims-figures" not in slugs(case) and "information-below" in slugs(case)


def test_what_was_found_goes_before_what_is_advised(officer):
    case = a_triaged_request(by=officer, held="held")
    assert "information-below" in slugs(case)


def test_each_question_of_a_proposed_split_counts(officer):
    text = "1. How many claims about hip operations by procedure?\n\n2. How many managers do you employ?"
    case = a_request(by=officer, text=text)
    read_case(case.pk, at=AT)
    assert {"attribute-not-recorded", "information-below"} <= set(slugs(case))


def test_what_no_reply_answers_has_no_outline(officer):
    case = a_request(by=officer, text="I want to make a formal complaint about how you treated me. It was a disgrace.")
    read_case(case.pk, at=AT)
    assert slugs(case) == ()


def test_the_page_of_triage_names_the_blocks_in_order_and_comes_back_to_the_piece_decided(officer):
    case = a_request(by=officer)
    read_case(case.pk, at=AT)
    page = as_member(officer).get(reverse("case_triage", args=[case.reference]))
    assert "Suggested outline of the reply" in text_of(page)
    piece = case.advice.filter(kind="not_recorded").first()
    assert f'formaction="#advice-{piece.pk}"' in page.content.decode()
    assert f'id="advice-{piece.pk}" tabindex="-1"' in page.content.decode()


def test_what_is_published_leads_to_saying_where_until_somebody_puts_the_advice_away(officer):
    case = a_request(by=officer, text="Please send me your FOI policy.")
    read_case(case.pk, at=AT)
    assert "already-accessible" in slugs(case)
    dismiss_advice(case.advice.get(kind="published"), by=officer, at=AT)
    assert "already-accessible" not in slugs(case) and "information-below" in slugs(case)
