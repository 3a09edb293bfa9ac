"""Tables of a letter, and the files that are made from them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from foirequests.models import Question, StoredFile
from responses.domain.tables import Table
from responses.models.responses import FoiResponse


class LetterTableQuerySet(models.QuerySet):
    """Questions asked about tables."""

    def of_letter(self, foi_response: FoiResponse):
        """The tables of one letter in order, with their questions and files."""
        return self.filter(foi_response=foi_response).select_related("question").prefetch_related("files__stored")


class LetterTable(models.Model):
    """A table of one letter, as it is printed there.

    Columns, rows, notes and symbols are as in `domain.tables.Table`; a change replaces them as a whole. `number` gives
    the order among the tables of a question. `is_estimate`: it shows the cost of section 12 and stands with the
    estimate. `as_csv` and `as_workbook` say in which forms the requester gets it as a file.
    """

    foi_response = models.ForeignKey(FoiResponse, on_delete=models.CASCADE, related_name="tables")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="letter_tables")
    number = models.PositiveSmallIntegerField()
    caption = models.CharField(max_length=200)
    unit = models.CharField(max_length=100, blank=True)
    columns = models.JSONField()
    rows = models.JSONField()
    notes = models.JSONField(default=list, blank=True)
    symbols = models.JSONField(default=list, blank=True)
    is_estimate = models.BooleanField(default=False)
    as_csv = models.BooleanField(default=False)
    as_workbook = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = LetterTableQuerySet.as_manager()

    class Meta:
        ordering = ["foi_response", "question__number", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["foi_response", "question", "number"], name="a_place_among_the_tables_is_taken_once"
            ),
            models.CheckConstraint(condition=~Q(caption=""), name="a_table_has_a_caption"),
        ]

    def __str__(self) -> str:
        return self.caption

    @property
    def key(self) -> str:
        """By which parts of the letter name it."""
        return f"table:{self.pk}"

    def as_value(self) -> Table:
        """The table as it is printed."""
        return Table(
            caption=self.caption,
            columns=tuple(self.columns),
            rows=tuple(tuple(row) for row in self.rows),
            unit=self.unit,
            notes=tuple(self.notes),
            symbols=tuple((sign, meaning) for sign, meaning in self.symbols),
        )


class GeneratedFile(models.Model):
    """A file that the product made from a table of a letter; no file of an officer's own goes with a letter.

    `generator` and `version` name what made it, so that its bytes can be made again. When the table changes the file
    is made anew; the row of the earlier one goes, the bytes stay kept.
    """

    class Form(models.TextChoices):
        """What sort of file it is."""

        CSV = "csv", "CSV"
        WORKBOOK = "xlsx", "Excel workbook"

    table = models.ForeignKey(LetterTable, on_delete=models.CASCADE, related_name="files")
    form = models.CharField(max_length=10, choices=Form.choices)
    name = models.CharField(max_length=120)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    generator = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["table", "form"]
        constraints = [
            models.UniqueConstraint(fields=["table", "form"], name="a_table_has_one_file_of_a_form"),
        ]

    def __str__(self) -> str:
        return self.name
