"""Any bytes in an uploaded file: read, or refused in words; never an error of ours."""

import io
import zipfile
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from codes.domain.code_list_mapping import mapping_from_json
from codes.domain.code_list_reading import Reading, read_lists
from codes.domain.errors import WorkbookRefused
from codes.workbook import read_sheets
from foirequests.domain import file_types
from foirequests.domain.errors import Refused
from foirequests.domain.file_types import safe_name, type_of
from tests.codes.workbooks import official, workbook

ODD_NUMBERS = (
    b"-1",
    b"0",
    b"1048577",
    b"99999999999999999999",
    b"1e999",
    b"NaN",
    b"",
    b"\xf0\x9f\x92\xa9",
    b"A0",
    b"XFE1",
)
CELLS = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats() | st.text(max_size=30)
LABELS = st.sampled_from(
    ["Specialty", "Cause", "Injury", "Code", "Description", "Confidence", "Obstetrics", "12", "12.0"]
)
TABS = st.dictionaries(
    st.sampled_from(["Specialty", "Cause", "Injury", "Causes of injury", "Sheet1"]),
    st.lists(st.lists(LABELS | CELLS, max_size=5), max_size=8),
    min_size=1,
    max_size=4,
)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 300) | st.text(max_size=8) | LABELS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["specialty", "cause", "injury", "tab", "header_row", "label", "number", "strange"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
WHERE = st.fixed_dictionaries(
    {"tab": st.sampled_from(["Specialty", "Cause", "Sheet1"]), "label": st.sampled_from(["A", "B", 1, "AA", 60])},
    optional={
        "header_row": st.integers(0, 9),
        "number": st.sampled_from(["A", "C", None]),
        "description": st.just("B"),
    },
)


fewer = settings(max_examples=settings.default.max_examples // 3)
"""Reading a workbook takes its time."""


@cache
def good() -> bytes:
    """A workbook as an office would send it."""
    return official([(1, "Obstetrics"), (2, "Ambulance")], [(1, "Wrong diagnosis")], [(1, "Fatality"), (2, "Burn(s)")])


@cache
def parts() -> dict[str, bytes]:
    """The parts of that workbook by name."""
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: dict[str, bytes]) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return out.getvalue()


def read_or_refused(data: bytes, mapping: object = None) -> Reading | None:
    """What was understood, or None when it was refused in words."""
    try:
        where = mapping_from_json(mapping) if mapping is not None else None
        return read_lists(read_sheets(io.BytesIO(data)), where)
    except WorkbookRefused as refused:
        assert str(refused).strip().endswith((".", "?")) and len(str(refused)) < 5000
        return None


@st.composite
def changed(draw, original: bytes) -> bytes:
    """The bytes with some of them changed, left out, doubled or cut off."""
    data = bytearray(original)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        length = draw(st.sampled_from([1, 1, 2, 8, 64]))
        act = draw(st.sampled_from(["set", "drop", "double", "insert", "cut"]))
        if act == "set":
            data[at : at + length] = draw(st.binary(min_size=length, max_size=length))
        elif act == "drop":
            del data[at : at + length]
        elif act == "double":
            data[at:at] = data[at : at + length]
        elif act == "insert":
            data[at:at] = draw(st.sampled_from(ODD_NUMBERS) | st.binary(max_size=8))
        else:
            del data[at:]
    return bytes(data)


@st.composite
def with_odd_values(draw) -> bytes:
    """A workbook whose parts say something odd where they say a number or a name."""
    contents = dict(parts())
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(contents)))
        pieces = contents[name].split(b'"')
        if len(pieces) > 2:
            at = draw(st.integers(0, len(pieces) // 2 - 1)) * 2 + 1
            pieces[at] = draw(st.sampled_from([*ODD_NUMBERS, pieces[at][::-1]]) | st.binary(max_size=6))
            contents[name] = b'"'.join(pieces)
    for name in draw(st.lists(st.sampled_from(sorted(contents)), max_size=2)):
        contents.pop(name, None)
    return packed(contents)


@st.composite
def with_a_changed_part(draw) -> bytes:
    """A workbook one of whose parts has its bytes changed."""
    name = draw(st.sampled_from(sorted(parts())))
    return packed({**parts(), name: draw(changed(parts()[name]))})


@fewer
@given(st.deferred(lambda: changed(good())))
def test_a_workbook_with_changed_bytes_is_read_or_refused(data):
    read_or_refused(data)


@fewer
@given(with_a_changed_part())
def test_a_workbook_with_a_changed_part_is_read_or_refused(data):
    read_or_refused(data)


@fewer
@given(with_odd_values())
def test_a_workbook_that_says_odd_things_is_read_or_refused(data):
    read_or_refused(data)


@fewer
@given(TABS, st.none() | ANY | st.fixed_dictionaries({"cause": WHERE}, optional={"injury": WHERE}))
def test_any_tabs_and_any_mapping_are_understood_asked_about_or_refused(tabs, mapping):
    safe = {
        title: [
            [each if not isinstance(each, str) else "".join(filter(str.isprintable, each)) for each in row]
            for row in rows
        ]
        for title, rows in tabs.items()
    }
    reading = read_or_refused(workbook(safe), mapping)
    if reading is None:
        return
    keys = [row.key for row in reading.rows]
    assert len(set(keys)) == len(keys), "a label stands once on its list"
    assert set(reading.lists) | set(reading.questions) == {"specialty", "cause", "injury"}
    assert all(row.label and key for row, (_, key) in zip(reading.rows, keys, strict=True))


SEEDS = {
    "letter.docx": packed({"[Content_Types].xml": b"x", "word/document.xml": b"x"}),
    "figures.xlsx": packed({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}),
    "reply.pdf": b"%PDF-1.7\n%\xe2\xe3\n1 0 obj",
    "scan.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "mail.eml": b"From: a@b.example\r\nSubject: x\r\n\r\nHello",
    "mail.msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le"),
    "note.txt": "Siân".encode(),
}
ENDINGS = [ending for kind in file_types.ALL for ending in kind.endings]


@given(
    st.sampled_from(sorted(SEEDS)).flatmap(lambda name: changed(SEEDS[name])) | st.binary(max_size=200),
    st.sampled_from([*ENDINGS, "exe", ""]),
)
def test_an_uploaded_file_is_of_the_kind_its_name_says_or_refused(content, ending):
    name = f"file.{ending}"
    try:
        kind = type_of(name, content)
    except Refused as refused:
        assert name in str(refused)
        return
    assert ending in kind.endings


@given(st.text(max_size=400))
def test_any_name_of_a_file_becomes_a_safe_one_and_stays_it(name):
    safe = safe_name(name)
    assert 0 < len(safe) <= file_types.LONGEST_NAME
    assert not set(safe) & set('/\\<>:"|?*\r\n\0')
    assert safe == safe_name(safe)
    assert safe not in (".", "..")
