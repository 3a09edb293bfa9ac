"""Clearing in steps: the route of a letter, cover for who is away, conditions, and issuing what was wholly cleared."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.actions.absence import end_absence, record_absence
from accounts.models import Role
from codes.actions.settings import record_setting
from foirequests.actions.early_word import tell_deputy_early
from foirequests.models import Advice, HistoryEntry
from responses.actions.before_issue import conditions_of, meet_condition
from responses.actions.clear import clear_response, live_clearance, live_clearances, return_response, submitted_version
from responses.actions.clearance_route import standing_of
from responses.actions.clearers import asked_today, eligible_clearers, why_not_clear
from responses.actions.decisions import change_ground
from responses.actions.draft import submit_draft, take_back
from responses.actions.issue import issue_response
from responses.actions.opinions import record_opinion
from responses.domain.conditions import NOT_BEFORE, TOLD, Condition
from responses.domain.errors import NotPermitted, Refused, Stale
from tests import factories
from tests.dates import day
from tests.office import member
from tests.responses.deciding import applied, fresh, qualified
from tests.responses.pages import NOW, address, as_member, every_gap, press, queries_of, text_of

pytestmark = pytest.mark.usefixtures("on_the_day_after_receipt")

TODAY = day("Fri 6 January 2023")
QUEUE = "/clearance/"


@pytest.fixture
def routed_up(officer, submitted):
    """The same, of a case of which the deputy director was told early: two people clear it."""
    tell_deputy_early(submitted.foi_request, clear_by=day("Fri 20 January 2023"), by=officer, at=NOW)
    return submitted


def clear(foi_response, person, at=NOW, **told):
    digest = submitted_version(foi_response).letter_hash
    cleared = clear_response(foi_response, letter_hash=digest, by=person, at=at, **told)
    foi_response.refresh_from_db()
    return cleared


def issue(foi_response, officer, at=NOW):
    return issue_response(foi_response, channel="email", by=officer, at=at)


# --- Steps ----------------------------------------------------------------------------------------------------------


def test_a_sensitive_case_is_cleared_by_a_clearer_and_then_by_the_deputy_director(
    officer, clearer, deputy_director, routed_up
):
    clear(routed_up, clearer)
    assert routed_up.stage == "clearance"
    assert routed_up.foi_request.stage == "clearance"
    assert live_clearance(routed_up) is None
    assert routed_up.foi_request.history.filter(act="step_cleared").get().facts["step"] == "clearer"

    clear(routed_up, deputy_director)
    assert routed_up.stage == "cleared"
    assert [(each.step, each.by) for each in live_clearances(routed_up)] == [
        ("clearer", clearer),
        ("deputy_director", deputy_director),
    ]
    assert issue(routed_up, officer).cleared_hash == submitted_version(routed_up).letter_hash


def test_the_only_deputy_director_leaves_the_first_step_to_a_clearer(officer, clearer, deputy_director, routed_up):
    with pytest.raises(NotPermitted, match="nobody but you could. Leave this step to a clearer"):
        clear(routed_up, deputy_director)
    assert [person.name for person in eligible_clearers(routed_up, day=TODAY)] == ["Clem Clearer"]
    assert "Leave this step to a clearer" in text_of(as_member(deputy_director).get(address("clear", routed_up)))

    other = member("Dora Deputy", Role.DEPUTY_DIRECTOR)
    assert "Dee Director" in [person.name for person in eligible_clearers(routed_up, day=TODAY)]
    record_absence(first_day=TODAY, last_day=TODAY, covers={Role.DEPUTY_DIRECTOR: None}, by=other, at=NOW)
    with pytest.raises(NotPermitted, match="nobody but you could"):
        clear(routed_up, deputy_director)


def test_a_deputy_director_takes_the_only_step_of_another_letter(deputy_director, submitted):
    clear(submitted, deputy_director)
    assert submitted.stage == "cleared"


def test_nobody_takes_both_steps_even_with_both_roles(clearer, deputy_director, routed_up):
    member("Dora Deputy", Role.DEPUTY_DIRECTOR)
    deputy_director.role_rows.create(role=Role.CLEARER)
    clear(routed_up, deputy_director)

    with pytest.raises(NotPermitted, match="at an earlier step"):
        clear(routed_up, deputy_director)
    with pytest.raises(NotPermitted, match="This step is a deputy director’s"):
        clear(routed_up, clearer)


def test_the_drafter_takes_no_step(officer, clearer, routed_up):
    officer.role_rows.create(role=Role.DEPUTY_DIRECTOR)
    del officer.roles
    clear(routed_up, clearer)
    with pytest.raises(NotPermitted, match="You drafted this letter"):
        clear(routed_up, officer)


def test_a_return_at_the_second_step_ends_the_round(officer, clearer, deputy_director, routed_up):
    clear(routed_up, clearer)
    digest = submitted_version(routed_up).letter_hash
    return_response(routed_up, letter_hash=digest, comment="Say why.", by=deputy_director, at=NOW)
    routed_up.refresh_from_db()
    assert routed_up.stage == "drafting"

    submit_draft(routed_up, by=officer, at=NOW)
    assert [person.name for person in eligible_clearers(routed_up, day=TODAY)] == ["Clem Clearer"]
    with pytest.raises(Stale):
        clear(routed_up, deputy_director, step="deputy_director")


def test_taking_the_letter_back_voids_the_steps_that_were_taken(officer, clearer, deputy_director, routed_up):
    clear(routed_up, clearer)
    take_back(routed_up, by=officer, at=NOW)
    submit_draft(routed_up, by=officer, at=NOW)

    clear(routed_up, member("Cara Second", Role.CLEARER))
    assert routed_up.stage == "clearance"


def test_a_decision_about_a_step_that_somebody_took_meanwhile_is_stale(clearer, deputy_director, routed_up):
    clear(routed_up, clearer, step="clearer")
    with pytest.raises(Stale, match="decided about this letter at the same moment"):
        clear(routed_up, deputy_director, step="clearer")


def test_a_flag_that_an_officer_accepts_sends_the_letter_up_and_one_that_is_advised_does_not(officer, submitted):
    flag = {"kind": "flag", "value": "press", "read_number": 0, "given_at": NOW}
    reading = submitted.foi_request.readings.create(
        rules=99, text_digest="x", salt="y", begun_at=NOW, next_attempt_at=NOW
    )
    advised = Advice.objects.create(foi_request=submitted.foi_request, reading=reading, **flag)
    clearer = member("Cara Second", Role.CLEARER)
    assert clear_steps(submitted) == ["clearer"]

    Advice.objects.filter(pk=advised.pk).update(decision="accepted", decided_by=officer, decided_at=NOW)
    assert clear_steps(submitted) == ["clearer", "deputy_director"]
    clear(submitted, clearer)
    assert submitted.stage == "clearance"


def clear_steps(foi_response):
    return [step.name for step in standing_of(foi_response, day=TODAY).steps]


def test_section_36_goes_up_and_is_not_cleared_until_the_opinion_covers_it(officer, clearer, deputy_director):
    qualified()
    draft = factories.a_draft(by=officer, held="held")
    ground = applied(draft, "s36(2)(c)", officer)
    press(officer, "draft_submit", draft, **every_gap(draft))
    draft = fresh(draft)
    assert clear_steps(draft) == ["qualified_person", "clearer", "deputy_director"]
    with pytest.raises(Refused, match=r"Section 36\(2\)\(c\) \(question 1\): choose or record the qualified person"):
        clear(draft, clearer)
    page = text_of(as_member(clearer).get(address("clear", draft)))
    assert "The letter cannot be cleared until that is mended." in page
    assert "Not covered" in page

    take_back(draft, by=officer, at=NOW)
    told = {"limbs": ["s36(2)(c)"], "likelihood": "would_be_likely", "reasons": "Candour.", "given_on": TODAY}
    opinion = record_opinion(draft, **told, by=officer, at=NOW)
    details = {"likelihood": "would_be_likely"}
    change_ground(ground, information="A note", denies=False, details=details, opinion=opinion, by=officer, at=NOW)
    submit_draft(fresh(draft), by=officer, at=NOW)
    draft = fresh(draft)
    assert "Recorded" in text_of(as_member(clearer).get(address("clear", draft)))
    clear(draft, clearer)
    clear(draft, deputy_director)
    assert draft.stage == "cleared"


# --- Issuing demands the whole route --------------------------------------------------------------------------------


def test_a_letter_whose_case_turned_sensitive_after_it_was_cleared_is_not_issued(officer, clearer, submitted):
    clear(submitted, clearer)
    tell_deputy_early(submitted.foi_request, clear_by=day("Fri 20 January 2023"), by=officer, at=NOW)

    with pytest.raises(Refused, match="cleared at this step as well: deputy director. The deputy director was told"):
        issue(submitted, officer)
    assert "It has to be cleared at this step as well" in text_of(as_member(officer).get(address("issue", submitted)))


def test_a_setting_that_sends_fewer_letters_up_leaves_a_cleared_letter_as_it_is(
    officer, clearer, deputy_director, routed_up
):
    clear(routed_up, clearer)
    clear(routed_up, deputy_director)
    value = dict.fromkeys(("denials", "told_early", "press", "parliament", "inquest", "sensitive"), "no")
    record_setting(
        name="clearance_routing",
        value=value | {"provisions": []},
        valid_from=TODAY,
        source="Board",
        reason="Fewer",
        by=deputy_director,
        at=NOW,
    )

    issue(routed_up, officer)
    routed_up.refresh_from_db()
    assert routed_up.stage == "issued"


def test_a_route_that_became_shorter_while_a_letter_waits_says_what_to_do(officer, clearer, deputy_director, routed_up):
    clear(routed_up, clearer)
    routed_up.foi_request.notices.filter(kind="told_early").delete()

    with pytest.raises(NotPermitted, match="No step is left to clear"):
        clear(routed_up, deputy_director)
    for page in (address("clear", routed_up), QUEUE, reverse("case", args=[routed_up.foi_request.reference])):
        assert as_member(deputy_director).get(page).status_code == 200
    take_back(routed_up, by=officer, at=NOW)
    submit_draft(routed_up, by=officer, at=NOW)
    clear(routed_up, clearer)
    assert routed_up.stage == "cleared"


# --- Away and covered -----------------------------------------------------------------------------------------------


@pytest.fixture
def cover(office):
    return member("Cara Cover", Role.CLEARER)


def away(person, covers, first=TODAY, last=day("Fri 13 January 2023")):
    record_absence(first_day=first, last_day=last, covers=covers, by=person, at=NOW)


def test_what_is_asked_of_a_clearer_who_is_away_is_asked_of_whoever_covers(officer, clearer, cover):
    draft = factories.a_draft(by=officer)
    press(officer, "draft_submit", draft, clearer=clearer.pk)
    draft.refresh_from_db()
    away(clearer, {"clearer": cover})

    asked = asked_today([draft], day=TODAY)[draft.pk]
    assert (asked.person, asked.today) == (clearer, cover)
    queue = text_of(as_member(cover).get(QUEUE))
    assert "You are asked to clear it, covering for Clem Clearer (away until 13 January 2023)" in queue
    assert "Asked of you" in queue
    assert asked_today([draft], day=day("Mon 16 January 2023"))[draft.pk].today == clearer


def test_who_is_away_is_not_offered_and_clears_nothing_until_they_are_back(officer, clearer, cover, submitted):
    away(clearer, {"clearer": cover})
    assert clearer not in eligible_clearers(submitted, day=TODAY)
    with pytest.raises(NotPermitted, match="You are recorded as away"):
        clear(submitted, clearer)

    end_absence(first_day=TODAY, by=clearer, at=NOW)
    clear(submitted, clearer)
    assert submitted.stage == "cleared"


def test_whoever_covers_does_not_clear_their_own_words(officer, clearer):
    officer.role_rows.create(role=Role.CLEARER)
    draft = factories.a_draft(by=officer)
    press(officer, "draft_submit", draft, clearer=clearer.pk)
    draft.refresh_from_db()
    away(clearer, {"clearer": officer})

    assert "You drafted this letter" in why_not_clear([draft], officer, day=TODAY)[draft.pk]
    assert "Not yours to clear" in text_of(as_member(officer).get(QUEUE))


def test_an_absent_clearer_without_cover_stops_nobody(officer, clearer, cover):
    draft = factories.a_draft(by=officer)
    press(officer, "draft_submit", draft, clearer=clearer.pk)
    away(clearer, {})

    assert "is asked, and nobody covers; you may clear it" in text_of(as_member(cover).get(QUEUE))


def test_a_deputy_director_who_covers_sees_whom_they_cover_for(clearer, deputy_director, routed_up):
    second = member("Dan Director", Role.DEPUTY_DIRECTOR)
    away(deputy_director, {"deputy_director": second})
    clear(routed_up, clearer)

    queue = text_of(as_member(second).get(QUEUE))
    assert "A deputy director clears it now. The deputy director was told of this case early." in queue
    assert "You are covering for Dee Director" in queue
    assert "Step 2 of 2: deputy director" in queue


def test_the_queue_asks_the_same_number_of_questions_with_routes_and_cover(officer, clearer, cover, routed_up):
    away(clearer, {"clearer": cover})
    few = queries_of(cover, QUEUE)
    for number in range(3):
        each = factories.a_submitted_response(by=officer, email=f"somebody.{number}@requesters.example")
        tell_deputy_early(each.foi_request, clear_by=day("Fri 20 January 2023"), by=officer, at=NOW)

    assert queries_of(cover, QUEUE) == few


# --- Conditions -----------------------------------------------------------------------------------------------------

PRESS = Condition(TOLD, whom="Press office")
TENTH = Condition(NOT_BEFORE, day=day("Tue 10 January 2023"))


def test_a_letter_leaves_after_the_press_office_was_told_and_not_before(officer, clearer, submitted):
    clear(submitted, clearer, conditions=[PRESS])
    with pytest.raises(Refused, match="Press office: has to be told first"):
        issue(submitted, officer)

    meet_condition(conditions_of(submitted).get(), told="Pat Press", by=officer, at=NOW)

    condition = conditions_of(submitted).get()
    assert (condition.told, condition.met_by, condition.met_at) == ("Pat Press", officer, NOW)
    entry = submitted.foi_request.history.get(act="condition_met")
    assert entry.facts == {} and entry.words.text == "Pat Press"
    issue(submitted, officer)


def test_a_letter_leaves_not_before_the_day(officer, clearer, submitted):
    clear(submitted, clearer, conditions=[TENTH])
    with pytest.raises(Refused, match="not before 10 January 2023"):
        issue(submitted, officer)
    issue(submitted, officer, at=NOW + timedelta(days=4))


def test_a_condition_is_met_once_by_who_may_issue_with_a_name(officer, clearer, submitted):
    clear(submitted, clearer, conditions=[PRESS, TENTH])
    told, waits = conditions_of(submitted)
    for wrong, by, error in (
        ((told, "  "), officer, "Say who was told"),
        ((waits, "Pat"), officer, "comes by itself"),
        ((told, "Pat"), clearer, "do not hold the role"),
    ):
        with pytest.raises(Refused, match=error):
            meet_condition(wrong[0], told=wrong[1], by=by, at=NOW)
    meet_condition(told, told="Pat Press", by=officer, at=NOW)
    with pytest.raises(Stale, match="recorded this already"):
        meet_condition(told, told="Somebody else", by=officer, at=NOW)
    assert conditions_of(submitted)[0].told == "Pat Press"


def test_the_conditions_of_a_clearance_end_with_it(officer, clearer, submitted):
    clear(submitted, clearer, conditions=[PRESS])
    old = conditions_of(submitted).get()
    take_back(submitted, by=officer, at=NOW)
    with pytest.raises(Stale, match="not waiting to be issued"):
        meet_condition(old, told="Pat", by=officer, at=NOW)
    submit_draft(submitted, by=officer, at=NOW)
    clear(submitted, clearer)
    assert not conditions_of(submitted).exists()
    issue(submitted, officer)


def decide(person, foi_response, verdict, **typed):
    posted = {"verdict": verdict, "letter_hash": submitted_version(foi_response).letter_hash, **typed}
    return as_member(person).post(address("clear", foi_response), posted)


NOT_BEFORE_THE_TENTH = {"not_before_day": "10", "not_before_month": "1", "not_before_year": "2023"}


def test_a_clearer_names_conditions_and_an_officer_ticks_them_off_on_the_page_of_issue(officer, clearer, submitted):
    decide(clearer, submitted, "cleared", told="Press office\n\nThe Trust\nPress office", **NOT_BEFORE_THE_TENTH)

    page = text_of(as_member(officer).get(address("issue", submitted)))
    assert "Only after this was told: Press office" in page
    assert "Not before 10 January 2023" in page
    assert 'name="way"' not in page
    first, second, _day = conditions_of(submitted)
    assert (first.whom, second.whom) == ("Press office", "The Trust")

    for condition in (first, second):
        as_member(officer).post(address("condition_met", submitted, condition.pk), {"told": "Pat Press"})
    page = text_of(as_member(officer).get(address("issue", submitted)))
    assert "Pat Press was told. Recorded by Olive Officer" in page
    assert "The letter is cleared, and cannot leave yet" in page

    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        page = text_of(as_member(officer).get(address("issue", submitted)))
    assert "That day has come." in page
    assert 'name="way"' in page


@pytest.mark.parametrize(
    ("verdict", "typed", "error"),
    [
        ("returned", {"comment": "Change it.", "told": "Press office"}, "A letter that you return has no conditions"),
        ("cleared", {"not_before_day": "5", "not_before_month": "1", "not_before_year": "2023"}, "still to come"),
        ("cleared", {"not_before_day": "40", "not_before_month": "1", "not_before_year": "2023"}, "not a real date"),
        ("cleared", {"told": "\n".join(map(str, range(9)))}, "Name 5 at most"),
    ],
)
def test_conditions_that_cannot_be_are_refused_and_what_was_typed_stays(clearer, submitted, verdict, typed, error):
    page = text_of(decide(clearer, submitted, verdict, **typed))

    assert error in page
    assert typed.get("told", "")[:5] in page
    submitted.refresh_from_db()
    assert submitted.stage == "clearance"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Enter the name of who was told"),
        ("   ", "Enter the name of who was told"),
        ("P" * 201, "200 characters"),
        ("Pat\x00Press", "Null characters"),
    ],
)
def test_who_was_told_is_asked_for_beside_its_field_and_what_was_typed_stays(officer, clearer, submitted, typed, error):
    clear(submitted, clearer, conditions=[PRESS, Condition(TOLD, whom="The Trust"), TENTH])
    first, second, _day = conditions_of(submitted)

    page = text_of(as_member(officer).post(address("condition_met", submitted, second.pk), {"told": typed}))

    field = f"id_told_{second.pk}"
    [box] = re.findall(rf'<input[^>]*id="{field}"[^>]*>', page)
    assert 'aria-invalid="true"' in box
    assert f"{field}_error" in box.partition('aria-describedby="')[2].partition('"')[0]
    assert error in page.partition(f'id="{field}_error"')[2].partition("</span>\n")[0]
    assert f'<a href="#{field}">' in page.partition("There is a problem")[2]
    assert page.partition("<title>")[2].startswith("Error: ")
    assert f'id="id_told_{first.pk}_error"' not in page
    assert typed.strip() in box
    assert not conditions_of(submitted).filter(met_at__isnull=False).exists()


def test_a_condition_met_already_is_said_so_whatever_is_typed(officer, clearer, submitted):
    clear(submitted, clearer, conditions=[PRESS])
    condition = conditions_of(submitted).get()
    meet_condition(condition, told="Pat Press", by=officer, at=NOW)

    for typed in ("", "Somebody else"):
        answer = as_member(officer).post(
            address("condition_met", submitted, condition.pk), {"told": typed}, follow=True
        )
        assert "Somebody recorded this already" in text_of(answer)
    assert conditions_of(submitted).get().told == "Pat Press"


def test_only_who_may_issue_ticks_off(clearer, submitted):
    clear(submitted, clearer, conditions=[PRESS])
    for typed in ("P", ""):
        answer = as_member(clearer).post(
            address("condition_met", submitted, conditions_of(submitted).get().pk), {"told": typed}
        )
        assert answer.status_code == 403


# --- The screen -----------------------------------------------------------------------------------------------------


def test_the_screen_says_which_step_it_is_why_and_who_follows(clearer, deputy_director, routed_up):
    page = text_of(as_member(clearer).get(address("clear", routed_up)))
    assert "Step 1 of 2: clearer" in page
    assert "After you, it goes to a deputy director." in page
    assert "The deputy director was told of this case early." in page
    assert "A condition is about when the letter leaves, never about its words." in page

    decide(clearer, routed_up, "cleared", step="clearer", told="Press office")
    page = text_of(as_member(deputy_director).get(address("clear", routed_up)))
    assert "Step 2 of 2: deputy director" in page
    assert "Cleared by Clem Clearer" in page
    assert "Only after this was told: Press office" in page


def test_the_screen_says_what_was_decided_on_each_question(clearer, submitted):
    page = text_of(as_member(clearer).get(address("clear", submitted)))
    assert "Question 1" in page
    assert "<li>Not held</li>" in page
    assert address("decisions", submitted) in page


def test_the_most_similar_earlier_reply_is_compared_when_somebody_asks(officer, clearer, submitted):
    assert "No earlier reply is similar enough" in text_of(as_member(clearer).get(address("clear_similar", submitted)))
    factories.an_issued_letter(by=officer, clearer=clearer, held="held", email="b@requesters.example")

    page = text_of(as_member(clearer).get(address("clear_similar", submitted)))
    assert "Compared with the reply of" in page
    assert "FOI_0002" in page
    assert "<ins>" in page
    part = text_of(as_member(clearer).get(address("clear_similar", submitted), headers={"HX-Request": "true"}))
    assert "<html" not in part and "FOI_0002" in part


def test_history_names_the_steps_by_codes_and_keeps_no_names(clearer, deputy_director, routed_up):
    clear(routed_up, clearer, comment="Fine by me.")
    entry = HistoryEntry.objects.get(act="step_cleared")
    assert entry.facts == {"step": "clearer"}
    assert entry.words.text == "Fine by me."
