"""Who may clear a letter, who may review it, and what an issued reply decided. Section 45 Code of Practice, part 5."""

import pytest

from foirequests.domain.acts import PART_IN_THE_DECISION
from responses.domain.clearance import DRAFTING_ACTS, check_may_clear, order_of_offer
from responses.domain.errors import NotPermitted
from responses.domain.independence import Part, involved, why_not_reviewer
from responses.domain.outcomes import OUTCOMES, final_hash, outcome_for

OFFICER, CLEARER, DIRECTOR = "officer", "clearer", "deputy_director"
ADA, BEN, CAS = 1, 2, 3
REPLY, OUTCOME = "reply", "review_outcome"

MAY_CLEAR = [
    # roles of the person, kind of letter, drafted it, had a part in the decision; why not (empty: may)
    ({CLEARER}, REPLY, False, False, ""),
    ({DIRECTOR}, REPLY, False, False, ""),
    ({OFFICER, CLEARER}, REPLY, False, True, ""),
    ({CLEARER}, REPLY, True, False, "You drafted this letter"),
    ({DIRECTOR}, REPLY, True, False, "You drafted this letter"),
    ({OFFICER}, REPLY, False, False, "do not hold the role"),
    (set(), REPLY, False, False, "do not hold the role"),
    ({OFFICER}, REPLY, True, False, "do not hold the role"),
    ({DIRECTOR}, OUTCOME, False, False, ""),
    ({CLEARER, DIRECTOR}, OUTCOME, False, False, ""),
    ({CLEARER}, OUTCOME, False, False, "Only a deputy director"),
    ({DIRECTOR}, OUTCOME, False, True, "had a part in the original decision"),
    ({DIRECTOR}, OUTCOME, True, False, "You drafted this letter"),
]


@pytest.mark.parametrize(("roles", "kind", "drafted", "took_part", "why_not"), MAY_CLEAR)
def test_nobody_clears_their_own_words_and_reviews_are_approved_afresh(roles, kind, drafted, took_part, why_not):
    case = {
        "person": ADA,
        "roles": roles,
        "drafters": {BEN, ADA} if drafted else {BEN},
        "kind": kind,
        "involved": {BEN, ADA} if took_part else {BEN},
    }
    if not why_not:
        check_may_clear(**case)
        return
    with pytest.raises(NotPermitted, match=why_not):
        check_may_clear(**case)


BY_STEP = [
    # roles of the person, step, cleared an earlier step, is away; why not (empty: may)
    ({CLEARER}, CLEARER, False, False, ""),
    ({DIRECTOR}, CLEARER, False, False, ""),
    ({CLEARER}, DIRECTOR, False, False, "a deputy director’s"),
    ({DIRECTOR}, DIRECTOR, False, False, ""),
    ({CLEARER, DIRECTOR}, DIRECTOR, True, False, "at an earlier step"),
    ({DIRECTOR}, DIRECTOR, True, False, "at an earlier step"),
    ({CLEARER}, CLEARER, False, True, "recorded as away"),
    ({DIRECTOR}, DIRECTOR, False, True, "recorded as away"),
]


@pytest.mark.parametrize(("roles", "step", "earlier", "away", "why_not"), BY_STEP)
def test_two_steps_are_two_people_and_each_step_is_for_those_who_hold_its_role(roles, step, earlier, away, why_not):
    case = {
        "person": ADA,
        "roles": roles,
        "drafters": {BEN},
        "kind": REPLY,
        "step": step,
        "cleared": {ADA} if earlier else {CAS},
        "is_away": away,
    }
    if not why_not:
        check_may_clear(**case)
        return
    with pytest.raises(NotPermitted, match=why_not):
        check_may_clear(**case)


LATER = [
    # roles of the person, who could take a deputy director's step that follows (None: none follows); may
    ({DIRECTOR}, None, True),
    ({DIRECTOR}, {CAS}, True),
    ({DIRECTOR}, {ADA, CAS}, True),
    ({DIRECTOR}, {ADA}, False),
    ({DIRECTOR}, set(), False),
    ({CLEARER, DIRECTOR}, {ADA}, False),
    ({CLEARER}, set(), True),
]


