"""The sign in a database that it came from a backup by a restore which has not ended: no worker may begin.

What waited when the backup was made has probably left since, and a restore holds it at its very end. A worker that
began before would send it a second time. The sign is a table: it comes in the moment in which the restored database
takes the place of the old one, and goes in the moment in which that mail is held.
"""

import time

from django.db import OperationalError, connection

SIGN = "restore_unfinished"
SET = f"CREATE TABLE IF NOT EXISTS {SIGN} (empty text)"
REMOVE = f"DROP TABLE IF EXISTS {SIGN}"

BETWEEN_TRIES = 1.0
"""Seconds."""


def stands() -> bool:
    """Whether the database has the sign."""
    return SIGN in connection.introspection.table_names()


def remove() -> None:
    """Take the sign away, in the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(REMOVE)


def refuse_to_work(**_: object) -> None:
    """Raises SystemExit, which says what to do, while the sign stands; waits for a database that does not answer."""
    while True:
        try:
            found = stands()
            break
        except OperationalError:
            time.sleep(BETWEEN_TRIES)
        finally:
            connection.close()
    if found:
        raise SystemExit(
            "A restore into this office was broken off, and mail that has left since the backup might leave a second"
            " time. Give the command to restore again, with REPLACE=yes (restore --replace); then start the worker."
        )
