"""Tables of a letter: entering, changing and removing them, and the files that go with the letter."""

import io
from dataclasses import replace
from email import message_from_bytes

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from codes.models import Exemption
from foirequests import files
from foirequests.actions.cost import save_line
from foirequests.models import Question, StoredFile
from responses.actions import tables
from responses.actions.clear import clear_response
from responses.actions.correct import start_corrected_reply
from responses.actions.decisions import apply_ground, decide_question
from responses.actions.draft import draft_letter, submit_draft
from responses.actions.generated_files import email_attachments, files_of, read_file
from responses.actions.issue import issue_response
from responses.actions.letters import planned_reply
from responses.actions.render import render_letter
from responses.actions.up_to_date import bring_up_to_date, changes_to_come
from responses.domain.errors import NotPermitted, Refused, Stale
from responses.domain.letter import letter_hash
from responses.domain.letter_rules import LetterNotReady
from responses.domain.tables import Table
from responses.models import FoiResponse, GeneratedFile, LetterTable, TextBlockVersion
from tests import factories
from tests.dates import day, moment
from tests.foirequests.test_portal_page import page_of
from tests.responses.letters import CLAIMS as MASKED
from tests.responses.pages import address, as_member, press

RECEIVED = day("Mon 2 November 2026")
NOON = moment("Tue 3 November 2026 12:00")
CLAIMS = replace(MASKED, rows=(("2021/22", "1,204", "£3.5m"), ("2022/23", "987", "£2.1m")), symbols=())
TYPED = {"caption": "Claims by year", "typed": "Year\tClaims\n2024\t12\n2025\t*", "symbols": "* = fewer than five"}


@pytest.fixture
def draft(officer) -> FoiResponse:
    return factories.a_draft(by=officer, held="held", received_on=RECEIVED)


def the_question(foi_response: FoiResponse) -> Question:
    return foi_response.foi_request.questions.get()


def added(draft: FoiResponse, officer, table: Table = CLAIMS, **kwargs) -> LetterTable:
    made = tables.add_table(draft, question=the_question(draft), table=table, by=officer, at=NOON, **kwargs)
    draft.working_copy.refresh_from_db()
    return made


def answered(draft: FoiResponse, officer) -> None:
    """The question decided: everything is given, and the letter says so."""
    decide_question(draft, the_question(draft), held="held", outcome="granted", by=officer, at=NOON)
    up_to_date(draft, officer)


def up_to_date(draft: FoiResponse, officer) -> None:
    bring_up_to_date(draft, revision=draft.working_copy.revision, by=officer, at=NOON)
    draft.working_copy.refresh_from_db()


def sources(draft: FoiResponse) -> list[str]:
    return [part.source for part in draft_letter(draft, at=NOON).parts if part.kind == "table"]


def issued(draft: FoiResponse, officer, clearer):
    """The letter of a draft with tables, cleared, issued and rendered."""
    answered(draft, officer)
    factories.typed(draft, by=officer, moment=NOON, as_at="31 March 2026")
    version = submit_draft(draft, by=officer, at=NOON)
    clear_response(draft, letter_hash=version.letter_hash, by=clearer, at=NOON)
    letter = issue_response(draft, channel="email", by=officer, at=NOON)
    render_letter(letter.pk, at=NOON)
    letter.refresh_from_db()
    return letter


def test_a_table_that_is_added_stands_in_the_letter(draft, officer):
    table = added(draft, officer)
    assert sources(draft) == [table.key]
    letter = draft_letter(draft, at=NOON)
    assert [part.table for part in letter.parts if part.table] == [CLAIMS]
    assert letter.decisions[0]["tables"] == [table.key]
    assert letter.attachments == ()


def test_changing_a_table_changes_the_letter_and_makes_its_files_anew(draft, officer):
    table = added(draft, officer, as_csv=True, as_workbook=True)
    before = draft_letter(draft, at=NOON)
    assert [file.form for file in table.files.all()] == ["csv", "xlsx"]
    newer = Table("Newer", ("Year", "Claims"), (("2021", "3"),))
    tables.change_table(table, table=newer, revision=1, as_csv=True, by=officer, at=NOON)
    after = draft_letter(draft, at=NOON)
    assert [part.table.caption for part in after.parts if part.table] == ["Newer"]
    [made] = GeneratedFile.objects.all()
    assert read_file(made).startswith(b"\xef\xbb\xbfYear,Claims\r\n2021,3\r\n")
    assert [attachment.sha256 for attachment in after.attachments] == [made.sha256]
    assert made.stored == StoredFile.objects.get(sha256=made.sha256)
    assert letter_hash(before) != letter_hash(after)


