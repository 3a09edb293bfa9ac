"""What may be done on a case besides the next action."""

from collections.abc import Collection
from datetime import date

from django.urls import reverse

from accounts.models import StaffMember
from foirequests.domain import clock, workflow
from foirequests.domain.clock import Reading
from foirequests.models import FoiRequest
from foirequests.presenters.next_action import needs_reason_for_lateness

ACTS = {
    "Write and note": (
        ("case_message", "messaged", "Write to the requester"),
        ("case_acknowledge", "acknowledged", "Acknowledge by letter"),
        ("case_tell_early", "told_early", "Tell the deputy director early"),
        ("case_note", "noted", "Note a call, a meeting or a thought"),
    ),
    "Ask and estimate": (
        ("case_commission", "commissioned", "Ask a team for information"),
        ("case_beside", "cost_estimated", "Look at similar cases and what is published"),
        ("case_cost", "cost_estimated", "Estimate the cost of complying"),
    ),
    "The clock": (
        ("case_clarification", "clarification_asked", "Ask the requester to clarify"),
        ("case_clarification_received", "clarification_received", "Record the clarification"),
        ("case_fees_notice", "fees_notice_given", "Give a fees notice"),
        ("case_fee_paid", "fee_paid", "Record the payment"),
        ("case_extension", "extended", "Extend the time for the reply"),
        ("case_receipt_date", "receipt_corrected", "Correct the date of receipt"),
    ),
    "Close": (
        ("case_withdraw", "withdrawn", "Record that it was withdrawn"),
        ("case_transfer", "transferred", "Transfer to another authority"),
        ("case_hand_over", "passed_on", "Hand over to another team"),
        ("case_lapse", "lapsed", "Close as lapsed"),
        ("case_merge", "merged", "Merge as a duplicate"),
        ("case_reopen", "reopened", "Reopen the case"),
    ),
    "Change": (
        ("case_triage", "corrected_triage", "Correct the triage"),
        ("case_subject", "subject_changed", "Change the subject"),
        ("case_assign", "assigned", "Change the owner"),
        ("case_lateness", "lateness_explained", "Say why the reply was late"),
        ("case_link", "linked", "Link with another request"),
    ),
    "Internal review": (("review_record", "review_asked", "Record a request for an internal review"),),
    "Regulator": (("regulator_record", "regulator_told", "Record a complaint to the regulator"),),
    "The requester’s private page": (
        ("case_send_link", "link_sent_again", "Send the private link again"),
        ("case_print_code", "link_sent_again", "Print an address and code"),
        ("case_revoke_links", "link_sent_again", "Revoke the private links"),
    ),
}
"""What may be done besides the next action, in groups: page, act of the workflow table, words."""


def asks_for_subject(foi_request: FoiRequest, member: StaffMember) -> bool:
    """Whether nobody has said what the request is about, and this person may say it."""
    may_say = workflow.is_permitted("subject_changed", stage=foi_request.stage, roles=member.roles)
    return may_say and foi_request.lacks_subject


def permitted_acts(
    foi_request: FoiRequest, member: StaffMember, *, readings: Collection[Reading], today: date
) -> list[dict[str, object]]:
    """The acts open to this person at this stage, as links in groups; a group without any is left out.

    `readings` are the clocks of the parts of the case: what is waited for, and what the law gives no more, follows.
    """
    hidden = _pointless(foi_request, readings, today)
    groups = [
        {
            "title": title,
            "acts": [
                {"url": reverse(page, args=[foi_request.reference]), "text": words}
                for page, act, words in acts
                if page not in hidden and workflow.is_permitted(act, stage=foi_request.stage, roles=member.roles)
            ],
        }
        for title, acts in ACTS.items()
    ]
    return [group for group in groups if group["acts"]]


def _pointless(foi_request: FoiRequest, readings: Collection[Reading], today: date) -> set[str]:
    """The pages of acts that the workflow allows and that would be refused, or have no meaning, on this case now."""
    waited_for = {reading.waiting_for for reading in readings}
    all_wait = all(reading.is_waiting for reading in readings)
    governing = clock.governing(readings)
    hidden = {
        "case_clarification": all_wait,
        "case_clarification_received": clock.CLARIFICATION_ASKED not in waited_for,
        "case_fees_notice": waited_for != {None} or foi_request.regime_id not in (clock.FOI, clock.EIR),
        "case_fee_paid": clock.FEES_NOTICE not in waited_for,
        "case_extension": governing.is_stopped
        or governing.extension is not None
        or foi_request.regime_id not in (clock.FOI, clock.EIR, clock.SUBJECT_ACCESS),
        "case_lapse": not all_wait or today <= max(reading.lapses_on for reading in readings),
        "case_send_link": not foi_request.requester.can_be_emailed,
        "case_lateness": not needs_reason_for_lateness(foi_request),
    }
    return {page for page, is_hidden in hidden.items() if is_hidden}
