"""Recording the opinion of the qualified person, without which section 36 cannot be relied on."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from codes.models import DatedSetting, Exemption
from responses.actions.deciding import checked_words, hold_for_deciding, note
from responses.domain.decisions import LIKELIHOODS
from responses.domain.errors import Refused
from responses.domain.provisions import OPINION
from responses.models import FoiResponse, QualifiedPersonOpinion

SETTING = "qualified_person"


@transaction.atomic
def record_opinion(
    foi_response: FoiResponse,
    *,
    limbs: Collection[str],
    likelihood: str,
    reasons: str,
    given_on: date,
    denies: bool = False,
    by: StaffMember,
    at: datetime,
) -> QualifiedPersonOpinion:
    """Record an opinion as it was given; it is never changed. The person is the one of the setting on `given_on`.

    Raises:
        Refused: a day after today, nobody is recorded as qualified for that day, no limb, likelihood or reasons.
        NotPermitted: the letter is not being drafted, or `by` may not draft it.
    """
    hold_for_deciding(foi_response, by=by)
    if given_on > timezone.localdate(at):
        raise Refused("The day of the opinion cannot be after today.")
    setting = qualified_on(given_on)
    if setting is None:
        raise Refused(
            f"Nobody is recorded as the qualified person on {given_on.day} {given_on:%B %Y}. The deputy director"
            " records who it is under Settings."
        )
    known = set(Exemption.objects.filter(basis=OPINION, code__in=limbs).values_list("code", flat=True))
    if not known or known != set(limbs):
        raise Refused("Choose the limbs of section 36(2) that the opinion is about.")
    if likelihood not in LIKELIHOODS:
        raise Refused("Say whether the effect would, or would be likely to, follow.")
    words = checked_words(reasons, what="The reasons")
    if not words:
        raise Refused("Enter the reasons for the opinion.")
    who = setting.as_value()
    opinion = QualifiedPersonOpinion.objects.create(
        foi_request=foi_response.foi_request,
        person=who.person,
        office=who.office,
        setting=setting,
        given_on=given_on,
        limbs=sorted(known),
        likelihood=likelihood,
        reasons=words,
        denies=denies,
        recorded_by=by,
        recorded_at=at,
    )
    facts = {"given_on": given_on.isoformat(), "limbs": opinion.limbs, "likelihood": likelihood, "denies": denies}
    note(foi_response, "opinion_recorded", opinion, facts, by=by, at=at)
    return opinion


def qualified_on(day: date) -> DatedSetting | None:
    """The dated setting that says who was the qualified person on a day; None while nobody is recorded."""
    return DatedSetting.objects.named(SETTING).valid_on(day).newest_first().first()
