"""What was decided on each question of a request: held, outcome, and the grounds for what is not given.

These are values. They stand in `Letter.decisions` as plain mappings, so that a clearance is of them too; rules read
them from there, the letter is assembled from them. Sources: FOIA sections 1, 2, 12, 14, 16, 17; EIR regulations 12
to 14.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from responses.domain.provisions import OPINION, Provision

HELD, PART_HELD, NOT_HELD, NOT_CONFIRMED = "held", "part_held", "not_held", "not_confirmed"
GRANTED, PART, REFUSED = "granted", "part", "refused"
DISCLOSURE, MAINTAINING = "disclosure", "maintaining"
WEIGHTS: Mapping[int, str] = {1: "little weight", 2: "some weight", 3: "great weight"}
LIKELIHOODS: Mapping[str, str] = {"would": "would", "would_be_likely": "would be likely to"}


@dataclass(frozen=True)
class Factor:
    """One factor of a public interest test: for disclosure, or for maintaining the ground.

    `weight` is one of `WEIGHTS`; `note` says why it weighs so, `words` are what the letter prints.
    """

    side: str
    words: str
    weight: int = 2
    note: str = ""

    def __post_init__(self):
        if self.side not in (DISCLOSURE, MAINTAINING) or self.weight not in WEIGHTS:
            raise ValueError("A factor is for disclosure or for maintaining, with a weight from 1 to 3.")


@dataclass(frozen=True)
class Opinion:
    """The reasonable opinion of the qualified person (FOIA section 36(2) and (5)): recorded once, never changed.

    `office` is the post that makes the person qualified, `given_on` the day of the opinion, `limbs` the codes that it
    covers, `likelihood` one of `LIKELIHOODS`, `denies` whether it also covers section 36(3).
    """

    person: str
    office: str
    given_on: date
    limbs: tuple[str, ...]
    likelihood: str
    reasons: str
    denies: bool = False


@dataclass(frozen=True)
class Ground:
    """One provision applied to one named piece of information, with its own reasoning.

    `key` is its record (`ground:12`); `information` describes what it is applied to; `denies` when it is used to
    neither confirm nor deny. `details` are the answers to what the law wants for this provision, by the names of
    `ground_fields.fields_of`. `balance` is where the public interest falls: `maintaining`, `disclosure`, or empty while
    undecided. `withheld_explanation` is why no explanation is given (section 17(4)); it is never printed.
    """

    key: str
    provision: Provision
    information: str
    denies: bool = False
    details: Mapping[str, str] = field(default_factory=dict)
    factors: tuple[Factor, ...] = ()
    balance: str = ""
    opinion: Opinion | None = None
    withheld_explanation: str = ""

    @property
    def cites(self) -> str:
        """The code that the letter cites: that of the exclusion of the duty to confirm or deny when it denies."""
        return self.provision.ncnd if self.denies and self.provision.ncnd else self.provision.code

    @property
    def is_statistical(self) -> bool:
        """Whether it is section 36 for statistical information, which needs no opinion (section 36(4))."""
        return self.provision.basis == OPINION and self.details.get("statistical") == "yes"

    @property
    def needs_opinion(self) -> bool:
        """Whether it stands only on the reasonable opinion of the qualified person (section 36(2) and (3))."""
        return self.provision.basis == OPINION and not self.is_statistical

    def factors_for(self, side: str) -> tuple[Factor, ...]:
        """The factors on one side, the heaviest first."""
        return tuple(sorted((each for each in self.factors if each.side == side), key=lambda each: -each.weight))


@dataclass(frozen=True)
class Decision:
    """What was decided on one question.

    `held` and `outcome` are codes of the lists (empty while undecided); `answer` is the information in words;
    `details` are further facts by name (`places_searched`, `removed`, `nearest_held`, ...); `tables` are the keys of
    its tables (`table:4`); `codes` the keys of its CNST codes.
    """

    question: int
    regime: str
    held: str = ""
    outcome: str = ""
    text: str = ""
    answer: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    grounds: tuple[Ground, ...] = ()
    tables: tuple[str, ...] = ()
    codes: tuple[int, ...] = ()

    @property
    def refuses(self) -> bool:
        """Whether something is not given on a ground other than that it is not held."""
        return bool(self.grounds) or self.held == NOT_CONFIRMED or self.outcome in (PART, REFUSED)

    def to_mapping(self) -> dict[str, Any]:
        """The decision as plain lists and dicts; what is empty is left out, as in letters cleared long ago."""
        stored = asdict(self)
        for ground in stored["grounds"]:
            if ground["opinion"]:
                ground["opinion"]["given_on"] = ground["opinion"]["given_on"].isoformat()
        return {name: value for name, value in stored.items() if value or name in _ALWAYS}

    @classmethod
    def from_mapping(cls, stored: Mapping[str, Any]) -> "Decision":
        """The decision that `to_mapping` wrote, also after a journey through JSON."""
        return cls(
            **stored
            | {
                "grounds": tuple(_ground(ground) for ground in stored.get("grounds", ())),
                "tables": tuple(stored.get("tables", ())),
                "codes": tuple(stored.get("codes", ())),
            }
        )


_ALWAYS = frozenset(("question", "regime", "held", "codes"))


def decisions_in(mappings: Iterable[Mapping[str, Any]]) -> tuple[Decision, ...]:
    """The decisions among what a letter keeps of them: an act of the clock is none."""
    return tuple(Decision.from_mapping(each) for each in mappings if "question" in each)


def _ground(stored: Mapping[str, Any]) -> Ground:
    opinion = stored["opinion"]
    if opinion:
        given_on = date.fromisoformat(opinion["given_on"])
        opinion = Opinion(**opinion | {"given_on": given_on, "limbs": tuple(opinion["limbs"])})
    return Ground(
        **stored
        | {
            "provision": Provision.from_mapping(stored["provision"]),
            "factors": tuple(Factor(**factor) for factor in stored["factors"]),
            "opinion": opinion,
        }
    )
