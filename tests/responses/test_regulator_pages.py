"""The pages of complaints to the regulator: what they ask, say and keep; what the queue and the deputy director see."""

import pytest
from django.urls import reverse

from codes.actions.settings import record_setting
from foirequests.models import Notice
from responses.models import RegulatorComplaint
from tests import factories
from tests.dates import day, moment
from tests.responses.complaints import NOTICE, NOW, a_complaint, a_letter, a_notice, an_appeal
from tests.responses.pages import as_member, text_of

STEPS = {"steps": "Disclose the target.", "steps_days": 30}


@pytest.fixture(autouse=True)
def today(time_machine):
    """It is Wednesday 7 June 2023."""
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def case(officer, clearer):
    letter = factories.an_issued_letter(by=officer, clearer=clearer)
    letter.foi_request.questions.get().exemptions.add("s43(2)")
    return letter.foi_request


@pytest.fixture
def complaint(case, officer):
    return a_complaint(case, by=officer)


def boxes(name: str, on) -> dict[str, object]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def page(person, name: str, *keys) -> str:
    return text_of(as_member(person).get(reverse(name, args=keys)))


def post(person, name: str, *keys, **data) -> str:
    return text_of(as_member(person).post(reverse(name, args=keys), data, follow=True))


# --- The complaint --------------------------------------------------------------------------------------------------


