"""What the record knows of a case, against which its letter is judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from codes.domain.working_days import WorkingDayCalendar
from foirequests.domain.cost_limit import Estimate
from responses.domain import clock_letters
from responses.domain.provisions import Provision
from responses.domain.reviewed_grounds import Named

REPLY, CORRECTED_REPLY, REVIEW_OUTCOME = "reply", "corrected_reply", "review_outcome"
REVIEW_ACKNOWLEDGEMENT = "review_acknowledgement"
REPLIES = frozenset({REPLY, CORRECTED_REPLY})
"""Kinds of letter that answer the request; those of the clock are `clock_letters.KINDS`."""

ACKNOWLEDGEMENTS = frozenset({clock_letters.ACKNOWLEDGEMENT, REVIEW_ACKNOWLEDGEMENT})


@dataclass(frozen=True)
class LinkState:
    """What the last check of a web address found: on which day, whether it is alive, whether a viewer wraps it."""

    checked_on: date
    alive: bool
    wrapper: bool = False


@dataclass(frozen=True)
class Regulator:
    """Who decides complaints, from the dated settings: every name by which a letter may call it, and where it is.

    `places` are the first line of its postal address and the page for complaints: one of them has to be printed.
    """

    names: tuple[str, ...] = ("Information Commissioner",)
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseFacts:
    """The record of one case on the day on which its letter leaves.

    `kind` is the kind of letter; `regime` that of the case (`foi` or `eir`). `received_on` and `due_on` are the clock's
    (None: it is stopped), `subject` what the case is about (empty where nobody has said it), `leaves_on` the day of
    issue, or today while the letter is a draft. `review_length` in `review_unit` is the office's window for an internal
    review, `code_days` the working days of the Code of Practice, `powers` those that open an exemption
    (`offer.OPENED_BY`), `limit_pounds` the cost limit of section 12 and `pounds_an_hour` its flat rate, `organisation`
    what the requester belongs to as far as their address says. `links` are the states of web addresses, None where the
    office checks none; of a letter that `has_left`, what nobody looked at since says nothing.
    `passed_files` are the digests of files that may be released.
    `estimate` is what the case's own estimate of cost comes to now, without lines where all were removed; None where
    nobody made one, the letter needs none or has left.
    `notice_by` is the last day for a notice of the clock, the dates after it what that notice announces; `grounds`
    what an extension stands on. `reply_was_late` says that the reply under review left after its last day,
    `reviewed_provisions` are the codes that it relied on, `reviewed_grounds` its grounds by question and provision,
    `review_result` is what the reviewer decided.
    """

    kind: str
    regime: str
    reference: str
    requester: str
    received_on: date
    leaves_on: date
    due_on: date | None = None
    subject: str = ""
    questions: Mapping[int, str] = field(default_factory=dict)
    preferred_format: str = ""
    review_length: int = 40
    review_unit: str = "working_days"
    code_days: int = 40
    reviewer_name: str = ""
    reviewer_mailbox: str = ""
    regulator: Regulator = field(default_factory=Regulator)
    organisation: str = ""
    powers: frozenset[str] = frozenset()
    limit_pounds: int = 450
    limit_hours: int = 18
    pounds_an_hour: int = 25
    links: Mapping[str, LinkState] | None = None
    has_left: bool = False
    passed_files: frozenset[str] = frozenset()
    estimate: Estimate | None = None
    notice_by: date | None = None
    extended_to: date | None = None
    extension_limit: date | None = None
    clarify_by: date | None = None
    pay_by: date | None = None
    calendar: WorkingDayCalendar | None = None
    grounds: tuple[Provision, ...] = ()
    review_asked_on: date | None = None
    review_due_on: date | None = None
    reply_was_late: bool = False
    reviewed_provisions: frozenset[str] = frozenset()
    reviewed_grounds: frozenset[Named] = frozenset()
    review_result: str = ""

    @property
    def review_period(self) -> str:
        """The office's window as letters say it: `28 days`, `40 working days`."""
        unit = "working days" if self.review_unit == "working_days" else "days"
        return f"{self.review_length} {unit}"

    @property
    def window_is_shorter_than_code(self) -> bool:
        """Whether the window ends before the Code's (a calendar day is never longer than a working day)."""
        return self.review_length < self.code_days or (
            self.review_unit == "calendar_days" and self.review_length * 5 < self.code_days * 7
        )

    @property
    def is_late(self) -> bool:
        """Whether the letter leaves after the last day for the reply."""
        return self.due_on is not None and self.leaves_on > self.due_on
