"""The folder of an office that keeps everything in one is closed to other accounts of the machine."""

import os
import subprocess
import sys
from pathlib import Path

from config import bootstrap

ROOT = Path(__file__).resolve().parents[2]


def test_the_folder_of_an_office_is_closed_to_other_accounts(tmp_path):
    """In it lies the database, which SQLite itself would let everybody read under the usual umask."""
    folder = tmp_path / "office"
    settings = {**bootstrap.NO_OFFICE, "VAR_DIR": str(folder), "PATH": os.environ["PATH"]}
    subprocess.run([sys.executable, "-c", "import config.settings"], cwd=ROOT, env=settings, umask=0o022, check=True)
    assert f"{folder.stat().st_mode & 0o777:o}" == "750"
