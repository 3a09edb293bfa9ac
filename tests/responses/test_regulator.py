"""Complaints to the regulator on the record: told of, answered, decided, appealed; who may; and who is reminded."""

from dataclasses import replace
from datetime import timedelta

import pytest

from foirequests.models import Notice
from responses.actions.appeals import CHANGED, LIFTED, Judged, decide_appeal, record_appeal
from responses.actions.decision_notices import Decided, correct_notice, record_notice, take_steps
from responses.actions.regulator import Particulars, correct_complaint, record_complaint
from responses.actions.regulator_letters import (
    end_complaint,
    move_answer,
    record_answer,
    record_letter,
    resume_complaint,
)
from responses.actions.regulator_reminders import remind_of_the_regulator
from responses.actions.regulator_waits import AppealCalendars, last_days_to_appeal
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.models import DecisionNotice, RegulatorComplaint
from tests import factories
from tests.dates import day, moment
from tests.responses.complaints import NOTICE, NOW, TOLD, a_complaint, a_letter, a_notice, an_appeal

STEPS = {"steps": "Disclose the target.", "steps_days": 30}


@pytest.fixture
def case(officer, clearer):
    """A case whose reply leaned on section 43(2)."""
    letter = factories.an_issued_letter(by=officer, clearer=clearer)
    letter.foi_request.questions.get().exemptions.add("s43(2)")
    return letter.foi_request


@pytest.fixture
def complaint(case, officer):
    return a_complaint(case, by=officer, matters=["time"])


def acts(case) -> list[str]:
    return [entry.act for entry in case.history.order_by("pk") if entry.object_kind == "regulatorcomplaint"]


def told(case, kind: str) -> list[tuple]:
    return list(case.notices.unseen().filter(kind=kind).values_list("concerns_on", "to_role"))


# --- The complaint --------------------------------------------------------------------------------------------------


def test_a_complaint_is_written_into_the_history_and_the_deputy_director_is_told(case, officer):
    complaint = a_complaint(case, by=officer, matters=["time"], says="The target is no secret.")

    (entry,) = case.history.filter(act="regulator_told")
    assert complaint.is_open and [each.code for each in complaint.exemptions.all()] == ["s43(2)"]
    assert entry.facts == {
        "reference": "IC-123456-A1B2", "told_on": "2023-03-06", "matters": ["time"], "exemptions": ["s43(2)"],
    }  # fmt: skip
    assert entry.words.text == "The target is no secret." and entry.happened_at.date() == TOLD
    assert told(case, Notice.Kind.REGULATOR_TOLD) == [(TOLD, "deputy_director")]


def test_a_complaint_that_no_reply_came_is_recorded_while_the_case_is_open(officer):
    open_case = factories.a_request(by=officer)
    assert a_complaint(open_case, by=officer, exemptions=[], matters=["time"]).is_open


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"told_on": NOW.date() + timedelta(days=1)}, "in the future"),
        ({"told_on": day("Wed 4 January 2023")}, "before the day on which the request came"),
        ({"exemptions": [], "matters": []}, "Say what the complaint is about"),
        ({"matters": ["weather"]}, "from the list"),
        ({"exemptions": ["s999"]}, "not in our list"),
    ],
)
def test_a_complaint_that_cannot_be_is_refused(case, officer, changes, message):
    particulars = replace(Particulars(TOLD, exemptions=["s43(2)"]), **changes)
    with pytest.raises(Refused, match=message):
        record_complaint(case, particulars, by=officer, at=NOW)
    assert not case.regulator_complaints.exists()


@pytest.mark.parametrize("reference", ["IC-123456-A1B2", "ic-123456-a1b2", "Ic-123456-a1B2"])
def test_one_reference_is_recorded_once_for_a_case_however_its_letters_are_typed(case, complaint, officer, reference):
    with pytest.raises(Refused, match=f"{reference} is recorded already"):
        a_complaint(case, by=officer, reference=reference)


def test_the_capitals_of_a_reference_can_be_corrected(case, complaint, officer):
    particulars = Particulars(TOLD, reference="ic-123456-a1b2", exemptions=["s42"])
    correct_complaint(complaint, particulars, revision=1, by=officer, at=NOW)

    complaint.refresh_from_db()
    assert complaint.reference == "ic-123456-a1b2"


