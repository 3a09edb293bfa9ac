"""Links of letters: which are looked at, when, and what the rules are told; with a world of the test's own."""

import logging
import socket
from datetime import timedelta

import pytest
from django.utils import timezone

from codes.models import PublishedItem
from responses import tasks
from responses.actions import link_states as told
from responses.actions import links
from responses.actions.draft import draft_letter
from responses.actions.findings import findings_of
from responses.actions.wording import propose_wording
from responses.actions.wording_approval import approve_wording
from responses.actions.wording_life import retire_block
from responses.demonstration.links import find_links_open
from responses.domain.links import ALIVE
from responses.domain.links_of_wording import links_of_letter
from responses.domain.rules import LinkState
from responses.models import LinkCheck
from tests import factories
from tests.office import proposer
from tests.responses.internet import PUBLIC, LocalInternet, certificate, page, served

HOST = "pages.example"
PAGE = f"https://{HOST}/codes"


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.LINK_CHECKS = True


@pytest.fixture
def now():
    """Two in the morning, when the night's work is done."""
    return timezone.localtime().replace(hour=2)


@pytest.fixture(scope="module")
def vouched(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("certificates"), HOST)


@pytest.fixture
def internet(vouched):
    """A world in which one site opens."""
    with served(vouched, page()) as port:
        yield LocalInternet({HOST: (PUBLIC,)}, port=port, authority=vouched)


def wording_with_link(deputy_director, body, *, now, **changes):
    version = propose_wording(
        **{
            "slug": "where-it-is",
            "kind": "advice",
            "title": "Where it is",
            "body": body,
            "valid_from": timezone.localdate(now),
            "source": "Written by us",
            "reason": "Asked for",
            "at": now,
            "by": proposer(),
        }
        | changes
    )
    approve_wording([version], by=deputy_director, at=now)
    return version


def named():
    return set(LinkCheck.objects.values_list("address", flat=True))


def asked():
    return set(LinkCheck.objects.asked().values_list("address", flat=True))


def test_each_night_asks_for_every_address_that_a_letter_may_lead_to(office, officer, deputy_director, now):
    wording_with_link(deputy_director, f"See [the list]({PAGE}).", now=now)
    draft = factories.a_draft(by=officer)
    factories.typed(draft, by=officer, moment=now)
    copy = draft.working_copy
    copy.parts = [*copy.parts, {**copy.parts[0], "key": "own", "body": "[Ours](https://draft.example/)"}]
    copy.save()
    item = PublishedItem.objects.exclude(address="").first()

    LinkCheck.objects.all().delete()
    assert links.ask_for_all_checks(at=now) == len(asked()) > 3
    assert {PAGE, "https://draft.example/", item.address, "https://ico.org.uk/"} <= asked()


def test_wording_that_is_not_in_force_and_drafts_that_ended_are_not_looked_at(office, officer, deputy_director, now):
    wording_with_link(
        deputy_director, f"See [the list]({PAGE}).", now=now, valid_from=timezone.localdate(now) + timedelta(5)
    )
    issued = factories.an_issued_letter(by=officer, clearer=deputy_director)
    issued.foi_response.working_copy.parts[0]["body"] = "[Ours](https://draft.example/)"
    issued.foi_response.working_copy.save()
    retired = wording_with_link(deputy_director, "[Old](https://old.example/)", now=now, slug="old", title="Old")
    retire_block(retired.block, reason="Gone", by=deputy_director, at=now)

    LinkCheck.objects.all().delete()
    links.ask_for_all_checks(at=now)
    assert not {PAGE, "https://draft.example/", "https://old.example/"} & named()


def test_what_was_asked_for_is_looked_at_once_and_the_rules_are_told(office, internet, now):
    assert links.ask_for_checks([PAGE, "https://nobody.example.test/"], at=now) == 2
    internet.names["nobody.example.test"] = ("10.0.0.1",)
    assert told.link_states([PAGE]) == {}, "nobody has looked at it yet"

    assert links.check_asked_links(at=now, internet=internet) == 2
    assert links.check_asked_links(at=now, internet=internet) == 0
    today = timezone.localdate(now)
    assert told.link_states([PAGE, "https://nobody.example.test/", "https://other.example/"]) == {
        PAGE: LinkState(today, alive=True, wrapper=False),
        "https://nobody.example.test/": LinkState(today, alive=False, wrapper=False),
    }


def test_a_viewer_is_told_whether_it_opens_or_not(office, internet, vouched, now):
    viewer = "https://view.officeapps.live.com/op/view.aspx?src=x"
    internet.names["view.officeapps.live.com"] = ("10.0.0.1",)
    links.ask_for_checks([viewer], at=now)
    links.check_asked_links(at=now, internet=internet)
    assert told.link_states([viewer])[viewer].wrapper


def test_a_night_does_not_ask_twice_and_the_next_night_does(office, internet, now):
    PublishedItem.objects.update(address="")
    links.ask_for_all_checks(at=now)
    LinkCheck.objects.update(asked_at=None, checked_at=now, why=ALIVE)
    assert links.ask_for_all_checks(at=now + timedelta(hours=1)) == 0
    assert links.ask_for_all_checks(at=now + timedelta(days=1)) > 0


def test_the_links_of_wording_are_looked_at_as_soon_as_it_is_approved(office, deputy_director, now):
    wording_with_link(deputy_director, f"See [the list]({PAGE}).", now=now)
    assert asked() == {PAGE}


