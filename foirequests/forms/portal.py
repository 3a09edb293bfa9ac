"""Forms of the private page and of the ways to it."""

from django import forms
from django.core.exceptions import ValidationError

from foirequests.domain.receipt import LONGEST_REQUEST


class LongText(forms.CharField):
    """A text of many lines: counted while it is typed, never cut, and refused with its length when it is too long."""

    widget = forms.Textarea

    def __init__(self, *, longest: int = LONGEST_REQUEST, too_long: str = "", rows: int = 8, **kwargs) -> None:
        super().__init__(**kwargs)
        self.max_length = longest  # for the counter on the screen
        self.too_long = too_long or "Shorten it."
        self.widget.attrs["rows"] = rows

    def clean(self, value: str | None) -> str:
        """The text with lines ended by a line feed alone; raises ValidationError when it is too long."""
        text = super().clean((value or "").replace("\r\n", "\n").replace("\r", "\n"))
        if len(text) > self.max_length:
            raise ValidationError(
                f"What you wrote is {len(text):,} characters long. It can have up to {self.max_length:,}."
                f" {self.too_long}"
            )
        return text


class MailAddress(forms.EmailField):
    """An e-mail address of a requester, which the browser offers to fill in."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "email", "spellcheck": "false"}


class CodeForm(forms.Form):
    """The reference and the code that we printed in a letter."""

    reference = forms.CharField(
        label="Reference",
        help_text="It stands at the top of our letter, for example FOI_0001",
        max_length=40,
        widget=forms.TextInput({"class": "nhsuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label="Code",
        help_text="16 letters and numbers. Small letters and blanks do not matter",
        max_length=40,
        widget=forms.TextInput({"class": "nhsuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter the code from our letter"},
    )


class LostLinkForm(forms.Form):
    """Who lost a link."""

    email = MailAddress(label="Your e-mail address", help_text="The one that you gave us with your request")
    reference = forms.CharField(
        label="Our reference, if you know it",
        help_text="For example FOI_0001",
        max_length=40,
        required=False,
        widget=forms.TextInput({"class": "nhsuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}),
    )


class MessageForm(forms.Form):
    """Something that the requester wants to tell us."""

    text = LongText(label="Your message", error_messages={"required": "Enter your message"})


class ClarificationForm(forms.Form):
    """The requester's answer to our question."""

    text = LongText(label="Your answer", error_messages={"required": "Enter your answer"})


class ReviewForm(forms.Form):
    """Why the requester wants us to look at our reply again."""

    grounds = LongText(
        label="What is wrong with our reply?",
        help_text="You can leave this empty. It helps us if you say what we missed or got wrong.",
        required=False,
    )
