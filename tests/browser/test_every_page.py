"""Every page of the demonstration office: accessible, as narrow as a phone, and asking nobody but us."""

import re

import pytest
from django.urls import Resolver404, resolve

from tests.browser.january import link_in, mail_to
from tests.journeys.doors import rows
from tests.services.chromium import assert_accessible, assert_fits, sign_in
from tests.services.office import PASSWORD

LOOK = """
import json
from datetime import timedelta
from foirequests.models import FoiRequest, Message, OutgoingMail
from django.utils import timezone
from accounts.models import Role, StaffMember
from codes.models import BankHoliday, Code, Exemption
from foirequests.actions.calendar import take_in_new_holidays
from foirequests.actions.clock import correct_receipt_date
from foirequests.actions.correspondence import record_message_posted, send_message
from foirequests.actions.cost import save_line
from foirequests.models import CalendarChange
from foirequests.models.commissions import Commission
from responses.actions import decisions
from responses.actions.arrange import save_typing
from responses.actions.draft import draft_letter
from responses.actions.findings import all_findings
from responses.actions.passing import late_warnings
from responses.actions.tables import add_table
from responses.actions.wording import propose_wording
from responses.actions.wording_approval import approve_wording
from responses.actions.wording_life import retire_block
from responses.domain.tables import Table
from responses.models import FoiResponse, InternalReview, TextBlock, TextBlockVersion
from responses.models import RegulatorComplaint, RegulatorLetter, TribunalAppeal

now = timezone.now()
today = timezone.localdate(now)
officer, director = (StaffMember.objects.holding(role)[0] for role in (Role.OFFICER, Role.DEPUTY_DIRECTOR))
letter = FoiResponse.objects.filter(stage="drafting", kind="reply").order_by("pk")[0]

def of(stage, kind="reply"):
    found = FoiResponse.objects.filter(stage=stage, kind=kind).order_by("pk")[0]
    return f"/requests/{found.foi_request.reference}/letters/{found.pk}"

def case(subject):
    return f"/requests/{FoiRequest.objects.filter(subject__startswith=subject).order_by('pk')[0].reference}"

def ground():
    return decisions.apply_ground(
        letter, letter.foi_request.questions.get(number=1), Exemption.objects.get(code="s43(2)"),
        information="The target", by=officer, at=now,
    ).pk

def table():
    of = Table(caption="Claims", columns=("Year", "Claims"), rows=(("2024/25", "12"),))
    return add_table(letter, question=letter.foi_request.questions.get(number=1), table=of, by=officer, at=now).pk

def warning():
    letter.working_copy.refresh_from_db()
    save_typing(letter, revision=letter.working_copy.revision, added="See [Annex A].", by=officer, at=now)
    letter.working_copy.refresh_from_db()
    findings = all_findings(draft_letter(letter, at=now), letter, at=now)
    return next(finding.key for finding in findings if finding.is_passable)

def proposal(title):
    return propose_wording(
        slug=title, kind="background", title=title, body=f"{title}.", valid_from=timezone.localdate(),
        source="Us", reason="To be looked at", by=officer, at=now,
    )

def became_late():
    found = FoiResponse.objects.filter(stage="cleared", kind="reply").order_by("-pk")[0]
    correct_receipt_date(found.foi_request, received_on=today - timedelta(70), reason="Filed late", by=officer, at=now)
    address = f"/requests/{found.foi_request.reference}/letters/{found.pk}"
    return {"late_letter": address, "late": late_warnings(found, at=now).standing[0].key}

def retired():
    version = proposal("retired-words")
    approve_wording([version], by=director, at=now)
    retire_block(version.block, reason="Old", by=director, at=now)
    return version.block.slug

def posted_message():
    slips = FoiRequest.objects.filter(subject__startswith="Slips").earliest("pk")
    message = send_message(slips, subject="", text="We are looking.", by=officer, at=now)
    return record_message_posted(message, posted_on=today, by=officer, at=now).pk

work = {"activity": "locate", "unit": "claim files", "units": 100, "minutes": 3, "people": 1, "basis": "A sample"}

failed = OutgoingMail.objects.filter(state="failed").select_related("message__foi_request")[0]
print(json.dumps({
    "triage": case("Objects left"), "no_name": case("Energy"), "by_post": case("Slips"),
    "drafting_case": case("Claims in ur"),
    "sheet": Message.objects.filter(kind="acknowledgement", foi_request__subject__startswith="Slips").earliest("pk").pk,
    "posted_message": posted_message(),
    "waiting_case": case("Everything"), "failed_case": case("Claims by make"), "withdrawn": case("Costs of"),
    "merged": FoiRequest.objects.get(stage="merged").reference,
    "answered": case("Claims by procedure"), "review_case": case("Claims by eth"),
    "drafting": of("drafting"), "clearance": of("clearance"), "cleared": of("cleared"), "issued": of("issued"),
    **became_late(), "ground": ground(), "table": table(), "warning": warning(),
    "proposal": proposal("proposed-words").pk, "retired": retired(),
    "holiday": BankHoliday.objects.in_force().order_by("-date")[0].pk,
    "change": (take_in_new_holidays(at=now) or CalendarChange.objects.order_by("pk")[0]).pk,
    "cost_line": save_line(letter.foi_request, fields=work, by=officer, at=now).pk,
    "commission": "/commission/".join(map(str, Commission.objects.values_list("foi_request__reference", "pk")[0])),
    "corrected": of("issued", "corrected_reply"),
    "posted": "/requests/" + "/letters/".join(map(str, FoiResponse.objects.filter(
        issued_letter__channel="post", issued_letter__posted_on=None).values_list("foi_request__reference", "pk")[0])),
    "was_posted": "/requests/" + "/letters/".join(map(str, FoiResponse.objects.filter(
        issued_letter__posted_on__isnull=False).values_list("foi_request__reference", "pk")[0])),
    "complaints": list(RegulatorComplaint.objects.order_by("pk").values_list("pk", flat=True)),
    "asked": RegulatorLetter.objects.filter(answered_on=None)[0].pk, "appeal": TribunalAppeal.objects.get().pk,
    "complaint_case": case("Claims by grade"),
    "reviews": list(InternalReview.objects.order_by("pk").values_list("pk", flat=True)),
    "block": TextBlock.objects.get(slug="internal-review").slug,
    "code": Code.objects.order_by("pk")[0].pk,
}))
"""

