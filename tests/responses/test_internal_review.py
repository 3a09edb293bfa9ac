"""Asking for an internal review, deciding about a late one, and who may carry it out."""

from datetime import timedelta

import pytest
import time_machine

from accounts.models import Role
from foirequests.actions.calendar import proclaim_holiday
from foirequests.models import Message, Notice
from responses.actions.clear import clear_response, return_response, submitted_version
from responses.actions.clearers import eligible_clearers
from responses.actions.correct import start_corrected_reply
from responses.actions.draft import draft_letter, hand_over, submit_draft
from responses.actions.internal_review import (
    accept_late_review,
    ask_for_internal_review,
    decline_late_review,
    letter_standing_on,
)
from responses.actions.issue import issue_response
from responses.actions.posting import record_posting, record_receipt_of_reply
from responses.actions.re_dating import re_date_open_reviews
from responses.actions.review_conduct import (
    allocate_review,
    change_review_outcome,
    draft_review_outcome,
    eligible_reviewers,
)
from responses.domain.errors import NotPermitted, Refused
from responses.domain.outline import review_outline
from responses.models import InternalReview, IssuedLetter
from tests import factories
from tests.dates import day, moment
from tests.factories import at
from tests.foirequests.portal_visits import visit
from tests.office import member
from tests.responses.pages import address, as_member

ISSUED_ON = day("Wed 12 April 2023")
LAST_DAY = day("Wed 10 May 2023")
CODE_LAST_DAY = day("Mon 12 June 2023")


@pytest.fixture
def second_director(office):
    return member("Dan Director", Role.DEPUTY_DIRECTOR)


@pytest.fixture
def reviewer(office):
    return member("Rhea Reviewer", Role.CLEARER)


@pytest.fixture
def letter(officer, clearer):
    return factories.an_issued_letter(
        by=officer, clearer=clearer, received_on=day("Wed 5 April 2023"), issued_on=ISSUED_ON
    )


def asked(letter, on, **kwargs):
    return ask_for_internal_review(letter, grounds="You did not search everything.", asked_on=on, at=at(on), **kwargs)


def outcome_submitted(review, reviewer, *, outcome="not_upheld"):
    on = day("Wed 19 April 2023")
    foi_response = draft_review_outcome(review, outcome=outcome, by=reviewer, at=at(on))
    factories.typed(
        foi_response,
        by=reviewer,
        moment=at(on, 11),
        review_points="the search was too narrow",
        review_reasons="The database has no such field.",
        review_remedy="We have searched again.",
        review_upheld_points="the search",
        review_not_upheld_points="the rest",
    )
    submit_draft(foi_response, by=reviewer, at=at(on, 12))
    return foi_response


# --- In time and late -----------------------------------------------------------------------------------------------


def test_on_day_28_a_review_opens_and_is_acknowledged_with_its_due_date(letter):
    assert letter.review_by == LAST_DAY
    review = asked(letter, LAST_DAY)

    assert not review.is_late
    assert review.due_on == day("Thu 8 June 2023")  # 29 May is a bank holiday
    told = letter.foi_request.messages.get(kind=Message.Kind.REVIEW_ACKNOWLEDGEMENT)
    assert "8 June 2023" in told.text


def test_on_day_29_a_review_opens_marked_late_and_nothing_is_promised_yet(letter):
    review = asked(letter, LAST_DAY + timedelta(days=1))

    assert review.is_late
    assert not letter.foi_request.messages.filter(kind=Message.Kind.REVIEW_ACKNOWLEDGEMENT).exists()
    assert letter.foi_request.notices.filter(kind=Notice.Kind.REVIEW_ASKED).count() == 1


