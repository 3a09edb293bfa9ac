"""What may be said in each of the office's settings: bounds, lengths and words, without a database."""

from datetime import date
from types import SimpleNamespace

import pytest

from codes.domain.errors import Refused
from codes.domain.office_settings import SETTINGS, Office, declared_setting
from codes.domain.setting_fields import LONGEST_LINE, LONGEST_LIST
from tests.dates import day

ADDRESS = ["8th Floor", "10 South Colonnade", "London E14 4PU"]
GOOD = {
    "authority": {"name": "NHS Resolution", "short_name": "NHSR"},
    "letterhead": {
        "name": "NHS Resolution",
        "logo_file": "logo.svg",
        "address": ADDRESS,
        "mailbox": "foi@authority.example",
        "telephone": "020 7811 2700",
        "website": "https://authority.example/",
    },
    "signatory": {"role": "Information Governance Officer", "name": "Ada Quill"},
    "reviewer": {"role": "Deputy Director", "name": "", "mailbox": "review@authority.example", "address": ADDRESS},
    "review_window": {"days": 28, "unit": "calendar_days", "code_days": 40},
    "regulator": {
        "name": "Information Commissioner",
        "office_name": "Information Commissioner’s Office",
        "address": ADDRESS,
        "url": "https://regulator.example",
        "complaint_url": "https://regulator.example/complain",
        "statutory_label": "the Commissioner",
    },
    "information_notice": {"days": 28},
    "letter_layout": {"layout": "plain"},
    "reference_series": {"prefix": "FOI_", "digits": 4},
    "deemed_receipt": {"email": 0, "first_class": 2, "second_class": 4},
    "request_address": {"address": ADDRESS, "mailbox": "foi@authority.example"},
    "acknowledgement": {"working_days": 2},
    "clarification_lapse": {"months": 2},
    "proclaimed_to": {"day": "2027-12-31"},
    "cost_limit": {"pounds": 450, "hours": 18, "pounds_an_hour": 25},
    "sar_rule": {"rule": "ico", "target_days_before": 5},
    "time_variation": {
        "kind": "school",
        "agreed_days": 40,
        "agreement": "IC-1",
        "school_closed": ["2026-07-22 to 2026-09-01", "2026-10-26"],
    },
    "holders": {"teams": ["Claims Management", "Finance"]},
    "handover_teams": {
        "subject_access": "Information Governance",
        "health_records": "Claims Management",
        "data_protection_complaints": "Information Governance",
        "complaints": "Membership",
        "claims": "Claims Management",
    },
    "clearance_routing": {
        "provisions": ["s14(1)", "s36", "reg12(4)(b)"],
        "denials": "yes",
        "told_early": "yes",
        "press": "no",
        "parliament": "no",
        "inquest": "yes",
        "sensitive": "yes",
    },
    "retention": {"years_after_closure": 3, "years_after_appeal": 10},
    "qualified_person": {
        "person": "Ada Quill",
        "office": "Chief Executive",
        "authorised_by": "The Secretary of State",
        "reference": "SoS 1/2020",
        "authorised_on": "2020-01-31",
    },
    "special_powers": {"investigates_crime": "no", "audits_others": "no", "enactment": "An Act 1999"},
}
BOUNDS = {
    ("review_window", "days"): (1, 365),
    ("review_window", "code_days"): (1, 120),
    ("information_notice", "days"): (1, 120),
    ("reference_series", "digits"): (1, 9),
    ("deemed_receipt", "email"): (0, 10),
    ("deemed_receipt", "first_class"): (1, 20),
    ("deemed_receipt", "second_class"): (1, 20),
    ("acknowledgement", "working_days"): (1, 20),
    ("clarification_lapse", "months"): (1, 24),
    ("cost_limit", "pounds"): (1, 10_000),
    ("cost_limit", "hours"): (1, 400),
    ("cost_limit", "pounds_an_hour"): (1, 1_000),
    ("sar_rule", "target_days_before"): (0, 20),
    ("time_variation", "agreed_days"): (21, 60),
    ("retention", "years_after_closure"): (1, 30),
    ("retention", "years_after_appeal"): (1, 30),
}
MAY_BE_EMPTY = {
    ("letterhead", "logo_file"),
    ("letterhead", "telephone"),
    ("letterhead", "website"),
    ("signatory", "name"),
    ("reviewer", "name"),
    ("reviewer", "mailbox"),
    ("reviewer", "address"),
    ("regulator", "complaint_url"),
    ("time_variation", "agreement"),
    ("time_variation", "school_closed"),
    ("clearance_routing", "provisions"),
    ("special_powers", "enactment"),
}
FIELDS = [(name, field) for name, value in GOOD.items() for field in value]


