"""Recording a request by hand: what is kept, what is refused, and that nothing typed is lost."""

import io
import zipfile

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foirequests.models import FoiRequest, MessageFile
from tests.dates import day, moment
from tests.factories import a_request

PDF = b"%PDF-1.7\n%%EOF\n"
TYPED = {
    "channel": "post",
    "received_on_day": "5",
    "received_on_month": "1",
    "received_on_year": "2023",
    "text": "How many claims about falls were there?",
    "subject": "Falls",
    "name": "Rowan Ellery",
    "postal_address": "1 High Street\nLeeds",
    "preferred_format": "post",
    "adjustments": "Large print",
}


@pytest.fixture(autouse=True)
def on_the_next_day():
    with time_machine.travel(moment("Fri 6 January 2023 14:00"), tick=False):
        yield


@pytest.fixture
def record(client, officer):
    client.force_login(officer)
    return lambda **changes: client.post(reverse("record_request"), TYPED | changes)


def package(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def test_everything_typed_is_kept_on_the_case(record, officer):
    answer = record()
    foi_request = FoiRequest.objects.get()
    assert answer.headers["Location"] == reverse("case", args=[foi_request.reference])
    assert (foi_request.received_on, foi_request.due_on) == (day("Thu 5 January 2023"), day("Thu 2 February 2023"))
    assert (foi_request.subject, foi_request.channel, foi_request.owner) == ("Falls", "post", officer)
    assert (foi_request.adjustments, foi_request.preferred_format) == ("Large print", "post")
    assert foi_request.requester.postal_address == "1 High Street\nLeeds"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": ""}, "Enter the request, word for word"),
        ({"text": "x" * 100_001}, "100000 characters"),
        ({"received_on_day": "7"}, "cannot be in the future"),
        ({"received_on_year": "2004"}, "1 January 2005"),
        ({"received_on_month": "13"}, "is not a real date"),
        ({"received_on_day": "", "received_on_month": "", "received_on_year": ""}, "Enter the day, month and year"),
        ({"postal_address": ""}, "Enter an e-mail address or a postal address"),
        ({"email": "nonsense"}, "Enter an e-mail address like name@example.org"),
        ({"channel": "web"}, "Choose from what the page offers"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(record, changes, said):
    answer = record(**changes)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert "<title>Error: " in page
    assert "Large print" in page
    assert FoiRequest.objects.count() == 0


def test_a_file_is_kept_and_handed_out_for_saving_only(client, record):
    record(files=[SimpleUploadedFile('..\\letter "1".pdf', PDF)])
    kept = MessageFile.objects.get()
    answer = client.get(reverse("message_file", args=[FoiRequest.objects.get().reference, kept.pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"] == 'attachment; filename="letter 1.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_another_case_is_not_found(client, officer, record):
    record(files=[SimpleUploadedFile("letter.pdf", PDF)])
    other = a_request(by=officer)
    assert client.get(reverse("message_file", args=[other.reference, MessageFile.objects.get().pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("virus.exe", b"MZ", "is not a kind of file that can be kept here"),
        ("letter.pdf", b"MZ", "what is in it is something else"),
        ("letter.docx", package(**{"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), "something else"),
        (
            "letter.docx",
            package(**{"[Content_Types].xml": "x", "word/document.xml": "x", "word/vbaProject.bin": "x"}),
            "carries macros",
        ),
        ("empty.txt", b"", "is empty"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_typed_is_lost(record, name, content, said):
    page = record(files=[SimpleUploadedFile(name, content)]).content.decode()
    assert said in page
    assert "How many claims about falls were there?" in page
    assert FoiRequest.objects.count() == 0


def test_too_large_a_file_and_too_many_files_are_refused(record, settings):
    settings.LARGEST_FILE_MB, settings.MOST_FILES = 1, 2
    large = SimpleUploadedFile("large.txt", b"x" * 1_000_001)
    assert "larger than 1 MB" in record(files=[large]).content.decode()
    many = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(3)]
    assert "You can add up to 2 files" in record(files=many).content.decode()


def test_files_have_to_be_chosen_again_when_something_else_is_wrong(record):
    page = record(text="", files=[SimpleUploadedFile("letter.pdf", PDF)]).content.decode()
    assert "Choose your files again" in page


def test_only_officers_record_requests(client, clearer, deputy_director):
    for member in (clearer, deputy_director):
        client.force_login(member)
        assert client.get(reverse("record_request")).status_code == 403
        assert client.post(reverse("record_request"), TYPED).status_code == 403


def test_what_people_typed_is_shown_and_never_run(client, record):
    nasty = "<script>alert(1)</script> {{ settings }} {% now 'Y' %} ((requester)) & <b>"
    record(text=nasty, subject=nasty, name=nasty, postal_address=nasty, adjustments=nasty)
    foi_request = FoiRequest.objects.get()
    for page in ("case", "case_print", "case_triage"):
        shown = client.get(reverse(page, args=[foi_request.reference])).content.decode()
        assert "<script>alert" not in shown
        assert (
            "&lt;script&gt;alert(1)&lt;/script&gt; {{ settings }} {% now &#x27;Y&#x27; %} ((requester)) &amp;" in shown
        )
    assert "<script>alert" not in client.get(reverse("queue")).content.decode()


def test_an_endless_request_is_met_in_plain_words_and_stays_in_the_box(record):
    endless = "claims " * 30_000
    page = record(text=endless).content.decode()

    assert "209,999 characters long. It can have up to 100,000." in page
    assert endless.strip() in page
    assert not FoiRequest.objects.exists()
