"""The room `foirequests`."""

from django.apps import AppConfig


class FoirequestsConfig(AppConfig):
    """Tells Django of the room."""

    name = "foirequests"
