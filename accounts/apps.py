"""The room `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Tells Django of the room."""

    name = "accounts"
