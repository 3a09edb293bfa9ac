"""Earlier questions like those of a draft, each with the answer that was issued and what was said of it since."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from codes.domain.general_words import EVERYDAY
from codes.models import Exemption
from codes.stems import stem
from foirequests.actions.search import CASE
from foirequests.domain import workflow
from foirequests.domain.likeness import likeness
from foirequests.models import FoiRequest, Question
from foirequests.search.likeness import alike_each, stems_in
from responses.actions.overturns import OVERTURNED
from responses.actions.regulator_findings import findings_on
from responses.domain.earlier_answers import (
    Answered,
    Earlier,
    Ruling,
    answers_of,
    ruling_of_review,
)
from responses.domain.letter import Letter
from responses.domain.regulator import rulings_of
from responses.models import InternalReview, IssuedLetter

MOST_SEARCHES = 3
"""Of more questions several are taken for one text."""

MOST_LOOKED_INTO = 60
"""Cases with telling words that are looked at for each search."""

MOST_WITH_SAME_CODES = 12
MOST_COMPARED = 24
"""Answered cases whose questions are compared, word for word, with those of the draft."""

MOST_FOR_A_QUESTION = 5
LEAST_LIKENESS = 0.2
COMMON = 0.7
"""What a word tells that so many cases have that it was not counted: that of one that every other case has."""


_EVERYDAY = frozenset(map(stem, EVERYDAY))


@dataclass(frozen=True)
class Asked:
    """A question of a draft: its number, its words, and the keys of its CNST codes."""

    number: int
    text: str
    codes: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Candidate:
    """A question of an answered case, by its keys, with its words."""

    case: int
    number: int
    text: str
    stems: Counter[str]


@dataclass(frozen=True)
class _Near:
    """An earlier question with its likeness to one of the draft."""

    question: _Candidate
    likeness: float


def earlier_questions(asked: Sequence[Asked], *, exclude: int | None = None) -> dict[int, tuple[Earlier, ...]]:
    """For the number of each question asked, the answered questions most like it, the likest first.

    `exclude` is the key of a case that is no precedent for itself. It asks the database a bounded number of times,
    however many questions and cases there are.
    """
    keys, weights = _cases_near(asked, exclude)
    questions = _questions_of(keys)
    near = {each.number: _nearest(each, questions, weights) for each in asked}
    answers = _Answers({one.question.case for found in near.values() for one in found})
    return {number: tuple(answers.described(found)) for number, found in near.items()}


def _cases_near(asked: Sequence[Asked], exclude: int | None) -> tuple[list[int], dict[str, float]]:
    """The keys of answered cases that share telling words or all codes with a question, and what each word tells."""
    ranks: Counter[int] = Counter()
    weights: dict[str, float] = {}
    for near in alike_each(CASE, _together(asked), limit=MOST_LOOKED_INTO):
        weights |= near.weights
        for place, key in enumerate(near.keys):
            ranks[key] = max(ranks[key], MOST_LOOKED_INTO - place)
    answered = FoiRequest.objects.at_stage(workflow.ISSUED).filter(pk__in=list(ranks)).exclude(pk=exclude)
    best = sorted(answered.values_list("pk", flat=True), key=lambda key: (-ranks[key], -key))[:MOST_COMPARED]
    return [*dict.fromkeys((*best, *_with_same_codes(asked, exclude)))], weights


def _with_same_codes(asked: Iterable[Asked], exclude: int | None) -> list[int]:
    """The newest answered cases of which a question has a code of one asked: words may differ for the same thing."""
    codes = {code for each in asked for code in each.codes}
    if not codes:
        return []
    having = Question.codes.through.objects.filter(code__in=codes).order_by("-question_id")
    newest = list(having.values_list("question_id", flat=True)[: MOST_WITH_SAME_CODES * 4])
    cases = Question.objects.filter(pk__in=newest, foi_request__stage=workflow.ISSUED)
    found = cases.exclude(foi_request=exclude).order_by("-pk").values_list("foi_request", flat=True)
    return list(found[:MOST_WITH_SAME_CODES])


def _together(asked: Sequence[Asked]) -> list[str]:
    """The texts to search with: one for each question, or several questions in one."""
    size = -(-len(asked) // MOST_SEARCHES)
    return ["\n".join(each.text for each in asked[at : at + size]) for at in range(0, len(asked), max(1, size))]


def _questions_of(keys: list[int]) -> list[_Candidate]:
    """The questions of these cases, the oldest first; each text is read once, however many it is compared with."""
    rows = Question.objects.filter(foi_request__in=keys).order_by("foi_request_id", "number")
    return [_Candidate(*row, stems_in(row[2])) for row in rows.values_list("foi_request", "number", "text")]


def _nearest(asked: Asked, questions: Iterable[_Candidate], weights: Mapping[str, float]) -> list[_Near]:
    said = stems_in(asked.text)
    telling = {word: weights.get(word, COMMON) for word in said}
    scored = [_Near(each, likeness(said, each.stems, telling, everyday=_EVERYDAY)) for each in questions]
    best = sorted(scored, key=lambda one: (-one.likeness, -one.question.case, one.question.number))
    return [one for one in best if one.likeness >= LEAST_LIKENESS][:MOST_FOR_A_QUESTION]


class _Answers:
    """The replies in force of some cases, what they answered, and what reviews, regulator and tribunal said of them."""

    def __init__(self, cases: set[int]) -> None:
        """Read them, in five queries."""
        self.cases = {case.pk: case for case in FoiRequest.objects.filter(pk__in=cases).only("pk", "reference")}
        letters = IssuedLetter.objects.filter(foi_request__in=cases).select_related("foi_response")
        self.replies = {each.foi_request_id: each for each in letters.replies().current().order_by("issued_at", "pk")}
        closed = InternalReview.objects.filter(foi_request__in=cases, stage=InternalReview.Stage.CLOSED)
        reviews = list(closed.select_related("foi_response__issued_letter").order_by("pk"))
        self.reviews: dict[int, list[InternalReview]] = {}
        for review in reviews:
            self.reviews.setdefault(review.foi_request_id, []).append(review)
        self.found = findings_on(cases)
        self.questions: dict[int, list[Question]] = {}
        recorded = Question.objects.filter(foi_request__in=cases)
        for question in recorded.prefetch_related(Prefetch("exemptions", Exemption.objects.only("code"))):
            self.questions.setdefault(question.foi_request_id, []).append(question)
        self._read: dict[int, tuple[dict[int, Answered], tuple[Ruling, ...]]] = {}

    def described(self, near: Iterable[_Near]) -> list[Earlier]:
        """The questions with their answers; one without a reply in force, or that the reply leaves out, is left out."""
        found = []
        for one in near:
            case = one.question.case
            reply = self.replies.get(case)
            answers, rulings = self._of(case) if reply else ({}, ())
            if one.question.number in answers:
                found.append(
                    Earlier(
                        reference=self.cases[case].reference,
                        letter=reply.pk,
                        issued_on=reply.issued_on,
                        text=one.question.text,
                        answered=answers[one.question.number],
                        likeness=round(one.likeness, 3),
                        rulings=rulings,
                    )
                )
        return found

    def _of(self, case: int) -> tuple[dict[int, Answered], tuple[Ruling, ...]]:
        if case not in self._read:
            answers = answers_of(Letter.from_json(self.replies[case].frozen), recorded(self.questions[case]))
            rulings = (_ruling(each, answers) for each in self.reviews.get(case, ()))
            self._read[case] = answers, (*rulings, *rulings_of(self.found.get(case, ())))
        return self._read[case]


def recorded(questions: Iterable[Question]) -> list[tuple[int, str, frozenset[str]]]:
    """What the record of a case says of its questions: number, outcome, and the provisions leaned on."""
    return [
        (each.number, each.outcome_id or "", frozenset(exemption.code for exemption in each.exemptions.all()))
        for each in questions
    ]


def _ruling(review: InternalReview, reply: Mapping[int, Answered]) -> Ruling:
    letter = getattr(review.foi_response, "issued_letter", None)
    outcome = answers_of(Letter.from_json(letter.frozen)).values() if letter else ()
    given_on = timezone.localdate(review.closed_at) if review.closed_at else None
    return ruling_of_review(OVERTURNED[review.outcome], given_on, reply.values(), outcome)
