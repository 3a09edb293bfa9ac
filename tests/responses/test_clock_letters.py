"""Letters of the clock: begun with the facts of their act, which happens on the day of issue."""

from datetime import date

import pytest
import time_machine

from foirequests.actions import cases, clarification
from foirequests.actions.clock import read_case_clock
from foirequests.domain import clock
from foirequests.models import Question
from responses.actions import render
from responses.actions.clear import clear_response, submitted_version
from responses.actions.clock_letters import Act, change_act, drop_clock_letter, start_clock_letter
from responses.actions.correct import start_corrected_reply
from responses.actions.draft import draft_letter, start_draft, submit_draft
from responses.actions.internal_review import (
    ask_for_internal_review,
    current_letter,
    letter_standing_on,
    letter_to_review,
)
from responses.actions.issue import issue_response
from responses.actions.opinions import record_opinion
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.domain.letter import letter_hash
from responses.domain.letter_rules import LetterNotReady
from responses.models import FoiResponse, IssuedLetter, TextBlockVersion
from tests.dates import day, moment
from tests.factories import a_cleared_response, a_triaged_request, an_issued_letter, typed
from tests.foirequests.portal_visits import visit
from tests.responses.deciding import qualified
from tests.responses.pages import address, as_member, text_of

RECEIVED = day("Mon 2 March 2026")
NOW = moment("Mon 9 March 2026 10:00")
Kind = FoiResponse.Kind

ACTS = {
    Kind.ACKNOWLEDGEMENT: Act(),
    Kind.CLARIFICATION: Act(words={"unclear": "Which years?", "clarification_options": "2020 or 2021."}),
    Kind.FEES_NOTICE: Act({"pounds": "12.40"}, {"fee_for": "copying 124 pages", "how_to_pay": "By cheque."}),
    Kind.EXTENSION: Act(
        {"exemptions": ["s43(2)"], "until": "2026-04-20"}, {"exemption_reason": "It would tell firms our prices."}
    ),
    Kind.LAPSE_NOTICE: Act(),
    Kind.TRANSFER_NOTICE: Act({"to": "NHS England", "agreed": True}, {"transfer_contact": "england.foi@nhs.example"}),
}


@pytest.fixture
def foi_request(officer):
    return a_triaged_request(by=officer, received_on=RECEIVED)


def begun(foi_request, kind, *, by, act=None, at=NOW):
    return start_clock_letter(foi_request, kind, act or ACTS[kind], by=by, at=at)


def issued(foi_response, *, by, at=NOW, channel="email"):
    seen = letter_hash(draft_letter(foi_response, at=at))
    return issue_response(foi_response, channel=channel, seen_hash=seen, by=by, at=at)


def cleared(foi_response, *, by, clearer, at=NOW):
    submit_draft(foi_response, by=by, at=at)
    clear_response(foi_response, letter_hash=submitted_version(foi_response).letter_hash, by=clearer, at=at)


def words_of(letter):
    return "\n".join(part["body"] for part in letter.frozen["parts"]) + str(letter.frozen["values"])


def test_a_fees_notice_stops_the_clock_on_the_day_of_issue_and_not_before(foi_request, officer):
    foi_response = begun(foi_request, Kind.FEES_NOTICE, by=officer)
    assert read_case_clock(foi_request).waiting_for is None
    letter = issued(foi_response, by=officer)
    reading = read_case_clock(foi_request)
    assert (reading.waiting_for, reading.asked_on, reading.lapses_on) == (
        clock.FEES_NOTICE,
        date(2026, 3, 9),
        date(2026, 6, 8),
    )
    assert (letter.frozen["values"]["fee"], letter.frozen["values"]["pay_by"]) == ("£12.40", "8 June 2026")
    assert letter.review_by is None


def test_a_question_by_letter_stops_the_clock_and_says_when_it_lapses(foi_request, officer):
    letter = issued(begun(foi_request, Kind.CLARIFICATION, by=officer), by=officer)
    assert read_case_clock(foi_request).waiting_for == clock.CLARIFICATION_ASKED
    assert letter.frozen["values"]["clarify_by"] == "9 May 2026"
    assert foi_request.stage == "drafting"


