"""The outcome of a review begins with the reply's own grounds, and the reviewer upholds or overturns each."""

import pytest

from accounts.models import Role
from responses.actions.clear import clear_response, submitted_version
from responses.actions.decision_values import decisions_in_letter
from responses.actions.decisions import change_ground, decide_question, remove_ground
from responses.actions.draft import submit_draft
from responses.actions.internal_review import ask_for_internal_review
from responses.actions.issue import issue_response
from responses.actions.public_interest import weigh
from responses.actions.review_conduct import allocate_review, change_review_outcome, draft_review_outcome
from responses.actions.reviewed_grounds import grounds_of_reply, let_stand_again
from responses.actions.up_to_date import bring_up_to_date
from responses.domain.errors import Refused
from tests import factories
from tests.dates import day
from tests.office import member
from tests.responses.deciding import NOON, PUBLIC_MONEY, TIMED_OFFERS, applied, fresh, the_question
from tests.responses.pages import address, as_member, text_of

ASKED_ON = day("Mon 16 January 2023")
DRAFTED_ON = day("Wed 15 March 2023")
HARM = {
    "engagement": "the manager of the panel told us so",
    "prejudice_to": "NHS Resolution",
    "prejudice": "Firms would time their offers.",
    "likelihood": "would_be_likely",
}


@pytest.fixture
def reviewer(office):
    return member("Rhea Reviewer", Role.CLEARER)


@pytest.fixture
def reply(officer, clearer):
    """A reply that withholds one thing under section 43(2), with its reasons."""
    foi_response = factories.a_draft(by=officer, held="held")
    decide_question(foi_response, the_question(foi_response), held="held", outcome="refused", by=officer, at=NOON)
    ground = applied(foi_response, "s43(2)", officer)
    change_ground(ground, information="the target", denies=False, details=HARM, by=officer, at=NOON)
    weigh(ground, factors=[PUBLIC_MONEY, TIMED_OFFERS], balance="maintaining", by=officer, at=NOON)
    foi_response = fresh(foi_response)
    bring_up_to_date(foi_response, revision=foi_response.working_copy.revision, by=officer, at=NOON)
    foi_response = fresh(foi_response)
    submit_draft(foi_response, by=officer, at=NOON)
    clear_response(foi_response, letter_hash=submitted_version(foi_response).letter_hash, by=clearer, at=NOON)
    return issue_response(foi_response, channel="email", by=officer, at=factories.at(day("Thu 12 January 2023")))


@pytest.fixture
def review(reply, deputy_director, reviewer):
    found = ask_for_internal_review(
        reply, grounds="The target is no secret.", asked_on=ASKED_ON, at=factories.at(ASKED_ON)
    )
    return allocate_review(found, reviewer=reviewer, by=deputy_director, at=factories.at(ASKED_ON, 11))


@pytest.fixture
def outcome(review, reviewer):
    return draft_review_outcome(review, outcome="not_upheld", by=reviewer, at=factories.at(DRAFTED_ON, 12))


def grounds_in(foi_response) -> list:
    [decision] = decisions_in_letter(fresh(foi_response))
    return list(decision.grounds)


def test_the_outcome_begins_with_the_reply_s_grounds_and_their_reasons_as_rows_of_its_own(outcome, reply):
    [ground] = grounds_in(outcome)
    [was] = grounds_in(reply.foi_response)

    assert ground.key != was.key
    assert (ground.cites, ground.information, ground.balance) == ("s43(2)", "the target", "maintaining")
    assert (ground.details, ground.factors) == (was.details, was.factors)
    assert [each.stands for each in grounds_of_reply(fresh(outcome))] == [True]


def test_the_reviewer_overturns_a_ground_and_lets_it_stand_again_with_its_reasons(outcome, reviewer):
    browser, page = as_member(reviewer), address("decisions", outcome)
    shown = text_of(browser.get(page))
    assert "What the reply relied on" in shown and "Stands" in shown

    [ground] = grounds_in(outcome)
    assert browser.post(address("ground_remove", outcome, ground.key.partition(":")[2])).url == page
    shown = text_of(browser.get(page))
    assert "Overturned" in shown and "Let it stand" in shown
    [was] = grounds_of_reply(fresh(outcome))
    assert not was.stands

    assert browser.post(address("ground_restore", outcome, was.ground.key.partition(":")[2])).url == page
    [again] = grounds_in(outcome)
    assert (again.information, again.balance, len(again.factors)) == ("the target", "maintaining", 2)
    assert "Overturned" not in text_of(browser.get(page))


def test_whoever_approves_the_outcome_sees_which_grounds_are_overturned(outcome, reviewer, review, deputy_director):
    remove_ground(outcome.question_decisions.get().grounds.get(), by=reviewer, at=factories.at(DRAFTED_ON, 13))
    change_review_outcome(review, outcome="upheld", by=reviewer, at=factories.at(DRAFTED_ON, 13))
    told = {"review_points": "it is no secret", "review_reasons": "The target is known.", "review_remedy": "It is 3."}
    factories.typed(fresh(outcome), by=reviewer, moment=factories.at(DRAFTED_ON, 14), **told)
    submit_draft(fresh(outcome), by=reviewer, at=factories.at(DRAFTED_ON, 15))

    page = text_of(as_member(deputy_director).get(address("clear", outcome)))
    assert "What the reply relied on" in page and "Overturned" in page
    assert "Let it stand" not in page


def test_a_ground_that_stands_is_not_put_there_twice(outcome, reviewer, review):
    was = review.letter.foi_response.question_decisions.get().grounds.get()
    with pytest.raises(Refused, match="stands already"):
        let_stand_again(fresh(outcome), was, by=reviewer, at=factories.at(DRAFTED_ON, 13))
    assert len(grounds_in(outcome)) == 1


def test_a_ground_of_another_letter_does_not_come_into_the_outcome(outcome, reviewer, officer):
    other = applied(factories.a_draft(by=officer, held="held"), "s43(2)", officer)
    with pytest.raises(Refused, match="did not rely"):
        let_stand_again(fresh(outcome), other, by=reviewer, at=factories.at(DRAFTED_ON, 13))
    assert as_member(reviewer).post(address("ground_restore", outcome, other.pk)).status_code == 302
    assert len(grounds_in(outcome)) == 1


def test_only_the_reviewer_lets_a_ground_stand_again(outcome, officer, review):
    was = review.letter.foi_response.question_decisions.get().grounds.get()
    assert as_member(officer).post(address("ground_restore", outcome, was.pk)).status_code == 403


def test_a_reply_without_grounds_leaves_the_outcome_without_any(officer, clearer, deputy_director, reviewer):
    letter = factories.an_issued_letter(by=officer, clearer=clearer)
    found = ask_for_internal_review(letter, grounds="Look.", asked_on=ASKED_ON, at=factories.at(ASKED_ON))
    found = allocate_review(found, reviewer=reviewer, by=deputy_director, at=factories.at(ASKED_ON, 11))
    outcome = draft_review_outcome(found, outcome="upheld", by=reviewer, at=factories.at(DRAFTED_ON, 12))

    assert grounds_in(outcome) == []
    assert "What the reply relied on" not in text_of(as_member(reviewer).get(address("decisions", outcome)))
