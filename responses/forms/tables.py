"""A table of a letter, typed, pasted or read from a file."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from foirequests.models import Question
from responses import table_files
from responses.domain.answer_parts import restated
from responses.domain.errors import Refused
from responses.domain.table_reading import (
    LARGEST_FILE,
    Cells,
    as_typed,
    read_notes,
    read_separated,
    read_symbols,
    read_typed,
    unexplained,
)
from responses.domain.tables import Table
from responses.models import LetterTable


class TableForm(forms.Form):
    """What is printed, what explains it, and the files that are made from it."""

    question = forms.TypedChoiceField(label="Question that it answers", coerce=int)
    caption = forms.CharField(
        label="Caption",
        max_length=200,
        help_text="What the table shows, of whom and when: Claims closed, 2021 to 2024.",
    )
    unit = forms.CharField(
        label="What the figures count", max_length=100, required=False, help_text="For example: claims, or pounds."
    )
    upload = forms.FileField(
        label="File to read the table from",
        required=False,
        help_text="A CSV file, or an Excel workbook (.xlsx) of one sheet with values only. You see what was read before"
        " it is saved. The file itself is neither kept nor sent.",
        widget=forms.FileInput({"accept": ".csv,.txt,.tsv,.xlsx"}),
    )
    typed = forms.CharField(
        label="The table",
        required=False,
        strip=False,
        help_text="One row a line, the headings first. Part the cells by a tab, as when you paste from a spreadsheet,"
        " or by | or ; or a comma. The first cell of each row says what the row is about.",
        widget=forms.Textarea({"rows": 10, "spellcheck": "false", "class": "fd-grid-typed"}),
    )
    symbols = forms.CharField(
        label="Signs and what they mean",
        required=False,
        help_text="One a line: * = fewer than five, withheld under section 40(2)",
        widget=forms.Textarea({"rows": 2}),
    )
    notes = forms.CharField(
        label="Footnotes",
        required=False,
        help_text="One a line. They are numbered; write (note 1) in a cell or heading to point to one.",
        widget=forms.Textarea({"rows": 3}),
    )
    as_csv = forms.BooleanField(label="Also send it as a CSV file", required=False)
    as_workbook = forms.BooleanField(label="Also send it as an Excel workbook of values", required=False)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, questions: list[Question], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {question.number: question for question in questions}
        choices = [
            (number, f"{number}. {restated(question.text, number)}") for number, question in self.questions.items()
        ]
        self.fields["question"].choices = choices
        if len(choices) == 1:
            self.fields["question"].initial = choices[0][0]
            self.fields["question"].widget = forms.HiddenInput()

    def clean_upload(self) -> UploadedFile | None:
        """Refuse a file that is larger than anything that is read."""
        upload = self.cleaned_data["upload"]
        if upload is not None and upload.size > 5 * LARGEST_FILE:
            raise forms.ValidationError("The file is larger than 5 MB. A table of a letter is far smaller.")
        return upload

    def clean(self) -> dict[str, Any]:
        """Read the cells and what explains them; `table` is the value, `read_from_file` whether a file gave it."""
        data = super().clean()
        upload = data.get("upload")
        cells = self._read("upload", lambda: _read_file(upload)) if upload else None
        if upload is None and "upload" not in self.errors:
            cells = self._read("typed", lambda: read_typed(data.get("typed", "")))
        symbols = self._read("symbols", lambda: read_symbols(data.get("symbols", "")))
        if cells is None or symbols is None:
            return data
        data["cells"], data["read_from_file"] = cells, upload is not None
        if signs := unexplained(cells, symbols):
            self.add_error("symbols", f"Say what this means: {', '.join(signs)}. The requester has to know.")
        elif data.get("caption"):
            data["table"] = Table(
                caption=" ".join(data["caption"].split()),
                columns=cells[0],
                rows=cells[1:],
                unit=" ".join(data.get("unit", "").split()),
                notes=read_notes(data.get("notes", "")),
                symbols=symbols,
            )
        return data

    def _read(self, field: str, read):
        try:
            return read()
        except Refused as refused:
            self.add_error(field, str(refused))
            return None


def initial_of(table: LetterTable) -> dict[str, Any]:
    """What the fields hold of a table that is there already."""
    return {
        "question": table.question.number,
        "caption": table.caption,
        "unit": table.unit,
        "typed": as_typed([table.columns, *table.rows]),
        "symbols": "\n".join(f"{sign} = {meaning}" for sign, meaning in table.symbols),
        "notes": "\n".join(table.notes),
        "as_csv": table.as_csv,
        "as_workbook": table.as_workbook,
        "revision": table.revision,
    }


def _read_file(upload: UploadedFile) -> Cells:
    """The cells of a file, by what its bytes are and not by its name."""
    if upload.open().read(2) == b"PK":
        return table_files.read_workbook(upload)
    upload.seek(0)
    return read_separated(upload.read())
