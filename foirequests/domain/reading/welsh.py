"""Telling Welsh from English, by little words that English has not."""

from collections.abc import Sequence

from foirequests.domain.reading.words import Word

FEWEST, MOSTLY = 3, 0.25
"""So many different Welsh words make a text Welsh in part; such a share of them among all words, most of it."""

_WELSH = frozenset({
    "a'r", "ac", "achos", "allwch", "annwyl", "anfon", "arian", "at", "beth", "blwyddyn", "blynyddoedd", "bob", "bod",
    "byddaf", "byddwn", "chi", "cofion", "cyfraith", "dalwyd", "ddeddf", "deddf", "diolch", "dydd", "eich", "ers",
    "fadam", "faint", "fy", "fyddai", "gais", "gallwch", "gan", "gawsoch", "glinigol", "gofyn", "gwybodaeth", "gyda",
    "gywir", "hawliad", "hawliadau", "hoffwn", "hynny", "iechyd", "llawer", "mae", "mam", "mewn", "nad", "neu", "oedd",
    "oes", "pa", "pawb", "bawb", "rhyddid", "rhestr", "rwy'n", "rwyf", "rydw", "rydym", "sawl", "sydd", "syr", "sy'n",
    "wedi", "wybodaeth", "y", "ydych", "ydy", "ym", "ymddiriedolaeth", "yn", "yr", "ysbyty", "ysgrifennu", "i'r",
})  # fmt: skip
_ENGLISH_TOO = frozenset({"at", "y", "a", "mam", "pa", "ac"})


def welsh_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words that are Welsh and not English, when there are enough different ones to make the text Welsh in part."""
    found = tuple(word for word in words if word.folded in _WELSH and word.folded not in _ENGLISH_TOO)
    return found if len({word.folded for word in found}) >= FEWEST else ()


def is_mostly_welsh(words: Sequence[Word]) -> bool:
    """Whether so many words are Welsh that the rules, which know English, can have read little."""
    return len(welsh_words(words)) > MOSTLY * len(words)
