"""What the office knows that reading a request needs, gathered from the codes room."""

from foirequests.domain.reading.read import Knowledge


def office_knowledge() -> Knowledge:
    """The codes of the claims lists and what the claims database does not record."""
    return Knowledge()
