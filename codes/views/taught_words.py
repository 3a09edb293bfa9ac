"""The words that officers taught triage: which they are, who taught them, and taking them away again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import staff_page
from codes.actions.code_words import MAY_TEACH, remove_code_words
from codes.domain.errors import Refused
from codes.models import CodeSynonym, CodeWordsChange

CHANGES_SHOWN = 50


@staff_page(*MAY_TEACH)
@require_safe
def taught_words(http_request: HttpRequest) -> HttpResponse:
    """Everything that triage was taught and uses, and what was taught and removed lately."""
    context = {
        "section": "codes",
        "taught": CodeSynonym.objects.taught().select_related("code", "added_by"),
        "changes": CodeWordsChange.objects.select_related("code", "made_by")[:CHANGES_SHOWN],
    }
    return render(http_request, "codes/taught_words.html", context)


@staff_page(*MAY_TEACH)
@require_POST
def taught_words_remove(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Take words away."""
    synonym = get_object_or_404(CodeSynonym.objects.select_related("code"), pk=pk, kind=CodeSynonym.Kind.OFFICER)
    try:
        remove_code_words(synonym, by=http_request.user, at=timezone.now())
    except Refused as refused:
        messages.warning(http_request, str(refused))
    else:
        messages.success(http_request, f"“{synonym.text}” no longer means {synonym.code.label} at triage.")
    return redirect("taught_words")
