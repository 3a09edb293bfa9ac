"""Staff members and the roles they hold."""

from functools import cached_property

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from accounts.domain.cover import Away


class Role(models.TextChoices):
    """What a member of staff may do; one person may hold several roles."""

    OFFICER = "officer", "Information governance officer"
    CLEARER = "clearer", "Clearer"
    DEPUTY_DIRECTOR = "deputy_director", "Deputy director"


class StaffMemberQuerySet(models.QuerySet):
    """Questions asked about staff."""

    def working(self):
        """Staff who can sign in today."""
        return self.filter(is_active=True)

    def holding(self, *roles: str):
        """Working staff who hold any of the roles."""
        return self.working().filter(role_rows__role__in=roles).distinct()

    def in_team(self, team: str):
        """Working staff who can open what is with this team of the authority: they are in it, and hold some role."""
        return self.working().filter(team_rows__team=team, role_rows__isnull=False).distinct()


class StaffMemberManager(BaseUserManager.from_queryset(StaffMemberQuerySet)):
    """Makes staff members; sign-in is by e-mail address."""

    def create_user(self, email: str, name: str, password: str | None = None) -> "StaffMember":
        """A new member of staff without any role; a missing password means that none will match."""
        member = self.model(email=self.normalize_email(email).lower(), name=name)
        member.set_password(password)
        member.save()
        return member


class StaffMember(AbstractBaseUser):
    """A person who works on requests in the authority."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = StaffMemberManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as shown to colleagues."""
        return self.name

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles this person holds, read once per object."""
        return frozenset(self.role_rows.values_list("role", flat=True))

    @cached_property
    def teams(self) -> frozenset[str]:
        """The teams of the authority this person works in, as the office's settings name them; read once per object."""
        return frozenset(self.team_rows.values_list("team", flat=True))

    def holds(self, *roles: str) -> bool:
        """Whether the person holds at least one of the roles."""
        return bool(self.roles.intersection(roles))


class StaffRole(models.Model):
    """One role held by one member of staff."""

    member = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="role_rows")
    role = models.CharField(max_length=30, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "role"], name="a_role_is_held_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_is_a_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.member} as {self.get_role_display().lower()}"


class StaffTeam(models.Model):
    """One team that a member of staff works in: who may read what was handed over to it."""

    member = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="team_rows")
    team = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "team"], name="a_team_has_a_member_once")]

    def __str__(self) -> str:
        return f"{self.member} in {self.team}"


class StaffAbsenceQuerySet(models.QuerySet):
    """Questions asked about absences."""

    def standing(self):
        """Those that nobody has ended."""
        return self.filter(ended_at__isnull=True)

    def on(self, day):
        """Those that include the day."""
        return self.standing().filter(first_day__lte=day, last_day__gte=day)

    def overlapping(self, first_day, last_day):
        """Those that include a day of this time."""
        return self.standing().filter(first_day__lte=last_day, last_day__gte=first_day)


class StaffAbsence(models.Model):
    """A time in which somebody is away in one of their roles, first and last day included, and who covers for them.

    `ended_at` is when they said that they are back, or do not go; empty while it holds.
    """

    ROLES = (Role.CLEARER, Role.DEPUTY_DIRECTOR)
    """The roles that somebody else has to fill meanwhile: letters wait for them by name."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences")
    role = models.CharField(max_length=30, choices=[(role, role.label) for role in ROLES])
    cover = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = StaffAbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="an_absence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(cover__isnull=True) | ~models.Q(cover=models.F("member")),
                name="nobody_covers_for_themselves",
            ),
            models.UniqueConstraint(
                fields=["member", "role", "first_day"],
                condition=models.Q(ended_at__isnull=True),
                name="an_absence_is_recorded_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} away from {self.first_day}"

    def as_value(self) -> Away:
        """The absence as the rules about cover read it."""
        return Away(self.member_id, self.role, self.first_day, self.last_day, self.cover_id)


class ServiceSeen(models.Model):
    """When a service that works in the background (worker, beat) last said that it lives."""

    name = models.CharField(max_length=30, unique=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
