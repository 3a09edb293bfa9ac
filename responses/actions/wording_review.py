"""Wording out for review as one file, and back: what was changed becomes proposals, what was remarked is kept."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Role, StaffMember
from foirequests.domain.workflow import check_role
from responses.actions.wording import check_wording, propose_wording, version_before
from responses.domain.errors import Refused
from responses.domain.wording_document import Piece, made_line, plain, written
from responses.domain.wording_files import WordingVersion
from responses.domain.wording_words import GapChanges, gap_changes
from responses.models import TextBlock, TextBlockChange, TextBlockVersion
from responses.word_files import written_document

_FIRST = (
    "Wording for review",
    "",
    "Each piece of wording stands between two lines that begin with #####. Leave those lines as they are.",
    "Change the words, and what is said of them above (title, legal_basis, guidance, owner, review_by, valid_until).",
    "Days are written like 2027-01-31. What stands between (( and )) is filled in for each letter: keep both brackets",
    "on each side. Where such a name is to go, take it out whole; whoever brings the file back is asked about it.",
)
_LAST = "Nothing is used in a letter before the deputy director has approved it."
INTRODUCTION = (
    *_FIRST,
    "Write what you want to say, but not to print, behind “remark:”. Begin further lines of it with a blank.",
    "Save the file as plain text (in Word: Save as, Plain text, Unicode UTF-8) and send it back.",
    _LAST,
)
WORD_INTRODUCTION = (
    *_FIRST,
    "Write what you want to say, but not to print, behind “remark:”, and not as a comment of Word.",
    "You may track your changes. Accept all of them before you send the document back (Review, Accept, Accept All).",
    "Use no tables, footnotes or pictures: they cannot be read. Bold and other looks do not count, words do.",
    _LAST,
)
_EMPTY_LINES = re.compile(r"\n{3,}")
COMPARED = ("title", "legal_basis", "guidance", "owner", "review_by", "valid_from", "valid_until", "continues")


@dataclass(frozen=True)
class Returned:
    """One piece of a file that came back, beside the version that it was made from.

    `base` is None for wording that the library does not have. `newer` is the number of a version that was approved
    since. `refusal` says why it cannot be proposed; `is_changed` is False where it came back as it went. `gaps` are
    those that it lost, or that nobody knows: somebody has to say that they are meant.
    """

    piece: Piece
    base: TextBlockVersion | None
    is_changed: bool
    newer: int | None = None
    refusal: str = ""
    gaps: GapChanges = GapChanges()

    def token(self, gap: str) -> str:
        """What a tick at this gap sends."""
        return f"{self.piece.wording.slug} {self.piece.wording.version} {gap}"


@dataclass(frozen=True)
class NotProposed:
    """A piece that could not be proposed, and why."""

    piece: Piece
    why: str


def as_file(
    versions: Iterable[TextBlockVersion], *, authority: str, day: date, introduction: Iterable[str] = INTRODUCTION
) -> str:
    """The versions as one text to be read and changed by counsel."""
    head = (*introduction, "", made_line(authority, day))
    return written([as_written(version) for version in versions], head)


def as_document(versions: Iterable[TextBlockVersion], *, authority: str, day: date) -> bytes:
    """The versions as a Word document to be read and changed by counsel."""
    text = as_file(versions, authority=authority, day=day, introduction=WORD_INTRODUCTION)
    return written_document(text, title=f"Wording for review, {authority}", day=day)


def as_written(version: TextBlockVersion) -> WordingVersion:
    """The version as files say it."""
    return WordingVersion(
        slug=version.block.slug,
        version=version.number,
        kind=version.block.kind,
        title=version.title,
        body=version.body,
        valid_from=version.valid_from,
        valid_until=version.valid_until,
        source=plain(version.source),
        reason=plain(version.reason),
        legal_basis=plain(version.legal_basis),
        guidance=plain(version.guidance),
        owner=plain(version.owner),
        continues=version.continues_paragraph,
        review_by=version.review_by,
    )


def returned(pieces: Sequence[Piece], *, at: datetime) -> list[Returned]:
    """What each piece of a file that came back is beside the library of now."""
    slugs = {piece.wording.slug for piece in pieces}
    versions = TextBlockVersion.objects.filter(block__slug__in=slugs).select_related("block")
    known = {(version.block.slug, version.number): version for version in versions}
    blocks = {version.block.slug: version.block for version in known.values()}
    approved: dict[str, int] = {}
    for version in known.values():
        if version.approved_at is not None:
            approved[version.block.slug] = max(approved.get(version.block.slug, 0), version.number)
    return [_returned(piece, known, blocks, approved, at=at) for piece in pieces]


@transaction.atomic
def propose_returned(
    pieces: Sequence[Piece],
    *,
    valid_from: date,
    source: str,
    reason: str,
    by: StaffMember,
    at: datetime,
    meant: Collection[str] = (),
) -> tuple[int, int, list[NotProposed]]:
    """Propose what was changed and keep what was remarked; returns how many of each, and what could not be proposed.

    `meant` are the tokens (`Returned.token`) of the gaps that go, or are new, on purpose.

    Changed wording begins on `valid_from`, unless its first day was changed too. A remark on changed wording is the
    reason of the proposal; one on wording that stays is kept in the history of its block. A file that is brought twice
    proposes nothing twice.

    Raises:
        Refused: no source or reason.
        NotPermitted: `by` holds neither role.
    """
    check_role(by.roles, Role.OFFICER, Role.DEPUTY_DIRECTOR)
    if not source.strip() or not reason.strip():
        raise Refused("Enter who reviewed the wording, and why it changes.")
    proposed, remarked, left = 0, 0, []
    for each in returned(pieces, at=at):
        if each.refusal:
            left.append(NotProposed(each.piece, each.refusal))
        elif each.is_changed:
            try:
                _propose(each, valid_from=valid_from, source=source, reason=reason, meant=meant, by=by, at=at)
                proposed += 1
            except Refused as refusal:
                left.append(NotProposed(each.piece, str(refusal)))
        elif each.piece.remark:
            remarked += _keep_remark(each, source, by=by, at=at)
    return proposed, remarked, left


def _returned(
    piece: Piece,
    known: dict[tuple[str, int], TextBlockVersion],
    blocks: dict[str, TextBlock],
    approved: dict[str, int],
    *,
    at: datetime,
) -> Returned:
    wording = piece.wording
    base, block = known.get((wording.slug, wording.version)), blocks.get(wording.slug)
    newest = approved.get(wording.slug, 0)
    newer = newest if newest > wording.version else None
    refusal = ""
    if block is not None and base is None:
        refusal = f"The library has no version {wording.version} of this wording."
    elif block is not None and block.kind != wording.kind:
        refusal = "The kind of wording that the library has cannot be changed. Propose a new block instead."
    else:
        refusal = _refusal(wording)
    is_changed = base is None or bool(changed_facts(wording, base))
    gaps = GapChanges()
    if is_changed and not refusal:
        last = version_before(block, timezone.localdate(at), at=at) if block else None
        gaps = gap_changes(wording.body, *(version.body for version in (base, last) if version is not None))
    return Returned(piece, base, is_changed, newer, refusal, gaps)


def _refusal(wording: WordingVersion) -> str:
    """Why the library cannot keep these words; empty when it can."""
    for name in ("title", "owner", "legal_basis", "source"):
        most = TextBlockVersion._meta.get_field(name).max_length
        if len(getattr(wording, name)) > most:
            return f"What stands behind “{name}:” is longer than {most} characters."
    if len(wording.slug) > TextBlock._meta.get_field("slug").max_length:
        return "The name behind “slug:” is too long."
    try:
        check_wording(wording.body)
    except Refused as refused:
        return str(refused)
    return ""


def changed_facts(wording: WordingVersion, base: TextBlockVersion) -> list[str]:
    """The names of what came back otherwise than it went, the words (`body`) among them."""
    went = as_written(base)
    names = [name for name in COMPARED if getattr(wording, name) != getattr(went, name)]
    return names + (["body"] if _as_printed(wording.body) != _as_printed(went.body) else [])


def _as_printed(body: str) -> str:
    """The words without empty lines that print nothing, of which a Word document keeps one."""
    return _EMPTY_LINES.sub("\n\n", plain(body))


@transaction.atomic
def _propose(
    each: Returned,
    *,
    valid_from: date,
    source: str,
    reason: str,
    meant: Collection[str],
    by: StaffMember,
    at: datetime,
) -> None:
    wording, base = each.piece.wording, each.base
    went = as_written(base) if base else None
    named = went is not None and wording.valid_from != went.valid_from
    named = named or (went is None and wording.valid_from >= timezone.localdate(at))
    own_source = wording.source if went is None or wording.source != went.source else ""
    own_reason = wording.reason if went is None or wording.reason != went.reason else ""
    propose_wording(
        slug=wording.slug,
        kind=wording.kind,
        title=wording.title,
        body=wording.body,
        valid_from=wording.valid_from if named else valid_from,
        valid_until=wording.valid_until,
        continues=wording.continues,
        source=own_source or source,
        reason="\n".join(filter(None, (own_reason, each.piece.remark))) or reason,
        owner=wording.owner,
        legal_basis=wording.legal_basis,
        guidance=wording.guidance,
        review_by=wording.review_by,
        gaps_meant=[gap for gap in each.gaps.names if each.token(gap) in meant],
        made_from=base,
        at=at,
        by=by,
    )


def _keep_remark(each: Returned, source: str, *, by: StaffMember, at: datetime) -> bool:
    """Keep a remark on wording that stays, once; False when it has been kept before."""
    block = each.base.block
    reason = f"Version {each.base.number}: {each.piece.remark}\n({source.strip()})"
    remarks = TextBlockChange.objects.filter(block=block, act=TextBlockChange.Act.COMMENTED)
    if remarks.filter(reason=reason).exists():
        return False
    TextBlockChange.objects.create(block=block, act=TextBlockChange.Act.COMMENTED, reason=reason, by=by, at=at)
    return True
