"""The request itself: what was asked, when, by whom, and where it stands."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce

from foirequests.domain import clock, workflow
from foirequests.domain.receipt import LONGEST_SUBJECT, is_cut_off
from foirequests.models.requesters import Requester


class ReferenceSeries(models.Model):
    """The running number of case references: without gaps, never used twice."""

    prefix = models.CharField(max_length=20, unique=True)
    next_number = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.prefix}{self.next_number}"


class Channel(models.TextChoices):
    """How a request or message came."""

    WEB = "web", "Web form"
    EMAIL = "email", "E-mail"
    POST = "post", "Post"
    PHONE = "phone", "Telephone"
    IN_PERSON = "in_person", "In person"


class PreferredFormat(models.TextChoices):
    """The form in which the requester would like the information (FOIA section 11)."""

    EMAIL = "email", "By e-mail"
    SPREADSHEET = "spreadsheet", "By e-mail, figures in a spreadsheet"
    POST = "post", "On paper, by post"
    ANY = "any", "No preference"


URGENCY = Coalesce("due_on", date.max)
"""The due date; of a request whose clock stands still, a day after every other."""


class FoiRequestQuerySet(models.QuerySet):
    """Questions asked about requests."""

    OF_A_ROW = ("reference", "subject", "stage", "due_on", "closed_on", "owner__name")

    def visible_to(self, member):
        """Requests that a member of staff may open: every role sees every case that is not with another team.

        What was handed over to a team only those who work in it may open, whatever role they hold.
        """
        if not (member.is_active and member.roles):
            return self.none()
        seen = ~Q(stage=workflow.PASSED_ON)
        if member.teams:
            handed_over = self.model.handovers.rel.related_model.objects.in_force().to_teams(member.teams)
            seen |= Q(pk__in=handed_over.values("foi_request"))
        return self.filter(seen)

    def opened_by(self, links):
        """Requests whose private page one of these links opens."""
        return self.filter(portal_links__in=links).distinct()

    def with_people(self):
        """The rows that a list shows beside the request, in one query."""
        return self.select_related("requester", "owner", "regime", "service_area")

    def as_rows(self):
        """With what a row of the queue shows of a request, and no more: texts are long, and there are many columns."""
        return self.select_related("owner").only(*self.OF_A_ROW)

    def as_rows_of_a_search(self):
        """The same with the words of the request itself, of which a search shows where they stand."""
        requester = ("requester__name", "requester__email", "requester__postal_address")
        return self.select_related("owner", "requester").only(*self.OF_A_ROW, "text", *requester)

    def open(self):
        """Not yet answered, withdrawn or merged."""
        return self.filter(stage__in=workflow.OPEN_STAGES)

    def ended(self):
        """Answered, withdrawn, merged or with another team."""
        return self.exclude(stage__in=workflow.OPEN_STAGES)

    def at_stage(self, stage: str):
        """Those at one stage."""
        return self.filter(stage=stage)

    def overdue(self, today: date):
        """Open and past the last day for answering."""
        return self.open().filter(due_on__lt=today)

    def due_on_day(self, day: date):
        """Open and due on that very day."""
        return self.open().filter(due_on=day)

    def due_within(self, today: date, last: date):
        """Open and due after today, up to and including `last`."""
        return self.open().filter(due_on__gt=today, due_on__lte=last)

    def open_in_numbers(self, *, today: date, soon: date) -> dict[str, int]:
        """How many are overdue, due today, due later up to `soon`, in clearance, and without a date; one query."""
        kinds = {
            "overdue": Q(due_on__lt=today),
            "due_today": Q(due_on=today),
            "due_soon": Q(due_on__gt=today, due_on__lte=soon),
            "in_clearance": Q(stage=workflow.CLEARANCE),
            "stopped": Q(due_on__isnull=True),
        }
        # Counted by a column of the index `request_by_stage`, so that no request is read itself.
        return self.open().aggregate(**{name: Count("stage", filter=kind) for name, kind in kinds.items()})

    def open_by_stage(self, *, today: date, last: date) -> list[dict[str, object]]:
        """Of each stage that has open requests how many, how many due from today to `last`, and the oldest's day."""
        # Counted by a column of the index `request_by_stage`, which has all that is asked for.
        number, due_soon = Count("stage"), Count("stage", filter=Q(due_on__gte=today, due_on__lte=last))
        counted = self.open().order_by().values("stage")
        return list(counted.annotate(number=number, due_soon=due_soon, oldest=Min("received_on")))

    def waiting_for_requester(self):
        """Open, with the clock stopped for clarification or a fee."""
        return self.open().filter(due_on__isnull=True)

    def asked_the_requester(self):
        """Those whose requester was ever asked something that the clock waits for."""
        return self.filter(clock_events__kind__in=clock.QUESTIONS).distinct()

    def waiting_for_others(self):
        """Open, and waiting for the requester's clarification or fee or for a team that was asked."""
        return self.open().filter(Q(due_on__isnull=True) | Q(pk__in=self._asked_a_team()))

    def waiting_for_a_team(self):
        """Open, with the clock running, and waiting for a team that was asked."""
        return self.open().filter(due_on__isnull=False, pk__in=self._asked_a_team())

    def _asked_a_team(self):
        commissions = self.model._meta.get_field("commissions").related_model
        return commissions.objects.waiting().values("foi_request")

    def owned_by(self, member):
        """Those that a member of staff looks after."""
        return self.filter(owner=member)

    def by_urgency(self):
        """The nearest due date first; those whose clock stands still last. For open requests.

        A value worked out for each, so that neither database walks the index of due dates: it would meet every request
        that was ever answered before the first open one. PostgreSQL reads the first of them from an index of its own.
        """
        return self.order_by(URGENCY, "pk")

    def taken_out_of(self, foi_request: "FoiRequest"):
        """Parts of a request that were made cases of their own, the oldest first."""
        taken = foi_request.history.filter(act="part_taken_out").values("object_id")
        return self.filter(pk__in=taken).order_by("pk")

    def same_person_as(self, foi_request: "FoiRequest"):
        """Other requests under the same e-mail address, or the same name and postal address where there is none."""
        same = Requester.objects.same_person_as(foi_request.requester)
        return self.filter(requester__in=same).exclude(pk=foi_request.pk)


