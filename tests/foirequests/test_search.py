"""Searching cases: by whatever they hold, as they stand now, and never by what they no longer say."""

import logging

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse

from accounts.models import StaffMember
from foirequests import search
from foirequests.actions.cases import merge_duplicate, withdraw_request
from foirequests.actions.clarification import ask_for_clarification, record_clarification
from foirequests.actions.correspondence import add_note, send_message
from foirequests.actions.portal import receive_message
from foirequests.actions.receive import RequesterDetails
from foirequests.actions.requesters import correct_requester
from foirequests.actions.search import MOST_FOUND, find_cases, index_cases
from foirequests.forms.queue import STAGE_CHOICES
from foirequests.models import FoiRequest, Message
from tests.dates import day, moment
from tests.factories import a_request, an_issued_letter

NOW = moment("Wed 1 February 2023 10:00")


@pytest.fixture(autouse=True)
def on_the_first_of_february():
    with time_machine.travel(NOW, tick=False):
        yield


def found(typed):
    keys = find_cases(FoiRequest.objects.all(), typed).keys
    by_key = FoiRequest.objects.in_bulk(keys)
    return [by_key[key].reference for key in keys]


@pytest.fixture
def case(officer):
    """One case among others."""
    a_request(by=officer, text="How many claims about lifts?", name="Bo Other", email="bo@elsewhere.example")
    wanted = a_request(
        by=officer,
        text="Falls from trolleys in Ynys Môn, since COVID-19",
        name="Siân O’Brien",
        email="sian.ob@requesters.example",
        postal_address="1 Chapel Row\nLlanfair",
    )
    return wanted


@pytest.mark.parametrize(
    "typed",
    [
        *("FOI_0002", "foi_2", "foi2", "trolley", "falling trolleys", "TROLLEYS", "trolle", "ynys mon"),
        *("Siân", "sian", "O'Brien", "OBrien", "o’brien sian", "sian.ob@requesters.example", "requesters.example"),
        *("sian.ob@requesters.exam", "requesters.exampl", "o'bri", "covid-19", "trolleys since.covi"),
        *("covid19", "covid 19", '"from trolleys"', "falls -lifts", "the falls of the trolleys", "llanfair"),
        *('trolleys "', "falls AND", "trolleys*", "trolleys:", "(trolleys"),
    ],
)
def test_a_case_is_found_by_reference_words_name_and_address_however_they_are_spelt(case, typed):
    words = typed.replace(" AND", "")
    assert found(words) == [case.reference]


@pytest.mark.parametrize(
    "typed", ["lorries", "trolleys lifts", '"trolleys from"', "falls -trolley", "rolleys", "brien"]
)
def test_a_case_without_all_the_words_is_not_found(case, typed):
    assert case.reference not in found(typed)


def test_a_word_that_is_excluded_excludes_wherever_it_stands(officer):
    for end in ("All falls.", "All claims about them.", "Them and claims."):
        a_request(by=officer, text="Trolleys.\n" * 40 + end)
    assert set(FoiRequest.objects.values_list("subject", flat=True)) == {FoiRequest.objects.first().subject}
    assert found("trolleys -claims") == ["FOI_0001"]
    assert found('ellery trolleys -"claims about"') == ["FOI_0003", "FOI_0001"]


def test_words_in_reference_subject_or_name_come_before_newer_cases_that_have_them_in_the_text(officer):
    named = a_request(by=officer, text="Something else", name="Ann Trolley")
    long_text = "Something about the place. " * 10
    older = a_request(by=officer, text=f"{long_text} A trolley.")
    newer = a_request(by=officer, text=f"{long_text} Two trolleys.")
    assert found("trolley") == [named.reference, newer.reference, older.reference]


