"""Bringing a draft up to date: what was decided comes and goes, what the officer wrote stays."""

from dataclasses import replace

import pytest

from responses.domain import drafting
from responses.domain.assembly import planned_parts
from responses.domain.decisions import Decision
from responses.domain.letter import Part
from responses.domain.planned import Asked, PlacedTable, Plan, PlannedPart, clause, identity_of, sentence
from responses.domain.reassembly import first_parts, reassemble, refilled, stale_parts, with_planned
from tests.responses.decided import TODAY, ground, wording
from tests.responses.letters import CLAIMS

ASKED = {1: Asked(1, "How many claims?"), 2: Asked(2, "What did they cost?")}


def planned(*decisions: Decision, **facts):
    return planned_parts(Plan(decisions=decisions, on=TODAY, asked=ASKED, **facts))


def slugs(parts) -> list[str]:
    return [part.slug or part.source or part.body for part in parts]


GRANTED = planned(Decision(1, "foi", "held", "granted", answer="Twelve."))
REFUSED = planned(Decision(1, "foi", "held", "refused", grounds=(ground("s43(2)", "ground:12"),)))


def up_to_date(parts, wanted, **more):
    return reassemble(parts, wanted, wording(), **more)


def test_a_draft_that_is_as_decided_does_not_change():
    draft = first_parts(REFUSED, wording())
    found = up_to_date(draft, REFUSED)
    assert (found.parts, found.changes_something) == (draft, False)


def test_what_is_no_longer_decided_goes_and_what_is_decided_comes_at_its_place():
    found = up_to_date(first_parts(GRANTED, wording()), REFUSED)
    assert slugs(found.parts) == slugs(first_parts(REFUSED, wording()))
    assert slugs(found.removed) == ["information-below", "re-use"]
    assert slugs(found.added) == ["held-and-withheld", "commercial-interests", "public-interest", "refusal-notice"]
    assert len({part.key for part in found.parts}) == len(found.parts)


def test_the_officers_order_own_paragraphs_and_changed_words_stay():
    draft = first_parts(REFUSED, wording())
    reason = next(part for part in draft if part.slug == "commercial-interests")
    draft = drafting.rewrite(draft, reason.key, "We withhold ((withheld)), as we told you by telephone.")
    draft = drafting.add(draft, Part("own", "paragraph", "A word of our own."), after=reason.key)
    draft = drafting.move(draft, reason.key, -2)
    given = ground("s43(2)", "ground:12", information="the target of KPI 2")
    changed = planned(Decision(1, "foi", "held", "refused", grounds=(given,)))
    found = up_to_date(draft, changed)
    assert [part.key for part in found.parts] == [part.key for part in draft]
    mine = next(part for part in found.parts if part.key == reason.key)
    assert mine.body == "We withhold ((withheld)), as we told you by telephone."
    assert mine.values == {"withheld": "the target of KPI 2"}
    assert slugs(found.refilled) == ["commercial-interests"]


@pytest.mark.parametrize("answer", ["", "Twelve."], ids=["left for the letter", "decided"])
def test_a_gap_that_the_officer_wrote_over_does_not_make_the_letter_out_of_date(answer):
    wanted = planned(*(Decision(number, "foi", "held", "granted", answer=answer) for number in (1, 2)))
    draft = first_parts(wanted, wording())
    told = next(part for part in draft if part.slug == "information-below")
    draft = drafting.rewrite(draft, told.key, "We hold what you asked for: there were twelve claims.")
    assert not up_to_date(draft, wanted).changes_something


def test_words_of_the_officers_own_that_would_go_are_named():
    draft = first_parts(REFUSED, wording())
    reason = next(part for part in draft if part.slug == "commercial-interests")
    draft = drafting.rewrite(draft, reason.key, "Our own words.")
    assert [part.key for part in up_to_date(draft, GRANTED).lost] == [reason.key]


def test_a_second_ground_of_the_same_kind_stands_behind_the_first():
    both = planned(
        Decision(1, "foi", "held", "refused",
                 grounds=(ground("s42", "ground:1"), ground("s42", "ground:2"))),
    )  # fmt: skip
    first = planned(Decision(1, "foi", "held", "refused", grounds=(ground("s42", "ground:1"),)))
    found = up_to_date(first_parts(first, wording()), both)
    assert slugs(found.parts).count("legal-privilege") == 2
    assert [part.source for part in found.parts if part.role in ("refusal", "public_interest")] == [
        "ground:1", "ground:1", "ground:2", "ground:2",
    ]  # fmt: skip


def test_a_paragraph_of_the_officers_stays_with_the_part_that_it_follows():
    draft = first_parts(GRANTED, wording())
    answer = next(part for part in draft if part.role == "outcome")
    draft = drafting.add(draft, Part("own", "paragraph", "About the answer."), after=answer.key)
    helped = planned(Decision(1, "foi", "held", "granted", answer="Twelve.", details={"nearest_held": "costs"}))
    assert slugs(up_to_date(draft, helped).parts)[3:6] == ["information-below", "About the answer.", "nearest-held"]


