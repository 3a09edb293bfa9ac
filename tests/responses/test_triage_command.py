"""`python manage.py triage`: all advice on a text, printed and not kept."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from codes.actions.reference_data import load_code_reference_data
from foirequests.models import FoiRequest, Reading
from tests.dates import moment
from tests.responses.letters import JANUARY_REQUEST

REAL_OUTLINE = [
    *("request-restated", "response-heading", "role-and-services", "claims-coding", "attribute-not-recorded"),
    *("offer-by-code", "independent-providers", "referral-nhs-england", "conclusion", "internal-review"),
    "information-commissioner",
]
MIXED = (
    "I want to make a formal complaint.\r\n\r\n"
    "1. How many claims about pressure sores were settled by trust since 2019?\r\n"
    "2. What is your annual electricity consumption?\r\n\r\nJo Bloggs, BBC News"
)


@pytest.fixture
def triage(db, tmp_path):
    """What the command prints for a text."""
    load_code_reference_data(at=moment("Mon 2 March 2026 09:00"))

    def printed(text: str | bytes, *options: str) -> str:
        file = tmp_path / "request.txt"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        out = io.StringIO()
        call_command("triage", str(file), *options, stdout=out)
        return out.getvalue()

    return printed


def test_the_request_of_january_2023_gets_the_outline_of_the_real_reply(triage):
    advice = json.loads(triage(JANUARY_REQUEST, "--json", "--on", "2023-01-05"))
    assert advice["outline"] == REAL_OUTLINE
    [question] = advice["questions"]
    assert (question["regime"], question["service"]) == ("foi", "claims_management")
    assert question["text"] == JANUARY_REQUEST
    procedure = next(each for each in question["not_recorded"] if each["concept"] == "procedure")
    assert procedure["suggested_body"] == "NHS England"


def test_today_it_gets_the_order_of_today(triage):
    outline = json.loads(triage(JANUARY_REQUEST, "--json", "--on", "2026-11-02"))["outline"]
    assert outline[0] == "opening"
    assert set(outline) >= {"attribute-not-recorded", "offer-by-code", "referral-nhs-england"}


def test_the_advice_has_every_piece_and_nothing_is_kept(triage):
    advice = json.loads(triage(MIXED, "--json"))
    assert {"questions", "regime", "service", "flags", "similar", "published", "outline"} <= advice.keys()
    assert [question["regime"] for question in advice["questions"]] == ["complaint", "foi", "eir"]
    claims = advice["questions"][1]
    assert {"text", "regime", "service", "codes", "not_recorded", "measures", "breakdowns", "period"} <= claims.keys()
    assert {"list": "injury", "description": "Pressure Sores"}.items() <= claims["codes"][0].items()
    assert claims["breakdowns"] == ["trust"] and "claims_settled" in claims["measures"]
    assert (claims["period"]["from"], claims["period"]["to"]) == (2019, None)
    assert {"press", "small_numbers"} <= {flag["kind"] for flag in advice["flags"]}
    assert not FoiRequest.objects.exists() and not Reading.objects.exists()


def test_all_evidence_stands_in_the_text(triage):
    advice = json.loads(triage(MIXED, "--json"))
    shown = list(_evidence(advice))
    assert len(shown) > 10
    assert all(words in MIXED for words in shown)


def test_without_json_it_is_for_people_to_read(triage):
    printed = triage(MIXED)
    assert "Question 2: How many claims about pressure sores" in printed
    assert "Code: injury, Pressure Sores" in printed
    assert "Look out for: press" in printed
    assert "{" not in printed


@pytest.mark.parametrize(
    ("text", "note"), [("", "no text"), (b"\x00\xff\x01" * 500, "not text"), ("x" * 100_000, "no words")]
)
def test_what_cannot_be_read_is_said_in_plain_words(triage, text, note):
    advice = json.loads(triage(text, "--json"))
    assert note in advice["trouble"]
    assert (advice["questions"], advice["outline"]) == ([], [])
    assert triage(text).startswith("Note: ")


def test_a_text_can_come_from_standard_input(triage, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"How many claims were settled?")))
    out = io.StringIO()
    call_command("triage", "-", "--json", stdout=out)
    assert json.loads(out.getvalue())["questions"][0]["regime"] == "foi"


def test_a_file_that_is_not_there_and_a_day_that_is_none_are_refused():
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("triage", "/no/such/file")
    with pytest.raises(CommandError, match="is no day"):
        call_command("triage", "-", "--on", "yesterday")


def _evidence(value):
    if isinstance(value, dict):
        if "evidence" in value:
            yield value["evidence"]
        for each in value.values():
            yield from _evidence(each)
    elif isinstance(value, list):
        for each in value:
            yield from _evidence(each)


def test_what_is_published_proposes_section_21_and_stands_with_its_question(triage):
    text = "1. Please send me your FOI policy.\n2. How many claims about sepsis were there in 2022?"
    advice = json.loads(triage(text, "--json"))
    first, second = advice["questions"]
    [match] = first["published"]
    assert (match["proposal"], match["evidence"], second["published"]) == ("s21", "FOI policy", [])
    assert text[slice(*match["passages"][0])] == "FOI policy"
    assert "already-accessible" in advice["outline"] and "information-below" in advice["outline"]
