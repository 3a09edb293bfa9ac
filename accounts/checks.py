"""What `check --deploy` says about this product in particular."""

import stat
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def check_that_https_is_seen(**_: object) -> list[CheckMessage]:
    """Somebody must tell the product that visitors come by HTTPS, else every page redirects to itself for ever."""
    if settings.HTTPS and not settings.TRUSTED_PROXIES:
        return [
            Warning(
                "BASE_URL begins with https://, and TRUSTED_PROXIES is 0.",
                hint="Set TRUSTED_PROXIES to the number of proxies in front; each must set X-Forwarded-For and "
                "X-Forwarded-Proto. Without one, the product takes every visit for plain HTTP and redirects it.",
                id="accounts.W001",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def check_that_others_cannot_read_the_database(**_: object) -> list[CheckMessage]:
    """SQLite lets every account of the machine read a database whose folder is open to it."""
    database = settings.DATABASES["default"]
    folder = Path(database["NAME"]).parent
    if "sqlite3" not in database["ENGINE"] or not folder.is_dir() or not folder.stat().st_mode & stat.S_IXOTH:
        return []
    return [
        Warning(
            f"Every account of this machine can go into {folder} and read the database there.",
            hint=f"Close the folder to others: chmod 750 {folder}",
            id="accounts.W002",
        )
    ]
