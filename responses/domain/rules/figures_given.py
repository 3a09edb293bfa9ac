"""Words that answer a question with a figure, which an answer that nothing is held does not do (L-G05)."""

import re

from responses.domain.rules.words import any_of

_ONE_OR_MORE = (
    r"(?:£?\d[\d,]*(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|dozens"
    r"|hundreds|thousands)"
)
_NONE = r"(?:nil|zero|none|no)"
_MATTERS = (
    r"(?:claims?|cases?|incidents?|payments?|settlements?|investigations?|complaints?|requests?|people|patients?)"
)
_OF_THE_SEARCH = (
    r"(?! (?:\w+ )?(?:databases?|systems?|places?|fields?|folders?|teams?|lists?|codes?|ways?|reasons?|steps?"
    r"|sources?|records? that|people to|offices?)\b)"
)
_COUNTED = r"(?:closed|settled|received|paid|opened|recorded|identified|counted|spent|employ|employed|made|found|had)"
_SAID = re.compile(
    rf"\bthere (?:were|was|have been|has been) (?:about |only )?{_ONE_OR_MORE}\b{_OF_THE_SEARCH}"
    rf"|\bthere (?:were|was|are|is|have been|has been) (?:none\b|(?:no|{_ONE_OR_MORE}) (?:\w+ ){{0,2}}{_MATTERS}\b)"
    rf"|\bwe (?:have |had )?{_COUNTED} (?:about |only )?{_ONE_OR_MORE}(?![\w%]){_OF_THE_SEARCH}"
    r"|\b(?:answer|number|figure|total|amount|sum|cost) (?:is|was|came to|comes to) (?:about |only )?"
    rf"(?:{_ONE_OR_MORE}|{_NONE})\b"
    rf"|\ba total of {_ONE_OR_MORE}(?!\w)"
    rf"|(?:^|[ (])\d[\d,]* (?:\w+ ){{0,2}}{_MATTERS} (?:was|were|is|are|has been|have been)\b"
)
_SUPPOSED = any_of("whether", "if", "would", "could", "might", "may", "not say", "not tell")


def figure_given(sentence: str) -> str:
    """The passage of a sentence (in lower case) that answers with a figure; empty for none, or one only supposed."""
    found = _SAID.search(sentence)
    return found[0].strip() if found and not _SUPPOSED.search(sentence[: found.start()]) else ""
