"""What the history of a case says of a complaint to the regulator, from the facts of each act."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from foirequests.presenters.days import day_words
from responses.domain.provisions import cited
from responses.domain.regulator import FINDINGS
from responses.models import RegulatorComplaint, RegulatorLetter, TribunalAppeal

Facts = Mapping[str, Any]


def _told(facts: Facts) -> str:
    reference = f"{facts['reference']}, " if facts["reference"] else ""
    about = f" ({', '.join(cited(code) for code in facts['exemptions'])})" if facts["exemptions"] else ""
    return f"{reference}told on {_day(facts['told_on'])}{about}"


def _wrote(facts: Facts) -> str:
    kind = RegulatorLetter.Kind(facts["kind"]).label
    return f"{kind[:1].lower()}{kind[1:]}, answer due {_day(facts['answer_by'])}"


def _decided(facts: Facts) -> str:
    found = ", ".join(
        f"{cited(code) if code not in _MATTERS else _MATTERS[code]} {FINDINGS[outcome].partition(':')[0].lower()}"
        for code, outcome in facts["findings"].items()
    )
    steps = f"; steps by {_day(facts['steps_by'])}" if facts["steps_by"] else ""
    return f"sent on {_day(facts['given_on'])}, {found}{steps}"


def _lodged(facts: Facts) -> str:
    side = "by us" if facts["side"] == TribunalAppeal.Side.AUTHORITY else "by the requester"
    return f"{side}, on {_day(facts['lodged_on'])}"


def _ended(facts: Facts) -> str:
    how = RegulatorComplaint.Stage(facts["how"]).label
    return f"{how[:1].lower()}{how[1:]}, on {_day(facts['ended_on'])}"


def _day(iso: str) -> str:
    return day_words(date.fromisoformat(iso))


_MATTERS = {"time": "lateness", "held": "whether it is held", "other": "another matter"}

REGULATOR_DETAILS: dict[str, Callable[[Facts], str]] = {
    "regulator_told": _told,
    "regulator_corrected": _told,
    "regulator_wrote": _wrote,
    "regulator_day_moved": lambda facts: f"from {_day(facts['from'])} to {_day(facts['to'])}",
    "regulator_answered": lambda facts: f"on {_day(facts['answered_on'])}",
    "regulator_ended": _ended,
    "regulator_decided": _decided,
    "notice_corrected": _decided,
    "steps_taken": lambda facts: f"on {_day(facts['taken_on'])}",
    "appeal_lodged": _lodged,
    "appeal_decided": lambda facts: (
        f"{TribunalAppeal.Outcome(facts['outcome']).label.lower()}, on {_day(facts['decided_on'])}"
    ),
}
"""The details of each act, by the act."""