def test_only_officers_record(case, complaint, clearer, deputy_director):
    for person in (clearer, deputy_director):
        with pytest.raises(NotPermitted):
            a_complaint(case, by=person, reference="")
        with pytest.raises(NotPermitted):
            a_letter(complaint, by=person)
        with pytest.raises(NotPermitted):
            a_notice(complaint, by=person)


def test_what_was_recorded_wrongly_is_corrected_and_both_stay_in_the_history(case, complaint, officer):
    particulars = Particulars(TOLD, reference="IC-1", exemptions=["s42"], matters=[])
    correct_complaint(complaint, particulars, revision=1, by=officer, at=NOW)

    complaint.refresh_from_db()
    assert (complaint.reference, [each.code for each in complaint.exemptions.all()]) == ("IC-1", ["s42"])
    assert acts(case) == ["regulator_told", "regulator_corrected"]
    with pytest.raises(Stale):
        correct_complaint(complaint, particulars, revision=1, by=officer, at=NOW)


# --- Letters and answers --------------------------------------------------------------------------------------------


def test_a_letter_waits_for_its_answer_and_is_answered_once(case, complaint, officer):
    letter = a_letter(complaint, by=officer)
    record_answer(letter, answered_on=NOW.date(), by=officer, at=NOW)

    assert (letter.answered_on, letter.answered_by) == (NOW.date(), officer)
    assert acts(case) == ["regulator_told", "regulator_wrote", "regulator_answered"]
    with pytest.raises(Refused, match="recorded already"):
        record_answer(letter, answered_on=NOW.date(), by=officer, at=NOW)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"answer_by": day("Tue 9 May 2023")}, "before the letter was sent"),
        ({"answer_by": NOW.date().replace(year=9023)}, "more than two years after the letter was sent. Check the year"),
        ({"sent_on": day("Fri 3 March 2023")}, "before the day on which we were told"),
        ({"sent_on": day("Thu 8 June 2023"), "answer_by": day("Thu 8 June 2023")}, "in the future"),
    ],
)
def test_a_letter_that_cannot_be_is_refused(complaint, officer, changes, message):
    with pytest.raises(Refused, match=message):
        a_letter(complaint, by=officer, **changes)


def test_the_regulator_can_give_more_time_and_the_reminders_of_the_day_before_are_put_away(case, complaint, officer):
    letter = a_letter(complaint, by=officer)
    remind_of_the_regulator(at=NOW)
    move_answer(letter, answer_by=day("Wed 21 June 2023"), by=officer, at=NOW)

    assert told(case, Notice.Kind.REGULATOR_DUE) == []
    assert case.history.get(act="regulator_day_moved").facts == {"from": "2023-06-07", "to": "2023-06-21"}
    for answer_by, message in [("Wed 21 June 2023", "recorded already"), ("Tue 9 May 2023", "before the letter")]:
        with pytest.raises(Refused, match=message):
            move_answer(letter, answer_by=day(answer_by), by=officer, at=NOW)
    record_answer(letter, answered_on=NOW.date(), by=officer, at=NOW)
    with pytest.raises(Stale):
        move_answer(letter, answer_by=day("Fri 30 June 2023"), by=officer, at=NOW)


@pytest.mark.parametrize("stage", ["resolved", "withdrawn", "not_pursued"])
def test_a_complaint_ends_without_a_notice_and_can_be_opened_again(case, complaint, officer, stage):
    end_complaint(complaint, stage=stage, ended_on=NOW.date(), by=officer, at=NOW)
    with pytest.raises(Refused, match="no longer with the regulator"):
        a_letter(complaint, by=officer)
    with pytest.raises(Refused, match="no longer with the regulator"):
        a_notice(complaint, by=officer)

    resume_complaint(complaint, by=officer, at=NOW)
    assert complaint.is_open and complaint.ended_on is None
    assert acts(case)[-2:] == ["regulator_ended", "regulator_resumed"]


def test_a_complaint_does_not_end_as_something_else(complaint, officer):
    with pytest.raises(Refused, match="how the complaint ended"):
        end_complaint(complaint, stage="decided", ended_on=NOW.date(), by=officer, at=NOW)


# --- The decision notice --------------------------------------------------------------------------------------------


