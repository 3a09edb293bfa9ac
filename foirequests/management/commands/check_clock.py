"""`python manage.py check_clock FILE.json`: hold the clock against worked examples."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from codes.models.bank_holidays import BankHoliday, england_and_wales_calendar, uk_calendar
from foirequests.domain.clock import Rules
from foirequests.domain.clock_examples import judge


class Command(BaseCommand):
    """Says where our dates and those of the file differ; exits with 1 when any does."""

    help = "Compare our dates with the worked examples of a file, by this office's calendar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument(
            "file", type=Path, metavar="FILE.json", help="vectors, and external requests with our dates"
        )

    def handle(self, *args, **options) -> None:
        """Print one line for each difference and each field passed over, then the totals."""
        contents = _read(options["file"])
        if not BankHoliday.objects.exists():
            raise CommandError("There are no bank holidays yet. Run: python manage.py load_reference_data")
        lines = list(judge(contents, Rules(uk=uk_calendar(), england_and_wales=england_and_wales_calendar())))
        found = {verdict: [line for line in lines if line.verdict == verdict] for verdict in VERDICTS}
        for line in lines:
            if line.verdict != "agrees":
                self.stdout.write(str(line))
        self.stdout.write(
            f"{len(contents.get('vectors', ()))} vectors,"
            f" {len(found['agrees']) + len(found['disagrees'])} values compared,"
            f" {len(found['disagrees'])} disagreements, {len(found['skipped'])} skipped"
        )
        if found["disagrees"] or found["fails"]:
            raise SystemExit(1)


VERDICTS = ("agrees", "disagrees", "skipped", "fails")


def _read(file: Path) -> dict:
    try:
        contents = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise CommandError(f"{file} cannot be read: {problem.strerror}.") from problem
    except ValueError as problem:
        raise CommandError(f"{file} is not JSON: {problem}.") from problem
    if not isinstance(contents, dict) or not ({"vectors", "external"} & contents.keys()):
        raise CommandError(f"{file} has neither vectors nor external requests.")
    for key in {"vectors", "external"} & contents.keys():
        if not isinstance(contents[key], list):
            raise CommandError(f"{file}: {key} must be a list.")
    return contents
