"""Words and tones about letters that are issued or about to be."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, StaffMember
from foirequests.models import FoiRequest, HistoryEntry, OutgoingMail
from foirequests.presenters.days import day_words, moment_words, number_of
from foirequests.presenters.delivery import mail_state
from responses.models import Clearance, FoiResponse, IssuedLetter

EMAIL, POST = IssuedLetter.Channel.EMAIL, IssuedLetter.Channel.POST
FIRST, SECOND = IssuedLetter.PostClass.FIRST, IssuedLetter.PostClass.SECOND

WAYS = {"email": (EMAIL, ""), "post_first": (POST, FIRST), "post_second": (POST, SECOND)}
"""The ways in which a letter goes, as the page of issue names them."""

RENDER_TONES = {
    IssuedLetter.RenderState.WAITING: "info",
    IssuedLetter.RenderState.RENDERING: "info",
    IssuedLetter.RenderState.RENDERED: "good",
    IssuedLetter.RenderState.FAILED: "bad",
}


def open_ways(foi_request: FoiRequest) -> list[tuple[str, str]]:
    """The ways that the requester's addresses leave open, each with its words."""
    requester = foi_request.requester
    ways = []
    if requester.email:
        ways.append(("email", f"By e-mail to {requester.email}"))
    if requester.postal_address:
        ways += [("post_first", "By post, first class"), ("post_second", "By post, second class")]
    return ways


def default_way(foi_request: FoiRequest) -> str:
    """E-mail where there is an address, unless the requester asked for paper and can be written to."""
    ways = [way for way, _words in open_ways(foi_request)]
    if "post_first" in ways and foi_request.preferred_format == "post":
        return "post_first"
    return ways[0] if ways else ""


def where_it_goes(foi_request: FoiRequest) -> list[dict[str, str]]:
    """The addresses that a letter of the case can go to, first the one that the issuing page proposes."""
    requester, is_posted_first = foi_request.requester, default_way(foi_request) != "email"
    addresses = [("By e-mail", requester.email), ("By post", requester.postal_address)]
    known = [each for each in sorted(addresses, reverse=is_posted_first) if each[1]]
    return [
        {"key": "Or to" if place else "Goes to", "value": f"{way}:\n{address}"}
        for place, (way, address) in enumerate(known)
    ]


def way_hints(ways: Sequence[tuple[str, str]], last_days: Mapping[str, str]) -> dict[str, str]:
    """What each way means for the time to ask for an internal review."""
    return {
        way: f"Last day to ask for an internal review: {last_days[way]}"
        + ("" if way == "email" else ", if it is posted today")
        for way, _words in ways
        if way in last_days
    }


def correction_words(correction: HistoryEntry | None) -> str:
    """That an address was corrected after the clearance, and when; empty where none was."""
    if correction is None:
        return ""
    return f"It was corrected {moment_words(correction.happened_at)}, after this letter was cleared."


def issue_facts(foi_response: FoiResponse, clearance: Clearance | None) -> list[dict[str, Any]]:
    """What to know before a letter leaves."""
    foi_request = foi_response.foi_request
    requester = foi_request.requester
    rows = [{"key": "To", "value": requester.displayed_name}]
    if requester.postal_address:
        rows.append({"key": "Postal address", "lines": requester.postal_address.splitlines()})
    rows.append({"key": "Preferred format", "value": foi_request.get_preferred_format_display()})
    if foi_request.adjustments:
        rows.append(
            {
                "key": "Adjustments asked for",
                "value": foi_request.adjustments,
                "tag": "Before it leaves",
                "tone": "warning",
            }
        )
    if clearance:
        name = "Approved by" if foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME else "Cleared by"
        rows.append({"key": name, "value": f"{clearance.by.name}, {moment_words(clearance.at)}"})
        if clearance.comment:
            rows.append({"key": "Comment", "value": clearance.comment})
    return rows


def issued_words(letter: IssuedLetter) -> str:
    """What happens after the button was pressed."""
    if letter.channel == EMAIL:
        return "The letter is issued. It is being rendered and will then be sent by e-mail."
    return "The letter is issued. When it is rendered, print it, post it, and record the day of posting."


def letter_heading(letter: IssuedLetter) -> str:
    """`Reply of 26 January 2023`."""
    return f"{letter.foi_response.get_kind_display()} of {day_words(letter.issued_on)}"


