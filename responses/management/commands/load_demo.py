"""`python manage.py load_demo --out DIR`: build the demonstration office through the acts that people use."""

import secrets
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from foirequests import files
from foirequests.models import FoiRequest
from responses.demonstration.office import JANUARY_RECEIVED_ON, DemonstrationOffice
from responses.models import IssuedLetter


class Command(BaseCommand):
    """Refuses an office that holds a real case; a second run builds nothing anew."""

    help = "Build the demonstration office and write the January 2023 letter; refuses an office with real cases."

    def add_arguments(self, parser) -> None:
        """Where to write the letter."""
        parser.add_argument("--out", type=Path, required=True, help="Folder for january-2023.pdf.")

    def handle(self, *args, out: Path, **options) -> None:
        """Build, write `january-2023.pdf`, and print the January case's reference as the last line."""
        if FoiRequest.objects.filter(is_demonstration=False).exists():
            raise CommandError("This office holds real cases, so the demonstration is not loaded into it.")
        letter = self._letter()
        if letter is None:
            call_command("load_reference_data", stdout=self.stdout)
            password = settings.DEMONSTRATION_PASSWORD or self._new_password()
            # All at once: a worker that runs would do part of it, today and not on the day that is told of.
            with transaction.atomic():
                letter = DemonstrationOffice(password=password, now=timezone.now()).build()
        out.mkdir(parents=True, exist_ok=True)
        (out / "january-2023.pdf").write_bytes(files.read(letter.pdf.sha256))
        self.stdout.write(f"january-2023: {letter.foi_request.reference}")

    def _letter(self) -> IssuedLetter | None:
        """The January 2023 letter of a demonstration that is there already."""
        return (
            IssuedLetter.objects.filter(
                foi_request__received_on=JANUARY_RECEIVED_ON, foi_request__is_demonstration=True
            )
            .select_related("pdf", "foi_request")
            .first()
        )

    def _new_password(self) -> str:
        password = secrets.token_urlsafe(9)
        self.stdout.write(f"Password of everybody in the demonstration: {password}")
        return password
