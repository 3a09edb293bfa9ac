"""The pages of the room: who may enter, what they show, what they do."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from codes.actions import uploads
from codes.actions.uploads import keep_upload, remove_old_uploads
from codes.domain.errors import Refused
from codes.models import Code, CodeListEdition, DatedSetting, PendingImport, office_on
from tests.codes.workbooks import official, workbook

GOOD = official([(1, "Obstetrics")], [(1, "Wrong Diagnosis")], [(1, "Fatality"), (2, "Fetal Abnormality")])


def upload(client, data=GOOD, name="Codes.xlsx", follow=True):
    return client.post(reverse("code_import"), {"workbook": SimpleUploadedFile(name, data)}, follow=follow)


def pending_files() -> list[Path]:
    return list(Path(settings.FILES_DIR).rglob("*.xlsx"))


def confirm(client, pending, **answers):
    return client.post(reverse("code_import_confirm", args=[pending.pk]), {"edition": 1, **answers}, follow=True)


@pytest.fixture
def doors(office, officer):
    """An address of each page of the room, with whether it takes GET."""
    pending = keep_upload(chunks=[GOOD], size=len(GOOD), file_name="x.xlsx", by=officer, at=timezone.now())
    setting = DatedSetting.objects.named("review_window").get()
    return {
        "codes": reverse("codes"),
        "code": reverse("code", args=[Code.objects.first().pk]),
        "code_editions": reverse("code_editions"),
        "code_import": reverse("code_import"),
        "code_import_check": reverse("code_import_check", args=[pending.pk]),
        "code_import_mapping": reverse("code_import_mapping", args=[pending.pk]),
        "code_import_confirm": reverse("code_import_confirm", args=[pending.pk]),
        "code_import_cancel": reverse("code_import_cancel", args=[pending.pk]),
        "settings": reverse("settings"),
        "setting": reverse("setting", args=["letterhead"]),
        "setting_record": reverse("setting_record", args=["letterhead"]),
        "setting_confirm": reverse("setting_confirm", args=[setting.pk]),
    }


ACTS = {"code_import_mapping", "code_import_confirm", "code_import_cancel", "setting_record", "setting_confirm"}
DOORS = {
    # page: (nobody, the officer who uploaded, clearer, deputy director)
    "codes": (302, 200, 200, 200),
    "code": (302, 200, 200, 200),
    "code_editions": (302, 200, 200, 200),
    "code_import": (302, 200, 403, 200),
    "code_import_check": (302, 200, 403, 404),
    "code_import_mapping": (302, 200, 403, 404),
    "code_import_confirm": (302, 200, 403, 404),
    "code_import_cancel": (302, 302, 403, 404),
    "settings": (302, 200, 200, 200),
    "setting": (302, 200, 200, 200),
    "setting_record": (302, 403, 403, 200),
    "setting_confirm": (302, 403, 403, 302),
}


def test_each_page_opens_for_those_whose_it_is(client, doors, officer, clearer, deputy_director):
    found = {}
    for name, url in doors.items():
        answers = []
        for person in (None, clearer, deputy_director, officer):
            client.logout()
            if person:
                client.force_login(person)
            answers.append((client.post if name in ACTS else client.get)(url).status_code)
        nobody, a_clearer, a_director, an_officer = answers
        found[name] = (nobody, an_officer, a_clearer, a_director)
    assert found == DOORS


def test_an_act_is_not_done_by_looking(client, doors, officer):
    client.force_login(officer)
    assert {client.get(doors[name]).status_code for name in ACTS if name.startswith("code")} == {405}


def test_staff_search_the_codes_by_the_words_that_requesters_use(client, office, clearer):
    client.force_login(clearer)
    page = client.get(reverse("codes"), {"q": "midwife"}).content.decode()
    assert "Obstetrics" in page and "Ophthalmology" not in page
    page = client.get(reverse("codes"), {"state": "unconfirmed", "list": "cause"}).content.decode()
    assert "Operator Error" in page and "Unconfirmed" in page
    assert "No codes found" in client.get(reverse("codes"), {"q": "zzz"}).content.decode()


def test_the_page_says_that_the_lists_come_from_public_sources(client, office, officer):
    client.force_login(officer)
    assert "Import the official workbook to replace them" in client.get(reverse("codes")).content.decode()


def test_an_officer_uploads_looks_and_confirms(client, office, officer):
    client.force_login(officer)
    page = upload(client)
    words = page.content.decode()
    assert "Tab “Specialty”, headings in row 1" in words and "Foetal Abnormality is now Fetal Abnormality" in words
    assert CodeListEdition.objects.count() == 1 and len(pending_files()) == 1
    assert pending_files()[0].stat().st_mode & 0o077 == 0
    with_commit = confirm(client, PendingImport.objects.get(), renamed=["injury|foetal abnormality"])
    assert "imported as edition 2" in with_commit.content.decode()
    edition = CodeListEdition.objects.newest()
    assert (edition.imported_by, edition.file_name, edition.is_official) == (officer, "Codes.xlsx", True)
    assert Code.objects.get(label="Foetal Abnormality").replaced_by.label == "Fetal Abnormality"


def test_the_file_is_gone_after_confirming(client, office, officer, django_capture_on_commit_callbacks):
    client.force_login(officer)
    upload(client)
    with django_capture_on_commit_callbacks(execute=True):
        confirm(client, PendingImport.objects.get())
    assert pending_files() == [] and not PendingImport.objects.exists()
    assert Code.objects.get(label="Foetal Abnormality").replaced_by is None


def test_the_file_is_gone_after_cancelling(client, office, officer, django_capture_on_commit_callbacks):
    client.force_login(officer)
    upload(client)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("code_import_cancel", args=[PendingImport.objects.get().pk]))
    assert pending_files() == [] and not PendingImport.objects.exists()


def test_the_file_is_gone_after_a_day(office, officer, django_capture_on_commit_callbacks):
    now = timezone.now()
    for hours in (25, 23):
        keep_upload(chunks=[GOOD], size=len(GOOD), file_name="x", by=officer, at=now - timedelta(hours=hours))
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_old_uploads(at=now) == 1
    assert len(pending_files()) == 1 == PendingImport.objects.count()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7", "This is a PDF, whatever its name says"),
        (GOOD[:1500], "cut short or damaged"),
        (b"", "The file is empty"),
        (b"PK" + b"\0" * (6 * 1024 * 1024), "A code workbook is at most 5 MB"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_on_the_form_and_not_kept(client, office, officer, data, message):
    client.force_login(officer)
    page = upload(client, data).content.decode()
    assert message in page and "<title>Error: " in page
    assert pending_files() == [] and not PendingImport.objects.exists()


def test_a_workbook_with_a_label_twice_is_shown_and_cannot_be_confirmed(client, office, officer):
    client.force_login(officer)
    page = upload(client, official([(1, "A")], [(1, "B")], [(1, "Cancer"), (2, "CANCER")])).content.decode()
    assert "stands twice on the tab “Injury”: rows 2 and 3" in page and "Import these lists" not in page
    refused = confirm(client, PendingImport.objects.get()).content.decode()
    assert "stands twice" in refused and CodeListEdition.objects.count() == 1


def test_where_it_cannot_tell_it_asks_and_the_answer_is_used(client, office, officer):
    client.force_login(officer)
    data = workbook({"All": [["a", "b", "c"], ["Obstetrics", "Wrong Diagnosis", "Fatality"]]})
    page = upload(client, data).content.decode()
    assert "Specialty: no tab has this list&#x27;s name" in page and "Say where the lists are" in page
    pending = PendingImport.objects.get()
    answers = {f"{name}_{key}": value for name, column in (("specialty", "A"), ("cause", "B"), ("injury", "C"))
               for key, value in (("tab", "All"), ("header_row", "1"), ("label", column))}  # fmt: skip
    wrong = client.post(reverse("code_import_mapping", args=[pending.pk]), {**answers, "injury_label": "?"})
    assert "is not a column" in wrong.content.decode()
    right = client.post(reverse("code_import_mapping", args=[pending.pk]), answers, follow=True)
    assert "Import these lists" in right.content.decode()
    confirm(client, pending)
    assert Code.objects.current().count() == 3


def test_what_was_shown_is_what_is_imported(client, office, officer):
    client.force_login(officer)
    upload(client)
    pending = PendingImport.objects.get()
    stale = confirm(client, pending, edition=0).content.decode()
    assert "Another edition was imported in the meantime" in stale
    pending.place.write_bytes(official([(1, "Urology")], [(1, "Other")], [(1, "Other")]))
    assert "not the one that you uploaded" in confirm(client, pending).content.decode()
    assert CodeListEdition.objects.count() == 1


def test_a_file_that_has_gone_is_asked_for_again(client, office, officer):
    client.force_login(officer)
    upload(client)
    pending = PendingImport.objects.get()
    pending.place.unlink()
    page = client.get(reverse("code_import_check", args=[pending.pk]), follow=True)
    assert "no longer there" in page.content.decode()


def test_saying_where_the_lists_stand_in_a_file_that_has_become_unreadable_tells_so(client, office, officer):
    client.force_login(officer)
    upload(client)
    pending = PendingImport.objects.get()
    pending.place.write_bytes(b"no workbook any more")

    page = client.post(reverse("code_import_mapping", args=[pending.pk]), {})

    assert page.status_code == 200
    assert "not an Excel workbook" in page.content.decode()


def test_nobody_waits_for_a_workbook_that_is_being_read(client, office, officer, monkeypatch):
    client.force_login(officer)
    depths = []

    def watched(read):
        def reading(*args, **kwargs):
            depths.append(len(connection.savepoint_ids))
            return read(*args, **kwargs)

        return reading

    for read in ("refuse_unless_workbook", "read_workbook"):
        monkeypatch.setattr(uploads, read, watched(getattr(uploads, read)))
    outside = len(connection.savepoint_ids)

    upload(client)
    pending = PendingImport.objects.get()
    uploads.map_upload(pending=pending, mapping={})
    confirm(client, pending)

    assert CodeListEdition.objects.newest().file_name == "Codes.xlsx"
    assert set(depths) == {outside}, "a transaction was open, and other writers would have waited for its end"


def test_a_name_with_a_path_in_it_is_only_a_name(office, officer):
    pending = keep_upload(
        chunks=[GOOD], size=len(GOOD), file_name="..\\..\\etc/pass\nwd.xlsx", by=officer, at=timezone.now()
    )
    assert pending.file_name == "passwd.xlsx" and pending.place.parent.name == "pending-code-workbooks"


def test_a_broken_file_leaves_nothing_behind(office, officer):
    with pytest.raises(Refused):
        keep_upload(chunks=[b"PK", b"nothing"], size=9, file_name="x.xlsx", by=officer, at=timezone.now())
    assert pending_files() == []


WINDOW = {
    "value_days": "40",
    "value_unit": "working_days",
    "value_code_days": "40",
    "source": "Board",
    "reason": "Code",
}


def record_window(client, **changes):
    today = timezone.localdate()
    day_typed = {"valid_from_0": today.day, "valid_from_1": today.month, "valid_from_2": today.year}
    day_typed |= {"valid_from_day": today.day, "valid_from_month": today.month, "valid_from_year": today.year}
    url = reverse("setting_record", args=["review_window"])
    return client.post(url, {**WINDOW, **day_typed, **changes}, follow=True).content.decode()


def test_the_deputy_director_records_a_new_value_and_sees_the_history(client, office, deputy_director):
    client.force_login(deputy_director)
    page = record_window(client)
    assert "Recorded. The new value applies from" in page and "From 1 January 2005" in page
    assert office_on(timezone.localdate()).review_window.days == 40


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(client, office, deputy_director):
    client.force_login(deputy_director)
    page = record_window(client, value_days="0", reason="Because of the <Code>")
    assert "Days: enter a number from 1 to 365" in page and "<title>Error: " in page
    assert "Because of the &lt;Code&gt;" in page
    assert office_on(timezone.localdate()).review_window.days == 28


def test_a_value_to_be_confirmed_says_so_until_the_deputy_director_confirms_it(client, office, deputy_director):
    client.force_login(deputy_director)
    page = client.get(reverse("setting", args=["clarification_lapse"])).content.decode()
    assert "To be confirmed" in page
    row = DatedSetting.objects.named("clarification_lapse").get()
    page = client.post(reverse("setting_confirm", args=[row.pk]), follow=True).content.decode()
    assert "Confirmed." in page and "Corrected later" in page


def test_the_list_of_settings_says_of_a_bare_yes_or_section_what_it_is_of(client, office, deputy_director):
    client.force_login(deputy_director)
    page = " ".join(client.get(reverse("settings")).content.decode().split())
    assert "Letters that rely on one of these go up: s14, s31, s36" in page
    assert "letters that neither confirm nor deny go up: yes" in page
    assert "limit in pounds: 450" in page.lower()
    assert "; yes" not in page


@pytest.mark.parametrize("name", ["letterhead", "holders", "proclaimed_to", "sar_rule", "regulator", "reviewer"])
def test_every_kind_of_setting_has_a_form(client, office, deputy_director, name):
    client.force_login(deputy_director)
    assert client.get(reverse("setting", args=[name])).status_code == 200


def test_there_is_no_page_for_a_setting_that_is_not_declared(client, office, deputy_director):
    client.force_login(deputy_director)
    assert client.get(reverse("setting", args=["colour"])).status_code == 404
    assert client.post(reverse("setting_record", args=["colour"])).status_code == 404
