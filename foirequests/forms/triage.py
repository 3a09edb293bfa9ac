"""What triage finds about one question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from django import forms

from accounts.models import StaffMember
from codes.models import Code, InformationHeld, Regime, ServiceArea
from foirequests.actions.advice import COLUMNS, is_no_law, proposed_attribute
from foirequests.actions.triage import stands_on
from foirequests.domain import advice
from foirequests.domain.standing import CODES, QUESTION, Standing, read_standing, written
from foirequests.domain.triage import HELD, NOT_CONFIRMED, NOT_HELD, QuestionFindings
from foirequests.forms.ticked import TickedRowsField, row_keys
from foirequests.models import Advice, Question

SEEN = "seen"
AGAIN = "Nothing was saved. If you think otherwise, talk to them, and then save again: yours then takes its place."

FOUND_SHOWN = 15
"""How many codes a search shows at once."""


@dataclass(frozen=True)
class TriageLists:
    """What can be chosen for every question of a case: read once, however many questions there are."""

    teams: tuple[str, ...]
    regimes: tuple[Regime, ...]
    services: tuple[ServiceArea, ...]
    held: tuple[InformationHeld, ...]

    @classmethod
    def current(cls, teams: tuple[str, ...]) -> Self:
        """The lists as they stand, with the teams that hold information."""
        return cls(
            teams,
            regimes=tuple(Regime.objects.current()),
            services=tuple(ServiceArea.objects.current()),
            held=tuple(InformationHeld.objects.current()),
        )


class TriageForm(forms.Form):
    """Law, service, whether the information is held, who has it, and the codes that the question touches."""

    regime = forms.ModelChoiceField(label="Law", queryset=None, empty_label=None)
    service_area = forms.ModelChoiceField(label="Service", queryset=None, empty_label="Choose a service")
    information_held = forms.ModelChoiceField(
        label="Do we hold the information?", queryset=None, widget=forms.RadioSelect, empty_label=None
    )
    missing_attribute = forms.CharField(
        label="What do our records not show? (optional)",
        required=False,
        max_length=200,
        help_text="As it stands in a sentence, for example: the type of procedure",
    )
    holder = forms.ChoiceField(label="Who has it? (optional)", required=False)
    codes = TickedRowsField(queryset=None, required=False, widget=forms.CheckboxSelectMultiple)
    code_search = forms.CharField(label="Find codes", required=False, max_length=100)
    searched = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args,
        question: Question,
        lists: TriageLists,
        given: Sequence[Advice] = (),
        seen: Standing | None = None,
        **kwargs,
    ) -> None:
        """`seen` is what stood on the question when the page was shown; the page brings it back by itself."""
        known = _known(question, given)
        super().__init__(*args, initial=known | kwargs.pop("initial", {}), **kwargs)
        self.question, self.lists, self.given = question, lists, given
        self.seen = read_standing(self.data.get(f"{self.prefix}-{SEEN}")) if self.is_bound else seen
        self.fields["regime"].queryset = Regime.objects.current()
        self.fields["regime"].choices = _choices(lists.regimes)
        service = self.fields["service_area"]
        service.queryset = ServiceArea.objects.current()
        service.choices = [("", service.empty_label), *_choices(lists.services)]
        held = self.fields["information_held"]
        held.queryset = InformationHeld.objects.current()
        held.choices = _choices(lists.held)
        held.choice_hints = {row.pk: row.meaning for row in lists.held}
        held.error_messages["required"] = "Say whether we hold the information"
        self.fields["service_area"].error_messages["required"] = "Choose the service that the request is about"
        # A code chosen earlier stays though an import has retired it since.
        self.fields["codes"].queryset = Code.objects.current() | Code.objects.filter(pk__in=known["codes"])
        names = list(lists.teams)
        if known["holder"] and known["holder"] not in names:
            names.append(known["holder"])
        self.fields["holder"].choices = [("", "Not known yet"), *[(name, name) for name in names]]

    @property
    def name(self) -> str:
        """How the page tells this form from those of other questions."""
        return f"Question {self.question.number}"

    @property
    def mark(self) -> str:
        """What the page carries to say what stood on the question when it was shown."""
        return written(self.seen or stands_on(self.question))

    def tell_changed(self, names: Iterable[str], who: StaffMember | None) -> None:
        """Say beside each of these fields what somebody put there meanwhile; saving again writes over it."""
        somebody = who.name if who else "You yourself, on another page,"
        now = stands_on(self.question)
        for name in names:
            if name == QUESTION:
                reworded = f"{somebody} changed the words of this question since you opened the page."
                self.add_error(None, f"{reworded} {AGAIN}")
                continue
            value = self._in_words(name, now[name])
            what = f"put “{value}” here" if value else "took out what stood here"
            self.add_error(name, f"{somebody} {what} since you opened the page. {AGAIN}")
        self.seen = now

    def _in_words(self, name: str, value: str) -> str:
        if name == CODES:
            return "; ".join(code.label for code in Code.objects.filter(pk__in=value.split()))
        choices = getattr(self.fields[name], "choices", ())
        return next((str(words) for key, words in choices if str(key) == value), value)

    @property
    def found_codes(self) -> list[Code]:
        """The codes to tick: those chosen already and those advised, then those that the search found."""
        chosen = self.chosen_codes
        advised = {piece.code_id: piece.code for piece in self.given if piece.code_id}
        shown = {code.pk: code for code in self.question.codes.all() if code.pk in chosen} | advised
        kept = list(shown.values())
        if more := chosen - {code.pk for code in kept}:
            kept += self.fields["codes"].queryset.filter(pk__in=more)
        words = self["code_search"].value() or ""
        found = Code.objects.current().called(words).exclude(pk__in=chosen | set(shown))[:FOUND_SHOWN] if words else []
        return [*kept, *found]

    @property
    def chosen_codes(self) -> set[int]:
        """The keys of the codes ticked now."""
        return set(row_keys(self["codes"].value() or []))

    @property
    def has_unsearched_words(self) -> bool:
        """Whether words were typed into the search that nobody has looked up yet (Enter pressed in its box)."""
        words = (self["code_search"].value() or "").strip()
        return bool(words) and words != (self["searched"].value() or "").strip()

    @property
    def findings(self) -> QuestionFindings:
        """What was found; nothing is missing from the records of what is held in full."""
        held = self.cleaned_data["information_held"].pk
        return QuestionFindings(
            regime=self.cleaned_data["regime"].pk,
            service_area=self.cleaned_data["service_area"].pk,
            information_held=held,
            holder=self.cleaned_data["holder"],
            missing_attribute="" if held in (HELD, NOT_CONFIRMED) else self.cleaned_data["missing_attribute"],
        )


def _known(question: Question, given: Sequence[Advice]) -> dict[str, object]:
    """What the form shows at first: what was found, and where nothing was yet, what is advised and not decided."""
    waiting = [piece for piece in given if piece.decision == advice.WAITING]
    advised = {COLUMNS[piece.kind]: piece.value for piece in waiting if piece.kind in COLUMNS and not is_no_law(piece)}
    found = {column: getattr(question, column) for column in COLUMNS.values()}
    fresh = not question.information_held_id
    missing = question.missing_attribute or (proposed_attribute(waiting) if fresh else "")
    shown = found | (advised if fresh else {})
    return {
        "regime": shown["regime_id"],
        "service_area": shown["service_area_id"] or "claims_management",
        "information_held": question.information_held_id or (NOT_HELD if missing else None),
        "missing_attribute": missing,
        "holder": shown["holder"],
        "codes": list(
            dict.fromkeys(
                [code.pk for code in question.codes.all()]
                + [piece.code_id for piece in waiting if piece.code_id and fresh]
            )
        ),
    }


def _choices(rows: tuple[Regime | ServiceArea | InformationHeld, ...]) -> list[tuple[str, str]]:
    return [(row.pk, str(row)) for row in rows]
