"""The office whose doors are tried: one case at each stage, and the people who knock."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.test import Client
from django.utils import timezone

from accounts.models import Role
from codes.models import Code
from foirequests.actions import mail
from foirequests.actions.notices import raise_notice
from foirequests.models import FoiRequest, Notice, OutgoingMail
from foirequests.portal_links import link_token
from responses.actions import internal_review, review_conduct
from responses.models import TextBlock
from tests import factories
from tests.dates import day, moment
from tests.office import member

PERSONS = ("nobody", "this link", "another's link", "officer", "clearer", "deputy director")


@dataclass
class Doors:
    """The people, each with a browser of their own, and what the addresses are filled with."""

    clients: dict[str, Client]
    things: SimpleNamespace

    def knock(self, person: str, address: str) -> int:
        """The status that the person gets for the address."""
        return self.clients[person].get(address).status_code


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
    clients = {person: Client(HTTP_HOST="testserver") for person in PERSONS}
    for person, somebody in (("officer", officer), ("clearer", clearer), ("deputy director", director)):
        clients[person].force_login(somebody)
    for person, foi_request in (("this link", issued.foi_request), ("another's link", other)):
        clients[person].get(f"/r/{token_of(foi_request)}")
    things = SimpleNamespace(
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
    return Doors(clients, things)


def token_of(foi_request: FoiRequest) -> str:
    """The private link that the acknowledgement of a case carried."""
    acknowledgement = OutgoingMail.objects.get(message__foi_request=foi_request, message__kind="acknowledgement")
    return link_token(acknowledgement.rfc_message_id)
