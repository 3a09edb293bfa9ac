"""What is handed over to another team, and the list of what was."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import staff_page
from accounts.models import Role, StaffMember
from codes.models.organisation import office_on
from foirequests.actions.handover import hand_over
from foirequests.actions.parts import GoingAlong
from foirequests.forms.handover import HandoverForm
from foirequests.models import Handover
from foirequests.presenters.handover import handover_rows
from foirequests.views.act_page import act_page, posted
from foirequests.views.correspondence import form_page
from foirequests.views.fetch import case_or_404
from foirequests.views.long_lists import LongList

ABOUT = (
    "Another team deals with subject access, data protection complaints, complaints and what is said in a claim. The"
    " requester is told which team, and by when it answers.",
    "From then on only that team can read it, and you cannot unless you work in that team. When you hand over some of"
    " several questions they become a case of their own, with the request word for word and its files.",
    "This case then keeps the words of its own questions, and the messages, notes and questions to teams that you leave"
    " with it. Letters, acknowledgements, files that came with other messages that stay, and the list of what happened"
    " stay with it as well.",
    "A team that nobody is entered for cannot read what is handed over until somebody is.",
)


@staff_page(Role.OFFICER)
@form_page
def case_hand_over(http_request: HttpRequest, reference: str) -> HttpResponse:
    """Hand a case, or some questions of it, over to the team that deals with it."""
    foi_request = case_or_404(http_request, reference)

    def do(typed) -> HttpResponse:
        along = GoingAlong(typed.get("said", ()), typed.get("asked", ()))
        chosen = {name: typed[name] for name in ("questions", "kind", "team")}
        handover = hand_over(foi_request, **chosen, along=along, by=http_request.user, at=timezone.now())
        told = f"The {handover.team} team has it now, under {handover.foi_request.reference}."
        messages.success(http_request, f"{told} The requester is told.")
        if not StaffMember.objects.in_team(handover.team).exists():
            messages.warning(
                http_request,
                f"Nobody is entered for the {handover.team} team yet, so nobody can read it or is told. Ask for"
                " somebody to be entered, and tell the team by other means.",
            )
        return redirect("queue") if handover.foi_request_id == foi_request.pk else redirect("case_triage", reference)

    return act_page(
        http_request,
        foi_request,
        "passed_on",
        HandoverForm(posted(http_request), foi_request=foi_request, office=office_on(timezone.localdate())),
        do,
        title="Hand over to another team",
        button="Hand over",
        done="",
        about=ABOUT,
        warning=True,
    )


@staff_page
@require_safe
def handovers(http_request: HttpRequest) -> HttpResponse:
    """What is with other teams: for the deputy director that it exists, for a team its own cases."""
    member = http_request.user
    found = Handover.objects.in_force().select_related("foi_request", "passed_on_by").order_by("-passed_on_at", "-pk")
    if not member.holds(Role.DEPUTY_DIRECTOR):
        found = found.to_teams(member.teams)
    page = LongList(found).get_page(http_request.GET.get("page"))
    return render(
        http_request,
        "foirequests/handovers.html",
        {"section": "queue", "page": page, "rows": handover_rows(page.object_list, member=member)},
    )