def test_a_decision_notice_ends_the_complaint_and_says_what_to_do_by_when(case, complaint, officer):
    notice = a_notice(complaint, by=officer, **STEPS)

    complaint.refresh_from_db()
    assert (complaint.stage, complaint.ended_on) == ("decided", NOTICE)
    assert notice.steps_by == day("Thu 6 July 2023")
    assert {(each.matter, each.exemption_id, each.outcome) for each in notice.findings.all()} == {
        ("ground", "s43(2)", "upheld"),
        ("time", None, "upheld"),
    }
    assert told(case, Notice.Kind.REGULATOR_DECIDED) == [(NOTICE, "deputy_director")]
    with pytest.raises(Refused, match="no longer with the regulator"):
        a_notice(RegulatorComplaint.objects.get(pk=complaint.pk), by=officer)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"findings": {}}, "one matter at least"),
        ({"findings": {"s42": "upheld"}}, "not about"),
        ({"findings": {"s43(2)": "perhaps"}}, "from the list"),
        ({"steps": "Disclose."}, "number of calendar days"),
        ({"steps_days": 30}, "Enter the steps"),
        ({"steps": "Disclose.", "steps_days": 0}, "between 1 and 400"),
        ({"published_url": "http://ico.example/1"}, "beginning with https://"),
        ({"given_on": day("Thu 8 June 2023")}, "in the future"),
        ({"given_on": day("Fri 3 March 2023")}, "before the day on which we were told"),
    ],
)
def test_a_notice_that_cannot_be_is_refused_and_the_complaint_stays_open(complaint, officer, changes, message):
    decided = replace(Decided(NOTICE, {"s43(2)": "upheld"}), **changes)
    with pytest.raises(Refused, match=message):
        record_notice(complaint, decided, by=officer, at=NOW)
    assert RegulatorComplaint.objects.get(pk=complaint.pk).is_open


def test_a_notice_is_corrected_until_it_is_appealed_against(case, complaint, officer):
    notice = a_notice(complaint, by=officer)
    decided = Decided(NOTICE, {"s43(2)": "not_upheld"})
    correct_notice(notice, decided, revision=1, by=officer, at=NOW)
    assert [each.outcome for each in notice.findings.all()] == ["not_upheld"]
    with pytest.raises(Stale):
        correct_notice(notice, decided, revision=1, by=officer, at=NOW)

    an_appeal(notice, "requester", by=officer)
    with pytest.raises(Refused, match="can no longer be corrected"):
        correct_notice(notice, decided, revision=2, by=officer, at=NOW)
    assert acts(case)[-2:] == ["notice_corrected", "appeal_lodged"]


def test_steps_are_taken_once_and_only_where_there_are_any(complaint, officer):
    notice = a_notice(complaint, by=officer, **STEPS)
    take_steps(notice, taken_on=NOW.date(), by=officer, at=NOW)
    assert not notice.steps_open
    with pytest.raises(Refused, match="No step"):
        take_steps(notice, taken_on=NOW.date(), by=officer, at=NOW)


def test_a_notice_is_not_corrected_over_steps_that_somebody_recorded_as_taken_meanwhile(complaint, officer):
    seen = DecisionNotice.objects.get(pk=a_notice(complaint, by=officer, **STEPS).pk)
    take_steps(DecisionNotice.objects.get(pk=seen.pk), taken_on=NOW.date(), by=officer, at=NOW)
    with pytest.raises(Refused, match="recorded as taken"):
        correct_notice(seen, Decided(NOTICE, {"s43(2)": "upheld"}), revision=1, by=officer, at=NOW)


def test_what_a_notice_decided_on_stays_a_part_of_the_complaint(complaint, officer):
    a_notice(complaint, by=officer)
    with pytest.raises(Refused, match="decides on something that you took out"):
        correct_complaint(complaint, Particulars(TOLD, matters=["time"]), revision=2, by=officer, at=NOW)
    both = Particulars(TOLD, matters=["time"], exemptions=["s43(2)"])
    assert correct_complaint(complaint, both, revision=2, by=officer, at=NOW).matters == ["time"]


def test_a_complaint_does_not_end_before_the_day_told_that_was_corrected_meanwhile(complaint, officer):
    seen = RegulatorComplaint.objects.get(pk=complaint.pk)
    told_later = Particulars(TOLD + timedelta(days=2), exemptions=["s43(2)"])
    correct_complaint(complaint, told_later, revision=1, by=officer, at=NOW)
    with pytest.raises(Refused, match="before the day on which we were told"):
        end_complaint(seen, stage="resolved", ended_on=TOLD, by=officer, at=NOW)


# --- The tribunal ---------------------------------------------------------------------------------------------------


