"""Drafting: a working copy that is saved freely, and versions that never change."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Model
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.models.organisation import office_on
from foirequests.actions.cases import assign_cases
from foirequests.actions.handover import check_nothing_is_for_a_team
from foirequests.actions.history import write_history
from foirequests.actions.notices import put_away_returns
from foirequests.actions.stages import move_stage
from foirequests.domain import workflow
from foirequests.domain.workflow import check_role
from foirequests.models import FoiRequest
from responses import rendering
from responses.actions.assembling import pinned, wording_of
from responses.actions.findings import check_ready
from responses.actions.independence import letter_facts
from responses.actions.letters import build_letter, known_values, note_wording, parts_of, planned_reply
from responses.actions.windows import as_if_issued
from responses.domain import drafting, placeholders
from responses.domain.clearance import DRAFTING_ACTS
from responses.domain.clock_letters import letter_stage_after
from responses.domain.errors import CommentsOpen, NotPermitted, Refused, Stale
from responses.domain.letter import Letter, Part, letter_hash
from responses.domain.reassembly import first_parts
from responses.models import FoiResponse, ResponseVersion, TextBlockVersion, WorkingCopy

Rearrange = Callable[[tuple[Part, ...]], tuple[Part, ...]]


@transaction.atomic
def start_draft(foi_request: FoiRequest, *, by: StaffMember, at: datetime) -> FoiResponse:
    """Start the reply from what is decided so far, first by triage, in wording in force today.

    Raises:
        Refused: triage is not done, or a draft is there already.
        ForAnotherTeam: a question waits to be handed over.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    if foi_request.stage != workflow.DRAFTING:
        raise Refused("A reply can be drafted when triage is done and the case is open.")
    if foi_request.foi_responses.open().filter(kind=FoiResponse.Kind.REPLY).exists():
        raise Refused("A draft has been started already.")
    check_nothing_is_for_a_team(foi_request)
    try:
        with transaction.atomic():
            foi_response = FoiResponse.objects.create(foi_request=foi_request, started_by=by, started_at=at)
    except IntegrityError:  # somebody else started it since we looked
        raise Refused("A draft has been started already.") from None
    planned = planned_reply(foi_response, day=timezone.localdate(at))
    parts = first_parts(planned, wording_of(planned, at=at))
    make_working_copy(foi_response, parts=parts, values={}, by=by, at=at)
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
            parts = drafting.add(parts, pinned(usable[slug], key=drafting.new_key(parts)))
    return parts


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
    # Held until the end: nobody submits the letter between the look at its stage and the saving.
    hold_draft(foi_response, by=by)
    copy = WorkingCopy.objects.get(foi_response=foi_response)
    if copy.revision != revision:
        who = (
            "You saved this draft elsewhere" if copy.saved_by_id == by.pk else f"{copy.saved_by.name} saved this draft"
        )
        raise Stale(f"{who} in the meantime. Both texts are shown below.")
    before = parts_of(copy)
    after = change(before)
    values = dict(copy.values)
    if typed:
        values = _filled(foi_response, after, values, typed, at=at)
    if after == before and values == copy.values and put_back is None:
        return copy
    removed = [entry for place, entry in enumerate(copy.removed) if place != put_back]
    removed += [{"part": part.to_mapping(), "after": key} for part, key in drafting.taken_out(before, after)]
    saved = WorkingCopy.objects.filter(pk=copy.pk, revision=revision).update(
        parts=[part.to_mapping() for part in after],
        values=values,
        removed=removed[-drafting.MOST_REMOVED :],
        revision=F("revision") + 1,
        saved_at=at,
        saved_by=by,
    )
    if saved != 1:
        raise Stale("Somebody else saved this draft at the same moment. Both texts are shown below.")
    copy.refresh_from_db()
    note_wording(copy, before=before)
    note_first_change(foi_response, copy, by=by, at=at)
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


def note_first_change(foi_response: FoiResponse, concerning: Model, *, by: StaffMember, at: datetime) -> None:
    """Note that somebody writes on a letter: the first time makes them a drafter of it, later saves add no lines."""
    history = foi_response.foi_request.history
    if not history.filter(act__in=DRAFTING_ACTS, actor=by).exists():
        write_history(
            foi_response.foi_request,
            "draft_saved",
            by=by,
            at=at,
            concerning=concerning,
            facts=letter_facts(foi_response),
        )


