"""Every address has a door: it says who may enter, or why it is public."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

# Views of django-allauth, which carry no door of ours, each with the reason why it is as it is.
THEIRS = {
    "account_login": "public: signing in",
    "account_logout": "public: signing out asks for a POST, and a stranger is sent to signing in",
    "account_inactive": "public: says that an account was closed",
    "account_reset_password": "public: a person without the password; limited in number",
    "account_reset_password_done": "public: says that a message is on its way",
    "account_reset_password_from_key": "public: opened by the key in the message",
    "account_reset_password_from_key_done": "public: says that the password is set",
    "account_reauthenticate": "staff: asks the person signed in for the password again",
    "account_change_password": "staff: their own password",
    "mfa_index": "staff: their own second factor",
    "mfa_authenticate": "public: the second step of signing in, reached only after the first",
    "mfa_reauthenticate": "staff: asks the person signed in for a code again",
    "mfa_activate_totp": "staff: their own second factor",
    "mfa_deactivate_totp": "staff: their own second factor",
    "mfa_view_recovery_codes": "staff: their own codes",
    "mfa_generate_recovery_codes": "staff: their own codes",
    "mfa_download_recovery_codes": "staff: their own codes",
    "openid_connect_login": "public: leads to the organisation's identity provider",
    "openid_connect_callback": "public: comes back from it",
    "socialaccount_login_cancelled": "public: says that it was cancelled",
    "socialaccount_login_error": "public: says that it failed",
    "socialaccount_signup": "public: says that the office does not know the person",
}


def addresses(resolver: URLResolver) -> Iterator[URLPattern]:
    """Every address, through all inclusions."""
    for entry in resolver.url_patterns:
        yield from addresses(entry) if isinstance(entry, URLResolver) else [entry]


ALL = list(addresses(get_resolver()))


@pytest.mark.parametrize("address", ALL, ids=lambda address: address.name or str(address.pattern))
def test_every_address_has_a_name_and_a_door(address):
    assert address.name, f"{address.pattern} has no name"
    door = getattr(address.callback, "door", None)
    assert door or address.name in THEIRS, f"{address.name} has no door"
    assert not (door and address.name in THEIRS), f"{address.name} has a door of ours and stands in the list as well"


@pytest.mark.parametrize("address", ALL, ids=lambda address: address.name or str(address.pattern))
def test_a_door_and_the_sign_in_wall_agree(address):
    door = getattr(address.callback, "door", None)
    kind = door[0] if door else THEIRS[address.name].split(":")[0]
    assert getattr(address.callback, "login_required", True) is not (kind == "public")


def test_nobody_makes_an_account_for_themselves(client, db):
    assert client.get("/account/signup/").status_code == 404
