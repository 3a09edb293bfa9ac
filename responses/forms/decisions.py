"""Deciding a question: its state, a ground with its own fields alone, the opinion of the qualified person."""

from collections.abc import Iterable, Mapping
from datetime import date

from django import forms

from codes.form_fields import DayField, HintedChoiceField
from responses.domain.decision_fields import gives_information, named_fields, question_fields, settled_outcome
from responses.domain.decisions import GRANTED, HELD, NOT_CONFIRMED, NOT_HELD, PART, PART_HELD, REFUSED, Decision
from responses.domain.errors import Refused
from responses.domain.ground_answers import kept_answer
from responses.domain.ground_choices import LIKELIHOOD_WORDS
from responses.domain.ground_fields import fields_of
from responses.domain.ground_questions import (
    CHOICE,
    COST_IN_POUNDS,
    DAY,
    FIGURES,
    HOURS_TAKEN,
    LINE,
    LONGEST_ANSWER,
    WORK,
    GroundField,
)
from responses.domain.provisions import OPINION, Provision
from responses.models import AppliedGround, QualifiedPersonOpinion, QuestionDecision

HELD_CHOICES = {
    HELD: ("Held", "We hold all of what is asked for"),
    PART_HELD: ("Partly held", "We hold some of it and not the rest"),
    NOT_HELD: ("Not held", "We did not hold it when the request came, on the balance of probabilities"),
    NOT_CONFIRMED: (
        "Neither confirm nor deny",
        "To say so would give something away, or the law does not make us (sections 12(2) and 14)",
    ),
}
OUTCOME_CHOICES = {
    GRANTED: ("Given in full", "Everything that we hold of it"),
    PART: ("Given in part", "Some is given and some is withheld, or masked"),
    REFUSED: ("Refused", "Nothing is given"),
}


def _words(label: str, help_text: str = "", *, rows: int = 4, is_line: bool = False) -> forms.CharField:
    """A field that may wait: a draft is saved as far as it is."""
    widget = forms.TextInput() if is_line else forms.Textarea({"rows": rows, "spellcheck": "true"})
    limit = {} if is_line else {"max_length": LONGEST_ANSWER}
    return forms.CharField(label=label, help_text=help_text, required=False, widget=widget, **limit)


def _radios(label: str, choices: Mapping[str, tuple[str, str]], **kwargs) -> HintedChoiceField:
    return HintedChoiceField(
        label=label,
        choices=[(code, words) for code, (words, _hint) in choices.items()],
        choice_hints={code: hint for code, (_words, hint) in choices.items()},
        **kwargs,
    )


class QuestionForm(forms.Form):
    """Whether it is held, what becomes of it, and the facts that the answer standing now needs.

    The facts follow what is saved: choosing another answer and saving brings its own facts. What was typed on a page
    that showed others is taken as well: the question may have been decided otherwise while it was open.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data=None, *, decision: Decision, row: QuestionDecision | None) -> None:
        details = row.details if row else {}
        initial = {
            "held": decision.held,
            "outcome": settled_outcome(decision.held, decision.outcome),
            "answer": row.answer if row else "",
            "revision": row.revision if row else 0,
            **details,
        }
        super().__init__(data, initial=initial)
        self.fields["held"] = _radios(
            "Is the information held?", HELD_CHOICES, error_messages={"required": "Say whether the information is held"}
        )
        self.fields["outcome"] = _radios(
            "What becomes of it?", OUTCOME_CHOICES, required=False, help_text="Where some or all of it is held."
        )
        self.asked = question_fields(decision.held, decision.outcome, regime=decision.regime)
        typed = frozenset(data or ()) - {each.name for each in self.asked}
        self.asked += named_fields(typed, regime=decision.regime)
        for each in self.asked:
            self.fields[each.name] = _words(each.label, each.help, is_line=each.is_short)
        if gives_information(decision.held, decision.outcome) or "answer" in typed:
            help_text = "In words, as the letter says it. Tables are added on the drafting page."
            self.fields["answer"] = _words("The information", help_text, rows=6)

    @property
    def details(self) -> dict[str, str]:
        """The facts that were asked for."""
        return {each.name: self.cleaned_data[each.name] for each in self.asked}


class ApplyForm(forms.Form):
    """What a provision is applied to, before the law's own questions are asked; `known` is what the case proposes."""

    information = _words(
        "Which information is it applied to?", "In plain words, so that the letter can name it.", rows=3
    )

    def __init__(self, data=None, *, provision: Provision, must_deny: bool, known: str = "") -> None:
        super().__init__(data, initial={"information": known})
        self.fields["information"].required = True
        self.fields["information"].error_messages["required"] = "Say which information it is applied to"
        self.provision, self.must_deny = provision, must_deny
        if must_deny:
            self.fields["information"].help_text = "As the request describes it. Nothing here may say that we hold it."

    @property
    def denies(self) -> bool:
        """Whether it is used to neither confirm nor deny: as the question is decided, where the provision can."""
        return self.must_deny and bool(self.provision.ncnd)


