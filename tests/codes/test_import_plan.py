"""What a new edition does to the codes we know, as a table."""

import pytest

from codes.domain.code_lists import CodeRow, KnownCode, plan_import


def known(label, number="", confidence="official", retired=False, on="cause"):
    return KnownCode(on, label, number, confidence, retired)


def row(label, number="", confidence="official", on="cause"):
    return CodeRow(on, label, number, confidence=confidence)


WHAT_HAPPENS = [
    # known, the edition's row, what happens to it
    (known("Fall"), row("Fall"), {"unchanged"}),
    (known("Fall", "12"), row("Fall", "12"), {"unchanged"}),
    (known("Fall", "12"), row("Fall"), {"unchanged"}),
    (known("Fall"), row("Fall", "12"), {"unchanged"}),
    (known("Fall"), row("FALL"), {"respelt"}),
    (known("Fall", "12"), row("Fall", "13"), {"respelt"}),
    (known("Fall", confidence="high"), row("Fall"), {"confirmed"}),
    (known("Fall", confidence="low"), row("Fall", "12", confidence="low"), {"confirmed"}),
    (known("Fall", confidence="low"), row("Fall", confidence="low"), {"unchanged"}),
    (known("Fall"), row("Fall", confidence="low"), {"unchanged"}),
    (known("Fall", confidence="low"), row("Fall(s)"), {"added", "renamed", "retired"}),
    (known("Fall", confidence="low"), row("fall"), {"respelt", "confirmed"}),
    (known("Fall", retired=True), row("Fall"), {"returned"}),
    (known("Fall", retired=True), row("Burn"), {"added"}),
    (known("Fall"), row("Burn"), {"added", "retired"}),
    (known("Fall"), row("Fall", on="injury"), {"added", "retired"}),
    (known("Fall", "12"), row("Burn", "12"), {"added", "renamed", "retired"}),
    (known("Fall", "12"), row("Burn", "12", on="injury"), {"added", "retired"}),
    (known("Fall"), row("Burn", "12"), {"added", "retired"}),
]
FATES = ("added", "confirmed", "respelt", "renamed", "returned", "unchanged", "retired")


@pytest.mark.parametrize(("code", "given", "fates"), WHAT_HAPPENS)
def test_each_code_meets_the_new_edition(code, given, fates):
    plan = plan_import([code], [given])
    assert {fate for fate in FATES if getattr(plan, fate)} == fates
    assert plan.changes_nothing is (fates == {"unchanged"})


def test_the_same_number_is_certainly_a_new_name_and_a_like_label_only_perhaps():
    by_number = plan_import([known("Fall", "12")], [row("Burn", "12")]).renamed
    alike = plan_import([known("Foetal distress")], [row("Fetal distress")]).renamed
    assert [(each.old.label, each.new.label, each.certain) for each in by_number] == [("Fall", "Burn", True)]
    assert [(each.old.label, each.new.label, each.certain) for each in alike] == [
        ("Foetal distress", "Fetal distress", False)
    ]


def test_a_label_taken_by_its_number_is_not_taken_again_by_its_looks():
    plan = plan_import(
        [known("Foetal distress"), known("Burn", "12")], [row("Fetal distress", "12"), row("Something else")]
    )
    assert [(each.old.label, each.new.label) for each in plan.renamed] == [("Burn", "Fetal distress")]


def test_two_labels_that_look_like_one_new_label_do_not_both_become_it():
    plan = plan_import([known("Foetal distress"), known("Fetal distres")], [row("Fetal distress")])
    assert [each.old.label for each in plan.renamed] == ["Foetal distress"]
    assert [code.label for code in plan.retired] == ["Foetal distress", "Fetal distres"]


def test_a_label_on_another_list_is_never_its_new_name():
    assert plan_import([known("Foetal distress")], [row("Fetal distress", on="injury")]).renamed == ()


def test_a_code_that_vanishes_is_asked_by_its_key_what_it_is_called_now():
    plan = plan_import([known("Fall", "12"), known("Cut", "13")], [row("Burn", "12")])
    assert plan.renaming_of(known("FALL")).new.label == "Burn"
    assert plan.renaming_of(known("Cut")) is None


def test_a_code_number_confirms_its_label_and_no_number_keeps_the_workbooks_own_doubt():
    assert row("Fall", "12", confidence="low").settled_confidence == "official"
    assert row("Fall", confidence="low").settled_confidence == "low"
