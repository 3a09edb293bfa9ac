"""How the wording that may be used stands in the list beside a draft."""

from collections.abc import Collection, Iterable
from typing import Any

from foirequests.presenters.days import day_words
from responses.actions.wording import wording_on_screen
from responses.models import TextBlock, TextBlockVersion


def library_groups(versions: Iterable[TextBlockVersion], *, used: Collection[str]) -> list[dict[str, Any]]:
    """The wording by the place in a letter where it belongs; `used` are the slugs that the letter has already.

    The versions carry `last_used_in` (a case's reference) and `last_used_on`, None where no letter has them yet.
    """
    groups: dict[str, list[dict[str, Any]]] = {}
    for version in versions:
        block = version.block
        until = f" until {day_words(version.valid_until)}" if version.valid_until else ""
        groups.setdefault(block.kind, []).append(
            {
                "pk": version.pk,
                "title": block.title,
                "html": wording_on_screen(version.body, top_heading=4),
                "guidance": block.guidance,
                "legal_basis": block.legal_basis,
                "facts": f"Version {version.number}, valid from {day_words(version.valid_from)}{until}",
                "last_used": _last_used(version),
                "is_used": block.slug in used,
            }
        )
    return [{"name": kind.label, "blocks": groups[kind.value]} for kind in TextBlock.Kind if kind.value in groups]


def _last_used(version: TextBlockVersion) -> str:
    if version.last_used_in is None:
        return "Not used in a letter yet"
    return f"Last used in {version.last_used_in}, {day_words(version.last_used_on)}"