def parse(name, /, **changes):
    return SETTINGS[name].parse(GOOD[name] | changes)


def test_every_setting_stands_in_this_table():
    assert {(name, each.name) for name, declared in SETTINGS.items() for each in declared.fields} == set(FIELDS)
    numbers = {(name, field) for name, field in FIELDS if type(GOOD[name][field]) is int}
    assert numbers == set(BOUNDS)


@pytest.mark.parametrize("name", GOOD)
def test_a_setting_is_stored_as_it_was_said(name):
    declared = declared_setting(name)
    assert declared.to_json(declared.parse(GOOD[name])) == GOOD[name]
    assert declared.meaning and "\n" not in declared.meaning


@pytest.mark.parametrize(("name", "field"), BOUNDS)
def test_a_number_may_be_the_least_and_the_most_and_nothing_beyond(name, field):
    least, most = BOUNDS[name, field]
    for number in (least, most, f" {most} "):
        assert getattr(parse(name, **{field: number}), field) == int(number)
    for number in (least - 1, most + 1):
        with pytest.raises(Refused, match=f"enter a number from {least} to {most}"):
            parse(name, **{field: number})


@pytest.mark.parametrize("wrong", [True, False, "ten", "1.5", 1.5, "1e2", "", "1234567890"])
def test_a_number_is_a_whole_one(wrong):
    with pytest.raises(Refused, match="Days: enter a"):
        parse("review_window", days=wrong)


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_only_what_an_office_can_do_without_may_be_left_empty(name, field):
    for empty in (None, "", "  ", [], ()):
        if (name, field) in MAY_BE_EMPTY:
            assert getattr(parse(name, **{field: empty}), field) in ("", ())
        else:
            with pytest.raises(Refused, match="enter a value"):
                parse(name, **{field: empty})


@pytest.mark.parametrize("given", [{}, {"mailbox": None}, {"address": None}])
def test_somebody_who_asks_for_a_review_can_write_to_a_mailbox_or_an_address(given):
    assert parse("reviewer", **given).role == "Deputy Director"
    with pytest.raises(Refused, match="mailbox or a postal address"):
        parse("reviewer", mailbox=None, address=None)


@pytest.mark.parametrize(
    ("prefix", "stands"),
    [
        ("F", True),
        ("FOI-2023_", True),
        ("F" * 15, True),
        ("F" * 16, False),
        ("1F", False),
        ("F/", False),
        ("Fé", False),
    ],
)
def test_a_reference_begins_with_letters_that_fit_into_an_address(prefix, stands):
    if stands:
        assert parse("reference_series", prefix=prefix).reference(7) == f"{prefix}0007"
    else:
        with pytest.raises(Refused, match="The prefix starts with a letter"):
            parse("reference_series", prefix=prefix)


def test_a_line_is_300_characters_at_most_and_its_blanks_are_single():
    assert (LONGEST_LINE, LONGEST_LIST) == (300, 40)
    assert parse("authority", name="x" * 300).name == "x" * 300
    assert parse("authority", name=" NHS \n Resolution ").name == "NHS Resolution"
    with pytest.raises(Refused, match="Name as letters print it: 300 characters at most"):
        parse("authority", name="x" * 301)


def test_a_list_is_40_lines_at_most_and_blank_lines_are_none():
    assert parse("holders", teams="Finance\n\n Claims \n").teams == ("Finance", "Claims")
    assert len(parse("holders", teams=["x"] * 40).teams) == 40
    with pytest.raises(Refused, match="Teams: 40 lines at most"):
        parse("holders", teams=["x"] * 41)
    assert len(parse("holders", teams=["x"] * 40 + [" "]).teams) == 40


