"""What another team deals with is handed over: acknowledged, with its own clock, and read by that team alone."""

import pytest
import time_machine
from django.urls import reverse

from accounts.actions.staff import set_teams
from accounts.models import Role, StaffMember
from foirequests.actions.cases import reopen_request
from foirequests.actions.commission import commission_information
from foirequests.actions.correspondence import add_note, keep_incoming_message, send_message
from foirequests.actions.handover import due_from_team, hand_over
from foirequests.actions.questions import split_as_advised
from foirequests.actions.subjects import change_subject
from foirequests.actions.triage import Found, record_findings
from foirequests.domain.errors import NotPermitted, Refused
from foirequests.domain.triage import QuestionFindings
from foirequests.models import FoiRequest, Handover, HistoryWords, Notice
from foirequests.presenters.case import OTHERS_SHOWN
from responses.actions.draft import start_draft
from tests.dates import day, moment
from tests.factories import a_draft, a_request
from tests.foirequests.portal_visits import visit
from tests.office import member
from tests.readings import TWO_QUESTIONS, put_on, read_two_questions

NOW = moment("Mon 9 January 2023 12:00")
SECRET = "Zanzibar"
PRIVATE = TWO_QUESTIONS.replace("clinical waste", f"my own claim {SECRET}")
TEAM = "Claims Management"


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def of_the_team(office) -> StaffMember:
    person = member("Tessa Team", Role.OFFICER)
    set_teams(person, [TEAM])
    return StaffMember.objects.get(pk=person.pk)


@pytest.fixture
def whole(officer) -> FoiRequest:
    """A subject access request, handed over."""
    foi_request = a_request(by=officer, text=f"Please send me all that you hold about me, {SECRET}.")
    questions = foi_request.questions.all()
    hand_over(foi_request, questions=questions, kind="sar", team=TEAM, by=officer, at=NOW)
    return foi_request


@pytest.fixture
def mixed(officer) -> FoiRequest:
    """A request of two questions, split."""
    foi_request = a_request(by=officer, text=PRIVATE)
    read = read_two_questions(TWO_QUESTIONS)
    put_on(foi_request, read)
    _first, second = split_as_advised(foi_request, by=officer, at=NOW)
    second.text = f"How much did you spend on my own claim {SECRET}?"
    second.save()
    return foi_request


def test_a_hand_over_says_when_to_whom_and_by_whom(whole, officer):
    handover = Handover.objects.get(foi_request=whole)
    assert (handover.team, handover.kind, handover.passed_on_by) == (TEAM, "sar", officer)
    whole.refresh_from_db()
    assert (whole.stage, whole.regime_id, whole.closed_on) == ("passed_on", "sar", day("Mon 9 January 2023"))
    assert whole.due_on == day("Mon 6 February 2023")
    assert SECRET not in whole.subject


def test_the_requester_is_told_who_deals_with_it_and_by_when(whole):
    message = whole.messages.get(kind="handover")
    assert "Claims Management team deals with it" in message.text
    assert "6 February 2023" in message.text
    assert message.mail.state == "waiting"


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        ("complaint", "Tue 10 January 2023"),
        ("claim", "Thu 19 January 2023"),
        ("dp_complaint", "Fri 3 February 2023"),
        ("ahra", "Tue 14 February 2023"),
        ("sar", "Mon 6 February 2023"),
    ],
)
def test_each_kind_has_a_clock_of_its_own(office, kind, last):
    assert due_from_team(kind, day("Thu 5 January 2023")) == day(last)


def test_the_team_opens_the_case_and_nobody_else_does(client, whole, of_the_team, officer, deputy_director, clearer):
    address = reverse("case", args=[whole.reference])
    found = {}
    for person in (of_the_team, officer, deputy_director, clearer):
        client.force_login(person)
        found[person.name] = client.get(address).status_code
    assert found == {"Tessa Team": 200, "Olive Officer": 404, "Dee Director": 404, "Clem Clearer": 404}


def test_no_other_page_leads_whoever_may_not_open_it_to_it(client, of_the_team, officer):
    draft = a_draft(by=officer)
    slug = draft.working_copy.parts[0]["slug"]
    drafted = draft.foi_request
    hand_over(drafted, questions=drafted.questions.all(), kind="sar", team=TEAM, by=officer, at=NOW)
    address, later = reverse("case", args=[drafted.reference]), a_request(by=officer)
    pages = [reverse("case", args=[later.reference])]
    pages += [reverse(name, args=[slug]) for name in ("wording_block", "wording_use")]
    found = {}
    for person in (of_the_team, officer):
        client.force_login(person)
        shown = [client.get(page).content.decode() for page in pages]
        found[person.name] = [f'href="{address}' in page for page in shown]
    assert found == {"Tessa Team": [True, True, True], "Olive Officer": [False, False, False]}


