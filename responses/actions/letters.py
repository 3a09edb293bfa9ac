"""Putting a letter together: wording, the facts of the case, and the office's settings on a day."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from codes.domain.office_settings import Office
from codes.models.organisation import office_on
from foirequests import files
from foirequests.models import FoiRequest, Requester
from responses import rendering
from responses.actions.assembling import attachments_of, plan_of, tables_of
from responses.actions.clock_facts import decision_of_act, values_of_act
from responses.actions.decision_values import decisions_in_letter
from responses.domain import letter as letters
from responses.domain.decisions import decisions_in
from responses.domain.letter import Letter, Part, letter_date
from responses.domain.office_facts import letterhead_of, setting_values, signature_of
from responses.domain.planned import PlannedPart
from responses.domain.reassembly import refilled
from responses.domain.review_window import EIR_REVIEW_DAYS
from responses.models import FoiResponse, LetterTable, TextBlockVersion, WorkingCopy


def parts_of(copy: WorkingCopy) -> tuple[Part, ...]:
    """The parts that an officer is working on."""
    return tuple(Part.from_mapping(part) for part in copy.parts)


def values_from_settings(office: Office, regime: str) -> dict[str, str]:
    """What the office's dated settings fill.

    Under the EIR the time to ask for a review is 40 working days by law (regulation 11(2)), whatever the office says.
    """
    values = setting_values(office)
    if regime == "eir":
        values |= {"review_days": str(EIR_REVIEW_DAYS), "review_period": f"{EIR_REVIEW_DAYS} working days"}
    return values


def values_from_case(foi_request: FoiRequest) -> dict[str, str]:
    """What the record of the case fills."""
    first = foi_request.questions.all()[0]
    return {
        "request": foi_request.text,
        "requested_on": letter_date(foi_request.received_on),
        "received_on": letter_date(foi_request.received_on),
        "due_on": letter_date(foi_request.due_on) if foi_request.due_on else "",
        "reference": foi_request.reference,
        "requester": foi_request.requester.name,
        "missing_attribute": first.missing_attribute,
    }


def values_from_response(foi_response: FoiResponse, day: date) -> dict[str, str]:
    """What the letter's own place fills: what it corrects, which review it answers, or what act it does on `day`."""
    values = values_of_act(foi_response, day)
    if foi_response.corrects is not None:
        values["corrected_letter_on"] = letter_date(foi_response.corrects.issued_on)
    review = getattr(foi_response, "internal_review", None)
    if review is not None:
        values["review_requested_on"] = letter_date(review.asked_on)
        values["review_due_on"] = letter_date(review.due_on)
        values["review_of_letter_on"] = letter_date(review.letter.issued_on)
    return values


def known_values(foi_response: FoiResponse, office: Office) -> dict[str, str]:
    """Every gap that the product fills by itself; an officer fills the rest and can change none of these."""
    foi_request = foi_response.foi_request
    known = values_from_settings(office, foi_request.regime_id)
    known |= values_from_case(foi_request) | values_from_response(foi_response, office.day)
    return {name: value for name, value in known.items() if value}


def build_letter(
    foi_response: FoiResponse,
    *,
    parts: Iterable[Part],
    typed: Mapping[str, str],
    day: date,
    office: Office | None = None,
) -> Letter:
    """The letter as it would leave on `day`, its gaps of the moment still open.

    `typed` are the gaps that the officer filled; what the record knows stands above them. What a part says of a
    decision is taken from the decision as it is now, so that a letter never prints other reasons than were decided.
    `office` are the settings of the day, when the caller has read them already.
    """
    office = office or office_on(day)
    parts = tuple(parts)
    tables = tables_of(foi_response)
    decisions = with_tables(decisions_of(foi_response), tables)
    planned = plan_of(foi_response, decisions_in(decisions), tables, day=day)
    foi_request = foi_response.foi_request
    requester = foi_request.requester
    layout = office.letter_layout.layout
    facts = {}
    if layout == "letterhead":
        facts = {
            "letterhead": letterhead_of(office, **_logo(office)),
            "reference": foi_request.reference,
            "received_on": letter_date(foi_request.received_on),
            "addressee": addressee_of(requester),
            "salutation": salutation_of(requester),
            "subject": _subject(foi_response),
            "signature": signature_of(
                office,
                closing="Yours sincerely" if requester.name else "Yours faithfully",
                reviewer=_reviewer(foi_response),
            ),
        }
    return letters.assemble(
        parts=refilled(parts, planned) if foi_response.is_reply else parts,
        values={**typed, **known_values(foi_response, office)},
        layout=layout,
        title=_title(foi_response),
        decisions=(*decisions, *notes_of(foi_response)),
        attachments=attachments_of(tables, parts),
        **facts,
    )


