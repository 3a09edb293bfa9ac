"""The public request form, one form for each of its pages."""

import re

from django import forms
from django.core.exceptions import ValidationError

from codes.form_fields import HintedChoiceField
from foirequests.forms.portal import LongText, MailAddress
from foirequests.models.requests import PreferredFormat

_WEB_ADDRESS = re.compile(r"://|\bwww\.", re.IGNORECASE)


class WhatForm(forms.Form):
    """What the person wants to know."""

    text = LongText(
        label="What would you like to know?",
        help_text="Say what information you want, for which years, and for which places or services if that matters."
        " You do not have to say why you want it.",
        too_long="Shorten it here, or send all of it to us by e-mail or letter. What you wrote is still in the box.",
        rows=12,
        error_messages={"required": "Enter what you would like to know"},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label_class = "nhsuk-label--l"
        self.fields["text"].label_is_heading = True


class ReplyForm(forms.Form):
    """How the reply is to come."""

    preferred_format = HintedChoiceField(
        label="How should we reply to you?",
        choices=[
            (PreferredFormat.EMAIL, "By e-mail"),
            (PreferredFormat.SPREADSHEET, "By e-mail, with figures in a spreadsheet"),
            (PreferredFormat.POST, "On paper, by post"),
        ],
        choice_hints={
            PreferredFormat.EMAIL: "Our reply is a letter as a PDF, and you can read it on a private page as well",
            PreferredFormat.SPREADSHEET: "As the first, and figures in a form that you can work with, where we can",
            PreferredFormat.POST: "We print our reply and send it to your address",
        },
        error_messages={"required": "Choose how we should reply to you"},
    )
    adjustments = LongText(
        label="Do you need anything from us so that you can read or use our reply?",
        help_text="For example large print, Easy Read, or a call when the letter is on its way."
        " Leave this empty if you need nothing.",
        longest=1000,
        rows=3,
        required=False,
    )


class YouForm(forms.Form):
    """Who asks, and where the reply goes; which boxes there are depends on how it is to come."""

    name = forms.CharField(
        label="Your name",
        help_text="Your real name, or the name of the body that you ask for. See below what happens if you leave this"
        " empty.",
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"max_length": "The name must have 200 characters or fewer"},
    )
    email = MailAddress(label="E-mail address")
    postal_address = LongText(
        label="Postal address",
        help_text="As it should stand on the envelope, one line for each part",
        longest=1000,
        rows=5,
        error_messages={"required": "Enter the postal address to which we should send our reply"},
    )

    def __init__(self, *args, by_post: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        if by_post:
            email.required = False
            email.label = "E-mail address, if you have one"
            email.help_text = "We use it to say that we have your request, and for the link to your private page"
            self.fields["postal_address"].widget.attrs["autocomplete"] = "street-address"
        else:
            del self.fields["postal_address"]
            email.help_text = "We send our reply here"
            email.error_messages["required"] = "Enter the e-mail address to which we should send our reply"

    def clean_name(self) -> str:
        """The name on one line; we write to the address given and begin with the name, so it may not advertise."""
        name = " ".join(self.cleaned_data["name"].split())
        if _WEB_ADDRESS.search(name):
            raise ValidationError("Enter a name without a web address")
        return name


class CheckForm(forms.Form):
    """Sending the request. `leave_empty` is out of sight: programs that fill in every box fill it in too."""

    form_key = forms.CharField(widget=forms.HiddenInput, required=False)
    leave_empty = forms.CharField(required=False)
