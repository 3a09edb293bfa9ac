"""The office whose doors are tried: one case at each stage, and the people who knock."""

import re
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from django.test import Client
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.models import BankHoliday, Code, Exemption
from codes.models.organisation import DatedSetting
from foirequests.actions import cases, clarification, commission, cost, mail
from foirequests.actions.calendar import take_in_new_holidays
from foirequests.actions.correspondence import IncomingFile, keep_incoming_message
from foirequests.actions.notices import raise_notice
from foirequests.models import FoiRequest, Notice, OutgoingMail
from foirequests.portal_links import link_token
from responses.actions import (
    appeals,
    decision_notices,
    decisions,
    internal_review,
    public_interest,
    regulator,
    regulator_letters,
    review_conduct,
)
from responses.actions.decision_notices import Decided
from responses.actions.regulator import Particulars
from responses.actions.wording import propose_wording
from responses.domain.decisions import DISCLOSURE, MAINTAINING, Factor
from responses.models import TextBlock
from tests import factories
from tests.dates import day, moment
from tests.office import member

TABLE = Path(__file__).with_name("doors.txt")
PERSONS = ("nobody", "this link", "another's link", "officer", "clearer", "deputy director")


@dataclass
class Doors:
    """The people (staff, or the private link by which somebody came), and what the addresses are filled with."""

    staff: dict[str, StaffMember]
    links: dict[str, str]
    things: SimpleNamespace

    def thing(self, path: str) -> object:
        """A fact of the office by its path: `case.reference`."""
        found = self.things
        for name in path.split("."):
            found = getattr(found, name)
        return found

    def filled(self, address: str) -> str:
        """An address of the table with the office's own keys in it."""
        return re.sub(r"\{([\w.]+)\}", lambda found: str(self.thing(found[1])), address)

    def knock(self, person: str, address: str) -> int:
        """The status that the person gets for the address, in a browser that has been nowhere else."""
        client = Client()
        if person in self.staff:
            client.force_login(self.staff[person])
        if person in self.links:
            client.get(f"/r/{self.links[person]}")
        return client.get(address).status_code


def rows() -> list[tuple[str, str, tuple[int, ...]]]:
    """The table: pattern, address, statuses."""
    found = []
    for line in TABLE.read_text().splitlines():
        if not line.startswith("#"):
            pattern, address, *statuses = line.split()
            found.append((pattern, address, tuple(map(int, statuses))))
    return found


