"""The estimate of cost of a case, and the card for section 43(2), through their acts and pages."""

import pytest
from django.urls import reverse

from foirequests.actions.advice import dismiss_advice
from foirequests.actions.commercial_cards import card_of, fill_card
from foirequests.actions.cost import estimate_of, remove_line, save_line, set_scope
from foirequests.actions.reading import read_case
from foirequests.domain.commercial_card import CommercialCard
from foirequests.domain.errors import NotPermitted, Refused
from foirequests.models import CostLine, HistoryEntry
from tests import factories
from tests.dates import day, moment

TODAY = day("Mon 9 January 2023")
NOW = moment("Mon 9 January 2023 10:00")
BIRTHS = "Please tell me how many claims about birth injuries you received in each of the last five years, by trust."
WORK = {
    "activity": "locate",
    "unit": "claim files",
    "units": 1000,
    "minutes": 3,
    "people": 1,
    "basis": "20 files timed",
}


@pytest.fixture
def case(officer):
    return factories.a_request(by=officer)


def other_case(officer, received_on="Fri 31 March 2023"):
    return factories.a_request(by=officer, received_on=day(received_on), email="other@requesters.example")


def test_lines_are_added_changed_and_removed_and_history_keeps_each(case, officer):
    line = save_line(case, fields=WORK, by=officer, at=NOW)
    save_line(case, fields={**WORK, "units": 300}, line=line, by=officer, at=NOW)
    assert estimate_of(case, on=TODAY).hours == 15
    remove_line(case, line, by=officer, at=NOW)

    assert estimate_of(case, on=TODAY) is None
    entries = HistoryEntry.objects.filter(foi_request=case, act="cost_estimated").order_by("pk")
    assert [(entry.facts["change"], entry.facts["units"]) for entry in entries] == [
        ("added", 1000), ("changed", 300), ("removed", 300)
    ]  # fmt: skip
    assert entries[0].words.text == "claim files. Based on: 20 files timed"


def test_work_that_does_not_count_is_refused_and_not_kept(case, officer):
    for wrong in ({"activity": "redact"}, {"unit": "pages to redact"}, {"basis": ""}):
        with pytest.raises(Refused):
            save_line(case, fields={**WORK, **wrong}, by=officer, at=NOW)
    assert not CostLine.objects.exists()


def test_requests_within_sixty_working_days_are_counted_together(case, officer):
    other = other_case(officer, "Thu 30 March 2023")
    set_scope(case, asked_for={"years": 10}, together=[other], by=officer, at=NOW)
    save_line(case, fields={**WORK, "units": 180}, by=officer, at=NOW)
    save_line(case, fields={**WORK, "units": 181, "foi_request": other}, by=officer, at=NOW)

    found = estimate_of(case, on=TODAY)
    assert found.is_over and found.hours * 60 == 361 * 3
    with pytest.raises(Refused, match="has lines in the estimate"):
        set_scope(case, asked_for={}, together=[], by=officer, at=NOW)


def test_a_request_received_later_than_that_is_not(case, officer):
    # Counted from Thursday 5 January 2023 as the first, Thursday 30 March is the sixtieth: 17 March was no working day.
    with pytest.raises(Refused, match="more than sixty consecutive working days"):
        set_scope(case, asked_for={}, together=[other_case(officer)], by=officer, at=NOW)


def test_a_line_cannot_belong_to_a_request_that_is_not_counted(case, officer):
    with pytest.raises(Refused, match="is not counted with this request"):
        save_line(case, fields={**WORK, "foi_request": other_case(officer)}, by=officer, at=NOW)


def test_section_12_is_for_requests_under_foia_alone(case, officer):
    case.regime_id = "eir"
    with pytest.raises(Refused, match=r"regulation 12\(4\)\(b\)"):
        save_line(case, fields=WORK, by=officer, at=NOW)


def test_only_officers_estimate_and_not_after_the_reply(case, officer, clearer):
    with pytest.raises(NotPermitted):
        save_line(case, fields=WORK, by=clearer, at=NOW)
    issued = factories.an_issued_letter(by=officer, clearer=clearer, email="issued@requesters.example")
    with pytest.raises(NotPermitted):
        save_line(issued.foi_request, fields=WORK, by=officer, at=NOW)


def test_the_page_shows_the_table_what_would_fit_and_the_words_of_the_letter(client, case, officer):
    client.force_login(officer)
    client.post(reverse("case_cost_scope", args=[case.reference]), {"years": "10", "together": ""})
    client.post(reverse("case_cost_line", args=[case.reference]), WORK)

    page = client.get(reverse("case_cost", args=[case.reference])).content.decode()

    assert "50 hours, £1,250: over the limit of 18 hours, £450." in page
    assert "3 years instead of 10: about 15 hours" in page
    assert "1,000 claim files, at 3 minutes each: 50 hours (20 files timed)" in page


