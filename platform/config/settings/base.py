"""Settings of the embedded shape; the environment moves it to production's services."""

import os
from pathlib import Path

from django.utils.csp import CSP

from config.settings.interface import REST_FRAMEWORK as REST_FRAMEWORK
from config.settings.interface import SPECTACULAR_SETTINGS as SPECTACULAR_SETTINGS
from config.settings.readers import ROOT, data_folder, env, mailer, secret_key, sockets
from config.settings.schedule import SCHEDULE

DATA = data_folder()
SECRET_KEY = secret_key(DATA)
DEBUG = env.bool("JUSOOR_DEBUG", default=False)
ALLOWED_HOSTS = env.list("JUSOOR_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("JUSOOR_ORIGINS", default=[])
SITE_NAME = "Jusoor"
SITE_ADDRESS = env.str("JUSOOR_ADDRESS", default="http://localhost:8000")

INSTALLED_APPS = [
    "core.api",
    "core.vocabularies",
    "core.design",
    "core.access",
    "core.journal",
    "core.accounts",
    "core.cities",
    "core.live",
    "core.webhooks",
    "core.notifications",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "knowledge.library",
    "projects.partnerships",
    "projects.workplans",
    "projects.documents",
    "projects.discussions",
    "projects.meetings",
    "projects.takeaway",
    "projects.support",
    "projects.concepts",
    "search",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_vite",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.PageLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.design.middleware.NumeralsMiddleware",
    "core.access.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
FORM_RENDERER = "core.design.forms.Renderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# One data store for everything that this installation writes.
SQLITE_SYNCHRONOUS = {"FULL": "FULL", "NORMAL": "NORMAL"}[
    env.str("SQLITE_SYNCHRONOUS", default="FULL").upper()
]
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA / 'jusoor.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            # FULL: what was acknowledged survives a power cut. NORMAL is about three times faster and
            # survives a killed process only.
            f"PRAGMA journal_mode=WAL; PRAGMA synchronous={SQLITE_SYNCHRONOUS}; "
            "PRAGMA cache_size=-16000;"
        ),
    }
else:
    INSTALLED_APPS.append("django.contrib.postgres")
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
CACHES = {
    "default": env.cache("CACHE_URL", default="locmemcache://jusoor"),
}

CHANNEL_LAYERS = sockets()
# Webhooks go to https addresses of public networks; a closed test network may lift that.
WEBHOOKS_ANYWHERE = env.bool("WEBHOOKS_ANYWHERE", default=False)
# Seconds after which a web process looks for itself how far the followed streams are.
LIVE_LOOK_EVERY = 0.5

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "core.access.backend.RolesBackend",
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
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:profile"
ACCOUNT_ADAPTER = "core.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_USER_DISPLAY = "core.accounts.queries.shown_name"
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Jusoor"
MFA_TOTP_TOLERANCE = 1
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14

# Languages: Arabic first
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", "العربية"), ("en", "English"), ("fr", "Français")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [ROOT / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Riyadh"
WAGTAIL_I18N_ENABLED = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [ROOT / "frontend" / "dist"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.design.static_files.GzipStaticFilesStorage"},
}
# Collected files are compressed ones; without them (tests, a bare checkout) the sources serve.
WHITENOISE_USE_FINDERS = not STATIC_ROOT.exists()
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/a/.+-[0-9A-Za-z_-]{8}\.\w+$"
DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "manifest_path": ROOT / "frontend" / "dist" / "manifest.json",
        "static_url_prefix": "",
    }
}

# Strict everywhere; the CMS and the API's own pages get their exceptions in config.urls.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_SAMESITE = "Lax"

MAILERS = {"default": mailer(files=DATA / "mail")}
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Jusoor <no-reply@localhost>")

# Wagtail
WAGTAIL_SITE_NAME = "جسور"
WAGTAILADMIN_BASE_URL = SITE_ADDRESS
WAGTAILADMIN_LOGIN_URL = "cms_door"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILAPI_DOCS_ENABLED = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "knowledge.library.finish.publish_approved"
# A text that is checked is frozen, and each handing over is checked from the start.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# A plug of wagtail-localize that drafts translations, as a dotted path; without one there is no button.
if machine := env.str("MACHINE_TRANSLATOR", default=""):
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": machine,
        "OPTIONS": env.json("MACHINE_TRANSLATOR_OPTIONS", default={}),
    }
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "ods", "csv", "pptx", "odp", "zip"]
# The largest file that is kept, in bytes, by whatever door it comes.
MOST_BYTES = 20 * 1024 * 1024
WAGTAILDOCS_MAX_UPLOAD_SIZE = MOST_BYTES
WAGTAILDOCS_DOCUMENT_FORM_BASE = "knowledge.library.cms.uploads.DocumentForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = MOST_BYTES
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "knowledge.library.cms.uploads.ImageForm"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Tasks: a broker of files needs no server.
BROKER = DATA / "broker"
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="filesystem://")
if CELERY_BROKER_URL == "filesystem://":
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER / "queue"),
        "data_folder_out": str(BROKER / "queue"),
        "processed_folder": str(BROKER / "processed"),
        "control_folder": str(BROKER / "control"),
        "store_processed": False,
        "polling_interval": 0.1,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_TIME_LIMIT = None
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA / "beat")
CELERY_BEAT_SCHEDULE = SCHEDULE

# Search
ELASTICSEARCH_URL = env.str("JUSOOR_ELASTICSEARCH_URL", default="")
ELASTICSEARCH_PREFIX = env.str("JUSOOR_ELASTICSEARCH_PREFIX", default="jusoor")
SEARCH_INDEX = Path(env.str("JUSOOR_SEARCH_INDEX", default=str(DATA / "index")))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("JUSOOR_LOG", "WARNING")},
}
