"""What the drafting page shows: the outline, the live letter, the part that is open, and what is still missing."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.models.organisation import office_on
from foirequests.actions.cost import estimate_of
from foirequests.forms.ticked import row_keys
from responses.actions.assembling import tables_of
from responses.actions.clearers import eligible_clearers
from responses.actions.decision_values import limit_for
from responses.actions.findings import Checked, checked
from responses.actions.letters import build_letter, known_values, letter_on_screen, parts_of, values_from_settings
from responses.actions.up_to_date import changes_to_come
from responses.actions.windows import as_if_issued
from responses.actions.wording_in_drafts import parts_with_newer_wording
from responses.domain import placeholders
from responses.domain.decisions import decisions_in
from responses.domain.letter import Letter, Part
from responses.domain.reassembly import Reassembled
from responses.forms.drafting import GAP, GapsForm, PartForm, Typing, digest
from responses.models import FoiResponse, TextBlockVersion, WorkingCopy
from responses.presenters import drafting as words
from responses.presenters.clock_letters import TO_CHANGE
from responses.presenters.comments import tagged, waiting_rows
from responses.presenters.decisions import state_words
from responses.presenters.links import links_beside_draft
from responses.presenters.tables import table_rows, up_to_date_rows
from responses.presenters.wording_use import newer_words
from responses.views.comments import comments_beside


def draw(
    http_request: HttpRequest, foi_response: FoiResponse, *, open_part: str = "", typing: Typing | None = None
) -> dict[str, Any]:
    """Everything that the drafting page shows, from a bounded number of queries.

    `typing` is what a person typed and could not be saved: it stands in the fields instead of what is saved, and the
    page keeps the revision that they had looked at.
    """
    at = timezone.now()
    copy = WorkingCopy.objects.select_related("saved_by").get(foi_response=foi_response)
    office = office_on(timezone.localdate(at))
    known = known_values(foi_response, office)
    letter = build_letter(
        foi_response, parts=parts_of(copy), typed=copy.values, day=timezone.localdate(at), office=office
    )
    found = checked(letter, foi_response, at=at)
    part = next((part for part in letter.parts if part.key == open_part), None)
    gaps = fillable_gaps(letter, known)
    behind = changes_to_come(foi_response, at=at, letter=letter)
    open_key = part.key if part else ""
    context = preview(http_request, foi_response, copy, letter, found, behind, open_part=open_key, at=at)
    if part is not None:
        version = _version_of(part)
        context["part_title"] = words.part_title(part)
        context["provenance"] = words.provenance_rows(part, version)
        settings = values_from_settings(office, foi_response.foi_request.regime_id)
        context["part_gaps"] = words.gap_rows(part, letter, known, settings)
        context["part_form"] = _part_form(part, typing)
        context["body_was"] = digest(part.body)
        context["can_restore"] = part.edited and version is not None
        context["newer"] = newer_words(part, timezone.localdate(at))
    context |= _tables(foi_response, at) | up_to_date_rows(behind)
    context |= comments_beside(foi_response, letter, context["open_part"], typing)
    return context | {
        "heading": words.heading_of(foi_response),
        "part": part,
        "gaps_form": _gaps_form(gaps, copy, typing),
        "gaps_were": {f"{GAP}{name}": digest(copy.values.get(name, "")) for name in gaps},
        "removed": words.removed_rows(copy),
        "added": typing.added if typing else "",
        "holds_unsaved": typing is not None,
        "clearers": [] if foi_response.is_issued_by_officer else eligible_clearers(foi_response, day=office.day),
        "asked": _asked(http_request, foi_response),
        "change": _to_change(foi_response),
        "officers": _others(http_request.user),
        "links": links_beside_draft(foi_response, letter),
        "revision": typing.revision if typing else copy.revision,
        "decided": None if foi_response.is_of_the_clock else _how_far(foi_response, letter, at),
    }


def _how_far(foi_response: FoiResponse, letter: Letter, at: datetime) -> dict[str, Any]:
    """How far the decisions of the letter have come."""
    decisions = decisions_in(letter.decisions)
    return state_words(foi_response, decisions, limit=limit_for(decisions, on=timezone.localdate(at)))


def _tables(foi_response: FoiResponse, at: datetime) -> dict[str, Any]:
    """The tables of the letter."""
    if not foi_response.is_reply:
        return {}
    several = len(foi_response.foi_request.questions.all()) > 1
    tables = tables_of(foi_response)
    return {
        "has_tables": True,
        "tables": table_rows(tables, several=several),
        "has_estimate": any(table.is_estimate for table in tables),
        "can_estimate": estimate_of(foi_response.foi_request, on=timezone.localdate(at)) is not None,
    }


def preview(
    http_request: HttpRequest,
    foi_response: FoiResponse,
    copy: WorkingCopy,
    letter: Letter,
    found: Checked,
    behind: Reassembled,
    *,
    open_part: str,
    at: datetime,
) -> dict[str, Any]:
    """What changes with every word typed: the live letter, the outline's marks, and the state in the bar."""
    gaps_left = sum(1 for finding in found.standing if finding.gap)
    warnings = sum(1 for finding in found.standing if finding.is_passable)
    waiting = waiting_rows(foi_response, letter)
    newer = parts_with_newer_wording(letter, timezone.localdate(at))
    outline = words.outline_rows(letter, found.standing, open_part=open_part, newer=newer)
    return {
        "foi_request": foi_response.foi_request,
        "foi_response": foi_response,
        "copy": copy,
        "revision": copy.revision,
        "letter_html": letter_on_screen(as_if_issued(foi_response, letter, at=at), top_heading=3, mark_moments=True),
        "outline": tagged(outline, waiting),
        "waiting": waiting,
        "open_part": open_part,
        "findings": found.standing,
        "passed": found.passed,
        "needs_clearance": not foi_response.is_issued_by_officer,
        "gaps_left": gaps_left,
        "to_mend": len(found.standing) - gaps_left - warnings,
        "warnings": warnings,
        "behind": behind.changes_something or bool(behind.without_wording),
        "saved": words.saved_words(copy, reader=http_request.user.pk),
    }


