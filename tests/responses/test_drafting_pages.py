"""Drafting a reply: the page, its outline, its letter, and what its buttons do."""

import pytest
import time_machine
from django.urls import reverse

from responses.models import FoiResponse, TextBlockVersion
from tests import factories
from tests.dates import day, moment
from tests.responses.pages import address, as_member, body_of, keys, parts, press, queries_of, text_of

pytestmark = pytest.mark.usefixtures("on_the_day_after_receipt")


@pytest.fixture
def draft(officer) -> FoiResponse:
    """The January request's reply, with nothing left to fill."""
    return factories.a_draft(by=officer)


@pytest.fixture
def draft_with_gaps(officer) -> FoiResponse:
    """A reply that supplies figures: an officer has to say which files and as at which day."""
    received_on = day("Mon 5 June 2023")
    with time_machine.travel(moment("Tue 6 June 2023 09:00"), tick=False):
        return factories.a_draft(by=officer, held="held", received_on=received_on)


def wording(slug: str, number: int = 1) -> TextBlockVersion:
    return TextBlockVersion.objects.get(block__slug=slug, number=number)


# --- Starting -------------------------------------------------------------------------------------------------------


def test_an_officer_starts_the_draft_from_the_case_and_stands_on_the_drafting_page(officer):
    foi_request = factories.a_triaged_request(by=officer)

    answer = as_member(officer).post(reverse("draft_start", args=[foi_request.reference]))

    started = foi_request.foi_responses.get()
    assert answer.url == address("draft", started)
    assert len(parts(started)) == 11


def test_starting_twice_opens_the_draft_that_is_there(officer, draft):
    answer = as_member(officer).post(reverse("draft_start", args=[draft.foi_request.reference]))

    assert answer.url == address("draft", draft)
    assert FoiResponse.objects.count() == 1


def test_before_triage_no_draft_starts_and_the_officer_is_told(officer):
    foi_request = factories.a_request(by=officer)

    answer = as_member(officer).post(reverse("draft_start", args=[foi_request.reference]), follow=True)

    assert "A reply can be drafted when triage is done" in text_of(answer)
    assert not FoiResponse.objects.exists()


# --- The page -------------------------------------------------------------------------------------------------------


def test_the_page_shows_the_outline_the_letter_itself_and_how_it_stands(officer, draft):
    text = text_of(as_member(officer).get(address("draft", draft)))

    assert "How claims are coded" in text
    assert "I wonder if NHS Resolution have any claims data" in text
    assert "Saved 5 January 2023 at 12:00" in text
    assert "No gaps left" in text
    assert "The letter can be submitted for clearance" in text


def test_the_open_part_says_where_its_words_come_from_and_what_fills_its_gaps(officer, draft):
    key = next(part["key"] for part in parts(draft) if part["slug"] == "request-restated")

    text = text_of(as_member(officer).get(address("draft", draft), {"part": key}))

    assert "The request, word for word, version 1" in text
    assert "until 28 February 2023" in text
    assert "(From the record of the case)" in text
    assert body_of(draft, key).splitlines()[0] in text


def test_clearers_are_offered_first_and_the_deputy_director_last(officer, clearer, deputy_director, draft):
    text = text_of(as_member(officer).get(address("draft", draft)))

    assert text.index("Any clearer") < text.index("Clem Clearer") < text.index("Dee Director (deputy director)")
    assert f'<option value="{officer.pk}">' not in text


def test_the_page_asks_the_same_number_of_questions_however_long_letters_and_queue_are(officer, draft):
    few = queries_of(officer, address("draft", draft) + f"?part={keys(draft)[0]}")
    for number in range(4):
        factories.a_draft(by=officer, email=f"somebody.{number}@requesters.example")
        press(officer, "draft_save", draft, added=f"Paragraph {number}.")

    assert queries_of(officer, address("draft", draft) + f"?part={keys(draft)[0]}") == few


# --- Typing ---------------------------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_while_typing_and_the_letter_follows(officer, draft):
    key = keys(draft)[2]

    answer = press(officer, "draft_typed", draft, htmx=True, part=key, body="We manage claims.\r\n\r\n- one\r\n- two")

    assert body_of(draft, key) == "We manage claims.\n\n- one\n- two"
    text = text_of(answer)
    assert "<li>one</li>" in text
    assert "Saved 10:32" in text
    assert 'name="revision" value="2"' in text


def test_every_button_keeps_what_was_typed(officer, draft):
    first, second = keys(draft)[:2]

    press(officer, "draft_move_down", draft, first, part=second, body="Changed before the button was pressed.")

    assert keys(draft)[:2] == [second, first]
    assert body_of(draft, second) == "Changed before the button was pressed."


