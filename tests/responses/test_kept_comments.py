"""What a browser keeps until it is saved: it is told when it is, once, and not before."""

import pytest
from django.urls import reverse

from responses.models import FoiResponse
from tests import factories
from tests.responses.pages import address, as_member, keys, press, text_of

SIGN = "foidesk-unsaved:1:said-1:letter:5~2"


@pytest.fixture
def draft(officer):
    return factories.a_draft(by=officer)


def told(page) -> bool:
    return f'data-saved="{SIGN}"' in text_of(page)


def commented(client, draft, text, sign=SIGN):
    of = f"letter{draft.pk}"
    posted = {f"{of}-part": keys(draft)[0], f"{of}-text": text, "kept": sign}
    return client.post(address("comment_add", draft), posted)


def test_a_browser_is_told_once_that_its_words_are_saved(officer, draft):
    client = as_member(officer)
    assert commented(client, draft, "Is this so?").status_code == 302
    page = client.get(reverse("case_comments", args=[draft.foi_request.reference]))
    assert told(page)
    assert not told(client.get(reverse("queue")))


def test_an_answer_that_was_lost_on_the_way_is_made_up_for_by_the_next_page(officer, draft):
    client = as_member(officer)
    commented(client, draft, "Is this so?")
    assert told(client.get(reverse("queue")))


def test_a_browser_is_not_told_of_words_that_were_refused(officer, draft):
    client = as_member(officer)
    assert not told(commented(client, draft, ""))
    assert not told(client.get(reverse("queue")))


def test_somebody_who_is_signed_out_saves_nothing_and_nothing_is_told(client, officer, draft):
    page = f"http://testserver{reverse('case_comments', args=[draft.foi_request.reference])}"
    posted = {"kept": SIGN, "text": "x"}
    answer = client.post(address("comment_add", draft), posted, headers={"Referer": page})
    assert answer.url.startswith("/account/login/?next=/requests/") and answer.url.endswith("/comments/")
    client.force_login(officer)
    assert not told(client.get(reverse("queue")))


def test_a_comment_beside_the_draft_is_told_of_on_the_part_of_the_page_that_is_drawn_anew(officer, draft):
    typed = {"comment_text": "Is this so?", "part": keys(draft)[0], "kept": SIGN}
    assert told(press(officer, "draft_save", draft, htmx=True, **typed))


@pytest.mark.parametrize("sign", ["", "x" * 201])
def test_a_sign_that_no_browser_of_ours_makes_is_not_kept(officer, draft, sign):
    client = as_member(officer)
    commented(client, draft, "Is this so?", sign)
    assert "data-saved" not in text_of(client.get(reverse("queue")))


def test_a_sign_is_escaped(officer, draft):
    client = as_member(officer)
    commented(client, draft, "Is this so?", '"><script>')
    assert 'data-saved="&quot;&gt;&lt;script&gt;"' in text_of(client.get(reverse("queue")))


def test_the_pages_say_whose_words_are_kept_and_where(officer, clearer, draft):
    page = text_of(as_member(officer).get(address("draft", draft), {"part": keys(draft)[0]}))
    assert f'data-person="{officer.pk}" data-places="said-{draft.pk}"' in page
    assert f'data-keep="said-{draft.pk}:part-{keys(draft)[0]}"' in page
    page = text_of(as_member(officer).get(reverse("case_comments", args=[draft.foi_request.reference])))
    assert f'data-places="said-{draft.pk}"' in page and f'data-keep="said-{draft.pk}:letter"' in page


def test_a_comment_that_came_too_late_for_the_draft_is_shown_to_be_copied(officer, draft):
    key = keys(draft)[0]
    FoiResponse.objects.filter(pk=draft.pk).update(stage="cleared")
    page = text_of(press(officer, "draft_save", draft, part=key, comment_text="Is this so?"))
    assert "Is this so?" in page and "was not saved" in page
