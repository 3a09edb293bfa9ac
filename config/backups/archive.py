"""The one file that a backup is: a compressed tar of the database's copy, the files, and the manifest.

Anybody can look into it with `tar`. What is read here is hostile until its hashes are those of the manifest.
"""

import gzip
import hashlib
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from config.backups import BackupRefused
from config.backups.manifest import NAME, Kept, Manifest, is_safe

PIECE = 1024 * 1024  # bytes read at once
LARGEST_MANIFEST = 512 * 1024 * 1024
COMPRESSION = 3
"""Of gzip: the database shrinks, PDFs do not, and a nightly backup should not take the night."""


Member = tuple[str, BinaryIO, tarfile.TarInfo]
"""A file in an archive: its name, its bytes to be read once, and what tar says of it."""


class ArchiveWriter:
    """Writes one archive; `contents` are what stands in it so far."""

    def __init__(self, out: BinaryIO) -> None:
        self.out = out
        self.compressed = gzip.GzipFile(fileobj=out, mode="wb", compresslevel=COMPRESSION, filename="")
        self.tar = tarfile.TarFile(fileobj=self.compressed, mode="w", format=tarfile.PAX_FORMAT)
        self.contents: dict[str, Kept] = {}
        self.bytes_written = 0

    def add(self, name: str, file: BinaryIO, size: int, *, modified: float, mode: int) -> Kept:
        """Add the next `size` bytes of an open file, and remember their hash; raises OSError when there are fewer."""
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, int(modified), mode
        hashed = _Hashed(file)
        self.tar.addfile(info, hashed)
        self.tar.members.clear()  # tarfile remembers each, and there may be millions
        kept = Kept(size, hashed.digest.hexdigest())
        self.contents[name] = kept
        self.bytes_written += size
        return kept

    def add_path(self, name: str, path: Path) -> Kept:
        """Add a file of the disk."""
        with path.open("rb") as file:
            facts = os.fstat(file.fileno())
            return self.add(name, file, facts.st_size, modified=facts.st_mtime, mode=facts.st_mode & 0o777)

    def finish(self, manifest: Manifest, *, modified: float) -> Manifest:
        """Write the manifest of all that was added, and bring everything to the disk; the manifest as written."""
        whole = replace(manifest, contents=dict(self.contents))
        text = whole.to_json()
        self.add(NAME, BytesIO(text), len(text), modified=modified, mode=0o600)
        self.tar.close()
        self.compressed.close()
        self.out.flush()
        os.fsync(self.out.fileno())
        return whole


class _Hashed:
    """A file being read, and the hash of what was read."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        """The next bytes."""
        piece = self.file.read(size)
        self.digest.update(piece)
        return piece


class _Watched:
    """An archive being read, which tells how far it has been read."""

    def __init__(self, file: BinaryIO, so_far: Callable[[int, int], None]) -> None:
        self.file = file
        self.so_far = so_far
        self.size = os.fstat(file.fileno()).st_size

    def read(self, size: int) -> bytes:
        """The next bytes."""
        self.so_far(self.file.tell(), self.size)
        return self.file.read(size)


def check(archive: Path, *, so_far: Callable[[int, int], None]) -> Manifest:
    """Read an archive wholly, without writing anything, and compare each file with the manifest.

    `so_far` is told how many bytes of how many have been read.

    Raises:
        BackupRefused: it is not whole, not as it was written, or never was a backup.
        OSError: it cannot be read.
    """
    found: dict[str, Kept] = {}
    manifest = None
    with _members(archive, so_far) as members:
        for name, file, _info in members:
            if manifest or name in found:
                raise BackupRefused(f"The backup has been altered: it holds {name!r} where nothing should stand.")
            if name == NAME:
                manifest = Manifest.from_json(file.read(LARGEST_MANIFEST))
            else:
                found[name] = _hash(file)
    if manifest is None:
        raise BackupRefused("The backup is not whole: it was cut off before its end, or it is no backup of FOI Desk.")
    for name in sorted(manifest.contents.keys() | found.keys()):
        if manifest.contents.get(name) != found.get(name):
            raise BackupRefused(f"The backup has been altered: {name} is not as it was written.")
    return manifest


def extract(
    archive: Path, manifest: Manifest, place_of: Callable[[str], Path], *, so_far: Callable[[int, int], None]
) -> None:
    """Write each file of a checked archive to its place, and check its bytes once more on the way.

    Raises:
        BackupRefused: the archive is another than the one that was checked.
        OSError: a file cannot be written.
    """
    left = dict(manifest.contents)
    with _members(archive, so_far) as members:
        for name, file, info in members:
            if name == NAME:
                continue
            place = place_of(name)
            place.parent.mkdir(parents=True, exist_ok=True)
            with open(place, "xb", opener=lambda path, flags: os.open(path, flags, mode=0o600)) as written:
                if left.pop(name, None) != _hash(file, written):
                    raise BackupRefused("The backup was changed while it was being restored.")
            os.chmod(place, info.mode & 0o666 | 0o600)
            os.utime(place, (info.mtime, info.mtime))
    if left:
        raise BackupRefused("The backup was changed while it was being restored.")


@contextmanager
def _members(archive: Path, so_far: Callable[[int, int], None]) -> Iterator[Iterator[Member]]:
    """The ordinary files of an archive, to be read one after the other."""
    try:
        with (
            archive.open("rb") as raw,
            gzip.GzipFile(fileobj=_Watched(raw, so_far)) as plain,
            tarfile.open(fileobj=plain, mode="r|", errorlevel=2) as tar,
        ):
            yield _ordinary(tar)
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as broken:
        raise BackupRefused("The backup is not whole: it was cut off or altered, or it is no backup.") from broken


def _ordinary(tar: tarfile.TarFile) -> Iterator[Member]:
    for info in tar:
        # A link, a device, a folder or a file with holes is nothing that a backup holds.
        if info.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or info.sparse or not is_safe(info.name):
            raise BackupRefused(f"The backup has been altered: it holds {info.name!r}, which no backup holds.")
        yield info.name, tar.extractfile(info), info
        tar.members.clear()


def _hash(file: BinaryIO, copy: BinaryIO | None = None) -> Kept:
    digest, size = hashlib.sha256(), 0
    while piece := file.read(PIECE):
        digest.update(piece)
        size += len(piece)
        if copy:
            copy.write(piece)
    return Kept(size, digest.hexdigest())