@pytest.fixture
def alike(officer):
    """Two requests of one person for nearly the same, the second of which triage has read."""
    first, second = (
        factories.a_request(by=officer, text=f"{BIRTHS} {more}") for more in ("Thank you.", "And what did they cost?")
    )
    read_case(second.pk, at=NOW)
    return first, second


def test_what_triage_advises_to_count_together_is_proposed_on_the_page_of_the_cost(client, alike, officer):
    first, second = alike
    client.force_login(officer)
    page = client.get(reverse("case_cost", args=[second.reference])).content.decode()
    assert f"Triage advises to count {first.reference} with it" in page
    form = client.get(reverse("case_cost_scope", args=[second.reference])).context["form"]
    assert form["together"].value() == first.reference

    client.post(reverse("case_cost_scope", args=[second.reference]), {"together": first.reference})

    assert "Triage advises" not in client.get(reverse("case_cost", args=[second.reference])).content.decode()


def test_advice_to_count_together_that_was_dismissed_is_proposed_no_more(client, alike, officer):
    _first, second = alike
    dismiss_advice(second.advice.get(kind="flag", value="aggregation"), by=officer, at=NOW)
    client.force_login(officer)
    assert "Triage advises" not in client.get(reverse("case_cost", args=[second.reference])).content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("minutes", "-3", "Enter a number of minutes, like 3 or 2.5"),
        ("minutes", "2.3456", "Enter a number of minutes, like 3 or 2.5"),
        ("minutes", "99999999999", "Enter a number of minutes, like 3 or 2.5"),
        ("units", "0", "Enter a whole number from 1"),
        ("people", "1000000000", "Enter a number up to"),
    ],
)
def test_a_number_that_cannot_be_is_told_in_plain_words(client, case, officer, field, typed, told):
    client.force_login(officer)
    page = client.post(reverse("case_cost_line", args=[case.reference]), {**WORK, field: typed}).content.decode()
    assert told in page
    assert "Ensure" not in page


def test_redaction_is_refused_on_the_page_with_the_reason(client, case, officer):
    client.force_login(officer)
    page = client.post(reverse("case_cost_line", args=[case.reference]), {**WORK, "unit": "pages to redact"})
    assert "Redaction does not count towards the cost limit" in page.content.decode()


def test_an_unknown_reference_is_named(client, case, officer):
    client.force_login(officer)
    page = client.post(reverse("case_cost_scope", args=[case.reference]), {"together": "FOI_9999"})
    assert "There is no request FOI_9999" in page.content.decode()


def test_a_line_of_another_case_is_not_found(client, case, officer):
    client.force_login(officer)
    line = save_line(other_case(officer), fields=WORK, by=officer, at=NOW)
    for name in ("case_cost_line", "case_cost_line_remove"):
        assert client.post(reverse(name, args=[case.reference, line.pk])).status_code == 404


def test_the_card_is_kept_question_by_question_with_its_history(case, officer):
    question = case.questions.get()
    assert card_of(question) == CommercialCard()

    fill_card(question, CommercialCard(whose="authority", mechanism="Offers are timed"), by=officer, at=NOW)
    fill_card(question, CommercialCard(whose="panel", mechanism="Rates are compared"), by=officer, at=NOW)
    fill_card(question, CommercialCard(whose="panel", mechanism="Rates are compared"), by=officer, at=NOW)

    assert card_of(question).whose == "panel"
    entries = HistoryEntry.objects.filter(foi_request=case, act="s43_card_filled").order_by("pk")
    assert [(entry.facts["whose"], entry.facts["missing"], entry.words.text) for entry in entries] == [
        ("authority", 6, "Offers are timed"),
        ("panel", 6, "Rates are compared"),
    ]


def test_the_page_of_the_card_says_what_is_missing_and_that_the_footnote_refuses_nothing(client, case, officer):
    client.force_login(officer)
    address = reverse("case_commercial_card", args=[case.reference, 1])

    page = client.get(address).content.decode()
    assert "8 of 8 answers missing" in page and "It is not a refusal" in page
    assert "neither confirming nor denying is not open" in page

    full = {
        "whose": "authority", "mechanism": "a", "likelihood": "would", "evidence_owner": "b", "factors_for": "c",
        "factors_against": "d", "target_age": "2025/26", "partial": ["range"],
    }  # fmt: skip
    page = client.post(address, full, follow=True).content.decode()
    assert "Complete" in page and "does the public interest in withholding outweigh" in page
