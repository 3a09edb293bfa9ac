"""Characters that print nothing."""

UNSEEN = "".join(
    map(chr, (0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF)),
)
"""Soft hyphens, blanks of no width, joiners, marks and overrides of direction, invisible operators.

Word processors and web pages leave them in words. A rule that looks for words, and a program that opens a file, may or
may not see past them; a reader sees nothing.
"""

_NOTHING = dict.fromkeys(map(ord, UNSEEN))


def without_unseen(text: str) -> str:
    """The text as a reader sees it."""
    return text.translate(_NOTHING)
