"""The repository itself: tidy, migrated, locked, and free of addresses that belong to one machine."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
KEPT = subprocess.run(
    ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
).stdout
FILES = [ROOT / name for name in KEPT.split("\0") if name and (ROOT / name).is_file()]
assert FILES, "git does not tell which files belong to the repository"
# Put together here so that this file does not find itself.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("npmjs", "org"),
        ("yarnpkg", "com"),
        ("deb", "debian"),
        ("archive", "ubuntu"),
    )
]


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=["rules", "layout"])
def test_ruff_finds_nothing(command):
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "--quiet", "."], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.django_db
def test_the_models_and_the_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("missing", ["SECRET_KEY", "BASE_URL", "ALLOWED_HOSTS", "EMAIL_URL"])
def test_without_a_needed_setting_the_product_refuses_to_start_and_names_it(monkeypatch, tmp_path, missing):
    for name in ("SECRET_KEY", "BASE_URL", "ALLOWED_HOSTS", "EMAIL_URL"):
        monkeypatch.setenv(name, "" if name == missing else "http://127.0.0.1")
    monkeypatch.setenv("ENV_FILE", "/dev/null")
    monkeypatch.setenv("DEBUG", "0")
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", "import config.settings"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode
    assert done.stderr.splitlines()[-1].endswith(f"Set these environment variables (README, Settings): {missing}")


def test_no_file_names_the_address_of_a_package_registry():
    named = []
    for path in FILES:
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        named += [f"{path.relative_to(ROOT)}: {registry}" for registry in REGISTRIES if registry in text.lower()]
    assert not named


def test_every_locked_python_package_has_its_hash():
    for lock in (ROOT / "requirements").glob("*.txt"):
        entries = re.split(r"\n(?=[a-z0-9])", lock.read_text().strip())
        assert not [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry], lock.name


def test_every_locked_npm_package_has_its_hash():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert not [name for name, facts in packages.items() if name and "integrity" not in facts]


def test_ci_runs_make_test_and_nothing_else():
    steps = [line for line in (ROOT / ".ci/run").read_text().splitlines() if line and not line.startswith("#")]
    assert steps[-1] == "exec make test"
    assert len(steps) == 3


def test_a_class_of_our_own_is_described_in_one_stylesheet():
    """Else two parts of two pages share a name by chance, and each takes on the looks of the other."""
    begun = re.compile(r"^(?:@media[^\n]*\{\n  )?\.(fd-[a-z-]+(?:__[a-z-]+)?)(?= \{|,\n)", re.MULTILINE)
    sheets = [path for path in FILES if path.suffix == ".scss" and path.name != "_print.scss"]
    places = Counter(name for path in sheets for name in set(begun.findall(path.read_text())))
    assert places
    assert [name for name, count in places.items() if count > 1] == []


def test_no_template_and_no_page_goes_round_escaping():
    around = re.compile(r"\|\s*safe\b|mark_safe|csrf_exempt|autoescape off|except Exception")
    ours = [path for path in FILES if path.suffix in (".py", ".html") and "tests" not in path.parts]
    assert not [str(path.relative_to(ROOT)) for path in ours if around.search(path.read_text())]