OFFICER = [
    "/requests/",
    "/requests/?q=claims",
    "/requests/?q=nothing-is-called-this",
    "/requests/record/",
    "/background/",
    "/calendar/",
    "/calendar/add/",
    "/calendar/changes/",
    "/calendar/changes/{change}/",
    "{triage}/",
    "{triage}/triage/",
    "{triage}/triage/questions/",
    "{triage}/triage/hand-over/",
    "{triage}/early-word/",
    "/requests/with-other-teams/",
    "/reports/advice/",
    "/reports/exemptions/",
    "{no_name}/",
    "{by_post}/",
    "{by_post}/private-link/print/",
    "{by_post}/messages/{sheet}/print/",
    "{by_post}/messages/{sheet}/posted/",
    "{by_post}/messages/{posted_message}/posted/correct/",
    "{drafting_case}/",
    "{waiting_case}/",
    "{waiting_case}/clarification/received/",
    "{failed_case}/",
    "{withdrawn}/",
    "{withdrawn}/reopen/",
    "/requests/{merged}/",
    "{answered}/",
    "{answered}/print/",
    "{answered}/dates/",
    "{waiting_case}/dates/",
    "{review_case}/dates/",
    "{answered}/note/",
    "{answered}/message/",
    "{answered}/link/",
    "{answered}/requester/",
    "{answered}/subject/",
    "{answered}/record-review/",
    "{complaint_case}/",
    "{complaint_case}/dates/",
    "{answered}/record-regulator/",
    *(f"/regulator/{{complaints[{number}]}}/" for number in range(2)),
    "/regulator/{complaints[0]}/change/",
    "/regulator/{complaints[0]}/letters/add/",
    "/regulator/{complaints[0]}/letters/{asked}/answered/",
    "/regulator/{complaints[0]}/letters/{asked}/day/",
    "/regulator/{complaints[0]}/end/",
    "/regulator/{complaints[0]}/decision/",
    "/regulator/{complaints[1]}/steps/",
    "/regulator/{complaints[1]}/appeals/add/",
    "/regulator/{complaints[1]}/appeals/{appeal}/outcome/",
    "{answered}/private-link/send/",
    "{answered}/private-link/revoke/",
    "{drafting_case}/commission/",
    "{drafting_case}/cost/",
    "{drafting_case}/cost/work/",
    "{drafting_case}/cost/work/{cost_line}/",
    "/requests/{commission}/answer/",
    "{drafting_case}/due-date/",
    "{answered}/lateness/",
    "{drafting_case}/cost/covers/",
    "{drafting_case}/questions/1/commercial-interests/",
    "{drafting_case}/triage/beside/",
    "{drafting_case}/assign/",
    "{drafting_case}/receipt-date/",
    "{drafting_case}/withdraw/",
    "{drafting_case}/clarification/",
    "{drafting_case}/acknowledge/",
    "{drafting_case}/fees-notice/",
    "{drafting_case}/extension/",
    "{drafting_case}/transfer/",
    "{waiting_case}/lapse/",
    "{waiting_case}/fee-paid/",
    "{drafting}/draft/",
    "{drafting}/draft/library/",
    "{drafting}/draft/versions/",
    "{drafting}/draft/versions/?old=similar&new=draft&show=whole",
    "{drafting}/precedents/",
    "{drafting}/decisions/",
    "{drafting}/decisions/questions/1/",
    "{drafting}/decisions/questions/1/add/",
    "{drafting}/decisions/questions/1/add/?use=s42",
    "{drafting}/decisions/grounds/{ground}/",
    "{drafting}/decisions/grounds/{ground}/weighing/",
    "{drafting}/decisions/opinions/add/",
    "{clearance}/decisions/",
    "{drafting}/tables/add/",
    "{drafting}/tables/{table}/",
    "{drafting}/draft/warnings/{warning}/",
    "{cleared}/issue/",
    "{late_letter}/issue/",
    "{late_letter}/warnings/{late}/",
    "{drafting_case}/comments/",
    "{issued}/",
    "{issued}/received/",
    "{issued}/correct/",
    "{corrected}/",
    "{posted}/posted/",
    "{was_posted}/posted/correct/",
    "{review_case}/",
    "/wording/",
    "/wording/propose/",
    "/wording/blocks/{block}/",
    "/wording/blocks/{block}/propose/",
    "/wording/blocks/{block}/use/",
    "/wording/blocks/{block}/use/?show=letters",
    "/wording/blocks/{block}/drafts/",
    "/wording/review/",
    "/codes/",
    "/codes/{code}/",
    "/codes/editions/",
    "/codes/words/",
    "/codes/import/",
    "/published/",
    "/published/add/",
    "/published/business-plan-kpis/",
    "/published/business-plan-kpis/change/",
    "/published/business-plan-kpis/facts/",
    "/settings/",
    "/settings/review_window/",
    "/account/password/change/",
    "/account/2fa/",
    "/account/reauthenticate/",
    "/account/logout/",
]
DEPUTY_DIRECTOR = [
    "/deputy-director/",
    "/clearance/",
    "{clearance}/clear/",
    "{clearance}/clear/similar/",
    "{clearance}/clear/changes/",
    "/account/away/",
    "/calendar/holidays/{holiday}/withdraw/",
    "/wording/approve/",
    "/wording/decline/{proposal}/",
    "/wording/blocks/{retired}/",
    "/wording/blocks/{retired}/bring-back/",
    "/wording/blocks/{block}/confirm/",
    "/wording/blocks/{block}/retire/",
    "/settings/reviewer/",
    *(f"/reviews/{{reviews[{number}]}}/" for number in range(3)),
]
PUBLIC = [
    "/",
    "/request/",
    "/request/your-request/",
    "/code/",
    "/new-link/",
    "/accessibility-statement/",
    "/cookies/",
    "/deadline-calculator/",
    "/deadline-calculator/?kind=foi&received_day=1&received_month=8&received_year=2026",
    "/deadline-calculator/?kind=sar&received_day=&received_month=8&received_year=2026",
    "/privacy/",
    "/account/login/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-forged/",
    "/account/password/reset/key/done/",
    "/account/inactive/",
    "/page-closed/",
    "/no-such-page/",
    "/r/forged/",
]
REQUESTER = ["/your-request/{case}/", "/your-request/{case}/letters/1/", "/your-request/{case}/message/"]
NO_PAGES = {
    "(start)": "stands among those of the public",
    "reports/advice.csv": "a file",
    "reports/exemptions.csv": "a file",
    "requests/<str:reference>/files/<int:pk>/": "a file",
    "requests/<str:reference>/letters/<int:response_id>/draft/preview.pdf": "a file",
    "requests/<str:reference>/letters/<int:response_id>/letter.pdf": "a file",
    "your-request/<str:reference>/letters/<int:number>/pdf/": "a file",
    "wording/export/": "a file",
    "robots.txt": "a file",
    "requests/<str:reference>/letters/<int:response_id>/draft/links/": "a part of the drafting page",
    "wording/blocks/<slug:slug>/links/": "a part of the page of a block",
}
"""Addresses that answer a look with something else than a page of their own, and what that is."""


