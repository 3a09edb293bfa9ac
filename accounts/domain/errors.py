"""What the room refuses, in words that a member of staff can act on."""


class Refused(ValueError):
    """An act that may not happen; `str()` is the message shown to the person who asked for it."""
