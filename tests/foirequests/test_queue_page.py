"""The work queue: what waits, in which order, for whom."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from foirequests.actions.cases import withdraw_request
from foirequests.actions.clarification import ask_for_clarification
from foirequests.actions.commission import commission_information
from foirequests.actions.notices import raise_notice, tell_of_mention
from foirequests.models import FoiRequest, Notice, OutgoingMail
from responses.actions.clear import return_response, submitted_version
from tests.dates import day, moment
from tests.factories import a_request, a_submitted_response, a_triaged_request, an_issued_letter

NOW = moment("Wed 1 February 2023 10:00")


@pytest.fixture(autouse=True)
def on_the_first_of_february():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def queue(client, officer):
    """Open the queue as the officer with a query."""
    client.force_login(officer)

    def opened(query=""):
        return client.get(f"{reverse('queue')}?{query}", follow=True)

    return opened


def references(answer):
    return [row["reference"] for row in answer.context["rows"]]


def tags(answer):
    return {row["reference"]: [tag.text for tag in row["tags"]] for row in answer.context["rows"]}


def test_the_most_urgent_case_comes_first_and_a_stopped_clock_last(queue, officer):
    later = a_request(by=officer, received_on=day("Mon 23 January 2023"))
    overdue = a_request(by=officer, received_on=day("Tue 3 January 2023"))
    stopped = a_request(by=officer, received_on=day("Thu 5 January 2023"))
    ask_for_clarification(stopped, unclear="Which years?", options="Name them.", by=officer, at=NOW)
    answer = queue()
    assert references(answer) == [overdue.reference, later.reference, stopped.reference]
    lefts = [row["left"] and row["left"].text for row in answer.context["rows"]]
    assert lefts == ["Overdue by 1 day", "13 working days left", None]


@pytest.mark.parametrize("query", ["sort=owner", "sort=owner&stage=all", "sort=owner&q=trolleys"])
def test_by_owner_those_of_nobody_come_last_and_of_one_owner_those_with_a_stopped_clock(queue, officer, query):
    nobodys = a_request(by=officer, text="Trolleys?")
    FoiRequest.objects.filter(pk=nobodys.pk).update(owner=None)
    stopped, running = (a_request(by=officer, text="Trolleys?") for _one in range(2))
    ask_for_clarification(stopped, unclear="Which years?", options="Name them.", by=officer, at=NOW)
    assert references(queue(query)) == [running.reference, stopped.reference, nobodys.reference]


@pytest.mark.parametrize(
    ("received", "words"),
    [
        ("Tue 3 January 2023", "Overdue by 1 day"),
        ("Wed 4 January 2023", "Due today"),
        ("Thu 5 January 2023", "Due tomorrow"),
        ("Fri 6 January 2023", "2 working days left"),
    ],
)
def test_the_days_that_are_left_are_said_in_words(queue, officer, received, words):
    a_request(by=officer, received_on=day(received))
    assert words in queue().content.decode()


def test_the_numbers_above_the_queue_lead_to_their_lists(queue, officer):
    overdue = a_request(by=officer, received_on=day("Tue 3 January 2023"))
    today = a_request(by=officer, received_on=day("Wed 4 January 2023"))
    soon = a_request(by=officer, received_on=day("Fri 6 January 2023"))
    asked = a_triaged_request(by=officer, received_on=day("Mon 30 January 2023"))
    commission_information(
        asked,
        holder="Finance",
        asked_for="Spending",
        asked_on=day("Tue 31 January 2023"),
        due_on=day("Fri 3 February 2023"),
        by=officer,
        at=NOW,
    )
    cleared = a_submitted_response(by=officer, received_on=day("Fri 27 January 2023")).foi_request
    expected = [overdue, today, soon, cleared, asked]
    counts = queue().context["top"]["counts"]
    assert [count["number"] for count in counts] == [1, 1, 1, 1, 1]
    for count, foi_request in zip(counts, expected, strict=True):
        assert references(queue(count["url"].partition("?")[2])) == [foi_request.reference]


def test_what_goes_wrong_or_is_waited_for_stands_beside_the_stage(queue, officer, clearer):
    returned = a_submitted_response(by=officer)
    version = submitted_version(returned)
    return_response(returned, letter_hash=version.letter_hash, comment="Say which years.", by=clearer, at=NOW)
    letter = an_issued_letter(by=officer, clearer=clearer, received_on=day("Mon 9 January 2023"))
    OutgoingMail.objects.filter(message__foi_request=letter.foi_request).update(
        state="failed", last_error="No such box"
    )
    posted = an_issued_letter(by=officer, clearer=clearer, channel="post", email="", postal_address="1 High Street")
    shown = tags(queue())
    assert shown[returned.foi_request.reference] == ["Returned by the clearer", "Being sent"]
    assert shown[letter.foi_request.reference] == ["Reply issued", "Sending failed"]
    assert shown[posted.foi_request.reference] == ["Reply issued", "To be posted"]
    assert references(queue("stage=returned")) == [returned.foi_request.reference]
    assert references(queue("stage=failed")) == [letter.foi_request.reference]
    assert references(queue("stage=to_post")) == [posted.foi_request.reference]


def test_closed_cases_stay_away_until_they_are_asked_for(queue, officer):
    withdrawn = a_request(by=officer)
    withdraw_request(withdrawn, reason="By telephone", by=officer, at=NOW)
    assert references(queue()) == []
    assert references(queue("stage=withdrawn")) == [withdrawn.reference]
    assert references(queue("stage=all")) == [withdrawn.reference]


@pytest.mark.parametrize("words", ["FOI_0001", "foi_0001", "trolleys", "Ann Asker", "ANN@requesters"])
def test_a_search_finds_reference_words_name_and_address_at_every_stage(queue, officer, words):
    wanted = a_request(by=officer, text="Falls from trolleys", name="Ann Asker", email="ann@requesters.example")
    withdraw_request(wanted, reason="By telephone", by=officer, at=NOW)
    a_request(by=officer, text="Something else")
    assert references(queue(f"q={words}")) == [wanted.reference]


def test_the_queue_is_filtered_by_owner_service_law_and_day_of_receipt(queue, officer, second_officer):
    mine = a_triaged_request(by=officer, received_on=day("Mon 16 January 2023"))
    theirs = a_request(by=second_officer, received_on=day("Tue 17 January 2023"))
    nobodys = a_request(by=None, received_on=day("Wed 18 January 2023"), channel="web")
    assert references(queue("owner=me")) == [mine.reference]
    assert references(queue(f"owner={second_officer.pk}")) == [theirs.reference]
    assert references(queue("owner=nobody")) == [nobodys.reference]
    assert references(queue("service=claims_management")) == [mine.reference]
    assert references(queue("regime=eir")) == []
    since = "received_from_day=17&received_from_month=1&received_from_year=2023"
    assert references(queue(since)) == [theirs.reference, nobodys.reference]
    until = "received_to_day=17&received_to_month=1&received_to_year=2023"
    assert references(queue(f"{since}&{until}")) == [theirs.reference]
    assert references(queue("sort=received")) == [nobodys.reference, theirs.reference, mine.reference]


FEBRUARY_31 = "received_from_day=31&received_from_month=2&received_from_year=2023"
BACK_TO_FRONT = (
    "received_from_day=2&received_from_month=1&received_from_year=2023"
    "&received_to_day=1&received_to_month=1&received_to_year=2023"
)
NOT_OFFERED = ": choose from what the page offers"


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("owner=none", "id_owner", NOT_OFFERED),
        ("owner=999999", "id_owner", NOT_OFFERED),
        ("owner=me%00", "id_owner", NOT_OFFERED),
        ("stage=nonsense", "id_stage", NOT_OFFERED),
        ("due=yesterday", "id_due", NOT_OFFERED),
        ("service=nonsense", "id_service", NOT_OFFERED),
        ("regime=dpa", "id_regime", NOT_OFFERED),
        ("sort=colour", "id_sort", NOT_OFFERED),
        ("sort=" + "x" * 3000, "id_sort", NOT_OFFERED),
        ("owner=me&owner=nobody", "id_owner", "this stands in the address more than once"),
        ("stage=all&stage=", "id_stage", "this stands in the address more than once"),
        (f"{FEBRUARY_31}&received_from_day=2", "id_received_from", "this stands in the address more than once"),
        (FEBRUARY_31, "id_received_from", "31 2 2023 is not a real date"),
        ("received_to_day=99", "id_received_to", "The date must include a month and a year"),
        (
            "received_to_day=%00&received_to_month=1&received_to_year=2023",
            "id_received_to",
            "Enter the date in numbers",
        ),
        (BACK_TO_FRONT, "id_received_to", "This day is before the one in “Received from”"),
        ("q=***", "id_q", "Type at least one word"),
        ("q=a%00b", "id_q", "Null characters"),
    ],
)
def test_a_filter_that_makes_no_sense_is_said_beside_it_and_widens_nothing(client, queue, officer, query, field, said):
    a_request(by=officer)
    answer = queue(query)
    page = answer.content.decode()
    assert references(answer) == []
    assert said in page.partition("There is a problem")[2].partition("</ul>")[0]
    assert said in page.partition(f'id="{field}_error"')[2].partition("</div>")[0]
    assert "Nothing was looked for" in page
    assert "No requests match" not in page
    assert "data-fd-closed-when-narrow" not in page
    assert page.partition("<title>")[2].startswith("Error: ")
    assert client.get(reverse("queue")).status_code == 200


def test_a_search_shows_what_it_found_and_how_many_filters_are_in_use_and_nothing_above(queue, officer):
    foi_request = a_request(by=officer)
    raise_notice(foi_request, Notice.Kind.OVERDUE, to=officer, concerns_on=foi_request.due_on, at=NOW)
    page = queue("q=procedure&owner=me&due=soon&sort=due").content.decode()
    assert "queue-caption" in page
    assert "notices-heading" not in page
    assert "Requests in numbers" not in page
    assert "Filters (2 in use)" in page
    page = queue("owner=me").content.decode()
    assert page.index("notices-heading") < page.index("Requests in numbers") < page.index("queue-caption")


def test_what_is_no_filter_and_what_says_the_same_twice_is_borne(queue, officer):
    foi_request = a_request(by=officer)
    for query in ("page=400", "page=%00", "unknown=1", "owner=me&owner=me", "owner=&stage=&q=", "sort=due"):
        assert references(queue(query)) == [foi_request.reference]


def test_a_search_is_sorted_by_due_date_when_that_is_chosen(queue, officer):
    later = a_request(by=officer, received_on=day("Mon 23 January 2023"), text="Trolleys at night")
    sooner = a_request(by=officer, received_on=day("Mon 9 January 2023"), text="Trolleys at noon")
    assert references(queue("q=trolleys&sort=due")) == [sooner.reference, later.reference]
    assert references(queue("q=trolleys&sort=received")) == [later.reference, sooner.reference]


def test_filters_that_were_refused_are_not_remembered(client, queue, officer):
    queue("owner=me")
    queue("owner=none")
    assert client.get(reverse("queue")).status_code == 200


def test_filters_are_remembered_and_forgotten(client, queue, officer):
    queue("owner=me&q=trolleys")
    answer = client.get(reverse("queue"))
    assert answer.headers["Location"] == f"{reverse('queue')}?owner=me"
    answer = client.get(f"{reverse('queue')}?clear=1", follow=True)
    assert answer.redirect_chain == [(reverse("queue"), 302)]
    assert not answer.context["is_filtered"]


def test_an_empty_queue_says_what_to_do_next(queue):
    assert "Record a request" in queue().content.decode()
    assert "No requests match" in queue("stage=cleared").content.decode()


def test_ticked_cases_are_given_to_another_officer_together(client, queue, officer, second_officer):
    cases = [a_request(by=officer), a_request(by=officer)]
    queue()
    typed = {"cases": [case.pk for case in cases], "owner": second_officer.pk, "back": "/requests/?owner=me"}
    answer = client.post(reverse("queue_assign"), typed)
    assert answer.headers["Location"] == "/requests/?owner=me"
    assert FoiRequest.objects.owned_by(second_officer).count() == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"owner": "x"}, "Tick the requests"), ({"cases": ["1"], "owner": ""}, "Tick"), ({"cases": ["x"]}, "Tick")],
)
def test_giving_nothing_or_to_nobody_is_met_with_a_word(client, queue, officer, typed, said):
    queue()
    assert said in client.post(reverse("queue_assign"), typed, follow=True).content.decode()


def test_a_way_back_to_another_site_is_not_taken(client, queue, officer, second_officer):
    foi_request = a_request(by=officer)
    queue()
    typed = {"cases": [foi_request.pk], "owner": second_officer.pk, "back": "https://elsewhere.example/"}
    assert client.post(reverse("queue_assign"), typed).headers["Location"] == reverse("queue")


def test_a_notice_is_shown_until_somebody_has_seen_it(client, queue, officer):
    foi_request = a_request(by=officer)
    notice = raise_notice(foi_request, Notice.Kind.OVERDUE, concerns_on=foi_request.due_on, at=NOW)
    assert "Overdue: 2 February 2023" in queue().content.decode()
    client.post(reverse("notice_seen", args=[notice.pk]))
    assert "Overdue: 2 February 2023" not in queue().content.decode()


def test_a_mention_is_not_lost_behind_newer_reminders_and_the_page_says_that_there_are_more(
    client, queue, officer, clearer
):
    cases = [a_request(by=officer, email=f"{number}@requesters.example") for number in range(6)]
    tell_of_mention(cases[0], to=clearer, at=NOW)
    client.force_login(clearer)
    alone = client.get(reverse("queue")).content.decode()
    assert "You are mentioned in a comment on a letter" in alone
    assert "There are more." not in alone

    for case in cases:
        raise_notice(
            case, Notice.Kind.TOLD_EARLY, concerns_on=case.due_on, at=NOW + timedelta(hours=1), to_role="clearer"
        )
    page = client.get(reverse("queue")).content.decode()
    assert "You are mentioned in a comment on a letter" in page
    assert page.count("Sensitive, or of interest to the press") == 4
    assert "There are more." in page


def test_somebody_elses_notice_is_not_mine_to_put_away(client, queue, officer, second_officer):
    foi_request = a_request(by=second_officer)
    notice = raise_notice(foi_request, Notice.Kind.OVERDUE, concerns_on=foi_request.due_on, at=NOW)
    queue()
    assert client.post(reverse("notice_seen", args=[notice.pk])).status_code == 404


@pytest.mark.parametrize("number", [5, 50])
def test_the_queue_asks_no_more_of_the_database_when_it_grows(queue, officer, number, django_assert_max_num_queries):
    for place in range(number):
        a_request(by=officer, email=f"person{place}@requesters.example")
    with django_assert_max_num_queries(28):
        answer = queue("sort=received")
    assert len(answer.context["rows"]) == min(number, 25)


def test_a_clearer_reads_the_queue_and_ticks_nothing(client, officer, clearer):
    foi_request = a_request(by=officer)
    client.force_login(clearer)
    page = client.get(reverse("queue")).content.decode()
    assert foi_request.reference in page
    assert 'name="cases"' not in page
    assert client.post(reverse("queue_assign"), {"cases": [foi_request.pk]}).status_code == 403


def test_an_answered_case_with_something_left_to_do_stands_among_the_open_ones_by_its_day(
    queue, officer, clearer, monkeypatch
):
    monkeypatch.setattr("foirequests.views.long_lists.PAGE_LENGTH", 2)
    later = a_request(by=officer, received_on=day("Mon 30 January 2023"))
    answered = an_issued_letter(by=officer, clearer=clearer, received_on=day("Thu 12 January 2023")).foi_request
    OutgoingMail.objects.filter(message__foi_request=answered).update(state=OutgoingMail.State.FAILED)
    first = a_request(by=officer, received_on=day("Tue 3 January 2023"))

    pages = [references(queue(f"page={number}")) for number in (1, 2)]

    assert pages == [[first.reference, answered.reference], [later.reference]]
    assert "3 requests" in queue().content.decode()
    assert references(queue(f"owner={officer.pk}&regime=foi"))[0] == first.reference


def test_an_endless_list_is_counted_and_listed_up_to_a_bound(queue, officer, monkeypatch):
    monkeypatch.setattr("foirequests.views.long_lists.MOST_COUNTED", 30)
    for number in range(31):
        a_request(by=officer, email=f"asker.{number}@requesters.example")

    last = queue("page=9")

    assert "More than 30 requests, of which the first 30 are listed," in last.content.decode()
    assert len(references(last)) == 5
