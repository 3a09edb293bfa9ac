"""A complaint to the regulator on the record of a case: what we were told of it, and who has to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Role, StaffMember
from codes.models import Exemption
from foirequests.actions.history import moment_of_day, write_history
from foirequests.actions.notices import raise_notice
from foirequests.actions.stages import check_permitted, hold_case
from foirequests.domain.workflow import check_role
from foirequests.models import FoiRequest, Notice
from responses.domain.errors import Refused, Stale
from responses.domain.regulator import MATTERS
from responses.domain.regulator_days import check_day
from responses.models import Finding, RegulatorComplaint

CHANGED_MEANWHILE = "Somebody else changed this record meanwhile. Look at it again before you go on."


@dataclass(frozen=True)
class Particulars:
    """What is known of a complaint: the regulator's reference, the day we were told, and what it is about.

    `matters` are codes of `MATTERS`, `exemptions` codes of provisions; `says` is what it says, in the officer's words.
    """

    told_on: date
    reference: str = ""
    matters: Sequence[str] = ()
    exemptions: Sequence[str] = ()
    says: str = ""


@transaction.atomic
def record_complaint(
    foi_request: FoiRequest, particulars: Particulars, *, by: StaffMember, at: datetime
) -> RegulatorComplaint:
    """Record that the regulator told us of a complaint about the case; the deputy director is told.

    Raises:
        Refused: an impossible day, about nothing, or recorded already.
        NotPermitted: `by` is no information governance officer.
    """
    hold_case(foi_request)
    check_permitted(foi_request, "regulator_told", by=by)
    _check(foi_request, particulars, at=at)
    complaint = RegulatorComplaint.objects.create(
        foi_request=foi_request,
        reference=particulars.reference,
        told_on=particulars.told_on,
        matters=list(particulars.matters),
        says=particulars.says,
        recorded_by=by,
        recorded_at=at,
    )
    complaint.exemptions.set(particulars.exemptions)
    write_history(
        foi_request,
        "regulator_told",
        by=by,
        at=moment_of_day(particulars.told_on, at=at),
        concerning=complaint,
        facts=_facts(particulars),
        words=particulars.says,
    )
    tell_deputy_director(foi_request, Notice.Kind.REGULATOR_TOLD, concerns_on=particulars.told_on, at=at)
    return complaint


@transaction.atomic
def correct_complaint(
    complaint: RegulatorComplaint, particulars: Particulars, *, revision: int, by: StaffMember, at: datetime
) -> RegulatorComplaint:
    """Correct what is recorded of a complaint; `revision` is that of the record when it was read.

    Raises:
        Refused: as for recording; a letter or the notice would come before the day told; or the notice decides on what
            the complaint would no longer be about.
        Stale: somebody else corrected it meanwhile.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    hold_case(complaint.foi_request)
    _check(complaint.foi_request, particulars, at=at, itself=complaint)
    _check_is_about_what_is_decided(complaint, particulars)
    changed = RegulatorComplaint.objects.filter(pk=complaint.pk, revision=revision).update(
        reference=particulars.reference,
        told_on=particulars.told_on,
        matters=list(particulars.matters),
        says=particulars.says,
        revision=F("revision") + 1,
    )
    if changed != 1:
        raise Stale(CHANGED_MEANWHILE)
    complaint.refresh_from_db()
    complaint.exemptions.set(particulars.exemptions)
    facts = _facts(particulars)
    write_history(
        complaint.foi_request,
        "regulator_corrected",
        by=by,
        at=at,
        concerning=complaint,
        facts=facts,
        words=particulars.says,
    )
    return complaint


def close(complaint: RegulatorComplaint, *, stage: str, ended_on: date) -> None:
    """Move a complaint that is with the regulator to how it ended.

    Raises:
        Refused: it is no longer with the regulator.
    """
    open_still = RegulatorComplaint.objects.filter(pk=complaint.pk, stage=RegulatorComplaint.Stage.OPEN)
    if open_still.update(stage=stage, ended_on=ended_on, revision=F("revision") + 1) != 1:
        raise Refused("This complaint is no longer with the regulator.")
    complaint.refresh_from_db()


def begun(complaint: RegulatorComplaint) -> dict[str, object]:
    """The earliest day of what happens to a complaint, as `check_day` takes it."""
    return {"earliest": complaint.told_on, "since": "the day on which we were told of the complaint"}


def tell_deputy_director(foi_request: FoiRequest, kind: str, *, concerns_on: date, at: datetime) -> None:
    """Tell every deputy director, once."""
    raise_notice(foi_request, kind, concerns_on=concerns_on, at=at, to_role=Role.DEPUTY_DIRECTOR)


def _check(
    foi_request: FoiRequest, particulars: Particulars, *, at: datetime, itself: RegulatorComplaint | None = None
) -> None:
    check_day(
        particulars.told_on,
        today=timezone.localdate(at),
        earliest=foi_request.received_on,
        since="the day on which the request came",
    )
    if not set(particulars.matters) <= MATTERS.keys():
        raise Refused("Choose what the complaint is about from the list.")
    known = Exemption.objects.filter(code__in=particulars.exemptions).count()
    if known != len(set(particulars.exemptions)):
        raise Refused("One of the provisions is not in our list.")
    if not particulars.matters and not particulars.exemptions:
        raise Refused("Say what the complaint is about.")
    if itself is not None and itself.letters.filter(sent_on__lt=particulars.told_on).exists():
        raise Refused("A letter of the regulator is recorded from before this day.")
    if itself is not None and itself.ended_on is not None and itself.ended_on < particulars.told_on:
        raise Refused("The complaint cannot have ended before we were told of it.")
    others = foi_request.regulator_complaints.exclude(pk=itself.pk if itself else None)
    if particulars.reference and others.filter(reference__iexact=particulars.reference).exists():
        raise Refused(f"The complaint {particulars.reference} is recorded already.")


def _check_is_about_what_is_decided(complaint: RegulatorComplaint, particulars: Particulars) -> None:
    found = Finding.objects.filter(notice__complaint=complaint)
    if {each.exemption_id or each.matter for each in found} - {*particulars.matters, *particulars.exemptions}:
        raise Refused("The decision notice decides on something that you took out. Leave it in, or correct the notice.")


def _facts(particulars: Particulars) -> dict[str, object]:
    return {
        "reference": particulars.reference,
        "told_on": particulars.told_on.isoformat(),
        "matters": list(particulars.matters),
        "exemptions": list(particulars.exemptions),
    }
