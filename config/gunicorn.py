"""How gunicorn serves the pages, beside what the Procfile says: it writes our lines, and none for each request."""

import os

from django.conf import settings

from config import log_lines
from config.processes import end_telemetry

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
logconfig_dict = settings.LOGGING
accesslog = None
log_lines.take_over()


def worker_exit(_server: object, _process: object) -> None:
    """One of gunicorn's processes ends."""
    end_telemetry()
