"""Recording a complaint to the regulator, its letters, our answers, and its end without a decision notice."""

from collections.abc import Callable, Mapping
from datetime import date

from django import forms

from codes.form_fields import DayField, HintedChoiceField
from codes.models import Exemption
from foirequests.models import FoiRequest
from responses.actions.regulator import Particulars
from responses.domain.errors import Refused
from responses.domain.named_provisions import provisions_named
from responses.domain.regulator import MATTERS
from responses.domain.regulator_days import check_day, check_last_day
from responses.models import RegulatorComplaint, RegulatorLetter

LONGEST_WORDS = 20_000
LONGEST_REFERENCE = 60


def words_field(label: str, *, help_text: str = "", rows: int = 5) -> forms.CharField:
    """Words that may be left out."""
    widget = forms.Textarea({"rows": rows, "spellcheck": "true"})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=LONGEST_WORDS, widget=widget)


def reference_field(example: str, *, label: str = "Reference (optional)") -> forms.CharField:
    """A number that somebody else gave."""
    return forms.CharField(
        label=label, required=False, max_length=LONGEST_REFERENCE, help_text=f"For example, {example}"
    )


def hinted(
    label: str, choices: Mapping[str, tuple[str, str]], *, error: str, initial: str | None = None
) -> HintedChoiceField:
    """Radios, each with what choosing it means."""
    return HintedChoiceField(
        label=label,
        choices=[(code, words) for code, (words, _hint) in choices.items()],
        choice_hints={code: hint for code, (_words, hint) in choices.items() if hint},
        widget=forms.RadioSelect({"small": True}),
        initial=initial,
        error_messages={"required": error, "invalid_choice": error},
    )


class DayCheckedForm(forms.Form):
    """A form whose days are checked against today and against the day of what came before, beside the box.

    `earliest` is that day and `since` what it was, as `check_day` takes them.
    """

    def __init__(self, *args, today: date, earliest: date, since: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.earliest, self.since = today, earliest, since

    def checked_day(self, name: str) -> date:
        """The day that was typed, if it can be.

        Raises:
            ValidationError: it cannot.
        """
        day = self.cleaned_data[name]
        beside(lambda: check_day(day, today=self.today, earliest=self.earliest, since=self.since))
        return day


def beside(check: Callable[[], object]) -> None:
    """Let what a rule refuses stand beside the field whose cleaning asks.

    Raises:
        ValidationError: the rule refused.
    """
    try:
        check()
    except Refused as refused:
        raise forms.ValidationError(str(refused)) from refused


class ComplaintForm(DayCheckedForm):
    """What we were told of a complaint. Provisions that the case leaned on are offered; others are typed."""

    told_on = DayField(
        label="When did the regulator tell us?", help_text="The day of its letter or e-mail. For example, 6 3 2026"
    )
    reference = reference_field("IC-123456-A1B2", label="The regulator’s reference (optional)")
    about = forms.MultipleChoiceField(
        label="What is it about?", required=False, widget=forms.CheckboxSelectMultiple({"small": True})
    )
    others = forms.CharField(
        label="Other provisions that it disputes (optional)",
        required=False,
        max_length=1_000,
        help_text="As they are cited, separated by commas. For example, section 12(1), section 40(2)",
    )
    says = words_field("What the requester says (optional)", help_text="In your own words; for the file")
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args, foi_request: FoiRequest, today: date, complaint: RegulatorComplaint | None = None, **kwargs
    ) -> None:
        super().__init__(
            *args,
            today=today,
            earliest=foi_request.received_on,
            since="the day on which the request came",
            initial=_initial(complaint),
            **kwargs,
        )
        self.foi_request, self.complaint = foi_request, complaint
        leaned_on = Exemption.objects.filter(question__foi_request=foi_request).distinct().order_by("position", "code")
        offered = {each.code: _named(each) for each in leaned_on}
        if complaint is not None:
            offered |= {each.code: _named(each) for each in complaint.exemptions.all()}
        self.fields["about"].choices = [*offered.items(), *MATTERS.items()]

    def clean_told_on(self) -> date:
        """A day that can be."""
        return self.checked_day("told_on")

    def clean_reference(self) -> str:
        """A reference that no other complaint of the case has."""
        reference = self.cleaned_data["reference"]
        others = self.foi_request.regulator_complaints.exclude(pk=self.complaint and self.complaint.pk)
        if reference and others.filter(reference__iexact=reference).exists():
            raise forms.ValidationError(f"The complaint {reference} is recorded already")
        return reference

    def clean_others(self) -> list[str]:
        """The codes of the provisions that were typed."""
        known = Exemption.objects.values_list("code", flat=True)
        codes, strange = provisions_named(self.cleaned_data["others"], set(known))
        if strange:
            raise forms.ValidationError(
                f"We know no provision “{strange[0]}”. Write it as it is cited, for example section 43(2)"
            )
        return codes

    def clean(self) -> dict[str, object]:
        """About one thing at least."""
        cleaned = super().clean()
        if not cleaned.get("about") and not cleaned.get("others") and not self.has_error("others"):
            self.add_error("about", "Choose what it is about, or type a provision below")
        return cleaned

    @property
    def particulars(self) -> Particulars:
        """What was typed, as the act takes it."""
        data = self.cleaned_data
        about = [*data["about"], *data["others"]]
        return Particulars(
            told_on=data["told_on"],
            reference=data["reference"],
            matters=[each for each in about if each in MATTERS],
            exemptions=list(dict.fromkeys(each for each in about if each not in MATTERS)),
            says=data["says"].strip(),
        )


