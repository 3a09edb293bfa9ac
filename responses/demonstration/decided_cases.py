"""Cases of the demonstration that were decided question by question: one in draft, one on its way up, one cleared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from accounts.actions.absence import record_absence
from accounts.models import Role
from codes.models import Exemption
from foirequests.actions import advice as advice_acts
from foirequests.actions import cost, questions, triage
from foirequests.actions.reading import read_case
from foirequests.domain import advice
from foirequests.domain.triage import QuestionFindings
from foirequests.models import FoiRequest, Question
from responses.actions import clear, decisions, draft, tables
from responses.actions.arrange import current_revision
from responses.actions.public_interest import weigh
from responses.actions.up_to_date import bring_up_to_date
from responses.demonstration.reasons import (
    ADVICE,
    ADVICE_FACTORS,
    FIGURES,
    NAMES,
    ONE_PATIENT,
    TARGET,
    TARGET_FACTORS,
    WORK,
)
from responses.domain.conditions import TOLD, Condition
from responses.domain.decisions import GRANTED, HELD, MAINTAINING, NOT_CONFIRMED, PART, REFUSED, Factor
from responses.models import AppliedGround, FoiResponse

if TYPE_CHECKING:
    from responses.demonstration.office import DemonstrationOffice


def walk_decided_cases(office: DemonstrationOffice) -> None:
    """Walk each of them, by what officers decide on each question."""
    _decided_in_every_way(office)
    _waiting_for_two(office)
    _cleared_on_a_condition(office)
    _somebody_is_away_soon(office)


def _decided_in_every_way(office: DemonstrationOffice) -> None:
    """Four questions: given in part with a table, withheld after weighing, left open, and too much work."""
    foi_request = office.receive("decided", received_on=office.working_day(11), channel="email")
    at = office.at(office.working_day(10), 9)
    read_case(foi_request.pk, at=at)
    asked = questions.split_as_advised(foi_request, by=office.officer, at=at)
    cost.save_line(foi_request, fields=_work(), by=office.officer, at=at)
    cost.set_scope(foi_request, asked_for={"years": 9}, together=(), by=office.officer, at=at)
    foi_response = _drafted(office, foi_request, (HELD, HELD, NOT_CONFIRMED, HELD), ago=9)
    first, second, third, fourth = asked
    deciding = _Deciding(office, foi_response, ago=3)
    told = {"answer": "The table below shows how many.", "details": {"removed": "The names of 214 people."}}
    deciding.decide(first, PART, **told)
    deciding.apply(first, "s40(2)", "the names of those who made the claims", NAMES)
    deciding.decide(second, REFUSED)
    deciding.weigh(deciding.apply(second, "s43(2)", "the target for the cost of a claim", TARGET), TARGET_FACTORS)
    deciding.decide(third, REFUSED, held=NOT_CONFIRMED)
    deciding.apply(third, "s40(2)", "whether a claim was made about the treatment of one person", ONE_PATIENT)
    deciding.decide(fourth, REFUSED)
    deciding.apply(fourth, "s12(1)", "the wards that the papers of claims name", {})
    tables.add_table(foi_response, question=first, table=FIGURES, as_csv=True, **deciding.told)
    tables.add_cost_table(foi_response, question=fourth, **deciding.told)
    deciding.finish({"as_at": "31 March of this year"})


def _waiting_for_two(office: DemonstrationOffice) -> None:
    """Legal advice is withheld, so that the deputy director clears the letter after a clearer."""
    foi_request = office.receive("goes_up", received_on=office.working_day(14), channel="email")
    foi_response = _drafted(office, foi_request, (HELD,), ago=12)
    deciding = _Deciding(office, foi_response, ago=3)
    [question] = foi_request.questions.all()
    deciding.decide(question, REFUSED)
    ground = deciding.apply(question, "s42", "the advice of counsel on the change of the scheme’s rules", ADVICE)
    deciding.weigh(ground, ADVICE_FACTORS)
    deciding.finish({})
    draft.submit_draft(foi_response, clearer=office.clearer, by=office.officer, at=office.at(office.working_day(1), 16))


def _cleared_on_a_condition(office: DemonstrationOffice) -> None:
    """The press is interested: both have cleared the letter, once the press office knows of it."""
    foi_request = office.receive("press", received_on=office.working_day(13), channel="email")
    [question] = foi_request.questions.all()
    at = office.at(office.working_day(12), 9)
    advice_acts.add_advice(question, advice.FLAG, value="press", by=office.officer, at=at)
    foi_response = _drafted(office, foi_request, (HELD,), ago=11)
    deciding = _Deciding(office, foi_response, ago=4)
    answer = "We received 412 claims about slips and trips in the last financial year (an invented figure)."
    deciding.decide(question, GRANTED, answer=answer)
    deciding.finish({"as_at": "31 March of this year"})
    draft.submit_draft(foi_response, by=office.officer, at=office.at(office.working_day(3), 9))
    office.clear(foi_response, on=office.working_day(2))
    clear.clear_response(
        foi_response,
        letter_hash=clear.submitted_version(foi_response).letter_hash,
        conditions=[Condition(TOLD, whom="the press office")],
        by=office.deputy_director,
        at=office.at(office.working_day(1), 11),
    )


def _somebody_is_away_soon(office: DemonstrationOffice) -> None:
    """A clearer will be away for five days, and another stands in."""
    first_day = office.today + timedelta(days=7)
    record_absence(
        first_day=first_day,
        last_day=first_day + timedelta(days=4),
        covers={Role.CLEARER: office.clearer},
        by=office.second_clearer,
        at=office.at(office.working_day(1), 9),
    )


def _drafted(office: DemonstrationOffice, foi_request: FoiRequest, held: tuple[str, ...], *, ago: int) -> FoiResponse:
    """What triage found of each question, and the draft that begins with it."""
    at = office.at(office.working_day(ago), 10)
    found = [
        triage.Found(
            question,
            QuestionFindings(
                regime="foi", service_area="claims_management", information_held=each, holder="Claims data"
            ),
        )
        for question, each in zip(foi_request.questions.all(), held, strict=True)
    ]
    triage.record_findings(foi_request, found, by=office.officer, at=at)
    return draft.start_draft(foi_request, by=office.officer, at=office.at(office.working_day(ago), 11))


def _work() -> dict[str, object]:
    return {**WORK, "minutes": Decimal(str(WORK["minutes"])), "foi_request": None}


class _Deciding:
    """An officer's day of deciding the questions of one draft."""

    def __init__(self, office: DemonstrationOffice, foi_response: FoiResponse, *, ago: int) -> None:
        self.foi_response = foi_response
        self.told = {"by": office.officer, "at": office.at(office.working_day(ago), 14)}

    def decide(self, question: Question, outcome: str, *, held: str = HELD, **more) -> None:
        """What becomes of a question, with the facts that this needs."""
        decisions.decide_question(self.foi_response, question, held=held, outcome=outcome, **more, **self.told)

    def apply(self, question: Question, code: str, information: str, said: Mapping[str, str]) -> AppliedGround:
        """Apply a provision and say what the law wants for it; a question that is left open is denied under it."""
        exemption = Exemption.objects.get(code=code)
        denies = said is ONE_PATIENT
        ground = decisions.apply_ground(
            self.foi_response, question, exemption, information=information, denies=denies, **self.told
        )
        if said:
            decisions.change_ground(ground, information=information, denies=denies, details=said, **self.told)
        return ground

    def weigh(self, ground: AppliedGround, factors: tuple[Factor, ...]) -> None:
        """Weigh the public interest, and find that it favours withholding."""
        weigh(ground, factors=factors, balance=MAINTAINING, **self.told)

    def finish(self, gaps: Mapping[str, str]) -> None:
        """Let the letter follow what was decided, and fill what it leaves open."""
        bring_up_to_date(self.foi_response, revision=current_revision(self.foi_response), **self.told)
        revision = current_revision(self.foi_response)
        draft.rearrange(self.foi_response, lambda parts: parts, revision=revision, typed=gaps, **self.told)
        self.foi_response.refresh_from_db()
