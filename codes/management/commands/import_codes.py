"""Import the CNST code lists from a workbook with three tabs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from codes.actions.code_lists import ReadWorkbook, import_code_list, plan_of, read_mapping, read_workbook
from codes.domain.code_lists import LISTS, ImportPlan
from codes.domain.errors import Refused
from codes.presenters import plan_lines, where_it_stands


class Command(BaseCommand):
    """`manage.py import_codes FILE.xlsx [--dry-run] [--mapping FILE.json] [--keep-alike-apart]`."""

    help = "Import the specialty, cause and injury codes from a workbook; --dry-run says what would change."

    def add_arguments(self, parser) -> None:
        """The workbook, and what to do with it."""
        parser.add_argument("workbook", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would change and save nothing")
        parser.add_argument(
            "--mapping",
            type=Path,
            help='JSON: {"specialty": {"tab": "Sheet1", "header_row": 3, "label": "B", "number": "A"}, ...}',
        )
        parser.add_argument(
            "--keep-alike-apart", action="store_true", help="do not treat a code with a similar new label as renamed"
        )

    def handle(self, *, workbook: Path, dry_run: bool, mapping: Path | None, keep_alike_apart: bool, **options) -> None:
        """Show what was understood, then import it."""
        try:
            where = read_mapping(text=mapping.read_text(encoding="utf-8")) if mapping else None
            read = read_workbook(place=workbook, file_name=workbook.name, mapping=where)
            plan = plan_of(workbook=read)
            self.show(read, plan)
            read.reading.insist()
            if dry_run:
                self.stdout.write("Nothing was saved (--dry-run).")
                return
            alike = [each.old.key for each in plan.renamed if not each.certain]
            not_renamed = alike if keep_alike_apart else []
            edition = import_code_list(workbook=read, not_renamed=not_renamed, by=None, at=timezone.now())
        except (Refused, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Imported as edition {edition.number} ({edition.get_source_display().lower()}).")

    def show(self, workbook: ReadWorkbook, plan: ImportPlan) -> None:
        """Print tabs, columns, counts, what was noticed and what would change."""
        for name, found in workbook.reading.lists.items():
            self.stdout.write(f"{LISTS[name]}: {len(found.rows)} values; {where_it_stands(found)}.")
        for finding in workbook.reading.findings:
            self.stdout.write(f"Note: {finding}")
        for line in plan_lines(plan):
            self.stdout.write(line)