def test_a_question_about_one_part_leaves_the_clock_of_the_others_running(foi_request, officer):
    Question.objects.create(foi_request=foi_request, number=2, text="And the averages?")
    act = Act({"question": 2}, dict(ACTS[Kind.CLARIFICATION].words))
    letter = issued(begun(foi_request, Kind.CLARIFICATION, by=officer, act=act), by=officer)
    assert letter.frozen["values"]["question_text"] == "And the averages?"
    foi_request.refresh_from_db()
    assert foi_request.due_on == date(2026, 3, 31)
    assert len(clarification.open_questions_to_requester(foi_request)) == 1


def test_an_extension_is_cleared_by_another_and_moves_the_due_date_on_the_day_of_issue(foi_request, officer, clearer):
    foi_response = begun(foi_request, Kind.EXTENSION, by=officer)
    with pytest.raises(Refused, match="not been cleared"):
        issued(foi_response, by=officer)
    cleared(foi_response, by=officer, clearer=clearer)
    letter = issue_response(foi_response, channel="email", by=officer, at=NOW)
    foi_request.refresh_from_db()
    assert foi_request.due_on == date(2026, 4, 20)
    assert letter.frozen["values"]["exemptions"] == "section 43(2) (Commercial interests)"
    assert letter.review_by == date(2026, 4, 6), "a refusal notice says until when a review can be asked for"
    entry = foi_request.history.get(act="extended")
    assert (entry.facts["exemptions"], entry.words.text) == (["s43(2)"], "It would tell firms our prices.")


def test_an_extension_on_section_36_is_cleared_once_an_opinion_on_it_is_recorded(foi_request, officer, clearer):
    qualified()
    act = Act({"exemptions": ["s36(2)(c)"], "until": "2026-04-20"}, {"exemption_reason": "It would chill advice."})
    foi_response = begun(foi_request, Kind.EXTENSION, by=officer, act=act)
    submit_draft(foi_response, by=officer, at=NOW)
    told = {"letter_hash": submitted_version(foi_response).letter_hash, "by": clearer, "at": NOW}
    with pytest.raises(Refused, match=r"Section 36\(2\)\(c\): no opinion of the qualified person covers it"):
        clear_response(foi_response, **told)
    with time_machine.travel(NOW, tick=False):
        assert "Not covered" in text_of(as_member(clearer).get(address("clear", foi_response)))

    reply = start_draft(foi_request, by=officer, at=NOW)
    opinion = {
        "limbs": ["s36(2)(c)"],
        "likelihood": "would",
        "reasons": "Candour.",
        "given_on": day("Fri 6 March 2026"),
    }
    record_opinion(reply, **opinion, by=officer, at=NOW)
    with time_machine.travel(NOW, tick=False):
        assert "Not covered" not in text_of(as_member(clearer).get(address("clear", foi_response)))
    assert clear_response(foi_response, **told).step == "clearer"


def test_what_was_cleared_is_what_happens(foi_request, officer, clearer):
    foi_response = begun(foi_request, Kind.EXTENSION, by=officer)
    cleared(foi_response, by=officer, clearer=clearer)
    FoiResponse.objects.filter(pk=foi_response.pk).update(facts={"exemptions": ["s43(2)"], "until": "2026-05-20"})
    foi_response.refresh_from_db()
    with pytest.raises(Refused, match="has changed since"):
        issue_response(foi_response, channel="email", by=officer, at=NOW)
    assert foi_request.clock_events.filter(kind=clock.EXTENDED).count() == 0


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"exemptions": ["s40(2)"], "until": "2026-04-20"}, "qualified exemptions only"),
        ({"exemptions": [], "until": "2026-04-20"}, "name the qualified exemption"),
        ({"exemptions": ["s43(2)"], "until": ""}, "estimate the day"),
        ({"exemptions": ["s43(2)"], "until": "2026-03-31"}, "must come after 31 March 2026"),
    ],
)
def test_an_extension_that_the_law_does_not_give_is_not_begun(foi_request, officer, facts, why):
    with pytest.raises(Refused, match=why):
        begun(foi_request, Kind.EXTENSION, by=officer, act=Act(facts, {"exemption_reason": "So it is."}))
    assert not foi_request.foi_responses.exists()


def test_a_notice_of_an_extension_that_comes_after_day_20_does_not_leave(foi_request, officer):
    foi_response = begun(foi_request, Kind.EXTENSION, by=officer)
    late = moment("Wed 1 April 2026 10:00")
    with pytest.raises(LetterNotReady, match="by the 20th working day"):
        submit_draft(foi_response, by=officer, at=late)


