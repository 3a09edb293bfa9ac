"""What the words of the library have to be: their spelling of gaps, their links, and which gaps may go or be new.

A mangled gap is printed as it stands and an unknown one is asked of an officer in every letter, so neither comes into
the library by a slip of the pen. A gap that the last version had, and a name that nobody knows, pass when the person
who proposes the wording says that it is meant.
"""

from collections.abc import Collection
from dataclasses import dataclass

from responses.domain import placeholders
from responses.domain.drafting import check_body, refuse_slips
from responses.domain.errors import Refused
from responses.domain.gap_slips import KNOWN, slips


@dataclass(frozen=True)
class GapChanges:
    """What the gaps of a version are beside those of the last one: names that it lost, and names that nobody knows."""

    lost: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.lost, *self.unknown)


def check_wording(body: str) -> str:
    """The words as the library keeps them.

    Raises:
        Refused: they are empty or too long, something in them looks like a gap and is none, or a link leads to what
            not everybody can open.
    """
    cleaned = check_body(body)
    refuse_slips(slip.text for slip in slips(cleaned))
    return cleaned


def gap_changes(body: str, *last: str) -> GapChanges:
    """How the gaps of the words differ from those of the version, or versions, that they are to follow."""
    here, before = placeholders.find(body), placeholders.find("\n".join(last))
    return GapChanges(
        lost=tuple(name for name in before if name not in here),
        unknown=tuple(name for name in here if name not in KNOWN and name not in before),
    )


def not_meant(changes: GapChanges, meant: Collection[str]) -> GapChanges:
    """Those changes that nobody said are meant; `meant` are names of gaps."""
    return GapChanges(
        lost=tuple(name for name in changes.lost if name not in meant),
        unknown=tuple(name for name in changes.unknown if name not in meant),
    )


def check_gaps(changes: GapChanges) -> None:
    """Refuse changes of gaps that nobody said are meant.

    Raises:
        Refused: naming each.
    """
    told = []
    if changes.lost:
        told.append(f"The last version has {_names(changes.lost)}, and this one does not.")
    if changes.unknown:
        told.append(f"FOI Desk knows no gap {_names(changes.unknown)}.")
    if told:
        raise Refused(f"{' '.join(told)} Mend the wording, or say that this is meant.")


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"(({name}))" for name in names)