def test_every_page_that_the_table_of_doors_opens_is_looked_at():
    looked_at = {_route(address) for address in (*OFFICER, *DEPUTY_DIRECTOR, *PUBLIC, *REQUESTER)}
    opened = {pattern for pattern, _address, statuses in rows() if 200 in statuses}
    # Pages that show themselves in a state that the table's office is not in.
    opened |= {"requests/<str:reference>/letters/<int:response_id>/warnings/<slug:key>/"}
    opened |= {"requests/<str:reference>/letters/<int:response_id>/draft/warnings/<slug:key>/"}
    opened |= {"requests/<str:reference>/letters/<int:response_id>/tables/<int:pk>/"}
    opened |= {"requests/<str:reference>/letters/<int:response_id>/posted/correct/"}
    opened |= {"requests/<str:reference>/messages/<int:pk>/posted/correct/"}

    assert opened - looked_at == NO_PAGES.keys()


def _route(address: str) -> str:
    """The pattern that an address of the lists belongs to; empty for one that is none of ours."""
    path = address.partition("?")[0]
    path = path.replace("{commission}", "FOI_1/commission/1")
    path = re.sub(
        r"^\{(drafting|clearance|late_letter|cleared|issued|corrected|posted|was_posted)\}",
        "/requests/FOI_1/letters/1",
        path,
    )
    path = re.sub(r"^\{\w+\}", "/requests/FOI_1", path)
    try:
        return resolve(re.sub(r"\{[^}]*\}", "1", path)).route
    except Resolver404:
        return ""


