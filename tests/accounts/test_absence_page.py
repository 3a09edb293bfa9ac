"""Saying that one is away, and who covers."""

import pytest
import time_machine
from django.test import Client

from accounts.actions.absence import record_absence
from accounts.domain.errors import Refused
from accounts.models import Role, StaffAbsence
from tests.dates import day, moment
from tests.office import member

NOW = moment("Mon 2 March 2026 09:00")
PAGE = "/account/away/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def clem():
    return member("Clem Clearer", Role.CLEARER)


@pytest.fixture
def cara():
    return member("Cara Cover", Role.CLEARER)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def typed(first, last, **covers):
    boxes = zip(("day", "month", "year"), "dmY", strict=True)
    days = {"first_day": first, "last_day": last}
    posted = {}
    for box, letter in boxes:
        posted |= {f"{name}_{box}": str(int(on.strftime(f"%{letter}"))) for name, on in days.items()}
    return posted | {f"cover_{role}": who.pk for role, who in covers.items()}


MONDAY, FRIDAY = day("Mon 2 March 2026"), day("Fri 6 March 2026")


def test_who_is_away_without_a_cover_reads_that_nobody_in_particular_covers(clem):
    page = signed_in(clem).post(PAGE, typed(MONDAY, FRIDAY), follow=True).content.decode()

    assert "<p>Nobody in particular covers for you as a clearer.</p>" in page


def test_a_clearer_records_days_away_with_a_cover_and_is_back_early(clem, cara):
    client = signed_in(clem)
    page = client.post(PAGE, typed(MONDAY, FRIDAY, clearer=cara), follow=True).content.decode()

    assert "From 2 March 2026 to 6 March 2026" in page
    assert "Cara Cover covers for you as a clearer." in page
    absence = StaffAbsence.objects.on(MONDAY).get()
    assert (absence.member, absence.cover, absence.role) == (clem, cara, "clearer")

    page = client.post(f"{PAGE}{absence.pk}/end/", follow=True).content.decode()
    assert "You are not recorded as away any more." in page
    assert not StaffAbsence.objects.on(MONDAY).exists()


def test_who_holds_two_roles_names_a_cover_for_each(clem, cara):
    clem.role_rows.create(role=Role.DEPUTY_DIRECTOR)
    dee = member("Dee Director", Role.DEPUTY_DIRECTOR)

    signed_in(clem).post(PAGE, typed(MONDAY, FRIDAY, clearer=cara, deputy_director=dee))

    assert dict(StaffAbsence.objects.values_list("role", "cover__name")) == {
        "clearer": "Cara Cover",
        "deputy_director": "Dee Director",
    }


def test_only_those_who_hold_the_role_are_offered(clem, cara):
    member("Olive Officer", Role.OFFICER)
    page = signed_in(clem).get(PAGE).content.decode()

    assert "Cara Cover" in page
    assert "Olive Officer" not in page
    assert "Clem Clearer</option>" not in page


def test_what_was_typed_stays_when_it_is_refused(clem, cara):
    page = signed_in(clem).post(PAGE, typed(FRIDAY, MONDAY, clearer=cara)).content.decode()

    assert "The last day away comes before the first." in page
    assert 'value="6"' in page
    assert f'value="{cara.pk}" selected' in page


def test_an_officer_has_no_business_here():
    assert signed_in(member("Olive Officer", Role.OFFICER)).get(PAGE).status_code == 403


def test_nobody_ends_the_absence_of_another(clem, cara):
    record_absence(first_day=MONDAY, last_day=FRIDAY, covers={}, by=clem, at=NOW)
    absence = StaffAbsence.objects.get()

    assert signed_in(cara).post(f"{PAGE}{absence.pk}/end/").status_code == 404
    assert StaffAbsence.objects.on(MONDAY).exists()


REFUSED = [
    ("Mon 23 February 2026", "Fri 27 February 2026", "over already"),
    ("Fri 6 March 2026", "Mon 9 March 2026", "recorded already"),
    ("Mon 9 March 2026", "Tue 10 March 2026", "Cara Cover is away on some of these days"),
]


@pytest.mark.parametrize(("first", "last", "why"), REFUSED)
def test_days_that_cannot_be_are_refused(clem, cara, first, last, why):
    record_absence(first_day=MONDAY, last_day=FRIDAY, covers={"clearer": cara}, by=clem, at=NOW)
    tenth = day("Tue 10 March 2026")
    record_absence(first_day=tenth, last_day=tenth, covers={}, by=cara, at=NOW)

    with pytest.raises(Refused, match=why):
        record_absence(first_day=day(first), last_day=day(last), covers={"clearer": cara}, by=clem, at=NOW)


def test_a_cover_holds_the_role_and_is_somebody_else(clem):
    for cover, why in ((member("Olive Officer", Role.OFFICER), "is no clearer"), (clem, "Somebody else")):
        with pytest.raises(Refused, match=why):
            record_absence(first_day=MONDAY, last_day=FRIDAY, covers={"clearer": cover}, by=clem, at=NOW)
