"""Settings for the tests: an office of its own in a folder of its own; no `.env` and no variable of the real one."""

import atexit
import os
import shutil
import tempfile

_place = tempfile.mkdtemp(prefix="foidesk-test-")
atexit.register(shutil.rmtree, _place, ignore_errors=True)
for _name in (
    *("DATABASE_URL", "REDIS_URL", "FILES_DIR", "STATIC_ROOT", "PORTAL_LINK_KEY", "MAIL_ONLY_TO", "LOG_LEVEL"),
    *("DEMONSTRATION", "DEMONSTRATION_PASSWORD", "OIDC_SERVER_URL", "TRUSTED_PROXIES", "HEARTBEAT_DIR"),
    *("BACKUP_DIR", "PG_BIN", "LINK_CHECKS"),
    *("SECRET_KEY", "EMAIL_URL", "DATABASE_PASSWORD"),
):
    os.environ.pop(_name, None)
    os.environ.pop(f"{_name}_FILE", None)
os.environ.update(
    ENV_FILE=os.devnull,
    OTEL_SDK_DISABLED="true",
    LOG_FORMAT="json",
    DEBUG="0",
    SECRET_KEY="only-for-tests",
    BASE_URL="http://testserver",
    ALLOWED_HOSTS="testserver,127.0.0.1,localhost",
    EMAIL_URL="memorymail://",
    MAIL_FROM="foi@authority.example",
    LINK_CHECKS="off",
    VAR_DIR=_place,
)

from config.settings import *  # noqa: E402, F403
from config.settings import STORAGES, VAR_DIR  # noqa: E402

# Pages are tested as they are; the files beside them are collected only for the browser.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir()
# A password is hashed hundreds of times in a run; slow hashing is tested by Django.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
