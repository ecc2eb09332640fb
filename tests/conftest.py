"""Set-up shared by all tests: databases copied from files, the cast, an index of its own."""

import os
import secrets
import shutil
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from search import installed
from search.engines.tantivy import TantivyEngine
from search.indexing.rebuilding import rebuild
from tests import databases
from tests.nodes import STARTER, Node

pytest_plugins = [
    "tests.cast",
    "tests.factories.library",
    "tests.factories.projects",
    "tests.factories.support",
]
EMPTY, CONVENTION, PUBLISHED = "jusoor_empty", "jusoor_convention", "jusoor_published"


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """SQLite: copy the migrated file into memory. PostgreSQL: the usual way."""
    if connection.vendor != "sqlite":
        from django.test.utils import setup_databases, teardown_databases

        with django_db_blocker.unblock():
            made = setup_databases(verbosity=0, interactive=False)
        yield
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)
        return
    with databases.kept_alive(EMPTY):
        with django_db_blocker.unblock():
            databases.use(EMPTY)
            databases.fill_schema()
        yield
        with django_db_blocker.unblock():
            connection.close()


@pytest.fixture(scope="session")
def _convention_database(django_db_setup, django_db_blocker):
    """The convention's practices, loaded once into a database and an index of their own."""

    def load() -> None:
        databases.fill_schema()
        with open(os.devnull, "w") as nowhere:
            call_command("load_convention", stdout=nowhere)

    with databases.kept_alive(CONVENTION), django_db_blocker.unblock():
        databases.use(CONVENTION)
        databases.fill(databases.cached("convention.sqlite3", databases.CONTENT), load)
        index = databases.convention_index(_index)
        databases.use(EMPTY)
        yield index


def _index(folder: Path) -> None:
    rebuild(engine=TantivyEngine(folder))


@pytest.fixture(scope="session")
def _published_database(django_db_setup, django_db_blocker):
    """The cast and one public practice, taken through both checks once; not for PostgreSQL."""
    if connection.vendor != "sqlite":
        yield
        return
    with databases.kept_alive(PUBLISHED), django_db_blocker.unblock():
        databases.use(PUBLISHED)
        databases.fill(
            databases.cached("published.sqlite3", databases.PUBLISHED), databases.publish
        )
        databases.use(EMPTY)
        yield


@pytest.fixture(autouse=True)
def _database(request, django_db_blocker):
    """Tests of a public practice begin with it instead of making it again; before any `db`."""
    if "published" not in request.fixturenames or "convention" in request.fixturenames:
        yield
        return
    request.getfixturevalue("_published_database")
    if connection.vendor != "sqlite":
        yield
        return
    with django_db_blocker.unblock():
        databases.use(PUBLISHED)
    yield
    with django_db_blocker.unblock():
        databases.use(EMPTY)


@pytest.fixture
def _on_convention(_convention_database, django_db_blocker):
    with django_db_blocker.unblock():
        databases.use(CONVENTION)
    yield
    with django_db_blocker.unblock():
        databases.use(EMPTY)


@pytest.fixture
def convention(_on_convention, db, _convention_database, _own_index):
    """The site as the demo shows it: every practice of the convention, published and indexed."""
    shutil.copytree(_convention_database, _own_index, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def elasticsearch_url(tmp_path_factory):
    """The address of a real Elasticsearch."""
    if url := os.environ.get("ELASTICSEARCH_URL"):
        yield url
        return
    if not STARTER.exists():
        pytest.skip("ELASTICSEARCH_URL is not set, and there is no node to start.")
    node = Node(tmp_path_factory.mktemp("node"))
    yield node.url
    node.stop()


@pytest.fixture
def bare_elastic(elasticsearch_url):
    """The engine of production with names of its own in the node, removed afterwards."""
    from search.engines.elastic import ElasticEngine

    prefix = f"t{secrets.token_hex(4)}"
    engine = ElasticEngine(elasticsearch_url, prefix=prefix, read_timeout=10)
    yield engine
    engine.remove()


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    """Each test has an index folder of its own, and empty caches."""
    folder = tmp_path / "index"
    settings.SEARCH_INDEX = folder
    cache.clear()
    yield folder
    installed.forget()


@pytest.fixture(autouse=True)
def _no_language_left_over():
    """A request leaves its language active in the thread; the next test begins without one."""
    translation.deactivate()
