"""The room `foirequests`."""

from django.apps import AppConfig
from django.core import checks
from django.db import connection

from foirequests.search import sqlite


class FoirequestsConfig(AppConfig):
    """Tells Django of the room."""

    name = "foirequests"


@checks.register(checks.Tags.database)
def check_search_is_possible(**_kwargs) -> list[checks.CheckMessage]:
    """An error when the office is to run on an SQLite that cannot search."""
    if connection.vendor != "sqlite" or sqlite.is_compiled_in():
        return []
    return [
        checks.Error(
            "The SQLite of this Python cannot search: it was built without FTS5.",
            hint="Use the Python of the operating system, or PostgreSQL (DATABASE_URL).",
            id="foirequests.E001",
        )
    ]
