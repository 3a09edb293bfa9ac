"""What earlier answers say against a draft: withheld though given, given though withheld, other figures, overturned."""

from dataclasses import replace
from datetime import date

import pytest

from responses.domain.decisions import Decision, Ground
from responses.domain.earlier_answers import (
    INTERNAL_REVIEW,
    NOT_OVERTURNED,
    PARTLY,
    REGULATOR,
    WHOLLY,
    Answered,
    Earlier,
    Ruling,
    ruling_of_review,
)
from responses.domain.precedent_guard import FIGURE, OVERTURNED, RELEASES, WITHHOLDS, warnings_for
from responses.domain.provisions import Provision
from responses.domain.tables import Table

INTERESTS = Ground("ground:1", Provision("s43(2)", "foi", "qualified", "prejudice"), "the target")
PERSONAL = Ground("ground:2", Provision("s40(2)", "foi", "absolute", "principles"), "the names")
REVIEWED = Ruling(INTERNAL_REVIEW, WHOLLY, date(2023, 5, 2))


def answered(outcome: str = "", *grounds: Ground, held: str = "held", tables=(), codes=(), more=()) -> Answered:
    return Answered(Decision(1, "foi", held, outcome, grounds=grounds, codes=codes), tables, frozenset(more))


def earlier(answer: Answered, *rulings: Ruling, likeness: float = 0.9, letter: int = 7) -> Earlier:
    return Earlier("FOI_0003", letter, date(2023, 3, 1), "What is the target?", answer, likeness, rulings)


def kinds(now: Answered, *then: Earlier) -> list[str]:
    return [warning.kind for warning in warnings_for(now, then)]


GIVEN, PARTIAL = answered("granted"), answered("part", PERSONAL)
WITHHELD, DENIED = answered("refused", INTERESTS), answered("", INTERESTS, held="not_confirmed")
NOT_HELD = answered("not_held", held="not_held")


@pytest.mark.parametrize(
    ("now", "then", "warned"),
    [
        (WITHHELD, GIVEN, [WITHHOLDS]),
        (PARTIAL, GIVEN, [WITHHOLDS]),
        (DENIED, GIVEN, [WITHHOLDS]),
        (NOT_HELD, GIVEN, [WITHHOLDS]),
        (WITHHELD, PARTIAL, [WITHHOLDS]),
        (GIVEN, WITHHELD, [RELEASES]),
        (GIVEN, PARTIAL, [RELEASES]),
        (PARTIAL, WITHHELD, [RELEASES]),
        (GIVEN, DENIED, [RELEASES]),
        (GIVEN, GIVEN, []),
        (WITHHELD, WITHHELD, []),
        (PARTIAL, PARTIAL, []),
        (GIVEN, NOT_HELD, []),
        (answered(), GIVEN, []),
        (answered(), WITHHELD, [RELEASES]),
        (answered("", INTERESTS), GIVEN, [WITHHOLDS]),
        (answered(held=""), WITHHELD, []),
        (answered("refused", more=["s21"]), GIVEN, []),
        (GIVEN, answered("refused", more=["s21"]), []),
        (GIVEN, answered("refused", more=["s12(1)"]), []),
        (answered("refused", more=["s12(1)"]), GIVEN, [WITHHOLDS]),
    ],
)
def test_a_draft_is_warned_when_it_withholds_what_was_given_or_gives_what_was_withheld(now, then, warned):
    assert kinds(now, earlier(then)) == warned


def test_the_warning_names_the_case_its_day_and_the_provision():
    (warning,) = warnings_for(WITHHELD, [earlier(GIVEN)])

    assert warning.words == (
        "The reply to FOI_0003 of 1 March 2023 gave this kind of information. This draft withholds it under section"
        " 43(2)."
    )
    assert warning.why


def test_several_provisions_are_named_as_a_person_would():
    (warning,) = warnings_for(GIVEN, [earlier(answered("refused", INTERESTS, PERSONAL))])
    assert "withheld it under section 40(2) and section 43(2)." in warning.words


def test_questions_that_are_little_alike_warn_of_nothing_unless_their_codes_are_the_same():
    assert not kinds(WITHHELD, earlier(GIVEN, likeness=0.3))

    now, then = replace(WITHHELD), answered("granted", codes=(4, 9))
    now = Answered(replace(now.decision, codes=(9, 4)))
    assert kinds(now, earlier(then, likeness=0.3)) == [WITHHOLDS]
    assert not kinds(now, earlier(answered("granted", codes=(4,)), likeness=0.3))


def test_what_the_record_of_the_case_says_counts_for_letters_from_before_decisions_stood_in_them():
    then = answered("refused", more=["s43(2)"])
    assert kinds(GIVEN, earlier(then)) == [RELEASES]
    assert kinds(WITHHELD, earlier(then, REVIEWED)) == [OVERTURNED]


