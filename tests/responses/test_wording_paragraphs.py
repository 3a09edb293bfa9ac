"""Wording as the paragraphs of a word processor, and back: what it puts into marks is taken out, words stay words."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responses.domain.wording_document import read, written
from responses.domain.wording_files import WordingVersion, read_folder
from responses.domain.wording_paragraphs import WORDS, mended, paragraphs_of, text_of
from tests.dates import day

ONE = WordingVersion(
    slug="conclusion", version=3, kind="closing", title="End", body="The end.", valid_from=day("Wed 1 March 2023"),
    valid_until=None, source="Counsel", reason="Clearer",
)  # fmt: skip
SHIPPED = read_folder(Path("responses/wording"))


def there_and_back(*pieces):
    paragraphs = [each.text for each in paragraphs_of(written(pieces, ["Wording for review", "", "How to use it."]))]
    document = read(text_of(paragraphs))
    assert not document.problems
    return [piece.wording for piece in document.pieces]


def body_of(paragraphs, piece=ONE):
    """The body that is read when these are the paragraphs of the wording."""
    before = [each.text for each in paragraphs_of(written([piece], ["Wording for review"]))]
    document = read(text_of([*before[:-2], *paragraphs, before[-1]]))
    assert not document.problems, document.problems
    return document.pieces[0].wording.body


def test_all_wording_that_comes_with_the_product_is_the_same_after_a_word_processor():
    assert there_and_back(*SHIPPED) == list(SHIPPED) and len(SHIPPED) > 100


@pytest.mark.parametrize(
    "body",
    [
        "One.\n\nTwo.",
        "We hold:\n- this\n- that\n\nNothing else.",
        "- loose\n\n- list",
        "- a list\n  on two lines\n- and more",
        "1. First\n2. Second",
        "# Heading\n\nWords\non two lines.",
        "\\##### not the end\n\n##### nor this, but words #####",
        "- one\n- two\n\nWords.\n- three",
    ],
)
def test_paragraphs_lists_and_lines_come_back_as_they_went(body):
    assert there_and_back(replace(ONE, body=body))[0].body == body


LINES = st.lists(
    st.one_of(
        st.just(""),
        st.from_regex(r"[A-Za-z(,.’'“”–—\u00a0][A-Za-z ,.;’'“”–—…\u00a0]{0,20}[A-Za-z.]", fullmatch=True),
        st.sampled_from(["- item", "- another", "* star", "1. first", "  more of it", "### Heading", "---", "##### x"]),
    ),
    min_size=1,
    max_size=8,
)


@given(LINES)
def test_whatever_a_wording_is_made_of_comes_back_as_it_went(lines):
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip())
    starts_like_a_list = re.compile(r"^[ \t]*[\u2010-\u2015][ \t\u00a0]", re.M)
    if body.strip() and not starts_like_a_list.search(body):
        assert there_and_back(replace(ONE, body=body))[0].body == body


def test_facts_of_several_lines_come_back_as_they_went():
    piece = replace(ONE, guidance="First.\n\n...\nkind: is no fact here", reason="a\n.\nb", legal_basis="FOIA s.1")
    assert there_and_back(piece) == [piece]


def test_a_fact_is_one_paragraph_and_so_is_a_paragraph_of_the_wording():
    found = list(paragraphs_of(written([replace(ONE, guidance="a\nb", body="One\nmore.\n\nTwo.")], ["About"])))
    assert "guidance: a\nb" in [each.text for each in found]
    assert [each.text for each in found if each.kind == WORDS] == ["One\nmore.", "Two."]


def test_the_key_enter_begins_a_new_paragraph_and_in_a_list_a_new_line_of_it():
    assert body_of(["One.", "Two.", "- a", "- b", "Three."]) == "One.\n\nTwo.\n\n- a\n- b\n\nThree."


def test_empty_paragraphs_that_were_left_over_change_nothing():
    assert body_of(["", "One.", "", "", "Two.", ""]) == "One.\n\nTwo."


def test_a_remark_may_have_paragraphs_of_its_own():
    lines = [each.text for each in paragraphs_of(written([ONE], ["About"]))]
    at = lines.index("remark:")
    lines[at : at + 1] = ["remark: I would drop this.", "It is: unclear.", "", "Ask the Commissioner."]
    assert read(text_of(lines)).pieces[0].remark == "I would drop this.\nIt is: unclear.\n\nAsk the Commissioner."


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Soft\u00adhyphens, zero\u200bwidth and \ufeffmarks", "Softhyphens, zerowidth and marks"),
        ("It came on ((received\u00ad_on)).", "It came on ((received_on))."),
        ("It came on ((\u00a0received_on\u00a0)).", "It came on ((received_on))."),
        ("It came on (( received_on )).", "It came on ((received_on))."),
        ("-\u00a0an item", "- an item"),
        ("• an item", "- an item"),
        ("– an item", "- an item"),
        ("—\tan item", "- an item"),
        ("  ▪ an item", "  - an item"),
    ],
)
def test_what_a_word_processor_puts_into_marks_is_taken_out(typed, kept):
    assert mended(typed) == kept


@pytest.mark.parametrize(
    "words",
    [
        "Other people’s “personal data” – withheld — see section\u00a040(2)…",
        'Other people\'s "personal data" - withheld -- see section 40(2)...',
        "-5 degrees, –5 degrees",
        "(( Received On ))",
        "-   an item with blanks",
    ],
)
def test_words_stay_as_they_came(words):
    assert mended(words) == words


@pytest.mark.parametrize("rule", ["---", "—-", "–-", "-–", "———", "\u2212\u2212\u2212", "-\u00ad--"])
def test_the_hyphens_around_a_header_may_have_become_dashes(rule):
    lines = [each.text for each in paragraphs_of(written([ONE], ["About"]))]
    document = read(text_of([rule if line == "---" else line for line in lines]))
    assert [piece.wording for piece in document.pieces] == [ONE]


@pytest.mark.parametrize(
    "lost", ["##### conclusion, version 3 #####", "---", "##### end of conclusion, version 3 #####"]
)
def test_a_mark_that_was_deleted_is_told_and_never_passed_over(lost):
    lines = [each.text for each in paragraphs_of(written([ONE, replace(ONE, slug="opening")], ["About"]))]
    lines.remove(lost)
    document = read(text_of(lines))
    assert document.problems and [piece.wording.slug for piece in document.pieces] == ["opening"]
