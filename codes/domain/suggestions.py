"""What reading a request suggests from the code lists: values, each with the words of the request that caused it."""

from dataclasses import dataclass

from codes.domain.passages import Passage


@dataclass(frozen=True)
class SuggestedCode:
    """A code of the claims lists that a question seems to be about; `score` from 0 to 1, 1 for its own label."""

    list_name: str
    label: str
    score: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class NotRecorded:
    """Something that the claims database has no field for, and who may know it.

    `concept` is a code (`procedure`, `diagnosis`, `drug`, `cancer_type`, `place_of_fall`, ...), `named` what the
    request calls it; `nearest` the codes to offer instead, as (list, label); `body` the other body that may hold it,
    empty when none is known.
    """

    concept: str
    named: str
    passages: tuple[Passage, ...]
    nearest: tuple[tuple[str, str], ...] = ()
    body: str = ""
