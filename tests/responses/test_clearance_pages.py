"""Clearing a letter, page by page."""

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Role
from foirequests.models import FoiRequest, Requester
from responses.actions.clear import submitted_version
from responses.actions.internal_review import ask_for_internal_review
from responses.actions.review_conduct import allocate_review, draft_review_outcome
from tests import factories
from tests.dates import day, moment
from tests.office import member
from tests.responses.pages import address, as_member, every_gap, keys, press, queries_of, text_of

pytestmark = pytest.mark.usefixtures("on_the_day_after_receipt")

WARNING = "You will not be able to approve an internal review of this reply."
QUEUE = "/clearance/"


def decide(person, foi_response, verdict, comment="", **changed):
    posted = {"verdict": verdict, "comment": comment, "letter_hash": submitted_version(foi_response).letter_hash}
    return as_member(person).post(address("clear", foi_response), posted | changed)


def stage_of(foi_response):
    foi_response.refresh_from_db()
    return foi_response.stage


# --- The queue ------------------------------------------------------------------------------------------------------


def test_the_letter_that_waits_longest_stands_first_with_its_due_date_and_drafter(officer, clearer):
    factories.a_submitted_response(by=officer, received_on=day("Thu 5 January 2023"))
    factories.a_submitted_response(by=officer, received_on=day("Wed 4 January 2023"), email="b@requesters.example")

    text = text_of(as_member(clearer).get(QUEUE))

    assert text.index("FOI_0002") < text.index("FOI_0001")
    assert "1 February 2023" in text
    assert "Olive Officer" in text
    assert "Waiting since" in text


def test_an_address_with_a_key_that_no_row_can_have_is_not_found(officer):
    foi_response = factories.a_draft(by=officer)
    address = f"/requests/{foi_response.foi_request.reference}/letters/{'9' * 20}/"
    client = as_member(officer)
    for page in ("", "letter.pdf", "posted/", "draft/", "issue/"):
        assert client.get(address + page).status_code == 404


def test_an_empty_queue_says_when_something_will_come(clearer):
    assert "Nothing waits for clearance" in text_of(as_member(clearer).get(QUEUE))


def test_the_queue_says_what_a_person_may_not_clear_and_why(officer, submitted):
    officer.role_rows.create(role=Role.CLEARER)

    text = text_of(as_member(officer).get(QUEUE))

    assert "Not yours to clear" in text
    assert "You drafted this letter, so somebody else has to clear it." in text


def test_a_clearer_who_was_asked_sees_it(officer, clearer):
    draft = factories.a_draft(by=officer)
    press(officer, "draft_submit", draft, clearer=clearer.pk)

    assert "You are asked to clear it" in text_of(as_member(clearer).get(QUEUE))


def test_the_queue_asks_the_same_number_of_questions_however_long_it_is(officer, clearer, submitted):
    few = queries_of(clearer, QUEUE)
    for number in range(4):
        factories.a_submitted_response(by=officer, email=f"somebody.{number}@requesters.example")

    assert queries_of(clearer, QUEUE) == few


def test_a_long_queue_has_pages(officer, clearer, submitted, monkeypatch):
    monkeypatch.setattr("foirequests.views.long_lists.PAGE_LENGTH", 1)
    factories.a_submitted_response(by=officer, email="second@requesters.example")

    first, second = (text_of(as_member(clearer).get(f"{QUEUE}?page={number}")) for number in (1, 2))

    assert "2 letters waiting" in first
    assert ("FOI_0001" in first, "FOI_0002" in first) == (True, False)
    assert ("FOI_0001" in second, "FOI_0002" in second) == (False, True)


# --- Reading and deciding -------------------------------------------------------------------------------------------


def test_request_letter_and_findings_stand_on_one_page(clearer, submitted):
    text = text_of(as_member(clearer).get(address("clear", submitted)))

    assert "I wonder if NHS Resolution have any claims data" in text
    assert "None: every gap is filled" in text
    assert submitted_version(submitted).letter_hash in text
    assert WARNING not in text


