"""Wording out for review: what goes into the file, the file that comes back, and how its changes are proposed."""

from django import forms

from codes.form_fields import DayField
from responses.forms.wording import LONGEST_NOTE

LARGEST = 1_000_000
"""Bytes of a file that comes back; a library of a hundred blocks has a tenth of that."""

IN_FORCE, TO_DECIDE = "in_force", "to_decide"
NOT_TEXT = (
    "This is not a plain text file. Open it in the program that it was changed in and save it as plain text (in Word:"
    " Save as, Plain text, Unicode UTF-8)"
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
    """The file that came back; cleans to its text."""

    file = forms.FileField(
        label="The file that came back",
        help_text="The same file as plain text, 1 MB at most. You see what changed before anything is proposed",
        widget=forms.FileInput(attrs={"accept": ".txt,.md,text/plain"}),
        error_messages={"required": "Choose the file", "missing": "Choose the file", "empty": "The file is empty"},
    )

    def clean_file(self) -> str:
        """The text of the file, whichever Unicode encoding it has."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise forms.ValidationError("The file is larger than 1 MB. Is it the right one?")
        content = upload.read()
        encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            raise forms.ValidationError(NOT_TEXT) from None
        if "\0" in text or content.startswith((b"PK", b"%PDF", b"{\\rtf")):
            raise forms.ValidationError(NOT_TEXT)
        return text


class ProposeReturnedForm(forms.Form):
    """How the changes of a file are proposed; the file's text comes along, so that nothing has to be sent twice."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=LARGEST)
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
