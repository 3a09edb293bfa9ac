"""Every component on a few pages, drawn from plain values: what the component tests read and the browser looks at."""

from datetime import date
from pathlib import Path

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row, Submit
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.views.defaults import page_not_found

from codes.form_fields import DayField, FilesField, HintedChoiceField

PAGES = Path(__file__).parent / "gallery_pages"


class ManyFields(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label="Your name", max_length=200, widget=forms.TextInput({"autocomplete": "name", "placeholder": "no label"})
    )
    email = forms.EmailField(label="E-mail address", help_text="We send the reply here", required=False)
    words = forms.CharField(label="Your request", max_length=1000, widget=forms.Textarea({"rows": 4}))
    service = forms.ChoiceField(label="Service", choices=[("", "Choose one"), ("claims", "Claims")])
    received_on = DayField(label="When did it come in?", help_text="For example, 5 1 2023")
    reply_by = HintedChoiceField(
        label="How should we reply?",
        choices=[("email", "By e-mail"), ("post", "By post")],
        choice_hints={"post": "We need your address"},
    )
    needs = forms.MultipleChoiceField(
        label="Do you need it in another form?",
        choices=[("large", "Large print"), ("audio", "Audio")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    files = FilesField(label="Files", required=False, help_text="PDF or Word, up to 10 MB each")
    password = forms.CharField(label="Password", widget=forms.PasswordInput({"autocomplete": "current-password"}))
    agreed = forms.BooleanField(label="I have checked my answers")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def helper(self) -> FormHelper:
        """The whole form with its tag and button."""
        helper = FormHelper()
        helper.layout = Layout(
            Fieldset("About you", Row(Column("name"), Column("email"))),
            *("words", "service", "received_on", "reply_by", "needs", "files", "password", "agreed", "token"),
        )
        helper.add_input(Submit("send", "Send the request"))
        return helper

    def clean(self) -> None:
        """Refuses as a whole when asked to."""
        if self.cleaned_data.get("token") == "refuse":
            raise forms.ValidationError("This request was sent already")


class Filters(forms.Form):
    """Filters of a list."""

    stage = forms.ChoiceField(label="Stage", choices=[("", "Any stage"), ("draft", "Draft")], required=False)
    received_from = DayField(label="Received from", required=False)
    mine = forms.BooleanField(label="Only mine", required=False)


class Said:
    """A message as Django's message storage gives it."""

    def __init__(self, level_tag: str, text: str) -> None:
        self.level_tag, self.text = level_tag, text

    def __str__(self) -> str:
        return self.text


class Officer:
    """Somebody signed in, without a database."""

    is_authenticated = True
    name = "A. Officer"
    roles = frozenset({"officer", "clearer", "deputy_director"})


VALUES = {
    "user": Officer(),
    "office_logo": {"url": "", "name": ""},
    "saved_words": [],
    "background_trouble": "The worker was last seen at 09:12 on 5 January 2023.",
    "section": "queue",
    "said": [Said("success", "The request is recorded as FOI_0007."), Said("warning", "One file was not kept.")],
    "none": [],
    "words": "Please tell me:\n1. how many clinical negligence claims came in 2021/22\n2. <b>how</b> {{ they }} ended",
    "lines": ["Day 1 is 6 January 2023, the working day after it arrived.", "Day 20 is 2 February 2023."],
    "skipped": [{"day": "Saturday 7 January 2023", "reason": "a weekend"}],
    "counts": [
        {"label": "Overdue", "number": 1, "url": "?due=over", "tone": "bad"},
        {"label": "Due today", "number": 2, "url": "?due=today", "tone": "warning"},
        {"label": "Due in 5 days", "number": 7, "url": "?due=5", "current": True},
        {"label": "Waiting for clearance", "number": 3, "url": "?stage=clear"},
        {"label": "Waiting for others", "number": 4, "url": "?stage=wait", "tone": "neutral"},
    ],
    "tasks": [
        {"title": "Record", "status": "Completed", "tone": ""},
        {
            "title": "Triage",
            "url": "#",
            "status": "In progress",
            "tone": "info",
            "hint": "2 of 3 questions",
            "current": 1,
        },
        {"title": "Clear", "status": "Cannot start yet", "tone": "neutral"},
    ],
    "facts": [
        {"key": "Received", "value": "5 January 2023", "change_url": "#", "change_text": "Correct"},
        {"key": "Owner", "value": "A. Officer", "url": "#"},
        {"key": "State", "tag": "Overdue", "tone": "bad"},
        {"key": "Asked", "lines": ["Claims team", "Finance"]},
    ],
    "files": [
        {
            "name": "request.pdf",
            "url": "#",
            "about": "PDF, 2 pages, 15 KB",
            "from": "From the requester, 5 January 2023",
        }
    ],
    "hidden": [{"name": "version", "value": "3"}],
    "events": [
        {
            "what": "Clarification arrived",
            "who": "the requester",
            "happened": "9 January 2023",
            "recorded": "10 January 2023",
            "words": "I mean claims\nclosed with damages.",
            "tag": "Clock",
            "tone": "info",
        },
        {"what": "Letter issued", "happened": "2 February 2023", "url": "#", "link_text": "Read the letter"},
    ],
    "columns": [
        {"label": "Due"},
        {"label": "Reference"},
        {"label": "Request"},
        {"label": "Stage"},
        {"label": "Claims", "numeric": True},
        {"label": "Act", "hidden": True},
    ],
    "rows": [
        [
            {"text": "2 February 2023", "tag": "1 day over", "tone": "bad"},
            {"text": "FOI_0007", "url": "#", "header": True},
            {"text": "Claims by procedure, NHS trusts in the north west of England", "sub": "3 questions"},
            {"text": "In clearance"},
            {"text": "1,204", "numeric": True},
            {"text": "Open", "url": "#"},
        ]
    ]
    * 3,
}


def draw(http_request: HttpRequest, name: str, **values: object) -> HttpResponse:
    """A page of the gallery."""
    page = Paginator(range(200), 10).page(int(http_request.GET.get("page", 7)))
    template = engines["django"].from_string((PAGES / f"{name}.html").read_text())
    return HttpResponse(template.render(VALUES | {"page": page} | values, http_request))


def form_page(http_request: HttpRequest) -> HttpResponse:
    """The form as it first opens, or refused when the address says so."""
    typed = {
        "name": "",
        "received_on_day": "31",
        "received_on_month": "2",
        "received_on_year": "2023",
        "words": "<b>kept</b>",
    }
    form = ManyFields(typed) if "refused" in http_request.GET else ManyFields(initial={"received_on": date(2023, 1, 5)})
    return draw(http_request, "form", form=form)


urlpatterns = [
    path("staff/", lambda http_request: draw(http_request, "staff")),
    path("drafting/", lambda http_request: draw(http_request, "drafting")),
    path(
        "queue/",
        lambda http_request: draw(http_request, "queue", filters=Filters(http_request.GET or None)),
        name="queue",
    ),
    path("form/", form_page),
    path("gone/", lambda http_request: page_not_found(http_request, None)),
] + [
    path(f"{name}/", lambda http_request: draw(http_request, "staff"), name=name)
    for name in (
        "record_request",
        "clearance_queue",
        "deputy_home",
        "wording",
        "codes",
        "settings",
        "cookies",
        "account_logout",
        "mfa_index",
    )
]
