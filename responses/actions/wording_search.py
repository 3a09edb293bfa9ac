"""What search knows of the wording library: handing over blocks whenever they change, and finding them by words."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from codes.domain.words import words_of
from codes.stems import stem
from foirequests import search
from foirequests.domain.search_words import read_words
from responses.models import TextBlock

WORDING = "wording"
MOST_FOUND = 500
"""So many blocks one search finds at most; a library has some hundred."""


def find_blocks(blocks: QuerySet, typed: str) -> tuple[int, ...]:
    """The keys of those of the blocks that have all the words typed, the best first.

    Those with the words in their title come first, then those whose newest wording has them, most often first; what
    only an earlier version said comes last. Words in quotes stand together, a hyphen before a word excludes it.
    Everything that a block ever said counts: its title, name, guidance and legal basis, and each version's words.
    """
    wanted = read_words(typed)
    keys = blocks.order_by().values_list("pk")
    if not wanted or keys.query.is_empty():
        return ()
    found = search.find(WORDING, wanted, among=keys.query.sql_with_params(), limit=MOST_FOUND).keys
    sought = {stem(word) for phrase in wanted.phrases for word in phrase}
    kept = TextBlock.objects.filter(pk__in=found).order_by("title", "pk").prefetch_related("versions")
    return tuple(block.pk for block in sorted(kept, key=lambda block: _rank(block, sought)))


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


def _rank(block: TextBlock, sought: set[str]) -> tuple[int, int, int]:
    """Lowest for the best: how many words its title lacks, how many its newest wording, how often that has them."""
    title = Counter(stem(word.folded) for word in words_of(block.title))
    newest = max(block.versions.all(), key=lambda version: (version.approved_at is not None, version.number))
    says = Counter(stem(word.folded) for word in words_of(f"{newest.body}\n{block.guidance}"))
    often = sum(says[word] for word in sought)
    return len(sought - title.keys()), len(sought - says.keys()), -often


def _words_of(block: TextBlock) -> dict[str, str]:
    versions = block.versions.all()
    said = dict.fromkeys((block.guidance, block.legal_basis))
    said |= dict.fromkeys(words for each in versions for words in (each.body, each.guidance, each.legal_basis))
    titles = dict.fromkeys((block.title, block.slug.replace("-", " "), *(each.title for each in versions)))
    return {"title": "\n".join(titles), "text": "\n".join(said)}