@pytest.mark.parametrize(
    ("ruling", "words"),
    [
        (REVIEWED, "was overturned by an internal review on 2 May 2023."),
        (replace(REVIEWED, overturned=PARTLY), "was overturned in part by an internal review on 2 May 2023."),
        (Ruling(REGULATOR, WHOLLY), "was overturned by the regulator."),
    ],
)
def test_leaning_on_a_provision_that_was_overturned_is_warned_of_with_who_overturned_it(ruling, words):
    (warning,) = warnings_for(WITHHELD, [earlier(WITHHELD, ruling)])
    assert warning.kind == OVERTURNED and warning.words.endswith(words)


def test_a_ruling_about_another_provision_or_one_that_let_the_reply_stand_is_no_reason_to_warn():
    assert not kinds(WITHHELD, earlier(WITHHELD, replace(REVIEWED, codes=frozenset({"s40(2)"}))))
    assert not kinds(WITHHELD, earlier(WITHHELD, replace(REVIEWED, overturned=NOT_OVERTURNED)))


@pytest.mark.parametrize("verdict", [PARTLY, WHOLLY])
def test_a_review_is_about_the_provisions_that_its_outcome_leans_on_no_more(verdict):
    reply, outcome = answered("refused", INTERESTS, PERSONAL), answered("part", PERSONAL)
    ruling = ruling_of_review(verdict, None, [reply], [outcome])
    assert ruling.overturns("s43(2)") and not ruling.overturns("s40(2)")


@pytest.mark.parametrize("outcome", [[], [answered("refused", INTERESTS, PERSONAL)]])
def test_a_review_is_about_all_provisions_where_its_outcome_does_not_show_which_fell(outcome):
    ruling = ruling_of_review(PARTLY, None, [answered("refused", INTERESTS, PERSONAL)], outcome)
    assert ruling.overturns("s43(2)") and ruling.overturns("s40(2)")


def test_giving_what_a_review_said_had_to_be_given_is_no_reason_to_warn():
    assert not kinds(GIVEN, earlier(WITHHELD, REVIEWED))


def a_table(figure: str, caption: str = "Claims by specialty") -> Table:
    return Table(caption, ("Specialty", "2021/22"), (("Urology", figure),), unit="claims")


def with_table(table: Table) -> Answered:
    return answered("granted", tables=(table,))


def test_another_figure_in_the_same_cell_is_warned_of_with_both():
    (warning,) = warnings_for(with_table(a_table("97")), [earlier(with_table(a_table("96")))])

    (cell,) = warning.cells
    assert (warning.kind, cell.name, cell.earlier, cell.now) == (FIGURE, "Urology, 2021/22", "96", "97")
    assert "does not" not in warning.why and "Neither table says which day" in warning.why
    assert not warning.is_explained


def test_different_days_explain_different_figures_and_are_said():
    then, now = a_table("96", "Claims as at 31 March 2023"), a_table("97", "Claims as at 31 March 2024")

    (warning,) = warnings_for(with_table(now), [earlier(with_table(then))])

    assert warning.is_explained
    assert "as at 31 March 2023 there, as at 31 March 2024 here" in warning.why


def test_different_figures_of_the_same_day_are_not_explained():
    then, now = a_table("96", "Claims as at 31 March 2023"), a_table("97", "Claims settled as at 31 March 2023")
    (warning,) = warnings_for(with_table(now), [earlier(with_table(then))])
    assert not warning.is_explained and "one of them is wrong" in warning.why


def test_masking_what_was_given_withholds_it_and_giving_what_was_masked_releases_it():
    given, masked = with_table(a_table("96")), with_table(a_table("*"))
    assert kinds(masked, earlier(given)) == [WITHHOLDS]
    assert kinds(given, earlier(masked)) == [RELEASES]


def test_of_many_cells_some_are_named_and_the_others_counted():
    def long(add: int) -> Table:
        rows = tuple((f"Specialty {number}", str(number + add)) for number in range(40))
        return Table("Claims", ("Specialty", "2021/22"), rows)

    (warning,) = warnings_for(with_table(long(1)), [earlier(with_table(long(0)))])

    assert len(warning.cells) == 6 and warning.more_cells == 34


def test_a_warning_keeps_its_key_while_it_is_about_the_same_so_that_its_note_finds_it():
    (first,) = warnings_for(WITHHELD, [earlier(GIVEN)])
    (again,) = warnings_for(PARTIAL, [earlier(GIVEN, likeness=0.7)])
    (other,) = warnings_for(WITHHELD, [earlier(GIVEN, letter=8)])

    assert first.key == again.key != other.key


def test_the_same_warning_is_given_once():
    assert len(warnings_for(WITHHELD, [earlier(GIVEN), earlier(GIVEN)])) == 1
