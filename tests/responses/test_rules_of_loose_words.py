"""What a letter says in loose words counts as much as in the words of the law."""

from dataclasses import replace

import pytest

from responses.domain.letter import Part
from responses.domain.letter_rules import ERROR, WARNING
from responses.domain.rules import check_letter
from responses.domain.tables import Table
from tests.responses.rule_letters import LETTERS, Case
from tests.responses.rule_mutations import added, all_of, known, table


def found(case: Case) -> set[tuple[str, str]]:
    checked = check_letter(case.letter, case.facts, as_of=case.facts.leaves_on)
    return {(each.rule, each.severity) for each in checked}


@pytest.mark.parametrize(
    "words",
    [
        "s 40(2) applies.",
        "Sec. 40(2) applies.",
        "§40(2) applies.",
        "ss.40 and 41 apply.",
        "FOIA 40(2) applies.",
        "We rely on the exemption at 40(2).",
    ],
)
def test_a_section_of_the_act_has_no_place_in_a_letter_under_the_regulations_however_it_is_written(words):
    assert ("L-G03", ERROR) in found(added(words, question=1)(LETTERS["exception"]()))


@pytest.mark.parametrize(
    "words", ["r.12(4)(b) applies.", "EIR 12(4)(b) applies.", "We rely on the exception in 12(4)(b)."]
)
def test_a_regulation_has_no_place_in_a_letter_under_the_act_however_it_is_written(words):
    assert ("L-G03", ERROR) in found(added(words, question=1)(LETTERS["full disclosure"]()))


@pytest.mark.parametrize("words", ["Trust A’s 40 claims were closed.", "The trusts 40 years ago did so too."])
def test_a_number_behind_a_word_that_ends_in_s_is_no_section(words):
    assert not found(added(words, question=1)(LETTERS["exception"]()))


@pytest.mark.parametrize(
    "words",
    [
        "The reason is ( (reason) ).",
        "The figure is «figure».",
        "Delete as appropriate.",
        "TODO: the reason.",
        "FIXME",
        "REASON GOES HERE",
        "Error! Reference source not found.",
        "Click or tap here to enter text.",
        "It cost £X.",
        "We sent it on X March 2026.",
        "We rely on section X of the Act.",
        "The total is #REF!",
    ],
)
def test_what_an_office_program_or_a_template_left_behind_is_still_to_be_filled_in(words):
    assert ("L-G06", ERROR) in found(added(words, question=1)(LETTERS["full disclosure"]()))


@pytest.mark.parametrize("cell", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?"])
def test_a_cell_that_the_spreadsheet_could_not_work_out_blocks(cell):
    spoilt = Table("Claims closed in 2024/25, by trust", ("Trust", "Claims"), (("Trust A", "12"), ("Trust B", cell)))

    assert ("L-G06", ERROR) in found(table(spoilt)(LETTERS["full disclosure"]()))


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("Section 36(2)(c) exempts the rest.", ERROR),
        ("We have redacted the names.", ERROR),
        ("We decline to answer the rest.", ERROR),
        ("The rest cannot be given.", WARNING),
        ("We are not able to give you the names.", WARNING),
        ("We cannot disclose the names.", WARNING),
        ("The names are confidential.", WARNING),
    ],
)
def test_a_refusal_in_other_words_that_nobody_decided_is_found(words, severity):
    assert ("L-G04", severity) in found(added(words, question=1)(LETTERS["full disclosure"]()))


@pytest.mark.parametrize(
    "words",
    [
        "We cannot give you legal advice.",
        "We cannot say how many of them will be reopened.",
        "Nothing has been redacted.",
        "It costs £10. Vitamin X is not recorded.",
    ],
)
def test_words_that_refuse_nothing_are_in_order(words):
    case = LETTERS["full disclosure"]()

    assert not found(added(words, question=1)(case))


