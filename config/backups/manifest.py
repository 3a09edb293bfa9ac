"""What a backup says of itself: `manifest.json`, the last file in the archive, so that one cut off has none."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import PurePosixPath

from django.utils import timezone

from config.backups import BackupRefused

FORMAT = 1
PRODUCT = "FOI Desk"
NAME = "manifest.json"
FILES = "files/"
"""Under which the files of the office stand in the archive."""


@dataclass(frozen=True)
class Kept:
    """A file in the archive: bytes, and their SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """One backup.

    `made_at` is the moment of the database's copy (ISO 8601); `database` the name of that copy in the archive;
    `engine_version` the database server's; `schema` PostgreSQL's, else empty; `migrations` those applied, as
    "room.name"; `rows` the number of rows of each table; `link_key` a fingerprint of the key behind private links;
    `contents` every other file in the archive; `lost` the files that a row names and that the office itself no longer
    had as they were kept.
    """

    made_at: str
    engine: str
    engine_version: str
    schema: str
    database: str
    migrations: list[str]
    rows: dict[str, int]
    link_key: str
    contents: dict[str, Kept]
    lost: list[str]

    def to_json(self) -> bytes:
        """As it stands in the archive."""
        return json.dumps({"product": PRODUCT, "format": FORMAT, **asdict(self)}, indent=0).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Read what stands in an archive.

        Raises:
            BackupRefused: it is no manifest of ours, of a later format, or names what no backup holds.
        """
        try:
            read = json.loads(text)
            product, found = read.pop("product"), read.pop("format")
        except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as wrong:
            raise BackupRefused("This is no backup of FOI Desk.") from wrong
        if product != PRODUCT or not isinstance(found, int):
            raise BackupRefused("This is no backup of FOI Desk.")
        if found > FORMAT:
            raise BackupRefused("A later version of FOI Desk made this backup. Install that version, then restore.")
        try:
            manifest = cls(**{**read, "contents": {name: Kept(**kept) for name, kept in read["contents"].items()}})
            manifest._check()
        except BackupRefused:
            raise
        except (KeyError, TypeError, AttributeError, ValueError) as wrong:
            raise BackupRefused("The backup has been altered: its manifest cannot be read.") from wrong
        return manifest

    def _check(self) -> None:
        if datetime.fromisoformat(self.made_at).tzinfo is None:
            raise BackupRefused("The backup has been altered: it does not say when it was made.")
        tables = [self.schema or "public", *self.rows]
        numbers = [*self.rows.values(), *(kept.size for kept in self.contents.values())]
        said = [self.engine, self.link_key, *self.lost, *(kept.sha256 for kept in self.contents.values())]
        if not (
            all(re.fullmatch(r"\w+", name) for name in tables)
            and all(re.fullmatch(r"\w+\.\w+", name) for name in self.migrations)
            and re.fullmatch(r"\d+(\.\d+)*", self.engine_version)
            and all(isinstance(number, int) for number in numbers)
            and all(isinstance(words, str) and words.isprintable() for words in said)  # they reach a terminal
            and self.database in self.contents
        ):
            raise BackupRefused("The backup has been altered: its manifest cannot be read.")
        for name in self.contents.keys() - {self.database}:
            if not name.startswith(FILES) or not is_safe(name):
                raise BackupRefused(f"The backup has been altered: it holds {name!r}, which no backup holds.")

    @property
    def made(self) -> str:
        """The moment of the backup in words, in the office's time."""
        return f"{timezone.localtime(datetime.fromisoformat(self.made_at)):%-d %B %Y at %H:%M}"

    @property
    def files(self) -> dict[str, Kept]:
        """The files of the office by their place below FILES_DIR."""
        return {name.removeprefix(FILES): kept for name, kept in self.contents.items() if name != self.database}

    @property
    def total(self) -> int:
        """Bytes of everything that is restored."""
        return sum(kept.size for kept in self.contents.values())


def is_safe(name: str) -> bool:
    """Whether a name leads to a place inside the folder that it is read from, in one way only."""
    parts = PurePosixPath(name).parts
    return bool(parts) and "/".join(parts) == name and parts[0] != "/" and ".." not in parts and "\0" not in name
