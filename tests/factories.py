"""Cases made by the same acts that people use, so that no test holds a case in a state the law forbids."""

from datetime import date, datetime, time, timedelta

from accounts.models import StaffMember
from foirequests.actions import mail
from foirequests.actions.receive import RequesterDetails, receive_request
from foirequests.actions.triage import record_triage
from foirequests.domain.triage import QuestionFindings
from foirequests.models import FoiRequest
from responses.actions import render, windows
from responses.actions.clear import clear_response, submitted_version
from responses.actions.draft import rearrange, start_draft, submit_draft
from responses.actions.issue import issue_response
from responses.models import FoiResponse, IssuedLetter
from tests.dates import LONDON, day

JANUARY_REQUEST = (
    "I wonder if NHS Resolution have any claims data that can be looked at by procedure. We are often asked about"
    " safety measures within independent healthcare and wondered if it would be possible to look at say the top ten"
    " elective procedures by NHS delivered and IS delivered care – anonymized of course. I appreciate that there are"
    " all sorts of issues with case mix adjustment so any data would need to be treated with caution – but it might be"
    " interesting to look at?"
)


def at(on: date, hour: int = 10) -> datetime:
    """A moment of a day in London."""
    return datetime.combine(on, time(hour), tzinfo=LONDON)


def a_request(
    *,
    by: StaffMember | None,
    received_on: date = day("Thu 5 January 2023"),
    text: str = JANUARY_REQUEST,
    email: str = "rowan.ellery@requesters.example",
    postal_address: str = "",
    name: str = "Rowan Ellery",
    channel: str = "email",
    recorded_at: datetime | None = None,
) -> FoiRequest:
    """A request, received and acknowledged."""
    return receive_request(
        text=text,
        requester=RequesterDetails(name=name, email=email, postal_address=postal_address),
        channel=channel,
        received_on=received_on,
        at=recorded_at or at(received_on),
        by=by,
    )


def a_triaged_request(*, by: StaffMember, held: str = "not_held", **kwargs) -> FoiRequest:
    """A request whose question turns on something that the claims database does not record."""
    foi_request = a_request(by=by, **kwargs)
    triaged(foi_request, by=by, moment=at(foi_request.received_on, 11), held=held)
    return foi_request


def triaged(foi_request: FoiRequest, *, by: StaffMember, moment: datetime, held: str = "not_held") -> None:
    """Triage a case of one question."""
    findings = QuestionFindings(
        regime="foi",
        service_area="claims_management",
        information_held=held,
        holder="Claims data team",
        missing_attribute="the type of procedure" if held == "not_held" else "",
    )
    record_triage(foi_request.questions.get(), findings, by=by, at=moment)


def a_draft(*, by: StaffMember, **kwargs) -> FoiResponse:
    """A reply drafted from the outline that triage proposes, with nothing left to fill."""
    foi_request = a_triaged_request(by=by, **kwargs)
    return start_draft(foi_request, by=by, at=at(foi_request.received_on, 12))


def a_submitted_response(*, by: StaffMember, **kwargs) -> FoiResponse:
    """A reply waiting for clearance."""
    foi_response = a_draft(by=by, **kwargs)
    submit_draft(foi_response, by=by, at=at(foi_response.foi_request.received_on, 13))
    return foi_response


def a_cleared_response(*, by: StaffMember, clearer: StaffMember, **kwargs) -> FoiResponse:
    """A reply that may be issued."""
    foi_response = a_submitted_response(by=by, **kwargs)
    version = submitted_version(foi_response)
    clear_response(
        foi_response, letter_hash=version.letter_hash, by=clearer, at=at(foi_response.foi_request.received_on, 14)
    )
    return foi_response


def an_issued_letter(
    *, by: StaffMember, clearer: StaffMember, issued_on: date | None = None, channel: str = "email", **kwargs
) -> IssuedLetter:
    """A reply issued and rendered; by e-mail its message waits to be sent."""
    foi_response = a_cleared_response(by=by, clearer=clearer, **kwargs)
    on = issued_on or foi_response.foi_request.received_on + timedelta(days=7)
    letter = issue_response(
        foi_response, channel=channel, post_class="first" if channel == "post" else "", by=by, at=at(on)
    )
    render.render_letter(letter.pk, at=at(on))
    letter.refresh_from_db()
    return letter


def typed(foi_response: FoiResponse, *, by: StaffMember, moment: datetime, **values: str) -> None:
    """Fill gaps of a draft as an officer types them."""
    copy = foi_response.working_copy
    rearrange(foi_response, lambda parts: parts, revision=copy.revision, typed=values, by=by, at=moment)
    foi_response.working_copy.refresh_from_db()


def a_sent_letter(**kwargs) -> IssuedLetter:
    """A reply issued, rendered, and taken by the mail server on the day of issue."""
    return sent(an_issued_letter(**kwargs))


def sent(letter: IssuedLetter) -> IssuedLetter:
    """The letter, taken by the mail server on the day of issue."""
    mail.send_mail(letter.message.mail.pk, at=letter.issued_at, deliver=lambda content, **addresses: None)
    windows.note_departures()
    letter.refresh_from_db()
    return letter
