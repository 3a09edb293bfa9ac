"""Settings of FOI Desk, every value from the environment.

A deployment changes environment variables (README, "Settings"), never this file; a secret may stand in a file instead
(`config.secret_files`). With `DEBUG` off and a needed variable missing the product refuses to start and names what is
missing. The sections: what is needed, places, applications, data, sign-in, security, mail, background work, static
files, forms and letters, logging.
"""

import hashlib
import hmac
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.addresses import read_address
from config.secret_files import secret

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env_file = Path(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))
if env_file.exists():
    env.read_env(env_file)

# --- What is needed -------------------------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
missing: list[str] = []


def plain(name: str) -> str:
    """The value of an environment variable that is no secret, or an empty string."""
    return env.str(name, default="")


def needed(name: str, while_debugging: str, read: Callable[[str], str] = plain) -> str:
    """The value of a setting that a real office must give; a fallback only while DEBUG is on."""
    if value := read(name):
        return value
    if DEBUG:
        return while_debugging
    missing.append(name)
    return ""


SECRET_KEY = needed("SECRET_KEY", "only-for-debugging", secret)
BASE_URL = needed("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = [host.strip() for host in needed("ALLOWED_HOSTS", "127.0.0.1,localhost").split(",") if host.strip()]
EMAIL_URL = needed("EMAIL_URL", "filemail:///var/mail", secret)
if missing:
    raise ImproperlyConfigured(f"Set these environment variables (README, Settings): {', '.join(missing)}")

HTTPS = BASE_URL.startswith("https://")
# A demonstration holds invented cases only; sign-ins are printed only with it.
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
DEMONSTRATION_PASSWORD = secret("DEMONSTRATION_PASSWORD")

# --- Places ---------------------------------------------------------------------------------------------------------

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(mode=0o750, parents=True, exist_ok=True)  # the database in it takes its mode from the umask
FILES_DIR = Path(env.str("FILES_DIR", default=str(VAR_DIR / "files")))
BACKUP_DIR = Path(env.str("BACKUP_DIR", default=str(VAR_DIR / "backups")))

# --- Applications ---------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "config.apps.OfficeStaticFilesConfig",
    "crispy_forms",
    "template_partials",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "accounts",
    "codes",
    "foirequests",
    "responses",
]
MIDDLEWARE = [
    "config.room_for_calls.with_room",
    "config.request_ids.numbered",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.background",
                "accounts.kept_words.saved_words",
                "foirequests.context.office_head",
            ],
        },
    },
]
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# --- Data -----------------------------------------------------------------------------------------------------------

REDIS_URL = secret("REDIS_URL")
read_address("REDIS_URL", REDIS_URL, lambda address: urlsplit(address).port)  # its users would quote a mistake in it
DATABASE_URL = secret("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'foidesk.sqlite3'}"
DATABASES = {"default": read_address("DATABASE_URL", DATABASE_URL, env.db_url_config)}
# So that the server and the product can share one file that holds the password alone.
if database_password := secret("DATABASE_PASSWORD"):
    if DATABASES["default"]["PASSWORD"]:
        raise ImproperlyConfigured("DATABASE_URL holds a password and DATABASE_PASSWORD is set; set one of them.")
    DATABASES["default"]["PASSWORD"] = database_password
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue up at BEGIN instead of failing halfway; readers never wait for a writer.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Seconds (tcp_user_timeout: milliseconds) after which a server that fell silent counts as gone: a page or a worker
    # must not wait for a machine that was switched off.
    _silence = {"connect_timeout": 5, "keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3}
    # Every question of a page is small. Helpers that PostgreSQL starts for it (about 60 ms), or code that it compiles,
    # because it takes the question for a larger one, cost more than its answer.
    _small_questions = "-c max_parallel_workers_per_gather=0 -c jit=off"
    _asked = DATABASES["default"].get("OPTIONS", {})
    DATABASES["default"]["OPTIONS"] = {
        **_silence,
        "tcp_user_timeout": 20_000,
        **_asked,
        # What the address asks of the server stands behind, so that it counts.
        "options": " ".join(filter(None, (_small_questions, _asked.get("options")))),
    }
# The folder of pg_dump, pg_restore and psql, where they lie elsewhere than Debian puts them.
PG_BIN = env.str("PG_BIN", default="")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits count here, so every process of the office must see the same cache.
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "config.cache.SharedCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},  # seconds
        }
    }
