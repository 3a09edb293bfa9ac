"""`((placeholders))`: named gaps in wording, and what fills them.

A name is lower-case letters, digits and underscores, and begins with a letter. Values are data: filling is one pass,
so a value that contains `((x))` prints those characters. Nothing here knows Markdown or HTML.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

GRAMMAR = re.compile(r"\(\(([a-z][a-z0-9_]{0,59})\)\)")

MOMENT_GAPS: Mapping[str, str] = {
    "issued_on": "the date of issue",
    "review_by": "the last day to ask for an internal review",
    "posted_on": "the date it is posted or e-mailed",
}
"""The closed list of gaps that are filled on the day of issue, from the day and the channel alone."""

SETTING_GAPS: Mapping[str, str] = {
    "authority": "the authority's name",
    "authority_email": "the authority's mailbox for requests",
    "authority_address": "the authority's postal address, line by line",
    "authority_website": "the address of the authority's website",
    "review_days": "the number of days to ask for an internal review",
    "review_period": "the time to ask for an internal review (28 days, 40 working days)",
    "code_days": "the number of working days that the Code of Practice allows for asking",
    "reviewer_name": "the name of the person to write to for an internal review",
    "reviewer_role": "the role of the person to write to for an internal review",
    "reviewer_email": "the mailbox for internal reviews",
    "reviewer_address": "the postal address for internal reviews, line by line",
    "regulator_title": "who decides complaints (Information Commissioner)",
    "regulator_name": "the regulator's office",
    "regulator_address": "the regulator's postal address, line by line",
    "regulator_url": "the address of the regulator's website",
    "regulator_complaint_url": "the address of the regulator's page for complaints",
    "cost_limit_pounds": "the cost limit of section 12, in pounds",
    "cost_limit_hours": "the hours that the cost limit pays for",
    "cost_rate": "what an hour of work counts for under section 12, in pounds",
}
"""Gaps that dated settings fill."""

CASE_GAPS: Mapping[str, str] = {
    "request": "the request, word for word",
    "requested_on": "the date of the request",
    "received_on": "the date we received the request",
    "due_on": "the last day for our reply",
    "reference": "our reference",
    "requester": "the requester's name",
    "missing_attribute": "what we do not record (for example, the type of procedure)",
    "information": "the information itself",
    "information_held": "what we hold, in a few words",
    "information_not_held": "what we do not hold, in a few words",
    "places_searched": "where we looked for it",
    "attachment_names": "the names of the files sent with the letter",
    "as_at": "the date that the figures stand for",
    "unclear": "what is not clear in the request",
    "clarification_options": "what would make the request clear, with the choices we offer",
    "clarify_by": "the day after which we close the request if we hear nothing",
    "question_number": "the number of the question that is not clear",
    "question_text": "the question that is not clear, word for word",
    "fee": "the fee, in pounds",
    "fee_for": "what the fee pays for, as it follows “a fee for” (copying 120 pages and posting them)",
    "how_to_pay": "how the fee can be paid, and the reference to give",
    "pay_by": "the last day to pay the fee",
    "exemptions": "the exemptions, each with its section",
    "exemption_reason": "why the exemption applies to this information",
    "extended_to": "the day by which we now expect to reply",
    "complexity": "what makes the request complex",
    "volume": "how much information the request covers",
    "asked_on": "the day on which we asked, or gave notice of the fee",
    "lapsed_on": "the last day to answer or to pay",
    "transferred_to": "the authority that the request is transferred to",
    "transfer_contact": "how to reach that authority",
    "corrected_letter_on": "the date of the letter that this one replaces",
    "correction_reason": "why the earlier letter is being corrected",
    "late_reason": "why the reply is late",
    "review_requested_on": "the date we received the request for an internal review",
    "review_due_on": "the date by which the internal review will be answered",
    "review_of_letter_on": "the date of the reply that was reviewed",
    "review_points": "the points that the requester raised",
    "review_reasons": "why the reviewer decided as they did",
    "review_upheld_points": "the points on which the complaint is upheld",
    "review_not_upheld_points": "the points on which the complaint is not upheld",
    "review_remedy": "what we are now doing to put it right",
}
"""Gaps that the case fills before clearance; an officer's own wording may name others."""

OF_THE_REQUESTER = ("request", "question_text", "review_points")
"""Gaps of the case that print what the requester wrote."""

