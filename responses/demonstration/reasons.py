"""The reasons that the demonstration's officers give: invented, in the words that the law asks for."""

from collections.abc import Mapping

from responses.domain.decisions import DISCLOSURE, MAINTAINING, Factor
from responses.domain.tables import Table

FIGURES = Table(
    caption="Claims about retained objects that were closed (invented figures)",
    columns=("Financial year", "Claims closed", "Closed with damages"),
    rows=(("2021/22", "98", "61"), ("2022/23", "87", "54"), ("2023/24", "29", "*")),
    unit="claims",
    notes=("As at 31 March of this year.",),
    symbols=(("*", "fewer than five, withheld under section 40(2)"),),
)

WORK: Mapping[str, object] = {
    "activity": "extract",
    "unit": "claim files",
    "units": 900,
    "minutes": 10,
    "people": 1,
    "basis": "20 files that were timed",
}
"""An estimate of work, as one line of it is typed: far over the limit."""

NAMES: Mapping[str, str] = {
    "engagement": "each name, and each figure below five, tells of a living person that they made a claim",
    "principle": "a",
    "special_category": "no",
    "legitimate_interest": "The public has an interest in how claims are dealt with.",
    "necessity": "The figures serve it; no name and no figure below five is needed.",
    "balance_of_rights": "They expect not to be known as claimants, and being known would distress them.",
}
ONE_PATIENT: Mapping[str, str] = {
    "engagement": "to say so would tell whether a person who is named had made a claim",
    "principle": "a",
    "special_category": "special",
    "legitimate_interest": "An answer would serve the requester alone; we see no wider interest.",
    "necessity": "Nothing is served by it that general figures do not serve.",
    "balance_of_rights": "Anyone expects that nobody is told, and no condition of Article 9 would be met.",
}
TARGET: Mapping[str, str] = {
    "engagement": "the manager of our panel of solicitors told us so, with two examples",
    "prejudice_to": "NHS Resolution",
    "prejudice": "Firms that claim against the NHS would time their offers to a target that they know.",
    "likelihood": "would_be_likely",
}
TARGET_FACTORS = (
    Factor(DISCLOSURE, "Public money is spent on these firms.", 3, "The sums are large."),
    Factor(DISCLOSURE, "People can judge how we manage them."),
    Factor(MAINTAINING, "Claims would cost the NHS more.", 3, "One firm’s offers moved with a target before."),
    Factor(MAINTAINING, "Firms would compete on the target and not on quality."),
)
ADVICE: Mapping[str, str] = {
    "engagement": "counsel wrote it for us, in confidence, so that we knew what the law allows",
    "privilege": "advice",
}
ADVICE_FACTORS = (
    Factor(DISCLOSURE, "Members of the scheme can see on what footing its rules were changed.", 2),
    Factor(MAINTAINING, "We must be able to ask for frank legal advice and have it given in confidence.", 3),
)
