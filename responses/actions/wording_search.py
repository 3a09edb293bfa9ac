"""What search knows of the wording library: handing over blocks whenever they change, and finding them by words."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from foirequests import search
from foirequests.domain.search_words import read_words
from responses.models import TextBlock

WORDING = "wording"
MOST_FOUND = 500
"""So many blocks one search finds at most; a library has some hundred."""


def find_blocks(blocks: QuerySet, typed: str) -> tuple[int, ...]:
    """The keys of those of the blocks that have all the words typed, the best first: in their title, then the newest.

    Words in quotes stand together, a hyphen before a word excludes it. Everything that a block ever said counts: its
    title, name, guidance and legal basis, and the words of each of its versions.
    """
    wanted = read_words(typed)
    keys = blocks.order_by().values_list("pk")
    if not wanted or keys.query.is_empty():
        return ()
    return search.find(WORDING, wanted, among=keys.query.sql_with_params(), limit=MOST_FOUND).keys


@transaction.atomic
def index_blocks(keys: Iterable[int]) -> None:
    """Hand over the words of these blocks as they stand now; the acts that change them call this."""
    blocks = TextBlock.objects.filter(pk__in=keys).order_by("pk").prefetch_related("versions")
    search.put_many(WORDING, [(block.pk, _words_of(block)) for block in blocks])


def index_missing_blocks() -> int:
    """Hand over the blocks that search does not know yet; returns how many."""
    every = TextBlock.objects.order_by().values_list("pk").query.sql_with_params()
    keys = search.missing(WORDING, every, limit=TextBlock.objects.count())
    index_blocks(keys)
    return len(keys)


def _words_of(block: TextBlock) -> dict[str, str]:
    versions = block.versions.all()
    said = dict.fromkeys((block.guidance, block.legal_basis))
    said |= dict.fromkeys(words for each in versions for words in (each.body, each.guidance, each.legal_basis))
    titles = dict.fromkeys((block.title, block.slug.replace("-", " "), *(each.title for each in versions)))
    return {"title": "\n".join(titles), "text": "\n".join(said)}
