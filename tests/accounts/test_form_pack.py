"""Forms by the design system's pattern: labels, hints, errors and the summary that leads to them."""

import re

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from crispy_forms.utils import render_crispy_form
from django import forms
from django.conf import settings
from django.forms import formset_factory
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.template.loader import get_template, render_to_string
from django.test.html import parse_html

from accounts.templatetags.nhsuk import refusals
from tests.accounts.gallery import ManyFields


def drawn(form: forms.Form) -> str:
    return as_crispy_form(form)


def tag_of(markup: str, start: str) -> str:
    """The first tag that begins so."""
    found = re.search(rf"<{start}[^>]*>", markup)
    assert found, f"no <{start}"
    return found[0]


def summary(form: forms.Form) -> list[tuple[str, str]]:
    """Where each line of the error summary leads, and what it says."""
    markup = render_to_string("nhsuk/errors.html", {"form": form})
    return re.findall(r'<li><a href="([^"]*)">([^<]*)</a></li>', markup)


def test_autocomplete_reaches_the_page_and_a_placeholder_does_not():
    box = tag_of(drawn(ManyFields()), 'input type="text" name="name"')
    assert 'autocomplete="name"' in box
    assert "placeholder" not in box


def test_a_list_to_choose_from_is_drawn_as_django_draws_it():
    class Wanting(forms.Select):
        def create_option(self, *args, **kwargs):
            option = super().create_option(*args, **kwargs)
            option["attrs"] |= {"disabled": option["value"] == "b", "data-size": 1}
            return option

    widget = Wanting({"class": "x", "required": True}, [("", "<None>"), ("Group & co", [("a", "A"), ("b", 'B "2"')])])
    for value in ("", "b", None):
        ours, djangos = (
            widget.render("which", value, {"id": "w"}, kind()) for kind in (get_default_renderer, DjangoTemplates)
        )
        assert parse_html(ours) == parse_html(djangos)
    assert str(settings.BASE_DIR / "templates") in get_template(widget.template_name).origin.name


def test_nothing_pasted_is_cut_short_by_the_browser():
    assert not re.search(r"\smaxlength=", drawn(ManyFields()))


def test_a_long_text_says_how_many_characters_it_takes():
    shown = drawn(ManyFields())
    assert 'data-maxlength="1000"' in shown
    assert 'aria-describedby="id_words-info"' in tag_of(shown, "textarea")
    assert "You can enter up to 1000 characters" in shown


def test_a_hint_is_read_out_with_its_field():
    shown = drawn(ManyFields())
    assert '<div class="nhsuk-hint" id="id_email_helptext">We send the reply here</div>' in shown
    assert 'aria-describedby="id_email_helptext"' in tag_of(shown, 'input type="email"')


def test_a_choice_may_have_a_hint_of_its_own():
    shown = drawn(ManyFields())
    assert 'aria-describedby="id_reply_by_1-hint"' in tag_of(
        shown, 'input class="nhsuk-radios__input" id="id_reply_by_1"'
    )
    assert "We need your address" in shown


def test_what_was_typed_is_kept_and_stays_text():
    assert "&lt;b&gt;kept&lt;/b&gt;</textarea>" in drawn(ManyFields({"words": "<b>kept</b>"}))


def test_the_error_stands_at_the_field_and_is_called_an_error():
    shown = drawn(ManyFields({"name": ""}))
    assert re.search(
        r'id="id_name_error"><span class="nhsuk-u-visually-hidden">Error: </span>Enter your name</span>', shown
    )
    box = tag_of(shown, 'input type="text" name="name"')
    assert 'aria-invalid="true"' in box
    assert "nhsuk-input--error" in box


def test_the_summary_leads_to_each_field_in_the_order_of_the_page():
    typed = {"words": "x", "received_on_day": "31", "received_on_month": "2", "received_on_year": "2023"}
    assert summary(ManyFields(typed)) == [
        ("#id_name", "Enter your name"),
        ("#id_service", "Choose the service"),
        ("#id_received_on_0", "31 2 2023 is not a real date. Check the day and the month"),
        ("#id_reply_by_0", "Answer the question: How should we reply?"),
        ("#id_password", "Enter the password"),
        ("#id_agreed", "Tick the box: I have checked my answers"),
    ]


def test_every_place_that_the_summary_leads_to_is_on_the_page():
    form = ManyFields({})
    shown = drawn(form)
    for place, _ in summary(form):
        assert f'id="{place[1:]}"' in shown


def test_a_date_with_a_part_missing_blames_that_part_alone():
    form = ManyFields({"received_on_day": "5", "received_on_month": "1", "received_on_year": ""})
    assert ("#id_received_on_2", "The date must include a year, for example 5 1 2023") in summary(form)
    shown = drawn(form)
    assert "aria-invalid" in tag_of(shown, 'input class="[^"]*" id="id_received_on_2"')
    assert "aria-invalid" not in tag_of(shown, 'input class="[^"]*" id="id_received_on_0"')


def test_a_refusal_of_the_whole_form_comes_first_in_the_summary():
    form = ManyFields({"token": "refuse"})
    assert summary(form)[0] == ("#id_name", "This request was sent already")


def test_a_form_without_errors_has_no_summary():
    assert "nhsuk-error-summary" not in render_to_string("nhsuk/errors.html", {"form": ManyFields()})


def test_the_title_of_a_refused_page_begins_with_error():
    assert render_to_string("components/error_title.html", {"form": ManyFields({})}) == "Error: "
    assert render_to_string("components/error_title.html", {"form": ManyFields()}) == ""


@pytest.mark.parametrize("typed", [None, {"name": "A"}])
def test_a_whole_form_has_its_token_its_button_and_room_for_files(typed):
    shown = render_crispy_form(ManyFields(typed), context={"csrf_token": "abc"})
    assert 'name="csrfmiddlewaretoken" value="abc"' in shown
    assert 'enctype="multipart/form-data"' in shown
    assert "novalidate" in shown
    assert re.search(r'<button type="submit" name="send"[^>]*>Send the request</button>', shown)
    assert "btn" not in shown


def test_several_forms_of_one_kind_are_drawn_with_their_bookkeeping():
    shown = as_crispy_form(formset_factory(ManyFields, extra=2)())
    assert 'name="form-TOTAL_FORMS" value="2"' in shown
    assert 'name="form-1-name"' in shown


@pytest.mark.parametrize(
    ("label", "asked"),
    [
        ("Caption", "Enter the caption"),
        ("Words of this part", "Enter the words of this part"),
        ("FOI reference", "Enter the FOI reference"),
        ("The request, word for word", "Enter the request, word for word"),
        ("Your e-mail address", "Enter your e-mail address"),
        ("What they wrote", "Enter what they wrote"),
        ("A name for it", "Enter a name for it"),
        ("Where is it?", "Answer the question: Where is it?"),
    ],
)
def test_a_field_that_was_left_empty_is_asked_for_in_a_whole_sentence(label, asked):
    form = type("Asking", (forms.Form,), {"one": forms.CharField(label=label)})({})
    assert refusals(form["one"]) == [asked]
