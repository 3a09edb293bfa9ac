"""Backup and restore of the database and the files together.

What makes a backup consistent. A file is written before the row that names it is committed, and the files that rows
name are never changed (`foirequests.files`). So the database is copied first, as it stood at one moment, and the files
after it: every file that a row of the copy names is there by then. Uploaded code workbooks alone are removed again
(`codes.actions.uploads`), after their row: they are opened straight after the copy, which keeps their bytes, and when
one is gone already the database is copied anew. All of it is proved while the archive is written: each file that a row
names is compared with the hash that the row keeps. Other files (the logo, what came since) follow as they are.

What makes a restore whole. There is one moment at which the old office becomes the new one: the renaming of the SQLite
file, or the commit on PostgreSQL. Everything before it only adds files, which the old office does not know of;
everything after it only removes files, which the new office does not know of. A file that the office itself put
there under a name of its own (its logo) and that has other bytes in the backup is replaced straight after that moment.

Sessions are not kept: who was signed in signs in again, and a stolen archive signs nobody in.
"""


class BackupRefused(ValueError):
    """A backup or a restore that is not done; says why and what to do, and nothing has been changed."""


STOPPED = 130
"""The exit status of a command that was stopped with Ctrl-C, as shells have it."""


def in_words(failed: Exception) -> str:
    """What the machine or the database said when it refused, as a sentence without its numbers."""
    said = " ".join(str(failed).split())
    if isinstance(failed, OSError) and failed.strerror:
        said = f"{failed.filename}: {failed.strerror}" if failed.filename else failed.strerror
    return said if said.endswith((".", "?", "!")) else f"{said}."
