"""Parts of a draft that no longer follow from what is decided."""

from datetime import date

from responses.actions.letters import planned_reply
from responses.domain.letter import Letter
from responses.domain.letter_rules import Finding
from responses.domain.reassembly import stale_parts
from responses.models import FoiResponse


def stale_findings(foi_response: FoiResponse, letter: Letter, day: date) -> list[Finding]:
    """A finding for each part of the letter whose decision was changed or taken back, or whose table was removed."""
    if not foi_response.is_reply:
        return []
    planned = planned_reply(foi_response, day=day, letter=letter)
    return [
        Finding(
            f"“{part.title or part.slug}” no longer follows from what is decided. Bring the letter up to date, or "
            "remove this part.",
            part=part.key,
        )
        for part in stale_parts(letter.parts, planned)
    ]
