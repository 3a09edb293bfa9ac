"""What officers make of advice: accepting, correcting, dismissing and adding it, piece by piece or all at once.

What an officer decides is written on the question; the advice stays as it was given, with the decision beside it.
"""

from datetime import datetime

from django.db import transaction

from accounts.models import StaffMember
from codes.models import Code, Regime, ServiceArea
from foirequests.actions.history import write_history
from foirequests.actions.questions import is_split_proposed, split_as_advised
from foirequests.actions.stages import check_permitted, hold_case
from foirequests.actions.triage import Found, record_findings
from foirequests.domain import advice
from foirequests.domain.advice import attribute_words, joined
from foirequests.domain.advice_choices import check_choice
from foirequests.domain.errors import Refused, Stale
from foirequests.domain.handover import MATTERS
from foirequests.domain.reading import kinds
from foirequests.domain.triage import NOT_HELD, QuestionFindings
from foirequests.models import Advice, FoiRequest, Question

COLUMNS = {advice.REGIME: "regime_id", advice.SERVICE: "service_area_id", advice.HOLDER: "holder"}
"""Which column of the question a kind of advice is about."""

CLAIMS = "claims_management"
"""The service whose records are the claims database."""

NEVER_ADDED = (advice.QUESTION, advice.CODE, advice.PUBLISHED)
"""Kinds that no officer types: questions and codes have acts of their own, the register knows what is published."""


@transaction.atomic
def accept_advice(piece: Advice, *, by: StaffMember, at: datetime, seen: str | None = None) -> Advice:
    """Accept one piece as it stands; accepted before, nothing changes.

    `seen` is the mark of the piece as the page showed it (`Advice.mark`); None when nothing was shown.

    Raises:
        Stale: somebody else has decided otherwise since.
        Refused: the law or service that it names is no longer in use.
        NotPermitted: not at this stage, or not by this person.
    """
    _hold(piece, by=by)
    if piece.decision == advice.ACCEPTED:
        return piece
    _check_seen(piece, seen, by=by)
    _write_on_question(piece, piece.value)
    return _decide(piece, advice.ACCEPTED, by=by, at=at)


@transaction.atomic
def correct_advice(piece: Advice, *, value: str, by: StaffMember, at: datetime, seen: str | None = None) -> Advice:
    """Put something else in the place of what was advised; the advice stays on record. `seen` as for accepting.

    Raises:
        Refused: nothing is put in its place, or what is put there is no choice of its list.
        Stale: somebody else has decided otherwise since.
        NotPermitted: not at this stage, or not by this person.
    """
    _hold(piece, by=by)
    value = " ".join(value.split())
    if not value or len(value) > advice.LONGEST_VALUE:
        raise Refused(f"Enter what is right instead, in {advice.LONGEST_VALUE} characters at most.")
    if value == piece.value:
        return accept_advice(piece, by=by, at=at, seen=seen)
    check_choice(piece.kind, value)
    if (piece.decision, piece.corrected_value) == (advice.CORRECTED, value):
        return piece
    _check_seen(piece, seen, by=by)
    _write_on_question(piece, value)
    return _decide(piece, advice.CORRECTED, by=by, at=at, corrected_value=value)


@transaction.atomic
def dismiss_advice(piece: Advice, *, by: StaffMember, at: datetime, seen: str | None = None) -> Advice:
    """Say that a piece is wrong and nothing stands in its place. `seen` as for accepting.

    Raises:
        Stale: somebody else has decided otherwise since.
        NotPermitted: not at this stage, or not by this person.
    """
    _hold(piece, by=by)
    if piece.decision == advice.DISMISSED:
        return piece
    _check_seen(piece, seen, by=by)
    question = piece.question
    if question is not None and piece.kind == advice.CODE and piece.code_id:
        question.codes.remove(piece.code_id)
    if question is not None and piece.kind == advice.HOLDER and question.holder == piece.value:
        question.holder = ""
        question.save(update_fields=["holder"])
    return _decide(piece, advice.DISMISSED, by=by, at=at)


@transaction.atomic
def add_advice(
    question: Question, kind: str, *, value: str, by: StaffMember, at: datetime, code: Code | None = None
) -> Advice:
    """Add what the reading missed; added before, nothing changes.

    Raises:
        Refused: nothing is entered, or nothing of this kind can be added.
        NotPermitted: not at this stage, or not by this person.
    """
    foi_request = question.foi_request
    hold_case(foi_request)
    check_permitted(foi_request, "advice_decided", by=by)
    value = f"{code.list_name}: {code.label}" if code else " ".join(value.split())
    if (kind in NEVER_ADDED and code is None) or kind not in advice.KINDS:
        raise Refused("That is not something to add here.")
    if not value or len(value) > advice.LONGEST_VALUE:
        raise Refused(f"Enter what is to be added, in {advice.LONGEST_VALUE} characters at most.")
    check_choice(kind, value)
    if code is not None:
        question.codes.add(code)
    known = Advice.objects.filter(question=question, kind=kind, value=value).first()
    if known is not None:
        return known if known.decision == advice.ADDED else accept_advice(known, by=by, at=at)
    added = Advice.objects.create(
        foi_request=foi_request,
        question=question,
        read_number=question.number,
        kind=kind,
        value=value,
        code=code,
        given_at=at,
        decision=advice.ADDED,
        decided_by=by,
        decided_at=at,
    )
    facts = {"kind": kind, "decision": advice.ADDED, "question": question.number}
    write_history(foi_request, "advice_decided", by=by, at=at, concerning=added, facts=facts)
    return added


