"""Signing in: by e-mail address, for people whom the office has entered, with a second factor for who wants one."""

import subprocess
import sys
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache

from accounts.models import Role, StaffMember, StaffRole

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a long pass phrase of 2023"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_tried_before():
    cache.clear()


@pytest.fixture
def officer() -> StaffMember:
    member = StaffMember.objects.create_user("olive@office.example", "Olive Officer", PASSWORD)
    StaffRole.objects.create(member=member, role=Role.OFFICER)
    return member


def sign_in(client, email="olive@office.example", password=PASSWORD):
    return client.post("/account/login/", {"login": email, "password": password})


def test_a_member_of_staff_signs_in_with_address_and_password(client, officer):
    assert sign_in(client).status_code == 302
    assert client.session["_auth_user_id"] == str(officer.pk)


@pytest.mark.parametrize(
    ("email", "password"),
    [("olive@office.example", "wrong"), ("nobody@office.example", PASSWORD), ("", ""), ("{{ 7|add:7 }}", "<b>")],
)
def test_a_wrong_address_or_password_lets_nobody_in_and_does_not_say_which(client, officer, email, password):
    answer = sign_in(client, email, password)
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
    assert "<b>" not in answer.content.decode().split("<main")[1].split('name="password"')[0]


@pytest.mark.parametrize(("page", "field"), [("/account/login/", "login"), ("/account/password/reset/", "email")])
def test_an_address_that_is_none_is_told_of_in_the_words_of_every_other_page(client, page, field):
    told = client.post(page, {field: "olive at office", "password": PASSWORD}).content.decode()
    assert "Enter an e-mail address like name@example.org" in told
    assert "email address" not in told
    assert "olive at office" in told


def test_who_has_left_does_not_get_in(client, officer):
    StaffMember.objects.filter(pk=officer.pk).update(is_active=False)
    sign_in(client)
    assert "_auth_user_id" not in client.session


def test_guessing_is_stopped_after_five_tries(client, officer):
    for _ in range(5):
        sign_in(client, password="wrong")
    assert sign_in(client).status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["signup", "email", "confirm-email", "3rdparty", "2fa/webauthn", "password/set"])
def test_what_the_office_does_not_use_is_not_there(client, address):
    assert client.get(f"/account/{address}/").status_code == 404


def test_a_new_password_is_asked_for_by_mail(client, officer):
    assert client.post("/account/password/reset/", {"email": officer.email}).status_code == 302
    assert mail.outbox[0].subject == "FOI Desk: Choose a new password"
    link = next(word for word in mail.outbox[0].body.split() if "/account/password/reset/key/" in word)
    page = client.get(link.removeprefix("http://testserver"), follow=True)
    answer = client.post(
        page.request["PATH_INFO"], {"password1": "another phrase 2024", "password2": "another phrase 2024"}
    )
    assert answer.status_code == 302
    officer.refresh_from_db()
    assert officer.check_password("another phrase 2024")


def test_nobody_learns_from_a_reset_who_works_here(client, officer):
    known = client.post("/account/password/reset/", {"email": officer.email})
    unknown = client.post("/account/password/reset/", {"email": "nobody@office.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert len(mail.outbox) == 1


def test_a_demonstration_mails_no_real_address(client, settings):
    settings.MAIL_ONLY_TO = ".example"
    StaffMember.objects.create_user("real@nhs.test", "Real Person", PASSWORD)
    client.post("/account/password/reset/", {"email": "real@nhs.test"})
    assert mail.outbox == []


def test_who_has_a_second_factor_is_asked_for_it(client, officer):
    TOTP.activate(officer, generate_totp_secret())
    answer = sign_in(client)
    assert answer.url == "/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get(answer.url).status_code == 200
    assert client.post(answer.url, {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_second_factor_is_set_up_with_a_picture_and_recovery_codes(client, officer):
    sign_in(client)
    page = client.get("/account/2fa/totp/activate/", follow=True)
    if page.redirect_chain:  # the password is asked for again first
        page = client.post(page.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    assert page.status_code == 200
    assert "img-src 'self' data:" in page.headers["Content-Security-Policy"]
    assert client.get("/account/2fa/").status_code == 200
    assert not Authenticator.objects.exists()


def test_pages_carry_the_headers_that_keep_others_out(client):
    headers = client.get("/account/login/").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_an_office_on_https_keeps_its_cookies_to_itself(tmp_path):
    code = (
        "from config import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_NAME, s.SECURE_SSL_REDIRECT,"
        " s.SECURE_HSTS_SECONDS, s.CSRF_TRUSTED_ORIGINS, s.PORTAL_LINK_KEY != s.SECRET_KEY)"
    )
    environment = {
        "ENV_FILE": "/dev/null",
        "SECRET_KEY": "x",
        "BASE_URL": "https://foi.authority.example/",
        "ALLOWED_HOSTS": "foi.authority.example",
        "EMAIL_URL": "dummymail://",
        "VAR_DIR": str(tmp_path),
    }
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert said.stdout.strip() == ("True True __Host-session True 31536000 ['https://foi.authority.example'] True"), (
        said.stderr
    )