@pytest.mark.parametrize(("roles", "left", "may"), LATER)
def test_a_deputy_director_leaves_the_first_step_when_nobody_else_could_take_the_second(roles, left, may):
    case = {"person": ADA, "roles": roles, "drafters": {BEN}, "kind": REPLY, "step": CLEARER, "left_for_later": left}
    if may:
        check_may_clear(**case)
        return
    with pytest.raises(NotPermitted, match="Leave this step to a clearer"):
        check_may_clear(**case)


def test_the_deputy_director_is_offered_last():
    people = [{CLEARER, DIRECTOR}, {CLEARER}, {DIRECTOR}]
    assert [order_of_offer(roles) for roles in people] == [1, 0, 1]


def test_the_acts_that_make_a_drafter_are_these():
    assert set(DRAFTING_ACTS) == {
        "draft_started", "draft_saved", "handed_over", "submitted", "reply_corrected", "review_decided",
        "question_decided", "ground_applied", "ground_changed", "ground_removed", "interest_weighed",
        "warning_passed",
    }  # fmt: skip
    assert DRAFTING_ACTS <= PART_IN_THE_DECISION


@pytest.mark.parametrize("act", sorted(PART_IN_THE_DECISION))
def test_each_act_of_the_decision_makes_a_person_part_of_it(act):
    assert involved([Part(act, ADA)]) == {ADA}


@pytest.mark.parametrize("act", ["received", "assigned", "noted", "messaged", "linked", "review_allocated", "posted"])
def test_an_act_that_decides_nothing_leaves_a_person_free_to_review(act):
    assert involved([Part(act, ADA)]) == frozenset()


def test_what_nobody_in_the_office_did_involves_nobody():
    assert involved([Part("triaged", None)]) == frozenset()


@pytest.mark.parametrize(
    ("letter", "own_letter", "people"),
    [(7, 7, set()), (6, 7, {ADA}), (None, 7, {ADA}), (7, None, {ADA}), (None, None, {ADA})],
)
def test_work_on_the_reviews_own_letter_is_no_part_in_the_original_decision(letter, own_letter, people):
    assert involved([Part("returned", ADA, letter)], own_letter=own_letter) == people


@pytest.mark.parametrize(
    ("person", "approvers", "why_not"),
    [
        (ADA, {CAS}, "had a part in the original decision"),
        (BEN, {CAS}, ""),
        (CAS, {CAS}, "is the only deputy director who can approve the outcome"),
        (CAS, {CAS, BEN}, ""),
        (BEN, set(), ""),
    ],
)
def test_a_review_goes_to_somebody_without_a_part_who_leaves_one_other_to_approve(person, approvers, why_not):
    assert why_not_reviewer(person, involved={ADA}, approvers=approvers) == why_not


@pytest.mark.parametrize(
    ("held", "outcome"),
    [("held", "granted"), ("part_held", "part"), ("not_held", "not_held"), ("not_confirmed", "refused")],
)
def test_whether_it_was_held_leads_to_the_outcome(held, outcome):
    assert outcome_for(held) == OUTCOMES[held] == outcome


def test_an_answer_that_is_not_on_the_list_has_no_outcome():
    with pytest.raises(KeyError):
        outcome_for("perhaps")


def test_the_letter_that_left_is_what_was_cleared_and_what_the_day_filled():
    day = {"issued_on": "25 January 2023", "review_by": "22 February 2023"}
    identity = final_hash("ab" * 32, day)
    assert len(identity) == 64
    assert identity == final_hash("ab" * 32, dict(reversed(day.items())))
    assert identity != final_hash("cd" * 32, day)
    assert identity != final_hash("ab" * 32, day | {"issued_on": "26 January 2023"})
    assert final_hash("0", {"issued_on": "Mon – Tue"}) == (
        "4001a5897b32b5aa6b20cc0da91e5fa427c44f4b6437042c3e90bda13e73dbd5"
    )
