"""An estimate of cost that changes on the case after the decision, or a table of the letter, has taken it over."""

from dataclasses import replace
from fractions import Fraction

import pytest
import time_machine

from codes.models import Exemption
from foirequests.actions.cost import remove_line, save_line, set_scope
from foirequests.domain.cost_limit import CostLimit, CostLine, Estimate
from responses.actions.checking import judge
from responses.actions.decisions import apply_ground, change_ground, decide_question
from responses.actions.draft import draft_letter
from responses.actions.findings import all_findings
from responses.actions.tables import add_cost_table, change_table
from responses.actions.up_to_date import bring_up_to_date
from responses.domain.letter_rules import WARNING
from responses.domain.rules import check_letter
from responses.models import FoiResponse, LetterTable
from tests import factories
from tests.dates import day, moment
from tests.responses.deciding import decided, fresh, the_question
from tests.responses.pages import address, as_member, press, queries_of, text_of
from tests.responses.rule_letters import LETTERS

RECEIVED = day("Mon 2 November 2026")
NOON = moment("Tue 3 November 2026 12:00")
WORK = {"activity": "extract", "unit": "claim files", "units": 1200, "minutes": 10, "people": 1, "basis": "20 files"}
LIMIT = CostLimit(pounds=450, pounds_an_hour=25)


def work(units: int = 1200, minutes: str = "10", unit: str = "claim files") -> CostLine:
    return CostLine("extract", unit, units, Fraction(minutes), 1, "a sample of 20")


def found_with(estimate: Estimate | None, name: str = "cost limit", **details: str):
    """What the rules find in a letter that refuses for 200 hours, £5,000 and 1,200 claim files."""
    case = LETTERS[name]()
    [decision] = case.letter.decisions[:1]
    [ground] = decision["grounds"]
    changed = {**decision, "grounds": [{**ground, "details": {**ground["details"], **details}}]}
    letter = replace(case.letter, decisions=(changed, *case.letter.decisions[1:]))
    return check_letter(letter, replace(case.facts, estimate=estimate), as_of=case.facts.leaves_on)


@pytest.mark.parametrize(
    "lines",
    [
        (work(),),
        (work(minutes="5"), work(minutes="5")),
        (work(minutes="10.02"),),
        (work(unit="folders"),),
    ],
)
def test_a_decision_with_the_figures_of_the_case_is_in_order_however_its_words_are_put(lines):
    assert found_with(Estimate(lines, LIMIT)) == ()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((work(minutes="12"),), "240 hours, £6,000 for 1,200 claim files"),
        ((work(minutes="9"),), "180 hours, £4,500 for 1,200 claim files"),
        ((work(units=600, minutes="20"),), "200 hours, £5,000 for 600 claim files"),
        ((work(), work(units=30, unit="boxes")), "205 hours, £5,125 for 1,200 claim files; 30 boxes"),
    ],
)
def test_a_decision_with_other_figures_than_the_case_has_by_now_is_told_with_both(lines, told):
    [found] = found_with(Estimate(lines, LIMIT))

    assert (found.rule, found.severity, found.question) == ("L-T3", WARNING, 1)
    assert told in found.words
    assert "200 hours, £5,000 for 1,200 claim files" in found.words


def test_a_decision_whose_estimate_was_taken_off_the_case_is_told():
    [found] = found_with(Estimate((), LIMIT))

    assert (found.rule, found.severity, found.question) == ("L-T3", WARNING, 1)
    assert "was taken off the case" in found.words
    assert "200 hours, £5,000" in found.words


def test_a_decision_with_figures_of_its_own_is_in_order_where_nobody_made_an_estimate_on_the_case():
    assert found_with(None) == ()


def test_a_review_states_its_own_figures_because_the_estimate_cannot_change_after_the_reply():
    assert found_with(Estimate((work(minutes="12"),), LIMIT), "review with the cost limit") == ()


# --- On the case ------------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def draft(officer) -> FoiResponse:
    """A draft that refuses its question for the case's estimate of 200 hours, with the table of it."""
    made = factories.a_draft(by=officer, held="held", received_on=RECEIVED)
    told = {"by": officer, "at": NOON}
    save_line(made.foi_request, fields=WORK, **told)
    decide_question(made, the_question(made), held="held", outcome="refused", **told)
    apply_ground(made, the_question(made), Exemption.objects.get(code="s12(1)"), information="the files", **told)
    add_cost_table(made, question=the_question(made), **told)
    made.working_copy.refresh_from_db()
    bring_up_to_date(made, revision=made.working_copy.revision, **told)
    return fresh(made)


def estimated_anew(draft: FoiResponse, officer, minutes: int = 12) -> None:
    line = draft.foi_request.cost_estimate.lines.get()
    save_line(draft.foi_request, fields={**WORK, "minutes": minutes}, line=line, by=officer, at=NOON)


def warnings(draft: FoiResponse) -> list:
    """The warnings of the estimate, as every page of the letter has them."""
    draft = fresh(draft)
    found = all_findings(draft_letter(draft, at=NOON), draft, at=NOON)
    return [each for each in found if each.rule == "L-T3" and each.severity == WARNING]


