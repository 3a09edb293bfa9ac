"""Earlier cases like a new one: which are found, what is told of them, and building a reply like theirs."""

import pytest
from django.urls import reverse

from foirequests.models import HistoryEntry
from responses.actions.precedents import reuse_outline, similar_cases
from responses.domain.errors import Refused
from responses.models import InternalReview, TextBlockVersion
from tests import factories
from tests.dates import moment

NOW = moment("Tue 6 June 2023 10:00")
FALLS = "How many claims about falls from hospital trolleys were settled, and what did the falls cost?"
ENERGY = "What is the carbon footprint of your buildings and which tariff do you pay for electricity?"


@pytest.fixture
def answered(officer, clearer):
    return factories.an_issued_letter(by=officer, clearer=clearer, email="first@requesters.example").foi_request


@pytest.fixture
def others(officer, clearer, answered):
    for number, text in enumerate((FALLS, ENERGY)):
        factories.an_issued_letter(by=officer, clearer=clearer, email=f"other{number}@requesters.example", text=text)


def test_the_likest_answered_case_comes_first_with_what_became_of_it(answered, others):
    asked = "Do you have data on elective procedures by independent healthcare providers, with their safety measures?"

    first, *rest = similar_cases(asked)

    assert first.reference == answered.reference
    assert (first.information_held, first.outcomes) == (("Not held",), ("Information not held",))
    assert "attribute-not-recorded" in [block.slug for block in first.blocks]
    assert {"elective", "procedures", "independent"} <= {passage.of(asked) for passage in first.passages}
    assert all(case.score < first.score for case in rest)


def test_the_same_words_again_are_wholly_alike(answered, others):
    first, *_rest = similar_cases(FALLS)
    assert first.score > 0.95 and first.subject.startswith("How many claims about falls")


def test_a_case_is_not_like_itself(answered):
    assert similar_cases(answered.text, exclude=answered.pk) == ()


def test_a_case_without_a_reply_is_no_precedent(officer, answered):
    factories.a_request(by=officer, text=FALLS, email="open@requesters.example")
    assert FALLS not in [case.subject for case in similar_cases(FALLS)]


@pytest.mark.parametrize("text", ["", "the of and", "zebra quagga okapi", "x" * 1_000_000, "'; DROP TABLE \x00 \" * ^"])
def test_what_nobody_has_asked_is_like_nothing(answered, text):
    assert similar_cases(text) == ()


def test_what_an_internal_review_decided_is_told(answered, officer):
    letter = answered.issued_letters.get()
    message = answered.messages.first()
    InternalReview.objects.create(
        foi_request=answered, letter=letter, message=message, asked_on=NOW.date(), asked_at=NOW, due_on=NOW.date(),
        stage="closed", outcome="partly_upheld", closed_at=NOW,
    )  # fmt: skip
    assert similar_cases(answered.text)[0].review == ("Complaint upheld in part",)


def test_looking_for_similar_cases_asks_few_questions(answered, others, django_assert_max_num_queries):
    with django_assert_max_num_queries(13):
        similar_cases(FALLS + ENERGY)


def test_a_reply_is_started_like_the_earlier_one_in_the_wording_of_today(officer, answered):
    case = factories.a_triaged_request(by=officer, held="held", email="new@requesters.example")
    earlier = [block.slug for block in similar_cases(answered.text)[0].blocks]

    foi_response = reuse_outline(case, of=answered, by=officer, at=NOW)

    parts = foi_response.working_copy.parts
    usable = set(TextBlockVersion.objects.usable_on(NOW.date()).values_list("block__slug", flat=True))
    assert [part["slug"] for part in parts if part["slug"] != "apology-late"] == [
        slug for slug in earlier if slug in usable
    ]
    assert HistoryEntry.objects.filter(foi_request=case, act="outline_reused", object_id=answered.pk).count() == 1


def test_a_draft_that_is_there_is_arranged_and_what_goes_can_be_put_back(officer, answered):
    draft = factories.a_draft(by=officer, held="held", email="new@requesters.example")
    before = {part["slug"] for part in draft.working_copy.parts}

    assert reuse_outline(draft.foi_request, of=answered, by=officer, at=NOW) == draft

    draft.working_copy.refresh_from_db()
    assert "attribute-not-recorded" in {part["slug"] for part in draft.working_copy.parts}
    gone = before - {part["slug"] for part in draft.working_copy.parts}
    assert gone == {entry["part"]["slug"] for entry in draft.working_copy.removed}


def test_a_case_without_a_reply_has_no_outline_to_take(officer):
    case = factories.a_triaged_request(by=officer)
    other = factories.a_request(by=officer, email="other@requesters.example")
    with pytest.raises(Refused, match="has no reply"):
        reuse_outline(case, of=other, by=officer, at=NOW)


def test_before_triage_nothing_can_be_drafted(officer, answered):
    case = factories.a_request(by=officer, email="new@requesters.example")
    with pytest.raises(Refused, match="when triage is done"):
        reuse_outline(case, of=answered, by=officer, at=NOW)


def test_one_click_starts_the_draft(client, officer, answered):
    case = factories.a_triaged_request(by=officer, email="new@requesters.example")
    client.force_login(officer)

    answer = client.post(reverse("draft_like", args=[case.reference, answered.reference]))

    foi_response = case.foi_responses.get()
    assert answer.url == reverse("draft", args=[case.reference, foi_response.pk])
