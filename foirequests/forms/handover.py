"""Handing questions of a case over to another team."""

from collections.abc import Sequence

from django import forms

from codes.domain.office_settings import Office
from foirequests.domain import advice
from foirequests.domain.handover import MATTERS
from foirequests.models import Advice, FoiRequest, Question


class HandoverForm(forms.Form):
    """Which questions, what they are, and the team that deals with them; as advised, unless changed."""

    questions = forms.ModelMultipleChoiceField(
        label="What is handed over", queryset=None, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(
        label="What it is",
        choices=[(kind, matter.name) for kind, matter in MATTERS.items()],
        widget=forms.RadioSelect,
    )
    team = forms.ChoiceField(label="The team that deals with it")

    def __init__(self, *args, foi_request: FoiRequest, office: Office, **kwargs) -> None:
        questions = list(foi_request.questions.all())
        advised = _advised(foi_request)
        kind = next(iter(advised.values()), "")
        team = getattr(office.handover_teams, MATTERS[kind].setting) if kind and office.has("handover_teams") else ""
        first = {"questions": [pk for pk in advised if advised[pk] == kind], "kind": kind, "team": team}
        if len(questions) == 1:
            first["questions"] = [questions[0].pk]
        super().__init__(*args, initial=first, **kwargs)
        field = self.fields["questions"]
        field.queryset = Question.objects.filter(foi_request=foi_request)
        field.label_from_instance = _label
        field.error_messages["required"] = "Tick the questions that you want to hand over"
        self.fields["team"].choices = [("", "Choose a team"), *[(each, each) for each in _teams(office, team)]]


def _advised(foi_request: FoiRequest) -> dict[int, str]:
    """By question what it was advised to be, where that is for another team."""
    given = Advice.objects.of_case(foi_request).filter(kind=advice.REGIME, question__isnull=False, value__in=MATTERS)
    return dict(given.exclude(decision=advice.DISMISSED).values_list("question", "value"))


def _teams(office: Office, first: str) -> Sequence[str]:
    named = [first] if first else []
    if office.has("handover_teams"):
        named += [getattr(office.handover_teams, matter.setting) for matter in MATTERS.values()]
    return list(dict.fromkeys([*named, *office.holders.teams]))


def _label(question: Question) -> str:
    words = question.text if len(question.text) <= 120 else f"{question.text[:120].rsplit(' ', 1)[0]}…"
    return f"Question {question.number}: {words}"
