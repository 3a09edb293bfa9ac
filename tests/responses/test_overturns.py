"""How exemptions fared on review: counted from the record, said as counts where they are few, shown and handed out."""

import csv
import io

import pytest
from django.urls import reverse

from responses.actions.decisions import copy_decisions
from responses.actions.overturns import how_exemptions_fared
from responses.domain.overturns import Fared
from responses.models import AppliedGround, FoiResponse, InternalReview, IssuedLetter, QuestionDecision
from responses.presenters.overturns import overturn_tone, overturn_words
from tests import factories
from tests.dates import moment
from tests.responses.complaints import a_complaint, a_notice
from tests.responses.pages import as_member, text_of

NOW = moment("Tue 6 June 2023 10:00")


@pytest.mark.parametrize(
    ("fared", "words", "tone"),
    [
        (Fared("s43(2)"), "Not used in a reply yet", "neutral"),
        (Fared("s43(2)", replies=1), "Used in 1 reply; none was reviewed", "neutral"),
        (Fared("s43(2)", replies=41, reviewed=3), "Used in 41 replies; 3 reviewed, all stood", "neutral"),
        (
            Fared("s43(2)", replies=41, reviewed=3, wholly=1),
            "Used in 41 replies; 3 reviewed, 1 of them overturned",
            "warning",
        ),
        (
            Fared("s43(2)", replies=41, reviewed=3, wholly=1, partly=1),
            "Used in 41 replies; 3 reviewed, 2 of them overturned (1 in part)",
            "bad",
        ),
        (
            Fared("s40(2)", replies=1200, reviewed=40, wholly=4, partly=6),
            "Used in 1,200 replies; 40 reviewed, 25% of them overturned (6 in part)",
            "warning",
        ),
    ],
)
def test_small_numbers_are_said_as_counts_and_large_ones_as_a_share(fared, words, tone):
    assert (overturn_words(fared), overturn_tone(fared)) == (words, tone)


@pytest.fixture
def answered(officer, clearer):
    """Three cases that leaned on section 43(2), of which one was overturned in part; one on section 40(2) too."""
    cases = []
    for number in range(3):
        letter = factories.an_issued_letter(by=officer, clearer=clearer, email=f"no{number}@requesters.example")
        letter.foi_request.questions.get().exemptions.add("s43(2)")
        cases.append(letter.foi_request)
    cases[0].questions.get().exemptions.add("s40(2)")
    review(cases[0], "partly_upheld")
    review(cases[1], "not_upheld")
    draft = factories.a_draft(by=officer, email="open@requesters.example")
    draft.foi_request.questions.get().exemptions.add("s43(2)")
    return cases


def review(case, outcome: str) -> None:
    InternalReview.objects.create(
        foi_request=case, letter=case.issued_letters.get(), message=case.messages.first(), asked_on=NOW.date(),
        asked_at=NOW, due_on=NOW.date(), stage="closed", outcome=outcome, closed_at=NOW,
    )  # fmt: skip


def test_replies_reviews_and_what_did_not_stand_are_counted_for_each_provision(answered):
    fared = how_exemptions_fared()

    assert fared["s43(2)"] == Fared("s43(2)", replies=3, reviewed=2, partly=1)
    assert fared["s40(2)"] == Fared("s40(2)", replies=1, reviewed=1, partly=1)
    assert fared["s42"] == Fared("s42")


LEANED_ON = ("s43(2)", "s40(2)")


def leaned_on_both(case) -> IssuedLetter:
    """The issued reply of a case, which relied on two provisions for its only question."""
    letter, question = case.issued_letters.get(), case.questions.get()
    question.exemptions.add(*LEANED_ON)
    decision = QuestionDecision.objects.create(foi_response=letter.foi_response, question=question)
    for position, code in enumerate(LEANED_ON):
        AppliedGround.objects.create(decision=decision, exemption_id=code, information="the target", position=position)
    return letter