@pytest.mark.parametrize("cited", ["s43(2)", "s.43(2)", "section 43(2)"])
def test_an_exemption_that_nobody_decided_is_found_beside_one_that_was_however_it_is_cited(cited):
    case = added(f"The rates are exempt under {cited} of the Act.", question=1)(LETTERS["personal data"]())

    assert ("L-G04", ERROR) in found(case)


def test_what_is_refused_in_the_answer_to_one_question_is_not_covered_by_the_refusal_of_another():
    case = LETTERS["several questions"]()
    given = next(each["question"] for each in case.letter.decisions if each["outcome"] == "granted")

    assert ("L-G04", ERROR) in found(added("We withhold the names.", question=given)(case))


@pytest.mark.parametrize(
    ("name", "words", "rule"),
    [
        ("neither confirm nor deny", "We hold the file on Dr Smith’s claims.", "L-G05"),
        ("prejudice", "[insert the reason for the refusal]", "L-G06"),
    ],
)
def test_the_words_of_a_question_typed_as_the_answer_are_our_own(name, words, rule):
    case = all_of(known(questions={1: words.rstrip(".")}), added(words, question=1))(LETTERS[name]())

    assert (rule, ERROR) in found(case)


@pytest.mark.parametrize(
    "words",
    [
        "You asked: {}.",
        "You wrote that “{}”.",
        "In your request of 2 March 2026 you wrote:\n\n1. {}",
        "> {}",
        "The following information was requested on 2 March 2026:\n\n{}",
        "### Question 1: {}",
    ],
)
def test_the_words_of_a_question_that_are_quoted_are_not_our_own(words):
    asked = "[insert the reason for the refusal]"
    case = all_of(known(questions={1: asked}), added(words.format(asked)))(LETTERS["prejudice"]())

    assert "L-G06" not in {rule for rule, _severity in found(case)}


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("We sent it on ［date］.", ERROR),
        ("Dear （（name））", ERROR),
        ("The number is T.B.C.", ERROR),
        ("That is X% of all.", ERROR),
        ("It cost ££ in all.", ERROR),
        ("Dear $NAME", ERROR),
        ("Dear %NAME%", ERROR),
        ("Dear @@name@@", ERROR),
        ("Dear ##name##", ERROR),
        ("Dear |name|", ERROR),
        ("Dear NAME HERE", ERROR),
        ("It was closed on 00/00/0000.", ERROR),
        ("Please enter name.", WARNING),
        ("The reasons to follow.", WARNING),
        ("To follow.", WARNING),
        ("The number is yet to be decided.", WARNING),
        ("…", WARNING),
    ],
)
def test_marks_of_a_template_block_and_words_that_leave_something_open_want_a_look(words, severity):
    assert ("L-G06", severity) in found(added(words, question=1)(LETTERS["full disclosure"]()))


@pytest.mark.parametrize(
    "words",
    [
        "It rose by 5% … and then fell.",
        "There are steps to follow when somebody is hurt.",
        "The form asks you to enter your age.",
        "## Claims ##",
        "It cost £5 or $5 on 10/10/2020.",
        "See https://www.example.org/a%20b%EF%BB%BFc.",
        "Look here.",
    ],
)
def test_signs_and_words_that_leave_nothing_open_are_in_order(words):
    assert "L-G06" not in {rule for rule, _severity in found(added(words, question=1)(LETTERS["full disclosure"]()))}


@pytest.mark.parametrize(
    "words",
    [
        "The exemption in section 35(1)(a) applies.",
        "Section 35(1)(a) may apply.",
        "This is exempt under section **35**(1)(a).",
        "We also rely on section 38(1) of the Act.",
        "We also rely on section thirty-eight.",
        "We rely on s 40(2).",
        "We rely on S40.",
        "This is exempt under s 38.",
        "This is exempt under s\u200b38.",
        "Section 38 is engaged.",
    ],
)
def test_an_exemption_that_nobody_decided_blocks_wherever_a_reply_relies_on_it(words):
    assert ("L-G04", ERROR) in found(added(words, question=1)(LETTERS["prejudice"]()))


