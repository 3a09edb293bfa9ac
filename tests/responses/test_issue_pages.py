"""Issuing a letter and what follows, page by page."""

import pytest
import time_machine
from django.test import Client

from foirequests.models import HistoryEntry
from responses.actions import render
from responses.actions.clear import clear_response, submitted_version
from responses.domain.errors import Refused
from responses.models import FoiResponse, IssuedLetter, TextBlockVersion
from tests import factories
from tests.dates import day, moment, typed_day
from tests.responses.pages import address, as_member, press, text_of

NOW = moment("Thu 26 January 2023 10:32")
ADDRESS = "1 High Street\nLeeds\nLS1 1AA"


@pytest.fixture(autouse=True)
def _on_the_day_of_issue():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cleared(officer, clearer) -> FoiResponse:
    return factories.a_cleared_response(by=officer, clearer=clearer, postal_address=ADDRESS)


@pytest.fixture
def issued(officer, clearer) -> IssuedLetter:
    return factories.an_issued_letter(by=officer, clearer=clearer, issued_on=day("Thu 26 January 2023"))


@pytest.fixture
def to_post(officer, clearer) -> IssuedLetter:
    """A letter issued by post, rendered and not yet posted."""
    return factories.an_issued_letter(
        by=officer,
        clearer=clearer,
        channel="post",
        email="",
        postal_address=ADDRESS,
        issued_on=day("Thu 26 January 2023"),
    )


def page_of(name, letter, *more):
    return address(name, letter.foi_response, *more)


# --- Issuing --------------------------------------------------------------------------------------------------------


def test_the_page_shows_the_letter_of_today_and_the_last_day_for_each_way(officer, cleared):
    text = text_of(as_member(officer).get(address("issue", cleared)))

    assert "By e-mail to rowan.ellery@requesters.example" in text
    assert "Last day to ask for an internal review: 23 February 2023" in text
    assert "Last day to ask for an internal review: 27 February 2023, if it is posted today" in text
    assert "Last day to ask for an internal review: 1 March 2023, if it is posted today" in text
    assert "Clem Clearer, 5 January 2023 at 14:00" in text
    assert 'value="email" checked' in text


def test_an_officer_issues_by_email_with_one_button(officer, cleared):
    as_member(officer).post(address("issue", cleared), {"way": "email"})

    letter = IssuedLetter.objects.get()
    assert (letter.channel, letter.issued_on) == ("email", day("Thu 26 January 2023"))
    assert letter.review_by == day("Thu 23 February 2023")


def test_pressing_twice_issues_one_letter(officer, cleared):
    client = as_member(officer)

    client.post(address("issue", cleared), {"way": "email"})
    again = client.post(address("issue", cleared), {"way": "email"})

    assert again.status_code == 302
    assert IssuedLetter.objects.count() == 1


def test_a_letter_by_post_waits_for_the_day_of_posting(officer, cleared):
    as_member(officer).post(address("issue", cleared), {"way": "post_second"})

    letter = IssuedLetter.objects.get()
    assert (letter.channel, letter.post_class, letter.review_by) == ("post", "second", None)


def test_without_a_postal_address_no_letter_goes_by_post(officer, clearer):
    foi_response = factories.a_cleared_response(by=officer, clearer=clearer)
    client = as_member(officer)

    assert "By post" not in text_of(client.get(address("issue", foi_response)))
    answer = client.post(address("issue", foi_response), {"way": "post_first"})

    assert answer.status_code == 200
    assert not IssuedLetter.objects.exists()


def test_without_an_email_address_the_letter_goes_by_post(officer, clearer):
    foi_response = factories.a_cleared_response(by=officer, clearer=clearer, email="", postal_address=ADDRESS)

    text = text_of(as_member(officer).get(address("issue", foi_response)))

    assert "By e-mail" not in text.split("How does the letter go?")[1]
    assert 'value="post_first" checked' in text


def test_adjustments_that_were_asked_for_stand_beside_the_button(officer, cleared):
    foi_request = cleared.foi_request
    foi_request.adjustments = "Large print, please"
    foi_request.save(update_fields=["adjustments"])

    assert "Large print, please" in text_of(as_member(officer).get(address("issue", cleared)))


def test_choosing_no_way_is_refused_in_plain_words(officer, cleared):
    answer = as_member(officer).post(address("issue", cleared), {})

    assert "Choose how the letter goes" in text_of(answer)
    assert not IssuedLetter.objects.exists()


