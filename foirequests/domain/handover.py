"""What another team of the authority deals with: which kinds there are, and by when the team owes a first answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from codes.domain.working_days import WorkingDayCalendar
from foirequests.domain.errors import Refused
from foirequests.domain.months import day_some_months_later
from foirequests.domain.reading import kinds
from foirequests.domain.time_limits import complaint_acknowledged_by

COMPLAINT_WORKING_DAYS = 3
"""To acknowledge a complaint: SI 2009/309 regulation 13(3)."""

CLAIM_DAYS = 14
"""To acknowledge a letter of claim: Pre-Action Protocol for the Resolution of Clinical Disputes."""

HEALTH_RECORD_DAYS = 40
"""To give access to the health record of a person who has died: Access to Health Records Act 1990 section 3(5)(b)."""


@dataclass(frozen=True)
class Matter:
    """A kind of message that another team deals with.

    `setting` is the field of the setting that names the team; `regime` the law that a case of this kind stands under;
    `duty` and `provision` say what the team owes first, and why.
    """

    name: str
    setting: str
    regime: str
    duty: str
    provision: str
    last_day: Callable[[date, WorkingDayCalendar], date]
    """From the day of receipt, by the working days of England and Wales."""


MATTERS = {
    kinds.SAR: Matter(
        "Subject access request",
        "subject_access",
        kinds.SAR,
        "Reply",
        "one month after receipt: UK GDPR Article 12A",
        lambda received_on, calendar: calendar.next_working_day(day_some_months_later(received_on, 1)),
    ),
    kinds.AHRA: Matter(
        "Health records of a person who has died",
        "health_records",
        kinds.AHRA,
        "Access",
        "40 days after receipt: Access to Health Records Act 1990 section 3(5)",
        lambda received_on, _calendar: received_on + timedelta(days=HEALTH_RECORD_DAYS),
    ),
    kinds.DP_COMPLAINT: Matter(
        "Data protection complaint",
        "data_protection_complaints",
        kinds.DP_COMPLAINT,
        "Acknowledgement",
        "30 days beginning with receipt: Data Protection Act 2018 section 164A",
        lambda received_on, _calendar: complaint_acknowledged_by(received_on).safe,
    ),
    kinds.COMPLAINT: Matter(
        "Complaint",
        "complaints",
        kinds.ROUTINE,
        "Acknowledgement",
        "3 working days after receipt: SI 2009/309 regulation 13(3)",
        lambda received_on, calendar: calendar.nth_working_day_after(received_on, COMPLAINT_WORKING_DAYS),
    ),
    kinds.CLAIM: Matter(
        "Claim or legal correspondence",
        "claims",
        kinds.ROUTINE,
        "Acknowledgement",
        "14 days after receipt: Pre-Action Protocol for the Resolution of Clinical Disputes",
        lambda received_on, _calendar: received_on + timedelta(days=CLAIM_DAYS),
    ),
}
"""By kind of the reading; those, and no others, are for their team alone."""


class ForAnotherTeam(Refused):
    """No reply is drafted while a question waits to be handed over: `number` is its number, `matter` what it is."""

    def __init__(self, number: int, matter: str) -> None:
        super().__init__(
            f"Question {number} is for another team ({matter[:1].lower()}{matter[1:]}). Hand it over before you start"
            " the draft."
        )


def subject_of_handover(kind: str) -> str:
    """What a case is called from the hand-over on, by everybody: its own subject would say who asks for what."""
    return f"{MATTERS[kind].name}, handed over"
