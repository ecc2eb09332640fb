"""What the embedded engine promises besides: several processes over one folder."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search.engines.protocol import Query
from search.engines.tantivy import TantivyEngine
from tests.search.engines.documents import doc, keys

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def engine(tmp_path):
    made = TantivyEngine(tmp_path / "index")
    made.prepare("one")
    made.switch("one")
    return made


def test_another_process_sees_what_was_written(engine, tmp_path):
    other = TantivyEngine(tmp_path / "index")
    assert keys(other, "حديقة") == ()
    engine.write([doc("a", "حديقة")])
    assert keys(other, "حديقة") == ("a",)


def write_many(folder, prefix, count):
    engine = TantivyEngine(Path(folder))
    for number in range(count):
        engine.write([doc(f"{prefix}{number}", f"حديقة {number}")])


def test_two_processes_write_at_once_and_lose_nothing(engine, tmp_path):
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=write_many, args=(str(tmp_path / "index"), prefix, 6))
        for prefix in "xy"
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    assert engine.search(Query(lang="ar", text="حديقة", limit=50)).total == 12


VICTIM = """
import sys; sys.path.insert(0, {root!r})
from pathlib import Path
from search.engines.protocol import Document, Words
from search.engines.tantivy import TantivyEngine
engine = TantivyEngine(Path({folder!r}))
number = 0
while True:
    engine.write([Document(key=f"k{{number}}", version=1, kind="practice",
                           words={{"ar": Words(title=f"حديقة {{number}}")}})])
    print(number, flush=True)
    number += 1
"""


def test_a_writer_killed_in_mid_write_loses_nothing_that_it_acknowledged(engine, tmp_path):
    code = VICTIM.format(root=str(ROOT), folder=str(tmp_path / "index"))
    victim = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env={**os.environ, "PYTHONUTF8": "1"}
    )
    for _ in range(3):
        victim.stdout.readline()
    time.sleep(0.03)
    victim.send_signal(signal.SIGKILL)
    acknowledged = 3 + len(victim.stdout.read().splitlines())
    victim.wait()
    found = set(engine.search(Query(lang="ar", text="حديقة", limit=500, cut=0.0)).keys)
    assert {f"k{number}" for number in range(acknowledged)} <= found
    engine.write([doc(f"k{acknowledged}", "حديقة أخرى"), doc("after", "حديقة")])
    again = set(engine.search(Query(lang="ar", text="حديقة", limit=500, cut=0.0)).keys)
    assert {f"k{acknowledged}", "after"} <= again
    assert len(again) == len(engine.versions())