def test_everything_that_changes_what_a_case_says_changes_what_it_is_found_by(officer, case):
    acts = [
        ("kittens", lambda: send_message(case, subject="", text="About kittens", by=officer, at=NOW)),
        ("puppies", lambda: add_note(case, kind="call", text="Puppies", happened_at=NOW, by=officer, at=NOW)),
        ("ponies", lambda: receive_message(case, text="And ponies", at=NOW)),
        ("hamsters", lambda: ask_for_clarification(case, unclear="Hamsters?", options="Say which", by=officer, at=NOW)),
        (
            "gerbils",
            lambda: record_clarification(
                case, text="Gerbils", received_on=day("Wed 1 February 2023"), channel="email", by=officer, at=NOW
            ),
        ),
    ]
    for word, act in acts:
        assert found(word) == []
        act()
        assert found(word) == [case.reference]


def test_a_corrected_requester_is_found_under_the_new_name_and_addresses_alone(officer, case):
    details = RequesterDetails(name="Mair Evans", email="mair@new.example")
    correct_requester(case, details, reason="Married", by=officer, at=NOW)
    assert found("Mair Evans") == found("mair@new.example") == found("evans trolleys") == [case.reference]
    for old in ("obrien", "sian.ob@requesters.example", "llanfair"):
        assert found(old) == []


def test_a_case_is_found_by_the_words_of_its_reply_together_with_its_own(officer, clearer):
    letter = an_issued_letter(by=officer, clearer=clearer, name="Ann Asker")
    reference = letter.foi_request.reference
    assert found("asker management database procedure") == [reference]
    correct_requester(
        letter.foi_request,
        RequesterDetails(name="Mair Evans", email="mair@new.example"),
        reason="Married",
        by=officer,
        at=NOW,
    )
    assert found("evans management database procedure") == [reference]


def test_a_closed_or_merged_case_is_still_found(officer):
    one, other = a_request(by=officer, text="First trolley"), a_request(by=officer, text="Second trolley")
    merge_duplicate(other, into=one, by=officer, at=NOW)
    withdraw_request(one, reason="By telephone", by=officer, at=NOW)
    assert found("trolley") == [other.reference, one.reference]


def test_words_that_are_erased_leave_the_index_when_the_case_is_indexed_again(case):
    FoiRequest.objects.filter(pk=case.pk).update(subject="Erased", text="Erased")
    case.questions.update(text="Erased")
    Message.objects.filter(foi_request=case).update(text="Erased")
    index_cases([case.pk])
    assert found("trolleys") == []
    assert found("erased") == [case.reference]


def test_an_act_that_fails_leaves_the_index_as_it_was(case, officer):
    with pytest.raises(RuntimeError), transaction.atomic():
        send_message(case, subject="", text="About kittens", by=officer, at=NOW)
        raise RuntimeError
    assert found("kittens") == []


@pytest.mark.parametrize("arguments", [[], ["--missing"]])
def test_the_index_is_rebuilt_from_the_cases_alone(officer, clearer, arguments, capsys):
    letter = an_issued_letter(by=officer, clearer=clearer, name="Ann Asker")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_case")
    search.put("case", 999_999, title="A case that is gone")
    assert found("asker") == []
    call_command("rebuild_search", *arguments)
    assert found("asker management database procedure") == [letter.foi_request.reference]
    assert "Entries without a case removed: 1" in capsys.readouterr().out


def test_a_rebuilding_that_was_cut_off_goes_on_after_the_case_that_it_named(officer):
    first, second = a_request(by=officer, text="A trolley"), a_request(by=officer, text="A trolley")
    search.remove("case", [first.pk, second.pk])
    call_command("rebuild_search", "--after", first.reference)
    assert found("trolley") == [second.reference]


def test_loading_reference_data_indexes_cases_that_search_does_not_know_yet(case):
    search.remove("case", [case.pk])
    call_command("load_reference_data")
    assert found("trolleys") == [case.reference]


def test_the_longest_request_in_the_strangest_letters_is_indexed(officer):
    strange = " ".join(chr(0x20000 + number) + chr(0x4E00 + number) for number in range(12_000))
    foi_request = a_request(by=officer, text=f"trolley {strange}")
    assert found("trolley") == [foi_request.reference]


