"""Says who can sign in to a demonstration."""

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.models import StaffMember


class Command(BaseCommand):
    """Prints nothing in a real office: only addresses that end in .example belong to a demonstration."""

    help = "Print the addresses and the password of the demonstration's staff."

    def handle(self, *args: str, **options: object) -> None:
        """Print one line a person, with what each may do."""
        if not settings.DEMONSTRATION:
            return
        people = StaffMember.objects.working().filter(email__endswith=".example").prefetch_related("role_rows")
        if not people:
            return
        self.stdout.write(f"Sign in with the password {settings.DEMONSTRATION_PASSWORD} as")
        for person in people:
            roles = ", ".join(row.get_role_display() for row in person.role_rows.all())
            self.stdout.write(f"  {person.email:<40} {person.name} ({roles or 'no role'})")
