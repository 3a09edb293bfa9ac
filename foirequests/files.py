"""Where files are kept: under the hash of their bytes, in FILES_DIR, written once and never served by address."""

import hashlib
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def place(sha256: str) -> str:
    """Where the bytes of a hash are kept, below FILES_DIR."""
    return str(PurePosixPath("kept") / sha256[:2] / sha256)


def keep(content: bytes) -> str:
    """Keep the bytes and return their SHA-256 in hexadecimal; the same bytes are kept once.

    What a process that was killed left half written is written again.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    there = place(sha256)
    if default_storage.exists(there) and default_storage.size(there) != len(content):
        default_storage.delete(there)
    if not default_storage.exists(there):
        default_storage.save(there, ContentFile(content))
    return sha256


def read(sha256: str) -> bytes:
    """The bytes kept under a hash.

    Raises:
        FileNotFoundError: nothing is kept under it.
        ValueError: what is kept there is not what was put there.
    """
    with default_storage.open(place(sha256)) as kept:
        content = kept.read()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"The file kept as {sha256} has been altered.")
    return content


def digest_of_named(name: str) -> str:
    """SHA-256 of a file that the office itself put into FILES_DIR under a name, its logo for example.

    Raises:
        FileNotFoundError: there is none of that name.
    """
    with default_storage.open(name) as named:
        return hashlib.sha256(named.read()).hexdigest()


def path_of_named(name: str) -> str:
    """The full path of a file that the office itself put into FILES_DIR under a name."""
    return default_storage.path(name)