def test_until_the_fortieth_working_day_a_late_review_can_be_accepted_and_not_declined(letter, officer):
    review = asked(letter, CODE_LAST_DAY)

    with pytest.raises(Refused, match="40 working days"):
        decline_late_review(review, reason="Too late.", by=officer, at=at(CODE_LAST_DAY, 12))
    accept_late_review(review, reason="Within the Code's time.", by=officer, at=at(CODE_LAST_DAY, 13))
    assert letter.foi_request.messages.filter(kind=Message.Kind.REVIEW_ACKNOWLEDGEMENT).exists()


def test_after_the_fortieth_working_day_a_late_review_can_be_declined_and_the_requester_learns_why(letter, officer):
    on = CODE_LAST_DAY + timedelta(days=1)
    review = decline_late_review(asked(letter, on), reason="The figures are gone by now.", by=officer, at=at(on, 12))

    assert review.stage == InternalReview.Stage.DECLINED
    assert "The figures are gone by now." in letter.foi_request.messages.last().text


def test_a_late_review_is_decided_about_once(letter, officer, deputy_director):
    on = CODE_LAST_DAY + timedelta(days=1)
    review = asked(letter, on)
    seen_by_another = InternalReview.objects.get(pk=review.pk)
    accept_late_review(review, reason="She was ill.", by=officer, at=at(on, 12))

    with pytest.raises(Refused):
        decline_late_review(seen_by_another, reason="Too late.", by=deputy_director, at=at(on, 12))
    with pytest.raises(Refused):
        accept_late_review(seen_by_another, reason="Again.", by=officer, at=at(on, 13))


def test_a_request_in_time_cannot_be_declined(letter, officer):
    review = asked(letter, LAST_DAY)
    with pytest.raises(Refused):
        decline_late_review(review, reason="No.", by=officer, at=at(LAST_DAY, 12))


def test_deciding_about_a_late_request_needs_a_reason_and_the_role(letter, officer, clearer):
    on = CODE_LAST_DAY + timedelta(days=1)
    review = asked(letter, on)

    with pytest.raises(NotPermitted):
        accept_late_review(review, reason="Fine.", by=clearer, at=at(on))
    for decide in (accept_late_review, decline_late_review):
        with pytest.raises(Refused, match="Enter the reason"):
            decide(review, reason="  ", by=officer, at=at(on))


def test_a_requester_who_was_declined_may_ask_again_and_is_late_again(letter, officer):
    on = CODE_LAST_DAY + timedelta(days=1)
    decline_late_review(asked(letter, on), reason="Too late.", by=officer, at=at(on, 12))
    again = asked(letter, on + timedelta(days=3))

    assert again.is_late
    assert letter.internal_reviews.count() == 2


def test_the_day_on_which_the_reply_really_arrived_can_bring_a_late_request_into_time(letter, officer):
    on = LAST_DAY + timedelta(days=2)
    review = asked(letter, on)
    record_receipt_of_reply(letter, received_on=ISSUED_ON + timedelta(days=5), by=officer, at=at(on, 15))
    review.refresh_from_db()

    assert not review.is_late
    assert letter.foi_request.messages.filter(kind=Message.Kind.REVIEW_ACKNOWLEDGEMENT).exists()


def test_a_request_in_time_stays_in_time_when_the_reply_turns_out_to_have_come_earlier(officer, clearer):
    letter = posted_letter(officer, clearer)
    record_posting(letter, posted_on=ISSUED_ON, post_class="first", by=officer, at=at(ISSUED_ON, 15))
    review = asked(letter, letter.review_by)
    record_receipt_of_reply(
        letter, received_on=letter.reply_received_on - timedelta(days=1), by=officer, at=at(letter.review_by, 15)
    )
    review.refresh_from_db()
    assert not review.is_late


# --- What can be asked for ------------------------------------------------------------------------------------------


def posted_letter(officer, clearer) -> IssuedLetter:
    return factories.an_issued_letter(
        by=officer,
        clearer=clearer,
        received_on=day("Wed 5 April 2023"),
        issued_on=ISSUED_ON,
        channel="post",
        postal_address="1 Any Road\nAnytown",
    )