def reviewed_anew(case, outcome: str, *taken_away: str) -> FoiResponse:
    """A closed review whose outcome began with the reply's grounds, some of which the reviewer took away."""
    letter = leaned_on_both(case)
    told = FoiResponse.objects.create(
        foi_request=case, kind="review_outcome", started_by=letter.issued_by, started_at=NOW, stage="issued"
    )
    copy_decisions(letter.foi_response, told)
    AppliedGround.objects.filter(decision__foi_response=told, exemption__in=taken_away).delete()
    review(case, outcome)
    InternalReview.objects.filter(letter=letter).update(foi_response=told)
    return told


def test_a_review_upheld_in_part_counts_against_the_provision_that_it_overturned_and_for_the_other(answered):
    reviewed_anew(answered[2], "partly_upheld", "s43(2)")

    fared = how_exemptions_fared()

    assert fared["s43(2)"] == Fared("s43(2)", replies=3, reviewed=3, wholly=1, partly=1)
    assert fared["s40(2)"] == Fared("s40(2)", replies=2, reviewed=2, partly=1)
    assert how_exemptions_fared(["s40(2)"])["s40(2)"] == fared["s40(2)"]


def test_a_review_upheld_in_part_whose_outcome_says_of_no_provision_that_it_falls_counts_in_part_for_each(answered):
    reviewed_anew(answered[2], "partly_upheld")

    fared = how_exemptions_fared(LEANED_ON)

    assert [(each.wholly, each.partly) for each in fared.values()] == [(0, 2), (0, 2)]


def test_an_outcome_of_which_nothing_was_decided_says_nothing_of_a_provision(answered):
    told = reviewed_anew(answered[2], "partly_upheld")
    told.question_decisions.all().delete()

    fared = how_exemptions_fared(LEANED_ON)

    assert [(each.wholly, each.partly) for each in fared.values()] == [(0, 2), (0, 2)]


def test_what_a_review_let_stand_counts_once_when_the_regulator_overturns_it(answered, officer):
    reviewed_anew(answered[2], "partly_upheld", "s43(2)")
    a_notice(a_complaint(answered[2], by=officer, exemptions=["s40(2)"]), "upheld", by=officer)

    fared = how_exemptions_fared(LEANED_ON)

    assert fared["s40(2)"] == Fared("s40(2)", replies=2, reviewed=2, wholly=1, partly=1, by_regulator=1)
    assert fared["s43(2)"] == Fared("s43(2)", replies=3, reviewed=3, wholly=1, partly=1)


def test_the_page_says_how_a_review_upheld_in_part_is_counted(answered, clearer):
    page = " ".join(text_of(as_member(clearer).get(reverse("exemptions_fared"))).split())
    assert "Where its outcome does not show which provisions fell, it counts for each as the review did" in page


def test_the_figures_take_as_many_questions_for_many_reviews_as_for_one(answered, django_assert_num_queries):
    reviewed_anew(answered[2], "partly_upheld", "s43(2)")
    with django_assert_num_queries(6):
        how_exemptions_fared(LEANED_ON)


def test_where_no_review_has_an_outcome_with_decisions_four_questions_are_enough(answered, django_assert_num_queries):
    with django_assert_num_queries(4):
        fared = how_exemptions_fared(["s43(2)", "s42"])
    assert list(fared) == ["s43(2)", "s42"]


def test_the_page_and_the_file_name_the_provisions_that_were_used(answered, clearer):
    client = as_member(clearer)

    page = text_of(client.get(reverse("exemptions_fared")))
    file = client.get(reverse("exemptions_fared_file"))

    assert "section 43(2)" in page and "1 of them overturned (1 in part)" in page.replace("\n", " ")
    assert "section 42" not in page
    lines = list(csv.reader(io.StringIO(file.content.decode())))
    assert ["section 43(2)", "3", "2", "0", "0", "1"] in [[line[0], *line[2:]] for line in lines]
    assert file["Content-Disposition"] == 'attachment; filename="how-exemptions-fared.csv"'


def test_a_new_office_is_told_that_nothing_was_counted_yet(deputy_director):
    assert "No reply has leaned on an exemption yet" in text_of(
        as_member(deputy_director).get(reverse("exemptions_fared"))
    )
