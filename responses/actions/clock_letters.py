"""Letters of the clock: begun with the facts of their act, which happens on the day on which the letter is issued."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Role, StaffMember
from foirequests.actions.clarification import check_may_ask, record_clarification_asked
from foirequests.actions.closing import check_may_lapse, check_may_transfer, lapse_request, transfer_request
from foirequests.actions.extension import check_may_extend, extend_time
from foirequests.actions.fees import check_may_charge, record_fees_notice
from foirequests.actions.history import TOLD, write_history
from foirequests.actions.stages import check_permitted
from foirequests.domain.workflow import check_role
from foirequests.models import FoiRequest, Question
from responses.actions.clock_facts import exemptions_named
from responses.actions.draft import hold_draft, make_working_copy, rearrange, wording_for
from responses.actions.independence import letter_facts
from responses.domain import clock_letters, drafting
from responses.domain.errors import Refused
from responses.domain.letter import Letter
from responses.models import FoiResponse, IssuedLetter, TextBlock, TextBlockVersion, WorkingCopy

Kind = FoiResponse.Kind


@dataclass(frozen=True)
class Act:
    """What a letter of the clock is about to do.

    `facts` are codes, dates and sums (JSON), `words` what a person typed, by the name of the gap that prints it: they
    go into the draft and can be changed there.
    """

    facts: dict[str, object] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def start_clock_letter(foi_request: FoiRequest, kind: str, act: Act, *, by: StaffMember, at: datetime) -> FoiResponse:
    """Draft a letter of the clock in the library's wording; nothing happens to the clock until it is issued.

    Raises:
        Refused: the law does not give the act today, a draft of this kind is there, or the library lacks the wording.
        NotPermitted: not at this stage, or not by this person.
    """
    facts = check_act(foi_request, kind, act.facts, by=by, on=timezone.localdate(at))
    slugs = outline_of(foi_request, kind, facts)
    if lacking := wording_lacking(slugs, at=at):
        raise Refused(
            f"The library has no approved wording today for: {', '.join(lacking)}. The deputy director approves wording"
            " before it can be used."
        )
    try:
        with transaction.atomic():
            foi_response = FoiResponse.objects.create(
                foi_request=foi_request, kind=kind, facts=facts, started_by=by, started_at=at
            )
    except IntegrityError:  # somebody else started it since we looked
        raise Refused("A letter of this kind is being drafted already.") from None
    words = drafting.check_values(act.words)
    make_working_copy(foi_response, parts=wording_for(slugs, at=at), values=words, by=by, at=at)
    told = letter_facts(foi_response)
    write_history(foi_request, "draft_started", by=by, at=at, concerning=foi_response, facts=told)
    return foi_response


@transaction.atomic
def change_act(foi_response: FoiResponse, act: Act, *, by: StaffMember, at: datetime) -> FoiResponse:
    """Change what a letter that is being drafted is about to do; its text stays, with the new facts in its gaps.

    Raises:
        Refused: the law does not give the act today, or the letter needs other wording for it.
        NotPermitted: the letter is not being drafted, or not by this person.
    """
    hold_draft(foi_response, by=by)
    foi_request, kind = foi_response.foi_request, foi_response.kind
    facts = check_act(foi_request, kind, act.facts, by=by, on=timezone.localdate(at))
    if outline_of(foi_request, kind, facts) != outline_of(foi_request, kind, foi_response.facts):
        raise Refused("That needs other wording. Drop this draft and begin the letter again.")
    FoiResponse.objects.filter(pk=foi_response.pk).update(facts=facts)
    foi_response.facts = facts
    copy = WorkingCopy.objects.get(foi_response=foi_response)
    rearrange(foi_response, lambda parts: parts, revision=copy.revision, typed=act.words, by=by, at=at)
    return foi_response


@transaction.atomic
def drop_clock_letter(foi_response: FoiResponse, *, by: StaffMember, at: datetime) -> None:
    """Drop a letter of the clock that was begun: nothing happens to the clock, the draft stays on the file.

    Raises:
        Refused: it is another letter, or has been issued or dropped.
        NotPermitted: `by` is no information governance officer.
    """
    check_role(by.roles, Role.OFFICER)
    dropped = (
        FoiResponse.objects.open().filter(pk=foi_response.pk, kind__in=clock_letters.KINDS).update(stage="dropped")
    )
    if dropped != 1:
        raise Refused("This letter has been issued or dropped already.")
    foi_response.stage = "dropped"
    told = letter_facts(foi_response)
    write_history(foi_response.foi_request, "letter_dropped", by=by, at=at, concerning=foi_response, facts=told)


def outline_of(foi_request: FoiRequest, kind: str, facts: Mapping[str, object]) -> tuple[str, ...]:
    """The slugs of the letter that does this act."""
    return clock_letters.outline(
        kind,
        regime=foi_request.regime_id,
        part=bool(facts.get("question")),
        waited_for=str(facts.get("waited_for", "")),
    )


def wording_lacking(slugs: tuple[str, ...], *, at: datetime) -> list[str]:
    """The titles of the blocks that are not in force today; without slugs, that there is no such letter at all."""
    if not slugs:
        return ["letters under this law"]
    usable = TextBlockVersion.objects.usable_on(timezone.localdate(at)).filter(block__slug__in=slugs)
    in_force = set(usable.values_list("block__slug", flat=True))
    titles = dict(TextBlock.objects.filter(slug__in=slugs).values_list("slug", "title"))
    return [titles.get(slug, slug) for slug in slugs if slug not in in_force]


def check_act(
    foi_request: FoiRequest, kind: str, facts: Mapping[str, object], *, by: StaffMember, on: date
) -> dict[str, object]:
    """The facts of the act, with what the record adds to them; raise `Refused` when the law does not give it on a day.

    Nothing is recorded.
    """
    return {**facts, **_CHECKS[kind](foi_request, facts, by, on)}


def do_act(letter: IssuedLetter) -> None:
    """The act that the issue of a letter of the clock is, on the day of issue.

    Raises:
        Refused: the law does not give it any more, or the case has moved on.
    """
    _ACTS[letter.foi_response.kind](letter, letter.foi_response.facts)


def _check_acknowledgement(foi_request: FoiRequest, facts: Mapping, by: StaffMember, on: date) -> dict:
    check_permitted(foi_request, "acknowledged", by=by)
    return {}


def _check_clarification(foi_request: FoiRequest, facts: Mapping, by: StaffMember, on: date) -> dict:
    check_may_ask(foi_request, question=_question(foi_request, facts), by=by)
    return {}


def _check_fees_notice(foi_request: FoiRequest, facts: Mapping, by: StaffMember, on: date) -> dict:
    check_may_charge(foi_request, pounds=Decimal(facts["pounds"]), by=by)
    return {}


def _check_extension(foi_request: FoiRequest, facts: Mapping, by: StaffMember, on: date) -> dict:
    check_may_extend(foi_request, extended_on=on, by=by, **_extension(facts))
    return {}


def _check_lapse(foi_request: FoiRequest, facts: Mapping, by: StaffMember, on: date) -> dict:
    reading = check_may_lapse(foi_request, by=by, today=on)
    return {
        "waited_for": reading.waiting_for,
        "asked_on": reading.asked_on.isoformat(),
        "until": reading.lapses_on.isoformat(),
    }


def _check_transfer(foi_request: FoiRequest, facts: Mapping, by: StaffMember, on: date) -> dict:
    check_may_transfer(foi_request, to=str(facts["to"]), agreed=bool(facts["agreed"]), by=by)
    return {}


def _acknowledge(letter: IssuedLetter, facts: Mapping) -> None:
    check_permitted(letter.foi_request, "acknowledged", by=letter.issued_by)
    due_on = letter.foi_request.due_on
    told = {TOLD: due_on.isoformat()} if due_on else {}
    write_history(
        letter.foi_request, "acknowledged", by=letter.issued_by, at=letter.issued_at, concerning=letter, facts=told
    )


def _ask(letter: IssuedLetter, facts: Mapping) -> None:
    record_clarification_asked(
        letter.foi_request, asked_on=letter.issued_on, question=_question(letter.foi_request, facts), **_told(letter)
    )


def _charge(letter: IssuedLetter, facts: Mapping) -> None:
    record_fees_notice(letter.foi_request, pounds=Decimal(facts["pounds"]), given_on=letter.issued_on, **_told(letter))


def _extend(letter: IssuedLetter, facts: Mapping) -> None:
    printed = Letter.from_json(letter.frozen).values
    names = ("exemption_reason", "complexity", "volume")
    reason = "\n".join(printed[name] for name in names if printed.get(name)) or "As the letter says."
    extend_time(letter.foi_request, extended_on=letter.issued_on, reason=reason, **_extension(facts), **_told(letter))


def _lapse(letter: IssuedLetter, facts: Mapping) -> None:
    lapse_request(letter.foi_request, **_told(letter))


def _transfer(letter: IssuedLetter, facts: Mapping) -> None:
    transfer_request(letter.foi_request, to=facts["to"], agreed=facts["agreed"], **_told(letter))


def _told(letter: IssuedLetter) -> dict[str, object]:
    """Who did the act, when, and by which letter."""
    return {"by": letter.issued_by, "at": letter.issued_at, "concerning": letter}


def _extension(facts: Mapping) -> dict[str, object]:
    """The facts of an extension as `foirequests.actions.extension` takes them."""
    return {
        "grounds": exemptions_named(facts.get("exemptions", [])),
        "until": date.fromisoformat(facts["until"]) if facts.get("until") else None,
        "complex_and_voluminous": bool(facts.get("complex_and_voluminous")),
    }


def _question(foi_request: FoiRequest, facts: Mapping) -> Question | None:
    return foi_request.questions.get(number=facts["question"]) if facts.get("question") else None


_CHECKS: Mapping[str, Callable[[FoiRequest, Mapping, StaffMember, date], dict]] = {
    Kind.ACKNOWLEDGEMENT: _check_acknowledgement,
    Kind.CLARIFICATION: _check_clarification,
    Kind.FEES_NOTICE: _check_fees_notice,
    Kind.EXTENSION: _check_extension,
    Kind.LAPSE_NOTICE: _check_lapse,
    Kind.TRANSFER_NOTICE: _check_transfer,
}

_ACTS: Mapping[str, Callable[[IssuedLetter, Mapping], None]] = {
    Kind.ACKNOWLEDGEMENT: _acknowledge,
    Kind.CLARIFICATION: _ask,
    Kind.FEES_NOTICE: _charge,
    Kind.EXTENSION: _extend,
    Kind.LAPSE_NOTICE: _lapse,
    Kind.TRANSFER_NOTICE: _transfer,
}
