"""Set-up shared by all tests: a migrated database from a file, the cast, a quiet index."""

import hashlib
import os
import sqlite3
from pathlib import Path

import django
import pytest
import wagtail
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from search.installed import installed_engine

ROOT = Path(__file__).resolve().parents[1]
pytest_plugins = ["tests.cast", "tests.factories.library"]


def template_path() -> Path:
    """The file of the migrated database; another one when migrations or data change."""
    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__}".encode())
    patterns = ("*/*/migrations/*.py", "*/*/*/migrations/*.py", "platform/core/vocabularies/data/*")
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        if ".venv" not in path.parts:
            digest.update(path.name.encode() + path.read_bytes())
    folder = Path(os.environ.get("JUSOOR_TEST_CACHE") or ROOT / ".cache")
    folder.mkdir(exist_ok=True)
    return folder / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """SQLite: load the migrated file into memory (made once). PostgreSQL: the usual way."""
    if connection.vendor != "sqlite":
        request.getfixturevalue("django_db_modify_db_settings")
        from django.test.utils import setup_databases, teardown_databases

        with django_db_blocker.unblock():
            made = setup_databases(verbosity=0, interactive=False)
        yield
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)
        return
    path = template_path()
    with django_db_blocker.unblock():
        if path.exists():
            connect_to_memory()
            with sqlite3.connect(path) as source:
                source.backup(connection.connection)
        else:
            connect_to_memory()
            from django.core.management import call_command

            call_command("migrate", verbosity=0)
            fresh = path.with_suffix(f".{os.getpid()}")
            with sqlite3.connect(fresh) as target:
                connection.connection.backup(target)
            fresh.rename(path)
    yield
    with django_db_blocker.unblock():
        connection.close()


def connect_to_memory() -> None:
    name = connection.creation._get_test_db_name()
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
    connection.ensure_connection()


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    """Each test has an index folder of its own, and empty caches."""
    settings.SEARCH_INDEX = tmp_path / "index"
    cache.clear()
    yield
    installed_engine.__globals__["_engine"].cache_clear()
