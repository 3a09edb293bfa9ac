"""Estimating what complying would cost, and the card for section 43(2)."""

from django import forms

from foirequests.domain import commercial_card, cost_limit
from foirequests.domain.commercial_card import CommercialCard
from foirequests.models import CostLine, FoiRequest

MOST_TOGETHER = 50
WHOLE = {
    "invalid": "Enter a whole number",
    "min_value": "Enter a whole number from 1",
    "max_value": "Enter a number up to %(limit_value)s",
}
MINUTES = "Enter a number of minutes, like 3 or 2.5"


class CostLineForm(forms.Form):
    """One line: what is done, how often, and how long it takes. `cases` are the requests that are counted together."""

    activity = forms.ChoiceField(
        label="What is done?",
        choices=list(cost_limit.ACTIVITIES.items()),
        widget=forms.RadioSelect(attrs={"small": True}),
        help_text="Nothing else counts: not redaction, not deciding on exemptions, not drafting or sending.",
        error_messages={"required": "Choose what is done"},
    )
    unit = forms.CharField(
        label="What is counted?",
        max_length=200,
        help_text="For example, claim files",
        error_messages={"required": "Say what is counted"},
    )
    units = forms.IntegerField(
        label="How many of them?",
        min_value=1,
        max_value=cost_limit.MOST_UNITS,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10", "inputmode": "numeric"}),
        error_messages={"required": "Enter how many", **WHOLE},
    )
    minutes = forms.DecimalField(
        label="Minutes for each",
        min_value=0,
        max_value=cost_limit.MOST_MINUTES,
        max_digits=7,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-5", "inputmode": "decimal"}),
        error_messages={
            "required": "Enter the minutes for each",
            **dict.fromkeys(("invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits"), MINUTES),
            "max_value": "Enter a number up to %(limit_value)s",
        },
    )
    people = forms.IntegerField(
        label="People at work on each",
        min_value=1,
        max_value=cost_limit.MOST_PEOPLE,
        initial=1,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"required": "Enter how many people", **WHOLE},
    )
    basis = forms.CharField(
        label="What are the minutes based on?",
        max_length=300,
        help_text="A sample is best. For example, 20 files timed on 3 March 2026",
        error_messages={"required": "Say what the minutes are based on"},
    )
    is_fixed = forms.BooleanField(label="Takes the same time when less is asked for", required=False)

    def __init__(self, *args, cases: list[FoiRequest], line: CostLine | None = None, **kwargs) -> None:
        names = ("activity", "unit", "units", "minutes", "people", "basis", "is_fixed")
        if line is not None:
            kwargs["initial"] = {name: getattr(line, name) for name in names}
            kwargs["initial"]["of"] = line.foi_request.reference if line.foi_request else ""
        super().__init__(*args, **kwargs)
        self.cases = {case.reference: case for case in cases}
        if len(cases) > 1:
            self.fields["of"] = forms.ChoiceField(
                label="Of which request?", choices=[(reference, reference) for reference in self.cases]
            )

    @property
    def values(self) -> dict[str, object]:
        """The columns of the line."""
        typed = dict(self.cleaned_data)
        return {**typed, "foi_request": self.cases.get(typed.pop("of", ""))}


class CostScopeForm(forms.Form):
    """How much the request covers, and which others are counted with it."""

    together = forms.CharField(
        label="Other requests that are counted with it (optional)",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=(
            "Their references, one a line: for the same or similar information, from the same person or from people who"
            " act together, received within sixty consecutive working days."
        ),
    )

    def __init__(self, *args, cases, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.known = cases
        for name, (_one, many) in cost_limit.DIMENSIONS.items():
            self.fields[name] = forms.IntegerField(
                label=f"How many {many} does it cover? (optional)",
                required=False,
                min_value=1,
                max_value=10_000,
                widget=forms.TextInput(attrs={"class": "nhsuk-input--width-4", "inputmode": "numeric"}),
                error_messages=WHOLE,
            )
        self.order_fields([*cost_limit.DIMENSIONS, "together"])

    def clean_together(self) -> list[FoiRequest]:
        """The requests with these references; each has to be there."""
        named = list(dict.fromkeys(self.cleaned_data["together"].replace(",", " ").split()))[:MOST_TOGETHER]
        found = {case.reference: case for case in self.known.filter(reference__in=named)}
        if lacking := [reference for reference in named if reference not in found]:
            raise forms.ValidationError(f"There is no request {', '.join(lacking)}")
        return [found[reference] for reference in named]

    @property
    def asked_for(self) -> dict[str, int | None]:
        """How many of each the request covers."""
        return {name: self.cleaned_data[name] for name in cost_limit.DIMENSIONS}


class CommercialCardForm(forms.Form):
    """What has to be said before section 43(2) can be relied on; every answer may wait."""

    whose = forms.ChoiceField(
        label="Whose commercial interests?", choices=list(commercial_card.WHOSE.items()), required=False,
        widget=forms.RadioSelect(attrs={"small": True}),
    )  # fmt: skip
    mechanism = forms.CharField(
        label="How would disclosure harm them?", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Step by step. For example: claimant firms would time their offers to a target that they know.",
    )  # fmt: skip
    likelihood = forms.ChoiceField(
        label="How likely is the harm?", choices=list(commercial_card.LIKELIHOOD.items()), required=False,
        widget=forms.RadioSelect(attrs={"small": True}),
    )  # fmt: skip
    evidence_owner = forms.CharField(
        label="Who gives the evidence?", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The person or team who can say so from knowledge.",
    )  # fmt: skip
    factors_for = forms.CharField(
        label="What speaks for disclosure?", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    factors_against = forms.CharField(
        label="What speaks against it?", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    target_age = forms.CharField(
        label="Of which year is the target?", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The older it is, the weaker the harm.",
    )  # fmt: skip
    partial = forms.MultipleChoiceField(
        label="What could be given instead?", choices=list(commercial_card.PARTIAL.items()), required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"small": True}),
    )  # fmt: skip

    @property
    def card(self) -> CommercialCard:
        """The card as typed."""
        return CommercialCard(**{**self.cleaned_data, "partial": tuple(self.cleaned_data["partial"])})
