"""Judging a letter of a case by the rule book: what the record knows of the case, and what the rules find."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from codes.domain.office_settings import Office
from codes.domain.working_days import WorkingDayCalendar
from codes.models.bank_holidays import uk_calendar
from codes.models.organisation import office_on
from foirequests.actions.cost import FOI, estimate_on_file
from foirequests.domain import workflow
from foirequests.domain.cost_limit import Estimate
from foirequests.models import FoiRequest
from responses.actions.clock_facts import exemptions_named, values_of_act
from responses.actions.decision_values import provision_of, stands_on_cost
from responses.actions.letters import build_letter, parts_of
from responses.actions.link_states import are_checked, link_states
from responses.domain import clock_letters
from responses.domain.decisions import decisions_in
from responses.domain.letter import MONTHS, Letter
from responses.domain.letter_rules import Finding
from responses.domain.links_of_wording import links_of_letter
from responses.domain.offer import powers_of
from responses.domain.organisations import organisation_in
from responses.domain.reviewed_grounds import named_grounds
from responses.domain.rules import CaseFacts, LinkState, Regulator, check_letter
from responses.domain.rules.facts import CORRECTED_REPLY, REVIEW_OUTCOME
from responses.domain.rules.review import relied_on
from responses.models import FoiResponse, GeneratedFile, IssuedLetter

ONE_MORE_PERIOD = 20
"""Working days by which the time may grow: to the 40th (regulation 7(1); for FOIA what the regulator expects)."""

_PRINTED_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")


def findings_by_rule(
    foi_response: FoiResponse,
    letter: Letter,
    *,
    leaves_on: date,
    as_of: date,
    office: Office | None = None,
    links: Mapping[str, LinkState] | None = None,
    passed_files: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """What the rules in force on `as_of` find in a letter that leaves (or left) on `leaves_on`.

    `office` are the settings of that day when the caller has read them; `links` the states of web addresses by
    address, None where nobody checks them; `passed_files` the digests of files that may be released.
    """
    office = office or office_on(leaves_on)
    facts = facts_of(foi_response, letter, leaves_on=leaves_on, office=office, links=links, passed_files=passed_files)
    return check_letter(letter, facts, as_of=as_of)


def facts_of(
    foi_response: FoiResponse,
    letter: Letter,
    *,
    leaves_on: date,
    office: Office,
    links: Mapping[str, LinkState] | None = None,
    passed_files: frozenset[str] = frozenset(),
) -> CaseFacts:
    """What the record knows of the case of this letter, from a bounded number of queries."""
    foi_request, kind = foi_response.foi_request, str(foi_response.kind)
    due_on = foi_request.due_on if kind != CORRECTED_REPLY else None  # it corrects what was answered before
    more = {}
    if foi_response.is_of_the_clock:
        more = _of_the_clock(foi_response, letter, leaves_on)
    elif kind == REVIEW_OUTCOME:
        more = _of_the_review(foi_response)
    window, reviewer, limit = office.review_window, office.reviewer, office.cost_limit
    return CaseFacts(
        kind=kind,
        regime=foi_request.regime_id,
        reference=foi_request.reference,
        requester=foi_request.requester.name,
        organisation=organisation_in(foi_request.requester.postal_address),
        received_on=foi_request.received_on,
        leaves_on=leaves_on,
        due_on=due_on,
        subject="" if foi_request.lacks_subject else foi_request.subject,
        questions={question.number: question.text for question in foi_request.questions.all()},
        preferred_format=foi_request.preferred_format,
        review_length=window.days,
        review_unit=window.unit,
        code_days=window.code_days,
        reviewer_name=reviewer.name,
        reviewer_mailbox=reviewer.mailbox,
        regulator=_regulator(office),
        powers=powers_of(office),
        limit_pounds=limit.pounds,
        limit_hours=limit.hours,
        pounds_an_hour=limit.pounds_an_hour,
        links=links,
        has_left=foi_response.stage == workflow.ISSUED,
        passed_files=passed_files | generated_digests(foi_response),
        estimate=_estimate(foi_response, letter, leaves_on),
        **more,
    )


def _estimate(foi_response: FoiResponse, letter: Letter, day: date) -> Estimate | None:
    """The case's estimate of cost where a letter that has not left stands on one (section 12); else None, unread."""
    foi_request, has_left = foi_response.foi_request, foi_response.stage == workflow.ISSUED
    if has_left or foi_request.regime_id != FOI or not stands_on_cost(decisions_in(letter.decisions)):
        return None
    return estimate_on_file(foi_request, on=day)


