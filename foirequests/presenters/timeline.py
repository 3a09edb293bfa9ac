"""What happened to a case, newest first, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse

from accounts.models import StaffMember
from foirequests.actions.requesters import FIELDS
from foirequests.domain.acts import SENTENCES
from foirequests.models import Commission, FoiRequest, HistoryEntry, Message
from foirequests.models.requests import Channel
from foirequests.presenters.days import day_words, moment_words, number_of
from responses.models import FoiResponse
from responses.presenters.regulator_history import REGULATOR_DETAILS

SAME_MOMENT = timedelta(minutes=5)
"""Recorded so soon after it happened, an act shows one moment only."""

TONES = {
    "returned": ("Returned", "warning"),
    "cleared": ("Cleared", "good"),
    "issued": ("Issued", "good"),
    "render_failed": ("Failed", "bad"),
    "send_failed": ("Failed", "bad"),
    "review_asked": ("Internal review", "warning"),
    "regulator_told": ("Regulator", "warning"),
    "regulator_decided": ("Regulator", "warning"),
}


@dataclass(frozen=True)
class Named:
    """What the entries of a history name, by key."""

    messages: Mapping[int, Message]
    people: Mapping[int, StaffMember]
    cases: Mapping[int, FoiRequest]
    commissions: Mapping[int, Commission]


def timeline(entries: Iterable[HistoryEntry], named: Named) -> list[dict[str, str]]:
    """The events of `components/timeline.html`."""
    return [_event(entry, named) for entry in entries]


def cases_named(entries: Iterable[HistoryEntry]) -> set[int]:
    """The keys of the other cases that these entries are about."""
    return {entry.object_id for entry in entries if entry.object_kind == "foirequest"}


def people_named(entries: Iterable[HistoryEntry]) -> set[int]:
    """The keys of the members of staff that the facts of these entries name."""
    return {
        key
        for entry in entries
        if entry.act == "assigned"
        for key in (entry.facts.get("from"), entry.facts.get("to"))
        if key
    }


def event_of(entry: HistoryEntry, what: str) -> dict[str, str]:
    """An entry as the timeline shows it: when it was recorded is said where that was at another moment."""
    event = {
        "what": what,
        "who": entry.actor.name if entry.actor else entry.get_actor_kind_display(),
        "happened": moment_words(entry.happened_at),
    }
    if abs(entry.recorded_at - entry.happened_at) > SAME_MOMENT:
        event["recorded"] = moment_words(entry.recorded_at)
    if hasattr(entry, "words"):
        event["words"] = entry.words.text
    return event


def _event(entry: HistoryEntry, named: Named) -> dict[str, str]:
    tag, tone = TONES.get(entry.act, ("", ""))
    event = event_of(entry, _what(entry, named)) | {"tag": tag, "tone": tone}
    message = named.messages.get(entry.object_id) if entry.object_kind == "message" else None
    if message is not None and message.direction == Message.Direction.NOTE:
        event["what"], event["words"] = message.get_kind_display(), message.text
    elif message is not None:
        event |= {"url": f"#message-{message.pk}", "link_text": "Read the message"}
    if entry.object_kind == "calendarchange":
        event |= {"url": reverse("calendar_change", args=[entry.object_id]), "link_text": "Open the change"}
    if entry.object_kind == "regulatorcomplaint":
        event |= {"url": reverse("regulator_complaint", args=[entry.object_id]), "link_text": "Open the complaint"}
    other = named.cases.get(entry.object_id) if entry.object_kind == "foirequest" else None
    if other is not None:
        event |= {"url": reverse("case", args=[other.reference]), "link_text": f"Open {other.reference}"}
    return event


def act_words(entry: HistoryEntry) -> str:
    """What an act was, for a page that names nothing else."""
    return _what(entry, Named({}, {}, {}, {}))


def _what(entry: HistoryEntry, named: Named) -> str:
    details = _details(entry, named)
    sentence = SENTENCES[entry.act]
    return f"{sentence}: {details}" if details else sentence


def _details(entry: HistoryEntry, named: Named) -> str:
    facts, people = entry.facts, named.people
    match entry.act:
        case "assigned":
            return f"{_name(facts.get('from'), people)} to {_name(facts.get('to'), people)}"
        case "due_date_moved":
            of = "internal review, " if entry.object_kind == "internalreview" else ""
            return f"{of}from {_day_or_stop(facts['from'])} to {_day_or_stop(facts['to'])}"
        case "receipt_corrected":
            return f"from {_day(facts['from'])} to {_day(facts['to'])}"
        case "received":
            return f"{Channel(facts['channel']).label.lower()}, on {_day(facts['received_on'])}"
        case "clarification_asked" if facts:
            part = f"about question {facts['question']}" if "question" in facts else ""
            return ", ".join(filter(None, [part, f"on {_day(facts['asked_on'])}" if "asked_on" in facts else ""]))
        case "fees_notice_given":
            return f"£{Decimal(facts['pounds']):,.2f}, on {_day(facts['given_on'])}"
        case "fee_paid":
            return f"on {_day(facts['paid_on'])}"
        case "extended":
            until = f", until {_day(facts['until'])}" if facts["until"] else ""
            grounds = f" ({', '.join(facts['exemptions'])})" if facts["exemptions"] else ""
            return f"notice given on {_day(facts['extended_on'])}{until}{grounds}"
        case "lapsed" if facts:
            return f"we waited until {_day(facts['until'])}"
        case "draft_started" | "draft_saved" | "submitted" | "returned" | "cleared" | "taken_back" | "letter_dropped":
            return _LETTERS.get(facts.get("letter", ""), "")
        case "question_decided":
            return f"question {facts['question']}"
        case "ground_applied" | "ground_changed" | "ground_removed" | "interest_weighed":
            return f"{facts['exemption']}, question {facts['question']}"
        case "opinion_recorded":
            return f"{', '.join(facts['limbs'])}, given on {_day(facts['given_on'])}"
        case "clarification_received" | "receipt_recorded" | "merged_from":
            return f"received on {_day(facts['received_on'])}"
        case "commissioned":
            return f"{_holder(entry, named)}, on {_day(facts['asked_on'])}, by {_day(facts['due_on'])}"
        case "commission_answered":
            return f"{_holder(entry, named)}, on {_day(facts['answered_on'])}"
        case "links_revoked":
            return number_of(facts["number"], "link or code", "links and codes")
        case "posted":
            return (
                f"on {_day(facts['posted_on'])}, {facts['class']} class; counts as received on"
                f" {_day(facts['deemed_received_on'])}"
            )
        case "posting_corrected" if "class" not in facts:
            return f"from {_day(facts['from'])}, to {_day(facts['to'])}"
        case "posting_corrected":
            return (
                f"from {_posted(facts['from'], facts['from_class'])}, to {_posted(facts['to'], facts['class'])}; counts"
                f" as received on {_day(facts['received_on'])}"
            )
        case "requester_corrected":
            return ", ".join(FIELDS[name].lower() for name in facts["changed"])
        case "message_posted":
            return f"on {_day(facts['posted_on'])}"
        case act if act in REGULATOR_DETAILS:
            return REGULATOR_DETAILS[act](facts)
        case "sent" | "send_failed" | "sent_to_new_address" if facts.get("kind"):
            return Message.Kind(facts["kind"]).label
        case _:
            return ""


_LETTERS = {kind: label[:1].lower() + label[1:] for kind, label in FoiResponse.Kind.choices}
"""Which letter an act is about, where it is not the reply."""


def _name(key: int | None, people: Mapping[int, StaffMember]) -> str:
    return people[key].name if key in people else "nobody"


def _holder(entry: HistoryEntry, named: Named) -> str:
    commission = named.commissions.get(entry.object_id)
    return commission.holder if commission else "a team"


def _day(iso: str) -> str:
    return day_words(date.fromisoformat(iso))


def _posted(iso: str, post_class: str) -> str:
    return f"{_day(iso)}, {post_class} class"


def _day_or_stop(iso: str) -> str:
    return _day(iso) if iso else "a clock that stood still"


def merged_words(foi_request: FoiRequest) -> str:
    """One line about a case that was merged into another."""
    return f"This request was merged into {foi_request.merged_into.reference}, which goes on for both."
