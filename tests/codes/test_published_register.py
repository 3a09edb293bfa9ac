"""The published-information register: what set-up brings, who keeps it, and what its pages do."""

import pytest
from django.urls import reverse

from codes.actions.published import add_item, change_item, import_facts, mark_checked, published_matches
from codes.actions.reference_data import load_published_items
from codes.domain.errors import Refused
from codes.models import KpiFact, PublishedItem, PublishedItemChange, StrategicRisk
from codes.models.written_once import NeverChanged
from tests.codes.conftest import LOADED_AT
from tests.dates import day, moment

NOW = moment("Tue 3 March 2026 10:00")
FIELDS = {
    "title": "Board papers", "address": "https://board.example/papers", "publisher": "NHS Resolution",
    "scheme_class": "decisions", "period": "", "licence": "", "notes": "", "asked_as": "board papers",
}  # fmt: skip
PAGE = """Maternity
| Annual KPI No | Annual KPI | Area | Target |
|---|---|---|---|
| 10 | EN clinical review within 20 days | Safety and Learning | 95% |
"""


@pytest.fixture
def plan(office) -> PublishedItem:
    return PublishedItem.objects.get(slug="business-plan-kpis")


def test_set_up_brings_the_items_and_facts_once(office):
    assert PublishedItem.objects.count() == office.published_items == 10
    assert (KpiFact.objects.count(), StrategicRisk.objects.count()) == (14, 3)
    assert KpiFact.objects.get(number=1).target_visibility == "internal"
    assert load_published_items(at=LOADED_AT) == 0


def test_set_up_leaves_alone_what_the_office_keeps(plan, officer):
    change_item(plan, fields={**_fields(plan), "title": "Our plan"}, by=officer, at=NOW)
    load_published_items(at=NOW)
    plan.refresh_from_db()
    assert plan.title == "Our plan"


def test_a_request_is_matched_with_what_the_register_says_now(plan, officer):
    text = "What is your target for exclusions review?"
    (before,) = published_matches(text)
    assert (before.proposal, before.address, before.fact.number) == ("address_lacking", "", "5")

    change_item(plan, fields={**_fields(plan), "address": "https://plan.example/"}, by=officer, at=NOW)

    (after,) = published_matches(text)
    assert (after.proposal, after.address) == ("s21", "https://plan.example/")


def test_a_request_is_matched_in_three_queries(office, django_assert_num_queries):
    with django_assert_num_queries(3):
        published_matches("What is your target for time to resolution?")


def test_adding_changing_and_checking_leave_history_with_what_stood_before(office, officer, deputy_director):
    item = add_item(fields=FIELDS, by=officer, at=NOW)
    mark_checked(item, by=officer, at=NOW)
    item = change_item(item, fields={**FIELDS, "address": "https://board.example/new"}, by=deputy_director, at=NOW)

    assert item.last_checked_on is None
    assert [(change.act, change.before, change.made_by) for change in item.changes.order_by("pk")] == [
        ("added", {}, officer),
        ("checked", {"last_checked_on": ""}, officer),
        ("changed", {"address": "https://board.example/papers", "last_checked_on": "2026-03-03"}, deputy_director),
    ]


def test_a_change_that_changes_nothing_leaves_no_history(office, officer):
    item = add_item(fields=FIELDS, by=officer, at=NOW)
    change_item(item, fields=FIELDS, by=officer, at=NOW)
    assert item.changes.count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": " "}, "Enter the title"),
        ({"publisher": ""}, "Enter who publishes it"),
        ({"scheme_class": ""}, "Choose the class"),
        ({"address": "javascript:alert(1)"}, "whole web address"),
        ({"address": "www.example.org"}, "whole web address"),
        ({"title": "x" * 201}, "at most 200 characters"),
    ],
)
def test_an_item_that_says_too_little_or_something_else_is_refused(office, officer, changed, words):
    with pytest.raises(Refused, match=words):
        add_item(fields={**FIELDS, **changed}, by=officer, at=NOW)


def test_what_has_no_address_cannot_have_been_checked(plan, officer):
    with pytest.raises(Refused, match="no address yet"):
        mark_checked(plan, by=officer, at=NOW)


def test_a_clearer_does_not_keep_the_register(plan, clearer):
    for act in (
        lambda: add_item(fields=FIELDS, by=clearer, at=NOW),
        lambda: change_item(plan, fields=FIELDS, by=clearer, at=NOW),
        lambda: mark_checked(plan, by=clearer, at=NOW),
        lambda: import_facts(plan, text=PAGE, year="2026/27", by=clearer, at=NOW),
    ):
        with pytest.raises(Refused, match="keep the register"):
            act()


