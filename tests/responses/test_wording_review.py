"""Wording out for review as one file, and back: what changed is proposed, and nothing is lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from codes.models.organisation import office_on
from responses.actions.wording import propose_wording
from responses.actions.wording_approval import approve_wording
from responses.models import TextBlock, TextBlockChange, TextBlockVersion
from tests.responses.pages import as_member, text_of

SLUG = "conclusion"


@pytest.fixture
def today(office):
    return timezone.localdate()


def exported(person, which="in_force"):
    answer = as_member(person).get(reverse("wording_export"), {"which": which, "kind": "text"})
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
    assert answer.content.startswith(b"\xef\xbb\xbf"), "Word sees by the mark that it is UTF-8"
    return answer.content.decode("utf-8-sig")


def looked_at(person, content):
    if isinstance(content, str):
        content = content.encode()
    file = SimpleUploadedFile("wording.txt", content, content_type="text/plain")
    return text_of(as_member(person).post(reverse("wording_review"), {"file": file}))


def proposed(person, text, today, **changes):
    typed = {
        "text": text, "source": "Counsel, March 2027", "reason": "Counsel asked for it",
        "valid_from_day": today.day, "valid_from_month": today.month, "valid_from_year": today.year,
    } | changes  # fmt: skip
    return text_of(as_member(person).post(reverse("wording_review"), typed, follow=True))


def waiting():
    return list(TextBlockVersion.objects.proposed().order_by("pk"))


def of_block(text, slug=SLUG):
    """The lines of one block in the file."""
    begin = text.index(f"##### {slug}, ")
    return text[begin : text.index("##### end of", begin)]


def with_other_words(text, words="That is the end, as counsel would have it."):
    piece = of_block(text)
    head, body = piece.rsplit("---\n", 1)
    return text.replace(piece, f"{head}---\n{words}\n")


def test_the_file_holds_every_block_in_force_and_comes_back_without_a_change(officer, today):
    text = exported(officer)
    assert text.count("##### end of ") == TextBlockVersion.objects.usable_on(today).count() > 20
    page = looked_at(officer, text)
    assert "Nothing was changed or remarked" in page and "What cannot be read" not in page
    assert not waiting()


def test_what_waits_for_approval_can_go_out_before_anybody_approves_it(officer, deputy_director, today):
    propose_wording(
        slug="lists", kind="background", title="Lists", body="We hold none.", valid_from=today, source="s",
        reason="r", at=timezone.now(), by=officer,
    )  # fmt: skip
    text = exported(officer, "to_decide")
    assert text.count("##### end of ") == 1 and "We hold none." in text
    assert exported(officer, "both").count("##### end of ") == exported(officer).count("##### end of ") + 1
    assert "We hold none." not in exported(officer)


def test_changed_words_are_shown_and_become_a_proposal_that_the_deputy_director_approves(
    officer, deputy_director, today
):
    text = with_other_words(exported(officer))
    page = looked_at(officer, text)
    assert "as counsel would have it" in page and "Propose 1 change" in page and not waiting()
    assert "1 change waits for the deputy director" in proposed(officer, text, today)

    (version,) = waiting()
    assert (version.block.slug, version.body) == (SLUG, "That is the end, as counsel would have it.")
    assert (version.source, version.reason, version.valid_from) == (
        "Counsel, March 2027",
        "Counsel asked for it",
        today,
    )
    assert TextBlockVersion.objects.usable_on(today).get(block__slug=SLUG).body != version.body
    approve_wording([version], by=deputy_director, at=timezone.now())
    assert TextBlockVersion.objects.usable_on(today).get(block__slug=SLUG) == version


def test_what_the_deputy_director_brings_from_counsel_waits_for_somebody_else(deputy_director, today):
    text = with_other_words(exported(deputy_director))
    assert "1 change waits for somebody else’s approval" in proposed(deputy_director, text, today)


def test_everything_said_of_the_wording_can_change_and_nothing_else_does(officer, deputy_director, today):
    text = exported(officer)
    piece = of_block(text)
    later, first = today + timedelta(300), today + timedelta(30)
    changed = piece.replace("title: End of the reply", "title: How we end")
    changed = "\n".join(
        {
            "legal_basis": "legal_basis: FOIA s.17(7)",
            "guidance": "guidance: Always last.\n .\n Never twice.",
            "owner": "owner: Legal",
            "review_by": f"review_by: {later.isoformat()}",
            "valid_from": f"valid_from: {first.isoformat()}",
            "source": "source: Our solicitors",
            "remark": "remark: Section 17(7).",
        }.get(line.partition(":")[0], line)
        for line in changed.split("\n")
    )
    text = text.replace(piece, changed)
    assert "The words are the same" in looked_at(officer, text)
    proposed(officer, text, today)
    (version,) = waiting()
    assert (version.title, version.legal_basis, version.owner) == ("How we end", "FOIA s.17(7)", "Legal")
    assert version.guidance == "Always last.\n\nNever twice."
    assert (version.review_by, version.valid_from, version.source) == (later, first, "Our solicitors")
    assert version.reason == "Section 17(7)."
    assert version.body == TextBlockVersion.objects.usable_on(today).get(block__slug=SLUG).body


def of_gaps(officer, today, words, slug="when-it-came"):
    """The file of a library with one gap in a block, and that block in other words."""
    version = propose_wording(
        slug=slug, kind="opening", title="When it came", body="It came on ((received_on)).", valid_from=today,
        source="s", reason="r", at=timezone.now(), by=officer,
    )  # fmt: skip
    return version, exported(officer, "to_decide").replace("It came on ((received_on)).", words)


def test_a_mangled_gap_in_the_file_is_told_with_its_line_and_not_proposed(officer, today):
    _version, text = of_gaps(officer, today, "It came on (received_on)).")
    page = looked_at(officer, text)
    assert "looks like a gap and is none: (received_on))" in page and "Line " in page and "Propose" not in page
    proposed(officer, text, today)
    assert len(waiting()) == 1


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://127.0.0.1/x", "https://intranet/x", "data:text/html,x"]
)
def test_a_link_that_not_everybody_can_open_is_not_proposed(officer, today, address):
    _version, text = of_gaps(officer, today, f"It came on ((received_on)), see [it]({address}).")
    assert f"{address}: " in looked_at(officer, text)
    proposed(officer, text, today)
    assert len(waiting()) == 1


def test_a_gap_that_counsel_took_out_goes_when_whoever_brings_the_file_says_so(officer, today):
    version, text = of_gaps(officer, today, "It came.")
    page = looked_at(officer, text)
    assert "This wording no longer needs: received_on" in page and "Is this meant?" in page
    assert "The last version has ((received_on))" in proposed(officer, text, today)
    assert waiting() == [version]
    ticks = f"when-it-came {version.number} received_on"
    page = proposed(officer, text, today, meant=[ticks], reason="")
    assert f'value="{ticks}" checked' in page and len(waiting()) == 1
    proposed(officer, text, today, meant=[ticks])
    assert (waiting()[-1].body, waiting()[-1].gaps_meant) == ("It came.", ["received_on"])


def test_a_name_that_nobody_knows_comes_from_the_file_only_with_a_tick(officer, today):
    version, text = of_gaps(officer, today, "It came on ((received_on)) to ((ward_name)).")
    assert "ward_name is a new gap" in looked_at(officer, text)
    proposed(officer, text, today)
    assert waiting() == [version]
    proposed(officer, text, today, meant=[f"when-it-came {version.number} ward_name"])
    assert waiting()[-1].gaps_meant == ["ward_name"]


def test_a_file_brought_twice_proposes_nothing_twice(officer, today):
    text = with_other_words(exported(officer))
    proposed(officer, text, today)
    assert "waiting for approval already" in proposed(officer, text, today)
    assert len(waiting()) == 1


def test_a_remark_on_wording_that_stays_is_kept_in_its_history_once(officer, today):
    text = exported(officer)
    piece = of_block(text)
    text = text.replace(piece, piece.replace("remark:", "remark: I would keep this."))
    assert "I would keep this." in looked_at(officer, text) and "Keep 1 remark" in looked_at(officer, text)
    for _ in range(2):
        proposed(officer, text, today)
    assert not waiting()
    change = TextBlockChange.objects.get()
    assert (change.act, change.block.slug) == ("commented", SLUG) and "I would keep this." in change.reason
    page = text_of(as_member(officer).get(reverse("wording_block", args=[SLUG])))
    assert "Remark made in a review" in page and "Counsel, March 2027" in page


def test_new_wording_in_the_file_is_proposed_as_a_new_block(officer, today):
    text = exported(officer)
    new = (
        "##### a-new-ending, version 1 #####\n---\nslug: a-new-ending\nversion: 1\nkind: closing\ntitle: Another end\n"
        f"valid_from: {today.isoformat()}\n---\nGoodbye.\n##### end of a-new-ending, version 1 #####\n"
    )
    assert "Goodbye." in looked_at(officer, text + new)
    proposed(officer, text + new, today)
    assert TextBlock.objects.get(slug="a-new-ending").versions.get().body == "Goodbye."


def test_what_cannot_be_read_is_told_with_its_line_and_hides_nothing(officer, today):
    text = with_other_words(exported(officer)) + "\nPS: burn the rest.\n"
    other = of_block(text, TextBlockVersion.objects.usable_on(today).exclude(block__slug=SLUG).first().block.slug)
    text = text.replace(other, other.replace("kind: ", "kind: no "))
    page = looked_at(officer, text)
    assert "burn the rest" in page and "there is no kind" in page and "Line " in page
    assert "Propose 1 change" in page


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("version: ", "version: 9", "The library has no version"),
        ("kind: closing", "kind: advice", "cannot be changed"),
        ("legal_basis:", "legal_basis: " + "x" * 301, "longer than 300"),
        ("title: End of the reply", "title: " + "x" * 201, "longer than 200"),
    ],
)
def test_what_the_library_cannot_keep_is_refused_before_it_is_proposed(officer, today, old, new, said):
    text = exported(officer)
    piece = of_block(text)
    page = looked_at(officer, text.replace(piece, piece.replace(old, new)))
    assert said in page and "Propose 1" not in page
    proposed(officer, text.replace(piece, piece.replace(old, new)), today)
    assert not waiting()


def test_characters_that_letters_cannot_print_are_refused_before_they_are_proposed(officer):
    assert "Our letter font cannot print" in looked_at(officer, with_other_words(exported(officer), "Bye \U0001f600"))


def test_newer_wording_approved_meanwhile_is_pointed_out(officer, deputy_director, today):
    text = with_other_words(exported(officer))
    newer = propose_wording(
        slug=SLUG, kind="closing", title="End of the reply", body="Ours is newer.", valid_from=today, source="s",
        reason="r", at=timezone.now(), by=officer,
    )  # fmt: skip
    approve_wording([newer], by=deputy_director, at=timezone.now())
    assert f"Version {newer.number} was approved after this file was made" in looked_at(officer, text)


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 \xe2", b"{\\rtf1 hello}", b"\x00\x01\x02", b"\x00\xff\x02"],
)
def test_a_file_that_is_neither_text_nor_a_word_document_is_refused_with_what_to_do(officer, content):
    page = looked_at(officer, content)
    assert "neither a Word document (.docx) nor plain text" in page and "Save as, Word document" in page


def test_a_text_that_is_not_unicode_is_refused_with_how_to_save_it(officer):
    page = looked_at(
        officer, with_other_words(exported(officer), "As counsel’s “café” would have it.").encode("cp1252", "replace")
    )
    assert "not saved as Unicode" in page and "Encoding, UTF-8" in page


def test_a_file_of_another_office_says_whose_it_is_before_anything_is_proposed(officer):
    text = with_other_words(exported(officer))
    ours = office_on(timezone.localdate()).authority.name
    assert "another office" not in looked_at(officer, text)
    theirs = text.replace(f"{ours}, {timezone.localdate()}", f"Ministry of Invented Things, {timezone.localdate()}")
    page = looked_at(officer, theirs)
    assert "This file is another office’s" in page
    assert f"the wording of Ministry of Invented Things; we are {ours}" in page


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_kind_of_unicode_text_that_word_writes_is_read(officer, encoding):
    assert "Propose 1 change" in looked_at(officer, with_other_words(exported(officer)).encode(encoding))


def test_an_empty_or_huge_file_or_none_is_refused(officer):
    assert "The file is empty" in looked_at(officer, b"")
    assert "larger than 1 MB" in looked_at(officer, b"x" * 1_000_001)
    assert "Choose the file" in text_of(as_member(officer).post(reverse("wording_review"), {}))
    assert "There is no wording in this file" in looked_at(officer, b"Dear colleagues")


def test_problems_are_told_with_their_lines_again_when_something_is_missing(officer, today):
    text = with_other_words(exported(officer)) + "\nPS: burn the rest.\n"
    assert "Line " in looked_at(officer, text)
    assert "Line " in proposed(officer, text, today, source="", is_document="False")
    assert "Line " not in proposed(officer, text, today, source="", is_document="True")


def test_what_was_typed_stays_when_something_is_missing(officer, today):
    page = proposed(officer, with_other_words(exported(officer)), today, source="", reason="Because of section 17")
    assert "Error: " in page and "Because of section 17" in page and "as counsel would have it" in page
    assert not waiting()


def test_clearers_send_nothing_out_and_take_nothing_in(clearer):
    assert as_member(clearer).get(reverse("wording_review")).status_code == 403
    assert as_member(clearer).get(reverse("wording_export")).status_code == 403
