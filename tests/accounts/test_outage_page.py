"""What a page that fails says: our records are out of reach, or the fault is ours; and what it gives back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.test import Client

from accounts import views

pytestmark = pytest.mark.django_db


@pytest.fixture
def failing(monkeypatch) -> Client:
    """A visitor of an office whose pages raise what `failing.raises` says, before they ask the database anything."""
    client = Client(raise_request_exception=False)

    def fail(*_: object, **__: object) -> None:
        raise client.raises

    monkeypatch.setattr("foirequests.views.visitors.office_on", fail)
    monkeypatch.setattr("foirequests.views.public.count_attempt", fail)
    client.raises = OperationalError("the connection is lost")
    return client


@pytest.mark.parametrize("raised", [OperationalError("the connection is lost"), InterfaceError("connection closed")])
def test_a_database_that_is_away_is_said_to_be_away(failing, raised):
    failing.raises = raised
    answer = failing.get("/request/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "cannot reach its records just now" in answer.text
    assert "connection" not in answer.text


@pytest.mark.parametrize("raised", [ProgrammingError("no such column"), ValueError("a fault of ours")])
def test_a_fault_of_ours_is_not_blamed_on_the_database(failing, raised):
    failing.raises = raised
    answer = failing.get("/request/")
    assert answer.status_code == 500
    assert "The fault is ours" in answer.text


def test_what_was_typed_comes_back_escaped(failing):
    answer = failing.post("/request/your-request/", {"text": 'How many "claims" <b>\n\n?'})
    assert answer.status_code == 503
    assert '<input type="hidden" name="text" value="How many &quot;claims&quot; &lt;b&gt;\n\n?">' in answer.text


def test_a_form_with_files_is_not_sent_again_without_them(failing):
    evidence = SimpleUploadedFile("evidence.txt", b"words", content_type="text/plain")
    answer = failing.post("/request/your-request/", {"text": "How many?", "files": evidence})
    assert answer.status_code == 503
    assert "How many?" not in answer.text
    assert "Back button" in answer.text


def test_health_says_that_the_database_is_down_however_it_failed(client, monkeypatch):
    for raised in (OperationalError("lost"), InterfaceError("closed")):

        def silent_services(at: object, raised=raised) -> None:
            raise raised

        monkeypatch.setattr(views, "silent_services", silent_services)
        assert client.get("/health").json()["components"]["database"] == "down"