def test_a_draft_from_before_decisions_takes_its_blocks_over():
    old = tuple(replace(part, question=0, role="", source="", values={}) for part in first_parts(GRANTED, wording()))
    found = up_to_date(old, GRANTED)
    assert [part.key for part in found.parts] == [part.key for part in old]
    assert not found.added and not found.removed
    assert stale_parts(old, REFUSED) == ()


def test_advice_that_an_officer_took_out_stays_out_and_reasons_come_back():
    details = {"places_searched": "everywhere", "nearest_held": "costs"}
    wanted = planned(Decision(1, "foi", "not_held", "not_held", details=details))
    draft = first_parts(wanted, wording())
    without = tuple(part for part in draft if part.slug not in ("nearest-held", "not-held"))
    taken_out = {identity_of(part) for part in draft if part not in without}
    assert slugs(up_to_date(without, wanted, taken_out=taken_out).added) == ["not-held"]
    assert slugs(up_to_date(without, wanted).added) == ["not-held", "nearest-held"]


def test_the_frame_of_a_letter_is_the_officers():
    draft = tuple(part for part in first_parts(GRANTED, wording()) if part.slug != "conclusion")
    assert not up_to_date(draft, GRANTED).changes_something


def test_a_part_whose_decision_is_gone_says_nothing_that_was_not_decided():
    draft = first_parts(REFUSED, wording())
    built = refilled(draft, GRANTED)
    reason = next(part for part in built if part.slug == "commercial-interests")
    assert set(reason.values.values()) == {""}
    assert slugs(stale_parts(built, GRANTED)) == [
        "held-and-withheld", "commercial-interests", "public-interest", "refusal-notice",
    ]  # fmt: skip


def test_a_table_is_printed_as_it_is_now_and_not_at_all_when_it_is_gone():
    tables = {"table:4": PlacedTable(CLAIMS)}
    decided = Decision(1, "foi", "held", "granted", tables=("table:4",))
    draft = first_parts(planned(decided, tables=tables), wording())
    newer = planned(decided, tables={"table:4": PlacedTable(replace(CLAIMS, caption="Newer"))})
    [table] = [part for part in refilled(draft, newer) if part.role == "table"]
    assert (table.table.caption, table.title) == ("Newer", "Newer")
    [gone] = [part for part in refilled(draft, GRANTED) if part.role == "table"]
    assert gone.table is None


def test_needed_wording_that_is_not_approved_is_named():
    poor = {slug: part for slug, part in wording().items() if slug != "public-interest"}
    found = reassemble(first_parts(GRANTED, poor), REFUSED, poor)
    assert found.without_wording == ("public-interest",)
    assert "public-interest" not in slugs(first_parts(REFUSED, poor))


def test_only_what_is_wanted_is_placed():
    draft = first_parts(GRANTED, wording())
    tables = {"table:4": PlacedTable(CLAIMS)}
    wanted = planned(Decision(1, "foi", "held", "granted", answer="Twelve.", tables=("table:4",)), tables=tables)
    mine = [each for each in wanted if each.source == "table:4"]
    placed = with_planned(draft, wanted, mine, wording())
    assert slugs(placed)[3:5] == ["information-below", "table:4"]
    assert len(placed) == len(draft) + 1


def test_a_late_reply_apologises_only_while_it_is_late():
    late = planned(Decision(1, "foi", "held", "granted", answer="Twelve."), late=True)
    found = up_to_date(first_parts(GRANTED, wording()), late)
    assert slugs(found.parts)[:2] == ["opening", "apology-late"]
    assert slugs(up_to_date(found.parts, GRANTED).removed) == ["apology-late"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("a firm told us so", "A firm told us so."),
        ("Is it?", "Is it?"),
        ("“So it is.”", "“So it is.”"),
        ("see section 40(2)", "See section 40(2)."),
        ("  ", ""),
    ],
)
def test_what_was_typed_becomes_a_sentence(words, told):
    assert sentence(words) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (" the target of KPI 1. ", "the target of KPI 1"),
        ("The names of those who claimed", "the names of those who claimed"),
        ("Whether a claim was made.", "whether a claim was made"),
        ("A", "a"),
        ("NHS Resolution", "NHS Resolution"),
        ("Leeds alone", "Leeds alone"),
        ("", ""),
    ],
)
def test_inside_a_sentence_no_full_stop_is_left_and_no_capital_that_only_began_a_line(words, told):
    assert clause(words) == told


def test_a_plan_knows_its_parts_by_question_role_source_and_slug():
    assert PlannedPart("public-interest", 2, "public_interest", "ground:7").identity == (
        2, "public_interest", "ground:7", "public-interest",
    )  # fmt: skip
