"""Bank holidays: adding one, withdrawing one, and what of the calendar to show."""

from django import forms

from codes.domain.working_days import NATIONS
from codes.form_fields import DayField
from codes.models import BankHoliday
from foirequests.forms.ticked import TickedRowsField

NATION_CHOICES = list(NATIONS.items())


class CalendarFilters(forms.Form):
    """Year, nation and state of the bank holidays shown."""

    year = forms.TypedChoiceField(label="Year", required=False, coerce=int)
    nation = forms.ChoiceField(label="Nation", required=False, choices=[("", "All nations"), *NATION_CHOICES])
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "In force"), ("withdrawn", "Withdrawn"), ("all", "In force or withdrawn")],
    )

    def __init__(self, *args, years: list[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]


class AddHolidayForm(forms.Form):
    """A bank holiday as it was proclaimed."""

    on = DayField(label="Which day is the bank holiday?", help_text="For example, 19 9 2022")
    nations = forms.MultipleChoiceField(
        label="In which nations?",
        choices=NATION_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one nation"},
    )
    title = forms.CharField(
        label="Name of the bank holiday", max_length=120, help_text="For example, State Funeral of Queen Elizabeth II"
    )
    source = forms.CharField(
        label="Where did you learn of it?",
        max_length=300,
        help_text="The proclamation, with its date, or the page of GOV.UK",
    )


class WithdrawHolidayForm(forms.Form):
    """In which nations a day is no bank holiday after all, and why."""

    holidays = TickedRowsField(
        queryset=BankHoliday.objects.none(),
        label="In which nations is it no bank holiday?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one nation"},
    )
    reason = forms.CharField(label="Why is it withdrawn?", max_length=500, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, holidays, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holidays"].queryset = holidays
        self.fields["holidays"].label_from_instance = lambda holiday: holiday.get_nation_display()
