"""Shipped wording as files: one Markdown file for each version of a block, under a small header.

A file is named `<slug>.<version>.md` and reads

    ---
    slug: conclusion
    version: 1
    kind: closing
    title: End of the reply
    valid_from: 2023-01-01
    valid_until: 2023-02-28
    source: where the words come from
    reason: why this version exists
    ---
    That is the end of our reply.

Days are ISO dates and both ends count. Each line of a header is one `name: value`; the body is kept as it is written.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from responses.domain.errors import Refused
from responses.domain.wording_words import check_wording

KINDS = (
    "acknowledgement", "opening", "heading", "background", "decision", "advice", "caveat", "referral", "licence",
    "apology", "correction", "closing", "internal_review", "regulator", "clarification", "fees",
    "extension", "ending", "review_outcome", "refusal",
)  # fmt: skip
_NEEDED = ("slug", "version", "kind", "title", "valid_from", "source", "reason")
_OPTIONAL = ("valid_until", "legal_basis", "guidance", "owner", "continues", "review_by")
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class WordingFileError(ValueError):
    """A wording file that cannot be read; the message names the file and what is wrong with it."""


@dataclass(frozen=True)
class WordingVersion:
    """One version of one block. `valid_until` is its last day, or None; `continues` as in `letter.Part`.

    `review_by` is the day by which somebody looks at it again, or None.
    """

    slug: str
    version: int
    kind: str
    title: str
    body: str
    valid_from: date
    valid_until: date | None
    source: str
    reason: str
    legal_basis: str = ""
    guidance: str = ""
    owner: str = ""
    continues: bool = False
    review_by: date | None = None

    def is_valid_on(self, day: date) -> bool:
        """Whether the day lies within the version's dates."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


def parse(text: str, name: str) -> WordingVersion:
    """The version that a file holds; `name` is the file's name. Raises WordingFileError."""
    header, body = _parted(text, name)
    if missing := [key for key in _NEEDED if not header.get(key)]:
        raise WordingFileError(f"{name}: the header lacks {', '.join(missing)}.")
    if _SLUG.fullmatch(header["slug"]) and name != f"{header['slug']}.{header['version']}.md":
        raise WordingFileError(f"{name}: the name does not say {header['slug']}, version {header['version']}.")
    return version_from(header, body, name)


def version_from(header: Mapping[str, str], body: str, name: str) -> WordingVersion:
    """The version that a header and a body say; `name` is what a complaint calls it. Raises WordingFileError."""
    if missing := [key for key in ("slug", "version", "kind", "title", "valid_from") if not header.get(key)]:
        raise WordingFileError(f"{name}: the header lacks {', '.join(missing)}.")
    if not _SLUG.fullmatch(header["slug"]):
        raise WordingFileError(f"{name}: a slug is lower-case words joined by hyphens.")
    if header["kind"] not in KINDS:
        raise WordingFileError(f"{name}: there is no kind {header['kind']!r}.")
    if not body:
        raise WordingFileError(f"{name}: there is no wording.")
    try:
        check_wording(body)
    except Refused as refused:
        raise WordingFileError(f"{name}: {refused}") from refused
    version = WordingVersion(
        slug=header["slug"],
        version=_number(header["version"], name),
        kind=header["kind"],
        title=header["title"],
        body=body,
        valid_from=_day(header["valid_from"], name),
        valid_until=_day(header["valid_until"], name) if header.get("valid_until") else None,
        source=header.get("source", ""),
        reason=header.get("reason", ""),
        legal_basis=header.get("legal_basis", ""),
        guidance=header.get("guidance", ""),
        owner=header.get("owner", ""),
        continues=_yes_or_no(header.get("continues", "no"), name),
        review_by=_day(header["review_by"], name) if header.get("review_by") else None,
    )
    if version.valid_until and version.valid_until < version.valid_from:
        raise WordingFileError(f"{name}: it ends before it begins.")
    return version


def read_folder(folder: Path) -> tuple[WordingVersion, ...]:
    """Every version in the folder, by slug and number. Raises WordingFileError, also when two are valid on one day."""
    files = sorted(folder.glob("*.md"))
    versions = sorted((parse(file.read_text("utf-8"), file.name) for file in files), key=lambda v: (v.slug, v.version))
    for earlier, later in zip(versions, versions[1:], strict=False):
        if earlier.slug != later.slug:
            continue
        if earlier.valid_until is None or later.valid_from <= earlier.valid_until:
            raise WordingFileError(f"{later.slug}: versions {earlier.version} and {later.version} overlap.")
    return tuple(versions)


def valid_on(versions: Iterable[WordingVersion], day: date) -> dict[str, WordingVersion]:
    """The version of each block that is valid on the day, by slug."""
    return {version.slug: version for version in versions if version.is_valid_on(day)}


def _parted(text: str, name: str) -> tuple[dict[str, str], str]:
    match = re.fullmatch(r"---\n(.*?)\n---\n(.*)", text.replace("\r\n", "\n"), re.DOTALL)
    if not match:
        raise WordingFileError(f"{name}: it does not begin with a header between two lines of three hyphens.")
    header: dict[str, str] = {}
    for line in match[1].split("\n"):
        key, colon, value = (piece.strip() for piece in line.partition(":"))
        if not colon or key not in _NEEDED + _OPTIONAL:
            raise WordingFileError(f"{name}: the header does not know the line {line!r}.")
        if key in header:
            raise WordingFileError(f"{name}: the header has {key} twice.")
        header[key] = value
    return header, match[2].strip()


def _number(text: str, name: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,3}", text):
        raise WordingFileError(f"{name}: {text!r} is no version number.")
    return int(text)


def _day(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WordingFileError(f"{name}: {text!r} is no date like 2023-01-31.") from error


def _yes_or_no(text: str, name: str) -> bool:
    if text not in ("yes", "no"):
        raise WordingFileError(f"{name}: continues is yes or no, not {text!r}.")
    return text == "yes"
