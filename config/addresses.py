"""Addresses of servers, which may hold passwords, read from the environment; a mistake is told without quoting them."""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured

HOW = (
    "cannot be read as an address. In its user name and password write / as %2F, # as %23, ? as %3F, @ as %40, "
    ": as %3A, [ as %5B, ] as %5D and % as %25 (README, Settings)."
)


def read_address(name: str, address: str, read: Callable[[str], Any]) -> Any:
    """What `read` makes of the address that the variable `name` holds.

    ImproperlyConfigured, without any part of the address, when it cannot be read, or would be read with the first half
    of a password in place of the port. The errors of Python's and django-environ's readers quote what they stumble on.
    """
    whole = address.partition("://")[2]
    before_path = re.split(r"[/?#]", whole, maxsplit=1)[0]
    cut_short = before_path and "@" in whole and "@" not in before_path
    if not cut_short:
        try:
            return read(address)
        except (ValueError, KeyError, ImproperlyConfigured):
            pass  # told below, apart from the error, which quotes the address
    raise ImproperlyConfigured(f"{name} {HOW}")
