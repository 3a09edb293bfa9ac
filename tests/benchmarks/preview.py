"""How fast the drafting preview is on the demonstration's data: run by `make bench`; figures, not pass or fail.

Builds the demonstration office, drafts an answer to the January 2023 request in it, and saves a keystroke's worth of
typing again and again, as the drafting page does: server time and queries of the answer that holds the live letter.
Then the same with ten times as many cases, so that a query that grows with them would show.
"""

from tests.benchmarks.ground import SQLITE, Ground, prepared

TYPING = """
import statistics, time
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from accounts.models import StaffMember
from foirequests.actions.receive import RequesterDetails, receive_request
from foirequests.actions.triage import record_triage
from foirequests.domain.triage import QuestionFindings
from foirequests.models import FoiRequest
from responses.actions.draft import start_draft

settings.ALLOWED_HOSTS.append("testserver")
officer = StaffMember.objects.get(email="officer@nhs-resolution.example")
january = FoiRequest.objects.get(received_on="2023-01-05")

def another(text):
    return receive_request(
        text=text, requester=RequesterDetails(name="Rowan Ellery", email="rowan@requesters.example"),
        channel="email", received_on=timezone.localdate(), at=timezone.now(), by=officer, is_demonstration=True,
    )

def measure():
    case = another(january.text)
    findings = QuestionFindings(
        regime="foi", service_area="claims_management", information_held="not_held",
        missing_attribute="the type of procedure",
    )
    record_triage(case.questions.get(), findings, by=officer, at=timezone.now())
    draft = start_draft(case, by=officer, at=timezone.now())
    client = Client()
    client.force_login(officer)
    page = f"/requests/{case.reference}/letters/{draft.pk}/draft/"
    key = draft.working_copy.parts[0]["key"]
    spent, queries = [], 0
    for number in range(60):
        draft.working_copy.refresh_from_db()
        typed = {"revision": draft.working_copy.revision, "part": key, "body": f"Thank you. {number}"}
        with CaptureQueriesContext(connection) as asked:
            began = time.process_time()
            answer = client.post(f"{page}typed/", typed, headers={"HX-Request": "true"})
            spent.append((time.process_time() - began) * 1000)
        queries = len(asked)
        assert answer.status_code == 200 and b"Thank you" in answer.content, answer.content[:500]
    warm = sorted(spent[10:])
    print(f"Preview with {FoiRequest.objects.count():>4} cases: median {statistics.median(warm):.1f} ms, "
          f"95th percentile {warm[int(len(warm) * 0.95)]:.1f} ms, {queries} queries")

measure()
for number in range(FoiRequest.objects.count() * 9):
    another(f"Question {number}?")
measure()
"""


def measure(ground: Ground) -> None:
    """Measure and print."""
    with ground.copy(SQLITE) as office:
        office.manage("load_demo", "--out", str(office.var / "demonstration"))
        print("\n".join(line for line in office.ask(TYPING).splitlines() if line.startswith("Preview")), flush=True)


def main() -> None:
    """Measure this part alone."""
    with prepared() as ground:
        measure(ground)


if __name__ == "__main__":
    main()
