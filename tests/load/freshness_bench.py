"""How soon an edit is found while twenty come each second; run by hand:

python tests/load/freshness_bench.py [seconds, default 30]

A site of its own with the real worker; with ELASTICSEARCH_URL set its usual engine is Elasticsearch.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from io import StringIO
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
DATA = tempfile.mkdtemp(prefix="jusoor-fresh-")
os.environ["JUSOOR_DATA"] = DATA
os.environ["JUSOOR_ELASTICSEARCH_URL"] = os.environ.get("ELASTICSEARCH_URL", "")
os.environ["JUSOOR_ELASTICSEARCH_PREFIX"] = "fresh"
os.environ["JUSOOR_LOG"] = "ERROR"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command

from core.access.rules import SYSTEM
from core.cities.actions import register_city
from core.journal.drain import drain_all
from search.engines.protocol import Query
from search.indexing.rebuilding import rebuild
from search.installed import installed_engine

A_SECOND = 20
PLACES = 50


def edit(number: int) -> None:
    """Give a city a name that nothing else has."""
    names = dict.fromkeys(("ar", "en", "fr"), f"edit{number}x")
    facts = {"names": names, "country": "JO", "latitude": 31, "longitude": 35}
    register_city(actor=SYSTEM, slug=f"place-{number % PLACES}", facts=facts)


def watched(edits: "SimpleQueue[tuple[int, float] | None]", waits: list[float]) -> None:
    """Ask for each edit until it is found; what a later edit replaced is found with that. None ends it."""
    engine = installed_engine()
    while (edit_ := edits.get()) is not None:
        number, began = edit_
        wanted = (f"city:place-{number % PLACES}",)
        while True:
            [hit] = engine.search(Query(lang="en", only=wanted, limit=1)).hits
            shown = hit.payload["shown"]
            assert isinstance(shown, dict)
            if int(shown["en"]["title"].removeprefix("edit").removesuffix("x")) >= number:
                break
            time.sleep(0.005)
        waits.append(time.monotonic() - began)


def main(seconds: int) -> None:
    """Print median and p95 of the seconds between the end of an edit and its being found."""
    for folder in ("queue", "control", "processed"):
        (Path(DATA) / "broker" / folder).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("load_convention", stdout=StringIO())
    for number in range(PLACES):
        edit(number)
    rebuild(engine=installed_engine())
    while drain_all():
        pass
    worker = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "config",
            "worker",
            "-B",
            "-P",
            "solo",
            "-l",
            "ERROR",
        ],
        cwd=ROOT / "platform",
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}"},
        stdout=subprocess.DEVNULL,
    )
    time.sleep(8)
    edits: SimpleQueue[tuple[int, float] | None] = SimpleQueue()
    waits: list[float] = []
    watcher = threading.Thread(target=watched, args=(edits, waits))
    watcher.start()
    began = time.monotonic()
    try:
        for number in range(PLACES, PLACES + seconds * A_SECOND):
            due = began + (number - PLACES) / A_SECOND
            time.sleep(max(0.0, due - time.monotonic()))
            edit(number)
            edits.put((number, time.monotonic()))
        spent = time.monotonic() - began
        edits.put(None)
        watcher.join(60)
    finally:
        worker.terminate()
        worker.wait()
    waits.sort()
    engine = "Elasticsearch" if settings.ELASTICSEARCH_URL else "embedded"
    print(
        f"{engine}: {len(waits)} edits in {spent:.0f} s ({len(waits) / spent:.0f} a second), found after "
        f"{waits[len(waits) // 2]:.2f} s (median), {waits[int(len(waits) * 0.95)]:.2f} s (p95)"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