def test_the_letter_tells_of_an_estimate_that_changed_after_it_was_taken_over(draft, officer):
    assert warnings(draft) == []
    estimated_anew(draft, officer)

    assert sorted(each.where.partition(":")[0] for each in warnings(draft)) == ["part", "question"]
    assert all(each.is_passable for each in warnings(draft))
    assert set(warnings(draft)) <= set(judge(fresh(draft), at=NOON))
    page = text_of(as_member(officer).get(address("draft", draft)))
    assert "240 hours, £6,000 for 1,200 claim files" in page
    assert address("decision", draft, 1) in page


def test_the_letter_tells_of_an_estimate_whose_lines_were_all_removed(draft, officer):
    remove_line(draft.foi_request, draft.foi_request.cost_estimate.lines.get(), by=officer, at=NOON)

    assert any("was taken off the case" in each.words for each in warnings(draft))


def test_saying_what_the_request_covers_is_no_estimate(officer):
    draft = factories.a_draft(by=officer, held="held", received_on=RECEIVED)
    told = {"by": officer, "at": NOON}
    set_scope(draft.foi_request, asked_for={"years": 3}, together=(), **told)
    decide_question(draft, the_question(draft), held="held", outcome="refused", **told)
    ground = apply_ground(
        draft, the_question(draft), Exemption.objects.get(code="s12(1)"), information="the files", **told
    )
    figures = {"hours": "200", "pounds": "5,000", "records": "1,200 files", "activities": "1,200 files, 10 minutes"}
    change_ground(ground, information="the files", denies=False, details=figures, **told)

    assert warnings(draft) == []


def test_the_page_of_the_ground_fills_in_the_estimate_as_it_is_now_and_keeps_the_other_answers(draft, officer):
    [ground] = [row for decision in draft.question_decisions.all() for row in decision.grounds.all()]
    url = address("ground", draft, ground.pk)
    browser = as_member(officer)
    assert "fill=estimate" not in text_of(browser.get(url))
    estimated_anew(draft, officer)

    page = text_of(browser.get(url))
    assert "240 hours, £6,000" in page
    assert "?fill=estimate" in page
    filled = browser.get(f"{url}?fill=estimate")
    form = filled.context["form"]
    assert (form["hours"].value(), form["pounds"].value()) == ("240", "6,000")
    assert form["information"].value() == "the files"
    assert decided(draft).grounds[0].details["hours"] == "200"  # nothing is saved by looking

    browser.post(f"{url}?fill=estimate", {name: form[name].value() or "" for name in form.fields})
    assert decided(draft).grounds[0].details["hours"] == "240"
    assert not [each for each in warnings(draft) if each.question and not each.part]


@pytest.mark.parametrize(
    ("years", "offered"), [(9, ""), (20, "1 year instead of 20: about 15 hours"), (None, "By trust")]
)
def test_what_would_have_fitted_before_is_not_kept_beside_an_estimate_in_which_it_fits_no_more(
    draft, officer, years, offered
):
    [ground] = [row for decision in draft.question_decisions.all() for row in decision.grounds.all()]
    details = {**ground.details, "narrower": "By trust"}
    change_ground(ground, information="the files", denies=False, details=details, by=officer, at=NOON)
    set_scope(draft.foi_request, asked_for={"years": years}, together=(), by=officer, at=NOON)
    estimated_anew(draft, officer, minutes=15)

    filled = as_member(officer).get(f"{address('ground', draft, ground.pk)}?fill=estimate")

    assert filled.context["form"]["narrower"].value() == offered


def test_the_table_of_the_estimate_is_brought_up_to_date_where_it_was_added(draft, officer):
    estimated_anew(draft, officer)
    [told] = [each for each in warnings(draft) if each.part]
    assert "240 hours" in told.words
    assert "Bring the table of the estimate up to date" in text_of(as_member(officer).get(address("draft", draft)))

    press(officer, "draft_cost_table", draft)

    [table] = LetterTable.objects.filter(foi_response=draft)
    assert (table.rows[-1][0], table.rows[-1][5]) == ("Total", "240")
    assert not [each for each in warnings(draft) if each.part]


def test_words_that_were_changed_in_the_table_of_the_estimate_are_no_change_of_its_figures(draft, officer):
    [table] = LetterTable.objects.filter(foi_response=draft)
    first, total = table.as_value().rows
    told = replace(table.as_value(), caption="What it would take", rows=((*first[:-1], "a test on 20 files"), total))
    change_table(table, table=told, revision=table.revision, by=officer, at=NOON)

    assert warnings(draft) == []


def test_a_letter_that_refuses_nothing_for_its_cost_asks_for_no_estimate(officer):
    with time_machine.travel(NOON, tick=False):
        bare = factories.a_draft(by=officer, held="held", received_on=RECEIVED)
        before = queries_of(officer, address("draft", bare))
        save_line(bare.foi_request, fields=WORK, by=officer, at=NOON)
        assert queries_of(officer, address("draft", bare)) <= before + 1  # the lines' requests, for the button