else:
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "cache"}
    }

# --- Sign-in --------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.StaffMember"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "queue"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "reset_password": "accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is given by the office, not by the person
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to an address that somebody typed
ACCOUNT_EMAIL_SUBJECT_PREFIX = "FOI Desk: "
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # seconds; the message says three days
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "FOI Desk"

# The organisation's own identity provider, when its address and client are set. It signs in people who are staff
# already; an unknown person stays outside (`accounts.adapter`).
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
OIDC_NAME = env.str("OIDC_NAME", default="your organisation's account")
SOCIALACCOUNT_ADAPTER = "accounts.adapter.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "office",
                "name": OIDC_NAME,
                "client_id": env.str("OIDC_CLIENT_ID", default=""),
                "secret": secret("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ]
        if OIDC_SERVER_URL
        else [],
    }
}

# The key behind requesters' private links and printed codes, which the database does not hold; by default it follows
# from SECRET_KEY and is another value. Links are looked up under it, so changing it shuts every link that has left:
# set it by itself where SECRET_KEY is to be changed from time to time.
PORTAL_LINK_KEY = (
    secret("PORTAL_LINK_KEY") or hmac.new(SECRET_KEY.encode(), b"foidesk private links", hashlib.sha256).hexdigest()
)

# --- Security -------------------------------------------------------------------------------------------------------

# How many proxies of our own stand before the product; each must set X-Forwarded-For and X-Forwarded-Proto.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health$"]  # asked from inside, without the proxy
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# What else lies under the domain, and whether browsers are told in advance, is for the domain's owner to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: a working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = [BASE_URL] if HTTPS else []
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Form fields hold at most this much together (the longest request accepted is far below it); files are limited by
# the forms that take them, and larger ones are written to disk while they arrive.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640  # of letters and files; what everybody may see has its own below
# What a request or message may bring: megabytes of one file, and how many files.
LARGEST_FILE_MB = env.int("LARGEST_FILE_MB", default=20)
MOST_FILES = env.int("MOST_FILES", default=10)

# --- Mail -----------------------------------------------------------------------------------------------------------

vars().update(read_address("EMAIL_URL", EMAIL_URL, env.email_url_config))
if EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend":  # noqa: F821 - from the address
    EMAIL_BACKEND = "foirequests.emails.SmtpBackend"  # which knows when a message may have arrived
if EMAIL_FILE_PATH := vars().get("EMAIL_FILE_PATH"):
    # Three slashes are a folder of the checkout, four are one of the machine, as with SQLite's addresses.
    EMAIL_FILE_PATH = str(BASE_DIR / EMAIL_FILE_PATH)
EMAIL_TIMEOUT = 20  # seconds; a mail server that hangs must not hold a worker
MAIL_FROM = env.str("MAIL_FROM", default="") or f"foi@{urlsplit(BASE_URL).hostname}"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
# When set, only addresses whose domain ends so are ever mailed (".example" in a demonstration).
MAIL_ONLY_TO = env.str("MAIL_ONLY_TO", default="")
# A letter or message that a worker has held for so many seconds is taken up by another.
MAIL_LEASE_SECONDS = env.int("MAIL_LEASE_SECONDS", default=300)
# So often the timetable has somebody look for mail and letters that are due and not yet done.
SWEEP_SECONDS = env.int("SWEEP_SECONDS", default=30)

# --- Links in letters -----------------------------------------------------------------------------------------------

# Whether addresses in wording and drafts are looked at on the internet; "off" on a machine that may not reach it.
_link_checks = env.str("LINK_CHECKS", default="") or "on"
if _link_checks not in ("on", "off"):
    raise ImproperlyConfigured(f"LINK_CHECKS is on or off, not {_link_checks!r} (README, Settings).")
LINK_CHECKS = _link_checks == "on"
LINK_CHECK_AGENT = f"FOI-Desk-link-check (+{BASE_URL})"  # who asks, and where to ask back

