"""Settings for the tests: an office of its own, nothing of the real one."""

import os
import tempfile

_place = tempfile.mkdtemp(prefix="foidesk-test-")
os.environ.update(
    DEBUG="0", SECRET_KEY="only-for-tests", BASE_URL="http://testserver", ALLOWED_HOSTS="testserver,127.0.0.1,localhost", VAR_DIR=_place
)

from config.settings import *  # noqa: E402, F403
