"""What the regulator and tribunals found of earlier replies, for those who read precedents and figures."""

from collections.abc import Iterable

from responses.domain.letter import letter_date
from responses.domain.provisions import cited
from responses.domain.regulator import FINDINGS, MATTERS, Found
from responses.models import Finding, RegulatorComplaint, TribunalAppeal


def findings_on(cases: Iterable[int]) -> dict[int, list[Found]]:
    """What was found on each of these cases, by its key, in the order of the notices; one query."""
    found: dict[int, list[Found]] = {}
    rows = Finding.objects.filter(notice__complaint__foi_request__in=list(cases)).select_related("notice__complaint")
    for row in rows.order_by("notice__given_on", "pk"):
        found.setdefault(row.notice.complaint.foi_request_id, []).append(row.as_value())
    return found


def said_of_complaint(complaint: RegulatorComplaint) -> str:
    """What became of a complaint that was read `whole()`, in a line.

    `Decision notice of 6 March 2026: section 43(2) upheld, time not upheld. Appeal by the requester dismissed`.
    """
    notice = complaint.notice
    if notice is None:
        return f"{complaint.get_stage_display()}, since {letter_date(complaint.ended_on or complaint.told_on)}"
    found = ", ".join(said_of_finding(each) for each in notice.findings.all())
    appeals = "".join(f". {said_of_appeal(appeal)}" for appeal in notice.appeals.all())
    return f"Decision notice of {letter_date(notice.given_on)}: {found}{appeals}"


def said_of_finding(finding: Finding) -> str:
    """`section 43(2) upheld in part`; what a tribunal put in its place is said as such."""
    what = cited(finding.exemption_id) if finding.exemption_id else _SHORT[finding.matter]
    words = f"{what} {_outcome(finding.outcome)}"
    return f"{words}, on appeal {_outcome(finding.on_appeal)}" if finding.on_appeal else words


def said_of_appeal(appeal: TribunalAppeal) -> str:
    """`Appeal by the requester dismissed`, or that it is undecided."""
    side = "us" if appeal.side == TribunalAppeal.Side.AUTHORITY else "the requester"
    return f"Appeal by {side} {appeal.get_outcome_display().lower() or 'undecided'}"


_SHORT = dict.fromkeys(MATTERS, "another matter") | {"time": "lateness", "held": "whether it is held"}


def _outcome(outcome: str) -> str:
    words = FINDINGS[outcome].partition(":")[0]
    return words[:1].lower() + words[1:]
