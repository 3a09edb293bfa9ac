"""Writing to the requester, noting what was said, asking those who hold the information."""

from datetime import date, time

from django import forms

from codes.form_fields import DayField
from foirequests.domain.receipt import LONGEST_REQUEST
from foirequests.models import FoiRequest, Message, Question
from foirequests.models.requests import Channel


class MessageForm(forms.Form):
    """An ordinary message to the requester."""

    subject = forms.CharField(
        label="Subject (optional)", max_length=200, required=False, help_text="Empty: “Your request” and its reference"
    )
    text = forms.CharField(label="Message", widget=forms.Textarea({"rows": 10}), max_length=LONGEST_REQUEST)


class NoteForm(forms.Form):
    """What was said in a call or a meeting, or a thought for the file."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[(kind, kind.label) for kind in (Message.Kind.CALL, Message.Kind.MEETING, Message.Kind.INTERNAL)],
        widget=forms.RadioSelect({"small": True}),
        initial=Message.Kind.INTERNAL,
    )
    happened_on = DayField(label="On which day?")
    happened_at = forms.TimeField(
        label="At what time? (optional)",
        required=False,
        widget=forms.TimeInput({"class": "nhsuk-input--width-5"}, format="%H:%M"),
        help_text="For example, 14:30",
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        error_messages={"invalid": "Enter the time in hours and minutes, for example 14:30"},
    )
    text = forms.CharField(label="Note", widget=forms.Textarea({"rows": 6}), max_length=LONGEST_REQUEST)

    def clean_happened_at(self) -> time:
        """Noon when no time is given: a note of a day stands in the middle of it."""
        return self.cleaned_data["happened_at"] or time(12)


class CommissionForm(forms.Form):
    """Who was asked, on which day, for what, and by when."""

    holder = forms.CharField(label="Who was asked?", max_length=200, help_text="A team, or a person and their team")
    question = forms.ModelChoiceField(
        label="About which question? (optional)", queryset=None, required=False, empty_label="The whole request"
    )
    asked_for = forms.CharField(
        label="What were they asked for?", widget=forms.Textarea({"rows": 5}), max_length=LONGEST_REQUEST
    )
    asked_on = DayField(label="Asked on", help_text="For example, 9 1 2023")
    due_on = DayField(label="Answer needed by", help_text="For example, 16 1 2023")

    def __init__(self, *args, foi_request: FoiRequest, teams: tuple[str, ...], today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].help_text += f". Your teams: {', '.join(teams)}" if teams else ""
        questions = Question.objects.filter(foi_request=foi_request)
        self.fields["question"].queryset = questions
        self.fields["question"].label_from_instance = lambda question: f"Question {question.number}"
        if len(questions) < 2:
            del self.fields["question"]
        self.fields["asked_on"].initial = today


class CommissionAnswerForm(forms.Form):
    """What those who were asked answered."""

    answer = forms.CharField(
        label="What did they answer?", widget=forms.Textarea({"rows": 6}), max_length=LONGEST_REQUEST
    )
    answered_on = DayField(label="On which day?", help_text="For example, 13 1 2023")


class ClarificationReceivedForm(forms.Form):
    """What the requester answered."""

    channel = forms.ChoiceField(
        label="How did it come?",
        choices=[(channel, channel.label) for channel in Channel if channel != Channel.WEB],
        widget=forms.RadioSelect({"small": True}),
        initial=Channel.EMAIL,
    )
    received_on = DayField(
        label="When did we receive it?",
        help_text="Twenty fresh working days begin after this day. For example, 9 1 2023",
    )
    text = forms.CharField(
        label="What they wrote, word for word", widget=forms.Textarea({"rows": 8}), max_length=LONGEST_REQUEST
    )
