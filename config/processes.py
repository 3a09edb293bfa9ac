"""Which of the product's processes this is, and what begins with it."""

import sys
from functools import cache
from pathlib import Path

from django.conf import settings


@cache
def kind() -> str:
    """`web`, `worker` or `beat` as the Procfile names them; else `command`."""
    program, *arguments = sys.argv
    if Path(program).name == "gunicorn":
        return "web"
    return next((name for name in ("worker", "beat") if name in arguments), "command")


def start_telemetry(**_: object) -> None:
    """Begin to export traces and metrics, where the environment asks for it; else load nothing of it."""
    if settings.TELEMETRY:
        from config import telemetry

        telemetry.start(kind(), settings.TELEMETRY)


def end_telemetry(**_: object) -> None:
    """Export what has not been exported yet."""
    if settings.TELEMETRY:
        from config import telemetry

        telemetry.end()
