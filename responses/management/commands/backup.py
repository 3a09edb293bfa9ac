"""`python manage.py backup [--to DIR] [--keep N]`: the database and the files in one archive."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from config.backups import STOPPED, BackupRefused, in_words
from config.backups.backup import make_backup, remove_older
from config.backups.progress import Progress


class Command(BaseCommand):
    """The office goes on working meanwhile. Ends with exit status 1 when files were lost before."""

    help = "Back up the database and the files, as they belong together, into one archive."
    # They ask about pages and letters: an office that can no longer show any is to be backed up all the same.
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        """Where to, and how many to keep."""
        parser.add_argument("--to", type=Path, default=settings.BACKUP_DIR, help="Folder; BACKUP_DIR when not given.")
        parser.add_argument("--keep", type=int, help="Remove all but so many of the newest backups in the folder.")

    def handle(self, *args, to: Path, keep: int | None, **options) -> None:
        """Make the backup, say where it is, and remove older ones when asked."""
        if keep is not None and keep < 1:
            raise CommandError("Keep at least one backup.")
        progress = Progress(self.stdout)
        try:
            made = make_backup(to, at=timezone.now(), progress=progress)
        except KeyboardInterrupt as stopped:
            raise CommandError(
                "Stopped. No backup was made, and older ones are as they were.", returncode=STOPPED
            ) from stopped
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        except (OSError, DatabaseError) as failed:
            raise CommandError(f"No backup was made: {in_words(failed)}") from failed
        finally:
            progress.end()
        self.stdout.write(f"{made.path}: {made.rows} rows, {made.files} files, {filesizeformat(made.size)}")
        if made.lost:
            listed = "\n  ".join(made.lost)
            raise CommandError(
                "The backup was made, and no older one was removed. These files stand in the database, and are missing"
                f" or altered in the office itself; look for them in an older backup:\n  {listed}"
            )
        for path in remove_older(made.path, keep=keep) if keep else ():
            self.stdout.write(f"Removed {path}")