def test_wording_that_went_out_of_force_since_clearance_stops_the_issue(officer, cleared):
    with time_machine.travel(moment("Wed 1 March 2023 09:00"), tick=False):
        client = as_member(officer)
        text = text_of(client.get(address("issue", cleared)))
        answer = client.post(address("issue", cleared), {"way": "email"})

    assert "This letter cannot be issued as it was cleared" in text
    assert "is not in force today" in text_of(answer)
    assert not IssuedLetter.objects.exists()


def test_only_officers_issue_and_only_what_is_cleared(officer, clearer, deputy_director, cleared):
    for person in (clearer, deputy_director):
        assert as_member(person).get(address("issue", cleared)).status_code == 403
        assert as_member(person).post(address("issue", cleared), {"way": "email"}).status_code == 403
    draft = factories.a_draft(by=officer, email="other@requesters.example")
    answer = as_member(officer).post(address("issue", draft), {"way": "email"}, follow=True)

    assert "This letter has not been cleared, so it cannot be issued." in text_of(answer)
    assert not IssuedLetter.objects.exists()


def test_a_letter_that_was_taken_back_is_not_issued(officer, cleared):
    as_member(officer).post(address("draft_take_back", cleared))
    as_member(officer).post(address("issue", cleared), {"way": "email"})

    assert not IssuedLetter.objects.exists()


# --- The issued letter ----------------------------------------------------------------------------------------------


def test_the_letters_page_shows_it_as_issued_with_its_hashes_and_where_its_email_stands(officer, issued):
    text = text_of(as_member(officer).get(page_of("letter", issued)))

    assert "Reply of 26 January 2023" in text
    assert "I wonder if NHS Resolution have any claims data" in text
    for proof in (issued.cleared_hash, issued.final_hash, issued.pdf.sha256):
        assert proof in text
    assert "Waiting to be sent" in text
    assert "23 February 2023. 28 days left." in text


def test_the_pdf_is_the_one_that_was_rendered_and_downloads_under_its_name(officer, issued):
    answer = as_member(officer).get(page_of("letter_pdf", issued))

    assert answer.content == render.read_pdf(issued)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="FOI_0001-reply-2023-01-26.pdf"'
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_every_colleague_reads_the_pdf_and_no_stranger_does(clearer, deputy_director, issued):
    for person in (clearer, deputy_director):
        assert as_member(person).get(page_of("letter_pdf", issued)).status_code == 200
    stranger = Client().get(page_of("letter_pdf", issued))

    assert stranger.status_code == 302
    assert stranger.url.startswith("/account/login/")


def test_before_it_is_rendered_there_is_no_pdf_and_the_page_says_so(officer, cleared):
    client = as_member(officer)
    client.post(address("issue", cleared), {"way": "email"})

    assert client.get(address("letter_pdf", cleared)).status_code == 404
    assert "The PDF is being made." in text_of(client.get(address("letter", cleared)))


def test_the_drafting_page_of_an_issued_letter_leads_to_the_letter(officer, issued):
    assert as_member(officer).get(page_of("draft", issued)).url == page_of("letter", issued)


def test_a_failed_rendering_says_why_and_is_tried_again(officer, cleared, monkeypatch):
    client = as_member(officer)
    client.post(address("issue", cleared), {"way": "email"})
    letter = IssuedLetter.objects.get()

    def fails(_letter):
        raise Refused("The logo has changed.")

    monkeypatch.setattr(render.rendering, "letter_pdf", fails)
    moments = [NOW, *(NOW + sum(render.WAITS[: place + 1], start=NOW - NOW) for place in range(len(render.WAITS)))]
    for at in moments:
        render.render_letter(letter.pk, at=at)
    monkeypatch.undo()
    text = text_of(client.get(address("letter", cleared)))
    assert "Could not be rendered" in text
    assert "The logo has changed." in text

    answer = client.post(address("letter_retry", cleared), follow=True)

    assert "The letter is being rendered again." in text_of(answer)
    assert render.render_letter(letter.pk, at=NOW)
    letter.refresh_from_db()
    assert letter.render_state == "rendered"


def test_a_letter_that_has_not_failed_is_not_tried_again(officer, issued):
    answer = as_member(officer).post(page_of("letter_retry", issued), follow=True)

    assert "This letter has not failed" in text_of(answer)


# --- By post --------------------------------------------------------------------------------------------------------


def posting(on: str, post_class: str = "first") -> dict:
    return typed_day("posted_on", day(on)) | {"post_class": post_class}


