"""Databases in memory, copied from files that are made once."""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = (
    "platform/*/*/migrations/*.py",
    "knowledge/*/migrations/*.py",
    "projects/*/migrations/*.py",
    "search/migrations/*.py",
    "platform/core/*/data/*",
    "knowledge/library/actions/tree.py",
    "knowledge/library/models/tree.py",
)
PUBLISHED = (
    *SCHEMA,
    "knowledge/library/**/*.py",
    "platform/core/**/*.py",
    "tests/cast.py",
    "tests/factories/*.py",
)
CONTENT = (
    *SCHEMA,
    "knowledge/library/convention/**/*.json",
    "knowledge/library/**/*.py",
    "search/**/*.py",
    "platform/core/cities/*.py",
)


def cached(name: str, patterns: tuple[str, ...]) -> Path:
    """Where a made thing is kept; another place when the files it is made of change."""
    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__}".encode())
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    folder = Path(os.environ.get("JUSOOR_TEST_CACHE") or ROOT / ".cache")
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}-{digest.hexdigest()[:16]}"


def use(name: str) -> None:
    """Work on the shared in-memory database `name` from now on."""
    connection.close_if_unusable_or_obsolete()
    if connection.connection is not None:
        connection.inc_thread_sharing()
        connection.connection.close()
        connection.connection = None
        connection.dec_thread_sharing()
    address = f"file:{name}?mode=memory&cache=shared"
    settings.DATABASES["default"]["NAME"] = address
    connection.settings_dict["NAME"] = address
    connection.ensure_connection()


def fill(path: Path, make: Callable[[], None]) -> None:
    """Copy the file into the present database; make both when the file is not there."""
    if path.exists():
        with sqlite3.connect(path) as source:
            source.backup(connection.connection)
        return
    make()
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with sqlite3.connect(fresh) as target:
        connection.connection.backup(target)
    fresh.rename(path)


def publish() -> None:
    """The cast of the library's tests, and Amman's practice, public."""
    from tests import cast
    from tests.factories.library import publish_practice_of_amman

    fill_schema()
    publish_practice_of_amman(
        officer=cast.person("amman-officer", city=cast.amman_city(), role="member"),
        focal=cast.person("amman-focal", city=cast.amman_city(), role="focal_point"),
        reviewer=cast.person("reviewer", office="reviewer"),
        secretariat=cast.person("secretariat", office="secretariat"),
    )


def migrate() -> None:
    """Every test begins with the empty library in three languages: it is made once."""
    from core.access.rules import SYSTEM
    from knowledge.library.actions import open_library

    call_command("migrate", verbosity=0)
    open_library(actor=SYSTEM)


def fill_schema() -> None:
    fill(cached("migrated.sqlite3", SCHEMA), migrate)


@contextmanager
def kept_alive(name: str) -> Iterator[None]:
    """An in-memory database lives as long as somebody is connected to it."""
    holder = sqlite3.connect(f"file:{name}?mode=memory&cache=shared", uri=True)
    try:
        yield
    finally:
        holder.close()


def convention_index(make: Callable[[Path], None]) -> Path:
    """The index over the convention's practices, made once."""
    path = cached("convention.index", CONTENT)
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        make(fresh)
        try:
            fresh.rename(path)
        except OSError:  # another worker was quicker
            shutil.rmtree(fresh)
    return path
