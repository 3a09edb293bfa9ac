"""Texts of a letter that are shaped once.

WeasyPrint sets a text, throws the setting away, and sets it again to draw it; and for each text it works out anew what
all texts of its style share. A letter has thousands of texts in some hundred styles and is printed whole, so its texts
and what belongs to their styles are kept until it is. Written for WeasyPrint 70: the tests print letters both ways and
compare each byte.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, gobject, pango

ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *layout);")

_ENDS_OF_PARAGRAPHS = frozenset("\n\r\u2029")
"""Where Pango begins a new line of its own accord; it does so while setting a text and not while drawing it."""


class KeptLayout(line_break.Layout):
    """The setting of a text: the same for drawing, unless it has several lines or is spaced out in drawing.

    It begins as a copy of what `model` gives for its style.
    """

    kept = False

    def __init__(self, model: Callable[[Any], line_break.Layout], *arguments: Any):
        self.model = model
        super().__init__(*arguments)

    def setup(self, style: Any) -> None:
        """Begin a text of this style."""
        model = self.model(style)
        vars(self).update(vars(model))
        self.layout = ffi.gc(pango.pango_layout_copy(model.layout), gobject.g_object_unref)

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
    layout, strut = line_break.Layout, inline.strut
    line_break.Layout = partial(KeptLayout, _once_a_style(partial(_begun, layout)))
    inline.strut = _once_a_style(strut)
    try:
        yield
    finally:
        line_break.Layout, inline.strut = layout, strut


def _begun(kind: type[line_break.Layout], style: Any) -> line_break.Layout:
    """A setting without a text."""
    layout = kind.__new__(kind)
    layout.setup(style)
    return layout


def _once_a_style(compute: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """What `compute` says of a style, worked out once."""
    known: dict[int, tuple[Any, Any]] = {}

    def once(style: Any) -> Any:
        if id(style) not in known:
            known[id(style)] = style, compute(style)  # with the style, so that no later one has its identity
        return known[id(style)][1]

    return once
