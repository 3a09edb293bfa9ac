"""Why an act on a reply was refused, in words that a person in the office can act on."""

from foirequests.domain.errors import NotPermitted, Refused, Stale

__all__ = ["NotPermitted", "Refused", "Stale"]