@pytest.mark.parametrize(
    "words",
    [
        "It is also exempt as formulation of government policy.",
        "It is also exempt on health and safety grounds.",
        "See section 38 of the Act.",
        "A wider request may be refused in part: section 38 could apply.",
    ],
)
def test_an_exemption_that_is_named_in_passing_or_without_its_section_wants_a_look(words):
    assert any(rule == "L-G04" for rule, _severity in found(added(words, question=1)(LETTERS["prejudice"]())))


@pytest.mark.parametrize(
    "words",
    [
        "We do not rely on section 38.",
        "We considered section 38 and have not applied section 38.",
        "For these reasons we withhold the rates under section 43(2).",
        "Section 35 of the Children Act 1989 speaks of something else.",
        "A section 33 discount was agreed for some of them.",
        "We count the claims that were settled with a Section 33 discount.",
        "The court refused the section 33 application, so the exempt part of the claim was paid.",
        "Some were let go on under section 33 of the Limitation Act 1980.",
        "Those refused under s.33 Limitation Act 1980 are counted too.",
        "The rates are exempt as a result.",
    ],
)
def test_an_exemption_that_is_not_used_or_was_decided_is_in_order(words):
    assert not found(added(words, question=1)(LETTERS["prejudice"]()))


SHUT = "which this authority cannot use"


@pytest.mark.parametrize(
    ("words", "powers", "severity", "said"),
    [
        ("It is exempt under section 30(1).", (), ERROR, SHUT),
        ("It is exempt under section 33.", ("investigates_crime",), ERROR, SHUT),
        ("It is exempt under section 35(1)(a).", ("investigates_crime", "audits_others"), ERROR, SHUT),
        ("See section 30(1) of the Act.", (), WARNING, SHUT),
        ("See section 35 of the Act.", (), ERROR, SHUT),
        ("It is exempt under section 30(1).", ("investigates_crime",), ERROR, "decide it"),
        ("It is exempt under section 33.", ("audits_others",), ERROR, "decide it"),
        ("See section 33 of the Act.", ("audits_others",), WARNING, "no question is decided under"),
        ("It is exempt under section 38.", (), ERROR, "decide it"),
    ],
)
def test_an_exemption_that_needs_a_power_is_said_to_be_shut_where_the_office_lacks_it(words, powers, severity, said):
    case = known(powers=frozenset(powers))(added(words, question=1)(LETTERS["prejudice"]()))
    checked = check_letter(case.letter, case.facts, as_of=case.facts.leaves_on)
    finding = next(each for each in checked if each.rule == "L-G04")

    assert finding.severity == severity
    assert said in finding.words


def test_the_outcome_of_a_review_may_name_another_law_s_section_33():
    case = LETTERS["review, not upheld"]()
    assert not found(added("The court has a discretion under section 33 of the Limitation Act 1980.")(case))
    assert not found(added("We count what was settled with a section 33 discount.")(case))
    assert ("L-O3", ERROR) in found(added("Section 33 of the Act applies.")(case))


@pytest.mark.parametrize(
    ("columns", "rows", "severity"),
    [
        (("Trust", "Claims"), (("Trust A", "12"), ("Trust B", "Exempt under section 43(2)")), ERROR),
        (("Trust", "Claims"), (("Trust A", "12"), ("Trust B", "Withheld, s40(2)")), ERROR),
        (("Trust", "Claims"), (("Trust A", "12"), ("Trust B", "s40(2)")), WARNING),
        (("Trust", "Claims"), (("Trust A", "12"), ("Trust B", "Withheld")), WARNING),
        (("Trust", "Claims"), (("Trust A", "12"), ("Trust B", "Redacted for now")), WARNING),
        (("Refused under", "Requests"), (("Refused under section 40(2)", "12"), ("Section 12", "3")), WARNING),
        (("Trust", "Exempt under section 38"), (("Trust A", "12"),), WARNING),
        (("Outcome", "Claims"), (("Refused", "12"), ("Withheld by the court", "3")), ""),
        (("Trust", "Kind"), (("Trust A", "Section 33 discount"), ("Trust B", "Claim refused")), ""),
    ],
)
def test_what_a_cell_of_a_table_refuses_is_found(columns, rows, severity):
    of = Table(caption="Claims", columns=columns, rows=rows)
    weights = {weight for rule, weight in found(table(of)(LETTERS["full disclosure"]())) if rule == "L-G04"}

    assert weights == ({severity} if severity else set())