def test_that_the_same_person_has_a_matter_with_another_team_is_told_to_nobody_but_the_team(
    client, whole, of_the_team, officer, deputy_director, clearer
):
    page = reverse("case", args=[a_request(by=officer).reference])
    found = {}
    for person in (of_the_team, officer, deputy_director, clearer):
        client.force_login(person)
        found[person.name] = whole.reference in client.get(page).content.decode()
    assert found == {"Tessa Team": True, "Olive Officer": False, "Dee Director": False, "Clem Clearer": False}


def test_older_requests_of_the_person_are_listed_however_many_are_with_another_team(client, officer):
    older = a_request(by=officer)
    for _ in range(OTHERS_SHOWN):
        passed_on = a_request(by=officer)
        hand_over(passed_on, questions=passed_on.questions.all(), kind="sar", team=TEAM, by=officer, at=NOW)
    client.force_login(officer)
    page = client.get(reverse("case", args=[a_request(by=officer).reference])).content.decode()
    assert older.reference in page


def test_a_linked_case_with_another_team_is_named_by_its_reference_and_no_more_is_told(
    client, mixed, officer, of_the_team
):
    part = hand_over(mixed, questions=[mixed.questions.last()], kind="sar", team=TEAM, by=officer, at=NOW).foi_request
    listed = {}
    for person in (of_the_team, officer):
        client.force_login(person)
        [listed[person.name]] = client.get(reverse("case", args=[mixed.reference])).context["linked"]
    assert listed["Olive Officer"] == {"url": "", "text": part.reference, "about": "With another team"}
    assert "Subject access request" in listed["Tessa Team"]["text"]
    assert listed["Tessa Team"]["url"] == reverse("case", args=[part.reference])


def test_search_finds_it_for_the_team_alone(client, whole, of_the_team, officer):
    for person, is_found in ((of_the_team, True), (officer, False)):
        client.force_login(person)
        page = client.get(reverse("queue"), {"q": SECRET, "stage": "all"}).content.decode()
        assert (whole.reference in page) is is_found


def test_the_deputy_director_sees_that_it_exists_and_not_what_it_says(client, whole, deputy_director):
    client.force_login(deputy_director)
    for page in ("handovers", "deputy_home"):
        shown = client.get(reverse(page)).content.decode()
        assert whole.reference in shown
        assert TEAM in shown
        assert SECRET not in shown


def test_of_a_mixed_request_the_questions_of_the_team_become_a_case_of_their_own(mixed, officer):
    _first, second = mixed.questions.all()
    handover = hand_over(mixed, questions=[second], kind="claim", team=TEAM, by=officer, at=NOW)
    part = handover.foi_request
    mixed.refresh_from_db()
    assert part.text == PRIVATE
    assert (part.questions.get(), part.received_on) == (second, mixed.received_on)
    assert mixed.text == mixed.questions.get().text
    assert SECRET not in mixed.text + mixed.subject
    assert SECRET not in mixed.messages.get(kind="request").text
    assert part.messages.get(kind="request").text == PRIVATE
    assert mixed.history.get(act="part_taken_out").object_id == part.pk
    assert list(mixed.linked_with.all()) == [part]
    assert mixed.stage == "triage"


def test_what_the_whole_was_called_is_not_told_by_what_is_left_of_it(mixed, officer):
    change_subject(mixed, f"Claims, and {SECRET}", by=officer, at=NOW)
    _first, second = mixed.questions.all()
    part = hand_over(mixed, questions=[second], kind="claim", team=TEAM, by=officer, at=NOW).foi_request
    mixed.refresh_from_db()
    told = HistoryWords.objects.filter(entry__foi_request=mixed).values_list("text", flat=True)
    assert SECRET not in mixed.subject + "".join(told)
    assert mixed.history.get(act="subject_changed").words_digest
    assert SECRET in FoiRequest.objects.get(pk=part.pk).subject + part.text


def test_the_advice_on_what_stays_points_at_its_words_where_they_now_stand(mixed, officer):
    _first, second = mixed.questions.all()
    part = hand_over(mixed, questions=[second], kind="claim", team=TEAM, by=officer, at=NOW).foi_request
    mixed.refresh_from_db()
    kept = list(mixed.advice.exclude(passages=[]))
    assert kept
    for piece in kept:
        assert " … ".join(mixed.text[start:end] for start, end in piece.passages) == piece.words
    assert set(part.advice.values_list("read_number", flat=True)) == {0, 2}
    assert set(mixed.advice.values_list("read_number", flat=True)) == {1}


