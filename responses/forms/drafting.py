"""What is typed on the drafting page: one part's words, the gaps, and a new paragraph."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from foirequests.forms.ticked import row_keys
from responses.domain import placeholders
from responses.domain.letter import Part
from responses.models import TextBlock

GAP = "gap_"
"""The names of the fields of gaps begin so; the gap's own name follows."""

ANSWER = "answer_"
"""The names of the fields of answers to comments begin so; the comment's key follows."""


@dataclass(frozen=True)
class Typing:
    """What a page was drawn with and what was typed on it.

    `revision` is that of the working copy the person looked at; `part` the key of the part that was open, `body` its
    words (None when they were not touched, so that a page that was only open undoes nothing); `values` the gaps;
    `added` a new paragraph, to stand behind `after`. `comment` is said about the open part and told to `mention` (a key
    as posted), `answers` are to comments by their keys, `resolves` is the key of a comment that is done (0 for none).
    """

    revision: int
    part: str = ""
    body: str | None = None
    values: Mapping[str, str] = None
    added: str = ""
    after: str = ""
    comment: str = ""
    mention: str = ""
    answers: Mapping[int, str] = None
    resolves: int = 0


def digest(words: str) -> str:
    """A short sign by which untouched words are known again, whatever line ends the browser sends."""
    plain = words.replace("\r\n", "\n").strip()
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def read_typing(posted: QueryDict) -> Typing:
    """What the page posted. `over` is the revision that the person chose to write over after seeing both texts."""
    revision = posted.get("over") or posted.get("revision", "")
    body = posted.get("body")
    if body is not None and digest(body) == posted.get("body_was"):
        body = None
    gaps = [name for name in posted if name.startswith(GAP)]
    return Typing(
        revision=int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else 0,
        part=posted.get("part", ""),
        body=body,
        values={
            name.removeprefix(GAP): posted[name] for name in gaps if digest(posted[name]) != posted.get(f"was_{name}")
        },
        added=posted.get("added", "").strip(),
        after=posted.get("after", ""),
        comment=posted.get("comment_text", "").strip(),
        mention=posted.get("comment_mention", ""),
        answers={
            int(name.removeprefix(ANSWER)): text.strip()
            for name, text in posted.items()
            if name.startswith(ANSWER) and row_keys([name.removeprefix(ANSWER)]) and text.strip()
        },
        resolves=next(iter(row_keys([posted.get("resolves", "")])), 0),
    )


class PartForm(forms.Form):
    """The words of one part, for this letter only."""

    body = forms.CharField(
        label="Words of this part",
        help_text="Leave an empty line between paragraphs. Begin a line with - for a bullet. **Bold**, [link](https://…).",
        widget=forms.Textarea({"rows": 12, "spellcheck": "true"}),
    )

    def __init__(self, part: Part, *, body: str | None = None, **kwargs):
        super().__init__(initial={"body": part.body if body is None else body}, **kwargs)


class GapsForm(forms.Form):
    """One field for each gap that an officer fills."""

    def __init__(self, names: list[str], values: Mapping[str, str], **kwargs):
        super().__init__(initial={f"{GAP}{name}": values.get(name, "") for name in names}, **kwargs)
        for name in names:
            label = placeholders.label(name)
            self.fields[f"{GAP}{name}"] = forms.CharField(
                label=label[:1].upper() + label[1:], required=False, widget=forms.Textarea({"rows": 2})
            )


class LibrarySearchForm(forms.Form):
    """Words to find wording by, and the part that it goes behind."""

    q = forms.CharField(label="Words in the wording, its title or its guidance", required=False, max_length=200)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Any kind"), *TextBlock.Kind.choices])
    after = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
