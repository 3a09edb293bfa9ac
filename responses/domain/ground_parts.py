"""The parts of a letter that say why one provision applies: the reason, what the provision asks for, the balance.

Sources: FOIA sections 2, 12, 14, 17, 21, 22, 36, 40 and 41; EIR regulations 12 to 14.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from responses.domain import weighing
from responses.domain.decisions import DISCLOSURE, LIKELIHOODS, MAINTAINING, Ground
from responses.domain.ground_choices import PRINCIPLES, PRIVILEGES, PURPOSES
from responses.domain.letter import letter_date
from responses.domain.missing import needs_weighing
from responses.domain.placeholders import GROUND_GAPS
from responses.domain.planned import PlannedPart, clause, sentence
from responses.domain.provisions import ADVERSE_EFFECT, OPINION, PREJUDICE, Provision, cited
from responses.domain.provisions import PRINCIPLES as BY_PRINCIPLES

OF_THE_OUTCOME = frozenset(("s12(1)", "s12(2)", "s14(1)", "s14(2)"))
"""Provisions that the line on the outcome states by itself: they refuse the request, whatever is held."""

_OF_A_CODE: Mapping[str, tuple[str, str]] = {
    "s21": ("already-accessible", "refusal"),
    "s22": ("future-publication", "refusal"),
    "s38(1)(a)": ("endangerment", "refusal"),
    "s38(1)(b)": ("endangerment", "refusal"),
    "s43(2)": ("commercial-interests", "refusal"),
    "s32": ("court-records", "refusal"),
    "s40(1)": ("own-personal-data", "refusal"),
    "s40(2)": ("personal-data", "principle"),
    "s41": ("given-in-confidence", "refusal"),
    "s42": ("legal-privilege", "refusal"),
    "s44(1)(a)": ("forbidden-by-enactment", "refusal"),
    "s44(1)(b)": ("forbidden-by-enactment", "refusal"),
    "s44(1)(c)": ("forbidden-by-court", "refusal"),
    "reg5(3)": ("own-personal-data-environmental", "refusal"),
    "reg12(4)(a)": ("exception-not-held", "refusal"),
    "reg12(4)(b)": ("manifestly-unreasonable", "refusal"),
    "reg12(4)(c)": ("too-general", "refusal"),
    "reg12(4)(d)": ("unfinished", "refusal"),
    "reg13(1)": ("personal-data-environmental", "principle"),
}
_OF_A_BASIS: Mapping[str, tuple[str, str]] = {
    PREJUDICE: ("exempt-by-prejudice", "refusal"),
    OPINION: ("exempt-by-opinion", "opinion"),
    ADVERSE_EFFECT: ("exception-by-adverse-effect", "refusal"),
}
_OF_A_DENIAL: Mapping[str, tuple[str, str]] = {
    PREJUDICE: ("denial-by-prejudice", "refusal"),
    OPINION: ("denial-by-opinion", "opinion"),
    ADVERSE_EFFECT: ("denial-environmental", "refusal"),
}
_EFFECTS: Mapping[str, str] = {
    "s36(2)(a)": "prejudice the convention of the collective responsibility of Ministers of the Crown",
    "s36(2)(b)(i)": "inhibit the free and frank provision of advice",
    "s36(2)(b)(ii)": "inhibit the free and frank exchange of views for the purposes of deliberation",
    "s36(2)(c)": "otherwise prejudice the effective conduct of public affairs",
}
"""What a qualified person's opinion is about, by its limb (section 36(2))."""


def withholds(ground: Ground) -> bool:
    """Whether something is kept back on the ground: not where the public interest turned out to favour disclosure."""
    return not (needs_weighing(ground.provision) and ground.balance == DISCLOSURE)


def parts_of_ground(ground: Ground, question: int) -> Iterator[PlannedPart]:
    """What the letter says for one ground, in order; only its reasons where the outcome has stated the ground."""
    values = values_of_ground(ground)
    if ground.provision.code in OF_THE_OUTCOME:
        if ground.provision.code == "s14(1)" and values["history_of_requests"]:
            yield PlannedPart("vexatious-reasons", question, "refusal", ground.key, values)
        return
    slug, role = _reason(ground)
    yield PlannedPart(slug, question, role, ground.key, values)
    if not ground.denies:
        yield from _beside_the_reason(ground, question, values)
    if ground.provision.code == "s41":
        slug = "confidence-defence-denial" if ground.denies else "confidence-defence"
        yield PlannedPart(slug, question, "defence", ground.key, values)
    if needs_weighing(ground.provision):
        yield PlannedPart(_weighing(ground), question, "public_interest", ground.key, values)


