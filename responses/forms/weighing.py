"""The workbench of a public interest test: factors on two sides, each with its weight, and where the balance falls."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

from responses.domain.decisions import DISCLOSURE, MAINTAINING, WEIGHTS, Factor, Ground
from responses.domain.ground_questions import LONGEST_ANSWER
from responses.domain.weighing import conclusion

SIDES = (DISCLOSURE, MAINTAINING)
WEIGHT_CHOICES = [(str(weight), words[:1].upper() + words[1:]) for weight, words in WEIGHTS.items()]
MOST_ROWS = 30


@dataclass(frozen=True)
class FactorRow:
    """The fields of one factor on the page; `take_away` is None for the row that adds one."""

    number: int
    words: BoundField
    weight: BoundField
    note: BoundField
    take_away: BoundField | None


class WeighingForm(forms.Form):
    """Every factor as it stands, one empty row on each side, factors of earlier decisions to take over, the balance.

    `earlier` are pairs of a key and a factor. A page posts how many rows it had, so that a row is never lost because
    somebody else changed the number meanwhile.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data=None, *, ground: Ground, revision: int, earlier: Iterable[tuple[int, Factor]]) -> None:
        super().__init__(data, initial={"balance": ground.balance, "revision": revision})
        self.earlier = {str(key): factor for key, factor in earlier}
        self.rows: dict[str, list[int]] = {}
        for side in SIDES:
            self._add_side(side, ground.factors_for(side))
        self.fields["balance"] = forms.ChoiceField(
            label="Where does the balance fall?",
            required=False,
            widget=forms.RadioSelect,
            choices=[
                (side, conclusion(ground.provision, denies=ground.denies, balance=side))
                for side in (MAINTAINING, DISCLOSURE)
            ],
        )

    def _add_side(self, side: str, factors: tuple[Factor, ...]) -> None:
        shown = len(factors) + 1
        if self.is_bound:
            posted = self.data.get(f"{side}-rows", "")
            shown = min(int(posted), MOST_ROWS) if posted.isascii() and posted.isdigit() else shown
        self.rows[side] = list(range(shown))
        for number in self.rows[side]:
            kept = factors[number] if number < len(factors) else None
            self._add_row(f"{side}-{number}", kept)
        offered = [(key, each.words) for key, each in self.earlier.items() if each.side == side]
        if offered:
            self.fields[f"{side}-earlier"] = forms.MultipleChoiceField(
                label="From earlier decisions",
                choices=offered,
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"small": True}),
                help_text="The most used first. They are added with the weight that they mostly had.",
            )

    def _add_row(self, name: str, kept: Factor | None) -> None:
        self.fields[f"{name}-words"] = forms.CharField(
            label="Factor" if kept else "Another factor",
            initial=kept.words if kept else "",
            required=False,
            max_length=LONGEST_ANSWER,
            widget=forms.Textarea({"rows": 3, "spellcheck": "true"}),
        )
        self.fields[f"{name}-weight"] = forms.ChoiceField(
            label="Weight", choices=WEIGHT_CHOICES, initial=str(kept.weight if kept else 2), required=False
        )
        self.fields[f"{name}-note"] = forms.CharField(
            label="Why it weighs so (optional)",
            initial=kept.note if kept else "",
            required=False,
            widget=forms.TextInput(),
        )
        if kept:
            self.fields[f"{name}-gone"] = forms.BooleanField(label="Take this factor away", required=False)

    def clean(self) -> dict[str, object]:
        """Refuse a note or a weight without words."""
        cleaned = super().clean()
        for side in SIDES:
            for number in self.rows[side]:
                name = f"{side}-{number}"
                is_bare = not (cleaned.get(f"{name}-words") or "").strip()
                if is_bare and (cleaned.get(f"{name}-note") or "").strip() and not cleaned.get(f"{name}-gone"):
                    self.add_error(f"{name}-words", "Write the factor that this note is about, or empty the note")
        return cleaned

    def side(self, side: str) -> list[FactorRow]:
        """The rows of one side, as the page draws them."""
        return [
            FactorRow(
                number + 1,
                self[f"{side}-{number}-words"],
                self[f"{side}-{number}-weight"],
                self[f"{side}-{number}-note"],
                self[f"{side}-{number}-gone"] if f"{side}-{number}-gone" in self.fields else None,
            )
            for number in self.rows[side]
        ]

    @property
    def factors(self) -> list[Factor]:
        """The factors as they should stand: those kept and changed, the new ones, and those taken over."""
        found = []
        for side in SIDES:
            found += [self._factor(side, f"{side}-{number}") for number in self.rows[side]]
            found += [self.earlier[key] for key in self.cleaned_data.get(f"{side}-earlier", ())]
        return [each for each in found if each is not None]

    def _factor(self, side: str, name: str) -> Factor | None:
        typed = self.cleaned_data
        words = typed[f"{name}-words"].strip()
        if not words or typed.get(f"{name}-gone"):
            return None
        return Factor(side, words, int(typed[f"{name}-weight"] or 2), typed[f"{name}-note"].strip())
