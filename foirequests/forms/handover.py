"""Handing questions of a case over to another team."""

from collections.abc import Callable, Sequence

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import StaffMember
from codes.domain.office_settings import Office
from foirequests.domain import advice
from foirequests.domain.handover import MATTERS
from foirequests.forms.ticked import TickedRowsField
from foirequests.models import Advice, Commission, FoiRequest, Message, Question
from foirequests.presenters.days import day_words

NOBODY = "nobody is entered for this team yet"


class HandoverForm(forms.Form):
    """Which questions, what they are, and the team that deals with them; as advised, unless changed."""

    questions = TickedRowsField(label="What is handed over", queryset=None, widget=forms.CheckboxSelectMultiple)
    said = TickedRowsField(
        label="Messages and notes that go with this part",
        help_text="What is not ticked stays on the page of this case, in its print and in search.",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    asked = TickedRowsField(
        label="Questions to teams that go with this part",
        help_text="Those that are of no one question; what is not ticked stays with this case.",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
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
        said = foi_request.messages.besides_the_request()
        if len(questions) > 1 and (not_ours := said.exclude(direction=Message.Direction.OUT)):
            first["said"] = [message.pk for message in not_ours]
        super().__init__(*args, initial=first, **kwargs)
        field = self.fields["questions"]
        field.queryset = Question.objects.filter(foi_request=foi_request)
        field.label_from_instance = _label
        field.error_messages["required"] = "Tick the questions that you want to hand over"
        self._offer("said", said, _message_label, of_several=len(questions) > 1)
        asked = Commission.objects.filter(foi_request=foi_request, question=None)
        self._offer("asked", asked, _commission_label, of_several=len(questions) > 1)
        self.fields["team"].choices = [("", "Choose a team"), *_choices(_teams(office, team))]

    def _offer(self, name: str, rows: QuerySet, label: Callable[..., str], *, of_several: bool) -> None:
        """Offer these rows; of a case with one question all of them go anyway."""
        if not (of_several and rows.exists()):
            del self.fields[name]
            return
        self.fields[name].queryset, self.fields[name].label_from_instance = rows, label


def _advised(foi_request: FoiRequest) -> dict[int, str]:
    """By question what it was advised to be, where that is for another team."""
    given = Advice.objects.of_case(foi_request).filter(kind=advice.REGIME, question__isnull=False, value__in=MATTERS)
    return dict(given.exclude(decision=advice.DISMISSED).values_list("question", "value"))


def _teams(office: Office, first: str) -> Sequence[str]:
    named = [first] if first else []
    if office.has("handover_teams"):
        named += [getattr(office.handover_teams, matter.setting) for matter in MATTERS.values()]
    return list(dict.fromkeys([*named, *office.holders.teams]))


def _choices(teams: Sequence[str]) -> list[tuple[str, str]]:
    """The teams, each with a word where nobody is entered for it."""
    return [(team, team if StaffMember.objects.in_team(team).exists() else f"{team}: {NOBODY}") for team in teams]


def _label(question: Question) -> str:
    return f"Question {question.number}: {_shortened(question.text)}"


def _message_label(message: Message) -> str:
    day = day_words(timezone.localdate(message.happened_at))
    words = " ".join(filter(None, [message.subject, message.text]))
    return f"{message.get_kind_display()}, {message.get_direction_display().lower()}, {day}: {_shortened(words)}"


def _commission_label(commission: Commission) -> str:
    return f"{commission.holder}, asked on {day_words(commission.asked_on)}: {_shortened(commission.asked_for)}"


def _shortened(words: str) -> str:
    return words if len(words) <= 120 else f"{words[:120].rsplit(' ', 1)[0]}…"
