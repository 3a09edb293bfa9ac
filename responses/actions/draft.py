"""Drafting: a working copy that is saved freely, and versions that never change."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.models.organisation import office_on
from foirequests.actions.cases import assign_cases
from foirequests.actions.history import write_history
from foirequests.actions.stages import move_stage
from foirequests.domain import workflow
from foirequests.models import FoiRequest
from responses import rendering
from responses.actions.independence import letter_facts
from responses.actions.letters import build_letter, known_values, parts_of
from responses.actions.windows import as_if_issued
from responses.domain import drafting, placeholders
from responses.domain.clearance import DRAFTING_ACTS
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.domain.letter import Letter, Part, letter_hash
from responses.domain.letter_rules import Finding, LetterNotReady
from responses.domain.outline import LikelyOutcome, outline
from responses.models import FoiResponse, ResponseVersion, TextBlockVersion, WorkingCopy

Rearrange = Callable[[tuple[Part, ...]], tuple[Part, ...]]


@transaction.atomic
def start_draft(foi_request: FoiRequest, *, by: StaffMember, at: datetime) -> FoiResponse:
    """Start the reply from the outline that the findings of triage propose, in wording in force today.

    Raises:
        Refused: triage is not done, or a draft is there already.
        NotPermitted: `by` is no information governance officer.
    """
    if not by.holds(Role.OFFICER):
        raise NotPermitted("You do not hold the role that this needs.")
    if foi_request.stage != workflow.DRAFTING:
        raise Refused("A reply can be drafted when triage is done and the case is open.")
    if foi_request.foi_responses.open().filter(kind=FoiResponse.Kind.REPLY).exists():
        raise Refused("A draft has been started already.")
    today = timezone.localdate(at)
    slugs = outline(
        [
            LikelyOutcome(
                held=question.information_held_id or "",
                service=question.service_area_id or "",
                attribute_not_recorded=bool(question.missing_attribute),
            )
            for question in foi_request.questions.all()
        ],
        on=today,
        regime=foi_request.regime_id,
        late=foi_request.due_on is not None and foi_request.due_on < today,
    )
    foi_response = FoiResponse.objects.create(foi_request=foi_request, started_by=by, started_at=at)
    make_working_copy(foi_response, parts=wording_for(slugs, at=at), values={}, by=by, at=at)
    write_history(foi_request, "draft_started", by=by, at=at, concerning=foi_response)
    return foi_response


def wording_for(slugs: tuple[str, ...], *, at: datetime) -> tuple[Part, ...]:
    """The blocks of an outline in the wording in force, in order; a block without approved wording is left out."""
    usable = {
        version.block.slug: version
        for version in TextBlockVersion.objects.usable_on(timezone.localdate(at)).filter(block__slug__in=slugs)
    }
    parts: tuple[Part, ...] = ()
    for slug in slugs:
        if slug in usable:
            parts = drafting.add(parts, _pinned(usable[slug], key=drafting.new_key(parts)))
    return parts


def add_block(
    foi_response: FoiResponse, version: TextBlockVersion, *, after: str, revision: int, by: StaffMember, at: datetime
) -> WorkingCopy:
    """Add wording from the library.

    Raises:
        Refused: the wording is retired, expired or not approved.
        Stale: somebody else saved the draft since `revision`.
    """
    if not version.is_in_force_on(timezone.localdate(at)):
        raise Refused(f"“{version.block.title}” is not in force today, so it cannot be used.")
    return rearrange(
        foi_response,
        lambda parts: drafting.add(parts, _pinned(version, key=drafting.new_key(parts)), after=after),
        revision=revision,
        by=by,
        at=at,
    )


def add_paragraph(
    foi_response: FoiResponse, body: str, *, after: str, revision: int, by: StaffMember, at: datetime
) -> WorkingCopy:
    """Add a free paragraph or list, for this letter only."""
    cleaned = drafting.check_body(body)
    return rearrange(
        foi_response,
        lambda parts: drafting.add(
            parts, Part(key=drafting.new_key(parts), kind="paragraph", body=cleaned), after=after
        ),
        revision=revision,
        by=by,
        at=at,
    )


def save_typing(
    foi_response: FoiResponse,
    *,
    revision: int,
    part: str = "",
    body: str | None = None,
    values: Mapping[str, str] | None = None,
    added: str = "",
    after: str = "",
    by: StaffMember,
    at: datetime,
) -> WorkingCopy:
    """Keep what a person typed: the words `body` of one part, gaps, and a new paragraph `added` behind `after`.

    A person whose own last saving held the very same words (an answer that the browser has not seen yet) is not
    refused as stale.

    Raises:
        Stale: the draft was saved since `revision`, and something of this is not in it.
        Refused: a text is empty, too long, or has something that looks like a gap and is none.
    """
    copy = WorkingCopy.objects.get(foi_response=foi_response)
    if copy.revision != revision and copy.saved_by_id == by.pk and not added and _holds(copy, part, body, values or {}):
        revision = copy.revision

    def change(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        if body is not None:
            parts = drafting.rewrite(parts, part, body)
        if added:
            paragraph = Part(key=drafting.new_key(parts), kind="paragraph", body=drafting.check_body(added))
            known = any(other.key == after for other in parts)
            parts = drafting.add(parts, paragraph, after=after if known else "")
        return parts

    return rearrange(foi_response, change, revision=revision, typed=values or None, by=by, at=at)


def current_revision(foi_response: FoiResponse) -> int:
    """The running number of what is saved now."""
    return WorkingCopy.objects.values_list("revision", flat=True).get(foi_response=foi_response)


def _holds(copy: WorkingCopy, key: str, body: str | None, values: Mapping[str, str]) -> bool:
    """Whether the working copy has these words already."""
    bodies = {part.key: part.body for part in parts_of(copy)}
    if body is not None and bodies.get(key) != body.replace("\r\n", "\n").strip():
        return False
    return all(copy.values.get(name, "") == text.replace("\r\n", "\n").strip() for name, text in values.items())


def restore_block(foi_response: FoiResponse, key: str, *, revision: int, by: StaffMember, at: datetime) -> WorkingCopy:
    """Give a changed block its own words again, in the version that the draft pins.

    Raises:
        Refused: the part is no block of the library.
    """

    def restored(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        part = parts[drafting.position(parts, key)]
        version = TextBlockVersion.objects.filter(block__slug=part.slug, number=part.version).first()
        if version is None:
            raise Refused("This paragraph was written for this letter, so there is nothing to go back to.")
        return drafting.restore(parts, key, body=version.body, continues=version.continues_paragraph)

    return rearrange(foi_response, restored, revision=revision, by=by, at=at)


def put_part_back(
    foi_response: FoiResponse, place: int, *, revision: int, by: StaffMember, at: datetime
) -> WorkingCopy:
    """Put a removed part back where it stood; `place` is its place among the removed ones.

    Raises:
        Refused: it has been put back already.
    """
    removed = WorkingCopy.objects.get(foi_response=foi_response).removed
    if not 0 <= place < len(removed):
        raise Refused("This part has been put back already.")
    part, after = Part(**removed[place]["part"]), removed[place]["after"]
    return rearrange(
        foi_response,
        lambda parts: drafting.put_back(parts, part, after=after),
        revision=revision,
        by=by,
        at=at,
        put_back=place,
    )


@transaction.atomic
def rearrange(
    foi_response: FoiResponse,
    change: Rearrange,
    *,
    revision: int,
    by: StaffMember,
    at: datetime,
    typed: Mapping[str, str] | None = None,
    put_back: int | None = None,
) -> WorkingCopy:
    """Save the working copy with `change` applied to its parts, and what was typed into gaps.

    Parts that the change takes out are kept in `removed`; `put_back` is the place there of one that the change brings
    back. A change that changes nothing saves nothing.

    Raises:
        Stale: somebody else saved it since `revision`; nothing of theirs is overwritten.
        NotPermitted: the draft is not being drafted, or `by` may not draft it.
    """
    check_may_draft(foi_response, by=by)
    copy = WorkingCopy.objects.get(foi_response=foi_response)
    if copy.revision != revision:
        raise Stale(f"{copy.saved_by.name} saved this draft in the meantime. Both texts are shown below.")
    before = parts_of(copy)
    after = change(before)
    values = dict(copy.values)
    if typed:
        values = _filled(foi_response, after, values, typed, at=at)
    if after == before and values == copy.values and put_back is None:
        return copy
    removed = [entry for place, entry in enumerate(copy.removed) if place != put_back]
    removed += [{"part": asdict(part), "after": key} for part, key in drafting.taken_out(before, after)]
    saved = WorkingCopy.objects.filter(pk=copy.pk, revision=revision).update(
        parts=[asdict(part) for part in after],
        values=values,
        removed=removed[-drafting.MOST_REMOVED :],
        revision=F("revision") + 1,
        saved_at=at,
        saved_by=by,
    )
    if saved != 1:
        raise Stale("Somebody else saved this draft at the same moment. Both texts are shown below.")
    copy.refresh_from_db()
    _note_first_change(foi_response, copy, by=by, at=at)
    return copy


def _filled(
    foi_response: FoiResponse,
    parts: tuple[Part, ...],
    values: dict[str, str],
    typed: Mapping[str, str],
    *,
    at: datetime,
) -> dict[str, str]:
    """The values with what was typed: only into gaps that the letter has and the record does not fill by itself."""
    known = known_values(foi_response, office_on(timezone.localdate(at)))
    named = {name for part in parts for name in placeholders.find(part.body)}
    open_to_typing = {name: text for name, text in typed.items() if name in named and name not in known}
    left = {name: text for name, text in values.items() if name not in open_to_typing}
    return left | drafting.check_values(open_to_typing)


def _note_first_change(foi_response: FoiResponse, copy: WorkingCopy, *, by: StaffMember, at: datetime) -> None:
    """The first time that somebody writes on a letter makes them one of its drafters; later saves add no lines."""
    history = foi_response.foi_request.history
    if not history.filter(act__in=DRAFTING_ACTS, actor=by).exists():
        write_history(
            foi_response.foi_request, "draft_saved", by=by, at=at, concerning=copy, facts=letter_facts(foi_response)
        )


def check_may_draft(foi_response: FoiResponse, *, by: StaffMember) -> None:
    """Raise `NotPermitted` unless the letter is being drafted and `by` may draft it.

    A reply is drafted by information governance officers; the outcome of a review by its reviewer alone.
    """
    if foi_response.stage != workflow.DRAFTING:
        raise NotPermitted("The letter is not being drafted now. Take it back first: that voids its clearance.")
    check_is_drafter(foi_response, by=by)


def check_is_drafter(foi_response: FoiResponse, *, by: StaffMember) -> None:
    """Raise `NotPermitted` unless this letter is `by`'s to draft, at whatever stage it is."""
    if foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME:
        if foi_response.internal_review.reviewer_id != by.pk:
            raise NotPermitted("Only the reviewer drafts the outcome of an internal review.")
    elif not by.holds(Role.OFFICER):
        raise NotPermitted("You do not hold the role that this needs.")


