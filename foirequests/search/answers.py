"""What goes to and fro between search and the database's own way of searching."""

from collections.abc import Callable
from dataclasses import dataclass

Select = tuple[str, tuple]
"""The SQL of a SELECT of one column of keys, and its parameters."""


@dataclass(frozen=True)
class Newest:
    """Keys that match, the newest first. `is_partial`: older entries were not looked at."""

    keys: list[int]
    is_partial: bool = False


Asked = Callable[..., Newest]
"""Asks for the newest that match what is wanted: `asked(wanted, in_title=True, widened=False)`; `in_title`: all words
stand in the title; `widened`: the last word may go on."""
