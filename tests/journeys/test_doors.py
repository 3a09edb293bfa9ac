"""The table of every address and every person: who gets a page, who is sent to sign in, who is refused.

Each line of `doors.txt`: the pattern, an address, then the status for nobody, a requester with this link, one with
another's link, an officer, a clearer and the deputy director. 302 for a stranger is the way to signing in; 405 says
that acts are done by POST. `{...}` is filled from the office of `doors.py`.
"""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.journeys.doors import PERSONS, Doors, furnish, rows
from tests.office import _furnished, office  # noqa: F401


def patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every address's pattern, with those of the inclusions before it."""
    for entry in resolver.url_patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, here)
        elif isinstance(entry, URLPattern):
            yield here or "(start)"


def test_every_address_stands_in_the_table_once():
    assert sorted(pattern for pattern, _address, _statuses in rows()) == sorted(patterns(get_resolver()))


@pytest.fixture(scope="module")
def doors(_furnished, django_db_blocker) -> Iterator[Doors]:  # noqa: F811
    """The office and its people, once for the whole table."""
    from django.db import transaction

    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        yield furnish()
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pattern", "address", "statuses"), rows(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_person_gets_what_the_table_says(doors, office, pattern, address, statuses):  # noqa: F811
    filled = doors.filled(address)
    got = tuple(doors.knock(person, filled) for person in PERSONS)

    assert got == statuses, f"{filled}: {dict(zip(PERSONS, got, strict=True))}"
