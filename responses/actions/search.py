"""What search knows of replies: the words of issued letters, found under their case."""

from collections.abc import Iterable

from django.db import transaction

from foirequests import search
from foirequests.actions.search import CASE, index_cases, next_cases
from foirequests.models import FoiRequest
from responses.domain.letter import Letter
from responses.domain.placeholders import fill
from responses.models import IssuedLetter


@transaction.atomic
def index_replies(keys: Iterable[int]) -> None:
    """Hand over the words of all letters that left for these cases, superseded ones among them, the newest first."""
    cases = list(FoiRequest.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    said: dict[int, list[str]] = {}
    for letter in IssuedLetter.objects.filter(foi_request__in=cases).order_by("-issued_at", "-pk"):
        said.setdefault(letter.foi_request_id, []).append(words_of(letter))
    search.put_many(CASE, [(case.pk, {"reply": "\n".join(said.get(case.pk, ()))}) for case in cases])


@transaction.atomic
def index_next_cases(*, after: int, only_missing: bool = False) -> list[int]:
    """Index the next batch of cases whole, with their replies; returns their keys, none when all are done."""
    keys = next_cases(after=after, only_missing=only_missing)
    index_cases(keys)
    index_replies(keys)
    return keys


def words_of(letter: IssuedLetter) -> str:
    """What the letter says, without letterhead and address; gaps are filled as they were on the day of issue."""
    frozen = Letter.from_json(letter.frozen)
    said = (
        (fill(part.body, frozen.filled_for(part)), *(part.table.lines if part.table else ())) for part in frozen.parts
    )
    return "\n".join(words for lines in said for words in lines)
