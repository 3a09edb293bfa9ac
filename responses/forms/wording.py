"""Finding, proposing, approving and declining wording."""

from django import forms

from codes.form_fields import DayField
from responses.actions.wording import check_wording
from responses.domain.drafting import LONGEST_PART
from responses.domain.errors import Refused
from responses.domain.wording_words import GapChanges, check_gaps, gap_changes, not_meant
from responses.models import TextBlock, TextBlockVersion
from responses.presenters.wording import gap_questions

STATES = [
    ("", "Any state"),
    ("in_force", "In force"),
    ("coming", "Approved, begins later"),
    ("proposed", "Waiting for approval"),
    ("expired", "Expired"),
    ("declined", "Declined"),
    ("to_review", "Due for review"),
    ("undated", "In force, no day for review"),
    ("retired", "Retired"),
]
LONGEST_NOTE = 2_000


class WordingFilters(forms.Form):
    """Which wording the library shows."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Any kind"), *TextBlock.Kind.choices])
    state = forms.ChoiceField(label="State", required=False, choices=STATES)

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, without what is empty or not a choice."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class NewVersionForm(forms.Form):
    """Other words for a block that the library has.

    `last` holds the words of the version that it follows. A gap of theirs that the new words lack, and a name that
    nobody knows, are asked about as soon as words come in.
    """

    title = forms.CharField(label="Title", max_length=200, help_text="Officers find it by this. It is not printed")
    body = forms.CharField(
        label="Wording",
        max_length=LONGEST_PART,
        widget=forms.Textarea({"rows": 12, "spellcheck": "true"}),
        help_text="Leave an empty line between paragraphs. Begin a bullet with “- ”. **Bold**. [Link](https://…)."
        " Write ((name)) where something is filled in",
    )
    gaps_meant = forms.MultipleChoiceField(
        label="Is this meant?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick what is right as it is. Mend the wording where it is a slip",
    )
    continues = forms.BooleanField(
        label="Runs on in the paragraph before it",
        required=False,
        help_text="Only for wording that is no paragraph of its own",
    )
    valid_from = DayField(label="First day", help_text="Today or later. Letters use it from this day on")
    valid_until = DayField(
        label="Last day (optional)", required=False, help_text="Leave it empty for wording without an end"
    )
    source = forms.CharField(
        label="Where do the words come from?",
        max_length=500,
        help_text="For example “ICO guidance on section 40, March 2026” or “written by us”",
    )
    reason = forms.CharField(
        label="Why is it needed?",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
        help_text="The deputy director reads this when approving",
    )
    legal_basis = forms.CharField(
        label="Legal basis (optional)", max_length=300, required=False, help_text="For example FOIA s.17(7)"
    )
    guidance = forms.CharField(
        label="When should officers use it? (optional)",
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    owner = forms.CharField(label="Who looks after it? (optional)", max_length=200, required=False)
    review_by = DayField(
        label="Look at it again by (optional)",
        required=False,
        help_text="The library and the deputy director’s page name it when that day has come",
    )

    def __init__(self, *args, last: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.changes = gap_changes(str(self["body"].value() or ""), last) if self["body"].value() else GapChanges()
        if self.changes.names:
            self.fields["gaps_meant"].choices = gap_questions(self.changes)
        else:
            del self.fields["gaps_meant"]

    def clean_body(self) -> str:
        """The words as the library keeps them."""
        try:
            return check_wording(self.cleaned_data["body"])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def clean_gaps_meant(self) -> list[str]:
        """The names of the gaps that are meant to go, or to be new."""
        ticked = self.cleaned_data["gaps_meant"]
        try:
            check_gaps(not_meant(self.changes, ticked))
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return ticked


class NewBlockForm(NewVersionForm):
    """Wording of a new kind."""

    kind = forms.ChoiceField(label="Where in a letter does it belong?", choices=TextBlock.Kind.choices)
    field_order = ["title", "kind"]


class ApproveForm(forms.Form):
    """The wording that the deputy director ticked."""

    versions = forms.ModelMultipleChoiceField(
        queryset=TextBlockVersion.objects.select_related("block"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick the wording that you approve",
            "invalid_choice": "Some of the wording is no longer there. Look at the list again",
        },
    )

    @property
    def ticked(self) -> set[str]:
        """The ids that were ticked, as they came, to be ticked again on a page that says what is wrong."""
        return set(self.data.getlist("versions")) if self.is_bound else set()


class DeclineForm(forms.Form):
    """Why proposed wording is declined."""

    reason = forms.CharField(
        label="Why do you decline it?",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 4}),
        help_text="Whoever proposed it reads this in the library",
    )
