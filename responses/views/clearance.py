"""What waits for clearance, and clearing one letter."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import staff_page
from accounts.kept_words import words_are_saved
from accounts.models import Role
from codes.models.bank_holidays import uk_calendar
from codes.models.organisation import office_on
from foirequests.domain import workflow
from foirequests.views.long_lists import LongList
from responses.actions.clear import (
    clear_response,
    decided_about,
    return_response,
    seen_before,
    submitted_version,
)
from responses.actions.clearance_route import standing_of, standings
from responses.actions.clearers import asked_today, covering, why_not_clear
from responses.actions.comments import readers_of
from responses.actions.decision_values import limit_for
from responses.actions.draft import draft_letter
from responses.actions.findings import all_findings, decisions_are_judged
from responses.actions.letters import letter_on_screen
from responses.actions.likest import likest_reply
from responses.actions.reviewed_grounds import grounds_of_reply
from responses.actions.windows import as_if_issued
from responses.domain.clearance import WARNING_FOR_DEPUTY_DIRECTOR
from responses.domain.comments import names_nobody
from responses.domain.decisions import decisions_in
from responses.domain.errors import Refused
from responses.domain.letter import Letter
from responses.domain.passing import notes_in
from responses.domain.routing import Standing
from responses.forms.clearance import ON_PART, ClearanceForm
from responses.models import Clearance, FoiResponse, PassingNote, ResponseVersion
from responses.presenters import clearance as presenter
from responses.presenters import clearance_route as route_words
from responses.presenters.comments import by_part, nobody_words, thread_rows, waiting_beside
from responses.presenters.decided import decided_rows
from responses.presenters.drafting import changes_between, heading_of, part_title
from responses.presenters.findings import for_a_clearer
from responses.presenters.grounds import reviewed_rows
from responses.views.fetch import response_or_404

CLEARERS = (Role.CLEARER, Role.DEPUTY_DIRECTOR)
TOO_LATE = "This letter is not waiting for clearance any more"
TOLD_FOR = timedelta(days=28)
"""How long somebody who cleared a letter is shown what was passed in it afterwards; the case keeps it."""


@staff_page(*CLEARERS)
def clearance_queue(http_request: HttpRequest) -> HttpResponse:
    """The letters that wait for clearance, the one that waits longest first."""
    letters = (
        FoiResponse.objects.in_clearance()
        .select_related("foi_request__requester", "started_by", "asked_clearer", "internal_review")
        .order_by("submitted_at", "pk")
    )
    page = LongList(letters).get_page(http_request.GET.get("page"))
    waiting, today = list(page.object_list), timezone.localdate()
    on_their_way = standings(waiting, day=today)
    rows = presenter.queue_rows(
        waiting,
        refusals=why_not_clear(waiting, http_request.user, day=today, known=on_their_way),
        standings=on_their_way,
        asked=asked_today(waiting, day=today),
        covers=covering(http_request.user, day=today),
        reader=http_request.user,
        today=today,
        calendar=uk_calendar(),
    )
    context = {
        "section": "clearance",
        "columns": presenter.QUEUE_COLUMNS,
        "rows": rows,
        "page": page,
        "passed": presenter.passed_after(
            PassingNote.objects.after_clearance_by(http_request.user, since=timezone.now() - TOLD_FOR)
        ),
        "found": page.paginator.number_words("letter"),
    }
    return render(http_request, "responses/clearance/queue.html", context)


@staff_page(*CLEARERS)
def clear(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """Request, letter, what was decided and findings on one page; clear the letter or return it."""
    foi_response = response_or_404(http_request, reference, response_id)
    if foi_response.stage != workflow.CLEARANCE:
        typed = _typed(http_request, foi_response, at=timezone.now())
        if typed:
            context = {"foi_request": foi_response.foi_request, "title": TOO_LATE, "typed": typed}
            return render(http_request, "responses/clearance/too_late.html", context | {"section": "clearance"})
        if http_request.method == "POST":
            messages.error(http_request, f"{TOO_LATE}. Nothing was changed.")
        return redirect("draft", reference, response_id)
    at = timezone.now()
    version = submitted_version(foi_response)
    letter = Letter.from_json(version.letter)
    form = ClearanceForm(
        http_request.POST if http_request.method == "POST" else None,
        parts=[(part.key, part_title(part)) for part in letter.parts] + _lost(http_request, letter),
        today=timezone.localdate(at),
    )
    if http_request.method == "POST" and form.is_valid():
        answer = _decide(http_request, foi_response, form, at)
        if answer is not None:
            return answer
    return render(http_request, "responses/clearance/clear.html", _page(http_request, foi_response, version, form, at))


@staff_page(*CLEARERS)
@require_safe
def clear_similar(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """What differs between this letter and the reply to the most similar earlier request, when somebody asks."""
    foi_response = response_or_404(http_request, reference, response_id)
    found = likest_reply(foi_response.foi_request)
    version = foi_response.versions.order_by("-number").first()
    context = {"foi_request": foi_response.foi_request, "foi_response": foi_response, "similar": None, "changes": []}
    if found is not None and version is not None:
        similar, earlier = found
        context["similar"] = similar
        context["changes"] = changes_between(Letter.from_json(earlier.frozen), Letter.from_json(version.letter))
    template = "responses/clearance/similar.html" if http_request.htmx else "responses/clearance/similar_page.html"
    return render(http_request, template, context)


@staff_page(*CLEARERS)
@require_safe
def clear_changes(http_request: HttpRequest, reference: str, response_id: int) -> HttpResponse:
    """What changed in the letter since the version that this person decided about last, or that was returned last."""
    foi_response = response_or_404(http_request, reference, response_id)
    version = foi_response.versions.order_by("-number").first()
    earlier = seen_before(version, http_request.user, decided_about(foi_response)) if version else None
    title = f"What changed since version {earlier.number}" if earlier else "What changed"
    context = {"foi_request": foi_response.foi_request, "foi_response": foi_response}
    context |= {"title": title, "earlier": earlier, "changes": []}
    if earlier is not None:
        letters = [Letter.from_json(each.letter) for each in (earlier, version)]
        context["changes"] = changes_between(*letters)
    template = "responses/clearance/changes.html" if http_request.htmx else "responses/clearance/changes_page.html"
    return render(http_request, template, context)


def _decide(
    http_request: HttpRequest, foi_response: FoiResponse, form: ClearanceForm, at: datetime
) -> HttpResponse | None:
    """Do what was chosen; None when it was refused and the form says why."""
    decided = form.cleaned_data
    told = {
        "letter_hash": decided["letter_hash"],
        "step": decided["step"],
        "comment": decided["comment"],
        "part_comments": form.part_comments,
        "by": http_request.user,
        "at": at,
    }
    try:
        if decided["verdict"] == Clearance.Verdict.CLEARED:
            clear_response(foi_response, conditions=form.conditions, **told)
        else:
            return_response(foi_response, **told)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    words_are_saved(http_request)
    people = dict(readers_of(foi_response.foi_request).values_list("pk", "name"))
    said = "\n".join([decided["comment"], *form.part_comments.values()])
    if nobody := nobody_words(names_nobody(said, people), advice=". Tell them in a comment on the letter."):
        messages.warning(http_request, nobody)
    done = {
        workflow.DRAFTING: "returned to its drafter",
        workflow.CLEARANCE: "cleared at this step and waits for the next",
    }
    messages.success(http_request, f"{heading_of(foi_response)} is {done.get(foi_response.stage, 'cleared')}.")
    return redirect("clearance_queue")


def _page(
    http_request: HttpRequest, foi_response: FoiResponse, version: ResponseVersion, form: ClearanceForm, at: datetime
) -> dict:
    person, today, letter = http_request.user, timezone.localdate(at), Letter.from_json(version.letter)
    calendar, office, clearances = uk_calendar(), office_on(today), decided_about(foi_response)
    standing = standing_of(foi_response, day=today, office=office)
    refusal = why_not_clear([foi_response], person, day=today, known={foi_response.pk: standing})[foi_response.pk]
    is_review, decided = foi_response.kind == FoiResponse.Kind.REVIEW_OUTCOME, decisions_in(letter.decisions)
    warned = person.holds(Role.DEPUTY_DIRECTOR) and not is_review
    comments = _beside(foi_response, letter, form, may_decide=not refusal)
    return (
        {
            "section": "clearance",
            "foi_request": foi_response.foi_request,
            "foi_response": foi_response,
            "heading": f"{'Approve' if is_review else 'Clear'}: {heading_of(foi_response)}",
            "form": form,
            "letter_hash": version.letter_hash,
            "facts": presenter.facts(foi_response, version, today=today, calendar=calendar),
            "letter_html": letter_on_screen(
                as_if_issued(foi_response, letter, at=at, office=office, calendar=calendar),
                top_heading=3,
                mark_moments=True,
                beside=comments.pop("beside"),
            ),
            "findings": for_a_clearer(
                all_findings(letter, foi_response, at=at, office=office),
                notes_in(letter.decisions),
                version.passing_notes.standing().select_related("by"),
            ),
            "earlier": seen_before(version, person, clearances),
            "decisions": presenter.decision_events(clearances),
            "decided": decided_rows(
                decided, limit=limit_for(decided, on=today), is_judged=decisions_are_judged(foi_response, today)
            ),
            "reviewed": reviewed_rows(foi_response, grounds_of_reply(foi_response), may_change=False),
            "refusal": refusal,
            "warning": WARNING_FOR_DEPUTY_DIRECTOR if warned and not refusal else "",
            "button": "Approve" if is_review else "Clear",
        }
        | _of_the_route(standing, [each for each in reversed(clearances) if each.version_id == version.pk])
        | comments
    )


def _of_the_route(standing: Standing, of_the_version: Iterable[Clearance]) -> dict:
    clearances = [each for each in of_the_version if each.verdict == Clearance.Verdict.CLEARED]
    conditions = [condition for each in clearances for condition in each.conditions.select_related("met_by")]
    return {
        "step": standing.next_step.name if standing.next_step else "",
        "step_words": route_words.step_words(standing),
        "what_follows": route_words.what_follows(standing),
        "lacking": standing.lacking,
        "route": route_words.route_rows(standing, clearances),
        "conditions": [condition.as_value().words for condition in conditions],
    }


def _lost(http_request: HttpRequest, letter: Letter) -> list[tuple[str, str]]:
    """Paragraphs that somebody was commenting on while the letter changed, so that what they typed is shown."""
    keys = {part.key for part in letter.parts}
    typed = {name.removeprefix(ON_PART) for name, text in http_request.POST.items() if name.startswith(ON_PART) if text}
    return [(key, "a paragraph that is not in the letter any more") for key in sorted(typed - keys)]


def _typed(http_request: HttpRequest, foi_response: FoiResponse, *, at: datetime) -> list[tuple[str, str]]:
    """What somebody typed while the letter moved on: what it was about, and the words."""
    titles = {f"{ON_PART}{part.key}": part_title(part) for part in draft_letter(foi_response, at=at).parts}
    fields = {name: field.label for name, field in ClearanceForm.base_fields.items() if name in ("comment", "told")}
    return [
        (fields.get(name) or f"Comment on “{titles.get(name, 'a paragraph that is not in the letter any more')}”", text)
        for name, text in http_request.POST.items()
        if (name in fields or name.startswith(ON_PART)) and text.strip()
    ]


def _beside(foi_response: FoiResponse, letter: Letter, form: ClearanceForm, *, may_decide: bool) -> dict:
    """By paragraph, what was said about it and the box for saying more; what belongs to no paragraph apart."""
    threads = thread_rows(foi_response.part_comments.threads().with_words(), letter)
    rows, keys = by_part(threads), {part.key for part in letter.parts}
    template = get_template("responses/clearance/beside.html")
    beside = {
        part.key: template.render(
            {
                "key": part.key,
                "title": part_title(part),
                "continues": part.continues,
                "threads": rows.get(part.key, []),
                "field": form[f"{ON_PART}{part.key}"] if may_decide else None,
            }
        )
        for part in letter.parts
        if may_decide or part.key in rows
    }
    return {
        "beside": beside,
        "waiting": waiting_beside(threads),
        "lost": [form[f"{ON_PART}{key}"] for key in form.part_keys if key not in keys],
        "gone": [row for key, those in rows.items() if key not in keys for row in those],
    }
