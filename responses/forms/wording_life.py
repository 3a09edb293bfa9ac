"""Confirming, retiring and bringing back wording, and choosing which drafts get newer words."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.http import QueryDict

from codes.form_fields import DayField
from foirequests.forms.ticked import row_keys
from responses.forms.wording import LONGEST_NOTE
from responses.models import TextBlock, TextBlockVersion


class ConfirmWordingForm(forms.Form):
    """That wording is still right, and until when."""

    review_by = DayField(label="Look at it again by", help_text="A day in the future; a year from now is usual")
    reason = forms.CharField(
        label="What did you look at?",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
        help_text="For example “section 40 guidance of March 2026 and three replies that used it”",
    )


class RetireForm(forms.Form):
    """Why wording is retired, and what letters use instead."""

    reason = forms.CharField(label="Why is it retired?", max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 3}))
    replaced_by = forms.ModelChoiceField(
        TextBlock.objects.none(), label="What do letters use instead? (optional)", required=False, empty_label="Nothing"
    )

    def __init__(self, *args, block: TextBlock, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        usable = TextBlockVersion.objects.usable_on(today).values("block")
        self.fields["replaced_by"].queryset = TextBlock.objects.filter(pk__in=usable).exclude(pk=block.pk)


class BringBackForm(forms.Form):
    """Why retired wording is used again."""

    reason = forms.CharField(
        label="Why is it brought back?", max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 3})
    )


def chosen_drafts(posted: QueryDict) -> Mapping[int, tuple[int, frozenset[str]]]:
    """The drafts that were ticked, each with the revision that was seen and its changed parts to write over.

    `draft` are the keys of letters; `over` names a changed part as `letter part`; whatever is neither is left out.
    """
    over: dict[int, set[str]] = {}
    for each in posted.getlist("over"):
        letter, _, part = each.partition(" ")
        for pk in row_keys([letter]):
            over.setdefault(pk, set()).add(part)
    chosen = {}
    for pk in {*row_keys(posted.getlist("draft")), *over}:
        revisions = row_keys([posted.get(f"revision_{pk}", "")])
        chosen[pk] = (revisions[0] if revisions else 0, frozenset(over.get(pk, ())))
    return chosen
