"""The office's own logo on the screen: a picture that the office put into FILES_DIR, named in the letterhead."""

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.urls import reverse

from codes.domain.office_settings import Letterhead

PICTURES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
"""What browsers show, by the end of the file's name."""


def media_type_of_logo(letterhead: Letterhead | None) -> str:
    """What kind of picture the logo is; empty without one.

    It lies in FILES_DIR itself, so a name with a folder in it, where letters and messages are kept, names no logo.
    """
    name = PurePosixPath(letterhead.logo_file if letterhead else "")
    return PICTURES.get(name.suffix.lower(), "") if name.name == str(name) else ""


def logo_url(letterhead: Letterhead | None) -> str:
    """Where a browser finds the logo; empty without one."""
    return reverse("office_logo") if media_type_of_logo(letterhead) else ""


def read_logo(letterhead: Letterhead) -> bytes:
    """The bytes of the logo.

    Raises:
        FileNotFoundError: the office named a file that is not there.
    """
    with default_storage.open(letterhead.logo_file) as logo:
        return logo.read()