def test_a_letter_to_clear_is_read_in_few_questions(clearer, submitted, django_assert_max_num_queries):
    client = as_member(clearer)
    client.get(address("clear", submitted))
    with django_assert_max_num_queries(33):
        client.get(address("clear", submitted))


def test_what_the_day_of_issue_sets_is_shown_for_today_and_marked(officer, clearer):
    with time_machine.travel(moment("Tue 6 June 2023 10:00"), tick=False):
        waiting = factories.a_submitted_response(by=officer, received_on=day("Mon 5 June 2023"))
        text = text_of(as_member(clearer).get(address("clear", waiting)))

    assert '<span class="letter-moment" title="Set on the day of issue">4 July 2023</span>' in text
    assert "are set on the day of issue" in text


def test_a_clearer_clears_what_they_read(clearer, submitted):
    answer = decide(clearer, submitted, "cleared")

    assert answer.url == reverse("clearance_queue")
    assert stage_of(submitted) == "cleared"


def test_a_letter_is_returned_with_a_comment_that_its_drafter_reads(officer, clearer, submitted):
    decide(clearer, submitted, "returned", "Name the <b>guidance note</b>.")

    assert stage_of(submitted) == "drafting"
    text = text_of(as_member(officer).get(address("draft", submitted)))
    assert "Clem Clearer returned this letter on 6 January 2023" in text
    assert "Name the &lt;b&gt;guidance note&lt;/b&gt;." in text


@pytest.mark.parametrize("comment", ["", "   "])
def test_returning_without_a_comment_is_refused(clearer, submitted, comment):
    answer = decide(clearer, submitted, "returned", comment)

    assert "Say what should change before you return the letter" in text_of(answer)
    assert stage_of(submitted) == "clearance"


def test_a_text_that_changed_since_it_was_read_is_not_cleared_and_the_comment_stays(officer, clearer, submitted):
    read = submitted_version(submitted).letter_hash
    press(officer, "draft_take_back", submitted)
    press(officer, "draft_submit", submitted, added="A sentence that came later.")

    answer = decide(clearer, submitted, "cleared", "Fine.", letter_hash=read)

    text = text_of(answer)
    assert "The letter has changed since you opened it. Read it again before you decide." in text
    assert "Fine.</textarea>" in text
    assert "A sentence that came later." in text
    assert stage_of(submitted) == "clearance"


def test_the_page_shows_what_changed_since_the_letter_was_returned(officer, clearer, submitted):
    assert "What changed since" not in text_of(as_member(clearer).get(address("clear", submitted)))
    decide(clearer, submitted, "returned", "Add a sentence.")
    press(officer, "draft_save", submitted, added="The sentence that was asked for.")
    press(officer, "draft_submit", submitted)

    text = text_of(as_member(clearer).get(address("clear", submitted)))
    changes = text_of(as_member(clearer).get(address("clear_changes", submitted)))

    assert "What changed since version 1" in text and address("clear_changes", submitted) in text
    assert "Returned: version 1" in text
    assert "What changed since version 1" in changes
    assert "<ins>The sentence that was asked for.</ins>" in changes


def test_a_letter_that_nobody_returned_has_nothing_to_compare_with(clearer, submitted):
    assert "There is no earlier version" in text_of(as_member(clearer).get(address("clear_changes", submitted)))


def test_a_comment_stands_at_its_paragraph_and_so_does_the_box_for_one_more(officer, clearer, submitted):
    first, second = keys(submitted)[:2]
    decide(clearer, submitted, "returned", **{f"comment_on_{second}": "Shorten this."})
    press(officer, "draft_submit", submitted, seen_open=submitted.part_comments.get().pk)

    letter = text_of(as_member(clearer).get(address("clear", submitted)))
    places = [
        letter.index(words)
        for words in (
            f'data-part="{first}"',
            f'name="comment_on_{first}"',
            f'data-part="{second}"',
            "Shorten this.",
            f'name="comment_on_{second}"',
        )
    ]

    assert places == sorted(places)
    assert letter.count("Comment on this paragraph") == len(keys(submitted))


