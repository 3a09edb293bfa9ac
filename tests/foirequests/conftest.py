"""An office with reference data, its people, and a message that goes by post."""

import pytest
import time_machine

from foirequests.models import Message
from tests import factories
from tests.dates import moment
from tests.office import _furnished, clearer, deputy_director, office, officer, second_officer  # noqa: F401


@pytest.fixture
def in_january():
    """Noon on Tuesday 10 January 2023."""
    with time_machine.travel(moment("Tue 10 January 2023 12:00"), tick=False):
        yield


@pytest.fixture
def sheet(in_january, officer) -> Message:  # noqa: F811
    """The acknowledgement, of 5 January 2023, of a request by somebody without e-mail."""
    foi_request = factories.a_request(by=officer, email="", postal_address="1 High Street\nLeeds")
    return foi_request.messages.get(kind="acknowledgement")