def test_an_environmental_extension_gives_its_reasons_and_the_fortieth_day(officer, clearer):
    foi_request = a_triaged_request(by=officer, received_on=RECEIVED)
    type(foi_request).objects.filter(pk=foi_request.pk).update(regime="eir")
    foi_request.refresh_from_db()
    with pytest.raises(Refused, match="both complex and voluminous"):
        begun(foi_request, Kind.EXTENSION, by=officer, act=Act({"complex_and_voluminous": False}))
    words = {"complexity": "Nine buildings.", "volume": "40,000 readings."}
    foi_response = begun(foi_request, Kind.EXTENSION, by=officer, act=Act({"complex_and_voluminous": True}, words))
    cleared(foi_response, by=officer, clearer=clearer)
    letter = issue_response(foi_response, channel="email", by=officer, at=NOW)
    assert letter.frozen["values"]["extended_to"] == "30 April 2026"
    assert "Freedom of Information" not in words_of(letter)


def test_an_environmental_question_is_a_refusal_that_says_how_to_complain(officer):
    foi_request = a_triaged_request(by=officer, received_on=RECEIVED)
    type(foi_request).objects.filter(pk=foi_request.pk).update(regime="eir")
    foi_request.refresh_from_db()
    letter = issued(begun(foi_request, Kind.CLARIFICATION, by=officer), by=officer)
    assert "12(4)(c)" in words_of(letter) and "regulation 18" in words_of(letter)
    assert letter.review_by is not None


def test_a_case_lapses_by_a_letter_that_leaves_after_the_last_day(foi_request, officer):
    issued(begun(foi_request, Kind.CLARIFICATION, by=officer), by=officer)
    with pytest.raises(Refused, match="has time until 9 May 2026"):
        begun(foi_request, Kind.LAPSE_NOTICE, by=officer, at=moment("Sat 9 May 2026 10:00"))
    after = moment("Mon 11 May 2026 10:00")
    foi_response = begun(foi_request, Kind.LAPSE_NOTICE, by=officer, at=after)
    letter = issued(foi_response, by=officer, at=after)
    foi_request.refresh_from_db()
    assert (foi_request.stage, foi_request.closed_on) == ("lapsed", date(2026, 5, 11))
    assert letter.frozen["values"]["asked_on"] == "9 March 2026"


def test_an_answer_that_comes_while_the_lapse_notice_is_drafted_keeps_the_case_open(foi_request, officer):
    issued(begun(foi_request, Kind.CLARIFICATION, by=officer), by=officer)
    after = moment("Mon 11 May 2026 10:00")
    foi_response = begun(foi_request, Kind.LAPSE_NOTICE, by=officer, at=after)
    clarification.record_clarification(
        foi_request, text="2020.", received_on=after.date(), channel="email", by=None, at=after
    )
    with pytest.raises(Refused, match="Nothing is waited for"):
        issued(foi_response, by=officer, at=after)
    foi_request.refresh_from_db()
    assert foi_request.stage == "drafting"


def test_a_transfer_names_the_authority_and_closes_the_case(foi_request, officer):
    with pytest.raises(Refused, match="only with their agreement"):
        begun(foi_request, Kind.TRANSFER_NOTICE, by=officer, act=Act({"to": "NHS England", "agreed": False}))
    letter = issued(begun(foi_request, Kind.TRANSFER_NOTICE, by=officer), by=officer)
    foi_request.refresh_from_db()
    assert foi_request.stage == "transferred"
    assert letter.frozen["values"]["transferred_to"] == "NHS England"


def test_an_acknowledgement_by_letter_changes_nothing_on_the_clock(foi_request, officer):
    letter = issued(begun(foi_request, Kind.ACKNOWLEDGEMENT, by=officer), by=officer)
    foi_request.refresh_from_db()
    assert (foi_request.stage, foi_request.due_on) == ("drafting", date(2026, 3, 31))
    assert letter.frozen["values"]["due_on"] == "31 March 2026"
    assert foi_request.history.filter(act="acknowledged").last().facts == {"told_due_on": "2026-03-31"}


def test_a_letter_that_somebody_changed_meanwhile_is_read_again_before_it_is_issued(foi_request, officer):
    foi_response = begun(foi_request, Kind.FEES_NOTICE, by=officer)
    seen = letter_hash(draft_letter(foi_response, at=NOW))
    typed(foi_response, by=officer, moment=NOW, fee_for="copying 200 pages")
    with pytest.raises(Stale, match="changed since you opened"):
        issue_response(foi_response, channel="email", seen_hash=seen, by=officer, at=NOW)
    assert not foi_response.versions.exists()


