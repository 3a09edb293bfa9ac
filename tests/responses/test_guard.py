"""The guard of precedents over a draft: earlier questions found, warnings beside the draft, and notes that stay."""

from dataclasses import replace

import pytest

from foirequests.models import Question
from responses.actions.draft import submit_draft
from responses.actions.earlier_questions import Asked, earlier_questions
from responses.actions.guard import LONGEST_NOTE, answer_warning, notes_on, warnings_of
from responses.actions.tables import add_table
from responses.domain.errors import NotPermitted, Refused
from responses.domain.letter import Letter, Part
from responses.domain.precedent_guard import FIGURE, OVERTURNED, RELEASES, WITHHOLDS
from responses.domain.tables import Table
from responses.models import InternalReview, IssuedLetter
from tests import factories
from tests.dates import moment
from tests.responses.pages import HTMX, address, as_member, text_of

NOW = moment("Tue 6 June 2023 10:00")
SUBMITTED = moment("Thu 5 January 2023 16:00")
FALLS = "How many claims about falls from hospital trolleys were settled, and what did the falls cost?"
AGAIN = "Please tell us how many claims about falls from hospital trolleys were settled and what these falls cost."
ENERGY = "What is the carbon footprint of your buildings and which tariff do you pay for electricity?"


@pytest.fixture
def given(officer, clearer):
    """A case whose answer gave what was asked for."""
    letter = factories.an_issued_letter(
        by=officer, clearer=clearer, email="first@requesters.example", text=FALLS, held="held"
    )
    return letter.foi_request


@pytest.fixture
def withheld(officer, clearer, given):
    """The same case, as it is on record when section 43(2) was leaned on."""
    withhold(given.questions.get())
    given.questions.update(outcome="refused")
    return given


@pytest.fixture
def draft(officer):
    return factories.a_draft(by=officer, email="new@requesters.example", text=AGAIN, held="held")


def withhold(question: Question, code: str = "s43(2)") -> None:
    question.exemptions.add(code)


def reviewed(case, outcome: str) -> InternalReview:
    letter = case.issued_letters.get()
    return InternalReview.objects.create(
        foi_request=case, letter=letter, message=case.messages.first(), asked_on=NOW.date(), asked_at=NOW,
        due_on=NOW.date(), stage="closed", outcome=outcome, closed_at=NOW,
    )  # fmt: skip


def a_table(figure: str) -> Table:
    return Table("Falls from trolleys", ("Year", "Settled"), (("2021/22", figure),), unit="claims")


def freeze_with(case, table: Table) -> None:
    """The issued letter as it would be had it a table."""
    letter = case.issued_letters.get()
    frozen = Letter.from_json(letter.frozen)
    part = Part(key="t1", kind="table", body="The figures:", question=1, role="table", table=table)
    IssuedLetter.objects.filter(pk=letter.pk).update(frozen=replace(frozen, parts=(*frozen.parts, part)).to_json())


def put_in(draft, table: Table, officer) -> None:
    add_table(draft, question=draft.foi_request.questions.get(), table=table, by=officer, at=NOW)
    draft.working_copy.refresh_from_db()


def kinds(draft) -> list[str]:
    return [warning.kind for warning in warnings_of(draft, at=NOW)]


# --- Which earlier questions are found ------------------------------------------------------------------------------


def test_the_likest_answered_question_comes_first_with_its_answer(given, officer, clearer):
    factories.an_issued_letter(by=officer, clearer=clearer, email="other@requesters.example", text=ENERGY)

    found = earlier_questions([Asked(1, AGAIN), Asked(2, ENERGY)])

    assert found[1][0].reference == given.reference and found[1][0].likeness > 0.5
    assert found[1][0].answered.fate == "given"
    assert found[2][0].likeness > 0.9 and found[2][0].reference != given.reference


def test_a_case_is_no_precedent_for_itself(given):
    assert earlier_questions([Asked(1, FALLS)], exclude=given.pk) == {1: ()}


