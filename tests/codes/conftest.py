"""An office with its reference data, and people in it."""

import pytest

from accounts.models import Role, StaffMember, StaffRole
from codes.actions.reference_data import load_code_reference_data
from tests.dates import moment

LOADED_AT = moment("Mon 2 March 2026 09:00")


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path):
    """Uploads lie in a folder of the test's own."""
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def office(db):
    """An office as set-up leaves it."""
    return load_code_reference_data(at=LOADED_AT)


def member(name: str, *roles: Role) -> StaffMember:
    """A member of staff with roles."""
    person = StaffMember.objects.create_user(
        f"{name.casefold().replace(' ', '.')}@office.example", name, "a pass phrase"
    )
    StaffRole.objects.bulk_create(StaffRole(member=person, role=role) for role in roles)
    return person


@pytest.fixture
def officer(db):
    return member("Olive Officer", Role.OFFICER)


@pytest.fixture
def clearer(db):
    return member("Clem Clearer", Role.CLEARER)


@pytest.fixture
def deputy_director(db):
    return member("Dee Director", Role.DEPUTY_DIRECTOR)
