"""Clearing, taking back, issuing and ticking off at one moment, on a real PostgreSQL: one of two looks again."""

import pytest

AT_ONCE = """
import json, time
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from accounts.models import Role
from foirequests.actions.early_word import tell_deputy_early
from responses.actions import before_issue, clear, draft, issue
from responses.actions.wording_approval import approve_wording
from responses.domain.conditions import TOLD, Condition
from responses.domain.errors import Refused
from responses.models import Clearance, ClearanceCondition, FoiResponse, IssuedLetter, TextBlockVersion
from tests import factories
from tests.dates import day
from tests.office import OPENED_AT, member

director, officer = member("Dee Director", Role.DEPUTY_DIRECTOR), member("Olive Officer", Role.OFFICER)
ann, ben = member("Ann Clearer", Role.CLEARER), member("Ben Clearer", Role.CLEARER, Role.DEPUTY_DIRECTOR)
approve_wording(TextBlockVersion.objects.proposed(), by=director, at=OPENED_AT)
RECEIVED = day("Thu 5 January 2023")
NOW = factories.at(RECEIVED, 15)
letters = iter(range(100))

def submitted(up=False):
    made = factories.a_submitted_response(by=officer, email=f"somebody.{next(letters)}@requesters.example")
    if up:
        tell_deputy_early(made.foi_request, clear_by=day("Fri 20 January 2023"), by=officer, at=NOW)
    return made.pk

def cleared(*conditions):
    pk = submitted()
    clears(ann, conditions=conditions)(pk)
    return pk

def the(pk):
    return FoiResponse.objects.select_related("foi_request").get(pk=pk)

def clears(person, **told):
    def act(pk):
        digest = the(pk).versions.order_by("-number")[0].letter_hash
        clear.clear_response(the(pk), letter_hash=digest, by=person, at=NOW, **told)
    return act

def takes_back(pk):
    draft.take_back(the(pk), by=officer, at=NOW)

def issues(pk):
    issue.issue_response(the(pk), channel="email", by=officer, at=NOW)

def ticks(name):
    def act(pk):
        condition = ClearanceCondition.objects.get(clearance__version__foi_response=pk)
        before_issue.meet_condition(condition, told=name, by=officer, at=NOW)
    return act

def and_rest(function):
    def slow(*args, **kwargs):
        answer = function(*args, **kwargs)
        time.sleep(1)
        return answer
    return slow

def at_once(pk, first, second):
    def act(does, wait):
        time.sleep(wait)
        try:
            does(pk)
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return "done"
    with ThreadPoolExecutor(2) as both:
        said = [answer.result() for answer in [both.submit(act, first, 0), both.submit(act, second, 0.4)]]
    live = clear.live_clearances(the(pk))
    return said + [the(pk).stage, the(pk).foi_request.stage, [each.step for each in live]]

waiting, up, up_twice, up_back = submitted(), submitted(up=True), submitted(up=True), submitted(up=True)
back_first, clear_first = submitted(), submitted()
issue_back, back_issue = cleared(), cleared()
told = Condition(TOLD, whom="Press office")
ticked, tick_back = cleared(told), cleared(told)

# Each act rests where it has written and not yet committed.
clear._keep = and_rest(clear._keep)
draft.move_response = and_rest(draft.move_response)
issue.wording_in = and_rest(issue.wording_in)
before_issue.write_history = and_rest(before_issue.write_history)

found = {
    "two clearers": at_once(waiting, clears(ann, step="clearer"), clears(ben, step="clearer")),
    "two clearers of two steps": at_once(up, clears(ann, step="clearer"), clears(ben, step="clearer")),
    "one person twice": at_once(up_twice, clears(ben), clears(ben)),
    "clear, then take back": at_once(clear_first, clears(ann), takes_back),
    "take back, then clear": at_once(back_first, takes_back, clears(ann)),
    "first step, then take back": at_once(up_back, clears(ann), takes_back),
    "issue, then take back": at_once(issue_back, issues, takes_back),
    "take back, then issue": at_once(back_issue, takes_back, issues),
    "ticked twice": at_once(ticked, ticks("Pat"), ticks("Sam")),
    "tick, then take back": at_once(tick_back, ticks("Pat"), takes_back),
}
names = list(ClearanceCondition.objects.filter(clearance__version__foi_response=ticked).values_list("told", flat=True))
counts = [
    Clearance.objects.filter(version__foi_response=waiting).count(),
    IssuedLetter.objects.filter(foi_response__in=[issue_back, back_issue]).count(),
]
print(json.dumps(found | {"names": names, "counts": counts}))
"""


@pytest.fixture(scope="module")
def found(first_day_on_postgres):
    """What came of each pair of acts: what each was told, the stages of letter and case, the live clearances."""
    with first_day_on_postgres() as office:
        return office.look(AT_ONCE)


MEANWHILE = "Somebody else"


def test_of_two_clearers_at_one_moment_one_clears_and_the_other_is_told_to_look_again(found):
    first, second, *state = found["two clearers"]
    assert (first, state) == ("done", ["cleared", "cleared", ["clearer"]])
    assert second.startswith(MEANWHILE)
    assert found["counts"][0] == 1


def test_two_people_do_not_take_one_step_and_one_does_not_take_two(found):
    first, second, *state = found["two clearers of two steps"]
    assert (first, state) == ("done", ["clearance", "clearance", []])
    assert second.startswith(MEANWHILE)
    first, second, *state = found["one person twice"]
    assert (first, state) == ("done", ["clearance", "clearance", []])
    assert second.startswith("You cleared this letter at an earlier step")


@pytest.mark.parametrize(
    ("pair", "state"),
    [
        ("clear, then take back", ["cleared", "cleared", ["clearer"]]),
        ("take back, then clear", ["drafting", "drafting", []]),
    ],
)
def test_a_letter_is_cleared_or_taken_back_and_never_both(found, pair, state):
    first, second, *left = found[pair]
    assert (first, left) == ("done", state)
    assert second.startswith(MEANWHILE)


def test_a_first_step_does_not_outlive_taking_the_letter_back(found):
    assert found["first step, then take back"] == ["done", "done", "drafting", "drafting", []]


@pytest.mark.parametrize("pair", ["issue, then take back", "take back, then issue"])
def test_a_letter_that_is_taken_back_while_it_is_issued_leaves_once_or_not_at_all(found, pair):
    first, second, stage, of_the_case, live = found[pair]
    assert sorted([first == "done", second == "done"]) == [False, True]
    assert (first if first != "done" else second).startswith(MEANWHILE)
    assert (stage, of_the_case, live) in (("issued", "issued", ["clearer"]), ("drafting", "drafting", []))
    assert found["counts"][1] == sum(found[each][2] == "issued" for each in found if "issue" in each)


def test_a_condition_is_ticked_off_once_also_at_one_moment(found):
    first, second, *_state = found["ticked twice"]
    assert first == "done"
    assert second.startswith("Somebody recorded this already")
    assert found["names"] == ["Pat"]
    assert found["tick, then take back"] == ["done", "done", "drafting", "drafting", []]
