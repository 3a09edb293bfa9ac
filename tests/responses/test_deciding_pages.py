"""Deciding the questions of a letter on screen, as an officer does it."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from codes.models import Exemption
from foirequests.actions.commercial_cards import card_of, fill_card
from foirequests.actions.cost import save_line
from foirequests.actions.questions import Change, change_questions
from foirequests.models import Question
from responses.actions.decisions import apply_ground, change_ground, decide_question
from responses.actions.draft import submit_draft
from responses.actions.joining import change_questions_of_letters
from responses.actions.opinions import record_opinion
from responses.actions.public_interest import weigh
from responses.actions.tables import add_table
from responses.domain.decisions import DISCLOSURE, MAINTAINING
from responses.domain.errors import Refused
from responses.domain.tables import Table
from responses.models import AppliedGround, FoiResponse, QualifiedPersonOpinion, QuestionDecision
from tests.dates import day
from tests.factories import a_draft
from tests.responses.deciding import (
    NOON,
    PUBLIC_MONEY,
    TIMED_OFFERS,
    applied,
    decided,
    fresh,
    qualified,
    the_question,
)
from tests.responses.pages import address, as_member, parts, press, queries_of, text_of

DECIDED = {"held": "held", "outcome": "part", "revision": "0"}
LAW = {
    "information": "the target of KPI 1",
    "engagement": "The panel told us so.",
    "prejudice_to": "The panel",
    "prejudice": "Firms would time their offers.",
    "likelihood": "would_be_likely",
}


@pytest.fixture
def draft(officer) -> FoiResponse:
    return a_draft(by=officer, held="held")


@pytest.fixture
def browser(officer) -> Client:
    return as_member(officer)


def weighing(**changes: str) -> dict[str, str]:
    """What the workbench posts with one factor on each side and the balance for withholding."""
    return {
        "revision": "1",
        "disclosure-rows": "1",
        "disclosure-0-words": "Public money is spent.",
        "disclosure-0-weight": "3",
        "maintaining-rows": "1",
        "maintaining-0-words": "Offers would be timed.",
        "maintaining-0-weight": "2",
        "balance": "maintaining",
        **changes,
    }


def choosing(foi_response: FoiResponse, code: str) -> str:
    return f"{address('ground_add', foi_response, 1)}?use={code}"


def test_a_question_that_triage_found_to_be_left_open_is_not_asked_what_becomes_of_it(officer, browser):
    foi_response = a_draft(by=officer, held="not_confirmed")

    page = text_of(browser.get(address("decisions", foi_response)))
    assert "Say what becomes of the question" not in page
    assert "Choose the provision that lets us leave open whether we hold it" in page
    form = browser.get(address("decision", foi_response, 1)).context["form"]
    assert form["outcome"].value() == "refused"


def test_who_says_that_it_is_given_is_asked_once_on_the_same_page_what_the_information_is(browser, draft):
    given = {"held": "held", "outcome": "granted", "revision": "0"}

    asked = browser.post(address("decision", draft, 1), given, follow=True)
    page = text_of(asked)
    assert asked.redirect_chain[-1][0] == address("decision", draft, 1) and "The information" in page
    assert "Saved. Say below what the information is, or leave it empty and add a table on the drafting page." in page

    in_a_table = {**given, "revision": "1", "answer": ""}
    assert browser.post(address("decision", draft, 1), in_a_table).url == address("decisions", draft)


def test_what_only_a_decision_fills_leads_to_the_decision_and_says_of_which_question(officer, browser, draft):
    Question.objects.create(foi_request=draft.foi_request, number=2, text="What did they cost?")
    for question in draft.foi_request.questions.all():
        decide_question(draft, question, held="held", outcome="granted", by=officer, at=NOON)
    press(officer, "draft_up_to_date", draft)
    page = text_of(browser.get(address("draft", draft)))
    for number in (1, 2):
        assert f'<a href="{address("decision", draft, number)}">Not decided yet for question {number}' in page
        assert f"Question {number}, L-G06: has to be mended" in page
    for key in (part["key"] for part in parts(draft) if part.get("role") == "outcome"):
        assert "To mend" in page.partition(f'id="part-{key}"')[2].partition("</li>")[0]


def test_words_written_over_the_information_that_is_decided_are_named_with_what_mends_them(officer, browser, draft):
    Question.objects.create(foi_request=draft.foi_request, number=2, text="What did they cost?")
    for question in draft.foi_request.questions.all():
        given = {"held": "held", "outcome": "granted", "answer": f"The answer to question {question.number} is 12."}
        decide_question(draft, question, **given, by=officer, at=NOON)
    press(officer, "draft_up_to_date", draft)
    key = next(part["key"] for part in parts(draft) if part.get("role") == "outcome" and part["question"] == 2)
    press(officer, "draft_save", draft, part=key, body="We hold it.")
    page = text_of(browser.get(address("draft", draft)))
    told = "The decision says what the information is, and these words do not: go back to the library’s words."
    assert f'?part={key}#draft-inspector">{told}</a>' in page
    press(officer, "draft_restore", draft, key)
    page = text_of(browser.get(address("draft", draft)))
    assert told not in page and "not up to date" not in page


def test_an_officer_withholds_a_part_from_the_drafting_page_to_the_balance(officer, browser, draft):
    gone = press(officer, "draft_to_decisions", draft)
    assert gone.url == address("decisions", draft)
    page = text_of(browser.get(gone.url))
    assert "Question 1" in page and "Say what becomes of the question" in page

    saved = browser.post(address("decision", draft, 1), DECIDED, follow=True)
    assert "What is taken out of what we give?" in text_of(saved)
    told = {**DECIDED, "revision": "2", "removed": "One target", "answer": "The other targets."}
    assert browser.post(address("decision", draft, 1), told).url == address("decisions", draft)

    assert "Section 43(2): Commercial interests" in text_of(browser.get(address("ground_add", draft, 1)))
    nothing = browser.post(choosing(draft, "s43(2)"), {"information": ""})
    assert "Say which information it is applied to" in text_of(nothing)
    answer = browser.post(choosing(draft, "s43(2)"), {"information": "the target of KPI 1"})
    ground = AppliedGround.objects.get()
    assert answer.url == address("ground", draft, ground.pk)

    page = text_of(browser.get(answer.url))
    assert "Whose commercial interests would be harmed?" in page and "Section 43(2)" in page
    assert browser.post(answer.url, {**LAW, "revision": "1"}).status_code == 302
    workbench = address("weighing", draft, ground.pk)
    assert browser.post(workbench, weighing(revision="2")).url == workbench
    assert "outweighs the public interest in disclosing the information" in text_of(browser.get(workbench))
    overview = text_of(browser.get(address("decisions", draft)))
    assert "Still to do" not in overview and "Complete" in overview
    [kept] = decided(draft).grounds
    assert (kept.balance, kept.details["prejudice_to"], len(kept.factors)) == ("maintaining", "The panel", 2)


def test_the_drafting_page_says_how_far_the_decisions_have_come(officer, browser, draft):
    assert "0 of 1 question complete" in text_of(browser.get(address("draft", draft)))
    decide_question(draft, the_question(draft), held="held", outcome="granted", by=officer, at=NOON)
    assert "Complete" in text_of(browser.get(address("draft", draft)))


def test_a_form_shows_the_fields_of_its_own_exemption_alone(officer, browser, draft):
    names = {}
    for code in ("s41", "s40(2)", "s21", "s12(1)"):
        ground = applied(draft, code, officer)
        page = text_of(browser.get(address("ground", draft, ground.pk)))
        names[code] = set(re.findall(r'name="([a-z_]+)"', page))
        assert ("Weigh the public interest" in page) is False
    assert {"confider", "defence", "detriment"} < names["s41"]
    assert not names["s41"] & {"likelihood", "prejudice", "principle", "balance"}
    assert {"principle", "legitimate_interest", "necessity"} < names["s40(2)"]
    assert {"location", "access"} < names["s21"] and "engagement" not in names["s21"]
    assert {"hours", "pounds", "narrower"} < names["s12(1)"]


def test_what_may_not_be_used_is_not_offered_and_the_page_says_why(browser, draft):
    page = text_of(browser.get(address("ground_add", draft, 1)))
    assert "?use=s35" not in page and "?use=s30" not in page and "?use=s36" not in page
    assert "Section 35, Formulation of government policy" in page
    assert "Nobody is recorded as the qualified person" in page
    assert reverse("setting", args=["qualified_person"]) in page
    assert "?use=s43(2)" not in text_of(browser.get(choosing(draft, "s43(2)")))
    assert "Choose a ground" in text_of(browser.get(choosing(draft, "s35")))


def test_the_picker_of_an_environmental_question_has_exceptions_alone(officer, browser, draft):
    Question.objects.filter(foi_request=draft.foi_request).update(regime="eir")
    page = text_of(browser.get(address("ground_add", draft, 1)))
    assert "Regulation 12(5)(e)" in page and "Section 43(2)" not in page
    exception = Exemption.objects.get(code="reg12(5)(e)")
    ground = apply_ground(draft, the_question(draft), exception, information="The rates", by=officer, at=NOON)
    page = text_of(browser.get(address("ground", draft, ground.pk)))
    assert "likelihood" not in page and 'name="effect"' in page
    assert "presumption in favour of disclosure" in text_of(browser.get(address("weighing", draft, ground.pk)))


def test_what_is_neither_confirmed_nor_denied_is_offered_what_lifts_the_duty(browser, draft):
    browser.post(address("decision", draft, 1), {"held": "not_confirmed", "revision": "0"})
    page = text_of(browser.get(address("ground_add", draft, 1)))
    assert "Section 40(2)" in page and "Section 21:" not in page and "Section 12(1)" not in page
    assert "Section 12(2)" in page and "Section 14(1)" in page
    assert "To neither confirm nor deny: section 40(5B)(a)" in page
    assert "we hold the information, under section 40(5B)(a)." in text_of(browser.get(choosing(draft, "s40(2)")))
    browser.post(choosing(draft, "s40(2)"), {"information": "claims about Dr Smith"})
    assert "Neither confirm nor deny, under section 40(5B)(a)." in text_of(browser.get(address("decisions", draft)))
    [ground] = decided(draft).grounds
    assert ground.denies and decided(draft).outcome == "refused"


def test_a_factor_is_changed_added_taken_away_and_taken_over_in_one_go(officer, browser, draft):
    other = a_draft(by=officer, held="held", email="other@requesters.example")
    weigh(applied(other, "s43(2)", officer), factors=[PUBLIC_MONEY], balance="", by=officer, at=NOON)
    FoiResponse.objects.filter(pk=other.pk).update(stage="issued")
    ground = applied(draft, "s43(2)", officer)
    weigh(ground, factors=[TIMED_OFFERS], balance="", by=officer, at=NOON)
    workbench = address("weighing", draft, ground.pk)
    [(earlier, _words)] = browser.get(workbench).context["disclosure_earlier"].field.choices
    told = {
        "revision": "2",
        "disclosure-rows": "1",
        "disclosure-earlier": earlier,
        "maintaining-rows": "2",
        "maintaining-0-words": "Never mind.",
        "maintaining-0-weight": "2",
        "maintaining-0-gone": "on",
        "maintaining-1-words": "Prices would rise.",
        "maintaining-1-weight": "1",
        "maintaining-1-note": "As in 2019",
    }
    assert browser.post(workbench, told).status_code == 302
    kept = decided(draft).grounds[0].factors
    assert [(each.side, each.words, each.weight) for each in kept] == [
        (DISCLOSURE, PUBLIC_MONEY.words, 3),
        (MAINTAINING, "Prices would rise.", 1),
    ]


def test_a_note_without_a_factor_is_refused_and_nothing_typed_is_lost(officer, browser, draft):
    ground = applied(draft, "s43(2)", officer)
    told = weighing(**{"maintaining-0-words": "", "maintaining-0-note": "As in 2019"})
    page = text_of(browser.post(address("weighing", draft, ground.pk), told))
    assert "Write the factor that this note is about" in page
    assert "As in 2019" in page and "Public money is spent." in page
    assert decided(draft).grounds[0].factors == ()


def test_two_officers_at_one_ground_see_both_texts_and_the_second_may_go_over_the_first(
    officer, second_officer, browser, draft
):
    ground = applied(draft, "s43(2)", officer)
    theirs = {"prejudice_to": "Our own"}
    change_ground(ground, information="The target", denies=False, details=theirs, by=second_officer, at=NOON)
    refused = text_of(browser.post(address("ground", draft, ground.pk), {**LAW, "revision": "1"}))
    assert "Somebody else changed this in the meantime" in refused
    assert "Our own" in refused and "Firms would time their offers." in refused
    revision = re.search(r'name="revision"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="revision"', refused)
    again = {**LAW, "revision": next(filter(None, revision.groups()))}
    assert browser.post(address("ground", draft, ground.pk), again).status_code == 302
    assert decided(draft).grounds[0].details["prejudice_to"] == "The panel"


def test_what_another_officer_saved_is_shown_in_the_words_of_the_page_and_not_as_codes(
    officer, second_officer, browser, draft
):
    ground = applied(draft, "s43(2)", officer)
    theirs = {**LAW, "likelihood": "would_be_likely"}
    theirs.pop("information")
    change_ground(ground, information="The target", denies=False, details=theirs, by=second_officer, at=NOON)
    refused = text_of(
        browser.post(address("ground", draft, ground.pk), {**LAW, "likelihood": "would", "revision": "1"})
    )
    saved = refused.split("What is saved now")[1].split("</section>")[0]
    assert "It would be likely to: a real and significant risk" in saved and "would_be_likely" not in saved

    decide_question(draft, the_question(draft), held="not_held", by=second_officer, at=NOON)
    refused = text_of(browser.post(address("decision", draft, 1), DECIDED))
    saved = refused.split("What is saved now")[1].split("</section>")[0]
    assert "Is the information held?" in saved and "Not held" in saved and "not_held" not in saved


def test_facts_of_the_case_are_announced_only_where_they_stand_in_a_field(officer, browser, draft):
    ground = applied(draft, "s43(2)", officer)
    announced = "What the case knows already stands in fields that are empty"
    assert announced not in text_of(browser.get(address("ground", draft, ground.pk)))

    question = the_question(draft)
    card = replace(card_of(question), mechanism="Firms would time their offers.")
    fill_card(question, card, by=officer, at=NOON)
    page = text_of(browser.get(address("ground", draft, ground.pk)))
    assert announced in page and "Firms would time their offers." in page

    browser.post(address("ground", draft, ground.pk), {**LAW, "revision": "1"})
    assert announced not in text_of(browser.get(address("ground", draft, ground.pk)))


def test_two_officers_at_one_question_and_at_one_workbench(officer, second_officer, browser, draft):
    decide_question(draft, the_question(draft), held="not_held", by=second_officer, at=NOON)
    refused = text_of(browser.post(address("decision", draft, 1), DECIDED))
    assert "Somebody else changed this in the meantime" in refused
    ground = applied(draft, "s43(2)", officer)
    weigh(ground, factors=[PUBLIC_MONEY], balance="", by=second_officer, at=NOON)
    refused = text_of(browser.post(address("weighing", draft, ground.pk), weighing()))
    assert "What is saved now" in refused and PUBLIC_MONEY.words in refused and "Offers would be timed." in refused
    assert decided(draft).grounds[0].factors == (PUBLIC_MONEY,)


def test_the_opinion_of_the_qualified_person_is_recorded_and_chosen(officer, browser, draft):
    qualified()
    told = {
        "given_on_day": "6",
        "given_on_month": "1",
        "given_on_year": "2023",
        "limbs": ["s36(2)(c)"],
        "likelihood": "would",
        "reasons": "It would chill advice.",
    }
    page = browser.post(address("opinion_add", draft), {**told, "given_on_year": "2999"})
    assert "cannot be after today" in text_of(page) and "It would chill advice." in text_of(page)
    assert browser.post(address("opinion_add", draft), told).url == address("decisions", draft)
    opinion = QualifiedPersonOpinion.objects.get()
    overview = text_of(browser.get(address("decisions", draft)))
    assert "Ada Quill, Chief Executive, 6 January 2023" in overview and "It cannot be changed" in overview

    ground = applied(draft, "s36(2)(c)", officer)
    law = {"information": "Minutes", "engagement": "It is.", "likelihood": "would", "opinion": str(opinion.pk)}
    assert browser.post(address("ground", draft, ground.pk), {**law, "revision": "1"}).status_code == 302
    assert decided(draft).grounds[0].opinion.reasons == "It would chill advice."


def test_an_opinion_of_another_request_cannot_be_chosen(officer, browser, draft):
    qualified()
    other = a_draft(by=officer, held="held", email="other@requesters.example")
    told = {"limbs": ["s36(2)(c)"], "likelihood": "would", "reasons": "It would.", "by": officer, "at": NOON}
    opinion = record_opinion(other, given_on=day("Fri 6 January 2023"), **told)
    ground = applied(draft, "s36(2)(c)", officer)
    law = {"information": "Minutes", "opinion": str(opinion.pk), "revision": "1"}
    assert "Choose from what the page offers" in text_of(browser.post(address("ground", draft, ground.pk), law))


def test_a_letter_that_waits_for_clearance_shows_its_decisions_and_changes_none(officer, clearer, browser, draft):
    ground = applied(draft, "s42", officer)
    submit_draft(fresh(draft), by=officer, at=NOON)
    for page in (address("decision", draft, 1), address("ground_add", draft, 1), address("ground", draft, ground.pk)):
        assert browser.post(page, DECIDED).url == address("decisions", draft)
    shown = text_of(as_member(clearer).get(address("decisions", draft)))
    assert "Section 42: Legal professional privilege" in shown
    assert "Decide question" not in shown and "Add a ground" not in shown


def test_those_who_do_not_draft_read_and_change_nothing(officer, clearer, draft):
    ground = applied(draft, "s42", officer)
    reader = as_member(clearer)
    assert reader.get(address("decisions", draft)).status_code == 200
    assert reader.post(address("decision", draft, 1), DECIDED).status_code == 403
    assert reader.post(address("ground_remove", draft, ground.pk)).status_code == 403
    assert not QuestionDecision.objects.filter(held__isnull=False).exists() and AppliedGround.objects.exists()


def test_a_ground_is_taken_away_once(officer, browser, draft):
    ground = applied(draft, "s42", officer)
    for _time in range(2):
        assert browser.post(address("ground_remove", draft, ground.pk)).url == address("decisions", draft)
    assert decided(draft).grounds == ()


def test_a_ground_of_another_letter_is_not_found_here(officer, browser, draft):
    other = a_draft(by=officer, held="held", email="other@requesters.example")
    ground = applied(other, "s42", officer)
    assert browser.get(address("ground", draft, ground.pk)).status_code == 404
    assert browser.get(address("decision", draft, 7)).status_code == 404
    absolute = applied(draft, "s41", officer)
    assert browser.get(address("weighing", draft, absolute.pk)).status_code == 404


def test_what_the_case_comes_to_know_stands_in_the_fields_that_are_empty(officer, browser, draft):
    ground = applied(draft, "s12(1)", officer)
    work = {"activity": "locate", "unit": "claim files", "units": 600, "minutes": 3, "people": 1, "basis": "A sample"}
    save_line(draft.foi_request, fields=work, by=officer, at=NOON)
    page = browser.get(address("ground", draft, ground.pk))
    assert page.context["form"].initial["hours"] == "30"
    assert reverse("case_cost", args=[draft.foi_request.reference]) in text_of(page)
    assert "hours" not in decided(draft).grounds[0].details


def test_what_is_no_figure_of_an_estimate_is_told_beside_its_field_and_stays_typed(officer, browser, draft):
    ground = applied(draft, "s12(1)", officer)
    typed = {
        "information": "the files",
        "revision": str(ground.revision),
        "hours": "-5",
        "pounds": "£1,2",
        "records": "lots",
        "activities": "Looking: 0 minutes",
        "narrower": "One year.",
    }
    page = browser.post(address("ground", draft, ground.pk), typed)

    assert page.status_code == 200
    for name, said in (
        ("hours", "Enter a number of hours, for example 23.5"),
        ("pounds", "Enter a number of pounds, for example 587.50"),
        ("records", "Enter how many of what, for example 1,200 claim files"),
        ("activities", "Enter minutes above 0 and up to 10,000 for each record"),
    ):
        assert page.context["form"].errors[name] == [said]
        assert page.context["form"][name].value() == typed[name]
    assert decided(draft).grounds[0].details == {}


def test_an_estimate_that_the_limit_allows_leaves_the_decision_unfinished(officer, browser, draft):
    decide_question(draft, the_question(draft), held="held", outcome="refused", by=officer, at=NOON)
    ground = applied(draft, "s12(1)", officer)
    typed = {
        "information": "the files",
        "revision": str(ground.revision),
        "hours": "3 hours",
        "pounds": "£75",
        "records": "18 claim files",
        "activities": "Locating: 10 minutes each",
        "narrower": "One year.",
    }
    saved = browser.post(address("ground", draft, ground.pk), typed)

    assert saved.status_code == 302
    assert decided(draft).grounds[0].details["pounds"] == "75"
    within = "The estimate comes to 3 hours or £75, which is within the limit of 18 hours or £450"
    assert within in text_of(browser.get(saved.url))
    assert "Everything that the law wants for this ground is written" not in text_of(browser.get(saved.url))
    assert "Complete" not in text_of(browser.get(address("decisions", draft)))


def test_a_question_with_grounds_joins_no_other_before_they_are_taken_away(officer, browser, draft):
    second = Question.objects.create(foi_request=draft.foi_request, number=2, text="And the advice?")
    ground = apply_ground(draft, second, Exemption.objects.get(code="s42"), information="Advice", by=officer, at=NOON)
    first = the_question(draft)
    told = {f"question-{each.pk}-text": each.text for each in (first, second)} | {f"question-{second.pk}-joins": "on"}
    page = reverse("case_questions", args=[draft.foi_request.reference])
    assert "Take them away there first" in text_of(browser.post(page, told))
    browser.post(address("ground_remove", draft, ground.pk))
    assert browser.post(page, told).status_code == 302
    assert draft.foi_request.questions.count() == 1


@pytest.mark.parametrize("kept", ["an answer", "facts that were entered", "a table"])
def test_a_question_with_something_written_in_the_draft_joins_no_other(officer, browser, draft, kept):
    first, second = the_question(draft), Question.objects.create(foi_request=draft.foi_request, number=2, text="And?")
    if kept == "an answer":
        decide_question(draft, second, held="held", outcome="granted", answer="Twelve.", by=officer, at=NOON)
    elif kept == "a table":
        table = Table(caption="Claims", columns=("Year", "Claims"), rows=(("2022", "12"),))
        add_table(draft, question=second, table=table, by=officer, at=NOON)
    else:
        details = {"places_searched": "Every file"}
        decide_question(draft, second, held="not_held", details=details, by=officer, at=NOON)
    told = {f"question-{each.pk}-text": each.text for each in (first, second)} | {f"question-{second.pk}-joins": "on"}
    answer = browser.post(reverse("case_questions", args=[draft.foi_request.reference]), told)
    assert f"The draft has {kept} on this question. Take them away there first." in text_of(answer)
    changes = [Change(first, first.text), Change(second, second.text, joins=True)]
    for act in (change_questions_of_letters, change_questions):
        with pytest.raises(Refused, match="uestion 2"):
            act(draft.foi_request, changes, by=officer, at=NOON)
    first.refresh_from_db()
    assert (draft.foi_request.questions.count(), first.text) == (2, the_question(draft).text)
    assert "And?" not in first.text


def test_what_becomes_of_a_question_alone_does_not_keep_it_from_joining(officer, browser, draft):
    first, second = the_question(draft), Question.objects.create(foi_request=draft.foi_request, number=2, text="And?")
    decide_question(draft, second, held="held", outcome="granted", by=officer, at=NOON)
    changes = [Change(first, first.text), Change(second, second.text, joins=True)]
    assert len(change_questions_of_letters(draft.foi_request, changes, by=officer, at=NOON)) == 1
    assert not QuestionDecision.objects.exists()


def test_the_timeline_of_the_case_names_what_was_decided(officer, browser, draft):
    applied(draft, "s42", officer)
    decide_question(draft, the_question(draft), held="held", outcome="part", by=officer, at=NOON)
    case = text_of(browser.get(reverse("case", args=[draft.foi_request.reference])))
    assert "Ground for refusal applied: s42, question 1" in case and "Question decided: question 1" in case


def test_the_pages_ask_no_more_queries_for_many_grounds_than_for_one(officer, draft):
    first = applied(draft, "s43(2)", officer)
    weigh(first, factors=[PUBLIC_MONEY], balance="", by=officer, at=NOON)
    pages = [address(name, draft, *more) for name, more in (("decisions", ()), ("decision", (1,)), ("draft", ()))]
    few = [queries_of(officer, page) for page in pages]
    for code in ("s40(2)", "s41", "s42"):
        applied(draft, code, officer)
    assert [queries_of(officer, page) for page in pages] == few


def test_what_was_typed_on_a_page_that_asked_for_other_facts_is_shown_beside_what_was_decided_meanwhile(
    browser, draft, officer
):
    decide_question(draft, the_question(draft), held="held", outcome="part", by=officer, at=NOON)
    typed = {"answer": "There were 212 claims.", "removed": "the names of two staff", "revision": "2"}
    decide_question(draft, the_question(draft), held="not_held", by=officer, at=NOON)

    shown = text_of(browser.post(address("decision", draft, 1), {**DECIDED, **typed}))

    assert "Somebody else changed this in the meantime" in shown
    assert "There were 212 claims." in shown
    assert "the names of two staff" in shown


def test_what_was_typed_before_the_same_decision_was_made_anew_is_kept(browser, draft, officer):
    decide_question(draft, the_question(draft), held="not_held", by=officer, at=NOON)

    browser.post(
        address("decision", draft, 1), {"held": "not_held", "revision": "2", "answer": "There were 212 claims."}
    )

    assert QuestionDecision.objects.get(foi_response=draft).answer == "There were 212 claims."
