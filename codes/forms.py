"""Forms of the room; they check what was typed and act on nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from codes.domain.code_list_mapping import ROLES, column_letters
from codes.domain.code_lists import LISTS, Renaming
from codes.domain.errors import Refused
from codes.domain.office_settings import Setting
from codes.form_fields import DayField
from codes.models.code_lists import ListName
from codes.models.published_items import PublishedItem
from codes.presenters import renaming_words


class CodeSearchForm(forms.Form):
    """Words, list and state to browse the codes by."""

    q = forms.CharField(label="Words, or a code number", required=False, max_length=100)
    list = forms.ChoiceField(label="List", required=False, choices=[("", "All lists"), *ListName.choices])
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[
            ("", "In use"),
            ("nameable", "In use, and letters may name them"),
            ("unconfirmed", "Unconfirmed"),
            ("retired", "Retired"),
        ],
    )


class WorkbookForm(forms.Form):
    """The workbook to import."""

    workbook = forms.FileField(
        label="Code workbook",
        help_text="An Excel workbook (.xlsx) with a tab for specialty, cause and injury, 5 MB at most.",
        error_messages={
            "required": "Choose a workbook",
            "empty": "The file is empty",
            "missing": "Choose a workbook",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class MappingForm(forms.Form):
    """Where each list stands in the workbook."""

    def __init__(
        self,
        *args,
        tabs: Iterable[tuple[str, int]],
        known: Mapping[str, Mapping[str, Any]] | None = None,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose a tab"), *((tab, f"{tab} ({_columns(width)})") for tab, width in tabs)]
        for name, title in LISTS.items():
            told = (known or {}).get(name, {})
            self.fields[f"{name}_tab"] = forms.ChoiceField(
                label=f"{title}: tab",
                choices=choices,
                initial=told.get("tab"),
                error_messages={"required": f"Choose the tab of the {title.lower()} list"},
            )
            self.fields[f"{name}_header_row"] = forms.IntegerField(
                label=f"{title}: row of the headings",
                help_text="0 when there is none.",
                min_value=0,
                max_value=1000,
                initial=told.get("header_row", 1),
                widget=_narrow(),
            )
            for role, label in ROLES.items():
                column = told.get(role)
                self.fields[f"{name}_{role}"] = forms.CharField(
                    label=f"{title}: column of the {label.lower()}",
                    help_text="Its letter, like B." if role == "label" else "Its letter. Leave empty if there is none.",
                    required=role == "label",
                    max_length=2,
                    initial=column_letters(column) if column else "",
                    error_messages={"required": f"Enter the column of the {title.lower()} labels"},
                    widget=_narrow(),
                )

    def as_mapping(self) -> dict[str, dict[str, Any]]:
        """The answers as the JSON form of a mapping."""
        return {
            name: {key: self.cleaned_data[f"{name}_{key}"] for key in ("tab", "header_row", *ROLES)} for name in LISTS
        }


class ConfirmImportForm(forms.Form):
    """The last look before an import: which codes are the same under a new label."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, renamings: Iterable[Renaming], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {"|".join(each.old.key): each.old.key for each in renamings if not each.certain}
        if self.keys:
            alike = {"|".join(each.old.key): renaming_words(each.old, each.new) for each in renamings}
            self.fields["renamed"] = forms.MultipleChoiceField(
                label="These labels are alike. Tick those that are the same code under a new label",
                help_text="The new code then takes over the synonyms of the old one.",
                required=False,
                choices=[(key, alike[key]) for key in self.keys],
                initial=list(self.keys),
                widget=forms.CheckboxSelectMultiple,
            )

    def not_renamed(self) -> list[tuple[str, str]]:
        """The codes that a person said are not the same."""
        return [key for word, key in self.keys.items() if word not in self.cleaned_data.get("renamed", [])]


