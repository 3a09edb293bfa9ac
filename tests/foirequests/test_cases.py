"""Acts on a case: receipt and its correction, clarification, duplicates, withdrawal, owners, information holders."""

import pytest

from accounts.models import Role
from foirequests.actions import cases, clarification, clock, commission, correspondence
from foirequests.domain.errors import NotPermitted, Refused, Stale
from foirequests.models import FoiRequest, HistoryEntry, HistoryWords, ReferenceSeries
from tests import factories
from tests.dates import day, moment
from tests.office import member

FRIDAY = moment("Fri 6 January 2023 10:00")


def test_a_request_starts_as_one_question_with_its_clock_running(officer):
    foi_request = factories.a_request(by=officer)

    assert foi_request.reference == "FOI_0001"
    assert foi_request.due_on == day("Thu 2 February 2023")
    assert [question.text for question in foi_request.questions.all()] == [factories.JANUARY_REQUEST]
    assert [entry.act for entry in foi_request.history.all()] == ["received", "acknowledged"]


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "Enter the text"), ("   \n", "Enter the text"), ("x" * 200_000, "200,000 characters long")],
)
def test_an_empty_or_endless_request_is_refused_and_takes_no_number(officer, text, message):
    with pytest.raises(Refused, match=message):
        factories.a_request(by=officer, text=text)

    assert not ReferenceSeries.objects.filter(next_number__gt=1).exists()


@pytest.mark.parametrize(
    ("received", "message"),
    [("Sat 7 January 2023", "in the future"), ("Fri 31 December 2004", "before 1 January 2005")],
)
def test_an_absurd_date_of_receipt_is_refused(officer, received, message):
    with pytest.raises(Refused, match=message):
        factories.a_request(by=officer, received_on=day(received), recorded_at=FRIDAY)


def test_a_request_without_any_address_cannot_be_answered(officer):
    with pytest.raises(Refused, match="e-mail address or a postal address"):
        factories.a_request(by=officer, email="")


def test_a_clearer_does_not_record_requests(clearer):
    with pytest.raises(NotPermitted):
        factories.a_request(by=clearer)


def test_a_corrected_date_of_receipt_keeps_both_dates_and_the_reason(officer):
    foi_request = factories.a_request(by=officer, recorded_at=FRIDAY)
    clock.correct_receipt_date(
        foi_request, received_on=day("Wed 4 January 2023"), reason="It lay in the post room.", by=officer, at=FRIDAY
    )
    entry = foi_request.history.get(act="receipt_corrected")

    assert foi_request.due_on == day("Wed 1 February 2023")
    assert entry.facts == {"from": "2023-01-05", "to": "2023-01-04"}
    assert entry.words.text == "It lay in the post room."
    assert entry.words_digest == HistoryWords.digest("It lay in the post room.", entry.words.salt)


def test_the_full_twenty_days_begin_again_when_clarification_arrives(officer):
    foi_request = factories.a_request(by=officer)
    clarification.ask_for_clarification(
        foi_request, unclear="Which years?", options="2020 or 2021", by=officer, at=FRIDAY
    )
    assert foi_request.due_on is None
    assert foi_request.is_waiting_for_requester

    clarification.record_clarification(
        foi_request,
        text="2021",
        received_on=day("Mon 16 January 2023"),
        channel="email",
        by=officer,
        at=moment("Mon 16 January 2023 11:00"),
    )

    assert foi_request.due_on == day("Mon 13 February 2023")


def test_the_letter_that_asks_says_when_the_time_begins_again_and_when_it_lapses(officer):
    foi_request = factories.a_request(by=officer)
    message = clarification.ask_for_clarification(
        foi_request, unclear="Which years?", options="2020 or 2021", by=officer, at=FRIDAY
    )

    assert "20 working days" in message.text
    assert "6 March 2023" in message.text


def test_clarification_is_asked_for_once_and_answered_once(officer):
    foi_request = factories.a_request(by=officer)
    stale = FoiRequest.objects.get(pk=foi_request.pk)
    clarification.ask_for_clarification(foi_request, unclear="Which?", options="These", by=officer, at=FRIDAY)
    with pytest.raises(Refused, match="asked for already"):
        clarification.ask_for_clarification(stale, unclear="Which?", options="These", by=officer, at=FRIDAY)

    answer = {"text": "2021", "received_on": day("Fri 6 January 2023"), "channel": "post", "by": officer, "at": FRIDAY}
    clarification.record_clarification(foi_request, **answer)
    with pytest.raises(Refused, match="No clarification is waited for"):
        clarification.record_clarification(stale, **answer)


def test_clarification_cannot_come_before_it_was_asked_for(officer):
    foi_request = factories.a_request(by=officer)
    clarification.ask_for_clarification(foi_request, unclear="Which?", options="These", by=officer, at=FRIDAY)

    with pytest.raises(Refused, match="before it was asked"):
        clarification.record_clarification(
            foi_request, text="2021", received_on=day("Thu 5 January 2023"), channel="email", by=officer, at=FRIDAY
        )


