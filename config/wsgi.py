"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from config.garbage import set_aside_what_is_loaded
from config.processes import start_telemetry

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
start_telemetry()  # in each of gunicorn's processes, and before the middleware is built
application = get_wsgi_application()
set_aside_what_is_loaded()
