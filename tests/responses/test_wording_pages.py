"""The pages of the wording library: who may do what, and what each shows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from responses.actions.wording import propose_wording
from responses.actions.wording_approval import approve_wording, decline_wording
from responses.models import TextBlock, TextBlockVersion
from tests import factories
from tests.responses.pages import as_member, text_of


@pytest.fixture
def today(office):
    return timezone.localdate()


def proposed(by, **changes):
    return propose_wording(
        **{
            "slug": "waiting-list",
            "kind": "background",
            "title": "Waiting lists",
            "body": "We hold ((information_held)), **not** <b>waiting lists</b>.",
            "valid_from": timezone.localdate(),
            "source": "Written by us",
            "reason": "Asked for often",
            "at": timezone.now(),
            "by": by,
        }
        | changes
    )


def day_boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def typed(today, **changes):
    return {
        "title": "Ward names",
        "kind": "caveat",
        "body": "We hold ((ward_name)).",
        "gaps_meant": ["ward_name"],
        "source": "Written by us",
        "reason": "Asked for twice",
        **day_boxes("valid_from", today),
        **changes,
    }


def shown(client, name, *args, **query):
    return client.get(reverse(name, args=args), query).content.decode()


# --- The library ----------------------------------------------------------------------------------------------------


def test_everybody_on_the_staff_reads_the_library_and_only_some_propose(client, officer, clearer):
    client.force_login(clearer)
    assert "Propose new wording" not in shown(client, "wording")
    client.force_login(officer)
    assert "Propose new wording" in shown(client, "wording")


def test_wording_is_found_by_its_words_kind_and_state(client, officer, deputy_director):
    proposed(officer)
    client.force_login(officer)

    assert "Waiting lists" in shown(client, "wording", q="waiting")
    assert "Waiting lists" not in shown(client, "wording", q="waiting unheard-of")
    assert "Waiting lists" in shown(client, "wording", kind="background", state="proposed")
    assert "Waiting lists" not in shown(client, "wording", kind="closing")
    assert "Waiting lists" not in shown(client, "wording", state="in_force")


def test_a_search_without_a_find_says_what_to_do_next(client, officer):
    client.force_login(officer)
    page = shown(client, "wording", q="zzzz")
    assert "No wording found" in page and "Show all wording" in page


def test_each_state_can_be_asked_for(client, officer, deputy_director, today):
    declined = proposed(officer, slug="a", title="Declined one", body="A.")
    decline_wording(declined, reason="No.", by=deputy_director, at=timezone.now())
    coming = proposed(officer, slug="b", title="Coming one", body="B.", valid_from=today + timedelta(days=9))
    approve_wording([coming], by=deputy_director, at=timezone.now())
    client.force_login(officer)

    assert "Declined one" in shown(client, "wording", state="declined")
    assert "Coming one" in shown(client, "wording", state="coming")
    assert "Declined one" not in shown(client, "wording", state="coming")
    assert "Declined one" not in shown(client, "wording", state="expired")


def test_the_library_asks_no_more_of_the_database_when_it_grows(client, officer, django_assert_max_num_queries):
    client.force_login(officer)
    with django_assert_max_num_queries(14):
        client.get(reverse("wording"))


# --- One block ------------------------------------------------------------------------------------------------------


def test_a_block_shows_every_version_with_source_reason_gaps_and_the_words_as_written(client, officer, clearer):
    proposed(officer)
    client.force_login(clearer)
    page = shown(client, "wording_block", "waiting-list")

    assert "Written by us" in page and "Asked for often" in page and "Version 1" in page
    assert "((information_held))" in page and "what we hold, in a few words" in page.lower()
    assert "&lt;b&gt;waiting lists&lt;/b&gt;" in page and "<b>waiting" not in page


def test_a_block_says_which_version_follows_which(client, officer, deputy_director, today):
    later = today + timedelta(days=30)
    gone = ["information_held"]
    both = [proposed(officer), proposed(officer, body="New words.", valid_from=later, gaps_meant=gone)]
    approve_wording(both, by=deputy_director, at=timezone.now())
    client.force_login(officer)

    assert "until version 2 takes over" in shown(client, "wording_block", "waiting-list")


def test_a_block_names_the_drafts_and_the_issued_letters_that_have_it(client, officer, clearer):
    draft = factories.a_draft(by=officer)
    letter = factories.an_issued_letter(by=officer, clearer=clearer, received_on=draft.foi_request.received_on)
    client.force_login(officer)
    page = shown(client, "wording_block", "conclusion")

    assert reverse("draft", args=[draft.foi_request.reference, draft.pk]) in page
    assert reverse("letter", args=[letter.foi_request.reference, letter.foi_response_id]) in page


def test_the_page_of_a_block_is_bounded(client, officer, clearer, django_assert_max_num_queries):
    for _ in range(3):
        factories.an_issued_letter(by=officer, clearer=clearer)
    client.force_login(officer)
    with django_assert_max_num_queries(22):
        client.get(reverse("wording_block", args=["conclusion"]))


def test_a_block_that_is_not_there_is_not_found(client, officer):
    client.force_login(officer)
    assert client.get(reverse("wording_block", args=["nothing"])).status_code == 404


# --- Proposing ------------------------------------------------------------------------------------------------------


def test_an_officer_proposes_a_new_block_and_it_waits(client, officer, today):
    client.force_login(officer)
    answer = client.post(reverse("wording_propose"), typed(today))

    version = TextBlockVersion.objects.get(title="Ward names")
    assert answer["Location"] == reverse("wording_block", args=[version.block.slug])
    assert version.approved_at is None and version.proposed_by == officer


def test_a_new_block_never_lands_on_an_old_one_of_the_same_title(client, officer, today):
    client.force_login(officer)
    for body in ("First.", "Second."):
        client.post(reverse("wording_propose"), typed(today, body=body))
    assert set(TextBlock.objects.filter(title="Ward names").values_list("slug", flat=True)) == {
        "ward-names",
        "ward-names-2",
    }


def test_a_new_version_begins_with_the_words_in_force_and_keeps_the_kind(client, officer, deputy_director, today):
    approve_wording([proposed(officer)], by=deputy_director, at=timezone.now())
    client.force_login(officer)
    page = client.get(reverse("wording_propose", args=["waiting-list"]))
    assert "((information_held))" in page.content.decode()
    assert "kind" not in page.context["form"].fields

    client.post(
        reverse("wording_propose", args=["waiting-list"]),
        typed(today, kind="closing", gaps_meant=["ward_name", "information_held"]),
    )
    version = TextBlockVersion.objects.get(block__slug="waiting-list", number=2)
    assert version.block.kind == "background"


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, officer, today):
    client.force_login(officer)
    page = client.post(reverse("wording_propose"), typed(today, body="See ((Ward Name)).", reason="")).content.decode()

    assert "Error: " in page and "See ((Ward Name))." in page
    assert not TextBlock.objects.filter(title="Ward names").exists()
    page = client.post(reverse("wording_propose"), typed(today, body="See ((Ward Name)).")).content.decode()
    assert "looks like a gap and is none" in page


def test_a_gap_that_was_lost_is_asked_about_and_goes_when_somebody_says_so(client, officer, deputy_director, today):
    approve_wording([proposed(officer)], by=deputy_director, at=timezone.now())
    client.force_login(officer)
    url = reverse("wording_propose", args=["waiting-list"])
    assert "Is this meant?" not in client.get(url).content.decode()

    words = typed(today, body="We hold none on (information_held)).", gaps_meant=[])
    page = client.post(url, words).content.decode()
    assert "looks like a gap and is none: (information_held))" in page and "no longer needs" in page
    words |= {"body": "We hold none."}
    page = client.post(url, words).content.decode()
    assert "This wording no longer needs: information_held (what we hold, in a few words)" in page
    assert "We hold none." in page and "Asked for twice" in page and "Error: " in page
    assert not TextBlockVersion.objects.filter(block__slug="waiting-list", number=2).exists()

    client.post(url, words | {"gaps_meant": ["information_held"]})
    version = TextBlockVersion.objects.get(block__slug="waiting-list", number=2)
    assert (version.body, version.gaps_meant) == ("We hold none.", ["information_held"])


def test_a_name_that_nobody_knows_is_asked_about(client, officer, today):
    client.force_login(officer)
    page = client.post(reverse("wording_propose"), typed(today, gaps_meant=[])).content.decode()
    assert "ward_name is a new gap, which officers fill in" in page and "knows no gap ((ward_name))" in page
    assert not TextBlock.objects.filter(title="Ward names").exists()


def test_ticks_stay_when_the_wording_is_checked(client, officer, today):
    client.force_login(officer)
    page = client.post(reverse("wording_propose"), typed(today, check="1"))
    assert page.context["form"]["gaps_meant"].value() == ["ward_name"] and "Error: " not in page.content.decode()


def test_a_link_that_not_everybody_can_open_is_refused_beside_the_words(client, officer, today):
    client.force_login(officer)
    for address in ("javascript:alert(1)", "http://127.0.0.1/admin", "https://10.0.0.4/x"):
        page = client.post(reverse("wording_propose"), typed(today, body=f"See [it]({address})."))
        assert page.context["form"].errors.keys() == {"body"} and address in page.content.decode()
    assert not TextBlock.objects.filter(title="Ward names").exists()


def test_a_letter_longer_than_a_part_can_be_is_refused_with_a_number(client, officer, today):
    client.force_login(officer)
    page = client.post(reverse("wording_propose"), typed(today, body="x" * 200_000)).content.decode()
    assert "20000" in page.replace(",", "")
    assert not TextBlock.objects.filter(title="Ward names").exists()


def test_the_wording_can_be_checked_without_keeping_it(client, officer, today):
    client.force_login(officer)
    page = client.post(reverse("wording_propose"), typed(today, check="1")).content.decode()
    assert "Ward name" in page and "[ward name]" in page and "Error: " not in page
    assert "We hold ((ward_name))." in page and f'value="{today.year}"' in page

    part = client.post(reverse("wording_check"), {"body": "Bad ((Gap Name))."}).content.decode()
    assert "looks like a gap and is none" in part
    assert not TextBlock.objects.filter(title="Ward names").exists()


# --- Approving and declining ----------------------------------------------------------------------------------------


def test_each_proposal_is_shown_in_full_with_what_changes(client, officer, deputy_director):
    approve_wording([proposed(officer)], by=deputy_director, at=timezone.now())
    proposed(officer, body="We hold ((information_held)), <i>not</i> lists of those who wait.")
    client.force_login(deputy_director)
    page = shown(client, "wording_approve")

    assert "Asked for often" in page and "instead of version 1" in page
    assert "<ins>" in page and "<del>" in page
    assert "&lt;i&gt;not&lt;/i&gt;" in page and "<i>" not in page


def test_what_is_ticked_is_approved_and_nothing_else(client, officer, deputy_director):
    one, other = proposed(officer), proposed(officer, slug="strikes", title="Strikes")
    client.force_login(deputy_director)
    answer = client.post(reverse("wording_approve"), {"versions": [one.pk]}, follow=True)

    one.refresh_from_db()
    other.refresh_from_db()
    assert one.approved_by == deputy_director and other.approved_at is None
    assert "Approved: 1 version." in answer.content.decode()


def test_approving_nothing_says_to_tick_first(client, officer, deputy_director):
    proposed(officer)
    client.force_login(deputy_director)
    page = client.post(reverse("wording_approve")).content.decode()
    assert "Tick the wording that you approve" in page and "Error: " in page


def test_what_somebody_else_decided_first_is_said(client, officer, deputy_director):
    version, other = proposed(officer), proposed(officer, slug="strikes", title="Strikes")
    decline_wording(version, reason="No.", by=deputy_director, at=timezone.now())
    client.force_login(deputy_director)
    page = client.post(reverse("wording_approve"), {"versions": [version.pk, other.pk]}, follow=True).content.decode()
    assert "1 version had been approved or declined by somebody else" in page and "Approved: 1 version." in page


def test_what_cannot_be_used_stops_the_whole_list_and_the_ticks_stay(client, officer, deputy_director, today):
    good = proposed(officer)
    expired = TextBlockVersion.objects.create(
        block=good.block,
        number=7,
        title="Old",
        body="Old.",
        valid_from=today - timedelta(days=9),
        valid_until=today - timedelta(days=1),
        proposed_at=timezone.now(),
    )
    client.force_login(deputy_director)
    page = client.post(reverse("wording_approve"), {"versions": [good.pk, expired.pk]}).content.decode()

    good.refresh_from_db()
    assert good.approved_at is None
    assert "Nothing was approved" in page and f'value="{good.pk}" checked' in page
    assert "Expired before it was approved" in page and f'value="{expired.pk}"' not in page


def test_forty_proposals_are_grouped_by_kind_and_asked_for_in_a_few_queries(
    client, officer, deputy_director, django_assert_max_num_queries
):
    for number in range(40):
        kind = ("background", "caveat", "closing", "advice")[number % 4]
        proposed(officer, slug=f"block-{number}", title=f"Block {number}", kind=kind, body=f"Words {number}.")
    client.force_login(deputy_director)
    with django_assert_max_num_queries(14):
        answer = client.get(reverse("wording_approve"))
    assert [len(group["cards"]) for group in answer.context["groups"]] == [10, 10, 10, 10]
    assert answer.content.decode().count('name="versions"') == 40


def test_when_nothing_waits_the_page_says_so(client, deputy_director):
    client.force_login(deputy_director)
    assert "Nothing waits for approval" in shown(client, "wording_approve")


def test_declining_keeps_the_reason_in_the_library(client, officer, deputy_director):
    version = proposed(officer)
    client.force_login(deputy_director)
    page = client.post(reverse("wording_decline", args=[version.pk]), {"reason": " "}).content.decode()
    assert "Error: " in page
    client.post(reverse("wording_decline", args=[version.pk]), {"reason": "We do hold them."})

    client.force_login(officer)
    assert "We do hold them." in shown(client, "wording_block", "waiting-list")


def test_an_officer_neither_approves_nor_declines(client, officer):
    version = proposed(officer)
    client.force_login(officer)
    assert client.get(reverse("wording_approve")).status_code == 403
    assert client.post(reverse("wording_approve"), {"versions": [version.pk]}).status_code == 403
    assert client.post(reverse("wording_decline", args=[version.pk]), {"reason": "No."}).status_code == 403


def test_a_clearer_sees_only_what_needs_a_clearer_and_approves_nothing_else(client, officer, clearer, deputy_director):
    version = proposed(officer)
    client.force_login(clearer)
    page = shown(client, "wording_approve")
    assert "Nothing waits for your approval" in page and "Waiting lists" not in page
    assert "Read and approve" not in shown(client, "wording")
    page = client.post(reverse("wording_approve"), {"versions": [version.pk]}).content.decode()
    assert "Only the deputy director approves wording" in page
    assert client.post(reverse("wording_decline", args=[version.pk]), {"reason": "No."}).status_code == 403
    version.refresh_from_db()
    assert version.approved_at is None and version.declined_at is None


def test_what_the_only_deputy_director_proposed_is_approved_by_a_clearer(client, clearer, deputy_director):
    version = proposed(deputy_director)
    client.force_login(deputy_director)
    page = shown(client, "wording_approve")
    assert "You proposed this yourself, so somebody else has to approve it: a clearer" in page
    assert f'value="{version.pk}"' not in page and reverse("wording_decline", args=[version.pk]) in page

    client.force_login(clearer)
    assert "Read and approve what the deputy director proposed" in shown(client, "wording")
    page = shown(client, "wording_approve")
    assert "no other deputy director is here, so a clearer reads and approves it" in page
    client.post(reverse("wording_approve"), {"versions": [version.pk]})
    version.refresh_from_db()
    assert version.approved_by == clearer


def test_the_library_says_whose_approval_wording_waits_for(client, officer, clearer, deputy_director):
    own = proposed(deputy_director)
    client.force_login(clearer)
    assert "1 version waits for somebody else’s approval" in shown(client, "wording")
    proposed(officer, slug="ward-names", title="Ward names")
    page = shown(client, "wording")
    assert "2 versions wait for approval" in page
    assert "The deputy director proposed 1 of them, which somebody else approves" in page
    decline_wording(own, reason="No.", by=deputy_director, at=timezone.now())
    assert "1 version waits for the deputy director’s approval" in shown(client, "wording")


def test_the_page_of_proposing_says_who_approves(client, officer, deputy_director):
    for person, approver in [(officer, "the deputy director"), (deputy_director, "somebody else")]:
        client.force_login(person)
        assert f"after {approver} has approved it" in shown(client, "wording_propose")


def test_a_clearer_enters_no_page_of_proposing(client, clearer):
    client.force_login(clearer)
    assert client.get(reverse("wording_propose")).status_code == 403
    assert client.post(reverse("wording_check"), {"body": "x"}).status_code == 403


def test_strangers_are_sent_to_signing_in(client, office):
    for name in ("wording", "wording_propose", "wording_approve", "deputy_home"):
        assert client.get(reverse(name))["Location"].startswith("/account/login/")


def test_a_block_of_very_many_letters_is_not_counted_to_the_end(officer, clearer, monkeypatch):
    monkeypatch.setattr("responses.presenters.wording_use.MOST_COUNTED", 1)
    for number in range(2):
        email = f"asker.{number}@requesters.example"
        letter = factories.an_issued_letter(by=officer, clearer=clearer, email=email)
    slug = letter.wording.order_by("pk")[0].block.slug

    text = text_of(as_member(officer).get(f"/wording/blocks/{slug}/"))

    assert "More than 1 issued letters" in text
