"""What became of a question when the reply was issued, as the record keeps it for the figures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """Codes of the lists: whether the information was held, the outcome, and the exemptions or exceptions applied."""

    held: str
    outcome: str
    exemptions: tuple[str, ...] = ()
