"""A reply whose decisions lack something, or contradict each other, is neither submitted nor cleared nor issued."""

import pytest
import time_machine

from codes.models import Exemption
from responses.actions.decisions import apply_ground, decide_question
from responses.actions.draft import draft_letter, submit_draft
from responses.actions.findings import all_findings
from responses.domain.letter_rules import LetterNotReady
from tests.dates import day, moment
from tests.factories import a_draft, a_submitted_response
from tests.responses.deciding import fresh, the_question
from tests.responses.pages import address, as_member, text_of

NOW = moment("Wed 4 March 2026 10:00")
REMOVED = {"removed": "The names of staff in 4 documents"}


def drafted(officer, held: str, received_on: str = "Mon 2 March 2026"):
    return a_draft(by=officer, held=held, received_on=day(received_on))


def decide(foi_response, officer, held: str, outcome: str, *codes: str, at=NOW, **details: str):
    question = the_question(foi_response)
    decide_question(foi_response, question, held=held, outcome=outcome, details=details, by=officer, at=at)
    for code in codes:
        ground(foi_response, officer, code)
    return fresh(foi_response)


def ground(foi_response, officer, code: str):
    exemption = Exemption.objects.get(code=code)
    apply_ground(foi_response, the_question(foi_response), exemption, information="the target", by=officer, at=NOW)


def unfinished(foi_response, at=NOW) -> list[str]:
    found = all_findings(draft_letter(foi_response, at=at), foi_response, at=at)
    return [each.words for each in found if "is not complete" in each.words]


@pytest.mark.parametrize(
    ("outcome", "details", "wanted"),
    [
        ("refused", {}, "Choose the provision on which it is refused."),
        ("part", REMOVED, "Choose the provision on which a part is withheld."),
    ],
)
def test_what_is_refused_without_a_provision_is_not_submitted(office, officer, outcome, details, wanted):
    foi_response = decide(drafted(officer, "held"), officer, "held", outcome, **details)

    assert unfinished(foi_response) == [f"Question 1 is not complete: {wanted}"]
    with pytest.raises(LetterNotReady) as refused:
        submit_draft(foi_response, by=officer, at=NOW)
    [finding] = [each for each in refused.value.findings if wanted in each.words]
    assert (finding.severity, finding.where, finding.is_passable) == ("E", "question:1", False)


def test_a_provision_applied_to_what_we_neither_confirm_nor_deny_stands_in_the_way(office, officer):
    foi_response = drafted(officer, "not_confirmed")
    foi_response = decide(foi_response, officer, "not_confirmed", "refused", "s12(2)", "s43(2)")

    assert (
        "Question 1 is not complete: A provision applied to what we hold gives away that we hold it: take it away."
        in unfinished(foi_response)
    )


def test_a_provision_applied_without_an_outcome_stands_in_the_way(office, officer):
    foi_response = drafted(officer, "held")
    ground(foi_response, officer, "s43(2)")

    found = unfinished(fresh(foi_response))
    assert "Question 1 is not complete: Say what becomes of the question." in found
    assert "Question 1, section 43(2), is not complete: Write what speaks for disclosure." in found


@pytest.mark.parametrize("held", ["held", "not_held"])
def test_a_question_that_nobody_decided_beyond_triage_stands_as_it_is(office, officer, held):
    assert unfinished(drafted(officer, held)) == []


def test_letters_of_the_days_before_the_rules_are_not_judged(office, officer):
    foi_response = drafted(officer, "held", "Thu 5 January 2023")
    early = moment("Fri 6 January 2023 12:00")

    assert unfinished(decide(foi_response, officer, "held", "refused", at=early), at=early) == []


def test_the_drafting_page_leads_to_the_decision_that_mends_it(office, officer):
    foi_response = decide(drafted(officer, "held"), officer, "held", "refused")

    with time_machine.travel(NOW, tick=False):
        page = as_member(officer).get(address("draft", foi_response))

    assert "Question 1 is not complete: Choose the provision on which it is refused." in text_of(page)
    assert address("decision", foi_response, 1) in page.content.decode()


def test_a_reply_that_answers_as_triage_found_is_submitted(office, officer):
    assert a_submitted_response(by=officer, received_on=day("Mon 2 March 2026")).stage == "clearance"