@pytest.mark.parametrize(
    ("email", "post", "preferred", "told"),
    [
        ("rowan@home.example", "", "any", ["Goes to By e-mail:\nrowan@home.example"]),
        (
            "rowan@home.example",
            "1 High Street\nLeeds",
            "any",
            ["Goes to By e-mail:\nrowan@home.example", "Or to By post:\n1 High Street\nLeeds"],
        ),
        (
            "rowan@home.example",
            "1 High Street\nLeeds",
            "post",
            ["Goes to By post:\n1 High Street\nLeeds", "Or to By e-mail:\nrowan@home.example"],
        ),
        ("", "1 High Street\nLeeds", "email", ["Goes to By post:\n1 High Street\nLeeds"]),
    ],
)
def test_a_clearer_reads_where_the_letter_goes(clearer, submitted, email, post, preferred, told):
    foi_request = submitted.foi_request
    Requester.objects.filter(pk=foi_request.requester_id).update(email=email, postal_address=post)
    FoiRequest.objects.filter(pk=foi_request.pk).update(preferred_format=preferred)
    page = as_member(clearer).get(address("clear", submitted))
    facts = [f"{row['key']} {row['value']}" for row in page.context["facts"]]

    assert [each for each in facts if " to By " in each] == told


def test_what_was_found_decided_and_changed_stands_before_the_act(officer, clearer, submitted):
    decide(clearer, submitted, "returned", "Add a sentence.")
    press(officer, "draft_save", submitted, added="The sentence that was asked for.")
    press(officer, "draft_submit", submitted)

    text = text_of(as_member(clearer).get(address("clear", submitted)))
    headings = ("changes", "similar", "letter", "findings", "guard", "decided", "decide")
    places = [text.index(f'id="{name}-heading"') for name in headings]

    assert places == sorted(places)


def test_somebody_who_may_not_decide_reads_the_comments_and_has_no_box(officer, clearer, submitted):
    officer_too = member("Ola Both", Role.OFFICER, Role.CLEARER)
    press(officer_too, "draft_take_back", submitted)
    press(officer_too, "draft_submit", submitted, added="Mine.")

    text = text_of(as_member(officer_too).get(address("clear", submitted)))

    assert "You drafted this letter" in text
    assert 'name="comment_on_' not in text


def test_a_value_typed_into_a_gap_shows_as_a_change(officer, clearer):
    with time_machine.travel(moment("Tue 6 June 2023 10:00"), tick=False):
        draft = factories.a_draft(by=officer, held="held", received_on=day("Mon 5 June 2023"))
        press(officer, "draft_submit", draft, **every_gap(draft) | {"gap_as_at": "31 March 2022"})
        decide(clearer, draft, "returned", "The wrong year.")
        press(officer, "draft_submit", draft, gap_as_at="31 March 2023")

        text = text_of(as_member(clearer).get(address("clear_changes", draft)))

    assert "<del>2022.</del><ins>2023.</ins>" in text


def test_clearing_twice_says_that_it_was_done_and_writes_one_clearance(clearer, submitted):
    decide(clearer, submitted, "cleared")

    answer = as_member(clearer).post(
        address("clear", submitted), {"verdict": "cleared", "letter_hash": "x"}, follow=True
    )

    assert "This letter is not waiting for clearance any more. Nothing was changed." in text_of(answer)
    assert submitted_version(submitted).clearances.count() == 1