def test_the_facts_of_a_draft_change_and_its_text_stays(foi_request, officer):
    foi_response = begun(foi_request, Kind.FEES_NOTICE, by=officer)
    change_act(foi_response, Act({"pounds": "9.00"}, {"fee_for": "posting"}), by=officer, at=NOW)
    foi_response.working_copy.refresh_from_db()
    letter = draft_letter(foi_response, at=NOW)
    assert (letter.values["fee"], letter.values["fee_for"]) == ("£9.00", "posting")
    assert letter.values["how_to_pay"] == "By cheque."


@pytest.mark.parametrize("kind", [Kind.CLARIFICATION, Kind.FEES_NOTICE, Kind.EXTENSION, Kind.TRANSFER_NOTICE])
def test_a_withdrawn_case_issues_no_letter_that_was_begun_before(foi_request, officer, kind):
    foi_response = begun(foi_request, kind, by=officer)
    cases.withdraw_request(foi_request, reason="By telephone", by=officer, at=NOW)
    with pytest.raises(NotPermitted, match="closed"):
        submit_draft(foi_response, by=officer, at=NOW)
    with pytest.raises(Refused):
        issued(foi_response, by=officer)
    drop_clock_letter(foi_response, by=officer, at=NOW)
    assert foi_response.stage == "dropped"


def test_a_dropped_letter_makes_room_for_another_and_an_issued_one_cannot_be_dropped(foi_request, officer):
    first = begun(foi_request, Kind.FEES_NOTICE, by=officer)
    with pytest.raises(Refused, match="being drafted already"):
        begun(foi_request, Kind.FEES_NOTICE, by=officer)
    drop_clock_letter(first, by=officer, at=NOW)
    second = begun(foi_request, Kind.FEES_NOTICE, by=officer)
    issued(second, by=officer)
    with pytest.raises(Refused, match="issued or dropped"):
        drop_clock_letter(second, by=officer, at=NOW)


def test_without_approved_wording_a_letter_is_not_begun_and_the_title_is_named(foi_request, officer):
    TextBlockVersion.objects.filter(block__slug="fees-notice").update(approved_at=None, approved_by=None)
    with pytest.raises(Refused, match="no approved wording today for: Fees notice"):
        begun(foi_request, Kind.FEES_NOTICE, by=officer)


def test_a_letter_of_the_clock_is_no_reply(officer, clearer, foi_request):
    notice = issued(begun(foi_request, Kind.CLARIFICATION, by=officer), by=officer)
    assert current_letter(foi_request) is None
    assert letter_standing_on(foi_request, date(2026, 3, 10)) is None
    assert not IssuedLetter.objects.replies().exists()
    assert foi_request.closed_on is None
    with pytest.raises(Refused, match="Only a reply can be reviewed"):
        ask_for_internal_review(notice, grounds="No.", asked_on=date(2026, 3, 9), at=NOW)
    with pytest.raises(Refused, match="Only a reply can be corrected"):
        start_corrected_reply(notice, reason="A slip.", by=officer, at=NOW)


def an_extension_notice(foi_request, *, officer, clearer):
    foi_response = begun(foi_request, Kind.EXTENSION, by=officer)
    cleared(foi_response, by=officer, clearer=clearer)
    return issue_response(foi_response, channel="email", by=officer, at=NOW)


def test_a_review_of_an_extension_notice_is_opened_while_the_reply_is_being_written(foi_request, officer, clearer):
    notice = an_extension_notice(foi_request, officer=officer, clearer=clearer)
    assert letter_standing_on(foi_request, date(2026, 3, 9)) == letter_to_review(foi_request) == notice
    review = ask_for_internal_review(notice, grounds="Too long.", asked_on=date(2026, 3, 9), at=NOW)
    assert (review.letter, review.is_late, review.stage) == (notice, False, "asked")
    foi_request.refresh_from_db()
    assert (foi_request.stage, foi_request.due_on) == ("drafting", date(2026, 4, 20))
    with pytest.raises(Refused, match="open already"):
        ask_for_internal_review(notice, grounds="Again.", asked_on=date(2026, 3, 9), at=NOW)