def generated_digests(foi_response: FoiResponse) -> frozenset[str]:
    """The digests of the files that the product made for this letter: they hold what it prints, and nothing else."""
    made = GeneratedFile.objects.filter(table__foi_response=foi_response)
    return frozenset(made.values_list("sha256", flat=True))


def newest_letter(reference: str) -> FoiResponse | None:
    """The newest reply of a case, issued or being written; its newest letter of another kind where there is none.

    Raises:
        FoiRequest.DoesNotExist: there is no case with this reference.
    """
    foi_request = FoiRequest.objects.select_related("requester").get(reference=reference)
    found = foi_request.foi_responses.exclude(stage="dropped").order_by("-pk")
    replies = [each for each in found if each.is_reply]
    return next(iter(replies or found), None)


def judge(foi_response: FoiResponse, *, at: datetime, as_of: date | None = None) -> tuple[Finding, ...]:
    """What the rules find in a letter as it was issued, or as it stands now, with the office's settings of that day.

    `as_of` is the day whose rules judge it: the day of issue when it is not given, today for a letter being written.
    Of links it says what the last look at each found; nothing here goes to the network.
    """
    today = timezone.localdate(at)
    issued = IssuedLetter.objects.filter(foi_response=foi_response).first()
    if issued is not None:
        letter, leaves_on = Letter.from_json(issued.frozen), issued.issued_on
    else:
        copy, leaves_on = foi_response.working_copy, today
        letter = build_letter(foi_response, parts=parts_of(copy), typed=copy.values, day=today)
    links = link_states(links_of_letter(letter)) if are_checked() else None
    return findings_by_rule(foi_response, letter, leaves_on=leaves_on, as_of=as_of or leaves_on, links=links)


def _regulator(office: Office) -> Regulator:
    regulator = office.regulator
    places = (regulator.complaint_url, *regulator.address[:1])
    return Regulator((regulator.name, regulator.office_name), tuple(place for place in places if place))


def _of_the_clock(foi_response: FoiResponse, letter: Letter, leaves_on: date) -> dict[str, object]:
    """The dates that a letter of the clock announces, and what its extension stands on.

    An issued letter has done its act, so the clock says something else now: its own dates stand.
    """
    act = next((each for each in letter.decisions if "act" in each), {})
    notice_by = date.fromisoformat(act["notice_by"]) if act.get("notice_by") else None
    is_issued = IssuedLetter.objects.filter(foi_response=foi_response).exists()
    values = {} if is_issued else values_of_act(foi_response, leaves_on)
    days = {name: _day(values.get(name, "")) for name in ("extended_to", "clarify_by", "pay_by")}
    more: dict[str, object] = {"notice_by": notice_by, **days}
    if foi_response.kind == clock_letters.EXTENSION:
        calendar = uk_calendar()
        codes = foi_response.facts.get("exemptions", [])
        more |= {
            "calendar": calendar,
            "extension_limit": _limit(calendar, notice_by),
            "grounds": tuple(provision_of(each) for each in exemptions_named(codes)),
        }
    return more


def _limit(calendar: WorkingDayCalendar, notice_by: date | None) -> date | None:
    return calendar.nth_working_day_after(notice_by, ONE_MORE_PERIOD) if notice_by else None


def _of_the_review(foi_response: FoiResponse) -> dict[str, object]:
    """What the review decided, and what the letter under review relied on."""
    review = getattr(foi_response, "internal_review", None)
    if review is None:
        return {}
    reviewed, due_on = review.letter, foi_response.foi_request.due_on
    questions = [question.text for question in foi_response.foi_request.questions.all()]
    reply = Letter.from_json(reviewed.frozen)
    return {
        "review_asked_on": review.asked_on,
        "review_due_on": review.due_on,
        "review_result": review.outcome,
        "reviewed_provisions": relied_on(reply, questions),
        "reviewed_grounds": named_grounds(decisions_in(reply.decisions)),
        "reply_was_late": due_on is not None and reviewed.issued_on > due_on,
    }


def _day(printed: str) -> date | None:
    """A day as letters print it, read again; None for anything else."""
    found = _PRINTED_DAY.fullmatch(printed)
    return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])) if found else None
