"""Wording as one text for review: it comes back as it was written, and nothing in it is passed over."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responses.domain.drafting import check_body
from responses.domain.errors import Refused
from responses.domain.wording_document import made_line, plain, read, written
from responses.domain.wording_files import KINDS, WordingVersion, read_folder
from tests.responses.letters import WORDING

ONE = WordingVersion(
    slug="conclusion",
    version=3,
    kind="closing",
    title="End of the reply",
    body="That is the end of our reply.\n\nYours",
    valid_from=date(2023, 1, 1),
    valid_until=None,
    source="Written by us",
    reason="Plainer",
    guidance="The first line.\n\n.\nThe last line.",
    review_by=date(2024, 1, 1),
    continues=True,
)
INTRODUCTION = ("Wording for review", "", "Change the words below.")


def came_back(text):
    document = read(text)
    assert document.problems == ()
    return tuple(piece.wording for piece in document.pieces)


def problems(text):
    return [(problem.line, problem.words) for problem in read(text).problems]


def test_every_version_that_is_shipped_comes_back_as_it_was():
    shipped = read_folder(WORDING)
    assert came_back(written(shipped, INTRODUCTION)) == shipped


@pytest.mark.parametrize(
    ("above", "whose"),
    [
        ([made_line("NHS Resolution", date(2026, 11, 23))], "NHS Resolution"),
        (["Change the words below.", "  Ministry of Works, Wales, 2026-01-31 "], "Ministry of Works, Wales"),
        (["Days are written like 2027-01-31."], ""),
        ([], ""),
    ],
)
def test_a_file_says_whose_wording_it_holds(above, whose):
    assert read(written([ONE], above)).made_by == whose


def test_a_header_of_several_lines_comes_back_with_its_empty_lines():
    assert came_back(written([ONE], INTRODUCTION)) == (ONE,)


def test_it_comes_back_from_a_program_that_ends_lines_otherwise():
    text = written([ONE], INTRODUCTION)
    assert came_back(text.replace("\n", "\r\n")) == came_back(text.replace("\n", "\r")) == (ONE,)


@pytest.mark.parametrize(
    "body", ["##### end of conclusion, version 3 #####", "\\##### x", "---\nslug: other\n---", "x\n##### b #####\ny"]
)
def test_wording_that_looks_like_the_document_s_own_lines_stays_wording(body):
    version = replace(ONE, body=body)
    assert came_back(written([version], ())) == (version,)


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.just("\n"), max_size=80)


@settings(max_examples=200, deadline=None)
@given(body=words, guidance=words, legal_basis=words, kind=st.sampled_from(KINDS), continues=st.booleans())
def test_whatever_the_library_may_hold_comes_back(body, guidance, legal_basis, kind, continues):
    try:
        body = check_body(body)
    except Refused:
        return
    version = replace(
        ONE,
        body=body,
        guidance=plain(guidance),
        legal_basis=plain(legal_basis),
        kind=kind,
        continues=continues,
    )
    assert came_back(written([version, replace(version, version=4)], INTRODUCTION)) == (
        version,
        replace(version, version=4),
    )


def test_a_remark_comes_back_beside_the_words():
    text = written([ONE], ()).replace("remark:", "remark: Section 17(7) wants more.\n See Code, part 5.")
    assert read(text).pieces[0].remark == "Section 17(7) wants more.\nSee Code, part 5."


def changed(old, new):
    return written([ONE], INTRODUCTION).replace(old, new)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (changed("kind: closing", "kind: ending song"), 5, "there is no kind"),
        (changed("valid_from: 2023-01-01", "valid_from: 1 January 2023"), 5, "no date like"),
        (changed("title: End of the reply", "titel: End"), 5, "does not know the line “titel: End”"),
        (changed("continues: yes", "continues: maybe"), 5, "yes or no"),
        (changed("slug: conclusion", "slug: conclusion\nslug: conclusion"), 5, "slug twice"),
        (changed("slug: conclusion\n", ""), 5, "lacks slug"),
        (changed("title: End of the reply", "title:"), 5, "lacks title"),
        (changed("---\n", ""), 5, "two lines of three hyphens"),
        (
            changed("##### end of conclusion, version 3 #####", ""),
            5,
            "“##### end of conclusion, version 3 #####” is missing",
        ),
        (changed("##### conclusion, version 3 #####", ""), None, "does not begin before"),
        (changed("That is the end of our reply.\n\nYours", ""), 5, "there is no wording"),
        (changed("reply.\n", "((Reply Now))\n"), 5, "looks like a gap and is none: ((Reply Now))"),
        (written([ONE, ONE], ()), None, "stands in the file twice"),
        (written([ONE], ()) + "\nPS: I would drop all this.\n", None, "“PS: I would drop all this.” stands between"),
        ("Dear colleagues, all fine.", 1, "There is no wording in this file"),
        ("", 1, "There is no wording in this file"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text, line, said):
    found = problems(text)
    assert any(said in told and line in (None, at) for at, told in found), found


def test_one_piece_that_cannot_be_read_hides_no_other():
    other = replace(ONE, slug="opening", title="Opening")
    text = written([ONE, other], ()).replace("slug: conclusion", "slug: Conclusion!")
    document = read(text)
    assert [piece.wording.slug for piece in document.pieces] == ["opening"]
    assert len(document.problems) == 1


def test_a_piece_that_has_lost_its_end_is_told_and_the_next_is_read():
    other = replace(ONE, slug="opening", title="Opening")
    text = written([ONE, other], ()).replace("##### end of conclusion, version 3 #####\n", "")
    document = read(text)
    assert [piece.wording.slug for piece in document.pieces] == ["opening"]
    assert "is missing" in document.problems[0].words
