"""Why an act on a reply was refused, in words that a person in the office can act on."""

from foirequests.domain.errors import NotPermitted, Refused, Stale

__all__ = ["CommentsOpen", "NotPermitted", "Refused", "Stale"]


class CommentsOpen(Refused):
    """Comments on the letter are open that whoever submits it has not been shown."""
