"""The office's own facts: what each dated setting means, its fields, and what may be said in them.

A setting is declared here once; forms, validation, storage and `Office` all follow from the declaration.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from codes.domain.errors import Refused
from codes.domain.setting_fields import choice, day, email, lines, number, read_field, text, web_address, written


@dataclass(frozen=True, kw_only=True)
class Authority:
    """The public authority that this office answers for."""

    name: str = text("Name as letters print it")
    short_name: str = text("Short name")


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """What stands at the head of today's letters."""

    name: str = text("Name at the head of the letter")
    logo_file: str = text("Logo file", hint="Name of a file in the office's files; empty for none.", optional=True)
    address: tuple[str, ...] = lines("Postal address")
    mailbox: str = email("Mailbox")
    telephone: str = text("Telephone", optional=True)
    website: str = web_address("Website", optional=True)


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Who signs replies: a role, with a name only where the office wants one printed."""

    role: str = text("Role")
    name: str = text("Name", optional=True)


@dataclass(frozen=True, kw_only=True)
class Reviewer:
    """Whom a requester writes to for an internal review: a role, not a person, wherever possible."""

    role: str = text("Role")
    name: str = text("Name", hint="Leave empty: a role outlives the person who holds it.", optional=True)
    mailbox: str = email("Mailbox", hint="A role's mailbox rather than a person's.", optional=True)
    address: tuple[str, ...] = lines("Postal address", optional=True)

    def __post_init__(self) -> None:
        if not self.mailbox and not self.address:
            raise Refused("Enter a mailbox or a postal address, so that people know where to ask for a review.")


@dataclass(frozen=True, kw_only=True)
class ReviewWindow:
    """How long after receiving a reply a requester may ask for an internal review.

    `days` in `unit`; `code_days` is the Code's own window in working days (section 45 Code of Practice, part 5).
    """

    days: int = number("Days", 1, 365)
    unit: str = choice("Counted in", {"calendar_days": "calendar days", "working_days": "working days"})
    code_days: int = number("Working days that the Code of Practice expects", 1, 120)


@dataclass(frozen=True, kw_only=True)
class Regulator:
    """The regulator to whom a requester may complain (FOIA s.50, EIR reg.18)."""

    name: str = text("Name", hint="The Information Commissioner, or its successor in law.")
    office_name: str = text("Name of its office")
    address: tuple[str, ...] = lines("Postal address")
    url: str = web_address("Website")
    complaint_url: str = web_address("Page for complaints", optional=True)
    statutory_label: str = text("Name in the Act")


@dataclass(frozen=True, kw_only=True)
class LetterLayout:
    """How a letter looks: `plain` as in January 2023 (text only), `letterhead` as today."""

    layout: str = choice(
        "Layout",
        {
            "plain": "plain: no letterhead, reference, addressee, signature or page number",
            "letterhead": "letterhead: letterhead, date, reference, addressee, signatory and page numbers",
        },
    )


@dataclass(frozen=True, kw_only=True)
class ReferenceSeries:
    """How cases are numbered: `FOI_` and four digits give `FOI_0001`."""

    prefix: str = text("Prefix")
    digits: int = number("Digits", 1, 9)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,14}", self.prefix):
            raise Refused("The prefix starts with a letter and has letters, digits, _ and - only, 15 at most.")

    def reference(self, serial: int) -> str:
        """The reference of the case with this serial number."""
        return f"{self.prefix}{serial:0{self.digits}d}"


@dataclass(frozen=True, kw_only=True)
class DeemedReceipt:
    """When a letter counts as received, unless we know better: policy, not law.

    E-mail in days after sending; post in working days of England and Wales after posting (by analogy with the
    Interpretation Act 1978 s.7 and CPR 6.26).
    """

    email: int = number("By e-mail: days after it is sent", 0, 10)
    first_class: int = number("First class post: working days after posting", 1, 20)
    second_class: int = number("Second class post: working days after posting", 1, 20)


@dataclass(frozen=True, kw_only=True)
class RequestAddress:
    """Where the public may write with a request."""

    address: tuple[str, ...] = lines("Postal address")
    mailbox: str = email("Mailbox")


@dataclass(frozen=True, kw_only=True)
class Acknowledgement:
    """How soon a request is acknowledged."""

    working_days: int = number("Working days after receipt", 1, 20)


@dataclass(frozen=True, kw_only=True)
class ClarificationLapse:
    """How long we wait for clarification before the request is treated as lapsed (section 45 Code, practice)."""

    months: int = number("Months after we asked", 1, 24)


@dataclass(frozen=True, kw_only=True)
class InformationNotice:
    """The least time that an information notice of the regulator leaves us: that to appeal against it (FOIA s.51)."""

    days: int = number("Calendar days after the notice was sent, at least", 1, 120)


@dataclass(frozen=True, kw_only=True)
class ProclaimedTo:
    """The last day whose bank holidays are proclaimed; later due dates are provisional."""

    day: date = day("Last day")


@dataclass(frozen=True, kw_only=True)
class CostLimit:
    """The appropriate limit of FOIA s.12 for this authority (SI 2004/3244)."""

    pounds: int = number("Limit in pounds", 1, 10_000)
    hours: int = number("The same in hours", 1, 400)
    pounds_an_hour: int = number("Pounds an hour", 1, 1_000)


@dataclass(frozen=True, kw_only=True)
class SarRule:
    """How one month is counted for a subject access request (UK GDPR Art.12, 12A)."""

    rule: str = choice(
        "Rule",
        {
            "ico": "the corresponding date in the next month, as the regulator counts",
            "literal": "the day before it: one month beginning with the day of receipt",
        },
    )
    target_days_before: int = number("Internal target: working days before the last day", 0, 20)


@dataclass(frozen=True, kw_only=True)
class TimeVariation:
    """A longer time to answer that regulations under FOIA s.10(4) give to some authorities (SI 2004/3364).

    A school's closed days are periods, first and last day included.
    """

    kind: str = choice(
        "Which time applies",
        {
            "none": "20 working days",
            "school": "20 working days on which the school has pupils, 60 working days at most (regulation 3)",
            "archive": "30 working days, for transferred public records (regulation 4)",
            "armed_forces": "as agreed with the regulator, for the armed forces (regulation 5)",
            "outside_uk": "as agreed with the regulator, for information abroad (regulation 6)",
        },
    )
    agreed_days: int = number(
        "Working days agreed with the regulator", 21, 60, hint="Read only where the time is agreed with the regulator."
    )
    agreement: str = text("The regulator’s reference of the agreement", optional=True)
    school_closed: tuple[str, ...] = lines(
        "Periods without pupils", hint="One a line, for example 2026-07-22 to 2026-09-01.", optional=True
    )

    def __post_init__(self) -> None:
        if self.kind in ("armed_forces", "outside_uk") and not self.agreement:
            raise Refused("The regulator’s agreement is needed before the longer time applies: give its reference.")
        self.closed_periods()

    def closed_periods(self) -> tuple[tuple[date, date], ...]:
        """The periods in which a school has no pupils, first and last day included."""
        return tuple(_period(line) for line in self.school_closed)


@dataclass(frozen=True, kw_only=True)
class Holders:
    """The teams that hold information and can be asked for it."""

    teams: tuple[str, ...] = lines("Teams", hint="One team a line.")


@dataclass(frozen=True, kw_only=True)
class HandoverTeams:
    """The teams that deal with what is no request under the Acts; only they may read what was handed over to them."""

    subject_access: str = text("Subject access", hint="A person asks for information about themselves.")
    health_records: str = text("Health records of a person who has died")
    data_protection_complaints: str = text("Data protection complaints")
    complaints: str = text("Complaints about our service")
    claims: str = text("Claims and legal correspondence")


YES_NO = {"yes": "yes", "no": "no"}
PROVISION = re.compile(r"(?:s|reg)[0-9]{1,3}[A-Z]{0,2}(?:\([0-9a-zA-Z]{1,4}\)){0,4}\Z")


@dataclass(frozen=True, kw_only=True)
class ClearanceRouting:
    """Which letters a deputy director clears as well, after a clearer.

    A provision stands for all of its parts: s36 is also s36(2)(b)(i). Outcomes of internal reviews are always the
    deputy director’s.
    """

    provisions: tuple[str, ...] = lines(
        "Letters that rely on one of these go up",
        hint="One a line, as the section itself: s36, s14(1), reg12(4)(b).",
        optional=True,
    )
    denials: str = choice("Letters that neither confirm nor deny go up", YES_NO)
    told_early: str = choice("Cases of which the deputy director was told early go up", YES_NO)
    press: str = choice("Requests that are of interest to the press go up", YES_NO)
    parliament: str = choice("Requests from or for a member of parliament go up", YES_NO)
    inquest: str = choice("Requests that touch an inquest, an inquiry or a trial go up", YES_NO)
    sensitive: str = choice("Requests on a sensitive subject go up", YES_NO)

    def __post_init__(self) -> None:
        for code in self.provisions:
            if not PROVISION.match(code):
                raise Refused(f"{code}: write a provision as the section itself, like s36(2)(c) or reg12(4)(b).")

    @property
    def flags(self) -> frozenset[str]:
        """The flags of a case upon which its letters go up."""
        flags = ("press", "parliament", "inquest", "sensitive")
        return frozenset(flag for flag in flags if getattr(self, flag) == "yes")


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long a closed case is kept before it is reviewed (NHS Records Management Code)."""

    years_after_closure: int = number("Years after closure", 1, 30)
    years_after_appeal: int = number("Years after the end of an appeal", 1, 30)


