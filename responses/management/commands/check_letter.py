"""`python manage.py check_letter CASE_REFERENCE [--as-of DATE|today] [--json]`: what the rules find in a letter."""

import json
import sys
from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foirequests.models import FoiRequest
from responses.actions.checking import judge, newest_letter
from responses.domain.letter_rules import ERROR
from responses.presenters.findings import as_json, as_line

TODAY = "today"


class Command(BaseCommand):
    """Ends with exit status 1 when a finding stands that would block the letter."""

    help = "Judge the newest reply of a case by the rules of the day on which it was issued, or of another day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The case, the day of the rules, and the form."""
        parser.add_argument("reference", metavar="CASE_REFERENCE", help="for example FOI_0007")
        parser.add_argument(
            "--as-of", default="", metavar="DATE",
            help="judge by the rules of this day (2023-03-01, or today); the day of issue when not given, else today",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="print JSON, for other programs")

    def handle(self, *args, reference: str, as_of: str, **options) -> None:
        """Judge the letter and print what was found."""
        try:
            foi_response = newest_letter(reference)
        except FoiRequest.DoesNotExist:
            raise CommandError(f"There is no case with the reference {reference}.") from None
        if foi_response is None:
            raise CommandError(f"Nothing has been written for {reference} yet.")
        findings = judge(foi_response, at=timezone.now(), as_of=_day(as_of))
        if options["json"]:
            self.stdout.write(json.dumps([as_json(each) for each in findings], ensure_ascii=False, indent=1))
        elif findings:
            self.stdout.write("\n".join(as_line(each) for each in findings))
        else:
            self.stdout.write("Nothing is wrong with this letter.")
        if any(finding.severity == ERROR for finding in findings):
            sys.exit(1)


def _day(written: str) -> date | None:
    """The day that was asked for; None for the letter's own."""
    if not written:
        return None
    if written == TODAY:
        return timezone.localdate()
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise CommandError(f"{written} is no day. Write it as 2023-03-01, or write today.") from None