def test_an_officer_records_a_complaint_from_the_page_of_the_case(case, officer):
    assert "Record a complaint to the regulator" in page(officer, "case", case.reference)
    offered = page(officer, "regulator_record", case.reference)
    assert "Section 43(2): " in offered and "The time that the reply took" in offered

    said = post(
        officer, "regulator_record", case.reference,
        reference="IC-1", about=["s43(2)", "time"], others="section 40(2) and s.42", says="It is no secret.",
        **boxes("told_on", day("Mon 6 March 2023")),
    )  # fmt: skip

    complaint = case.regulator_complaints.get()
    assert "Recorded. The deputy director is told." in said and "Complaint IC-1" in said
    assert {each.code for each in complaint.exemptions.all()} == {"s43(2)", "s40(2)", "s42"}
    assert complaint.matters == ["time"]
    assert "Complaint IC-1" in page(officer, "case", case.reference)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"told_on_year": ""}, "The date must include a year"),
        ({"told_on_year": 2024}, "This day is in the future."),
        ({"told_on_year": 2022}, "This day is before the day on which the request came, which was on 5 January 2023."),
        ({"about": []}, "Choose what it is about, or type a provision below"),
        ({"others": "section 999"}, "We know no provision “section 999”."),
        ({"reference": "IC-123456-A1B2"}, "The complaint IC-123456-A1B2 is recorded already"),
        ({"reference": "ic-123456-a1b2"}, "The complaint ic-123456-a1b2 is recorded already"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(case, complaint, officer, changes, message):
    typed = {"about": ["time"], "says": "It is no secret.", "reference": "IC-9"}
    typed |= boxes("told_on", day("Mon 6 March 2023")) | changes
    said = post(officer, "regulator_record", case.reference, **typed)
    assert message in said and "It is no secret." in said
    assert case.regulator_complaints.count() == 1


def test_a_complaint_that_somebody_else_corrected_meanwhile_is_not_overwritten(complaint, officer):
    typed = boxes("told_on", complaint.told_on) | {"about": ["s43(2)"], "reference": "IC-2", "revision": 1}
    assert "What stood before stays in the history." in post(officer, "regulator_change", complaint.pk, **typed)
    said = post(officer, "regulator_change", complaint.pk, **typed | {"reference": "IC-3"})
    assert "Somebody else changed this record meanwhile." in said and "IC-3" in said
    complaint.refresh_from_db()
    assert complaint.reference == "IC-2"


def test_everybody_reads_a_complaint_and_only_officers_are_offered_acts(complaint, officer, clearer, deputy_director):
    assert "Record the decision notice" in page(officer, "regulator_complaint", complaint.pk)
    for person in (clearer, deputy_director):
        assert "Record the decision notice" not in page(person, "regulator_complaint", complaint.pk)


# --- Letters --------------------------------------------------------------------------------------------------------


def test_a_letter_is_recorded_shown_with_its_working_and_answered(complaint, officer):
    said = post(
        officer, "regulator_letter", complaint.pk, kind="investigation", asks="Why?",
        **boxes("sent_on", day("Wed 10 May 2023")), **boxes("answer_by", day("Fri 9 June 2023")),
    )  # fmt: skip
    assert (
        "2 working days left" in said
        and "Regulator: answer due 9 Jun" in said
        and "The day that it gives, 30 days after its own" in said
    )

    letter = complaint.letters.get()
    same = boxes("answer_by", day("Fri 9 June 2023"))
    assert "recorded already" in post(officer, "regulator_answer_day", complaint.pk, letter.pk, **same)
    later = boxes("answer_by", day("Fri 23 June 2023"))
    assert "Answer due on 23 June 2023" in post(officer, "regulator_answer_day", complaint.pk, letter.pk, **later)
    said = post(officer, "regulator_answered", complaint.pk, letter.pk, **boxes("on", NOW.date()))
    assert "Answered on 7 June 2023 by Olive Officer" in said
    assert "recorded already" in post(officer, "regulator_answered", complaint.pk, letter.pk)


def test_an_information_notice_that_gives_too_little_time_is_recorded_with_a_word_about_it(complaint, officer):
    said = post(
        officer, "regulator_letter", complaint.pk, kind="information_notice",
        **boxes("sent_on", day("Wed 10 May 2023")), **boxes("answer_by", day("Tue 6 June 2023")),
    )  # fmt: skip
    assert "cannot end before the 28 days to appeal against it, here 7 June 2023 (section 51(4))" in said
    assert complaint.letters.count() == 1


def test_the_least_time_of_an_information_notice_is_the_office_s_setting_of_its_day(complaint, officer):
    longer = {
        "value": {"days": 35},
        "source": "Counsel",
        "reason": "",
        "by": None,
        "at": moment("Mon 1 May 2023 09:00"),
    }
    record_setting(name="information_notice", valid_from=day("Mon 1 May 2023"), **longer)
    notice = {"kind": "information_notice"} | boxes("answer_by", day("Tue 6 June 2023"))
    said = post(officer, "regulator_letter", complaint.pk, **notice, **boxes("sent_on", day("Wed 3 May 2023")))
    assert "cannot end before the 35 days to appeal against it, here 7 June 2023 (section 51(4))" in said


def test_an_answer_that_is_wanted_before_the_letter_is_refused_beside_its_field(complaint, officer):
    said = post(
        officer, "regulator_letter", complaint.pk, kind="investigation", asks="Why?",
        **boxes("sent_on", day("Wed 10 May 2023")), **boxes("answer_by", day("Tue 9 May 2023")),
    )  # fmt: skip
    assert "The answer cannot be due before the letter was sent, on 10 May 2023." in said and "Why?" in said


def test_a_complaint_ends_without_a_notice_and_is_opened_again(complaint, officer):
    said = post(officer, "regulator_end", complaint.pk, stage="withdrawn", **boxes("ended_on", NOW.date()))
    assert "Withdrawn by the requester" in said and "Open it again" in said
    assert "with the regulator again" in post(officer, "regulator_resume", complaint.pk)


# --- The notice and the tribunal ------------------------------------------------------------------------------------


def test_a_decision_notice_is_recorded_with_the_days_that_follow_from_it(complaint, officer):
    said = post(
        officer, "regulator_decision", complaint.pk, found_1="partly_upheld",
        published_url="https://ico.example/IC-1", **STEPS, **boxes("given_on", NOTICE),
    )  # fmt: skip
    assert "Steps of the decision notice of 6 June 2023: Thursday 6 July 2023" in said
    assert "30 calendar days after the notice of Tuesday 6 June 2023" in said
    assert "Last day to appeal against the decision notice of 6 June 2023: Tuesday 4 July 2023" in said
    assert "Upheld in part" in said and "https://ico.example/IC-1" in said


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"found_1": ""}, "Choose what the notice decides of one matter at least"),
        ({"steps_days": ""}, "Enter the number of calendar days that the notice gives for the steps"),
        ({"steps": ""}, "Enter the steps that the notice requires, or leave the number of days empty"),
        ({"steps_days": "thirty"}, "Enter a whole number of days, for example 30"),
        ({"published_url": "http://ico.example/1"}, "Enter the whole address, beginning with https://"),
        ({"published_url": "https://files.internal/1"}, "It leads into a private network. Enter the whole address"),
        ({"published_url": "javascript:alert(1)"}, "Enter the whole address, beginning with https://"),
        ({"given_on_year": 2024}, "This day is in the future."),
    ],
)
def test_what_is_wrong_with_a_notice_stands_beside_its_field(complaint, officer, changes, message):
    typed = STEPS | {"found_1": "upheld"} | boxes("given_on", NOTICE) | changes
    assert message in post(officer, "regulator_decision", complaint.pk, **typed)
    complaint.refresh_from_db()
    assert complaint.is_open


def test_a_short_time_for_the_steps_is_remarked_on(complaint, officer):
    a_notice(complaint, by=officer, steps="Disclose.", steps_days=20)
    assert "cannot end before the 28 days to appeal" in page(officer, "regulator_complaint", complaint.pk)


