"""The vocabulary of a case's history: one short sentence for each act, and which acts are a part in the decision."""

SENTENCES = {
    "received": "Request received",
    "acknowledged": "Acknowledgement prepared",
    "triaged": "Triaged",
    "corrected_triage": "Triage corrected",
    "assigned": "Owner changed",
    "receipt_corrected": "Date of receipt corrected",
    "requester_corrected": "Requester corrected",
    "clarification_asked": "Asked the requester to clarify (section 1(3))",
    "clarification_received": "Clarification received",
    "commissioned": "Asked for information",
    "commission_answered": "Answer recorded",
    "messaged": "Message to the requester",
    "message_posted": "Message posted",
    "message_received": "Message from the requester",
    "noted": "Note",
    "linked": "Linked with another request",
    "merged": "Merged with another request",
    "merged_from": "Another request was merged into this one",
    "withdrawn": "Withdrawn",
    "reopened": "Reopened",
    "link_sent_again": "Private link sent again",
    "links_revoked": "Earlier private links revoked",
    "code_printed": "Address and code printed for the requester",
    "draft_started": "Draft started",
    "draft_saved": "Draft saved",
    "handed_over": "Draft handed over",
    "submitted": "Submitted for clearance",
    "taken_back": "Taken back for changes",
    "returned": "Returned by the clearer",
    "cleared": "Cleared",
    "issued": "Reply issued",
    "rendered": "Letter rendered",
    "render_failed": "Letter could not be rendered",
    "sent": "Sent",
    "send_failed": "Sending failed",
    "sent_again_after_interruption": "Sent again after an interruption, with the same Message-ID",
    "retried": "Sending tried again",
    "sent_to_new_address": "Failed message replaced by one to the corrected address",
    "posted": "Posted",
    "receipt_recorded": "Day the requester received the reply recorded",
    "reply_corrected": "Corrected reply started",
    "correction_dropped": "Corrected reply dropped",
    "superseded": "Reply replaced by a corrected one",
    "review_window_closed": "The time to ask for an internal review has passed",
    "review_asked": "Internal review asked for",
    "review_accepted": "Late request for internal review accepted",
    "review_declined": "Late request for internal review declined",
    "review_allocated": "Internal review given to a reviewer",
    "review_decided": "Outcome of the internal review drafted",
    "review_closed": "Internal review closed",
    "erased": "Words erased",
}
"""Every act that history may name, with the sentence that the timeline shows."""

PART_IN_THE_DECISION = frozenset(
    {
        "triaged",
        "corrected_triage",
        "draft_started",
        "draft_saved",
        "handed_over",
        "submitted",
        "returned",
        "cleared",
        "issued",
        "clarification_asked",
        "commissioned",
        "commission_answered",
        "reply_corrected",
        "review_decided",
    }
)
"""Acts that make a person part of the original decision, who then may not review it.

Deciding an earlier review is one: whoever decided it cannot take a fresh look at the reply that came of it.

Source: section 45 Code of Practice, part 5 (a fresh decision by someone who was not involved).
"""
