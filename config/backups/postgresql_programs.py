"""PostgreSQL's own programs: which ones on this machine fit the server, and what they are told.

They are told where the database is, and its password, by environment variables: a command line can be read by
everybody on the machine.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

from config.backups import BackupRefused

NAMES = ("pg_dump", "pg_restore", "psql")
DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path:
    """The folder of programs that fit the server of this office.

    Those of the server's own version come first: later ones can read it, but write what it may not understand.
    Raises BackupRefused, with what to install, when there are none.
    """
    server = connection.pg_version // 10000
    found = {version: folder for folder in reversed(_folders()) if (version := _version(folder))}
    fitting = [version for version in found if version >= server]
    if not fitting:
        here = ", ".join(map(str, sorted(found))) or "none"
        raise BackupRefused(
            f"The database is PostgreSQL {server}, so {', '.join(NAMES)} of version {server} or later are needed; here"
            f" are: {here}. Install them, for example: sudo apt-get install postgresql-client-{server}. Where they lie"
            " somewhere else, name the folder in PG_BIN."
        )
    return found[min(fitting)]


def _folders() -> list[Path]:
    """Where the programs may lie, the likeliest first; only PG_BIN when it is set."""
    if settings.PG_BIN:
        return [Path(settings.PG_BIN)]
    versions = sorted((int(folder.name) for folder in DEBIAN.glob("[0-9]*")), reverse=True)
    on_path = shutil.which("pg_dump")
    return [*(DEBIAN / str(version) / "bin" for version in versions), *([Path(on_path).parent] if on_path else [])]


def _version(folder: Path) -> int | None:
    """The version of the programs in a folder; None when they are not all there and running."""
    if not all((folder / name).exists() for name in NAMES):
        return None
    asked = subprocess.run([folder / "pg_dump", "--version"], capture_output=True, text=True, check=False)
    told = re.search(r"\(PostgreSQL\) (\d+)", asked.stdout)
    return int(told[1]) if told else None


def environment() -> dict[str, str]:
    """The environment in which the programs reach the database that Django reaches."""
    connection.ensure_connection()
    used = connection.connection.info
    told = {**used.get_parameters(), "password": used.password}
    variables = {
        option.keyword.decode(): option.envvar.decode()
        for option in psycopg.pq.Conninfo.get_defaults()
        if option.envvar
    }
    theirs = {variables[name]: value for name, value in told.items() if name in variables and value}
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**ours, **theirs, "PGCLIENTENCODING": "UTF8", "LC_ALL": "C"}


def complaint(said: bytes) -> str:
    """What a program complained of, without the lines that quote the data."""
    lines = said.decode(errors="replace").splitlines()
    return " ".join(line for line in lines if re.search(r"(?i)\b(error|fatal):", line)) or "no reason given"
