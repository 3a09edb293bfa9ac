"""The CNST code lists (specialty, cause, injury): editions, codes, synonyms."""

from django.conf import settings
from django.db import models

from codes.domain.code_labels import normalised
from codes.domain.errors import Refused
from codes.models.written_once import WrittenOnce


class ListName(models.TextChoices):
    """The three lists of the claims management database."""

    SPECIALTY = "specialty", "Specialty"
    CAUSE = "cause", "Cause"
    INJURY = "injury", "Injury"


class CodeListEditionQuerySet(models.QuerySet):
    """Questions asked of the editions."""

    def newest(self):
        """The edition in use, or None before the first."""
        return self.order_by("-number").first()


class CodeListEdition(models.Model):
    """One workbook as it was imported: all three lists together."""

    class Source(models.TextChoices):
        """Who stands behind the lists."""

        PUBLIC = "public_sources", "Public sources"
        OFFICIAL = "official", "Official workbook"

    number = models.PositiveIntegerField(unique=True)
    source = models.CharField(max_length=20, choices=Source.choices)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    findings = models.JSONField(default=list, help_text="What was noticed while reading, in plain words.")
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CodeListEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Edition {self.number}"

    @property
    def is_official(self) -> bool:
        """Whether the lists come from the authority's own workbook."""
        return self.source == self.Source.OFFICIAL


class CodeQuerySet(models.QuerySet):
    """Questions asked of the codes."""

    def on_list(self, list_name: str):
        """The codes of one list."""
        return self.filter(list_name=list_name)

    def current(self):
        """Codes of the newest edition."""
        return self.filter(retired_in__isnull=True)

    def retired(self):
        """Codes that the newest edition no longer has."""
        return self.filter(retired_in__isnull=False)

    def nameable(self):
        """Codes that a letter or a public page may name: current, and confirmed by a source."""
        return self.current().filter(unconfirmed=False)

    def unconfirmed(self):
        """Current codes that no source has confirmed; officers see them with that word, nobody else does."""
        return self.current().filter(unconfirmed=True)

    def called(self, words: str):
        """Codes whose number is, or whose label or synonym contains, the words, however they are spelt or spaced."""
        wanted = normalised(words)
        if not wanted:
            return self.none()
        named = models.Q(normalised__contains=wanted) | models.Q(number__iexact=words.strip())
        synonyms = CodeSynonym.objects.filter(code=models.OuterRef("pk"), normalised__contains=wanted)
        return self.filter(named | models.Exists(synonyms))

    def with_names(self):
        """With `names`: what people call each code, without the phrases that only triage looks for."""
        names = CodeSynonym.objects.exclude(kind=CodeSynonym.Kind.SHIPPED)
        return self.prefetch_related(models.Prefetch("synonyms", queryset=names, to_attr="names"))

    def in_order(self):
        """As the claims database has the lists: specialty, cause, injury; by label in each."""
        places = [models.When(list_name=name, then=place) for place, name in enumerate(ListName.values)]
        return self.order_by(models.Case(*places), "label")

    def delete(self):
        """Codes are retired, never deleted."""
        raise Refused("Codes are retired by an import that no longer has them, never deleted.")


