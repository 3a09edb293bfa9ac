"""Which law a citation is of, by the words that follow it."""

import re

from foirequests.domain.clock import EIR, FOI

_OWN_NAMES = {
    FOI: r"(?:2000 )?act(?! \d{4})|freedom of information act|foia?(?: act)?",
    EIR: r"(?:2004 )?regulations(?! \d{4})|environmental information regulations|eirs?",
}
"""By which names a letter calls the law that it answers under."""

_MORE_CITED = r"(?:(?:,|and|or|to|&) [^.;]{0,40}?)?"
"""Further citations of the same law: "section 35 and Schedule 1 of ..."."""
_TITLED = r"[\s,*]*(?:\([^()]{0,80}\)[\s,*]*)?"
"""The heading of the provision in brackets: "section 118 (offences) of ..."."""
_OWN = {
    law: re.compile(rf"^{_TITLED}{_MORE_CITED}\b(?:of|in|under) (?:the )?\W*(?:{names})\b", re.IGNORECASE)
    for law, names in _OWN_NAMES.items()
}
_NAME = (
    r"(?:(?!acts?\b|regulations?\b|under\b)[\w'’“”(),&*-]+ ){1,16}?(?:act|regulations?|rules|(?-i:Order))\b"
    r"|(?:that|those) (?:act|regulations)\b"
)
"""The title of a law."""
_SHORT = r"(?-i:(?:UK )?(?!NHS\b)[A-Z]{2,}[A-Za-z]*)\b"
"""Its abbreviation in capitals: PECR, UK GDPR."""
_ANOTHER = re.compile(
    rf"^{_TITLED}{_MORE_CITED}\b(?:(?:of|in|under|to) (?:the )?\W*(?:{_NAME})|of (?:the )?{_SHORT})"
    r"|^[\s,*]*(?:(?-i:[A-Z])[\w'’()&-]* ){1,8}?(?-i:Act|Regulations|Rules|Order)\b",
    re.IGNORECASE,
)


_TERMS = {
    "33": re.compile(r"^[\s*]*(?:discount|discretion|(?:dis-?)?application|argument|hearing|judgment)", re.IGNORECASE)
}
"""What a section of another law is called by its number alone: a court's discretion to let a late claim go on, and the
discount that is agreed for it (Limitation Act 1980, section 33)."""
_SECTION = re.compile(r"^s(\d+[A-Z]?)")


def is_of_another_law(code: str, tail: str, law: str) -> bool:
    """Whether a citation is of another law than this one, by the words behind it or by what they make of its number."""
    section = _SECTION.match(code)
    term = _TERMS.get(section[1]) if section else None
    return bool(term and term.match(tail)) or names_another_law(tail, law)


def names_another_law(tail: str, law: str) -> bool:
    """Whether the words behind a citation say that it is of another law than this one (`foi` or `eir`).

    A letter may have to name other laws: section 44(1)(a) is about them. "Of the Act" and "of the Regulations" are the
    law of requests itself.
    """
    return not _OWN[law].match(tail) and bool(_ANOTHER.match(tail))
