"""Write the workbook of the code lists from our own JSON of them: what set-up loads by default."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand

from codes.actions.reference_data import CODES_JSON, CODES_WORKBOOK
from codes.domain.code_lists import rows_from_json
from codes.workbook import write_public_workbook


class Command(BaseCommand):
    """`manage.py make_code_workbook [--out FILE]`."""

    help = (
        "Write the public-sources workbook of specialty, cause and injury codes from codes/reference/cnst_codes.json."
    )

    def add_arguments(self, parser) -> None:
        """Where to write."""
        parser.add_argument("--out", type=Path, default=CODES_WORKBOOK)

    def handle(self, *, out: Path, **options) -> None:
        """Read the JSON, write the workbook."""
        data = json.loads(CODES_JSON.read_text(encoding="utf-8"))
        write_public_workbook(rows_from_json(data), out, title=data["title"], status=data["status"])
        self.stdout.write(f"Written: {out}")
