"""The font of printed letters: Arimo's files, which characters it has, and how wide they are."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

SCRIPTS = ("latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "hebrew")
"""The subsets of Arimo. Under one family name they print wrong letters, so `letter-print.css` gives each its own."""
REGULAR, BOLD = WEIGHTS = (400, 700)


def static_file(name: str) -> Path:
    """A file of ours among the static files, before or after they are collected."""
    return Path(finders.find(name) or settings.STATIC_ROOT / name)


def font_file(name: str) -> Path:
    """A file of Arimo by its script and weight: `latin-400`."""
    return static_file(f"arimo/arimo-{name}-normal.woff2")


@cache
def printable_characters() -> frozenset[str]:
    """The characters that our fonts have in every weight."""
    codes = set.union(
        *(set.intersection(*(set(_advances(script, weight)) for weight in WEIGHTS)) for script in SCRIPTS)
    )
    return frozenset(codes)


def text_width(text: str, weight: int) -> float:
    """The width of a text in one line, in ems, without kerning; a character that no font has counts as one em."""
    widths = _widths(weight)
    return sum(widths.get(character, 1) for character in text)


@cache
def _widths(weight: int) -> dict[str, float]:
    """The width of each character in ems: of the first script that has it, as printing takes it."""
    widths: dict[str, float] = {}
    for script in reversed(SCRIPTS):
        widths |= _advances(script, weight)
    return widths


@cache
def _advances(script: str, weight: int) -> dict[str, float]:
    """The characters of one file, with their widths in ems."""
    with TTFont(font_file(f"{script}-{weight}")) as font:
        em, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {chr(code): metrics[glyph][0] / em for code, glyph in font.getBestCmap().items()}
