"""Words that tell whether something is held, and words that only speak of whether it is (L-G05).

A sentence is read clause by clause: a supposition (`whether`, `if`, `would`) covers what stands behind it in its own
clause, so that a fact is found beside a harm that would follow from telling more of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    "whether", "neither confirm", "not be taken", "confirming or denying", "if", "were we", "were it",
)  # fmt: skip
_SAYING = any_of("(?:to|by) (?:say|confirm|deny|tell)")
_MODAL = any_of("would", "could", "might", "may")
_TELLS_IT = any_of(
    r"(?:able|pleased|happy|glad|sorry|writing|write|wish|want|like|here|free|prepared|this is)"
    r" to (?:say|confirm|deny|tell|let)",
    r"you (?:may|might|could|would|will) (?:also )?(?:wish|want|like|know|note|see|recall|remember|be aware)",
    r"(?:we|i) (?:may|might|could|would|can) (?:also )?(?:add|say|tell|confirm|like|mention)",
)
"""Polite words before what is told as a fact: they suppose nothing."""
_WOULD_SHOW = any_of(
    r"(?:would|could|might|may) (?:[\w']+ ){0,4}?(?:tell|reveal|show|disclose|indicate|mean|imply|suggest|learn|know"
    r"|infer|see|conclude)"
)
_THAT = re.compile(r"\b(?:that|of|knowing|showing) (?:(?:a|an|any|some|such|no)(?: an?)? (?:\w+ ){0,2})?$")
_CLAUSE_END = re.compile(
    r"[;:]\s|\s[–—-]\s|,?\s(?:but|because|since|although|though|while|whereas|yet|however)\s|,?\sso(?: that)?\s"
    r"|,\s(?:as|which|who|where)\s|,?\sand (?=(?:we|there|nothing|none|his|her|our|the|cannot|do not)\b)"
)
_CARRIES_ON = any_of("if", "were we", "were it", "had we", "suppose")
"""What is supposed so is supposed in the clauses that follow."""
_THE_REQUEST = any_of(
    r"you(?:r (?:request|letter|e-?mail|message|question))? (?:have |has )?"
    r"(?:asked?|asks|told|said|says|say|want(?:s|ed)?"
    r"|wrote|writes?|seeks?|sought|is about|was about|concerns?)"
)
"""What the requester said is theirs to tell."""
_AS_YOU_NAME_IT = re.compile(
    r"^(?: (?:that|which|whom?))? (?:you (?:name|ask|mention|describe|list|refer|identif)|(?:named )?in your )"
)
_SOME = r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|few)"
_COUNTED = re.compile(rf"^ {_SOME}\b")
_RECORDS = r"(?:files?|records?|claims?|documents?|letters?|reports?|e-?mails?|cases?|entries|pages?|copies|papers)"
_MATTERS = r"(?:claims?|cases?|files?|incidents?|investigations?|proceedings|payments?|settlements?)"
_NAMED = r"(?:claims?|files?|records?|documents?|reports?|e-?mails?|investigations?|payments?|settlements?|incidents?)"
_THESE = r"(?:the|these|those|this|that|his|her|their|its)"
_DONE = (
    r"(?:settled|closed|opened|made|brought|paid|received|notified|lodged|investigated|upheld|dismissed|agreed|issued"
    r"|reported|recorded|withdrawn|repudiated|concluded|found)"
)
_COMES_TO_BE = any_of("exists?", "existed", "made", "brought", "lodged", "received", "held")
"""Whether there is one at all, and not what became of it."""
_OUR_POST = r"(?:your|this|the|a) (?:request|letter|e-?mail|message|clarification|complaint|reply|question)"
_ALWAYS = re.compile(
    rf"{HOLDING.pattern}|{NOT_HOLDING.pattern}|\bthe information (?:that )?we have\b"
    r"|\bour (?:records|files|database|systems?) (?:show|contain|list|include|have)s?\b"
    r"|\b(?:information|records?|files?|documents?|material) (?:does |do |did )?(?:not )?(?:exists?|existed)\b"
    r"|\bwe (?:have )?(?:found|located|identified|retrieved|traced)\b"
    rf"|\bthere (?:are|were|is|was) (?:no |{_SOME} )(?:\w+ ){{0,2}}{_RECORDS}\b"
    r"|\bthere (?:is|was) nothing (?:here |for us )?(?:to (?:release|disclose|give|send|supply|provide|show)|held)\b"
    r"|\bwe (?:do |still |also )*(?:have|keep|retain|possess|store) (?:it|them|none|nothing|one)\b(?! in mind)"
    rf"|\bwe (?:do |still |also |only )*(?:keep|retain|possess|store) (?:(?:such|a|an|the|no|any|{_SOME}) (?:an? )?"
    rf"(?:\w+ ){{0,2}})?{_RECORDS}\b"
    rf"|\bwe (?:do |still |also )*have such (?:an? )?(?:\w+ )?{_RECORDS}\b"
)
_AS_A_FACT = re.compile(
    rf"\b{_MATTERS} (?:[\w']+ ){{0,5}}?(?:is|are|was|were|has been|have been|had been)"
    rf" (?:(?:not|ever|never|also|once|since) )*{_DONE}\b"
    r"|\b(?:was|were|(?:has|have|had)(?: never| not| also)? been) (?:(?:never|not|also) )?sued\b"
    rf"|\b(?:has|have|had) (?:had )?(?:no|{_SOME}) (?:\w+ ){{0,2}}{_MATTERS}\b"
    r"|\bnever (?:had|been|faced|received|made|brought|lost) (?:(?:a|an|any|the) )?"
    rf"(?:\w+ ){{0,2}}(?:{_MATTERS}|sued)\b"
    rf"|\b{_SOME} (?:\w+ ){{0,2}}{_MATTERS} (?:(?:are |were )?(?:held|made|brought|lodged|filed) )?"
    r"(?:against|about|involving|concerning|naming)\b"
    rf"|\b(?:number|total) of (?:\w+ ){{0,2}}{_MATTERS}[^.;]{{0,60}}? (?:is|was) (?:{_SOME}|nil|none|zero)\b"
    rf"|^\W*(?:the )?(?:number|total) of (?:\w+ ){{0,2}}{_MATTERS}"
    r"(?: (?!(?:is|was|are|were|would|could|cannot|can|may|might)\b)[\w']+){0,6}$"
    r"|(?:^|\s)it (?:also )?(?:contains|includes)\b"
    r"|\b(?:claim|case|investigation) (?:has )?(?:settled|closed|concluded)\b"
    rf"|\bthere (?:has|have) (?:not )?been (?:\w+ ){{0,3}}{_MATTERS}\b"
    rf"|\b(?:has|have|had) received (?:no|any|a|{_SOME}) (?:\w+ ){{0,2}}{_MATTERS}\b"
    rf"|\bwe (?:have )?(?:paid|settled|opened|closed|investigated|received) (?!{_OUR_POST}|(?:it )?on\b)"
    rf"|\bwe (?:do )?have (?:a|an|the|no|any|{_SOME}) (?:\w+ ){{0,2}}{_RECORDS}\b"
    r"|\b(?:nothing|none|no results?) (?:was|were|has been|have been|came) (?:found|returned|located|identified|up)\b"
    r"|\bwe (?:have )?(?:looked|searched)\b(?! for (?:a|any) legitimate)"
    r"|\b(?:our|the) search(?:es)? (?:returned|showed|found|produced|gave|did)\b"
    r"|\b(?:the|this|that) (?:answer|number|figure|total|amount|sum) (?:is|was) (?!that\b)"
    r"|\bthe (?:information|details?|material|contents?|data)"
    r" (?:contains?|includes?|shows?|names?|relates?|concerns?)\b"
)
_LEANING = re.compile(
    r"\bwe (?:may|might|could|would|should|must|will) (?!or )(?:well |also |not |probably |normally |usually |only )*"
    rf"(?:hold|have (?:a|an|the|no|any|such|this|that|{_SOME}) (?:\w+ ){{0,2}}{_RECORDS})\b"
    r"|\bwe (?:are|were) (?:very |most )?(?:un)?likely to (?:hold|have)\b"
    r"|\bwe (?:would |do |did )?(?:not )?(?:expect|believe|think|suspect|assume)"
    r" (?:that (?:we|there|any|a|no|such)|to (?:hold|have))\b"
    r"|\bwe (?:are|were) (?:not )?aware of (?:any|a|an|no|the|some|such)\b"
    r"|\bwe (?:do not )?know (?:of|about) (?:any|a)\b"
)
_AS_KNOWN = re.compile(
    rf"\b(?:any|some|none|all|each|both|most|which|how many|how much|parts?|contents?|copies|details|number|{_SOME}) of"
    rf" {_THESE} (?:\w+ )?{_NAMED}\b"
    rf"|\b(?:the|these|those) {_SOME} (?:\w+ ){{0,2}}{_RECORDS}\b"
)
"""Said of what is known to be there, even where the sentence only supposes."""
_THE_ONE = re.compile(
    rf"\b{_THESE} {_NAMED} (?:(?:also|only|still|then|not) )?"
    r"(?:would|could|might|may|cannot|can|must|will|should|is|are|was|were|has been|have been|had been)\b(?! be held\b)"
)
_IN_A_SUPPOSITION = any_of("whether", "that", "when", "how", "why", "whose", "to whom", "of")


@dataclass(frozen=True)
class _Clause:
    """A part of a sentence with a verb of its own; `supposed` where what stands before it supposes it."""

    words: str
    supposed: bool

    def supposes(self, start: int) -> bool:
        """Whether what stands at a place of it is only supposed, by what stands before."""
        before, after = _TELLS_IT.sub(" ", self.words[:start]), self.words[start:]
        said = _SAYING.search(before)
        return self.supposed or bool(
            _OF_WHETHER.search(before)
            or _WOULD_SHOW.search(before)
            or (said and _MODAL.search(f"{before[said.end() :]} {after}"))
            or (_THAT.search(before) and _MODAL.search(after))
        )

    def has_modal(self, end: int) -> bool:
        """Whether a harm or a supposition is told up to a place of it."""
        return bool(_MODAL.search(_TELLS_IT.sub(" ", self.words[:end])))


def says_held(sentence: str) -> bool:
    """Whether a sentence (in lower case) says that something is held, and does not only speak of whether it is."""
    return bool(HOLDING.search(sentence)) and any(
        not clause.supposes(found.start()) for clause in _clauses(sentence) for found in HOLDING.finditer(clause.words)
    )


def gives_away(sentence: str) -> bool:
    """Whether a sentence (in lower case) tells, or lets it be seen, that something is held or is not.

    What would follow if something were held tells nothing, nor does what the requester wrote. What is spoken of as
    known to be there (`any of the claims`, `the report would`) tells it also in a supposition.
    """
    of_request = bool(_THE_REQUEST.match(sentence))
    return any(_tells(clause, of_request=of_request) for clause in _clauses(sentence))


def speaks_as_if_there_were_one(sentence: str) -> bool:
    """Whether a sentence (in lower case) that only supposes speaks of the claim, or the file, as if there were one."""
    if _THE_REQUEST.match(sentence):
        return False
    return any(
        _IN_A_SUPPOSITION.search(clause.words[: found.start()])
        for clause in _clauses(sentence)
        if not (clause.supposed or _CARRIES_ON.search(clause.words))
        for found in _named_as_there(clause, _THE_ONE)
    )


def _tells(clause: _Clause, *, of_request: bool) -> bool:
    if any(not _is_supposed(clause, found) for found in _ALWAYS.finditer(clause.words)):
        return True
    if any(not clause.supposes(found.start()) for found in _LEANING.finditer(clause.words)):
        return True
    if of_request:
        return False
    facts = _AS_A_FACT.finditer(clause.words)
    if any(not (clause.supposes(found.start()) or clause.has_modal(found.end())) for found in facts):
        return True
    if clause.supposed:
        return False
    if any(True for _found in _named_as_there(clause, _AS_KNOWN)):
        return True
    stated = (clause.words[: found.start()] for found in _named_as_there(clause, _THE_ONE))
    return any(not (_IN_A_SUPPOSITION.search(before) or _CARRIES_ON.search(before)) for before in stated)


def _is_supposed(clause: _Clause, found: re.Match) -> bool:
    """A number of files is no supposition."""
    return clause.supposes(found.start()) and not _COUNTED.match(clause.words[found.end() :])


def _named_as_there(clause: _Clause, pattern: re.Pattern) -> Iterator[re.Match]:
    """Where something is spoken of as there, unless the requester named it or it is asked whether there is one."""
    for found in pattern.finditer(clause.words):
        rest = clause.words[found.end() :]
        if not (_AS_YOU_NAME_IT.match(rest) or _COMES_TO_BE.match(rest.lstrip())):
            yield found


def _clauses(sentence: str) -> Iterator[_Clause]:
    supposed, start = False, 0
    for end in (*_CLAUSE_END.finditer(sentence), None):
        words = sentence[start : end.start() if end else len(sentence)]
        yield _Clause(words, supposed)
        supposed = supposed or bool(_CARRIES_ON.match(words.strip()))
        start = end.end() if end else len(sentence)
