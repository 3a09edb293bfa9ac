"""What reading a request gives: values only, so that page, command and history all speak of the same pieces."""

from dataclasses import dataclass, field

from codes.domain.passages import Passage
from codes.domain.published import PublishedMatch
from codes.domain.suggestions import NotRecorded, SuggestedCode


@dataclass(frozen=True)
class Cue:
    """One thing understood: its code, why in one plain sentence, and the words of the request that caused it.

    `passages` is empty only where the reason is that something is absent (no measure is named, say); `why` says so.
    """

    value: str
    why: str
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Period:
    """The time that a question is about: years as the request counts them, both inclusive, None where it is open.

    `counted`: `financial`, `calendar` or empty when unsaid. `words` as the request has them.
    """

    first: int | None
    last: int | None
    counted: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class QuestionRead:
    """One question of a request. `passage` is where it stands; `text` what it asks, without its number or bullet."""

    number: int
    passage: Passage
    text: str
    regime: Cue
    service: Cue
    holder: str = ""
    codes: tuple[SuggestedCode, ...] = ()
    not_recorded: tuple[NotRecorded, ...] = ()
    measures: tuple[Cue, ...] = ()
    breakdowns: tuple[Cue, ...] = ()
    period: Period | None = None
    year_basis: Cue | None = None
    formats: tuple[Cue, ...] = ()
    published: tuple[PublishedMatch, ...] = ()


@dataclass(frozen=True)
class RequestRead:
    """All that was understood of a request. `trouble` says in plain words what could not be read, or is empty."""

    questions: tuple[QuestionRead, ...]
    regime: Cue
    service: Cue
    flags: tuple[Cue, ...] = ()
    left_out: tuple[Passage, ...] = field(default=())
    trouble: str = ""
