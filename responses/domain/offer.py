"""Which provisions a decision may rely on: what the authority may use, in the regime of the question."""

from collections.abc import Collection

from codes.domain.office_settings import Office

OPENED_BY = {"s30": "investigates_crime", "s33": "audits_others"}
"""Exemptions that need a power which few authorities have, by the field of the setting that says so."""

NEVER = frozenset(("s35",))
"""Held by a government department or the Welsh Government alone; no setting opens it."""

SAID_OTHERWISE = {
    "s1(1)(a)": "Say “not held”: nothing is refused.",
    "reg12(4)(a)": "Say “not held”: the letter then names this regulation.",
    "s1(3)": "Ask the requester to clarify: that is a letter of its own.",
    "s8": "Help the requester to make the request valid.",
    "s9": "Give a fees notice: that is a letter of its own.",
    "s17(6)": "Nothing is sent: close the case and say why.",
}
"""Grounds that are no reason in a reply, each with what to do instead."""

NO_QUALIFIED_PERSON = "Nobody is recorded as the qualified person, whose opinion it needs."


def powers_of(office: Office) -> frozenset[str]:
    """The powers that open an exemption and that the office's dated setting says it has."""
    if not office.has("special_powers"):
        return frozenset()
    return frozenset(power for power in OPENED_BY.values() if getattr(office.special_powers, power) == "yes")


def is_shut(section: str, powers: Collection[str]) -> bool:
    """Whether an authority with these powers cannot use an exemption at all, by its section: `s33`, `s35`."""
    return section in NEVER or (section in OPENED_BY and OPENED_BY[section] not in powers)


def why_not_offered(code: str, *, not_ours: str, powers: Collection[str], has_qualified_person: bool) -> str:
    """Why a decision may not rely on this provision; empty when it may.

    `not_ours` is what the list says of a provision that is not for this authority; `powers` are those that the
    office's setting says it has.
    """
    if code in SAID_OTHERWISE:
        return SAID_OTHERWISE[code]
    if code in NEVER:
        return not_ours
    if not_ours and OPENED_BY.get(code) not in powers:
        return not_ours
    if code.startswith("s36") and not has_qualified_person:
        return NO_QUALIFIED_PERSON
    return ""