def test_recording_the_day_of_posting_starts_the_window(officer, to_post):
    client = as_member(officer)
    assert "Record the day of posting" in text_of(client.get(page_of("letter", to_post)))

    client.post(page_of("letter_posted", to_post), posting("Thu 26 January 2023", "second"))

    to_post.refresh_from_db()
    assert to_post.reply_received_on == day("Wed 1 February 2023")
    assert to_post.review_by == day("Wed 1 March 2023")


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("Fri 27 January 2023", "The day of posting cannot be in the future."),
        ("Wed 25 January 2023", "The letter was issued on 26 January 2023, so it cannot have been posted before"),
    ],
)
def test_a_day_of_posting_before_the_issue_or_in_the_future_is_refused_beside_its_field(officer, to_post, on, said):
    answer = as_member(officer).post(page_of("letter_posted", to_post), posting(on))

    assert said in text_of(answer)
    assert said in str(answer.context["form"].errors["posted_on"])


def test_an_absurd_day_is_refused_and_stays_as_typed(officer, to_post):
    typed = {"posted_on_day": "31", "posted_on_month": "2", "posted_on_year": "2023", "post_class": "first"}

    text = text_of(as_member(officer).post(page_of("letter_posted", to_post), typed))

    assert "31 2 2023 is not a real date" in text
    assert 'value="31"' in text


def test_the_day_on_which_the_reply_really_arrived_moves_the_window(officer, issued):
    with time_machine.travel(moment("Wed 1 February 2023 09:00"), tick=False):
        typed = {"received_on_day": 30, "received_on_month": 1, "received_on_year": 2023}
        as_member(officer).post(page_of("letter_received", issued), typed)

    issued.refresh_from_db()
    assert issued.review_by == day("Mon 27 February 2023")


# --- Correcting -----------------------------------------------------------------------------------------------------


def test_a_corrected_reply_is_drafted_cleared_issued_and_replaces_the_first(officer, clearer, deputy_director, issued):
    with time_machine.travel(moment("Mon 6 March 2023 10:00"), tick=False):
        client = as_member(officer)
        answer = client.post(page_of("correct_reply", issued), {"reason": "it named the wrong workbook"})
        corrected = FoiResponse.objects.get(kind="corrected_reply")
        assert answer.url == address("draft", corrected)
        assert "it named the wrong workbook" in text_of(client.get(answer.url))
        _replace_expired_wording(officer, corrected)
        press(officer, "draft_submit", corrected)
        corrected.refresh_from_db()
        clear_response(
            corrected,
            letter_hash=submitted_version(corrected).letter_hash,
            by=deputy_director,
            at=moment("Mon 6 March 2023 11:00"),
        )
        client.post(address("issue", corrected), {"way": "email"})
        first = text_of(client.get(page_of("letter", issued)))
        second = text_of(client.get(address("letter", corrected)))

    assert "This letter has been replaced by a corrected one." in first
    assert "Issue a corrected reply" not in first
    assert "Read the letter that this one replaces" in second
    issued.refresh_from_db()
    assert issued.superseded_by.review_by == day("Mon 3 April 2023")
    assert HistoryEntry.objects.filter(act="superseded").count() == 1


TODAYS_WORDING = (
    "opening", "attribute-not-recorded", "claims-coding", "offer-by-code", "referral-nhs-england", "internal-review",
    "information-commissioner",
)  # fmt: skip


def _replace_expired_wording(officer, foi_response):
    """The old letter's wording ran out on 28 February: the sentence about the correction stays, the rest is today's."""
    foi_response.working_copy.refresh_from_db()
    for part in foi_response.working_copy.parts[1:]:
        press(officer, "draft_remove", foi_response, part["key"])
    in_force = TextBlockVersion.objects.in_force_on(day("Mon 6 March 2023"))
    for slug in TODAYS_WORDING:
        press(officer, "draft_add_block", foi_response, version=in_force.get(block__slug=slug).pk)


def test_a_correction_needs_a_reason_and_an_officer(officer, clearer, issued):
    answer = as_member(officer).post(page_of("correct_reply", issued), {"reason": " "})

    assert "Enter what the new letter corrects" in text_of(answer)
    assert as_member(clearer).get(page_of("correct_reply", issued)).status_code == 403
    assert FoiResponse.objects.count() == 1


def test_starting_a_correction_twice_opens_the_one_that_is_there(officer, issued):
    with time_machine.travel(moment("Mon 6 March 2023 10:00"), tick=False):
        client = as_member(officer)
        client.post(page_of("correct_reply", issued), {"reason": "it named the wrong workbook"})
        again = client.post(page_of("correct_reply", issued), {"reason": "it named the wrong workbook"})

    corrected = FoiResponse.objects.get(kind="corrected_reply")
    assert again.url == address("draft", corrected)
