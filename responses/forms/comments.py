"""Comments on paragraphs, outside the drafting page."""

from collections.abc import Sequence

from django import forms
from django.db.models import QuerySet

from accounts.models import StaffMember
from responses.actions.comments import LONGEST

HOW_TO_MENTION = "Write @ and a colleague’s name to tell them. Comments are never printed."


class AnswerForm(forms.Form):
    """An answer to a comment, and whom to tell of it."""

    text = forms.CharField(label="Answer", max_length=LONGEST, widget=forms.Textarea({"rows": 3}))
    mention = forms.ModelChoiceField(
        StaffMember.objects.none(), label="Tell a colleague", required=False, empty_label="Nobody else"
    )

    def __init__(self, *args, readers: QuerySet[StaffMember], **kwargs):
        """`readers` are those who may open the case, read once for all forms that are given the same query."""
        super().__init__(*args, **kwargs)
        self.fields["text"].error_messages["required"] = "Write the comment"
        mention = self.fields["mention"]
        mention.queryset = readers
        people = [(each.pk, mention.label_from_instance(each)) for each in readers]
        mention.choices = [("", mention.empty_label), *people]

    @property
    def mentions(self) -> list[StaffMember]:
        """Whom the picker names."""
        return [self.cleaned_data["mention"]] if self.cleaned_data["mention"] else []


class CommentForm(AnswerForm):
    """A comment on one paragraph of a letter."""

    part = forms.ChoiceField(label="On which paragraph")
    field_order = ["part", "text", "mention"]

    def __init__(self, *args, parts: Sequence[tuple[str, str]], **kwargs):
        """`parts` are the keys and titles of the paragraphs that can be commented on."""
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Comment"
        self.fields["text"].help_text = HOW_TO_MENTION
        self.fields["part"].choices = parts