def test_before_the_posting_is_recorded_a_request_for_review_is_in_time(officer, clearer):
    letter = posted_letter(officer, clearer)
    assert letter.review_by is None
    assert not asked(letter, ISSUED_ON + timedelta(days=60)).is_late


def test_nobody_can_have_asked_before_the_reply_was_issued(letter, officer):
    with pytest.raises(Refused, match="issued"):
        ask_for_internal_review(
            letter, grounds="Too slow.", asked_on=ISSUED_ON - timedelta(days=1), at=at(LAST_DAY), by=officer
        )


def test_a_request_that_came_by_letter_is_recorded_on_the_day_it_came(letter, officer):
    came_on, recorded_on = LAST_DAY, LAST_DAY + timedelta(days=6)
    review = ask_for_internal_review(
        letter, grounds="Please look again.", asked_on=came_on, at=at(recorded_on), channel="post", by=officer
    )

    assert not review.is_late
    entry = letter.foi_request.history.get(act="review_asked")
    assert entry.actor == officer
    assert entry.happened_at.date() == came_on
    assert review.message.channel == "post"


def test_one_review_of_a_case_is_open_at_a_time(letter):
    asked(letter, LAST_DAY)
    with pytest.raises(Refused, match="open already"):
        asked(letter, LAST_DAY)


def test_only_an_officer_records_a_request_for_review(letter, clearer):
    with pytest.raises(NotPermitted):
        asked(letter, LAST_DAY, by=clearer)


def corrected(letter, officer, clearer, *, on):
    response = start_corrected_reply(letter, reason="it named the wrong year", by=officer, at=at(on, 9))
    submit_draft(response, by=officer, at=at(on, 10))
    clear_response(response, letter_hash=submitted_version(response).letter_hash, by=clearer, at=at(on, 11))
    newer = issue_response(response, channel="email", by=officer, at=at(on, 12))
    letter.refresh_from_db()
    return newer


def test_after_a_correction_the_newer_letter_is_the_one_that_can_be_reviewed(letter, officer, clearer):
    newer = corrected(letter, officer, clearer, on=day("Thu 20 April 2023"))

    with pytest.raises(Refused, match="replaced by a corrected one"):
        asked(letter, day("Fri 21 April 2023"))
    assert letter_standing_on(letter.foi_request, day("Fri 21 April 2023")) == newer
    assert not asked(newer, day("Thu 18 May 2023")).is_late


def test_a_request_that_came_before_the_correction_is_about_the_letter_that_stood_then(letter, officer, clearer):
    corrected(letter, officer, clearer, on=day("Thu 20 April 2023"))
    came_on = day("Wed 19 April 2023")

    assert letter_standing_on(letter.foi_request, came_on) == letter
    review = ask_for_internal_review(
        letter, grounds="I disagree.", asked_on=came_on, at=at(day("Fri 21 April 2023")), by=officer, channel="post"
    )
    assert review.letter == letter


# --- Who may review -------------------------------------------------------------------------------------------------


def test_whoever_had_a_part_in_the_reply_may_not_review_it(letter, officer, clearer, deputy_director, reviewer):
    review = asked(letter, LAST_DAY)
    reasons = {person.name: reason for person, reason in eligible_reviewers(review)}

    assert reasons[officer.name] == reasons[clearer.name] == "had a part in the original decision"
    assert reasons[reviewer.name] == ""
    with pytest.raises(Refused, match="had a part in the original decision"):
        allocate_review(review, reviewer=clearer, by=deputy_director, at=at(LAST_DAY, 12))


def test_recording_the_request_for_review_is_no_part_in_the_decision(letter, second_officer, deputy_director):
    review = asked(letter, LAST_DAY, by=second_officer, channel="email")
    allocate_review(review, reviewer=second_officer, by=deputy_director, at=at(LAST_DAY, 12))


def test_the_only_deputy_director_does_not_review_since_nobody_could_approve(letter, deputy_director):
    review = asked(letter, LAST_DAY)
    with pytest.raises(Refused, match="only deputy director who can approve"):
        allocate_review(review, reviewer=deputy_director, by=deputy_director, at=at(LAST_DAY, 12))


