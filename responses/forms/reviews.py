"""Recording a request for internal review, deciding about a late one, giving it to a reviewer, its outcome."""

from collections.abc import Iterable

from django import forms

from accounts.models import StaffMember
from codes.form_fields import DayField, HintedChoiceField
from foirequests.domain.receipt import LONGEST_REQUEST
from foirequests.forms.files import IncomingFilesField, say_that_files_are_gone
from foirequests.forms.record import CHANNELS
from responses.models import InternalReview

LONGEST_REASON = 5_000

OUTCOME_HINTS = {
    InternalReview.Outcome.UPHELD: "The letter says what we now do to put it right",
    InternalReview.Outcome.PARTLY_UPHELD: "The letter says which points are upheld and which are not",
    InternalReview.Outcome.NOT_UPHELD: "The letter gives your reasons",
}


class RecordReviewForm(forms.Form):
    """A request for review that came by letter, e-mail or telephone."""

    channel = forms.ChoiceField(label="How did it come?", choices=CHANNELS, widget=forms.RadioSelect({"small": True}))
    asked_on = DayField(
        label="When did we receive it?",
        help_text="The day on which it reached us decides whether it is in time. For example, 5 1 2023",
    )
    grounds = forms.CharField(
        label="What the requester says, word for word",
        widget=forms.Textarea({"rows": 10}),
        max_length=LONGEST_REQUEST,
        help_text="It need not say “internal review”: any sign that they are not satisfied with the reply will do",
    )
    files = IncomingFilesField(label="Files (optional)")

    def clean(self) -> dict[str, object]:
        """When something else is wrong, the files have to be chosen again."""
        cleaned = super().clean()
        if self.errors:
            say_that_files_are_gone(self, "files")
        return cleaned


class AcceptForm(forms.Form):
    """Why a late request is taken on."""

    reason = forms.CharField(
        label="Why do we take it on?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
        help_text="For the file. The requester gets an acknowledgement with the date of the outcome",
    )


class DeclineReviewForm(forms.Form):
    """Why a late request is declined."""

    reason = forms.CharField(
        label="Why do we decline it?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
        help_text="The requester reads this, and how to complain to the regulator",
    )


class AllocateForm(forms.Form):
    """Who is to review; only those who may are offered."""

    reviewer = forms.ModelChoiceField(
        label="Who reviews it?",
        queryset=StaffMember.objects.none(),
        widget=forms.RadioSelect({"small": True}),
        empty_label=None,
        error_messages={"required": "Choose who reviews it", "invalid_choice": "Choose one of the people in the list"},
    )

    def __init__(self, *args, eligible: Iterable[StaffMember], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = StaffMember.objects.filter(pk__in=[person.pk for person in eligible])


class OutcomeForm(forms.Form):
    """What the reviewer found."""

    outcome = HintedChoiceField(
        label="What do you find?",
        choices=InternalReview.Outcome.choices,
        choice_hints=OUTCOME_HINTS,
        error_messages={"required": "Choose what you find"},
    )
