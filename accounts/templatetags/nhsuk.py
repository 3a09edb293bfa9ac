"""What templates need to know about a field of a form, or a list of pages, and cannot work out by themselves."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from django import forms, template
from django.core.paginator import Page, Paginator
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()

# The first kind that fits decides, so the special ones come first.
KINDS: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.MultiWidget, "parts"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
]
CLASSES = {
    "checkbox": "nhsuk-checkboxes__input",
    "file": "nhsuk-file-upload__input",
    "password": "nhsuk-input nhsuk-password-input__input nhsuk-js-password-input-input",
    "textarea": "nhsuk-textarea",
    "select": "nhsuk-select",
    "input": "nhsuk-input",
}
GROUPS = ("checkboxes", "radios", "parts")
DETERMINED = frozenset((
    "a", "all", "an", "any", "anything", "each", "every", "how", "my", "on", "our", "the", "their", "what", "when",
    "where", "whether", "which", "who", "whom", "whose", "why", "your",
))  # fmt: skip
"""First words of a label that stands in a sentence without an article before it."""


@register.filter
def kind(field: BoundField) -> str:
    """How the field is drawn: one of KINDS' names, "hidden" or "input"."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    return next((name for widget_class, name in KINDS if isinstance(widget, widget_class)), "input")


@register.filter
def numbers(page: Page) -> Iterator[int | None]:
    """The pages that a list of pages names: the first, the last and those around this one; None for some left out."""
    named = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return (None if number == Paginator.ELLIPSIS else number for number in named)


@register.filter
def together(optgroups: Iterable[tuple[str | None, list[dict], int]]) -> Iterator[tuple[str | None, list[dict]]]:
    """The groups of a list to choose from, each with its name and options.

    Options without a group, of which Django makes a group each, stand together: drawing a group takes as long as
    drawing its options.
    """
    for name, groups in groupby(optgroups, key=itemgetter(0)):
        yield name, [option for _name, options, _index in groups for option in options]


@register.filter
def filled(rows: Iterable[object] | None, names: str) -> list[object]:
    """The rows, those that are mappings with each of these keys (spaces between), empty where a row lacks it.

    A template that asks a row for what it does not have takes ten times as long as for what it has.
    """
    blank = dict.fromkeys(names.split(), "")
    return [blank | row if isinstance(row, dict) else row for row in rows or ()]


@register.filter
def is_plain(field: BoundField) -> bool:
    """Whether the field is drawn as a label, its hint and error, and one input; most fields are."""
    return kind(field) in ("input", "select", "textarea") and not counted(field)


@register.filter
def label_look(field: BoundField) -> dict[str, object]:
    """How a form wants a field's label to look: `classes` of its own, and whether it `is_heading` of the page."""
    classes, is_heading = (getattr(field.field, name, "") for name in ("label_class", "label_is_heading"))
    return {"classes": classes, "is_heading": is_heading}


@register.filter
def counted(field: BoundField) -> int | None:
    """The most characters that the field takes, when they are worth counting aloud (long texts only)."""
    return getattr(field.field, "max_length", None) if kind(field) == "textarea" else None


@register.filter
def described_by(field: BoundField) -> str:
    """The ids of hint and error, for a group of inputs that stands in a fieldset."""
    ids = [f"{field.auto_id}_helptext"] if field.help_text else []
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


@register.simple_tag
def drawn(field: BoundField) -> SafeString:
    """The input itself with the design system's classes.

    Django names hint and error in `aria-describedby`. `maxlength` goes, since a browser would cut what is pasted
    without a word (the form says so instead); a placeholder goes, since it is no label.
    """
    name = kind(field)
    widget = field.field.widget
    own = widget.attrs.get("class", "")
    classes = [CLASSES[name], own]
    if field.errors:
        classes.append(f"{CLASSES[name].split()[0]}--error")
    if counted(field):
        classes.append("nhsuk-js-character-count")
    attrs = {"class": " ".join(filter(None, classes)), "maxlength": False, "placeholder": False}
    if counted(field):
        attrs["aria-describedby"] = " ".join(filter(None, [field.aria_describedby, f"{field.auto_id}-info"]))
    return field.as_widget(attrs=attrs)


