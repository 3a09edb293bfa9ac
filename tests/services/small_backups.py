"""Backups of a few bytes, whose manifest names no more than it must."""

import io
from collections.abc import Mapping
from pathlib import Path

from config.backups.archive import ArchiveWriter
from config.backups.manifest import Manifest

MANIFEST = Manifest(
    made_at="2026-11-22T03:00:00+00:00",
    engine="SQLite",
    engine_version="3.40.1",
    schema="",
    database="database.sqlite3",
    migrations=["accounts.0001_initial"],
    rows={},
    link_key="",
    contents={},
    lost=[],
)


def a_backup(path: Path, contents: Mapping[str, bytes], manifest: Manifest = MANIFEST) -> Path:
    """Write an archive of these members at the path, with the manifest at its end."""
    with path.open("wb") as out:
        writer = ArchiveWriter(out)
        for name, content in contents.items():
            writer.add(name, io.BytesIO(content), len(content), modified=1e9, mode=0o640)
        writer.finish(manifest, modified=1e9)
    return path
