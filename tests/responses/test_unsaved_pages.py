"""What a browser kept of typing that was not saved: offered with the difference, and put in like any typing."""

import pytest

from responses.domain.drafting import LONGEST_PART
from tests import factories
from tests.responses.pages import address, as_member, body_of, every_gap, keys, press, text_of


@pytest.fixture
def draft(officer):
    return factories.a_draft(by=officer)


def offered(person, draft, **kept: object) -> str:
    return text_of(as_member(person).post(address("draft_unsaved", draft), kept))


def test_words_that_are_not_in_the_draft_are_offered_with_their_difference(officer, draft):
    key = keys(draft)[1]
    saved = body_of(draft, key)

    page = offered(officer, draft, part=key, body=f"{saved} And more.", at="2023-01-05T10:32:00Z")

    assert "You typed this on 5 January 2023 at 10:32 and it was not saved" in page
    assert "And more.</ins>" in page
    assert f'name="part" value="{key}"' in page


def test_words_that_were_saved_after_all_are_not_offered(officer, draft):
    key = keys(draft)[1]
    assert not offered(officer, draft, part=key, body=body_of(draft, key).replace("\n", "\r\n")).strip()


def test_a_paragraph_that_is_in_the_letter_already_is_not_offered_again(officer, draft):
    press(officer, "draft_save", draft, added="My new paragraph.")
    assert not offered(officer, draft, added="My new paragraph.").strip()
    assert "Another one." in offered(officer, draft, added="Another one.")


def test_a_part_that_was_removed_meanwhile_would_go_in_as_a_new_paragraph(officer, draft):
    key = keys(draft)[1]
    press(officer, "draft_remove", draft, key)

    page = offered(officer, draft, part=key, body="Words for a part that is gone.")

    assert "It would go in as a new paragraph." in page
    assert 'name="added" value="Words for a part that is gone."' in page and 'name="body"' not in page


def test_a_gap_is_offered_by_its_name(officer):
    draft = factories.a_draft(by=officer, held="held")
    press(officer, "draft_save", draft, added="It cost ((amount_paid)).")
    (name,) = [gap for gap in every_gap(draft) if gap == "gap_amount_paid"]
    page = offered(officer, draft, **{name: "£12"})
    assert "Amount paid" in page and "<ins>£12</ins>" in page


def test_what_is_put_in_is_saved_like_any_typing(officer, draft):
    key = keys(draft)[1]
    press(officer, "draft_save", draft, part=key, body="Put in.")
    assert body_of(draft, key) == "Put in."


def test_words_are_escaped_and_a_very_long_text_is_shown_without_a_difference(officer, draft):
    key = keys(draft)[1]
    assert "&lt;script&gt;" in offered(officer, draft, part=key, body="<script>alert(1)</script>")
    page = offered(officer, draft, part=key, body="word " * LONGEST_PART)
    assert "word word" in page and "<ins>" not in page


@pytest.mark.parametrize("told", ["", "yesterday", "2023-01-05", "2023-99-99T10:00:00Z", "x" * 5000])
def test_a_moment_that_cannot_be_read_is_said_as_earlier(officer, draft, told):
    assert "You typed this earlier and it was not saved" in offered(officer, draft, added="New.", at=told)


def test_only_those_who_may_draft_the_letter_are_answered(clearer, draft):
    assert as_member(clearer).post(address("draft_unsaved", draft), {"added": "x"}).status_code == 403


def test_the_page_says_whose_draft_it_is_so_that_nobody_is_offered_the_words_of_another(officer, draft):
    page = text_of(as_member(officer).get(address("draft", draft)))
    assert f'data-person="{officer.pk}" data-response="{draft.pk}"' in page


# --- Signing in again -----------------------------------------------------------------------------------------------


def test_a_button_pressed_after_the_session_ended_leads_back_to_its_page(client, draft):
    page = f"http://testserver{address('draft', draft)}?part=p1"

    answer = client.post(address("draft_save", draft), {"body": "x"}, headers={"Referer": page})

    assert answer.url == f"/account/login/?next={address('draft', draft)}%3Fpart%3Dp1"


@pytest.mark.parametrize("referer", ["", "https://evil.example/x", "//evil.example/x", "javascript:alert(1)"])
def test_a_button_that_comes_from_elsewhere_leads_to_its_own_address(client, draft, referer):
    answer = client.post(address("draft_save", draft), {"body": "x"}, headers={"Referer": referer} if referer else {})
    assert answer.url == f"/account/login/?next={address('draft_save', draft)}"