def test_there_are_28_days_to_appeal_from_the_day_the_notice_was_sent(complaint, officer):
    assert last_days_to_appeal(a_notice(complaint, by=officer), AppealCalendars.now()).safe == day("Tue 4 July 2023")


def test_each_side_appeals_once(complaint, officer):
    notice = a_notice(complaint, by=officer)
    an_appeal(notice, "requester", by=officer)
    an_appeal(notice, "authority", by=officer)
    with pytest.raises(Refused, match="this side"):
        an_appeal(notice, "authority", by=officer)


def test_what_the_tribunal_found_takes_the_place_of_what_the_regulator_found(case, complaint, officer):
    notice = a_notice(complaint, by=officer, **STEPS)
    appeal = an_appeal(notice, by=officer)
    finding = notice.findings.get(exemption="s43(2)")
    judged = Judged(NOW.date(), "allowed", {finding.pk: "not_upheld"}, steps_are=LIFTED)
    decide_appeal(appeal, judged, by=officer, at=NOW)

    finding.refresh_from_db()
    notice.refresh_from_db()
    assert (finding.outcome, finding.as_value().stands) == ("upheld", "not_upheld")
    assert not notice.steps_open and notice.steps == "Disclose the target."
    assert acts(case)[-2:] == ["appeal_lodged", "appeal_decided"]
    with pytest.raises(Refused, match="recorded already"):
        decide_appeal(appeal, judged, by=officer, at=NOW)


def test_steps_that_were_taken_meanwhile_stay_recorded_when_a_tribunal_decides(complaint, officer):
    notice = a_notice(complaint, by=officer, **STEPS)
    appeal = an_appeal(notice, by=officer)
    take_steps(DecisionNotice.objects.get(pk=notice.pk), taken_on=NOW.date(), by=officer, at=NOW)
    decide_appeal(appeal, Judged(NOW.date(), "allowed", steps_are=LIFTED), by=officer, at=NOW)

    notice.refresh_from_db()
    assert (notice.steps_taken_on, notice.steps_lifted_on) == (NOW.date(), None)


def test_a_tribunal_can_order_steps_that_the_regulator_did_not(complaint, officer):
    notice = a_notice(complaint, "not_upheld", by=officer)
    appeal = an_appeal(notice, "requester", by=officer)
    judged = Judged(NOW.date(), "allowed", steps_are=CHANGED, steps="Disclose it.", steps_by=day("Fri 30 June 2023"))
    decide_appeal(appeal, judged, by=officer, at=NOW)

    notice.refresh_from_db()
    assert (notice.steps_open, notice.steps_by) == (True, day("Fri 30 June 2023"))


@pytest.mark.parametrize(
    ("judged", "message"),
    [
        (Judged(NOW.date(), "perhaps"), "what became of the appeal"),
        (Judged(NOW.date(), "dismissed", steps_are=LIFTED), "Only an appeal that was allowed"),
        (Judged(NOW.date(), "allowed", {0: "upheld"}), "from the list"),
        (Judged(NOW.date(), "allowed", steps_are=CHANGED), "Enter the steps"),
        (
            Judged(NOW.date(), "allowed", steps_are=CHANGED, steps="Do.", steps_by=NOTICE),
            "before the tribunal’s decision",
        ),
        (
            Judged(NOW.date(), "allowed", steps_are=CHANGED, steps="Do.", steps_by=NOW.date().replace(year=9023)),
            "more than two years after the decision. Check the year",
        ),
        (Judged(NOTICE, "dismissed"), "before the appeal"),
    ],
)
def test_an_outcome_that_cannot_be_is_refused(complaint, officer, judged, message):
    appeal = an_appeal(a_notice(complaint, by=officer), by=officer)
    with pytest.raises(Refused, match=message):
        decide_appeal(appeal, judged, by=officer, at=NOW)
    appeal.refresh_from_db()
    assert appeal.outcome == ""


def test_an_appeal_cannot_come_before_the_notice(complaint, officer):
    notice = a_notice(complaint, by=officer)
    with pytest.raises(Refused, match="before the decision notice"):
        record_appeal(notice, side="authority", lodged_on=day("Mon 5 June 2023"), by=officer, at=NOW)


