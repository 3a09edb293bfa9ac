"""The acts of the clock on their pages: a letter is begun, or one that left is recorded; refusals keep the words."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Role
from foirequests.actions.clock import read_case_clock
from foirequests.actions.fees import record_fees_notice
from foirequests.domain import clock
from foirequests.models import FoiRequest, Question
from responses.models import FoiResponse, TextBlockVersion
from tests.dates import day, moment
from tests.factories import a_triaged_request
from tests.office import member
from tests.responses.pages import as_member, text_of

NOW = moment("Mon 9 March 2026 12:00")


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def foi_request(officer):
    return a_triaged_request(by=officer, received_on=day("Mon 2 March 2026"), postal_address="1 High Street\nLeeds")


@pytest.fixture
def act(client, officer):
    """Do an act as the officer, from its page."""
    client.force_login(officer)
    return lambda page, foi_request, **typed: client.post(reverse(page, args=[foi_request.reference]), typed)


def on(name, the_day, month, year=2026):
    return {f"{name}_day": str(the_day), f"{name}_month": str(month), f"{name}_year": str(year)}


def shown(client, page, foi_request):
    return text_of(client.get(reverse(page, args=[foi_request.reference])))


ASK = {"unclear": "Which years?", "clarification_options": "Name them."}
FEE = {"pounds": "12.40", "fee_for": "copying 124 pages", "how_to_pay": "By cheque."}
EXTEND = {"exemptions": ["s43(2)"], "exemption_reason": "Prices.", **on("until", 20, 4)}
TRANSFER = {"to": "NHS England", "transfer_contact": "england.foi@nhs.example", "agreed": "on"}


@pytest.mark.parametrize(
    ("page", "kind", "typed"),
    [
        ("case_clarification", "clarification", ASK),
        ("case_fees_notice", "fees_notice", FEE),
        ("case_extension", "extension", EXTEND),
        ("case_transfer", "transfer_notice", TRANSFER),
    ],
)
def test_an_act_opens_a_draft_of_its_letter_and_changes_nothing_yet(client, act, foi_request, page, kind, typed):
    answer = act(page, foi_request, way="letter", **typed)
    draft = FoiResponse.objects.get(kind=kind)
    assert answer.headers["Location"] == reverse("draft", args=[foi_request.reference, draft.pk])
    assert read_case_clock(foi_request).due_on == date(2026, 3, 31)
    page_of_draft = text_of(client.get(answer.headers["Location"]))
    assert "Drop this letter" in page_of_draft
    assert ("Submit for clearance" in page_of_draft) == (kind == "extension")


def test_the_act_page_of_a_letter_that_is_begun_changes_its_facts(client, act, foi_request):
    act("case_extension", foi_request, way="letter", **EXTEND)
    assert 'value="20"' in shown(client, "case_extension", foi_request)
    act("case_extension", foi_request, **{**EXTEND, **on("until", 24, 4)})
    assert FoiResponse.objects.get(kind="extension").facts["until"] == "2026-04-24"


def test_an_estimate_past_forty_working_days_is_warned_about(client, act, foi_request):
    answer = act("case_extension", foi_request, way="letter", **{**EXTEND, **on("until", 1, 6)})
    assert "past the 40 working days" in text_of(client.get(answer.headers["Location"]))


def test_a_letter_that_left_already_is_recorded_with_its_day(act, foi_request):
    act("case_fees_notice", foi_request, way="recorded", **FEE, **on("on", 5, 3))
    reading = read_case_clock(foi_request)
    assert (reading.waiting_for, reading.asked_on) == (clock.FEES_NOTICE, date(2026, 3, 5))
    act("case_fee_paid", foi_request, **on("paid_on", 9, 3))
    foi_request.refresh_from_db()
    assert foi_request.due_on == date(2026, 4, 7)


def test_a_question_asked_outside_is_recorded_and_so_is_an_extension(act, foi_request):
    act("case_clarification", foi_request, way="recorded", **ASK, **on("on", 4, 3))
    assert read_case_clock(foi_request).asked_on == date(2026, 3, 4)
    entry = foi_request.history.get(act="clarification_asked")
    assert entry.words.text == "Which years?\n\nName them."


def test_an_extension_of_which_notice_left_too_late_is_recorded_and_said_to_extend_nothing(
    act, client, officer, foi_request
):
    with time_machine.travel(moment("Fri 10 April 2026 12:00"), tick=False):
        client.force_login(officer)
        answer = act("case_extension", foi_request, way="recorded", **EXTEND, **on("on", 1, 4))
        page = text_of(client.get(answer.url))

    assert "That notice left after 31 March 2026, its last day, so it extends nothing" in page
    assert read_case_clock(foi_request).due_on == day("Tue 31 March 2026")


@pytest.mark.parametrize(
    ("page", "typed", "why"),
    [
        ("case_fees_notice", {"way": "recorded", **FEE}, "Enter the day on which the letter left"),
        ("case_fees_notice", {"way": "recorded", **FEE, **on("on", 10, 3)}, "that is after today"),
        ("case_fees_notice", {"way": "recorded", **FEE, **on("on", 1, 3)}, "that is before the request was received"),
        ("case_fees_notice", {"way": "letter", **FEE, "pounds": "0"}, "Enter the fee in pounds and pence"),
        ("case_fees_notice", {"way": "letter", **FEE, "pounds": "ten"}, "for example 12.40"),
        ("case_extension", {"way": "letter", **EXTEND, "exemptions": []}, "name the qualified exemption"),
        ("case_extension", {"way": "letter", **EXTEND, **on("until", 31, 3)}, "must come after 31 March 2026"),
        ("case_extension", {"way": "letter", **EXTEND, "exemptions": ["s40(2)"]}, "Choose from what the page offers"),
        ("case_transfer", {"way": "letter", **TRANSFER, "agreed": ""}, "only with their agreement"),
        ("case_fee_paid", on("paid_on", 9, 3), "there is no record of the fees notice"),
        ("case_lapse", {"way": "letter"}, "Nothing is waited for"),
    ],
)
def test_a_refusal_says_which_rule_and_keeps_what_was_typed(act, foi_request, page, typed, why):
    answer = act(page, foi_request, **typed)
    assert answer.status_code == 200
    said = text_of(answer)
    assert why in said
    for words in ("copying 124 pages", "england.foi@nhs.example"):
        assert (words in said) == (words in typed.values())
    assert not FoiResponse.objects.exists()
    assert not foi_request.clock_events.exclude(kind="received").exists()


def test_without_approved_wording_the_page_says_who_approves_it_and_asking_stays_possible(client, act, foi_request):
    TextBlockVersion.objects.filter(block__slug="clarification-request").update(approved_at=None, approved_by=None)
    page = shown(client, "case_clarification", foi_request)
    assert "The deputy director has to approve it first" in page
    assert reverse("wording") in page
    assert "Write the letter here" not in page
    act("case_clarification", foi_request, way="email", **ASK)
    assert read_case_clock(foi_request).waiting_for == clock.CLARIFICATION_ASKED
    assert foi_request.messages.filter(kind="clarification").exists()


def test_one_question_of_several_can_be_asked_about(act, foi_request):
    Question.objects.create(foi_request=foi_request, number=2, text="And the averages?")
    act("case_clarification", foi_request, way="letter", question="2", **ASK)
    assert FoiResponse.objects.get(kind="clarification").facts == {"question": 2}


def test_under_the_regulations_complexity_without_volume_is_refused_by_its_rule(client, act, foi_request):
    FoiRequest.objects.filter(pk=foi_request.pk).update(regime="eir")
    page = text_of(act("case_extension", foi_request, way="letter", complexity="Nine systems.", volume=""))
    assert "both complex and voluminous" in page
    assert "Nine systems." in page


def test_an_officer_issues_a_fees_notice_alone_and_the_case_says_what_it_waits_for(client, act, foi_request):
    draft = act("case_fees_notice", foi_request, way="letter", **FEE).headers["Location"]
    response = FoiResponse.objects.get(kind="fees_notice")
    issue = reverse("issue", args=[foi_request.reference, response.pk])
    page = client.get(issue)
    assert "The clock stands still from today until £12.40 is paid." in text_of(page)
    answer = client.post(issue, {"way": "email", "seen_hash": page.context["seen_hash"]})
    assert answer.headers["Location"] == reverse("case", args=[foi_request.reference])
    case = shown(client, "case", foi_request)
    assert "Waiting for a fee" in case
    assert "Record the payment" in case
    assert "Fees notice given: £12.40, on 9 March 2026" in case
    assert client.get(draft).status_code == 302
    assert "Waiting for a fee" in text_of(client.get(reverse("queue"), {"stage": "fee"}))
    assert foi_request.reference not in text_of(client.get(reverse("queue"), {"stage": "clarification"}))


def test_what_a_colleague_changed_meanwhile_is_read_again_before_it_leaves(client, act, officer, foi_request):
    act("case_fees_notice", foi_request, way="letter", **FEE)
    response = FoiResponse.objects.get(kind="fees_notice")
    issue = reverse("issue", args=[foi_request.reference, response.pk])
    seen = client.get(issue).context["seen_hash"]
    colleague = member("Olga Officer", Role.OFFICER)
    as_member(colleague).post(
        reverse("case_fees_notice", args=[foi_request.reference]), {**FEE, "fee_for": "posting alone"}
    )
    page = client.post(issue, {"way": "email", "seen_hash": seen})
    assert "The letter has changed since you opened this page" in text_of(page)
    assert "posting alone" in text_of(page)
    assert client.post(issue, {"way": "email", "seen_hash": page.context["seen_hash"]}).status_code == 302


def test_an_open_draft_of_a_withdrawn_case_says_so_and_can_be_dropped(client, act, foi_request):
    act("case_fees_notice", foi_request, way="letter", **FEE)
    response = FoiResponse.objects.get(kind="fees_notice")
    act("case_withdraw", foi_request, reason="By telephone")
    issue = text_of(client.get(reverse("issue", args=[foi_request.reference, response.pk])))
    assert "This cannot be done while the case is at the stage “Withdrawn”." in issue
    assert "Drop this letter" in text_of(client.get(reverse("draft", args=[foi_request.reference, response.pk])))
    client.post(reverse("draft_drop", args=[foi_request.reference, response.pk]))
    response.refresh_from_db()
    assert response.stage == "dropped"


def test_the_case_of_a_requester_who_did_not_pay_is_closed_with_a_letter(client, act, officer, foi_request):
    record_fees_notice(foi_request, pounds=5, given_on=date(2026, 3, 9), by=officer, at=NOW)
    with time_machine.travel(moment("Tue 9 June 2026 12:00"), tick=False):
        client.force_login(officer)
        assert "Close the request as lapsed" in shown(client, "case", foi_request)
        act("case_lapse", foi_request, way="letter")
        response = FoiResponse.objects.get(kind="lapse_notice")
        issue = reverse("issue", args=[foi_request.reference, response.pk])
        client.post(issue, {"way": "email", "seen_hash": client.get(issue).context["seen_hash"]})
        foi_request.refresh_from_db()
        assert foi_request.stage == "lapsed"
        case = shown(client, "case", foi_request)
        assert "Closed as lapsed: we waited until 8 June 2026" in case
        assert "Reopen the case" in case


@pytest.mark.parametrize(("regime", "offered"), [("foi", True), ("eir", False)])
def test_a_question_that_is_a_refusal_in_writing_is_not_asked_in_an_ordinary_email(
    client, act, foi_request, regime, offered
):
    type(foi_request).objects.filter(pk=foi_request.pk).update(regime=regime)
    page = shown(client, "case_clarification", foi_request)
    assert ('value="email"' in page) is offered and 'value="letter"' in page
