"""The number of a page: who makes it, who is told it, and the line that the page leaves."""

import io
import json
import logging
import re

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from config.request_ids import current_id, numbered, server_error

OF_A_PROXY = "0f9c1e0c-5f7e-4a51-9b1e-3c0a3f6f1d11"


@pytest.fixture
def lines():
    """The JSON lines from here on."""
    console = next(handler for handler in logging.getLogger().handlers if handler.name == "console")
    before = console.setStream(io.StringIO())
    yield lambda: [json.loads(line) for line in console.stream.getvalue().splitlines()]
    console.setStream(before)


def test_every_answer_names_the_number_that_its_line_has(client, lines):
    answer = client.get("/no/such/page/?q=Quill")
    (line,) = lines()
    assert line["request_id"] == answer["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", answer["X-Request-ID"])
    assert (line["method"], line["route"], line["status"]) == ("GET", "unknown", 404)
    assert line["bytes"] == len(answer.content)
    assert current_id() is None


def test_a_trusted_proxy_gives_the_number(client, settings):
    settings.TRUSTED_PROXIES = 1
    assert client.get("/robots.txt", headers={"X-Request-ID": OF_A_PROXY})["X-Request-ID"] == OF_A_PROXY


@pytest.mark.parametrize("unsafe", ["short", "x" * 65, 'quoted"and"quoted"and', "ada.quill@requesters.example", ""])
def test_a_number_of_no_safe_shape_is_replaced(client, settings, unsafe):
    settings.TRUSTED_PROXIES = 1
    assert client.get("/robots.txt", headers={"X-Request-ID": unsafe})["X-Request-ID"] != unsafe


def test_nobody_else_gives_the_number_or_joins_their_traces_to_ours(client):
    assert client.get("/robots.txt", headers={"X-Request-ID": OF_A_PROXY})["X-Request-ID"] != OF_A_PROXY

    told = {"X-Request-ID": OF_A_PROXY, "traceparent": "00-1-2-01", "tracestate": "ada=quill", "baggage": "ada=quill"}
    seen = []
    numbered(lambda http_request: seen.append(dict(http_request.headers)) or HttpResponse())(
        RequestFactory().get("/", headers=told)
    )
    assert not {name.lower() for name in told} & {name.lower() for name in seen[0]}


def test_what_is_asked_every_few_seconds_leaves_no_line(client, lines, db):
    client.get("/health")
    client.get("/static/nothing.css")
    assert lines() == []


def test_the_page_for_a_fault_of_ours_names_the_number_to_quote():
    answer = numbered(server_error)(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert f"Quote this number when you report the problem: <strong>{answer['X-Request-ID']}</strong>" in (
        answer.content.decode()
    )


@login_not_required
def breaks(http_request):
    raise KeyError("Ada Quill")


urlpatterns = [path("", breaks, name="breaks")]
handler500 = server_error


def test_a_page_that_breaks_is_answered_with_that_page(settings, lines):
    settings.ROOT_URLCONF = __name__
    answer = Client(raise_request_exception=False).get("/")
    error, page = lines()
    assert answer["X-Request-ID"] in answer.content.decode()
    assert error["request_id"] == page["request_id"] == answer["X-Request-ID"]
    assert error["error"][0] == "builtins.KeyError"
    assert (page["route"], page["status"]) == ("breaks", 500)
    assert "Quill" not in json.dumps([error, page])
