"""What the clocks of all regimes have in common: what is asked for, in time or late, and what answers it."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import date

from codes.domain.working_days import Disregarded
from foirequests.domain.clock.events import ANSWERS, Event
from foirequests.domain.clock.values import Reading, Rules


@dataclass
class Fold(ABC):
    """What both clocks remember while they read events."""

    received_on: date
    regime: str
    rules: Rules
    asked: Event | None = None
    in_time: bool = True
    periods: list[Disregarded] = field(default_factory=list)
    extension: Event | None = None
    late: list[Event] = field(default_factory=list)

    def ask(self, event: Event) -> None:
        """Something is asked for; after the due date it stops nothing."""
        self.asked, self.in_time = event, event.on <= self.due()
        if not self.in_time:
            self.late.append(event)

    def answered(self, event: Event) -> bool:
        """Whether an event answers what is waited for and was asked for in time; nothing is waited for after it.

        The answer to a question that came too late changes as little as the question.
        """
        if self.asked is None or ANSWERS[event.kind] != self.asked.kind:
            return False
        self.asked = None
        if not self.in_time:
            self.late.append(event)
        return self.in_time

    @abstractmethod
    def take(self, event: Event) -> None:
        """Read one event."""

    @abstractmethod
    def due(self) -> date:
        """The last day for the reply on what is known so far."""

    @abstractmethod
    def reading(self) -> Reading:
        """What the clock says."""
