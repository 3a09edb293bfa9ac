"""Acts on a case as a whole."""

from django import forms

from codes.form_fields import DayField
from foirequests.domain.errors import Refused
from foirequests.domain.receipt import LONGEST_SUBJECT, check_subject
from foirequests.forms.looked_at import LookedAtForm
from foirequests.models import FoiRequest, Lateness
from foirequests.presenters.days import day_words


class NothingToEnterForm(forms.Form):
    """An act that needs a person's decision and no words."""


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label="Reason", widget=forms.Textarea({"rows": 4}), max_length=2000)


class EarlyWordForm(forms.Form):
    """By which day the reply is planned to be cleared."""

    clear_by = DayField(label="By which day do you plan to have it cleared?", help_text="For example, 27 1 2023")


class ReceiptDateForm(ReasonForm):
    """The right date of receipt, and why the other one was wrong."""

    received_on = DayField(label="When did we really receive it?", help_text="For example, 5 1 2023")

    field_order = ["received_on", "reason"]


class RequesterForm(ReasonForm):
    """Who asked and where the reply goes, as it should have been recorded, and why it changes."""

    name = forms.CharField(label="Requester’s name (optional)", max_length=200, required=False)
    email = forms.EmailField(label="E-mail address", required=False, widget=forms.EmailInput({"autocomplete": "off"}))
    postal_address = forms.CharField(
        label="Postal address", required=False, max_length=1000, widget=forms.Textarea({"rows": 4})
    )
    phone = forms.CharField(label="Telephone (optional)", required=False, max_length=50)

    field_order = ["name", "email", "postal_address", "phone", "reason"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Why does it change?"
        self.fields["reason"].help_text = "For example, the requester rang, or we misread the letter"
        self.fields["reason"].error_messages["required"] = "Enter why it changes"

    def clean(self) -> dict[str, object]:
        """There has to be a way to reply."""
        cleaned = super().clean()
        if not self.has_error("email") and not (cleaned.get("email") or cleaned.get("postal_address")):
            self.add_error("email", "Keep an e-mail address or a postal address, so that the reply can reach them")
        return cleaned


class SubjectForm(LookedAtForm):
    """What a case is about; `seen` is what stood there when the page was shown."""

    subject = forms.CharField(
        label="What is it about?",
        max_length=LONGEST_SUBJECT,
        help_text="A few words for the queue and the heading of our letters, for example: claims about retained"
        " objects, by trust. Leave out who asks",
        error_messages={"required": "Say what the request is about"},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_subject(self) -> str:
        """In full: it stands above our letters."""
        try:
            return check_subject(self.cleaned_data["subject"])
        except Refused as refused:
            raise forms.ValidationError(str(refused).rstrip(".")) from refused


class LatenessForm(forms.Form):
    """Why a reply was late, and with whom the time was lost."""

    cause = forms.ChoiceField(label="What took the time?", choices=Lateness.Cause, widget=forms.RadioSelect)
    owner = forms.ChoiceField(label="With whom was the time lost?", choices=Lateness.Owner, widget=forms.RadioSelect)
    words = forms.CharField(
        label="What happened (optional)", required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )

    def clean(self) -> dict[str, object]:
        """ "Something else" has to be said."""
        cleaned = super().clean()
        if cleaned.get("cause") == Lateness.Cause.OTHER and not cleaned.get("words"):
            self.add_error("words", "Say what took the time")
        return cleaned


class LinkForm(forms.Form):
    """Another request that belongs with this one."""

    reference = forms.CharField(
        label="Reference of the other request",
        max_length=40,
        widget=forms.TextInput({"class": "nhsuk-input--width-10", "autocomplete": "off"}),
    )

    def __init__(self, *args, cases, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.cases = cases

    def clean_reference(self) -> FoiRequest:
        """The request with that reference, however it was typed."""
        typed = self.cleaned_data["reference"].strip()
        other = self.cases.filter(reference__iexact=typed).first()
        if other is None:
            raise forms.ValidationError(f"There is no request with the reference “{typed}”. Check it in the queue")
        return other


class MergeForm(forms.Form):
    """The request that goes on when a duplicate is closed."""

    into = forms.ModelChoiceField(
        label="Which request goes on?", queryset=None, widget=forms.RadioSelect({"small": True}), empty_label=None
    )

    def __init__(self, *args, candidates, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = candidates
        self.fields["into"].label_from_instance = lambda case: (
            f"{case.reference}, received on {day_words(case.received_on)}: {case.subject}"
        )
        self.fields["into"].error_messages["required"] = "Choose the request that goes on"
