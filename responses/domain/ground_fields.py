"""What the law wants to be said for each ground of refusal: the form asks for that and for nothing else.

Sources: FOIA sections 12 to 44 as named beside each field, section 17 (what a refusal notice states); EIR regulations
12 to 14; for personal data UK GDPR Articles 5, 6, 9 and 10; for the public interest ICO guidance on section 41.
"""

from collections.abc import Mapping
from dataclasses import replace

from responses.domain.ground_choices import LIKELIHOOD_WORDS, PRINCIPLES, SPECIAL_CATEGORIES, STATISTICAL
from responses.domain.ground_questions import (
    ADDED,
    ASKED_WHEN_DENYING,
    CHOICE,
    ENGAGEMENT,
    HARMED,
    LINE,
    OF_A_CODE,
    GroundField,
)
from responses.domain.provisions import ADVERSE_EFFECT, OPINION, PREJUDICE, Provision, cited
from responses.domain.provisions import PRINCIPLES as BY_PRINCIPLES

_NOTICE = {"foi": "Section 17(1)", "eir": "Regulation 14(3)"}


def fields_of(provision: Provision, *, denies: bool) -> tuple[GroundField, ...]:
    """What has to be said when this provision is applied, in the order in which a form asks for it.

    `denies`: it is used to neither confirm nor deny. Then nothing is asked that would describe the information.
    """
    asked = OF_A_CODE.get(provision.code)
    if asked is not None and not denies:
        return tuple(replace(each, wanted_by=each.wanted_by or provision.opening_citation) for each in asked)
    of_its_basis = _of_basis(provision, denies=denies)
    added = (each for each in ADDED.get(provision.code, ()) if not denies or each.name in ASKED_WHEN_DENYING)
    return (_engagement(provision, denies=denies), *added, *of_its_basis)


def relevant_details(provision: Provision, details: Mapping[str, str], *, denies: bool) -> dict[str, str]:
    """The answers that this ground asks for; those given before it was changed are kept elsewhere and left out."""
    return {each.name: details[each.name] for each in fields_of(provision, denies=denies) if details.get(each.name, "")}


def _engagement(provision: Provision, *, denies: bool) -> GroundField:
    wanted_by = _NOTICE[provision.regime]
    if denies:
        return GroundField(
            "engagement",
            "Why would it give something away to say whether we hold it?",
            f"{wanted_by}; {cited(provision.ncnd or provision.code)}",
            "The requester reads this. Write it so that it is true whether we hold anything or not.",
        )
    label, help_text = ENGAGEMENT.get(
        provision.code, ("Why does it apply to this information?", "In our own words, for this information.")
    )
    return GroundField("engagement", label, f"{wanted_by}; {provision.citation}", help_text)


def _of_basis(provision: Provision, *, denies: bool) -> tuple[GroundField, ...]:
    doing = "confirming or denying" if denies else "disclosure"
    if provision.basis == PREJUDICE:
        return _harm(provision, doing)
    if provision.basis == OPINION:
        return _opinion(provision)
    if provision.basis == ADVERSE_EFFECT:
        effect = f"What adverse effect would follow, and how would {doing} lead to it?"
        hint = "It has to be more probable than not: under these regulations “likely” is not enough."
        return (GroundField("effect", effect, "Regulation 12(5)", hint),)
    if provision.basis == BY_PRINCIPLES and provision.code in ("s40(2)", "reg13(1)"):
        return _personal_data(provision, doing)
    return ()


def _harm(provision: Provision, doing: str) -> tuple[GroundField, ...]:
    by = provision.opening_citation
    whose, harm = HARMED.get(provision.code, ("Whose interests would be harmed?", "What harm would follow, and how?"))
    return (
        GroundField("prejudice_to", whose, by, "Name them: a harm to nobody in particular is none.", kind=LINE),
        GroundField(
            "prejudice",
            harm,
            by,
            f"{doing.capitalize()} has to cause it, and it has to be real, actual or of substance.",
        ),
        _likelihood(provision, "How likely is it?"),
    )


def _opinion(provision: Provision) -> tuple[GroundField, ...]:
    return (
        GroundField(
            "statistical", "Is it statistical information?", "Section 36(4)",
            "Figures, and what was worked out from them, need no opinion of the qualified person. Words do.",
            required=False, kind=CHOICE, choices=STATISTICAL,
        ),
        _likelihood(
            provision, "How likely is the effect?",
            "As the qualified person’s opinion says it; for statistical information, as we find it ourselves.",
        ),
    )  # fmt: skip


def _likelihood(provision: Provision, label: str, help_text: str = "") -> GroundField:
    by = provision.opening_citation
    return GroundField("likelihood", label, by, help_text, kind=CHOICE, choices=LIKELIHOOD_WORDS)


def _personal_data(provision: Provision, doing: str) -> tuple[GroundField, ...]:
    by = "Section 40(3A)" if provision.regime == "foi" else "Regulation 13(2A)"
    return (
        GroundField(
            "principle", f"Which principle would {doing} breach?", f"{by}; UK GDPR Article 5(1)", kind=CHOICE,
            choices=PRINCIPLES,
        ),
        GroundField(
            "special_category", "Is it data of a special category, or about offences?", "UK GDPR Articles 9 and 10",
            "If it is, also say in the balance which condition is lacking.", kind=CHOICE, choices=SPECIAL_CATEGORIES,
        ),
        GroundField(
            "legitimate_interest", "What legitimate interest would it serve?", "UK GDPR Article 6(1)(f)",
            f"The first step: who, the requester or the public, would gain what by {doing}? None is an answer too.",
        ),
        GroundField(
            "necessity", "Is it necessary for that interest?", "UK GDPR Article 6(1)(f)",
            "The second step: could something less intrusive do?",
        ),
        GroundField(
            "balance_of_rights", "Why do the person’s rights and freedoms weigh more?", "UK GDPR Article 6(1)(f)",
            "The third step: what they expect, what harm it would do them.",
        ),
    )  # fmt: skip
