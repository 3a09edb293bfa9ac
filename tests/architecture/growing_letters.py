"""More parts, tables, grounds, factors, opinions, comments, conditions and versions of the letters on their way."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.utils import timezone

from codes.models import Exemption
from foirequests.domain import workflow
from responses.actions import clear, draft
from responses.actions.arrange import add_block, save_typing
from responses.actions.comments import answer_comment, comment_on_part, resolve_comment
from responses.actions.decision_values import ground_of
from responses.actions.decisions import apply_ground
from responses.actions.findings import all_findings
from responses.actions.opinions import qualified_on, record_opinion
from responses.actions.passing import pass_warning
from responses.actions.public_interest import weigh
from responses.actions.tables import add_table
from responses.actions.up_to_date import bring_up_to_date
from responses.domain import drafting
from responses.domain.conditions import TOLD, Condition
from responses.domain.decisions import DISCLOSURE, MAINTAINING, Factor
from responses.domain.tables import Table
from responses.models import FoiResponse, PassingNote, TextBlockVersion
from tests.journeys.doors import Doors
from tests.responses.deciding import qualified

GROUNDS = ("s43(2)", "s40(2)", "s31(1)(g)", "s42", "s41")


def letters_grow(doors: Doors, *, by: int) -> None:
    """So many more rows of each letter that is drafted, waits for clearance or is cleared."""
    officer, clearer, now = doors.staff["officer"], doors.staff["clearer"], timezone.now()
    if qualified_on(timezone.localdate()) is None:
        qualified()
    for letter in (doors.things.drafting, doors.things.waiting, doors.things.cleared):
        foi_response = FoiResponse.objects.get(pk=letter.pk)
        stage = foi_response.stage
        if stage != workflow.DRAFTING:
            draft.take_back(foi_response, by=officer, at=now)
        for number in range(by):
            letter_grows(foi_response, by * 100 + number, doors)
        bring_up_to_date(foi_response, revision=_revision(foi_response), by=officer, at=now)
        warnings_are_passed(foi_response, doors)
        if stage == workflow.DRAFTING:
            continue
        with unready_letters_move():
            version = draft.submit_draft(foi_response, by=officer, at=now)
            on_parts = {part["key"]: "Is this so?" for part in foi_response.working_copy.parts[: 1 + by]}
            # Some grounds are cleared at a second step.
            for person in (clearer, doors.staff["deputy director"]) if stage == workflow.CLEARED else ():
                if foi_response.stage == workflow.CLEARANCE:
                    clear.clear_response(
                        foi_response,
                        letter_hash=version.letter_hash,
                        conditions=[Condition(TOLD, whom=f"Desk {number}") for number in range(by)],
                        part_comments=on_parts,
                        by=person,
                        at=now,
                    )
        if stage == workflow.CLEARANCE:
            for part, text in on_parts.items():
                comment_on_part(foi_response, part=part, text=text, version=version, by=clearer, at=now)


def letter_grows(foi_response: FoiResponse, number: int, doors: Doors) -> None:
    """One more of everything that a draft has; one more part was taken out of it."""
    officer, now = doors.staff["officer"], timezone.now()
    question = foi_response.foi_request.questions.get(number=1)
    told = {"by": officer, "at": now}
    save_typing(foi_response, revision=_revision(foi_response), added=f"See [Annex {number}].", **told)
    usable = TextBlockVersion.objects.usable_on(timezone.localdate()).select_related("block").order_by("pk")
    for version in (usable[number % 20], usable[number % 20 + 1]):
        add_block(foi_response, version, after="", revision=_revision(foi_response), **told)
    last = foi_response.working_copy.parts[-1]["key"]
    draft.rearrange(foi_response, lambda parts: drafting.remove(parts, last), revision=_revision(foi_response), **told)
    table = Table(caption=f"Claims {number}", columns=("Year", "Claims"), rows=(("2024/25", "12"),))
    add_table(foi_response, question=question, table=table, as_csv=True, **told)
    code = GROUNDS[number % len(GROUNDS)]
    ground = apply_ground(
        foi_response, question, Exemption.objects.get(code=code), information=f"Paper {number}", **told
    )
    if ground_of(ground).provision.weighs_public_interest:
        factors = [Factor(side, f"{side} {number}.") for side in (DISCLOSURE, MAINTAINING)]
        weigh(ground, factors=factors, balance=MAINTAINING, **told)
    record_opinion(
        foi_response,
        limbs=["s36(2)(b)(i)"],
        likelihood="would",
        reasons=f"Reason {number}.",
        given_on=timezone.localdate(),
        **told,
    )
    part = foi_response.working_copy.parts[number % 3]["key"]
    threads = [comment_on_part(foi_response, part=part, text=f"Word {count}.", **told) for count in range(2)]
    for thread in threads:
        answer_comment(thread, text="An answer.", **told)
    resolve_comment(threads[0], **told)
    draft.save_version(foi_response, **told)


def warnings_are_passed(foi_response: FoiResponse, doors: Doors) -> None:
    """All warnings but two get their notes."""
    officer, now = doors.staff["officer"], timezone.now()
    foi_response.working_copy.refresh_from_db()
    found = all_findings(draft.draft_letter(foi_response, at=now), foi_response, at=now)
    passed = set(PassingNote.objects.filter(foi_response=foi_response).values_list("where", flat=True))
    for finding in [each for each in found if each.is_passable and each.where not in passed][2:]:
        pass_warning(foi_response, finding, words="As it should be.", by=officer, at=now)


@contextmanager
def unready_letters_move() -> Iterator[None]:
    """Letters are submitted and cleared although the rules find much in them: only their rows are wanted."""
    with mock.patch.object(draft, "check_ready"), mock.patch.object(clear, "check_ready"):
        yield


def _revision(foi_response: FoiResponse) -> int:
    foi_response.working_copy.refresh_from_db()
    return foi_response.working_copy.revision
