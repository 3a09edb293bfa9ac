"""The wording that ships with the product, as files."""

from dataclasses import MISSING, fields, replace
from datetime import date, timedelta

import pytest

from responses.domain import placeholders
from responses.domain.wording_files import WordingFileError, WordingVersion, parse, read_folder, valid_on
from responses.formatting import Link, Paragraph
from responses.formatting import parse as parse_markdown
from tests.responses.letters import WORDING

LIBRARY = read_folder(WORDING)
GOOD = """---
slug: conclusion
version: 2
kind: closing
title: End of the reply
valid_from: 2023-03-01
valid_until: 2024-03-01
source: ours
reason: plain
continues: yes
---
This completes our reply.
"""


def test_a_file_is_a_header_and_a_body():
    version = parse(GOOD, "conclusion.2.md")
    assert (version.slug, version.version, version.kind) == ("conclusion", 2, "closing")
    assert (version.valid_from, version.valid_until) == (date(2023, 3, 1), date(2024, 3, 1))
    assert version.continues
    assert version.body == "This completes our reply."


def test_the_first_and_the_last_day_of_a_version_count():
    version = parse(GOOD, "conclusion.2.md")
    assert version.is_valid_on(version.valid_from)
    assert version.is_valid_on(version.valid_until)
    assert not version.is_valid_on(version.valid_until + timedelta(days=1))
    assert not version.is_valid_on(version.valid_from - timedelta(days=1))
    assert replace(version, valid_until=None).is_valid_on(date(2099, 1, 1))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("---\nslug", "slug"), "does not begin with a header"),
        (("title: End of the reply\n", ""), "lacks title"),
        (("title: End of the reply", "title:"), "lacks title"),
        (("slug: conclusion", "slug: The End"), "lower-case words"),
        (("kind: closing", "kind: poem"), "no kind 'poem'"),
        (("version: 2", "version: 3"), "name does not say"),
        (("version: 2", "version: two"), "name does not say"),
        (("2023-03-01", "1 March 2023"), "no date like"),
        (("2024-03-01", "2022-03-01"), "ends before it begins"),
        (("continues: yes", "continues: maybe"), "yes or no"),
        (("reason: plain", "reason: plain\nreason: twice"), "twice"),
        (("reason: plain", "reason: plain\ncolour: blue"), "does not know"),
        (("This completes our reply.", ""), "no wording"),
        (("our reply", "our ((Reply To))"), "looks like a gap and is none"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_is_wrong(change, said):
    with pytest.raises(WordingFileError, match=said) as refused:
        parse(GOOD.replace(*change), "conclusion.2.md")
    assert "conclusion.2.md" in str(refused.value)


def test_two_versions_of_a_block_are_never_valid_on_one_day(tmp_path):
    (tmp_path / "conclusion.2.md").write_text(GOOD)
    (tmp_path / "conclusion.3.md").write_text(GOOD.replace("version: 2", "version: 3"))
    with pytest.raises(WordingFileError, match="versions 2 and 3 overlap"):
        read_folder(tmp_path)


def test_a_version_may_begin_on_the_day_after_the_one_before_it_and_no_sooner(tmp_path):
    (tmp_path / "conclusion.2.md").write_text(GOOD)
    later = GOOD.replace("version: 2", "version: 3").replace("valid_until: 2024-03-01\n", "")
    for first, fits in (("2024-03-01", False), ("2024-03-02", True)):
        (tmp_path / "conclusion.3.md").write_text(later.replace("2023-03-01", first))
        if fits:
            assert [version.version for version in read_folder(tmp_path)] == [2, 3]
            continue
        with pytest.raises(WordingFileError, match="overlap"):
            read_folder(tmp_path)


def test_a_version_may_be_valid_on_one_day_only():
    version = parse(GOOD.replace("2024-03-01", "2023-03-01"), "conclusion.2.md")
    assert version.valid_from == version.valid_until


@pytest.mark.parametrize("number", ["0", "01", "two", "10000"])
def test_versions_are_numbered_from_one(number):
    with pytest.raises(WordingFileError, match="no version number"):
        parse(GOOD.replace("version: 2", f"version: {number}"), f"conclusion.{number}.md")


def test_a_block_begins_its_own_paragraph_unless_its_file_says_otherwise():
    assert parse(GOOD.replace("continues: yes\n", ""), "conclusion.2.md").continues is False


def test_the_library_of_january_2023_is_the_letters_own_eleven_blocks():
    for on in (date(2023, 1, 5), date(2023, 1, 31), date(2023, 2, 28)):
        assert len(valid_on(LIBRARY, on)) == 11
        assert {version.version for version in valid_on(LIBRARY, on).values()} == {1}


def test_every_shipped_version_says_where_it_comes_from_and_why():
    assert all(version.source and version.reason and version.owner for version in LIBRARY)


@pytest.mark.parametrize("version", LIBRARY, ids=lambda version: f"{version.slug}.{version.version}")
def test_shipped_wording_has_only_gaps_that_we_can_name(version):
    known = {
        *placeholders.MOMENT_GAPS,
        *placeholders.SETTING_GAPS,
        *placeholders.CASE_GAPS,
        *placeholders.GROUND_GAPS,
        *placeholders.QUESTION_GAPS,
    }
    assert set(placeholders.find(version.body)) <= known


def _links(blocks):
    for block in blocks:
        inlines = block.inlines if isinstance(block, Paragraph) else ()
        yield from (inline for inline in inlines if isinstance(inline, Link))


def test_today_no_link_goes_through_a_viewer_and_no_person_is_named():
    for version in valid_on(LIBRARY, date(2026, 11, 2)).values():
        assert not any("officeapps" in link.href for link in _links(parse_markdown(version.body)))
        assert "reviewer_name" not in placeholders.find(version.body)


def test_today_a_refusable_reply_prints_the_last_day_the_act_and_the_right_of_section_50():
    today = valid_on(LIBRARY, date(2026, 11, 2))
    assert "((review_by))" in today["internal-review"].body
    assert "((code_days)) working days" in today["internal-review"].body
    assert "Freedom of Information Act 2000" in today["opening"].body
    assert "We do not hold" in today["attribute-not-recorded"].body
    assert "section 50" in today["information-commissioner"].body
    assert "section 16" in today["offer-by-code"].body.lower()


def test_no_regulator_and_no_reviewer_is_written_into_wording():
    for version in LIBRARY:
        for fact in ("Commissioner", "Wycliffe", "ico.org.uk", "Mitra", "28 days", "Deputy Director"):
            assert fact not in version.body, version.slug


def test_what_a_file_may_leave_out_is_empty():
    told = {field.name: field.default for field in fields(WordingVersion) if field.default is not MISSING}
    assert told == {"legal_basis": "", "guidance": "", "owner": "", "continues": False, "review_by": None}


def test_no_wording_counts_to_a_last_day_that_clarification_a_fee_or_an_extension_moves():
    told = [f"{version.slug}.{version.version}" for version in LIBRARY if "th working day after" in version.body]

    assert told == []
