"""Why an act on a reply was refused, in words that a person in the office can act on."""


class Refused(ValueError):
    """An act that the rules do not allow; `str()` is the plain-words message to show."""
