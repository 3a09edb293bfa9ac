"""Advice as triage shows it: the request with the words marked that advice relies on, and each piece with its reason.

Every piece that relies on words has a number, which stands at the words and at the piece, so that each is found from
the other without any script.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.timezone import localdate

from codes.domain.published import S21, S43_CARD
from foirequests.domain import advice
from foirequests.domain.advice_choices import CHOICES, COUNTED, period_of
from foirequests.domain.errors import Refused
from foirequests.domain.reading import kinds
from foirequests.domain.reading.flags import TELL_DEPUTY_DIRECTOR
from foirequests.domain.reading.periods import period_words
from foirequests.models import Advice
from foirequests.presenters.days import Tag, day_words

TAGS = {
    advice.ACCEPTED: Tag("Accepted", "good"),
    advice.CORRECTED: Tag("Corrected", "info"),
    advice.DISMISSED: Tag("Dismissed", "neutral"),
    advice.ADDED: Tag("Added by an officer", "info"),
}
ABOUT_THE_DATA = (advice.MEASURE, advice.BREAKDOWN, advice.PERIOD, advice.YEAR_BASIS, advice.FORMAT)


@dataclass(frozen=True)
class Link:
    """What an officer can do at once about a piece of advice, beside deciding about it."""

    text: str
    url: str


@dataclass(frozen=True)
class PieceRow:
    """One piece of advice as a page shows it."""

    pk: int
    kind: str
    label: str
    value: str
    raw: str
    why: str
    words: str
    number: int | None
    tag: Tag | None
    corrected: str
    is_waiting: bool
    is_dismissed: bool = False
    lines: tuple[str, ...] = ()
    link: Link | None = None
    code_pk: int | None = None
    mark: str = ""
    decided: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    period: dict[str, object] | None = None


@dataclass
class Marked:
    """A stretch of the request: its words, the pieces of advice that rely on them, and the numbers that end here."""

    text: str
    pks: tuple[int, ...] = ()
    is_mark: bool = False
    notes: list[dict[str, int]] = field(default_factory=list)

    @property
    def ids(self) -> str:
        """The keys of the pieces, for the script that lights both sides."""
        return " ".join(map(str, self.pks))


def numbered(pieces: Iterable[Advice]) -> dict[int, int]:
    """The number of each piece that relies on words, in the order in which the words stand; questions have none."""
    with_words = [piece for piece in pieces if piece.passages and piece.kind != advice.QUESTION]
    with_words.sort(key=lambda piece: (min(start for start, _end in piece.passages), piece.pk))
    return {piece.pk: number for number, piece in enumerate(with_words, start=1)}


def marked(text: str, pieces: Sequence[Advice], numbers: Mapping[int, int]) -> list[Marked]:
    """The whole text in stretches, each with the advice that relies on it; dismissed advice marks nothing."""
    spans = [
        (start, min(end, len(text)), piece)
        for piece in pieces
        if piece.decision != advice.DISMISSED
        for start, end in piece.passages
        if 0 <= start < end and start < len(text)
    ]
    edges = sorted({0, len(text), *(edge for start, end, _piece in spans for edge in (start, end))})
    opening: dict[int, list[Advice]] = {}
    closing: dict[int, list[Advice]] = {}
    for start, end, piece in spans:
        opening.setdefault(start, []).append(piece)
        closing.setdefault(end, []).append(piece)
    open_now: list[Advice] = []
    stretches: list[Marked] = []
    noted: set[int] = set()
    for start, end in zip(edges, edges[1:], strict=False):
        for piece in closing.get(start, ()):
            open_now.remove(piece)
        open_now += opening.get(start, ())
        stretch = Marked(
            text[start:end],
            tuple(dict.fromkeys(piece.pk for piece in open_now)),
            is_mark=any(piece.kind != advice.QUESTION for piece in open_now),
        )
        for piece in closing.get(end, ()):
            if piece.pk in numbers and piece.pk not in noted:
                noted.add(piece.pk)
                stretch.notes.append({"number": numbers[piece.pk], "pk": piece.pk})
        stretches.append(stretch)
    return stretches


def piece_row(piece: Advice, *, reference: str, number: int | None, names: Mapping[str, str]) -> PieceRow:
    """One piece for the page of the case; `names` gives the words for codes of laws and services."""
    return PieceRow(
        pk=piece.pk,
        kind=piece.kind,
        label=piece.get_kind_display(),
        value=value_words(piece, names),
        raw=piece.value,
        why=piece.why,
        words=piece.words,
        number=number,
        tag=TAGS.get(piece.decision),
        corrected=_corrected(piece, names),
        is_waiting=piece.decision == advice.WAITING,
        is_dismissed=piece.decision == advice.DISMISSED,
        lines=_lines(piece),
        link=_link(piece, reference),
        code_pk=piece.code_id,
        mark=piece.mark,
        decided=f"{piece.decided_by.name}, {day_words(localdate(piece.decided_at))}" if piece.decided_by else "",
        choices=tuple((code, _plain(words)) for code, words in CHOICES.get(piece.kind, {}).items()),
        period=_period(piece) if piece.kind == advice.PERIOD else None,
    )


def _corrected(piece: Advice, names: Mapping[str, str]) -> str:
    """What an officer put in the place of a piece, in words."""
    value = piece.corrected_value
    if value and piece.kind == advice.PERIOD:
        try:
            return period_words(*period_of(value))
        except Refused:
            return value  # typed in words, when no choice was given
    return CHOICES.get(piece.kind, names).get(value, value)


def _period(piece: Advice) -> dict[str, object]:
    """What the fields for other years begin with: those that were read."""
    read = {name: piece.details.get(name) or "" for name in ("first", "last", "counted")}
    return read | {"ways": [(way, words) for way, words in COUNTED.items()]}


def value_words(piece: Advice, names: Mapping[str, str]) -> str:
    """What is advised, in words."""
    if piece.kind == advice.QUESTION:
        return piece.words
    if piece.kind == advice.NOT_RECORDED:
        return piece.details.get("named") or piece.value
    if piece.kind == advice.CODE:
        list_name, _, label = piece.value.partition(": ")
        return f"{list_name.capitalize()}: {label}"
    if piece.kind == advice.PERIOD:
        read = tuple(piece.details.get(name) for name in ("first", "last", "counted"))
        return period_words(*(read if piece.details else period_of(piece.value)))
    if piece.kind in CHOICES and piece.value in CHOICES[piece.kind]:
        return _plain(CHOICES[piece.kind][piece.value])
    if piece.kind in (advice.REGIME, advice.SERVICE):
        return names.get(piece.value) or (kinds.KINDS[piece.value].name if piece.value in kinds.KINDS else piece.value)
    return piece.value if piece.kind in (advice.HOLDER, advice.PUBLISHED) else _plain(piece.value)


def _plain(code: str) -> str:
    words = code.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _link(piece: Advice, reference: str) -> Link | None:
    if piece.decision == advice.DISMISSED:
        return None
    if piece.kind == advice.NOT_RECORDED:
        url = reverse("case_clarification", args=[reference])
        return Link("Ask which code is meant", f"{url}?advice={piece.pk}")
    if piece.kind == advice.PUBLISHED and piece.details.get("proposal") == S43_CARD and piece.question is not None:
        keys = [reference, piece.question.number]
        return Link("Fill in the card for section 43(2)", reverse("case_commercial_card", args=keys))
    if piece.kind == advice.PUBLISHED and piece.details.get("address"):
        return Link("Open what is published", piece.details["address"])
    if piece.kind == advice.FLAG and piece.value in TELL_DEPUTY_DIRECTOR:
        return Link("Tell the deputy director early", reverse("case_tell_early", args=[reference]))
    return None


def _lines(piece: Advice) -> tuple[str, ...]:
    """What else is to be said about something that is not recorded, or that is published."""
    if piece.kind == advice.PUBLISHED and piece.details.get("proposal") == S21:
        return (f"Proposed: an answer under section 21 that says where it is: {piece.details['address']}",)
    if piece.kind != advice.NOT_RECORDED:
        return ()
    nearest = [f"{list_name}: {label}" for list_name, label in piece.details.get("nearest", ())]
    told = [f"Nearest codes: {'; '.join(nearest)}."] if nearest else []
    if piece.details.get("body"):
        told.append(f"{piece.details['body']} may hold it.")
    return tuple(told)