def test_a_review_of_a_question_that_refuses_under_the_regulations_can_be_asked_for(officer):
    foi_request = a_triaged_request(by=officer, received_on=RECEIVED)
    type(foi_request).objects.filter(pk=foi_request.pk).update(regime="eir")
    foi_request.refresh_from_db()
    question = issued(begun(foi_request, Kind.CLARIFICATION, by=officer), by=officer)
    review = ask_for_internal_review(question, grounds="It is clear.", asked_on=date(2026, 3, 9), at=NOW)
    assert review.due_on == date(2026, 5, 8)


def test_once_the_reply_is_out_the_reply_is_what_is_reviewed(officer, clearer):
    foi_response = a_cleared_response(by=officer, clearer=clearer, received_on=RECEIVED)
    foi_request = foi_response.foi_request
    notice = an_extension_notice(foi_request, officer=officer, clearer=clearer)
    later = moment("Wed 11 March 2026 10:00")
    reply = issue_response(foi_response, channel="email", by=officer, at=later)
    assert letter_to_review(foi_request) == letter_standing_on(foi_request, date(2026, 3, 11)) == reply
    assert letter_standing_on(foi_request, date(2026, 3, 10)) == notice


def test_the_requester_and_the_officer_are_offered_a_review_of_the_notice(foi_request, officer, clearer, client):
    notice = an_extension_notice(foi_request, officer=officer, clearer=clearer)
    render.render_letter(notice.pk, at=NOW)
    client.force_login(officer)
    case = client.get(f"/requests/{foi_request.reference}/").content.decode()
    assert "Record a request for internal review" in case
    recording = client.get(f"/requests/{foi_request.reference}/record-review/").content.decode()
    assert "About the extension notice of 9 March 2026" in recording

    visit(client, foi_request, at=NOW)
    page = client.get(f"/your-request/{foi_request.reference}/").content.decode()
    assert "If you are not happy with our notice of 9 March 2026" in page and "Our notice of" not in page
    client.post(f"/your-request/{foi_request.reference}/internal-review/", {"grounds": "That is too long."})
    page = client.get(f"/your-request/{foi_request.reference}/").content.decode()
    assert foi_request.internal_reviews.get().letter == notice
    assert "We are preparing your reply" in page and "You asked for an internal review on" in page


def test_the_window_of_an_extension_notice_closes_nothing(foi_request, officer, clearer):
    an_extension_notice(foi_request, officer=officer, clearer=clearer)
    assert not IssuedLetter.objects.windows_to_close(date(2026, 12, 1)).exists()
    reply = an_issued_letter(by=officer, clearer=clearer)
    assert list(IssuedLetter.objects.replies()) == [reply]


def test_the_letter_goes_by_email_with_its_own_kind_and_name(foi_request, officer):
    letter = issued(begun(foi_request, Kind.FEES_NOTICE, by=officer), by=officer)
    render.render_letter(letter.pk, at=NOW)
    letter.refresh_from_db()
    assert letter.message.kind == "fees_notice"
    assert letter.message.subject == f"Fees notice: your request {foi_request.reference}"
    assert render.file_name(letter) == f"{foi_request.reference}-fees-notice-2026-03-09.pdf"
    assert "ask for an internal review" not in letter.message.text


@pytest.mark.parametrize(
    ("kind", "slug", "why"),
    [
        (Kind.EXTENSION, "internal-review", "internal review can be asked for"),
        (Kind.EXTENSION, "information-commissioner", "section 50"),
        (Kind.EXTENSION, "extension-public-interest", "Name the exemption"),
        (Kind.FEES_NOTICE, "fees-notice", "last day to pay"),
        (Kind.CLARIFICATION, "clarification-request", "20 working days begin"),
        (Kind.TRANSFER_NOTICE, "transfer", "Name the authority"),
        (Kind.ACKNOWLEDGEMENT, "acknowledgement", "last day for the reply"),
    ],
)
def test_a_letter_without_what_the_law_wants_does_not_leave(foi_request, officer, kind, slug, why):
    foi_response = begun(foi_request, kind, by=officer)
    left = [part for part in foi_response.working_copy.parts if part["slug"] != slug]
    filler = {**foi_response.working_copy.parts[0], "key": "filler", "kind": "paragraph", "slug": "", "version": 0}
    foi_response.working_copy.parts = [*left, {**filler, "body": "Dear reader.", "title": ""}]
    foi_response.working_copy.save()
    act = submit_draft if kind == Kind.EXTENSION else lambda letter, by, at: issued(letter, by=by, at=at)
    with pytest.raises(LetterNotReady, match=why):
        act(foi_response, by=officer, at=NOW)
