"""The people of the demonstration office; every address ends in `.example`, which can never exist."""

from dataclasses import dataclass

from accounts.models import Role, StaffMember, StaffRole

MAIL_DOMAIN = "nhs-resolution.example"


@dataclass(frozen=True)
class Invented:
    """One invented member of staff."""

    name: str
    mailbox: str
    roles: tuple[Role, ...]

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.mailbox}@{MAIL_DOMAIN}"


OFFICER = Invented("Asha Okafor", "officer", (Role.OFFICER,))
SECOND_OFFICER = Invented("Tom Bellamy", "second.officer", (Role.OFFICER,))
CLEARER = Invented("Priya Nair", "clearer", (Role.CLEARER,))
SECOND_CLEARER = Invented("Gareth Lloyd", "second.clearer", (Role.CLEARER,))
DEPUTY_DIRECTOR = Invented("Helen Marsh", "deputy.director", (Role.DEPUTY_DIRECTOR, Role.CLEARER))

EVERYBODY = (OFFICER, SECOND_OFFICER, CLEARER, SECOND_CLEARER, DEPUTY_DIRECTOR)


def make_people(password: str) -> dict[Invented, StaffMember]:
    """The invented people as members of staff with this password; those there already are left as they are."""
    made = {}
    for person in EVERYBODY:
        member = StaffMember.objects.filter(email=person.email).first()
        if member is None:
            member = StaffMember.objects.create_user(person.email, person.name, password)
            StaffRole.objects.bulk_create(StaffRole(member=member, role=role) for role in person.roles)
        made[person] = member
    return made
