"""The published-information register: what the authority publishes, where, and the facts that a request may ask for."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import models

from codes.domain.errors import Refused
from codes.domain.published import INTERNAL, PUBLISHED, PublishedFact, RegisteredItem
from codes.models.written_once import WrittenOnce

CHECK_AFTER = timedelta(days=182)
"""An address that nobody has opened for half a year is looked at again before a letter cites it."""


class PublishedItemQuerySet(models.QuerySet):
    """Questions asked of the register."""

    def with_facts(self):
        """Each item with its indicators and risks, in three queries."""
        return self.prefetch_related("kpi_facts", "strategic_risks")

    def as_values(self) -> list[RegisteredItem]:
        """The whole register as requests are matched with it, in three queries; what is not compared stays unread."""
        facts = models.Prefetch("kpi_facts", KpiFact.objects.defer("group", "lead", "footnotes"))
        risks = models.Prefetch("strategic_risks", StrategicRisk.objects.defer("actions"))
        return [item.as_value() for item in self.defer("licence", "notes").prefetch_related(facts, risks)]

    def matching(self, words: str):
        """Items that have each of the words in their title, notes, publisher, asked-for words or facts."""
        found = self
        for word in words.split()[:8]:
            facts = KpiFact.objects.filter(item=models.OuterRef("pk"), text__icontains=word)
            risks = StrategicRisk.objects.filter(item=models.OuterRef("pk"), risk__icontains=word)
            named = models.Q(title__icontains=word) | models.Q(notes__icontains=word)
            named |= models.Q(publisher__icontains=word) | models.Q(asked_as__icontains=word)
            found = found.filter(named | models.Exists(facts) | models.Exists(risks))
        return found

    def incomplete(self):
        """Items whose address somebody still has to find."""
        return self.filter(address="")

    def to_check(self, today: date):
        """Items with an address that nobody has opened for half a year."""
        due = models.Q(last_checked_on__isnull=True) | models.Q(last_checked_on__lt=today - CHECK_AFTER)
        return self.filter(due).exclude(address="")

    def slugs_of(self, keys: Iterable[int]) -> dict[int, str]:
        """The slug of each of these items, by its key."""
        return dict(self.filter(pk__in=set(keys)).values_list("pk", "slug"))

    def delete(self):
        """Never: letters refer to what stood here."""
        raise Refused("Items of the register are never deleted. Change the item, or say in its notes that it is gone.")


class PublishedItem(models.Model):
    """Something that is published: a page, a file, a table."""

    class SchemeClass(models.TextChoices):
        """The seven classes of the Information Commissioner's model publication scheme (FOIA section 19)."""

        WHO_WE_ARE = "who_we_are", "Who we are and what we do"
        WHAT_WE_SPEND = "what_we_spend", "What we spend and how we spend it"
        PRIORITIES = "priorities", "What our priorities are and how we are doing"
        DECISIONS = "decisions", "How we make decisions"
        POLICIES = "policies", "Our policies and procedures"
        LISTS = "lists", "Lists and registers"
        SERVICES = "services", "The services we offer"

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    address = models.URLField(max_length=500, blank=True, help_text="Empty until somebody has found it.")
    publisher = models.CharField(max_length=200)
    scheme_class = models.CharField(max_length=20, choices=SchemeClass.choices)
    period = models.CharField(max_length=40, blank=True)
    licence = models.CharField(max_length=100, blank=True)
    last_checked_on = models.DateField(null=True, blank=True)
    notes = models.TextField(blank=True)
    asked_as = models.TextField(blank=True, help_text="Words in which requests ask for it, one phrase a line.")

    objects = PublishedItemQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                name="a_published_item_is_of_a_known_class",
                condition=models.Q(
                    scheme_class__in=[
                        "who_we_are", "what_we_spend", "priorities", "decisions", "policies", "lists", "services"
                    ]
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def delete(self, *args, **kwargs):
        """Never: letters refer to what stood here."""
        raise Refused("Items of the register are never deleted. Change the item, or say in its notes that it is gone.")

    def is_to_check(self, today: date) -> bool:
        """Whether its address has to be opened again before somebody relies on it."""
        return bool(self.address) and (self.last_checked_on is None or self.last_checked_on < today - CHECK_AFTER)

    def as_value(self) -> RegisteredItem:
        """The item with its facts, as requests are matched with it."""
        facts = [fact.as_value() for fact in self.kpi_facts.all()]
        facts += [risk.as_value() for risk in self.strategic_risks.all()]
        return RegisteredItem(
            key=self.pk,
            title=self.title,
            address=self.address,
            publisher=self.publisher,
            period=self.period,
            asked_as=tuple(filter(None, map(str.strip, self.asked_as.splitlines()))),
            facts=tuple(facts),
        )


class KpiFact(models.Model):
    """One key performance indicator that an item states, or one part of it. Numbers begin again each year.

    The target is text as printed; `internal` says that there is one and that the item does not name it.
    """

    class Visibility(models.TextChoices):
        """Whether the target is public."""

        PUBLISHED = PUBLISHED, "Published"
        INTERNAL = INTERNAL, "Internal"

    item = models.ForeignKey(PublishedItem, on_delete=models.PROTECT, related_name="kpi_facts")
    year = models.CharField(max_length=10, help_text="Financial year, like 2025/26.")
    number = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=1, blank=True)
    group = models.CharField(max_length=100, blank=True)
    lead = models.CharField(max_length=200, blank=True, help_text="What the parts of one indicator share.")
    text = models.TextField()
    area = models.CharField(max_length=100)
    target = models.CharField(max_length=200)
    target_visibility = models.CharField(max_length=10, choices=Visibility.choices)
    footnotes = models.JSONField(default=list)
    asked_as = models.TextField(blank=True, help_text="Words in which requests ask for it, one phrase a line.")

    class Meta:
        ordering = ["-year", "number", "part"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number", "part"], name="a_kpi_number_is_used_once_a_year"),
            models.CheckConstraint(
                condition=models.Q(target_visibility__in=[PUBLISHED, INTERNAL]), name="a_target_is_public_or_internal"
            ),
        ]

    def __str__(self) -> str:
        return f"KPI {self.printed_number} of {self.year}"

    @property
    def printed_number(self) -> str:
        """`7b`, as people speak of it."""
        return f"{self.number}{self.part}"

    def as_value(self) -> PublishedFact:
        """The indicator as requests are matched with it."""
        return PublishedFact(
            key=self.pk,
            kind="kpi",
            number=self.printed_number,
            text=self.text,
            area=self.area,
            period=self.year,
            target=self.target,
            visibility=self.target_visibility,
            asked_as=tuple(filter(None, map(str.strip, self.asked_as.splitlines()))),
        )


