"""The office's own logo at the head of its pages, as it stands at the head of its letters."""

import base64
from dataclasses import asdict

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from codes.actions.settings import record_setting
from codes.models.organisation import DatedSettingQuerySet, office_on

pytestmark = pytest.mark.usefixtures("office")

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SHOWN = '<img class="nhsuk-header__organisation-logo fd-logo" src="/logo/" width="280" alt="NHS Resolution">'


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        }
    }


@pytest.fixture
def with_logo(deputy_director):
    """Says in the settings which file is the logo; the file lies there when bytes are given."""

    def named(name: str, content: bytes = b"") -> None:
        if content:
            default_storage.save(name, ContentFile(content))
        today = timezone.localdate()
        letterhead = asdict(office_on(today).letterhead) | {"logo_file": name}
        letterhead["address"] = list(letterhead["address"])
        record_setting(
            name="letterhead",
            value=letterhead,
            valid_from=today,
            source="Us",
            reason="We have a logo",
            by=deputy_director,
            at=timezone.now(),
        )

    return named


@pytest.mark.parametrize("page", ["/", "/request/", "/privacy/", "/account/login/"])
def test_everybody_sees_the_logo_with_the_name_of_the_authority_for_those_who_cannot(client, with_logo, page):
    assert "/logo/" not in client.get(page).content.decode()

    with_logo("logo.png", PIXEL)

    assert SHOWN in client.get(page).content.decode()


def test_staff_see_it_on_their_pages(client, officer, with_logo):
    with_logo("logo.png", PIXEL)
    client.force_login(officer)

    page = client.get("/requests/").content.decode()

    assert SHOWN in page
    assert "FOI Desk" in page


@pytest.mark.parametrize(("name", "kind"), [("logo.png", "image/png"), ("logo.SVG", "image/svg+xml")])
def test_the_logo_comes_as_what_it_is_and_nothing_in_it_runs(client, with_logo, name, kind):
    with_logo(name, PIXEL)

    answer = client.get("/logo/")

    assert (answer.status_code, b"".join(answer)) == (200, PIXEL)
    assert answer["Content-Type"] == kind
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "max-age" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["", "kept/ab/abcdef.png", "../secret.png", "logo", "letter.pdf", "logo.html"])
def test_nothing_but_a_picture_that_the_office_put_there_is_ever_given_out(client, with_logo, name):
    with_logo(name)

    assert client.get("/logo/").status_code == 404
    assert "/logo/" not in client.get("/").content.decode()


def test_a_logo_that_is_not_there_leaves_the_name(client, with_logo):
    with_logo("logo.png")

    assert client.get("/logo/").status_code == 404
    assert 'alt="NHS Resolution"' in client.get("/").content.decode()


def test_an_office_without_settings_has_no_logo_and_still_answers(client, monkeypatch):
    monkeypatch.setattr(DatedSettingQuerySet, "valid_on", lambda self, day: self.none())

    assert client.get("/account/login/").status_code == 200
    assert client.get("/logo/").status_code == 404
