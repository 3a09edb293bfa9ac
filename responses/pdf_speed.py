"""What makes letters print faster and changes nothing about them. Figures: `tests/benchmarks/long_letter.py`."""

import gc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf


class _Kept(pydyf.Object):
    """An object of a PDF whose bytes are known."""

    data = b""
    compressible = True

    def __init__(self, known: pydyf.Object):
        super().__init__()
        self.number, self.generation, self.free = known.number, known.generation, known.free
        self.data, self.compressible = known.data, known.compressible


def keep_bytes(pdf: pydyf.PDF) -> None:
    """Turn each object of a finished PDF into bytes once.

    A PDF with an identifier is hashed as well as written, and pydyf compresses every stream for both.
    """
    pdf.objects[:] = [each if each.free == "f" else _Kept(each) for each in pdf.objects]


class _UsualLevel:
    """zlib as pydyf calls it, at the usual level."""

    @staticmethod
    def compressobj(level: int) -> Any:
        """A compressor; the level that was asked for does not count."""
        return zlib.compressobj()


@contextmanager
def compressed_as_usual() -> Iterator[None]:
    """Let pydyf compress at zlib's usual level, in the whole process.

    It asks for the highest, which takes three times as long and makes a letter a thirtieth smaller.
    """
    original = pydyf.zlib
    pydyf.zlib = _UsualLevel
    try:
        yield
    finally:
        pydyf.zlib = original


@contextmanager
def without_collecting() -> Iterator[None]:
    """Hold off Python's search for cyclic garbage, in the whole process.

    A layout makes hundreds of thousands of objects that live until it is done; looking through them again and again
    finds nothing and takes a fifth of the time. Whatever is garbage afterwards is found by the next search, as one of
    young objects.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
