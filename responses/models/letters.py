"""Issued letters: frozen at issue, superseded when wrong, never changed."""

from datetime import date, datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q

from foirequests.models import FoiRequest, Message, OutgoingMail, StoredFile
from responses.domain.clock_letters import NOTICES_OPEN_TO_REVIEW
from responses.models.responses import FoiResponse, ResponseVersion
from responses.models.text_blocks import TextBlock, TextBlockVersion


class IssuedLetterQuerySet(models.QuerySet):
    """Questions asked about issued letters."""

    def due_for_rendering(self, now: datetime):
        """Not rendered yet (or found `rendering` after its lease ran out), and the next attempt's time has come."""
        return self.not_rendered().filter(next_attempt_at__lte=now).order_by("next_attempt_at", "pk")

    def without_pdf(self):
        """Not rendered, for whatever reason: those few among all letters, which have an index of their own."""
        return self.filter(pdf__isnull=True)

    def not_rendered(self):
        """Still waiting for the PDF."""
        waiting = (IssuedLetter.RenderState.WAITING, IssuedLetter.RenderState.RENDERING)
        return self.without_pdf().filter(render_state__in=waiting)

    def failed(self):
        """Given up rendering: somebody has to look."""
        return self.without_pdf().filter(render_state=IssuedLetter.RenderState.FAILED)

    def to_post(self):
        """On paper, rendered, and not yet recorded as posted."""
        return self.filter(channel=IssuedLetter.Channel.POST, pdf__isnull=False, posted_on__isnull=True)

    def number_with_wording_of(self, block: TextBlock, *, most: int) -> int:
        """How many were put together with the help of this block, in whatever version; `most` at most."""
        return _pinned(block)[:most].count()

    def newest_with_wording_of(self, block: TextBlock, *, most: int):
        """The newest of them; keys are given in the order of issue."""
        newest = _pinned(block).order_by("-issuedletter_id").values_list("issuedletter_id", flat=True)[:most]
        return self.filter(pk__in=list(newest)).order_by("-pk")

    def current(self):
        """Not replaced by a corrected letter."""
        return self.filter(superseded_by__isnull=True)

    def replies(self):
        """Those that answer the request: no letters of the clock, and no outcome of an internal review."""
        return self.filter(foi_response__kind__in=FoiResponse.REPLIES)

    def notices_open_to_review(self):
        """Letters of the clock that refuse something, so that an internal review of them can be asked for."""
        kinds = (Q(foi_response__kind=kind, foi_request__regime=regime) for kind, regime in NOTICES_OPEN_TO_REVIEW)
        return self.filter(reduce(or_, kinds))

    def with_passed_window(self, today: date):
        """Current replies whose last day for asking for an internal review lies before today."""
        return self.replies().current().filter(review_by__lt=today)

    def windows_to_close(self, today: date):
        """Those of them that nobody has been told about; what never left by e-mail has no window that could close."""
        left = ~Q(channel=IssuedLetter.Channel.EMAIL, emailed_on__isnull=True)
        return self.with_passed_window(today).filter(left, window_told_at__isnull=True).order_by("review_by", "pk")

    def windows_closing(self, first: date, last: date):
        """Current replies whose last day for asking for an internal review is one of these days."""
        return self.replies().current().filter(review_by__gte=first, review_by__lte=last, window_told_at__isnull=True)

    def departures_to_note(self):
        """Letters whose e-mail has been sent, and whose day of sending is not noted yet."""
        return self.filter(
            channel=IssuedLetter.Channel.EMAIL,
            emailed_on__isnull=True,
            message__mail__state=OutgoingMail.State.SENT,
        )


class IssuedLetter(models.Model):
    """A letter as it left: the cleared hash, the gaps of the moment, the frozen value and the hash of the bytes.

    `cleared_hash` is that of the version which left, as it was cleared, or for a letter that needs no clearance as the
    officer issued it. `issued_on` is the London day of issue; `review_by` the last day to ask for an internal review,
    both days included, None until a posted letter has been posted and for letters without one. `window_told_at` is when
    the office was told that this day has passed; `wording` are the versions of the library that the letter was put
    together from.
    """

    class Channel(models.TextChoices):
        """How it goes to the requester."""

        EMAIL = "email", "By e-mail"
        POST = "post", "By post"

    class RenderState(models.TextChoices):
        """Where the PDF stands."""

        WAITING = "waiting", "Waiting to be rendered"
        RENDERING = "rendering", "Being rendered"
        RENDERED = "rendered", "Rendered"
        FAILED = "failed", "Could not be rendered"

    class PostClass(models.TextChoices):
        """Class of post, which decides the day of deemed receipt."""

        FIRST = "first", "First class"
        SECOND = "second", "Second class"

    foi_request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="issued_letters")
    foi_response = models.OneToOneField(FoiResponse, on_delete=models.PROTECT, related_name="issued_letter")
    version = models.OneToOneField(ResponseVersion, on_delete=models.PROTECT, related_name="issued_letter")
    cleared_hash = models.CharField(max_length=64)
    frozen = models.JSONField()
    final_hash = models.CharField(max_length=64)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    post_class = models.CharField(max_length=10, choices=PostClass.choices, blank=True)
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    render_state = models.CharField(max_length=20, choices=RenderState.choices, default=RenderState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    last_error = models.CharField(max_length=500, blank=True)
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    message = models.OneToOneField(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="issued_letter"
    )
    posted_on = models.DateField(null=True, blank=True)
    emailed_on = models.DateField(null=True, blank=True)
    reply_received_on = models.DateField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True)
    window_told_at = models.DateTimeField(null=True, blank=True)
    wording = models.ManyToManyField(TextBlockVersion, related_name="letters", blank=True)
    superseded_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    objects = IssuedLetterQuerySet.as_manager()

    class Meta:
        ordering = ["issued_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(render_state="rendered", pdf__isnull=False)
                | (~Q(render_state="rendered") & Q(pdf__isnull=True)),
                name="a_rendered_letter_and_no_other_has_its_pdf",
            ),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(pdf__isnull=True), name="letters_without_pdf"),
            models.Index(fields=["channel", "posted_on"], name="letters_by_posting"),
            models.Index(
                fields=["issued_at"],
                condition=Q(channel="email", emailed_on__isnull=True),
                name="emails_still_to_leave",
            ),
            models.Index(
                fields=["review_by"],
                condition=Q(window_told_at__isnull=True, superseded_by__isnull=True),
                name="windows_still_to_close",
            ),
        ]

    def __str__(self) -> str:
        return f"Letter of {self.issued_on}"

    @property
    def has_left(self) -> bool:
        """Whether the letter has been sent or posted, as far as we know."""
        return self.emailed_on is not None or self.posted_on is not None

    @property
    def posting(self) -> str:
        """Day and class of the posting in one word, to compare with what a page showed; empty before it is recorded."""
        return f"{self.posted_on.isoformat()}-{self.post_class}" if self.posted_on else ""


def _pinned(block: TextBlock) -> models.QuerySet:
    """Which letters have which version of a block. Versions are named by key: then each has its stretch of an index."""
    versions = list(block.versions.values_list("pk", flat=True))
    return IssuedLetter.wording.through.objects.filter(textblockversion__in=versions)