def test_a_new_paragraph_that_was_typed_is_added_whatever_button_is_pressed(officer, draft):
    first, second = keys(draft)[:2]

    press(officer, "draft_open_part", draft, second, part=first, added="A list:\n\n- one\n- two")

    assert parts(draft)[1]["kind"] == "paragraph"
    assert body_of(draft, keys(draft)[1]) == "A list:\n\n- one\n- two"


def test_an_empty_part_is_refused_and_says_what_to_do(officer, draft):
    key = keys(draft)[0]
    before = body_of(draft, key)

    answer = press(officer, "draft_save", draft, part=key, body="  ")

    assert "Enter the text of the paragraph, or remove it." in text_of(answer)
    assert body_of(draft, key) == before


def test_a_text_that_is_far_too_long_is_refused_and_stays_in_its_field(officer, draft):
    typed = "word " * 40_000

    answer = press(officer, "draft_save", draft, part=keys(draft)[0], body=typed)

    assert "A paragraph can have up to 20,000 characters" in text_of(answer)
    assert typed.strip() in text_of(answer)


def test_what_looks_like_a_gap_and_is_none_is_refused_while_typing(officer, draft):
    answer = press(officer, "draft_typed", draft, htmx=True, part=keys(draft)[0], body="On ((Request Date)) you wrote")

    assert "This looks like a gap and is none: ((Request Date))" in text_of(answer)
    assert "Not saved" in text_of(answer)


@pytest.mark.parametrize("revision", ["", "x", "-1", "99999999999999999999", "٣"])
def test_a_page_with_a_senseless_revision_saves_nothing(officer, draft, revision):
    key = keys(draft)[0]
    before = body_of(draft, key)

    answer = press(officer, "draft_save", draft, part=key, body="New words.", revision=revision)

    assert answer.status_code == 409
    assert body_of(draft, key) == before


# --- Gaps -----------------------------------------------------------------------------------------------------------


def test_a_gap_blocks_submission_and_the_message_leads_to_its_field(officer, draft_with_gaps):
    with time_machine.travel(moment("Tue 6 June 2023 10:00"), tick=False):
        answer = press(officer, "draft_submit", draft_with_gaps)

        text = text_of(answer)
        assert "The letter cannot be submitted for clearance yet." in text
        assert '<a href="#id_gap_as_at">Fill the gap “the date that the figures stand for”.</a>' in text
        assert 'id="id_gap_as_at"' in text
        assert "<title>Error: Reply to" in text.replace("\n", "")
    draft_with_gaps.refresh_from_db()
    assert draft_with_gaps.stage == "drafting"


LITERAL = '<b>bold</b> {{ request }} {% now "Y" %} ((requester)) **stars** [link](https://x.example) <script>'


def test_whatever_is_typed_into_a_gap_prints_as_those_characters(officer, draft_with_gaps):
    with time_machine.travel(moment("Tue 6 June 2023 10:00"), tick=False):
        answer = press(officer, "draft_typed", draft_with_gaps, htmx=True, gap_as_at=LITERAL)

    escaped = LITERAL.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert escaped in text_of(answer)


def test_markup_and_template_code_typed_into_a_paragraph_print_as_typed(officer, draft):
    answer = press(officer, "draft_save", draft, htmx=True, added="<img src=x> {{ settings.SECRET_KEY }} {% load %}")

    assert "&lt;img src=x&gt; {{ settings.SECRET_KEY }} {% load %}" in text_of(answer)


def test_gaps_filled_by_the_officer_can_be_changed_and_emptied_again(officer, draft_with_gaps):
    with time_machine.travel(moment("Tue 6 June 2023 10:00"), tick=False):
        press(officer, "draft_save", draft_with_gaps, gap_as_at="31 March 2022")
        press(officer, "draft_save", draft_with_gaps, gap_as_at="31 March 2023")
        draft_with_gaps.working_copy.refresh_from_db()
        assert draft_with_gaps.working_copy.values == {"as_at": "31 March 2023"}

        press(officer, "draft_save", draft_with_gaps, gap_as_at="")

    draft_with_gaps.working_copy.refresh_from_db()
    assert draft_with_gaps.working_copy.values == {}


def test_no_typing_overrides_what_the_record_knows(officer, draft):
    press(officer, "draft_save", draft, gap_requested_on="1 January 1999", gap_invented="Nothing asks for this.")

    draft.working_copy.refresh_from_db()
    assert draft.working_copy.values == {}


# --- Arranging ------------------------------------------------------------------------------------------------------


def test_a_part_moves_up_and_down_and_stops_at_the_ends(officer, draft):
    first, second, *_rest = keys(draft)

    press(officer, "draft_move_up", draft, second)
    press(officer, "draft_move_up", draft, second)

    assert keys(draft)[:2] == [second, first]