@dataclass(frozen=True, kw_only=True)
class QualifiedPerson:
    """The person whose reasonable opinion FOIA section 36 needs: designated by law or authorised by a minister.

    An authority cannot choose its qualified person or let another act for them, so there is no value until the
    authorisation is recorded, and section 36 is not offered before that.
    """

    person: str = text("Name of the person")
    office: str = text("Office or post", hint="The post that makes the person qualified, for example Chief Executive.")
    authorised_by: str = text("Authorised by", hint="The minister, or the paragraph of section 36(5).")
    reference: str = text("Reference of the authorisation")
    authorised_on: date = day("Date of the authorisation")


@dataclass(frozen=True, kw_only=True)
class SpecialPowers:
    """Powers that few authorities have and without which an exemption cannot be used (FOIA sections 30 and 33)."""

    investigates_crime: str = choice(
        "Duties or powers of criminal investigation or prosecution (section 30)", {"no": "no", "yes": "yes"}
    )
    audits_others: str = choice("Functions of auditing other authorities (section 33)", {"no": "no", "yes": "yes"})
    enactment: str = text("Enactment that gives them", optional=True)

    def __post_init__(self) -> None:
        if "yes" in (self.investigates_crime, self.audits_others) and not self.enactment:
            raise Refused("Name the enactment that gives the authority these powers.")


