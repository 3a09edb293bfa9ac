"""Comments on parts of a letter, in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from foirequests.models import FoiRequest
from foirequests.presenters.days import moment_words, number_of
from responses.domain.comments import CHANGED, REMOVED, fate_of, names_nobody
from responses.domain.letter import Letter, Part
from responses.models import Clearance, FoiResponse, PartComment
from responses.presenters.drafting import part_title

ERASED = "(These words were erased.)"
FATES = {
    CHANGED: {"text": "The paragraph was changed since", "tone": "info"},
    REMOVED: {"text": "The paragraph was taken out", "tone": "warning"},
}


def thread_rows(threads: Iterable[PartComment], letter: Letter) -> list[dict[str, Any]]:
    """Threads with their answers, oldest first, and whether the words that they were made on still stand."""
    parts = {part.key: part for part in letter.parts}
    return [
        {
            "pk": thread.pk,
            "part": thread.part,
            "title": _title(thread, parts.get(thread.part)),
            "tag": FATES.get(fate := fate_of(letter, thread.part, thread.made_on)),
            "made_on": thread.made_on if fate in FATES else "",
            "resolved": f"Resolved by {thread.resolved_by.name} on {moment_words(thread.resolved_at)}"
            if thread.resolved_at
            else "",
            "said": [_said(each) for each in (thread, *thread.replies.all())],
        }
        for thread in threads
    ]


def by_part(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The threads of each part, by its key."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["part"], []).append(row)
    return found


def waiting_rows(foi_response: FoiResponse, letter: Letter) -> list[dict[str, Any]]:
    """The comments that nobody resolved yet, each with the way to it on the drafting page."""
    parts = {part.key: part for part in letter.parts}
    draft = reverse("draft", args=[foi_response.foi_request.reference, foi_response.pk])
    return [
        {
            "pk": thread.pk,
            "part": thread.part,
            "title": _title(thread, parts.get(thread.part)),
            "who": f"{thread.by.name}, {moment_words(thread.at)}",
            "text": thread.text or ERASED,
            "url": f"{draft}?part={thread.part if thread.part in parts else ''}#comment-{thread.pk}",
        }
        for thread in foi_response.part_comments.unresolved().select_related("entry__words", "by")
    ]


def waiting_beside(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The open ones among the threads that a page shows, each with the way to it on that page."""
    return [
        {
            "title": row["title"],
            "url": f"#comment-{row['pk']}",
            "text": first["text"],
            "who": f"{first['who']}, {first['when']}",
        }
        for row in rows
        if not row["resolved"]
        for first in row["said"][:1]
    ]


def tagged(outline: list[dict[str, Any]], waiting: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of an outline, with how many comments wait at each part."""
    unresolved = Counter(comment["part"] for comment in waiting)
    return [
        row | {"tags": [*row["tags"], {"text": number_of(unresolved[row["key"]], "comment"), "tone": "info"}]}
        if row["key"] in unresolved
        else row
        for row in outline
    ]


def nobody_words(names: Iterable[str], *, advice: str = ": write the whole name, or choose the colleague.") -> str:
    """That the words behind an `@` told nobody, and what to do about it; empty for none."""
    listed = ", ".join(f"“{name}”" for name in names)
    return f"Nobody was told by {listed}{advice}" if listed else ""


def about_the_whole(foi_request: FoiRequest) -> dict[int, list[dict[str, str]]]:
    """What clearers said of whole letters of the case when they decided, the newest first, by the key of the letter."""
    found: dict[int, list[dict[str, str]]] = {}
    clearances = Clearance.objects.filter(version__foi_response__foi_request=foi_request).exclude(comment="")
    clearances = clearances.select_related("by", "version").defer("version__letter")
    for each in clearances.order_by("-at", "-pk"):
        said = {
            "who": each.by.name,
            "when": moment_words(each.at),
            "what": each.get_verdict_display(),
            "text": each.comment,
        }
        found.setdefault(each.version.foi_response_id, []).append(said)
    return found


def _said(comment: PartComment) -> dict[str, str]:
    told = {person.pk: person.name for person in comment.mentions.all()}
    return {
        "who": comment.by.name,
        "when": moment_words(comment.at),
        "text": comment.text or ERASED,
        "mentions": f"Mentioned: {', '.join(told.values())}" if told else "",
        "nobody": nobody_words(names_nobody(comment.text, told)),
    }


def _title(thread: PartComment, part: Part | None) -> str:
    """The part as the outline calls it now, or as it was called when it was commented on."""
    return part_title(part or Part(key=thread.part, kind="paragraph", title=thread.title, body=thread.made_on))
