"""Secrets come from a variable or from a file, and the product refuses to start when it is unclear which."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.secret_files import secret

ROOT = Path(__file__).resolve().parents[2]
SECRETS = [
    "SECRET_KEY",
    "PORTAL_LINK_KEY",
    "EMAIL_URL",
    "DATABASE_URL",
    "DATABASE_PASSWORD",
    "REDIS_URL",
    "OIDC_CLIENT_SECRET",
    "DEMONSTRATION_PASSWORD",
]
OFFICE = {
    "ENV_FILE": os.devnull,
    "BASE_URL": "http://127.0.0.1",
    "ALLOWED_HOSTS": "127.0.0.1",
    "SECRET_KEY": "only-for-tests",
    "EMAIL_URL": "dummymail://",
}


def start(tmp_path: Path, say: str, **more: str) -> subprocess.CompletedProcess:
    """Read the settings in this environment; it prints `say`, an expression over them, as JSON."""
    settings = {**OFFICE, "VAR_DIR": str(tmp_path / "var"), "PATH": os.defpath, **more}
    code = f"import json; from config import settings; print(json.dumps({say}))"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )


def told(tmp_path: Path, say: str, **more: str) -> object:
    """What `say` is in this environment."""
    started = start(tmp_path, say, **more)
    assert started.returncode == 0, started.stderr
    return json.loads(started.stdout)


def refusal(tmp_path: Path, **more: str) -> str:
    """The last line that a start which is refused prints."""
    started = start(tmp_path, "1", **more)
    assert started.returncode
    return started.stderr.splitlines()[-1]


def written(tmp_path: Path, content: str) -> str:
    """The path of a file with this content."""
    file = tmp_path / "secret"
    file.write_text(content)
    return str(file)


@pytest.mark.parametrize("name", SECRETS)
def test_each_secret_is_read_as_a_secret(name):
    settings = (ROOT / "config/settings.py").read_text()
    assert re.search(rf'secret\("{name}"\)|needed\("{name}", .*, secret\)', settings)


def test_no_setting_that_is_named_like_a_secret_is_read_in_another_way():
    read = re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "config/settings.py").read_text())
    # An address without a password in it.
    assert [name for name in read if re.search(r"KEY|SECRET|PASSWORD|TOKEN|DSN|_URL$", name)] == ["OIDC_SERVER_URL"]


def test_the_newline_at_the_end_of_the_file_is_no_part_of_the_secret(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTAL_LINK_KEY_FILE", written(tmp_path, "a key with blanks \n"))
    assert secret("PORTAL_LINK_KEY") == "a key with blanks "


def test_a_secret_that_begins_with_a_dollar_sign_is_taken_as_it_stands(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "$HOME-is-not-looked-up")
    assert secret("SECRET_KEY") == "$HOME-is-not-looked-up"


def test_a_variable_that_is_set_to_nothing_does_not_stand_in_the_way_of_the_file(monkeypatch, tmp_path):
    monkeypatch.setenv("REDIS_URL", "")
    monkeypatch.setenv("REDIS_URL_FILE", written(tmp_path, "redis://broker"))
    assert secret("REDIS_URL") == "redis://broker"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"one\ntwo\n", "holds more than one line of text"),
        (b"from-windows\r\n", "holds more than one line of text"),
        (b"\xff\xfe\x00s", "is not text"),
    ],
)
def test_a_file_without_one_line_of_text_is_refused_without_telling_it(monkeypatch, tmp_path, content, why):
    file = tmp_path / "secret"
    file.write_bytes(content)
    monkeypatch.setenv("SECRET_KEY_FILE", str(file))
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured) as refused:
        secret("SECRET_KEY")
    assert str(refused.value) == f"SECRET_KEY_FILE names {file}, which {why}."
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_a_file_that_is_not_there_is_refused_with_its_path(monkeypatch, tmp_path):
    monkeypatch.setenv("EMAIL_URL_FILE", str(tmp_path / "gone"))
    monkeypatch.delenv("EMAIL_URL", raising=False)
    with pytest.raises(ImproperlyConfigured) as refused:
        secret("EMAIL_URL")
    assert str(refused.value) == (
        f"EMAIL_URL_FILE names {tmp_path / 'gone'}, which cannot be read: No such file or directory."
    )


def test_an_office_starts_with_its_secrets_in_files(tmp_path):
    database = told(
        tmp_path,
        "[settings.SECRET_KEY, settings.DATABASES['default']['PASSWORD']]",
        SECRET_KEY="",
        SECRET_KEY_FILE=written(tmp_path, "from-the-file\n"),
        DATABASE_URL="postgres://foidesk@database:5432/foidesk",
        DATABASE_PASSWORD="p@ss/w%rd",
    )
    assert database == ["from-the-file", "p@ss/w%rd"]


def test_what_the_address_of_the_database_asks_of_the_server_stands_behind_what_the_product_asks(tmp_path):
    asked = told(
        tmp_path,
        "settings.DATABASES['default']['OPTIONS']",
        DATABASE_URL="postgres://foidesk@database/foidesk?options=-c%20search_path%3Doffice&connect_timeout=9",
    )
    assert asked["options"] == "-c max_parallel_workers_per_gather=0 -c jit=off -c search_path=office"
    assert asked["connect_timeout"] == 9


def test_an_office_with_a_secret_in_both_places_refuses_to_start(tmp_path):
    said = refusal(tmp_path, SECRET_KEY_FILE=written(tmp_path, "another"))
    assert said.endswith("SECRET_KEY and SECRET_KEY_FILE are both set; set one of them.")


def test_an_office_with_two_passwords_for_its_database_refuses_to_start(tmp_path):
    said = refusal(tmp_path, DATABASE_URL="postgres://foidesk:one@database/foidesk", DATABASE_PASSWORD="two")
    assert said.endswith("DATABASE_URL holds a password and DATABASE_PASSWORD is set; set one of them.")


@pytest.mark.parametrize(
    ("address", "folder"),
    [("filemail:///var/mail", f"{ROOT}/var/mail"), ("filemail:////srv/mail", "/srv/mail")],
)
def test_mail_in_a_folder_lies_in_the_checkout_with_three_slashes_and_anywhere_with_four(tmp_path, address, folder):
    assert told(tmp_path, "settings.EMAIL_FILE_PATH", EMAIL_URL=address) == folder
    assert f"`{address}`" in (ROOT / "README.md").read_text()


def written_badly(password: str) -> dict[str, str]:
    """Addresses with a password as it was given, which is not how an address is written."""
    return {
        "EMAIL_URL": f"smtp+tls://foi:{password}@mail.authority.example:587",
        "DATABASE_URL": f"postgres://foidesk:{password}@database:5432/foidesk",
        "REDIS_URL": f"redis://:{password}@broker:6379/0",
    }


@pytest.mark.parametrize("password", ["pa7X/Qz9w", "pa7X#Qz9w", "pa7X?Qz9w", "7741/Qz9w", "7741#Qz9w", "7741?Qz9w"])
@pytest.mark.parametrize("name", ["EMAIL_URL", "DATABASE_URL", "REDIS_URL"])
def test_an_address_whose_password_is_not_written_as_one_is_refused_without_a_part_of_it(tmp_path, name, password):
    started = start(tmp_path, "1", **{name: written_badly(password)[name]})
    assert started.returncode
    said = started.stdout + started.stderr
    assert f"ImproperlyConfigured: {name} cannot be read as an address." in said.splitlines()[-1]
    assert "write / as %2F, # as %23" in said.splitlines()[-1]
    for part in re.split(r"[/#?]", password):
        assert part not in said


@pytest.mark.parametrize(("name", "mistake"), [("EMAIL_URL", "Qz9w:pa7X"), ("EMAIL_URL", "smtp://foi:pa[7X@mail")])
def test_an_address_that_is_none_is_refused_without_quoting_it(tmp_path, name, mistake):
    said = start(tmp_path, "1", **{name: mistake}).stderr
    assert f"{name} cannot be read as an address." in said
    assert "qz9w" not in said.lower()
    assert "7X" not in said


def test_a_password_of_all_characters_is_read_when_it_is_written_as_an_address_asks(tmp_path):
    addresses = written_badly("p%2F%23%3F%40%3A%5B%5D%25x")
    say = "[settings.EMAIL_HOST_PASSWORD, settings.DATABASES['default']['PASSWORD'], settings.EMAIL_HOST]"
    password = "p/#?@:[]%x"
    assert told(tmp_path, say, **addresses) == [password, password, "mail.authority.example"]
