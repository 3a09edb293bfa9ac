"""Addresses whose queries are counted beside those that the table of doors opens: in a state of their own, and acts.

Every act is done and undone again. What is not counted stands in `UNCOUNTED`, each with its reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from codes.actions.uploads import keep_upload
from foirequests.actions import mail
from foirequests.actions.correspondence import record_message_posted, send_message
from responses.actions.draft import draft_letter
from responses.actions.findings import all_findings
from responses.actions.internal_review import ask_for_internal_review
from responses.actions.passing import late_warnings
from responses.actions.posting import record_posting
from responses.models import (
    ClearanceCondition,
    FoiResponse,
    GeneratedFile,
    InternalReview,
    LetterTable,
    PartComment,
    TextBlockVersion,
)
from tests import factories
from tests.codes.workbooks import official
from tests.dates import day
from tests.journeys.doors import Doors, token_of
from tests.office import member

WORKBOOK = official([(1, "Obstetrics")], [(1, "Wrong Diagnosis")], [(1, "Fatality"), (2, "Fetal Abnormality")])
Facts = SimpleNamespace
AN_ACT = "an act on the one row that it names: it writes that and a line of history, and leads to a page counted here"
ONE_FILE = "sends one file that its key names"
THEIRS = "a page of django-allauth about the second factor of the one person who is signed in"
UNCOUNTED: Mapping[str, str] = {
    "health": "looks at the parts of the office, never at its cases",
    "office_logo": ONE_FILE,
    "portal_letter_file": ONE_FILE,
    "portal_enter": "opens the private page of one case, which is counted",
    "portal_link_again": AN_ACT,
    "portal_close": AN_ACT,
    "public_request_check": "shows what one visitor typed, from their session",
    "public_request_sent": "shows what one visitor sent, from their session",
    "mfa_authenticate": THEIRS,
    "mfa_reauthenticate": THEIRS,
    "mfa_activate_totp": THEIRS,
    "mfa_deactivate_totp": THEIRS,
    "mfa_view_recovery_codes": THEIRS,
    "mfa_generate_recovery_codes": THEIRS,
    "mfa_download_recovery_codes": THEIRS,
    "away_end": AN_ACT,
    "taught_words_remove": AN_ACT,
    "code_import_cancel": AN_ACT,
    "published_checked": AN_ACT,
    "setting_confirm": AN_ACT,
    "calendar_notice_seen": AN_ACT,
    "notice_seen": AN_ACT,
    "queue_assign": "writes a line of history for each case that was ticked",
    "case_cost_to_draft": AN_ACT,
    "case_cost_line_remove": AN_ACT,
    "review_inside": AN_ACT,
    "mail_retry": AN_ACT,
    "mail_new_address": AN_ACT,
    "draft_drop": AN_ACT,
    "letter_retry": AN_ACT,
    "regulator_resume": AN_ACT,
}
"""The names of the addresses of which nothing is counted, and why."""


@dataclass(frozen=True)
class Visit:
    """One look at an address, or one act when something is `posted`, as htmx sends it, and the status it has."""

    name: str
    keys: tuple
    person: str = "officer"
    posted: Mapping[str, object] | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"HX-Request": "true"})

    def made(self, client: Client) -> int:
        """The status of the answer."""
        address = reverse(self.name, args=self.keys)
        if self.posted is None:
            return client.get(address).status_code
        return client.post(address, self.posted, headers=self.headers).status_code

    def __str__(self) -> str:
        return f"{self.name} as {self.person}"


def seed(doors: Doors) -> Facts:
    """The states that the office of doors is not in, made once."""
    officer, clearer, now = doors.staff["officer"], doors.staff["clearer"], timezone.now()
    answered = factories.an_issued_letter(by=officer, clearer=clearer, email="answered@requesters.example")
    posted = factories.an_issued_letter(
        by=officer, clearer=clearer, email="", postal_address="1 High Street\nLeeds", channel="post"
    )
    record_posting(posted, posted_on=posted.issued_on, post_class="first", by=officer, at=now)
    sheet = send_message(doors.things.by_post, subject="", text="We are looking.", by=officer, at=now)
    late = factories.an_issued_letter(by=officer, clearer=clearer, email="late@requesters.example")
    review = ask_for_internal_review(late, grounds="Please.", asked_on=day("Wed 1 November 2023"), at=now)
    upload = keep_upload(chunks=[WORKBOOK], size=len(WORKBOOK), file_name="codes.xlsx", by=officer, at=now)
    mail.send_due_mail(at=now)  # with the links by which the requesters come
    doors.staff |= {
        "reviewer": InternalReview.objects.get(pk=doors.things.review.pk).reviewer,
        "colleague": member("Carl Colleague", Role.OFFICER),
    }
    doors.links |= {"answered": token_of(answered.foi_request), "unclear": token_of(doors.things.unclear)}
    return Facts(
        answered=answered.foi_request,
        posted=posted.foi_response,
        sheet=record_message_posted(sheet, posted_on=timezone.localdate(), by=officer, at=now),
        late=review,
        upload=upload.pk,
        posted_case=doors.things.by_post,
    )


def signed_in(doors: Doors, person: str) -> Client:
    """A browser in which the person is signed in, or has come by their private link."""
    client = Client()
    if person in doors.staff:
        client.force_login(doors.staff[person])
    if person in doors.links:
        client.get(f"/r/{doors.links[person]}")
    return client


def visits(doors: Doors, facts: Facts) -> list[Visit]:
    """All visits, for the office as it stands now."""
    return [*states(doors, facts), *of_the_draft(doors), *of_letters_on_their_way(doors)]


def states(doors: Doors, facts: Facts) -> list[Visit]:
    """Pages that show themselves in a state of their own, and those that come when an act is refused."""
    things, review = doors.things, (doors.things.review.pk,)
    upload, late = (facts.upload,), (facts.late.pk,)
    return [
        Visit("code_import_check", upload),
        Visit("code_import_mapping", upload, posted={}),
        Visit("code_import_confirm", upload, posted={}),
        Visit("setting_record", ("review_window",), "deputy director", posted={}),
        Visit("case_merge", (things.other.reference,)),
        Visit("message_posting_correct", (facts.posted_case.reference, facts.sheet.pk)),
        Visit("posting_correct", (facts.posted.foi_request.reference, facts.posted.pk)),
        Visit("portal_review", (facts.answered.reference,), "answered"),
        Visit("portal_clarify", (things.unclear.reference,), "unclear"),
        Visit("review_allocate", review, "deputy director", posted={}),
        Visit("review_accept", late, posted={}),
        Visit("review_decline", late, posted={}),
        Visit("review_outcome", review, "reviewer", posted={}),
        Visit("wording_check", (), posted={"body": "((requester))"}),
        Visit("draft_like", (things.other.reference, things.case.reference), posted={}, status=302),
    ]


def of_the_draft(doors: Doors) -> list[Visit]:
    """What the buttons of the drafting page do, and what it asks for while somebody types."""
    foi_response = FoiResponse.objects.select_related("foi_request").get(pk=doors.things.drafting.pk)
    copy, letter = foi_response.working_copy, (foi_response.foi_request.reference, foi_response.pk)
    keys = [part["key"] for part in copy.parts]
    block = next(part["key"] for part in copy.parts if part["kind"] == "block")
    table = LetterTable.objects.filter(foi_response=foi_response).first()
    wording = TextBlockVersion.objects.usable_on(timezone.localdate()).order_by("pk").last()
    now = timezone.now()
    found = all_findings(draft_letter(foi_response, at=now), foi_response, at=now)
    warning = next(finding.key for finding in found if finding.is_passable)
    page = {"revision": copy.revision, "part": keys[1], "body": "Words that were typed.", "body_was": ""}
    comment = {"comment_text": "Is this so?", "comment_mention": doors.staff["clearer"].pk}

    def press(name: str, *more: object, status: int = 200, **typed: object) -> Visit:
        return Visit(name, (*letter, *more), posted={**page, **typed}, status=status)

    return [
        Visit("table_change", (*letter, table.pk)),
        Visit("table_file", (*letter, GeneratedFile.objects.filter(table=table).first().pk)),
        Visit("draft_warning", (*letter, warning)),
        Visit("draft_start", letter[:1], posted={}, status=302),
        press("draft_typed"),
        press("draft_unsaved", at=now.isoformat()),
        press("draft_save", **comment),
        press("draft_arrange", order=" ".join(reversed(keys))),
        press("draft_find_wording", status=302),
        press("draft_add_block", version=wording.pk, after=keys[0]),
        press("draft_put_back", 0),
        press("draft_save_version"),
        press("draft_hand_over", to=doors.staff["colleague"].pk),
        press("draft_submit"),
        press("draft_to_issue", status=302),
        press("draft_up_to_date"),
        press("draft_cost_table"),
        press("draft_table_remove", table.pk),
        press("draft_check_links"),
        press("draft_open_part", keys[2]),
        press("draft_move_up", keys[2]),
        press("draft_move_down", keys[2]),
        press("draft_remove", keys[2]),
        press("draft_restore", block),
        press("draft_use_newer", block),
        press("draft_to_decisions", status=302),
        press("draft_to_warning", warning, status=302),
        press("draft_precedent_note", "0123456789abcdef"),
        Visit("ground_remove", (*letter, doors.things.ground.pk), posted={}, status=302),
        Visit("ground_restore", (*letter, doors.things.ground.pk), posted={}, status=302),
    ]


def of_letters_on_their_way(doors: Doors) -> list[Visit]:
    """What is done about a letter that waits for clearance, and about one that is cleared."""
    waiting = FoiResponse.objects.select_related("foi_request").get(pk=doors.things.waiting.pk)
    cleared = FoiResponse.objects.select_related("foi_request").get(pk=doors.things.cleared.pk)
    letter, gone = (waiting.foi_request.reference, waiting.pk), (cleared.foi_request.reference, cleared.pk)
    warning = next(each for each in late_warnings(waiting, at=timezone.now()).standing if each.is_passable)
    comment = PartComment.objects.filter(foi_response=waiting, parent=None, resolved_at=None).first()
    condition = ClearanceCondition.objects.filter(clearance__version__foi_response=cleared).unmet().first()
    said = (letter[0], comment.pk)
    return [
        Visit("late_warning", (*letter, warning.key), "clearer"),
        Visit("clear", letter, "clearer", posted={}),
        Visit("issue", gone, posted={}),
        Visit("draft_take_back", letter, posted={}, status=302),
        Visit("condition_met", (*gone, condition.pk), posted={"told": "The press office"}, status=302),
        Visit("comment_add", letter, posted={}),
        Visit("comment_answer", said, posted={}),
        Visit("comment_resolve", said, posted={}, status=302),
    ]
