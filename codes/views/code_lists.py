"""Browsing the code lists and their editions."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.doors import staff_page
from accounts.models import Role
from codes.forms import CodeSearchForm
from codes.models import Code, CodeListEdition, CodeSynonym
from codes.presenters import code_row, code_state, code_tone, edition_words, plain_day

CODES_A_PAGE = 50
MAY_IMPORT = (Role.OFFICER, Role.DEPUTY_DIRECTOR)
COLUMNS = [
    {"label": "Label"},
    {"label": "List"},
    {"label": "Code number"},
    {"label": "State"},
    {"label": "Also known as"},
]


@staff_page
def codes(http_request: HttpRequest) -> HttpResponse:
    """The code lists: search and browse."""
    form = CodeSearchForm(http_request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = _in_state(wanted.get("state", ""))
    if wanted.get("list"):
        found = found.on_list(wanted["list"])
    if wanted.get("q"):
        found = found.called(wanted["q"])
    page = Paginator(found.in_order().with_names(), CODES_A_PAGE).get_page(http_request.GET.get("page"))
    edition = CodeListEdition.objects.newest()
    return render(
        http_request,
        "codes/codes.html",
        {
            "section": "codes",
            "form": form,
            "page": page,
            "columns": COLUMNS,
            "rows": [code_row(code) for code in page],
            "edition": edition,
            "edition_words": edition_words(edition) if edition else "",
            "unconfirmed": Code.objects.unconfirmed().count(),
            "may_import": http_request.user.holds(*MAY_IMPORT),
        },
    )


@staff_page
def code(http_request: HttpRequest, pk: int) -> HttpResponse:
    """One code: where it comes from, what else it is called, which editions have it."""
    found = get_object_or_404(
        Code.objects.select_related("added_in", "confirmed_in", "retired_in", "replaced_by"), pk=pk
    )
    facts = [
        {"key": "List", "value": found.get_list_name_display()},
        {"key": "State", "tag": code_state(found), "tone": code_tone(found)},
        {"key": "Code number", "value": found.number or "not known"},
        {"key": "How sure we are", "value": found.get_confidence_display()},
        {"key": "Basis", "value": found.basis or "none recorded"},
        {"key": "Scheme", "value": found.scheme or "not known"},
    ]
    facts += [{"key": "Description", "value": found.description}] if found.description else []
    facts += [{"key": "Note", "value": found.note}] if found.note else []
    facts += [{"key": "Now called", "value": found.replaced_by.label}] if found.replaced_by else []
    synonyms = list(found.synonyms.all())
    phrases = [[{"text": each.text}] for each in synonyms if each.kind == CodeSynonym.Kind.SHIPPED]
    names = [
        [{"text": each.text, "header": True}, {"text": each.get_kind_display()}, {"text": each.note}]
        for each in synonyms
        if each.kind != CodeSynonym.Kind.SHIPPED
    ]
    entries = [
        [{"text": f"Edition {each.edition.number}", "header": True}, {"text": each.label}, {"text": each.number}]
        for each in found.entries.select_related("edition")
    ]
    return render(
        http_request,
        "codes/code.html",
        {
            "section": "codes",
            "code": found,
            "facts": facts,
            "synonym_columns": [{"label": "Words"}, {"label": "Whose words"}, {"label": "Note"}],
            "synonyms": names,
            "phrase_columns": [{"label": "Phrase"}],
            "phrases": phrases,
            "entry_columns": [{"label": "Edition"}, {"label": "Label there"}, {"label": "Code number there"}],
            "entries": entries,
        },
    )


@staff_page
def code_editions(http_request: HttpRequest) -> HttpResponse:
    """Every edition that was imported, newest first, with what was noticed while reading it."""
    editions = [
        {
            "edition": edition,
            "heading": f"Edition {edition.number}",
            "facts": [
                {"key": "Source", "value": edition.get_source_display()},
                {"key": "File", "value": edition.file_name},
                {"key": "Imported on", "value": plain_day(edition.imported_at.date())},
                {"key": "Imported by", "value": str(edition.imported_by or "set-up or a command")},
                {"key": "Codes", "value": str(edition.entries.count())},
                {"key": "Retired by it", "value": str(edition.retired.count())},
            ],
        }
        for edition in CodeListEdition.objects.select_related("imported_by")
    ]
    return render(http_request, "codes/editions.html", {"section": "codes", "editions": editions})


def _in_state(state: str):
    return {
        "nameable": Code.objects.nameable,
        "unconfirmed": Code.objects.unconfirmed,
        "retired": Code.objects.retired,
    }.get(state, Code.objects.current)()
