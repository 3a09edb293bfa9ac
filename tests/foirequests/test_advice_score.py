"""How good advice was: its precision and its recall."""

from foirequests.domain.learning import Score


def test_precision_is_what_was_right_of_the_advised_and_recall_what_was_advised_of_the_right():
    score = Score(accepted=6, corrected=1, dismissed=1, added=2)
    assert (score.advised, score.precision, score.recall) == (8, 0.75, 6 / 9)


def test_nothing_advised_has_no_precision_and_nothing_right_no_recall():
    assert (Score(added=1).precision, Score(added=1).recall) == (None, 0)
    assert (Score(dismissed=1).precision, Score(dismissed=1).recall) == (0, None)
