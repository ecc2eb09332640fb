"""The production shape of tasks: the nudge goes through a real Redis to a real worker."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import databases

pytestmark = pytest.mark.redis
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def redis(tmp_path):
    program = shutil.which("redis-server")
    assert program
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--port", str(port), "--save", "", "--dir", str(tmp_path), "--bind", "127.0.0.1"]
    server = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
    yield f"redis://127.0.0.1:{port}/0"
    server.terminate()
    server.wait(10)


RECORD = """
import sys; sys.path[:0] = [{root!r}, {root!r} + "/platform"]
import django; django.setup()
from django.db import transaction
from core.access.rules import SYSTEM
from core.cities.facts import CityChanged
from core.journal.actions import record
with transaction.atomic():
    record(CityChanged(1), stream="city:1", actor=SYSTEM)
"""


def test_a_nudge_through_redis_delivers_within_two_seconds(redis, tmp_path, django_db_setup):
    data = tmp_path / "data"
    data.mkdir()
    template = databases.cached("migrated.sqlite3", databases.SCHEMA)
    shutil.copy(template, data / "jusoor.sqlite3")
    environment = {
        **os.environ,
        "JUSOOR_DATA": str(data),
        "CELERY_BROKER_URL": redis,
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "PYTHONPATH": f"{ROOT / 'platform'}{os.pathsep}{ROOT}",
    }
    log = tmp_path / "worker.log"
    options = ["-P", "threads", "-c", "1", "--without-gossip", "--without-mingle", "-l", "info"]
    worker = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "config", "worker", *options],
        env=environment,
        cwd=ROOT,
        stdout=log.open("wb"),
        stderr=subprocess.STDOUT,
    )
    try:
        limit = time.monotonic() + 30
        while b"ready" not in log.read_bytes():
            assert time.monotonic() < limit, log.read_text()
            time.sleep(0.1)
        code = RECORD.format(root=str(ROOT))
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)
        database = sqlite3.connect(data / "jusoor.sqlite3")
        limit = time.monotonic() + 2
        while time.monotonic() < limit:
            done = database.execute("SELECT count(done_at), count(*) FROM journal_delivery")
            if done.fetchone() == (1, 1):
                break
            time.sleep(0.05)
        else:
            pytest.fail("not delivered within two seconds")
    finally:
        worker.terminate()
        worker.wait(20)
