"""Walking the demonstration's cases: each step is the act that a person would do, at a moment of the past."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from accounts.models import StaffMember
from codes.domain.working_days import WorkingDayCalendar
from codes.models.bank_holidays import uk_calendar
from foirequests import emails
from foirequests.actions import cases, clarification, commission, mail, notices, receive, triage
from foirequests.domain.triage import QuestionFindings
from foirequests.models import FoiRequest, OutgoingMail
from responses.actions import (
    clear,
    correct,
    draft,
    internal_review,
    issue,
    posting,
    regulator_reminders,
    render,
    review_conduct,
    windows,
    wording_approval,
)
from responses.demonstration import people
from responses.demonstration.clock_cases import walk_clock_cases
from responses.demonstration.decided_cases import walk_decided_cases
from responses.demonstration.handed_over import walk_handed_over_case
from responses.demonstration.links import find_links_open
from responses.demonstration.regulator_cases import walk_complaints
from responses.domain.letter import letter_hash
from responses.models import FoiResponse, IssuedLetter, TextBlockVersion

LONDON = ZoneInfo("Europe/London")
CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))

JANUARY_RECEIVED_ON = date(2023, 1, 5)
JANUARY_ISSUED_ON = date(2023, 1, 26)
"""The source letter bears no date of issue: this working day, the fifteenth after receipt, is chosen."""

WORDING_APPROVED_AT = datetime(2022, 12, 1, 9, 0, tzinfo=LONDON)

NOT_RECORDED = {
    "in_clearance": "whether a surgical robot was used",
    "cleared": "the name of the medicine",
    "overdue": "what a patient fell from",
    "returned": "the type of operation",
    "window_open": "",
    "to_be_posted": "the type of wound dressing",
    "posted": "the ward",
    "failed_delivery": "the make of an implant",
    "review_in_time": "the patient's ethnic group",
    "review_late": "the day of the week",
    "review_allocated": "the hour of a shift",
    "corrected": "the type of anaesthetic",
    "complaint_open": "the grade of the clinician",
    "complaint_decided": "the month of the operation",
}
"""What each demonstration request turns on and the claims database has no field for; empty where figures are held."""


class DemonstrationOffice:
    """One demonstration: its people, its calendar, and the moment at which it is built."""

    def __init__(self, *, password: str, now: datetime) -> None:
        self.now = now
        self.today = now.astimezone(LONDON).date()
        self.calendar: WorkingDayCalendar = uk_calendar()
        staff = people.make_people(password)
        self.officer: StaffMember = staff[people.OFFICER]
        self.second_officer: StaffMember = staff[people.SECOND_OFFICER]
        self.clearer: StaffMember = staff[people.CLEARER]
        self.second_clearer: StaffMember = staff[people.SECOND_CLEARER]
        self.deputy_director: StaffMember = staff[people.DEPUTY_DIRECTOR]

    def build(self) -> IssuedLetter:
        """Approve the shipped wording and walk every case; the January 2023 letter comes back."""
        waiting = TextBlockVersion.objects.proposed()
        wording_approval.approve_wording(waiting, by=self.deputy_director, at=WORDING_APPROVED_AT)
        find_links_open(at=self.now)
        letter = self._january()
        self._issued_cases()
        self._review_cases()
        self._open_cases()
        self._ended_cases()
        walk_decided_cases(self)
        walk_clock_cases(self)
        walk_handed_over_case(self)
        self._complaints()
        notices.raise_notices(at=self.now)
        regulator_reminders.remind_of_the_regulator(at=self.now)
        windows.close_review_windows(at=self.now)
        return letter

    def _january(self) -> IssuedLetter:
        foi_request = self.receive("january", received_on=JANUARY_RECEIVED_ON, channel="email")
        letter = self.answer(
            foi_request,
            missing_attribute="the type of procedure",
            from_day=date(2023, 1, 9),
            issued_on=JANUARY_ISSUED_ON,
        )
        windows.close_review_windows(at=self.at(letter.review_by + timedelta(days=1), 1))
        return letter

    def _issued_cases(self) -> None:
        self._walk("window_open", issued=4)
        self._walk("corrected", issued=9, then=self._correct)
        self._walk("to_be_posted", issued=1, channel="post")
        posted = self._walk("posted", issued=6, channel="post")
        posting.record_posting(
            posted,
            posted_on=self.working_day(5),
            post_class="first",
            by=self.officer,
            at=self.at(self.working_day(5), 16),
        )
        self._walk("failed_delivery", issued=2, deliver=_mailbox_closed)

    def _review_cases(self) -> None:
        in_time = self._walk("review_in_time", issued=12)
        self._ask_for_review("review_in_time", in_time, self.working_day(1))
        late = self._walk("review_late", issued=30)
        self._ask_for_review("review_late", late, late.review_by + timedelta(days=5))
        allocated = self._walk("review_allocated", issued=14)
        review = self._ask_for_review("review_allocated", allocated, self.working_day(5))
        review_conduct.allocate_review(
            review, reviewer=self.second_clearer, by=self.deputy_director, at=self.at(self.working_day(4), 11)
        )

    def _complaints(self) -> None:
        waiting = self._walk("complaint_open", issued=20)
        decided = self._walk("complaint_decided", issued=40)
        walk_complaints(self, waiting=waiting, decided=decided)

    def _open_cases(self) -> None:
        self.receive("new_by_web", received_on=self.working_day(1), channel="web")
        self.receive("no_name", received_on=self.working_day(2), channel="web")
        self.receive("by_post", received_on=self.received_for_due(in_days=5), channel="post")
        self._drafting()
        overdue = self.receive("overdue", received_on=self.working_day(23), channel="email")
        self.triage(overdue, NOT_RECORDED["overdue"], on=self.working_day(20))
        returned = self.receive("returned", received_on=self.working_day(13), channel="email")
        self._submit_and_return(returned)
        in_clearance = self.receive("in_clearance", received_on=self.working_day(10), channel="email")
        self.submit(in_clearance, NOT_RECORDED["in_clearance"], on=self.working_day(2))
        cleared = self.receive("cleared", received_on=self.received_for_due(in_days=0), channel="web")
        self.clear(self.submit(cleared, NOT_RECORDED["cleared"], on=self.working_day(3)), on=self.working_day(1))
        unclear = self.receive("awaiting_clarification", received_on=self.working_day(8), channel="email")
        clarification.ask_for_clarification(
            unclear,
            unclear="You ask for everything about maternity. We cannot tell which records you mean.",
            options="The number and cost of claims in obstetrics, by year; our reports on maternity safety; or the"
            " rules of the maternity incentive scheme. Please tell us which of these, and for which years.",
            by=self.officer,
            at=self.at(self.working_day(6), 10),
        )
        self.send_waiting(self.working_day(6))

    def _drafting(self) -> None:
        foi_request = self.receive("drafting", received_on=self.working_day(9), channel="email")
        self.triage(foi_request, "", on=self.working_day(7))
        asked = commission.commission_information(
            foi_request,
            holder="Claims data",
            asked_for="Urology claims closed in each of the last ten financial years: number, number with damages,"
            " damages paid, by primary cause.",
            asked_on=self.working_day(7),
            due_on=self.working_day(2),
            by=self.officer,
            at=self.at(self.working_day(7), 14),
        )
        commission.record_commission_answer(
            asked,
            answer="Extract attached to the e-mail of today. Cells below five are marked.",
            answered_on=self.working_day(3),
            by=self.officer,
            at=self.at(self.working_day(3), 9),
        )
        draft.start_draft(foi_request, by=self.officer, at=self.at(self.working_day(2), 15))

    def _ended_cases(self) -> None:
        withdrawn = self.receive("withdrawn", received_on=self.working_day(6), channel="email")
        cases.withdraw_request(
            withdrawn,
            reason="The requester wrote that the annual report has what he wanted.",
            by=self.officer,
            at=self.at(self.working_day(4), 12),
        )
        original = self.receive("original", received_on=self.working_day(5), channel="web")
        duplicate = self.receive("duplicate", received_on=self.working_day(6), channel="post")
        cases.merge_duplicate(duplicate, into=original, by=self.officer, at=self.at(self.working_day(3), 12))

    def _walk(
        self, name: str, *, issued: int, channel: str = "email", deliver=emails.deliver, then=None
    ) -> IssuedLetter:
        """A case answered `issued` working days ago, received fifteen working days before that."""
        foi_request = self.receive(
            name, received_on=self.working_day(issued + 15), channel="email" if channel == "email" else "post"
        )
        letter = self.answer(
            foi_request,
            missing_attribute=NOT_RECORDED[name],
            from_day=self.working_day(issued + 13),
            issued_on=self.working_day(issued),
            channel=channel,
            deliver=deliver,
        )
        return then(letter) if then else letter

    def _correct(self, letter: IssuedLetter) -> IssuedLetter:
        on = self.working_day(5)
        response = correct.start_corrected_reply(
            letter,
            reason="it named the wrong reference for the published list of codes",
            by=self.officer,
            at=self.at(on, 9),
        )
        draft.submit_draft(response, by=self.officer, at=self.at(on, 10))
        self.clear(response, on=on)
        return self.issue(response, on=on, channel="email")

    def _ask_for_review(self, name: str, letter: IssuedLetter, on: date) -> internal_review.InternalReview:
        review = internal_review.ask_for_internal_review(
            letter, grounds=CASES[name]["review"], asked_on=on, at=self.at(on, 9)
        )
        self.send_waiting(on)
        return review

    def _submit_and_return(self, foi_request: FoiRequest) -> None:
        response = self.submit(foi_request, NOT_RECORDED["returned"], on=self.working_day(4))
        clear.return_response(
            response,
            letter_hash=clear.submitted_version(response).letter_hash,
            comment="Please say that claims can be counted by specialty and cause, and offer general surgery.",
            by=self.clearer,
            at=self.at(self.working_day(2), 15),
        )

    def receive(self, name: str, *, received_on: date, channel: str) -> FoiRequest:
        """Receive one of the demonstration's requests, and send its acknowledgement."""
        told = CASES[name]
        foi_request = receive.receive_request(
            text=told["text"],
            subject=told["subject"],
            requester=receive.RequesterDetails(
                name=told["name"], email=told.get("email", ""), postal_address=told.get("postal_address", "")
            ),
            channel=channel,
            received_on=received_on,
            adjustments=told.get("adjustments", ""),
            at=self.at(received_on, 9),
            by=None if channel == "web" else self.officer,
            is_demonstration=True,
        )
        self.send_waiting(received_on)
        return foi_request

    def triage(self, foi_request: FoiRequest, missing_attribute: str, *, on: date) -> None:
        """What triage finds: not held where the request turns on something not recorded, else held."""
        findings = QuestionFindings(
            regime="foi",
            service_area="claims_management",
            information_held="not_held" if missing_attribute else "held",
            holder="Claims data",
            missing_attribute=missing_attribute,
        )
        triage.record_triage(foi_request.questions.get(), findings, by=self.officer, at=self.at(on, 10))

    def submit(self, foi_request: FoiRequest, missing_attribute: str, *, on: date) -> FoiResponse:
        """Triage, draft from the outline, fill what is open, and submit."""
        self.triage(foi_request, missing_attribute, on=on)
        response = draft.start_draft(foi_request, by=self.officer, at=self.at(on, 11))
        open_gaps = {gap.name for gap in draft.draft_letter(response, at=self.at(on, 11)).missing}
        if open_gaps:
            filled = {name: words for name, words in FIGURES.items() if name in open_gaps}
            draft.rearrange(
                response, lambda parts: parts, revision=1, typed=filled, by=self.officer, at=self.at(on, 12)
            )
            response.refresh_from_db()
        draft.submit_draft(response, by=self.officer, at=self.at(on, 13))
        return response

    def clear(self, response: FoiResponse, *, on: date) -> None:
        """Have the letter cleared by a clearer who did not draft it."""
        digest = clear.submitted_version(response).letter_hash
        clear.clear_response(response, letter_hash=digest, by=self.clearer, at=self.at(on, 14))

    def issue(self, response: FoiResponse, *, on: date, channel: str, deliver=emails.deliver) -> IssuedLetter:
        """Issue, render and send the letter."""
        letter = issue.issue_response(
            response,
            channel=channel,
            post_class="first" if channel == "post" else "",
            seen_hash=letter_hash(draft.draft_letter(response, at=self.at(on, 15))),
            by=self.officer,
            at=self.at(on, 15),
        )
        render.render_letter(letter.pk, at=self.at(on, 15))
        self.send_waiting(on, deliver=deliver)
        letter.refresh_from_db()
        return letter

    def answer(
        self,
        foi_request: FoiRequest,
        *,
        missing_attribute: str,
        from_day: date,
        issued_on: date,
        channel: str = "email",
        deliver=emails.deliver,
    ) -> IssuedLetter:
        """From triage to the letter that leaves."""
        response = self.submit(foi_request, missing_attribute, on=from_day)
        self.clear(response, on=issued_on)
        return self.issue(response, on=issued_on, channel=channel, deliver=deliver)

    def send_waiting(self, on: date, *, deliver=emails.deliver) -> None:
        """Send the mail of that day, as the worker does."""
        at = self.at(on, 17)
        for pk in OutgoingMail.objects.due(at).values_list("pk", flat=True):
            mail.send_mail(pk, at=at, deliver=deliver)
        windows.note_departures()

    def at(self, on: date, hour: int) -> datetime:
        """A moment of a day in London, and never one that lies ahead."""
        return min(datetime.combine(on, time(hour), tzinfo=LONDON), self.now)

    def working_day(self, ago: int) -> date:
        """The working day that lies so many working days before today."""
        on = self.today
        while ago:
            on -= timedelta(days=1)
            ago -= self.calendar.is_working_day(on)
        return on

    def received_for_due(self, *, in_days: int) -> date:
        """A day of receipt whose due date lies so many working days after the next working day."""
        due = self.calendar.next_working_day(self.today)
        if in_days:
            due = self.calendar.nth_working_day_after(due, in_days)
        received_on = due - timedelta(days=26)
        while self.calendar.nth_working_day_after(received_on, 20) > due:
            received_on -= timedelta(days=1)
        return received_on


FIGURES = {
    "information": "Claims in oral and maxillo facial surgery received in the last financial year: 61 (an invented"
    " figure).",
    "as_at": "31 March of this year",
    "late_reason": "We needed longer than we should have to find out what our database records.",
}
"""What the officer types into gaps where figures are held."""


def _mailbox_closed(_content: bytes, **_addresses: str) -> None:
    raise emails.CannotBeDelivered("The mail server answered 550: this mailbox is closed")