def test_of_two_deputy_directors_one_reviews_and_the_other_approves(letter, deputy_director, second_director):
    review = asked(letter, day("Tue 18 April 2023"))
    review = allocate_review(review, reviewer=second_director, by=deputy_director, at=at(day("Tue 18 April 2023"), 12))
    foi_response = outcome_submitted(review, second_director)
    assert eligible_clearers(foi_response, day=day("Wed 19 April 2023")) == [deputy_director]


def test_a_deputy_director_who_began_the_outcome_as_an_earlier_reviewer_does_not_approve_it(
    letter, deputy_director, second_director, reviewer
):
    on = day("Tue 18 April 2023")
    review = allocate_review(asked(letter, on), reviewer=second_director, by=deputy_director, at=at(on, 12))
    foi_response = draft_review_outcome(review, outcome="not_upheld", by=second_director, at=at(on, 13))
    with pytest.raises(Refused, match="only deputy director who can approve"):
        allocate_review(review, reviewer=deputy_director, by=deputy_director, at=at(on, 14))
    allocate_review(review, reviewer=reviewer, by=deputy_director, at=at(on, 15))
    foi_response.refresh_from_db()

    assert eligible_clearers(foi_response, day=on) == [deputy_director]


def test_a_member_of_staff_who_has_left_cannot_be_the_reviewer(letter, deputy_director, reviewer):
    reviewer.is_active = False
    reviewer.save()
    review = asked(letter, LAST_DAY)
    with pytest.raises(Refused, match="does not work here"):
        allocate_review(review, reviewer=reviewer, by=deputy_director, at=at(LAST_DAY, 12))


def test_only_the_deputy_director_allocates_and_a_late_one_waits_for_its_decision(
    letter, officer, deputy_director, reviewer
):
    review = asked(letter, LAST_DAY + timedelta(days=1))
    with pytest.raises(NotPermitted):
        allocate_review(review, reviewer=reviewer, by=officer, at=at(LAST_DAY, 12))
    with pytest.raises(Refused, match="Accept or decline it first"):
        allocate_review(review, reviewer=reviewer, by=deputy_director, at=at(LAST_DAY, 12))


def test_a_review_can_be_given_to_another_reviewer_until_its_outcome_waits_for_approval(
    letter, deputy_director, reviewer
):
    on = day("Tue 18 April 2023")
    other = member("Otis Other", Role.OFFICER)
    review = allocate_review(asked(letter, on), reviewer=reviewer, by=deputy_director, at=at(on, 12))
    review = allocate_review(review, reviewer=other, by=deputy_director, at=at(on, 13))
    outcome_submitted(review, other)

    with pytest.raises(Refused, match="submitted"):
        allocate_review(review, reviewer=reviewer, by=deputy_director, at=at(day("Thu 20 April 2023"), 12))


# --- The outcome ----------------------------------------------------------------------------------------------------


@pytest.fixture
def review(letter, deputy_director, reviewer):
    on = day("Tue 18 April 2023")
    return allocate_review(asked(letter, on), reviewer=reviewer, by=deputy_director, at=at(on, 12))


def test_the_outcome_is_drafted_by_the_reviewer_in_the_library_s_wording_for_it(review, officer, reviewer):
    on = day("Wed 19 April 2023")
    with pytest.raises(NotPermitted):
        draft_review_outcome(review, outcome="upheld", by=officer, at=at(on))
    foi_response = draft_review_outcome(review, outcome="upheld", by=reviewer, at=at(on))

    assert tuple(part.slug for part in draft_letter(foi_response, at=at(on)).parts) == review_outline("upheld")
    with pytest.raises(Refused, match="drafted already"):
        draft_review_outcome(review, outcome="not_upheld", by=reviewer, at=at(on))


