"""Acts that move the clock: what the law needs to know of each, and how the requester learns of it."""

from decimal import Decimal

from django import forms

from codes.form_fields import DayField, HintedChoiceField
from codes.models import Exemption
from foirequests.domain.clock import EIR
from foirequests.models import FoiRequest

LETTER, RECORDED, EMAIL = "letter", "recorded", "email"

WAYS = {
    LETTER: ("Write the letter here", "A draft opens in the library’s wording. It counts on the day you issue it."),
    EMAIL: (
        "Ask at once in an ordinary e-mail",
        "In words that are built in, with what you typed above. It counts today.",
    ),
    RECORDED: ("Record a letter that has left already", "Nothing is sent. It counts on the day on which it left."),
}
"""How the requester learns of the act: its words, and what choosing it means."""


class WayForm(forms.Form):
    """How the requester learns of the act; of a letter that is being drafted already only the facts can be changed."""

    way = HintedChoiceField(
        label="How does the requester learn of it?",
        widget=forms.RadioSelect({"small": True}),
        error_messages={"required": "Choose how the requester learns of it"},
    )
    on = DayField(
        label="On which day did it leave?",
        required=False,
        help_text="Only for a letter that has left already. For example, 9 3 2026",
    )

    ways = (LETTER, RECORDED)
    recorded_has_a_day = True

    def __init__(
        self, *args, foi_request: FoiRequest, can_write: bool = True, is_begun: bool = False, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.foi_request = foi_request
        if is_begun:
            del self.fields["way"], self.fields["on"]
            return
        offered = [way for way in self.ways if can_write or way != LETTER]
        self.fields["way"].choices = [(way, WAYS[way][0]) for way in offered]
        self.fields["way"].choice_hints = {way: WAYS[way][1] for way in offered}
        self.fields["way"].initial = offered[0]
        self.order_fields([*[name for name in self.fields if name not in ("way", "on")], "way", "on"])
        if not self.recorded_has_a_day:
            del self.fields["on"]

    def clean(self) -> dict[str, object]:
        """A letter that has left already has its day."""
        cleaned = super().clean()
        needs_day = "on" in self.fields and cleaned.get("way") == RECORDED
        if needs_day and not cleaned.get("on") and not self.has_error("on"):
            self.add_error("on", "Enter the day on which the letter left")
        return cleaned

    @property
    def facts(self) -> dict[str, object]:
        """Codes, dates and sums of the act."""
        return {}

    @property
    def words(self) -> dict[str, str]:
        """What was typed, by the gap of the letter that prints it."""
        return {name: self.cleaned_data[name] for name in self.printed}

    printed: tuple[str, ...] = ()


def _text(label: str, *, rows: int = 4, help_text: str = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea({"rows": rows}), max_length=5000, help_text=help_text, required=required
    )


class AskForm(WayForm):
    """What is not clear about a request or one part of it, and what would make it clear."""

    question = forms.ChoiceField(label="Which part is not clear?", required=False)
    unclear = _text("What is not clear about it?", help_text="The requester reads this word for word")
    clarification_options = _text(
        "What would make it clear?",
        help_text="For example, the years or the kind of claim. Help them choose: we have a duty to advise and assist",
    )

    ways = (LETTER, EMAIL, RECORDED)
    printed = ("unclear", "clarification_options")

    def __init__(self, *args, foi_request: FoiRequest, **kwargs) -> None:
        if foi_request.regime_id == EIR:
            # There the question is a refusal in writing, with the right to a review (reg.14): no ordinary e-mail.
            self.ways = (LETTER, RECORDED)
        super().__init__(*args, foi_request=foi_request, **kwargs)
        questions = list(self.foi_request.questions.all())
        each = [(str(one.number), f"Question {one.number}: {one.text[:80]}") for one in questions]
        self.fields["question"].choices = [("", "The whole request"), *each]
        if len(questions) < 2:
            del self.fields["question"]

    @property
    def facts(self) -> dict[str, object]:
        """The part that is not clear, if it is not the whole."""
        number = self.cleaned_data.get("question")
        return {"question": int(number)} if number else {}


class FeesNoticeForm(WayForm):
    """The fee, what it is for and how it is paid."""

    pounds = forms.DecimalField(
        label="How much is the fee?",
        max_digits=8,
        decimal_places=2,
        help_text="In pounds and pence, for example 12.40. Under the Act only for copying and postage",
        widget=forms.TextInput({"class": "nhsuk-input--width-5", "inputmode": "decimal"}),
        error_messages={"required": "Enter the fee", "invalid": "Enter the fee in pounds and pence, for example 12.40"},
    )
    fee_for = forms.CharField(
        label="What is it for?",
        max_length=300,
        help_text="As it follows “a fee for”, for example: copying 124 pages and posting them",
    )
    how_to_pay = _text("How can it be paid?", rows=3, help_text="The letter says this word for word")

    printed = ("fee_for", "how_to_pay")

    @property
    def facts(self) -> dict[str, object]:
        """The sum."""
        return {"pounds": str(Decimal(self.cleaned_data["pounds"]).quantize(Decimal("0.01")))}


class ExtensionForm(WayForm):
    """Public interest (FOIA s.10(3)): the qualified exemptions that are engaged, why, and the estimated day.

    Nothing is required here: what is missing is refused by the rule that wants it.
    """

    exemptions = forms.ModelMultipleChoiceField(
        label="Which qualified exemption is engaged?",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple({"small": True}),
        help_text="Only those where the public interest is weighed. Those that we meet most often come first",
    )
    exemption_reason = _text(
        "Why does it apply to this information?", help_text="The requester reads this word for word"
    )
    until = DayField(
        label="By when do you expect to decide?",
        required=False,
        help_text="The regulator expects it within 40 working days of receipt. For example, 27 4 2026",
    )

    printed = ("exemption_reason",)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["exemptions"]
        field.queryset = Exemption.objects.open_to_weighing(self.foi_request.regime_id)
        field.label_from_instance = lambda each: f"{each.citation[:1].upper()}{each.citation[1:]}: {each.name}"

    @property
    def facts(self) -> dict[str, object]:
        """The exemptions and the estimated day."""
        until = self.cleaned_data["until"]
        return {
            "exemptions": sorted(each.pk for each in self.cleaned_data["exemptions"]),
            "until": until.isoformat() if until else "",
        }


class EnvironmentalExtensionForm(WayForm):
    """Complexity and volume (EIR reg.7): both, each with its reason."""

    complexity = _text(
        "What makes the request complex?", help_text="The letter says this word for word", required=False
    )
    volume = _text(
        "How much information does it cover?", help_text="The letter says this word for word", required=False
    )

    printed = ("complexity", "volume")

    @property
    def facts(self) -> dict[str, object]:
        """Whether the request is both."""
        return {"complex_and_voluminous": bool(self.cleaned_data["complexity"] and self.cleaned_data["volume"])}


class SubjectAccessExtensionForm(WayForm):
    """Complexity or number of requests (UK GDPR Article 12A(3)): recorded only, its letter is not written here."""

    reason = _text("Why is more time needed?", help_text="The complexity or the number of the requests")

    ways = (RECORDED,)
    printed = ("reason",)


class LapseForm(WayForm):
    """Closing a case whose requester did not answer or pay."""

    recorded_has_a_day = False


class TransferForm(WayForm):
    """To whom a request goes, and that the requester agreed."""

    to = forms.CharField(label="Which authority does it go to?", max_length=200)
    transfer_contact = _text("How can it be reached?", rows=3, help_text="Address, e-mail address or telephone number")
    agreed = forms.BooleanField(label="The requester agreed to the transfer", required=False)

    printed = ("transfer_contact",)
    recorded_has_a_day = False

    @property
    def facts(self) -> dict[str, object]:
        """The authority and the agreement."""
        return {"to": self.cleaned_data["to"], "agreed": self.cleaned_data["agreed"]}


class NothingForm(forms.Form):
    """A button and no question."""


class FeePaidForm(forms.Form):
    """The day on which the fee came."""

    paid_on = DayField(
        label="On which day did we receive the fee?",
        help_text="The clock runs on after this day. For example, 20 3 2026",
    )
