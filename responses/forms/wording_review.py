"""Wording out for review: what goes into the file, the file that comes back, and how its changes are proposed."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from codes.form_fields import DayField
from codes.package_safety import OLE
from responses.domain.errors import Refused
from responses.forms.wording import LONGEST_NOTE
from responses.word_files import read_document

LARGEST = 1_000_000
"""Bytes of a text that comes back; a library of a hundred blocks has a tenth of that."""

IN_FORCE, TO_DECIDE = "in_force", "to_decide"
NOT_READ = (
    "This is neither a Word document (.docx) nor plain text. Open it in the program that it was changed in, and save it"
    " as a Word document (in Word: Save as, Word document)"
)
NOT_UNICODE = (
    "This text is not saved as Unicode, so some of its characters cannot be told apart. Open it in the program that it"
    " was changed in, and save it as plain text, Unicode UTF-8 (in Notepad: Save as, Encoding, UTF-8)"
)


class ExportForm(forms.Form):
    """Which wording goes out."""

    which = forms.ChoiceField(
        label="Which wording?",
        choices=[
            (IN_FORCE, "What is in force today"),
            (TO_DECIDE, "What waits for approval"),
            ("both", "Both"),
        ],
        widget=forms.RadioSelect,
        initial=IN_FORCE,
    )


class ReturnedFileForm(forms.Form):
    """The file that came back; cleans to its text, and `is_document` says whether it was a Word document."""

    is_document = False
    file = forms.FileField(
        label="The file that came back",
        help_text="The Word document (5 MB at most) or text file (1 MB). You see what changed before it is proposed",
        widget=forms.FileInput(attrs={"accept": ".docx,.txt,.md,text/plain"}),
        error_messages={"required": "Choose the file", "missing": "Choose the file", "empty": "The file is empty"},
    )

    def clean_file(self) -> str:
        """The words of a Word document, or the text of a file in whichever Unicode encoding it has."""
        upload = self.cleaned_data["file"]
        start = upload.read(8)
        upload.seek(0)
        self.is_document = start.startswith((b"PK", OLE))
        return self._of_document(upload) if self.is_document else self._of_text(upload)

    def _of_document(self, upload: UploadedFile) -> str:
        try:
            text = read_document(upload)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
        if len(text) > LARGEST:
            raise forms.ValidationError("The document has more than a million characters. Is it the right one?")
        return text

    def _of_text(self, upload: UploadedFile) -> str:
        if upload.size > LARGEST:
            raise forms.ValidationError("The file is larger than 1 MB. Is it the right one?")
        content = upload.read()
        encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        if content.startswith((b"%PDF", b"{\\rtf")) or (encoding == "utf-8-sig" and b"\0" in content):
            raise forms.ValidationError(NOT_READ)
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            raise forms.ValidationError(NOT_UNICODE) from None
        if "\0" in text:
            raise forms.ValidationError(NOT_READ)
        return text


class ProposeReturnedForm(forms.Form):
    """How the changes of a file are proposed; the file's text comes along, so that nothing has to be sent twice."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=LARGEST)
    is_document = forms.BooleanField(widget=forms.HiddenInput, required=False)
    valid_from = DayField(
        label="From which day on?", help_text="For wording whose first day was not changed in the file"
    )
    source = forms.CharField(
        label="Who reviewed it?", max_length=500, help_text="For example “Counsel’s review of March 2027”"
    )
    reason = forms.CharField(
        label="Why does the wording change?",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
        help_text="For changes without a remark of their own. The deputy director reads this when approving",
    )