def test_a_duplicate_is_merged_and_the_earlier_receipt_stands(officer):
    earlier = factories.a_request(by=officer, received_on=day("Wed 4 January 2023"))
    later = factories.a_request(by=officer, received_on=day("Thu 5 January 2023"))
    cases.merge_duplicate(earlier, into=later, by=officer, at=FRIDAY)

    assert (earlier.stage, earlier.merged_into) == ("merged", later)
    later.refresh_from_db()
    assert later.received_on == day("Wed 4 January 2023")
    assert later.due_on == day("Wed 1 February 2023")


def test_nothing_is_merged_into_a_request_that_was_closed_after_it_was_read(officer):
    duplicate, other = factories.a_request(by=officer), factories.a_request(by=officer)
    as_it_was_read = FoiRequest.objects.get(pk=other.pk)
    cases.withdraw_request(other, reason="By telephone", by=officer, at=FRIDAY)

    with pytest.raises(Refused, match="no longer open"):
        cases.merge_duplicate(duplicate, into=as_it_was_read, by=officer, at=FRIDAY)
    assert FoiRequest.objects.get(pk=duplicate.pk).is_open


def test_requests_by_two_people_are_linked_not_merged(officer):
    one = factories.a_request(by=officer)
    other = factories.a_request(by=officer, email="somebody.else@requesters.example")

    with pytest.raises(Refused, match="same person"):
        cases.merge_duplicate(one, into=other, by=officer, at=FRIDAY)
    cases.link_requests(one, other, by=officer, at=FRIDAY)
    assert list(other.linked_with.all()) == [one]


def test_a_withdrawn_request_can_be_reopened_with_its_clock_as_it_was(officer):
    foi_request = factories.a_request(by=officer)
    cases.withdraw_request(foi_request, reason="By telephone", by=officer, at=FRIDAY)
    assert not foi_request.is_open

    cases.reopen_request(foi_request, reason="She changed her mind", by=officer, at=FRIDAY)

    assert foi_request.stage == "triage"
    assert foi_request.due_on == day("Thu 2 February 2023")


def test_a_merged_request_can_be_reopened(officer):
    one, other = factories.a_request(by=officer), factories.a_request(by=officer)
    cases.merge_duplicate(one, into=other, by=officer, at=FRIDAY)
    cases.reopen_request(one, reason="They ask different things", by=officer, at=FRIDAY)

    assert FoiRequest.objects.get(pk=one.pk).merged_into is None


def test_many_cases_are_reassigned_together_or_not_at_all(officer, second_officer, clearer):
    one, other = factories.a_request(by=officer), factories.a_request(by=officer)
    assert len(cases.assign_cases([one, other], owner=second_officer, by=officer, at=FRIDAY)) == 2
    cases.withdraw_request(other, reason="By telephone", by=officer, at=FRIDAY)

    with pytest.raises(NotPermitted):
        cases.assign_cases([one, other], owner=officer, by=officer, at=FRIDAY)
    assert FoiRequest.objects.get(pk=one.pk).owner == second_officer
    with pytest.raises(Refused, match="not an information governance officer"):
        cases.assign_cases([one], owner=clearer, by=officer, at=FRIDAY)


def test_of_two_people_who_reassign_one_case_at_once_the_later_is_told(officer, second_officer):
    foi_request = factories.a_request(by=officer)
    as_it_was_read, another = FoiRequest.objects.get(pk=foi_request.pk), member("Oona Officer", Role.OFFICER)
    cases.assign_cases([foi_request], owner=second_officer, by=officer, at=FRIDAY)

    with pytest.raises(Stale, match=foi_request.reference):
        cases.assign_cases([as_it_was_read], owner=another, by=officer, at=FRIDAY)
    assert FoiRequest.objects.get().owner == second_officer
    assert HistoryEntry.objects.filter(act="assigned").count() == 1


def test_who_was_asked_for_what_and_what_they_answered_is_recorded_once(officer):
    foi_request = factories.a_request(by=officer)
    asked = commission.commission_information(
        foi_request,
        holder="Claims data",
        asked_for="Is it recorded?",
        asked_on=day("Fri 6 January 2023"),
        due_on=day("Fri 13 January 2023"),
        by=officer,
        at=FRIDAY,
    )
    answer = {"answer": "No.", "answered_on": day("Fri 6 January 2023"), "by": officer, "at": FRIDAY}
    commission.record_commission_answer(asked, **answer)

    with pytest.raises(Refused, match="already"):
        commission.record_commission_answer(asked, **answer)


def test_a_note_is_not_about_the_future(officer):
    foi_request = factories.a_request(by=officer)

    with pytest.raises(Refused, match="not happened yet"):
        correspondence.add_note(
            foi_request,
            kind="call",
            text="She will call",
            happened_at=moment("Mon 9 January 2023 10:00"),
            by=officer,
            at=FRIDAY,
        )


def test_history_can_be_neither_changed_nor_deleted(officer):
    entry = factories.a_request(by=officer).history.first()

    entry.act = "withdrawn"
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
    with pytest.raises(TypeError):
        HistoryEntry.objects.all().delete()
    with pytest.raises(TypeError):
        HistoryEntry.objects.filter(pk=entry.pk).update(act="withdrawn")
