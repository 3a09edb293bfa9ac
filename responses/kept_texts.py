"""Texts of a letter that are shaped once.

WeasyPrint sets a text, throws the setting away, and sets it again to draw it; and for each text it works out anew what
all texts of its style share. A letter has thousands of texts in some hundred styles and is printed whole, so its texts
and what belongs to their styles are kept until it is. Written for WeasyPrint 70: the tests print letters both ways and
compare each byte.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import pango

_ENDS_OF_PARAGRAPHS = frozenset("\n\r\u2029")
"""Where Pango begins a new line of its own accord; it does so while setting a text and not while drawing it."""


class KeptLayout(line_break.Layout):
    """The setting of a text, the same for drawing, unless it has several lines or is spaced out in drawing."""

    kept = False

    def set_text(self, text: str, justify: bool = False) -> None:
        """Set a text, at once in the way in which it will be drawn where that makes no difference."""
        super().set_text(text, justify)
        self.kept = not self.justification_spacing and _ENDS_OF_PARAGRAPHS.isdisjoint(self.text)
        pango.pango_layout_set_single_paragraph_mode(self.layout, self.kept)

    def deactivate(self) -> None:
        """Throw the setting away, unless it can be drawn as it is."""
        if not self.kept:
            super().deactivate()

    def reactivate(self, style: Any) -> None:
        """Set the text again, unless its setting is still there."""
        if not self.kept:
            super().reactivate(style)


@contextmanager
def texts_kept() -> Iterator[None]:
    """Keep texts and what belongs to their styles meanwhile, in the whole process."""
    replaced = {
        "Layout": KeptLayout,
        "get_font_description": _once_a_style(line_break.get_font_description),
        "_font_style_cache_key": _once_a_style(line_break._font_style_cache_key),
    }
    originals = {name: getattr(line_break, name) for name in replaced}
    vars(line_break).update(replaced)
    try:
        yield
    finally:
        vars(line_break).update(originals)


def _once_a_style(compute: Callable[..., Any]) -> Callable[..., Any]:
    """What `compute` says of a style, worked out once."""
    known: dict[tuple[Any, ...], tuple[Any, Any]] = {}

    def once(style: Any, **how: Any) -> Any:
        key = (id(style), *how.values())
        if key not in known:
            known[key] = style, compute(style, **how)  # with the style, so that no later one has its identity
        return known[key][1]

    return once
