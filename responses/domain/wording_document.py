r"""Wording as one text for review: a lawyer reads and changes it in Word or a text editor, and it comes back.

After some lines that say how to use it, each version stands between two lines of its own:

    ##### conclusion, version 3 #####
    ---
    slug: conclusion
    title: End of the reply
    guidance: The first line of it.
     The next line begins with a blank.
     .
    remark:
    ---
    That is the end of our reply.
    ##### end of conclusion, version 3 #####

The header is that of `wording_files`, and a remark. A line of a header that begins with a blank goes on with the one
before it, and one that is a blank and a full stop is an empty one. A line of the wording that itself begins with #####
stands behind a backslash. What was written comes back as it was; what cannot be read is told with its line, and what
stands between two versions is never passed over.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from responses.domain.wording_files import WordingFileError, WordingVersion, version_from

KEYS = (
    "slug", "version", "kind", "title", "valid_from", "valid_until", "review_by", "legal_basis", "guidance", "owner",
    "continues", "source", "reason", "remark",
)  # fmt: skip
BEGINS = re.compile(r"#{5}\s*(?!end of\b)(?P<name>\S.*?)\s*#{5}\s*")
ENDS = re.compile(r"#{5}\s*end of\s+(?P<name>\S.*?)\s*#{5}\s*")
RULE = re.compile(r"-{3}\s*")


@dataclass(frozen=True)
class Piece:
    """One version as it came back, with the remark that was made on it and the line on which it begins."""

    wording: WordingVersion
    remark: str
    line: int


@dataclass(frozen=True)
class Problem:
    """What of the text cannot be read: the line, and what is wrong there in plain words."""

    line: int
    words: str


@dataclass(frozen=True)
class Document:
    """What a text holds, what of it cannot be read, and whose wording it says it is; empty when it does not say."""

    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...]
    made_by: str = ""


def written(versions: Iterable[WordingVersion], introduction: Iterable[str]) -> str:
    """The versions as one text, under the lines of the introduction."""
    lines = [*introduction, ""]
    for version in versions:
        name = _name(version)
        lines += [f"##### {name} #####", "---", *_header_lines(version), "---"]
        lines += [_escaped(line) for line in version.body.split("\n")]
        lines += [f"##### end of {name} #####", ""]
    return "\n".join(lines) + "\n"


def read(text: str) -> Document:
    """What the text holds. Nothing raises: what cannot be read is among the problems, each with its line."""
    pieces: list[Piece] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, int], int] = {}
    for found in _cut(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        line, name, inside = found
        try:
            piece = _piece(line, name, inside)
        except WordingFileError as wrong:
            problems.append(Problem(line, str(wrong)))
            continue
        known = (piece.wording.slug, piece.wording.version)
        if known in seen:
            problems.append(Problem(line, f"{name}: it stands in the file twice, first on line {seen[known]}."))
            continue
        seen[known] = line
        pieces.append(piece)
    if not pieces and not problems:
        problems.append(Problem(1, "There is no wording in this file: no line begins with “##### ”."))
    return Document(tuple(pieces), tuple(problems), _made_by(text))


def made_line(authority: str, day: date) -> str:
    """The line above all wording that says whose it is, and on which day it went out."""
    return f"{authority}, {day.isoformat()}"


def _made_by(text: str) -> str:
    above = text.partition("##### ")[0].splitlines()
    found = (re.fullmatch(r"(\S.*), \d{4}-\d{2}-\d{2}", line.strip()) for line in above)
    return next((match[1] for match in found if match), "")


def _name(version: WordingVersion) -> str:
    return f"{version.slug}, version {version.version}"


def _header_lines(version: WordingVersion) -> Iterator[str]:
    for key in KEYS:
        value = getattr(version, key, "")
        if isinstance(value, bool):
            value = "yes" if value else "no"
        first, *more = plain("" if value is None else str(value)).split("\n")
        yield f"{key}: {first}".rstrip()
        yield from (f" {lengthened(line)}" for line in more)


def plain(words: str) -> str:
    """The words with plain line ends and without blanks at the ends of lines, as a header keeps them."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _escaped(line: str) -> str:
    return f"\\{line}" if re.match(r"\\*#{5}", line) else line


def _unescaped(line: str) -> str:
    return line[1:] if re.match(r"\\+#{5}", line) else line


def _cut(lines: list[str]) -> Iterator[tuple[int, str, list[str]] | Problem]:
    """Each version's line, name and lines, in order; and whatever stands where nothing should."""
    begun: tuple[int, str, list[str]] | None = None
    is_introduction = True
    for number, line in enumerate(lines, start=1):
        begins, ends = BEGINS.fullmatch(line), ENDS.fullmatch(line)
        if begins:
            if begun:
                yield _without_end(begun)
            begun, is_introduction = (number, begins["name"], []), False
        elif ends:
            if begun and begun[1] == ends["name"]:
                yield begun
            else:
                yield from [_without_end(begun)] if begun else []
                yield Problem(number, f"{ends['name']}: it ends here, and does not begin before.")
            begun, is_introduction = None, False
        elif begun:
            begun[2].append(line)
        elif line.strip() and not is_introduction:
            yield Problem(number, f"“{_short(line)}” stands between two pieces of wording. Move it into one of them.")
    if begun:
        yield _without_end(begun)


def _without_end(begun: tuple[int, str, list[str]]) -> Problem:
    return Problem(begun[0], f"{begun[1]}: the line “##### end of {begun[1]} #####” is missing.")


def _short(line: str) -> str:
    words = " ".join(line.split())
    return words if len(words) <= 60 else f"{words[:60]}…"


def _piece(line: int, name: str, inside: list[str]) -> Piece:
    rules = [place for place, each in enumerate(inside) if RULE.fullmatch(each)]
    if len(rules) < 2 or any(each.strip() for each in inside[: rules[0]]):
        raise WordingFileError(f"{name}: its header does not stand between two lines of three hyphens.")
    header = _header(inside[rules[0] + 1 : rules[1]], name)
    remark = header.pop("remark", "")
    body = "\n".join(_unescaped(each) for each in inside[rules[1] + 1 :]).strip()
    return Piece(version_from(header, body, name), remark.strip(), line)


def lengthened(line: str) -> str:
    """A further line of a header as it is written: one of nothing but full stops, or of nothing, gets one more."""
    return line if line.strip(".") else f"{line}."


def unlengthened(line: str) -> str:
    """A line of a header as it was meant."""
    return line[:-1] if line and not line.strip(".") else line


def _header(lines: list[str], name: str) -> dict[str, str]:
    header: dict[str, str] = {}
    key = ""
    for line in lines:
        if line.startswith((" ", "\t")) and key:
            more = line[1:]
            header[key] += "\n" + unlengthened(more.rstrip())
            continue
        if not line.strip():
            continue
        key, colon, value = (piece.strip() for piece in line.partition(":"))
        key = key.casefold()
        if not colon or key not in KEYS:
            raise WordingFileError(f"{name}: the header does not know the line “{_short(line)}”.")
        if key in header:
            raise WordingFileError(f"{name}: the header has {key} twice.")
        header[key] = value
    return {key: plain(value) for key, value in header.items()}
