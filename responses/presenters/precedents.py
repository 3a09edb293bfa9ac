"""Earlier cases like a new one, and what is published, as triage shows them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from codes.domain.passages import Passage
from codes.domain.published import ADDRESS_LACKING, S21, S43_CARD, PublishedMatch
from foirequests.models import FoiRequest, Question
from foirequests.presenters.days import Tag, day_words
from responses.domain.precedents import SimilarCase

TAGS = {
    S21: Tag("Section 21", "info"),
    S43_CARD: Tag("Section 43 card", "warning"),
    ADDRESS_LACKING: Tag("Address lacking", "neutral"),
}
"""What is proposed about something in the register."""


def similar_rows(cases: Iterable[SimilarCase], *, text: str, foi_request: FoiRequest) -> list[dict[str, Any]]:
    """One entry for each earlier case: what became of it, and the way to build the reply like its own."""
    return [
        {
            "reference": case.reference,
            "subject": case.subject,
            "url": reverse("case", args=[case.reference]),
            "alike": f"{case.score:.0%} alike",
            "words": words_of(case.passages, text),
            "facts": [
                {"key": "Answered", "value": day_words(case.issued_on)},
                {"key": "Held", "value": ", ".join(case.information_held) or "not recorded"},
                {"key": "Outcome", "value": ", ".join(case.outcomes) or "not recorded"},
                {"key": "Exemptions", "value": ", ".join(case.exemptions) or "none"},
                {"key": "Internal review", "value": "; ".join(case.review) or "none"},
                {"key": "Regulator and tribunal", "value": "; ".join(case.regulator) or "no complaint"},
            ],
            "blocks": [block.title for block in case.blocks],
            "reuse_url": reverse("draft_like", args=[foi_request.reference, case.reference]),
        }
        for case in cases
    ]


def published_rows(
    matches: Iterable[PublishedMatch], *, text: str, question: Question, slugs: Mapping[int, str], may_keep: bool
) -> list[dict[str, Any]]:
    """One entry for each thing published that a question of the case seems to ask for.

    `slugs` are those of the items by their keys; `may_keep`: whether the reader may complete the register.
    """
    keys = [question.foi_request.reference, question.number]
    return [
        {
            "title": match.title,
            "address": match.address,
            "why": match.why,
            "words": words_of(match.passages, text),
            "tag": TAGS[match.proposal].text,
            "tone": TAGS[match.proposal].tone,
            "card_url": reverse("case_commercial_card", args=keys) if match.proposal == S43_CARD else "",
            "register": _in_the_register(match, slugs[match.item.key], may_keep=may_keep),
        }
        for match in matches
    ]


def _in_the_register(match: PublishedMatch, slug: str, *, may_keep: bool) -> dict[str, str]:
    """The way to the item; where its address is lacking, to where it is typed in."""
    if match.proposal != ADDRESS_LACKING or not may_keep:
        return {"url": reverse("published_item", args=[slug]), "text": f"“{match.item.title}” in the register"}
    return {"url": reverse("published_change", args=[slug]), "text": f"Complete the address of “{match.item.title}”"}


def words_of(passages: Iterable[Passage], text: str) -> list[str]:
    """The very words of the text, each once."""
    return list(dict.fromkeys(passage.of(text) for passage in passages))