class StrategicRisk(models.Model):
    """A strategic risk that an item states, and the actions taken."""

    item = models.ForeignKey(PublishedItem, on_delete=models.PROTECT, related_name="strategic_risks")
    period = models.CharField(max_length=20)
    risk = models.CharField(max_length=300)
    actions = models.TextField()

    class Meta:
        ordering = ["-period", "pk"]
        constraints = [models.UniqueConstraint(fields=["period", "risk"], name="a_risk_is_stated_once_a_period")]

    def __str__(self) -> str:
        return self.risk

    def as_value(self) -> PublishedFact:
        """The risk as requests are matched with it."""
        return PublishedFact(key=self.pk, kind="risk", number="", text=self.risk, period=self.period)


class PublishedItemChange(WrittenOnce):
    """What somebody did to an item: a row that is written once. `changes` holds what stood before, field by field."""

    class Act(models.TextChoices):
        """What was done."""

        ADDED = "added", "Added"
        CHANGED = "changed", "Changed"
        CHECKED = "checked", "Address checked"
        FACTS_READ = "facts_read", "Indicators and risks read from the page"

    item = models.ForeignKey(PublishedItem, on_delete=models.PROTECT, related_name="changes")
    act = models.CharField(max_length=20, choices=Act.choices)
    before = models.JSONField(default=dict)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_act_display()}"