@register.simple_tag
def choices(field: BoundField) -> list[dict[str, object]]:
    """The choices of radios or checkboxes, each with id, name, value, label, chosen, disabled, hint.

    Hints come from the form field's `choice_hints`, a mapping of value to words (`codes.form_fields`).
    """
    hints = getattr(field.field, "choice_hints", {})
    return [
        {
            "id": choice.id_for_label,
            "name": choice.data["name"],
            "value": str(choice.data["value"]),
            "label": choice.choice_label,
            "chosen": choice.data["selected"],
            "disabled": choice.data["attrs"].get("disabled", False),
            "hint": hints.get(str(choice.data["value"]), ""),
        }
        for choice in field.subwidgets
    ]


@register.simple_tag
def parts(field: BoundField) -> list[dict[str, object]]:
    """The boxes of a field of several boxes, each with id, name, value, label, width, wrong (this box is to blame)."""
    blamed = set(wrong_parts(field))
    names = list(field.field.widget.widgets_names)
    return [
        {
            "id": part["attrs"]["id"],
            "name": part["name"],
            "value": "" if part["value"] is None else part["value"],
            "label": name.strip("_").capitalize(),
            "width": 4 if name == "_year" else 2,
            "wrong": bool(field.errors) and (not blamed or name.strip("_") in blamed),
        }
        for name, part in zip(names, field.subwidgets[0].data["subwidgets"], strict=True)
    ]


@register.filter
def refusals(field: BoundField) -> list[str]:
    """What is wrong with the field, in plain words.

    Django's "This field is required." says neither which nor what to do; a form that has better words keeps them.
    """
    data = field.errors.as_data() if field.errors else []
    bare = str(forms.Field.default_error_messages["required"])
    return [
        asked_for(field) if error.code == "required" and str(error.message) == bare else text
        for error, text in zip(data, field.errors, strict=True)
    ]


def asked_for(field: BoundField) -> str:
    """How to answer a field that was left empty."""
    label = str(field.label)
    if label.endswith("?"):
        return f"Answer the question: {label}"
    if kind(field) == "checkbox":
        return f"Tick the box: {label}"
    abbreviated = label[1:2].isupper()
    what = label if abbreviated else label[:1].lower() + label[1:]
    verb = "Choose" if kind(field) in ("select", "radios", "checkboxes", "file") else "Enter"
    return f"{verb} {what}" if what.partition(" ")[0] in DETERMINED else f"{verb} the {what}"


def wrong_parts(field: BoundField) -> list[str]:
    """The boxes that the field's errors name as their `params["parts"]`; none named means all."""
    data = field.errors.as_data() if field.errors else []
    return [part for error in data for part in (getattr(error, "params", None) or {}).get("parts", [])]


def target(field: BoundField) -> str:
    """The id of the input to which the error summary leads."""
    if kind(field) not in GROUPS:
        return field.auto_id
    if kind(field) == "parts":
        return next((str(part["id"]) for part in parts(field) if part["wrong"]), f"{field.auto_id}_0")
    return f"{field.auto_id}_0"


@register.simple_tag
def summary_errors(form: forms.BaseForm) -> list[dict[str, str]]:
    """All that was refused in a form, in the order of its fields; what concerns the whole form first."""
    visible = form.visible_fields()
    first = f"#{target(visible[0])}" if visible else ""
    found = [{"text": error, "href": first} for error in form.non_field_errors()]
    for field in form:
        # A hidden field has nowhere to lead to; its error is shown all the same.
        href = "" if field.is_hidden else f"#{target(field)}"
        found.extend({"text": error, "href": href} for error in refusals(field))
    return found


@register.simple_tag
def summary_errors_of(alike: Sequence[forms.BaseForm]) -> list[dict[str, str]]:
    """All that was refused in forms that are alike; of several, each line begins with the form's `name`."""
    return [
        error | {"text": f"{form.name}: {error['text']}"} if len(alike) > 1 else error
        for form in alike
        for error in summary_errors(form)
    ]
