"""The demonstration office: every stage has a case, and the January 2023 letter is the real one."""

import subprocess
import sys

import pytest

from tests.responses.letters import REAL_LETTER
from tests.responses.test_rendering import letters_only, links_of, text_of
from tests.services.office import Office

LOOK = """
import json
from accounts.models import StaffMember
from foirequests.models import ClockEvent, FoiRequest, Handover, HistoryEntry, Message, OutgoingMail
from responses.models import InternalReview, IssuedLetter
january = FoiRequest.objects.get(received_on="2023-01-05")
print(json.dumps({
    "stages": sorted(set(FoiRequest.objects.values_list("stage", flat=True))),
    "cases": FoiRequest.objects.count(),
    "overdue": any(r.due_on < __import__("django.utils.timezone", fromlist=["x"]).localdate()
                   for r in FoiRequest.objects.open().exclude(due_on=None)),
    "waiting": FoiRequest.objects.waiting_for_requester().count(),
    "returned": HistoryEntry.objects.filter(act="returned").count(),
    "failed": OutgoingMail.objects.filter(state="failed").count(),
    "reviews": sorted(InternalReview.objects.values_list("is_late", "stage")),
    "superseded": IssuedLetter.objects.filter(superseded_by__isnull=False).count(),
    "january_acts": list(january.history.values_list("act", flat=True)),
    "january_window": str(january.issued_letters.get().review_by),
    "real_addresses": [
        address for model in (StaffMember,) for address in model.objects.values_list("email", flat=True)
        if not address.endswith(".example")
    ] + [a for a in OutgoingMail.objects.values_list("to_address", flat=True) if not a.endswith(".example")],
    "clock_events": sorted(set(ClockEvent.objects.values_list("kind", flat=True))),
    "letters": sorted(set(IssuedLetter.objects.values_list("foi_response__kind", flat=True))),
    "moved_by_three": FoiRequest.objects.filter(clock_events__kind="clarification_received")
        .filter(clock_events__kind="fee_paid").filter(clock_events__kind="extended").count(),
    "handed_over": [
        [handed.kind, sorted(StaffMember.objects.filter(team_rows__team=handed.team).values_list("name", flat=True))]
        for handed in Handover.objects.all()
    ],
    "links_in_messages": Message.objects.filter(text__contains="/r/").count(),
}))
"""

LOOK_AT_DECISIONS = """
import json
from django.utils import timezone
from accounts.models import StaffAbsence
from responses.actions.clearance_route import standing_of
from responses.actions.decision_values import decisions_in_letter
from responses.actions.draft import draft_letter
from responses.actions.findings import findings_of
from responses.models import ClearanceCondition, FoiResponse
now, today = timezone.now(), timezone.localdate()
drafts = FoiResponse.objects.filter(stage="drafting", question_decisions__isnull=False).distinct()
waiting = FoiResponse.objects.filter(stage="clearance")
print(json.dumps({
    "drafts": [{
        "grounds": sorted(
            [each.outcome, ground.provision.kind, ground.cites, bool(ground.balance)]
            for each in decisions_in_letter(draft) for ground in each.grounds
        ),
        "tables": draft.tables.count(),
        "findings": [each.words for each in findings_of(draft_letter(draft, at=now), draft, at=now)],
    } for draft in drafts],
    "waiting": sorted([[step.name for step in standing_of(each, day=today).open_steps] for each in waiting]),
    "conditions": [each.as_value().words for each in ClearanceCondition.objects.filter(
        clearance__version__foi_response__stage="cleared")],
    "covers": [[each.member.name, each.cover.name] for each in StaffAbsence.objects.filter(last_day__gte=today)],
}))
"""


@pytest.fixture(scope="module")
def demonstration(demonstration_data):
    """The demonstration office, nothing running."""
    office = Office(like=demonstration_data)
    yield office
    office.stop()


@pytest.fixture(scope="module")
def seen(demonstration):
    """What is in it."""
    return demonstration.look(LOOK)


@pytest.fixture(scope="module")
def decided(demonstration):
    """What was decided in it, and how letters wait for their clearance."""
    return demonstration.look(LOOK_AT_DECISIONS)


@pytest.fixture(scope="module")
def letter(demonstration):
    """The bytes of january-2023.pdf."""
    return (demonstration.var / "demonstration/january-2023.pdf").read_bytes()