def test_a_file_of_another_content_is_another_letter(draft, officer):
    table = added(draft, officer)
    without = letter_hash(draft_letter(draft, at=NOON))
    tables.change_table(table, table=CLAIMS, revision=1, as_csv=True, by=officer, at=NOON)
    assert letter_hash(draft_letter(draft, at=NOON)) != without


def test_of_two_people_who_change_one_table_the_later_is_told(draft, officer):
    table = added(draft, officer)
    tables.change_table(table, table=CLAIMS, revision=1, by=officer, at=NOON)
    with pytest.raises(Stale, match="changed this table"):
        tables.change_table(table, table=CLAIMS, revision=1, by=officer, at=NOON)


def test_a_table_that_is_removed_leaves_the_letter_with_its_files(draft, officer):
    table = added(draft, officer, as_csv=True)
    tables.remove_table(table, by=officer, at=NOON)
    draft.working_copy.refresh_from_db()
    letter = draft_letter(draft, at=NOON)
    assert not [part for part in letter.parts if part.table]
    assert letter.attachments == ()


def test_a_file_does_not_go_with_a_letter_that_does_not_print_its_table(draft, officer):
    table = added(draft, officer, as_csv=True)
    key = next(part.key for part in draft_letter(draft, at=NOON).parts if part.source == table.key)
    press(officer, "draft_remove", draft, key)
    draft.working_copy.refresh_from_db()
    assert draft_letter(draft, at=NOON).attachments == ()


def test_only_who_may_draft_the_letter_changes_its_tables(draft, officer, clearer):
    with pytest.raises(NotPermitted):
        added(draft, clearer)
    other = factories.a_triaged_request(by=officer, received_on=RECEIVED, email="x@requesters.example")
    with pytest.raises(Refused, match="another case"):
        tables.add_table(draft, question=other.questions.get(), table=CLAIMS, by=officer, at=NOON)


def test_a_letter_has_a_bounded_number_of_tables(draft, officer, monkeypatch):
    monkeypatch.setattr(tables, "MOST_TABLES", 1)
    added(draft, officer)
    with pytest.raises(Refused, match="up to 1 tables"):
        added(draft, officer)


def test_the_estimate_of_cost_becomes_a_table_of_the_question_that_is_refused_for_it(draft, officer):
    with pytest.raises(Refused, match="no estimate"):
        tables.add_cost_table(draft, question=the_question(draft), by=officer, at=NOON)
    fields = {"activity": "extract", "unit": "files", "units": 400, "minutes": 10, "people": 1, "basis": "20 files"}
    save_line(draft.foi_request, fields=fields, by=officer, at=NOON)
    tables.add_cost_table(draft, question=tables.costly_question(draft), by=officer, at=NOON)
    apply_ground(draft, the_question(draft), Exemption.objects.get(code="s12(1)"), information="x", by=officer, at=NOON)
    draft.working_copy.refresh_from_db()
    up_to_date(draft, officer)
    [part] = [part for part in draft_letter(draft, at=NOON).parts if part.table]
    assert part.role == "estimate"
    assert part.table.rows[-1][0] == "Total"


def test_a_draft_is_brought_up_to_date_with_what_is_decided(draft, officer):
    assert not changes_to_come(draft, at=NOON).changes_something
    decide_question(draft, the_question(draft), held="held", outcome="refused", by=officer, at=NOON)
    ground = apply_ground(
        draft, the_question(draft), Exemption.objects.get(code="s21"), information="the factsheets", by=officer, at=NOON
    )
    with pytest.raises(LetterNotReady, match="no longer follows from what is decided"):
        submit_draft(draft, by=officer, at=NOON)
    up_to_date(draft, officer)
    letter = draft_letter(draft, at=NOON)
    assert [part.slug for part in letter.parts if part.question] == ["held-and-withheld", "already-accessible"]
    assert [part.source for part in letter.parts if part.role == "refusal"] == [f"ground:{ground.pk}"]
    with pytest.raises(LetterNotReady, match="Not decided yet for question 1: where the information is"):
        submit_draft(draft, by=officer, at=NOON)


def test_a_letter_is_not_brought_up_to_date_without_the_wording_that_it_needs(draft, officer):
    TextBlockVersion.objects.filter(block__slug="held-and-withheld").update(valid_until=day("Sun 1 November 2026"))
    decide_question(draft, the_question(draft), held="held", outcome="refused", by=officer, at=NOON)
    with pytest.raises(Refused, match="no approved wording today"):
        up_to_date(draft, officer)