def test_the_demonstration_begins_with_links_that_open(office, deputy_director, now):
    wording_with_link(deputy_director, f"See [the list]({PAGE}).", now=now)
    find_links_open(at=now)
    assert told.link_states([PAGE])[PAGE].alive and not asked()


def test_by_day_only_what_nobody_ever_looked_at_is_looked_at(office, now):
    noon = now.replace(hour=12)
    links.ask_for_all_checks(at=now)
    old, new = LinkCheck.objects.asked()[:2]
    LinkCheck.objects.exclude(pk=new.pk).update(asked_at=None, checked_at=noon - timedelta(days=3), why=ALIVE)
    LinkCheck.objects.filter(pk=new.pk).update(asked_at=None)
    links.ask_for_all_checks(at=noon)
    assert asked() == {new.address}
    links.ask_for_all_checks(at=now + timedelta(days=1))
    assert old.address in asked()


def test_pressing_the_button_twice_asks_once(office, internet, now):
    links.ask_for_checks([PAGE], at=now)
    links.ask_for_checks([PAGE], at=now)
    assert LinkCheck.objects.count() == 1
    links.check_asked_links(at=now, internet=internet)
    assert links.ask_for_checks([PAGE], at=now + timedelta(seconds=30)) == 0
    assert links.ask_for_checks([PAGE], at=now + timedelta(minutes=2)) == 1


def test_a_worker_that_was_lost_leaves_the_link_to_the_next(office, internet, now):
    links.ask_for_checks([PAGE], at=now)
    LinkCheck.objects.update(claimed_until=now + links.LEASE)
    assert links.check_asked_links(at=now + timedelta(seconds=10), internet=internet) == 0
    assert links.check_asked_links(at=now + links.LEASE, internet=internet) == 1


def test_our_own_network_being_away_says_nothing_about_a_site_that_opened(office, internet, now):
    links.ask_for_checks([PAGE], at=now)
    links.check_asked_links(at=now, internet=internet)
    later = now + timedelta(days=1)
    links.ask_for_checks([PAGE], at=later)
    away = LocalInternet({HOST: socket.gaierror(socket.EAI_AGAIN, "away")})
    assert links.check_asked_links(at=later, internet=away) == 1
    assert told.link_states([PAGE])[PAGE] == LinkState(timezone.localdate(now), alive=True, wrapper=False)
    assert not asked()


def test_an_address_that_nothing_names_any_more_is_forgotten_after_a_month(office, now):
    links.ask_for_checks([PAGE], at=now)
    links.ask_for_all_checks(at=now + timedelta(days=29))
    assert PAGE in named()
    links.ask_for_all_checks(at=now + timedelta(days=31))
    assert PAGE not in named()


def test_an_office_without_internet_looks_at_nothing_and_says_so(office, settings, internet, now):
    settings.LINK_CHECKS = False
    assert links.ask_for_checks([PAGE], at=now) == links.ask_for_all_checks(at=now) == 0
    LinkCheck.objects.create(address=PAGE, asked_at=now, named_at=now)
    assert links.check_asked_links(at=now, internet=internet) == 0
    assert not told.are_checked() and internet.asked == []


def test_the_log_tells_of_each_look_and_names_no_address(office, internet, now, caplog):
    caplog.set_level(logging.INFO)
    links.ask_for_checks(["https://pages.example/for/ada.pearce?who=ada"], at=now)
    links.check_asked_links(at=now, internet=internet)
    said = " ".join(record.getMessage() for record in caplog.records)
    assert "alive (status 200)" in said and "1 links" in said
    assert "ada" not in said and HOST not in said


def test_the_tasks_may_run_twice(office, settings, monkeypatch):
    settings.LINK_CHECKS = True
    looked = []
    monkeypatch.setattr(links, "check_asked_links", lambda **told: looked.append(told))
    for _ in range(2):
        tasks.ask_for_link_checks()
        tasks.check_links()
    assert len(looked) == 2


def test_a_letter_names_its_links_with_the_parts_that_they_stand_in(office, officer, deputy_director, now):
    draft = factories.a_draft(by=officer)
    copy = draft.working_copy
    copy.parts = [{**copy.parts[0], "key": key, "body": f"[x]({PAGE})"} for key in ("a", "b")]
    copy.save()
    draft.refresh_from_db()
    assert links_of_letter(draft_letter(draft, at=now)) == {PAGE: ("a", "b")}


def test_a_letter_is_judged_by_what_the_last_look_at_its_links_found(office, officer, settings, now):
    draft = factories.a_draft(by=officer, received_on=timezone.localdate(now))
    copy = draft.working_copy
    copy.parts = [*copy.parts, {**copy.parts[0], "key": "own", "kind": "paragraph", "body": f"See [it]({PAGE})."}]
    copy.save()
    draft.refresh_from_db()

    def said():
        findings = findings_of(draft_letter(draft, at=now), draft, at=now)
        return " ".join(str(finding) for finding in findings if PAGE in str(finding))

    assert "Nobody has checked the link" in said()
    row = LinkCheck.objects.create(address=PAGE, named_at=now, checked_at=now, why=ALIVE, status=200)
    assert said() == ""
    LinkCheck.objects.filter(pk=row.pk).update(checked_at=now - timedelta(days=8))
    assert "Nobody has checked the link" in said()
    LinkCheck.objects.filter(pk=row.pk).update(checked_at=now, why="gone")
    assert "did not work when it was last checked" in said()
    LinkCheck.objects.filter(pk=row.pk).update(why=ALIVE, wrapper=True)
    assert "leads to a viewer" in said()
    settings.LINK_CHECKS = False
    assert said() == "", "the panel beside the draft says that nobody checks links here"
