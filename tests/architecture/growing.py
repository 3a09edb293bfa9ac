"""More rows of everything in the office of doors: cases and what hangs on them, the office's registers."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import Role
from codes.actions import published
from codes.models import Code, CodeListEdition
from codes.models.organisation import DatedSetting
from foirequests.actions import calendar, cases, commission, correspondence, mail
from foirequests.actions.correspondence import IncomingFile
from foirequests.actions.notices import raise_notice
from foirequests.models import Advice, FoiRequest, Notice, OutgoingMail, Question, Reading
from responses.actions.appeals import record_appeal
from responses.actions.decision_notices import Decided, record_notice
from responses.actions.regulator import Particulars, record_complaint
from responses.actions.regulator_letters import record_letter
from responses.actions.wording import propose_wording
from responses.models import RegulatorComplaint
from tests.architecture.growing_letters import letters_grow
from tests.benchmarks.crowd.filling import fill_office
from tests.factories import a_request
from tests.journeys.doors import Doors
from tests.office import member


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
    letters_grow(doors, by=by)


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
    """One more of what the office has beside cases: wording, codes, staff, bank holidays, settings, publications."""
    now = timezone.now()
    registers_grow(number, doors)
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


def registers_grow(number: int, doors: Doors) -> None:
    """One more bank holiday, one more value of each setting of those that have a value, one more published item."""
    officer, now = doors.staff["officer"], timezone.now()
    calendar.proclaim_holiday(
        on=a_free_day(number), nations=["ENG", "WLS"], title="A day", source="A test", by=officer, at=now
    )
    item = published.add_item(
        fields={
            "title": f"Report {number}",
            "address": f"https://www.office.example/{number}",
            "publisher": "Us",
            "scheme_class": "what_we_spend",
            "period": "",
            "licence": "",
            "notes": "",
            "asked_as": f"report {number}",
        },
        by=officer,
        at=now,
    )
    published.mark_checked(item, by=officer, at=now)
    since = date(2010, 1, 1) + timedelta(days=number)
    DatedSetting.objects.bulk_create(
        DatedSetting(name=each.name, value=each.value, valid_from=since, source="A test", recorded_at=now)
        for each in DatedSetting.objects.in_force_on(timezone.localdate()).values()
    )


def a_free_day(number: int) -> date:
    """A day of next year on which no bank holiday is."""
    first = date(timezone.localdate().year + 1, 2, 1)
    return first + timedelta(days=number % 700)