# --- Background work ------------------------------------------------------------------------------------------------

# Messages to the worker are hints and may vanish (sweeps below find what is undone), so the broker needs no disk of
# its own care: Redis where there is one, else a folder.
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT = "config.redis_broker:RedisTransport"
    # A page that hands over a hint tries once, and waits seconds at most for a broker that fell silent.
    CELERY_BROKER_TRANSPORT_OPTIONS = {"max_retries": 0, "socket_connect_timeout": 1, "socket_timeout": 3}
else:
    _broker = VAR_DIR / "broker"
    for _folder in ("queue", "control"):
        (_broker / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://"
    CELERY_BROKER_TRANSPORT = "config.broker:FolderTransport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker / "queue"),
        "data_folder_out": str(_broker / "queue"),
        "control_folder": str(_broker / "control"),
        "polling_interval": 0.3,  # seconds
    }
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # worker and beat wait for a broker that is away, however long
CELERY_TASK_DEFAULT_QUEUE = "foidesk"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_PUBLISH_RETRY = False  # a page does not wait for a broker that is down; a sweep does the work
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 600  # seconds; what is cut off is found again by a sweep
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False
# Nobody steers workers from afar, and without it workers of one name on one machine have nothing to quarrel about.
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "config.heartbeats:SeenScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 20  # seconds; beat must say every minute that it lives
# Where worker and beat leave signs of life for a health check beside them (`config/alive.py`); nowhere when not set.
HEARTBEAT_DIR = env.str("HEARTBEAT_DIR", default="")

# --- Static files ---------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("nhsuk", NODE_MODULES / "nhsuk-frontend/dist/nhsuk"),
    ("htmx", NODE_MODULES / "htmx.org/dist"),
    ("arimo", NODE_MODULES / "@fontsource/arimo/files"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_DIR}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.static_files.CollectedFiles",
        # Web may be another user than whoever collects them, as in the image.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# --- Forms ----------------------------------------------------------------------------------------------------------

CRISPY_ALLOWED_TEMPLATE_PACKS = ("nhsuk",)
CRISPY_TEMPLATE_PACK = "nhsuk"
CRISPY_FAIL_SILENTLY = False
# Inputs are drawn by Django's templates, or by those of `templates/django/forms/` in their place.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Logs and telemetry ---------------------------------------------------------------------------------------------

# `json`, one object a line, for whatever collects lines; `plain` for a person who looks on.
LOG_FORMAT = env.str("LOG_FORMAT", default="plain" if sys.stderr.isatty() else "json", choices=("json", "plain"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "config.log_lines.JsonLine"},
        "plain": {"()": "config.log_lines.PlainLine"},
    },
    "filters": {
        # /health says 503 every few seconds while something is down, and needs no line in the log for it.
        "not_health": {
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: getattr(record, "status_code", None) != 503,
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO").upper()},
    "loggers": {
        # Handlers of their own would print each line twice.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "gunicorn.error": {"handlers": [], "propagate": True},
        # Answers from 400 to 499 have their line already (`config.request_ids`).
        "django.request": {"filters": ["not_health"], "level": "ERROR"},
        # Each task has its line already (`config.request_ids`).
        "celery": {"level": "WARNING"},
        # kombu warns that a folder has no host name.
        "kombu.connection": {"level": "ERROR"},
        # fontTools tells at INFO of every table of every font.
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "WARNING"},
        # A collector that is down is told of once for each batch, not for each attempt.
        "opentelemetry.exporter": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
    },
}


def exports(signal: str) -> bool:
    """Whether OpenTelemetry's own variables, which its packages read as well, ask for traces or metrics."""
    where = env.str("OTEL_EXPORTER_OTLP_ENDPOINT", default="")
    where = where or env.str(f"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT", default="")
    how = env.str(f"OTEL_{signal}_EXPORTER", default="") or ("otlp" if where else "none")
    return "otlp" in how.split(",") and not env.bool("OTEL_SDK_DISABLED", default=False)


# What is exported (`config.telemetry`); when it is nothing, no part of OpenTelemetry is loaded.
TELEMETRY = {signal for signal in ("TRACES", "METRICS") if exports(signal)}
