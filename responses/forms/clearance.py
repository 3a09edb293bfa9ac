"""What somebody who clears a letter decides."""

from collections.abc import Sequence
from datetime import date

from django import forms

from codes.form_fields import DayField
from responses.domain.conditions import NOT_BEFORE, TOLD, Condition
from responses.domain.routing import STEPS
from responses.models import Clearance

MOST_TOLD = 5
LONGEST_NAME = 200
LONGEST_COMMENT = 4000
ON_PART = "comment_on_"
"""The names of the fields of comments on paragraphs begin so; the part's key follows."""


class ClearanceForm(forms.Form):
    """Comments on the letter and its paragraphs, conditions, which button was pressed, and the hash that was read."""

    comment = forms.CharField(
        label="Comment on the whole letter",
        help_text="Say what should change when you return the letter. The drafter reads it; the requester does not.",
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea({"rows": 5}),
    )
    told = forms.CharField(
        label="Only after somebody was told",
        help_text="Who, for example: Press office. One a line. An officer records that they were told.",
        required=False,
        max_length=1500,
        widget=forms.Textarea({"rows": 2}),
    )
    not_before = DayField(label="Not before", help_text="For example, 3 6 2026", required=False)
    letter_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    step = forms.ChoiceField(choices=[("", ""), *STEPS.items()], required=False, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=Clearance.Verdict.choices, widget=forms.HiddenInput)

    def __init__(self, *args, parts: Sequence[tuple[str, str]] = (), today: date, **kwargs):
        """`parts` are the keys and titles of the paragraphs that can be commented on."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.part_keys = [key for key, _title in parts]
        for key, title in parts:
            self.fields[f"{ON_PART}{key}"] = forms.CharField(
                label=f"Comment on “{title}”",
                required=False,
                max_length=LONGEST_COMMENT,
                widget=forms.Textarea({"rows": 3, "form": "decision"}),
            )

    @property
    def part_comments(self) -> dict[str, str]:
        """The comments on paragraphs, by the key of their part."""
        said = {key: self.cleaned_data.get(f"{ON_PART}{key}", "") for key in self.part_keys}
        return {key: text for key, text in said.items() if text.strip()}

    @property
    def conditions(self) -> list[Condition]:
        """The conditions that were named."""
        named = [Condition(TOLD, whom=whom) for whom in self.cleaned_data.get("told") or []]
        day = self.cleaned_data.get("not_before")
        return named + ([Condition(NOT_BEFORE, day=day)] if day else [])

    def clean_told(self) -> list[str]:
        """Those who are to be told, each once."""
        named = list(dict.fromkeys(" ".join(line.split()) for line in self.cleaned_data["told"].splitlines()))
        named = [name for name in named if name]
        if len(named) > MOST_TOLD:
            raise forms.ValidationError(f"Name {MOST_TOLD} at most")
        if any(len(name) > LONGEST_NAME for name in named):
            raise forms.ValidationError(f"Each line has {LONGEST_NAME} characters at most")
        return named

    def clean_not_before(self) -> date | None:
        """A day to come."""
        day = self.cleaned_data["not_before"]
        if day is not None and day <= self.today:
            raise forms.ValidationError("Choose a day that is still to come, or leave this empty")
        return day

    def clean(self):
        """A letter is returned with a comment, so that its drafter knows what to change; and without conditions."""
        cleaned = super().clean()
        if cleaned.get("verdict") == Clearance.Verdict.RETURNED:
            if not cleaned.get("comment", "").strip() and not self.part_comments:
                self.add_error("comment", "Say what should change before you return the letter")
            for name in ("told", "not_before"):
                if cleaned.get(name):
                    self.add_error(name, "A letter that you return has no conditions. Empty this, or clear the letter")
        return cleaned


class ToldForm(forms.Form):
    """Who was told, as one condition of a clearance (by its id) asks before the letter is issued."""

    told = forms.CharField(
        label="Who was told",
        help_text="A name. Your own name and the time are recorded with it.",
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "Enter the name of who was told"},
    )

    def __init__(self, *args, condition: int, **kwargs):
        super().__init__(*args, auto_id=f"id_%s_{condition}", **kwargs)
        self.condition = condition
