"""What stands beside triage: what is published, earlier cases to build the reply like, and the cost."""

import pytest
from django.urls import reverse

from foirequests.actions.cost import save_line
from tests import factories
from tests.dates import moment
from tests.responses.pages import as_member, text_of

NOW = moment("Thu 5 January 2023 12:00")
ASKED = (
    "What is your target for exclusions review, and what is the target for time to resolution? Do you hold claims by"
    " elective procedure in independent healthcare?"
)
WORK = {"activity": "locate", "unit": "files", "units": 1000, "minutes": 3, "people": 1, "basis": "20 files timed"}


@pytest.fixture
def answered(officer, clearer):
    return factories.an_issued_letter(by=officer, clearer=clearer, email="first@requesters.example").foi_request


def beside(officer, case, **headers) -> str:
    page = as_member(officer).get(reverse("case_beside", args=[case.reference]), headers=headers)
    assert page.status_code == 200
    return text_of(page)


def test_published_and_internal_targets_earlier_cases_and_cost_are_shown_with_their_words(officer, answered):
    case = factories.a_request(by=officer, text=ASKED, email="new@requesters.example")

    page = beside(officer, case)

    assert "KPI 5 of 2025/26 has the published target 90%" in page and "Address lacking" in page
    assert "Section 43 card" in page and "Fill in the card for section 43(2)" in page
    assert answered.reference in page and "Information not held" in page and "elective" in page
    assert "Nobody has estimated the work yet. The limit is £450, at £25 an hour." in page
    assert "Once triage is done" in page and "Use this outline" not in page


def test_an_address_that_the_register_lacks_can_be_completed_from_there_by_who_may(officer, clearer):
    case = factories.a_request(by=officer, text="Please send me Factsheet 5.", email="new@requesters.example")
    address, found = reverse("case_beside", args=[case.reference]), {}
    for person in (officer, clearer):
        page = as_member(person).get(address).content.decode()
        assert "Address lacking" in page
        ways = [reverse(name, args=["factsheet-5"]) for name in ("published_change", "published_item")]
        found[person.name] = [f'href="{way}"' in page for way in ways]
    assert list(found.values()) == [[True, False], [False, True]]


def test_after_triage_one_button_builds_the_reply_like_the_earlier_one(officer, answered):
    case = factories.a_triaged_request(by=officer, text=ASKED, email="new@requesters.example")
    assert "Use this outline" in beside(officer, case)


def test_triage_fetches_the_inside_alone(officer, answered):
    case = factories.a_request(by=officer, text=ASKED, email="new@requesters.example")
    assert "Sign out" in beside(officer, case)
    assert "Sign out" not in beside(officer, case, **{"HX-Request": "true"})


def test_a_case_like_none_says_so(officer):
    case = factories.a_request(by=officer)
    assert "No answered case is like this one." in beside(officer, case)


def test_the_estimate_is_added_to_the_draft(officer):
    draft = factories.a_draft(by=officer)
    case = draft.foi_request
    save_line(case, fields=WORK, by=officer, at=NOW)
    client = as_member(officer)
    assert "50 hours, £1,250: over the limit" in beside(officer, case)
    assert "Add it to the draft" in text_of(client.get(reverse("case_cost", args=[case.reference])))

    answer = client.post(reverse("case_cost_to_draft", args=[case.reference]))

    assert answer.url == reverse("draft", args=[case.reference, draft.pk])
    draft.working_copy.refresh_from_db()
    assert "1,000 files, at 3 minutes each: 50 hours" in draft.working_copy.parts[-1]["body"]

    parts = len(draft.working_copy.parts)
    again = client.post(reverse("case_cost_to_draft", args=[case.reference]), follow=True)
    draft.working_copy.refresh_from_db()
    assert "This estimate stands in the letter already." in text_of(again)
    assert len(draft.working_copy.parts) == parts


def test_without_a_draft_nothing_is_added(officer):
    case = factories.a_triaged_request(by=officer)
    save_line(case, fields=WORK, by=officer, at=NOW)
    answer = as_member(officer).post(reverse("case_cost_to_draft", args=[case.reference]), follow=True)
    assert "There is no draft, or no estimate, yet." in text_of(answer)
