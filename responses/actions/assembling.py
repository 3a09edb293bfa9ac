"""The plan of a reply: what was decided, the tables of the letter, and the facts that the order of its parts needs."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils import timezone

from responses.domain.assembly import planned_parts
from responses.domain.decisions import Decision
from responses.domain.drafting import part_from_wording
from responses.domain.letter import Attachment, Part
from responses.domain.planned import Asked, PlacedTable, Plan, PlannedPart
from responses.models import FoiResponse, LetterTable, TextBlockVersion


def tables_of(foi_response: FoiResponse) -> list[LetterTable]:
    """The tables of a letter in order; a letter of the clock and the outcome of a review have none."""
    return list(LetterTable.objects.of_letter(foi_response)) if foi_response.is_reply else []


def plan_of(
    foi_response: FoiResponse, decisions: Sequence[Decision], tables: Iterable[LetterTable], *, day: date
) -> tuple[PlannedPart, ...]:
    """The parts that the reply should have on the day; none for letters that answer no request."""
    if not foi_response.is_reply:
        return ()
    case = foi_response.foi_request
    asked = {
        question.number: Asked(
            number=question.number,
            text=question.text,
            service=question.service_area_id or "",
            missing_attribute=question.missing_attribute,
        )
        for question in case.questions.all()
    }
    return planned_parts(
        Plan(
            decisions=decisions,
            on=day,
            regime=case.regime_id,
            asked=asked,
            tables={table.key: PlacedTable(table.as_value(), table.is_estimate) for table in tables},
            # A corrected reply replaces one that answered the request already: it is no late answer.
            late=foi_response.corrects_id is None and case.due_on is not None and case.due_on < day,
            corrects=foi_response.corrects_id is not None,
        )
    )


def wording_of(planned: Iterable[PlannedPart], *, at: datetime) -> dict[str, Part]:
    """The blocks of a plan by slug, in the wording in force; their keys are given when they are placed."""
    slugs = {each.slug for each in planned if each.slug}
    versions = TextBlockVersion.objects.usable_on(timezone.localdate(at)).filter(block__slug__in=slugs)
    return {version.block.slug: pinned(version, key=version.block.slug) for version in versions}


def pinned(version: TextBlockVersion, *, key: str) -> Part:
    """A part with the words of one version of the library."""
    return part_from_wording(
        key,
        slug=version.block.slug,
        version=version.number,
        title=version.block.title,
        body=version.body,
        continues=version.continues_paragraph,
    )


def attachments_of(tables: Iterable[LetterTable], parts: Iterable[Part]) -> tuple[Attachment, ...]:
    """The files that go with the letter: those that were generated from the tables that it prints, in order."""
    printed = {part.source for part in parts}
    return tuple(
        Attachment(file.name, file.sha256) for table in tables if table.key in printed for file in table.files.all()
    )