@dataclass(frozen=True)
class Setting:
    """One declared setting: its name in code, its title and meaning for people, and its dataclass."""

    name: str
    title: str
    meaning: str
    shape: type

    @property
    def fields(self) -> tuple[Any, ...]:
        """The dataclass fields, with label, hint and kind in their metadata."""
        return fields(self.shape)

    def parse(self, raw: Any) -> Any:
        """The frozen value from JSON or a cleaned form; raises Refused with what is wrong and where."""
        if not isinstance(raw, Mapping):
            raise Refused(f"{self.title}: give a value for each field.")
        known = {each.name for each in self.fields}
        strange = sorted(set(raw) - known)
        if strange:
            raise Refused(f"{self.title} has no field called {', '.join(strange)}.")
        values = {each.name: read_field(each, raw.get(each.name)) for each in self.fields}
        return self.shape(**values)

    def read_field(self, name: str, raw: Any) -> Any:
        """One field's value from JSON or a form; raises Refused with what is wrong."""
        return read_field(next(each for each in self.fields if each.name == name), raw)

    def to_json(self, value: Any) -> dict[str, Any]:
        """The value as JSON, readable by `parse`."""
        return {each.name: written(getattr(value, each.name)) for each in self.fields}


def _period(line: str) -> tuple[date, date]:
    first, _, last = line.partition(" to ")
    try:
        period = date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())
    except ValueError:
        raise Refused(f"{line}: write a period as 2026-07-22 to 2026-09-01.") from None
    if period[1] < period[0]:
        raise Refused(f"{line}: the last day comes before the first.")
    return period


