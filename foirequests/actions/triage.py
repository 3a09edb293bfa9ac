"""Triage: regime, service, codes, and whether the information is held, for each question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import StaffMember
from codes.models import Code
from foirequests.actions.clock import refresh_due_date
from foirequests.actions.history import write_history
from foirequests.actions.stages import check_permitted, hold_case, move_stage
from foirequests.domain import advice, workflow
from foirequests.domain.errors import ChangedMeanwhile, Stale
from foirequests.domain.handover import MATTERS
from foirequests.domain.standing import QUESTION, Standing, overwritten, standing_of
from foirequests.domain.triage import QuestionFindings, case_regime, case_service, check_findings
from foirequests.models import Advice, FoiRequest, HistoryEntry, Question

_DECIDING = ("triaged", "corrected_triage", "advice_decided", "questions_changed")
"""Acts that change what stands on questions."""


@dataclass(frozen=True)
class Found:
    """What was found about one question; `as_advised` when that is the advice itself, accepted already.

    `seen` is what stood there when the page was shown; None when nothing was shown.
    """

    question: Question
    findings: QuestionFindings
    codes: tuple[Code, ...] = ()
    as_advised: bool = False
    seen: Standing | None = None


@transaction.atomic
def record_triage(
    question: Question, findings: QuestionFindings, *, codes: Iterable[Code] = (), by: StaffMember, at: datetime
) -> FoiRequest:
    """Record what was found about a question; the first time, the case moves on to drafting.

    Raises:
        Refused: something that a draft stands on is missing.
        NotPermitted: not at this stage, or not by this person.
    """
    return record_findings(question.foi_request, [Found(question, findings, tuple(codes))], by=by, at=at)


@transaction.atomic
def record_findings(foi_request: FoiRequest, found: Sequence[Found], *, by: StaffMember, at: datetime) -> FoiRequest:
    """Record what was found about several questions of a case at once; advice on them is decided by it.

    Raises:
        ChangedMeanwhile: somebody else has found otherwise since the page was shown.
        Refused: something that a draft stands on is missing.
        NotPermitted: not at this stage, or not by this person.
    """
    for each in found:
        check_findings(each.findings)
    hold_case(foi_request)
    _check_seen(foi_request, found, by=by)
    first = foi_request.stage == workflow.TRIAGE
    if not first:
        check_permitted(foi_request, "corrected_triage", by=by)
    for each in found:
        _write(each)
        if not each.as_advised:
            settle_advice(each, by=by, at=at)
    questions = list(foi_request.questions.all())
    changes = {
        "regime_id": case_regime([question.regime_id for question in questions]),
        "service_area_id": case_service([question.service_area_id for question in questions]),
    }
    _settle_whole(foi_request, changes["regime_id"], changes["service_area_id"], by=by, at=at)
    if foi_request.owner_id is None:
        changes["owner"] = by
    if first:
        move_stage(foi_request, "triaged", by=by, at=at, **changes)
    else:
        FoiRequest.objects.filter(pk=foi_request.pk).update(**changes)
        for name, value in changes.items():
            setattr(foi_request, name, value)
        for each in found:
            facts = {
                "regime": each.findings.regime,
                "held": each.findings.information_held,
                "question": each.question.number,
            }
            write_history(foi_request, "corrected_triage", by=by, at=at, concerning=each.question, facts=facts)
    refresh_due_date(foi_request)
    return foi_request


def _check_seen(foi_request: FoiRequest, found: Sequence[Found], *, by: StaffMember) -> None:
    """Refuse to write over what was changed after the page was shown: two officers then have to talk."""
    if all(each.seen is None for each in found):
        return
    stand = {question.pk: stands_on(question) for question in foi_request.questions.prefetch_related("codes")}
    if any(each.question.pk not in stand for each in found):
        raise Stale("The questions of this case were just changed. Nothing was saved: open the page again.")
    changed = tuple(
        (each.question.number, name)
        for each in found
        if each.seen is not None
        for name in overwritten(each.seen, stand[each.question.pk], _wanted(each))
    )
    if changed:
        others = HistoryEntry.objects.filter(foi_request=foi_request, act__in=_DECIDING, actor__isnull=False)
        last = others.exclude(actor=by).order_by("-pk").select_related("actor").first()
        raise ChangedMeanwhile(changed, last.actor if last else None)


def stands_on(question: Question) -> dict[str, str]:
    """What stands on a question now, as a page that shows it carries it."""
    return standing_of(QuestionFindings.of(question), (code.pk for code in question.codes.all()), question.text)


def _wanted(found: Found) -> dict[str, str]:
    """What would stand there; a question's words are not changed by what is found about it."""
    wanted = standing_of(found.findings, (code.pk for code in found.codes))
    return wanted | {QUESTION: (found.seen or {}).get(QUESTION, "")}


