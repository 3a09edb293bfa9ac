"""What an official workbook does to the lists from public sources: confirms, adds, renames, retires, never deletes."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from codes.actions.code_lists import import_code_list, plan_of, read_workbook
from codes.actions.reference_data import CODES_WORKBOOK, load_code_reference_data
from codes.domain.errors import Refused, WorkbookRefused
from codes.models import Code, CodeListEdition, CodeSynonym
from tests.codes.conftest import LOADED_AT
from tests.codes.workbooks import at, official, workbook

CAUSES = [(1, "Wrong Diagnosis"), (2, "Operator Error")]
INJURIES = [(1, "Fatality"), (2, "Fetal Abnormality"), (3, "Something New")]
SPECIALTIES = [(10, "OBSTETRICS"), (11, "Paediatrics")]


@pytest.fixture
def official_workbook(tmp_path):
    return at(tmp_path, official(SPECIALTIES, CAUSES, INJURIES), "Official.xlsx")


def import_it(place, **options):
    return import_code_list(workbook=read_workbook(place=place, file_name=place.name), by=None, at=LOADED_AT, **options)


def code(label, list_name="injury"):
    return Code.objects.get(list_name=list_name, label=label)


def test_an_official_workbook_confirms_what_was_unconfirmed(office, official_workbook):
    before = code("Operator Error", "cause")
    assert before.unconfirmed and not before.is_nameable
    edition = import_it(official_workbook)
    after = code("Operator Error", "cause")
    assert after.pk == before.pk and after.is_nameable
    assert (after.number, after.confidence, after.confirmed_in) == ("2", "official", edition)


def test_a_code_keeps_its_row_and_our_synonyms_and_takes_the_official_spelling(office, official_workbook):
    before = code("Obstetrics", "specialty")
    words = set(before.synonyms.values_list("text", flat=True))
    import_it(official_workbook)
    after = code("OBSTETRICS", "specialty")
    assert after.pk == before.pk
    assert words == set(after.synonyms.values_list("text", flat=True)) and "midwife" in words
    assert [entry.label for entry in after.entries.all()] == ["OBSTETRICS", "Obstetrics"]


def test_a_code_that_vanishes_is_retired_and_no_letter_names_it(office, official_workbook):
    edition = import_it(official_workbook)
    cancer = code("Cancer")
    assert cancer.retired_in == edition and not cancer.is_nameable
    assert not Code.objects.current().filter(pk=cancer.pk).exists()
    assert Code.objects.count() == 191 + 2


def test_a_retired_code_comes_back_with_a_later_edition(office, official_workbook, tmp_path):
    import_it(official_workbook)
    import_it(at(tmp_path, official(SPECIALTIES, CAUSES, [*INJURIES, (4, "Cancer")]), "Later.xlsx"))
    assert code("Cancer").is_nameable and code("Cancer").number == "4"


def test_a_label_that_changes_a_letter_is_a_new_code_that_takes_over_the_synonyms(office, official_workbook):
    old_words = set(code("Foetal Abnormality").synonyms.values_list("normalised", flat=True))
    import_it(official_workbook)
    old, new = code("Foetal Abnormality"), code("Fetal Abnormality")
    assert old.replaced_by == new and old.retired_in is not None
    assert set(new.synonyms.values_list("normalised", flat=True)) == {*old_words, "foetal abnormality"} - {
        "fetal abnormality"
    }


def test_a_person_may_say_that_labels_alike_are_different_codes(office, official_workbook):
    import_it(official_workbook, not_renamed=[("injury", "foetal abnormality")])
    assert code("Foetal Abnormality").replaced_by is None
    assert not code("Fetal Abnormality").synonyms.exists()


def test_the_same_number_under_another_label_is_certainly_a_new_name(office, official_workbook, tmp_path):
    import_it(official_workbook)
    renamed = [*INJURIES[:2], (3, "A wholly different word")]
    place = at(tmp_path, official(SPECIALTIES, CAUSES, renamed), "Renamed.xlsx")
    (renaming,) = plan_of(workbook=read_workbook(place=place, file_name="Renamed.xlsx")).renamed
    assert renaming.certain
    import_it(place)
    assert code("Something New").replaced_by == code("A wholly different word")


def test_numbers_may_move_between_labels(office, official_workbook, tmp_path):
    import_it(official_workbook)
    swapped = [(2, "Fatality"), (1, "Fetal Abnormality"), (None, "Something New"), (3, "Cancer")]
    import_it(at(tmp_path, official(SPECIALTIES, CAUSES, swapped), "Swapped.xlsx"))
    numbers = dict(Code.objects.on_list("injury").current().values_list("label", "number"))
    assert numbers == {"Fatality": "2", "Fetal Abnormality": "1", "Something New": "", "Cancer": "3"}


def test_the_same_workbook_again_is_refused_and_changes_nothing(office, official_workbook):
    import_it(official_workbook)
    with pytest.raises(Refused, match="imported already: it is edition 2"):
        import_it(official_workbook)
    assert CodeListEdition.objects.count() == 2


def test_public_sources_cannot_replace_an_official_edition(office, official_workbook):
    import_it(official_workbook)
    with pytest.raises(Refused, match="official edition"):
        import_it(CODES_WORKBOOK)
    assert load_code_reference_data(at=LOADED_AT).code_editions == 0


def test_a_number_in_a_public_workbook_confirms_its_label(office, tmp_path):
    tabs = {
        "Specialty": [["Specialty", "Code number", "Confidence"], ["Paediatrics", 7, "low"], ["Urology", None, "low"]],
        "Cause": [["Cause"], ["Other"]],
        "Injury": [["Injury"], ["Other"]],
    }
    edition = import_it(at(tmp_path, workbook(tabs)))
    assert not edition.is_official
    assert code("Paediatrics", "specialty").is_nameable
    assert not code("Urology", "specialty").is_nameable


def test_a_workbook_with_a_problem_saves_nothing(office, tmp_path):
    place = at(tmp_path, official(SPECIALTIES, CAUSES, [(1, "Fatality"), (2, "fatality")]))
    with pytest.raises(WorkbookRefused, match="stands twice"):
        import_it(place)
    assert CodeListEdition.objects.count() == 1


def run(*arguments):
    out = StringIO()
    call_command("import_codes", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_command_says_what_would_change_and_saves_nothing_on_a_dry_run(office, official_workbook):
    told = run(official_workbook, "--dry-run")
    assert "Specialty: 2 values; tab “Specialty”, label in column B, “Specialty”" in told
    assert "Renamed: Injury: Foetal Abnormality is now Fetal Abnormality (2)" in told
    assert "Confirmed: Cause: Operator Error (2)" in told
    assert "Retired: Injury: Cancer" in told
    assert "Nothing was saved" in told
    assert CodeListEdition.objects.count() == 1


def test_the_command_imports(office, official_workbook):
    assert "Imported as edition 2 (official workbook)." in run(official_workbook)


def test_the_command_takes_a_mapping(office, tmp_path):
    place = at(tmp_path, workbook({"All": [["a", "b", "c"], ["Obstetrics", "Wrong Diagnosis", "Fatality"]]}))
    with pytest.raises(CommandError, match="Say which tab it is on"):
        run(place)
    told = {name: {"tab": "All", "label": letter} for name, letter in
            (("specialty", "A"), ("cause", "B"), ("injury", "C"))}  # fmt: skip
    mapping = at(tmp_path, json.dumps(told).encode(), "mapping.json")
    assert "Imported as edition 2" in run(place, "--mapping", mapping)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("codes.xlsx", b"%PDF", "a PDF"),
        ("nowhere.xlsx", None, "No such file"),
    ],
)
def test_the_command_refuses_in_one_plain_line(office, tmp_path, name, content, message):
    place = at(tmp_path, content, name) if content else tmp_path / name
    with pytest.raises(CommandError, match=message):
        run(place)


def test_a_mapping_that_is_not_json_is_refused(office, official_workbook, tmp_path):
    with pytest.raises(CommandError, match="The mapping is not JSON: line 1"):
        run(official_workbook, "--mapping", at(tmp_path, b"{tab:", "mapping.json"))


def test_synonyms_are_found_however_they_are_spelt(office):
    assert CodeSynonym.objects.filter(normalised="additional unnecessary operations").exists()
    assert "Fatality" in Code.objects.called("DEATH").values_list("label", flat=True)
