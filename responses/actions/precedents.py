"""Earlier cases like a new one: what was decided there, what was released, and taking over how the reply was built."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch

from accounts.models import StaffMember
from codes.domain.general_words import EVERYDAY
from codes.domain.passages import Passage, in_order
from codes.domain.words import words_of
from codes.stems import stem
from foirequests.actions.history import write_history
from foirequests.actions.search import CASE
from foirequests.domain import workflow
from foirequests.domain.likeness import likeness
from foirequests.models import FoiRequest, Question
from foirequests.search.likeness import LONGEST_READ, alike, stems_in
from responses.actions.arrange import current_revision
from responses.actions.draft import rearrange, start_draft, wording_for
from responses.actions.regulator_findings import said_of_complaint
from responses.domain.errors import Refused
from responses.domain.precedents import Block, SimilarCase
from responses.domain.reuse import OF_THE_LETTER_ITSELF, arranged_as
from responses.models import FoiResponse, InternalReview, IssuedLetter, RegulatorComplaint, TextBlock

MOST_LOOKED_INTO = 120
"""Cases with telling words whose stage is looked up."""

MOST_COMPARED = 16
"""Of those, answered ones whose whole text is compared."""

LEAST_LIKENESS = 0.25
MOST_SHOWN_WORDS = 8

_EVERYDAY = frozenset(map(stem, EVERYDAY))


def similar_cases(text: str, *, exclude: int | None = None, limit: int = 5) -> tuple[SimilarCase, ...]:
    """The answered cases whose requests are most like the text, the likest first; `exclude` is a case's key."""
    near = alike(CASE, text, limit=MOST_LOOKED_INTO)
    place = {key: number for number, key in enumerate(near.keys)}
    answered = FoiRequest.objects.at_stage(workflow.ISSUED).filter(pk__in=near.keys).exclude(pk=exclude)
    keys = sorted(answered.values_list("pk", flat=True), key=place.__getitem__)[:MOST_COMPARED]
    said = stems_in(text)
    texts = FoiRequest.objects.filter(pk__in=keys).values_list("pk", "subject", "text")
    stems = {key: stems_in(f"{subject}\n{body}") for key, subject, body in texts}
    scores = {key: likeness(said, theirs, near.weights, everyday=_EVERYDAY) for key, theirs in stems.items()}
    best = sorted((key for key in keys if scores[key] >= LEAST_LIKENESS), key=lambda key: (-scores[key], place[key]))
    shared = {key: _shared(text, stems[key], near.weights) for key in best[:limit]}
    return _described(best[:limit], scores, shared)


def most_similar_letter(foi_request: FoiRequest) -> IssuedLetter | None:
    """The reply in force to the answered request that is most like this one; None when none is like it."""
    found = similar_cases(foi_request.text, exclude=foi_request.pk, limit=1)
    replies = IssuedLetter.objects.replies().current().filter(foi_request__in=[case.key for case in found])
    return replies.select_related("foi_request").order_by("-issued_at", "-pk").first()


@transaction.atomic
def reuse_outline(foi_request: FoiRequest, *, of: FoiRequest, by: StaffMember, at: datetime) -> FoiResponse:
    """Build the reply like that of an earlier case, in the wording that is approved today.

    Starts the draft when there is none; else arranges it, and keeps what was written for it.

    Raises:
        Refused: the earlier case has no reply, none of its wording may be used today, or triage is not done.
        NotPermitted: the draft is not being drafted, or `by` may not draft it.
    """
    letter = IssuedLetter.objects.replies().current().filter(foi_request=of).order_by("-issued_at", "-pk").first()
    if letter is None:
        raise Refused(f"{of.reference} has no reply whose outline could be used.")
    own = set(TextBlock.objects.filter(kind__in=OF_THE_LETTER_ITSELF).values_list("slug", flat=True))
    blocks = wording_for(tuple(block.slug for block in blocks_of(letter) if block.slug not in own), at=at)
    if not blocks:
        raise Refused(f"None of the wording of the reply to {of.reference} may be used today.")
    foi_response = foi_request.foi_responses.open().filter(kind=FoiResponse.Kind.REPLY).first()
    if foi_response is None:
        foi_response = start_draft(foi_request, by=by, at=at)
    foi_response.working_copy = rearrange(
        foi_response,
        lambda parts: arranged_as(parts, blocks, staying=own),
        revision=current_revision(foi_response),
        by=by,
        at=at,
    )
    write_history(foi_request, "outline_reused", by=by, at=at, concerning=of, facts={"blocks": len(blocks)})
    return foi_response


