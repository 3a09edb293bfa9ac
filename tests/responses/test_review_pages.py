"""The pages of internal review, act by act and person by person."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from codes.models.bank_holidays import uk_calendar
from foirequests.presenters.days import moment_words
from responses.actions.clear import clear_response, submitted_version
from responses.actions.draft import submit_draft
from responses.actions.internal_review import accept_late_review, ask_for_internal_review
from responses.actions.issue import issue_response
from responses.actions.review_conduct import allocate_review, draft_review_outcome
from responses.models import InternalReview
from responses.presenters.review_page import history_lines
from responses.presenters.reviews import review_panel, reviews_of
from tests import factories
from tests.office import member


@pytest.fixture
def today(office):
    return timezone.localdate()


@pytest.fixture
def reviewer(office):
    return member("Rhea Reviewer", Role.CLEARER)


def issued(officer, clearer, *, days_ago):
    on = timezone.localdate() - timedelta(days=days_ago)
    return factories.a_sent_letter(by=officer, clearer=clearer, received_on=on - timedelta(days=7), issued_on=on)


def a_review(officer, clearer, *, issued_days_ago=10, asked_days_ago=1):
    letter = issued(officer, clearer, days_ago=issued_days_ago)
    on = timezone.localdate() - timedelta(days=asked_days_ago)
    return ask_for_internal_review(letter, grounds="Look <b>again</b>.", asked_on=on, at=factories.at(on, 0))


def allocated(review, reviewer, director):
    return allocate_review(review, reviewer=reviewer, by=director, at=timezone.now())


def page_of(client, person, review):
    client.force_login(person)
    return client.get(reverse("review", args=[review.pk]))


def post(client, name, review, **data):
    return client.post(reverse(name, args=[review.pk]), data)


# --- Recording ------------------------------------------------------------------------------------------------------


def recorded(client, letter, on, **changes):
    data = {
        "channel": "post",
        "asked_on_day": on.day,
        "asked_on_month": on.month,
        "asked_on_year": on.year,
        "grounds": "I am not satisfied.",
    }
    return client.post(reverse("review_record", args=[letter.foi_request.reference]), data | changes)


def test_an_officer_records_a_request_that_came_by_letter_with_its_scan(client, officer, clearer, today):
    letter = issued(officer, clearer, days_ago=10)
    client.force_login(officer)
    scan = SimpleUploadedFile("letter.txt", b"I am not satisfied.", "text/plain")
    answer = recorded(client, letter, today - timedelta(days=2), files=scan)

    review = letter.internal_reviews.get()
    assert answer["Location"] == reverse("review", args=[review.pk])
    assert review.asked_on == today - timedelta(days=2)
    assert review.message.files.get().name == "letter.txt"
    assert "letter.txt" in page_of(client, officer, review).content.decode()


def test_a_day_that_cannot_be_is_refused_and_the_words_are_kept(client, officer, clearer, today):
    letter = issued(officer, clearer, days_ago=10)
    client.force_login(officer)
    for on, said in (
        (today + timedelta(days=1), "cannot be in the future"),
        (today - timedelta(days=60), "before the day on which the letter was issued"),
    ):
        page = recorded(client, letter, on).content.decode()
        assert said in page and "I am not satisfied." in page and "Error: " in page
    assert not letter.internal_reviews.exists()


def test_before_a_reply_there_is_nothing_to_record(client, officer, today):
    foi_request = factories.a_request(by=officer, received_on=today)
    client.force_login(officer)
    assert client.get(reverse("review_record", args=[foi_request.reference])).status_code == 404


@pytest.mark.parametrize("person", ["clearer", "deputy_director"])
def test_only_officers_record(client, officer, clearer, request, person):
    letter = issued(officer, clearer, days_ago=10)
    client.force_login(request.getfixturevalue(person))
    assert client.get(reverse("review_record", args=[letter.foi_request.reference])).status_code == 403


# --- The page -------------------------------------------------------------------------------------------------------


def test_the_page_shows_the_grounds_the_reply_and_how_the_dates_are_worked_out(client, officer, clearer):
    review = a_review(officer, clearer)
    page = page_of(client, clearer, review).content.decode()

    assert "Look &lt;b&gt;again&lt;/b&gt;." in page and "<b>again" not in page
    assert "Days counted" in page and "20 working days after" in page
    assert "In time: the last day was" in page
    assert "We do not hold" in page or "not hold" in page


def test_the_deputy_director_sees_who_may_review_and_why_others_may_not(
    client, officer, clearer, reviewer, deputy_director
):
    review = a_review(officer, clearer)
    answer = page_of(client, deputy_director, review)

    assert [person.name for person in answer.context["eligible"]] == [reviewer.name]
    assert f"{officer.name} had a part in the original decision." in answer.context["barred"]
    assert (
        f"{deputy_director.name} is the only deputy director who can approve the outcome." in answer.context["barred"]
    )


def test_an_office_in_which_nobody_could_approve_is_warned(client, officer, deputy_director):
    review = a_review(officer, deputy_director)
    assert "Nobody can approve the outcome" in page_of(client, deputy_director, review).content.decode()


def test_an_act_that_was_recorded_later_says_so_and_no_other(client, officer, clearer, reviewer, deputy_director):
    review = allocated(a_review(officer, clearer, asked_days_ago=3), reviewer, deputy_director)
    given, asked = history_lines(review)
    assert "recorded" not in given
    entry = review.foi_request.history.get(act="review_asked")
    assert asked["recorded"] == moment_words(entry.recorded_at) != asked["happened"]
    assert page_of(client, deputy_director, review).content.decode().count(". Recorded ") == 1


def test_the_page_is_bounded(client, officer, clearer, deputy_director, django_assert_max_num_queries):
    for number in range(6):
        member(f"Person {number}", Role.CLEARER)
    review = a_review(officer, clearer)
    client.force_login(deputy_director)
    with django_assert_max_num_queries(26):
        client.get(reverse("review", args=[review.pk]))


def test_a_review_that_is_not_there_is_not_found(client, officer):
    client.force_login(officer)
    assert client.get(reverse("review", args=[999])).status_code == 404


# --- Acts -----------------------------------------------------------------------------------------------------------


def test_the_deputy_director_gives_it_to_a_reviewer(client, officer, clearer, reviewer, deputy_director):
    review = a_review(officer, clearer)
    client.force_login(deputy_director)
    answer = post(client, "review_allocate", review, reviewer=reviewer.pk)

    review.refresh_from_db()
    assert answer.status_code == 302 and review.reviewer == reviewer


def test_somebody_who_had_a_part_cannot_be_chosen_even_by_hand(client, officer, clearer, reviewer, deputy_director):
    review = a_review(officer, clearer)
    client.force_login(deputy_director)
    page = post(client, "review_allocate", review, reviewer=clearer.pk).content.decode()

    review.refresh_from_db()
    assert "Choose one of the people in the list" in page and "Error: " in page
    assert review.reviewer is None


def test_a_late_request_within_the_code_offers_accepting_and_says_why_not_declining(client, officer, clearer):
    review = a_review(officer, clearer, issued_days_ago=40)
    answer = page_of(client, officer, review)
    assert set(answer.context["forms"]) == {"accept"}
    assert "cannot be declined as late" in answer.content.decode()

    page = post(client, "review_decline", review, reason="Too late.").content.decode()
    assert "cannot be" in page and "declined as late" in page
    assert post(client, "review_accept", review, reason="Within the Code.").status_code == 302
    review.refresh_from_db()
    assert review.accepted_late_reason == "Within the Code."


def test_a_very_late_request_can_be_declined_with_a_reason(client, officer, clearer):
    review = a_review(officer, clearer, issued_days_ago=100)
    client.force_login(officer)
    assert set(client.get(reverse("review", args=[review.pk])).context["forms"]) == {"accept", "decline"}
    page = post(client, "review_decline", review, reason="").content.decode()
    assert "Error: " in page
    post(client, "review_decline", review, reason="The files are gone.")

    review.refresh_from_db()
    assert review.stage == InternalReview.Stage.DECLINED
    assert "The files are gone." in page_of(client, officer, review).content.decode()


def test_the_reviewer_s_decision_begins_the_letter_and_leads_to_it(client, officer, clearer, reviewer, deputy_director):
    review = allocated(a_review(officer, clearer), reviewer, deputy_director)
    assert set(page_of(client, reviewer, review).context["forms"]) == {"outcome"}
    answer = post(client, "review_outcome", review, outcome="upheld")

    review.refresh_from_db()
    assert answer["Location"] == reverse("draft", args=[review.foi_request.reference, review.foi_response_id])
    assert "Go on with the letter" in page_of(client, reviewer, review).content.decode()
    post(client, "review_outcome", review, outcome="not_upheld")
    review.refresh_from_db()
    assert review.outcome == "not_upheld"


def test_nobody_but_the_reviewer_decides(client, officer, clearer, reviewer, deputy_director):
    review = allocated(a_review(officer, clearer), reviewer, deputy_director)
    for person in (officer, clearer, deputy_director):
        client.force_login(person)
        assert post(client, "review_outcome", review, outcome="upheld").status_code == 403


def test_the_outcome_goes_to_a_deputy_director_who_had_no_part(client, officer, clearer, reviewer, deputy_director):
    review = allocated(a_review(officer, clearer), reviewer, deputy_director)
    response = draft_review_outcome(review, outcome="not_upheld", by=reviewer, at=timezone.now())
    factories.typed(
        response, by=reviewer, moment=timezone.now(), review_points="the search", review_reasons="No such field."
    )
    submit_draft(response, by=reviewer, at=timezone.now())
    url = reverse("clear", args=[review.foi_request.reference, response.pk])

    client.force_login(deputy_director)
    assert "A deputy director who had no part in the reply approves it" in client.get("/clearance/").content.decode()
    assert url in page_of(client, deputy_director, review).content.decode()
    assert client.get(url).status_code == 200
    assert url not in page_of(client, reviewer, review).content.decode()


def test_a_reviewer_of_any_role_walks_from_the_letter_to_its_issue(client, officer, clearer, reviewer, deputy_director):
    review = allocated(a_review(officer, clearer), reviewer, deputy_director)
    client.force_login(reviewer)
    draft = client.get(post(client, "review_outcome", review, outcome="not_upheld")["Location"])
    assert "Any deputy director" in draft.content.decode() and "Any clearer" not in draft.content.decode()
    review.refresh_from_db()
    response = review.foi_response
    factories.typed(
        response, by=reviewer, moment=timezone.now(), review_points="the search", review_reasons="No such field."
    )
    submit_draft(response, by=reviewer, at=timezone.now())
    digest = submitted_version(response).letter_hash
    clear_response(response, letter_hash=digest, by=deputy_director, at=timezone.now())

    url = reverse("issue", args=[review.foi_request.reference, response.pk])
    assert url in page_of(client, reviewer, review).content.decode()
    assert client.get(url).status_code == 200
    issue_response(response, channel="email", by=reviewer, at=timezone.now())
    page = page_of(client, reviewer, review).content.decode()
    assert "Read the outcome" in page and "Complaint not upheld" in page


@pytest.mark.parametrize("name", ["review_allocate", "review_accept", "review_decline"])
def test_a_clearer_allocates_accepts_and_declines_nothing(client, officer, clearer, name):
    review = a_review(officer, clearer, issued_days_ago=100)
    client.force_login(clearer)
    assert post(client, name, review, reason="x").status_code == 403


def test_an_officer_allocates_nothing(client, officer, clearer):
    review = a_review(officer, clearer)
    client.force_login(officer)
    assert post(client, "review_allocate", review, reviewer=officer.pk).status_code == 403


def test_opening_the_address_of_an_act_leads_to_the_page(client, officer, clearer):
    review = a_review(officer, clearer, issued_days_ago=100)
    client.force_login(officer)
    answer = client.get(reverse("review_accept", args=[review.pk]))
    assert answer["Location"] == reverse("review", args=[review.pk])


# --- On the page of the case ----------------------------------------------------------------------------------------


def panel_of(foi_request, member, today):
    """What the page of a case shows of its reviews."""
    letters = foi_request.issued_letters.select_related("foi_response")
    return review_panel(
        foi_request, member, today, letters=letters, reviews=reviews_of(foi_request), calendar=uk_calendar()
    )


def test_the_case_says_where_the_window_stands_and_offers_recording(officer, clearer, today):
    letter = issued(officer, clearer, days_ago=10)
    panel = panel_of(letter.foi_request, officer, today)

    assert panel["window"].startswith("Open until") and panel["window"].endswith("18 days left")
    assert panel["record_url"]
    assert not panel_of(letter.foi_request, clearer, today)["record_url"]


def test_before_the_reply_the_case_shows_nothing_of_reviews(officer, today):
    panel = panel_of(factories.a_request(by=officer, received_on=today), officer, today)
    assert not panel["window"] and not panel["reviews"] and not panel["record_url"]


def test_the_case_shows_its_reviews_and_offers_no_second_while_one_is_open(officer, clearer, today):
    review = a_review(officer, clearer, issued_days_ago=40)
    panel = panel_of(review.foi_request, officer, today)
    assert panel["reviews"][0]["tag"] == "Late, to be decided"
    assert not panel["record_url"]

    accept_late_review(review, reason="Within the Code.", by=officer, at=timezone.now())
    assert panel_of(review.foi_request, officer, today)["reviews"][0]["tag"] == "To be allocated"


@pytest.fixture
def answered_again(officer, clearer):
    """A review whose outcome has been issued while the time to ask for one still runs."""
    review = a_review(officer, clearer)
    InternalReview.objects.filter(pk=review.pk).update(stage="closed", outcome="upheld", closed_at=timezone.now())
    return InternalReview.objects.get(pk=review.pk)


def test_a_reply_that_was_reviewed_is_not_said_to_be_open_to_another_review(client, officer, answered_again, today):
    """There is one stage of internal review: the case offers none that recording would refuse."""
    foi_request = answered_again.foi_request
    panel = panel_of(foi_request, officer, today)
    assert not panel["window"] and not panel["record_url"] and panel["reviews"]

    client.force_login(officer)
    answer = client.get(reverse("case", args=[foi_request.reference]))
    assert "can ask for an internal review until" not in answer.content.decode()
    assert answer.context["next"].why == "It has been reviewed. The next step for the requester is the regulator."
    assert answer.context["tasks"][-1] | {"current": True} == {
        "title": "Review window",
        "status": "Review asked for",
        "tone": "",
        "current": True,
    }


def test_a_reply_whose_review_was_declined_keeps_its_window(officer, answered_again, today):
    InternalReview.objects.filter(pk=answered_again.pk).update(stage="declined", outcome="")
    panel = panel_of(answered_again.foi_request, officer, today)
    assert panel["window"].startswith("Open until") and panel["record_url"]