def test_the_reviewer_signs_the_outcome_and_the_office_the_reply(review, reviewer):
    foi_response = outcome_submitted(review, reviewer)
    signed = submitted_version(foi_response).letter["signature"]
    reply = review.letter.frozen["signature"]

    assert (signed["name"], signed["role"]) == ("Rhea Reviewer", "Internal reviewer")
    assert reply["name"] != "Rhea Reviewer"


def test_what_the_reply_lacked_is_missing_from_no_outcome(review, reviewer, deputy_director):
    foi_response = outcome_submitted(review, reviewer)
    with time_machine.travel(at(day("Wed 19 April 2023"), 13), tick=False):
        page = as_member(deputy_director).get(address("clear", foi_response))

    assert [row["missing"] for row in page.context["decided"]] == [[]]
    assert page.context["findings"] == []


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("upheld", "We uphold your complaint: our new decision takes the place of the first."),
        ("partly_upheld", "We uphold your complaint in part."),
        ("not_upheld", "We do not uphold your complaint: our first decision stands."),
    ],
)
def test_the_requester_reads_what_the_review_found_once_its_outcome_is_issued(
    client, review, reviewer, deputy_director, outcome, said
):
    own_page = visit(client, review.foi_request, at=at(day("Wed 19 April 2023"), 9))

    def page():
        with time_machine.travel(at(day("Wed 19 April 2023"), 14), tick=False):
            return client.get(own_page).content.decode()

    foi_response = outcome_submitted(review, reviewer, outcome=outcome)
    assert said not in page()
    clear_response(
        foi_response,
        letter_hash=submitted_version(foi_response).letter_hash,
        by=deputy_director,
        at=at(day("Wed 19 April 2023"), 13),
    )
    assert said not in page()
    issue_response(foi_response, channel="email", by=reviewer, at=at(day("Wed 19 April 2023"), 13))
    assert said in page()


def test_the_reviewer_can_come_to_another_outcome_while_drafting(review, reviewer):
    on = day("Wed 19 April 2023")
    foi_response = draft_review_outcome(review, outcome="upheld", by=reviewer, at=at(on))
    change_review_outcome(review, outcome="partly_upheld", by=reviewer, at=at(on, 11))
    foi_response.refresh_from_db()

    assert tuple(part.slug for part in draft_letter(foi_response, at=at(on)).parts) == review_outline("partly_upheld")
    with pytest.raises(Refused):
        change_review_outcome(review, outcome="partly_upheld", by=reviewer, at=at(on, 12))


def test_a_deputy_director_who_returned_the_outcome_can_approve_it_afterwards(review, reviewer, deputy_director):
    foi_response = outcome_submitted(review, reviewer)
    return_response(
        foi_response,
        letter_hash=submitted_version(foi_response).letter_hash,
        comment="Say which fields you looked at.",
        by=deputy_director,
        at=moment("Thu 20 April 2023 10:00"),
    )
    submit_draft(foi_response, by=reviewer, at=moment("Thu 20 April 2023 11:00"))
    clear_response(
        foi_response,
        letter_hash=submitted_version(foi_response).letter_hash,
        by=deputy_director,
        at=moment("Thu 20 April 2023 12:00"),
    )
    issue_response(foi_response, channel="email", by=reviewer, at=moment("Thu 20 April 2023 13:00"))
    review.refresh_from_db()
    assert review.stage == InternalReview.Stage.CLOSED


def test_a_deputy_director_who_cleared_the_reply_cannot_approve_its_review(officer, deputy_director, reviewer):
    second = member("Dan Director", Role.DEPUTY_DIRECTOR)
    letter = factories.an_issued_letter(
        by=officer, clearer=deputy_director, received_on=day("Wed 5 April 2023"), issued_on=ISSUED_ON
    )
    on = day("Tue 18 April 2023")
    review = allocate_review(asked(letter, on), reviewer=reviewer, by=deputy_director, at=at(on, 12))
    foi_response = outcome_submitted(review, reviewer)

    with pytest.raises(NotPermitted, match="had a part in the original decision"):
        clear_response(
            foi_response,
            letter_hash=submitted_version(foi_response).letter_hash,
            by=deputy_director,
            at=moment("Thu 20 April 2023 12:00"),
        )
    assert eligible_clearers(foi_response, day=day("Thu 20 April 2023")) == [second]


