"""A file of wording that came back: what changed in each piece, what was remarked, what cannot be read."""

from collections.abc import Collection, Iterable
from typing import Any

from foirequests.presenters.days import day_words, number_of
from responses.actions.wording_review import Returned, as_written, changed_facts
from responses.domain.changes import difference
from responses.domain.letter import Part
from responses.domain.wording_document import Document
from responses.presenters.wording import gap_questions
from responses.presenters.wording_history import FACTS
from responses.presenters.wording_proposals import CHANGES

_LABELS = FACTS | {"continues": FACTS["continues_paragraph"]}


def review_page(
    document: Document,
    returned: Iterable[Returned],
    *,
    authority: str,
    ticked: Collection[str] = (),
    has_lines: bool = True,
) -> dict[str, Any]:
    """Everything that the page of a file shows before anything is proposed.

    `authority` is our own name. `ticked` are ticks to be set again; `has_lines` is False for a Word document, in which
    nobody counts lines.
    """
    returned = list(returned)
    to_propose = [each for each in returned if each.is_changed and not each.refusal]
    found = [(each.line, each.words) for each in document.problems]
    found += [
        (each.piece.line, f"{each.piece.wording.slug}, version {each.piece.wording.version}: {each.refusal}")
        for each in returned
        if each.refusal
    ]
    problems = [f"Line {line}: {words}" if has_lines else words for line, words in found]
    unchanged = [each for each in returned if not each.is_changed and not each.refusal]
    remarks = [{"key": each.piece.wording.title, "value": each.piece.remark} for each in unchanged if each.piece.remark]
    return {
        "problems": problems,
        "of_another_office": _of_another_office(document.made_by, authority),
        "cards": [_card(each, ticked) for each in to_propose],
        "remarks": remarks,
        "unchanged": number_of(len(unchanged), "piece of wording", "pieces of wording") if unchanged else "",
        "button": _button(len(to_propose), len(remarks)),
    }


def _of_another_office(made_by: str, authority: str) -> str:
    if not made_by or made_by.casefold() == authority.casefold():
        return ""
    return (
        f"It says that it holds the wording of {made_by}; we are {authority}. Wording of the same name can say other"
        " things there, so every difference shows as a change. Go on only if that is meant."
    )


def _button(changes: int, remarks: int) -> str:
    if changes:
        return f"Propose {number_of(changes, 'change')}"
    return f"Keep {number_of(remarks, 'remark')}" if remarks else ""


def _card(each: Returned, ticked: Collection[str]) -> dict[str, Any]:
    wording, base = each.piece.wording, each.base
    card = {
        "id": f"{wording.slug}-{wording.version}",
        "title": wording.title,
        "about": f"{wording.slug}, version {wording.version}",
        "tag": "Changed" if base else "New",
        "remark": each.piece.remark,
        "newer": f"Version {each.newer} was approved after this file was made. Look at both before you propose this."
        if each.newer
        else "",
        "questions": [
            {"token": each.token(name), "words": words, "is_ticked": each.token(name) in ticked}
            for name, words in gap_questions(each.gaps)
        ],
        "body": "" if base else wording.body,
        "changes": [],
        "facts": [],
    }
    if base is None:
        return card
    went = as_written(base)
    before, after = (Part(key="wording", kind="block", body=body) for body in (went.body, wording.body))
    card["changes"] = [
        {"fate": run.fate, "name": CHANGES[run.fate], "before": run.before, "after": run.after, "runs": run.runs}
        for run in difference([before], [after])
        if run.fate != "same"
    ]
    card["facts"] = [
        {
            "key": _LABELS[name],
            "lines": [f"It was: {_words(getattr(went, name))}", f"It is now: {_words(getattr(wording, name))}"],
        }
        for name in changed_facts(wording, base)
        if name != "body"
    ]
    return card


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return day_words(value) if hasattr(value, "year") else str(value or "nothing")