@transaction.atomic
def accept_all_advice(foi_request: FoiRequest, *, by: StaffMember, at: datetime) -> bool:
    """Accept whatever nobody has decided yet, and fill the questions with it; the split first, where one is proposed.

    Where that says whether everything is held, triage is done and True comes back. Otherwise the officer says the rest.

    Raises:
        Refused: there is no advice to accept, or it names a law or service that is no longer in use.
        NotPermitted: not at this stage, or not by this person.
    """
    hold_case(foi_request)
    check_permitted(foi_request, "advice_decided", by=by)
    if is_split_proposed(foi_request):
        split_as_advised(foi_request, by=by, at=at)
    waiting = list(Advice.objects.of_case(foi_request).waiting().select_related("code"))
    if not waiting:
        raise Refused("No advice waits for a decision on this case.")
    of_question: dict[int | None, list[Advice]] = {}
    for piece in waiting:
        of_question.setdefault(piece.question_id, []).append(piece)
    questions = list(foi_request.questions.prefetch_related("codes"))
    for question in questions:
        question.foi_request = foi_request
        _fill(question, of_question.get(question.pk, []))
    pks = [piece.pk for piece in waiting]
    Advice.objects.waiting().filter(pk__in=pks).update(decision=advice.ACCEPTED, decided_by=by, decided_at=at)
    elsewhere = any(piece.kind == advice.REGIME and piece.value in (*kinds.KINDS, *MATTERS) for piece in waiting)
    if elsewhere or any(not question.information_held_id or not question.service_area_id for question in questions):
        facts = {"decision": advice.ACCEPTED, "pieces": len(pks)}
        write_history(foi_request, "advice_decided", by=by, at=at, facts=facts)
        return False
    found = [
        Found(question, QuestionFindings.of(question), tuple(question.codes.all()), as_advised=True)
        for question in Question.objects.filter(foi_request=foi_request).prefetch_related("codes")
    ]
    record_findings(foi_request, found, by=by, at=at)
    return True


def _fill(question: Question, pieces: list[Advice]) -> None:
    """Write on a question what was advised; where something is not recorded, that it is likely not held."""
    for piece in pieces:
        if piece.kind in COLUMNS and not is_no_law(piece):
            _check_in_use(piece.kind, piece.value)
            setattr(question, COLUMNS[piece.kind], piece.value)
    question.codes.add(*[piece.code_id for piece in pieces if piece.code_id])
    missing = proposed_attribute(pieces)
    if missing and not question.information_held_id and question.service_area_id == CLAIMS:
        question.information_held_id, question.missing_attribute = NOT_HELD, missing
    question.save()


def is_no_law(piece: Advice) -> bool:
    """Whether the advice on the law is that the question falls under none: a complaint, a claim, no valid request."""
    return piece.kind == advice.REGIME and piece.value in kinds.KINDS


def proposed_attribute(pieces: list[Advice]) -> str:
    """What the records do not show, as a letter says it, out of the advice on a question; empty when nothing."""
    missing = (piece for piece in pieces if piece.kind == advice.NOT_RECORDED and piece.decision != advice.DISMISSED)
    told = (attribute_words(piece.details.get("concept", "")) for piece in missing)
    return joined(told)[: Question._meta.get_field("missing_attribute").max_length]


def _hold(piece: Advice, *, by: StaffMember) -> None:
    hold_case(piece.foi_request)
    check_permitted(piece.foi_request, "advice_decided", by=by)
    piece.refresh_from_db(fields=["decision", "question", "corrected_value", "decided_at", "decided_by"])


def _check_seen(piece: Advice, seen: str | None, *, by: StaffMember) -> None:
    """Refuse to write over what somebody else decided after the page was shown: two officers then have to talk."""
    if seen is None or seen == piece.mark or piece.decided_by is None or piece.decided_by == by:
        return
    what = f"{piece.get_decision_display().lower()}{f' to {piece.corrected_value}' if piece.corrected_value else ''}"
    raise Stale(
        f"{piece.decided_by.name} has decided this piece since you opened the page: {what}. Nothing was changed. If"
        " you think otherwise, talk to them, and then decide it again here."
    )


def _write_on_question(piece: Advice, value: str) -> None:
    question = piece.question
    if question is None:
        return
    if piece.kind in COLUMNS and not (is_no_law(piece) and value == piece.value):
        _check_in_use(piece.kind, value)
        setattr(question, COLUMNS[piece.kind], value)
        question.save(update_fields=[COLUMNS[piece.kind].removesuffix("_id")])
    elif piece.kind == advice.CODE and piece.code_id and value == piece.value:
        question.codes.add(piece.code_id)


def _check_in_use(kind: str, value: str) -> None:
    lists = {advice.REGIME: Regime, advice.SERVICE: ServiceArea}
    if kind in lists and not lists[kind].objects.current().filter(pk=value).exists():
        raise Refused(f"“{value}” is not on the list of {'laws' if kind == advice.REGIME else 'services'} in use.")


def _decide(piece: Advice, decision: str, *, by: StaffMember, at: datetime, corrected_value: str = "") -> Advice:
    before = piece.decision
    decided = {"decision": decision, "decided_by": by, "decided_at": at, "corrected_value": corrected_value}
    if Advice.objects.filter(pk=piece.pk, decision=before).update(**decided) != 1:
        raise Stale("Somebody else decided this piece of advice at the same moment. Look at it again.")
    for name, value in decided.items():
        setattr(piece, name, value)
    facts = {"kind": piece.kind, "decision": decision, "question": piece.read_number}
    write_history(piece.foi_request, "advice_decided", by=by, at=at, concerning=piece, facts=facts)
    return piece