def test_every_stage_has_a_case(seen):
    assert seen["stages"] == [
        "clearance",
        "cleared",
        "drafting",
        "issued",
        "lapsed",
        "merged",
        "passed_on",
        "transferred",
        "triage",
        "withdrawn",
    ]
    assert seen["cases"] >= 17
    assert seen["overdue"]
    assert seen["waiting"]
    assert seen["returned"]
    assert seen["failed"] == 1
    assert seen["superseded"] == 1
    assert [False, "asked"] in seen["reviews"]
    assert [True, "asked"] in seen["reviews"]


def test_every_letter_of_the_clock_was_written_once_and_one_case_has_a_question_a_fee_and_an_extension(seen):
    moved = {"clarification_asked", "clarification_received", "fees_notice", "fee_paid", "extended"}
    assert moved <= set(seen["clock_events"])
    assert {"clarification", "fees_notice", "extension", "lapse_notice", "transfer_notice"} <= set(seen["letters"])
    assert seen["moved_by_three"] == 1


def test_one_case_is_with_another_team_in_which_somebody_works(seen):
    assert seen["handed_over"] == [["sar", ["Gareth Lloyd"]]]


def test_one_draft_is_decided_in_every_way_and_nothing_stands_in_its_way(decided):
    [draft] = decided["drafts"]
    assert draft["grounds"] == [
        ["part", "absolute", "s40(2)", False],
        ["refused", "absolute", "s40(5B)(a)", False],
        ["refused", "none", "s12(1)", False],
        ["refused", "qualified", "s43(2)", True],
    ]
    assert draft["tables"] == 2
    assert draft["findings"] == []


def test_letters_wait_at_every_kind_of_route_and_somebody_covers(decided):
    assert decided["waiting"] == [["clearer"], ["clearer", "deputy_director"]]
    assert decided["conditions"] == ["Only after this was told: the press office"]
    assert decided["covers"] == [["Gareth Lloyd", "Priya Nair"]]


def test_the_january_case_was_walked_through_the_acts_that_people_use(seen):
    assert seen["january_acts"] == [
        "received",
        "acknowledged",
        "sent",
        "triaged",
        "draft_started",
        "submitted",
        "cleared",
        "issued",
        "rendered",
        "sent",
        "review_window_closed",
    ]
    assert seen["january_window"] == "2023-02-23"


def test_the_letter_says_what_the_real_one_says_word_for_word(letter):
    assert letters_only(text_of(letter)) == letters_only(REAL_LETTER.read_text())


def test_the_letter_links_to_where_the_real_one_does(letter):
    assert set(links_of(letter)) == {
        "https://resolution.nhs.uk/wp-content/uploads/2018/10/Guidance-note-Understanding-NHS-Resolution-data-Final.pdf",
        "https://view.officeapps.live.com/op/view.aspx?src=https%3A%2F%2Fresolution.nhs.uk%2Fwp-content%2Fuploads"
        "%2F2022%2F02%2FCNST-Codes.xlsx&wdOrigin=BROWSELINK",
        "https://www.england.nhs.uk/contact-us/contact-nhs-england/how-make-freedom-information-foi-or-subject-access-request/",
        "mailto:tinku.mitra@nhs.net",
        "https://ico.org.uk/",
    }


def test_no_real_person_is_written_to_and_no_link_is_kept(seen):
    assert seen["real_addresses"] == []
    assert seen["links_in_messages"] == 0


def test_every_issued_letter_passes_the_pdfua_check(demonstration, tmp_path):
    listed = (
        "from responses.models import IssuedLetter; print(*IssuedLetter.objects.values_list('pdf__sha256', flat=True))"
    )
    for sha256 in demonstration.ask(listed).splitlines()[-1].split():
        kept = demonstration.var / "files/kept" / sha256[:2] / sha256
        named = tmp_path / f"{sha256}.pdf"
        named.write_bytes(kept.read_bytes())
        checked = subprocess.run([sys.executable, "-m", "pdfua", "check", str(named)], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stdout


def test_a_second_load_builds_nothing_anew_and_a_real_case_forbids_it(demonstration, tmp_path, letter, seen):
    said = demonstration.manage("load_demo", "--out", str(tmp_path))
    assert said.splitlines()[-1] == "january-2023: FOI_0001"
    assert (tmp_path / "january-2023.pdf").read_bytes() == letter
    assert demonstration.look(LOOK)["cases"] == seen["cases"]

    demonstration.ask("from foirequests.models import FoiRequest; FoiRequest.objects.update(is_demonstration=False)")
    with pytest.raises(AssertionError, match="holds real cases"):
        demonstration.manage("load_demo", "--out", str(tmp_path))
