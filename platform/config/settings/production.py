"""Asserts what production needs; the values come from the environment through base."""

import os

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *
from config.settings.base import CELERY_BROKER_URL, DATABASES, DEBUG, STORAGES

_NEEDED = ("JUSOOR_SECRET_KEY", "JUSOOR_HOSTS", "JUSOOR_ADDRESS", "DATABASE_URL", "CHANNEL_URL")
for _name in _NEEDED:
    if not os.environ.get(_name):
        raise ImproperlyConfigured(f"Production needs the variable {_name}.")
if DEBUG:
    raise ImproperlyConfigured("JUSOOR_DEBUG must not be set in production.")
if not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database in production.")
if CELERY_BROKER_URL == "filesystem://":
    raise ImproperlyConfigured("CELERY_BROKER_URL must name a Redis server in production.")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
WHITENOISE_USE_FINDERS = False
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