class SettingForm(forms.Form):
    """A new dated value of a setting; the fields are the setting's own."""

    def __init__(self, *args, setting: Setting, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.setting = setting
        for each in setting.fields:
            self.fields[f"value_{each.name}"] = _form_field(each.metadata)
        self.fields["valid_from"] = DayField(label="Applies from", help_text="For example, 1 3 2023")
        self.fields["source"] = forms.CharField(
            label="Source",
            max_length=300,
            help_text="Where the value comes from: a decision, a page, a letter.",
            error_messages={"required": "Enter where the value comes from"},
        )
        self.fields["reason"] = forms.CharField(
            label="Reason for the change",
            max_length=500,
            error_messages={"required": "Enter why the value changes"},
        )

    def clean(self) -> dict[str, Any]:
        """Check each value by the setting's own declaration."""
        cleaned = super().clean()
        for each in self.setting.fields:
            name = f"value_{each.name}"
            if name in cleaned:
                try:
                    self.setting.read_field(each.name, cleaned[name])
                except Refused as refused:
                    self.add_error(name, str(refused))
        return cleaned

    def value(self) -> dict[str, Any]:
        """The value typed, for `record_setting`."""
        return {each.name: self.cleaned_data[f"value_{each.name}"] for each in self.setting.fields}


def initial_value(setting: Setting, value: Mapping[str, Any]) -> dict[str, Any]:
    """What a `SettingForm` starts with: the value in force."""
    parsed = setting.parse(value)
    said = {each.name: getattr(parsed, each.name) for each in setting.fields}
    return {f"value_{name}": "\n".join(told) if isinstance(told, tuple) else told for name, told in said.items()}


def _form_field(metadata: Mapping[str, Any]) -> forms.Field:
    label, hint, kind = metadata["label"], metadata["hint"], metadata["kind"]
    if metadata["optional"]:
        label = f"{label} (optional)"
    common = {"label": label, "help_text": hint, "required": False}
    if kind == "choice":
        return forms.ChoiceField(**common, choices=list(metadata["choices"].items()), widget=forms.RadioSelect)
    if kind == "date":
        return DayField(**common)
    if kind == "lines":
        return forms.CharField(**common, widget=forms.Textarea(attrs={"rows": 6}))
    if kind == "number":
        return forms.CharField(**common, widget=_narrow())
    if kind == "email":
        return forms.CharField(**common, widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
    return forms.CharField(**common)


def _narrow() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "nhsuk-input--width-4", "inputmode": "text", "autocomplete": "off"})


def _columns(width: int) -> str:
    return f"columns A to {column_letters(width)}" if width > 1 else "column A"


class PublishedSearchForm(forms.Form):
    """Words, class and state to browse the published-information register by."""

    q = forms.CharField(label="Words", required=False, max_length=100)
    scheme_class = forms.ChoiceField(
        label="Publication scheme", required=False, choices=[("", "All classes"), *PublishedItem.SchemeClass.choices]
    )
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "All"), ("incomplete", "Address to be completed"), ("to_check", "Address to be checked")],
    )


class PublishedItemForm(forms.Form):
    """What the register says of an item; `codes.actions.published` checks it."""

    title = forms.CharField(label="Title", max_length=200)
    address = forms.CharField(
        label="Web address (optional)",
        help_text="Beginning with https://. Leave empty until you have found it.",
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    publisher = forms.CharField(label="Publisher", max_length=200)
    scheme_class = forms.ChoiceField(
        label="Class of the publication scheme", choices=[("", "Choose a class"), *PublishedItem.SchemeClass.choices]
    )
    period = forms.CharField(label="Period (optional)", help_text="For example, 2025/26", required=False, max_length=40)
    licence = forms.CharField(label="Licence (optional)", required=False, max_length=100)
    asked_as = forms.CharField(
        label="Words in which requests ask for it (optional)",
        help_text="One phrase a line. A request that says one of them is shown this item.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    notes = forms.CharField(
        label="Notes (optional)", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class KpiPageForm(forms.Form):
    """A page with a table of indicators or risks, as somebody pasted it."""

    year = forms.CharField(
        label="Financial year",
        help_text="For example, 2025/26",
        max_length=10,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-5"}),
        error_messages={"required": "Enter the financial year"},
    )
    text = forms.CharField(
        label="The page",
        help_text="Copy the page from its first heading to the last table, with its footnotes, and paste it here.",
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "Paste the page"},
    )