# --- Reminders ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "kinds"),
    [
        ("Tue 30 May 2023 03:00", []),
        ("Wed 31 May 2023 03:00", ["regulator_due"]),
        ("Wed 7 June 2023 03:00", ["regulator_due"]),
        ("Thu 8 June 2023 03:00", ["regulator_escalated", "regulator_overdue"]),
    ],
)
def test_an_answer_that_is_due_within_five_working_days_or_overdue_is_told_of_once(
    case, complaint, officer, today, kinds
):
    letter = a_letter(complaint, by=officer)
    for _night in range(2):
        remind_of_the_regulator(at=moment(today))
    of_answers = case.notices.filter(kind__startswith="regulator_").exclude(kind="regulator_told")
    assert sorted(of_answers.values_list("kind", flat=True)) == kinds
    assert set(of_answers.values_list("concerns_on", flat=True)) <= {letter.answer_by}


def test_an_answer_that_was_given_is_told_of_no_more(case, complaint, officer):
    letter = a_letter(complaint, by=officer)
    remind_of_the_regulator(at=moment("Thu 8 June 2023 03:00"))
    record_answer(letter, answered_on=NOW.date(), by=officer, at=NOW)
    assert told(case, Notice.Kind.REGULATOR_OVERDUE) == [] and told(case, Notice.Kind.REGULATOR_ESCALATED) == []
    assert remind_of_the_regulator(at=moment("Fri 9 June 2023 03:00")) == 0


def test_steps_are_told_of_until_they_are_taken(case, complaint, officer):
    notice = a_notice(complaint, by=officer, **STEPS)
    remind_of_the_regulator(at=moment("Mon 3 July 2023 03:00"))
    assert told(case, Notice.Kind.STEPS_DUE) == [(day("Thu 6 July 2023"), "")]
    remind_of_the_regulator(at=moment("Fri 7 July 2023 03:00"))
    assert told(case, Notice.Kind.STEPS_ESCALATED) == [(day("Thu 6 July 2023"), "deputy_director")]

    take_steps(notice, taken_on=NOW.date(), by=officer, at=NOW)
    assert told(case, Notice.Kind.STEPS_ESCALATED) == []


def test_nobody_is_told_of_steps_while_an_appeal_is_undecided(case, complaint, officer):
    appeal = an_appeal(a_notice(complaint, by=officer, **STEPS), by=officer)
    remind_of_the_regulator(at=moment("Fri 7 July 2023 03:00"))
    assert told(case, Notice.Kind.STEPS_OVERDUE) == []

    decide_appeal(appeal, Judged(NOW.date(), "dismissed"), by=officer, at=NOW)
    remind_of_the_regulator(at=moment("Fri 7 July 2023 03:00"))
    assert told(case, Notice.Kind.STEPS_OVERDUE) == [(day("Thu 6 July 2023"), "")]


@pytest.mark.parametrize(
    ("today", "closing"),
    [
        ("Mon 26 June 2023 03:00", False),
        ("Tue 27 June 2023 03:00", True),
        ("Tue 4 July 2023 03:00", True),
        ("Wed 5 July 2023 03:00", False),
    ],
)
def test_the_deputy_director_is_told_when_the_time_to_appeal_ends(case, complaint, officer, today, closing):
    a_notice(complaint, by=officer)
    remind_of_the_regulator(at=moment(today))
    expected = [(day("Tue 4 July 2023"), "deputy_director")] if closing else []
    assert told(case, Notice.Kind.APPEAL_CLOSING) == expected


def test_who_has_appealed_is_not_told_that_the_time_ends(case, complaint, officer):
    an_appeal(a_notice(complaint, by=officer), by=officer)
    remind_of_the_regulator(at=moment("Mon 3 July 2023 03:00"))
    assert told(case, Notice.Kind.APPEAL_CLOSING) == []


def test_letters_of_a_complaint_that_ended_are_told_of_no_more(case, complaint, officer):
    a_letter(complaint, by=officer)
    end_complaint(complaint, stage="resolved", ended_on=NOW.date(), by=officer, at=NOW)
    assert remind_of_the_regulator(at=moment("Thu 8 June 2023 03:00")) == 0


def test_a_letter_cannot_be_recorded_as_another_kind(complaint, officer):
    with pytest.raises(Refused, match="sort of letter"):
        record_letter(complaint, kind="postcard", sent_on=TOLD, answer_by=TOLD, by=officer, at=NOW)