def draft_letter(foi_response: FoiResponse, *, at: datetime) -> Letter:
    """The letter as the working copy has it now."""
    copy = foi_response.working_copy
    return build_letter(foi_response, parts=parts_of(copy), typed=copy.values, day=timezone.localdate(at))


@transaction.atomic
def save_version(foi_response: FoiResponse, *, by: StaffMember, at: datetime) -> ResponseVersion:
    """Keep the working copy as a version; unchanged since the last one, that one is returned."""
    check_may_draft(foi_response, by=by)
    return _make_version(foi_response, ResponseVersion.Why.SAVED, by=by, at=at)


@transaction.atomic
def hand_over(foi_response: FoiResponse, *, to: StaffMember, by: StaffMember, at: datetime) -> ResponseVersion:
    """Keep a version and give the case to another officer.

    Raises:
        Refused: the letter is the outcome of an internal review, which the deputy director gives to a reviewer.
    """
    check_may_draft(foi_response, by=by)
    if foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME:
        raise Refused("An internal review is given to another reviewer by the deputy director.")
    version = _make_version(foi_response, ResponseVersion.Why.HANDED_OVER, by=by, at=at)
    assign_cases([foi_response.foi_request], owner=to, by=by, at=at)
    return version


def findings_of(letter: Letter, *, at: datetime) -> list[Finding]:
    """What stands in the way of clearing this letter; empty when nothing does.

    Unfilled gaps, wording that is not in force, characters that the letter's fonts cannot print.
    """
    findings = [Finding(f"Fill the gap “{gap.label}”.", gap=gap.name, part=gap.part_key) for gap in letter.missing]
    if not letter.parts:
        findings.append(Finding("The letter is empty. Add wording from the library."))
    day = timezone.localdate(at)
    pinned = {(part.slug, part.version) for part in letter.parts if part.kind == "block"}
    in_force = {
        (version.block.slug, version.number)
        for version in TextBlockVersion.objects.in_force_on(day)
        .filter(block__slug__in=[slug for slug, _number in pinned])
        .select_related("block")
    }
    for part in letter.parts:
        if part.kind == "block" and (part.slug, part.version) not in in_force:
            words = f"The wording “{part.title}” is not in force today. Replace it with the current wording."
            findings.append(Finding(words, part=part.key))
        if wrong := placeholders.malformed(part.body):
            findings.append(Finding(f"This looks like a gap and is none: {', '.join(wrong)}.", part=part.key))
    keys = {part.key for part in letter.parts}
    for strange in rendering.unprintable_characters(letter):
        words = f"Our letter font cannot print {strange}. Use another character."
        findings.append(Finding(words, part=strange.where if strange.where in keys else ""))
    return findings