def test_what_a_clearer_typed_is_not_lost_when_the_letter_is_taken_back_meanwhile(officer, clearer, submitted):
    key = keys(submitted)[0]
    press(officer, "draft_take_back", submitted)
    posted = {"verdict": "returned", "letter_hash": "x", "comment": "Say <why>.", f"comment_on_{key}": "Shorter."}

    text = text_of(as_member(clearer).post(address("clear", submitted), posted | {"told": "Press office"}))

    assert "This letter is not waiting for clearance any more. Nothing was changed." in text
    for words in ("Comment on the whole letter", "Say &lt;why&gt;.", "Shorter.", "Press office"):
        assert words in text
    assert stage_of(submitted) == "drafting"


# --- Who may --------------------------------------------------------------------------------------------------------


def test_a_deputy_director_is_told_beside_the_button_what_clearing_means(deputy_director, submitted):
    text = text_of(as_member(deputy_director).get(address("clear", submitted)))

    assert f"<strong>{WARNING}</strong>" in text
    assert 'aria-describedby="clearing-means"' in text


def test_nobody_clears_what_they_drafted_and_the_page_says_why(officer, submitted):
    officer.role_rows.create(role=Role.CLEARER)

    page = as_member(officer).get(address("clear", submitted))
    assert "You drafted this letter, so somebody else has to clear it." in text_of(page)
    assert 'value="cleared"' not in text_of(page)
    answer = decide(officer, submitted, "cleared")

    assert "You drafted this letter" in text_of(answer)
    assert stage_of(submitted) == "clearance"


def test_an_officer_has_no_business_in_clearance(officer, submitted):
    assert as_member(officer).get(QUEUE).status_code == 403
    assert as_member(officer).get(address("clear", submitted)).status_code == 403
    assert decide(officer, submitted, "cleared").status_code == 403


# --- The outcome of an internal review ------------------------------------------------------------------------------


@pytest.fixture
def outcome(officer, clearer):
    """The outcome of a review of the January reply, drafted by its reviewer and submitted."""
    letter = factories.an_issued_letter(by=officer, clearer=clearer, received_on=day("Wed 5 April 2023"))
    at = moment("Mon 17 April 2023 10:00")
    review = ask_for_internal_review(letter, grounds="You did not search everything.", asked_on=at.date(), at=at)
    director = member("Ada Allocates", Role.DEPUTY_DIRECTOR)
    reviewer = member("Rhea Reviewer", Role.CLEARER)
    review = allocate_review(review, reviewer=reviewer, by=director, at=at)
    foi_response = draft_review_outcome(review, outcome="not_upheld", by=reviewer, at=at)
    foi_response.reviewer = reviewer
    return foi_response


def test_the_reviewer_drafts_the_outcome_and_nobody_else(officer, outcome):
    with time_machine.travel(moment("Tue 18 April 2023 10:00"), tick=False):
        mine = text_of(as_member(outcome.reviewer).get(address("draft", outcome)))
        theirs = text_of(as_member(officer).get(address("draft", outcome)))
        refused = press(officer, "draft_save", outcome, added="Meddling.")

    assert "Submit for clearance" in mine
    assert "Submit for clearance" not in theirs
    assert refused.status_code == 403


def test_a_deputy_director_approves_the_outcome_and_a_clearer_cannot(clearer, deputy_director, outcome):
    with time_machine.travel(moment("Tue 18 April 2023 10:00"), tick=False):
        reasons = {"gap_review_points": "the search", "gap_review_reasons": "It was full."}
        press(outcome.reviewer, "draft_submit", outcome, **reasons)
        assert stage_of(outcome) == "clearance"

        refused = text_of(as_member(clearer).get(address("clear", outcome)))
        assert "Only a deputy director approves the outcome of an internal review." in refused
        page = text_of(as_member(deputy_director).get(address("clear", outcome)))
        assert ">Approve</button>" in page
        assert WARNING not in page
        decide(deputy_director, outcome, "cleared")

    assert stage_of(outcome) == "cleared"
