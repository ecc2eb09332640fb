"""A worker that is killed while it sends loses no note and sends none twice."""

import email
import email.policy
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests import databases

ROOT = Path(__file__).resolve().parents[3]
PEOPLE, FACTS = 24, 4


def run(folder, *command):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "DATABASE"))}
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**environment, "JUSOOR_DATA": str(folder), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )


def send(folder):
    return run(folder, "platform/manage.py", "letters", "--send", "--lease", "0.1")


def notes_by_person(folder):
    """Person → title → how often some letter tells it."""
    found = {}
    for path in (folder / "mail").glob("*.eml"):
        letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        text = letter.get_body(("plain",)).get_content()
        titles = found.setdefault(letter["To"], Counter())
        titles.update(re.findall(r"ممارسة رقم \d+", text))
    return found


def test_a_worker_killed_twice_tells_everybody_everything_once(tmp_path, django_db_setup):
    schema = databases.cached("migrated.sqlite3", databases.SCHEMA)
    if schema.exists():
        shutil.copy(schema, tmp_path / "jusoor.sqlite3")
    sizes = ("--people", str(PEOPLE), "--facts", str(FACTS))
    made = run(tmp_path, "tests/load/digest_bench.py", "--prepare", "--data", str(tmp_path), *sizes)
    assert made.communicate(timeout=120)[0].strip().endswith(f"for {PEOPLE} people")
    sent = 0
    for _round in range(2):
        worker = send(tmp_path)
        for _line in range(5):
            assert worker.stdout.readline().startswith("letter ")
        worker.send_signal(signal.SIGKILL)
        assert worker.wait(timeout=20) == -signal.SIGKILL
        sent += 5
        worker.stdout.close()
        assert sent <= len(list((tmp_path / "mail").glob("*.eml"))) < PEOPLE
    # The letter that the dead worker had begun waits until its lease is over.
    left = send(tmp_path).communicate(timeout=60)[0]
    assert re.search(r"\d+ letters sent", left)
    send(tmp_path).communicate(timeout=60)
    told = notes_by_person(tmp_path)
    assert len(told) == PEOPLE
    assert {count for titles in told.values() for count in titles.values()} == {1}
    assert {len(titles) for titles in told.values()} == {FACTS}
    assert "0 letters sent" in send(tmp_path).communicate(timeout=60)[0]
