"""Fast and strict, nothing else."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("JUSOOR_SECRET_KEY", "tests only")
os.environ.setdefault("JUSOOR_DATA", tempfile.mkdtemp(prefix="jusoor-tests-"))

from config.settings.base import *
from config.settings.base import CACHES, DATA, DATABASES, REST_FRAMEWORK, TEMPLATES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
CACHES["default"]["LOCATION"] = "tests"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
SEARCH_INDEX = Path(DATA) / "index"
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = {"visitors": None, "people": None}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": None}
