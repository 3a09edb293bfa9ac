"""The room `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Tells Django of the room."""

    name = "accounts"

    def ready(self) -> None:
        """Register our deployment checks."""
        from accounts import checks  # noqa: F401 - importing registers them
