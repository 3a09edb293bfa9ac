"""How good advice was, in words and as a table."""

from collections.abc import Mapping
from datetime import date

from foirequests.domain.advice import KINDS
from foirequests.domain.learning import Score

HEADINGS = ("Month", "Kind", "Accepted", "Corrected", "Dismissed", "Added", "Precision", "Recall")


def learning_rows(scores: Mapping[tuple[date, str], Score]) -> list[tuple[str, ...]]:
    """A row for each month and kind, as `HEADINGS` names the columns."""
    return [
        (
            f"{month:%B %Y}",
            KINDS[kind],
            *(str(number) for number in (score.accepted, score.corrected, score.dismissed, score.added)),
            _share(score.precision),
            _share(score.recall),
        )
        for (month, kind), score in scores.items()
    ]


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"
