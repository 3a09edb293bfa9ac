"""How exemptions fared, in words: small numbers as counts, not percentages."""

from collections.abc import Iterable, Mapping
from typing import Any

from codes.models import Exemption
from responses.domain.overturns import Fared

COLUMNS = [
    {"label": "Provision"},
    {"label": "Replies", "numeric": True},
    {"label": "Reviewed", "numeric": True},
    {"label": "By the regulator", "numeric": True},
    {"label": "Overturned", "numeric": True},
    {"label": "In part", "numeric": True},
    {"label": "In short"},
]
HEADINGS = (
    "Provision",
    "Name",
    "Replies that leaned on it",
    "Reviewed",
    "Of these by the regulator or a tribunal",
    "Overturned in whole",
    "Overturned in part",
)


def overturn_words(fared: Fared) -> str:
    """`Used in 41 replies; 3 reviewed, 1 of them overturned`: what stands beside a provision where it is chosen."""
    if not fared.replies:
        return "Not used in a reply yet"
    used = f"Used in {fared.replies:,} {'reply' if fared.replies == 1 else 'replies'}"
    if not fared.reviewed:
        return f"{used}; none was reviewed"
    return f"{used}; {fared.reviewed:,} reviewed, {_overturned(fared)}"


def overturn_tone(fared: Fared) -> str:
    """`bad` when half of the reviewed replies or more did not stand, `warning` when some did not, else `neutral`."""
    if not fared.overturned:
        return "neutral"
    return "bad" if fared.overturned * 2 >= fared.reviewed else "warning"


def overturn_note(fared: Fared) -> dict[str, str] | None:
    """Words and tone for the include `overturn_rate.html`; None for a provision that no reply leaned on yet."""
    return {"words": overturn_words(fared), "tone": overturn_tone(fared)} if fared.replies else None


def with_overturns(groups: list[dict[str, Any]], fared: Mapping[str, Fared]) -> list[dict[str, Any]]:
    """The groups of provisions to choose from, each provision with how it fared."""
    return [
        group | {"rows": [row | {"fared": overturn_note(fared[row["code"]])} for row in group["rows"]]}
        for group in groups
    ]


def fared_rows(exemptions: Iterable[Exemption], fared: Mapping[str, Fared]) -> list[list[dict[str, Any]]]:
    """One row for each provision that a reply leaned on."""
    return [
        [
            {"text": exemption.citation, "sub": exemption.name, "header": True},
            {"text": f"{one.replies:,}", "numeric": True},
            {"text": f"{one.reviewed:,}", "numeric": True},
            {"text": f"{one.by_regulator:,}", "numeric": True},
            {"text": f"{one.wholly:,}", "numeric": True},
            {"text": f"{one.partly:,}", "numeric": True},
            {"text": _in_short(one)},
        ]
        for exemption in exemptions
        for one in [fared[exemption.code]]
    ]


def fared_lines(
    exemptions: Iterable[Exemption], fared: Mapping[str, Fared]
) -> list[tuple[str, str, int, int, int, int, int]]:
    """The same figures for a spreadsheet, in the order of `HEADINGS`."""
    return [
        (exemption.citation, exemption.name, one.replies, one.reviewed, one.by_regulator, one.wholly, one.partly)
        for exemption in exemptions
        for one in [fared[exemption.code]]
    ]


def _in_short(fared: Fared) -> str:
    if not fared.reviewed:
        return "None was reviewed"
    words = _overturned(fared)
    return words[:1].upper() + words[1:]


def _overturned(fared: Fared) -> str:
    if not fared.overturned:
        return "all stood"
    part = f" ({fared.partly:,} in part)" if fared.partly else ""
    if fared.share is not None:
        return f"{fared.share:.0%} of them overturned{part}"
    return f"{fared.overturned:,} of them overturned{part}"
