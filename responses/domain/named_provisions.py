"""Reading provisions that a person typed: `section 40(2), s.43 (2)` or `reg 12(4)(b)`."""

import re
from collections.abc import Collection

_BETWEEN = re.compile(r"[,;\n]|\band\b", re.IGNORECASE)
_WORDS = re.compile(r"^(sections?|regulations?|regs?|ss?)\.?\s*", re.IGNORECASE)
_OF = re.compile(r"\s+(of\s+)?(the\s+)?(foia|foi act|eir|act|regulations)\s*(\d{4})?$", re.IGNORECASE)


def provisions_named(typed: str, known: Collection[str]) -> tuple[list[str], list[str]]:
    """The codes that the text names, each once and in its order, and the pieces that are none of the `known` codes.

    A bare number is the section of that number, or the regulation where no section is known by it.
    """
    found: list[str] = []
    strange: list[str] = []
    for piece in filter(None, (each.strip() for each in _BETWEEN.split(typed))):
        code = _code_of(piece, known)
        if code is None:
            strange.append(piece)
        elif code not in found:
            found.append(code)
    return found, strange


def _code_of(piece: str, known: Collection[str]) -> str | None:
    named = _WORDS.match(piece)
    number = _OF.sub("", piece[named.end() :] if named else piece)
    number = re.sub(r"\s+", "", number)
    by_fold = {code.casefold(): code for code in known}
    codes = (f"{prefix}{number}".casefold() for prefix in _prefixes(named))
    return next((by_fold[code] for code in codes if code in by_fold), None)


def _prefixes(named: re.Match[str] | None) -> tuple[str, ...]:
    """What the code can begin with: by the word before the number, either where there is none."""
    if named is None:
        return ("s", "reg")
    return ("reg",) if named[1].casefold().startswith("r") else ("s",)
