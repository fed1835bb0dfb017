"""All settings. Differences between machines come from environment variables; README has the table.

A missing one fails by name and says how to set it.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str | None = None, *, how: str = "") -> str:
    """A setting from the environment, or from the file that NAME_FILE points to (for secrets)."""
    if os.environ.get(f"{name}_FILE"):
        return Path(os.environ[f"{name}_FILE"]).read_text().strip()
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(
            f"{name} is not set. {how or 'Set it in the environment; README has the table.'}"
        )
    return value


def flag(name: str, default: str = "0") -> bool:
    """A yes-or-no setting."""
    return env(name, default).lower() in {"1", "true", "yes", "on"}


def database(url: str) -> dict[str, Any]:
    """A postgresql:// address as Django wants it; `?host=/folder` means a Unix socket."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return {
        "ENGINE": "safeguard.scope.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [unquote(parts.hostname or "")])[0],
        "PORT": str(parts.port or query.get("port", [""])[0]),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {"options": "-c statement_timeout=30000 -c lock_timeout=10000"},
        "TEST": {"NAME": os.environ.get("TEST_DB_NAME", "test_safeguard")},
    }


DEBUG = flag("SAFEGUARD_DEBUG")
DEMO = flag("SAFEGUARD_DEMO")
SECRET_KEY = env("SAFEGUARD_SECRET_KEY", how="Set it to 50 or more random characters.")
SAFEGUARD_MASTER_KEYS = env(
    "SAFEGUARD_MASTER_KEYS",
    how="It wraps every school's key: name:base64 of 32 random bytes, kept outside the database.",
)
SAFEGUARD_PROXIES = int(env("SAFEGUARD_PROXIES", "0"))
SEALED_ROOT = env("SAFEGUARD_SEALED_ROOT", str(BASE_DIR / "var" / "sealed"))
ALLOWED_HOSTS = env("SAFEGUARD_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{h}" for h in ALLOWED_HOSTS if h not in {"localhost", "127.0.0.1", "[::1]"}]
INSECURE_COOKIES = flag("SAFEGUARD_INSECURE_COOKIES", "1" if DEMO or DEBUG else "0")

# The runtime role owns nothing; the owner only migrates (and runs `--database owner`).
DATABASES = {
    "default": database(
        env("DATABASE_URL", how="postgresql://sg_app:password@host/safeguard; make demo starts its own.")
    ),
}
if os.environ.get("DATABASE_OWNER_URL"):
    DATABASES["owner"] = database(env("DATABASE_OWNER_URL"))
    DATABASES["owner"] |= {"OPTIONS": {}, "ATOMIC_REQUESTS": False}
    DATABASES["owner"]["TEST"] = {"MIRROR": "default"}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "auditlog",
    "csp",
    "django_htmx",
    "guardian",
    "rest_framework",
    "safeguard.ui",
    "safeguard.vault",
    "safeguard.jobs",
    "audit",
    "access",
    "concerns",
    "retention",
    "safeguard.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "access.session_clock.SessionClockMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "access.middleware.GuardMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "safeguard.urls"
WSGI_APPLICATION = "safeguard.wsgi.application"
FORM_RENDERER = "safeguard.forms.SafeguardRenderer"
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
                "safeguard.navigation.page_context",
            ],
        },
    }
]

AUTH_USER_MODEL = "access.User"
SCHOOL_MODEL = "access.School"
MEMBER_MODEL = "access.Membership"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_RAISE_403 = False
ANONYMOUS_USER_NAME = None
# Grants are read by hand in one queryset method; the backend that answers has_perm is not wanted.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

AUDITLOG_LOGENTRY_MODEL = "audit.Entry"
AUDITLOG_CID_GETTER = "audit.context.request_id"
AUDITLOG_MASK_CALLABLE = "audit.masks.mask"
AUDITLOG_STORE_JSON_CHANGES = True

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = env("SAFEGUARD_STATIC_ROOT", str(BASE_DIR / "var" / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
HASHED_STATIC = flag("SAFEGUARD_HASHED_STATIC", "0" if DEBUG else "1")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not HASHED_STATIC

# Sessions stand in the database, sealed: they end at once when the account's rights change. What is
# activity and what isn't, SessionClockMiddleware decides; so they are not saved on every request.
SESSION_ENGINE = "access.sessions"
SESSION_COOKIE_AGE = 60 * int(env("SAFEGUARD_IDLE_MINUTES", "20"))
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not INSECURE_COOKIES
SESSION_COOKIE_NAME = "sg_session"
SECURE_HSTS_SECONDS = 0 if INSECURE_COOKIES else 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not INSECURE_COOKIES
SECURE_SSL_REDIRECT = flag("SAFEGUARD_SSL_REDIRECT", "0" if INSECURE_COOKIES else "1")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SAFEGUARD_PROXIES else None
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
# Not "no-referrer": browsers then send `Origin: null` with a form, and Django refuses every post.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 26 * 1024 * 1024
# In memory only: Django's other handler would lay what is larger into the temporary folder, unsealed.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Sign-in by django-allauth: closed registration, e-mail and password, then a second factor.
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "access.adapters.AccountAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Safeguard: "
# Guessing is stopped for each account. An address is shared by a whole school, so its limit is only a
# ceiling against floods, far above what a school's morning needs.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "5/5m/key,100/d/key",
    "reset_password": "60/m/ip,3/10m/key",
    "reset_password_from_key": "60/m/ip",
}
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "/account/login/"
MFA_ADAPTER = "access.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Safeguard"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "access.forms.codes.SignInCodeForm",
    "reauthenticate": "access.forms.codes.CodeAgainForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = INSECURE_COOKIES

EMAIL_BACKEND = env("SAFEGUARD_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = env("SAFEGUARD_EMAIL_FROM", "Safeguard <no-reply@localhost>")

REDIS_URL = env("REDIS_URL", "")
CACHES = {
    # It holds the counts of wrong passwords: a full cache drops entries, so it must not be filled easily.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "safeguard_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 1500
CELERY_TASK_TIME_LIMIT = 1800
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "max_retries": 0,
}
CELERY_TIMEZONE = TIME_ZONE
# A worker that says nothing for so long is taken for dead, and its job is given to another.
SAFEGUARD_JOB_LEASE_SECONDS = int(env("SAFEGUARD_JOB_LEASE_SECONDS", "180"))
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_BEAT_SCHEDULE_FILENAME = env("SAFEGUARD_BEAT_FILE", str(BASE_DIR / "var" / "beat"))
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "jobs.sweep", "schedule": 60.0},
    "forget-sessions": {"task": "access.forget_sessions", "schedule": 3600.0},
    "expire-drafts": {"task": "concerns.expire_drafts", "schedule": 3600.0},
    "expire-imports": {"task": "concerns.expire_imports", "schedule": 3600.0},
    "check-ledgers": {"task": "audit.check_all", "schedule": crontab(hour=5, minute=0)},
    "expire-files": {"task": "retention.expire_files", "schedule": 3600.0},
    "plan-retention": {"task": "retention.plan", "schedule": crontab(hour=2, minute=10)},
}

REST_FRAMEWORK = {
    # Closed by default; a view opens itself by its declared capability, checked in the middleware.
    "DEFAULT_PERMISSION_CLASSES": ["access.permissions.DeclaredPermission"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "UNAUTHENTICATED_USER": None,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"no_words": {"()": "safeguard.logs.NoWords"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_words"]}},
    "root": {"handlers": ["out"], "level": "INFO"},
    "loggers": {
        "django.server": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
    },
}
