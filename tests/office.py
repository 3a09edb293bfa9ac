"""An office with its reference data, made once for a module, and people in it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from accounts.models import Role, StaffMember, StaffRole
from codes.actions.reference_data import load_code_reference_data
from responses.actions.shipped_wording import propose_shipped_wording
from responses.actions.wording_approval import approve_wording
from responses.models import TextBlockVersion
from tests.dates import moment

OPENED_AT = moment("Thu 1 December 2022 09:00")


def member(name: str, *roles: Role) -> StaffMember:
    """A member of staff with roles; the address is made from the name."""
    person = StaffMember.objects.create_user(
        f"{name.casefold().replace(' ', '.')}@office.example", name, "a pass phrase"
    )
    StaffRole.objects.bulk_create(StaffRole(member=person, role=role) for role in roles)
    return person


def proposer() -> StaffMember:
    """An officer who proposes wording for somebody else to approve."""
    return StaffMember.objects.filter(name="Wilma Writer").first() or member("Wilma Writer", Role.OFFICER)


@pytest.fixture(scope="module")
def _furnished(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Reference data and approved wording, in a transaction around the module's tests."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        load_code_reference_data(at=OPENED_AT)
        propose_shipped_wording(at=OPENED_AT)
        founder = member("Dora Founder", Role.DEPUTY_DIRECTOR)
        approve_wording(TextBlockVersion.objects.proposed(), by=founder, at=OPENED_AT)
        StaffMember.objects.filter(pk=founder.pk).update(is_active=False)
        yield
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def office(_furnished, db) -> None:
    """An office as it stands after set-up, with all shipped wording approved."""


@pytest.fixture
def officer(office) -> StaffMember:
    return member("Olive Officer", Role.OFFICER)


@pytest.fixture
def second_officer(office) -> StaffMember:
    return member("Otto Officer", Role.OFFICER)


@pytest.fixture
def clearer(office) -> StaffMember:
    return member("Clem Clearer", Role.CLEARER)


@pytest.fixture
def deputy_director(office) -> StaffMember:
    return member("Dee Director", Role.DEPUTY_DIRECTOR)
