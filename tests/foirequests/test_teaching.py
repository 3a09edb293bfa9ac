"""Teaching triage words, in an office whose requests are full of some."""

import pytest

from codes.domain.errors import Refused
from codes.models import Code
from foirequests.actions import teaching
from foirequests.actions.teaching import teach_code_words
from tests.dates import moment
from tests.factories import a_request

AT = moment("Fri 6 January 2023 09:00")


def test_words_that_stand_in_many_requests_are_refused_and_rare_ones_taught(office, officer, monkeypatch):
    monkeypatch.setattr(teaching, "FEWEST", 3)
    for text in ("How many hernia repairs?", "Claims about a hernia", "Falls on wards", "Hernia mesh"):
        a_request(by=officer, text=text)
    burns = Code.objects.get(label="Burn(s)")
    with pytest.raises(Refused, match="stands in many of our requests"):
        teach_code_words(code=burns, text="hernia", by=officer, at=AT)
    assert teach_code_words(code=burns, text="Figglesworth", by=officer, at=AT).suggests
