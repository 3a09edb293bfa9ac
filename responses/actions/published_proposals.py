"""What triage found published: a proposal for a section 21 answer, until an officer relies on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from codes.domain.published import S21
from codes.models import PublishedItem
from foirequests.domain import advice
from foirequests.models import Advice, Question


@dataclass(frozen=True)
class PublishedPlace:
    """Where something that a question asks for is published: what it is, the item that has it, its address."""

    what: str
    title: str
    address: str

    @property
    def location(self) -> str:
        """Where it is, as the ground says it: the title of the item and its address."""
        return f"{self.title}: {self.address}"


def published_for(questions: Iterable[Question]) -> dict[int, tuple[PublishedPlace, ...]]:
    """By question (key), what an officer accepted as published; two queries, however many there are.

    The address is that of the register today; what has none any more is left out.
    """
    accepted = Advice.objects.filter(kind=advice.PUBLISHED, decision=advice.ACCEPTED, question__in=list(questions))
    pieces = [each for each in accepted.order_by("pk") if each.details.get("proposal") == S21]
    items = PublishedItem.objects.in_bulk([each.details["item"] for each in pieces]) if pieces else {}
    found: dict[int, tuple[PublishedPlace, ...]] = {}
    for each in pieces:
        item = items.get(each.details["item"])
        if item is not None and item.address:
            place = PublishedPlace(each.value, item.title, item.address)
            found[each.question_id] = (*found.get(each.question_id, ()), place)
    return found
