"""Where the balance of the public interest falls, in the words of the law.

Sources: FOIA section 2(1)(b) (the duty to confirm or deny) and 2(2)(b) (disclosure); EIR regulation 12(1)(b), the
presumption in favour of disclosure in regulation 12(2), and 12(6) (neither confirming nor denying).
"""

from responses.domain.decisions import MAINTAINING
from responses.domain.provisions import Provision

PRESUMPTION = (
    "Under regulation 12(2) there is a presumption in favour of disclosure: where the factors weigh the same, the"
    " information is disclosed."
)


def conclusion(provision: Provision, *, denies: bool, balance: str) -> str:
    """The conclusion of a public interest test, as a sentence of its own."""
    ground = "exemption" if provision.regime == "foi" else "exception"
    kept, given = f"maintaining the {ground}", "disclosing the information"
    if denies:
        given = "disclosing whether we hold the information"
        kept = "neither confirming nor denying"
        if provision.regime == "foi":
            kept = "maintaining the exclusion of the duty to confirm or deny"
    outweighs = "outweighs" if balance == MAINTAINING else "does not outweigh"
    weighed = f"the public interest in {kept} {outweighs} the public interest in {given}"
    return f"In all the circumstances of the case, {weighed}."


def has_presumption(provision: Provision) -> bool:
    """Whether the law presumes disclosure: under the EIR, but not for personal data (regulation 13)."""
    return provision.regime == "eir" and provision.code.startswith("reg12")
