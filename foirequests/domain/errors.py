"""What an act answers when the law, the facts or another person's work stand in its way."""

from typing import Any

from codes.domain.errors import Refused


class NotPermitted(Refused):
    """The act is not open to this person or at this stage of the case."""


class Stale(Refused):
    """Somebody else changed the same thing first; nothing of either text is lost."""


class ChangedMeanwhile(Stale):
    """Somebody else changed fields of questions since the page was shown; nothing was written.

    `fields`: the question's number and the name of each field. `who`: the person who acted last, None when unknown.
    """

    def __init__(self, fields: tuple[tuple[int, str], ...], who: Any = None) -> None:
        super().__init__("Somebody else changed this case since you opened the page. Nothing was saved.")
        self.fields, self.who = fields, who


class WordsChanged(Refused):
    """Somebody changed the words of questions since they were shown: `stand` has, by their keys, how they read now."""

    def __init__(self, stand: dict[int, str]) -> None:
        super().__init__("Somebody changed the words of a question since you opened the page.")
        self.stand = stand


__all__ = ["ChangedMeanwhile", "NotPermitted", "Refused", "Stale", "WordsChanged"]
