"""What search knows of cases: handing over their words whenever they change, and finding cases by words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import QuerySet

from foirequests import search
from foirequests.domain.search_words import Wanted, read_words
from foirequests.models import FoiRequest, Message

CASE = "case"
MOST_FOUND = 500
"""So many cases one search finds at most; nobody reads further, and more words find fewer."""

BATCH = 500
"""Cases that are held while they are indexed anew."""

_SAYS_NOTHING_NEW = (
    Message.Kind.REQUEST,  # the case's own text
    Message.Kind.ACKNOWLEDGEMENT,
    Message.Kind.REVIEW_ACKNOWLEDGEMENT,
    Message.Kind.LINK,
    *Message.CARRIES_A_LETTER,  # handed over by the room that writes letters
)


@dataclass(frozen=True)
class FoundCases:
    """The keys of the cases that a search found, the best first.

    `is_cut`: more match than a search gives. `is_partial`: older cases were not looked at (`search.Found`).
    """

    wanted: Wanted
    keys: tuple[int, ...] = ()
    is_cut: bool = False
    is_partial: bool = False


def find_cases(cases: QuerySet, typed: str) -> FoundCases:
    """Those of the cases that have all the words typed, in whatever they hold, the best first."""
    wanted = read_words(typed)
    keys = cases.order_by().values_list("pk").query
    if not wanted or keys.is_empty():
        return FoundCases(wanted)
    # Written out where a filter names no key as well, for which Django otherwise refuses to write any.
    among = keys.get_compiler(DEFAULT_DB_ALIAS, elide_empty=False).as_sql()
    found = search.find(CASE, wanted, among=among, limit=MOST_FOUND)
    return FoundCases(wanted, found.keys, found.is_cut, found.is_partial)


def said_in(foi_requests: Iterable[FoiRequest]) -> QuerySet:
    """The messages and notes of the cases whose words are searched, the newest first."""
    messages = Message.objects.filter(foi_request__in=foi_requests).exclude(kind__in=_SAYS_NOTHING_NEW)
    return messages.order_by("-happened_at", "-pk")


def index_message(message: Message) -> None:
    """Let a new message or note be found; the acts that write one call this."""
    if message.kind not in _SAYS_NOTHING_NEW:
        index_cases([message.foi_request_id])


@transaction.atomic
def index_cases(keys: Iterable[int]) -> None:
    """Hand over the words of these cases as they stand now; what they no longer say is found no more.

    The acts that change the words call this in their transaction. The cases are held first, so that of two acts at one
    moment the later reads what the earlier wrote.
    """
    cases = FoiRequest.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    cases = list(cases.prefetch_related("requester", "questions"))
    said: dict[int, list[str]] = {}
    for message in said_in(cases):
        said.setdefault(message.foi_request_id, []).extend((message.subject, message.text))
    search.put_many(CASE, [(case.pk, _words_of(case, said.get(case.pk, ()))) for case in cases])


def next_cases(*, after: int, only_missing: bool = False) -> list[int]:
    """The keys of the next batch of cases to index, in ascending order."""
    cases = FoiRequest.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
    if not only_missing:
        return list(cases[:BATCH])
    return search.missing(CASE, cases.order_by().query.sql_with_params(), limit=BATCH)


def forget_cases_that_are_gone() -> int:
    """Remove entries whose case is no longer there; returns their number."""
    return search.remove_others(CASE, FoiRequest.objects.values_list("pk").query.sql_with_params())


def _words_of(case: FoiRequest, said: Iterable[str]) -> dict[str, str]:
    requester = case.requester
    asked = {case.text, *(question.text for question in case.questions.all())}
    return {
        "title": "\n".join((case.reference, case.subject, requester.name, requester.email)),
        "text": "\n".join((case.text, *sorted(asked - {case.text}), requester.postal_address, *said)),
    }