def preview_pdf(foi_response: FoiResponse, *, at: datetime) -> bytes:
    """The working copy as a PDF that says "Draft, not issued", its gaps of the moment filled as if it left at `at`.

    Raises:
        Refused: it has a character that our fonts cannot print, or the office's logo cannot be read.
    """
    return rendering.letter_pdf(as_if_issued(foi_response, draft_letter(foi_response, at=at), at=at), preview=True)


@transaction.atomic
def submit_draft(
    foi_response: FoiResponse, *, by: StaffMember, at: datetime, clearer: StaffMember | None = None
) -> ResponseVersion:
    """Submit the letter for clearance as it stands.

    Raises:
        LetterNotReady: a gap is open, wording is not in force, or something cannot be printed; it names each.
    """
    check_may_draft(foi_response, by=by)
    findings = findings_of(draft_letter(foi_response, at=at), at=at)
    if findings:
        raise LetterNotReady(findings)
    version = _make_version(foi_response, ResponseVersion.Why.SUBMITTED, by=by, at=at)
    move_response(foi_response, "submitted", by=by, at=at, submitted_at=at, asked_clearer=clearer)
    return version


@transaction.atomic
def take_back(foi_response: FoiResponse, *, by: StaffMember, at: datetime) -> FoiResponse:
    """Take a submitted or cleared letter back for changes: a clearance of the earlier text is void."""
    if foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME and foi_response.internal_review.reviewer_id != by.pk:
        raise NotPermitted("Only the reviewer takes back the outcome of an internal review.")
    move_response(foi_response, "taken_back", by=by, at=at)
    return foi_response


