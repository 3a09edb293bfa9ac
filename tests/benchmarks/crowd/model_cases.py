"""The model cases: each kind of case, walked through the acts that people use, each at its own moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import time_machine
from django.utils import timezone

from accounts.models import StaffMember
from codes.models import Code
from codes.models.code_lists import ListName
from foirequests.actions import cases, clarification, commission, correspondence, mail, notices, receive, triage
from foirequests.domain.triage import QuestionFindings
from foirequests.models import FoiRequest, Notice
from responses.actions import (
    appeals,
    clear,
    decision_notices,
    draft,
    internal_review,
    issue,
    posting,
    regulator,
    regulator_letters,
    render,
    review_conduct,
    windows,
)
from responses.models import FoiResponse, IssuedLetter, TribunalAppeal
from tests.benchmarks.crowd import words
from tests.dates import day
from tests.factories import at as moment_of

MONDAY = day("Mon 5 June 2023")
HOLDER = "Claims data"


@dataclass(frozen=True)
class Staff:
    """Who acts in the model cases; copies are spread over everybody of the same role."""

    officer: StaffMember
    clearer: StaffMember
    reviewer: StaffMember
    director: StaffMember


class Walk:
    """One model case, received on `on`; moments are so many days after it, and the clock is put there."""

    def __init__(self, staff: Staff, on: date, traveller: time_machine.Traveller) -> None:
        self.staff, self.on, self.traveller = staff, on, traveller

    def at(self, days: int, hour: int = 10) -> datetime:
        """The moment so many days after receipt; from now on it is then."""
        then = moment_of(self.on + timedelta(days=days), hour)
        self.traveller.move_to(then)
        return then

    def received(self, channel: str = "email", days: int = 0) -> FoiRequest:
        """Received and acknowledged."""
        post = channel == "post"
        moment = self.at(days)
        case = receive.receive_request(
            text=words.TEXT,
            subject=words.SUBJECT,
            requester=receive.RequesterDetails(
                name=words.NAME, email="" if post else words.EMAIL, postal_address=words.ADDRESS if post else ""
            ),
            channel=channel,
            received_on=self.on + timedelta(days=days),
            at=moment,
            by=None if channel == "web" else self.staff.officer,
        )
        if channel == "web":
            cases.assign_cases([case], owner=self.staff.officer, by=self.staff.director, at=self.at(days, 11))
        self.mail_leaves(days)
        return case

    def mail_leaves(self, days: int, deliver: Callable[..., None] = lambda content, **addresses: None) -> None:
        """The mail of that day is taken by the server."""
        mail.send_due_mail(at=self.at(days, 17), deliver=deliver)
        windows.note_departures()

    def triaged(self, channel: str = "email", held: str = "not_held") -> FoiRequest:
        """Triaged two days after receipt."""
        case = self.received(channel)
        findings = QuestionFindings(
            regime="foi",
            service_area="claims_management",
            information_held=held,
            holder=HOLDER,
            missing_attribute="the type of procedure" if held == "not_held" else "",
        )
        codes = [Code.objects.nameable().on_list(name).first() for name in ListName.values]
        triage.record_triage(case.questions.get(), findings, codes=codes, by=self.staff.officer, at=self.at(2))
        return case

    def drafted(self, case: FoiRequest, days: int = 3) -> FoiResponse:
        """Drafted from the proposed outline, with its gaps filled."""
        response = draft.start_draft(case, by=self.staff.officer, at=self.at(days, 11))
        gaps = {gap.name: words.TYPED for gap in draft.draft_letter(response, at=self.at(days, 11)).missing}
        if gaps:
            draft.rearrange(
                response, lambda parts: parts, revision=1, typed=gaps, by=self.staff.officer, at=self.at(days, 12)
            )
            response.refresh_from_db()
        return response

    def submitted(self, case: FoiRequest, days: int = 4) -> FoiResponse:
        """Waiting for clearance."""
        response = self.drafted(case, days - 1)
        draft.submit_draft(response, by=self.staff.officer, at=self.at(days, 13))
        return response

    def cleared(self, case: FoiRequest, days: int = 6) -> FoiResponse:
        """Ready to be issued."""
        response = self.submitted(case, days - 2)
        self.clears(response, self.staff.clearer, days)
        return response

    def clears(self, response: FoiResponse, person: StaffMember, days: int) -> None:
        """Somebody clears the text as it was submitted."""
        digest = clear.submitted_version(response).letter_hash
        clear.clear_response(response, letter_hash=digest, by=person, at=self.at(days, 14))

    def issued(self, case: FoiRequest, days: int = 14, deliver: Callable[..., None] | None = None) -> IssuedLetter:
        """Issued, rendered, and on its way."""
        return self.issues(self.cleared(case, days - 1), self.staff.officer, days, deliver)

    def issues(
        self, response: FoiResponse, by: StaffMember, days: int, deliver: Callable[..., None] | None = None
    ) -> IssuedLetter:
        """A cleared letter leaves."""
        post = not response.foi_request.requester.can_be_emailed
        letter = issue.issue_response(
            response,
            channel="post" if post else "email",
            post_class="first" if post else "",
            by=by,
            at=self.at(days, 15),
        )
        render.render_letter(letter.pk, at=self.at(days, 16))
        self.mail_leaves(days, **({"deliver": deliver} if deliver else {}))
        letter.refresh_from_db()
        return letter

    def posted(self, days: int = 14) -> IssuedLetter:
        """A reply on paper, posted on the day of issue."""
        letter = self.issued(self.triaged("post"), days)
        acknowledgement = letter.foi_request.messages.get(kind="acknowledgement")
        on = self.on + timedelta(days=days)
        correspondence.record_message_posted(acknowledgement, posted_on=on, by=self.staff.officer, at=self.at(days, 17))
        posting.record_posting(letter, posted_on=on, post_class="first", by=self.staff.officer, at=self.at(days, 18))
        letter.refresh_from_db()
        return letter

    def window_passes(self, letter: IssuedLetter) -> FoiRequest:
        """Nobody asked for an internal review in time; the notice about it is put away."""
        days = (letter.review_by - self.on).days + 1
        windows.close_review_windows(at=self.at(days, 1))
        self.notices_are_seen(letter.foi_request, days)
        return letter.foi_request

    def notices_are_seen(self, case: FoiRequest, days: int) -> None:
        """The officer puts the notices of the case away."""
        for notice in Notice.objects.filter(foi_request=case):
            notices.mark_seen(notice, by=self.staff.officer, at=self.at(days, 9))

    def review_asked(self, days: int = 24) -> internal_review.InternalReview:
        """The requester asks for an internal review in time."""
        letter = self.issued(self.triaged())
        review = internal_review.ask_for_internal_review(
            letter, grounds=words.TYPED, asked_on=self.on + timedelta(days=days), at=self.at(days, 9)
        )
        self.mail_leaves(days)
        return review

    def review_allocated(self) -> internal_review.InternalReview:
        """The review is with somebody who had no part in the reply."""
        review = self.review_asked()
        return review_conduct.allocate_review(
            review, reviewer=self.staff.reviewer, by=self.staff.director, at=self.at(26, 9)
        )

    def reviewed(self) -> FoiRequest:
        """The outcome of the review is issued, and the window of the first letter has passed."""
        review = self.review_allocated()
        letter = review.letter
        response = review_conduct.draft_review_outcome(
            review, outcome="not_upheld", by=self.staff.reviewer, at=self.at(28, 9)
        )
        gaps = {gap.name: words.TYPED for gap in draft.draft_letter(response, at=self.at(28, 9)).missing}
        draft.rearrange(
            response, lambda parts: parts, revision=1, typed=gaps, by=self.staff.reviewer, at=self.at(28, 10)
        )
        response.refresh_from_db()
        draft.submit_draft(response, by=self.staff.reviewer, at=self.at(28, 13))
        self.clears(response, self.staff.director, 29)
        self.issues(response, self.staff.reviewer, 30)
        letter.refresh_from_db()
        return self.window_passes(letter)

    def decided_by_the_regulator(self) -> FoiRequest:
        """The regulator was answered and decided; the tribunal dismissed our appeal, and the steps were taken."""
        case, by = self.window_passes(self.issued(self.triaged())), self.staff.officer
        told = (timezone.localdate() - self.on).days + 2

        def on(days: int) -> date:
            return self.on + timedelta(days=told + days)

        complaint = regulator.record_complaint(
            case, regulator.Particulars(on(0), words.COMPLAINT, matters=["held"]), by=by, at=self.at(told)
        )
        wanted = {"kind": "investigation", "sent_on": on(1), "answer_by": on(15), "asks": words.TYPED}
        asked = regulator_letters.record_letter(complaint, **wanted, by=by, at=self.at(told + 1))
        regulator_letters.record_answer(asked, answered_on=on(9), by=by, at=self.at(told + 9))
        notice = decision_notices.record_notice(
            complaint,
            decision_notices.Decided(on(60), {"held": "upheld"}, steps=words.TYPED, steps_days=35),
            by=by,
            at=self.at(told + 60),
        )
        ours = TribunalAppeal.Side.AUTHORITY
        appeal = appeals.record_appeal(notice, side=ours, lodged_on=on(70), by=by, at=self.at(told + 70))
        dismissed = appeals.Judged(on(130), TribunalAppeal.Outcome.DISMISSED)
        appeals.decide_appeal(appeal, dismissed, by=by, at=self.at(told + 130))
        notice.refresh_from_db()
        decision_notices.take_steps(notice, taken_on=on(132), by=by, at=self.at(told + 132))
        self.notices_are_seen(case, told + 133)
        return case

    def clarified(self) -> FoiRequest:
        """Clarification asked for and given."""
        case = self.waiting_for_clarification()
        clarification.record_clarification(
            case,
            text=words.TYPED,
            received_on=self.on + timedelta(days=8),
            channel="email",
            by=self.staff.officer,
            at=self.at(8),
        )
        return case

    def waiting_for_clarification(self) -> FoiRequest:
        """The clock stands still."""
        case = self.triaged()
        clarification.ask_for_clarification(
            case, unclear=words.TYPED, options=words.TYPED, by=self.staff.officer, at=self.at(3)
        )
        self.mail_leaves(3)
        return case

    def commissioned(self) -> FoiRequest:
        """A team was asked and has not answered."""
        case = self.triaged(held="held")
        commission.commission_information(
            case,
            holder=HOLDER,
            asked_for=words.TYPED,
            asked_on=self.on + timedelta(days=2),
            due_on=self.on + timedelta(days=9),
            by=self.staff.officer,
            at=self.at(2, 14),
        )
        return case

    def provided(self) -> FoiRequest:
        """The team answered."""
        case = self.commissioned()
        commission.record_commission_answer(
            case.commissions.get(),
            answer=words.TYPED,
            answered_on=self.on + timedelta(days=8),
            by=self.staff.officer,
            at=self.at(8),
        )
        return case
