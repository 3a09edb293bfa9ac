"""Texts that are shaped once print as if they had been shaped anew for drawing."""

from contextlib import nullcontext

import pytest
from weasyprint.layout import inline
from weasyprint.text import line_break

from responses import rendering
from responses.kept_texts import texts_kept
from responses.rendering import letter_pdf
from tests.responses.letters import january_letter
from tests.responses.sample_letters import SAMPLES


@pytest.mark.parametrize("letter", SAMPLES.values(), ids=SAMPLES)
def test_a_letter_is_the_same_to_the_last_byte_with_and_without_its_texts_kept(letter, monkeypatch):
    kept = letter_pdf(letter, preview=True)
    monkeypatch.setattr(rendering, "texts_kept", nullcontext)
    assert letter_pdf(letter, preview=True) == kept


def test_no_text_of_one_line_is_set_again_to_be_drawn(monkeypatch):
    set_again = []
    real = line_break.Layout.reactivate
    monkeypatch.setattr(
        line_break.Layout, "reactivate", lambda text, style: (set_again.append(text.text), real(text, style))
    )
    letter_pdf(january_letter())
    assert set_again == []
    monkeypatch.setattr(rendering, "texts_kept", nullcontext)
    letter_pdf(january_letter())
    assert len(set_again) > 50


@pytest.mark.parametrize(("module", "name"), [(line_break, "get_font_description"), (inline, "strut")])
def test_what_belongs_to_a_style_is_worked_out_once(module, name, monkeypatch):
    styles = []
    real = getattr(module, name)
    monkeypatch.setattr(module, name, lambda style: (styles.append(style), real(style))[1])
    letter_pdf(january_letter())
    assert 1 < len(styles) == len({id(style) for style in styles})


def test_weasyprint_is_left_as_it_was_when_a_letter_cannot_be_printed():
    before = line_break.Layout, inline.strut
    with pytest.raises(OSError, match="No space left"), texts_kept():
        assert (line_break.Layout, inline.strut) != before
        raise OSError("No space left on the disk")
    assert (line_break.Layout, inline.strut) == before
