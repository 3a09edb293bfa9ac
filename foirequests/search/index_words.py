"""The words of a text as an index takes them: both databases are handed stems, so that they find the same."""

from codes.domain.words import tidy, words_of


def words_to_index(text: str, *, most_bytes: int) -> list[str]:
    """The folded words of a text, as many as fit into `most_bytes` of UTF-8: an index takes no endless text."""
    words, left = [], most_bytes
    for word in words_of(tidy(text)):
        left -= len(word.folded.encode()) + 1
        if left < 0:
            break
        words.append(word.folded)
    return words
