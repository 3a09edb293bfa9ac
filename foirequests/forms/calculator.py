"""The deadline calculator's question: received when, under which law."""

from datetime import date

from django import forms

from codes.form_fields import DayField
from foirequests.domain.receipt import ACT_IN_FORCE_ON

REGIMES = {
    "foi": "A request for information (Freedom of Information Act)",
    "eir": "A request for environmental information",
    "sar": "A request for your own personal data",
    "review": "A request for an internal review",
    "representations": "Representations about environmental information",
}
"""What can be worked out, in the words of the person who asks."""

LATEST = date(2050, 12, 31)


class CalculatorForm(forms.Form):
    """A day and a kind of request."""

    received = DayField(label="When was it received?", help_text="For example, 5 1 2023")
    kind = forms.ChoiceField(label="What was received?", choices=REGIMES, widget=forms.RadioSelect, initial="foi")

    def clean_received(self) -> date:
        """A day on which the Act was in force, and for which anything can be said."""
        received = self.cleaned_data["received"]
        if received < ACT_IN_FORCE_ON:
            raise forms.ValidationError("The date must be 1 January 2005 or later, when the Act came into force")
        if received > LATEST:
            raise forms.ValidationError("The date must be 31 December 2050 or earlier")
        return received
