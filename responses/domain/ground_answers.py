"""Answers to what the law wants for a ground, as they are kept: figures have to be figures."""

from collections.abc import Callable, Mapping

from responses.domain import amounts
from responses.domain.ground_questions import COST_IN_POUNDS, HOURS_TAKEN, RECORDS, WORK


def kept_answer(kind: str, typed: str) -> str:
    """The answer to a question of this kind as it is kept and printed; an empty one may wait.

    Raises:
        Refused: the answer to a question about figures has none, or one that cannot be.
    """
    return _KEPT[kind](typed) if typed and kind in _KEPT else typed


def _checked(check: Callable[[str], None]) -> Callable[[str], str]:
    def kept(typed: str) -> str:
        check(typed)
        return typed

    return kept


_KEPT: Mapping[str, Callable[[str], str]] = {
    HOURS_TAKEN: lambda typed: amounts.kept_amount(typed, amounts.HOURS),
    COST_IN_POUNDS: lambda typed: amounts.kept_amount(typed, amounts.POUNDS),
    RECORDS: _checked(amounts.check_records),
    WORK: _checked(amounts.check_work),
}