def move_response(
    foi_response: FoiResponse, act: str, *, by: StaffMember, at: datetime, words: str = "", **changes
) -> None:
    """Move a letter by `act`, and the case with it when the letter is the reply itself.

    Raises:
        NotPermitted: not from this stage, or not by this person.
        Stale: somebody else moved it first.
    """
    before, after = foi_response.stage, workflow.stage_after(act, foi_response.stage)
    moved = FoiResponse.objects.filter(pk=foi_response.pk, stage=before).update(stage=after, **changes)
    if moved != 1:
        raise Stale("Somebody else changed this letter at the same moment. Look at it again before you go on.")
    foi_response.stage = after
    for name, value in changes.items():
        setattr(foi_response, name, value)
    if foi_response.kind == FoiResponse.Kind.REPLY:
        move_stage(foi_response.foi_request, act, by=by, at=at, words=words)
        return
    if foi_response.kind == FoiResponse.Kind.CORRECTED_REPLY and not by.roles.intersection(
        workflow.TRANSITIONS[act].roles
    ):
        raise NotPermitted("You do not hold the role that this needs.")
    write_history(
        foi_response.foi_request,
        act,
        by=by,
        at=at,
        concerning=foi_response,
        facts=letter_facts(foi_response),
        words=words,
    )


def make_working_copy(
    foi_response: FoiResponse, *, parts: tuple[Part, ...], values: Mapping[str, str], by: StaffMember, at: datetime
) -> WorkingCopy:
    """The first working copy of a letter; values that the product fills by itself are not kept as typed."""
    known = known_values(foi_response, office_on(timezone.localdate(at)))
    return WorkingCopy.objects.create(
        foi_response=foi_response,
        parts=[asdict(part) for part in parts],
        values={name: value for name, value in values.items() if name not in known},
        saved_at=at,
        saved_by=by,
    )


def _make_version(foi_response: FoiResponse, why: str, *, by: StaffMember, at: datetime) -> ResponseVersion:
    letter = draft_letter(foi_response, at=at)
    digest = letter_hash(letter)
    newest = foi_response.versions.order_by("-number").first()
    if newest is not None and newest.letter_hash == digest and why == ResponseVersion.Why.SAVED:
        return newest
    number = (foi_response.versions.aggregate(newest=Max("number"))["newest"] or 0) + 1
    version = ResponseVersion.objects.create(
        foi_response=foi_response,
        number=number,
        letter=letter.to_json(),
        letter_hash=digest,
        why=why,
        made_by=by,
        made_at=at,
    )
    if why != ResponseVersion.Why.SUBMITTED:
        act = "handed_over" if why == ResponseVersion.Why.HANDED_OVER else "draft_saved"
        facts = letter_facts(foi_response)
        write_history(foi_response.foi_request, act, by=by, at=at, concerning=version, facts=facts)
    return version


def _pinned(version: TextBlockVersion, *, key: str) -> Part:
    return drafting.part_from_wording(
        key,
        slug=version.block.slug,
        version=version.number,
        title=version.block.title,
        body=version.body,
        continues=version.continues_paragraph,
    )
