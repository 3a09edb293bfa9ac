"""Anything that a stranger may type: an address, a link, a code, a form. Answered, never with an error of ours."""

from itertools import count
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foirequests.models import FoiRequest
from foirequests.views import portal_entry
from tests import factories
from tests.office import _furnished, office, officer  # noqa: F401

TYPED = st.text(max_size=80) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "{% debug %}",
        "((requester))",
        "' OR 1=1 --",
        "\0",
        "\r\nX-Evil: 1",
        "\ud800",
    ]
)
TOKENS = st.text(min_size=1, max_size=80) | st.from_regex(r"[A-Za-z0-9_-]{43}", fullmatch=True)
FIELDS = ("text", "preferred_format", "adjustments", "name", "email", "postal_address", "form_key", "leave_empty")
FORMS = st.dictionaries(st.sampled_from(FIELDS), TYPED | st.sampled_from(["email", "post", "ada@requesters.example"]))
PAGES = ("your-request", "our-reply", "about-you", "check-your-answers")

fuzzed = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=settings.default.max_examples // 3,
)
pytestmark = pytest.mark.usefixtures("office")
_numbers = count(1)


def a_stranger() -> Client:
    """A browser at an address that nobody used before, so that no limit is reached."""
    n = next(_numbers)
    return Client(REMOTE_ADDR=f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}")


def typeable(text: str) -> str:
    """The text without halves of characters, which no browser sends."""
    return text.encode(errors="replace").decode()


@fuzzed
@given(TOKENS)
def test_a_link_that_we_never_made_opens_nothing(token):
    answer = a_stranger().get("/r/" + quote(typeable(token), safe=""))
    assert answer.status_code == 404
    assert "sessionid" not in answer.cookies


@fuzzed
@given(st.sampled_from(["", "FOI_0001", "FOI_9999"]) | TYPED, TYPED)
def test_a_code_that_we_never_printed_opens_nothing(officer, reference, code):  # noqa: F811
    if not FoiRequest.objects.exists():
        factories.a_request(by=officer)
    answer = a_stranger().post("/code/", {"reference": typeable(reference), "code": typeable(code)})
    assert answer.status_code == 200
    assert "Error: " in answer.content.decode()


@fuzzed
@given(TYPED, TYPED)
def test_asking_for_a_lost_link_tells_a_stranger_nothing(reference, mailbox):
    portal_entry.ANSWERS_AFTER, usual = 0, portal_entry.ANSWERS_AFTER
    try:
        answer = a_stranger().post("/new-link/", {"reference": typeable(reference), "email": typeable(mailbox)})
    finally:
        portal_entry.ANSWERS_AFTER = usual
    assert answer.status_code == 200


@fuzzed
@given(st.lists(st.tuples(st.sampled_from(PAGES), FORMS, st.booleans()), min_size=1, max_size=5))
def test_the_public_form_takes_anything_on_any_page_in_any_order(visits):
    client = a_stranger()
    before = FoiRequest.objects.count()
    for page, typed, sends in visits:
        data = {name: typeable(words) for name, words in typed.items()}
        answer = client.post(f"/request/{page}/", data) if sends else client.get(f"/request/{page}/")
        assert answer.status_code in (200, 302, 303)
        assert "<script>alert(1)" not in answer.content.decode()
    assert FoiRequest.objects.count() - before in (0, 1)


@fuzzed
@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=4), st.booleans())
def test_an_address_that_does_not_exist_is_answered_as_such(pieces, slash):
    path = "/" + "/".join(quote(typeable(piece), safe="") for piece in pieces) + ("/" if slash else "")
    answer = Client().get(path)
    assert answer.status_code in (301, 302, 404)