def draw_preview(http_request: HttpRequest, foi_response: FoiResponse, copy: WorkingCopy, open_part: str) -> dict:
    """The preview alone, after a saving while somebody types."""
    at = timezone.now()
    letter = build_letter(foi_response, parts=parts_of(copy), typed=copy.values, day=timezone.localdate(at))
    found = checked(letter, foi_response, at=at)
    behind = changes_to_come(foi_response, at=at, letter=letter)
    return preview(http_request, foi_response, copy, letter, found, behind, open_part=open_part, at=at)


def fillable_gaps(letter: Letter, known: dict[str, str]) -> list[str]:
    """The gaps that an officer fills on this page, each once, in reading order; decisions fill theirs by themselves."""
    names = dict.fromkeys(
        name for part in letter.parts for name in placeholders.find(part.body) if name not in part.values
    )
    return [name for name in names if name not in known and name not in placeholders.MOMENT_GAPS]


def conflicts(foi_response: FoiResponse, typing: Typing) -> list[dict[str, str]]:
    """Both texts of everything that was typed and differs from what somebody else saved in the meantime."""
    copy = WorkingCopy.objects.get(foi_response=foi_response)
    parts = {part.key: part for part in parts_of(copy)}
    found = []
    if typing.body is not None:
        part = parts.get(typing.part)
        theirs = part.body if part else ""
        if digest(theirs) != digest(typing.body):
            title = words.part_title(part) if part else "A part that has been removed"
            found.append({"title": title, "theirs": theirs, "mine": typing.body})
    for name, mine in (typing.values or {}).items():
        theirs = copy.values.get(name, "")
        if digest(theirs) != digest(mine):
            label = placeholders.label(name)
            found.append({"title": label[:1].upper() + label[1:], "theirs": theirs, "mine": mine})
    if typing.added:
        found.append({"title": "New paragraph", "theirs": "", "mine": typing.added})
    return found


def _asked(http_request: HttpRequest, foi_response: FoiResponse) -> list[int | None]:
    """Who is chosen to clear it: on the page that was just sent, else whoever was asked the last time."""
    if "clearer" in http_request.POST:
        return row_keys([http_request.POST["clearer"]])
    return [foi_response.asked_clearer_id]


def _to_change(foi_response: FoiResponse) -> dict[str, str] | None:
    """The page on which the facts that a letter of the clock stands on are changed."""
    if foi_response.kind not in TO_CHANGE:
        return None
    page, text = TO_CHANGE[foi_response.kind]
    return {"url": reverse(page, args=[foi_response.foi_request.reference]), "text": text}


def _version_of(part: Part) -> TextBlockVersion | None:
    if part.kind != "block":
        return None
    versions = TextBlockVersion.objects.select_related("block", "approved_by")
    return versions.filter(block__slug=part.slug, number=part.version).first()


def _part_form(part: Part, typing: Typing | None) -> PartForm:
    if typing is not None and typing.part == part.key and typing.body is not None:
        return PartForm(part, body=typing.body)
    return PartForm(part)


def _gaps_form(gaps: list[str], copy: WorkingCopy, typing: Typing | None) -> GapsForm:
    return GapsForm(gaps, {**copy.values, **(typing.values or {} if typing else {})})


def _others(member: StaffMember) -> list[StaffMember]:
    return list(StaffMember.objects.holding(Role.OFFICER).exclude(pk=member.pk).order_by("name"))
