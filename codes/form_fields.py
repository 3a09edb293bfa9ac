"""Form fields that the rooms share: a day in three boxes, several files at once, choices with hints."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

NOT_ON_THE_LIST = "Choose from what the page offers; the list may have changed since you opened it"
"""Said of a choice that is not there: gone meanwhile, or never offered."""

NO_MAIL_ADDRESS = "Enter an e-mail address like name@example.org"
"""Said of what is no e-mail address, on every page."""

CHOICE_ERRORS = {
    forms.ChoiceField: ["invalid_choice"],
    forms.MultipleChoiceField: ["invalid_choice", "invalid_list"],
    forms.ModelChoiceField: ["invalid_choice"],
    forms.ModelMultipleChoiceField: ["invalid_choice", "invalid_list", "invalid_pk_value"],
}
"""Django’s messages about choices, which speak of valid choices, values and lists."""

EARLIEST_YEAR = 1900
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


def speak_plainly() -> None:
    """Let every form say in our words that a choice is not on offer or an address is none; once, at the start."""
    for field, errors in CHOICE_ERRORS.items():
        field.default_error_messages = {**field.default_error_messages, **dict.fromkeys(errors, NOT_ON_THE_LIST)}
    mail = forms.EmailField
    mail.default_error_messages = {**mail.default_error_messages, "invalid": NO_MAIL_ADDRESS}


class DayInput(forms.MultiWidget):
    """Three boxes: day, month, year."""

    use_fieldset = True

    def __init__(self, attrs: Mapping[str, str] | None = None) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({name: forms.TextInput(box) for name in ("day", "month", "year")}, attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        """The three boxes' contents for a date."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class DayField(forms.Field):
    """A calendar day typed into three boxes; cleans to a `date`, or to None when it may be left empty and is.

    The month may be a number or a name ("1", "Jan", "January").
    """

    widget = DayInput
    default_error_messages = {
        "required": "Enter the day, month and year, for example 5 1 2023",
        "incomplete": "The date must include a %(missing)s, for example 5 1 2023",
        "not_a_number": "Enter the date in numbers, for example 5 1 2023",
        "short_year": "The year must have 4 digits, for example 2023",
        "early_year": "The year must be %(earliest)s or later",
        "impossible": "%(day)s %(month)s %(year)s is not a real date. Check the day and the month",
    }

    def clean(self, value: list[str] | None) -> date | None:
        """The day that the boxes name.

        Raises ValidationError, with the boxes to blame in `params["parts"]`.
        """
        boxes = dict(zip(("day", "month", "year"), [(box or "").strip() for box in value or ["", "", ""]], strict=True))
        empty = [name for name, typed in boxes.items() if not typed]
        if len(empty) == 3:
            if self.required:
                raise self.refusal("required")
            return None
        if empty:
            raise self.refusal("incomplete", parts=empty, missing=" and a ".join(empty))
        numbers = {name: month_number(typed) if name == "month" else typed for name, typed in boxes.items()}
        strange = [name for name, typed in numbers.items() if not (typed.isascii() and typed.isdigit())]
        if strange:
            raise self.refusal("not_a_number", parts=strange)
        if len(numbers["year"]) != 4:
            raise self.refusal("short_year", parts=["year"])
        if int(numbers["year"]) < EARLIEST_YEAR:
            raise self.refusal("early_year", parts=["year"], earliest=EARLIEST_YEAR)
        try:
            day = date(int(numbers["year"]), int(numbers["month"]), int(numbers["day"]))
        except (ValueError, OverflowError):
            raise self.refusal("impossible", parts=["day", "month"], **boxes) from None
        self.run_validators(day)
        return day

    def refusal(self, code: str, parts: list[str] | None = None, **params: object) -> ValidationError:
        """The error of a kind, naming the boxes to blame (all, unless told)."""
        return ValidationError(self.error_messages[code], code=code, params={"parts": parts or [], **params})

    def has_changed(self, initial: date | None, data: list[str] | None) -> bool:
        """Whether the boxes name another day than at first."""
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True


def month_number(typed: str) -> str:
    """A month's number for its name or the first three letters of it; anything else as it was typed."""
    if len(typed) >= 3:
        for number, name in enumerate(MONTHS, start=1):
            if name.startswith(typed.lower()):
                return str(number)
    return typed


class FilesInput(forms.FileInput):
    """A file box that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; cleans to a list, which is empty when none was chosen."""

    widget = FilesInput

    def clean(self, data, initial=None) -> list:
        """Each file checked by itself, as Django checks one."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            super().clean(None, initial)
            return []
        return [super(FilesField, self).clean(file, initial) for file in files]


class HintedChoiceField(forms.ChoiceField):
    """Radios, each with a line that says what choosing it means (`choice_hints`: value to words)."""

    widget = forms.RadioSelect

    def __init__(self, *, choice_hints: Mapping[str, str] | None = None, **kwargs) -> None:
        super().__init__(**kwargs)
        self.choice_hints = dict(choice_hints or {})
