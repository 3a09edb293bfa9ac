"""What becomes of the questions of a request: their words, and which are one."""

from django import forms

from foirequests.actions.questions import Change
from foirequests.domain.receipt import LONGEST_REQUEST
from foirequests.domain.standing import digest_of
from foirequests.models import Question


class QuestionForm(forms.Form):
    """One question: its words, whether it belongs to the one before, and what is a question of its own."""

    text = forms.CharField(
        label="What it asks", max_length=LONGEST_REQUEST, widget=forms.Textarea(attrs={"rows": 4}), strip=True
    )
    taken_out = forms.CharField(
        label="What is a question of its own (optional)",
        max_length=LONGEST_REQUEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Move the words here from the box above. They become the next question.",
    )
    joins = forms.BooleanField(label="It belongs to the question before it", required=False)

    def __init__(self, *args, question: Question, is_first: bool, **kwargs) -> None:
        super().__init__(*args, initial={"text": question.text}, **kwargs)
        self.question = question
        self.seen = self.data.get(f"{self.prefix}-seen") if self.is_bound else digest_of(question.text)
        if is_first:
            del self.fields["joins"]

    @property
    def change(self) -> Change:
        """What was typed, as the act takes it; ask only when the form is valid."""
        typed = self.cleaned_data
        text = typed["text"].replace("\r\n", "\n")
        return Change(self.question, text, typed.get("joins", False), typed["taken_out"], self.seen)

    def tell_changed(self, now: str) -> None:
        """Say how the words read now; saving again writes over them."""
        self.add_error(
            "text",
            f"Somebody changed this question since you opened the page. It now reads: “{now}”. Save again to put your"
            " words in its place.",
        )
        self.seen = digest_of(now)
