"""Recording a request that came by e-mail, by post, by telephone or in person."""

from django import forms

from codes.form_fields import DayField
from foirequests.forms.files import IncomingFilesField, say_that_files_are_gone
from foirequests.forms.portal import LongText
from foirequests.models.requests import Channel, PreferredFormat

CHANNELS = [(channel, channel.label) for channel in Channel if channel != Channel.WEB]


class RecordRequestForm(forms.Form):
    """What came, when, how, and from whom."""

    channel = forms.ChoiceField(label="How did it come?", choices=CHANNELS, widget=forms.RadioSelect({"small": True}))
    received_on = DayField(
        label="When did we receive it?",
        help_text="The day on which it reached us, also when that was no working day. For example, 5 1 2023",
    )
    text = LongText(
        label="The request, word for word",
        rows=10,
        help_text="Copy it as it was written. For a telephone call, write down what was asked and read it back",
        too_long="Shorten it, or add it as a file.",
    )
    subject = forms.CharField(
        label="What it is about (optional)",
        max_length=200,
        required=False,
        help_text="A few words for the queue and the letter. Leave out who asks. Empty: how the request begins",
    )
    name = forms.CharField(
        label="Requester’s name (optional)",
        max_length=200,
        required=False,
        help_text="A freedom of information request needs a name, a request for environmental information does not",
    )
    email = forms.EmailField(label="E-mail address", required=False, widget=forms.EmailInput({"autocomplete": "off"}))
    postal_address = forms.CharField(
        label="Postal address",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text="We need an e-mail address or a postal address to send the reply to",
    )
    phone = forms.CharField(label="Telephone (optional)", required=False, max_length=50)
    preferred_format = forms.ChoiceField(
        label="How would they like the reply?",
        choices=PreferredFormat.choices,
        initial=PreferredFormat.ANY,
        widget=forms.RadioSelect({"small": True}),
    )
    adjustments = forms.CharField(
        label="Adjustments asked for (optional)",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text="For example large print, Braille, or a telephone call",
    )
    files = IncomingFilesField(label="Files (optional)")

    def clean(self) -> dict[str, object]:
        """There has to be a way to reply."""
        cleaned = super().clean()
        if not self.has_error("email") and not (cleaned.get("email") or cleaned.get("postal_address")):
            self.add_error("email", "Enter an e-mail address or a postal address, so that the reply can reach them")
        if self.errors:
            say_that_files_are_gone(self, "files")
        return cleaned
