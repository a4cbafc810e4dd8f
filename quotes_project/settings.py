"""Settings: everything that differs between sites comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured

# Lets Django's generic classes be written with their model: ModelAdmin[Speaker].
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


# Development switch. Off unless asked for, so that a forgotten variable fails safe.
DEBUG = _flag("DEBUG")

# Signs sessions and tokens. There is no default outside DEBUG.
SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured("Set SECRET_KEY in the environment (or DEBUG=1 to develop).")
    SECRET_KEY = "only-for-development-" + "0123456789abcdef" * 3

# Host names that this site answers to, separated by commas.
ALLOWED_HOSTS = [h for h in os.environ.get("ALLOWED_HOSTS", "").split(",") if h]
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]

# Where the data lives: a URL such as postgres://user:password@host/name.
DATABASES = {
    "default": dj_database_url.config(
        env="DATABASE_URL",
        default=f"sqlite:///{BASE_DIR / 'quotes.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers go on while one process writes, and writers queue instead of failing. The file is read
    # where the system has it in memory, as far as SQLite maps one at most: its own cache is 2 MB.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=2147418112;",
        }
    )

if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Compiling a query takes a second where its cost is overestimated, and the site asks none that is
    # worth it; and reading here and there is not four times as slow as in a row, as on a disk that turns.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off -c random_page_cost=1.1")

INSTALLED_APPS = [
    "quotes.apps.QuotesAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "quotes.apps.QuotesConfig",
]

MIDDLEWARE = [
    "quotes.api.middleware.CrossOrigin",
    "quotes.api.middleware.ApiGZip",
    "quotes.api.middleware.ApiErrors",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "quotes_project.urls"
WSGI_APPLICATION = "quotes_project.wsgi.application"
ASGI_APPLICATION = "quotes_project.asgi.application"

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
            ],
        },
    }
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"

# WhiteNoise serves static files: from the apps in development, else those that `collectstatic`
# gathered, compressed and named by their content, so that browsers may keep them for ever.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG
if not DEBUG:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "quotes.api.schema.Schema",
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "quotes.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_FILTER_BACKENDS": ["quotes.api.filtering.StrictFilterBackend"],
    "DEFAULT_RENDERER_CLASSES": ["quotes.api.serializing.QuickJSONRenderer"],
    "URL_FORMAT_OVERRIDE": None,  # views that know “format” take it themselves; the others refuse it
    "DEFAULT_THROTTLE_CLASSES": ["quotes.api.throttling.PerAddress", "quotes.api.throttling.PerToken"],
    "EXCEPTION_HANDLER": "quotes.api.problems.answer",
    # Proxies in front of this site that may be believed about the client's address.
    "NUM_PROXIES": int(os.environ.get("TRUSTED_PROXIES", "0")),
}

# How often the API may be asked: by an address without a token, by a token; the engine and look-ups by anybody.
API_RATES = {
    "anonymous": os.environ.get("API_RATE_ANONYMOUS", "600/min"),
    "token": os.environ.get("API_RATE_TOKEN", "3000/min"),
    "extract": os.environ.get("API_RATE_EXTRACT", "60/min"),
    "check": os.environ.get("API_RATE_CHECK", "120/min"),
}

# Where that is counted: in each process's memory, or in a Redis that all of them share (needs the package redis).
if CACHE_URL := os.environ.get("CACHE_URL", ""):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}}

# Whether the web process works off the articles sent to it; else `manage.py work_imports` does.
IMPORT_THREAD = _flag("IMPORT_THREAD", DEBUG)

SPECTACULAR_SETTINGS = {
    "TITLE": "Quotes",
    "DESCRIPTION": "Who said what, where it stands, and how sure that is. Offsets count Unicode code points; "
    "ends are exclusive.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    # Serving it must not depend on who asks: the schema is the same for all.
    "SERVE_PUBLIC": True,
    "COMPONENT_SPLIT_REQUEST": True,
    # The documentation pages are served from this site, not from a network of others.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "quotes.api.schema.add_components",
    ],
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "ENUM_NAME_OVERRIDES": {
        "Decision": "quotes.models.Decision",
        "RejectionReason": "quotes.models.RejectionReason",
        "RunState": "quotes.models.RunState",
        "SpeakerKind": "quotes.models.SpeakerKind",
        "SourceKind": "quotes.models.SourceKind",
        "QuoteKind": "quotes.models.QuoteKind",
        "ReviewStatus": "quotes.models.ReviewStatus",
        "AttributionStatus": "quotes.models.AttributionStatus",
        "Modality": "quotes.models.Modality",
        "Origin": "quotes.models.Origin",
        "Verdict": "quotes.matching.verdicts.Verdict",
        "Wording": "quotes.matching.verdicts.Wording",
        "MeaningChange": "quotes.matching.alignment.MeaningChange",
        "SegmentKind": "quotes.lookup.answers.SegmentKind",
        "DateAgreement": "quotes.lookup.answers.DateAgreement",
        "ChangeKind": "quotes.models.ChangeKind",
        "ObjectKind": "quotes.models.ObjectKind",
        "FoundIn": "quotes.api.search.PLACES",
    },
}

if not DEBUG:
    # Behind a proxy that ends TLS: cookies and redirects stay on HTTPS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = _flag("SECURE_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# The engine: a class with the methods of quotes.extraction.Engine, and its arguments.
QUOTES_ENGINE = os.environ.get("QUOTES_ENGINE", "quotes.extraction.DefaultEngine")
QUOTES_ENGINE_OPTIONS = {"seconds": float(os.environ.get("EXTRACTION_SECONDS", "120"))}
