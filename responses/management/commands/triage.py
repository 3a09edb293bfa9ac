"""`python manage.py triage [--json] FILE`: print all advice on a request in a text file. Nothing is saved."""

import json
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from codes.actions.published import published_matches
from foirequests.actions.knowledge import office_knowledge, with_published
from foirequests.domain.reading.outcomes import likely_outcomes
from foirequests.domain.reading.read import read_request
from foirequests.domain.reading.values import RequestRead
from responses.actions.precedents import similar_cases
from responses.domain.outline import LikelyOutcome, outline
from responses.presenters.reading import Triage, as_json, as_lines

STANDARD_INPUT = "-"
MOST_BYTES = 4_000_000
"""More than triage looks at; the rest of a longer file is not even read from the disk."""


class Command(BaseCommand):
    """Reads as the worker does when a request arrives, with this office's codes, cases and register."""

    help = "Print what triage makes of a request, without saving anything."
    requires_system_checks = ()  # it serves no page, and should answer at once

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the form and the day."""
        parser.add_argument("file", metavar="FILE", help="a text file, or - for standard input")
        parser.add_argument("--json", action="store_true", help="print JSON, for other programs")
        parser.add_argument(
            "--on", type=_day, default=None, metavar="YYYY-MM-DD",
            help="the day of receipt, which also decides the order of the reply (default: today)",
        )  # fmt: skip

    def handle(self, *args, **options) -> None:
        """Print the advice."""
        triage = advice_on(_text_of(options["file"]), on=options["on"] or timezone.localdate())
        if options["json"]:
            self.stdout.write(json.dumps(as_json(triage), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(as_lines(triage)))


def advice_on(text: str, *, on: date) -> Triage:
    """All advice on a text received on the day."""
    read = read_request(text, received_on=on, knows=office_knowledge())
    if not read.questions:
        return Triage(text, read)
    read = with_published(read, text)
    return Triage(text, read, similar_cases(text), published_matches(text), _outline(read, on))


def _outline(read: RequestRead, on: date) -> tuple[str, ...]:
    likely = [LikelyOutcome(**vars(each)) for each in likely_outcomes(read.questions)]
    return outline(likely, on=on, regime=read.regime.value) if likely else ()


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise CommandError(f"{written} is no day. Write it as 2023-01-05.") from None


def _text_of(name: str) -> str:
    """The text of the file as it stands; bytes that are no text become marks that say so."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES).decode("utf-8", "replace")
    try:
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES).decode("utf-8", "replace")
    except OSError as problem:
        raise CommandError(f"{name} cannot be read: {problem.strerror}.") from problem
