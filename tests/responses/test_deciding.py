"""Deciding a question while its reply is drafted: grounds, the public interest, section 36, and the clearance of it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import Role, StaffRole
from codes.actions.settings import record_setting
from codes.models import Exemption
from codes.models.organisation import office_on
from foirequests.actions.commercial_cards import fill_card
from foirequests.actions.cost import save_line
from foirequests.actions.triage import record_triage
from foirequests.domain.commercial_card import CommercialCard
from foirequests.domain.triage import QuestionFindings
from foirequests.domain.workflow import CLEARANCE
from foirequests.models import Question
from responses.actions.checking import facts_of
from responses.actions.clear import clear_response, submitted_version
from responses.actions.correct import start_corrected_reply
from responses.actions.decision_values import decisions_in_letter
from responses.actions.decisions import apply_ground, change_ground, decide_question, grounds_on_offer, remove_ground
from responses.actions.draft import draft_letter, submit_draft, take_back
from responses.actions.issue import issue_response
from responses.actions.opinions import record_opinion
from responses.actions.public_interest import earlier_factors, weigh
from responses.domain.decisions import DISCLOSURE, MAINTAINING, Factor, decisions_in
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.domain.letter import letter_hash
from responses.models import AppliedGround, FoiResponse, PublicInterestFactor, QualifiedPersonOpinion, QuestionDecision
from tests.dates import day, moment
from tests.factories import a_draft
from tests.responses.deciding import NOON, PUBLIC_MONEY, TIMED_OFFERS, applied, decided, fresh, qualified, the_question

TODAY = day("Fri 6 January 2023")
LATER = moment("Mon 6 March 2023 12:00")


@pytest.fixture
def draft(officer) -> FoiResponse:
    return a_draft(by=officer, held="held")


def offered(foi_response: FoiResponse) -> dict[str, str]:
    return {row.code: why for row, why in grounds_on_offer(the_question(foi_response), office_on(TODAY))}


def acts_of(foi_response: FoiResponse) -> list[str]:
    return list(foi_response.foi_request.history.order_by("pk").values_list("act", flat=True))


def test_a_question_that_nobody_has_decided_stands_as_triage_found_it(officer, draft):
    assert (decided(draft).held, decided(draft).outcome, decided(draft).grounds) == ("held", "", ())
    Question.objects.create(foi_request=draft.foi_request, number=2, text="And the averages?")
    first, second = decisions_in_letter(fresh(draft))
    assert (second.question, second.held, second.text) == (2, "", "And the averages?")


def test_a_finding_that_triage_corrects_stands_until_the_question_is_decided_in_the_letter(officer, draft):
    found = QuestionFindings(regime="foi", service_area="claims_management", information_held="part_held", holder="X")
    record_triage(the_question(draft), found, by=officer, at=NOON)
    assert decided(draft).held == "part_held"
    decide_question(draft, the_question(draft), held="held", outcome="granted", by=officer, at=NOON)
    assert (decided(draft).held, decided(draft).outcome) == ("held", "granted")


def test_a_decision_is_part_of_what_a_clearance_is_of(officer, draft):
    before = letter_hash(draft_letter(draft, at=NOON))
    decide_question(draft, the_question(draft), held="held", outcome="part", by=officer, at=NOON)
    ground = applied(draft, "s43(2)", officer)
    after = letter_hash(draft_letter(fresh(draft), at=NOON))
    weigh(ground, factors=[PUBLIC_MONEY, TIMED_OFFERS], balance=MAINTAINING, by=officer, at=NOON)
    weighed = draft_letter(fresh(draft), at=NOON)

    assert len({before, after, letter_hash(weighed)}) == 3
    [decision] = decisions_in(weighed.to_json()["decisions"])
    [ground] = decision.grounds
    assert (decision.held, decision.outcome, ground.cites) == ("held", "part", "s43(2)")
    assert (ground.factors, ground.balance) == ((PUBLIC_MONEY, TIMED_OFFERS), "maintaining")


def test_facts_of_an_answer_that_was_given_up_stay_for_when_it_is_given_again(officer, draft):
    question, facts = the_question(draft), {"places_searched": "The claims database."}
    decide_question(draft, question, held="not_held", details=facts, by=officer, at=NOON)
    assert (decided(draft).outcome, dict(decided(draft).details)) == ("not_held", facts)
    decide_question(draft, question, held="held", outcome="granted", answer="Twelve.", by=officer, at=NOON)
    assert (dict(decided(draft).details), decided(draft).answer) == ({}, "Twelve.")
    decide_question(draft, question, held="not_held", answer="Twelve.", by=officer, at=NOON)
    assert (dict(decided(draft).details), decided(draft).answer) == (facts, "")


def test_an_answer_that_the_law_does_not_leave_open_is_refused(officer, draft):
    with pytest.raises(Refused, match="Say whether"):
        decide_question(draft, the_question(draft), held="perhaps", by=officer, at=NOON)
    with pytest.raises(Refused, match="Choose an outcome"):
        decide_question(draft, the_question(draft), held="held", outcome="not_held", by=officer, at=NOON)
    with pytest.raises(Refused, match="5,000"):
        decide_question(draft, the_question(draft), held="held", answer="x" * 5001, by=officer, at=NOON)


def test_two_who_decide_at_once_do_not_overwrite_each_other(officer, second_officer, draft):
    question = the_question(draft)
    decide_question(draft, question, held="held", outcome="part", revision=0, by=officer, at=NOON)
    with pytest.raises(Stale):
        decide_question(draft, question, held="held", outcome="granted", revision=0, by=second_officer, at=NOON)
    ground = applied(draft, "s42", officer)
    told = {"information": "Advice", "denies": False, "by": officer, "at": NOON}
    change_ground(ground, details={"privilege": "advice"}, revision=1, **told)
    with pytest.raises(Stale):
        change_ground(ground, details={"privilege": "litigation"}, revision=1, **told)
    with pytest.raises(Stale):
        weigh(ground, factors=[PUBLIC_MONEY], balance="", revision=1, by=officer, at=NOON)
    assert decided(draft).grounds[0].details["privilege"] == "advice"


def test_what_is_saved_unchanged_writes_no_line(officer, draft):
    question = the_question(draft)
    ground = applied(draft, "s42", officer)
    for _time in range(2):
        decide_question(draft, question, held="held", outcome="part", by=officer, at=NOON)
        change_ground(ground, information="Advice", denies=False, details={}, by=officer, at=NOON)
        weigh(ground, factors=[PUBLIC_MONEY], balance="", by=officer, at=NOON)
        ground.refresh_from_db()
    assert acts_of(draft)[-4:] == ["ground_applied", "question_decided", "ground_changed", "interest_weighed"]


@pytest.mark.parametrize("code", ["s35", "s30", "s33", "s36(2)(c)", "s1(1)(a)", "s9", "reg12(5)(e)"])
def test_what_the_authority_may_not_use_cannot_be_applied(officer, draft, code):
    with pytest.raises(Refused):
        applied(draft, code, officer)
    assert not AppliedGround.objects.exists()


def test_powers_in_the_settings_open_two_exemptions_and_none_opens_the_third(officer, draft):
    assert "criminal investigation" in offered(draft)["s30"]
    value = {"investigates_crime": "yes", "audits_others": "no", "enactment": "An Act 1999"}
    record_setting(name="special_powers", value=value, valid_from=TODAY, source="Act", reason="", by=None, at=NOON)
    now = offered(draft)
    assert (now["s30"], bool(now["s33"]), bool(now["s35"])) == ("", True, True)
    assert applied(draft, "s30", officer).exemption_id == "s30"


def test_a_letter_is_judged_by_the_powers_of_its_day(draft):
    def powers():
        letter, office = draft_letter(draft, at=NOON), office_on(TODAY)
        return facts_of(draft, letter, leaves_on=TODAY, office=office).powers

    assert powers() == frozenset()
    value = {"investigates_crime": "no", "audits_others": "yes", "enactment": "An Act 1999"}
    record_setting(name="special_powers", value=value, valid_from=TODAY, source="Act", reason="", by=None, at=NOON)
    assert powers() == {"audits_others"}


def test_the_likeliest_grounds_are_offered_first_and_only_those_of_the_law_of_the_question(officer, draft):
    codes = [row.code for row, why in grounds_on_offer(the_question(draft), office_on(TODAY)) if not why]
    assert codes[0] == "s21"
    assert codes.index("s43(2)") < codes.index("s38(1)(a)") < codes.index("s24")
    assert not [code for code in codes if code.startswith("reg")]


def test_neither_confirming_nor_denying_needs_a_provision_that_lifts_the_duty(officer, draft):
    with pytest.raises(Refused, match="Section 21 does not let us"):
        applied(draft, "s21", officer, denies=True)
    assert decided(draft).grounds == ()
    applied(draft, "s40(2)", officer, denies=True)
    [ground] = decided(draft).grounds
    assert ground.cites == "s40(5B)(a)"


def test_answers_that_are_none_of_the_choices_are_refused(officer, draft):
    ground = applied(draft, "s42", officer)
    told = {"information": "Advice", "denies": False, "by": officer, "at": NOON}
    with pytest.raises(Refused, match="Choose one"):
        change_ground(ground, details={"privilege": "royal"}, **told)
    repeated = applied(draft, "s14(2)", officer)
    with pytest.raises(Refused, match="real date"):
        change_ground(repeated, details={"earlier_on": "yesterday"}, **told)
    with pytest.raises(Refused, match="which information"):
        change_ground(ground, details={}, **{**told, "information": " "})


def test_a_ground_that_is_taken_away_takes_its_reasoning_along(officer, draft):
    ground = applied(draft, "s42", officer)
    weigh(ground, factors=[PUBLIC_MONEY], balance="", by=officer, at=NOON)
    remove_ground(ground, by=officer, at=NOON)
    assert decided(draft).grounds == ()
    assert not PublicInterestFactor.objects.exists()


def test_the_card_for_commercial_interests_fills_in_what_it_knows(officer, draft):
    card = CommercialCard(
        whose="panel",
        mechanism="Firms would time their offers.",
        likelihood="would_be_likely",
        factors_for="- Public money\n- Confidence",
        factors_against="Worse prices",
    )
    fill_card(the_question(draft), card, by=officer, at=NOON)
    applied(draft, "s43(2)", officer)
    [ground] = decided(draft).grounds
    assert ground.details["prejudice"] == "Firms would time their offers."
    assert ground.details["prejudice_to"].startswith("Those of panel solicitors")
    assert [each.words for each in ground.factors_for(DISCLOSURE)] == ["Public money", "Confidence"]
    assert [each.words for each in ground.factors_for(MAINTAINING)] == ["Worse prices"]


def test_the_estimate_of_the_case_fills_in_section_12(officer, draft):
    work = {"activity": "locate", "unit": "claim files", "units": 600, "minutes": 3, "people": 1, "basis": "A sample"}
    save_line(draft.foi_request, fields=work, by=officer, at=NOON)
    applied(draft, "s12(1)", officer)
    details = decided(draft).grounds[0].details
    assert (details["hours"], details["pounds"], details["records"]) == ("30", "750", "600 claim files")
    assert "claim files, 3 minutes each" in details["activities"]


def test_a_letter_that_waits_for_clearance_is_decided(officer, draft):
    ground = applied(draft, "s42", officer)
    submit_draft(draft, by=officer, at=NOON)
    stale = FoiResponse.objects.get(pk=draft.pk)
    stale.stage = "drafting"  # as a page that was opened before has it
    question = the_question(draft)
    for act in (
        lambda: decide_question(stale, question, held="not_held", by=officer, at=NOON),
        lambda: applied(stale, "s21", officer),
        lambda: change_ground(ground, information="x", denies=False, details={}, by=officer, at=NOON),
        lambda: remove_ground(ground, by=officer, at=NOON),
        lambda: weigh(ground, factors=[PUBLIC_MONEY], balance="", by=officer, at=NOON),
    ):
        with pytest.raises(NotPermitted, match="not being drafted"):
            act()
    take_back(fresh(draft), by=officer, at=NOON)
    decide_question(fresh(draft), question, held="not_held", by=officer, at=NOON)


def test_only_those_who_draft_a_letter_decide_in_it(clearer, officer, draft):
    with pytest.raises(NotPermitted):
        decide_question(draft, the_question(draft), held="held", by=clearer, at=NOON)


def test_who_decided_a_ground_does_not_clear_the_letter(officer, second_officer, draft):
    StaffRole.objects.create(member=second_officer, role=Role.CLEARER)
    second_officer.refresh_from_db()
    applied(draft, "s42", second_officer)
    submit_draft(fresh(draft), by=officer, at=NOON)
    version = submitted_version(draft)
    with pytest.raises(NotPermitted, match="You drafted this letter"):
        clear_response(fresh(draft), letter_hash=version.letter_hash, by=second_officer, at=NOON)


def test_a_side_a_factor_and_a_balance_have_to_make_sense(officer, draft):
    ground = applied(draft, "s42", officer)
    told = {"by": officer, "at": NOON}
    with pytest.raises(Refused, match="at least one factor"):
        weigh(ground, factors=[], balance=MAINTAINING, **told)
    with pytest.raises(Refused, match="twice"):
        weigh(ground, factors=[PUBLIC_MONEY, PUBLIC_MONEY], balance="", **told)
    with pytest.raises(Refused, match="in words"):
        weigh(ground, factors=[Factor(DISCLOSURE, " ")], balance="", **told)
    with pytest.raises(Refused, match="on which side"):
        weigh(ground, factors=[PUBLIC_MONEY], balance="both", **told)
    absolute = applied(draft, "s41", officer)
    with pytest.raises(Refused, match="no public interest test under section 41"):
        weigh(absolute, factors=[PUBLIC_MONEY], balance="", **told)


def test_factors_of_issued_letters_on_the_same_provision_are_offered_the_most_used_first(officer, clearer, draft):
    rare = Factor(DISCLOSURE, "It was asked often.", 1)
    for number, factors in enumerate(([PUBLIC_MONEY, rare], [PUBLIC_MONEY, TIMED_OFFERS])):
        issued = a_draft(by=officer, held="held", email=f"{number}@requesters.example")
        ground = applied(issued, "s43(2)", officer)
        weigh(ground, factors=factors, balance=MAINTAINING, by=officer, at=NOON)
        FoiResponse.objects.filter(pk=issued.pk).update(stage="issued")
    unissued = a_draft(by=officer, held="held", email="u@requesters.example")
    weigh(
        applied(unissued, "s43(2)", officer), factors=[Factor(DISCLOSURE, "A thought")], balance="", by=officer, at=NOON
    )
    ground = applied(draft, "s43(2)", officer)

    found = earlier_factors(ground)
    assert [(each.factor.words, each.uses) for each in found] == [
        (PUBLIC_MONEY.words, 2),
        (TIMED_OFFERS.words, 1),
        (rare.words, 1),
    ]
    assert found[0].factor.weight == 3
    weigh(ground, factors=[found[0].factor], balance="", by=officer, at=NOON)
    assert [each.factor.words for each in earlier_factors(ground)] == [TIMED_OFFERS.words, rare.words]
    assert earlier_factors(applied(draft, "s42", officer)) == []


OPINION = {"limbs": ["s36(2)(c)"], "likelihood": "would", "reasons": "It would chill advice."}


def test_section_36_is_offered_when_a_qualified_person_is_recorded(officer, draft):
    assert "Nobody is recorded" in offered(draft)["s36(2)(c)"]
    with pytest.raises(Refused, match="Nobody is recorded as the qualified person on 6 January 2023"):
        record_opinion(draft, **OPINION, given_on=TODAY, by=officer, at=NOON)
    qualified()
    assert offered(draft)["s36(2)(c)"] == ""


def test_an_opinion_is_of_the_person_who_was_qualified_on_its_day(officer, draft):
    qualified()
    later = qualified("Wed 4 January 2023", person="Bea Later")
    early = record_opinion(draft, **OPINION, given_on=day("Tue 3 January 2023"), by=officer, at=NOON)
    late = record_opinion(draft, **OPINION, given_on=TODAY, by=officer, at=NOON)
    assert (early.person, late.person, late.setting) == ("Ada Quill", "Bea Later", later)
    ground = applied(draft, "s36(2)(c)", officer)
    told = {"information": "Minutes", "denies": False, "details": {}, "by": officer, "at": NOON}
    change_ground(ground, opinion=late, **told)
    assert decided(draft).grounds[0].opinion.person == "Bea Later"
    with pytest.raises(Refused, match="for this request"):
        change_ground(applied(draft, "s42", officer), opinion=late, **told)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"given_on": day("Sat 7 January 2023")}, "after today"),
        ({"limbs": []}, "Choose the limbs"),
        ({"limbs": ["s42"]}, "Choose the limbs"),
        ({"likelihood": "perhaps"}, "would be likely"),
        ({"reasons": "  "}, "reasons"),
    ],
)
def test_an_opinion_says_what_the_law_wants(officer, draft, changes, said):
    qualified()
    with pytest.raises(Refused, match=said):
        record_opinion(draft, **{**OPINION, "given_on": TODAY, **changes}, by=officer, at=NOON)


def test_an_opinion_is_never_changed_or_deleted(officer, draft):
    qualified()
    opinion = record_opinion(draft, **OPINION, given_on=TODAY, by=officer, at=NOON)
    opinion.reasons = "Other"
    for change in (
        opinion.save,
        opinion.delete,
        lambda: QualifiedPersonOpinion.objects.update(reasons="Other"),
        lambda: QualifiedPersonOpinion.objects.all().delete(),
    ):
        with pytest.raises(TypeError):
            change()
    assert QualifiedPersonOpinion.objects.get().reasons == "It would chill advice."


def issued(foi_response: FoiResponse, officer, *clearers):
    """The letter issued, cleared by as many as its route asks for."""
    submit_draft(fresh(foi_response), by=officer, at=NOON)
    version = submitted_version(foi_response)
    for person in clearers:
        if fresh(foi_response).stage == CLEARANCE:
            clear_response(fresh(foi_response), letter_hash=version.letter_hash, by=person, at=NOON)
    return issue_response(fresh(foi_response), channel="email", by=officer, at=NOON)


def test_what_was_decided_is_copied_onto_the_question_when_the_reply_is_issued(
    officer, clearer, deputy_director, draft
):
    decide_question(draft, the_question(draft), held="part_held", outcome="refused", by=officer, at=NOON)
    applied(draft, "s42", officer)
    applied(draft, "s40(2)", officer)
    applied(draft, "s40(2)", officer, information="names")
    assert the_question(draft).outcome_id is None
    issued(draft, officer, clearer, deputy_director)
    question = the_question(draft)
    assert (question.information_held_id, question.outcome_id) == ("part_held", "refused")
    assert sorted(question.exemptions.values_list("code", flat=True)) == ["s40(2)", "s42"]


def test_a_corrected_reply_begins_with_what_was_decided_and_leaves_the_first_alone(
    officer, clearer, deputy_director, draft
):
    decide_question(draft, the_question(draft), held="held", outcome="part", by=officer, at=NOON)
    weigh(applied(draft, "s42", officer), factors=[PUBLIC_MONEY], balance="", by=officer, at=NOON)
    letter = issued(draft, officer, clearer, deputy_director)
    correction = start_corrected_reply(letter, reason="A figure was wrong.", by=officer, at=LATER)
    [ground] = decided(correction).grounds
    assert (decided(correction).outcome, ground.factors) == ("part", (PUBLIC_MONEY,))
    remove_ground(AppliedGround.objects.get(decision__foi_response=correction), by=officer, at=NOON)
    assert len(decided(draft).grounds) == 1


def test_a_letter_without_an_answer_on_a_question_is_not_issued(officer, clearer, draft):
    Question.objects.create(foi_request=draft.foi_request, number=2, text="And the averages?")
    with pytest.raises(Refused, match="question 2 is held"):
        issued(draft, officer, clearer)


def test_decisions_are_read_in_as_many_queries_for_many_as_for_one(officer, draft):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            decisions_in_letter(fresh(draft))
        return len(queries)

    weigh(applied(draft, "s42", officer), factors=[PUBLIC_MONEY], balance="", by=officer, at=NOON)
    few = asked()
    second = Question.objects.create(foi_request=draft.foi_request, number=2, text="And the averages?")
    for code in ("s40(2)", "s43(2)", "s41"):
        ground = apply_ground(draft, second, Exemption.objects.get(code=code), information="x", by=officer, at=NOON)
        if code == "s43(2)":
            weigh(ground, factors=[PUBLIC_MONEY, TIMED_OFFERS], balance="", by=officer, at=NOON)
    assert asked() == few


@pytest.mark.parametrize(
    "row",
    [
        lambda ground: QuestionDecision(foi_response=ground.decision.foi_response, question=ground.decision.question),
        lambda ground: AppliedGround(decision=ground.decision, exemption_id="s21", position=1),
        lambda ground: AppliedGround(decision=ground.decision, exemption_id="s21", position=2, balance="both"),
        lambda ground: PublicInterestFactor(ground=ground, side="neither", words="x", position=1),
        lambda ground: PublicInterestFactor(ground=ground, side=DISCLOSURE, words="", position=1),
        lambda ground: PublicInterestFactor(ground=ground, side=DISCLOSURE, words="x", weight=4, position=1),
    ],
)
def test_the_database_holds_what_there_can_be_only_one_of(officer, draft, row):
    ground = applied(draft, "s42", officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        row(ground).save()
