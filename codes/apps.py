"""The room `codes`."""

from django.apps import AppConfig


class CodesConfig(AppConfig):
    """Tells Django of the room."""

    name = "codes"

    def ready(self) -> None:
        """Let forms speak as people do."""
        from codes.form_fields import speak_plainly

        speak_plainly()