def test_the_steps_wait_while_an_appeal_is_undecided_and_the_tribunal_has_the_last_word(complaint, officer):
    notice = a_notice(complaint, by=officer, **STEPS)
    said = post(officer, "regulator_appeal", complaint.pk, side="authority", **boxes("lodged_on", NOW.date()))
    assert "Waits for the tribunal" in said and "At the tribunal" in said

    appeal, finding = notice.appeals.get(), notice.findings.get()
    said = post(
        officer, "appeal_outcome", complaint.pk, appeal.pk, outcome="allowed", steps_are="lifted",
        **{f"found_{finding.pk}": "not_upheld"}, **boxes("decided_on", NOW.date()),
    )  # fmt: skip
    assert "Lifted by the tribunal on 7 June 2023" in said
    assert "The tribunal, on 7 June 2023: Not upheld: we were right." in said


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"outcome": "dismissed", "steps_are": "lifted"}, "Only an appeal that was allowed changes what has to be"),
        ({"outcome": "dismissed", "found": "upheld"}, "Only an appeal that was allowed changes what the regulator"),
        ({"outcome": "allowed", "steps_are": "changed"}, "Enter the last day for the steps"),
        ({}, "Choose what became of the appeal"),
    ],
)
def test_an_outcome_that_cannot_be_is_refused_beside_its_field(complaint, officer, typed, message):
    notice = a_notice(complaint, by=officer, **STEPS)
    appeal = an_appeal(notice, by=officer)
    typed = {"steps_are": "kept"} | boxes("decided_on", NOW.date()) | typed
    typed[f"found_{notice.findings.get().pk}"] = typed.pop("found", "")
    assert message in post(officer, "appeal_outcome", complaint.pk, appeal.pk, **typed)


def test_what_is_no_longer_open_leads_back_to_the_complaint(complaint, officer):
    notice = a_notice(complaint, by=officer)
    for name in ("regulator_letter", "regulator_end", "regulator_steps"):
        assert "no longer open" in page_after(officer, name, complaint.pk)
    an_appeal(notice, by=officer)
    assert "no longer open" in page_after(officer, "regulator_decision", complaint.pk)


def page_after(person, name: str, *keys) -> str:
    return text_of(as_member(person).get(reverse(name, args=keys), follow=True))


def test_there_is_nothing_to_appeal_against_before_the_notice(complaint, officer):
    for name in ("regulator_steps", "regulator_appeal"):
        assert as_member(officer).get(reverse(name, args=[complaint.pk])).status_code == 404


# --- Where it shows -------------------------------------------------------------------------------------------------


def test_the_page_of_the_case_says_until_when_the_regulator_expects_a_complaint(case, officer):
    said = page(officer, "case", case.reference)
    assert "No complaint to the regulator is recorded." in said
    assert "Six weeks after our final response of" in said


def test_a_case_whose_reply_has_not_been_issued_says_nothing_of_it(officer):
    assert "Regulator and tribunal" not in page(officer, "case", factories.a_request(by=officer).reference)


def test_an_answered_case_is_back_in_the_queue_with_the_day_of_our_answer(case, complaint, officer):
    a_letter(complaint, by=officer)
    for address in ("", "?stage=regulator"):
        said = text_of(as_member(officer).get(reverse("queue") + address))
        assert case.reference in said and "Regulator: answer due 7 Jun" in said


def test_what_the_regulator_waits_for_is_the_next_thing_to_do(case, complaint, officer):
    factories.sent(case.issued_letters.get())
    assert "Go to the complaint to the regulator" not in page(officer, "case", case.reference)
    a_letter(complaint, by=officer)
    said = page(officer, "case", case.reference)
    assert "Go to the complaint to the regulator" in said and "Answer to the regulator due on 7 June 2023." in said


def test_a_case_leaves_the_queue_when_nothing_more_is_to_come(case, complaint, officer):
    a_notice(complaint, by=officer)
    assert case.reference not in text_of(as_member(officer).get(reverse("queue") + "?stage=regulator"))


def test_the_deputy_director_sees_what_is_with_the_regulator_and_is_told(case, complaint, deputy_director, officer):
    a_letter(complaint, by=officer)
    said = page(deputy_director, "deputy_home")
    assert "With the regulator or a tribunal" in said and "answer to the regulator due 7 June 2023" in said
    told = Notice.objects.for_member(deputy_director).unseen().get(kind=Notice.Kind.REGULATOR_TOLD)
    assert told.foi_request == case
    assert "Complaint to the regulator, told on: 6 March 2023" in page(deputy_director, "queue")


def test_every_date_of_the_case_has_those_of_the_regulator(case, complaint, officer):
    a_notice(complaint, by=officer, **STEPS)
    said = page(officer, "case_dates", case.reference)
    assert "The regulator expects a complaint by" in said and "Last day to appeal against" in said


def test_the_history_says_what_was_decided(case, complaint, officer):
    a_letter(complaint, by=officer)
    a_notice(complaint, by=officer, **STEPS)
    said = page(officer, "case", case.reference)
    assert "Complaint to the regulator recorded: IC-123456-A1B2, told on 6 March 2023 (section 43(2))" in said
    assert "Letter from the regulator recorded: investigation letter, answer due 7 June 2023" in said
    assert "sent on 6 June 2023, section 43(2) upheld; steps by 6 July 2023" in said


def test_a_complaint_of_a_case_that_nobody_may_open_is_not_found(complaint, officer):
    assert as_member(officer).get(reverse("regulator_complaint", args=[complaint.pk + 1])).status_code == 404
    assert RegulatorComplaint.objects.count() == 1
