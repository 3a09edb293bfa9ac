"""Why a letter may leave although a rule warns."""

from django import forms

from responses.domain.passing import LONGEST_NOTE


class NoteForm(forms.Form):
    """The note that passes one warning."""

    words = forms.CharField(
        label="Why may the letter leave as it is?",
        help_text="Whoever clears the letter reads it, and it is kept with the letter. The requester does not see it.",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why the letter may leave as it is"},
    )
