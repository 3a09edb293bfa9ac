"""Numbers written as words, from zero to ninety-nine."""

UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = {
    **{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
    **{"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}
NUMBER_IN_WORDS = rf"(?>(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(UNITS[1:])}))?|{'|'.join((*_TEENS, *UNITS))})"
"""A regular expression for such a number, in lower case; whole words where it stands between borders of words.

It gives nothing back: “thirty-five” is never thirty with something behind it.
"""


def number_named(words: str) -> int:
    """The number that digits or words such as `forty-one` name, whatever their case; ValueError for any other words."""
    if words.isdecimal():
        return int(words)
    first, _, unit = words.casefold().replace("-", " ").partition(" ")
    if first in _TENS:
        return _TENS[first] + (UNITS.index(unit, 1) if unit else 0)
    return (*UNITS, *_TEENS).index(words.casefold())
