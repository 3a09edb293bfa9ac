"""How the wording that may be used stands in the list beside a draft."""

from collections.abc import Collection, Iterable
from typing import Any

from foirequests.presenters.days import day_words
from responses.actions.wording import wording_on_screen
from responses.models import TextBlock, TextBlockVersion

RANKED = "Found, the best first"


def library_groups(
    versions: Iterable[TextBlockVersion], *, used: Collection[str], is_ranked: bool = False
) -> list[dict[str, Any]]:
    """The wording by the place in a letter where it belongs; `used` are the slugs that the letter has already.

    What somebody searched for (`is_ranked`) is one group, in the order given: the best first.

    The versions carry `last_used_in` (a case's reference) and `last_used_on`, None where no letter has them yet.
    """
    groups: dict[str, list[dict[str, Any]]] = {}
    for version in versions:
        block = version.block
        until = f" until {day_words(version.valid_until)}" if version.valid_until else ""
        groups.setdefault(RANKED if is_ranked else block.kind, []).append(
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
    if is_ranked:
        return [{"name": RANKED, "blocks": groups[RANKED]}] if groups else []
    return [{"name": kind.label, "blocks": groups[kind.value]} for kind in TextBlock.Kind if kind.value in groups]


def _last_used(version: TextBlockVersion) -> str:
    if version.last_used_in is None:
        return "Not used in a letter yet"
    return f"Last used in {version.last_used_in}, {day_words(version.last_used_on)}"