def _declare(*declared: tuple[str, str, type]) -> dict[str, Setting]:
    return {name: Setting(name, title, " ".join(shape.__doc__.split()), shape) for name, title, shape in declared}


SETTINGS: dict[str, Setting] = _declare(
    ("authority", "Authority", Authority),
    ("letterhead", "Letterhead", Letterhead),
    ("signatory", "Signatory", Signatory),
    ("reviewer", "Who carries out internal reviews", Reviewer),
    ("review_window", "Time to ask for an internal review", ReviewWindow),
    ("regulator", "Regulator", Regulator),
    ("information_notice", "Least time of an information notice (FOIA section 51)", InformationNotice),
    ("letter_layout", "Letter layout", LetterLayout),
    ("reference_series", "Reference numbers", ReferenceSeries),
    ("deemed_receipt", "Deemed receipt of letters (policy)", DeemedReceipt),
    ("request_address", "Where the public may write", RequestAddress),
    ("acknowledgement", "Acknowledgement target", Acknowledgement),
    ("clarification_lapse", "When a request for clarification lapses", ClarificationLapse),
    ("proclaimed_to", "Bank holidays known to", ProclaimedTo),
    ("cost_limit", "Cost limit (FOIA section 12)", CostLimit),
    ("sar_rule", "Subject access month", SarRule),
    ("time_variation", "Longer time by regulations", TimeVariation),
    ("holders", "Teams that hold information", Holders),
    ("handover_teams", "Teams that we hand over to", HandoverTeams),
    ("clearance_routing", "Who clears which letters", ClearanceRouting),
    ("retention", "Retention", Retention),
    ("qualified_person", "Qualified person (FOIA section 36)", QualifiedPerson),
    ("special_powers", "Powers that open an exemption", SpecialPowers),
)

WITHOUT_A_DEFAULT = frozenset(("qualified_person",))
"""Settings that the product ships no value for: the office records one, or goes without."""


def declared_setting(name: str) -> Setting:
    """The declaration of a setting; raises Refused for a name that is not declared."""
    if name not in SETTINGS:
        raise Refused(f"There is no setting called {name}.")
    return SETTINGS[name]


class Office:
    """All dated settings in force on one day, read as attributes: `office.review_window.days`.

    Reading a declared setting that has no value on that day raises Refused and names it.
    """

    authority: Authority
    letterhead: Letterhead
    signatory: Signatory
    reviewer: Reviewer
    review_window: ReviewWindow
    regulator: Regulator
    information_notice: InformationNotice
    letter_layout: LetterLayout
    reference_series: ReferenceSeries
    deemed_receipt: DeemedReceipt
    request_address: RequestAddress
    acknowledgement: Acknowledgement
    clarification_lapse: ClarificationLapse
    proclaimed_to: ProclaimedTo
    cost_limit: CostLimit
    sar_rule: SarRule
    time_variation: TimeVariation
    holders: Holders
    handover_teams: HandoverTeams
    clearance_routing: ClearanceRouting
    retention: Retention
    qualified_person: QualifiedPerson
    special_powers: SpecialPowers

    __slots__ = ("day", "_values", "_written")

    def __init__(self, day: date, values: Mapping[str, Any], *, written: Mapping[str, Any] | None = None) -> None:
        """By name, `values` as their shapes and `written` as JSON, each of which is read when it is first asked for."""
        object.__setattr__(self, "day", day)
        object.__setattr__(self, "_values", dict(values))
        object.__setattr__(self, "_written", dict(written or {}))

    def __getattr__(self, name: str) -> Any:
        if name not in SETTINGS:
            raise AttributeError(f"There is no setting called {name}.")
        if name not in self._values and name in self._written:
            self._values[name] = SETTINGS[name].parse(self._written[name])
        if name not in self._values:
            raise Refused(
                f"The setting {SETTINGS[name].title} has no value on {self.day.day} {self.day:%B %Y}. "
                "Record one on the settings page, or run: python manage.py load_reference_data"
            )
        return self._values[name]

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("An office's settings are read here; record_setting writes them.")

    def has(self, name: str) -> bool:
        """Whether the setting has a value on that day."""
        return name in self._values or name in self._written