class GroundForm(forms.Form):
    """One applied ground: the information, and this provision's own fields; every answer may wait.

    `known` is what the case says already (its estimate, its card): it stands in fields that nobody has answered, and
    with `anew` in the others too, so that an estimate which has changed is taken over when the person saves.
    """

    information = _words(
        "Which information is it applied to?", "In plain words, so that the letter can name it.", rows=3
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self,
        data=None,
        *,
        ground: AppliedGround,
        provision: Provision,
        opinions: Iterable[QualifiedPersonOpinion],
        known: Mapping[str, str],
        anew: bool = False,
    ) -> None:
        self.asked = fields_of(provision, denies=ground.denies)
        answers = {**ground.details, **known} if anew else {**known, **ground.details}
        kept = {each.name: _shown(each, answers.get(each.name, "")) for each in self.asked}
        initial = {
            "information": ground.information,
            "withheld_explanation": ground.withheld_explanation,
            "opinion": ground.opinion_id or "",
            "revision": ground.revision,
            **kept,
        }
        super().__init__(data, initial=initial)
        self.fields["information"].required = True
        self.fields["information"].error_messages["required"] = "Say which information it is applied to"
        for each in self.asked:
            self.fields[each.name] = _field(each)
        if provision.basis == OPINION:
            self.opinions = {opinion.pk: opinion for opinion in opinions}
            self.fields["opinion"] = _opinion_field(self.opinions.values())
        if provision.regime == "foi":
            self.fields["withheld_explanation"] = _words(
                "Why no explanation can be given (only if so)",
                "Only where the explanation would itself give away what is exempt. It is for the file, not the letter.",
                rows=3,
            )

    @property
    def details(self) -> dict[str, str]:
        """The answers, as they are kept."""
        typed = {each.name: self.cleaned_data.get(each.name) for each in self.asked}
        return {name: value.isoformat() if isinstance(value, date) else value or "" for name, value in typed.items()}

    @property
    def opinion(self) -> QualifiedPersonOpinion | None:
        """The opinion that was chosen."""
        chosen = self.cleaned_data.get("opinion")
        return self.opinions[int(chosen)] if chosen else None


class _FiguresField(forms.CharField):
    """An answer about figures: what is none gets its message beside the field, and may be mended there."""

    def __init__(self, asked: GroundField) -> None:
        line = forms.TextInput({"inputmode": "decimal"} if asked.kind in (HOURS_TAKEN, COST_IN_POUNDS) else None)
        widget = forms.Textarea({"rows": 4}) if asked.kind == WORK else line
        super().__init__(
            label=asked.label, help_text=asked.help, required=False, widget=widget, max_length=LONGEST_ANSWER
        )
        self.kind = asked.kind

    def clean(self, value: str) -> str:
        """The answer as it is kept."""
        try:
            return kept_answer(self.kind, super().clean(value))
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None


class OpinionForm(forms.Form):
    """The opinion of the qualified person as it was given."""

    given_on = DayField(label="On which day was the opinion given?", help_text="Not after today. For example, 5 1 2023")
    limbs = forms.MultipleChoiceField(
        label="Which limbs is it about?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the limbs that the opinion is about"},
    )
    likelihood = forms.ChoiceField(
        label="How likely is the effect, in the qualified person’s opinion?",
        choices=list(LIKELIHOOD_WORDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Say how likely the qualified person thinks the effect is"},
    )
    reasons = forms.CharField(
        label="The reasons that the qualified person gave",
        widget=forms.Textarea({"rows": 8}),
        max_length=LONGEST_ANSWER,
        error_messages={"required": "Enter the reasons for the opinion"},
    )
    denies = forms.BooleanField(label="It also covers neither confirming nor denying (section 36(3))", required=False)

    def __init__(self, data=None, *, limbs: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["limbs"].choices = list(limbs)


def _field(asked: GroundField) -> forms.Field:
    if asked.kind == CHOICE:
        return forms.ChoiceField(
            label=asked.label,
            help_text=asked.help,
            choices=list(asked.choices.items()),
            required=False,
            widget=forms.RadioSelect(attrs={"small": True}),
        )
    if asked.kind == DAY:
        return DayField(label=asked.label, help_text=asked.help or "For example, 5 1 2023", required=False)
    if asked.kind in FIGURES:
        return _FiguresField(asked)
    label = asked.label if asked.required or asked.or_else else f"{asked.label} (if there is something to say)"
    return _words(label, asked.help, is_line=asked.kind == LINE)


def _shown(asked: GroundField, kept: str) -> str | date | None:
    return (date.fromisoformat(kept) if kept else None) if asked.kind == DAY else kept


def _opinion_field(opinions: Iterable[QualifiedPersonOpinion]) -> forms.ChoiceField:
    choices = [
        (str(each.pk), f"{each.given_on.day} {each.given_on:%B %Y}, {each.office}: {', '.join(each.limbs)}")
        for each in opinions
    ]
    return forms.ChoiceField(
        label="On which opinion does it stand?",
        choices=[*choices],
        required=False,
        widget=forms.RadioSelect(attrs={"small": True}),
    )