def test_generated_files_go_with_the_email_and_stand_on_the_letters_pages(draft, officer, clearer):
    added(draft, officer, as_csv=True, as_workbook=True)
    letter = issued(draft, officer, clearer)
    made = files_of(letter)
    assert [each["sha256"] for each in letter.frozen["attachments"]] == [each.sha256 for each in made]
    parts = list(message_from_bytes(files.read(letter.message.mail.kept_copy.sha256)).walk())
    names = [part.get_filename() for part in parts if part.get_filename()]
    assert names[1:] == [each.name for each in made]
    sent = [part.get_payload(decode=True) for part in parts if part.get_filename()][1:]
    assert sent == [read_file(each) for each in made]
    page = as_member(officer).get(address("letter", draft)).content.decode()
    assert all(each.name in page for each in made)
    answer = as_member(clearer).get(address("table_file", draft, made[0].pk))
    assert answer.content == read_file(made[0])
    assert answer["Content-Disposition"] == f'attachment; filename="{made[0].name}"'


def test_a_corrected_reply_begins_with_the_tables_and_reasons_of_the_letter_that_it_replaces(draft, officer, clearer):
    table = added(draft, officer, as_csv=True)
    letter = issued(draft, officer, clearer)
    corrected = start_corrected_reply(letter, reason="it gave the wrong year", by=officer, at=NOON)
    [copied] = LetterTable.objects.filter(foi_response=corrected)
    assert copied.pk != table.pk
    new = draft_letter(corrected, at=NOON)
    assert [part.table for part in new.parts if part.table] == [CLAIMS]
    assert len(new.attachments) == 1
    assert not changes_to_come(corrected, at=NOON).removed


def test_a_corrected_reply_does_not_apologise_for_being_late(draft, officer, clearer):
    added(draft, officer)
    replaced = issued(draft, officer, clearer)
    long_after = moment("Mon 4 January 2027 12:00")
    corrected = start_corrected_reply(replaced, reason="A figure was wrong.", by=officer, at=long_after)
    assert "apology-late" not in {change.slug for change in planned_reply(corrected, day=long_after.date())}


def test_files_are_not_offered_where_they_cannot_go(officer):
    by_post = factories.a_draft(
        by=officer, held="held", received_on=RECEIVED, channel="post", postal_address="1 High Street", email=""
    )
    with pytest.raises(Refused, match="files go by e-mail only"):
        added(by_post, officer, as_csv=True)
    made = added(by_post, officer)
    with pytest.raises(Refused, match="files go by e-mail only"):
        tables.change_table(made, table=CLAIMS, revision=made.revision, as_workbook=True, by=officer, at=NOON)


def test_a_letter_that_names_files_does_not_leave_in_an_envelope(officer, clearer):
    draft = factories.a_draft(by=officer, held="held", received_on=RECEIVED, postal_address="1 High Street")
    added(draft, officer, as_csv=True)
    answered(draft, officer)
    factories.typed(draft, by=officer, moment=NOON, as_at="31 March 2026")
    version = submit_draft(draft, by=officer, at=NOON)
    clear_response(draft, letter_hash=version.letter_hash, by=clearer, at=NOON)
    with pytest.raises(Refused, match=r"files are sent with it \(.*csv\)"):
        issue_response(draft, channel="post", post_class="first", by=officer, at=NOON)
    assert issue_response(draft, channel="email", by=officer, at=NOON).channel == "email"


def test_an_officer_types_a_table_sees_it_and_saves_it(draft, officer):
    browser = as_member(officer)
    there = address("table_add", draft)
    shown = browser.post(there, TYPED | {"question": 1, "preview": "yes"})
    assert "<caption>Table 1: Claims by year</caption>" in shown.content.decode()
    assert not LetterTable.objects.exists()
    saved = browser.post(there, TYPED | {"question": 1, "unit": "claims", "as_csv": "on"})
    assert saved.status_code == 302
    table = LetterTable.objects.get()
    assert (table.columns, table.rows) == (["Year", "Claims"], [["2024", "12"], ["2025", "*"]])
    assert (table.unit, table.symbols, table.as_csv) == ("claims", [["*", "fewer than five"]], True)