def test_a_reminder_of_another_complaint_of_the_case_stays_when_one_ends(case, complaint, officer):
    other = a_complaint(case, by=officer, reference="IC-2")
    a_letter(complaint, by=officer)
    remind_of_the_regulator(at=moment("Thu 8 June 2023 03:00"))

    end_complaint(other, stage="withdrawn", ended_on=NOW.date(), by=officer, at=NOW)
    assert told(case, Notice.Kind.REGULATOR_OVERDUE) == [(day("Wed 7 June 2023"), "")]
    a_notice(a_complaint(case, by=officer, reference="IC-3"), by=officer)
    assert told(case, Notice.Kind.REGULATOR_ESCALATED) == [(day("Wed 7 June 2023"), "deputy_director")]


def test_a_reminder_of_steps_stays_when_the_steps_of_another_notice_are_taken(case, complaint, officer):
    a_notice(complaint, by=officer, **STEPS)
    other = a_notice(a_complaint(case, by=officer, reference="IC-2"), by=officer, steps="Write.", steps_days=35)
    remind_of_the_regulator(at=moment("Wed 12 July 2023 03:00"))

    take_steps(other, taken_on=NOW.date(), by=officer, at=NOW)
    assert told(case, Notice.Kind.STEPS_OVERDUE) == [(day("Thu 6 July 2023"), "")]
    an_appeal(a_notice(a_complaint(case, by=officer, reference="IC-3"), by=officer), by=officer)
    assert told(case, Notice.Kind.STEPS_OVERDUE) == [(day("Thu 6 July 2023"), "")]


def test_a_slip_corrected_in_a_notice_leaves_the_reminder_of_its_steps(case, complaint, officer):
    notice = a_notice(complaint, by=officer, **STEPS)
    remind_of_the_regulator(at=moment("Mon 3 July 2023 03:00"))
    decided = Decided(NOTICE, {"s43(2)": "upheld"}, reference="IC-123456-B2", **STEPS)
    correct_notice(notice, decided, revision=1, by=officer, at=moment("Mon 3 July 2023 10:00"))
    assert told(case, Notice.Kind.STEPS_DUE) == [(day("Thu 6 July 2023"), "")]


def test_a_notice_with_another_day_takes_back_what_was_told_of_the_time_to_appeal(case, complaint, officer):
    notice = a_notice(complaint, by=officer)
    remind_of_the_regulator(at=moment("Mon 3 July 2023 03:00"))
    decided = Decided(day("Mon 5 June 2023"), {"s43(2)": "upheld"})
    correct_notice(notice, decided, revision=1, by=officer, at=moment("Mon 3 July 2023 10:00"))
    assert told(case, Notice.Kind.APPEAL_CLOSING) == []
    remind_of_the_regulator(at=moment("Mon 3 July 2023 11:00"))
    assert told(case, Notice.Kind.APPEAL_CLOSING) == [(day("Mon 3 July 2023"), "deputy_director")]


def test_what_is_waited_for_again_is_told_of_again(case, complaint, officer):
    letter = a_letter(complaint, by=officer)
    night = moment("Thu 8 June 2023 03:00")
    remind_of_the_regulator(at=night)
    end_complaint(complaint, stage="withdrawn", ended_on=NOW.date(), by=officer, at=NOW)
    resume_complaint(complaint, by=officer, at=NOW)
    remind_of_the_regulator(at=night)
    assert told(case, Notice.Kind.REGULATOR_OVERDUE) == [(letter.answer_by, "")]

    move_answer(letter, answer_by=day("Fri 30 June 2023"), by=officer, at=NOW)
    move_answer(letter, answer_by=day("Wed 7 June 2023"), by=officer, at=NOW)
    remind_of_the_regulator(at=night)
    assert told(case, Notice.Kind.REGULATOR_ESCALATED) == [(letter.answer_by, "deputy_director")]


def test_steps_that_an_appeal_held_up_are_told_of_again_when_it_is_dismissed(case, complaint, officer):
    notice = a_notice(complaint, by=officer, **STEPS)
    night = moment("Fri 7 July 2023 03:00")
    remind_of_the_regulator(at=night)
    appeal = an_appeal(notice, "requester", by=officer)
    assert told(case, Notice.Kind.STEPS_OVERDUE) == []
    decide_appeal(appeal, Judged(NOW.date(), "dismissed"), by=officer, at=NOW)
    remind_of_the_regulator(at=night)
    assert told(case, Notice.Kind.STEPS_OVERDUE) == [(day("Thu 6 July 2023"), "")]
