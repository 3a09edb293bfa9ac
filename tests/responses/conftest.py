"""An office with reference data, its people, and the January reply on the day after its request came."""

import pytest
import time_machine

from tests import factories
from tests.office import _furnished, clearer, deputy_director, office, officer, second_officer  # noqa: F401
from tests.responses.pages import NOW


@pytest.fixture
def on_the_day_after_receipt():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def submitted(officer):  # noqa: F811
    """The January reply, waiting for clearance by one person."""
    return factories.a_submitted_response(by=officer)