def test_a_file_is_shown_before_it_is_saved_and_is_not_kept(draft, officer):
    book = Workbook()
    for row in (["Year", "Claims"], [2024, 12]):
        book.active.append(row)
    saved = io.BytesIO()
    book.save(saved)
    before = StoredFile.objects.count()
    for name, content in (("a.xlsx", saved.getvalue()), ("a.csv", b"Year,Claims\r\n2024,12\r\n")):
        upload = SimpleUploadedFile(name, content)
        answer = as_member(officer).post(
            address("table_add", draft), {"question": 1, "caption": "Claims", "upload": upload}
        )
        page = answer.content.decode()
        assert "What was read" in page and "Year\tClaims\n2024\t12</textarea>" in page
    assert not LetterTable.objects.exists()
    assert StoredFile.objects.count() == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"typed": ""}, "Enter the table"),
        ({"caption": ""}, "id_caption"),
        ({"symbols": ""}, "Say what this means: *"),
        ({"symbols": "fewer than five"}, "Write each sign and what it means"),
        ({"upload": SimpleUploadedFile("a.xlsx", b"PK broken")}, "damaged"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_typed_is_lost(draft, officer, changes, words):
    answer = as_member(officer).post(address("table_add", draft), TYPED | {"question": 1} | changes)
    page = answer.content.decode()
    assert answer.status_code == 200 and words in page and "There is a problem" in page
    assert (changes.get("typed") == "") or "2024\t12" in page
    assert not LetterTable.objects.exists()


def test_an_officer_changes_and_removes_a_table_on_the_page(draft, officer):
    table = added(draft, officer)
    there = address("table_change", draft, table.pk)
    page = as_member(officer).get(there).content.decode()
    assert "Year of closing\tClaims\tDamages paid" in page
    answer = as_member(officer).post(there, TYPED | {"question": 1, "revision": 1})
    assert answer.status_code == 302
    stale = as_member(officer).post(there, TYPED | {"question": 1, "revision": 1})
    assert "changed this table in the meantime" in stale.content.decode()
    draft_page = as_member(officer).get(address("draft", draft)).content.decode()
    assert "Claims by year" in draft_page and "Files of your own cannot be sent" in draft_page
    press(officer, "draft_table_remove", draft, table.pk)
    assert not LetterTable.objects.exists()


def test_the_page_of_a_draft_says_what_bringing_it_up_to_date_would_change(draft, officer):
    assert "Bring the letter up to date" not in as_member(officer).get(address("draft", draft)).content.decode()
    decide_question(draft, the_question(draft), held="not_held", by=officer, at=NOON)
    page = as_member(officer).get(address("draft", draft)).content.decode()
    assert "Bring the letter up to date" in page and "Not held (question 1)" in page
    redrawn = press(officer, "draft_up_to_date", draft, htmx=True).content.decode()
    assert "Decisions" in redrawn and "Bring the letter up to date" not in redrawn
    assert "Bring the letter up to date" not in as_member(officer).get(address("draft", draft)).content.decode()


def test_a_letter_that_is_not_up_to_date_is_never_said_to_have_nothing_left_and_its_findings_are_folded(draft, officer):
    decide_question(draft, the_question(draft), held="not_held", by=officer, at=NOON)
    page = as_member(officer).get(address("draft", draft)).content.decode()
    behind = "The letter is not up to date with what is decided"
    section = page.split("Still to do</h2>")[1].split("</section>")[0]

    assert page.index("Bring the letter up to date</button>") < page.index("See what changes")
    assert behind in section and "Nothing. The letter can be submitted" not in section
    assert "<details" in section and "no longer follows" in section.split("<details")[1]
    assert "Not up to date with what is decided" in page.split('id="draft-state"')[1].split("</div>")[0]
    press(officer, "draft_up_to_date", draft)
    assert behind not in as_member(officer).get(address("draft", draft)).content.decode()


def test_a_letter_whose_file_has_no_record_any_more_does_not_go_out_without_it(draft, officer, clearer):
    added(draft, officer, as_csv=True, as_workbook=True)
    letter = issued(draft, officer, clearer)
    made = files_of(letter)
    assert [each.name for each in email_attachments(letter)] == [each.name for each in made]
    made[0].delete()
    for ask in (files_of, email_attachments):
        with pytest.raises(FileNotFoundError, match=made[0].sha256):
            ask(letter)


def test_a_requester_downloads_the_files_of_their_letter_and_no_others(draft, officer, clearer, client):
    added(draft, officer, as_csv=True)
    letter = issued(draft, officer, clearer)
    [made] = files_of(letter)
    reference = letter.foi_request.reference
    there = reverse("portal_letter_file", args=[reference, 1, made.pk])
    assert client.get(there).status_code == 404
    assert f"Download {made.name}" in page_of(client, letter.foi_request, NOON, "letters/1/")
    with time_machine.travel(NOON, tick=False):
        answer = client.get(there)
        assert client.get(reverse("portal_letter_file", args=[reference, 1, made.pk + 1])).status_code == 404
    assert answer.content == read_file(made)
    assert answer["Content-Disposition"] == f'attachment; filename="{made.name}"'
