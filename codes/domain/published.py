"""What the published-information register has, and what a request seems to ask for of it: values only."""

from dataclasses import dataclass, field

from codes.domain.passages import Passage

S21, S43_CARD, ADDRESS_LACKING = "s21", "s43_card", "address_lacking"
PUBLISHED, INTERNAL = "published", "internal"


@dataclass(frozen=True)
class PublishedFact:
    """A fact that an item states: a key performance indicator (`number` as printed, `7a`) or a strategic risk.

    `visibility` is `published`, or `internal` where the item says that there is a target and not which.
    """

    key: int
    kind: str
    number: str
    text: str
    area: str = ""
    period: str = ""
    target: str = ""
    visibility: str = PUBLISHED
    asked_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegisteredItem:
    """An item of the register as it is matched. `asked_as` are phrases in which requests ask for it."""

    key: int
    title: str
    address: str
    publisher: str
    period: str = ""
    asked_as: tuple[str, ...] = ()
    facts: tuple[PublishedFact, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class PublishedMatch:
    """Something published, or known to exist, that a request seems to ask for.

    `proposal` is `s21` (published: supply it or refuse with the link), `s43_card` (an internal target: fill in the
    card) or `address_lacking` (published, but the register cannot say where: section 21 needs that). `fact` is None
    when the item itself is meant. `score` runs from 0 to 1; `passages` are the words that caused it.
    """

    item: RegisteredItem
    fact: PublishedFact | None
    proposal: str
    score: float
    passages: tuple[Passage, ...]
    why: str

    @property
    def title(self) -> str:
        """What it is, in one line."""
        if self.fact is None:
            return self.item.title
        named = f"KPI {self.fact.number}" if self.fact.number else "Strategic risk"
        return f"{named}, {self.fact.period}: {self.fact.text}" if self.fact.period else f"{named}: {self.fact.text}"

    @property
    def address(self) -> str:
        """Where it is published; empty where the register has no address yet."""
        return self.item.address