class Code(models.Model):
    """One value of one list, as the newest edition spells it."""

    class Confidence(models.TextChoices):
        """How sure we are that the database has this value."""

        OFFICIAL = "official", "in an official workbook"
        HIGH = "high", "a published label"
        MEDIUM = "medium", "named by a source"
        LOW = "low", "not confirmed by a source"

    list_name = models.CharField(max_length=10, choices=ListName.choices)
    label = models.CharField(max_length=200)
    normalised = models.CharField(max_length=200, help_text="The label without case, punctuation and spacing.")
    number = models.CharField(max_length=20, blank=True, help_text="The code number, where a workbook gave one.")
    description = models.CharField(max_length=500, blank=True)
    confidence = models.CharField(max_length=10, choices=Confidence.choices)
    unconfirmed = models.BooleanField(help_text="No letter and no public page names it.")
    basis = models.CharField(max_length=200, blank=True)
    sources = models.JSONField(default=list, help_text="Web addresses where the value was seen.")
    scheme = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    added_in = models.ForeignKey(CodeListEdition, on_delete=models.PROTECT, related_name="added")
    confirmed_in = models.ForeignKey(
        CodeListEdition, null=True, blank=True, on_delete=models.PROTECT, related_name="confirmed"
    )
    retired_in = models.ForeignKey(
        CodeListEdition, null=True, blank=True, on_delete=models.PROTECT, related_name="retired"
    )
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")

    objects = CodeQuerySet.as_manager()

    class Meta:
        ordering = ["list_name", "label"]
        constraints = [
            models.UniqueConstraint(name="a_label_stands_once_on_a_list", fields=["list_name", "normalised"]),
            models.UniqueConstraint(
                name="a_code_number_stands_once_on_a_list",
                fields=["list_name", "number"],
                condition=~models.Q(number="") & models.Q(retired_in__isnull=True),
            ),
            models.CheckConstraint(
                name="code_is_on_a_known_list", condition=models.Q(list_name__in=["specialty", "cause", "injury"])
            ),
            models.CheckConstraint(
                name="only_low_confidence_is_unconfirmed",
                condition=models.Q(unconfirmed=True, confidence="low")
                | models.Q(unconfirmed=False, confidence__in=["official", "high", "medium"]),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def delete(self, *args, **kwargs):
        """Retired, never deleted."""
        raise Refused(f"{self.label} cannot be deleted. An import that no longer has it retires it.")

    @property
    def is_nameable(self) -> bool:
        """Whether a letter or a public page may name it."""
        return self.retired_in_id is None and not self.unconfirmed


class CodeInEdition(models.Model):
    """What one edition said of one code: its spelling and number there, never changed."""

    edition = models.ForeignKey(CodeListEdition, on_delete=models.PROTECT, related_name="entries")
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="entries")
    label = models.CharField(max_length=200)
    number = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["edition", "code"]
        constraints = [models.UniqueConstraint(name="an_edition_names_a_code_once", fields=["edition", "code"])]

    def __str__(self) -> str:
        return f"{self.label} in {self.edition}"


class CodeSynonymQuerySet(models.QuerySet):
    """Questions asked about the words that mean codes."""

    def taught(self):
        """Those that officers added and that triage uses, the newest first."""
        return self.filter(kind=CodeSynonym.Kind.OFFICER, suggests=True).order_by("-added_at", "-pk")


class CodeSynonym(models.Model):
    """Another way in which people, press or earlier editions name a code; an import keeps them.

    In `text` a slash without blanks is “or”: “swab/instrument left inside”. Words that do not suggest the code are too
    general to mean it on their own; they only help to look it up.
    """

    class Kind(models.TextChoices):
        """Whose words they are."""

        SPELLING = "spelling", "another spelling"
        REQUESTER = "requester", "words that requesters use"
        EARLIER = "earlier", "an earlier edition's label"
        SHIPPED = "shipped", "words that triage looks for"
        OFFICER = "officer", "added by an officer"

    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="synonyms")
    text = models.CharField(max_length=600)
    normalised = models.CharField(max_length=600)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    suggests = models.BooleanField(default=True, help_text="Whether these words alone suggest the code at triage.")
    note = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(null=True, blank=True, help_text="When an officer added it.")

    objects = CodeSynonymQuerySet.as_manager()

    class Meta:
        ordering = ["code", "text"]
        constraints = [models.UniqueConstraint(name="a_code_has_a_synonym_once", fields=["code", "normalised"])]

    def __str__(self) -> str:
        return self.text


class CodeWordsChange(WrittenOnce):
    """Words that somebody taught or took away: a row that is written once.

    `kind_before` says whose words they were before an officer taught them; empty where nobody had them.
    """

    class Act(models.TextChoices):
        """What was done."""

        TAUGHT = "taught", "Taught"
        REMOVED = "removed", "Removed"

    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="words_changes")
    text = models.CharField(max_length=600)
    act = models.CharField(max_length=10, choices=Act.choices)
    kind_before = models.CharField(max_length=10, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.text}: {self.get_act_display()}"