def test_a_cell_may_name_what_was_decided():
    of = Table(caption="Rates", columns=("Firm", "Rate"), rows=(("Firm A", "£100"), ("Firm B", "Withheld, s43(2)")))
    shown = Part("rates", "table", "Rates:", question=1, role="table", table=of)
    case = LETTERS["prejudice"]()
    case = replace(case, letter=replace(case.letter, parts=(*case.letter.parts, shown)))
    assert "L-G04" not in {rule for rule, _severity in found(case)}


@pytest.mark.parametrize("place", [{"caption": "Rates exempt under section 38"}, {"notes": ("Exempt under s 38.",)}])
def test_an_exemption_that_nobody_decided_is_found_in_the_caption_and_the_notes_of_a_table(place):
    of = Table(**{"caption": "Claims", "columns": ("Trust", "Claims"), "rows": (("Trust A", "12"),)} | place)

    assert ("L-G04", ERROR) in found(table(of)(LETTERS["full disclosure"]()))


@pytest.mark.parametrize(
    "words",
    [
        "It is exempt under s 43 too.",
        "It is exempt under section forty-three of FOIA.",
        "It is exempt under section **43**(2) of FOIA.",
        "This is also exempt under the Freedom of Information Act.",
        "It is exempt under Part II of the Act.",
        "The £450 limit of FOIA is exceeded.",
        "We looked at section: 40.",
        "We looked at section number 40(2).",
        "We looked at section [40](https://www.legislation.gov.uk/).",
        "We looked at s\u200b40.",
        "We looked at exemption 40.",
    ],
)
def test_the_act_has_no_place_in_a_letter_under_the_regulations_in_any_dress(words):
    assert ("L-G03", ERROR) in found(added(words, question=1)(LETTERS["exception"]()))


@pytest.mark.parametrize(
    "words",
    [
        "It is excepted under the Environmental Information Regulations.",
        "Regulation number 12(4)(b) applies.",
        "Regulation twelve applies.",
        "The exception 12(4)(b) applies.",
        "We refuse it under the EIR.",
    ],
)
def test_the_regulations_have_no_place_in_a_letter_under_the_act_in_any_dress(words):
    assert ("L-G03", ERROR) in found(added(words, question=1)(LETTERS["full disclosure"]()))


@pytest.mark.parametrize("cell", ["s.43(2)", "Section 43(2) FOIA"])
def test_the_other_law_is_found_in_the_cells_and_headings_of_a_table(cell):
    for of in (Table("Claims", ("Trust", cell), (("A", "12"),)), Table("Claims", ("Trust", "N"), (("A", cell),))):
        case = table(of, "more")(added("", question=1)(LETTERS["exception"]()))

        assert ("L-G03", ERROR) in found(case)


@pytest.mark.parametrize(
    "words",
    [
        "You asked under the Freedom of Information Act; it is excepted all the same.",
        "We answer under the Regulations and not under FOIA.",
        "The class 43 engines are not recorded.",
    ],
)
def test_the_other_law_may_be_mentioned_where_nothing_rests_on_it(words):
    assert not any(rule == "L-G03" for rule, _severity in found(added(words)(LETTERS["exception"]())))
