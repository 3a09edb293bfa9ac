"""Secrets of a deployment: in a variable, or in the file that a variable names (Docker's and systemd's custom).

django-environ's `FileAwareEnv` is not used: it keeps the newline at the end of a file, prefers the file in silence when
both are set, takes an empty file for a value, and treats every variable so, of which most are no secrets.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def secret(name: str) -> str:
    """The variable `name`, or the one line of the file that `name`_FILE names; empty when neither is set.

    The value is taken as it stands: `$` and `%` mean nothing here. ImproperlyConfigured, without the value, when both
    are set, or when the file cannot be read, is empty, or holds anything but one line.
    """
    value, file = os.environ.get(name, ""), os.environ.get(f"{name}_FILE", "")
    if not file:
        return value
    if value:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set; set one of them.")
    try:
        line = Path(file).read_bytes().decode().rstrip("\n")
    except OSError as refused:
        raise ImproperlyConfigured(f"{name}_FILE names {file}, which cannot be read: {refused.strerror}.") from None
    except UnicodeDecodeError:
        raise ImproperlyConfigured(f"{name}_FILE names {file}, which is not text.") from None
    if not line.strip():
        raise ImproperlyConfigured(f"{name}_FILE names {file}, which is empty.")
    if not line.isprintable():
        raise ImproperlyConfigured(f"{name}_FILE names {file}, which holds more than one line of text.")
    return line
