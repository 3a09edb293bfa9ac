"""Wording out for review as a Word document, and back: nothing changes by itself, one change is one change."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document

from responses.domain.wording_document import read
from responses.models import TextBlockVersion
from responses.word_files import WORD_TYPE, read_document
from tests.responses.pages import as_member, text_of
from tests.responses.word_documents import edited, said


@pytest.fixture
def today(office):
    return timezone.localdate()


def exported(person, which="in_force"):
    answer = as_member(person).get(reverse("wording_export"), {"which": which, "kind": "word"})
    assert answer.status_code == 200 and answer["Content-Type"] == WORD_TYPE
    assert answer["Content-Disposition"].endswith('.docx"')
    return answer.content


def looked_at(person, content):
    file = SimpleUploadedFile("wording.docx", content, content_type=WORD_TYPE)
    return text_of(as_member(person).post(reverse("wording_review"), {"file": file}))


def proposed(person, content, today):
    typed = {
        "text": read_document(io.BytesIO(content)), "is_document": "True", "source": "Counsel", "reason": "Asked for",
        "valid_from_day": today.day, "valid_from_month": today.month, "valid_from_year": today.year,
    }  # fmt: skip
    return text_of(as_member(person).post(reverse("wording_review"), typed, follow=True))


def test_all_wording_in_force_comes_back_from_word_without_a_change(officer, today):
    content = exported(officer)
    found = read(read_document(io.BytesIO(content)))
    in_force = TextBlockVersion.objects.usable_on(today)
    assert len(found.pieces) == in_force.count() > 40 and not found.problems
    page = looked_at(officer, content)
    assert "Nothing was changed or remarked" in page and "What cannot be read" not in page


def test_the_document_tells_counsel_how_to_use_it(officer):
    words = "\n".join(each.text for each in Document(io.BytesIO(exported(officer))).paragraphs)
    assert "Accept all of them before you send the document back" in words and "and not as a comment of Word" in words


def test_one_sentence_changed_in_word_is_exactly_one_change(officer, today):
    def edit(document):
        said(document, "This completes our reply to your request.").runs[0].text = "That’s our reply."

    content = edited(edit, exported(officer))
    page = looked_at(officer, content)
    assert "Propose 1 change" in page and page.count('class="nhsuk-card"') == 1
    assert "1 change waits for the deputy director" in proposed(officer, content, today)
    (version,) = TextBlockVersion.objects.proposed()
    assert (version.block.slug, version.body) == ("conclusion", "That’s our reply.")


def test_a_remark_written_in_word_is_kept(officer, today):
    def edit(document):
        after = iter(document.paragraphs)
        assert any("##### conclusion," in each.text for each in after)
        next(each for each in after if each.text == "remark:").add_run(" Say when.")

    content = edited(edit, exported(officer))
    assert "Keep 1 remark" in looked_at(officer, content)


def test_what_cannot_be_read_in_a_document_is_told_without_lines_that_nobody_can_count(officer, today):
    def edit(document):
        said(document, "This completes our reply to your request.").runs[0].text = "It came on ((Received On))."

    page = looked_at(officer, edited(edit, exported(officer)))
    assert "conclusion, version" in page and "looks like a gap and is none" in page and "Line " not in page


def test_a_document_that_is_refused_says_why_beside_the_field(officer):
    def edit(document):
        document.add_table(1, 1)

    page = looked_at(officer, edited(edit, exported(officer)))
    assert "Error: " in page and "The document has a table" in page and "nhsuk-error-message" in page
    assert "cut short or damaged" in looked_at(officer, b"PK\x03\x04 a Word document")
    assert "old Word or Office file" in looked_at(officer, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100)


def test_the_page_offers_both_kinds_of_file(officer):
    page = text_of(as_member(officer).get(reverse("wording_review")))
    assert "Download for Word" in page and "Download as text" in page and ".docx" in page
