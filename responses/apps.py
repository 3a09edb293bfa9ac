"""The room `responses`."""

from django.apps import AppConfig


class ResponsesConfig(AppConfig):
    """Tells Django of the room."""

    name = "responses"
