"""Two people at one draft, versions, handing over, submitting and taking back."""

import pytest

from responses.models import FoiResponse
from tests import factories
from tests.responses.pages import address, as_member, body_of, keys, press, text_of

pytestmark = pytest.mark.usefixtures("on_the_day_after_receipt")


@pytest.fixture
def draft(officer) -> FoiResponse:
    return factories.a_draft(by=officer)


# --- A stale page ---------------------------------------------------------------------------------------------------


def test_a_stale_save_is_refused_and_both_texts_are_shown(officer, second_officer, draft):
    key = keys(draft)[1]
    press(second_officer, "draft_save", draft, part=key, body="Otto's words.")

    answer = press(officer, "draft_save", draft, revision=1, part=key, body="Olive's words.")

    assert answer.status_code == 409
    text = text_of(answer)
    assert "Otto Officer saved this draft in the meantime" in text
    assert "Otto&#x27;s words." in text and "Olive&#x27;s words." in text
    assert body_of(draft, key) == "Otto's words."


def test_an_officer_with_two_tabs_is_told_of_their_own_text_and_of_nobody_else(officer, draft):
    key = keys(draft)[1]
    press(officer, "draft_save", draft, part=key, body="From the first tab.")

    text = text_of(press(officer, "draft_save", draft, revision=1, part=key, body="From the second tab."))

    assert "You saved this draft elsewhere in the meantime" in text
    assert "From the first tab." in text and "From the second tab." in text
    assert "somebody else" not in text.lower()


def test_after_seeing_both_texts_the_officer_may_save_their_own(officer, second_officer, draft):
    key = keys(draft)[1]
    press(second_officer, "draft_save", draft, part=key, body="Otto's words.")
    refused = press(officer, "draft_save", draft, revision=1, part=key, body="Olive's words.")
    assert 'name="over" value="2"' in text_of(refused)
    assert 'name="revision" value="1"' in text_of(refused)

    press(officer, "draft_save", draft, revision=1, over=2, part=key, body="Olive's words.")

    assert body_of(draft, key) == "Olive's words."


def test_while_typing_a_stale_page_shows_both_texts_and_leaves_the_field_alone(officer, second_officer, draft):
    key = keys(draft)[1]
    press(second_officer, "draft_save", draft, part=key, body="Otto's words.")

    answer = press(officer, "draft_typed", draft, htmx=True, revision=1, part=key, body="Olive's words.")

    text = text_of(answer)
    assert answer.status_code == 200
    assert "Otto&#x27;s words." in text and "Olive&#x27;s words." in text
    assert "<textarea" not in text
    assert body_of(draft, key) == "Otto's words."


def test_a_part_that_was_only_open_undoes_nobodys_work(officer, second_officer, draft):
    key = keys(draft)[1]
    page = text_of(as_member(officer).get(address("draft", draft), {"part": key}))
    untouched = {"part": key, "body": body_of(draft, key), "body_was": _value(page, "body_was")}
    press(second_officer, "draft_save", draft, part=key, body="Otto's words.")

    answer = press(officer, "draft_move_down", draft, key, revision=1, **untouched)

    assert answer.status_code == 302
    assert body_of(draft, key) == "Otto's words."
    assert keys(draft)[1] == key


def test_the_words_that_the_browser_has_just_saved_do_not_make_its_own_page_stale(officer, draft):
    key = keys(draft)[1]
    press(officer, "draft_typed", draft, htmx=True, revision=1, part=key, body="Olive's words.")

    answer = press(officer, "draft_submit", draft, revision=1, part=key, body="Olive's words.")

    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.stage == "clearance"


def test_nobody_submits_a_text_that_they_have_not_seen(officer, second_officer, draft):
    press(second_officer, "draft_save", draft, part=keys(draft)[1], body="Otto's words.")

    press(officer, "draft_submit", draft, revision=1)

    draft.refresh_from_db()
    assert draft.stage == "drafting"


# --- Versions -------------------------------------------------------------------------------------------------------


def test_a_version_is_kept_and_compared_with_the_draft(officer, draft):
    press(officer, "draft_save_version", draft)
    press(officer, "draft_save", draft, added="A sentence that came later.")

    text = text_of(as_member(officer).get(address("draft_versions", draft)))

    assert "Olive Officer" in text
    assert "<ins>A sentence that came later.</ins>" in text


def test_saving_a_version_twice_without_a_change_keeps_one(officer, draft):
    press(officer, "draft_save_version", draft)
    press(officer, "draft_save_version", draft)

    assert draft.versions.count() == 1


def test_without_versions_the_page_says_how_one_comes_about(officer, draft):
    assert "No versions yet" in text_of(as_member(officer).get(address("draft_versions", draft)))


def test_handing_over_keeps_a_version_and_makes_the_case_the_colleagues(officer, second_officer, draft):
    press(officer, "draft_hand_over", draft, to=second_officer.pk, part=keys(draft)[0], body="As far as I got.")

    draft.foi_request.refresh_from_db()
    assert draft.foi_request.owner == second_officer
    assert draft.versions.get().why == "handed_over"
    assert "As far as I got." in str(draft.versions.get().letter)


@pytest.mark.parametrize("to", ["", "x", "0", "9" * 4301])
def test_handing_over_needs_an_officer(officer, clearer, draft, to):
    assert "Choose the officer to hand the draft over to." in text_of(press(officer, "draft_hand_over", draft, to=to))
    assert "Choose the officer" in text_of(press(officer, "draft_hand_over", draft, to=clearer.pk))


# --- Submitting and taking back -------------------------------------------------------------------------------------


def test_submitting_twice_makes_one_version(officer, clearer, draft):
    press(officer, "draft_submit", draft, clearer=clearer.pk)
    press(officer, "draft_submit", draft, clearer=clearer.pk)

    assert draft.versions.count() == 1
    draft.refresh_from_db()
    assert draft.asked_clearer == clearer


def test_words_typed_after_a_colleague_submitted_are_shown_and_not_lost(officer, second_officer, draft):
    press(second_officer, "draft_submit", draft)

    answer = press(officer, "draft_save", draft, part=keys(draft)[0], body="Olive's late words.")

    assert answer.status_code == 409
    assert "What you typed was not saved" in text_of(answer)
    assert "Olive&#x27;s late words." in text_of(answer)


def test_taking_back_is_announced_as_voiding_the_clearance_and_opens_the_draft_again(officer, clearer):
    cleared = factories.a_cleared_response(by=officer, clearer=clearer)
    client = as_member(officer)

    assert "Taking the letter back voids its clearance." in text_of(client.get(address("draft", cleared)))
    client.post(address("draft_take_back", cleared))

    assert "Submit for clearance" in text_of(client.get(address("draft", cleared)))


def test_the_preview_is_a_pdf_that_a_browser_shows_and_does_not_keep(officer, draft):
    answer = as_member(officer).get(address("draft_preview_pdf", draft))

    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == f'inline; filename="{draft.foi_request.reference}-draft.pdf"'
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_letter_that_cannot_be_printed_says_which_character_is_the_trouble(officer, draft):
    press(officer, "draft_save", draft, added="A snowman: ☃")
    client = as_member(officer)

    assert "☃ (SNOWMAN)" in text_of(client.get(address("draft", draft)))
    assert "cannot print ☃ (SNOWMAN)" in text_of(client.get(address("draft_preview_pdf", draft), follow=True))


def _value(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="', 1)[1].split('"', 1)[0]
