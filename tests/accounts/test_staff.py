"""Entering people and letting them go."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import StaffMember

pytestmark = pytest.mark.django_db


def enter(*arguments: str) -> str:
    said = StringIO()
    call_command("add_staff", *arguments, stdout=said)
    return said.getvalue()


def test_a_new_person_is_entered_with_roles_and_sets_a_password_through_a_link(client):
    said = enter("Ana Officer", "Ana@Office.example", "--role", "officer", "--role", "clearer")
    member = StaffMember.objects.get(email="ana@office.example")
    address = said.split("open: http://testserver")[1].strip()

    assert member.roles == {"officer", "clearer"}
    assert not member.has_usable_password()
    page = client.get(address, follow=True)
    answer = client.post(
        page.request["PATH_INFO"], {"password1": "a long pass phrase", "password2": "a long pass phrase"}
    )
    assert answer.status_code == 302
    assert client.login(email="ana@office.example", password="a long pass phrase")


def test_roles_are_changed_by_entering_the_person_again():
    enter("Ana Officer", "ana@office.example", "--role", "officer")
    enter("Ana Clearer", "ana@office.example", "--role", "clearer")
    member = StaffMember.objects.get()

    assert (member.name, member.roles) == ("Ana Clearer", {"clearer"})


def test_somebody_who_left_signs_in_no_longer(client):
    enter("Ana Officer", "ana@office.example", "--role", "officer")
    member = StaffMember.objects.get()
    member.set_password("a long pass phrase")
    member.save()
    call_command("retire_staff", "ANA@office.example", stdout=StringIO())

    assert not client.login(email="ana@office.example", password="a long pass phrase")
    with pytest.raises(CommandError, match="Nobody signs in"):
        call_command("retire_staff", "nobody@office.example")


def test_a_person_needs_an_address():
    with pytest.raises(CommandError, match="needs a name"):
        enter("Ana", "no address", "--role", "officer")
