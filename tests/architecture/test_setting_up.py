"""What `make setup` and `make run` do on machines other than this one."""

import shlex
import stat
import subprocess

import pytest

from config import bootstrap


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine with apt, without anything installed, and an empty checkout; the commands that it was given."""
    given = []
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "BIN", tmp_path / ".venv/bin")
    monkeypatch.setattr(bootstrap, "has_library", lambda name: False)
    monkeypatch.setattr(bootstrap, "is_installed", lambda package: False)
    monkeypatch.setattr(bootstrap, "chromium", lambda: None)
    monkeypatch.setattr(bootstrap, "distribution", lambda: "debian")
    monkeypatch.setattr(bootstrap, "run", lambda *command, **more: given.append(" ".join(map(str, command))))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    return given


def no_sudo(*command, **more) -> subprocess.CompletedProcess:
    return subprocess.CompletedProcess(command, 1)


WANTED = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 chromium"


def test_root_has_everything_brought_at_once(machine, monkeypatch):
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 0)
    bootstrap.bring_packages(for_tests=True)
    assert machine == ["apt-get update -qq", f"apt-get install --yes --no-install-recommends {WANTED}"]


def test_a_sudo_that_asks_nothing_is_used(machine, monkeypatch):
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *command, **more: subprocess.CompletedProcess(command, 0))
    bootstrap.bring_packages(for_tests=True)
    assert [command.split()[0] for command in machine] == ["sudo", "sudo"]


def test_without_rights_it_stops_with_one_line_that_is_the_command(machine, monkeypatch):
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap.subprocess, "run", no_sudo)
    with pytest.raises(SystemExit) as stopped:
        bootstrap.bring_packages(for_tests=True)
    assert str(stopped.value) == (
        f"Run this, then try again:  sudo apt-get update && sudo apt-get install --yes --no-install-recommends {WANTED}"
    )
    assert machine == []


def test_a_browser_is_asked_for_by_the_tests_only(machine, monkeypatch):
    assert "chromium" not in bootstrap.missing_packages(for_tests=False)
    monkeypatch.setattr(bootstrap, "distribution", lambda: "ubuntu")
    assert "chromium" not in bootstrap.missing_packages(for_tests=True)  # there it is a snap
    assert "libnss3" in bootstrap.missing_packages(for_tests=True)


@pytest.mark.parametrize(
    ("told", "enough"), [("v18.19.1", False), ("v20.18.0", False), ("v20.19.0", True), ("v24.1.0", True), ("", False)]
)
def test_a_node_that_is_too_old_is_left_alone(machine, monkeypatch, told, enough):
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *a, **more: subprocess.CompletedProcess(a, 0, stdout=told))
    assert bootstrap.node_is_new_enough() is enough


def test_the_settings_of_a_demonstration_are_written_once_for_the_owner_only(machine, monkeypatch, tmp_path):
    for name in ("SECRET_KEY", "DEBUG", "BASE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "MAIL_ONLY_TO", "DEMONSTRATION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("DEMONSTRATION_PASSWORD", raising=False)
    first = bootstrap.complete_env()
    written = (tmp_path / ".env").read_text()
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    assert (first["DEBUG"], first["MAIL_ONLY_TO"], first["EMAIL_URL"]) == ("0", ".example", "filemail:///var/mail")
    assert len(first["SECRET_KEY"]) > 50
    second = bootstrap.complete_env()
    assert (tmp_path / ".env").read_text() == written
    assert second["SECRET_KEY"] == first["SECRET_KEY"]


def test_what_stands_in_env_already_is_kept(machine, monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.delenv("DEBUG", raising=False)
    (tmp_path / ".env").write_text("DEBUG=1\nSECRET_KEY='mine'")
    settings = bootstrap.complete_env()
    assert (settings["DEBUG"], settings["SECRET_KEY"]) == ("1", "mine")
    assert (tmp_path / ".env").read_text().startswith("DEBUG=1\nSECRET_KEY='mine'\n")


def test_a_port_that_is_taken_is_passed_over():
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < bootstrap.free_port(port) < port + 100


def test_a_few_of_the_long_campaigns_can_be_asked_for_by_name(monkeypatch):
    given = []
    monkeypatch.setattr(bootstrap, "install", lambda **_how: None)
    monkeypatch.setattr(bootstrap, "python", lambda *arguments: given.append(arguments))
    command = ["make", "--no-print-directory", "-n", "soak", "ONLY=web and stop"]
    asked = subprocess.run(command, cwd=bootstrap.ROOT, capture_output=True, text=True, check=True)
    monkeypatch.setattr("sys.argv", shlex.split(asked.stdout.strip())[1:])

    bootstrap.main()

    assert given[0][-2:] == ("-k", "web and stop")
    assert "--soak" in given[0]