def letter_facts(letter: IssuedLetter) -> list[dict[str, Any]]:
    """What is known of an issued letter: how it went, where its PDF and its e-mail stand, its window, its hashes."""
    rows = [
        {"key": "Issued", "value": f"{moment_words(letter.issued_at)} by {letter.issued_by.name}"},
        {"key": "Channel", "value": _channel_words(letter)},
        {"key": "PDF", "tag": letter.get_render_state_display(), "tone": RENDER_TONES[letter.render_state]}
        | ({"value": number_of(letter.pages, "page")} if letter.pages else {}),
    ]
    if letter.last_error:
        rows.append({"key": "Why the PDF is not ready", "value": letter.last_error})
    rows += _mail_rows(letter)
    if letter.posted_on:
        rows.append(
            {"key": "Posted", "value": f"{day_words(letter.posted_on)}, {letter.get_post_class_display().lower()}"}
        )
    rows += _window_rows(letter)
    text = "Text of the version" if letter.foi_response.is_issued_by_officer else "Cleared text"
    rows.append({"key": f"{text} (SHA-256)", "value": letter.cleared_hash})
    rows.append({"key": "Issued text (SHA-256)", "value": letter.final_hash})
    if letter.pdf:
        rows.append({"key": "PDF file (SHA-256)", "value": letter.pdf.sha256})
    return rows


def _channel_words(letter: IssuedLetter) -> str:
    if letter.channel == EMAIL:
        return "By e-mail"
    return f"By post, {letter.get_post_class_display().lower()}"


def _mail_rows(letter: IssuedLetter) -> list[dict[str, Any]]:
    if letter.channel != EMAIL:
        return []
    mail = getattr(letter.message, "mail", None) if letter.message else None
    if mail is None:
        return [{"key": "E-mail", "value": "It is prepared when the PDF is ready."}]
    rows = [
        {
            "key": "E-mail",
            "value": f"To {mail.to_address}" + (f", {moment_words(mail.sent_at)}" if mail.sent_at else ""),
            "tag": mail_state(mail).text,
            "tone": mail_state(mail).tone,
        },
        {"key": "Message-ID", "value": mail.rfc_message_id},
    ]
    if mail.last_error and mail.state != OutgoingMail.State.SENT:
        rows.append({"key": "Why it is not sent", "value": mail.last_error})
    if mail.sent_again_after_interruption:
        rows.append({"key": "Note", "value": "Sent again after an interruption, with the same Message-ID."})
    return rows


def _window_rows(letter: IssuedLetter) -> list[dict[str, Any]]:
    if letter.reply_received_on is None:
        return [{"key": "Received", "value": "Not known until the day of posting is recorded."}]
    rows = [{"key": "Counts as received", "value": day_words(letter.reply_received_on)}]
    if letter.review_by is None:
        return rows
    today = timezone.localdate()
    left = (letter.review_by - today).days
    if left < 0:
        state = "The time has passed."
    else:
        state = "Today is the last day." if left == 0 else f"{number_of(left, 'day')} left."
    return [
        *rows,
        {"key": "Last day to ask for an internal review", "value": f"{day_words(letter.review_by)}. {state}"},
    ]


def letter_acts(letter: IssuedLetter, member: StaffMember) -> list[dict[str, Any]]:
    """What the person may do with the letter now, as links and buttons; the first is the likely one."""
    args = [letter.foi_request.reference, letter.foi_response_id]
    if not member.holds(Role.OFFICER):
        return []
    acts = []
    if letter.render_state == IssuedLetter.RenderState.FAILED:
        acts.append({"text": "Try rendering again", "url": reverse("letter_retry", args=args), "post": True})
    mail = getattr(letter.message, "mail", None) if letter.message else None
    if letter.channel == POST and letter.posted_on is None and letter.pdf:
        acts.append({"text": "Record the day of posting", "url": reverse("letter_posted", args=args)})
    if letter.posted_on is not None:
        acts.append({"text": "Correct the day of posting", "url": reverse("posting_correct", args=args)})
    has_window = letter.review_by is not None or not letter.foi_response.is_of_the_clock
    if has_window and (mail is not None or letter.posted_on):
        acts.append({"text": "Record when the requester received it", "url": reverse("letter_received", args=args)})
    if letter.superseded_by_id is None and letter.foi_response.is_reply:
        acts.append({"text": "Issue a corrected reply", "url": reverse("correct_reply", args=args)})
    return acts