@pytest.fixture(scope="module")
def places(office_processes) -> dict:
    """Where the demonstration's cases are."""
    return office_processes.look(LOOK)


def look_at(page, addresses: list[str], places: dict | None = None) -> None:
    """Open each page on a wide screen and on the narrowest, and let axe look at it."""
    for address in addresses:
        page.set_viewport_size({"width": 1280, "height": 900})
        answer = page.goto(address.format(**places or {}))
        assert answer.status in ((200, 404) if "such" in address or "forged" in address else (200,)), address
        assert_accessible(page)
        page.set_viewport_size({"width": 320, "height": 800})
        assert_fits(page)


@pytest.mark.parametrize("half", [0, 1], ids=["first half", "second half"])
def test_every_page_of_an_officer(page, places, half):
    sign_in(page, "officer@nhs-resolution.example", PASSWORD)
    look_at(page, OFFICER[half::2], places)


def test_every_page_of_the_deputy_director(page, places):
    sign_in(page, "deputy.director@nhs-resolution.example", PASSWORD)
    look_at(page, DEPUTY_DIRECTOR, places)


def test_every_page_of_the_public(page):
    look_at(page, PUBLIC)


def test_every_page_of_a_requester(page, office_processes):
    mailbox = "anwen.pritchard@research.example"
    page.goto(link_in(mail_to(office_processes, mailbox, "Reply")))
    mine = re.sub(r"https?://[^/]+", "", page.url)
    pages = [address.replace("/your-request/{case}/", mine) for address in REQUESTER]
    look_at(page, [*pages, f"{mine}internal-review/"])
