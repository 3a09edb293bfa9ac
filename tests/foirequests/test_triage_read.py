"""Clearers and the deputy director read what triage advised and found, and change none of it."""

import pytest
from django.urls import reverse

from foirequests.actions.reading import read_case
from tests.dates import moment
from tests.factories import a_request, a_triaged_request

AT = moment("Fri 6 January 2023 09:00")


@pytest.fixture(params=["clearer", "deputy_director"])
def reader(request, client, office):
    """Somebody who is no information governance officer, signed in."""
    client.force_login(request.getfixturevalue(request.param))
    return client


def test_they_read_the_advice_with_its_words_and_find_nothing_to_press(reader, officer):
    foi_request = a_request(by=officer)
    read_case(foi_request.pk, at=AT)
    page = reader.get(reverse("case_triage", args=[foi_request.reference])).content.decode()
    assert "Advice on question 1" in page and 'class="fd-mark"' in page and "Suggested outline" in page
    assert 'name="accept"' not in page and 'name="save"' not in page


def test_what_they_send_is_refused(reader, officer):
    foi_request = a_triaged_request(by=officer)
    for name, keys in (("case_triage", []), ("case_commercial_card", [1])):
        assert reader.post(reverse(name, args=[foi_request.reference, *keys]), {"save": "1"}).status_code == 403


def test_they_read_the_card_for_section_43_and_what_stands_beside_triage(reader, officer):
    foi_request = a_triaged_request(by=officer)
    card = reader.get(reverse("case_commercial_card", args=[foi_request.reference, 1])).content.decode()
    assert "You can read this card" in card and "Keep the card" not in card and "disabled" in card
    beside = reader.get(reverse("case_beside", args=[foi_request.reference])).content.decode()
    assert "Use this outline" not in beside
