"""The card for section 43(2): what has to be said before commercial interests can be relied on.

An authority's own statement that “KPIs with internal targets are not reported externally due to commercial
sensitivity” is not a refusal. Section 43(2) needs a named interest, a way in which disclosure would harm it, how likely
that is, and the public interest weighed; that such a target exists is public, so there is nothing to neither confirm
nor deny.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from foirequests.domain.errors import Refused

EXEMPTION = "s43(2)"
LONGEST = 3000

WHOSE = {
    "authority": "NHS Resolution’s own",
    "members": "Those of members of the indemnity schemes",
    "panel": "Those of panel solicitors or other suppliers",
    "other": "Somebody else’s",
}
LIKELIHOOD = {"would": "Would prejudice them", "would_be_likely": "Would be likely to prejudice them"}
PARTIAL = {
    "direction": "The direction of travel, without the figure",
    "range": "A range",
    "past_year": "The result of a past year",
    "none": "None of these: the reasons say why",
}

NOT_A_REFUSAL = (
    "“KPIs with internal targets are not reported externally due to commercial sensitivity” is a public statement. It "
    "is not a refusal and proves no harm."
)
NO_NCND = (
    "That the indicator exists, and that its target is internal, is public. So we confirm that we hold it: neither "
    "confirming nor denying is not open."
)
ALSO_WEIGH = (
    "The publication scheme expects performance against targets, and board papers may show the result already.",
    "Section 36(2)(c) needs the opinion of the qualified person; section 22 needs an intention to publish that is "
    "older than the request.",
)


@dataclass(frozen=True)
class CommercialCard:
    """What an officer has put on the card. Codes are of `WHOSE`, `LIKELIHOOD` and `PARTIAL`; the rest are words.

    `target_age` says from which year the target is: the older it is, the weaker the harm.
    """

    whose: str = ""
    mechanism: str = ""
    likelihood: str = ""
    evidence_owner: str = ""
    factors_for: str = ""
    factors_against: str = ""
    target_age: str = ""
    partial: tuple[str, ...] = ()


MISSING_WORDS = {
    "whose": "whose commercial interests would be harmed",
    "mechanism": "how disclosure would harm them",
    "likelihood": "whether it would, or would be likely to",
    "evidence_owner": "who gives the evidence",
    "factors_for": "the public interest in disclosing it",
    "factors_against": "the public interest in withholding it",
    "target_age": "how old the target is",
    "partial": "which part could be given",
}
CHOICES: Mapping[str, Mapping[str, str]] = {"whose": WHOSE, "likelihood": LIKELIHOOD, "partial": PARTIAL}


def check_card(card: CommercialCard) -> CommercialCard:
    """The card without blanks around its words.

    Raises:
        Refused: a choice is none that the card offers, or a text is too long.
    """
    kept: dict[str, object] = {}
    for each in fields(card):
        value = getattr(card, each.name)
        chosen = value if isinstance(value, tuple) else (value,)
        if each.name in CHOICES and any(one and one not in CHOICES[each.name] for one in chosen):
            raise Refused("Choose one of the answers that the card offers.")
        if isinstance(value, str) and len(value) > LONGEST:
            raise Refused(f"Use at most {LONGEST:,} characters for each answer.")
        kept[each.name] = value if isinstance(value, tuple) else value.strip()
    return CommercialCard(**kept)


def missing_from(card: CommercialCard) -> tuple[str, ...]:
    """What the card does not say yet, in plain words; empty when section 43(2) may be considered."""
    return tuple(words for name, words in MISSING_WORDS.items() if not getattr(card, name))


def check_may_rely(card: CommercialCard) -> None:
    """Raise `Refused` while the card is incomplete."""
    missing = missing_from(card)
    if missing:
        raise Refused(f"Section 43(2) cannot be chosen yet. Say first: {'; '.join(missing)}.")
