"""Recording a decision notice, an appeal to the tribunal, and what the tribunal decided."""

from collections.abc import Iterable
from datetime import date

from django import forms

from codes.form_fields import DayField
from responses.actions.appeals import CHANGED, KEPT, LIFTED, Judged
from responses.actions.decision_notices import Decided, matters_of
from responses.domain.errors import Refused
from responses.domain.regulator import FINDINGS
from responses.domain.regulator_days import LONGEST_STEPS, check_new_day, check_published
from responses.forms.regulator import DayCheckedForm, beside, hinted, of_complaint, reference_field, words_field
from responses.models import DecisionNotice, Finding, RegulatorComplaint, TribunalAppeal

NOT_DECIDED = ""


def published_field() -> forms.URLField:
    """Where the decision can be read by everybody."""
    field = forms.URLField(
        label="Where it is published (optional)",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="The public address of the decision, which begins with https://",
        error_messages={"invalid": "Enter the whole address, beginning with https://"},
    )
    field.validators = [lambda url: beside(lambda: check_published(url))]
    return field


def finding_field(label: str, *, none: str, initial: str = "") -> forms.ChoiceField:
    """What was found of one matter; `none` says what leaving it means."""
    return forms.ChoiceField(
        label=label,
        choices=[*FINDINGS.items(), ("", none)],
        required=False,
        initial=initial,
        widget=forms.RadioSelect({"small": True}),
    )


class NoticeForm(DayCheckedForm):
    """What a decision notice says of each matter of the complaint, and what has to be done."""

    given_on = DayField(
        label="The day on which the notice was sent",
        help_text="The 28 days to appeal run from it. For example, 6 3 2026",
    )
    reference = reference_field("IC-123456-A1B2", label="Reference of the notice (optional)")
    steps = words_field(
        "Steps that it requires (optional)", help_text="Word for word. Leave it empty when the notice requires none"
    )
    steps_days = forms.IntegerField(
        label="Calendar days that it gives for them (optional)",
        required=False,
        min_value=1,
        max_value=LONGEST_STEPS,
        widget=forms.TextInput({"inputmode": "numeric", "size": 5}),
        help_text="Counted from the day of the notice, weekends and bank holidays included. Most notices say 30 or 35",
        error_messages={
            "invalid": "Enter a whole number of days, for example 30",
            "min_value": "Enter one day at least",
            "max_value": f"Enter {LONGEST_STEPS} days at the most",
        },
    )
    published_url = published_field()
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, complaint: RegulatorComplaint, today: date, **kwargs) -> None:
        notice = complaint.notice
        super().__init__(*args, initial=_initial(notice), **of_complaint(complaint, today), **kwargs)
        found = {each.exemption_id or each.matter: each.outcome for each in notice.findings.all()} if notice else {}
        self.matters = {f"found_{number}": code for number, code in enumerate(matters_of(complaint), start=1)}
        labels = matters_of(complaint)
        for name, code in self.matters.items():
            self.fields[name] = finding_field(
                f"{labels[code]}: what does the notice decide?",
                none="The notice does not decide on it",
                initial=found.get(code, ""),
            )
        self.order_fields(["given_on", "reference", *self.matters])

    def clean_given_on(self) -> date:
        """A day that can be."""
        return self.checked_day("given_on")

    def clean(self) -> dict[str, object]:
        """Something is decided; steps have a time and a time has steps."""
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in self.matters):
            self.add_error(next(iter(self.matters)), "Choose what the notice decides of one matter at least")
        steps, days = (cleaned.get("steps") or "").strip(), cleaned.get("steps_days")
        if steps and days is None and not self.has_error("steps_days"):
            self.add_error("steps_days", "Enter the number of calendar days that the notice gives for the steps")
        if days is not None and not steps:
            self.add_error("steps", "Enter the steps that the notice requires, or leave the number of days empty")
        return cleaned

    @property
    def decided(self) -> Decided:
        """What was typed, as the act takes it."""
        data = self.cleaned_data
        return Decided(
            given_on=data["given_on"],
            findings={code: data[name] for name, code in self.matters.items() if data[name]},
            reference=data["reference"],
            steps=data["steps"].strip(),
            steps_days=data["steps_days"],
            published_url=data["published_url"],
        )