class FoiRequest(models.Model):
    """A request for information, from receipt to closure.

    `due_on` is the one cached answer of the clock; only `foirequests.actions.clock` writes it.
    """

    reference = models.CharField(max_length=40, unique=True)
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    text = models.TextField()
    requester = models.ForeignKey(Requester, on_delete=models.PROTECT, related_name="foi_requests")
    channel = models.CharField(max_length=20, choices=Channel.choices)
    received_on = models.DateField()
    received_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    preferred_format = models.CharField(max_length=20, choices=PreferredFormat.choices, default=PreferredFormat.ANY)
    adjustments = models.TextField(blank=True, max_length=1000)
    regime = models.ForeignKey("codes.Regime", on_delete=models.PROTECT, default="foi")
    service_area = models.ForeignKey("codes.ServiceArea", on_delete=models.PROTECT, null=True, blank=True)
    stage = models.CharField(max_length=20, choices=list(workflow.STAGES.items()), default=workflow.TRIAGE)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_requests",
        db_index=False,  # `request_by_owner` begins with it
    )
    due_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_here")
    linked_with = models.ManyToManyField("self", blank=True)
    is_demonstration = models.BooleanField(default=False)

    objects = FoiRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=list(workflow.STAGES)), name="stage_is_a_known_stage"),
            models.CheckConstraint(
                condition=Q(stage=workflow.MERGED, merged_into__isnull=False)
                | (~Q(stage=workflow.MERGED) & Q(merged_into__isnull=True)),
                name="a_merged_request_says_where",
            ),
        ]
        indexes = [
            models.Index(fields=["stage", "due_on", "regime", "received_on", "service_area"], name="request_by_stage"),
            models.Index(fields=["owner", "stage", "due_on"], name="request_by_owner"),
            models.Index(fields=["closed_on", "due_on", "regime", "stage"], name="request_by_closing_day"),
            models.Index(fields=["received_on", "id"], name="request_by_day_of_receipt"),
            # Who may be found is looked up case by case, for up to a thousand that match: by this index alone.
            models.Index(fields=["id", "stage"], name="request_found_by_key"),
            models.Index(URGENCY, "id", condition=Q(stage__in=workflow.OPEN_STAGES), name="open_request_by_urgency"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.subject}"

    @property
    def lacks_subject(self) -> bool:
        """Whether nobody has said what it is about: its subject is how its text begins, and breaks off."""
        return is_cut_off(self.subject)

    @property
    def is_open(self) -> bool:
        """Whether the request still waits for its reply."""
        return self.stage in workflow.OPEN_STAGES

    @property
    def is_waiting_for_requester(self) -> bool:
        """Whether the clock stands still because the requester was asked to clarify or to pay."""
        return self.is_open and self.due_on is None

    @property
    def was_answered_late(self) -> bool:
        """Whether the reply was issued after its due date."""
        is_answered = self.stage == workflow.ISSUED and self.closed_on is not None
        return is_answered and self.due_on is not None and self.closed_on > self.due_on

    def days_left(self, today: date) -> int | None:
        """Calendar days until the due date, negative when it has passed; None when there is no due date now."""
        return None if self.due_on is None else (self.due_on - today) // timedelta(days=1)
