"""The room `codes`."""

from django.apps import AppConfig


class CodesConfig(AppConfig):
    """Tells Django of the room."""

    name = "codes"