class LetterForm(DayCheckedForm):
    """A letter of the regulator that wants an answer."""

    kind = hinted(
        "What came?",
        {
            "investigation": ("An investigation letter", "It asks for the information and for our reasons"),
            "information_notice": (
                "An information notice (section 51)",
                "We must answer it; not to is treated like contempt of court (section 54)",
            ),
        },
        error="Choose what came",
    )
    sent_on = DayField(label="The day of the letter", help_text="For example, 6 3 2026")
    answer_by = DayField(
        label="The day by which it wants the answer", help_text="As the letter says it. For example, 3 4 2026"
    )
    asks = words_field("What it asks (optional)")

    def clean_sent_on(self) -> date:
        """A day that can be."""
        return self.checked_day("sent_on")

    def clean_answer_by(self) -> date:
        """A day after the letter."""
        answer_by, sent_on = self.cleaned_data["answer_by"], self.cleaned_data.get("sent_on")
        if sent_on is not None:
            beside(lambda: check_last_day(answer_by, sent_on=sent_on))
        return answer_by


class HappenedForm(DayCheckedForm):
    """The day on which something was done."""

    on = DayField(label="On which day?", help_text="For example, 3 4 2026")

    def __init__(self, *args, label: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = label

    def clean_on(self) -> date:
        """A day that can be."""
        return self.checked_day("on")


class AnswerDayForm(forms.Form):
    """Another last day for our answer."""

    answer_by = DayField(label="The day by which the regulator wants the answer now", help_text="For example, 3 4 2026")

    def __init__(self, *args, letter: RegulatorLetter, **kwargs) -> None:
        super().__init__(*args, initial={"answer_by": letter.answer_by}, **kwargs)
        self.letter = letter

    def clean_answer_by(self) -> date:
        """A day after the letter, and another one."""
        answer_by = self.cleaned_data["answer_by"]
        beside(lambda: check_last_day(answer_by, sent_on=self.letter.sent_on))
        if answer_by == self.letter.answer_by:
            raise forms.ValidationError("This is the day that is recorded already")
        return answer_by


class EndForm(DayCheckedForm):
    """How a complaint ended without a decision notice."""

    stage = hinted(
        "How did it end?",
        {
            "resolved": ("Resolved informally", "The regulator closed it because the matter was put right"),
            "withdrawn": ("Withdrawn by the requester", ""),
            "not_pursued": (
                "Not taken further by the regulator",
                "Undue delay, no internal review first, frivolous or abandoned (section 50(2))",
            ),
        },
        error="Choose how it ended",
    )
    ended_on = DayField(label="On which day?", help_text="For example, 3 4 2026")

    def clean_ended_on(self) -> date:
        """A day that can be."""
        return self.checked_day("ended_on")


def of_complaint(complaint: RegulatorComplaint, today: date) -> dict[str, object]:
    """What the days of a complaint are checked against."""
    since = "the day on which we were told of the complaint"
    return {"today": today, "earliest": complaint.told_on, "since": since}


def of_letter(letter: RegulatorLetter, today: date) -> dict[str, object]:
    """What the day of an answer is checked against."""
    return {"today": today, "earliest": letter.sent_on, "since": "the regulator’s letter"}


def _named(exemption: Exemption) -> str:
    return f"{exemption.citation[:1].upper()}{exemption.citation[1:]}: {exemption.name}"


def _initial(complaint: RegulatorComplaint | None) -> dict[str, object]:
    if complaint is None:
        return {}
    return {
        "told_on": complaint.told_on,
        "reference": complaint.reference,
        "about": [*(each.code for each in complaint.exemptions.all()), *complaint.matters],
        "says": complaint.says,
        "revision": complaint.revision,
    }
