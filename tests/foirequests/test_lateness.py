"""Why a reply was late is recorded when it is."""

import pytest

from foirequests.actions.lateness import explain_lateness
from foirequests.domain.errors import NotPermitted, Refused
from foirequests.models import HistoryEntry, Lateness
from tests.dates import day
from tests.factories import a_request, an_issued_letter, at

LATE = day("Tue 7 February 2023")


def a_late_case(officer, clearer):
    letter = an_issued_letter(by=officer, clearer=clearer)
    case = letter.foi_request
    case.closed_on = LATE
    case.save(update_fields=["closed_on"])
    return case


def explain(case, officer, **changes) -> Lateness:
    facts = {"cause": "holder", "owner": "information_holder", "words": "Finance was closing its year."}
    return explain_lateness(case, **{**facts, **changes}, by=officer, at=at(LATE))


def test_the_reason_and_where_the_time_was_lost_are_recorded_with_words_that_can_be_erased(officer, clearer):
    case = a_late_case(officer, clearer)
    explain(case, officer)

    assert (case.lateness.cause, case.lateness.owner) == ("holder", "information_holder")
    entry = HistoryEntry.objects.get(act="lateness_explained")
    assert entry.facts == {"cause": "holder", "owner": "information_holder"}
    assert entry.words.text == "Finance was closing its year."


def test_it_is_recorded_once(officer, clearer):
    case = a_late_case(officer, clearer)
    explain(case, officer)

    with pytest.raises(Refused, match="already"):
        explain(case, officer)
    assert Lateness.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"cause": "weather"}, "Choose what"),
        ({"owner": "nobody"}, "Choose what"),
        ({"cause": "other", "words": " "}, "Say what took the time"),
    ],
)
def test_a_reason_that_says_nothing_is_refused(officer, clearer, changes, refusal):
    with pytest.raises(Refused, match=refusal):
        explain(a_late_case(officer, clearer), officer, **changes)


def test_a_reply_in_time_needs_no_reason(officer, clearer):
    with pytest.raises(Refused, match="in time"):
        explain(an_issued_letter(by=officer, clearer=clearer).foi_request, officer)


def test_an_open_case_is_not_late_yet(officer, clearer):
    with pytest.raises(NotPermitted):
        explain(a_request(by=officer), officer)
    with pytest.raises(NotPermitted):
        explain(a_late_case(officer, clearer), clearer)


def test_the_case_page_asks_for_the_reason_until_it_is_given(officer, clearer, client):
    case = a_late_case(officer, clearer)
    case.issued_letters.update(emailed_on=LATE)
    client.force_login(officer)
    address = f"/requests/{case.reference}/lateness/"
    assert address in client.get(f"/requests/{case.reference}/").content.decode()

    answer = client.post(address, {"cause": "other", "owner": "legal", "words": ""})
    assert "Say what took the time" in answer.content.decode()
    answer = client.post(address, {"cause": "clearance", "owner": "clearers", "words": ""}, follow=True)
    assert "The reason is recorded." in answer.content.decode()
    assert f'href="{address}"' not in answer.content.decode()
