"""Words that tell whether something is held, and words that only speak of whether it is (L-G05)."""

import re

from responses.domain.rules.words import any_of

HOLDING = any_of(
    r"(?:we|nhs resolution) (?:do |also |only |partly |currently )*(?:hold|held)",
    r"(?:is|are) held by us",
)
NOT_HOLDING = any_of(
    r"(?:we|nhs resolution) (?:do|did|does) not (?:currently |ourselves |also )?(?:hold|have)",
    r"(?:is|are|was|were) not held",
    r"no information (?:is |was )?held",
)
_OF_WHETHER = any_of(
    "whether", "neither confirm", "not be taken", "confirming or denying", "if (?:we|it|any)",
    "(?:to|by) (?:say|confirm|deny|tell)",
)  # fmt: skip
_SUPPOSED = any_of("if", "would", "could", "might", "may", "were it", "were we")
"""A harm that would follow is told with these; what happened is not."""
_THE_REQUEST = any_of(
    r"you(?:r (?:request|letter|e-?mail|message|question))? (?:have |has )?"
    r"(?:asked?|asks|told|said|says|say|want(?:s|ed)?"
    r"|wrote|writes?|seeks?|sought|is about|was about|concerns?)"
)
"""What the requester said is theirs to tell."""
_SOME = r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|few)"
_RECORDS = r"(?:files?|records?|claims?|documents?|letters?|reports?|e-?mails?|cases?|entries|pages?|copies)"
_MATTERS = r"(?:claims?|cases?|files?|incidents?|investigations?|proceedings|payments?|settlements?)"
_DONE = (
    r"(?:settled|closed|opened|made|brought|paid|received|notified|lodged|investigated|upheld|dismissed|agreed|issued"
    r"|reported|recorded|withdrawn|repudiated|concluded|found)"
)
_OUR_POST = r"(?:your|this|the|a) (?:request|letter|e-?mail|message|clarification|complaint|reply|question)"
_ALWAYS = re.compile(
    rf"{HOLDING.pattern}|{NOT_HOLDING.pattern}|\bthe information (?:that )?we have\b"
    r"|\bour (?:records|files|database|systems?) (?:show|contain|list|include|have)s?\b"
    r"|\b(?:information|records?|files?|documents?|material) (?:does |do |did )?(?:not )?(?:exists?|existed)\b"
    r"|\bwe (?:have )?(?:found|located|identified|retrieved|traced)\b"
    rf"|\b(?:there (?:are|were|is|was) (?:no |{_SOME} )|(?:the|these|those|our) {_SOME} )(?:\w+ ){{0,2}}{_RECORDS}\b"
)
_AS_A_FACT = re.compile(
    rf"\b{_MATTERS} (?:[\w']+ ){{0,5}}?(?:is|are|was|were|has been|have been|had been) (?:not )?{_DONE}\b"
    r"|\b(?:claim|case|investigation) (?:has )?(?:settled|closed|concluded)\b"
    rf"|\bthere (?:has|have) (?:not )?been (?:\w+ ){{0,3}}{_MATTERS}\b"
    rf"|\b(?:has|have|had) received (?:no|any|a|{_SOME}) (?:\w+ ){{0,2}}{_MATTERS}\b"
    rf"|\bwe (?:have )?(?:paid|settled|opened|closed|investigated|received) (?!{_OUR_POST}|(?:it )?on\b)"
    rf"|\bwe (?:do )?have (?:a|an|the|no|any|{_SOME}) (?:\w+ ){{0,2}}{_RECORDS}\b"
    r"|\b(?:nothing|none|no results?) (?:was|were|has been|have been|came) (?:found|returned|located|identified|up)\b"
    r"|\bwe (?:looked|searched)\b|\b(?:our|the) search(?:es)? (?:returned|showed|found|produced|gave|did)\b"
    r"|\b(?:the|this|that) (?:answer|number|figure|total|amount|sum) (?:is|was) (?!that\b)"
    r"|\bthe (?:information|details?|material|contents?|data)"
    r" (?:contains?|includes?|shows?|names?|relates?|concerns?)\b"
)


def says_held(sentence: str) -> bool:
    """Whether a sentence (in lower case) says that something is held, and does not only speak of whether it is."""
    return bool(HOLDING.search(sentence)) and not _OF_WHETHER.search(sentence)


def gives_away(sentence: str) -> bool:
    """Whether a sentence (in lower case) tells, or lets it be seen, that something is held or is not.

    What would follow if something were held tells nothing, nor does what the requester wrote.
    """
    if _OF_WHETHER.search(sentence):
        return False
    if _ALWAYS.search(sentence):
        return True
    return bool(_AS_A_FACT.search(sentence)) and not (_SUPPOSED.search(sentence) or _THE_REQUEST.match(sentence))
