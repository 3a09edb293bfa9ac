"""Who may read the static files that were collected: everybody, whoever collected them, under whatever umask."""

import os
import subprocess
import sys
from pathlib import Path

from config import bootstrap

ROOT = Path(__file__).resolve().parents[2]
COLLECT = """
import django, os, sys
os.umask(0o077)
django.setup()
from django.conf import settings
settings.STATICFILES_DIRS = [sys.argv[1]]  # a few files in place of thousands
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
call_command("collectstatic", "--noinput", "-v0")
default_storage.save("letter.pdf", ContentFile(b"of one person"))
"""


def collected(tmp_path: Path) -> Path:
    """The VAR_DIR of an office whose files were collected under a umask that lets nobody else read."""
    sources = tmp_path / "sources/css/deep"
    sources.mkdir(parents=True)
    (sources / "long.css").write_text("p { color: black }\n" * 200)
    settings = {**bootstrap.NO_OFFICE, "VAR_DIR": str(tmp_path / "var"), "DJANGO_SETTINGS_MODULE": "config.settings"}
    asked = [sys.executable, "-c", COLLECT, str(tmp_path / "sources")]
    done = subprocess.run(
        asked, cwd=ROOT, env={**settings, "PATH": os.defpath}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return tmp_path / "var"


def test_collected_files_and_their_folders_can_be_read_by_everybody_and_letters_cannot(tmp_path):
    var = collected(tmp_path)
    static = var / "static"
    found = {path.relative_to(static).as_posix(): path.stat().st_mode & 0o777 for path in static.rglob("*")}
    assert {"staticfiles.json", "css", "css/deep", "css/deep/long.css", "css/deep/long.css.gz"} <= found.keys()
    folders = {name for name in found if (static / name).is_dir()}
    assert {found[name] for name in folders} | {static.stat().st_mode & 0o777} == {0o755}
    assert {found[name] for name in found.keys() - folders} == {0o644}
    assert (var / "files/letter.pdf").stat().st_mode & 0o777 == 0o640