def check_may_draft(foi_response: FoiResponse, *, by: StaffMember) -> None:
    """Raise `NotPermitted` unless the letter is being drafted and `by` may draft it.

    Letters are drafted by information governance officers; the outcome of a review by its reviewer alone.
    """
    if foi_response.stage != workflow.DRAFTING:
        raise NotPermitted("The letter is not being drafted now. Take it back first: that voids its clearance.")
    check_is_drafter(foi_response, by=by)


def hold_draft(foi_response: FoiResponse, *, by: StaffMember) -> None:
    """Let nobody else submit the letter or write in it until the transaction ends; and see that `by` may draft it.

    Raises:
        NotPermitted: the letter is not being drafted (any more), or `by` may not draft it.
    """
    foi_response.stage = FoiResponse.objects.select_for_update(no_key=True).get(pk=foi_response.pk).stage
    check_may_draft(foi_response, by=by)


def check_is_drafter(foi_response: FoiResponse, *, by: StaffMember) -> None:
    """Raise `NotPermitted` unless this letter is `by`'s to draft, at whatever stage it is.

    The reply of a case that was closed without one waits until the case is opened again, and so does a letter of the
    clock, which no case needs that has its reply.
    """
    case = foi_response.foi_request
    waits = foi_response.kind == FoiResponse.Kind.REPLY or foi_response.is_of_the_clock
    if waits and case.stage in workflow.CLOSED_WITHOUT_REPLY:
        raise NotPermitted(f"The case is closed ({workflow.STAGES[case.stage].lower()}). Reopen it first.")
    if foi_response.is_of_the_clock and case.stage == workflow.ISSUED:
        raise NotPermitted("The reply has been issued, so this letter is not needed any more.")
    if foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME:
        if foi_response.internal_review.reviewer_id != by.pk:
            raise NotPermitted("Only the reviewer drafts the outcome of an internal review.")
    else:
        check_role(by.roles, Role.OFFICER)


def draft_letter(foi_response: FoiResponse, *, at: datetime) -> Letter:
    """The letter as the working copy has it now."""
    copy = foi_response.working_copy
    return build_letter(foi_response, parts=parts_of(copy), typed=copy.values, day=timezone.localdate(at))


@transaction.atomic
def save_version(foi_response: FoiResponse, *, by: StaffMember, at: datetime) -> ResponseVersion:
    """Keep the working copy as a version; unchanged since the last one, that one is returned."""
    hold_draft(foi_response, by=by)
    return _make_version(foi_response, ResponseVersion.Why.SAVED, by=by, at=at)


@transaction.atomic
def hand_over(foi_response: FoiResponse, *, to: StaffMember, by: StaffMember, at: datetime) -> ResponseVersion:
    """Keep a version and give the case to another officer.

    Raises:
        Refused: the letter is the outcome of an internal review, which the deputy director gives to a reviewer.
    """
    hold_draft(foi_response, by=by)
    if foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME:
        raise Refused("An internal review is given to another reviewer by the deputy director.")
    version = _make_version(foi_response, ResponseVersion.Why.HANDED_OVER, by=by, at=at)
    assign_cases([foi_response.foi_request], owner=to, by=by, at=at)
    return version


def preview_pdf(foi_response: FoiResponse, *, at: datetime) -> bytes:
    """The working copy as a PDF that says "Draft, not issued", its gaps of the moment filled as if it left at `at`.

    Raises:
        Refused: it has a character that our fonts cannot print, or the office's logo cannot be read.
    """
    return rendering.letter_pdf(as_if_issued(foi_response, draft_letter(foi_response, at=at), at=at), preview=True)