def test_a_removed_part_is_offered_back_and_returns_to_its_place(officer, draft):
    before = keys(draft)
    key = before[3]

    answer = press(officer, "draft_remove", draft, key, htmx=True)
    assert key not in keys(draft)
    assert "Removed (1)" in text_of(answer)
    press(officer, "draft_put_back", draft, 0)

    assert keys(draft) == before
    assert "Removed" not in text_of(as_member(officer).get(address("draft", draft)))


def test_a_part_put_back_twice_comes_back_once(officer, draft):
    before = keys(draft)
    press(officer, "draft_remove", draft, before[0])
    press(officer, "draft_put_back", draft, 0)

    answer = press(officer, "draft_put_back", draft, 0)

    assert "This part has been put back already." in text_of(answer)
    assert keys(draft) == before


def test_a_paragraph_changed_for_this_letter_says_so_and_gets_the_librarys_words_back(officer, draft):
    key = keys(draft)[2]
    original = body_of(draft, key)

    press(officer, "draft_save", draft, part=key, body="Changed.")
    assert "Changed for this letter" in text_of(as_member(officer).get(address("draft", draft)))
    press(officer, "draft_restore", draft, key, part=key, body="Changed once more, not saved.")

    assert body_of(draft, key) == original
    assert wording(parts(draft)[2]["slug"]).body == original


def test_acts_on_a_part_that_is_gone_say_so(officer, draft):
    for act in ("draft_remove", "draft_move_up", "draft_restore"):
        assert "This part is no longer in the letter." in text_of(press(officer, act, draft, "p99"))


# --- The library ----------------------------------------------------------------------------------------------------


def test_the_library_offers_only_wording_in_force_today_and_finds_it_by_its_words(officer, draft):
    client, page = as_member(officer), address("draft_library", draft)

    everything = text_of(client.get(page))
    assert "How claims are coded" in everything
    assert "Apology for a late reply" not in everything  # in force from 1 March 2023
    found = text_of(client.get(page, {"q": "specialty injury"}))
    assert "How claims are coded" in found
    assert "The right to complain" not in found
    assert "No wording found" in text_of(client.get(page, {"q": "aardvark"}))


def test_wording_is_added_behind_the_part_that_was_open(officer, draft):
    first = keys(draft)[0]
    version = wording("conclusion")

    press(officer, "draft_add_block", draft, version=version.pk, after=first)

    assert parts(draft)[1]["slug"] == "conclusion"
    assert (parts(draft)[1]["version"], parts(draft)[1]["body"]) == (1, version.body)


def test_wording_that_is_not_in_force_today_is_refused(officer, draft):
    before = keys(draft)

    answer = press(officer, "draft_add_block", draft, version=wording("apology-late").pk)

    assert "is not in force today, so it cannot be used" in text_of(answer)
    assert keys(draft) == before


@pytest.mark.parametrize("version", ["", "x", "999999", "٣", "9" * 4301])
def test_wording_that_does_not_exist_is_not_found(officer, draft, version):
    assert press(officer, "draft_add_block", draft, version=version).status_code == 404


def test_wording_that_expired_while_the_draft_lay_is_named_and_blocks_submission(officer, draft):
    with time_machine.travel(moment("Wed 1 March 2023 09:00"), tick=False):
        answer = press(officer, "draft_submit", draft)

    assert "is not in force today. Replace it with the current wording." in text_of(answer)
    draft.refresh_from_db()
    assert draft.stage == "drafting"


# --- Who may --------------------------------------------------------------------------------------------------------


def test_colleagues_read_a_draft_and_change_nothing(officer, clearer, deputy_director, draft):
    for person in (clearer, deputy_director):
        text = text_of(as_member(person).get(address("draft", draft)))
        assert "I wonder if NHS Resolution" in text
        assert "Submit for clearance" not in text
        assert as_member(person).get(address("draft_library", draft)).status_code == 403
        for act in ("draft_save", "draft_typed", "draft_submit", "draft_take_back", "draft_save_version"):
            assert press(person, act, draft).status_code == 403


def test_only_an_officer_starts_a_draft(officer, clearer):
    foi_request = factories.a_triaged_request(by=officer)

    assert as_member(clearer).post(reverse("draft_start", args=[foi_request.reference])).status_code == 403


def test_a_letter_is_found_under_its_own_case_only(officer, draft):
    other = factories.a_draft(by=officer, email="other@requesters.example")
    page = reverse("draft", args=[other.foi_request.reference, draft.pk])

    assert as_member(officer).get(page).status_code == 404
