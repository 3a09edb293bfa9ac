"""The filters of the queue, and giving ticked cases to somebody."""

from collections.abc import Iterable

from django import forms

from accounts.models import Role, StaffMember
from codes.form_fields import NOT_ON_THE_LIST, DayField
from codes.models import Regime, ServiceArea
from foirequests.domain import workflow
from foirequests.domain.search_words import read_words

STAGE_CHOICES = [
    ("", "Open, or with something left to do"),
    *[(stage, workflow.STAGES[stage]) for stage in workflow.OPEN_STAGES],
    ("returned", "Returned by the clearer"),
    ("clarification", "Waiting for clarification"),
    ("fee", "Waiting for a fee"),
    ("others", "Waiting for others"),
    *[(stage, workflow.STAGES[stage]) for stage in workflow.ENDED_STAGES],
    ("failed", "Rendering or sending failed"),
    ("to_post", "To be posted"),
    ("review", "Internal review asked for"),
    ("regulator", "With the regulator or a tribunal"),
    ("all", "All requests"),
]
DUE_CHOICES = [
    ("", "Any day"),
    ("overdue", "Overdue"),
    ("today", "Due today"),
    ("soon", "Due in the next 5 working days"),
]
SORT_CHOICES = [
    ("", "Most urgent, ended ones newest first"),
    ("received", "Newest first"),
    ("reference", "Reference"),
    ("owner", "Owner"),
]


class QueueFilters(forms.Form):
    """Which requests to show; every field may be left empty, and what makes no sense is refused."""

    q = forms.CharField(
        label="Words",
        required=False,
        help_text="Reference, name, or words of request and reply. “Words in quotes” stand together, -word leaves out.",
    )
    stage = forms.ChoiceField(label="Stage", choices=STAGE_CHOICES, required=False)
    due = forms.ChoiceField(label="Due", choices=DUE_CHOICES, required=False)
    owner = forms.ChoiceField(label="Owner", required=False)
    service = forms.ModelChoiceField(label="Service", queryset=None, required=False, empty_label="Any service")
    regime = forms.ModelChoiceField(label="Law", queryset=None, required=False, empty_label="Any law")
    received_from = DayField(label="Received from", required=False)
    received_to = DayField(label="Received to", required=False)
    sort = forms.ChoiceField(label="Sort by", choices=SORT_CHOICES, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        named = StaffMember.objects.holding(Role.OFFICER).values_list("pk", "name")
        self.officers = [(str(key), name) for key, name in named]
        self.fields["owner"].choices = [("", "Anybody"), ("me", "You"), ("nobody", "Nobody yet"), *self.officers]
        if self.is_search:
            self.fields["stage"].choices = [("", "Every stage"), *STAGE_CHOICES[1:]]
            self.fields["sort"].choices = [("", "Best match"), ("due", "Due date"), *SORT_CHOICES[1:]]
        elif self.data.get("sort") == "due":
            self.fields["sort"].choices = [("due", SORT_CHOICES[0][1]), *SORT_CHOICES[1:]]
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = (
                    f"{field.label}: {NOT_ON_THE_LIST[:1].lower()}{NOT_ON_THE_LIST[1:]}"
                )
        self.fields["service"].queryset = ServiceArea.objects.current()
        self.fields["regime"].queryset = Regime.objects.current()

    @property
    def is_search(self) -> bool:
        """Whether words were typed, those that were refused among them."""
        return bool(self.data.get("q", "").strip())

    def clean_q(self) -> str:
        """What was typed, when there is a word in it to look for."""
        typed = self.cleaned_data["q"]
        if typed and not read_words(typed):
            raise forms.ValidationError("Type at least one word to search for")
        return typed

    def clean_sort(self) -> str:
        """The order; without words the due date is what counts anyway, and left from a search says nothing."""
        return self.cleaned_data["sort"] if self.is_search or self.cleaned_data["sort"] != "due" else ""

    def clean(self) -> dict[str, object]:
        """Days in their order, and each filter once: an address can be typed by hand."""
        cleaned = super().clean()
        first, last = cleaned.get("received_from"), cleaned.get("received_to")
        if first and last and last < first:
            self.add_error("received_to", "This day is before the one in “Received from”, so nothing can be found")
        for name in self.fields:
            if name not in self.errors and self._is_told_twice(name):
                self.add_error(
                    name, f"{self.fields[name].label}: this stands in the address more than once. Choose one"
                )
        return cleaned

    def _is_told_twice(self, name: str) -> bool:
        boxes = [f"{name}_{box}" for box in ("day", "month", "year")]
        return any(len(set(self.data.getlist(each))) > 1 for each in (name, *boxes))

    @property
    def chosen(self) -> dict[str, object]:
        """The filters that are filled and make sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def in_use(self) -> int:
        """How many filters are set; the words of a search and the order are none."""
        return len(self.chosen.keys() - {"q", "sort"})


class OwnerForm(forms.Form):
    """Who is to look after the case."""

    owner = forms.ModelChoiceField(label="New owner", queryset=None, empty_label="Choose an officer")

    def __init__(self, *args, officers: Iterable[tuple[str, str]] = (), **kwargs) -> None:
        """`officers` are the choices where they are known, so that they are not asked for again."""
        super().__init__(*args, **kwargs)
        if officers:
            self.fields["owner"].choices = [("", self.fields["owner"].empty_label), *officers]
        else:
            self.fields["owner"].queryset = StaffMember.objects.holding(Role.OFFICER)
        self.fields["owner"].error_messages["required"] = "Choose who is to look after the case"