def test_a_question_that_nobody_asked_before_has_no_precedent(given):
    assert earlier_questions([Asked(1, "zebra quagga okapi"), Asked(2, "")]) == {1: (), 2: ()}


def test_a_question_in_other_words_is_found_by_its_codes(given):
    code = given.questions.get().codes.model.objects.current().first()
    given.questions.get().codes.add(code)
    (found,) = earlier_questions([Asked(1, "Trolleys: how many falls?", (code.pk,))])[1]
    assert found.reference == given.reference


def test_looking_up_many_questions_asks_as_little_as_looking_up_few(given, django_assert_max_num_queries):
    asked = [Asked(number, f"{FALLS} {number}") for number in range(1, 30)]
    with django_assert_max_num_queries(30):
        earlier_questions(asked)


# --- What is warned of ----------------------------------------------------------------------------------------------


def test_a_draft_that_withholds_what_was_given_is_warned(given, draft):
    withhold(draft.foi_request.questions.get())
    (warning,) = warnings_of(draft, at=NOW)
    assert (warning.kind, warning.earlier.reference) == (WITHHOLDS, given.reference)


def test_a_draft_that_gives_what_was_withheld_is_warned(withheld, draft):
    assert kinds(draft) == [RELEASES]


@pytest.mark.parametrize(("outcome", "warned"), [("upheld", True), ("partly_upheld", True), ("not_upheld", False)])
def test_a_draft_that_leans_on_what_an_internal_review_overturned_is_warned(withheld, draft, outcome, warned):
    reviewed(withheld, outcome)
    withhold(draft.foi_request.questions.get())
    assert (OVERTURNED in kinds(draft)) is warned


def test_another_figure_in_the_same_cell_is_warned_of(given, draft, officer):
    freeze_with(given, a_table("96"))
    put_in(draft, a_table("97"), officer)
    assert kinds(draft) == [FIGURE]


def test_a_draft_that_decides_alike_is_warned_of_nothing(given, draft):
    assert kinds(draft) == []


# --- Notes ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def warned(given, draft):
    """A draft with one warning."""
    withhold(draft.foi_request.questions.get())
    return draft


def key_of(draft) -> str:
    (warning,) = warnings_of(draft, at=NOW)
    return warning.key


def test_a_note_stays_with_the_draft_and_makes_its_writer_one_of_the_drafters(warned, second_officer):
    answer_warning(warned, key_of(warned), words="The tender is open now.", by=second_officer, at=NOW)

    (note,) = notes_on(warned).values()
    assert (note.words, note.by) == ("The tender is open now.", second_officer)
    assert warned.foi_request.history.filter(act="draft_saved", actor=second_officer).count() == 1


def test_a_note_is_changed_in_its_place_and_taken_away_when_it_is_emptied(warned, officer):
    for words in ("First.", "Second."):
        answer_warning(warned, key_of(warned), words=words, by=officer, at=NOW)
    assert [note.words for note in warned.precedent_notes.all()] == ["Second."]

    answer_warning(warned, key_of(warned), words="  ", by=officer, at=NOW)
    assert not warned.precedent_notes.exists()


def test_a_note_that_is_too_long_or_on_nothing_is_refused(warned, officer):
    with pytest.raises(Refused, match="up to 4,000 characters"):
        answer_warning(warned, key_of(warned), words="x" * (LONGEST_NOTE + 1), by=officer, at=NOW)
    with pytest.raises(Refused, match="no longer warned of"):
        answer_warning(warned, "0" * 16, words="Why", by=officer, at=NOW)


def test_a_submitted_letter_takes_no_more_notes(warned, officer):
    submit_draft(warned, by=officer, at=SUBMITTED)
    with pytest.raises(NotPermitted):
        answer_warning(warned, "0" * 16, words="Why", by=officer, at=NOW)


# --- Pages ----------------------------------------------------------------------------------------------------------


