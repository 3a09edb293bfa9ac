"""`python manage.py rebuild_search`: index every case and the wording anew, or only what search does not know yet."""

from django.core.management.base import BaseCommand, CommandParser

from foirequests.actions.search import forget_cases_that_are_gone
from foirequests.models import FoiRequest
from responses.actions.search import index_next_cases
from responses.actions.wording_search import index_blocks, index_missing_blocks
from responses.models import TextBlock


class Command(BaseCommand):
    """Search stays open meanwhile. Cut off, it is run again, or goes on with `--after` the last case that it named."""

    help = "Index every case for search anew, some hundreds at a time, and the wording library."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--missing` and `--after`."""
        parser.add_argument("--missing", action="store_true", help="only what search does not know yet")
        parser.add_argument("--after", default="", metavar="REFERENCE", help="go on after this case")

    def handle(self, *args, missing: bool, after: str, **options) -> None:
        """Go through the cases in the order in which they were recorded, and say how far it has come."""
        last = FoiRequest.objects.get(reference=after).pk if after else 0
        if missing:
            index_missing_blocks()
        else:
            index_blocks(TextBlock.objects.values_list("pk", flat=True))
        number = 0
        while keys := index_next_cases(after=last, only_missing=missing):
            number, last = number + len(keys), keys[-1]
            reference = FoiRequest.objects.values_list("reference", flat=True).get(pk=last)
            self.stdout.write(f"{number:,} cases indexed, the last {reference}")
        gone = forget_cases_that_are_gone()
        self.stdout.write(f"Search is complete. Cases indexed: {number:,}. Entries without a case removed: {gone:,}.")
