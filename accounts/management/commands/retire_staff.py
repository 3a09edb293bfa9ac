"""`python manage.py retire_staff EMAIL`: let a person sign in no longer."""

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.staff import retire_member


class Command(BaseCommand):
    """What the person did stays under their name."""

    help = "Close the door behind somebody who left."

    def add_arguments(self, parser) -> None:
        """Whom."""
        parser.add_argument("email")

    def handle(self, *args, email: str, **options) -> None:
        """Retire the person."""
        try:
            member = retire_member(email)
        except ValueError as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(f"{member.name} can sign in no longer.")