def test_the_page_tells_what_why_and_where_and_keeps_a_note(warned, officer, given):
    client, key = as_member(officer), key_of(warned)
    page = text_of(client.get(address("draft_precedents", warned)))
    assert "This draft withholds it under section 43(2)." in page
    assert f'href="/requests/{given.reference}/"' in page

    answer = client.post(address("draft_precedent_note", warned, key), {f"note_{key}": "The tender is open."})

    page = text_of(client.get(answer.url))
    assert "The tender is open." in page and "1 warning, 1 answered with a note" in page


def test_with_htmx_the_inside_alone_comes_back(warned, officer):
    key = key_of(warned)
    answer = as_member(officer).post(
        address("draft_precedent_note", warned, key), {f"note_{key}": "Open tender."}, headers=HTMX
    )
    assert "Open tender." in text_of(answer) and "<html" not in text_of(answer)


def test_a_note_that_is_refused_stands_in_its_field(warned, officer):
    key, long = key_of(warned), "long " * 1000
    page = text_of(as_member(officer).post(address("draft_precedent_note", warned, key), {f"note_{key}": long}))
    assert "Error:" in page and long.strip() in page


def test_a_note_on_a_warning_that_has_gone_is_shown_and_not_lost(warned, officer, given):
    key = key_of(warned)
    given.questions.update(outcome="refused")
    warned.foi_request.questions.get().exemptions.clear()
    page = text_of(as_member(officer).post(address("draft_precedent_note", warned, key), {f"note_{key}": "My words."}))
    assert "no longer warned of" in page and "My words." in page


def test_the_page_says_when_a_warning_has_changed_since_its_note(given, draft, officer):
    freeze_with(given, a_table("96"))
    put_in(draft, a_table("97"), officer)
    answer_warning(draft, key_of(draft), words="Counted anew.", by=officer, at=NOW)
    client = as_member(officer)
    assert "has changed since" not in text_of(client.get(address("draft_precedents", draft)))

    freeze_with_other = Table("Falls from trolleys", ("Year", "Settled"), (("2021/22", "95"),), unit="claims")
    letter = given.issued_letters.get()
    frozen = Letter.from_json(letter.frozen)
    parts = tuple(replace(part, table=freeze_with_other) if part.table else part for part in frozen.parts)
    IssuedLetter.objects.filter(pk=letter.pk).update(frozen=replace(frozen, parts=parts).to_json())

    assert "has changed since" in text_of(client.get(address("draft_precedents", draft)))


def test_the_clearer_sees_the_warnings_with_their_notes_and_cannot_change_them(warned, officer, clearer):
    key = key_of(warned)
    answer_warning(warned, key, words="The tender is open.", by=officer, at=NOW)
    submit_draft(warned, by=officer, at=SUBMITTED)
    client = as_member(clearer)

    assert f'hx-get="{address("draft_precedents", warned)}"' in text_of(client.get(address("clear", warned)))
    page = text_of(client.get(address("draft_precedents", warned)))
    assert "The tender is open." in page and "Keep the note" not in page
    assert client.post(address("draft_precedent_note", warned, key), {f"note_{key}": "x"}).status_code == 403


def test_the_drafting_page_leads_to_the_warnings_without_scripts(warned, officer):
    page = text_of(as_member(officer).get(address("draft", warned)))
    assert f'<a href="{address("draft_precedents", warned)}">What earlier answers say against this letter</a>' in page


def test_the_bar_of_the_draft_leads_to_earlier_answers_while_one_of_them_waits_for_a_note(warned, officer):
    client, key = as_member(officer), key_of(warned)
    way = '<li class="fd-bar__earlier"><a href="#guard-heading">Earlier answers speak against it</a></li>'
    assert way in text_of(client.get(address("draft", warned)))
    # Styles show it only beside a warning that is open.
    assert "fd-guard__warning--open" in text_of(client.get(address("draft_precedents", warned), headers=HTMX))
    client.post(address("draft_precedent_note", warned, key), {f"note_{key}": "The tender is open."})
    assert "fd-guard__warning--open" not in text_of(client.get(address("draft_precedents", warned), headers=HTMX))
