"""Deciding the questions of a letter on screen, as an officer does it."""

import pytest

from responses.models import AppliedGround, FoiResponse
from tests.factories import a_draft
from tests.responses.deciding import decided
from tests.responses.pages import address, as_member, press, text_of

DECIDED = {"held": "held", "outcome": "part", "revision": "0"}


@pytest.fixture
def draft(officer) -> FoiResponse:
    return a_draft(by=officer, held="held")


def test_an_officer_withholds_a_part_from_the_drafting_page_to_the_balance(officer, draft):
    browser = as_member(officer)
    gone = press(officer, "draft_to_decisions", draft)
    assert gone.url == address("decisions", draft)
    page = text_of(browser.get(gone.url))
    assert "Question 1" in page and "Say what becomes of the question" in page

    saved = browser.post(address("decision", draft, 1), DECIDED, follow=True)
    assert "What is taken out of what we give?" in text_of(saved)
    told = {**DECIDED, "revision": "2", "removed": "One target", "answer": "The other targets."}
    assert browser.post(address("decision", draft, 1), told).url == address("decisions", draft)

    picker = text_of(browser.get(address("ground_add", draft, 1)))
    assert "Section 43(2): Commercial interests" in picker
    chosen = f"{address('ground_add', draft, 1)}?use=s43(2)"
    assert browser.post(chosen, {"information": ""}).status_code == 200
    answer = browser.post(chosen, {"information": "the target of KPI 1"})
    ground = AppliedGround.objects.get()
    assert answer.url == address("ground", draft, ground.pk)

    page = text_of(browser.get(answer.url))
    assert "Whose commercial interests would be harmed?" in page and "Section 43(2)" in page
    assert "principle" not in page
    law = {
        "information": "the target of KPI 1",
        "engagement": "The panel told us so.",
        "prejudice_to": "The panel",
        "prejudice": "Firms would time their offers.",
        "likelihood": "would_be_likely",
        "revision": "1",
    }
    assert browser.post(answer.url, law).status_code == 302
    weighing = address("weighing", draft, ground.pk)
    factors = {
        "revision": "2",
        "disclosure-rows": "1",
        "disclosure-0-words": "Public money is spent.",
        "disclosure-0-weight": "3",
        "maintaining-rows": "1",
        "maintaining-0-words": "Offers would be timed.",
        "maintaining-0-weight": "2",
        "balance": "maintaining",
    }
    assert browser.post(weighing, factors).url == weighing
    page = text_of(browser.get(weighing))
    assert "outweighs the public interest in disclosing the information" in page
    overview = text_of(browser.get(address("decisions", draft)))
    assert "Still to do" not in overview and "Complete" in overview
    [kept] = decided(draft).grounds
    assert (kept.balance, kept.details["prejudice_to"], len(kept.factors)) == ("maintaining", "The panel", 2)
