"""The library of approved wording: blocks, and versions that never change."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class TextBlockQuerySet(models.QuerySet):
    """Questions asked about blocks of the library."""

    def with_states(self, day: date):
        """Each block with what its versions amount to on the day: the states may go together."""
        versions = TextBlockVersion.objects.filter(block=models.OuterRef("pk"))
        return self.annotate(
            is_retired=models.ExpressionWrapper(Q(retired_from__lte=day), models.BooleanField()),
            is_in_force=models.Exists(versions.in_force_on(day)),
            is_to_review=models.Exists(versions.in_force_on(day).filter(block__review_by__lte=day)),
            is_undated=models.Exists(versions.in_force_on(day).filter(block__review_by__isnull=True)),
            is_coming=models.Exists(versions.approved().not_retired_on(day).filter(valid_from__gt=day)),
            is_proposed=models.Exists(versions.to_decide(day)),
            is_expired=models.Exists(versions.not_declined().filter(valid_until__lt=day)),
            is_declined=models.Exists(versions.filter(declined_at__isnull=False)),
        )

    def in_state(self, state: str):
        """Those of `with_states` in one state; what is in force or coming is neither expired nor declined."""
        if state == "expired":
            return self.filter(is_in_force=False, is_coming=False, is_retired=False, is_expired=True)
        if state == "declined":
            return self.filter(is_in_force=False, is_coming=False, **{f"is_{state}": True})
        return self.filter(**{f"is_{state}": True})

    def due_for_review(self, day: date):
        """Blocks in force whose day for looking at them again has come, the longest due first."""
        return self.with_states(day).filter(is_to_review=True).order_by("review_by", "title", "pk")


class TextBlock(models.Model):
    """A building block of letters, whatever its words are at the moment.

    Title, owner, legal basis, guidance and the day by which somebody looks at it again (`review_by`) are those of its
    newest approved version; confirming the wording moves that day on. From `retired_from` on no letter may use the
    block, whatever its versions say; `replaced_by` is what letters use instead.
    """

    class Kind(models.TextChoices):
        """Where in a letter the block belongs."""

        OPENING = "opening", "Opening"
        APOLOGY = "apology", "Apology"
        CORRECTION = "correction", "Correction"
        HEADING = "heading", "Heading"
        DECISION = "decision", "Decision"
        REFUSAL = "refusal", "Refusal"
        BACKGROUND = "background", "Background"
        CAVEAT = "caveat", "How to read the information"
        ADVICE = "advice", "Advice and assistance"
        REFERRAL = "referral", "Another body that may hold it"
        LICENCE = "licence", "Re-use"
        CLOSING = "closing", "Closing"
        INTERNAL_REVIEW = "internal_review", "Internal review"
        REGULATOR = "regulator", "Regulator"
        ACKNOWLEDGEMENT = "acknowledgement", "Acknowledgement"
        CLARIFICATION = "clarification", "Clarification"
        FEES = "fees", "Fees"
        EXTENSION = "extension", "Longer time for the reply"
        ENDING = "ending", "Closing without a reply"
        REVIEW_OUTCOME = "review_outcome", "Outcome of an internal review"

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=200, blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    guidance = models.TextField(blank=True)
    review_by = models.DateField(null=True, blank=True)
    retired_from = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")

    objects = TextBlockQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(retired_from__isnull=False),
                name="only_retired_wording_is_replaced",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("pk")),
                name="wording_does_not_replace_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_retired_on(self, day: date) -> bool:
        """Whether no letter of that day may use it."""
        return self.retired_from is not None and self.retired_from <= day


class TextBlockVersionQuerySet(models.QuerySet):
    """Questions asked about wording."""

    def proposed(self):
        """Neither approved nor declined yet."""
        return self.filter(approved_at__isnull=True, declined_at__isnull=True)

    def approved(self):
        """Approved by the deputy director."""
        return self.filter(approved_at__isnull=False)

    def not_declined(self):
        """Approved, or still a proposal."""
        return self.filter(declined_at__isnull=True)

    def to_decide(self, day: date):
        """Proposals that could still be used after the day; the others expired before anybody approved them."""
        return self.proposed().filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))

    def not_retired_on(self, day: date):
        """Wording of blocks that letters of the day may use."""
        return self.filter(Q(block__retired_from__isnull=True) | Q(block__retired_from__gt=day))

    def in_force_on(self, day: date):
        """Approved wording whose dates cover the day, and whose block is not retired."""
        covering = self.approved().filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)
        return covering.not_retired_on(day)

    def usable_on(self, day: date):
        """Of each block, the newest version in force on the day, with its block."""
        newest = (
            self.model.objects.in_force_on(day)
            .filter(block=models.OuterRef("block"))
            .order_by("-valid_from", "-number")
            .values("pk")[:1]
        )
        return self.in_force_on(day).filter(pk=models.Subquery(newest)).select_related("block")


class TextBlockVersion(models.Model):
    """The words of a block from one day on. The words never change; being approved is added once.

    Valid on both its first and its last day. Title, owner, legal basis, guidance and `review_by` become the block's own
    when the version is approved, so that a proposal changes nothing that is in use. `gaps_meant` names the gaps that go
    with it, or are new with it, because whoever proposed it said so.
    """

    block = models.ForeignKey(TextBlock, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=200, blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    guidance = models.TextField(blank=True)
    review_by = models.DateField(null=True, blank=True)
    body = models.TextField()
    continues_paragraph = models.BooleanField(default=False)
    gaps_meant = models.JSONField(default=list, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_reason = models.TextField(blank=True)

    objects = TextBlockVersionQuerySet.as_manager()

    class Meta:
        ordering = ["block", "-number"]
        indexes = [
            models.Index(
                fields=["block"],
                condition=Q(approved_at__isnull=True, declined_at__isnull=True),
                name="wording_still_to_decide",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["block", "number"], name="a_version_number_is_used_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="wording_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="approved_wording_names_who",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(declined_at__isnull=True),
                name="wording_is_approved_or_declined",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.block.slug} version {self.number}"

    def is_in_force_on(self, day: date) -> bool:
        """Whether the words may be used in a letter issued that day."""
        return (
            self.approved_at is not None
            and self.valid_from <= day
            and (self.valid_until is None or self.valid_until >= day)
            and not self.block.is_retired_on(day)
        )


class TextBlockChange(models.Model):
    """What was done with a block beside its wording, or said of it in a review; a row that is written once.

    `facts` holds the days of the act and the name of the block that replaces it.
    """

    class Act(models.TextChoices):
        """What was done."""

        CONFIRMED = "confirmed", "Confirmed as still right"
        RETIRED = "retired", "Retired"
        BROUGHT_BACK = "brought_back", "Brought back into use"
        COMMENTED = "commented", "Remark made in a review"

    block = models.ForeignKey(TextBlock, on_delete=models.PROTECT, related_name="changes")
    act = models.CharField(max_length=20, choices=Act.choices)
    facts = models.JSONField(default=dict)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.block.slug}: {self.get_act_display()}"
