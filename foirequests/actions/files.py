"""Keeping files: the bytes in the store, one row for each."""

from datetime import datetime

from foirequests import files
from foirequests.models import StoredFile


def keep_file(content: bytes, *, media_type: str, at: datetime) -> StoredFile:
    """Keep the bytes and the row that names them; the same bytes have one row."""
    sha256 = files.keep(content)
    stored, _made = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": len(content), "media_type": media_type, "stored_at": at}
    )
    return stored