def values_of_ground(ground: Ground) -> dict[str, str]:
    """What fills the gaps of a ground's parts; what has not been decided yet is an open gap."""
    said = {name: sentence(text) for name, text in ground.details.items()}
    said |= {name: clause(ground.details.get(name, "")) for name in _INSIDE_A_SENTENCE}
    opinion = ground.opinion
    return (
        dict.fromkeys(GROUND_GAPS, "")
        | said
        | {
            "provision": cited(ground.cites),
            "provision_name": ground.provision.name,
            "withheld": clause(ground.information),
            "activities": _lines(ground.details.get("activities", "")),
            "engagement": sentence(ground.details.get("engagement", "")),
            "likelihood": LIKELIHOODS.get(ground.details.get("likelihood", ""), ""),
            "principle": _principle(ground.details.get("principle", "")),
            "privilege": _privilege(ground.details.get("privilege", "")),
            "limb_purpose": _purpose(ground.details.get("limb_purpose", "")),
            "earlier_on": _day(ground.details.get("earlier_on", "")),
            "factors_disclosure": _factors(ground, DISCLOSURE),
            "factors_maintaining": _factors(ground, MAINTAINING),
            "public_interest_conclusion": conclusion(ground),
            "opinion_office": opinion.office if opinion else "",
            "opinion_on": letter_date(opinion.given_on) if opinion else "",
            "opinion_reasons": sentence(opinion.reasons) if opinion else "",
            "opinion_likelihood": LIKELIHOODS[opinion.likelihood] if opinion else "",
            "opinion_effect": _EFFECTS.get(ground.provision.code, ""),
        }
    )


_INSIDE_A_SENTENCE = (
    "prejudice_to", "confider", "document", "enactment", "publish_on", "hours", "pounds", "records",
    "earlier_reference",
)  # fmt: skip


def conclusion(ground: Ground) -> str:
    """Where the public interest falls, as the law puts the test; empty while it is not decided."""
    if ground.balance != MAINTAINING:
        return ""
    words = weighing.conclusion(ground.provision, denies=ground.denies, balance=ground.balance)
    return f"We have concluded that, {words[:1].lower()}{words[1:]}"


def _reason(ground: Ground) -> tuple[str, str]:
    """The block that says why the ground applies, and its role."""
    provision = ground.provision
    if ground.is_statistical:
        return ("denial-statistics" if ground.denies else "exempt-statistics"), "refusal"
    if ground.denies:
        if provision.code in ("s40(2)", "reg13(1)"):
            return _in_regime("denial-of-personal-data", provision), "principle"
        return _OF_A_DENIAL.get(provision.basis, (_in_regime("denial", provision), "refusal"))
    if provision.code in _OF_A_CODE:
        return _OF_A_CODE[provision.code]
    by_kind = "exempt-by-kind" if provision.regime == "foi" else "exception-by-kind"
    return _OF_A_BASIS.get(provision.basis, (by_kind, "refusal"))


def _beside_the_reason(ground: Ground, question: int, values: Mapping[str, str]) -> Iterator[PlannedPart]:
    """Paragraphs for what only some decisions have: the special category of data, the day of publication."""
    category = ground.details.get("special_category", "")
    if ground.provision.basis == BY_PRINCIPLES and category in ("special", "offences"):
        yield PlannedPart(f"personal-data-{category}", question, "principle", ground.key, values)
    if ground.provision.code == "s22" and values.get("publish_on"):
        yield PlannedPart("future-publication-date", question, "refusal", ground.key, values)
    if ground.provision.code in ("s31(1)(g)", "s40(4A)", "reg13(3A)", "reg12(5)(f)", "s43(1)"):
        slugs = {"s31(1)(g)": "law-enforcement-purpose", "reg12(5)(f)": "volunteered", "s43(1)": "trade-secret"}
        slug = slugs.get(ground.provision.code, "exempt-from-subject-access")
        yield PlannedPart(slug, question, "refusal", ground.key, values)


def _weighing(ground: Ground) -> str:
    return _in_regime("denial-public-interest" if ground.denies else "public-interest", ground.provision)


def _in_regime(slug: str, provision: Provision) -> str:
    return slug if provision.regime == "foi" else f"{slug}-environmental"


def _factors(ground: Ground, side: str) -> str:
    """The factors of one side as sentences, the heaviest first, one on each line."""
    return "\n".join(sentence(" ".join(factor.words.split())) for factor in ground.factors_for(side))


def _lines(words: str) -> str:
    """Each line as a sentence."""
    return "\n".join(filter(None, map(sentence, words.splitlines())))


def _inside(words: str) -> str:
    """Words as they stand inside a sentence; what begins with a proper short form (NHS) keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _principle(code: str) -> str:
    """`lawfulness, fairness and transparency (Article 5(1)(a))`."""
    words, _, article = PRINCIPLES.get(code, "").partition(": ")
    return f"{_inside(words)} ({article})" if words else ""


def _privilege(code: str) -> str:
    """`advice privilege, between lawyer and client, for legal advice`."""
    return _inside(PRIVILEGES.get(code, "").replace(": ", ", ", 1))


def _purpose(code: str) -> str:
    return PURPOSES.get(code, "")


def _day(iso: str) -> str:
    return letter_date(date.fromisoformat(iso)) if iso else ""
