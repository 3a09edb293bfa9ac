"""What an act answers when the law, the facts or another person's work stand in its way."""

from codes.domain.errors import Refused


class NotPermitted(Refused):
    """The act is not open to this person or at this stage of the case."""


class Stale(Refused):
    """Somebody else changed the same thing first; nothing of either text is lost."""


__all__ = ["NotPermitted", "Refused", "Stale"]