def test_of_very_many_cases_the_newest_are_found_and_the_page_says_that_there_are_more(officer, client):
    one = a_request(by=officer, text="A trolley")
    fields = {"requester": one.requester, "channel": "email", "received_on": NOW.date(), "recorded_at": NOW}
    FoiRequest.objects.bulk_create(
        FoiRequest(reference=f"X_{number}", subject="A trolley", text="", **fields) for number in range(MOST_FOUND)
    )
    keys = FoiRequest.objects.filter(reference__startswith="X_").values_list("pk", flat=True)
    search.add_many("case", [(key, {"title": "A trolley", "text": "", "reply": ""}) for key in keys])
    result = find_cases(FoiRequest.objects.all(), "trolley")
    assert (len(result.keys), result.is_cut) == (MOST_FOUND, True)
    assert one.pk not in result.keys
    client.force_login(officer)
    assert (
        "More than 500 requests match: add a word or a filter." in client.get("/requests/?q=trolley").content.decode()
    )
    assert not find_cases(FoiRequest.objects.filter(pk=one.pk), "trolley").is_cut


# --- The page -------------------------------------------------------------------------------------------------------


@pytest.fixture
def queue(client, officer):
    client.force_login(officer)
    return lambda **typed: client.get(reverse("queue"), typed)


def test_under_each_case_stands_where_the_words_were_found(queue, case):
    page = queue(q="o'brien").content.decode()
    assert 'Requester: Siân <mark class="fd-mark">O’Brien</mark>' in page
    page = queue(q="llanfair").content.decode()
    assert '<mark class="fd-mark">Llanfair</mark>' in page


def test_what_was_found_is_escaped(queue, officer):
    a_request(by=officer, text="Hello.\n" * 30 + "<script>alert('trolley')</script>")
    page = queue(q="script trolley").content.decode()
    assert "<script>alert" not in page
    assert '&lt;<mark class="fd-mark">script</mark>&gt;' in page


def test_the_words_of_a_reply_are_shown_where_they_were_found(queue, officer, clearer):
    an_issued_letter(by=officer, clearer=clearer)
    page = queue(q="management database").content.decode()
    assert "Reply: " in page


@pytest.mark.parametrize("typed", ["---", "…", '""', "-trolley"])
def test_without_a_word_the_page_asks_for_one(queue, case, typed):
    assert "Type at least one word to search for" in queue(q=typed).content.decode()


def test_a_search_keeps_to_the_other_filters_and_to_a_chosen_order(queue, officer, second_officer):
    one = a_request(by=officer, text="A trolley", received_on=day("Tue 10 January 2023"))
    other = a_request(by=officer, text="A trolley", received_on=day("Thu 5 January 2023"))
    a_request(by=second_officer, text="A trolley")
    shown = lambda **typed: [row["reference"] for row in queue(**typed).context["rows"]]  # noqa: E731
    assert shown(q="trolley", owner="me") == [other.reference, one.reference]
    assert shown(q="trolley", owner="me", sort="received") == [one.reference, other.reference]


@pytest.mark.parametrize("stage", [stage for stage, _words in STAGE_CHOICES if stage])
def test_words_are_looked_for_at_every_stage_even_where_no_request_stands(queue, case, stage):
    assert queue(q="lifts", stage=stage).status_code == 200


def test_who_may_see_no_case_finds_none(case, officer):
    assert find_cases(FoiRequest.objects.visible_to(officer), "trolleys").keys == (case.pk,)
    nobody = StaffMember.objects.create_user("no.role@office.example", "No Role", "a pass phrase")
    assert find_cases(FoiRequest.objects.visible_to(nobody), "trolleys").keys == ()


def test_what_was_searched_for_is_neither_logged_nor_kept(queue, case, caplog):
    caplog.set_level(logging.DEBUG, logger="foirequests")
    caplog.set_level(logging.INFO)
    queue(q="zebrafinch", owner="me")
    assert "zebrafinch" not in caplog.text
    assert all("zebrafinch" not in str(session.get_decoded()) for session in Session.objects.all())
