"""The number of questions that a page asks of the database does not grow with the rows that it shows.

Every page of the table of doors is opened in an office with a few rows of everything, and again when there are many
more: cases at every stage, history, messages with files and mail, notes, questions with codes, information asked for,
linked cases, letters, reviews, complaints to the regulator, notices, wording, codes, staff.
"""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role
from codes.models import Code, CodeListEdition
from foirequests.actions import cases, commission, correspondence, mail
from foirequests.actions.correspondence import IncomingFile
from foirequests.actions.notices import raise_notice
from foirequests.models import Advice, FoiRequest, Notice, OutgoingMail, Question, Reading
from responses.actions.appeals import record_appeal
from responses.actions.decision_notices import Decided, record_notice
from responses.actions.regulator import Particulars, record_complaint
from responses.actions.regulator_letters import record_letter
from responses.actions.wording import propose_wording
from responses.models import RegulatorComplaint
from tests.benchmarks.crowd.filling import fill_office
from tests.factories import a_request
from tests.journeys.doors import PERSONS, Doors, furnish, rows
from tests.office import _furnished, member, office  # noqa: F401


@pytest.fixture(scope="module")
def counts(_furnished, django_db_blocker) -> Iterator[dict[str, tuple[int, int]]]:  # noqa: F811
    """For each page the questions asked with few rows and with many."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        doors = furnish()
        grow(doors, by=2)
        few = questions(doors)
        grow(doors, by=4)
        many = questions(doors)
        yield {page: (few[page], many[page]) for page in few}
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


def grow(doors: Doors, *, by: int) -> None:
    """So many more rows of everything."""
    fill_office(40 * by, open_share=0.6, seed=by)
    things = doors.things
    for foi_request in (
        things.case,
        things.other,
        things.unclear,
        things.withdrawn,
        things.by_post,
        things.drafting.foi_request,
        things.waiting.foi_request,
        things.cleared.foi_request,
    ):
        for number in range(by):
            more_of(FoiRequest.objects.get(pk=foi_request.pk), number, doors)
    mail.send_due_mail(at=timezone.now())
    waiting = OutgoingMail.objects.filter(message__foi_request=things.case).order_by("-pk")[:by]
    OutgoingMail.objects.filter(pk__in=[each.pk for each in waiting]).update(state="failed", sent_at=None)
    for number in range(by):
        office_grows(by * 100 + number, doors)


def more_of(foi_request: FoiRequest, number: int, doors: Doors) -> None:
    """One more of whatever hangs on a case, as far as its stage allows."""
    officer, now = doors.staff["officer"], timezone.now()
    correspondence.add_note(foi_request, kind="call", text="Called.", happened_at=now, by=officer, at=now)
    correspondence.send_message(foi_request, subject="A word", text="We write.", by=officer, at=now)
    correspondence.keep_incoming_message(
        foi_request,
        kind="message",
        text="I write.",
        happened_at=now,
        by=officer,
        channel="email",
        files=[IncomingFile(name="a.txt", media_type="text/plain", content=f"{foi_request.pk} {number}".encode())],
    )
    other = a_request(by=officer, email=foi_request.requester.email, postal_address="1 High Street\nLeeds")
    cases.link_requests(foi_request, other, by=officer, at=now)
    last = foi_request.questions.order_by("number").last()
    question = Question.objects.create(
        foi_request=foi_request,
        number=last.number + 1,
        text=f"Question {last.number + 1}?",
        service_area=last.service_area,
        information_held=last.information_held,
        outcome=last.outcome,
    )
    question.codes.set(Code.objects.order_by("pk")[number : number + 2])
    advise(foi_request, question, doors)
    complain(foi_request, number, doors)
    if foi_request.is_open:
        today = timezone.localdate()
        commission.commission_information(
            foi_request, holder="Claims", asked_for="What?", asked_on=today, due_on=today, by=officer, at=now
        )
    for kind in (Notice.Kind.OVERDUE, Notice.Kind.REQUESTER_WROTE):
        raise_notice(foi_request, kind, concerns_on=foi_request.received_on.replace(day=10 + number), at=now)


def complain(foi_request: FoiRequest, number: int, doors: Doors) -> None:
    """Two more complaints to the regulator, one decided and appealed; and more letters on the one that is looked at."""
    told_on, officer, now = foi_request.received_on, doors.staff["officer"], timezone.now()
    for name in ("open", "decided"):
        particulars = Particulars(told_on, f"{name} {number} {now:%H%M%S%f}", ["time", "held"], ["s42", "s43(2)"])
        complaint = record_complaint(foi_request, particulars, by=officer, at=now)
        record_letter(complaint, kind="investigation", sent_on=told_on, answer_by=told_on, by=officer, at=now)
        if name == "decided":
            findings = dict.fromkeys(("time", "held", "s42", "s43(2)"), "upheld")
            decided = Decided(told_on, findings, steps="Search again.", steps_days=30)
            notice = record_notice(complaint, decided, by=officer, at=now)
            for side in ("requester", "authority"):
                record_appeal(notice, side=side, lodged_on=told_on, by=officer, at=now)
    looked_at = RegulatorComplaint.objects.get(pk=doors.things.complaint.pk)
    record_letter(
        looked_at,
        kind="investigation",
        sent_on=looked_at.told_on,
        answer_by=told_on.replace(year=2024),
        by=officer,
        at=now,
    )


def advise(foi_request: FoiRequest, question: Question, doors: Doors) -> None:
    """Advice on a question: the law, two codes of which one is not among its own, and what nobody recorded."""
    reading, _is_new = Reading.objects.get_or_create(
        foi_request=foi_request,
        rules=1,
        defaults={"state": "read", "begun_at": timezone.now(), "ended_at": timezone.now()},
    )
    codes = Code.objects.order_by("pk")[question.number : question.number + 2]
    given = [("regime", "foi", None), ("not_recorded", "drug: aspirin", None)]
    given += [("code", f"{code.list_name}: {code.label}", code) for code in codes]
    Advice.objects.bulk_create(
        Advice(
            foi_request=foi_request,
            reading=reading,
            question=question,
            read_number=question.number,
            kind=kind,
            value=value,
            code=code,
            words=foi_request.text[:5],
            passages=[[0, 5]],
            given_at=timezone.now(),
        )
        for kind, value, code in given
    )


def office_grows(number: int, doors: Doors) -> None:
    """One more of what the office has beside cases: wording, codes, staff."""
    now = timezone.now()
    for slug in ("proposed", f"proposed-{number}"):
        propose_wording(
            slug=slug,
            kind="closing",
            title=f"Proposed {number}",
            body=f"Proposed {number}.",
            valid_from=timezone.localdate(),
            source="A test",
            reason="A test",
            by=doors.staff["officer"],
            at=now,
        )
    edition = CodeListEdition.objects.newest()
    code = Code.objects.create(
        list_name="cause",
        label=f"Cause {number}",
        normalised=f"cause{number}",
        confidence="high",
        added_in=edition,
        unconfirmed=False,
    )
    code.synonyms.create(text=f"Reason {number}", normalised=f"reason{number}", kind="requester")
    for role in Role.values:
        member(f"Person {role} {number}", role)


def questions(doors: Doors) -> dict[str, int]:
    """How many questions each page asks, opened by the last person of the table who may see it."""
    found = {}
    for pattern, address, statuses in rows():
        persons = [person for person, status in zip(PERSONS, statuses, strict=True) if status == 200]
        for person in persons[-1:]:
            client = Client()
            if person in doors.staff:
                client.force_login(doors.staff[person])
            if person in doors.links:
                client.get(f"/r/{doors.links[person]}")
            client.get(doors.filled(address))
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(doors.filled(address))
            assert answer.status_code == 200, f"{pattern}: {answer.status_code}"
            found[f"{pattern} as {person}"] = len(asked)
    return found


@pytest.mark.django_db
def test_no_page_asks_more_questions_the_more_rows_it_shows(counts, office):  # noqa: F811
    growing = {page: few_and_many for page, few_and_many in counts.items() if few_and_many[1] > few_and_many[0]}

    assert len(counts) > 50
    assert not growing, "questions with few rows and with many: " + str(growing)
