"""What a search found: in which order, how it is told, and the place at which the words stand in each case."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import QuerySet

from foirequests.actions.search import MOST_FOUND, FoundCases, said_in
from foirequests.domain.search_words import MOST_WORDS, Wanted
from foirequests.models import FoiRequest
from foirequests.presenters.days import number_of
from foirequests.search import Looker, Passage
from responses.actions.search import words_of
from responses.models import IssuedLetter


class BestFirst(Sequence):
    """The cases that were found, the best first; those of a page are read when the page is shown."""

    def __init__(self, cases: QuerySet, keys: Sequence[int]) -> None:
        self.cases, self.keys = cases, keys

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, place: slice) -> list[FoiRequest]:
        """The cases at these places."""
        keys = self.keys[place]
        found = self.cases.in_bulk(keys)
        return [found[key] for key in keys if key in found]


def in_order(cases: QuerySet, found: FoundCases, *, shown: QuerySet, is_sorted: bool) -> QuerySet | BestFirst:
    """What was found among the cases: in the order of the cases when somebody chose one, else the best first.

    The best first are read from `shown`: the cases with what is shown of them.
    """
    return cases.filter(pk__in=found.keys) if is_sorted else BestFirst(shown, found.keys)


def told(found: FoundCases | None) -> list[str]:
    """What has to be said about a search beside the number of cases."""
    words = []
    if found is not None and found.is_cut:
        words.append(
            f"More than {MOST_FOUND:,} requests match: add a word or a filter. Shown are those with the words in their"
            " reference, subject or requester, then the newest."
        )
    if found is not None and found.is_partial:
        words.append(
            "These words stand together in few requests, but each of them in very many: only the newest requests were"
            " looked through. Add a rarer word."
        )
    if found is not None and found.wanted.left_out:
        words.append(f"Only the first {number_of(MOST_WORDS, 'word')} were looked for.")
    return words


def passages(cases: Sequence[FoiRequest], wanted: Wanted) -> dict[int, dict]:
    """For each case the place that has the most of the words, and what it stands in.

    Nothing where the subject, which the row shows anyway, has as many. Messages and replies are read for those cases
    alone whose request does not have all the words.
    """
    looker = Looker(wanted)
    best: dict[int, tuple[str, Passage]] = {}
    for case in cases:
        for where, text in _on_the_case(case):
            _keep_better(best, case.pk, where, looker.passage(text))
            if _has_all(best, case.pk, looker):
                break
    unclear = [case for case in cases if not _has_all(best, case.pk, looker)]
    for case_pk, where, text in _elsewhere(unclear):
        if not _has_all(best, case_pk, looker):
            _keep_better(best, case_pk, where, looker.passage(text))
    return {key: {"where": where, "pieces": found.pieces} for key, (where, found) in best.items() if where}


def _on_the_case(case: FoiRequest) -> Iterator[tuple[str, str]]:
    requester = case.requester
    yield "", f"{case.subject} {case.reference}"
    yield "Requester", ", ".join(filter(None, (requester.name, requester.email)))
    yield "Request", case.text
    yield "Requester", ", ".join(requester.postal_address.splitlines())


def _elsewhere(cases: Iterable[FoiRequest]) -> Iterator[tuple[int, str, str]]:
    letters = IssuedLetter.objects.filter(foi_request__in=cases).order_by("-issued_at", "-pk")
    for letter in letters.only("foi_request", "frozen"):
        yield letter.foi_request_id, "Reply", words_of(letter)
    for message in said_in(cases).only("foi_request", "kind", "subject", "text"):
        yield message.foi_request_id, message.get_kind_display(), f"{message.subject} {message.text}"


def _keep_better(best: dict[int, tuple[str, Passage]], key: int, where: str, found: Passage | None) -> None:
    if found is not None and (key not in best or found.words > best[key][1].words):
        best[key] = (where, found)


def _has_all(best: dict[int, tuple[str, Passage]], key: int, looker: Looker) -> bool:
    return key in best and best[key][1].words == looker.most_words
