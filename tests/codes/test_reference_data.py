"""What set-up brings an office, and that bringing it again changes nothing."""

import json
from collections import Counter

import pytest

from codes.actions.reference_data import CODES_JSON, SHIPPED, load_code_reference_data
from codes.domain.errors import Refused
from codes.models import (
    BankHoliday,
    Code,
    CodeListEdition,
    CodeSynonym,
    DatedSetting,
    Exemption,
    InformationHeld,
    KpiFact,
    Outcome,
    PublishedItem,
    RefusalReason,
    Regime,
    ServiceArea,
    StrategicRisk,
)
from tests.codes.conftest import LOADED_AT
from tests.dates import day, moment

EVERYTHING = (
    BankHoliday, Code, CodeListEdition, CodeSynonym, DatedSetting, Exemption, InformationHeld, KpiFact, Outcome,
    PublishedItem, RefusalReason, Regime, ServiceArea, StrategicRisk,
)  # fmt: skip


def rows():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in EVERYTHING}


def test_an_empty_office_gets_everything_that_the_room_ships(office):
    assert {name for name, found in rows().items() if not found} == set()
    assert office.bank_holidays > 900 and office.code_editions == 1


def test_a_second_load_changes_nothing(office):
    before = rows()
    assert load_code_reference_data(at=moment("Tue 3 March 2026 09:00")).changed_nothing
    assert rows() == before


def test_a_shipped_list_that_was_altered_is_put_right_and_its_retirement_kept(office):
    Exemption.objects.filter(pk="s42").update(name="Wrong", retired_on=day("Mon 2 March 2026"))
    assert load_code_reference_data(at=LOADED_AT).statutory_rows == 1
    mended = Exemption.objects.get(pk="s42")
    assert mended.name == "Legal professional privilege"
    assert mended.retired_on == day("Mon 2 March 2026")


def test_codes_are_never_deleted(office):
    for row in (Exemption.objects.first(), Outcome.objects.first(), Code.objects.first(), BankHoliday.objects.first()):
        with pytest.raises(Refused):
            row.delete()
        with pytest.raises(Refused):
            type(row).objects.all().delete()


def test_section_35_is_shown_and_is_not_ours_to_use(office):
    policy = Exemption.objects.get(pk="s35")
    assert not policy.available_to_us and "government department" in policy.why_not_available


def test_each_exemption_says_whether_the_public_interest_is_weighed(office):
    told = {
        "s21": ("absolute", ""),
        "s22": ("qualified", "s22(2)"),
        "s32": ("absolute", "s32(3)"),
        "s36(2)(b)(ii)": ("qualified", "s36(3)"),
        "s40(1)": ("absolute", "s40(5A)"),
        "s40(2)": ("absolute", "s40(5B)(a)"),
        "s40(4A)": ("qualified", "s40(5B)(d)"),
        "s41": ("absolute", "s41(2)"),
        "s43(2)": ("qualified", "s43(3)"),
        "s44(1)(c)": ("absolute", "s44(2)"),
        "s12(1)": ("none", ""),
        "reg12(4)(b)": ("qualified", ""),
        "reg12(5)(a)": ("qualified", "reg12(6)"),
        "reg13(1)": ("absolute", "reg13(5B)(a)"),
    }
    found = Exemption.objects.in_bulk(list(told))
    assert {code: (each.kind, each.ncnd) for code, each in found.items()} == told


def test_a_letter_cites_the_section_or_the_regulation(office):
    assert Exemption.objects.get(pk="s40(2)").citation == "section 40(2)"
    assert Exemption.objects.get(pk="reg12(4)(b)").citation == "regulation 12(4)(b)"


def test_every_eir_exception_weighs_the_public_interest_but_personal_data(office):
    absolute = Exemption.objects.filter(ground="exception", kind="absolute").values_list("pk", flat=True)
    assert set(absolute) == {"reg13(1)", "reg5(3)"}


def test_only_granted_partly_and_refused_are_resolvable(office):
    assert set(Outcome.objects.resolvable().values_list("pk", flat=True)) == {"granted", "part", "refused"}


def test_the_bank_holidays_run_to_the_proclaimed_year_in_every_nation(office):
    last = BankHoliday.objects.order_by("-date").first()
    assert last.date == day("Tue 26 December 2028")
    assert Counter(BankHoliday.objects.filter(date="2026-06-15").values_list("nation", flat=True)) == {"SCT": 1}


def test_a_bank_holiday_that_the_office_withdrew_stays_withdrawn(office):
    BankHoliday.objects.filter(date="2026-06-15").update(withdrawn_at=LOADED_AT)
    assert load_code_reference_data(at=LOADED_AT).bank_holidays == 0


def test_no_shipped_code_has_a_number_and_each_keeps_its_confidence_and_sources(office):
    shipped = {(each["list"], each["label"]): each for each in json.loads(CODES_JSON.read_text())["values"]}
    codes = Code.objects.all()
    assert len(codes) == len(shipped) == 191
    for code in codes:
        told = shipped[code.list_name, code.label]
        assert (code.number, code.confidence, code.basis) == ("", told["confidence"], told["basis"])
        assert code.sources == told["sources"]


def test_an_unconfirmed_code_is_not_nameable(office):
    assert Code.objects.nameable().count() == 54
    assert Code.objects.unconfirmed().count() == 137
    assert not Code.objects.nameable().filter(confidence="low").exists()


def test_the_words_that_requesters_use_come_along(office):
    assert set(Code.objects.called("midwife").values_list("label", flat=True)) >= {"Obstetrics"}
    casualty = Code.objects.get(list_name="specialty", label="Casualty / A & E")
    assert casualty.synonyms.get(text="Emergency Medicine").note == "annual report"


def test_the_shipped_facts_are_the_twelve_indicators_and_three_risks_of_the_business_plan():
    (facts,) = json.loads((SHIPPED / "published_items.json").read_text())["facts"]

    numbers = [(row["number"], row["part"]) for row in facts["kpis"]]
    assert sorted({number for number, _ in numbers}) == list(range(1, 13))
    assert [part for number, part in numbers if number == 7] == ["a", "b", "c"]
    assert [row["number"] for row in facts["kpis"] if row["target"] == "Internal"] == [1, 2, 6]
    assert len(facts["risks"]) == 3
    assert not [row for row in facts["kpis"] if "concerns3" in row["lead"] + row["text"]]
