"""What was decided, in a few lines for whoever clears the letter."""

import pytest

from responses.domain.decisions import Decision
from responses.presenters.decided import decided_rows

AS_TRIAGE_FOUND_IT = Decision(question=1, regime="foi", text="How many claims?", held="not_held")
BEGUN = Decision(question=1, regime="foi", text="How many claims?", held="not_held", outcome="not_held")


@pytest.mark.parametrize(
    ("decision", "is_judged", "is_missing"),
    [(BEGUN, True, True), (BEGUN, False, False), (AS_TRIAGE_FOUND_IT, True, False)],
    ids=["what a decision lacks", "an outcome of a review", "a question that stands as triage found it"],
)
def test_nothing_is_called_missing_that_does_not_stand_in_the_way_of_the_letter(decision, is_judged, is_missing):
    [row] = decided_rows([decision], limit=None, is_judged=is_judged)
    assert bool(row["missing"]) is is_missing
    assert row["lines"] == ["Not held"]