def planned_reply(foi_response: FoiResponse, *, day: date, letter: Letter | None = None) -> tuple[PlannedPart, ...]:
    """The parts that the reply should have by what is decided now; `letter` has the decisions, where it is built."""
    tables = tables_of(foi_response)
    decided = letter.decisions if letter else with_tables(decisions_of(foi_response), tables)
    return plan_of(foi_response, decisions_in(decided), tables, day=day)


def with_tables(decisions: Iterable[Mapping[str, Any]], tables: Iterable[LetterTable]) -> tuple[dict[str, Any], ...]:
    """What was decided, with the keys of the tables that answer each question."""
    keys: dict[int, list[str]] = {}
    for table in tables:
        keys.setdefault(table.question.number, []).append(table.key)
    return tuple(
        {**each, "tables": keys[each["question"]]} if each.get("question") in keys else dict(each) for each in decisions
    )


def letter_on_screen(
    letter: Letter, *, top_heading: int = 2, mark_moments: bool = False, beside: Mapping[str, str] | None = None
) -> str:
    """The letter as HTML for a page, its headings from `top_heading`; `mark_moments` marks what the day of issue fills.

    It is the template that paper is printed from, so screen and paper cannot disagree. `beside` is what the page shows
    after a part, by its key.
    """
    return rendering.letter_html(letter, screen=True, top_heading=top_heading, mark_moments=mark_moments, beside=beside)


def wording_in(letter: Letter) -> list[TextBlockVersion]:
    """The versions of the library's wording that the letter was put together from."""
    return versions_of(_pinned(letter.parts))


def versions_of(pinned: Collection[tuple[str, int]]) -> list[TextBlockVersion]:
    """The versions of the library that have these slugs and numbers."""
    versions = TextBlockVersion.objects.filter(block__slug__in={slug for slug, _number in pinned})
    return [version for version in versions.select_related("block") if (version.block.slug, version.number) in pinned]


def note_wording(copy: WorkingCopy, *, before: Iterable[Part] = ()) -> None:
    """Write down which versions of the library the working copy holds now, when they are not those of `before`."""
    held = _pinned(parts_of(copy))
    if held != _pinned(before):
        copy.wording.set(versions_of(held))


def _pinned(parts: Iterable[Part]) -> set[tuple[str, int]]:
    return {(part.slug, part.version) for part in parts if part.kind == "block"}


def decisions_of(foi_response: FoiResponse) -> tuple[dict, ...]:
    """What was decided on each question, or which act the letter does.

    It stands under the clearance though the letter does not print it.
    """
    if foi_response.is_of_the_clock:
        return (decision_of_act(foi_response),)
    return tuple(decision.to_mapping() for decision in decisions_in_letter(foi_response))


def notes_of(foi_response: FoiResponse) -> tuple[dict, ...]:
    """Why warnings about the letter are passed: under its hash, so that a clearance is of the notes too."""
    notes = foi_response.passing_notes.in_letters().standing().order_by("rule", "where")
    return tuple(note.as_value().to_mapping() for note in notes)


def addressee_of(requester: Requester) -> tuple[str, ...]:
    """The lines that a letter is addressed to: the name, then the postal address, or the e-mail address without one."""
    lines = (requester.name, *requester.postal_address.splitlines())
    if not requester.postal_address:
        lines = (requester.name, requester.email)
    return tuple(line.strip() for line in lines if line.strip())


def salutation_of(requester: Requester) -> str:
    """How a letter greets the requester."""
    return f"Dear {requester.name}" if requester.name else "Dear Sir or Madam"


def _logo(office: Office) -> dict[str, str]:
    """Where the office's logo lies, and the digest of its bytes, so that rendering again cannot make another letter."""
    name = office.letterhead.logo_file
    return {"logo": files.path_of_named(name), "logo_sha256": files.digest_of_named(name)} if name else {}


def _reviewer(foi_response: FoiResponse) -> str:
    """The name of whoever carries out the review that the letter ends; empty for any other letter."""
    if foi_response.kind != FoiResponse.Kind.REVIEW_OUTCOME:
        return ""
    reviewer = foi_response.internal_review.reviewer
    return reviewer.name if reviewer else ""


def _title(foi_response: FoiResponse) -> str:
    reference = foi_response.foi_request.reference
    to = ", request" if foi_response.is_of_the_clock else " to request"
    return f"{foi_response.get_kind_display()}{to} {reference}"


def _subject(foi_response: FoiResponse) -> str:
    """The heading: what the request is about, or of which day it is where nobody has said that yet."""
    foi_request = foi_response.foi_request
    is_review = foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME
    begins = "Internal review of your request" if is_review else "Your request"
    if foi_request.lacks_subject:
        return f"{begins} of {letter_date(foi_request.received_on)}"
    return f"{begins}: {foi_request.subject}"