class AppealForm(DayCheckedForm):
    """Who appealed, and when."""

    side = hinted(
        "Who appealed?",
        {"requester": ("The requester", ""), "authority": ("We did", "")},
        error="Choose who appealed",
    )
    lodged_on = DayField(label="On which day was the appeal made?", help_text="For example, 3 4 2026")
    reference = reference_field("EA/2026/0123", label="The tribunal’s reference (optional)")

    def __init__(self, *args, open_to: Iterable[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kept = [(side, words) for side, words in self.fields["side"].choices if side in set(open_to)]
        self.fields["side"].choices = kept

    def clean_lodged_on(self) -> date:
        """A day that can be."""
        return self.checked_day("lodged_on")


class JudgedForm(DayCheckedForm):
    """What the tribunal decided: of the appeal, of each finding, of the steps."""

    outcome = hinted(
        "What became of the appeal?",
        {code: (words, "") for code, words in TribunalAppeal.Outcome.choices},
        error="Choose what became of the appeal",
    )
    decided_on = DayField(label="On which day?", help_text="For example, 3 4 2026")
    steps_are = hinted(
        "What has to be done now?",
        {
            KEPT: ("As the notice says", "The steps and their last day stay, if there are any"),
            CHANGED: ("The tribunal set steps or a day of its own", "Enter them below"),
            LIFTED: ("Nothing any more", "The tribunal lifted the steps"),
        },
        error="Choose what has to be done",
        initial=KEPT,
    )
    steps = words_field("Steps that the tribunal requires (optional)", help_text="Leave it empty to keep their words")
    steps_by = DayField(label="Their last day (optional)", required=False, help_text="For example, 3 4 2026")
    published_url = published_field()

    def __init__(self, *args, findings: Iterable[Finding], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.found = {f"found_{each.pk}": each.pk for each in findings}
        for each in findings:
            what = each.exemption.citation if each.exemption else each.get_matter_display()
            self.fields[f"found_{each.pk}"] = finding_field(
                f"{what[:1].upper()}{what[1:]}: what did the tribunal find?",
                none=f"As the regulator: {FINDINGS[each.outcome].partition(':')[0].lower()}",
            )
        self.order_fields(["outcome", "decided_on", *self.found])

    def clean_decided_on(self) -> date:
        """A day that can be."""
        return self.checked_day("decided_on")

    def clean(self) -> dict[str, object]:
        """Only an appeal that was allowed changes anything; steps set anew have a day."""
        cleaned = super().clean()
        changes = [name for name in self.found if cleaned.get(name)]
        if cleaned.get("outcome") and cleaned["outcome"] not in TribunalAppeal.CHANGE_THE_NOTICE:
            for name in changes:
                self.add_error(name, "Only an appeal that was allowed changes what the regulator found")
            if cleaned.get("steps_are") in (CHANGED, LIFTED):
                self.add_error("steps_are", "Only an appeal that was allowed changes what has to be done")
        decided_on, steps_by = cleaned.get("decided_on"), cleaned.get("steps_by")
        if cleaned.get("steps_are") == CHANGED and steps_by is None and not self.has_error("steps_by"):
            self.add_error("steps_by", "Enter the last day for the steps")
        if decided_on and steps_by:
            try:
                check_new_day(steps_by, decided_on=decided_on)
            except Refused as refused:
                self.add_error("steps_by", str(refused))
        return cleaned

    @property
    def judged(self) -> Judged:
        """What was typed, as the act takes it; days and words of steps that stay are left out."""
        data = self.cleaned_data
        sets_anew = data["steps_are"] == CHANGED
        return Judged(
            decided_on=data["decided_on"],
            outcome=data["outcome"],
            findings={pk: data[name] for name, pk in self.found.items() if data[name]},
            steps_are=data["steps_are"],
            steps=data["steps"].strip() if sets_anew else "",
            steps_by=data["steps_by"] if sets_anew else None,
            published_url=data["published_url"],
        )


def _initial(notice: DecisionNotice | None) -> dict[str, object]:
    if notice is None:
        return {}
    names = ("given_on", "reference", "steps", "steps_days", "published_url", "revision")
    return {name: getattr(notice, name) for name in names}
