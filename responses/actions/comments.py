"""Comments on parts of a letter: made, answered, resolved. They print nowhere and change no hash."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import StaffMember
from foirequests.actions.history import write_history
from foirequests.actions.notices import tell_of_mention
from foirequests.domain import workflow
from foirequests.models import FoiRequest, HistoryEntry
from responses.actions.draft import draft_letter
from responses.actions.independence import letter_facts
from responses.domain.comments import mentioned, words_on
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.domain.letter import Letter
from responses.models import FoiResponse, PartComment, ResponseVersion
from responses.models.responses import OPEN_STAGES

LONGEST = 4000
"""Characters of one comment."""


@transaction.atomic
def comment_on_part(
    foi_response: FoiResponse,
    *,
    part: str,
    text: str,
    by: StaffMember,
    at: datetime,
    version: ResponseVersion | None = None,
    mentions: Iterable[StaffMember] = (),
) -> PartComment:
    """Say something about one part (by key) of a letter: of the version that was read, or of the draft.

    Whoever is mentioned, picked or with `@name` in the text, gets a notice.

    Raises:
        Refused: nothing is said, or the part is no longer there.
        NotPermitted: `by` may not open the case, somebody mentioned may not, or the letter is on its way no longer.
    """
    _check_may_comment(foi_response, text, by=by)
    letter = Letter.from_json(version.letter) if version is not None else draft_letter(foi_response, at=at)
    about = next((each for each in letter.parts if each.key == part), None)
    if about is None:
        raise Refused("This paragraph is not in the letter any more. Say it about another, or to the drafter.")
    comment = PartComment.objects.create(
        foi_response=foi_response,
        part=part,
        title=about.title[:200],
        version=version,
        made_on=words_on(letter, part),
        entry=_write(foi_response, part, text, by=by, at=at),
        by=by,
        at=at,
    )
    _mention(comment, text, mentions, at=at)
    return comment


@transaction.atomic
def answer_comment(
    comment: PartComment, *, text: str, by: StaffMember, at: datetime, mentions: Iterable[StaffMember] = ()
) -> PartComment:
    """Answer a comment; an answer to an answer joins the same thread. Who began the thread gets a notice.

    Raises:
        Refused: nothing is said, or the comment is resolved.
        NotPermitted: as for a comment.
    """
    thread = comment.parent or comment
    _check_may_comment(thread.foi_response, text, by=by)
    if PartComment.objects.select_for_update(no_key=True, of=("self",)).get(pk=thread.pk).resolved_at is not None:
        raise Refused("This comment has been resolved. Make a new one.")
    answer = PartComment.objects.create(
        foi_response=thread.foi_response,
        part=thread.part,
        title=thread.title,
        parent=thread,
        entry=_write(thread.foi_response, thread.part, text, by=by, at=at),
        by=by,
        at=at,
    )
    _mention(answer, text, mentions, at=at)
    if thread.by_id != by.pk and thread.by in readers_of(thread.foi_response.foi_request):
        tell_of_mention(thread.foi_response.foi_request, to=thread.by, at=at)
    return answer


@transaction.atomic
def resolve_comment(comment: PartComment, *, by: StaffMember, at: datetime) -> None:
    """Say that what a comment asks for is done or need not be; it stays to be read.

    Raises:
        Stale: somebody resolved it first.
        NotPermitted: `by` may not open the case.
    """
    _check_may_see(comment.foi_response.foi_request, by)
    threads = PartComment.objects.unresolved().filter(pk=comment.pk)
    if threads.update(resolved_by=by, resolved_at=at) != 1:
        raise Stale("This comment has been resolved already.")
    foi_response = comment.foi_response
    facts = {"part": comment.part} | letter_facts(foi_response)
    write_history(foi_response.foi_request, "comment_resolved", by=by, at=at, concerning=comment, facts=facts)


@transaction.atomic
def keep_said(
    foi_response: FoiResponse,
    *,
    part: str,
    comment: str,
    mentions: Iterable[StaffMember],
    answers: Mapping[PartComment, str],
    resolves: PartComment | None,
    by: StaffMember,
    at: datetime,
) -> None:
    """Keep what was said on the drafting page at one time: a comment on a part, answers, and what is resolved.

    All of it or nothing, so that what is refused can be sent again as it is.

    Raises:
        Refused, NotPermitted, Stale: as for each of them.
    """
    if comment:
        comment_on_part(foi_response, part=part, text=comment, mentions=mentions, by=by, at=at)
    for answered, text in answers.items():
        answer_comment(answered, text=text, by=by, at=at)
    if resolves is not None:
        resolve_comment(resolves, by=by, at=at)


def readers_of(foi_request: FoiRequest) -> QuerySet[StaffMember]:
    """Those who may open the case and so can be mentioned, by name."""
    people = StaffMember.objects.working().filter(role_rows__isnull=False)
    if foi_request.stage == workflow.PASSED_ON:
        teams = foi_request.handovers.in_force().values("team")
        people = people.filter(team_rows__team__in=teams)
    return people.distinct().order_by("name", "pk")


def _check_may_see(foi_request: FoiRequest, person: StaffMember) -> None:
    if not FoiRequest.objects.visible_to(person).filter(pk=foi_request.pk).exists():
        raise NotPermitted("This case is with another team, which alone can read it.")


def _check_may_comment(foi_response: FoiResponse, text: str, *, by: StaffMember) -> None:
    _check_may_see(foi_response.foi_request, by)
    if foi_response.stage not in OPEN_STAGES:
        raise NotPermitted("This letter has left or was dropped, so nothing can be said about it any more.")
    if not text.strip():
        raise Refused("Write the comment.")
    if len(text) > LONGEST:
        raise Refused(f"A comment has {LONGEST:,} characters at most.")


def _write(foi_response: FoiResponse, part: str, text: str, *, by: StaffMember, at: datetime) -> HistoryEntry:
    """The line of history that keeps the words of a comment, where they can be erased."""
    facts = {"part": part} | letter_facts(foi_response)
    return write_history(
        foi_response.foi_request, "commented", by=by, at=at, concerning=foi_response, facts=facts, words=text.strip()
    )


def tell_whom_it_names(
    foi_request: FoiRequest, text: str, *, by: StaffMember, at: datetime, picked: Iterable[StaffMember] = ()
) -> frozenset[int]:
    """Tell those who are named in the text or were picked, and return their ids; whoever writes need not be told.

    Raises:
        NotPermitted: somebody picked may not open the case.
    """
    keys = frozenset(each.pk for each in picked)
    if not keys and "@" not in text:
        return keys
    people = {each.pk: each for each in readers_of(foi_request)}
    if keys - people.keys():
        raise NotPermitted("Somebody whom you mention cannot open this case.")
    named = keys | mentioned(text, {pk: each.name for pk, each in people.items()})
    for pk in sorted(named - {by.pk}):
        tell_of_mention(foi_request, to=people[pk], at=at)
    return named


def _mention(comment: PartComment, text: str, picked: Iterable[StaffMember], *, at: datetime) -> None:
    """Keep who is mentioned, and tell them."""
    named = tell_whom_it_names(comment.foi_response.foi_request, text, by=comment.by, at=at, picked=picked)
    if named:
        comment.mentions.set(named)