def test_indicators_of_a_new_year_stand_beside_the_old_and_a_second_reading_replaces_the_first(plan, officer):
    import_facts(plan, text=PAGE, year="2026-27", by=officer, at=NOW)
    import_facts(plan, text=PAGE.replace("95%", "96%"), year="2026/27", by=officer, at=NOW)

    assert [fact.target for fact in KpiFact.objects.filter(number=10)] == ["96%", "100%"]
    assert plan.changes.first().before["kpis"] == [
        ["10", "EN clinical review within 20 days", "Safety and Learning", "95%"]
    ]


def test_two_items_cannot_state_the_indicators_of_one_year(plan, officer):
    other = add_item(fields=FIELDS, by=officer, at=NOW)
    with pytest.raises(Refused, match="Another item of the register"):
        import_facts(other, text=PAGE, year="2025/26", by=officer, at=NOW)
    assert KpiFact.objects.filter(year="2025/26").count() == 14


def test_items_are_never_deleted_and_history_never_edited(plan):
    for act in (plan.delete, PublishedItem.objects.all().delete):
        with pytest.raises(Refused):
            act()
    with pytest.raises(NeverChanged):
        plan.changes.first().save()


def test_an_address_is_to_be_checked_again_after_half_a_year(office, officer):
    item = add_item(fields=FIELDS, by=officer, at=NOW)
    mark_checked(item, by=officer, at=NOW)
    assert item not in PublishedItem.objects.to_check(day("Mon 31 August 2026"))
    assert item in PublishedItem.objects.to_check(day("Wed 2 September 2026"))


def test_the_register_is_searched_by_words_class_and_state(client, office, clearer):
    client.force_login(clearer)

    page = client.get(reverse("published"), {"q": "exclusions reviewed"}).content.decode()
    assert "Business plan" in page and "Factsheet 5" not in page
    page = client.get(reverse("published"), {"scheme_class": "lists", "state": "to_check"}).content.decode()
    assert "FOI disclosure log" in page and "Annual statistics" not in page
    assert "Add to the register" not in page
    assert "Nothing found" in client.get(reverse("published"), {"q": "zebra"}).content.decode()


def test_a_pasted_page_is_shown_as_it_was_understood_before_anything_is_saved(client, plan, officer):
    client.force_login(officer)
    address = reverse("published_facts_read", args=[plan.slug])

    seen = client.post(address, {"year": "2026/27", "text": PAGE}).content.decode()
    assert "1 indicator and 0 strategic risks, for 2026/27" in seen and "EN clinical review within 20 days" in seen
    assert not KpiFact.objects.filter(year="2026/27").exists()

    client.post(address, {"year": "2026/27", "text": PAGE, "take_over": "1"})
    assert KpiFact.objects.get(year="2026/27").target == "95%"


@pytest.mark.parametrize(
    ("year", "text", "words"),
    [
        ("2026", PAGE, "Enter the financial year like 2025/26."),
        ("2026/28", PAGE, "Enter the financial year like 2025/26."),
        ("2026/27", "no table", "No table of indicators or risks was found."),
        ("2026/27", "", "Paste the page"),
    ],
)
def test_a_page_that_cannot_be_read_is_answered_in_plain_words(client, plan, officer, year, text, words):
    client.force_login(officer)
    page = client.post(reverse("published_facts_read", args=[plan.slug]), {"year": year, "text": text})
    assert words in page.content.decode()


def test_an_officer_adds_changes_and_checks_an_item_on_the_pages(client, office, officer):
    client.force_login(officer)

    client.post(reverse("published_add"), FIELDS)
    item = PublishedItem.objects.get(title="Board papers")
    client.post(reverse("published_change", args=[item.slug]), {**FIELDS, "period": "2026"})
    client.post(reverse("published_checked", args=[item.slug]))

    page = client.get(reverse("published_item", args=[item.slug])).content.decode()
    assert "Address checked" in page and "Period was: empty" in page
    assert PublishedItemChange.objects.filter(item=item).count() == 3
    refused = client.post(reverse("published_add"), {**FIELDS, "address": "nowhere"}).content.decode()
    assert "beginning with https://" in refused


def _fields(item: PublishedItem) -> dict[str, str]:
    return {name: getattr(item, name) for name in FIELDS}