def test_taken_back_it_is_with_the_officers_again(client, whole, of_the_team, officer):
    reopen_request(whole, reason="Not about himself", by=of_the_team, at=NOW)
    client.force_login(officer)
    assert client.get(reverse("case", args=[whole.reference])).status_code == 200
    whole.refresh_from_db()
    assert SECRET in whole.subject
    assert not Handover.objects.in_force().exists()


def test_what_is_answered_here_is_not_handed_over(officer, clearer):
    foi_request = a_request(by=officer)
    questions = foi_request.questions.all()
    with pytest.raises(Refused):
        hand_over(foi_request, questions=questions, kind="foi", team=TEAM, by=officer, at=NOW)
    with pytest.raises(Refused):
        hand_over(foi_request, questions=questions, kind="sar", team=" ", by=officer, at=NOW)
    with pytest.raises(Refused):
        hand_over(foi_request, questions=[], kind="sar", team=TEAM, by=officer, at=NOW)
    with pytest.raises(NotPermitted):
        hand_over(foi_request, questions=questions, kind="sar", team=TEAM, by=clearer, at=NOW)


def test_the_page_proposes_the_questions_the_kind_and_the_team(client, officer, mixed):
    _first, second = mixed.questions.all()
    mixed.advice.filter(question=second, kind="regime").update(value="sar")
    client.force_login(officer)
    address = reverse("case_hand_over", args=[mixed.reference])
    form = client.get(address).context["form"]
    assert form.initial == {
        "questions": [second.pk],
        "kind": "sar",
        "team": "Corporate and Information Governance",
    }
    answer = client.post(address, {"questions": [second.pk], "kind": "sar", "team": TEAM}, follow=True)
    assert "The Claims Management team has it now" in answer.content.decode()
    assert Handover.objects.get().foi_request.questions.get() == second


def page_of(client, name: str, foi_request: FoiRequest) -> str:
    return client.get(reverse(name, args=[foi_request.reference])).content.decode()


def test_what_was_said_beside_the_request_goes_with_the_part_or_stays_as_the_officer_ticks(client, officer, mixed):
    _first, second = mixed.questions.all()
    told = {"by": officer, "at": NOW}
    goes = add_note(mixed, kind="call", text=f"Rang about {SECRET}.", happened_at=NOW, **told)
    stays = add_note(mixed, kind="internal", text="The figures are ready.", happened_at=NOW, **told)
    wrote = keep_incoming_message(
        mixed,
        kind="message",
        subject=f"My {SECRET}",
        text="I was born on 1 May 1970.",
        happened_at=NOW,
        by=officer,
        channel="email",
    )
    ours = send_message(mixed, subject="Your figures", text="We count them now.", **told)
    asked = commission_information(
        mixed, holder="Finance", asked_for=f"What of {SECRET}?", asked_on=NOW.date(), due_on=NOW.date(), **told
    )
    client.force_login(officer)
    address = reverse("case_hand_over", args=[mixed.reference])
    form = client.get(address).context["form"]
    assert form.initial["said"] == [goes.pk, stays.pk, wrote.pk]
    assert list(form.fields["said"].queryset) == [goes, stays, wrote, ours]
    assert list(form.fields["asked"].queryset) == [asked]
    typed = {"questions": [second.pk], "kind": "sar", "team": TEAM, "said": [goes.pk, wrote.pk], "asked": [asked.pk]}
    client.post(address, typed)
    part = Handover.objects.get().foi_request
    assert set(part.messages.besides_the_request()) == {goes, wrote, part.messages.get(kind="handover")}
    assert list(part.commissions.all()) == [asked]
    assert set(mixed.messages.besides_the_request()) == {stays, ours}
    for page in ("case", "case_print"):
        shown = page_of(client, page, mixed)
        assert SECRET not in shown
        assert "1970" not in shown
        assert "The figures are ready." in shown
    assert mixed.reference not in client.get(reverse("queue"), {"q": "1970", "stage": "all"}).content.decode()


def test_of_a_single_question_there_is_nothing_to_choose(client, officer):
    foi_request = a_request(by=officer)
    add_note(foi_request, kind="call", text="Rang.", happened_at=NOW, by=officer, at=NOW)
    client.force_login(officer)
    form = client.get(reverse("case_hand_over", args=[foi_request.reference])).context["form"]
    assert list(form.fields) == ["questions", "kind", "team"]


@pytest.mark.parametrize(("words", "stays"), [("fractures", True), ("Yours", False)])
def test_what_to_look_out_for_stays_where_its_words_stay(mixed, officer, words, stays):
    _first, second = mixed.questions.all()
    mixed.advice.filter(kind="flag").update(words=words)
    part = hand_over(mixed, questions=[second], kind="claim", team=TEAM, by=officer, at=NOW).foi_request
    assert part.advice.filter(kind="flag").count() == 1
    assert mixed.advice.filter(kind="flag", reading__foi_request=mixed).exists() is stays
    for piece in mixed.advice.filter(kind="flag"):
        assert [mixed.questions.get().text[start:end] for start, end in piece.passages] == [words]


