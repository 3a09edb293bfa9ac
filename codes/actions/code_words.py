"""The words by which triage knows the codes: what the product ships, and what officers add."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.models import Role, StaffMember
from codes.domain.code_labels import normalised
from codes.domain.code_lists import LISTS
from codes.domain.errors import Refused
from codes.domain.general_words import telling_words
from codes.models.code_lists import Code, CodeSynonym, CodeWordsChange

CODE_WORDS = Path(__file__).resolve().parent.parent / "reference" / "code_words.json"
LONGEST_WORDS = 200
MAY_TEACH = (Role.OFFICER, Role.DEPUTY_DIRECTOR)


@transaction.atomic
def load_code_words() -> int:
    """Make the shipped words of each code what the shipped file says; returns how many rows are new, changed or gone.

    Codes are met by label, in whichever edition the office has; a code that an edition calls something else takes them
    along. Words that officers or editions brought stay, but those too general to mean a code no longer suggest it.
    """
    shipped = json.loads(CODE_WORDS.read_text(encoding="utf-8"))
    codes = _codes_by_label()
    wanted: dict[tuple[int, str], str] = {}
    general: set[tuple[int, str]] = set()
    for name in LISTS:
        for label, words in shipped[name].items():
            code = codes.get((name, normalised(label)))
            if code is None:
                continue
            wanted |= {(code.pk, normalised(text)): text for text in words["words"]}
            general |= {(code.pk, normalised(text)) for text in words.get("general", ())}
    return _follow(wanted) + _quieten(general)


@transaction.atomic
def add_code_words(*, code: Code, text: str, by: StaffMember, at: datetime) -> CodeSynonym:
    """Keep words that an officer says mean a code; triage uses them from now on. Raises Refused when it cannot."""
    text = " ".join(text.split())
    key = normalised(text)
    if not key:
        raise Refused("Enter the words that mean the code.")
    if len(text) > LONGEST_WORDS:
        raise Refused(f"The words may be {LONGEST_WORDS} characters long.")
    if code.retired_in_id:
        raise Refused(f"{code.label} is retired. Choose a code that is in use.")
    if key == code.normalised:
        raise Refused(f"That is the code's own label: {code.label}.")
    if not telling_words(text):
        raise Refused(f"“{text}” stands in requests about anything. Enter words that only {code.label} is meant by.")
    theirs = {"text": text, "kind": CodeSynonym.Kind.OFFICER, "suggests": True, "added_by": by, "added_at": at}
    synonym, is_new = CodeSynonym.objects.get_or_create(code=code, normalised=key, defaults=theirs)
    before = "" if is_new else synonym.kind
    if not is_new:
        if not CodeSynonym.objects.filter(pk=synonym.pk, suggests=False).update(**theirs):
            raise Refused(f"{code.label} has these words already.")
        synonym.refresh_from_db()
    _note(synonym, CodeWordsChange.Act.TAUGHT, by=by, at=at, kind_before=before)
    return synonym


@transaction.atomic
def remove_code_words(synonym: CodeSynonym, *, by: StaffMember, at: datetime) -> None:
    """Take away words that an officer taught; triage no longer uses them. That they were taught stays on record.

    Words that a list had before an officer taught them are the list's again, and suggest nothing by themselves.

    Raises:
        Refused: somebody has taken them away already, or nobody taught them; or `by` may not.
    """
    if not by.holds(*MAY_TEACH):
        raise Refused("Only information governance officers and the deputy director change what triage was taught.")
    held = CodeSynonym.objects.taught().select_for_update().filter(pk=synonym.pk).first()
    if held is None:
        raise Refused("These words have been removed already.")
    taught = CodeWordsChange.objects.filter(code=held.code_id, text=held.text, act=CodeWordsChange.Act.TAUGHT).first()
    _note(held, CodeWordsChange.Act.REMOVED, by=by, at=at)
    if taught is None or not taught.kind_before:
        held.delete()
        return
    held.kind, held.suggests, held.added_by, held.added_at = taught.kind_before, False, None, None
    held.save()


def _note(synonym: CodeSynonym, act: str, *, by: StaffMember, at: datetime, kind_before: str = "") -> None:
    CodeWordsChange.objects.create(
        code_id=synonym.code_id, text=synonym.text, act=act, kind_before=kind_before, made_by=by, made_at=at
    )


def _codes_by_label() -> dict[tuple[str, str], Code]:
    """Each code that ever had a label, as the code in use that took its place."""
    codes = {code.pk: code for code in Code.objects.all()}

    def in_use(code: Code) -> Code | None:
        seen = set()
        while code.retired_in_id and code.replaced_by_id and code.pk not in seen:
            seen.add(code.pk)
            code = codes[code.replaced_by_id]
        return None if code.retired_in_id else code

    found = {(code.list_name, code.normalised): in_use(code) for code in codes.values()}
    return {key: code for key, code in found.items() if code is not None}


def _follow(wanted: Mapping[tuple[int, str], str]) -> int:
    held: dict[tuple[int, str], Any] = {
        (row.code_id, row.normalised): row for row in CodeSynonym.objects.filter(code__retired_in__isnull=True)
    }
    ours = CodeSynonym.Kind.SHIPPED
    new = [
        CodeSynonym(code_id=code, normalised=key, text=text, kind=ours)
        for (code, key), text in wanted.items()
        if (code, key) not in held
    ]
    gone = [row.pk for key, row in held.items() if row.kind == ours and key not in wanted]
    changed = [row for key, row in held.items() if row.kind == ours and key in wanted and row.text != wanted[key]]
    for row in changed:
        row.text = wanted[row.code_id, row.normalised]
    CodeSynonym.objects.bulk_create(new)
    CodeSynonym.objects.bulk_update(changed, ["text"])
    CodeSynonym.objects.filter(pk__in=gone).delete()
    return len(new) + len(changed) + len(gone)


def _quieten(general: set[tuple[int, str]]) -> int:
    """Let words that are too general suggest nothing, unless an officer added them."""
    rows = CodeSynonym.objects.filter(suggests=True).exclude(kind=CodeSynonym.Kind.OFFICER)
    loud = [pk for pk, code, key in rows.values_list("pk", "code_id", "normalised") if (code, key) in general]
    return CodeSynonym.objects.filter(pk__in=loud).update(suggests=False)
