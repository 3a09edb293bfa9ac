"""Finding wording by its words: all of them, in a row, without others, the best first."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from foirequests import search
from responses.actions.wording import propose_wording
from responses.actions.wording_approval import approve_wording
from responses.actions.wording_search import find_blocks, index_missing_blocks
from responses.models import TextBlock
from tests import factories
from tests.dates import day, moment
from tests.responses.pages import address

NOW = moment("Thu 5 January 2023 09:00")


@pytest.fixture
def blocks(officer) -> dict[str, TextBlock]:
    """Three blocks of the office's own: of lighthouses in the title, in the words, and of neither."""
    made = {
        "title": ("Lighthouses", "We keep no list of them."),
        "words": ("Buildings", "We hold the plans of lighthouses and of piers. The keeper of the lamp is named."),
        "other": ("Harbours", "We hold the plans of piers."),
    }
    return {
        name: propose_wording(
            slug=f"own-{name}", kind="background", title=title, body=body, valid_from=day("Thu 5 January 2023"),
            source="A test", reason="A test", guidance=f"Use it for {name}.", by=officer, at=NOW,
        ).block
        for name, (title, body) in made.items()
    }  # fmt: skip


def found(typed: str) -> list[str]:
    slugs = TextBlock.objects.in_bulk(find_blocks(TextBlock.objects.filter(slug__startswith="own-"), typed))
    keys = find_blocks(TextBlock.objects.filter(slug__startswith="own-"), typed)
    return [slugs[key].slug.removeprefix("own-") for key in keys]


def test_what_has_the_words_in_its_title_comes_first(blocks):
    assert found("lighthouse") == ["title", "words"]


def test_what_only_an_earlier_version_said_comes_last(blocks, officer):
    propose_wording(
        slug="own-words", kind="background", title="Buildings", body="We hold plans.",
        valid_from=day("Fri 6 January 2023"), source="A test", reason="A test", by=officer, at=NOW,
    )  # fmt: skip
    assert found("piers plans") == ["other", "words"]


def test_all_words_are_wanted_whatever_their_ending(blocks):
    assert found("plan pier") == ["words", "other"]
    assert found("plan pier lighthouse") == ["words"]


def test_words_in_quotes_stand_together_and_a_hyphen_excludes(blocks):
    assert found('"keeper of the lamp"') == ["words"]
    assert found('"lamp keeper"') == []
    assert found("piers -lighthouse") == ["other"]


def test_guidance_is_searched_and_filters_hold(blocks):
    assert found("guidance") == []
    assert find_blocks(TextBlock.objects.filter(kind="closing"), "lighthouse") == ()
    assert find_blocks(TextBlock.objects.none(), "lighthouse") == ()
    assert find_blocks(TextBlock.objects.all(), " ") == ()


def test_new_words_of_a_block_are_found_at_once_and_a_new_title_too(blocks, officer, deputy_director):
    version = propose_wording(
        slug="own-other", kind="background", title="Quays", body="We hold the plans of quays.",
        valid_from=day("Fri 6 January 2023"), source="A test", reason="A test", by=officer, at=NOW,
    )  # fmt: skip
    assert found("quays") == ["other"]
    approve_wording([version], by=deputy_director, at=NOW)
    assert found("harbours") == ["other"]  # what it was called is still a way to find it


def test_set_up_and_rebuilding_hand_over_what_search_lacks(blocks):
    search.remove("wording", [blocks["title"].pk])
    assert found("lighthouse") == ["words"]
    assert index_missing_blocks() == 1
    assert found("lighthouse") == ["title", "words"]
    search.remove("wording", [block.pk for block in blocks.values()])
    call_command("rebuild_search")
    assert found("lighthouse") == ["title", "words"]


def test_the_library_page_shows_the_best_first(client, blocks, officer):
    client.force_login(officer)
    page = client.get(reverse("wording"), {"q": "lighthouses"}).content.decode()
    assert page.index("own-title") < page.index("own-words") and "own-other" not in page


def test_wording_to_add_is_found_the_best_first_and_by_its_kind(client, blocks, officer, deputy_director):
    approve_wording([block.versions.get() for block in blocks.values()], by=deputy_director, at=NOW)
    draft = factories.a_draft(by=officer)
    client.force_login(officer)

    page = client.get(address("draft_library", draft), {"q": "lighthouses"}).content.decode()
    assert "Found, the best first" in page and page.index("Lighthouses</h3>") < page.index("Buildings</h3>")
    page = client.get(address("draft_library", draft), {"q": "lighthouses", "kind": "closing"}).content.decode()
    assert "No wording found" in page
    page = client.get(address("draft_library", draft), {"kind": "background"}).content.decode()
    assert "Harbours" in page and "Internal review</h2>" not in page
