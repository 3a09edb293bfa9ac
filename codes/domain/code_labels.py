"""When two labels of a code list are the same label."""

import re
import unicodedata

_PLURAL_IN_BRACKETS = re.compile(r"\(([a-z]{1,3})\)")
_AND = re.compile(r"[&+]")
_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)


def normalised(label: str) -> str:
    """The label without case, accents of form, punctuation and spacing: `Burn(s)` is `burns`, `A & E` is `a and e`.

    Editions are joined by it, so it never guesses: `Foetal` and `Fetal` stay two labels.
    """
    words = unicodedata.normalize("NFKC", label).casefold()
    words = _PLURAL_IN_BRACKETS.sub(r"\1", words)
    words = _AND.sub(" and ", words)
    return " ".join(_NOT_WORD.sub(" ", words.replace("_", " ")).split())
