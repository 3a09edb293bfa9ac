"""Files that come with a request or a message."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from codes.form_fields import FilesField
from foirequests.actions.correspondence import IncomingFile
from foirequests.domain.errors import Refused
from foirequests.domain.file_types import ALLOWED, safe_name, type_of


class IncomingFilesField(FilesField):
    """Files looked into and found to be what they are called; cleans to a list of `IncomingFile`."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", f"{ALLOWED}, up to {settings.LARGEST_FILE_MB} MB each")
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data, initial=None) -> list[IncomingFile]:
        """Each file with its name made safe and its kind found in its bytes; all that is wrong is said at once."""
        kept, wrong = [], []
        files = super().clean(data, initial)
        if len(files) > settings.MOST_FILES:
            raise ValidationError(f"You can add up to {settings.MOST_FILES} files. You chose {len(files)}.")
        for file in files:
            name = safe_name(file.name)
            if file.size > settings.LARGEST_FILE_MB * 1_000_000:
                wrong.append(f"“{name}” is larger than {settings.LARGEST_FILE_MB} MB.")
                continue
            content = file.read()
            try:
                kept.append(IncomingFile(name=name, media_type=type_of(name, content).media_type, content=content))
            except Refused as refused:
                wrong.append(str(refused))
        if wrong:
            raise ValidationError(wrong)
        return kept


def say_that_files_are_gone(form: forms.Form, *names: str) -> None:
    """A browser forgets the files chosen for a form that was refused: say so where they were chosen."""
    for name in names:
        if form.files.getlist(form.add_prefix(name)) and not form.has_error(name):
            form.add_error(name, "Choose your files again. They are not kept while something else is put right.")
