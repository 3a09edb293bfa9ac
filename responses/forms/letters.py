"""How a letter goes out, and what is recorded about it afterwards."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils import timezone

from codes.form_fields import DayField, HintedChoiceField
from foirequests.forms.posting import CorrectsPostingForm, PostedOnForm
from responses.actions.posting import check_day_of_letter
from responses.models import IssuedLetter


class IssueForm(forms.Form):
    """How the letter goes: by e-mail, or by post in a class.

    `seen_hash` is that of the letter on the page, `seen_addresses` of the addresses there. `corrected` says when an
    address was corrected after the clearance: then the officer says that it is right.
    """

    seen_hash = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    seen_addresses = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, ways: Sequence[tuple[str, str]], hints: Mapping[str, str], corrected: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["way"] = HintedChoiceField(
            label="How does the letter go?",
            choices=ways,
            choice_hints=hints,
            error_messages={"required": "Choose how the letter goes"},
        )
        if corrected:
            self.fields["address_checked"] = forms.BooleanField(
                label="I have checked that the address is right",
                help_text=corrected,
                error_messages={"required": "Check the address, and tick that it is right"},
            )


class PostingForm(PostedOnForm):
    """The day on which a letter was posted, and its class."""

    post_class = forms.ChoiceField(
        label="Which class?", choices=IssuedLetter.PostClass.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args, letter: IssuedLetter, **kwargs) -> None:
        super().__init__(*args, check=lambda day: check_day_of_letter(letter, day, at=timezone.now()), **kwargs)


class PostingCorrectionForm(CorrectsPostingForm, PostingForm):
    """The right day of posting and class, and why they change; `seen` is what the page showed as recorded."""

    example = "the franking on our copy shows another day"

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, letter: IssuedLetter, **kwargs) -> None:
        recorded = {"posted_on": letter.posted_on, "post_class": letter.post_class, "seen": letter.posting}
        super().__init__(*args, letter=letter, initial=recorded, **kwargs)


class ReceiptForm(forms.Form):
    """The day on which the requester really received the reply."""

    received_on = DayField(label="When did the requester receive the reply?", help_text="For example, 5 1 2023")


class CorrectionForm(forms.Form):
    """What the new letter corrects."""

    reason = forms.CharField(
        label="What does the new letter correct?",
        help_text=(
            "It ends the sentence “This letter replaces our letter of …, because …”, which the requester will read."
            " For example: it gave the figure of another year"
        ),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Enter what the new letter corrects"},
    )
