"""What a clearer decides."""

from django import forms

from responses.models import Clearance


class ClearanceForm(forms.Form):
    """A comment, which button was pressed, and the hash of the text that was read."""

    comment = forms.CharField(
        label="Comment",
        help_text="Say what should change when you return the letter. The drafter reads it; the requester does not.",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
    )
    letter_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=Clearance.Verdict.choices, widget=forms.HiddenInput)

    def clean(self):
        """A letter is returned with a comment, so that its drafter knows what to change."""
        cleaned = super().clean()
        if cleaned.get("verdict") == Clearance.Verdict.RETURNED and not cleaned.get("comment", "").strip():
            self.add_error("comment", "Say what should change before you return the letter")
        return cleaned
