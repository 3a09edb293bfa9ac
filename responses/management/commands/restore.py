"""`python manage.py restore FILE`: put a backup in the place of this office."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from config.backups import STOPPED, BackupRefused, in_words
from config.backups.manifest import Manifest
from config.backups.progress import Progress
from config.backups.restore import Restored, check_backup, restore_backup


class Command(BaseCommand):
    """Refuses an office that is not empty, unless told to replace it, and one that is at work."""

    help = "Restore a backup: the whole of it, or nothing."
    # They ask about pages, of which a restore needs none.
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        """Which backup, and what may happen."""
        parser.add_argument("file", type=Path, help="The backup.")
        parser.add_argument("--check-only", action="store_true", help="Check the backup and restore nothing.")
        parser.add_argument("--replace", action="store_true", help="Remove what is in this office for good.")
        parser.add_argument(
            "--send-waiting-mail",
            action="store_true",
            help="Let mail leave that was waiting when the backup was made, instead of holding it for an officer.",
        )

    def handle(self, *args, file: Path, check_only: bool, replace: bool, send_waiting_mail: bool, **options) -> None:
        """Check or restore, and say what came of it."""
        progress = Progress(self.stdout)
        try:
            if check_only:
                self._say_checked(check_backup(file, progress=progress), progress)
                return
            restored = restore_backup(
                file, replace=replace, send_waiting_mail=send_waiting_mail, at=timezone.now(), progress=progress
            )
        except KeyboardInterrupt as stopped:
            raise CommandError(
                "Stopped. Nothing has been changed."
                if check_only
                else "Stopped. The office is the old one or the restored one. Give the command again before you start"
                " FOI Desk.",
                returncode=STOPPED,
            ) from stopped
        except BackupRefused as refused:
            raise CommandError(f"{refused} Nothing has been changed.") from refused
        except (OSError, DatabaseError) as failed:
            what = "check" if check_only else "restore"
            raise CommandError(f"The {what} was broken off: {in_words(failed)} Give the command again.") from failed
        finally:
            progress.end()
        self._say_restored(restored)

    def _say_checked(self, manifest: Manifest, progress: Progress) -> None:
        progress.end()
        self.stdout.write(f"The backup is whole: {_contents(manifest)}.")
        self._say_lost(manifest)

    def _say_restored(self, restored: Restored) -> None:
        self.stdout.write(f"Restored {_contents(restored.manifest)}. Everybody signs in again.")
        self._say_lost(restored.manifest)
        if restored.held:
            self.stdout.write(
                f"{restored.held} messages and letters were waiting to leave when the backup was made, and are held: an"
                " officer tries them again, or does not, under “Background work”."
            )
        if restored.waiting:
            self.stdout.write(f"{restored.waiting} messages and letters leave when the worker starts.")
        if restored.links_are_dead:
            self.stdout.write(
                "PORTAL_LINK_KEY (or the SECRET_KEY that it follows from) is not what it was: private links that"
                " requesters have no longer open their pages. Set the old key before you start FOI Desk."
            )

    def _say_lost(self, manifest: Manifest) -> None:
        for place in manifest.lost:
            self.stdout.write(f"The office had lost or altered this file before the backup was made: {place}")


def _contents(manifest: Manifest) -> str:
    rows, files = sum(manifest.rows.values()), len(manifest.files)
    return f"{rows} rows and {files} files, as they were on {manifest.made}"