def test_a_clearer_does_not_approve_an_outcome(review, reviewer):
    foi_response = outcome_submitted(review, reviewer)
    other_clearer = member("Cleo Clearer", Role.CLEARER)
    with pytest.raises(NotPermitted, match="Only a deputy director"):
        clear_response(
            foi_response,
            letter_hash=submitted_version(foi_response).letter_hash,
            by=other_clearer,
            at=moment("Thu 20 April 2023 12:00"),
        )


def test_an_outcome_is_not_handed_over_like_a_reply(review, reviewer, officer):
    foi_response = draft_review_outcome(review, outcome="upheld", by=reviewer, at=moment("Wed 19 April 2023 10:00"))
    with pytest.raises(Refused, match="deputy director"):
        hand_over(foi_response, to=officer, by=reviewer, at=moment("Wed 19 April 2023 11:00"))


def test_whoever_decided_an_earlier_review_takes_no_second_look(review, reviewer, officer, clearer, deputy_director):
    letter = review.letter
    foi_response = outcome_submitted(review, reviewer, outcome="upheld")
    clear_response(
        foi_response,
        letter_hash=submitted_version(foi_response).letter_hash,
        by=deputy_director,
        at=moment("Thu 20 April 2023 12:00"),
    )
    issue_response(foi_response, channel="email", by=reviewer, at=moment("Thu 20 April 2023 13:00"))
    newer = corrected(letter, officer, clearer, on=day("Mon 24 April 2023"))
    reasons = {person: reason for person, reason in eligible_reviewers(asked(newer, day("Tue 2 May 2023")))}

    assert reasons[reviewer] == reasons[deputy_director] == "had a part in the original decision"


def test_the_outcome_of_a_review_opens_no_window_of_its_own(review, reviewer, deputy_director):
    foi_response = outcome_submitted(review, reviewer)
    clear_response(
        foi_response,
        letter_hash=submitted_version(foi_response).letter_hash,
        by=deputy_director,
        at=moment("Thu 20 April 2023 12:00"),
    )
    letter = issue_response(foi_response, channel="email", by=reviewer, at=moment("Thu 20 April 2023 13:00"))

    assert letter.review_by is None
    with pytest.raises(Refused, match="one stage"):
        asked(letter, day("Tue 2 May 2023"))


def test_an_open_review_follows_a_holiday_that_is_proclaimed_and_keeps_the_day_before_in_its_history(letter, officer):
    review = asked(letter, day("Wed 19 April 2023"))
    assert review.due_on == day("Fri 19 May 2023")
    proclaim_holiday(
        on=day("Mon 15 May 2023"),
        nations=["SCT"],
        title="A proclaimed holiday",
        source="Proclamation",
        by=officer,
        at=moment("Mon 1 May 2023 10:00"),
    )

    assert re_date_open_reviews(at=moment("Mon 1 May 2023 11:00")) == 1
    assert re_date_open_reviews(at=moment("Mon 1 May 2023 12:00")) == 0
    review.refresh_from_db()
    assert review.due_on == day("Mon 22 May 2023")
    entry = letter.foi_request.history.get(act="due_date_moved")
    assert entry.facts == {"from": "2023-05-19", "to": "2023-05-22"}


def test_a_review_that_is_over_keeps_its_day(letter, officer):
    review = asked(letter, day("Wed 19 April 2023"))
    InternalReview.objects.filter(pk=review.pk).update(stage="declined", due_on=day("Mon 1 May 2023"))

    assert re_date_open_reviews(at=moment("Mon 1 May 2023 11:00")) == 0
