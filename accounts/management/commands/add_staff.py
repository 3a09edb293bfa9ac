"""`python manage.py add_staff NAME EMAIL --role ROLE ...`: enter a person, or change their roles."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from accounts.actions.staff import enter_member, set_teams
from accounts.models import Role


class Command(BaseCommand):
    """Prints the address at which the person sets a password; it works once."""

    help = "Enter a member of staff with roles, or change the roles of one; prints a link to set a password."

    def add_arguments(self, parser) -> None:
        """Who, and which roles."""
        parser.add_argument("name")
        parser.add_argument("email")
        parser.add_argument("--role", action="append", required=True, choices=Role.values, help="May be repeated.")
        parser.add_argument("--team", action="append", default=None, help="A team they work in. May be repeated.")

    def handle(self, *args, name: str, email: str, role: list[str], team: list[str] | None, **options) -> None:
        """Enter the person and say what to do next."""
        try:
            member = enter_member(name=name, email=email, roles=[Role(each) for each in role])
        except ValueError as wrong:
            raise CommandError(str(wrong)) from wrong
        if team is not None:
            set_teams(member, team)
        key = {"uidb36": user_pk_to_url_str(member), "key": default_token_generator.make_token(member)}
        self.stdout.write(f"{member.name} holds: {', '.join(sorted(Role(each).label for each in member.roles))}.")
        self.stdout.write(
            f"To set a password, open: {settings.BASE_URL}{reverse('account_reset_password_from_key', kwargs=key)}"
        )