def test_who_is_in_no_team_is_said_before_and_after(client, officer, mixed):
    _first, second = mixed.questions.all()
    client.force_login(officer)
    address = reverse("case_hand_over", args=[mixed.reference])
    assert f"{TEAM}: nobody is entered for this team yet" in client.get(address).content.decode()
    answer = client.post(address, {"questions": [second.pk], "kind": "sar", "team": TEAM}, follow=True)
    assert f"Nobody is entered for the {TEAM} team yet" in answer.content.decode()


def test_with_somebody_in_the_team_nothing_is_said_of_it(client, officer, mixed, of_the_team):
    _first, second = mixed.questions.all()
    client.force_login(officer)
    address = reverse("case_hand_over", args=[mixed.reference])
    assert f"{TEAM}: nobody" not in client.get(address).content.decode()
    answer = client.post(address, {"questions": [second.pk], "kind": "sar", "team": TEAM}, follow=True)
    assert "Nobody is entered" not in answer.content.decode()


def test_the_team_is_told_and_nobody_else(client, whole, of_the_team, officer, deputy_director):
    notice = Notice.objects.get(kind="handed_over")
    assert (notice.to_team, notice.foi_request, notice.concerns_on) == (TEAM, whole, day("Mon 9 January 2023"))
    told = {}
    for person in (of_the_team, officer, deputy_director):
        client.force_login(person)
        told[person.name] = "Handed over to your team on" in client.get(reverse("queue")).content.decode()
    assert told == {"Tessa Team": True, "Olive Officer": False, "Dee Director": False}


def test_what_is_left_says_that_part_is_dealt_with_elsewhere(client, officer, mixed):
    _first, second = mixed.questions.all()
    part = hand_over(mixed, questions=[second], kind="claim", team=TEAM, by=officer, at=NOW).foi_request
    client.force_login(officer)
    for page in ("case", "case_print", "case_triage"):
        assert f"Part of this request is dealt with as {part.reference} by another team." in page_of(
            client, page, mixed
        )
    reopen_request(part, reason="Not a claim", by=officer, at=NOW)
    assert f"Part of this request is dealt with as {part.reference}." in page_of(client, "case", mixed)


def test_the_requester_reads_on_either_private_page_where_the_other_part_is(client, officer, mixed):
    _first, second = mixed.questions.all()
    address = visit(client, mixed, at=NOW)
    part = hand_over(mixed, questions=[second], kind="claim", team=TEAM, by=officer, at=NOW).foi_request
    page = client.get(address).content.decode()
    assert f"Part of your request is dealt with separately under {part.reference}." in page
    page = client.get(visit(client, part, at=NOW)).content.decode()
    assert "We said which team deals with it" in page
    assert "separately" not in page


@pytest.mark.parametrize(("regime", "accepted"), [("sar", ""), ("routine", "complaint")])
def test_no_draft_is_started_while_a_question_waits_to_be_handed_over(client, officer, mixed, regime, accepted):
    first, second = mixed.questions.all()
    if accepted:
        told = {"decision": "accepted", "decided_by": officer, "decided_at": NOW}
        mixed.advice.filter(question=second, kind="regime").update(value=accepted, **told)
    found = [
        Found(first, QuestionFindings("foi", "claims_management", "held")),
        Found(second, QuestionFindings(regime, "corporate", "held")),
    ]
    record_findings(mixed, found, by=officer, at=NOW)
    client.force_login(officer)
    answer = client.post(reverse("draft_start", args=[mixed.reference]), follow=True)
    assert answer.redirect_chain[0][0] == reverse("case_hand_over", args=[mixed.reference])
    assert "Question 2 is for another team" in answer.content.decode()
    assert not mixed.foi_responses.exists()
    mixed.refresh_from_db()
    hand_over(mixed, questions=[second], kind="complaint", team=TEAM, by=officer, at=NOW)
    mixed.refresh_from_db()
    assert (mixed.stage, mixed.regime_id, mixed.service_area_id) == ("drafting", "foi", "claims_management")
    client.post(reverse("draft_start", args=[mixed.reference]))
    assert mixed.foi_responses.exists()


def test_of_what_has_been_drafted_no_part_is_handed_over(officer, mixed):
    first, second = mixed.questions.all()
    findings = QuestionFindings("foi", "claims_management", "held")
    record_findings(mixed, [Found(first, findings), Found(second, findings)], by=officer, at=NOW)
    start_draft(mixed, by=officer, at=NOW)
    with pytest.raises(Refused, match="has been drafted"):
        hand_over(mixed, questions=[second], kind="claim", team=TEAM, by=officer, at=NOW)
