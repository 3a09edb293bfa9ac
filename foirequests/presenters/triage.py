"""The page of triage: the request on one side, the questions with advice and findings on the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from codes.models import Code, ServiceArea
from foirequests.domain import advice
from foirequests.domain.advice_choices import CHOICES
from foirequests.domain.handover import MATTERS
from foirequests.domain.reading import kinds
from foirequests.forms.triage import TriageForm
from foirequests.models import Advice, FoiRequest, Reading
from foirequests.presenters.advice import ABOUT_THE_DATA, PieceRow, marked, numbered, piece_row
from foirequests.presenters.days import number_of

ADDABLE = (*ABOUT_THE_DATA, advice.NOT_RECORDED, advice.FLAG)
"""Kinds that an officer adds in a few words; laws, services, holders and codes have fields of their own."""

BEING_READ = "FOI Desk is reading this request. Its advice appears here in a moment: open the page again."


@dataclass(frozen=True)
class CodeRow:
    """A code that can be ticked, with the advice that named it, if any did."""

    code: Code
    is_ticked: bool
    piece: PieceRow | None = None


@dataclass
class Panel:
    """One question: its form, and the advice on it by what it is about."""

    number: int
    text: str
    form: TriageForm | None = None
    in_form: dict[str, PieceRow] = field(default_factory=dict)
    codes: list[CodeRow] = field(default_factory=list)
    data: list[PieceRow] = field(default_factory=list)
    not_recorded: list[PieceRow] = field(default_factory=list)
    rest: list[PieceRow] = field(default_factory=list)
    question_piece: PieceRow | None = None
    matter: dict[str, object] | None = None


def triage_page(
    foi_request: FoiRequest, forms: Sequence[TriageForm], pieces: Sequence[Advice], reading: Reading | None
) -> dict[str, object]:
    """What the page shows of the request and of the advice; `pieces` in the order in which they are shown."""
    numbers = numbered(pieces)
    names = {row.pk: str(row) for form in forms[:1] for row in (*form.lists.regimes, *form.lists.services)}
    rows = {
        piece.pk: piece_row(piece, reference=foi_request.reference, number=numbers.get(piece.pk), names=names)
        for piece in pieces
    }
    proposed = _proposed(pieces)
    panels = (
        [_proposed_panel(number, given, rows) for number, given in proposed.items()]
        if proposed
        else [_panel(form, [p for p in pieces if p.question_id == form.question.pk], rows) for form in forms]
    )
    waiting = sum(piece.decision == advice.WAITING for piece in pieces)
    return {
        "stretches": marked(foi_request.text, pieces, numbers),
        "panels": panels,
        "is_split_proposed": bool(proposed),
        "whole": [rows[piece.pk] for piece in pieces if _is_about_the_whole(piece, several=len(panels) > 1)],
        "waiting": waiting,
        "waiting_words": number_of(waiting, "piece") + " of advice",
        "trouble": _trouble(reading),
        "addable": [
            {"kind": kind, "name": name, "choices": [*CHOICES.get(kind, {}).items()]}
            for kind, name in advice.KINDS.items()
            if kind in ADDABLE
        ],
    }


def pieces_to_read(foi_request: FoiRequest, pieces: Sequence[Advice]) -> dict[str, object]:
    """The request with its words marked and all advice on it, the whole first, for who only reads."""
    numbers = numbered(pieces)
    names = dict(kinds.NAMES) | dict(ServiceArea.objects.values_list("pk", "name"))
    by_number: dict[int, list[PieceRow]] = {}
    for piece in pieces:
        if piece.kind != advice.QUESTION:
            number = piece.question.number if piece.question else piece.read_number
            row = piece_row(piece, reference=foi_request.reference, number=numbers.get(piece.pk), names=names)
            by_number.setdefault(number, []).append(row)
    return {"stretches": marked(foi_request.text, pieces, numbers), "given": sorted(by_number.items())}


def _is_about_the_whole(piece: Advice, *, several: bool) -> bool:
    """Flags always; the law and the service of the whole say more than those of its questions where it has several."""
    if piece.question_id is not None or piece.read_number != advice.WHOLE:
        return False
    return several or piece.kind not in (advice.REGIME, advice.SERVICE)


def _trouble(reading: Reading | None) -> str:
    if reading is None:
        return ""
    return BEING_READ if reading.state == Reading.State.BEGUN else reading.trouble


def _proposed(pieces: Sequence[Advice]) -> dict[int, list[Advice]]:
    """By number the advice on questions that the reading proposes and that nobody has decided about."""
    found: dict[int, list[Advice]] = {}
    for piece in pieces:
        if piece.question_id is None and piece.read_number != advice.WHOLE:
            found.setdefault(piece.read_number, []).append(piece)
    asked = [piece for given in found.values() for piece in given if piece.kind == advice.QUESTION]
    return found if any(piece.decision == advice.WAITING for piece in asked) else {}


def _matter(kind: str) -> dict[str, object] | None:
    """What a question is that no reply of this office answers, and what is done with it."""
    if kind in kinds.KINDS:
        told = {"meaning": kinds.KINDS[kind].meaning, "next_step": kinds.KINDS[kind].next_step}
    elif kind in MATTERS:
        told = {"meaning": f"{MATTERS[kind].name}.", "next_step": "Another team answers it, privately."}
    else:
        return None
    return {**told, "is_confidential": kind in MATTERS, "is_review": kind == kinds.INTERNAL_REVIEW}


def _proposed_panel(number: int, given: Sequence[Advice], rows: dict[int, PieceRow]) -> Panel:
    panel = Panel(number, next((piece.words for piece in given if piece.kind == advice.QUESTION), ""))
    panel.rest = [rows[piece.pk] for piece in given if piece.kind != advice.QUESTION]
    panel.question_piece = next((rows[piece.pk] for piece in given if piece.kind == advice.QUESTION), None)
    return panel


def _panel(form: TriageForm, given: Sequence[Advice], rows: dict[int, PieceRow]) -> Panel:
    panel = Panel(form.question.number, form.question.text, form)
    by_code: dict[int, PieceRow] = {}
    for piece in given:
        row = rows[piece.pk]
        if piece.kind == advice.QUESTION:
            panel.question_piece = row
        elif piece.kind == advice.CODE and piece.code_id:
            by_code.setdefault(piece.code_id, row)
        elif piece.kind in ABOUT_THE_DATA:
            panel.data.append(row)
        elif piece.kind == advice.NOT_RECORDED:
            panel.not_recorded.append(row)
        elif piece.kind in (advice.REGIME, advice.SERVICE, advice.HOLDER) and piece.kind not in panel.in_form:
            panel.in_form[piece.kind] = row
        else:
            panel.rest.append(row)
    law = panel.in_form.get(advice.REGIME)
    panel.matter = _matter(law.corrected or law.raw) if law and law.raw and not law.is_dismissed else None
    chosen = form.chosen_codes
    panel.codes = [CodeRow(code, code.pk in chosen, by_code.get(code.pk)) for code in form.found_codes]
    return panel