def furnish() -> Doors:
    """Make the office, through the acts that people use."""
    officer, clearer = member("Olive Officer", Role.OFFICER), member("Clem Clearer", Role.CLEARER)
    director, reviewer = member("Dee Director", Role.DEPUTY_DIRECTOR), member("Rita Reviewer", Role.CLEARER)
    issued = factories.an_issued_letter(by=officer, clearer=clearer, email="this@requesters.example")
    other = factories.a_request(by=officer, email="another@requesters.example")
    drafting = factories.a_draft(by=officer, email="drafting@requesters.example")
    waiting = factories.a_submitted_response(by=officer, email="waiting@requesters.example")
    cleared = factories.a_cleared_response(by=officer, clearer=clearer, email="cleared@requesters.example")
    review = internal_review.ask_for_internal_review(
        issued,
        grounds="Please look again.",
        asked_on=day("Fri 20 January 2023"),
        at=moment("Fri 20 January 2023 09:00"),
    )
    review_conduct.allocate_review(review, reviewer=reviewer, by=director, at=moment("Mon 23 January 2023 09:00"))
    mail.send_due_mail(at=timezone.now())
    raise_notice(other, Notice.Kind.OVERDUE, concerns_on=day("Thu 2 February 2023"), at=timezone.now())
    today = timezone.localdate()
    unclear = factories.a_request(by=officer, email="unclear@requesters.example")
    clarification.ask_for_clarification(
        unclear, unclear="Which years?", options="2020 or 2021", by=officer, at=moment("Fri 6 January 2023 10:00")
    )
    withdrawn = factories.a_request(by=officer, email="withdrawn@requesters.example")
    cases.withdraw_request(withdrawn, reason="By telephone", by=officer, at=timezone.now())
    by_post = factories.a_request(by=officer, email="", postal_address="1 High Street\nLeeds")
    commissioned = commission.commission_information(
        other,
        holder="Claims data",
        asked_for="Is it recorded?",
        asked_on=today,
        due_on=today,
        by=officer,
        at=timezone.now(),
    )
    note = IncomingFile(name="note.txt", media_type="text/plain", content=b"As discussed.")
    came = keep_incoming_message(
        issued.foi_request,
        kind="message",
        text="See the file.",
        happened_at=timezone.now(),
        by=officer,
        channel="email",
        files=[note],
    )
    proposal = propose_wording(
        slug="proposed",
        kind="closing",
        title="Proposed",
        body="Proposed.",
        valid_from=today,
        source="A test",
        reason="A test",
        by=officer,
        at=timezone.now(),
    )
    work = {"activity": "locate", "unit": "claim files", "units": 100, "minutes": 3, "people": 1, "basis": "A sample"}
    ground = decisions.apply_ground(
        drafting,
        drafting.foi_request.questions.get(),
        Exemption.objects.get(code="s43(2)"),
        information="The target",
        by=officer,
        at=timezone.now(),
    )
    weighed = [Factor(DISCLOSURE, "Public money is spent."), Factor(MAINTAINING, "Offers would be timed.")]
    public_interest.weigh(ground, factors=weighed, balance=MAINTAINING, by=officer, at=timezone.now())
    complaint, decided, appeal = complaints(issued.foi_request, officer)
    things = SimpleNamespace(
        complaint=complaint,
        asked=complaint.letters.get(),
        decided=decided,
        appeal=appeal,
        ground=ground,
        cost_line=cost.save_line(drafting.foi_request, fields=work, by=officer, at=timezone.now()),
        holiday=BankHoliday.objects.in_force()[0],
        calendar_change=take_in_new_holidays(at=timezone.now()),
        setting=DatedSetting.objects.filter(verified_on__isnull=True)[0],
        unclear=unclear,
        withdrawn=withdrawn,
        by_post=by_post,
        sheet=by_post.messages.get(kind="acknowledgement"),
        commission=commissioned,
        file=came.files.get(),
        proposal=proposal,
        issued=issued,
        case=issued.foi_request,
        other=other,
        drafting=drafting,
        waiting=waiting,
        cleared=cleared,
        review=review,
        block=TextBlock.objects.order_by("pk")[0],
        code=Code.objects.order_by("pk")[0],
        notice=Notice.objects.order_by("pk")[0],
        request_message=issued.foi_request.messages.get(kind="request"),
        reply_message=issued.foi_request.messages.get(kind="reply"),
        token=token_of(issued.foi_request),
    )
    return Doors(
        staff={"officer": officer, "clearer": clearer, "deputy director": director},
        links={"this link": token_of(issued.foi_request), "another's link": token_of(other)},
        things=things,
    )


def complaints(case: FoiRequest, officer: StaffMember):
    """A complaint to the regulator that waits for an answer; one that was decided; and the appeal against that."""
    told_on, now = day("Mon 6 February 2023"), timezone.now()
    complaint = regulator.record_complaint(
        case, Particulars(told_on, "IC-1", ["time"], ["s43(2)"], "It came late."), by=officer, at=now
    )
    regulator_letters.record_letter(
        complaint, kind="investigation", sent_on=told_on, answer_by=day("Mon 6 March 2023"), by=officer, at=now
    )
    decided = regulator.record_complaint(case, Particulars(told_on, "IC-2", ["held"], ["s42"]), by=officer, at=now)
    notice = decision_notices.record_notice(
        decided,
        Decided(day("Tue 6 June 2023"), {"held": "upheld", "s42": "not_upheld"}, steps="Search.", steps_days=30),
        by=officer,
        at=now,
    )
    appeal = appeals.record_appeal(notice, side="requester", lodged_on=notice.given_on, by=officer, at=now)
    return complaint, decided, appeal


def token_of(foi_request: FoiRequest) -> str:
    """The private link that the acknowledgement of a case carried."""
    acknowledgement = OutgoingMail.objects.get(message__foi_request=foi_request, message__kind="acknowledgement")
    return link_token(acknowledgement.rfc_message_id)