@pytest.mark.parametrize(
    ("name", "field", "wrong", "said"),
    [
        ("authority", "name", 7, "enter text"),
        ("holders", "teams", 7, "enter lines of text"),
        ("holders", "teams", ["Finance", 7], "enter text"),
        ("request_address", "mailbox", "nobody", "enter an e-mail address"),
        ("request_address", "mailbox", "a@b", "enter an e-mail address"),
        ("request_address", "mailbox", "a@b.example, c@d.example", "enter an e-mail address"),
        ("regulator", "url", "regulator.example", "enter a web address"),
        ("regulator", "url", "javascript://x", "enter a web address"),
        ("letter_layout", "layout", "poster", "choose one of plain, letterhead"),
        ("letter_layout", "layout", 1, "choose one of"),
        ("letter_layout", "layout", ["plain"], "choose one of"),
        ("proclaimed_to", "day", "31 December 2027", "enter a real date"),
        ("proclaimed_to", "day", "2027-02-29", "enter a real date"),
        ("proclaimed_to", "day", 2027, "enter a real date"),
    ],
)
def test_what_cannot_be_right_is_refused_with_the_name_of_the_field(name, field, wrong, said):
    label = next(each.metadata["label"] for each in SETTINGS[name].fields if each.name == field)
    with pytest.raises(Refused) as refused:
        parse(name, **{field: wrong})
    assert str(refused.value).startswith(f"{label}: ") and said in str(refused.value)


def test_a_day_may_come_from_a_form_as_a_date():
    assert parse("proclaimed_to", day=date(2027, 12, 31)).day == date(2027, 12, 31)
    assert parse("proclaimed_to").day == date(2027, 12, 31)


def test_one_field_can_be_read_by_itself():
    assert SETTINGS["review_window"].read_field("days", "28") == 28
    with pytest.raises(Refused, match="Days"):
        SETTINGS["review_window"].read_field("days", "0")


def test_a_setting_has_its_own_fields_and_no_other():
    with pytest.raises(Refused, match="has no field called colour, size"):
        parse("authority", size=1, colour="blue")
    with pytest.raises(Refused, match="Authority: give a value for each field"):
        SETTINGS["authority"].parse(["NHS Resolution"])


def test_a_setting_that_nobody_declared_is_refused():
    with pytest.raises(Refused, match="no setting called colour"):
        declared_setting("colour")


JANUARY = day("Thu 5 January 2023")


def test_an_office_answers_for_the_settings_of_its_day_and_names_those_that_are_missing():
    window = parse("review_window")
    office = Office(JANUARY, {"review_window": window})
    assert (office.day, office.review_window) == (JANUARY, window)
    assert office.has("review_window") and not office.has("letterhead")
    with pytest.raises(Refused, match="The setting Letterhead has no value on 5 January 2023"):
        _ = office.letterhead
    with pytest.raises(AttributeError, match="no setting called colour"):
        _ = office.colour


def test_an_office_is_read_and_never_written():
    values = {"letter_layout": parse("letter_layout")}
    office = Office(JANUARY, values)
    with pytest.raises(AttributeError, match="record_setting"):
        office.letter_layout = SimpleNamespace(layout="letterhead")
    values.clear()
    assert office.letter_layout.layout == "plain"


@pytest.mark.parametrize("kind", ["armed_forces", "outside_uk"])
def test_a_time_agreed_with_the_regulator_needs_the_reference_of_the_agreement(kind):
    assert parse("time_variation", kind=kind).agreed_days == 40
    with pytest.raises(Refused, match="give its reference"):
        parse("time_variation", kind=kind, agreement="")


@pytest.mark.parametrize("line", ["summer", "2026-07-22 to later", "2026-09-01 to 2026-07-22"])
def test_a_period_without_pupils_is_written_as_two_days(line):
    with pytest.raises(Refused, match=line):
        parse("time_variation", school_closed=[line])


def test_a_period_without_pupils_may_be_one_day():
    periods = parse("time_variation").closed_periods()
    assert periods == (
        (day("Wed 22 July 2026"), day("Tue 1 September 2026")),
        (day("Mon 26 October 2026"), day("Mon 26 October 2026")),
    )


@pytest.mark.parametrize("provision", ["36", "s", "section 36", "reg12(4)(b) and more"])
def test_a_provision_that_sends_letters_up_is_written_as_the_section_itself(provision):
    with pytest.raises(Refused, match="write a provision as the section itself"):
        SETTINGS["clearance_routing"].parse({**GOOD["clearance_routing"], "provisions": ["s36", provision]})


@pytest.mark.parametrize("power", ["investigates_crime", "audits_others"])
def test_powers_that_few_authorities_have_name_their_enactment(power):
    powers = {**GOOD["special_powers"], power: "yes"}
    assert getattr(SETTINGS["special_powers"].parse(powers), power) == "yes"
    with pytest.raises(Refused, match="Name the enactment"):
        SETTINGS["special_powers"].parse({**powers, "enactment": ""})


def test_a_written_value_is_read_when_it_is_asked_for_and_once():
    office = Office(day("Thu 5 January 2023"), {}, written={"retention": GOOD["retention"]})
    assert office.retention.years_after_appeal == 10
    assert office.retention is office.retention
