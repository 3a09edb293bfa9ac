"""Messages in and out, their files, the mail that carries them, and the requester's private links."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from foirequests.models.requests import Channel, FoiRequest


class StoredFile(models.Model):
    """A file kept once under the hash of its bytes; the bytes stand in FILES_DIR and are never changed."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=150)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class MessageQuerySet(models.QuerySet):
    """Questions asked about messages."""

    def seen_by_requester(self):
        """What was said between requester and office; the office's notes are nobody else's.

        What never arrived and was sent again to a corrected address stands here once, as it was sent.
        """
        said = self.filter(direction__in=(Message.Direction.IN, Message.Direction.OUT))
        return said.exclude(mail__state=OutgoingMail.State.REPLACED)

    def besides_the_request(self):
        """What was written by hand, or noted, beside the request: no letter, and no message that says nothing new."""
        kinds = Message.Kind
        return self.exclude(kind__in=(kinds.REQUEST, kinds.ACKNOWLEDGEMENT, kinds.LINK, *Message.CARRIES_A_LETTER))


class Message(models.Model):
    """Something said to, by or about the requester: correspondence in and out, and the office's own notes."""

    class Direction(models.TextChoices):
        """Who speaks to whom."""

        IN = "in", "From the requester"
        OUT = "out", "To the requester"
        NOTE = "note", "Note in the office"

    class Kind(models.TextChoices):
        """What the message is."""

        REQUEST = "request", "Request"
        ACKNOWLEDGEMENT = "acknowledgement", "Acknowledgement"
        MESSAGE = "message", "Message"
        CLARIFICATION = "clarification", "Request for clarification"
        CLARIFICATION_ANSWER = "clarification_answer", "Clarification"
        ACKNOWLEDGEMENT_LETTER = "acknowledgement_letter", "Letter of acknowledgement"
        CLARIFICATION_LETTER = "clarification_letter", "Letter asking for clarification"
        FEES_NOTICE = "fees_notice", "Fees notice"
        EXTENSION = "extension", "Notice that the reply takes longer"
        LAPSE_NOTICE = "lapse_notice", "Notice that the request has lapsed"
        HANDOVER = "handover", "Acknowledgement by the team that deals with it"
        TRANSFER_NOTICE = "transfer_notice", "Notice of transfer"
        REPLY = "reply", "Reply"
        CORRECTED_REPLY = "corrected_reply", "Corrected reply"
        REVIEW_REQUEST = "review_request", "Request for an internal review"
        REVIEW_ACKNOWLEDGEMENT = "review_acknowledgement", "Acknowledgement of the request for an internal review"
        REVIEW_OUTCOME = "review_outcome", "Outcome of the internal review"
        LINK = "link", "Private link"
        CALL = "call", "Telephone call"
        MEETING = "meeting", "Meeting"
        INTERNAL = "internal", "Internal note"

    CARRIES_A_LETTER = (
        Kind.ACKNOWLEDGEMENT_LETTER,
        Kind.CLARIFICATION_LETTER,
        Kind.FEES_NOTICE,
        Kind.EXTENSION,
        Kind.LAPSE_NOTICE,
        Kind.TRANSFER_NOTICE,
        Kind.REPLY,
        Kind.CORRECTED_REPLY,
        Kind.REVIEW_OUTCOME,
    )
    """Kinds whose words are an issued letter: it has its own page, and its own day of posting."""

    foi_request = models.ForeignKey(FoiRequest, on_delete=models.CASCADE, related_name="messages")
    direction = models.CharField(max_length=10, choices=Direction.choices)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    channel = models.CharField(max_length=20, choices=Channel.choices, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    posted_on = models.DateField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["happened_at", "pk"]
        indexes = [models.Index(fields=["foi_request", "happened_at"], name="messages_of_a_case")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.foi_request_id}"

    @property
    def goes_by_post(self) -> bool:
        """Whether somebody prints and posts it: it goes to the requester, by no e-mail, and is no issued letter."""
        is_ours = self.direction == self.Direction.OUT and self.kind not in self.CARRIES_A_LETTER
        return is_ours and not hasattr(self, "mail")


class MessageFile(models.Model):
    """A file that came or went with a message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="files")
    stored_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class OutgoingMailQuerySet(models.QuerySet):
    """Questions asked about mail on its way out."""

    def due(self, now: datetime):
        """Waiting, or found `sending` after its lease ran out, and the time of the next attempt has come."""
        return self.not_done().filter(next_attempt_at__lte=now).order_by("next_attempt_at", "pk")

    def unsent(self):
        """Not sent, for whatever reason: those few among all mail, which have an index of their own."""
        return self.filter(sent_at__isnull=True)

    def not_done(self):
        """Not sent yet, and not given up."""
        return self.unsent().filter(state__in=(OutgoingMail.State.WAITING, OutgoingMail.State.SENDING))

    def failed(self):
        """Given up: somebody has to look."""
        return self.unsent().filter(state=OutgoingMail.State.FAILED)


class OutgoingMail(models.Model):
    """One e-mail to one address, fixed before the first attempt: who, Message-ID, kept copy, hash of the bytes.

    The kept copy reads "(private link)" where the message that leaves has the link.
    """

    class State(models.TextChoices):
        """Where the e-mail stands."""

        WAITING = "waiting", "Waiting to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"
        REPLACED = "replaced", "Could not be sent, and went to a new address"

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="mail")
    rfc_message_id = models.CharField("Message-ID", max_length=200, unique=True)
    to_address = models.EmailField()
    from_address = models.CharField(max_length=300)
    kept_copy = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    bytes_sha256 = models.CharField(max_length=64, blank=True)
    carries_link = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=500, blank=True)
    sent_again_after_interruption = models.BooleanField(default=False)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending", "sent", "failed", "replaced"]),
                name="mail_state_is_a_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="sent_mail_and_no_other_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(sent_at__isnull=True), name="mail_not_sent"),
        ]

    def __str__(self) -> str:
        return self.rfc_message_id

    @property
    def is_in_doubt(self) -> bool:
        """Whether the last attempt ended without the mail server's answer, so that it may have arrived."""
        return self.state == self.State.SENDING and bool(self.last_error)


class PortalLinkQuerySet(models.QuerySet):
    """Questions asked about private links."""

    def usable(self):
        """Not revoked."""
        return self.filter(revoked_at__isnull=True)


class PortalLink(models.Model):
    """A way in for the requester: only a keyed hash is stored, so the file opens nobody's page."""

    class Kind(models.TextChoices):
        """Sent as an address, or printed as a code."""

        LINK = "link", "Private link"
        CODE = "code", "Printed code"

    foi_request = models.ForeignKey(FoiRequest, on_delete=models.CASCADE, related_name="portal_links")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    lookup_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    first_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PortalLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} of {self.foi_request_id}"
