"""A case of the demonstration that another team deals with, and somebody who works in that team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.actions.staff import set_teams
from codes.models.organisation import office_on
from foirequests.actions.handover import hand_over
from foirequests.domain.reading.kinds import SAR

if TYPE_CHECKING:
    from responses.demonstration.office import DemonstrationOffice


def walk_handed_over_case(office: DemonstrationOffice) -> None:
    """Somebody asks for their own records: the team for subject access has the case; the second clearer works in it."""
    team = office_on(office.today).handover_teams.subject_access
    set_teams(office.second_clearer, [team])
    foi_request = office.receive("own_records", received_on=office.working_day(4), channel="email")
    hand_over(
        foi_request,
        questions=list(foi_request.questions.all()),
        kind=SAR,
        team=team,
        by=office.officer,
        at=office.at(office.working_day(3), 10),
    )
    office.send_waiting(office.working_day(3))
