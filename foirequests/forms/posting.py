"""The day on which something was posted: recording it, and correcting it."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from codes.form_fields import DayField
from foirequests.actions.message_posting import check_day_of_message
from foirequests.domain.errors import Refused
from foirequests.forms.looked_at import LookedAtForm
from foirequests.models import Message


class PostedOnForm(forms.Form):
    """A day of posting; `check` raises `Refused` for one on which it cannot have been posted, and says why."""

    posted_on = DayField(label="When was it posted?", help_text="For example, 5 1 2023")

    def __init__(self, *args, check: Callable[[date], None], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.check = check

    def clean_posted_on(self) -> date:
        """A day on which it can have been posted."""
        posted_on = self.cleaned_data["posted_on"]
        try:
            self.check(posted_on)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        return posted_on


class MessagePostedForm(PostedOnForm):
    """The day on which a message was posted."""

    def __init__(self, *args, message: Message, **kwargs) -> None:
        super().__init__(*args, check=lambda day: check_day_of_message(message, day, at=timezone.now()), **kwargs)


class CorrectsPostingForm(LookedAtForm):
    """Why a recorded posting changes; to be joined with a form for the posting.

    Such a form gives an `example` of a reason.
    """

    example = ""

    reason = forms.CharField(
        label="Why does it change?",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Enter the reason for the correction"},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = f"For example, {self.example}"


class MessagePostingCorrectionForm(CorrectsPostingForm, MessagePostedForm):
    """The right day of posting, and why it changes; `seen` is the day that the page showed as recorded."""

    example = "the post book shows another day"

    seen = forms.DateField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Open this page again, so that you see what is recorded now"
        ),
    )

    def __init__(self, *args, message: Message, **kwargs) -> None:
        recorded = {"posted_on": message.posted_on, "seen": message.posted_on}
        super().__init__(*args, message=message, initial=recorded, **kwargs)