def _write(found: Found) -> None:
    question, findings = found.question, found.findings
    question.regime_id = findings.regime
    question.service_area_id = findings.service_area
    question.information_held_id = findings.information_held
    question.holder = findings.holder.strip()
    question.missing_attribute = findings.missing_attribute.strip()
    question.save(update_fields=["regime", "service_area", "information_held", "holder", "missing_attribute"])
    question.codes.set(found.codes)


def settle_advice(found: Found, *, by: StaffMember, at: datetime) -> None:
    """Decide the advice on a question by what an officer found: the same is accepted, another corrects it.

    Codes that nobody advised are kept as added, once the request has been read: the reading missed them.
    """
    question = found.question
    given = list(Advice.objects.filter(question=question).exclude(decision=advice.ADDED))
    chosen = {code.pk: code for code in found.codes}
    for piece in given:
        decision, value = _verdict(piece, found.findings, chosen)
        if decision and (decision, value) != (piece.decision, piece.corrected_value):
            Advice.objects.filter(pk=piece.pk).update(
                decision=decision, corrected_value=value, decided_by=by, decided_at=at
            )
    if not given:
        return
    added = Advice.objects.filter(question=question, decision=advice.ADDED, kind=advice.CODE)
    added.exclude(code__in=chosen).delete()
    known = {piece.code_id for piece in given} | set(added.values_list("code", flat=True))
    Advice.objects.bulk_create(
        Advice(
            foi_request=question.foi_request,
            question=question,
            read_number=question.number,
            kind=advice.CODE,
            value=f"{code.list_name}: {code.label}"[: advice.LONGEST_VALUE],
            code=code,
            given_at=at,
            decision=advice.ADDED,
            decided_by=by,
            decided_at=at,
        )
        for pk, code in chosen.items()
        if pk not in known
    )


def _settle_whole(foi_request: FoiRequest, regime: str, service: str | None, *, by: StaffMember, at: datetime) -> None:
    """Decide what was advised of the law and the service of the whole request, by what follows for it."""
    whole = Advice.objects.of_case(foi_request).waiting().filter(read_number=advice.WHOLE)
    told = {"decided_by": by, "decided_at": at}
    for kind, value in ((advice.REGIME, regime), (advice.SERVICE, service or "")):
        of_kind = whole.filter(kind=kind)
        of_kind.filter(value=value).update(decision=advice.ACCEPTED, **told)
        if value:
            of_kind.update(decision=advice.CORRECTED, corrected_value=value, **told)


def _verdict(piece: Advice, findings: QuestionFindings, chosen: dict[int, Code]) -> tuple[str, str]:
    """The decision that a finding is, with what stands in the advice's place; nothing for what no finding is about."""
    about = {
        advice.REGIME: findings.regime,
        advice.SERVICE: findings.service_area,
        advice.HOLDER: findings.holder.strip(),
    }
    if piece.kind in about:
        value = about[piece.kind]
        if value == piece.value or _is_accepted_matter(piece, value):
            return advice.ACCEPTED, ""
        return (advice.CORRECTED, value) if value else (advice.DISMISSED, "")
    if piece.kind == advice.CODE:
        return (advice.ACCEPTED if piece.code_id in chosen else advice.DISMISSED), ""
    if piece.kind == advice.NOT_RECORDED:
        return (advice.ACCEPTED if findings.missing_attribute else advice.DISMISSED), ""
    return "", ""


def _is_accepted_matter(piece: Advice, value: str) -> bool:
    """Whether an officer took the question for what another team deals with, and the law fits that."""
    is_matter = piece.decision == advice.ACCEPTED and piece.kind == advice.REGIME and piece.value in MATTERS
    return is_matter and MATTERS[piece.value].regime == value
