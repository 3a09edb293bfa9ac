"""What is known of links in words: whether each opens, when somebody last looked, and what to do about it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from foirequests.presenters.days import Tag, moment_words, number_of
from responses.actions.link_states import are_checked
from responses.domain.letter import Letter
from responses.domain.links import LONGEST, WORDS, wrapper_of
from responses.domain.links_of_wording import links_of_letter
from responses.models import FoiResponse, LinkCheck

OFF = "Links are not checked in this installation. Open each of them yourself before the letter leaves."
NOBODY = "Nobody has looked at it yet."


def links_panel(addresses: Iterable[str]) -> dict[str, Any]:
    """Each address with what the last look found, and how far a check that was asked for has come."""
    addresses = list(dict.fromkeys(addresses))
    known = {row.address: row for row in LinkCheck.objects.filter(address__in=addresses)}
    is_on = are_checked()
    waiting = sum(1 for row in known.values() if row.asked_at) if is_on else 0
    return {
        "rows": [_row(address, known.get(address), is_on=is_on) for address in addresses],
        "off": "" if is_on else OFF,
        "waiting": waiting,
        "done": len(addresses) - waiting,
        "whole": len(addresses),
        "progress": f"{len(addresses) - waiting} of {number_of(len(addresses), 'link')} looked at" if waiting else "",
    }


def links_beside_draft(foi_response: FoiResponse, letter: Letter) -> dict[str, Any]:
    """What the panel of links beside a draft shows, and where its button and its refreshing go."""
    where = [foi_response.foi_request.reference, foi_response.pk]
    return {
        "panel": links_panel(links_of_letter(letter)),
        "url": reverse("draft_links", args=where),
        "check_url": reverse("draft_check_links", args=where),
        "in_form": True,
    }


def _row(address: str, row: LinkCheck | None, *, is_on: bool) -> dict[str, Any]:
    tag = _tag(row) if is_on else Tag("Not checked", "neutral")
    return {"address": address, "tag": tag.text, "tone": tag.tone, "lines": _lines(address, row, is_on=is_on)}


def _tag(row: LinkCheck | None) -> Tag:
    if row is not None and row.asked_at:
        return Tag("Being checked", "info")
    if row is None or row.checked_at is None:
        return Tag("Not checked yet", "neutral")
    if not row.is_alive:
        return Tag("Does not open", "bad")
    return Tag("Leads to a viewer", "warning") if row.wrapper else Tag("Opens", "good")


def _lines(address: str, row: LinkCheck | None, *, is_on: bool) -> list[str]:
    lines = []
    if len(address) > LONGEST:
        lines.append(f"{WORDS['too_long']}, so it is not checked.")
    elif is_on and (row is None or row.checked_at is None):
        lines.append(NOBODY)
    elif is_on:
        status = f" ({row.status})" if row.status and not row.is_alive else ""
        lines.append(f"{WORDS[row.why]}{status}. Looked at on {moment_words(timezone.localtime(row.checked_at))}.")
        if row.is_alive and row.final_address.rstrip("/") != address.partition("#")[0].rstrip("/"):
            lines.append(f"It leads on to {row.final_address}")
    if wrapper := wrapper_of(address):
        inside = f": {wrapper.inside}" if wrapper.inside else "."
        lines.append(f"It leads through {wrapper.service}. Link to the document itself{inside}")
    return lines
