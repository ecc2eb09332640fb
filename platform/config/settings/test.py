"""Fast and strict, nothing else."""

import os
import sys
import tempfile
from pathlib import Path
from types import FrameType

os.environ.setdefault("JUSOOR_SECRET_KEY", "tests only")
os.environ.setdefault("JUSOOR_DATA", tempfile.mkdtemp(prefix="jusoor-tests-"))

from config.settings.base import *
from config.settings.base import CACHES, DATA, DATABASES, REST_FRAMEWORK, TEMPLATES
from config.settings.readers import ROOT


class Undefined(str):
    """An undefined variable in one of our own templates is an error; packages live by them.

    Django asks for its truth where a variable does not exist.
    """

    def __bool__(self) -> bool:
        frame: FrameType | None = sys._getframe()
        while frame := frame.f_back:
            origin = getattr(frame.f_locals.get("self"), "origin", None)
            if origin is not None and frame.f_code.co_name.startswith("render"):
                path = str(origin.name)
                if path.startswith(str(ROOT)) and "site-packages" not in path:
                    raise NameError(f"{path} uses an undefined variable")
                return False
        return False


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
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = {"visitors": None, "people": None}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": None}
