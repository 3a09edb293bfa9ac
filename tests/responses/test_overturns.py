"""How exemptions fared on review: counted from the record, said as counts where they are few, shown and handed out."""

import csv
import io

import pytest
from django.urls import reverse

from responses.actions.overturns import how_exemptions_fared
from responses.domain.overturns import Fared
from responses.models import InternalReview
from responses.presenters.overturns import overturn_tone, overturn_words
from tests import factories
from tests.dates import moment
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


def test_some_provisions_alone_are_asked_for_in_three_questions(answered, django_assert_num_queries):
    with django_assert_num_queries(3):
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
