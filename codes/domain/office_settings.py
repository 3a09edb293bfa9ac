"""The office's own facts: what each dated setting means, its fields, and what may be said in them.

A setting is declared here once; forms, validation, storage and `Office` all follow from the declaration.
"""

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from typing import Any

from codes.domain.errors import Refused

EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+\Z")
URL = re.compile(r"https?://[^\s<>\"']+\Z")
LONGEST_LINE = 300
LONGEST_LIST = 40


def text(label: str, *, hint: str = "", optional: bool = False) -> Any:
    """A single line of text."""
    return _field(label, "text", hint, optional, "")


def lines(label: str, *, hint: str = "One line each.", optional: bool = False) -> Any:
    """Several lines of text."""
    return _field(label, "lines", hint, optional, ())


def email(label: str, *, hint: str = "", optional: bool = False) -> Any:
    """An e-mail address."""
    return _field(label, "email", hint, optional, "")


def web_address(label: str, *, hint: str = "", optional: bool = False) -> Any:
    """A web address."""
    return _field(label, "url", hint, optional, "")


def number(label: str, least: int, most: int, *, hint: str = "") -> Any:
    """A whole number between two bounds, both allowed."""
    return field(metadata={"label": label, "kind": "number", "hint": hint, "optional": False, "range": (least, most)})


def choice(label: str, choices: Mapping[str, str], *, hint: str = "") -> Any:
    """One of several words."""
    return field(metadata={"label": label, "kind": "choice", "hint": hint, "optional": False, "choices": choices})


def day(label: str, *, hint: str = "") -> Any:
    """A calendar date."""
    return _field(label, "date", hint, False, None)


def _field(label: str, kind: str, hint: str, optional: bool, default: Any) -> Any:
    metadata = {"label": label, "kind": kind, "hint": hint, "optional": optional}
    return field(metadata=metadata, default=default) if optional else field(metadata=metadata)


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
class Holders:
    """The teams that hold information and can be asked for it."""

    teams: tuple[str, ...] = lines("Teams", hint="One team a line.")


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long a closed case is kept before it is reviewed (NHS Records Management Code)."""

    years_after_closure: int = number("Years after closure", 1, 30)
    years_after_appeal: int = number("Years after the end of an appeal", 1, 30)


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
        values = {each.name: _read(each, raw.get(each.name)) for each in self.fields}
        return self.shape(**values)

    def read_field(self, name: str, raw: Any) -> Any:
        """One field's value from JSON or a form; raises Refused with what is wrong."""
        return _read(next(each for each in self.fields if each.name == name), raw)

    def to_json(self, value: Any) -> dict[str, Any]:
        """The value as JSON, readable by `parse`."""
        return {each.name: _written(getattr(value, each.name)) for each in self.fields}


def _read(each: Any, raw: Any) -> Any:
    label, kind = each.metadata["label"], each.metadata["kind"]
    if raw is None or (isinstance(raw, str) and not raw.strip()) or raw in ([], ()):
        if each.metadata["optional"]:
            return None if each.default is MISSING else each.default
        raise Refused(f"{label}: enter a value.")
    return READERS[kind](label, raw, each.metadata)


def _read_text(label: str, raw: Any, metadata: Mapping) -> str:
    if not isinstance(raw, str):
        raise Refused(f"{label}: enter text.")
    words = " ".join(raw.split())
    if len(words) > LONGEST_LINE:
        raise Refused(f"{label}: {LONGEST_LINE} characters at most.")
    return words


def _read_lines(label: str, raw: Any, metadata: Mapping) -> tuple[str, ...]:
    many = raw.splitlines() if isinstance(raw, str) else raw
    if not isinstance(many, list | tuple):
        raise Refused(f"{label}: enter lines of text.")
    kept = tuple(_read_text(label, line, metadata) for line in many if not isinstance(line, str) or line.strip())
    if len(kept) > LONGEST_LIST:
        raise Refused(f"{label}: {LONGEST_LIST} lines at most.")
    return kept


def _read_email(label: str, raw: Any, metadata: Mapping) -> str:
    address = _read_text(label, raw, metadata)
    if not EMAIL.match(address):
        raise Refused(f"{label}: enter an e-mail address, like foi@office.example.")
    return address


def _read_url(label: str, raw: Any, metadata: Mapping) -> str:
    address = _read_text(label, raw, metadata)
    if not URL.match(address):
        raise Refused(f"{label}: enter a web address that starts with https:// or http://.")
    return address


def _read_number(label: str, raw: Any, metadata: Mapping) -> int:
    least, most = metadata["range"]
    if isinstance(raw, bool) or not re.fullmatch(r"-?[0-9]{1,9}", str(raw).strip()):
        raise Refused(f"{label}: enter a whole number.")
    found = int(raw)
    if not least <= found <= most:
        raise Refused(f"{label}: enter a number from {least} to {most}.")
    return found


def _read_choice(label: str, raw: Any, metadata: Mapping) -> str:
    if not isinstance(raw, str) or raw not in metadata["choices"]:
        raise Refused(f"{label}: choose one of {', '.join(metadata['choices'])}.")
    return raw


def _read_date(label: str, raw: Any, metadata: Mapping) -> date:
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(raw)
    except (TypeError, ValueError):
        raise Refused(f"{label}: enter a real date.") from None


READERS = {
    "text": _read_text,
    "lines": _read_lines,
    "email": _read_email,
    "url": _read_url,
    "number": _read_number,
    "choice": _read_choice,
    "date": _read_date,
}


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def _declare(*declared: tuple[str, str, type]) -> dict[str, Setting]:
    return {name: Setting(name, title, " ".join(shape.__doc__.split()), shape) for name, title, shape in declared}


SETTINGS: dict[str, Setting] = _declare(
    ("authority", "Authority", Authority),
    ("letterhead", "Letterhead", Letterhead),
    ("signatory", "Signatory", Signatory),
    ("reviewer", "Who carries out internal reviews", Reviewer),
    ("review_window", "Time to ask for an internal review", ReviewWindow),
    ("regulator", "Regulator", Regulator),
    ("letter_layout", "Letter layout", LetterLayout),
    ("reference_series", "Reference numbers", ReferenceSeries),
    ("deemed_receipt", "Deemed receipt of letters (policy)", DeemedReceipt),
    ("request_address", "Where the public may write", RequestAddress),
    ("acknowledgement", "Acknowledgement target", Acknowledgement),
    ("clarification_lapse", "When a request for clarification lapses", ClarificationLapse),
    ("proclaimed_to", "Bank holidays known to", ProclaimedTo),
    ("cost_limit", "Cost limit (FOIA section 12)", CostLimit),
    ("sar_rule", "Subject access month", SarRule),
    ("holders", "Teams that hold information", Holders),
    ("retention", "Retention", Retention),
)


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
    letter_layout: LetterLayout
    reference_series: ReferenceSeries
    deemed_receipt: DeemedReceipt
    request_address: RequestAddress
    acknowledgement: Acknowledgement
    clarification_lapse: ClarificationLapse
    proclaimed_to: ProclaimedTo
    cost_limit: CostLimit
    sar_rule: SarRule
    holders: Holders
    retention: Retention

    __slots__ = ("day", "_values")

    def __init__(self, day: date, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "day", day)
        object.__setattr__(self, "_values", dict(values))

    def __getattr__(self, name: str) -> Any:
        if name not in SETTINGS:
            raise AttributeError(f"There is no setting called {name}.")
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
        return name in self._values
