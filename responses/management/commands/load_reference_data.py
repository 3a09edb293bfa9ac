"""`python manage.py load_reference_data`: bring an office its lists, calendar, settings and proposed wording."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from codes.actions.reference_data import load_code_reference_data
from responses.actions.search import index_next_cases
from responses.actions.shipped_wording import propose_shipped_wording
from responses.actions.wording_search import index_missing_blocks


class Command(BaseCommand):
    """Idempotent: what is there already stays as it is. Cases and wording that search does not know yet are indexed."""

    help = "Load code lists, statutory lists, bank holidays, settings and wording; a second run changes nothing."

    def handle(self, *args, **options) -> None:
        """Load everything and say what is new."""
        now = timezone.now()
        load_code_reference_data(at=now)
        proposed = propose_shipped_wording(at=now)
        index_missing_blocks()
        last = 0
        while keys := index_next_cases(after=last, only_missing=True):
            last = keys[-1]
        self.stdout.write(f"Reference data is complete. Wording proposed now: {proposed}.")
