"""The components drawn from plain values: what each shows, and that nothing typed becomes markup."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import Client

from accounts.templatetags.nhsuk import filled, numbers

COMPONENTS = sorted(Path(settings.BASE_DIR, "templates/components").glob("*.html"))
TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))


def drawn(name: str, **values: object) -> str:
    """A component's markup, white space evened out."""
    return re.sub(r"\s+", " ", render_to_string(f"components/{name}.html", values))


@pytest.fixture
def gallery(settings) -> Client:
    settings.ROOT_URLCONF = "tests.accounts.gallery"
    settings.MIDDLEWARE = ["csp.middleware.CSPMiddleware"]
    return Client()


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_every_component_begins_by_naming_its_inputs(component: Path):
    assert re.match(r"\{% comment %\}.*Inputs: ", component.read_text())


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_no_component_carries_its_own_style_or_script(component: Path):
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|data:|\|safe", component.read_text())


@pytest.mark.parametrize("page", ["staff", "drafting", "queue", "form", "form/?refused=1"])
def test_what_people_typed_stays_text_on_every_page(gallery: Client, page: str):
    shown = gallery.get(f"/{page}" if "?" in page else f"/{page}/").content.decode()
    assert "<b>" not in shown
    assert "{%" not in shown


def test_a_tag_says_its_state_in_words_as_well_as_in_colour():
    assert drawn("tag", text="Overdue", tone="bad").strip().endswith('nhsuk-tag--red">Overdue</strong>')


def test_an_act_is_a_form_that_carries_the_token():
    shown = drawn("action_form", url="/x", text="Clear", csrf_token="abc", fields=[{"name": "version", "value": 3}])
    assert 'action="/x" method="post"' in shown
    assert 'name="csrfmiddlewaretoken" value="abc"' in shown
    assert 'name="version" value="3"' in shown


def test_the_clock_says_how_the_date_was_worked_out():
    working = {
        "title": "Last day for the reply",
        "day": "Thursday 2 February 2023",
        "rule": "20 working days after Thursday 5 January 2023",
        "provision": "section 10(1)",
        "caption": "Days that do not count",
        "columns": [{"label": "Day"}, {"label": "Why it does not count"}],
        "skipped": [[{"text": "Saturday 7 January 2023", "header": True}, {"text": "a weekend"}]],
    }
    shown = drawn("clock", due="2 February 2023", working=working)
    assert "How we worked this out" in shown
    assert "20 working days after Thursday 5 January 2023 (section 10(1))." in shown
    assert "Saturday 7 January 2023" in shown and "a weekend" in shown


def test_pages_of_a_list_keep_its_filters(gallery: Client):
    shown = gallery.get("/staff/?stage=draft&page=7").content.decode()
    assert 'href="?stage=draft&amp;page=8" class="nhsuk-pagination__next"' in shown


def test_a_menu_shows_only_pages_that_exist_and_marks_where_we_are(gallery: Client):
    shown = gallery.get("/queue/").content.decode()
    assert 'href="/queue/" aria-current="page"' in shown
    assert "Accessibility statement" not in shown


def test_every_act_on_every_page_hands_on_its_token():
    forgotten = [
        path.name
        for path in TEMPLATES
        for used in re.findall(r'\{% include "components/action_form\.html"[^%]*%\}', path.read_text())
        if "csrf_token=csrf_token" not in used
    ]
    assert not forgotten


def test_no_page_carries_inline_styles_scripts_or_unescaped_text():
    carrying = {
        str(path)
        for path in TEMPLATES
        if path.name != "columns.html"  # widths of a printed table, which is on no page
        and re.search(
            r"\sstyle=\"|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=\"|\|safe\b|autoescape off", path.read_text()
        )
    }
    assert not carrying


@pytest.mark.parametrize(
    ("shown", "of", "named"),
    [
        (1, 1, [1]),
        (1, 400, [1, 2, None, 400]),
        (7, 400, [1, None, 6, 7, 8, None, 400]),
        (400, 400, [1, None, 399, 400]),
        (3, 5, [1, 2, 3, 4, 5]),
    ],
)
def test_a_list_of_pages_names_the_first_the_last_and_those_around_this_one(shown, of, named):
    assert list(numbers(Paginator(range(of), 1).page(shown))) == named


def test_a_row_that_lacks_something_has_nothing_there_and_keeps_the_rest():
    named = ("Came by", "Post")  # rows that are no mappings stay as they are
    assert filled([{"key": "Law"}, {"key": "Due", "url": "/x"}, named], "key url") == [
        {"key": "Law", "url": ""},
        {"key": "Due", "url": "/x"},
        named,
    ]
    assert filled(None, "key") == []
