"""The pages of a block's life: review, retirement, history, where it is used, bringing drafts up to date, links."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from responses.actions.draft import draft_letter
from responses.actions.wording import propose_wording
from responses.actions.wording_approval import approve_wording
from responses.actions.wording_in_drafts import parts_with_newer_wording
from responses.models import LinkCheck, TextBlock, TextBlockVersion
from tests import factories
from tests.office import proposer
from tests.responses.pages import as_member, parts, press, text_of

SLUG = "conclusion"


@pytest.fixture
def today(office):
    return timezone.localdate()


@pytest.fixture
def block(office):
    return TextBlock.objects.get(slug=SLUG)


def newer(deputy_director, *, body="That is all.", **changes):
    version = propose_wording(
        **{
            "slug": SLUG,
            "kind": "closing",
            "title": "End of the reply",
            "body": body,
            "valid_from": timezone.localdate(),
            "source": "Written by us",
            "reason": "Plainer for everybody",
            "at": timezone.now(),
            "by": proposer(),
        }
        | changes
    )
    approve_wording([version], by=deputy_director, at=timezone.now())
    return version


def shown(person, name, *args, **query):
    answer = as_member(person).get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return text_of(answer)


def day_boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


# --- Review ---------------------------------------------------------------------------------------------------------


def test_wording_due_for_review_stands_in_the_library_and_on_the_deputy_director_s_page(
    officer, deputy_director, block, today
):
    assert "End of the reply" not in shown(deputy_director, "wording", state="to_review")
    TextBlock.objects.filter(pk=block.pk).update(review_by=today)
    assert block.title in shown(officer, "wording", state="to_review")
    assert "Due for review" in shown(officer, "wording_block", SLUG)
    home = shown(deputy_director, "deputy_home")
    assert "Wording due for review" in home and block.title in home


def test_confirming_moves_the_day_on_and_stays_in_the_history(deputy_director, block, today):
    TextBlock.objects.filter(pk=block.pk).update(review_by=today)
    next_year = today + timedelta(365)
    page = as_member(deputy_director)
    refused = page.post(reverse("wording_confirm", args=[SLUG]), {**day_boxes("review_by", today), "reason": "Read."})
    assert "Choose a day in the future" in text_of(refused) and "Read." in text_of(refused)
    page.post(reverse("wording_confirm", args=[SLUG]), {**day_boxes("review_by", next_year), "reason": "Read it."})
    block.refresh_from_db()
    assert block.review_by == next_year
    history = shown(deputy_director, "wording_block", SLUG)
    assert "Confirmed as still right" in history and "Read it." in history
    assert block.title not in shown(deputy_director, "wording", state="to_review")


def test_a_proposal_carries_the_day_for_its_review(officer, deputy_director, today):
    later = today + timedelta(200)
    as_member(officer).post(
        reverse("wording_propose", args=[SLUG]),
        {
            "title": "End", "body": "The end.", "source": "Us", "reason": "Shorter",
            **day_boxes("valid_from", today), **day_boxes("review_by", later),
        },
    )  # fmt: skip
    version = TextBlock.objects.get(slug=SLUG).versions.first()
    assert version.review_by == later
    assert "To be looked at again by" in shown(deputy_director, "wording_approve")


# --- Retired and replaced -------------------------------------------------------------------------------------------


def test_retired_wording_says_what_replaces_it_and_can_be_brought_back(officer, deputy_director, block):
    other = (
        TextBlock.objects.filter(kind="closing").exclude(pk=block.pk).first()
        or TextBlock.objects.exclude(pk=block.pk).first()
    )
    retiring = reverse("wording_retire", args=[SLUG])
    assert "Error: " in text_of(as_member(deputy_director).post(retiring, {"reason": ""}))
    as_member(deputy_director).post(retiring, {"reason": "The law changed", "replaced_by": other.pk})
    page = shown(officer, "wording_block", SLUG)
    assert "Replaced by" in page and other.title in page and "The law changed" in page
    assert block.title in shown(officer, "wording", state="retired")
    assert "Bring it back into use" in shown(deputy_director, "wording_block", SLUG)

    as_member(deputy_director).post(reverse("wording_bring_back", args=[SLUG]), {"reason": "Needed"})
    block.refresh_from_db()
    assert block.retired_from is None and block.replaced_by is None
    assert block.title not in shown(officer, "wording", state="retired")


def test_retired_wording_is_offered_to_no_draft(officer, deputy_director, block):
    draft = factories.a_draft(by=officer)
    where = [draft.foi_request.reference, draft.pk]
    assert '<h3 class="nhsuk-heading-s" id="wording-' in shown(officer, "draft_library", *where)
    as_member(deputy_director).post(reverse("wording_retire", args=[SLUG]), {"reason": "Gone"})
    version = block.versions.order_by("number").last()
    assert f'name="version" value="{version.pk}"' not in shown(officer, "draft_library", *where)
    assert "is not in force today" in shown(officer, "draft", *where)


@pytest.mark.parametrize("name", ["wording_confirm", "wording_retire", "wording_bring_back"])
def test_only_the_deputy_director_enters_these_pages(officer, clearer, deputy_director, name):
    address = reverse(name, args=[SLUG])
    assert [as_member(each).get(address).status_code for each in (officer, clearer, deputy_director)] == [403, 403, 200]
    assert as_member(officer).post(address, {"reason": "x"}).status_code == 403


# --- History --------------------------------------------------------------------------------------------------------


def test_the_history_names_every_act_with_who_when_and_why(officer, deputy_director):
    newer(deputy_director, source="ICO guidance")
    page = shown(officer, "wording_block", SLUG)
    history = page[page.index("History") :]
    for words in ("Version 1 proposed", "approved", "Plainer for everybody", "Source: ICO guidance", "Dee Director"):
        assert words in history


def test_any_two_versions_are_compared(officer, deputy_director):
    first = TextBlock.objects.get(slug=SLUG).versions.count()
    newer(deputy_director, body="The second words stand here.")
    newer(deputy_director, body="The third words stand here.", legal_basis="FOIA s.17(7)")
    page = shown(officer, "wording_block", SLUG, old=first + 1, new=first + 2)
    assert "<del>second</del><ins>third</ins>" in page
    assert "FOIA s.17(7)" in page[page.index("Beside the words") :]
    assert "<ins>third</ins>" in shown(officer, "wording_block", SLUG), "the two newest unless told"
    assert shown(officer, "wording_block", SLUG, old="x", new="99")


# --- Where it is used -----------------------------------------------------------------------------------------------


def test_every_letter_with_the_block_is_listed_with_its_link(officer, clearer, monkeypatch):
    draft = factories.a_draft(by=officer)
    letters = [factories.an_issued_letter(by=officer, clearer=clearer) for _ in range(2)]
    page = shown(officer, "wording_use", SLUG)
    assert reverse("draft", args=[draft.foi_request.reference, draft.pk]) in page
    assert "1 open letter" in page and "2 issued letters" in page
    monkeypatch.setattr("responses.views.wording_life.PAGE_LENGTH", 1)
    newest = shown(officer, "wording_use", SLUG, show="letters")
    assert letters[1].foi_request.reference in newest and letters[0].foi_request.reference not in newest
    assert letters[0].foi_request.reference in shown(officer, "wording_use", SLUG, show="letters", page=2)


def test_a_block_that_nothing_uses_says_so(officer):
    unused = TextBlock.objects.exclude(slug=SLUG).first()
    assert "No open letter holds this wording now" in shown(officer, "wording_use", unused.slug)
    assert "No letter has been issued" in shown(officer, "wording_use", unused.slug, show="letters")


# --- Bringing drafts up to date -------------------------------------------------------------------------------------


def posted(*drafts, seen, over=()):
    revisions = {f"revision_{draft.pk}": draft.working_copy.revision for draft in drafts}
    return {"seen": seen.pk, "draft": [draft.pk for draft in drafts], "over": list(over), **revisions}


def body_of_block(draft):
    return next(part["body"] for part in parts(draft) if part["slug"] == SLUG)


def test_newer_words_are_offered_with_what_changes_and_put_into_the_letters_ticked(officer, clearer, deputy_director):
    one, two, other = (factories.a_draft(by=officer) for _ in range(3))
    waiting = factories.a_submitted_response(by=officer)
    version = newer(deputy_director)
    assert "4 open letters hold" in shown(officer, "wording_block", SLUG)
    page = shown(officer, "wording_drafts", SLUG)
    assert "<ins>" in page and page.count('name="draft"') == 3
    assert "has to be taken back before it can be changed" in page

    answer = as_member(officer).post(
        reverse("wording_drafts", args=[SLUG]), posted(one, two, waiting, seen=version), follow=True
    )
    assert "2 letters brought up to date" in text_of(answer) and "was left as it is" in text_of(answer)
    assert [body_of_block(draft) == "That is all." for draft in (one, two, other, waiting)] == [
        True,
        True,
        False,
        False,
    ]


def test_words_changed_for_a_letter_are_shown_beside_the_newer_and_kept_unless_ticked(officer, deputy_director):
    draft = factories.a_draft(by=officer)
    key = next(part["key"] for part in draft.working_copy.parts if part["slug"] == SLUG)
    press(officer, "draft_save", draft, part=key, body="Our own ending.")
    version = newer(deputy_director)
    page = shown(officer, "wording_drafts", SLUG)
    assert "Changed for this letter" in page and "Our own ending." in page and 'name="draft"' not in page

    draft.working_copy.refresh_from_db()
    as_member(officer).post(reverse("wording_drafts", args=[SLUG]), posted(draft, seen=version))
    assert body_of_block(draft) == "Our own ending."
    draft.working_copy.refresh_from_db()
    as_member(officer).post(
        reverse("wording_drafts", args=[SLUG]), posted(draft, seen=version, over=[f"{draft.pk} {key}"])
    )
    assert body_of_block(draft) == "That is all."


def test_nothing_is_overwritten_that_was_saved_since_the_page_was_opened(officer, second_officer, deputy_director):
    draft = factories.a_draft(by=officer)
    version = newer(deputy_director)
    old = posted(draft, seen=version)
    press(second_officer, "draft_save", draft, part="p1", body="Something new of mine.")
    answer = as_member(officer).post(reverse("wording_drafts", args=[SLUG]), old, follow=True)
    assert "It was saved since you opened this page" in text_of(answer)
    assert body_of_block(draft) != "That is all."


def test_a_clearer_reads_the_list_and_cannot_change_drafts(officer, clearer, deputy_director):
    draft = factories.a_draft(by=officer)
    version = newer(deputy_director)
    assert 'name="draft"' not in shown(clearer, "wording_drafts", SLUG)
    as_member(clearer).post(reverse("wording_drafts", args=[SLUG]), posted(draft, seen=version))
    assert body_of_block(draft) != "That is all."


@pytest.mark.parametrize("typed", [{}, {"draft": ["x", "-1", "9" * 30]}, {"over": ["", "1", "x y z"]}, {"seen": "zz"}])
def test_nonsense_changes_nothing_and_says_what_to_do(officer, deputy_director, typed):
    newer(deputy_director)
    answer = as_member(officer).post(reverse("wording_drafts", args=[SLUG]), typed, follow=True)
    assert "Tick the letters" in text_of(answer)


def test_with_no_older_words_anywhere_the_page_says_so(officer):
    assert "No open letter holds older words" in shown(officer, "wording_drafts", SLUG)


def test_the_outline_marks_the_parts_that_have_newer_wording(officer, deputy_director):
    draft = factories.a_draft(by=officer, received_on=timezone.localdate())
    key = next(part["key"] for part in draft.working_copy.parts if part["slug"] == SLUG)
    where = [draft.foi_request.reference, draft.pk]
    assert "Newer wording" not in shown(officer, "draft", *where)
    version = newer(deputy_director)
    page = shown(officer, "draft", *where)
    assert "Newer wording" in page.partition(f'id="part-{key}"')[2].partition("</li>")[0]
    assert page.count("Newer wording") == 1
    press(officer, "draft_use_newer", draft, key, seen=version.pk)
    assert "Newer wording" not in shown(officer, "draft", *where)


def test_the_outline_marks_the_parts_whose_wording_was_retired_for_other_words(officer, deputy_director):
    draft = factories.a_draft(by=officer, received_on=timezone.localdate())
    held = {part["slug"] for part in draft.working_copy.parts}
    block = TextBlock.objects.get(slug=SLUG)
    other = TextBlockVersion.objects.usable_on(timezone.localdate()).exclude(block__slug__in=held).first().block
    where = [draft.foi_request.reference, draft.pk]
    TextBlock.objects.filter(pk=block.pk).update(retired_from=timezone.localdate())
    assert "Newer wording" not in shown(officer, "draft", *where)
    TextBlock.objects.filter(pk=block.pk).update(replaced_by=other)
    assert shown(officer, "draft", *where).count("Newer wording") == 1


@pytest.mark.parametrize("number", [1, 3])
def test_many_retired_parts_are_looked_up_together(officer, django_assert_num_queries, number):
    today = timezone.localdate()
    draft = factories.a_draft(by=officer, received_on=today)
    letter = draft_letter(draft, at=timezone.now())
    held = [part.key for part in letter.parts if part.kind == "block"][:number]
    slugs = [part.slug for part in letter.parts if part.key in held]
    others = TextBlock.objects.filter(versions__in=TextBlockVersion.objects.usable_on(today)).exclude(slug__in=slugs)
    between, last = list(others.order_by("pk").distinct()[:2])
    TextBlock.objects.filter(pk=between.pk).update(retired_from=today, replaced_by=last)
    TextBlock.objects.filter(slug__in=slugs).update(retired_from=today, replaced_by=between)
    steps, versions = 3, 1
    with django_assert_num_queries(steps + versions):
        newer = parts_with_newer_wording(letter, today)
    assert newer.issuperset(held)


def test_the_open_part_of_a_draft_offers_the_newer_words_with_what_changes(officer, deputy_director):
    draft = factories.a_draft(by=officer, received_on=timezone.localdate())
    key = next(part["key"] for part in draft.working_copy.parts if part["slug"] == SLUG)
    where = [draft.foi_request.reference, draft.pk]
    assert "There is newer wording" not in shown(officer, "draft", *where, part=key)
    version = newer(deputy_director)
    page = shown(officer, "draft", *where, part=key)
    assert "There is newer wording" in page and f"Letters use version {version.number}" in page and "<ins>" in page
    press(officer, "draft_use_newer", draft, key, part=key, body="Half typed.", seen=version.pk)
    assert body_of_block(draft) == "That is all."
    assert "There is newer wording" not in shown(officer, "draft", *where, part=key)


def test_the_button_for_a_part_that_is_gone_or_words_that_nobody_saw_changes_nothing(officer, deputy_director):
    draft = factories.a_draft(by=officer, received_on=timezone.localdate())
    key = next(part["key"] for part in draft.working_copy.parts if part["slug"] == SLUG)
    newer(deputy_director)
    assert press(officer, "draft_use_newer", draft, "gone", seen=1).status_code == 404
    assert "Other wording is in force" in text_of(press(officer, "draft_use_newer", draft, key, seen="x"))
    assert body_of_block(draft) != "That is all."


# --- Links ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def checked(settings):
    settings.LINK_CHECKS = True


def test_links_are_asked_for_in_the_background_and_the_page_shows_how_far_it_is(officer, deputy_director, checked):
    newer(deputy_director, body="[One](https://pages.example/1) and [two](https://pages.example/2).")
    LinkCheck.objects.all().delete()  # as of wording that was approved before links were looked at
    page = shown(officer, "wording_block", SLUG)
    assert "Nobody has looked at it yet" in page and "Check the links now" in page
    answer = as_member(officer).post(reverse("wording_links", args=[SLUG]))
    assert answer["Location"] == reverse("wording_block", args=[SLUG]) + "#links"
    assert LinkCheck.objects.asked().count() == 2

    LinkCheck.objects.filter(address="https://pages.example/1").update(
        asked_at=None, checked_at=timezone.now(), why="gone", status=404
    )
    panel = shown(officer, "wording_links", SLUG)
    assert "1 of 2 links looked at" in panel and 'hx-trigger="every 2s"' in panel and "<html" not in panel
    assert "The page is not there any more (404)" in panel
    LinkCheck.objects.update(asked_at=None, checked_at=timezone.now(), why="alive", status=200)
    panel = shown(officer, "wording_links", SLUG)
    assert "every 2s" not in panel and panel.count(">Opens<") == 2


def test_a_draft_s_links_are_asked_for_and_nothing_typed_is_lost(officer, checked):
    draft = factories.a_draft(by=officer)
    key = draft.working_copy.parts[0]["key"]
    body = "See [the list](https://pages.example/list) or https://view.officeapps.live.com/op/view.aspx?src=https://a.example/"
    answer = press(officer, "draft_check_links", draft, part=key, body=body)
    assert answer.status_code == 302
    assert "https://pages.example/list" in set(LinkCheck.objects.asked().values_list("address", flat=True))
    page = shown(officer, "draft", draft.foi_request.reference, draft.pk)
    assert "Being checked" in page and "It leads through Microsoft’s online viewer" in page
    assert "every 2s" in shown(officer, "draft_links", draft.foi_request.reference, draft.pk)


def test_without_internet_the_panel_says_so_and_offers_nothing(officer, deputy_director, settings):
    settings.LINK_CHECKS = False
    newer(deputy_director, body="[One](https://pages.example/1).")
    page = shown(officer, "wording_block", SLUG)
    assert "Links are not checked in this installation" in page and "Check the links now" not in page
    as_member(officer).post(reverse("wording_links", args=[SLUG]))
    assert not LinkCheck.objects.exists()
