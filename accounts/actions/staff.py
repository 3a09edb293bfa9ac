"""Entering people, giving and taking roles, and closing the door behind those who leave."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import Role, StaffMember, StaffRole, StaffTeam


@transaction.atomic
def enter_member(*, name: str, email: str, roles: Iterable[Role]) -> StaffMember:
    """Enter a person, or change the name and roles of one who is there; without a password until they set one.

    Raises:
        ValueError: no name, no address, or no role.
    """
    roles = set(roles)
    if not name.strip() or "@" not in email or not roles:
        raise ValueError("A member of staff needs a name, an e-mail address and at least one role.")
    member = StaffMember.objects.filter(email__iexact=email.strip()).first()
    if member is None:
        member = StaffMember.objects.create_user(email.strip(), name.strip())
    StaffMember.objects.filter(pk=member.pk).update(name=name.strip(), is_active=True)
    member.role_rows.exclude(role__in=roles).delete()
    held = set(member.role_rows.values_list("role", flat=True))
    StaffRole.objects.bulk_create(StaffRole(member=member, role=role) for role in sorted(roles - held))
    return StaffMember.objects.get(pk=member.pk)


@transaction.atomic
def set_teams(member: StaffMember, teams: Iterable[str]) -> None:
    """Say in which teams a person works, as the office's settings name them; who leaves one reads its cases no more."""
    named = {" ".join(team.split()) for team in teams if team.strip()}
    member.team_rows.exclude(team__in=named).delete()
    held = set(member.team_rows.values_list("team", flat=True))
    StaffTeam.objects.bulk_create(StaffTeam(member=member, team=team) for team in sorted(named - held))


def retire_member(email: str) -> StaffMember:
    """Let a person sign in no longer; what they did stays under their name.

    Raises:
        ValueError: nobody has that address.
    """
    member = StaffMember.objects.filter(email__iexact=email.strip()).first()
    if member is None:
        raise ValueError(f"Nobody signs in with {email}.")
    StaffMember.objects.filter(pk=member.pk).update(is_active=False)
    member.refresh_from_db()
    return member