GROUND_GAPS: Mapping[str, str] = {
    "provision": "the section or regulation, as it is cited",
    "provision_name": "the title of the section or regulation",
    "withheld": "which information is withheld",
    "engagement": "why the provision applies to this information",
    "likelihood": "“would” or “would be likely to”",
    "prejudice_to": "whose interests would be harmed",
    "prejudice": "what harm would follow, and how",
    "effect": "what adverse effect would follow",
    "principle": "which data protection principle would be breached",
    "legitimate_interest": "which legitimate interest disclosure would serve",
    "necessity": "whether disclosure is necessary for that interest",
    "balance_of_rights": "why the rights of the people concerned weigh more",
    "confider": "who gave us the information",
    "why_confidential": "why it carries a duty of confidence",
    "detriment": "the detriment of disclosure, and to whom",
    "defence": "why the public interest would be no defence",
    "privilege": "which legal professional privilege",
    "document": "the document, order or material that the provision is about",
    "enactment": "the enactment, obligation or exemption that the provision is about",
    "limb_purpose": "the purpose under section 31(2)",
    "location": "where the information is",
    "access": "how the requester can get at it",
    "intended_before": "what shows that we meant to publish it before the request",
    "publish_on": "when it will be published or finished",
    "hours": "the hours that it would take",
    "pounds": "what that costs, in pounds",
    "records": "the records that would have to be looked at",
    "activities": "the work, one activity a line",
    "narrower": "what could be provided, or how to narrow the request",
    "nothing_narrower_because": "why no narrower request would help",
    "history_of_requests": "why the request is vexatious or repeated",
    "earlier_on": "when the earlier request was answered",
    "earlier_reference": "the reference of the earlier request",
    "volume": "how much work it would be, or how much the request covers",
    "complexity": "what makes the request complex",
    "factors_disclosure": "what speaks for disclosure",
    "factors_maintaining": "what speaks for withholding",
    "public_interest_conclusion": "where the balance of the public interest falls",
    "opinion_office": "the office of the qualified person",
    "opinion_on": "the day of the qualified person's opinion",
    "opinion_reasons": "the qualified person's reasons",
    "opinion_likelihood": "how likely the qualified person thinks the effect is",
    "opinion_effect": "the effect that the opinion is about",
}
"""Gaps that the decision on a ground of refusal fills, for its own parts alone."""

QUESTION_GAPS: Mapping[str, str] = {
    "question_restated": "the question, shortly",
    "provisions": "the sections or regulations, as they are cited",
    "removed": "what is taken out of what we give",
    "masked_figures": "which small numbers are withheld, and by which sign",
    "nearest_held": "what we hold that comes near",
    "other_body": "another body that may hold the information",
    "other_body_contact": "how to reach that body",
}
"""Gaps that the decision on a question fills, beside those of the case."""


@dataclass(frozen=True)
class Words:
    """A run of literal text."""

    text: str


@dataclass(frozen=True)
class Gap:
    """A placeholder standing in a text."""

    name: str

    @property
    def of_the_moment(self) -> bool:
        """Whether it is filled on the day of issue, and not before clearance."""
        return self.name in MOMENT_GAPS

    @property
    def label(self) -> str:
        """What belongs in the gap, in plain words."""
        return label(self.name)


def label(name: str) -> str:
    """What belongs in the gap of this name, in plain words; for names that we do not ship, the name with spaces."""
    for known in (MOMENT_GAPS, SETTING_GAPS, CASE_GAPS, GROUND_GAPS, QUESTION_GAPS):
        if name in known:
            return known[name]
    return name.replace("_", " ")


def split(text: str) -> tuple[Words | Gap, ...]:
    """The text as literal runs and gaps, in order; joining them again gives the text."""
    pieces: list[Words | Gap] = []
    end = 0
    for found in GRAMMAR.finditer(text):
        if found.start() > end:
            pieces.append(Words(text[end : found.start()]))
        pieces.append(Gap(found.group(1)))
        end = found.end()
    if end < len(text):
        pieces.append(Words(text[end:]))
    return tuple(pieces)


def find(text: str) -> tuple[str, ...]:
    """The names in the text, each once, in the order in which they first stand there."""
    return tuple(dict.fromkeys(GRAMMAR.findall(text)))


def is_filled(name: str, values: Mapping[str, str]) -> bool:
    """Whether the values hold something to print for the name; blanks are nothing."""
    return bool(values.get(name, "").strip())


def missing(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The names in the text that the values leave unfilled, gaps of the moment among them."""
    return tuple(name for name in find(text) if not is_filled(name, values))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its gaps filled, in one pass; an unfilled gap stays as written. The result is data, not wording."""
    return GRAMMAR.sub(lambda gap: values[gap.group(1)] if is_filled(gap.group(1), values) else gap.group(0), text)
