"""What makes letters print faster changes nothing about them."""

import gc
import zlib
from contextlib import nullcontext
from io import BytesIO

import pikepdf
import pydyf
import pytest

from responses import rendering
from responses.pdf_speed import compressed_as_usual, keep_bytes, without_collecting
from responses.rendering import letter_pdf
from tests.responses.letters import MOMENTS, january_letter, todays_letter


class Counted(pydyf.Dictionary):
    """A dictionary of a PDF that counts how often it is turned into bytes."""

    times = 0

    @property
    def data(self):
        self.times += 1
        return super().data


def small_pdf() -> tuple[pydyf.PDF, Counted]:
    pdf, counted = pydyf.PDF(), Counted({"Type": "/Example"})
    pdf.add_object(counted)
    pdf.add_object(pydyf.Stream(["1 0 0 1 0 0 cm", 1.5], compress=True))
    pdf.info["Title"] = pydyf.String("Example")
    return pdf, counted


def written(pdf: pydyf.PDF, *, compress: bool) -> bytes:
    output = BytesIO()
    pdf.write(output, b"1.7", b"identifier", compress)
    return output.getvalue()


@pytest.mark.parametrize("compress", [True, False])
def test_a_pdf_whose_bytes_are_kept_is_the_same_to_the_last_byte(compress):
    plain, kept = small_pdf()[0], small_pdf()[0]
    keep_bytes(kept)
    assert written(kept, compress=compress) == written(plain, compress=compress)


def test_each_object_of_a_pdf_is_turned_into_bytes_once():
    plain, counted_twice = small_pdf()
    written(plain, compress=True)
    kept, counted = small_pdf()
    keep_bytes(kept)
    written(kept, compress=True)
    assert counted_twice.times > 1
    assert counted.times == 1


def test_a_letter_is_the_same_to_the_last_byte_with_and_without_the_bytes_kept(monkeypatch):
    letter = todays_letter().fill_moments(MOMENTS)
    kept = letter_pdf(letter)
    monkeypatch.setattr(rendering, "keep_bytes", lambda pdf: None)
    assert letter_pdf(letter) == kept


def streams_of(content: bytes, *, packed: bool) -> list[bytes]:
    with pikepdf.open(BytesIO(content)) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        kinds = [each for each in streams if each.get("/Type") not in ("/ObjStm", "/XRef")]
        return [each.read_raw_bytes() for each in streams] if packed else [each.read_bytes() for each in kinds]


def test_a_letter_is_compressed_at_the_usual_level_and_has_the_same_content(monkeypatch):
    letter = todays_letter().fill_moments(MOMENTS)
    usual = letter_pdf(letter)
    monkeypatch.setattr(rendering, "compressed_as_usual", nullcontext)
    highest = letter_pdf(letter)
    assert {content[:2] for content in streams_of(usual, packed=True)} == {zlib.compress(b"")[:2]}
    assert {content[:2] for content in streams_of(highest, packed=True)} == {zlib.compress(b"", 9)[:2]}
    assert streams_of(usual, packed=False) == streams_of(highest, packed=False)
    assert len(usual) < len(highest) * 1.05


def test_pydyf_compresses_as_before_when_a_letter_cannot_be_printed():
    with pytest.raises(OSError, match="No space left"), compressed_as_usual():
        raise OSError("No space left on the disk")
    assert pydyf.zlib is zlib


def test_no_garbage_is_looked_for_while_a_letter_is_laid_out(monkeypatch):
    seen = []
    monkeypatch.setattr(rendering, "keep_bytes", lambda pdf: seen.append(gc.isenabled()))
    letter_pdf(january_letter())
    assert seen == [False]
    assert gc.isenabled()


def test_garbage_is_looked_for_again_when_a_letter_cannot_be_printed(monkeypatch):
    def breaks(pdf):
        raise OSError("No space left on the disk")

    monkeypatch.setattr(rendering, "keep_bytes", breaks)
    with pytest.raises(OSError, match="No space left"):
        letter_pdf(january_letter())
    assert gc.isenabled()


def test_whoever_collects_no_garbage_anyway_is_left_alone():
    gc.disable()
    try:
        with without_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