@transaction.atomic
def submit_draft(
    foi_response: FoiResponse,
    *,
    by: StaffMember,
    at: datetime,
    clearer: StaffMember | None = None,
    seen_open: Collection[int] | None = None,
) -> ResponseVersion:
    """Submit the letter for clearance as it stands.

    `seen_open` are the ids of the comments that `by` knows to be open; with None nobody is asked about them.

    Raises:
        LetterNotReady: a gap is open, wording is not in force, or something cannot be printed; it names each.
        CommentsOpen: a comment is open that is not in `seen_open`.
        Refused: an officer issues such a letter alone.
    """
    # Held until the letter has moved on: nothing is written between the reading of its decisions and that.
    hold_draft(foi_response, by=by)
    if foi_response.is_issued_by_officer:
        raise Refused("This letter needs no clearance: issue it yourself.")
    version = _version_of_a_ready_letter(foi_response, ResponseVersion.Why.SUBMITTED, by=by, at=at)
    if seen_open is not None and foi_response.part_comments.unresolved().exclude(pk__in=seen_open).exists():
        raise CommentsOpen("Comments on this letter are still open. Resolve them, or submit it as it is.")
    move_response(foi_response, "submitted", by=by, at=at, submitted_at=at, asked_clearer=clearer)
    put_away_returns(foi_response.foi_request, at=at)
    return version


@transaction.atomic
def version_to_issue(foi_response: FoiResponse, *, seen_hash: str, by: StaffMember, at: datetime) -> ResponseVersion:
    """The draft of a letter that needs no clearance, kept as the version that its officer issues.

    Raises:
        Stale: somebody changed the draft since the officer saw the letter whose hash is `seen_hash`.
        LetterNotReady: as for submitting.
        NotPermitted: the letter is not being drafted, or `by` may not draft it.
    """
    hold_draft(foi_response, by=by)
    version = _version_of_a_ready_letter(foi_response, ResponseVersion.Why.ISSUED, by=by, at=at)
    if version.letter_hash != seen_hash:
        raise Stale("The letter has changed since you opened this page. Read it again before you issue it.")
    return version


@transaction.atomic
def take_back(foi_response: FoiResponse, *, by: StaffMember, at: datetime) -> FoiResponse:
    """Take a submitted or cleared letter back for changes: a clearance of the earlier text is void.

    Also when the case was withdrawn or merged meanwhile, opened again and triaged anew: it is at drafting already, and
    only the letter moves.
    """
    if foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME and foi_response.internal_review.reviewer_id != by.pk:
        raise NotPermitted("Only the reviewer takes back the outcome of an internal review.")
    move_response(foi_response, "taken_back", by=by, at=at)
    return foi_response


def move_response(
    foi_response: FoiResponse, act: str, *, by: StaffMember, at: datetime, words: str = "", **changes
) -> None:
    """Move a letter by `act`, and the case with it when the letter is the reply itself and the case is not there yet.

    Raises:
        NotPermitted: not from this stage, or not by this person.
        Stale: somebody else moved it first.
    """
    before = foi_response.stage
    after = letter_stage_after(act, before, kind=foi_response.kind)
    moved = FoiResponse.objects.filter(pk=foi_response.pk, stage=before).update(stage=after, **changes)
    if moved != 1:
        raise Stale("Somebody else changed this letter at the same moment. Look at it again before you go on.")
    foi_response.stage = after
    for name, value in changes.items():
        setattr(foi_response, name, value)
    case_is_there = act == "taken_back" and foi_response.foi_request.stage == after
    if foi_response.kind == FoiResponse.Kind.REPLY and not case_is_there:
        move_stage(foi_response.foi_request, act, by=by, at=at, words=words)
        return
    if foi_response.kind != FoiResponse.Kind.REVIEW_OUTCOME:
        check_role(by.roles, *workflow.TRANSITIONS[act].roles)
    if act == "issued" and foi_response.is_of_the_clock:
        return  # the act that the issue is writes its own line
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
    copy = WorkingCopy.objects.create(
        foi_response=foi_response,
        parts=[part.to_mapping() for part in parts],
        values={name: value for name, value in values.items() if name not in known},
        saved_at=at,
        saved_by=by,
    )
    note_wording(copy)
    return copy


def _version_of_a_ready_letter(
    foi_response: FoiResponse, why: str, *, by: StaffMember, at: datetime
) -> ResponseVersion:
    foi_response.working_copy.refresh_from_db()
    check_ready(draft_letter(foi_response, at=at), foi_response, at=at)
    return _make_version(foi_response, why, by=by, at=at)


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
    if why in (ResponseVersion.Why.SAVED, ResponseVersion.Why.HANDED_OVER):
        act = "handed_over" if why == ResponseVersion.Why.HANDED_OVER else "draft_saved"
        facts = letter_facts(foi_response)
        write_history(foi_response.foi_request, act, by=by, at=at, concerning=version, facts=facts)
    return version