def _described(
    keys: list[int], scores: Mapping[int, float], shared: Mapping[int, tuple[Passage, ...]]
) -> tuple[SimilarCase, ...]:
    """The cases with what became of them, in this order; one without a reply in force is left out."""
    questions = Question.objects.select_related("information_held", "outcome").prefetch_related("exemptions")
    cases = FoiRequest.objects.filter(pk__in=keys).only("reference", "subject", "received_on")
    cases = {case.pk: case for case in cases.prefetch_related(Prefetch("questions", questions))}
    letters = IssuedLetter.objects.replies().current().filter(foi_request__in=keys).order_by("issued_at", "pk")
    letters = {letter.foi_request_id: letter for letter in letters.only("foi_request", "issued_on", "frozen")}
    reviews: dict[int, list[str]] = {}
    for review in InternalReview.objects.filter(foi_request__in=keys, stage=InternalReview.Stage.CLOSED):
        reviews.setdefault(review.foi_request_id, []).append(review.get_outcome_display())
    complaints: dict[int, list[str]] = {}
    for complaint in RegulatorComplaint.objects.filter(foi_request__in=keys).whole():
        complaints.setdefault(complaint.foi_request_id, []).append(said_of_complaint(complaint))
    return tuple(
        _similar(
            cases[key],
            letters[key],
            scores[key],
            shared[key],
            review=reviews.get(key, ()),
            regulator=complaints.get(key, ()),
        )
        for key in keys
        if key in letters
    )


def _similar(
    case: FoiRequest,
    letter: IssuedLetter,
    score: float,
    passages: tuple[Passage, ...],
    *,
    review: Iterable[str],
    regulator: Iterable[str],
) -> SimilarCase:
    questions = case.questions.all()
    return SimilarCase(
        key=case.pk,
        reference=case.reference,
        subject=case.subject,
        received_on=case.received_on,
        issued_on=letter.issued_on,
        score=round(score, 3),
        passages=passages,
        information_held=_once(question.information_held.name for question in questions if question.information_held),
        outcomes=_once(question.outcome.name for question in questions if question.outcome),
        exemptions=_once(exemption.citation for question in questions for exemption in question.exemptions.all()),
        blocks=blocks_of(letter),
        review=_once(review),
        regulator=_once(regulator),
    )


def blocks_of(letter: IssuedLetter) -> tuple[Block, ...]:
    """The blocks of the library that a letter was put together from, in their order, each once."""
    parts = (part for part in letter.frozen["parts"] if part["kind"] == "block" and part["slug"])
    return tuple({part["slug"]: Block(part["slug"], part["title"]) for part in parts}.values())


def _shared(text: str, theirs: Iterable[str], weights: Mapping[str, float]) -> tuple[Passage, ...]:
    """Where the text says, for the first time, each of the most telling words whose stem a case has too (`theirs`)."""
    shared = weights.keys() & theirs
    telling = sorted(shared, key=lambda word: (-weights[word], word))[:MOST_SHOWN_WORDS]
    first: dict[str, Passage] = {}
    for word in words_of(text[:LONGEST_READ]):
        first.setdefault(stem(word.folded), Passage(word.start, word.end))
    return in_order(first[word] for word in telling if word in first)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
