"""What no browser of ours sends is met with a page, never with a failure."""

import pytest
from django.urls import reverse

from foirequests.models import FoiRequest
from tests.factories import a_request

STRANGE = ("99999999999999999999999", "-1", "٣", "1e9", "\x00", "' OR 1=1 --", "<script>", "x" * 5000)
QUEUE_FILTERS = (
    "q",
    "stage",
    "due",
    "owner",
    "service",
    "regime",
    "received_from_day",
    "received_to_year",
    "sort",
    "page",
)


@pytest.mark.parametrize("strange", STRANGE)
def test_the_queue_bears_any_filter(client, officer, strange):
    client.force_login(officer)
    for name in QUEUE_FILTERS:
        answer = client.get(reverse("queue"), {name: strange}, follow=True)
        assert answer.status_code == 200
        assert b"<script>" not in answer.content


@pytest.mark.parametrize("strange", STRANGE)
def test_ticked_cases_codes_and_owners_that_do_not_exist_are_refused(client, officer, strange):
    foi_request = a_request(by=officer)
    client.force_login(officer)
    typed = {"cases": [strange], "owner": strange, "back": strange}
    assert client.post(reverse("queue_assign"), typed).headers["Location"] == reverse("queue")
    triage = reverse("case_triage", args=[foi_request.reference])
    fields = ("regime", "service_area", "information_held", "missing_attribute", "holder", "codes", "code_search")
    for name in fields:
        assert client.post(triage, {f"question-1-{name}": strange, "start": "1"}).status_code == 200
        assert client.post(triage, {f"question-1-{name}": strange, "find": "1"}).status_code == 200
    for page, name in (("case_assign", "owner"), ("case_link", "reference"), ("case_note", "kind")):
        assert client.post(reverse(page, args=[foi_request.reference]), {name: strange}).status_code == 200
    a_request(by=officer)
    assert client.post(reverse("case_merge", args=[foi_request.reference]), {"into": strange}).status_code == 200
    assert FoiRequest.objects.get(pk=foi_request.pk).stage == "triage"


@pytest.mark.parametrize(
    "page",
    [
        "message_file",
        "mail_retry",
        "mail_new_address",
        "message_print",
        "message_posted",
        "message_posting_correct",
        "case_commission_answer",
    ],
)
def test_a_number_that_no_row_can_have_is_not_found(client, officer, page):
    foi_request = a_request(by=officer)
    client.force_login(officer)
    address = reverse(page, args=[foi_request.reference, 99999999999999999999999])
    answer = client.post(address) if page.startswith("mail_") else client.get(address)
    assert answer.status_code == 404
