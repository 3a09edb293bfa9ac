"""Which service holds what is asked for."""

import json
from datetime import date
from pathlib import Path

import pytest

from codes import domain
from foirequests.domain.reading.read import read_request
from foirequests.domain.reading.services import HOLDERS, holder_of, read_service

DAY = date(2023, 1, 5)

REFERENCE = Path(domain.__file__).parents[1] / "reference" / "service_areas.json"


@pytest.mark.parametrize(
    ("service", "text"),
    [
        ("claims_management", "How many claims were settled in 2020?"),
        ("claims_management", "What has been paid for birth injuries in Kent?"),
        ("claims_management", "How many claims by staff for needlestick injuries were closed?"),
        ("practitioner_performance_advice", "How many doctors were excluded from work, by trust?"),
        ("practitioner_performance_advice", "How many MHPS cases did NCAS open?"),
        ("primary_care_appeals", "How many pharmacy appeals were upheld?"),
        ("primary_care_appeals", "Disputes about APMS contracts: who were the parties?"),
        ("safety_and_learning", "Which trusts met all ten safety actions of the maternity incentive scheme?"),
        ("safety_and_learning", "How many Did You Know leaflets were downloaded?"),
        ("corporate", "How much did you spend on agency staff?"),
        ("corporate", "What is your gender pay gap?"),
        ("corporate", "When does your telephony contract end?"),
        ("corporate", "How many freedom of information requests did you answer late?"),
    ],
)
def test_each_service_is_known_by_what_it_is_asked_for(service, text):
    cue = read_service(text)
    assert cue.value == service
    assert cue.passages


def test_words_that_any_service_may_use_leave_the_service_to_the_rest_of_the_request():
    text = "I was referred to Practitioner Performance Advice. Please send all your correspondence."
    assert read_request(text, received_on=DAY).service.value == "practitioner_performance_advice"


def test_short_questions_of_every_kind_get_their_service():
    table = (Path(__file__).parent / "services.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line.partition(": ")[::2] for line in table]
    wrong = [(service, text) for service, text in wanted if read_service(text).value != service]
    assert len(wanted) > 100
    assert len(wrong) <= 0.03 * len(wanted), wrong


def test_without_any_sign_it_is_claims_and_says_so():
    cue = read_service("Could you help me, please?")
    assert (cue.value, cue.passages) == ("claims_management", ())
    assert "Nothing" in cue.why


def test_every_service_area_has_a_holder():
    codes = {area["code"] for area in json.loads(REFERENCE.read_text(encoding="utf-8"))}
    assert codes == HOLDERS.keys()
    assert holder_of("corporate") == "Corporate and Information Governance"
